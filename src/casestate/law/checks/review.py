"""Review: what a reviewing court does needs an appeal, of a kind that the procedure has."""

from collections.abc import Iterator

from casestate.events import AppealDecided, AppealFiled, AppealWithdrawn, DeNovoAppealFiled, ReviewOutcome
from casestate.law.checking import Doubt, check, raising
from casestate.law.findings import Severity, missing_step
from casestate.law.policies import Policies
from casestate.state import ChargeState

_PETITIONS = (ReviewOutcome.CERTIORARI_DENIED, ReviewOutcome.HABEAS_GRANTED, ReviewOutcome.HABEAS_DENIED)
"""Outcomes of a petition, which needs no pending appeal."""


@raising(missing_step("appeal"), reads=("reviewing.outcome",))
def missing_appeal(charge: ChargeState) -> Iterator[Doubt]:
    """T55-T57: an appeal is pending until it is decided or withdrawn; a later act of review needs another."""
    pending = False
    for entry in charge.reviewing:
        event = entry.event
        if isinstance(event, AppealFiled | DeNovoAppealFiled):
            pending = True
            continue
        petition = isinstance(event, AppealDecided) and event.outcome in _PETITIONS
        if not pending and not petition:
            yield Doubt(f"{event.wire} on {charge.subject}, but the file has no appeal before it", entry)
        pending = pending and not isinstance(event, AppealDecided | AppealWithdrawn)


@check(
    "no-de-novo-appeal",
    Severity.POLICY,
    meaning="An appeal for trial anew is recorded where the procedure has none.",
    remedy="record the appeal with AppealFiled, or check the procedure of the file",
    reads=("reviewing", "policies.de_novo_appeal"),
)
def no_de_novo_appeal(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """Only some places try a case anew on appeal."""
    for entry in charge.reviewing if policies.de_novo_appeal is False else ():
        if isinstance(entry.event, DeNovoAppealFiled):
            yield Doubt(
                f"an appeal for trial anew on {charge.subject}, but this procedure has none "
                f"({policies.cite('de_novo_appeal')})",
                entry,
            )
