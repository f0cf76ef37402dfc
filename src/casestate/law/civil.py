"""The transition table for a civil claim against one party. No row of it touches a criminal charge."""

from casestate.events import (
    ClaimDismissed,
    ClaimFiled,
    ClaimReinstated,
    ClaimRemoved,
    SettlementAgreed,
    SettlementApproved,
    SettlementPerformed,
    SettlementRejected,
)
from casestate.law.transition import Machine, Standing, Transition
from casestate.state.axes import ClaimPhase

_OPEN = (ClaimPhase.PENDING, ClaimPhase.SETTLEMENT_AGREED, ClaimPhase.SETTLED, ClaimPhase.PERFORMED)

CLAIM = Machine(
    kind="claim",
    first=ClaimPhase.NOT_FILED,
    ends=frozenset({ClaimPhase.DISMISSED}),
    rows=(
        Transition(
            id="C01",
            act=ClaimFiled,
            start=(ClaimPhase.NOT_FILED,),
            to=ClaimPhase.PENDING,
            cite="FRCP 3; NMRA 1-003",
            reason="a complaint brings the claim against the parties it names",
        ),
        Transition(
            id="C05",
            act=ClaimRemoved,
            start=_OPEN,
            cite="28 USC 1441, 1447",
            reason="the same claim goes on in another court",
        ),
        Transition(
            id="C08",
            act=SettlementAgreed,
            start=(ClaimPhase.PENDING,),
            to=ClaimPhase.SETTLEMENT_AGREED,
            cite="contract; FRCP 41",
            reason="an agreement binds the parties named, and waits for any approval needed",
        ),
        Transition(
            id="C09",
            act=SettlementApproved,
            start=(ClaimPhase.SETTLEMENT_AGREED,),
            to=ClaimPhase.SETTLED,
            standing=Standing.CONFIGURABLE,
            cite="FRCP 23(e); NMSA 38-4-16",
            reason="a settlement for a minor, a class or an estate binds when approved",
        ),
        Transition(
            id="C09r",
            act=SettlementRejected,
            start=(ClaimPhase.SETTLEMENT_AGREED,),
            to=ClaimPhase.PENDING,
            reopens=True,
            cite="FRCP 23(e)",
            reason="a settlement refused leaves the claim pending",
        ),
        Transition(
            id="C10",
            act=SettlementPerformed,
            start=(ClaimPhase.SETTLEMENT_AGREED, ClaimPhase.SETTLED),
            to=ClaimPhase.PERFORMED,
            cite="contract",
            reason="a settlement done is not yet the dismissal that follows",
        ),
        Transition(
            id="C11",
            act=ClaimDismissed,
            start=_OPEN,
            to=ClaimPhase.DISMISSED,
            cite="FRCP 41; NMRA 1-041(E)",
            reason="the claim ends against the parties named",
        ),
        Transition(
            id="C11r",
            act=ClaimReinstated,
            start=(ClaimPhase.DISMISSED,),
            to=ClaimPhase.PENDING,
            reopens=True,
            cite="NMRA 1-041(E)",
            reason="a claim dismissed without prejudice may be reinstated",
        ),
    ),
    steps={
        ClaimPhase.PENDING: "filing",
        ClaimPhase.SETTLEMENT_AGREED: "agreement",
        ClaimPhase.SETTLED: "approval",
        ClaimPhase.PERFORMED: "performance",
        ClaimPhase.DISMISSED: "dismissal",
    },
    fields={},
    records={
        **dict.fromkeys((ClaimFiled, ClaimRemoved, ClaimReinstated), "filings"),
        **dict.fromkeys((SettlementAgreed, SettlementApproved, SettlementRejected, SettlementPerformed), "settlements"),
        ClaimDismissed: "endings",
    },
)
