"""Headlines: every clause and qualifier has a case by hand, and the highest-ranking clause speaks for a defendant."""

import pytest
from acts import COMPLAINT, INDICTMENT, event

from casestate import CaseFile
from casestate.events import (
    ChargeFiled,
    CitationIssued,
    CitationSettled,
    ClaimFiled,
    Component,
    DefendantDied,
    NameRecorded,
    SettlementAgreed,
    SettlementApproved,
    Stated,
)
from casestate.law import GENERIC
from casestate.law.headlines import HEADLINES, Headline
from casestate.vocabulary import MisspelledWord

TRIED = f"{INDICTMENT} trial.began"
DROPPED_AGAIN = "dismissed; an earlier finding of guilt no longer stands"
CONVICTED = f"{TRIED} verdict.returned:guilty"
JUDGED = f"{CONVICTED} sentence.imposed"
BARRED = f"{COMPLAINT} charge.dismissed:with"
DISMISSED = f"{COMPLAINT} charge.dismissed:without"
REFILED = f"{DISMISSED} refiled"

DEFERRED = f"{CONVICTED} adjudication.deferred"
SENTENCE_DEFERRED = f"{CONVICTED} sentence.deferred"
DIVERTED = f"{COMPLAINT} diversion.started"
OVERTURNED = f"{CONVICTED} acquittal.ordered"
INFRACTION = f"{COMPLAINT} plea.accepted:responsible sentence.imposed"
ADMITTED = "charge.filed:petition plea.accepted:admitted"
PETITION = f"{ADMITTED} sentence.imposed"
NO_JUDGMENT = "no conviction: a judge refused to enter judgment"
QUESTION = "whether an earlier conviction stands is a question of local law"
HEARD = "charge.filed:petition trial.began"
ALLEGED = "charge.filed:probation_violation_petition trial.began"
VIOLATION = "charge.filed:probation_violation_petition plea.accepted:admitted"

# By hand: what was done, the status, the words, the clause that speaks, and the qualifiers.
OF_A_CHARGE: list[tuple[str, str, str, str]] = [
    ("announced", "not_charged", "not charged", "nothing-filed"),
    (
        f"{DISMISSED} {COMPLAINT}",
        "pending",
        "charged; pending; dismissed earlier, and filed again",
        "charge-pending filed-again",
    ),
    (
        f"{COMPLAINT} charge.no_billed {COMPLAINT}",
        "pending",
        "charged; pending; not prosecuted at first, and charged later",
        "charge-pending brought-after-refusal",
    ),
    (
        f"{CONVICTED} judgment.arrested {COMPLAINT}",
        "pending",
        "charged; pending; judgment refused earlier, and filed again",
        "charge-pending filed-after-arrest",
    ),
    (f"{COMPLAINT} charge.abated", "abated", "ended by the defendant's death", "death-abates"),
    (
        f"{TRIED} verdict.returned:guilty sentence.imposed charge.abated",
        "abated",
        "ended by the defendant's death; whether the conviction stands is a question of local law",
        "death-abates-unsettled",
    ),
    (
        f"{TRIED} verdict.returned:not_guilty_by_reason_of_insanity",
        "acquitted",
        "not guilty by reason of insanity",
        "acquitted-by-reason-of-insanity",
    ),
    (
        f"{JUDGED} appeal.filed appeal.decided:affirmed_in_part",
        "convicted",
        "convicted and sentenced; affirmed only in part on appeal",
        "judged affirmed-in-part",
    ),
    (
        f"{JUDGED} appeal.decided:reversed_for_insufficiency",
        "acquitted",
        "reversed on appeal for insufficient evidence",
        "reversed-for-insufficiency",
    ),
    (
        f"{PETITION} appeal.decided:reversed_for_insufficiency",
        "acquitted",
        "reversed on appeal for insufficient evidence",
        "finding-reversed",
    ),
    (
        f"{JUDGED} appeal.decided:quashed_without_retrial",
        "acquitted",
        "conviction quashed; no retrial was ordered",
        "quashed",
    ),
    (
        f"{INDICTMENT} appeal.filed trial.began verdict.returned:not_guilty",
        "acquitted",
        "acquitted; an appeal filed earlier is pending",
        "acquitted earlier-appeal-pending",
    ),
    (f"{TRIED} verdict.returned:not_guilty", "acquitted", "acquitted", "acquitted"),
    (
        f"{JUDGED} adjudication.deferred",
        "unsettled",
        "whether a conviction stands is a question of local law",
        "question-of-local-law",
    ),
    (
        f"{JUDGED} charge.dismissed:with",
        "barred",
        "dismissed with prejudice; whether an earlier conviction stands is a question of local law",
        "dismissed-with-prejudice earlier-question-of-local-law",
    ),
    ("sentence.stayed plea.withdrawn", "pending", "pending; no filing is on file", "filing-missing"),
    (
        f"{OVERTURNED} appeal.filed",
        "acquitted",
        "acquitted by the judge after a finding of guilt; an appeal is pending",
        "acquitted-after-finding appeal-pending",
    ),
    (OVERTURNED, "acquitted", "acquitted by the judge after a finding of guilt", "acquitted-after-finding"),
    (f"{CONVICTED} charge.merged", "merged", "found proved, and merged into another charge", "merged"),
    (f"{COMPLAINT} charge.merged", "merged", "merged into another charge", "merged-finding-missing"),
    (
        f"{SENTENCE_DEFERRED} deferral.completed",
        "completed",
        "dismissed after a deferred sentence; some purposes still count the conviction",
        "deferred-sentence-completed conviction-counted",
    ),
    (
        f"{SENTENCE_DEFERRED} charge.dismissed:with",
        "barred",
        "dismissed with prejudice; some purposes still count the conviction",
        "dismissed-with-prejudice conviction-counted",
    ),
    (
        f"{INDICTMENT} sentence.deferred",
        "convicted",
        "sentence put off; no finding of guilt is on file",
        "sentence-deferred-finding-missing sentence-deferred",
    ),
    (
        f"{INDICTMENT} charge.dismissed:without defendant.died charge.reinstated",
        "abated",
        "the defendant has died, and no trial can follow",
        "death-ends-what-was-reopened",
    ),
    (f"{DEFERRED} deferral.completed", "completed", "deferral completed, without a conviction", "deferral-completed"),
    (
        f"{INDICTMENT} deferral.completed",
        "completed",
        "deferral completed; whether of judgment or of sentence is not on file",
        "deferral-missing",
    ),
    (
        f"{BARRED} appeal.filed",
        "barred",
        "dismissed with prejudice; an appeal is pending",
        "dismissed-with-prejudice appeal-pending",
    ),
    (f"{BARRED} appeal.filed appeal.withdrawn", "barred", "dismissed with prejudice", "dismissed-with-prejudice"),
    (
        f"{JUDGED} appeal.de_novo_filed",
        "pending",
        "charged; pending, to be tried anew in a higher court; the judgment below no longer counts",
        "charge-pending to-be-tried-anew judgment-below-gone",
    ),
    (
        f"{JUDGED} appeal.de_novo_filed>9",
        "superseded",
        "appealed for trial anew in a higher court; the judgment below no longer counts",
        "tried-anew-above",
    ),
    (
        f"{CONVICTED} sentence.completed appeal.de_novo_filed>9",
        "superseded",
        "appealed for trial anew in a higher court; no judgment below is on file",
        "tried-anew-judgment-missing",
    ),
    (
        f"{COMPLAINT} charge.transferred>9",
        "superseded",
        "carried on by another charge or court",
        "carried-on-elsewhere",
    ),
    (
        f"{COMPLAINT} charge.transferred",
        "pending",
        "charged; pending, in another court",
        "charge-pending sent-elsewhere",
    ),
    (
        f"{COMPLAINT} charge.removed",
        "pending",
        "charged; pending, removed to a federal court",
        "charge-pending removed",
    ),
    (
        f"{COMPLAINT} charge.removed:notice",
        "pending",
        "charged; pending, with removal to a federal court sought",
        "charge-pending removal-sought",
    ),
    (
        f"{COMPLAINT} superseded",
        "pending",
        "charged; pending, and another charge was filed to carry it on",
        "charge-pending superseded",
    ),
    (
        f"{COMPLAINT} superseded charge.dismissed:without",
        "dismissed",
        "dismissed, and another charge was filed to carry it on",
        "dismissed superseded",
    ),
    (
        f"{COMPLAINT} charge.inactivated:extradited",
        "pending",
        "charged; pending, off the active docket; the defendant was handed over to, or is held by, another sovereign",
        "charge-pending off-the-docket handed-over",
    ),
    (REFILED, "dismissed", "dismissed, and filed again as another charge", "dismissed refiled"),
    (
        f"{TRIED} refiled",
        "dismissed",
        "ended; no dismissal is on file, and filed again as another charge",
        "dismissal-missing refiled",
    ),
    (
        f"{DISMISSED} appeal.filed",
        "dismissed",
        "dismissed, and may be filed again; an appeal is pending",
        "dismissed may-be-filed-again appeal-pending",
    ),
    (
        "charge.declined",
        "not_charged",
        "not charged; the prosecutor declined",
        "declined-before-filing may-be-filed-again",
    ),
    (
        f"{COMPLAINT} charge.declined",
        "dismissed",
        "declined by the prosecutor, and may be filed again",
        "declined may-be-filed-again",
    ),
    (
        f"{COMPLAINT} charge.no_billed",
        "dismissed",
        "not indicted by the grand jury, and may be filed again",
        "no-bill may-be-filed-again",
    ),
    (
        f"{COMPLAINT} charge.discharged",
        "dismissed",
        "discharged for want of probable cause, and may be filed again",
        "no-probable-cause may-be-filed-again",
    ),
    (
        f"{DIVERTED} diversion.completed",
        "completed",
        "dismissed after a diversion; whether it may be filed again is not known",
        "diversion-completed bar-unknown",
    ),
    (
        f"{JUDGED} adjudication.deferred deferral.completed",
        "completed",
        f"deferral completed; {QUESTION}",
        "deferral-completed-unsettled earlier-question-of-local-law",
    ),
    (
        f"{TRIED} verdict.returned:guilty plea.withdrawn sentence.imposed",
        "unsettled",
        "sentenced after a finding of guilt fell; no other is on file",
        "sentenced-finding-fallen",
    ),
    (
        f"{TRIED} verdict.returned:guilty plea.withdrawn sentence.deferred",
        "unsettled",
        "sentence put off after a finding of guilt fell; no other is on file",
        "sentence-deferred-finding-fallen sentence-deferred",
    ),
    (
        f"{JUDGED} judgment.arrested",
        "dismissed",
        f"judgment arrested, and may be filed again; {QUESTION}",
        "judgment-arrested-unsettled may-be-filed-again earlier-question-of-local-law",
    ),
    (
        f"{CONVICTED} judgment.arrested",
        "dismissed",
        f"{NO_JUDGMENT} on a finding of guilt, and may be filed again",
        "judgment-arrested may-be-filed-again",
    ),
    (
        f"{COMPLAINT} judgment.arrested",
        "dismissed",
        "no conviction: a judge refused to enter judgment, and may be filed again",
        "judgment-arrested-finding-missing may-be-filed-again",
    ),
    (DISMISSED, "dismissed", "dismissed, and may be filed again", "dismissed may-be-filed-again"),
    (
        f"{COMPLAINT} charge.dismissed:unspecified",
        "dismissed",
        "dismissed; whether it may be filed again is not known",
        "dismissed bar-unknown",
    ),
    (
        f"{JUDGED} sentence.completed pardon.granted",
        "pardoned",
        "found guilty, and pardoned; the sentence is complete",
        "pardoned sentence-complete",
    ),
    (
        f"{JUDGED} sentence.completed conviction.set_aside",
        "set_aside",
        "conviction set aside; some purposes still count it; the sentence is complete",
        "conviction-set-aside sentence-complete",
    ),
    (
        f"{INDICTMENT} conviction.set_aside",
        "set_aside",
        "set aside; no finding of guilt is on file",
        "set-aside-finding-missing",
    ),
    (f"{INFRACTION} pardon.granted", "pardoned", "pardoned", "finding-pardoned"),
    (f"{INFRACTION} conviction.set_aside", "set_aside", "finding set aside", "finding-set-aside"),
    (
        f"{INFRACTION} appeal.filed",
        "responsible",
        "found responsible for a non-criminal offence, which is no conviction; an appeal is pending",
        "infraction-found appeal-pending",
    ),
    (
        f"{PETITION} appeal.filed",
        "adjudicated",
        "adjudicated on a petition, which is no criminal conviction; an appeal is pending",
        "petition-found appeal-pending",
    ),
    (
        f"{VIOLATION} appeal.filed",
        "violation",
        "found in violation of the terms of a sentence, which is no conviction; an appeal is pending",
        "violation-found appeal-pending",
    ),
    (
        f"{JUDGED} appeal.filed appeal.decided:affirmed appeal.filed:discretionary appeal.decided:reversed",
        "unsettled",
        "found guilty; whether the conviction stands after the decisions on appeal is not on file",
        "decided-on-appeal",
    ),
    (
        f"{JUDGED} appeal.filed defendant.died",
        "unsettled",
        "died with an appeal pending; whether the conviction stands differs by jurisdiction",
        "died-appeal-pending appeal-pending",
    ),
    (
        f"{COMPLAINT} appeal.decided:habeas_denied",
        "unsettled",
        "taken to a higher court; whether a judgment came first is not on file",
        "judgment-unknown",
    ),
    (
        f"{CONVICTED} discharged",
        "unsettled",
        "found guilty; discharged, or put off on terms, which is a conviction in some jurisdictions only",
        "put-off-on-terms",
    ),
    (
        f"{JUDGED} appeal.filed sentence.completed",
        "convicted",
        "convicted; the sentence is complete; an appeal is pending",
        "sentence-complete-appealed sentence-complete appeal-pending",
    ),
    (
        f"{JUDGED} appeal.filed",
        "convicted",
        "convicted and sentenced; an appeal is pending",
        "judged appeal-pending",
    ),
    (
        f"{JUDGED} certiorari",
        "convicted",
        "convicted and sentenced; a petition for further review is pending",
        "judged petition-pending",
    ),
    (
        f"{JUDGED} habeas",
        "convicted",
        "convicted and sentenced; a petition for collateral review is pending",
        "judged collateral-pending",
    ),
    (
        f"{JUDGED} sentence.completed",
        "convicted",
        "convicted; the sentence is complete",
        "sentence-complete sentence-complete",
    ),
    (
        f"{JUDGED} sentence.commuted",
        "convicted",
        "convicted; the sentence was commuted",
        "convicted sentence-commuted",
    ),
    (
        f"{JUDGED} sentence.stayed",
        "convicted",
        "convicted and sentenced; the sentence is stayed",
        "judged sentence-stayed",
    ),
    (JUDGED, "convicted", "convicted and sentenced", "judged"),
    (
        f"{INDICTMENT} sentence.imposed",
        "convicted",
        "sentenced; no finding of guilt is on file",
        "sentenced-finding-missing",
    ),
    (
        f"{CONVICTED} sentence.completed",
        "unsettled",
        "found guilty; no judgment is on file; the sentence is complete",
        "judgment-missing sentence-complete",
    ),
    (
        f"{INDICTMENT} sentence.completed",
        "unsettled",
        "no finding of guilt and no judgment is on file, though later acts are; the sentence is complete",
        "finding-missing sentence-complete",
    ),
    (
        SENTENCE_DEFERRED,
        "convicted",
        "convicted; the sentence is deferred",
        "sentence-deferred sentence-deferred",
    ),
    (
        f"{CONVICTED} adjudication.deferred:youthful_offender",
        "deferred",
        "found a youthful offender, which takes the place of a conviction",
        "youthful-offender",
    ),
    (DEFERRED, "deferred", "judgment deferred on terms after a finding of guilt", "judgment-deferred"),
    (
        f"{DEFERRED} supervision.decided:revoked",
        "unsettled",
        "supervision under a deferral was revoked; no judgment is on file",
        "deferral-revoked",
    ),
    (
        f"{DEFERRED} supervision.decided:completed",
        "deferred",
        (
            "judgment deferred on terms after a finding of guilt; supervision is over, and what became of the deferral "
            "is not on file"
        ),
        "judgment-deferred supervision-over",
    ),
    (
        f"{SENTENCE_DEFERRED} supervision.decided:revoked",
        "convicted",
        "convicted; supervision under a deferral of the sentence was revoked, and no sentence is on file",
        "sentence-deferred deferral-of-sentence-revoked",
    ),
    (
        f"{PETITION} appeal.filed appeal.decided:quashed_without_retrial",
        "acquitted",
        "quashed on appeal; no retrial was ordered",
        "finding-quashed",
    ),
    (f"{ADMITTED} acquittal.ordered", "acquitted", "petition not proved", "petition-not-proved"),
    (f"{HEARD} verdict.returned:not_guilty", "acquitted", "petition not proved", "petition-not-proved"),
    (HEARD, "on_trial", "petition being heard", "petition-heard"),
    (
        "charge.filed:citation plea.entered:not_responsible trial.began verdict.returned:not_guilty",
        "acquitted",
        "found not responsible",
        "infraction-not-proved",
    ),
    (
        ALLEGED,
        "on_trial",
        "alleged violation of the terms of a sentence being heard",
        "violation-heard",
    ),
    (f"{ALLEGED} verdict.returned:not_guilty", "acquitted", "violation not proved", "violation-not-proved"),
    (
        "charge.filed:show_cause trial.began verdict.returned:not_guilty",
        "acquitted",
        "contempt not proved",
        "contempt-not-proved",
    ),
    (
        f"{ADMITTED} adjudication.deferred",
        "deferred",
        "found proved; judgment deferred on terms, which is no conviction",
        "finding-deferred",
    ),
    (
        f"{ADMITTED} appeal.filed appeal.decided:reversed",
        "pending",
        "petition pending; an earlier finding was reversed",
        "petition-pending reversed-earlier-of-no-crime",
    ),
    (
        f"{ADMITTED} new_trial.granted",
        "pending",
        "petition pending; an earlier finding was set aside",
        "petition-pending set-aside-earlier-of-no-crime",
    ),
    (
        f"{PETITION} plea.set_aside",
        "pending",
        "petition pending; an earlier finding no longer stands",
        "petition-pending undone-earlier-of-no-crime",
    ),
    (
        f"{INDICTMENT} adjudication.deferred",
        "deferred",
        "judgment deferred on terms; no finding of guilt is on file",
        "judgment-deferred-finding-missing",
    ),
    (f"{DEFERRED} deferral.revoked", "awaiting_sentence", "convicted, awaiting sentence", "adjudicated"),
    (CONVICTED, "awaiting_sentence", "found guilty, awaiting sentence", "found-guilty"),
    (TRIED, "on_trial", "on trial", "trial-under-way"),
    (DIVERTED, "diverted", "diverted: prosecution is suspended on terms, and no finding of guilt stands", "diverted"),
    (
        f"{COMPLAINT} charge.inactivated",
        "pending",
        "charged; pending, off the active docket",
        "charge-pending off-the-docket",
    ),
    (
        f"{COMPLAINT} charge.inactivated appeal.filed",
        "pending",
        "charged; pending, off the active docket, with an appeal before trial",
        "charge-pending off-the-docket appeal-before-trial",
    ),
    ("plea.entered:not_guilty", "pending", "pending; no filing is on file", "filing-missing"),
    ("charge.filed:petition", "pending", "petition pending", "petition-pending"),
    ("charge.filed:citation plea.entered:not_responsible", "pending", "cited; pending", "citation-pending"),
    (
        "charge.filed:show_cause trial.began verdict.returned:guilty sentence.imposed",
        "unsettled",
        "found in contempt; whether that is a conviction depends on whether it was criminal",
        "contempt-found",
    ),
    (
        "charge.filed:petition charge.transferred plea.accepted:guilty",
        "unsettled",
        "found proved; whether by a criminal court, and so a conviction, is not on file",
        "nature-unknown",
    ),
    (
        f"{CONVICTED} charge.inactivated",
        "awaiting_sentence",
        "found guilty, awaiting sentence, off the active docket",
        "found-guilty off-the-docket",
    ),
    (
        "charge.filed:probation_violation_petition",
        "pending",
        "violation of the terms of a sentence alleged; pending",
        "violation-pending",
    ),
    (
        f"{TRIED} verdict.returned:guilty_of_lesser_included appeal.decided:reversed_and_remanded",
        "pending",
        "charged; pending; an earlier finding of guilt was reversed; acquitted of the greater offence",
        "charge-pending reversed-earlier acquitted-of-greater",
    ),
    (
        f"{TRIED} verdict.returned:guilty_of_lesser_included new_trial.granted charge.dismissed:without",
        "dismissed",
        f"{DROPPED_AGAIN}; acquitted of the greater offence; the lesser offence may be filed again",
        "dismissed undone-earlier acquitted-of-greater lesser-may-be-filed-again",
    ),
    (
        f"{TRIED} verdict.returned:hung verdict.returned:guilty_of_lesser_included",
        "awaiting_sentence",
        "found guilty, awaiting sentence; the jury left the greater offence undecided",
        "found-guilty greater-undecided",
    ),
    (
        f"{INDICTMENT} verdict.returned:did_the_act",
        "pending",
        "charged; pending; found to have done the act, which is no conviction",
        "charge-pending did-the-act",
    ),
    (
        f"{INDICTMENT} pardon.granted",
        "pending",
        "charged; pending; a pardon was granted",
        "charge-pending pardoned-without-conviction",
    ),
    (
        f"{INDICTMENT} pardon.granted plea.accepted:guilty sentence.imposed",
        "convicted",
        "convicted and sentenced; a pardon had been granted earlier",
        "judged pardoned-earlier",
    ),
    ("pardon.granted", "unsettled", "pardoned; no charge is on file", "pardoned-alone pardoned-without-conviction"),
    (
        f"{JUDGED} defendant.died",
        "convicted",
        "convicted and sentenced; the defendant has died",
        "judged has-died",
    ),
    (
        f"{JUDGED} appeal.decided:reversed_and_remanded",
        "pending",
        "charged; pending; an earlier finding of guilt was reversed",
        "charge-pending reversed-earlier",
    ),
    (
        f"{CONVICTED} new_trial.granted",
        "pending",
        "charged; pending; an earlier finding of guilt was set aside",
        "charge-pending set-aside-earlier",
    ),
    (
        f"{CONVICTED} new_trial.granted charge.dismissed:without",
        "dismissed",
        "dismissed, and may be filed again; an earlier finding of guilt no longer stands",
        "dismissed may-be-filed-again undone-earlier",
    ),
]
ACTS = {rules.split()[0]: acts for acts, _, _, rules in OF_A_CHARGE}


PETITIONS = {"habeas": "collateral", "certiorari": "discretionary"}


def brought(*charges: str) -> CaseFile:
    """A file with these acts on charges 1, 2, ...; ``refiled`` brings a charge again and is the act of another.

    So is ``superseded``, which carries it on. What stands after ``>`` are the charges that the act says carry it on.
    ``discharged`` is a sentence that is a conditional discharge, ``announced`` a statement that a charge will be filed.
    """
    case = CaseFile("c").record(NameRecorded(on="2023-01-01", defendant="A. Doe", name="Al"))
    for charge, labels in enumerate(charges, 1):
        for place, label in enumerate(labels.split()):
            act, _, day = label.partition("@")
            act, _, successors = act.partition(">")
            on = day or f"2023-01-{place + 1:02d}"
            if act == "announced":
                about = ChargeFiled(on="[2023..]", defendant="A. Doe", charge=str(charge))
                case = case.record(Stated(on=on, by="a source", modality="expects", about=about))
            elif act == "refiled":
                case = case.record(ChargeFiled(on=on, defendant="A. Doe", charge="new", refiles=str(charge)))
            elif act == "superseded":
                case = case.record(ChargeFiled(on=on, defendant="A. Doe", charge="new", supersedes=str(charge)))
            elif successors:
                case = case.record(event(act, on=on, charge=str(charge), successors=successors))
            elif act == "discharged":
                terms = Component(kind="conditional discharge", term="18 months")
                case = case.record(event("sentence.imposed", on=on, charge=str(charge), components=terms))
            elif act in PETITIONS:
                case = case.record(event("appeal.filed", on=on, charge=str(charge), kind=PETITIONS[act]))
            elif act == "defendant.died":
                case = case.record(DefendantDied(on=on, defendant="A. Doe"))
            else:
                case = case.record(event(act, on=on, charge=str(charge)))
    return case


@pytest.mark.parametrize(("acts", "status", "words", "rules"), OF_A_CHARGE)
def test_a_charge_is_headed_by_its_clause_and_every_qualifier(acts: str, status: str, words: str, rules: str) -> None:
    given = brought(acts).at("2023-12-31").charge("A. Doe", "1").status
    assert (given.status, given.words, " ".join([given.rule, *given.qualifiers])) == (status, words, rules)


@pytest.mark.parametrize(("acts", "status", "words", "rules"), OF_A_CHARGE)
def test_a_defendant_with_one_charge_is_headed_as_the_charge_is(acts: str, status: str, words: str, rules: str) -> None:
    if "refiled" not in rules and "superseded" not in rules:
        given = brought(acts).at("2023-12-31")["A. Doe"].status
        assert (given.status, given.words, " ".join([given.rule, *given.qualifiers])) == (status, words, rules)


def test_every_clause_and_qualifier_of_a_charge_has_a_case() -> None:
    rules = HEADLINES["charge"]
    assert set(ACTS) | {"pardoned-finding-missing"} == {each.name for each in rules.clauses}
    tried = {name for *_, named in OF_A_CHARGE for name in named.split()[1:]}
    tried |= {"record-sealed", "record-expunged"}
    assert tried == {each.name for each in rules.qualifiers if not each.of_successor}


@pytest.mark.parametrize("closed", ["sealed", "expunged"])
def test_a_reader_who_may_see_a_closed_record_is_told_that_it_is_closed(closed: str) -> None:
    view = brought(f"{JUDGED} record.{closed}").at(clearance="expunged")
    assert view["A. Doe"].status.words == f"convicted and sentenced; the record is {closed}"
    assert view["A. Doe"].fairly_said == ()


def test_a_pardon_that_the_procedure_does_not_know_is_no_finding_of_guilt() -> None:
    nowhere = GENERIC.derive("nowhere", without=["T59p"])
    case = CaseFile("c", procedure=nowhere).record(event(INDICTMENT.partition(" ")[0], on="2023-01-01"))
    case = case.record(event("pardon.granted", on="2023-02-01"))
    assert case.at().charge("A. Doe", "1").status.words == "pardoned; no finding of guilt is on file"
    assert case.at()["A. Doe"].fairly_said[-1] == (
        "A. Doe was pardoned on charge 1, of which the file has no finding of guilt."
    )


def test_the_highest_ranking_clause_speaks_for_a_defendant_with_the_charges_it_is_about() -> None:
    ended = ACTS["carried-on-elsewhere"]
    assert brought(JUDGED, CONVICTED, JUDGED).at()["A. Doe"].status.words == "convicted and sentenced (charges 1 and 3)"
    assert brought(f"{JUDGED} sentence.completed", DIVERTED).at()["A. Doe"].status.rule == "diverted"
    assert brought(ACTS["acquitted"], ended).at()["A. Doe"].status.words == (
        "carried on by another charge or court (charge 2); acquitted (charge 1)"
    )


def test_a_dismissal_reversed_after_the_charge_was_brought_again_leaves_both_pending() -> None:
    case = brought(REFILED).record(event("appeal.decided:reversed_and_remanded", on="2023-06-01"))
    assert case.at().charge("A. Doe", "1").status.rule == "charge-pending"
    assert case.at()["A. Doe"].status.rule == "charge-pending"


def test_claims_and_citations_are_told_by_their_phase() -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2023-01-01", defendant="A. Doe", citation="g"))
    state = case.at()["A. Doe"]
    assert state.claim("k").status.rule == "phase-is-pending"
    assert state.citation("g").status.words == "issued"
    free = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe", approval="none"))
    assert free.at()["A. Doe"].claim("k").status.words == "settlement agreed; no approval is needed"
    agreed = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe")).at()["A. Doe"]
    assert agreed.claim("k").status.words == "settlement agreed; approval is not on record"


def test_an_approved_settlement_lacks_no_approval() -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe"))
    case = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe"))
    case = case.record(SettlementApproved(on="2023-03-01", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2023-01-01", defendant="A. Doe", citation="g"))
    case = case.record(CitationSettled(on="2023-02-01", defendant="A. Doe", citation="g"))
    state = case.at()["A. Doe"]
    assert state.claim("k").status.words == "settled"
    assert state.citation("g").status.words == "settled; approval is not on record"


def test_a_charge_that_another_in_the_file_carries_on_is_left_to_it() -> None:
    case = brought(f"{COMPLAINT} refiled").record(event("charge.superseded", on="2023-03-01", successors=("new",)))
    ended = case.record(event("verdict.returned:not_guilty", on="2023-05-01", charge="new"))
    assert ended.at()["A. Doe"].status.rule == "acquitted"


def test_a_headline_compared_with_text_tells_what_to_compare() -> None:
    said = Headline("dismissed", "dismissed", "dismissed", ("refilable",))
    with pytest.warns(MisspelledWord, match=r"compare its \.status, which is 'dismissed', or its \.words"):
        assert said != "dismissed"
    assert said == Headline("dismissed", "dismissed", "dismissed", ("refilable",))
    assert said != Headline("dismissed", "dismissed", "dismissed")
    assert said != ("dismissed",)
    assert len({said, Headline("dismissed", "dismissed", "dismissed", ("refilable",))}) == 1
