"""Sets of phases, and of axes set together, that several rows share."""

from casestate.state.axes import Conviction, Found, Phase

BEFORE_TRIAL = (Phase.CHARGED, Phase.TRIABLE)
PENDING = (*BEFORE_TRIAL, Phase.ON_TRIAL)
OPEN = (*PENDING, Phase.DIVERTED, Phase.FOUND_GUILTY, Phase.DEFERRED)
"""Not yet judged and not ended: what a death ends."""
REVIEWABLE = (
    Phase.FOUND_GUILTY,
    Phase.SENTENCE_DEFERRED,
    Phase.JUDGED,
    Phase.DISMISSED,
    Phase.BARRED,
    Phase.OVERTURNED,
)
ALL = tuple(phase for phase in Phase if phase is not Phase.NOT_CHARGED)
PROVED = {"found": Found.GUILTY, "conviction": Conviction.FOUND}
