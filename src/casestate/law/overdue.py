"""
Overdue judgments: guilt was found, and no judgment, deferral or end of the charge follows.

No rule says how long a court may take. After :data:`LONG` it is more likely that the file lacks an act than that the
court has not entered a judgment.
"""

from collections.abc import Iterator
from datetime import date

from casestate.events import ReleaseStatus
from casestate.law.findings import JUDGMENT_OVERDUE, Finding
from casestate.state import ChargeState, DefendantState, RecordState
from casestate.state.axes import Activity, Found, Phase, Review
from casestate.terms import Term
from casestate.when import Certainty, When

LONG = Term(months=24)
"""The time after a finding of guilt beyond which a judgment is overdue."""


def judgment_overdue(defendant: DefendantState, day: date | None) -> Iterator[Finding]:
    """
    Yield a finding for each charge on which guilt was found long before a day, and that still awaits judgment.

    Args:
        defendant: The state.
        day: The last day that is known; ``None`` if there is none.
    """
    awaiting = [charge for charge in defendant.charges.values() if _awaits_judgment(charge)] if day else []
    for charge in awaiting if not waits(defendant) else ():
        found = charge.moved_by("phase")
        if found is not None and day and long_before(found.when, day):
            yield JUDGMENT_OVERDUE.finding(
                f"{charge.subject} was found proved {found.when}, and the file has no judgment by {day}",
                [found.id],
                about=charge.subject,
            )


def waits(defendant: DefendantState | RecordState) -> bool:
    """Return whether the case waits for the person, of whom custody, stays and warrants tell: a judgment may too."""
    return defendant.release is ReleaseStatus.FUGITIVE or bool(defendant.stays)


def long_before(found: When, day: date) -> bool:
    """Return whether guilt was found so long before a day that a judgment is missed."""
    end = LONG.after(found)
    return end is not None and end.before(When.on(day)) is Certainty.YES


def _awaits_judgment(charge: ChargeState) -> bool:
    found = charge.phase is Phase.FOUND_GUILTY and charge.found is Found.GUILTY
    return (
        found
        and not charge.answered_elsewhere
        and charge.review is not Review.PENDING
        and charge.activity is Activity.ACTIVE
    )
