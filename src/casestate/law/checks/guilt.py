"""The pleas and verdicts that a procedure knows."""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import PleaAccepted, PleaEntered, PleaKind, PleaWithdrawn, VerdictKind, VerdictReturned
from casestate.events.wording import done
from casestate.law.begun import DENYING
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.law.policies import Policies
from casestate.state import ChargeState
from casestate.state.axes import Phase
from casestate.state.grading import class_of
from casestate.state.proceeding import OF_INFRACTIONS, is_of_crime

_POLICY = {
    PleaKind.NO_CONTEST: "nolo_allowed",
    PleaKind.CONDITIONAL_NO_CONTEST: "nolo_allowed",
    PleaKind.ALFORD: "alford_allowed",
    PleaKind.GUILTY_BUT_MENTALLY_ILL: "gbmi_verdict",
}
"""The policy on which each plea depends, where it depends on one."""


@check(
    "plea-not-allowed",
    Severity.POLICY,
    meaning="A plea is recorded that the procedure does not allow.",
    remedy="check the plea and the procedure of the file",
    reads=("pleas.plea", "policies.nolo_allowed", "policies.alford_allowed", "policies.gbmi_verdict"),
    needs=("PleaEntered", "PleaAccepted"),
)
def plea_not_allowed(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T16: some places take no plea of no contest, or none without an admission."""
    for entry in charge.pleas:
        plea = entry.event.plea if isinstance(entry.event, PleaEntered | PleaAccepted) else None
        policy = _POLICY.get(plea) if plea else None
        if plea and policy and getattr(policies, policy) is False:
            yield Doubt(
                f"this procedure has no plea of {plea.replace('_', ' ')}, which is recorded on {charge.subject} "
                f"({policies.cite(policy)})",
                entry,
            )


@check(
    "plea-of-another-nature",
    Severity.WARNING,
    meaning="A plea to a non-criminal offence is recorded on a charge that its paper or its class says is a crime.",
    remedy="check the plea and the paper; if the plea was to a lesser, non-criminal offence, give it that offense and "
    "severity",
    reads=(
        "pleas.on",
        "pleas.plea",
        "pleas.offense",
        "pleas.grade",
        "pleas.severity",
        "charging.on",
        "charging.instrument",
        "charging.severity",
    ),
    weighs=("pleas.grade",),
    needs=("PleaEntered", "PleaAccepted"),
)
def plea_of_another_nature(charge: ChargeState) -> Iterator[Doubt]:
    """T16, T18: a plea does not make a crime charged a non-criminal offence; one to a lesser offence names it."""
    for entry in charge.pleas:
        event = entry.event
        if not isinstance(event, PleaEntered | PleaAccepted) or event.plea not in OF_INFRACTIONS:
            continue
        version = charge.version_on(entry)
        another = isinstance(event, PleaAccepted) and (event.offense is not None or class_of(event) is not None)
        if version and is_of_crime(version.instrument, version.severity) and not another:
            yield Doubt(
                f"a plea of {event.plea.replace('_', ' ')} on {charge.subject}, which was brought as a crime",
                entry,
            )


@check(
    "withdrawn-plea-accepted",
    Severity.WARNING,
    meaning="A plea of guilt is accepted after the last one entered was withdrawn, and none was entered since.",
    remedy="record the plea that was entered since, or check the days of the withdrawal and of the acceptance",
    reads=("pleas.plea",),
    needs=("PleaWithdrawn",),
)
def withdrawn_plea_accepted(charge: ChargeState) -> Iterator[Doubt]:
    """T19: a plea that was withdrawn before it was accepted is not there to be accepted."""
    last: list[Entry] = []
    for entry in charge.pleas:
        match [each.event for each in (*last, entry)]:
            case [PleaEntered() as entered, PleaWithdrawn(), PleaAccepted()] if entered.plea not in DENYING:
                yield Doubt(f"{done(entry.event, charge.subject)}, whose last plea was withdrawn", (*last[1:], entry))
        last = [*last, entry][-2:]


@check(
    "verdict-not-allowed",
    Severity.POLICY,
    meaning="A verdict is recorded that the procedure does not have.",
    remedy="check the verdict and the procedure of the file",
    reads=("trial.verdict", "policies.gbmi_verdict"),
    needs=("VerdictReturned",),
)
def verdict_not_allowed(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """Some places have no verdict of guilty but mentally ill."""
    for entry in charge.trial if policies.gbmi_verdict is False else ():
        verdict = entry.event.verdict if isinstance(entry.event, VerdictReturned) else None
        if verdict is VerdictKind.GUILTY_BUT_MENTALLY_ILL:
            yield Doubt(
                f"this procedure has no verdict of {verdict.replace('_', ' ')}, which is recorded on {charge.subject} "
                f"({policies.cite('gbmi_verdict')})",
                entry,
            )


@check(
    "pardon-without-charge",
    Severity.INCOMPLETE,
    meaning="A pardon is recorded, and the file has no charge and no conviction. A pardon may come before any charge; "
    "more often the file lacks the conviction.",
    remedy="record the charge and the judgment; if nobody was charged, nothing is missing",
    reads=("phase", "relief"),
    weighs=(),
    needs=("Pardoned",),
)
def pardon_without_charge(charge: ChargeState) -> Iterator[Doubt]:
    """T59: a pardon by itself says neither that there was a conviction nor that there was none (Ex parte Garland)."""
    if charge.phase is Phase.NOT_CHARGED and charge.pardoned:
        yield Doubt(
            f"{charge.subject} was pardoned, and the file has neither the charge nor a conviction", charge.pardons
        )
