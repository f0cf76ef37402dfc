"""
Order that matters and that nothing settles.

Two entries next to each other in the order of folding may be there by the precedence of the table or of the file alone.
Where the law allows the other order too, and it would leave another state, the record does not tell which is true.
"""

from collections.abc import Iterator

from casestate.engine.fold import Draft
from casestate.engine.order import Placed, settled
from casestate.engine.worlds import Track
from casestate.law.findings import AMBIGUOUS_ORDER, Finding
from casestate.state.facts import facts


def ambiguous_orders(track: Track, day: int) -> Iterator[Finding]:
    """A finding for each two neighbours, certain to have happened by the day, whose order is a guess that matters."""
    applied = track.certain_on(day)
    unsettled = [place for place in range(len(applied) - 1) if not settled(applied[place], applied[place + 1])]
    draft = Draft(track.subject, track.procedure)
    reached = 0
    for place in unsettled:
        for p in applied[reached:place]:
            draft.apply(p.entry)
        reached = place
        first, second = applied[place], applied[place + 1]
        if _matters(draft, first, second):
            yield _finding(track, first, second)


def _matters(draft: Draft, first: Placed, second: Placed) -> bool:
    so, otherwise = draft.copy(), draft.copy()
    for p in (first, second):
        so.apply(p.entry)
    for p in (second, first):
        otherwise.apply(p.entry)
    if len(otherwise.findings) > len(so.findings):
        return False  # the law settles it: it does not allow the other order
    return facts(so.state()) != facts(otherwise.state())


def _finding(track: Track, first: Placed, second: Placed) -> Finding:
    ids = (first.entry.id, second.entry.id)
    return AMBIGUOUS_ORDER.finding(
        f"{ids[0]} ({first.entry.event.wire}) is taken to have come before {ids[1]} ({second.entry.event.wire}), which "
        "changes the state; no date, link or docket order says so",
        ids,
        about=track.subject,
    )
