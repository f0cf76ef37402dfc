"""
The samples of disputed answers, by kind: the acts a fortnight apart, and what a lawyer of either side would say.

Each name begins with the number of its kind: 1 words, 2 orders undone, 3 reviews, 5 lawful somewhere, 6 elsewhere under
its own id, 7 the conviction's own offence, 8 stale axes, 9 impossible or only told, 10 purposes, 11 words for all. The
samples of kind 4, the order of one day, stand in the tests of that order.
"""

from typing import Any, NamedTuple

import pytest
from acts import event

from casestate import CaseFile
from casestate.events import Component
from casestate.law import PROCEDURES

Act = str | tuple[str, dict[str, Any]]
FELONY = {"offense": "burglary", "severity": "felony"}
INDICTED: Act = ("charge.filed:indictment", FELONY)
COMPLAINT: Act = ("charge.filed:complaint", FELONY)
MISDEMEANOR: Act = ("charge.filed:complaint", {"offense": "trespass", "severity": "misdemeanor"})


class Sample(NamedTuple):
    """
    Attributes:
        acts: The acts, each by its label, alone or with the fields that it is given.
        phase: The phase of charge 1.
        words: The headline of the defendant.
        findings: The codes of the findings.
        convicts: Whether it is a conviction on the record.
        place: The procedure.
    """

    acts: tuple[Act, ...]
    phase: str
    words: str
    findings: tuple[str, ...]
    convicts: str
    place: str = "generic"


SAMPLES = {
    "1a revoked on a charge only indicted": Sample(
        (
            INDICTED,
            "supervision.decided:revoked",
        ),
        "judged",
        "no finding of guilt and no judgment is on file, though later acts are",
        ("missing-sentence",),
        "possibly",
    ),
    "1b verdict, then sentence completed": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.completed",
        ),
        "judged",
        "found guilty; no judgment is on file; the sentence is complete",
        ("missing-sentence",),
        "possibly",
    ),
    "1c merged before any finding": Sample(
        (
            INDICTED,
            ("charge.merged", {"into": "2"}),
        ),
        "barred",
        "merged into another charge",
        ("missing-finding",),
        "no",
    ),
    "1e Illinois supervision": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            ("sentence.imposed", {"components": Component(kind="supervision")}),
        ),
        "judged",
        "found guilty; discharged, or put off on terms, which is a conviction in some jurisdictions only",
        ("deferral-as-sentence",),
        "possibly",
    ),
    "1f absolute discharge": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            ("sentence.imposed", {"components": Component(kind="unconditional_discharge")}),
        ),
        "judged",
        "found guilty; discharged, or put off on terms, which is a conviction in some jurisdictions only",
        ("deferral-as-sentence",),
        "possibly",
    ),
    "1g barred and appealed": Sample(
        (
            INDICTED,
            "charge.dismissed:with",
            ("appeal.filed", {"by": "prosecutor"}),
        ),
        "barred",
        "dismissed with prejudice; an appeal is pending",
        (),
        "no",
    ),
    "1h acquitted, one dismissed": Sample(
        (
            INDICTED,
            ("charge.filed:indictment", {"charge": "2"}),
            "trial.began",
            "verdict.returned:not_guilty",
            ("charge.dismissed:without", {"charge": "2"}),
        ),
        "acquitted",
        "dismissed, and may be filed again (charge 2); acquitted (charge 1)",
        (),
        "no",
    ),
    "2a verdict, dismissal, appeal, reversed": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "charge.dismissed",
            ("appeal.filed", {"by": "prosecutor"}),
            ("appeal.decided:reversed", {"by": "prosecutor"}),
        ),
        "found_guilty",
        "found guilty, awaiting sentence",
        (),
        "no",
    ),
    "2b arrest, appeal, reversed": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "judgment.arrested",
            ("appeal.filed", {"by": "prosecutor"}),
            ("appeal.decided:reversed", {"by": "prosecutor"}),
        ),
        "found_guilty",
        "found guilty, awaiting sentence",
        (),
        "no",
    ),
    "2c arrest, verdict reinstated": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "judgment.arrested",
            ("appeal.filed", {"by": "prosecutor"}),
            ("appeal.decided:verdict_reinstated", {"by": "unknown"}),
        ),
        "found_guilty",
        "found guilty, awaiting sentence",
        (),
        "no",
    ),
    "2d merged count revived": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "charge.merged",
            "charge.reinstated",
        ),
        "found_guilty",
        "found guilty, awaiting sentence",
        (),
        "no",
    ),
    "2e bargained count put back": Sample(
        (
            INDICTED,
            ("charge.dismissed:with", {"ground": "plea_agreement"}),
            "charge.reinstated",
        ),
        "triable",
        "charged; pending",
        (),
        "no",
    ),
    "2f indictment reinstated": Sample(
        (
            INDICTED,
            "charge.dismissed:without",
            "charge.reinstated",
            "trial.began",
        ),
        "on_trial",
        "on trial",
        (),
        "no",
    ),
    "2g probation reinstated": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            ("sentence.imposed", {"components": Component(kind="probation")}),
            "supervision.decided:revoked",
            "supervision.decided:reinstated",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "2h court takes back its dismissal": Sample(
        (
            INDICTED,
            "charge.dismissed:with",
            "order.vacated",
        ),
        "triable",
        "charged; pending",
        (),
        "no",
    ),
    "2i stay of sentence lifted": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "sentence.stayed",
            "sentence.stay_lifted",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "2j stay ends with the review": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            ("appeal.filed", {"by": "defendant"}),
            "sentence.stayed",
            ("appeal.decided:affirmed", {"by": "unknown"}),
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "3a cross appeals, one withdrawn": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            ("appeal.filed", {"by": "defendant"}),
            ("appeal.filed", {"by": "prosecutor"}),
            ("appeal.withdrawn", {"by": "prosecutor"}),
        ),
        "judged",
        "convicted and sentenced; an appeal is pending",
        (),
        "yes",
    ),
    "3b habeas denied with appeal pending": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            ("appeal.filed", {"by": "defendant"}),
            ("appeal.filed", {"kind": "collateral"}),
            ("appeal.decided:habeas_denied", {"by": "unknown"}),
        ),
        "judged",
        "convicted and sentenced; an appeal is pending",
        (),
        "yes",
    ),
    "3c collateral petition": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            ("appeal.filed", {"kind": "collateral"}),
        ),
        "judged",
        "convicted and sentenced; a petition for collateral review is pending",
        (),
        "yes",
    ),
    "3d habeas granted": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            ("appeal.decided:habeas_granted", {"by": "unknown"}),
        ),
        "triable",
        "charged; pending; an earlier finding of guilt was reversed",
        (),
        "no",
    ),
    "5a felony reduced years later": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "sentence.completed",
            ("conviction.reduced", {"severity": "misdemeanor"}),
        ),
        "judged",
        "convicted; the sentence is complete",
        (),
        "yes",
    ),
    "5b plea withdrawn after sentence by leave": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "plea.withdrawn",
        ),
        "triable",
        "charged; pending; whether an earlier conviction stands is a question of local law",
        ("local-law",),
        "possibly",
    ),
    "5c pardon after a dismissal": Sample(
        (
            INDICTED,
            "charge.dismissed:without",
            "pardon.granted",
        ),
        "dismissed",
        "dismissed; a pardon was granted; whether it may be filed again is not known",
        ("local-law",),
        "no",
    ),
    "5d vacated and dismissed in one order": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "charge.dismissed:with",
        ),
        "barred",
        "dismissed with prejudice; whether an earlier conviction stands is a question of local law",
        ("local-law",),
        "possibly",
    ),
    "5e enhancement struck after judgment": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            ("charge.downgraded", {"dropped_enhancements": "gun"}),
        ),
        "judged",
        "convicted and sentenced",
        ("local-law",),
        "yes",
    ),
    "5f clerical correction of offence": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "charge.amended:technical",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "5g absconding before sentence": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "supervision.decided:absconded",
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "5h transfer of supervision": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            ("charge.transferred", {"court": "D. Or."}),
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "5i deferral in place of a sentence": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "adjudication.deferred",
        ),
        "deferred",
        "whether a conviction stands is a question of local law",
        ("local-law",),
        "possibly",
    ),
    "5j no bill after bind-over": Sample(
        (
            COMPLAINT,
            "charge.bound_over",
            "charge.no_billed",
        ),
        "dismissed",
        "not indicted by the grand jury, and may be filed again",
        (),
        "no",
    ),
    "5k sane after guilty": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "verdict.returned:sane",
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "5l violation of diversion": Sample(
        (
            INDICTED,
            "diversion.started",
            "supervision.violation_alleged",
            "supervision.decided:modified",
        ),
        "diverted",
        "diverted: prosecution is suspended on terms, and no finding of guilt stands",
        (),
        "no",
    ),
    "5m plea while dismissed with leave": Sample(
        (
            INDICTED,
            ("charge.dismissed:without", {"ground": "with_leave"}),
            "plea.accepted:guilty",
        ),
        "found_guilty",
        "whether a conviction stands is a question of local law",
        ("local-law",),
        "possibly",
    ),
    "5n set aside on the merits, tried anew and acquitted": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            "conviction.set_aside:merits",
            "trial.began",
            "verdict.returned:not_guilty",
        ),
        "acquitted",
        "acquitted",
        (),
        "no",
    ),
    "5o dismissed and brought again under its id": Sample(
        (
            COMPLAINT,
            "charge.dismissed:without",
            "charge.filed:indictment",
        ),
        "triable",
        "charged; pending; dismissed earlier, and filed again",
        ("filed-again-under-its-id",),
        "no",
    ),
    "6a transfer of venue": Sample(
        (
            INDICTED,
            ("charge.transferred", {"court": "Second District"}),
            "trial.began",
            "verdict.returned:not_guilty",
        ),
        "acquitted",
        "acquitted",
        (),
        "no",
    ),
    "6b trial anew": Sample(
        (
            MISDEMEANOR,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            "appeal.de_novo_filed",
            "trial.began",
            "verdict.returned:not_guilty",
        ),
        "acquitted",
        "acquitted",
        (),
        "no",
    ),
    "6c removal and remand": Sample(
        (
            INDICTED,
            "charge.removed",
            "charge.remanded",
            "trial.began",
        ),
        "on_trial",
        "on trial",
        (),
        "no",
    ),
    "6d supersedes alone": Sample(
        (
            INDICTED,
            ("charge.filed:superseding_indictment", {"charge": "2", "supersedes": "1"}),
        ),
        "triable",
        "charged; pending",
        (),
        "no",
    ),
    "6e superseded by the act": Sample(
        (
            INDICTED,
            ("charge.filed:superseding_indictment", {"charge": "2", "supersedes": "1"}),
            ("charge.superseded", {"successors": "2"}),
        ),
        "superseded",
        "charged; pending",
        (),
        "no",
    ),
    "6f extradited": Sample(
        (
            INDICTED,
            "charge.inactivated:extradited",
        ),
        "triable",
        "charged; pending, off the active docket; the defendant was handed over to, or is held by, another sovereign",
        (),
        "no",
    ),
    "7a lesser, greater undecided": Sample(
        (
            INDICTED,
            "trial.began",
            ("verdict.returned:guilty_of_lesser_included", {"offense": "trespass", "greater": "undecided"}),
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "7b lesser": Sample(
        (
            INDICTED,
            "trial.began",
            ("verdict.returned:guilty_of_lesser_included", {"offense": "trespass"}),
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "7c directed to lesser on review": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            ("appeal.filed", {"by": "defendant"}),
            ("appeal.decided:reduced_to_lesser", {"offense": "trespass"}),
        ),
        "found_guilty",
        "convicted, awaiting sentence",
        (),
        "yes",
    ),
    "7d amended after a finding": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            ("charge.amended", {"offense": "robbery"}),
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        ("local-law",),
        "yes",
    ),
    "8a deferral revoked and sentenced": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "adjudication.deferred",
            "deferral.revoked",
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "8b sentence deferral revoked, sentenced": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.deferred",
            "deferral.revoked",
            "sentence.imposed",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "8c revocation whose deferral the file lacks": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "deferral.revoked",
        ),
        "found_guilty",
        "convicted, awaiting sentence",
        ("missing-deferral",),
        "yes",
    ),
    "9a federal felony on complaint": Sample(
        (
            COMPLAINT,
            "charge.bound_over",
            "trial.began",
        ),
        "on_trial",
        "on trial",
        ("felony-not-indicted",),
        "no",
        "us-federal",
    ),
    "9b prejudice unspecified": Sample(
        (
            INDICTED,
            "charge.dismissed",
        ),
        "dismissed",
        "dismissed; whether it may be filed again is not known",
        (),
        "no",
    ),
    "9c clerical correction after the window": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "sentence.completed",
            ("sentence.modified", {"change": "clerical"}),
        ),
        "judged",
        "convicted; the sentence is complete",
        (),
        "yes",
    ),
    "9d information tried without hearing": Sample(
        (
            ("charge.filed:information", {"severity": "felony", "offense": "burglary"}),
            "trial.began",
        ),
        "on_trial",
        "on trial",
        (),
        "no",
    ),
    "9e late paper that restates": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            ("charge.filed:indictment", {"severity": "felony", "offense": "burglary"}),
        ),
        "found_guilty",
        "found guilty, awaiting sentence",
        (),
        "no",
    ),
    "10a pardon after a set-aside by statute": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "conviction.set_aside:rehabilitation",
            "pardon.granted",
        ),
        "judged",
        "conviction set aside; some purposes still count it; a pardon was granted",
        (),
        "possibly",
    ),
    "11b waiver of indictment": Sample(
        (
            COMPLAINT,
            "indictment.waived",
        ),
        "triable",
        "charged; pending",
        (),
        "no",
    ),
    "11c violation not proved": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "sentence.imposed",
            "supervision.violation_alleged",
            "supervision.decided:violation_not_proved",
        ),
        "judged",
        "convicted and sentenced",
        (),
        "yes",
    ),
    "11d costs with adjudication withheld": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "adjudication.deferred",
            "order.made",
        ),
        "deferred",
        "judgment deferred on terms after a finding of guilt",
        (),
        "possibly",
    ),
    "11e youthful offender": Sample(
        (
            INDICTED,
            "plea.accepted:guilty",
            "adjudication.deferred:youthful_offender",
            "sentence.imposed",
        ),
        "deferred",
        "found a youthful offender, which takes the place of a conviction",
        (),
        "possibly",
    ),
    "11f acquittal without a trial": Sample(
        (
            INDICTED,
            ("acquittal.ordered", {"ground": "no_evidence_offered"}),
        ),
        "acquitted",
        "acquitted",
        (),
        "no",
    ),
    "11g quashed without retrial": Sample(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            "sentence.imposed",
            ("appeal.filed", {"by": "defendant"}),
            ("appeal.decided:quashed_without_retrial", {"by": "unknown"}),
        ),
        "overturned",
        "conviction quashed; no retrial was ordered",
        (),
        "no",
    ),
    "11h did the act": Sample(
        (
            INDICTED,
            "verdict.returned:did_the_act",
        ),
        "triable",
        "charged; pending; found to have done the act, which is no conviction",
        (),
        "no",
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_has_the_answer_of_a_lawyer(sample: Sample) -> None:
    case = CaseFile("sample", procedure=PROCEDURES[sample.place])
    for place, act in enumerate(sample.acts):
        label, given = (act, {}) if isinstance(act, str) else act
        case = case.record(event(label, f"{2022 + place // 12}-{place % 12 + 1:02d}-05", **given))
    view = case.at()
    charge = view.charge("A. Doe", "1")
    told = tuple([finding.code for finding in view.findings])
    answers = (str(charge.phase), view["A. Doe"].status.words, told, charge.is_conviction().name.lower())
    assert answers == (sample.phase, sample.words, sample.findings, sample.convicts)
