"""Many files asked together answer, column by column and day by day, what each file answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import Phase, settings

from casestate import GENERIC, US_FEDERAL, Basis, CaseFile, Source, When, bulk, open_store
from casestate.bulk.acts import Beyond
from casestate.errors import InvalidQuestion, InvalidWhen
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    CitationDecided,
    CitationIssued,
    ClaimFiled,
    Component,
    DefendantDied,
    Event,
    HearingSet,
    MistrialDeclared,
    NameRecorded,
    Noted,
    PleaAccepted,
    PleaEntered,
    RecordSealed,
    ReleaseOrdered,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    Stated,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES, Procedure
from casestate.records import COLUMNS
from casestate.testing.laws import LawBroken, check_bulk
from casestate.testing.strategies import lawful, messy, unlawful

DOE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
ROE: dict[str, Any] = {"defendant": "B. Roe", "charge": "1"}
SECOND: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}


def case(id: str, *events: Event, procedure: Procedure = GENERIC, **given: Any) -> CaseFile:
    made = CaseFile(id, procedure=procedure)
    for event in events:
        made = made.record(event, **given)
    return made


def jail(term: str | None = None, **more: Any) -> Component:
    return Component(kind="jail", term=term, **more)


def verdict(offense: str | None, **more: Any) -> VerdictReturned:
    return VerdictReturned(verdict="guilty of lesser included", offense=offense, **more)


PLAIN = case(
    "plain",
    ChargeFiled(on="2023-01-31", offense="theft", grade="class A felony", **DOE),
    ChargeFiled(on="2023-02-03", offense="fraud", **ROE),
    ChargeFiled(on="2023-02-03", offense="fraud", **SECOND),
    ReleaseOrdered(on="2023-02-04", defendant="A. Doe", status="released on bond"),
    HearingSet(on="2023-02-05", hearing="h1", for_="2023-03-01"),
    Noted(on="2023-02-06", text="a note"),
    PleaAccepted(on="2023-03-01", plea="guilty", **DOE),
    SentenceImposed(on="2023-03-01", components=[jail("6 months"), jail(text="in words")], **DOE),
    ChargeDismissed(on="2023-04-01", prejudice="with", **ROE),
    ChargeDismissed(on="2023-04-01", **SECOND),
)
OTHERS_VALUES = case(
    "other values",
    ChargeFiled(on="2021-01-31", offense="robbery", grade="class A felony", **DOE),
    PleaAccepted(on="2021-03-01", plea="guilty", **DOE),
    SentenceImposed(on="2021-03-01", components=[jail("2 years"), jail(text="otherwise")], **DOE),
)
ALIKE = [
    case(
        f"{first} {second} {found}",
        ChargeFiled(on="2023-01-01", offense=first, grade="felony", **DOE),
        ChargeAmended(on="2023-01-02", offense=second, **DOE),
        TrialBegan(on="2023-01-03", **DOE),
        verdict(found, on="2023-01-03", **DOE),
    )
    for first in ("theft", "Theft")
    for second in ("theft", "THEFT", "fraud", None)
    for found in ("theft", "THEFT", "arson", None)
]
VAGUE = [
    case(
        f"vague {day} {term} {again}",
        ChargeFiled(on=day, offense="theft", **DOE),
        PleaAccepted(on="2023-02-01", plea="guilty", **DOE),
        SentenceImposed(on="2023-02", components=jail(term), **DOE),
        SentenceImposed(on="2023-03", components=jail(again), **DOE),
    )
    for day in ("2023-01", "[..2023-01-20]", "[2023-01-20..]", "[..]", "2023-01-20")
    for term, again in (("1 year", "1 year"), ("1 year", "2 years"), (None, None))
]
CLOSE = [
    case(
        f"{days} days",
        ChargeFiled(on="2023-01-01", **DOE),
        TrialBegan(on="2023-01-02", **DOE),
        MistrialDeclared(on="2023-01-05", **DOE),
        ChargeDismissed(on=date(2023, 1, 5) + timedelta(days=days), **DOE),
        MistrialDeclared(on=date(2023, 1, 5) + timedelta(days=days), **DOE),
    )
    for days in range(4)
]
NUMBERED = [
    CaseFile(f"numbered {numbers}")
    .record(PleaAccepted(on="2023-01-01", plea="guilty", **DOE), ordinal=numbers[0])
    .record(ChargeFiled(on="2023-01-01", **DOE), ordinal=numbers[1])
    .record(ChargeDismissed(on="2023-01-01", **DOE), ordinal=numbers[2])
    for numbers in ((1, 2, 3), (3, 2, 1), (5, 5, 1), (None, 2, 1), (None, None, None), (9, None, 7))
]
BASES = [
    CaseFile(f"{first} {second}")
    .record(ChargeFiled(on="2023-01-01", **DOE))
    .record(TrialBegan(on="2023-01-02", **DOE))
    .record(VerdictReturned(on="2023-01-05", verdict="guilty", **DOE), source=Source("one", basis=first))
    .record(VerdictReturned(on="2023-01-05", verdict="not guilty", **DOE), source=Source("other", basis=second))
    for first in (Basis.RECORD, Basis.PRESS)
    for second in (Basis.RECORD, Basis.PRESS)
]
CIVIL = case(
    "civil",
    ClaimFiled(on="2023-01-01", claim="1", defendants="A. Doe"),
    SettlementAgreed(
        on="2023-01-02",
        claim="1",
        defendants="A. Doe",
        terms=[SettlementTerm(kind="payment", amount="5 USD"), SettlementTerm(kind="apology", text="said")],
    ),
    CitationIssued(on="2023-01-03", defendant="A. Doe", citation="1", penalty="100 USD"),
    CitationDecided(on="2023-02-03", defendant="A. Doe", citation="1", outcome="modified", penalty="70 USD"),
    CitationIssued(on="2023-01", defendant="A. Doe", citation="2", penalty="8 USD"),
    HearingSet(on="2023-01", hearing="h1", for_="2023-03-01"),
)
FILED = ChargeFiled(on="2023-01-31", **DOE)
SAID = Stated(on="2023-01-02", by="counsel", modality="expects", about=FILED)
BEYOND = {
    Beyond.LINKS: case("links", FILED).record(PleaEntered(on="2023-01-31", plea="guilty", **DOE), after="e1"),
    Beyond.ACCOUNTS: case("accounts", FILED).record(FILED, account_of="e1"),
    Beyond.CORRECTIONS: case("corrections", FILED).correct("e1", ChargeFiled(on="2023-01-30", **DOE), reason="misread"),
    Beyond.SEALING: case(
        "sealing",
        ChargeFiled(on="2023-01-01", **SECOND),
        ChargeFiled(on="2023-01-01", **ROE),
        RecordSealed(on="2023-02-01", **SECOND),
        ChargeFiled(on="2023-02-02", **DOE),
    ),
    Beyond.STATEMENTS: case("statements", ChargeFiled(on="2023-01-31", **ROE), SAID, FILED),
    Beyond.TIED: case(
        "tied",
        FILED,
        ChargeDismissed(on="2023-02-01", **DOE),
        ChargeFiled(on="2023-03-01", refiles="1", **SECOND),
        ChargeFiled(on="2023-03-01", **ROE),
    ),
    Beyond.SEVERAL: case("several", ClaimFiled(on="2023-01-01", claim="1", defendants=["A. Doe", "B. Roe"])),
    Beyond.EVERY_CHARGE: case("every", FILED, DefendantDied(on="2023-02-01", defendant="A. Doe")),
}
NAMED = case("named", NameRecorded(on="2023-01-01", defendant="A. Doe", name="Al"), FILED)
EVERY = [PLAIN, OTHERS_VALUES, *ALIKE, *VAGUE, *CLOSE, *NUMBERED, *BASES, CIVIL, *BEYOND.values(), NAMED]
UNDER_ANOTHER = case("federal", FILED, ChargeDismissed(on="2023-02-01", by="prosecutor", **DOE), procedure=US_FEDERAL)


def days_of(case: CaseFile) -> Iterator[date | None]:
    yield None
    for entry in case:
        for day in filter(None, (entry.when.earliest, entry.when.latest)):
            yield from [day + timedelta(days=off) for off in (-1, 0, 1)]


def told(courts: bulk.Courts, id: str, day: date | None) -> list[dict[str, Any]]:
    rows = [row for row in courts.states(day).to_pylist() if row.pop("case") == id]
    assert {row.pop("as_of") for row in rows} <= {day}
    return rows


@pytest.mark.parametrize("case", [*EVERY, UNDER_ANOTHER], ids=lambda case: case.id)
def test_every_column_on_every_day_is_what_the_file_answers(case: CaseFile) -> None:
    together = bulk.read([*[each for each in (PLAIN, UNDER_ANOTHER, OTHERS_VALUES) if each is not case], case])
    alone = bulk.read([case])
    for day in sorted(set(days_of(case)), key=str):
        assert told(alone, case.id, day) == case.at(day).records()
        assert told(together, case.id, day) == case.at(day).records()


def test_files_come_in_their_order_and_several_days_one_after_another() -> None:
    courts = bulk.read(EVERY)
    first, second = "2023-02-05", "2024-01-01"
    both = courts.states([first, second])
    assert both.schema.names == ["case", "defendant", "kind", "key", "as_of", *COLUMNS[3:]]
    assert both == pa.concat_tables([courts.states(first), courts.states(date(2024, 1, 1))])
    expected = [(each.id, row["defendant"], row["key"]) for each in EVERY for row in each.at(second).records()]
    rows = courts.states(second).to_pylist()
    assert [(row["case"], row["defendant"], row["key"]) for row in rows] == expected


def test_only_the_columns_asked_for_are_worked_out() -> None:
    courts = bulk.read([PLAIN])
    few = courts.states("2023-02-05", columns=["case", "phase"])
    assert few.schema.names == ["case", "defendant", "kind", "key", "as_of", "phase"]
    assert few["phase"].to_pylist() == ["charged"] * 3


def test_no_day_and_no_file_give_the_same_columns_without_rows() -> None:
    full = bulk.read([PLAIN]).states()
    assert bulk.read([PLAIN]).states([]).schema == full.schema
    empty = bulk.read([])
    assert (empty.states().num_rows, empty.states().schema) == (0, full.schema)
    assert (empty.summary.rows, empty.summary.shapes, empty.summary.routed) == (0, 0, {})


def test_the_summary_counts_what_was_folded_and_what_was_left_to_files() -> None:
    summary = bulk.read([PLAIN, OTHERS_VALUES]).summary
    # A. Doe's first charge and the one of the other file; B. Roe's, A. Doe's second; the person; the hearing.
    assert (summary.cases, summary.charges, summary.shapes) == (2, 4, 5)
    # One filing for all but the one with a grade, and what follows on each; the release and the hearing.
    assert summary.nodes == 3 + (1 + 1 + 1) + 1 + 1
    assert (summary.rows, summary.routed) == (12, {})


def test_histories_with_imprecise_dates_are_worked_out_once_each() -> None:
    earlier = [attrs.evolve(each, event=attrs.evolve(each.event, on=_year_earlier(each.event.on))) for each in VAGUE[0]]
    courts = bulk.read([VAGUE[0], CaseFile("earlier", entries=earlier), VAGUE[1]])
    assert courts.summary.shapes == 2
    assert told(courts, "earlier", None)[0]["filed"] == "2022-01"
    assert told(courts, VAGUE[0].id, None)[0]["filed"] == "2023-01"


def _year_earlier(when: When) -> When:
    bounds = [day - timedelta(days=365) for day in (when.earliest, when.latest) if day is not None]
    return When(*bounds)


def test_more_worlds_than_can_be_worked_through_leave_every_column_undecided() -> None:
    acts = [ChargeAmended(on="2023", offense=f"offence {n}", **DOE) for n in range(13)]
    crowded = case("crowded", ChargeFiled(on="2022-01-01", **DOE), *acts)
    (row,) = told(bulk.read([crowded]), "crowded", date(2023, 6, 1))
    assert [row] == crowded.at("2023-06-01").records()
    assert "phase" in row["undecided"]


@pytest.mark.parametrize("why", BEYOND, ids=lambda why: why.name)
def test_what_no_shape_holds_is_counted_with_its_reason(why: Beyond) -> None:
    routed = bulk.read([BEYOND[why]]).summary.routed
    assert routed[why.value] > 0
    assert set(routed) == {why.value}


def test_only_the_defendant_concerned_is_left_to_the_file() -> None:
    assert bulk.read([BEYOND[Beyond.TIED]]).summary.routed == {Beyond.TIED.value: 2}


def test_a_store_is_read_whole() -> None:
    with open_store("memory:") as store:
        store.import_cases([PLAIN, CIVIL])
        courts = bulk.read(store)
    assert courts.states().to_pylist() == bulk.read([PLAIN, CIVIL]).states().to_pylist()


def test_misuse_says_what_is_accepted() -> None:
    with pytest.raises(InvalidQuestion, match="bulk work takes case files, a store, or a table, not 'plain'"):
        bulk.read(["plain"])  # type: ignore[list-item]  # the mistake
    courts = bulk.read([PLAIN])
    with pytest.raises(InvalidQuestion, match=r"there is no column 'phases'; known: case, .*phase"):
        courts.states(columns=["phases"])
    with pytest.raises(InvalidWhen, match="as_of must be one day"):
        courts.states("2023-01")


def test_drawn_files_hold_the_law() -> None:
    check_bulk(messy() | lawful())


@pytest.mark.long
def test_unlawful_files_hold_the_law() -> None:
    check_bulk()


@pytest.mark.long
@pytest.mark.parametrize("law", PROCEDURES)
def test_drawn_files_hold_the_law_under_every_procedure(law: str) -> None:
    check_bulk(lawful(PROCEDURES[law]) | unlawful(PROCEDURES[law]))


def test_a_column_that_differs_breaks_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    true = bulk.Courts.states

    def wrong(self: bulk.Courts, *asked: Any) -> pa.Table:
        table = true(self, *asked)
        words = table.schema.get_field_index("words")
        return table.set_column(words, "words", pa.array(["well"] * len(table), pa.string()))

    monkeypatch.setattr(bulk.Courts, "states", wrong)
    with pytest.raises(LawBroken, match=r"words of .* should be .*, and is 'well'"):
        check_bulk(messy(), settings=settings(max_examples=20, database=None, phases=[Phase.generate]))
    monkeypatch.setattr(bulk.Courts, "states", lambda self, days: true(self, days).slice(0, 0))
    with pytest.raises(LawBroken, match="and it is     no row"):
        check_bulk(messy(), settings=settings(max_examples=20, database=None, phases=[Phase.generate]))
