"""The transition table for a regulatory citation. No row of it touches a criminal charge."""

from casestate.events import (
    CitationContested,
    CitationFinal,
    CitationIssued,
    CitationSettled,
    CitationSettlementApproved,
    CitationWithdrawn,
)
from casestate.law.transition import Machine, Standing, Transition
from casestate.state.axes import CitationPhase

_OPEN = (CitationPhase.ISSUED, CitationPhase.CONTESTED, CitationPhase.SETTLED)

CITATION = Machine(
    kind="citation",
    first=CitationPhase.NOT_ISSUED,
    ends=frozenset({CitationPhase.FINAL, CitationPhase.WITHDRAWN}),
    rows=(
        Transition(
            id="G01",
            act=CitationIssued,
            start=(CitationPhase.NOT_ISSUED,),
            to=CitationPhase.ISSUED,
            cite="29 USC 658; NMSA 50-9",
            reason="an inspection may end in a citation with a class and a proposed penalty",
        ),
        Transition(
            id="G02",
            act=CitationContested,
            start=(CitationPhase.ISSUED,),
            to=CitationPhase.CONTESTED,
            cite="29 USC 659(c)",
            reason="a citation contested is not final",
        ),
        Transition(
            id="G03",
            act=CitationSettled,
            start=(CitationPhase.ISSUED, CitationPhase.CONTESTED),
            to=CitationPhase.SETTLED,
            standing=Standing.CONFIGURABLE,
            cite="29 CFR 2200.100",
            reason="class and penalty may be settled, subject to approval",
        ),
        Transition(
            id="G03a",
            act=CitationSettlementApproved,
            start=(CitationPhase.SETTLED,),
            to=CitationPhase.APPROVED,
            standing=Standing.CONFIGURABLE,
            cite="29 CFR 2200.100",
            reason="the commission's approval makes the settlement bind",
        ),
        Transition(
            id="G03w",
            act=CitationWithdrawn,
            start=_OPEN,
            to=CitationPhase.WITHDRAWN,
            cite="29 CFR 2200.100",
            reason="a regulator may take a citation back",
        ),
        Transition(
            id="G03f",
            act=CitationFinal,
            start=(*_OPEN, CitationPhase.APPROVED),
            to=CitationPhase.FINAL,
            cite="29 USC 659(a)",
            reason="a citation not contested, settled or affirmed becomes final",
        ),
    ),
    steps={
        CitationPhase.ISSUED: "citation",
        CitationPhase.CONTESTED: "contest",
        CitationPhase.SETTLED: "settlement",
        CitationPhase.APPROVED: "approval",
        CitationPhase.FINAL: "final-order",
        CitationPhase.WITHDRAWN: "withdrawal",
    },
    fields={},
    records=dict.fromkeys(
        (
            CitationIssued,
            CitationContested,
            CitationSettled,
            CitationSettlementApproved,
            CitationWithdrawn,
            CitationFinal,
        ),
        "issuing",
    ),
)
