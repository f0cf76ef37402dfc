"""The paper on which a felony is tried: in some places only an indictment, or an information, brings it to trial."""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import (
    ChargingInstrument,
    IndictmentWaived,
    PleaAccepted,
    SeverityClass,
    TrialBegan,
    VerdictReturned,
)
from casestate.events.wording import done
from casestate.law.checking import Doubt, check, raising
from casestate.law.findings import Severity, missing_step
from casestate.law.policies import FelonyCharging, Policies
from casestate.state import ChargeState, ChargeVersion
from casestate.state.grading import class_of

_COMPLAINTS = (ChargingInstrument.CITATION, ChargingInstrument.COMPLAINT, ChargingInstrument.AMENDED_COMPLAINT)
_INFORMATIONS = (
    ChargingInstrument.INFORMATION,
    ChargingInstrument.AMENDED_INFORMATION,
    ChargingInstrument.SUPERSEDING_INFORMATION,
)
_FELONIES = (SeverityClass.FELONY, SeverityClass.CAPITAL)
_NOT_LESS = (None, SeverityClass.UNKNOWN, *_FELONIES)
_READS = (
    "charging.on",
    "charging.instrument",
    "charging.severity",
    "pleas.on",
    "pleas.severity",
    "pleas.grade",
    "trial.on",
    "policies.felony_charging",
)


@check(
    "felony-not-indicted",
    Severity.POLICY,
    meaning="A felony is tried, or found proved, on a paper on which the procedure does not allow it "
    "(FRCrimP 7(a); N.M. Const. art. II, s. 14).",
    remedy="record the indictment or information with ChargeFiled, or check the paper and the grade",
    reads=_READS,
    weighs=("pleas.grade",),
    needs=("PleaAccepted", "TrialBegan", "VerdictReturned", "policies.felony_charging"),
)
def felony_not_indicted(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T02, T36: no felony is tried on a complaint, nor a capital one on an information where an indictment is due."""
    known = policies.felony_charging in (FelonyCharging.INDICTMENT, FelonyCharging.INFORMATION)
    for entry, version in _felony_held(charge) if known else ():
        if version.instrument in _COMPLAINTS or _capital_by_information(version, policies):
            yield Doubt(
                f"{done(entry.event, charge.subject)}, a felony brought by "
                f"{version.instrument.replace('_', ' ')}, on which it may not be held here "
                f"({policies.cite('felony_charging')})",
                entry,
            )


@raising(
    missing_step("waiver-of-indictment"),
    reads=_READS,
    weighs=("pleas.grade",),
    needs=("PleaAccepted", "TrialBegan", "VerdictReturned", "policies.felony_charging"),
)
def missing_waiver_of_indictment(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T11i: where an indictment is due, an information serves if the defendant waives one (FRCrimP 7(b))."""
    waived = any(isinstance(entry.event, IndictmentWaived) for entry in charge.trial)
    due = policies.felony_charging is FelonyCharging.INDICTMENT and not waived
    for entry, version in _felony_held(charge) if due else ():
        if version.instrument in _INFORMATIONS and not _capital_by_information(version, policies):
            yield Doubt(
                f"{done(entry.event, charge.subject)}, a felony brought by information, but the file has no "
                f"waiver of indictment before it ({policies.cite('felony_charging')})",
                entry,
            )


def _capital_by_information(version: ChargeVersion, policies: Policies) -> bool:
    capital = version.severity is SeverityClass.CAPITAL and version.instrument in _INFORMATIONS
    return capital and policies.felony_charging is FelonyCharging.INDICTMENT


def _felony_held(charge: ChargeState) -> Iterator[tuple[Entry, ChargeVersion]]:
    """Yield the first act by which the charge is tried or found proved, with the charge as it was, if a felony."""
    held = [each for each in (*charge.pleas, *charge.trial) if isinstance(each.event, PleaAccepted | TrialBegan)]
    held += [each for each in charge.trial if isinstance(each.event, VerdictReturned)]
    for entry in held[:1]:
        version = charge.version_on(entry)
        of_less = isinstance(entry.event, PleaAccepted) and class_of(entry.event) not in _NOT_LESS
        if version and not of_less and version.severity in _FELONIES:
            yield entry, version
