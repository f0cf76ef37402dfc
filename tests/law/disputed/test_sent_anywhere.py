"""
A charge that goes to another court is there what it was here: every act that was open is open, and does the same.

Each lawful history to a stated depth is gone through twice, once with the charge sent elsewhere before the last act.
Histories that are alike in all axes are gone on with once.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from acts import CHARGE

from casestate import GENERIC, Entry
from casestate.engine.fold import Draft
from casestate.events import ChargeFiled, ChargeRemanded, ChargeRemoved, ChargeTransferred, DefendantDied, Event
from casestate.law.kinds import vocabularies
from casestate.law.lawful import LawfulAct, lawful

SENT: dict[str, tuple[tuple[type[Event], dict[str, str]], ...]] = {
    "transferred": ((ChargeTransferred, {"court": "Second"}),),
    "transferred twice": ((ChargeTransferred, {"court": "Second"}), (ChargeTransferred, {"court": "Third"})),
    "removal sought": ((ChargeRemoved, {"court": "Federal", "stage": "notice"}),),
    "removed": ((ChargeRemoved, {"court": "Federal"}),),
    "removed and remanded": ((ChargeRemoved, {"court": "Federal"}), (ChargeRemanded, {})),
}
COURTS = {
    "transferred": "Second",
    "transferred twice": "Third",
    "removal sought": "First",
    "removed": "Federal",
    "removed and remanded": "First",
}
SAID_OF_THE_COURT = ("venue", "disposition")
"""The axes that say where a charge is; its disposition says so where it had none."""
ENDED = ("dismissed", "barred", "overturned", "acquitted", "superseded", "abated")


def entry(event: type[Event], place: int, **given: Any) -> Entry:
    whose = {"defendant": CHARGE.who} if event is DefendantDied else {"defendant": CHARGE.who, "charge": CHARGE.key}
    return Entry(id=f"e{place}", seq=place, event=event(on="2023", **whose, **given))


def applied(draft: Draft, *entries: Entry) -> Draft:
    after = draft.copy()
    for each in entries:
        after.apply(each)
    return after


def open_acts(draft: Draft, place: int) -> Iterator[Entry]:
    """Yield each lawful act in the state of a draft, once for each value for which a row speaks."""
    for allowed in lawful(GENERIC, "charge", draft.axes["phase"], lambda row: row.speaks(draft)):
        if not (allowed.link or allowed.names):
            yield from _with_each_value(allowed, place)


def _with_each_value(allowed: LawfulAct, place: int) -> Iterator[Entry]:
    field = GENERIC.tables["charge"][allowed.act, ""].field or ""
    coded = vocabularies(allowed.act)
    needed = {name: next(iter(coded[name])) for name in ("plea", "verdict", "outcome") if name in coded}
    for value in allowed.values or (None,):
        yield entry(allowed.act, place, **(needed if value is None else {**needed, field: value}))


@cache
def walked(acts: int) -> list[Draft]:
    """Return a draft for each combination of axes that so many lawful acts after the filing reach."""
    front = [
        applied(Draft(CHARGE, GENERIC), entry(ChargeFiled, 1, instrument=paper, court="First"))
        for paper in ("complaint", "indictment", "information")
    ]
    reached: dict[tuple[Any, ...], Draft] = {}
    for depth in range(2, acts + 2):
        after = [applied(draft, each) for draft in front for each in open_acts(draft, depth)]
        front = []
        for draft in after:
            top = draft.frames and type(draft.frames.entry.event).__name__
            alike = (*[draft.axes[axis] for axis in draft.axes], top)
            if alike not in reached:
                reached[alike] = draft
                front.append(draft)
    return list(reached.values())


@pytest.mark.parametrize("acts", [2, pytest.param(3, marks=pytest.mark.long)])
@pytest.mark.parametrize("how", SENT)
def test_what_was_open_stays_open_and_does_the_same(how: str, acts: int) -> None:
    tried = 0
    for draft in walked(acts):
        if draft.axes["phase"] in ENDED or draft.axes["venue"] != "original":
            continue
        sent = applied(draft, *[entry(act, 90 + n, **given) for n, (act, given) in enumerate(SENT[how])])
        assert sent.findings == draft.findings
        assert sent.state().court == COURTS[how]  # type: ignore[union-attr]
        for each in open_acts(draft, 99):
            if not isinstance(each.event, ChargeTransferred | ChargeRemoved | ChargeRemanded):
                tried += 1
                compare(applied(draft, each), applied(sent, each), each)
    assert tried > 1_000


def compare(here: Draft, there: Draft, act: Entry) -> None:
    """Assert that an act did the same here and there."""
    assert [f.code for f in there.findings] == [f.code for f in here.findings], act.event
    told = {axis: value for axis, value in there.axes.items() if value != here.axes[axis]}
    assert told.keys() <= set(SAID_OF_THE_COURT), (act.event, told)
    assert told.get("disposition", "transferred") == "transferred", (act.event, told)
