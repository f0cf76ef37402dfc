"""The readers that a layout may name, and words with patterns."""

from typing import Any

import pytest
from tables.made import codes, layout, read_one, row

from casestate import Money, Term
from casestate.errors import InvalidLayout
from casestate.events import ChargeAmended, ChargeFiled
from casestate.tables import Layout, act, cells, column, note, read_cases, readers, remarks, text, values, word


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("24 Months", Term(months=24)),
        ("4.5 Year(s)", Term.parse("4 years 6 months")),
        ("8.75 Year(s)", Term(months=105)),
        ("0 Months", Term()),
        ("364 Days", Term(days=364)),
        ("1 yr, 6 mos.", Term(months=18)),
        ("2 weeks 1 day", Term(days=15)),
        ("LIFE", Term(life=True)),
        ("1.5 Months", None),
        ("1 Term", None),
        ("", None),
        ("two Months", None),
        ("12", None),
        ("9999999 years", None),
        ("999999 years", None),
    ],
)
def test_lengths_are_read_exactly_or_not_at_all(words: str, term: Term | None) -> None:
    if term is None:
        with pytest.raises(ValueError, match=r"length|whole|number"):
            readers.term(words)
    else:
        assert readers.term(words) == term


@pytest.mark.parametrize(
    ("words", "money"), [("$1,200.50", "1200.50 USD"), (" 500 EUR ", "500 EUR"), ("1200", "1200 USD"), ("-5", None)]
)
def test_sums(words: str, money: str | None) -> None:
    if money is None:
        with pytest.raises(ValueError, match="is no sum"):
            readers.money(words)
    else:
        assert readers.money(words) == Money.parse(money)


SENTENCE = readers.sentence(
    kinds={"Boot Camp": "incarceration"}, most={"probation": "4 years"}, without_length=["life"]
)


@pytest.mark.parametrize(
    ("words", "parts", "doubts"),
    [
        ("Probation: 24 Months", [("probation", "2 years", "None")], []),
        ("Boot Camp 6 months; Fine - $500", [("incarceration", "6 months", "None"), ("fine", "None", "500 USD")], []),
        ("Community Service: 100 EUR", [("community_service", "None", "100 EUR")], []),
        ("Life", [("life", "None", "None")], []),
        ("Probation", [("probation", "None", "None")], ["sentence-without-length"]),
        ("Jail: 500", [("jail", "None", "None")], ["sentence-length-unread"]),
        ("Jail: 1 Term", [("jail", "None", "None")], ["sentence-length-unread"]),
        ("Jail: 0 days", [("jail", "0 days", "None")], ["sentence-of-no-length"]),
        ("Probation: 24 Years", [("probation", "24 years", "None")], ["sentence-over-maximum"]),
        ("Banishment: 1 year", [("Banishment", "1 year", "None")], ["unmapped"]),
        ("30 days", [("30 days", "30 days", "None")], ["unmapped"]),
    ],
)
def test_parts_of_a_sentence(words: str, parts: list[tuple[str, ...]], doubts: list[str]) -> None:
    read = SENTENCE(words)
    assert [(part.kind, str(part.term), str(part.amount)) for part in read.value] == parts
    assert tuple([part.text for part in read.value]) == readers.texts(words)
    assert [kind.code for kind, _ in read.doubts] == doubts


def fields(cell: str, *, words: Any = None, **of: Any) -> tuple[Any, list[str]]:
    """Return what one column makes of a field of a filing, and the codes of what is doubtful."""
    ((name, more),) = of.items()
    given: dict[str, Any] = {name: column("detail", words=words, **more)}
    filed = act(ChargeFiled, **given)
    case, doubts = read_one(row(detail=cell), acts={"event": {"Filed": filed}})
    return getattr(case["r1"].event, name), codes(doubts)


def test_a_row_whose_fields_cannot_stand_together_is_kept_as_a_note() -> None:
    """A charge that supersedes itself is none that a court could file."""
    filed = act(ChargeFiled, supersedes=column("detail", read="list"))
    case, doubts = read_one(row(detail="1"), acts={"event": {"Filed": filed}})
    assert case["r1"].event.wire == "noted"
    assert (case["r1"].quote or "").endswith("1")
    assert [each.message for each in doubts] == [
        "row 1: supersedes= of charge '1' names that charge itself; name another charge"
    ]


def test_each_kind_of_field_has_a_reader_of_its_own() -> None:
    assert fields("2,000", quantity={}) == (2000, [])
    assert fields("two", quantity={}) == (None, ["unreadable-value"])
    assert fields("18 months", exposure={}) == (Term(months=18), [])
    assert fields("knife; mask", theories={"read": "list"}) == (("knife", "mask"), [])
    assert fields("felony", severity={}) == ("felony", [])
    assert fields("Class X", severity={}) == ("Class X", ["unmapped"])
    assert fields("Class X", severity={}, words={"Class *": "felony"}) == ("felony", [])
    assert fields("", severity={"otherwise": "other"}, words={"Class *": "felony"}) == ("other", [])
    assert fields("theft", offense={}, words={"GTA": "grand theft auto"}) == ("theft", ["unmapped"])


def test_flags() -> None:
    assert [readers.flag(words) for words in ("Yes", "1", "n", "FALSE")] == [True, True, False, False]
    with pytest.raises(ValueError, match="is neither of true, yes"):
        readers.flag("perhaps")


def test_a_word_may_carry_a_finding() -> None:
    odd = {"odd": {"severity": "warning", "meaning": "an odd word", "remedy": "ask"}}
    filed = act(ChargeFiled, grade=column("detail", words={"X": word("felony", finding="odd")}))
    case, (remark,) = read_one(row(detail="X"), acts={"event": {"Filed": filed}}, findings=odd)
    assert (case["r1"].event.grade, remark.message) == ("felony", "row 1: an odd word")  # type: ignore[attr-defined]
    with pytest.raises(InvalidLayout, match=r"there is no findings\.odd; known: none"):
        layout(acts={"event": {"Filed": filed}})


def test_several_columns_are_joined() -> None:
    filed = act(ChargeFiled, exposure=column("detail", "unit"))
    assert read_one(row(detail="18", unit="months"), acts={"event": {"Filed": filed}})[0]["r1"].event == ChargeFiled(
        on="2023-02-01", defendant="A. Doe", charge="1", exposure="18 months"
    )


def test_a_template_without_columns_is_a_fixed_text() -> None:
    one = layout(defendant=text("the defendant"), charge=text("{count}/{event}"))
    [(case, _)] = read_cases([row()], one)
    assert (case.defendants, list(case.at()["the defendant"].charges)) == (("the defendant",), ["1/Filed"])


def test_two_columns_may_be_decided_by_one() -> None:
    twice = {"event": {"Filed": column("detail"), "Changed": column("detail")}, "detail": {"a": ChargeFiled, "b": note}}
    case, _ = read_one(row(detail="a"), row(event="Changed", detail="b"), acts=twice, act=column("event"))
    assert [entry.event.wire for entry in case] == ["charge.filed", "noted"]


def test_what_a_row_says_by_itself_is_asked_of_the_layout() -> None:
    wide = Layout(
        case="case",
        defendant="name",
        charge="count",
        dated=[
            values.Dated(date="date", act=column("event")),
            values.Dated(date="later", act=act(ChargeAmended, grade=column("detail"))),
        ],
        acts={"event": {"Filed": ChargeFiled}},
    )
    read = list(wide.read(row(event="SOL")))
    assert [(event, [kind.code for kind, _ in doubts]) for event, doubts in read] == [(None, ["unmapped"])]
    assert [event and event.wire for event, _ in wide.read(row(later="2023-03-01"))] == [
        "charge.filed",
        "charge.amended",
    ]
    undated = Layout(case="case", defendant="name", charge="count", act=ChargeFiled)
    assert [str(event.on) for event, _ in undated.read(row()) if event] == ["[..]"]


def test_no_more_cells_are_remembered_than_memory_allows() -> None:
    memo = cells.Memo(lambda cell: (cell, ()) if cell % 2 else (cell, ((remarks.UNMAPPED, "odd"),)))
    for number in range(40_000):
        assert memo[number] == number
    assert len(memo) < 20_000
    assert memo.doubts.keys() <= memo.keys()


def test_marks_are_shown_as_they_are_written() -> None:
    assert repr([note, values.UNSTATED]) == "[note, unstated]"
