"""What a verdict on a lesser offence leaves of the greater."""

from collections.abc import Iterable

from casestate.entries import Entry
from casestate.events import GreaterOffense, VerdictKind, VerdictReturned
from casestate.terms import Term
from casestate.when import Certainty

_NEXT_DAY = Term(days=1)


def greater_undecided(lesser: Entry, trial: Iterable[Entry]) -> bool:
    """
    Return whether the jury that found a lesser offence left the greater undecided.

    Args:
        lesser: The verdict on the lesser offence, which may say so.
        trial: The record of the trial: a line of that day or the next may say that the jury could not agree.
    """
    verdict = lesser.event
    if isinstance(verdict, VerdictReturned) and verdict.greater is not GreaterOffense.UNKNOWN:
        return verdict.greater is GreaterOffense.UNDECIDED
    return any(
        isinstance(entry.event, VerdictReturned)
        and entry.event.verdict is VerdictKind.HUNG
        and _of_one_day(entry, lesser)
        for entry in trial
    )


def _of_one_day(one: Entry, other: Entry) -> bool:
    """Return whether two lines may be of one day, or of one and the next."""
    return all(
        limit is None or limit.before(later.when) is not Certainty.YES
        for limit, later in ((_NEXT_DAY.after(one.when), other), (_NEXT_DAY.after(other.when), one))
    )
