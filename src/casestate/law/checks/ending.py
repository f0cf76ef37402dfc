"""How a charge ends without a finding, and whether it is brought again."""

from collections.abc import Iterator

from casestate.events import Actor, ChargeDismissed
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.law.policies import Policies
from casestate.state import ChargeState
from casestate.state.axes import Disposition, Phase, Succession


@check(
    "prejudice-unspecified",
    Severity.WARNING,
    meaning="A charge was dismissed and no source says whether with prejudice, so whether it is barred is not known.",
    remedy="give prejudice= when a source says; until then it is not known whether the charge may be filed again",
    reads=("disposition",),
)
def prejudice_unspecified(charge: ChargeState) -> Iterator[Doubt]:
    """A dismissal says nothing of prejudice by itself."""
    if charge.disposition is Disposition.DISMISSED_UNSPECIFIED:
        yield Doubt(
            f"{charge.subject} was dismissed, and no source says whether with prejudice", charge.moved_by("disposition")
        )


@check(
    "dismissed-without-leave",
    Severity.POLICY,
    meaning="A dismissal is recorded as the prosecutor's where only a court may dismiss, on the prosecutor's motion "
    "(FRCrimP 48(a)).",
    remedy="if the court granted the motion, record it by='court', on the day of its order",
    reads=("endings.by", "policies.nolle_needs_leave"),
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
