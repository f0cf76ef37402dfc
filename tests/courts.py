"""Case files for bulk work: what shapes hold, one by one, and what they do not."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from casestate import GENERIC, US_FEDERAL, Basis, CaseFile, Source
from casestate.bulk.acts import Beyond
from casestate.codec import entry_fields
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    CitationDecided,
    CitationIssued,
    ClaimDecided,
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
from casestate.law import Procedure
from casestate.tables import Layout, act, column

DOE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
ROE: dict[str, Any] = {"defendant": "B. Roe", "charge": "1"}
SECOND: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}


def a_case(id: str, *events: Event, procedure: Procedure = GENERIC, **given: Any) -> CaseFile:
    made = CaseFile(id, procedure=procedure)
    for event in events:
        made = made.record(event, **given)
    return made


def jail(term: str | None = None, **more: Any) -> Component:
    return Component(kind="jail", term=term, **more)


def verdict(offense: str | None, **more: Any) -> VerdictReturned:
    return VerdictReturned(verdict="guilty of lesser included", offense=offense, **more)


PLAIN = a_case(
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
OTHERS_VALUES = a_case(
    "other values",
    ChargeFiled(on="2021-01-31", offense="robbery", grade="class A felony", **DOE),
    PleaAccepted(on="2021-03-01", plea="guilty", **DOE),
    SentenceImposed(on="2021-03-01", components=[jail("2 years"), jail(text="otherwise")], **DOE),
)
ALIKE = [
    a_case(
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
    a_case(
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
    a_case(
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
CIVIL = a_case(
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
EARLIER = ChargeFiled(on="2023-01-30", **DOE)
SAID = Stated(on="2023-01-02", by="counsel", modality="expects", about=FILED)
BEYOND = {
    Beyond.LINKS: a_case("links", FILED).record(PleaEntered(on="2023-01-31", plea="guilty", **SECOND), after="e1"),
    Beyond.ACCOUNTS: a_case("accounts", FILED).record(FILED, account_of="e1"),
    Beyond.CORRECTIONS: a_case("corrections", FILED).correct(
        "e1", ChargeFiled(on="2023-01-30", **DOE), reason="misread"
    ),
    Beyond.SEALING: a_case(
        "sealing",
        ChargeFiled(on="2023-01-01", **SECOND),
        ChargeFiled(on="2023-01-01", **ROE),
        RecordSealed(on="2023-02-01", **SECOND),
        ChargeFiled(on="2023-02-02", **DOE),
    ),
    Beyond.STATEMENTS: a_case("statements", ChargeFiled(on="2023-01-31", **ROE), SAID, FILED),
    Beyond.TIED: a_case(
        "tied",
        FILED,
        ChargeDismissed(on="2023-02-01", **DOE),
        ChargeFiled(on="2023-03-01", refiles="1", **SECOND),
        ChargeFiled(on="2023-03-01", **ROE),
    ),
    Beyond.SEVERAL: a_case("several", ClaimFiled(on="2023-01-01", claim="1", defendants=["A. Doe", "B. Roe"])),
    Beyond.PARTY: a_case(
        "party",
        ClaimFiled(on="2023-01-01", claim="1", defendants="A. Doe", claimants=("B. Roe", "D. Moe")),
        ClaimDecided(on="2023-02-01", claim="1", defendants="A. Doe", how="judgment", for_="Defendant A. Doe"),
        ClaimDecided(on="2023-03-01", claim="1", defendants="A. Doe", how="judgment", for_="the plaintiffs"),
    ),
    Beyond.EVERY_CHARGE: a_case("every", FILED, DefendantDied(on="2023-02-01", defendant="A. Doe")),
}
NAMED = a_case("named", NameRecorded(on="2023-01-01", defendant="A. Doe", name="Al"), FILED)
LINKED = [
    a_case(f"linked {day}", ChargeFiled(on="2023-01-31", offense="theft", **DOE))
    .record(ChargeDismissed(on="2023-04-01", **DOE))
    .record(ChargeAmended(on=day, offense="fraud", **DOE), after="e1")
    .record(PleaEntered(on="2023-02-01", plea="guilty", **DOE), after=["e3", "e1"])
    for day in ("2023", "[..2023-01-31]", "2023-01-31", "2023-05-01")
]
EVERY = [*LINKED, PLAIN, OTHERS_VALUES, *ALIKE, *VAGUE, *CLOSE, *NUMBERED, *BASES, CIVIL, *BEYOND.values(), NAMED]
UNDER_ANOTHER = a_case("federal", FILED, ChargeDismissed(on="2023-02-01", by="prosecutor", **DOE), procedure=US_FEDERAL)


def days_of(case: CaseFile) -> Iterator[date | None]:
    yield None
    for entry in case:
        for day in filter(None, (entry.when.earliest, entry.when.latest)):
            yield from [day + timedelta(days=off) for off in (-1, 0, 1)]


def rows_of(case: CaseFile) -> Iterator[dict[str, Any]]:
    """The acts of a file as rows in the form of the wire."""
    for entry in case:
        told = entry_fields(entry)
        event = {name: value for name, value in told["event"].items() if name not in ("version", "on")}
        if "defendants" in event:
            (event["defendant"],) = event.pop("defendants")
        yield {"case": case.id, "date": told["event"]["on"], "ordinal": told.get("ordinal"), **event}


def table_of(*cases: CaseFile) -> pa.Table:
    return table([row for case in cases for row in rows_of(case)])


def table(rows: list[dict[str, Any]]) -> pa.Table:
    names = dict.fromkeys([name for row in rows for name in row])
    return pa.Table.from_pylist([{name: row.get(name) for name in names} for row in rows])


ACTS = table_of(*ALIKE, *CLOSE, *NUMBERED, *VAGUE, BEYOND[Beyond.TIED], BEYOND[Beyond.SEALING])
"""Acts in the form of the wire, some of them beyond shapes."""
LAYOUT = Layout(
    case="no",
    defendant="name",
    charge="count",
    date="day",
    acts={"event": {"Filed": act(ChargeFiled, offense=column("offense")), "Nolle": act(ChargeDismissed)}},
)
ROWS = pa.table(
    {
        "no": [f"C{number % 4}" if number % 9 else None for number in range(36)],
        "name": [f"P{number % 5}" for number in range(36)],
        "count": ["1"] * 36,
        "day": [f"2023-01-{number % 7 + 1:02}" for number in range(36)],
        "event": ["Filed", "Nolle", "Stricken"] * 12,
        "offense": ["theft", None, "words"] * 12,
    }
)
"""Rows for this layout: some name no case, and some have a word that it does not have."""


def rows_in(answer: pa.Table) -> list[str]:
    """The rows of an answer, whose order is left out of account."""
    return sorted(map(repr, answer.to_pylist()))
