"""Review: what a reviewing court does needs an appeal, of a kind that the procedure has."""

from collections.abc import Iterator

from casestate.events import AppealDecided, DeNovoAppealFiled, ReviewKind
from casestate.events.wording import done
from casestate.law.appeals import kind_ended
from casestate.law.checking import Doubt, check, raising
from casestate.law.findings import Severity, missing_step
from casestate.law.policies import Policies
from casestate.state import Appeal, ChargeState


@raising(missing_step("appeal"), reads=("reviewing", "reviews"))
def missing_appeal(charge: ChargeState) -> Iterator[Doubt]:
    """T55-T57: what a higher court does needs an appeal, or one for trial anew; a petition need not be in the file."""
    unfiled = [each for each in charge.reviews if not each.filed and not _petition(each)]
    anew = sum(isinstance(entry.event, DeNovoAppealFiled) for entry in charge.reviewing) if unfiled else 0
    for each in unfiled[anew:]:
        yield Doubt(f"{done(each.first.event, charge.subject)}, but the file has no appeal before it", each.first)


def _petition(review: Appeal) -> bool:
    """Return whether it is a collateral attack, or a refusal of leave: each stands for its own petition."""
    event = review.first.event
    refused = isinstance(event, AppealDecided) and kind_ended(event) is not event.kind
    return review.kind is ReviewKind.COLLATERAL or refused


@raising(
    missing_step("judgment"),
    reads=(
        "phase",
        "proofs",
        "reviews",
        "charging",
        "pleas",
        "trial",
        "endings",
        "deferrals",
        "sentencing",
    ),
)
def missing_judgment(charge: ChargeState) -> Iterator[Doubt]:
    """T57: a collateral attack presupposes a judgment, and so may the refusal of a petition for further review."""
    for each in charge.reviews_of_nothing:
        if each.filed or _petition(each):
            yield Doubt(
                f"{done(each.first.event, charge.subject)}, but the file has no finding and no judgment before it",
                each.first,
            )


@check(
    "no-de-novo-appeal",
    Severity.POLICY,
    meaning="An appeal for trial anew is recorded where the procedure has none.",
    remedy="record the appeal with AppealFiled, or check the procedure of the file",
    reads=("reviewing", "policies.de_novo_appeal"),
    needs=("DeNovoAppealFiled",),
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
