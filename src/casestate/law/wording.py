"""
What may fairly be said of a defendant, in plain sentences that a newsroom may print.

Each sentence is chosen by the rule that gives the headline, so that the law is not told twice. A dismissal that leaves
the charge to be filed again never clears anybody; a deferral is no conviction unless one was entered; only an acquittal
is called one; and a plea of no contest is never a plea of guilt. A sealed or expunged charge is passed over.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from casestate.events import PleaKind, VerdictKind, VerdictReturned
from casestate.law.charge_rules import CHARGE_RULES
from casestate.law.defendant_rules import carried_on
from casestate.state import ChargeState, DefendantState, Proceeding
from casestate.state.axes import Disposition, Phase, Visibility

_CLOSED = (Visibility.SEALED, Visibility.EXPUNGED)

STANDS: Mapping[str, str] = MappingProxyType(
    {
        "nothing-filed": "{who} has not been charged in this matter, as far as the file shows",
        "death-abates": "{the_charge} against {who} ended with the defendant's death, and no conviction stands on it",
        "acquitted-by-reason-of-insanity": "{who} was found not guilty of {offense} by reason of insanity",
        "reversed-for-insufficiency": "a higher court held the evidence against {who} on {the_charge} insufficient, "
        "and it may not be brought again",
        "acquitted": "{who} was acquitted of {offense}",
        "acquittal-appeal-pending": "a judge acquitted {who} of {offense} after a finding of guilt, and an appeal is "
        "pending",
        "acquitted-after-finding": "a judge acquitted {who} of {offense} after a finding of guilt",
        "merged": "{the_charge} against {who} was merged into another charge, and no conviction stands on it",
        "deferred-sentence-completed": "{the_charge} against {who} was dismissed after a deferred sentence was "
        "completed; the conviction still counts for some purposes",
        "deferral-completed": "{who} completed the terms of a deferral on {the_charge}, which ended "
        "without a conviction",
        "barred-appeal-pending": "{the_charge} against {who} was dismissed with prejudice, and an appeal is pending",
        "dismissed-with-prejudice": "{the_charge} against {who} was dismissed with prejudice",
        "tried-anew-above": "{the_charge} against {who} was appealed to a higher court to be tried anew, and the "
        "judgment below no longer counts",
        "carried-on-elsewhere": "{the_charge} against {who} is carried on by another charge or in another court",
        "refiled": "{the_charge} against {who} was dismissed, and was filed again as another charge",
        "dismissal-appeal-pending": "{the_charge} against {who} was dismissed, and an appeal is pending",
        "declined": "prosecutors declined to pursue {the_charge} against {who}",
        "no-bill": "a grand jury declined to indict {who} on {the_charge}, which may be filed again",
        "no-probable-cause": "a judge found no probable cause for {the_charge} against {who}, which may be filed again",
        "diversion-completed": "{who} completed a diversion programme on {the_charge}, which was dismissed; whether it "
        "may be filed again is not known",
        "judgment-arrested": "a judge refused to enter judgment on {the_charge} against {who}, and no conviction "
        "stands on it",
        "dismissed-refilable": "{the_charge} against {who} was dismissed, and may be filed again",
        "dismissed-bar-unknown": "{the_charge} against {who} was dismissed; whether it may be filed again is not known",
        "pardoned": "{who} was found guilty of {offense}, and was pardoned",
        "conviction-set-aside": "the conviction of {who} of {offense} was set aside; some purposes still count it",
        "infraction-appeal-pending": "{who} was found responsible for {offense}, which is no conviction, and an appeal "
        "is pending",
        "petition-appeal-pending": "a petition against {who} on {offense} was found proved, which is no criminal "
        "conviction, and an appeal is pending",
        "violation-appeal-pending": "{who} was found in violation of the terms of a sentence, which is no conviction, "
        "and an appeal is pending",
        "infraction-found": "{who} was found responsible for {offense}, which is no conviction",
        "petition-found": "a petition against {who} on {offense} was found proved, which is no criminal conviction",
        "violation-found": "{who} was found in violation of the terms of a sentence, which is no conviction",
        "died-appeal-pending": "{who} was found guilty of {offense} and died while an appeal was pending; whether the "
        "conviction stands differs by jurisdiction",
        "put-off-on-terms": "{who} was found guilty of {offense}, and was discharged or put off on terms; in some "
        "jurisdictions only is that a conviction",
        "sentence-complete-appeal-pending": "{who} was convicted of {offense}, the sentence is complete, "
        "and an appeal is pending",
        "judged-appeal-pending": "{who} was convicted of {offense} and sentenced, and an appeal is pending",
        "sentence-complete": "{who} was convicted of {offense}, and the sentence is complete",
        "sentence-commuted": "{who} was convicted of {offense}, and the sentence was commuted",
        "sentence-stayed": "{who} was convicted of {offense} and sentenced, and the sentence is stayed",
        "judged": "{who} was convicted of {offense} and sentenced",
        "sentence-deferred": "{who} was convicted of {offense}, and the sentence is deferred",
        "judgment-deferred": "judgment on {the_charge} against {who} is deferred on terms, and no conviction has been "
        "entered",
        "adjudicated": "{who} was convicted of {offense}, and awaits sentence",
        "found-guilty": "{who} was found guilty of {offense}, and awaits sentence",
        "trial-under-way": "{who} is on trial on {the_charge}",
        "diverted": "prosecution of {who} on {the_charge} is put off on terms, and nothing has been found",
        "pending-inactive": "{the_charge} against {who} is pending, and is off the active docket",
        "pending-appeal": "{the_charge} against {who} is pending, with an appeal before trial",
        "charge-pending": "{the_charge} against {who} is pending",
    }
)
"""What may be said of a charge, by the name of the rule that gives its headline."""

_PLEADED: Mapping[PleaKind, str] = MappingProxyType(
    {
        PleaKind.NOT_GUILTY: "pleaded not guilty",
        PleaKind.GUILTY: "pleaded guilty",
        PleaKind.CONDITIONAL_GUILTY: "pleaded guilty on conditions",
        PleaKind.NO_CONTEST: "pleaded no contest",
        PleaKind.CONDITIONAL_NO_CONTEST: "pleaded no contest on conditions",
        PleaKind.ALFORD: "entered an Alford plea, which admits nothing",
        PleaKind.GUILTY_BUT_MENTALLY_ILL: "pleaded guilty but mentally ill",
        PleaKind.NOT_GUILTY_BY_REASON_OF_INSANITY: "pleaded not guilty by reason of insanity",
        PleaKind.STAND_MUTE: "stood mute",
        PleaKind.ADMITTED: "admitted what was alleged",
        PleaKind.DENIED: "denied what was alleged",
        PleaKind.RESPONSIBLE: "admitted responsibility",
        PleaKind.NOT_RESPONSIBLE: "denied responsibility",
    }
)
_BROUGHT: Mapping[Proceeding, str] = MappingProxyType(
    {
        Proceeding.CRIMINAL: "{who} was charged",
        Proceeding.INFRACTION: "{who} was cited",
        Proceeding.PETITION: "a petition was filed against {who}",
        Proceeding.VIOLATION: "a violation of the terms of a sentence was alleged against {who}",
    }
)
_JOINED: Mapping[Proceeding, str] = MappingProxyType(
    {
        Proceeding.CRIMINAL: "with",
        Proceeding.INFRACTION: "for",
        Proceeding.PETITION: "on",
        Proceeding.VIOLATION: "in the case of",
    }
)
_NO_ADMISSION = (PleaKind.NO_CONTEST, PleaKind.CONDITIONAL_NO_CONTEST, PleaKind.ALFORD)
_PENDING = (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL)
_PROVED = (Phase.FOUND_GUILTY, Phase.DEFERRED, Phase.SENTENCE_DEFERRED, Phase.JUDGED)


def fairly_said(state: ChargeState | DefendantState) -> tuple[str, ...]:
    """
    What may fairly be said of a charge, or of a defendant charge by charge, one sentence each.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("example").record(
    ...     ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft")
    ... ).record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
    >>> for sentence in fairly_said(case.at()["A. Doe"]):
    ...     print(sentence)
    A. Doe was charged with theft.
    The charge of theft against A. Doe was dismissed, and may be filed again.

    A charge that another in the file carries on is left to the other.
    """
    if isinstance(state, ChargeState):
        return () if state.visibility in _CLOSED else tuple([_sentence(said) for said in _of_charge(state)])
    told = [charge for charge in state.charges.values() if not _told_elsewhere(charge, state)]
    said = tuple(dict.fromkeys([sentence for charge in told for sentence in fairly_said(charge)]))
    if said or state.charges:
        return said
    return (_sentence(STANDS["nothing-filed"].format(who=state.name)),)


def _told_elsewhere(charge: ChargeState, defendant: DefendantState) -> bool:
    """Does another charge in the file carry it on?"""
    return carried_on(charge) and any(
        charge.charge in (*other.refiles, *other.supersedes) or other.charge in charge.successors
        for other in defendant.charges.values()
    )


def _of_charge(charge: ChargeState) -> Iterator[str]:
    who, version = charge.defendant, charge.version
    if version is not None and charge.phase is not Phase.NOT_CHARGED:
        brought = _BROUGHT[charge.proceeding].format(who=who)
        yield f"{brought} {_JOINED[charge.proceeding]} {version.offense}" if version.offense else brought
    pleaded = _pleaded(charge)
    if pleaded:
        yield f"{who} {pleaded}"
    rule = next(rule for rule in CHARGE_RULES if rule.fits(charge)).name
    yield STANDS[rule].format(who=who, offense=_offense(charge), the_charge=_the_charge(charge))
    if charge.acquitted_of and charge.phase in _PROVED:
        yield _acquitted_of(charge)


def _acquitted_of(charge: ChargeState) -> str:
    """A verdict on a lesser offence acquits of the greater, now or before a new trial (Green v. United States)."""
    found = charge.finding and charge.finding.event
    if isinstance(found, VerdictReturned) and found.verdict is VerdictKind.GUILTY_OF_LESSER_INCLUDED:
        return f"{charge.defendant} was thereby acquitted of {charge.acquitted_of}"
    return f"an earlier verdict, on a lesser offence, had acquitted {charge.defendant} of {charge.acquitted_of}"


def _pleaded(charge: ChargeState) -> str:
    """
    The plea that stands, and whether a court has accepted it. A plea whose finding was undone is not told, nor one that
    would have convicted where a verdict did.
    """
    plea = charge.plea
    if plea is None or charge.phase not in (*_PENDING, *_PROVED):
        return ""
    words, waits = _PLEADED.get(plea, "entered a plea"), plea.admits or plea in _NO_ADMISSION
    if waits and charge.finding is not None and isinstance(charge.finding.event, VerdictReturned):
        return ""
    if charge.phase in _PROVED:
        accepted = charge.phase is Phase.FOUND_GUILTY and charge.disposition is Disposition.CONVICTED_BY_PLEA
        return f"{words}, and the court accepted the plea" if accepted else words
    return f"{words}, and no court has accepted the plea" if waits else words


def _offense(charge: ChargeState) -> str:
    """Of what: the offence found where one is, perhaps a lesser one; else the offence charged."""
    if charge.phase in _PROVED:
        return charge.convicted_of or ("a lesser offence" if _lesser(charge) else _the_charge(charge))
    return (charge.version and charge.version.offense) or _the_charge(charge)


def _lesser(charge: ChargeState) -> bool:
    return charge.disposition is Disposition.CONVICTED_OF_LESSER


def _the_charge(charge: ChargeState) -> str:
    offense = charge.version and charge.version.offense
    return f"the charge of {offense}" if offense else f"charge {charge.charge}"


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."
