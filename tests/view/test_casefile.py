"""The file: it only grows, says what it refuses and why, and recording twice is recording once."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import case_files

from casestate import UNKNOWN_SOURCE, Basis, CaseFile, Entry, Source, When
from casestate.engine.coordinates import ClockWord
from casestate.errors import (
    EntryConflict,
    IllegalDevelopment,
    InvalidEntry,
    InvalidEvent,
    InvalidWhen,
    NotInFile,
)
from casestate.events import (
    ChargeAct,
    ChargeDismissed,
    ChargeFiled,
    ClaimFiled,
    Event,
    NameRecorded,
    Noted,
    PleaEntered,
    Stated,
)

EMPTY = CaseFile("c")
FILED = ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1")
DISMISSED = ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without")
NOTED = Noted(on="2023", text="x")


def test_each_record_is_a_new_file_and_the_old_one_stays() -> None:
    one = EMPTY.record(FILED)
    two = one.record(DISMISSED)
    other = one.record(NOTED)
    assert [len(case) for case in (EMPTY, one, two, other)] == [0, 1, 2, 2]
    assert (two["e2"].event, other["e2"].event) == (DISMISSED, NOTED)
    assert two.entries[0] is one.entries[0]


def test_entries_are_numbered_and_named_from_their_place() -> None:
    case = EMPTY.record(FILED).record(DISMISSED, id="end").record(NOTED)
    assert [(entry.id, entry.seq) for entry in case] == [("e1", 1), ("end", 2), ("e3", 3)]
    assert case.last is case["e3"]
    assert "end" in case
    assert "e2" not in case
    assert repr(case) == "<CaseFile 'c': 3 entries>"


def test_a_default_id_skips_taken_ids() -> None:
    case = EMPTY.record(NOTED, id="e2").record(NOTED).record(NOTED).record(NOTED, id="e5").record(FILED)
    assert [entry.id for entry in case] == ["e2", "e3", "e4", "e5", "e6"]


@pytest.mark.parametrize("entries", [None, 5, Entry(id="a", event=NOTED)])
def test_a_file_is_made_of_entries(entries: Any) -> None:
    with pytest.raises(InvalidEntry, match=r"a case file is made of several Entry\(...\)"):
        CaseFile("c", entries=entries)
    with pytest.raises(InvalidEntry, match="a case file is made of"):
        EMPTY.extend(entries)


@pytest.mark.parametrize("procedure", [None, "generic"])
def test_a_file_is_governed_by_a_procedure(procedure: Any) -> None:
    with pytest.raises(InvalidEntry, match=r"procedure= takes a Procedure such as casestate\.law\.GENERIC, not"):
        CaseFile("c", procedure=procedure)


def test_a_file_cannot_be_changed() -> None:
    case = EMPTY.record(FILED)
    with pytest.raises(AttributeError):
        case.entries = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        case.last.id = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        case.at()["A. Doe"].charges["1"] = None  # type: ignore[index]


@given(case_files(), st.data())
def test_a_file_is_the_same_recorded_one_by_one_or_together(case: CaseFile, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(case)))
    together = CaseFile("drawn", entries=case.entries)
    in_two = CaseFile("drawn", entries=case.entries[:cut]).extend(case.entries[cut:])
    assert together == in_two == case
    assert hash(together) == hash(case)
    assert case.extend(case.entries) is case


def test_recording_the_same_entry_again_changes_nothing() -> None:
    case = EMPTY.record(FILED, id="filing")
    assert case.record(FILED, id="filing") is case
    assert case.extend([case.last, case.last]) is case
    assert len(EMPTY.extend([case.last, case.last])) == 1


@pytest.mark.parametrize("change", [{"event": DISMISSED}, {"quote": "words"}, {"source": Source("x")}, {"ordinal": 1}])
def test_one_id_with_two_contents_is_refused(change: dict[str, Any]) -> None:
    case = EMPTY.record(FILED, id="filing")
    other = attrs.evolve(case.last, **change)
    with pytest.raises(EntryConflict, match="'filing' is already in the file with other content"):
        case.extend([other])
    with pytest.raises(EntryConflict):
        CaseFile("d", entries=[case.last, other])


def test_several_entries_join_together_or_not_at_all() -> None:
    case = EMPTY.record(FILED)
    sound, broken = Entry(id="a", event=NOTED), Entry(id="b", event=NOTED, after="nothing")
    with pytest.raises(InvalidEntry, match="b is linked after 'nothing', which is not in the file"):
        case.extend([sound, broken])
    assert "a" not in case


def test_entries_that_join_together_may_link_forward() -> None:
    case = EMPTY.extend([Entry(id="a", event=NOTED, after="b"), Entry(id="b", event=NOTED)])
    assert [entry.id for entry in case.at().timeline] == ["b", "a"]


@pytest.mark.parametrize("links", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}])
def test_links_in_a_circle_are_refused(links: dict[str, str]) -> None:
    with pytest.raises(InvalidEntry, match=r"round in a circle: .* after .*; take one of them out"):
        EMPTY.extend([Entry(id=id, event=NOTED, after=after) for id, after in links.items()])


def test_links_and_accounts_may_be_given_as_entries() -> None:
    case = EMPTY.record(FILED)
    case = case.record(FILED, after=[case.last], account_of=case.last, source=Source("wire", basis=Basis.PRESS))
    assert (case.last.after, case.last.account_of) == (("e1",), "e1")


@pytest.mark.parametrize(
    ("first", "account", "words"),
    [
        (FILED, {"account_of": "nothing"}, "which is not in the file before it"),
        (FILED, {"account_of": "e2"}, "which is not in the file before it"),
        (NOTED, {"account_of": "e1"}, "concern different people or things"),
        (ChargeFiled(on="2023", defendant="B. Roe", charge="1"), {"account_of": "e1"}, "concern different people"),
        (Stated(on="2023", by="x", modality="asserts", about=FILED), {"account_of": "e1"}, "concern different people"),
    ],
)
def test_an_account_must_concern_the_same_as_its_target(first: Event, account: dict[str, str], words: str) -> None:
    with pytest.raises(InvalidEntry, match=words):
        EMPTY.record(first).record(FILED, **account)  # type: ignore[arg-type]


def test_an_account_may_name_a_few_of_the_same_parties() -> None:
    case = EMPTY.record(ClaimFiled(on="2023", claim="c", defendants=("A", "B")))
    assert case.record(ClaimFiled(on="2023", claim="c", defendants="A"), account_of="e1").last.account_of == "e1"


@pytest.mark.parametrize("id", ["", "  ", None, 3])
def test_a_file_needs_a_name(id: Any) -> None:
    with pytest.raises(InvalidEntry, match="a case file needs an id such as 'rust'"):
        CaseFile(id)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("source", "the wire", r"source must be Source\(name, basis=\.\.\.\)"),
        ("recorded_at", "2023-04-21", "a moment with its zone was expected"),
        ("recorded_at", datetime(2023, 4, 21), "a moment with its zone was expected"),
        ("recorded_at", "now", "a moment with its zone was expected"),
        ("recorded_at", 5, "a moment with its zone was expected"),
        ("recorded_at", "0001-01-01T00:00:00+10:00", "a moment with its zone was expected"),
        ("docketed_on", "2023-04", "docketed_on must be one day"),
        ("docketed_on", datetime(2023, 4, 21), "docketed_on must be one day"),
        ("ordinal", "1", "ordinal must be a whole number"),
        ("ordinal", True, "ordinal must be a whole number"),
        ("ordinal", 10**9 + 1, "ordinal must be from -1000000000 to 1000000000"),
        ("ordinal", -(10**9) - 1, "ordinal must be from -1000000000 to 1000000000"),
        ("after", 5, "after= takes ids of entries"),
        ("after", [5], "text was expected here"),
        ("account_of", 5, "text was expected here"),
        ("quote", " ", "this text is empty"),
        ("id", "", "this text is empty"),
    ],
)
def test_a_wrong_field_of_the_envelope_is_refused_in_words(field: str, value: Any, words: str) -> None:
    with pytest.raises((InvalidEntry, InvalidEvent, InvalidWhen), match=rf"^Entry\.{field}: .*{words}"):
        EMPTY.record(FILED, **{field: value})


@pytest.mark.parametrize("event", ["filed", None, ChargeFiled])
def test_an_entry_holds_an_event(event: Any) -> None:
    with pytest.raises(InvalidEntry, match="an entry holds an event such as ChargeFiled"):
        EMPTY.record(event)


def test_an_entry_holds_an_event_that_a_file_can_name() -> None:
    class Mine(ChargeFiled):
        pass

    with pytest.raises(InvalidEntry, match=r"^Entry\.event: ChargeAct is no event that a file can name"):
        EMPTY.record(ChargeAct(on="2023", defendant="A", charge="1"))
    with pytest.raises(InvalidEntry, match="Mine is no event"):
        EMPTY.record(Mine(on="2023", defendant="A", charge="1"))


def test_moments_are_kept_in_one_zone() -> None:
    entry = EMPTY.record(FILED, recorded_at="2023-04-21T09:30:00-06:00", docketed_on="2023-04-21").last
    assert entry.recorded_at == datetime(2023, 4, 21, 15, 30, tzinfo=UTC)
    assert entry.docketed_on == date(2023, 4, 21)
    assert entry.source is UNKNOWN_SOURCE


@pytest.mark.parametrize(
    ("on", "published", "when"),
    [
        ("2023", "2023-04-21", "[2023-01-01..2023-04-21]"),
        ("[..]", "2023-04", "[..2023-04-30]"),
        ("2023", "[2023-04-21..]", "2023"),
        ("2023", None, "2023"),
        ("2024", "2023-04-21", "2024"),
    ],
)
def test_what_a_source_reports_had_happened_by_the_day_it_was_published(
    on: str, published: str | None, when: str
) -> None:
    entry = EMPTY.record(Noted(on=on, text="x"), source=Source("wire", published=published)).last
    assert entry.when == When.parse(when)


@pytest.mark.parametrize("day", [datetime(2023, 4, 21), "2023-04", "", "[..]", 20230421, When.parse("2023-04-21")])
def test_a_view_is_as_of_exactly_one_day(day: Any) -> None:
    with pytest.raises(InvalidWhen, match=r"(as_of must be one day, not .*|invalid date .*); write"):
        EMPTY.at(day)


def test_a_view_without_a_day_applies_every_entry() -> None:
    case = EMPTY.record(FILED).record(NameRecorded(on="[2023..]", defendant="A. Doe", name="Al"))
    assert case.at(None).as_of is case.at().as_of is None
    assert case.at()["A. Doe"].names == ("A. Doe", "Al")
    assert case.at("2023-04-21").as_of == case.at(date(2023, 4, 21)).as_of == date(2023, 4, 21)


def test_strict_refuses_what_the_law_makes_impossible_and_only_that() -> None:
    case = EMPTY.record(FILED, strict=True).record(DISMISSED, strict=True)
    plea = PleaEntered(on="2023-05-01", defendant="A. Doe", charge="1", plea="guilty")
    with pytest.raises(
        IllegalDevelopment, match=r"\[after-end\] the plea was entered on charge 1 of A. Doe.*; an ended charge"
    ):
        case.record(plea, strict=True)
    broken = case.record(plea)
    assert len(broken.record(NOTED, strict=True)) == 4
    missing = PleaEntered(on="2023-05-01", defendant="A. Doe", charge="2", plea="guilty")
    assert len(case.record(missing, strict=True)) == 3


def test_an_unknown_subject_is_refused_with_the_known_ones() -> None:
    case = EMPTY.record(FILED)
    with pytest.raises(NotInFile, match="there is no entry 'e9' in case file 'c'"):
        case["e9"]
    with pytest.raises(NotInFile, match="case file 'c' has no entry yet; record one first"):
        _ = EMPTY.last
    with pytest.raises(
        NotInFile, match=r"no defendant 'B\. Roe' .*: the file has nothing about them by then; the view has A"
    ):
        case.at()["B. Roe"]
    with pytest.raises(NotInFile, match=r"\(did you mean 'A\. Doe'\?\) in this view, .* by then; the view has A\. Doe"):
        case.at()["A. Do"]
    with pytest.raises(NotInFile, match="the view has none"):
        EMPTY.at()["B. Roe"].possible()
    with pytest.raises(NotInFile, match=r"A\. Doe has no charge '9' in this view, .*; the view has 1"):
        case.at().charge("A. Doe", "9")
    for kind in ("claim", "citation"):
        with pytest.raises(NotInFile, match=f"A. Doe has no {kind} '9' in this view, .*; the view has none"):
            getattr(case.at()["A. Doe"], kind)("9")
    assert issubclass(NotInFile, LookupError)


@pytest.mark.parametrize(
    ("clock", "given", "told"),
    [
        ("recorded", {}, "2 entries have no time on the clock recorded, .*: give recorded_at="),
        ("docket", {"docketed_on": "2023-01-05"}, "1 entry has no time on the clock docket, .*: give docketed_on="),
        ("published", {}, "2 entries have no time on the clock published, .*: give its source published="),
    ],
)
def test_an_empty_view_of_what_was_known_says_that_entries_have_no_time(
    clock: ClockWord, given: dict[str, Any], told: str
) -> None:
    filed = ChargeFiled(on="2023-01-02", defendant="A. Doe", charge="1")
    case = CaseFile("c").record(filed, **given).record(attrs.evolve(filed, charge="2"))
    with pytest.raises(NotInFile, match=told):
        case.at(known_on="2023-01-04", clock=clock)["A. Doe"]
    with pytest.raises(NotInFile, match=r"the view has A\. Doe$"):
        case.at()["B. Roe"]


def test_the_defendants_of_a_file_are_in_its_order() -> None:
    said = Stated(on="2023", by="x", modality="expects", about=FILED, defendants="B. Roe")
    case = EMPTY.record(said).record(ClaimFiled(on="2023", claim="c", defendants="C. Poe"))
    assert case.defendants == case.at("2023-06-01").defendants == ("A. Doe", "B. Roe", "C. Poe")
    assert case.at("2000-01-01").defendants == ()
    assert EMPTY.defendants == ()
