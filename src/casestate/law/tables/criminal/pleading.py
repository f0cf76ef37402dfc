"""Rows of pleas and plea agreements short of the acceptance that finds guilt."""

from casestate.events import (
    Event,
    PleaAgreementFiled,
    PleaAgreementRejected,
    PleaAgreementWithdrawn,
    PleaEntered,
    PleaRejected,
    PleaSetAside,
    PleaTakenUnderAdvisement,
    PleaWithdrawn,
)
from casestate.law.tables.criminal.phases import PENDING
from casestate.law.transition import Standing, Transition
from casestate.state.axes import Activity, Conviction, Disposition, Found, Jeopardy, Phase, SentenceStatus, Supervision

PLEA_FALLS = {
    "found": Found.SET_ASIDE,
    "conviction": Conviction.NONE,
    "jeopardy": Jeopardy.ENDED_RETRIABLE,
    "disposition": Disposition.NONE,
    "activity": Activity.ACTIVE,
    "supervision": Supervision.NONE,
}


def _adjudged_plea_falls(row: str, act: type[Event], *start: Phase) -> Transition:
    return Transition(
        id=row,
        act=act,
        start=start,
        to=Phase.TRIABLE,
        sets={**PLEA_FALLS, "conviction": Conviction.VACATED, "sentence": SentenceStatus.VACATED},
        standing=Standing.CONFIGURABLE,
        reopens=True,
        cite="FRCrimP 11(e)",
        reason="after judgment a plea falls only by appeal or collateral attack",
    )


PLEADING = (
    Transition(
        id="T15",
        act=PleaEntered,
        start=PENDING,
        cite="FRCrimP 11(a); NMRA 5-303, 5-304",
        reason="a plea is entered on a pending charge; a plea of guilt convicts nobody until accepted",
    ),
    Transition(
        id="T17",
        act=PleaAgreementFiled,
        start=PENDING,
        cite="FRCrimP 11(c); NMRA 5-304",
        reason="an agreement binds nobody until the court accepts the plea",
    ),
    Transition(
        id="T17r",
        act=PleaAgreementRejected,
        start=(*PENDING, Phase.FOUND_GUILTY),
        cite="FRCrimP 11(c)(5)",
        reason="an agreement refused lets the defendant withdraw the plea",
    ),
    Transition(
        id="T17w",
        act=PleaAgreementWithdrawn,
        start=(*PENDING, Phase.FOUND_GUILTY),
        cite="FRCrimP 11(c)",
        reason="an agreement may be given up",
    ),
    Transition(
        id="T16a",
        act=PleaTakenUnderAdvisement,
        start=PENDING,
        cite="FRCrimP 11(c)(3)",
        reason="a plea under advisement is tendered and not accepted",
    ),
    Transition(
        id="T16r",
        act=PleaRejected,
        start=PENDING,
        cite="FRCrimP 11(a)(3), (b)",
        reason="a plea the court refuses does not stand",
    ),
    Transition(
        id="T19",
        act=PleaWithdrawn,
        start=PENDING,
        cite="FRCrimP 11(d)(1)",
        reason="before it is accepted a plea may be withdrawn for any reason",
    ),
    Transition(
        id="T20",
        act=PleaWithdrawn,
        start=(Phase.FOUND_GUILTY, Phase.DEFERRED),
        to=Phase.TRIABLE,
        sets=PLEA_FALLS,
        reopens=True,
        cite="FRCrimP 11(d)(2); State v. Angel, 2002-NMSC-025",
        reason="after it is accepted and before sentence a plea may be withdrawn by leave; no bar follows",
    ),
    Transition(
        id="T21d",
        act=PleaSetAside,
        start=(Phase.FOUND_GUILTY, Phase.DEFERRED),
        to=Phase.TRIABLE,
        sets=PLEA_FALLS,
        standing=Standing.CONFIGURABLE,
        reopens=True,
        cite="FRCrimP 11(d)(2); State v. Angel, 2002-NMSC-025",
        reason="before judgment, or while it is withheld, a court may set an accepted plea aside; no bar follows",
    ),
    _adjudged_plea_falls("T20s", PleaWithdrawn, Phase.SENTENCE_DEFERRED),
    _adjudged_plea_falls("T21", PleaSetAside, Phase.SENTENCE_DEFERRED, Phase.JUDGED),
)
