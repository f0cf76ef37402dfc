"""Sets of phases, and of axes set together, that several rows share."""

from casestate.events import PleaKind
from casestate.state.axes import Conviction, Found, Phase

BEFORE_TRIAL = (Phase.CHARGED, Phase.TRIABLE)
PENDING = (*BEFORE_TRIAL, Phase.ON_TRIAL)
OPEN = (*PENDING, Phase.DIVERTED, Phase.FOUND_GUILTY, Phase.DEFERRED)
"""Not yet judged and not ended: what a death ends."""
CLOSED_BY_ORDER = (Phase.DISMISSED, Phase.BARRED, Phase.OVERTURNED)
"""Ended by an order that the government may have reviewed; an acquittal is not among them."""
REVIEWABLE = (*OPEN, Phase.SENTENCE_DEFERRED, Phase.JUDGED, *CLOSED_BY_ORDER)
ALL = tuple(phase for phase in Phase if phase is not Phase.NOT_CHARGED)
PROVED = {"found": Found.GUILTY, "conviction": Conviction.FOUND}

GUILTY_PLEAS = (
    PleaKind.GUILTY,
    PleaKind.NO_CONTEST,
    PleaKind.ALFORD,
    PleaKind.GUILTY_BUT_MENTALLY_ILL,
    PleaKind.CONDITIONAL_GUILTY,
    PleaKind.CONDITIONAL_NO_CONTEST,
    PleaKind.ADMITTED,
    PleaKind.RESPONSIBLE,
)
"""Pleas whose acceptance is a finding of guilt."""
