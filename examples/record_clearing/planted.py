"""Two rules with mistakes that are common in first drafts."""

from clearing import (
    WAIT_AFTER_DISMISSAL,
    WAIT_AFTER_SENTENCE,
    is_misdemeanor,
    waited,
    was_cleared_in_court,
    was_dropped,
)

from casestate import View
from casestate.state import ChargeState, Phase
from casestate.state.axes import Conviction, Found, SentenceStatus


def counting_from_the_conviction(charge: ChargeState, view: View) -> bool:
    """Count the three years from the conviction instead of the end of the sentence."""
    served = charge.conviction is Conviction.ADJUDICATED and charge.sentence is SentenceStatus.COMPLETED
    late = waited(charge.moved_by("conviction"), WAIT_AFTER_SENTENCE, view)
    return was_cleared_in_court(charge) or was_dropped(charge, view) or (served and is_misdemeanor(charge) and late)


def forgetting_refilings(charge: ChargeState, view: View) -> bool:
    """Clear a dismissed charge even if it was refiled."""
    dropped = charge.phase is Phase.DISMISSED and charge.found is Found.NOTHING
    return was_cleared_in_court(charge) or (dropped and waited(charge.moved_by("phase"), WAIT_AFTER_DISMISSAL, view))
