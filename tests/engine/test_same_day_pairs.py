"""Every pair of acts on one day, in every phase: the chosen order leaves no ERROR that the other order would avoid."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import attrs
import pytest
from acts import CHARGE

from casestate import GENERIC, CaseFile, Entry, Finding, Severity, When
from casestate.engine.fold import Draft
from casestate.engine.order import FOREVER
from casestate.events import ChargeAct, ChargeFiled, Event, Subject
from casestate.law.rows import Row
from casestate.state import Phase
from casestate.view import timeslice_of
from casestate.vocabulary import Closed

DAY = "2021-05-03"
SUBJECTS = (CHARGE, Subject("charge", "A. Doe", "2"))
TABLE = GENERIC.by_kind["charge"]


def acts_of(row: Row, on: str) -> Iterator[Event]:
    """Yield the act of a row for each value that the row names; other required fields are unknown."""
    needed: dict[str, Any] = {"on": on, "defendant": "A. Doe", "charge": "1"}
    required = {field.name for field in attrs.fields(row.act) if field.default is attrs.NOTHING} - needed.keys()
    needed |= dict.fromkeys(required, "unknown")
    for value in row.values:
        yield row.act(**needed | {row.field: value})
    if not row.values:
        yield row.act(**needed)


def linked(link: str) -> Event:
    """Return the filing of a second charge that names the first."""
    named: dict[str, Any] = {link: "1"}
    return ChargeFiled(on=DAY, defendant="A. Doe", charge="2", instrument="indictment", **named)


OWN = [row for row in TABLE.rows if not row.link and issubclass(row.act, ChargeAct)]
ACTS = [*dict.fromkeys([act for row in OWN for act in acts_of(row, DAY)]), linked("refiles"), linked("supersedes")]


def beginnings() -> dict[Closed, list[Row]]:
    """Return for each phase the rows of the shortest lawful history that leads there."""
    found: dict[Closed, list[Row]] = {Phase.NOT_CHARGED: []}
    waiting: list[Closed] = [Phase.NOT_CHARGED]
    while waiting:
        here = waiting.pop(0)
        for row in OWN:
            if here in row.start and row.to and row.to not in found and not row.conditional:
                found[row.to] = [*found[here], row]
                waiting.append(row.to)
    return found


BEGINNINGS = beginnings()


def errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def folded(entries: Sequence[Entry]) -> list[Draft]:
    """Fold a beginning, once for each charge."""
    drafts = [Draft(subject, GENERIC) for subject in SUBJECTS]
    for entry in entries:
        for draft in drafts:
            if draft.subject in entry.event.subjects:
                draft.apply(entry)
    return drafts


def in_order(beginning: Sequence[Draft], *pair: Entry) -> int:
    """Count the ERRORs of rows that one order of a pair of acts leaves over both charges."""
    left = 0
    for draft in [each.copy() for each in beginning]:
        for entry in pair:
            if draft.subject in entry.event.subjects:
                draft.apply(entry)
        left += errors(draft.findings)
    return left


def taken(entries: Sequence[Entry]) -> int:
    """Count the ERRORs of rows that a file leaves over both charges, whatever order it is in."""
    index = timeslice_of(CaseFile("c", entries=entries).at(clearance="expunged")).index
    tracks = [track for subject in SUBJECTS if (track := index.track(subject)) is not None]
    shared = [[p.entry.id for p in track.order if p.entry.event.on == When.parse(DAY)] for track in tracks]
    assert len({tuple(ids) for ids in shared if len(ids) == 2}) <= 1  # an act has one place for both charges
    return sum(errors(track.world(FOREVER)[1]) for track in tracks)


@pytest.mark.long
@pytest.mark.parametrize("phase", BEGINNINGS, ids=str)
def test_no_pair_of_acts_leaves_an_error_that_the_other_order_would_not(phase: Closed) -> None:
    before = [next(acts_of(row, f"2020-01-{day:02d}")) for day, row in enumerate(BEGINNINGS[phase], 1)]
    first = [Entry(id=f"e{place}", event=each) for place, each in enumerate(before, 1)]
    beginning, place = folded(first), len(first) + 1
    for pair in combinations(ACTS, 2):
        one, other = (Entry(id=f"e{place + after}", event=each) for after, each in enumerate(pair))
        least, most = sorted([in_order(beginning, one, other), in_order(beginning, other, one)])
        if least != most:  # otherwise either order leaves the least
            assert (taken([*first, one, other]), taken([*first, other, one])) == (least, least), pair
