"""How a charge ends without a finding, and whether it is brought again."""

from collections.abc import Iterator

from casestate.events import Actor, ChargeDismissed
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.law.policies import Policies
from casestate.state import ChargeState
from casestate.state.axes import Disposition, Jeopardy, Phase, Succession

_WHERE_IT_MAY_BAR = {Jeopardy.UNKNOWN: "where that may bar it, or jeopardy may have attached"}


@check(
    "prejudice-unspecified",
    Severity.WARNING,
    meaning="A charge was brought again, or was dismissed after jeopardy had attached or may have, and no source says "
    "whether the dismissal was with prejudice, on which it turns whether the charge is barred.",
    remedy="give prejudice= when a source says; until then it is not known whether the charge may be brought again",
    reads=("disposition", "succession", "jeopardy"),
)
def prejudice_unspecified(charge: ChargeState) -> Iterator[Doubt]:
    """
    T33: a dismissal says nothing of prejudice by itself.

    Most dockets do not, and nothing is amiss with that: the headline says that it is not known.
    """
    again = charge.succession is Succession.REFILED
    turns_on_it = again or charge.jeopardy is not Jeopardy.NOT_ATTACHED
    if charge.disposition is Disposition.DISMISSED_UNSPECIFIED and turns_on_it:
        how = "and brought again" if again else _WHERE_IT_MAY_BAR.get(charge.jeopardy, "once jeopardy had attached")
        yield Doubt(
            f"{charge.subject} was dismissed {how}, and no source says whether with prejudice",
            charge.moved_by("disposition"),
        )


@check(
    "dismissed-without-leave",
    Severity.POLICY,
    meaning="A dismissal is recorded as the prosecutor's where only a court may dismiss, on the prosecutor's motion "
    "(FRCrimP 48(a)).",
    remedy="if the court granted the motion, record it by='court', on the day of its order",
    reads=("endings.by", "policies.nolle_needs_leave"),
    needs=("ChargeDismissed", "policies.nolle_needs_leave"),
)
def dismissed_without_leave(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T32: where leave is needed, the court dismisses on the government's motion."""
    for entry in charge.endings if policies.nolle_needs_leave else ():
        if isinstance(entry.event, ChargeDismissed) and entry.event.by is Actor.PROSECUTOR:
            yield Doubt(
                f"{charge.subject} is recorded as dismissed by the prosecutor, who needs leave of court here "
                f"({policies.cite('nolle_needs_leave')})",
                entry,
            )


@check(
    "refiled-while-pending",
    Severity.INCOMPLETE,
    meaning="A charge is brought again as another charge, but the file has no end of the first.",
    remedy="record its dismissal, or use supersedes= if the other charge carries it on",
    reads=("charging", "phase", "succession"),
)
def refiled_while_pending(charge: ChargeState) -> Iterator[Doubt]:
    """T34: a charge ends before it is brought again; else the same accusation is pending twice."""
    pending = bool(charge.charging) and charge.phase in (Phase.CHARGED, Phase.TRIABLE)
    if pending and charge.succession is Succession.REFILED:
        yield Doubt(
            f"{charge.subject} was brought again as another charge, and is itself still pending",
            charge.moved_by("succession"),
        )
