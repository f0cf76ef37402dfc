"""
The acts that no place allows, by the rule that forbids them.

Each act, with each value that a row tells apart, is put after the shortest lawful history that leads to each phase.
Whatever is then an ERROR stands in the lists below, and nothing else does.
"""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta

import pytest

from casestate import GENERIC, Entry
from casestate.engine.fold import Draft
from casestate.events import ChargeDismissed, ChargeFiled, Subject
from casestate.law import Severity
from casestate.testing.strategies.steps import FIRST, Step, steps
from casestate.vocabulary import Closed

SHORT = {
    "charge": "CH=charged TR=triable OT=on_trial DV=diverted FG=found_guilty DF=deferred SD=sentence_deferred "
    "JD=judged DIS=dismissed BAR=barred OV=overturned ACQ=acquitted SUP=superseded AB=abated",
    "claim": "PE=pending ST=stayed DE=decided JU=judged SA=satisfied TE=terminated AG=settlement_agreed SE=settled "
    "PF=performed BR=breached RV=reversed DL=dismissed_with_leave DI=dismissed",
    "citation": "IS=issued CO=contested SE=settled AP=approved DC=decided FI=final PD=paid WD=withdrawn VA=vacated",
}
REFUSED = {
    "charge": {
        "an id names one charge, which is filed once; one brought again is a new charge, and may be barred": """
charge.filed                                              BAR OV ACQ SUP AB
charge.filed:complaint                                    TR OT DV FG DF SD JD
charge.filed+refiles                                      JD BAR OV ACQ AB
""",
        "what holds a charge for trial, or parts it from others, comes before it is tried": """
charge.no_billed                                          TR OT FG DF SD JD BAR OV ACQ SUP AB
charge.declined                                           OT FG DF SD JD BAR OV ACQ SUP AB
charge.discharged                                         OT FG DF SD JD BAR OV ACQ SUP AB
preliminary.waived indictment.waived                      OT FG DF SD JD DIS BAR OV ACQ SUP AB
charge.bound_over                                         OT DF SD JD DIS BAR OV ACQ SUP AB
charge.severed                                            FG DF SD JD DIS BAR OV ACQ SUP AB
charge.superseded                                         FG DF SD JD DIS BAR OV ACQ AB
charge.filed+supersedes                                   FG DF SD JD BAR OV ACQ AB
charge.transferred                                        DIS BAR OV ACQ AB
charge.removed charge.removed:notice                      DIS BAR OV ACQ SUP AB
charge.remanded                                           DIS BAR OV ACQ AB
""",
        "prosecution is put off before it is begun, and once": """
diversion.started                                         OT DF SD JD DIS BAR OV ACQ SUP AB
diversion.completed                                       OT SD JD OV ACQ SUP AB
diversion.failed                                          OT DF SD JD DIS BAR OV ACQ SUP AB
""",
        "what was found is not pleaded to, tried or found again until an order sets it aside": """
plea.entered plea.taken_under_advisement                  FG DF SD JD DIS BAR OV ACQ SUP AB
plea.rejected plea.accepted trial.began mistrial.declared DF SD JD DIS BAR OV ACQ SUP AB
verdict.returned:guilty verdict.returned:hung             DF SD JD DIS BAR OV ACQ SUP AB
verdict.returned:guilty_of_lesser_included                DF SD JD DIS BAR OV ACQ SUP AB
verdict.returned:sane                                     DF SD JD DIS BAR OV ACQ SUP AB
verdict.returned:not_guilty                               FG DF SD JD DIS BAR OV SUP AB
verdict.returned:not_guilty_by_reason_of_insanity         DF SD JD DIS BAR OV SUP AB
verdict.returned:did_the_act                              FG DF SD JD DIS BAR OV ACQ SUP AB
acquittal.ordered:no_evidence_offered                     FG DF SD JD DIS BAR OV SUP AB
charge.inactivated charge.reactivated                     JD DIS BAR OV ACQ SUP AB
charge.reinstated                                         JD OV ACQ
""",
        "a charge that has ended takes review, relief, what puts it back and links, and nothing else": """
charge.amended charge.downgraded charge.upgraded          DIS BAR OV ACQ SUP AB
charge.consolidated                                       DIS BAR OV ACQ SUP AB
plea_agreement.filed plea_agreement.rejected              DIS BAR OV ACQ SUP AB
plea_agreement.withdrawn plea.withdrawn plea.set_aside    DIS BAR OV ACQ SUP AB
verdict.returned:enhancement_true                         DIS BAR OV ACQ SUP AB
acquittal.ordered                                         DIS BAR SUP AB
new_trial.granted                                         DIS BAR ACQ SUP AB
judgment.arrested                                         BAR OV ACQ SUP AB
charge.merged                                             DIS OV ACQ SUP AB
charge.dismissed:with                                     DIS
charge.dismissed:without                                  OV ACQ
charge.abated                                             ACQ SUP
adjudication.deferred sentence.deferred deferral.revoked  DIS BAR OV ACQ SUP AB
deferral.completed                                        DIS OV ACQ SUP AB
sentence.imposed sentence.modified sentence.completed     DIS BAR OV ACQ SUP AB
sentence.stayed sentence.stay_lifted sentence.commuted    DIS BAR OV ACQ SUP AB
conviction.reduced                                        DIS BAR OV ACQ SUP AB
conviction.set_aside conviction.set_aside:merits          DIS BAR OV ACQ SUP AB
supervision.violation_alleged supervision.decided         DIS BAR OV ACQ SUP AB
""",
        "there is review of what a court decided, not of an acquittal's merits nor of what goes on elsewhere": """
appeal.de_novo_filed                                      DIS BAR OV ACQ SUP AB
appeal.decided:resentencing_ordered                       DIS BAR OV ACQ SUP AB
appeal.decided:reduced_to_lesser                          DIS BAR OV ACQ SUP AB
appeal.decided:reversed_for_insufficiency                 DIS BAR OV ACQ SUP AB
appeal.decided:quashed_without_retrial                    DIS BAR OV ACQ SUP AB
appeal.decided:habeas_granted                             OV ACQ SUP AB
appeal.decided:verdict_reinstated                         ACQ SUP
appeal.decided:reversed                                   SUP AB
appeal.decided:affirmed                                   SUP
appeal.filed appeal.remanded appeal.withdrawn             SUP
""",
    },
    "claim": {
        "an id names one claim, which is filed once": """
claim.filed                                               ST DE JU SA TE AG SE PF BR RV
""",
        "a claim that the court has ended, or that was settled, is not served, answered, tried or put off again": """
claim.served claim.answered                               SA TE DL DI
claim.amended                                             SA TE
claim.stayed claim.stay_lifted                            DL DI
claim.decided:verdict                                     SA TE SE PF BR DL DI
claim.decided:default claim.decided:consent               SA TE
claim.new_trial_granted                                   ST TE AG SE PF BR
claim.dismissed:with_leave                                JU SA TE RV
""",
        "a judgment is amended or paid where there is one, and a settlement kept or broken while it lasts": """
judgment.amended                                          ST AG
judgment.amended:ended                                    RV DL DI
judgment.satisfied                                        DL
settlement.approval_sought settlement.approved            TE
settlement.rejected                                       TE
settlement.breached                                       TE DL
""",
    },
    "citation": {
        "an id names one citation, which is issued once": """
citation.issued                                           CO SE AP DC FI PD WD VA
""",
        "a citation settled, final or taken back is not contested further": """
contest.extended administrative_complaint.filed           SE AP DC FI PD WD VA
citation.contested                                        AP WD VA
citation.settled                                          AP PD WD VA
citation.withdrawn                                        VA
citation.final                                            PD
citation.paid                                             WD VA
citation.review_sought citation.decided:affirmed          WD
citation.decided:remanded                                 WD
citation.decided:vacated                                  WD VA
""",
    },
}
ALIKE = {
    "charge.filed": "complaint information indictment",
    "plea.accepted": "guilty no_contest alford",
    "verdict.returned": "guilty guilty_of_lesser_included not_guilty not_guilty_by_reason_of_insanity hung "
    "enhancement_true sane did_the_act",
    "supervision.decided": "revoked absconded completed violation_found violation_not_proved",
    "appeal.decided": "affirmed reversed reversed_for_insufficiency quashed_without_retrial resentencing_ordered "
    "reduced_to_lesser verdict_reinstated habeas_granted",
    "charge.amended": "technical",
    "sentence.modified": "clerical",
    "charge.dismissed": "with without",
    "claim.decided": "default consent verdict",
    "judgment.amended": "ended",
    "citation.decided": "affirmed vacated remanded",
}
"""Of the values for which the same rows speak, the ones that stand in the lists."""
BARE = ("charge.amended", "judgment.amended", "sentence.modified")
"""Acts written without a value, beside those with one."""


def label(step: Step) -> str | None:
    """The act as the lists write it; ``None`` for a value like one that they have."""
    field = GENERIC.by_kind[KIND_OF[step]].fields.get(step.act)
    said = dict(step.fields)
    if step.link:
        return f"{step.act.wire}+{step.link}" if " " not in step.link else None
    value = str(said.get(field, "")) if field else ""
    if not value:
        return step.act.wire + {ChargeDismissed: ":unspecified", ChargeFiled: ":complaint"}.get(step.act, "")
    return f"{step.act.wire}:{value}" if value in ALIKE.get(step.act.wire, value).split() else None


KIND_OF = {step: kind for kind in SHORT for step in steps(GENERIC, kind) if not step.names}


def standing(kind: str) -> dict[Closed, tuple[Draft, int]]:
    """For each phase, a charge after a shortest history without a finding that leads there, and how long that is."""
    first = GENERIC.by_kind[kind].first
    reached = {first: (Draft(Subject(kind, "A. Doe", "1"), GENERIC), 0)}
    ahead = deque([first])
    while ahead:
        draft, acts = reached[ahead.popleft()]
        for step in [step for step, of in KIND_OF.items() if of == kind]:
            after = taken(draft, step, acts)
            phase = after.axes["phase"]
            if not after.findings and phase not in reached:
                reached[phase] = (after, acts + 1)
                ahead.append(phase)
    return reached


def taken(draft: Draft, step: Step, acts: int) -> Draft:
    after = draft.copy()
    event = step.on(FIRST + timedelta(acts), draft.subject)
    after.apply(Entry(id=f"e{acts + 1}", seq=acts + 1, event=event))
    return after


def refused(kind: str) -> Iterator[tuple[str, str]]:
    """Yield each act and phase in which it is an ERROR."""
    for phase, (draft, acts) in standing(kind).items():
        for step in [step for step, of in KIND_OF.items() if of == kind]:
            findings = taken(draft, step, acts).findings
            written = label(step)
            if written and any(finding.severity is Severity.ERROR for finding in findings):
                yield written, str(phase)


def listed(kind: str) -> set[tuple[str, str]]:
    """The acts and phases of the lists; an act written without a value stands for each that it has."""
    names = dict(each.split("=") for each in SHORT[kind].split())
    found = set()
    for lines in REFUSED[kind].values():
        for line in lines.strip().splitlines():
            acts = [word for word in line.split() if word not in names]
            phases = [names[word] for word in line.split() if word in names]
            for written in [each for act in acts for each in values(act)]:
                found |= {(written, phase) for phase in phases}
    return found


def values(act: str) -> list[str]:
    wire, colon, _ = act.partition(":")
    if colon or wire not in ALIKE or "+" in act:
        return [act]
    return [*[f"{wire}:{value}" for value in ALIKE[wire].split()], *[each for each in BARE if each == act]]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_place_allows_is_an_error_and_nothing_else_is(kind: str) -> None:
    assert {str(phase) for phase in standing(kind)} == {str(phase) for phase in GENERIC.by_kind[kind].phases}
    actual = set(refused(kind))
    assert sorted(actual - listed(kind)) == []
    assert sorted(listed(kind) - actual) == []
