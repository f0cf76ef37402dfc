"""Rows of diversion and the deferral family."""

from casestate.events import (
    AdjudicationDeferred,
    DeferralCompleted,
    DeferralRevoked,
    DiversionCompleted,
    DiversionFailed,
    DiversionStarted,
    SentenceDeferred,
)
from casestate.law.criminal.phases import BEFORE_TRIAL
from casestate.law.transition import Standing, Transition
from casestate.state.axes import Conviction, Disposition, Jeopardy, Phase, SentenceStatus

DIVERTING = (
    Transition(
        id="T26",
        act=DiversionStarted,
        start=BEFORE_TRIAL,
        to=Phase.DIVERTED,
        sets={"disposition": Disposition.DIVERSION_PENDING},
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-16A",
        reason="prosecution may be put off by agreement, without a plea",
    ),
    Transition(
        id="T27",
        act=DiversionCompleted,
        start=(Phase.DIVERTED,),
        to=Phase.DISMISSED,
        sets={"disposition": Disposition.DIVERSION_COMPLETED},
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-16A",
        reason="a diversion completed ends the charge; whether it bars differs",
    ),
    Transition(
        id="T27f",
        act=DiversionFailed,
        start=(Phase.DIVERTED,),
        to=Phase.TRIABLE,
        sets={"disposition": Disposition.NONE},
        standing=Standing.CONFIGURABLE,
        reopens=True,
        cite="NMSA 31-16A",
        reason="a diversion broken off leaves the charge to be tried",
    ),
)

DEFERRING = (
    Transition(
        id="T28",
        act=AdjudicationDeferred,
        start=(Phase.FOUND_GUILTY,),
        to=Phase.DEFERRED,
        sets={"conviction": Conviction.WITHHELD, "disposition": Disposition.ADJUDICATION_DEFERRED},
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-20-13; 18 USC 3607",
        reason="judgment withheld on terms is no adjudication",
    ),
    Transition(
        id="T29",
        act=SentenceDeferred,
        start=(Phase.FOUND_GUILTY,),
        to=Phase.SENTENCE_DEFERRED,
        sets={
            "conviction": Conviction.ADJUDICATED,
            "sentence": SentenceStatus.DEFERRED,
            "disposition": Disposition.SENTENCE_DEFERRED,
        },
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-20-3",
        reason="a conviction is entered and the sentence put off",
    ),
    Transition(
        id="T30",
        act=DeferralCompleted,
        start=(Phase.DEFERRED,),
        to=Phase.BARRED,
        sets={
            "conviction": Conviction.WITHHELD,
            "jeopardy": Jeopardy.ENDED_BARRED,
            "disposition": Disposition.DEFERRAL_COMPLETED,
        },
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-20-13",
        reason="a deferral of judgment completed ends the charge without a conviction",
    ),
    Transition(
        id="T30s",
        act=DeferralCompleted,
        start=(Phase.SENTENCE_DEFERRED,),
        to=Phase.BARRED,
        sets={
            "conviction": Conviction.DISMISSED,
            "jeopardy": Jeopardy.ENDED_BARRED,
            "disposition": Disposition.DEFERRAL_COMPLETED,
            "sentence": SentenceStatus.COMPLETED,
        },
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-20-9; United States v. Meraz",
        reason="a deferred sentence completed dismisses the charge; some purposes still count it",
    ),
    Transition(
        id="T31",
        act=DeferralRevoked,
        start=(Phase.DEFERRED, Phase.SENTENCE_DEFERRED),
        to=Phase.FOUND_GUILTY,
        sets={"conviction": Conviction.ADJUDICATED},
        standing=Standing.CONFIGURABLE,
        reopens=True,
        cite="State v. Kenneman",
        reason="a deferral revoked adjudicates guilt, and sentence follows",
    ),
)
