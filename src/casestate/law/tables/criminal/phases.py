"""Sets of phases, and of axes set together, that several rows share."""

from casestate.events import PleaKind
from casestate.state.axes import Activity, Conviction, Found, Phase, SentenceStatus, Supervision

BEFORE_TRIAL = (Phase.CHARGED, Phase.TRIABLE)
PENDING = (*BEFORE_TRIAL, Phase.ON_TRIAL)
OPEN = (*PENDING, Phase.DIVERTED, Phase.FOUND_GUILTY, Phase.DEFERRED)
"""Not yet judged and not ended: what a death ends."""
CLOSED_BY_ORDER = (Phase.DISMISSED, Phase.BARRED, Phase.OVERTURNED)
"""Ended by an order that the government may have reviewed; an acquittal at a trial is not among them."""
REVIEWABLE = (*OPEN, Phase.SENTENCE_DEFERRED, Phase.JUDGED, *CLOSED_BY_ORDER, Phase.ABATED)
ALL = tuple(phase for phase in Phase if phase is not Phase.NOT_CHARGED)
PROVED = {"found": Found.GUILTY, "conviction": Conviction.FOUND}
UNRELIEVED = {
    "conviction": tuple(value for value in Conviction if value not in (Conviction.PARDONED, Conviction.SET_ASIDE))
}
"""Where a later step adjudicates: no sentence takes back a pardon, nor a conviction set aside by statute."""
PUT_BACK = {
    "found": Found.SET_ASIDE,
    "conviction": Conviction.REVERSED,
    "sentence": SentenceStatus.VACATED,
    "activity": Activity.ACTIVE,
    "supervision": Supervision.NONE,
}
"""What a charge put back to be tried keeps of an earlier finding: nothing that counts as one."""
STOOD = {
    "found": (Found.GUILTY,),
    "conviction": (
        Conviction.FOUND,
        Conviction.ADJUDICATED,
        Conviction.WITHHELD,
        Conviction.DISMISSED,
        Conviction.PARDONED,
        Conviction.SET_ASIDE,
    ),
    "sentence": tuple(value for value in SentenceStatus if value is not SentenceStatus.NONE),
}
"""Where :data:`PUT_BACK` has something to undo: a charge on which nothing was found has no finding to set aside."""

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
