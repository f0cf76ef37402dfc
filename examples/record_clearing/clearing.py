"""
Which charges may be cleared from a record under a statute of the fictional State of Elsewhere. Not legal advice.

The statute, in short. A charge may be cleared

1. at once, if the defendant was acquitted of it, or it was dismissed and may not be brought again;
2. if it was dismissed and may be brought again: a year later, unless it was brought again;
3. if it ended in a conviction of a misdemeanor: three years after the sentence was completed;

and never while another charge against the same person is open.
"""

from collections.abc import Callable

from casestate import Certainty, Entry, View
from casestate.events import SeverityClass
from casestate.state import ChargeState, Phase
from casestate.state.axes import Conviction, Found, SentenceStatus, Succession
from casestate.terms import Term

WAIT_AFTER_DISMISSAL = Term(months=12)
WAIT_AFTER_SENTENCE = Term(months=36)

Rule = Callable[[ChargeState, View], bool]


def clearable(view: View, rule: Rule | None = None) -> dict[str, frozenset[str]]:
    """
    Return, for each defendant, the ids of the charges that may certainly be cleared as of the day of the view.

    If dates are imprecise, every possible state must allow it.
    """
    allows = rule or may_be_cleared
    return {
        who: frozenset.intersection(*[_allowed(view, list(s.charges.values()), allows) for s in view[who].possible()])
        for who in view.defendants
    }


def _allowed(view: View, charges: list[ChargeState], allows: Rule) -> frozenset[str]:
    if any(charge.open for charge in charges):
        return frozenset()
    return frozenset([charge.charge for charge in charges if allows(charge, view)])


def may_be_cleared(charge: ChargeState, view: View) -> bool:
    """Return whether the charge by itself may be cleared, whatever else is open."""
    return was_cleared_in_court(charge) or was_dropped(charge, view) or has_served(charge, view)


def was_cleared_in_court(charge: ChargeState) -> bool:
    """Return whether the charge ended in an acquittal, or was dismissed for good without a finding."""
    return charge.phase is Phase.ACQUITTED or (charge.phase is Phase.BARRED and charge.found is Found.NOTHING)


def was_dropped(charge: ChargeState, view: View) -> bool:
    """Return whether the charge was dismissed without a finding, and not refiled for a year."""
    dropped = charge.phase is Phase.DISMISSED and charge.found is Found.NOTHING
    return (
        dropped
        and charge.succession is Succession.NONE
        and waited(charge.moved_by("phase"), WAIT_AFTER_DISMISSAL, view)
    )


def has_served(charge: ChargeState, view: View) -> bool:
    """Return whether the charge is a misdemeanor whose sentence was completed three years ago."""
    served = charge.conviction is Conviction.ADJUDICATED and charge.sentence is SentenceStatus.COMPLETED
    return served and is_misdemeanor(charge) and waited(charge.moved_by("sentence"), WAIT_AFTER_SENTENCE, view)


def is_misdemeanor(charge: ChargeState) -> bool:
    """Return whether the charge, as last amended, is a misdemeanor."""
    return charge.version is not None and charge.version.severity == SeverityClass.MISDEMEANOR


def waited(since: Entry | None, wait: Term, view: View) -> bool:
    """Return whether this time has certainly passed between an entry and the day of the view."""
    until = wait.after(since.when) if since else None
    return until is not None and view.as_of is not None and until.by(view.as_of) is Certainty.YES
