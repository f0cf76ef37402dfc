"""Verdicts on lesser offences, which acquit of the greater ones charged (Green v. United States; Price v. Georgia)."""

from collections.abc import Iterable, Sequence

from casestate.entries import Entry
from casestate.events import Event, GreaterOffense, MistrialDeclared, PleaAccepted, VerdictKind, VerdictReturned
from casestate.state.version import ChargeVersion
from casestate.terms import Term
from casestate.when import Certainty

_NEXT_DAY = Term(days=1)


def last_on_lesser(trial: Sequence[Entry]) -> Entry | None:
    """Return the last verdict on a lesser offence in a record of trials; ``None`` without one that stood."""
    later: Entry | None = None
    for entry in reversed(trial):
        if on_lesser(entry.event) and not (later and undone_at_once(entry, later, trial)):
            return entry
        later = entry
    return None


def on_lesser(event: Event) -> bool:
    """Return whether an act is a verdict on a lesser offence."""
    return isinstance(event, VerdictReturned) and event.verdict is VerdictKind.GUILTY_OF_LESSER_INCLUDED


def undone_at_once(verdict: Entry, later: Entry, trial: Iterable[Entry]) -> bool:
    """
    Return whether a verdict on a lesser offence fell before the jury was discharged, by the next act of the trial.

    If the jury left the greater undecided, the mistrial is one of the greater alone (T37u, T37v).
    """
    mistrial = isinstance(later.event, MistrialDeclared) and _by_the_next_day(verdict, later)
    return mistrial and not greater_undecided(verdict, trial)


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
        and _by_the_next_day(entry, lesser)
        and _by_the_next_day(lesser, entry)
        for entry in trial
    )


def _by_the_next_day(one: Entry, other: Entry) -> bool:
    """Return whether an act is, or may be, no later than the day after another."""
    limit = _NEXT_DAY.after(one.when)
    return limit is None or limit.before(other.when) is not Certainty.YES


def is_same_offense(one: ChargeVersion | None, other: ChargeVersion | None) -> bool:
    """Return whether two versions charge one offence in one degree; no, where either is missing."""
    told = [(each.offense, each.statute, each.grade) for each in (one, other) if each is not None]
    return len(told) == 2 and told[0] == told[1]


def names_no_offense(event: Event) -> bool:
    """Return whether an act is the acceptance of a plea that says nothing of the offence or its grade."""
    return isinstance(event, PleaAccepted) and not (event.offense or event.statute or event.grade or event.severity)
