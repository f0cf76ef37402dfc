"""Rows of sentences and supervision."""

from casestate.events import (
    SentenceCompleted,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    SupervisionDecided,
    SupervisionOutcome,
    SupervisionViolationAlleged,
)
from casestate.law.tables.criminal.phases import UNRELIEVED
from casestate.law.transition import Standing, Transition
from casestate.state.axes import Conviction, Phase, SentenceStatus, Supervision

DEFERRING = (Phase.DEFERRED, Phase.SENTENCE_DEFERRED)
SUPERVISED = (*DEFERRING, Phase.JUDGED)


def _supervision(
    outcome: SupervisionOutcome,
    becomes: Supervision,
    *,
    start: tuple[Phase, ...] = SUPERVISED,
    mark: str = "",
    **more: SentenceStatus,
) -> Transition:
    return Transition(
        id=f"T51-{outcome.value.replace('_', '-')}{mark}",
        act=SupervisionDecided,
        values=(outcome,),
        start=start,
        sets={"supervision": becomes, **more},
        cite="FRCrimP 32.1; NMSA 31-21-15",
        reason=f"supervision is {outcome.value.replace('_', ' ')}",
    )


SENTENCING = (
    Transition(
        id="T48",
        act=SentenceImposed,
        start=(Phase.FOUND_GUILTY, Phase.DEFERRED, Phase.SENTENCE_DEFERRED),
        to=Phase.JUDGED,
        sets={"conviction": Conviction.ADJUDICATED, "sentence": SentenceStatus.IMPOSED},
        where=UNRELIEVED,
        cite="FRCrimP 32",
        reason="sentence on a finding of guilt is the judgment",
    ),
    Transition(
        id="T50",
        act=SentenceModified,
        start=(Phase.JUDGED,),
        to=Phase.JUDGED,
        sets={"sentence": SentenceStatus.MODIFIED},
        standing=Standing.CONFIGURABLE,
        cite="FRCrimP 35, 36; NMRA 5-801",
        reason="a sentence may be corrected, reduced, or replaced after revocation",
    ),
    Transition(
        id="T51",
        act=SupervisionViolationAlleged,
        start=SUPERVISED,
        sets={"supervision": Supervision.VIOLATION_ALLEGED},
        cite="FRCrimP 32.1",
        reason="a violation alleged is not yet found; the sentence stands",
    ),
    _supervision(SupervisionOutcome.TOLLED, Supervision.TOLLED),
    _supervision(SupervisionOutcome.ABSCONDED, Supervision.ABSCONDED),
    _supervision(
        SupervisionOutcome.REINSTATED, Supervision.REINSTATED, start=(Phase.JUDGED,), sentence=SentenceStatus.IMPOSED
    ),
    _supervision(SupervisionOutcome.REINSTATED, Supervision.REINSTATED, start=DEFERRING, mark="-deferred"),
    _supervision(SupervisionOutcome.MODIFIED, Supervision.MODIFIED),
    _supervision(
        SupervisionOutcome.REVOKED, Supervision.REVOKED, start=(Phase.JUDGED,), sentence=SentenceStatus.REVOKED
    ),
    _supervision(SupervisionOutcome.REVOKED, Supervision.REVOKED, start=DEFERRING, mark="-deferred"),
    _supervision(SupervisionOutcome.TERMINATED_EARLY, Supervision.TERMINATED_EARLY),
    _supervision(SupervisionOutcome.COMPLETED, Supervision.COMPLETED),
    _supervision(SupervisionOutcome.DISCHARGED, Supervision.DISCHARGED),
    _supervision(SupervisionOutcome.UNSATISFACTORY, Supervision.UNSATISFACTORY),
    Transition(
        id="T51u",
        act=SupervisionDecided,
        start=SUPERVISED,
        unread=True,
        cite="nothing is guessed",
        reason="a decision in words no member stands for is kept and moves nothing",
    ),
    Transition(
        id="T49s",
        act=SentenceStayed,
        start=(Phase.JUDGED,),
        sets={"sentence": SentenceStatus.STAYED},
        cite="FRCrimP 38",
        reason="a sentence stayed stands and does not run",
    ),
    Transition(
        id="T52",
        act=SentenceCompleted,
        start=(Phase.JUDGED,),
        to=Phase.JUDGED,
        sets={"sentence": SentenceStatus.COMPLETED},
        cite="sentence administration",
        reason="a sentence served leaves the conviction standing",
    ),
)
