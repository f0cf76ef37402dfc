"""
The headline rules of a criminal charge, and of the defendant.

The first clause of the list that fits a charge is its headline. For a defendant with several charges, it is the clause
that comes first in the list. No clause states a step that the file does not have: "found guilty" needs a finding in the
file, "convicted" a judgment on such a finding, and a step that is only presumed is called missing.
"""

# This module is longer than 400 lines because the clauses are one list, in which the first that fits speaks.

from collections.abc import Mapping
from types import MappingProxyType

from casestate.law.headlines.notation import Clause, Qualifier, clause, qualifier
from casestate.vocabulary import Closed


class Status(Closed):
    """
    The headline of a person or a charge.

    ``DEFERRED`` means that judgment was withheld, which is not a conviction; ``DIVERTED`` that the charge was put off
    before any finding. ``PARDONED`` and ``SET_ASIDE`` are relieved convictions, which some purposes still count.
    ``MERGED`` is punished under another charge, if at all. ``COMPLETED`` is a diversion or deferral whose terms were
    met. ``DISCHARGED`` is found guilty and discharged, where the law of the place does not call this a conviction.
    ``RESPONSIBLE`` is found of a non-criminal offence, ``ADJUDICATED`` on a petition in a juvenile court and
    ``VIOLATION`` of the terms of a sentence: none of them is a conviction. ``UNSETTLED`` leaves open whether a
    conviction stands: the jurisdiction decides, or the file lacks the step that would have convicted.
    """

    NOT_CHARGED = "not_charged"
    PENDING = "pending"
    ON_TRIAL = "on_trial"
    DIVERTED = "diverted"
    DEFERRED = "deferred"
    AWAITING_SENTENCE = "awaiting_sentence"
    CONVICTED = "convicted"
    UNSETTLED = "unsettled"
    RESPONSIBLE = "responsible"
    ADJUDICATED = "adjudicated"
    VIOLATION = "violation"
    PARDONED = "pardoned"
    SET_ASIDE = "set_aside"
    ACQUITTED = "acquitted"
    DISMISSED = "dismissed"
    COMPLETED = "completed"
    DISCHARGED = "discharged"
    BARRED = "barred"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    ABATED = "abated"


PROVED = "found_guilty|sentence_deferred|judged"
PROVED_OR_DEFERRED = f"{PROVED}|deferred"
FOUND = "found=guilty proceeding=criminal"
STANDS = f"{FOUND} conviction=adjudicated died_pending_review=no put_off=absent"
"""A judgment of conviction that stands in every jurisdiction, on a finding that the file has."""

_DIED_PENDING = f"{PROVED} {FOUND} died_pending_review=yes conviction=adjudicated"

CHARGE: tuple[Clause, ...] = (
    clause("judged", "convicted", f"judged {STANDS} sentence=imposed|stayed|modified|revoked skipped!=judged",
        "convicted and sentenced", "{who} was convicted of {offense} and sentenced"),
    clause("sentenced-finding-missing", "convicted",
        "judged found!=guilty proceeding=criminal conviction=adjudicated skipped!=judged proofs=absent",
        "sentenced; no finding of guilt is on file",
        "{who} was sentenced on {the_charge}, of which the file has no finding of guilt"),
    clause("convicted", "convicted", f"judged {STANDS} sentence!=completed", "convicted",
        "{who} was convicted of {offense}"),
    clause("adjudicated", "awaiting_sentence", f"found_guilty {FOUND} conviction=adjudicated",
        "convicted, awaiting sentence", "{who} was convicted of {offense}, and awaits sentence"),
    clause("found-guilty", "awaiting_sentence", f"found_guilty {FOUND} conviction=found",
        "found guilty, awaiting sentence", "{who} was found guilty of {offense}, and awaits sentence"),
    clause("sentence-complete-appealed", "convicted", f"judged {STANDS} review=pending", "convicted",
        "{who} was convicted of {offense}"),
    clause("died-appeal-pending", "unsettled", _DIED_PENDING,
        "died with an appeal pending; whether the conviction stands differs by jurisdiction",
        "{who} was found guilty of {offense} and died while an appeal was pending; whether the conviction stands "
        "differs by jurisdiction", says="appeal-pending"),
    clause("judgment-unknown", "unsettled",
        "charged|triable|on_trial reviews_of_nothing=present proceeding=criminal died=no",
        "taken to a higher court; whether a judgment came first is not on file",
        "{the_charge} against {who} was taken to a higher court, and whether a judgment came first is not on file"),
    clause("decided-on-appeal", "unsettled",
        "triable conviction=unknown disposition=reversed died=no proceeding=criminal",
        "found guilty; whether the conviction stands after the decisions on appeal is not on file",
        "{who} was found guilty of {offense}, and whether the conviction stands after the decisions on appeal is not "
        "on file"),
    clause("trial-under-way", "on_trial", "on_trial jeopardy=attached died=no proceeding!=petition|violation",
        "on trial", "{who} is on trial on {the_charge}"),
    clause("petition-heard", "on_trial", "on_trial jeopardy=attached died=no proceeding=petition",
        "petition being heard", "{the_charge} against {who} is being heard"),
    clause("violation-heard", "on_trial", "on_trial jeopardy=attached died=no proceeding=violation",
        "alleged violation of the terms of a sentence being heard", "{the_charge} against {who} is being heard"),
    clause("charge-pending", "pending",
        "charged|triable|on_trial version=present died=no proceeding!=petition|infraction|violation",
        "charged; pending", "{the_charge} against {who} is pending"),
    clause("petition-pending", "pending", "charged|triable|on_trial version=present died=no proceeding=petition",
        "petition pending", "{the_charge} against {who} is pending"),
    clause("citation-pending", "pending", "charged|triable|on_trial version=present died=no proceeding=infraction",
        "cited; pending", "{the_charge} against {who} is pending"),
    clause("violation-pending", "pending", "charged|triable|on_trial version=present died=no proceeding=violation",
        "violation of the terms of a sentence alleged; pending", "{the_charge} against {who} is pending"),
    clause("filing-missing", "pending", "charged|triable|on_trial died=no", "pending; no filing is on file",
        "{the_charge} against {who} is pending, and its filing is not on file"),
    clause("sentence-deferred", "convicted", f"sentence_deferred {STANDS}", "convicted",
        "{who} was convicted of {offense}"),
    clause("sentence-deferred-finding-missing", "convicted",
        "sentence_deferred found!=guilty proceeding=criminal conviction=adjudicated proofs=absent",
        "sentence put off; no finding of guilt is on file",
        "sentence on {the_charge} against {who} was put off, and the file has no finding of guilt",
        says="sentence-deferred"),
    clause("put-off-on-terms", "unsettled", f"judged {FOUND} put_off!=absent conviction=adjudicated",
        "found guilty; discharged, or put off on terms, which is a conviction in some jurisdictions only",
        "{who} was found guilty of {offense}, and was discharged or put off on terms; in some jurisdictions only is "
        "that a conviction"),
    clause("youthful-offender", "deferred", "deferred found=guilty conviction=withheld deferral=youthful_offender",
        "found a youthful offender, which takes the place of a conviction",
        "{who} was found a youthful offender on {the_charge}, which takes the place of a conviction"),
    clause("nature-unknown", "unsettled",
        f"{PROVED_OR_DEFERRED} found=guilty proceeding=unknown conviction!=set_aside|pardoned",
        "found proved; whether by a criminal court, and so a conviction, is not on file",
        "what was alleged against {who} on {the_charge} was found proved; whether by a criminal court, and so a "
        "conviction, is not on file"),
    clause("finding-deferred", "deferred", "deferred found=guilty conviction=withheld proceeding!=criminal",
        "found proved; judgment deferred on terms, which is no conviction",
        "what was alleged against {who} on {the_charge} was found proved; judgment is deferred on terms, which is no "
        "conviction"),
    clause("deferral-revoked", "unsettled", "deferred found=guilty conviction=withheld supervision=revoked",
        "supervision under a deferral was revoked; no judgment is on file",
        "supervision of {who} under a deferral of judgment on {the_charge} was revoked, and the file has no judgment"),
    clause("judgment-deferred", "deferred", "deferred found=guilty conviction=withheld",
        "judgment deferred on terms after a finding of guilt",
        "judgment on {the_charge} against {who} is deferred on terms, and no conviction has been entered"),
    clause("judgment-deferred-finding-missing", "deferred", "deferred conviction=withheld supervision!=revoked",
        "judgment deferred on terms; no finding of guilt is on file",
        "judgment on {the_charge} against {who} is deferred on terms, and no conviction has been entered"),
    clause("diverted", "diverted", "diverted",
        "diverted: prosecution is suspended on terms, and no finding of guilt stands",
        "prosecution of {who} on {the_charge} is suspended on terms, and no finding of guilt stands"),
    clause("sentence-complete", "convicted", f"judged {STANDS} sentence=completed", "convicted",
        "{who} was convicted of {offense}"),
    clause("pardoned", "pardoned", f"{PROVED_OR_DEFERRED} {FOUND} conviction=pardoned", "found guilty, and pardoned",
        "{who} was found guilty of {offense}, and was pardoned"),
    clause("finding-pardoned", "pardoned", f"{PROVED_OR_DEFERRED} found=guilty conviction=pardoned", "pardoned",
        "{who} was pardoned on {the_charge}"),
    clause("pardoned-finding-missing", "pardoned", f"{PROVED_OR_DEFERRED} conviction=pardoned",
        "pardoned; no finding of guilt is on file",
        "{who} was pardoned on {the_charge}, of which the file has no finding of guilt"),
    clause("infraction-found", "responsible",
        f"{PROVED_OR_DEFERRED} found=guilty proceeding=infraction conviction!=set_aside",
        "found responsible for a non-criminal offence, which is no conviction",
        "{who} was found responsible for {offense}, which is no conviction"),
    clause("petition-found", "adjudicated",
        f"{PROVED_OR_DEFERRED} found=guilty proceeding=petition conviction!=set_aside",
        "adjudicated on a petition, which is no criminal conviction",
        "a petition against {who} on {offense} was found proved, which is no criminal conviction"),
    clause("violation-found", "violation",
        f"{PROVED_OR_DEFERRED} found=guilty proceeding=violation conviction!=set_aside",
        "found in violation of the terms of a sentence, which is no conviction",
        "{who} was found in violation of the terms of a sentence, which is no conviction"),
    clause("contempt-found", "unsettled",
        f"{PROVED_OR_DEFERRED} found=guilty proceeding=contempt conviction!=set_aside",
        "found in contempt; whether that is a conviction depends on whether it was criminal",
        "{who} was found in contempt on {the_charge}; whether that is a conviction depends on whether it was criminal"),
    clause("conviction-set-aside", "set_aside", f"{PROVED_OR_DEFERRED} {FOUND} conviction=set_aside",
        "conviction set aside; some purposes still count it",
        "the conviction of {who} of {offense} was set aside; some purposes still count it"),
    clause("finding-set-aside", "set_aside", f"{PROVED_OR_DEFERRED} found=guilty conviction=set_aside",
        "finding set aside",
        "what was found against {who} on {the_charge} was set aside"),
    clause("set-aside-finding-missing", "set_aside", f"{PROVED_OR_DEFERRED} conviction=set_aside",
        "set aside; no finding of guilt is on file",
        "a court set aside what stood against {who} on {the_charge}, of which the file has no finding of guilt"),
    clause("question-of-local-law", "unsettled", f"{PROVED_OR_DEFERRED} conviction=unknown proceeding=criminal",
        "whether a conviction stands is a question of local law",
        "whether a conviction of {who} on {the_charge} stands is a question of local law"),
    clause("sentenced-finding-fallen", "unsettled",
        "judged found!=guilty proceeding=criminal conviction=adjudicated skipped!=judged",
        "sentenced after a finding of guilt fell; no other is on file",
        "{who} was sentenced on {the_charge} after a finding of guilt fell, and the file has no other"),
    clause("sentence-deferred-finding-fallen", "unsettled",
        "sentence_deferred found!=guilty proceeding=criminal conviction=adjudicated",
        "sentence put off after a finding of guilt fell; no other is on file",
        "sentence on {the_charge} against {who} was put off after a finding of guilt fell, and the file has no other",
        says="sentence-deferred"),
    clause("judgment-missing", "unsettled", f"{PROVED_OR_DEFERRED} {FOUND}", "found guilty; no judgment is on file",
        "{who} was found guilty of {offense}; the file has no judgment"),
    clause("finding-missing", "unsettled", f"{PROVED_OR_DEFERRED}",
        "no finding of guilt and no judgment is on file, though later acts are",
        "the file has later acts on {the_charge} against {who}, without a finding of guilt or a judgment"),
    clause("deferred-sentence-completed", "completed",
        "barred disposition=deferral_completed conviction=dismissed proceeding=criminal deferrals=sentence.deferred",
        "dismissed after a deferred sentence",
        "{the_charge} against {who} was dismissed after a deferred sentence was completed"),
    clause("deferral-completed", "completed",
        "barred disposition=deferral_completed conviction!=unknown "
        "deferrals=adjudication.deferred|sentence.deferred skipped!=deferred|sentence_deferred",
        "deferral completed, without a conviction",
        "{who} completed the terms of a deferral on {the_charge}, which ended without a conviction"),
    clause("deferral-completed-unsettled", "completed",
        "barred disposition=deferral_completed conviction=unknown deferrals=adjudication.deferred|sentence.deferred",
        "deferral completed", "{who} completed the terms of a deferral on {the_charge}"),
    clause("deferral-missing", "completed", "barred disposition=deferral_completed",
        "deferral completed; whether of judgment or of sentence is not on file",
        "{who} completed the terms of a deferral on {the_charge}; whether of judgment or of sentence is not on file"),
    clause("death-ends-what-was-reopened", "abated", "charged|triable|on_trial died=yes",
        "the defendant has died, and no trial can follow",
        "no trial of {the_charge} can follow, since {who} has died"),
    clause("death-abates-unsettled", "abated", "abated conviction=unknown",
        "ended by the defendant's death; whether the conviction stands is a question of local law",
        "{the_charge} against {who} ended with the defendant's death, and whether the conviction stands is a question "
        "of local law"),
    clause("death-abates", "abated", "abated", "ended by the defendant's death",
        "{the_charge} against {who} ended with the defendant's death, and no conviction stands on it"),
    clause("tried-anew-above", "superseded", "superseded disposition=de_novo_appeal skipped!=judged",
        "appealed for trial anew in a higher court; the judgment below no longer counts",
        "{the_charge} against {who} was appealed to a higher court to be tried anew, and the judgment below no "
        "longer counts", elsewhere=True),
    clause("tried-anew-judgment-missing", "superseded", "superseded disposition=de_novo_appeal",
        "appealed for trial anew in a higher court; no judgment below is on file",
        "{the_charge} against {who} was appealed to a higher court to be tried anew; the file has no judgment below",
        elsewhere=True),
    clause("carried-on-elsewhere", "superseded", "superseded", "carried on by another charge or court",
        "{the_charge} against {who} is carried on by another charge or in another court", elsewhere=True),
    clause("declined", "dismissed", "dismissed disposition=declined version=present", "declined by the prosecutor",
        "prosecutors declined to pursue {the_charge} against {who}"),
    clause("no-bill", "dismissed", "dismissed disposition=no_bill", "not indicted by the grand jury",
        "a grand jury declined to indict {who} on {the_charge}"),
    clause("no-probable-cause", "dismissed", "dismissed disposition=discharged_no_probable_cause",
        "discharged for want of probable cause", "a judge found no probable cause for {the_charge} against {who}"),
    clause("judgment-arrested-unsettled", "dismissed",
        "dismissed disposition=judgment_arrested conviction=unknown", "judgment arrested",
        "a judge arrested judgment on {the_charge} against {who}"),
    clause("judgment-arrested", "dismissed", "dismissed disposition=judgment_arrested found=guilty",
        "no conviction: a judge refused to enter judgment on a finding of guilt",
        "a judge refused to enter judgment on a finding of guilt on {the_charge} against {who}, and no conviction "
        "stands on it"),
    clause("judgment-arrested-finding-missing", "dismissed", "dismissed disposition=judgment_arrested",
        "no conviction: a judge refused to enter judgment",
        "a judge refused to enter judgment on {the_charge} against {who}, and no conviction stands on it"),
    clause("dismissed", "dismissed", "dismissed disposition!=diversion_completed|declined|none", "dismissed",
        "{the_charge} against {who} was dismissed"),
    clause("diversion-completed", "completed", "dismissed disposition=diversion_completed",
        "dismissed after a diversion",
        "{who} completed a diversion programme on {the_charge}, which was dismissed"),
    clause("dismissal-missing", "dismissed", "dismissed disposition=none", "ended; no dismissal is on file",
        "{the_charge} against {who} has ended, and the file has no dismissal"),
    clause("dismissed-with-prejudice", "barred", "barred disposition!=merged", "dismissed with prejudice",
        "{the_charge} against {who} was dismissed with prejudice"),
    clause("merged", "merged", "barred disposition=merged found=guilty",
        "found proved, and merged into another charge",
        "{the_charge} against {who} was merged into another charge, and no conviction stands on it"),
    clause("merged-finding-missing", "merged", "barred disposition=merged", "merged into another charge",
        "{the_charge} against {who} was merged into another charge, and no conviction stands on it"),
    clause("reversed-for-insufficiency", "acquitted", "overturned disposition=reversed proceeding=criminal",
        "reversed on appeal for insufficient evidence",
        "a higher court held the evidence against {who} on {the_charge} insufficient, which has the effect of an "
        "acquittal", always=True),
    clause("finding-reversed", "acquitted", "overturned disposition=reversed",
        "reversed on appeal for insufficient evidence",
        "a higher court held the evidence against {who} on {the_charge} insufficient", always=True),
    clause("quashed", "acquitted", "overturned disposition=quashed proceeding=criminal",
        "conviction quashed; no retrial was ordered",
        "a higher court quashed what was found against {who} on {the_charge}, and ordered no retrial", always=True),
    clause("finding-quashed", "acquitted", "overturned disposition=quashed",
        "quashed on appeal; no retrial was ordered",
        "a higher court quashed what was found against {who} on {the_charge}, and ordered no retrial", always=True),
    clause("acquitted-after-finding", "acquitted", "overturned skipped!=found_guilty proceeding=criminal",
        "acquitted by the judge after a finding of guilt",
        "a judge acquitted {who} of {offense} after a finding of guilt", always=True),
    *[
        clause(f"{kind}-not-proved", "acquitted",
            f"acquitted|overturned found=not_guilty proceeding={kind}", words, said, always=True)
        for kind, words, said in (
            ("petition", "petition not proved", "a petition against {who} on {offense} was not proved"),
            ("infraction", "found not responsible", "{who} was found not responsible for {offense}"),
            ("violation", "violation not proved", "the alleged violation of a sentence by {who} was not proved"),
            ("contempt", "contempt not proved", "a charge of contempt against {who} was not proved"),
        )
    ],
    clause("acquitted-by-reason-of-insanity", "acquitted", "acquitted found=insanity",
        "not guilty by reason of insanity", "{who} was found not guilty of {offense} by reason of insanity",
        always=True),
    clause("acquitted", "acquitted", "acquitted|overturned", "acquitted", "{who} was acquitted of {offense}",
        always=True),
    clause("declined-before-filing", "not_charged", "dismissed disposition=declined",
        "not charged; the prosecutor declined", "prosecutors declined to pursue {the_charge} against {who}",
        says="may-be-filed-again bar-unknown"),
    clause("pardoned-alone", "unsettled", "not_charged pardoned=yes", "pardoned; no charge is on file",
        "{who} was pardoned on {the_charge}, of which the file has no filing",
        says="pardoned-without-conviction"),
    clause("nothing-filed", "not_charged", "not_charged", "not charged",
        "{who} has not been charged in this matter, as far as the file shows"),
)  # fmt: skip
"""The clauses of a charge, the highest-ranking first."""

DIED_PENDING: Mapping[str, Clause] = MappingProxyType(
    {
        "ab_initio": clause("died-appeal-pending", "abated", _DIED_PENDING,
            "ended by the defendant's death with an appeal pending; no conviction stands",
            "{who} was found guilty of {offense} and died while an appeal was pending, so that no conviction stands",
            says="appeal-pending"),
        "note_and_stand": clause("died-appeal-pending", "convicted", _DIED_PENDING,
            "convicted; died with an appeal pending, which leaves the conviction",
            "{who} was convicted of {offense}, and died while an appeal was pending, which leaves the conviction",
            says="appeal-pending"),
        "substitution": clause("died-appeal-pending", "convicted", _DIED_PENDING,
            "convicted; died with an appeal pending, which another could pursue",
            "{who} was convicted of {offense}, and died while an appeal was pending, which another could pursue",
            says="appeal-pending"),
    }
)  # fmt: skip
"""The clause on a death pending appeal, by its effect on the conviction where that is known."""

_INFRACTION = "found=guilty proceeding=infraction severity=infraction last_plea!=responsible"
OF_INFRACTIONS: tuple[Clause, ...] = (
    clause("infraction-judged", "convicted", f"judged|sentence_deferred {_INFRACTION} conviction=adjudicated",
        "convicted of an infraction", "{who} was convicted of {offense}, an infraction", before="infraction-found"),
    clause("infraction-adjudicated", "awaiting_sentence", f"found_guilty {_INFRACTION} conviction=adjudicated",
        "convicted of an infraction, awaiting sentence",
        "{who} was convicted of {offense}, an infraction, and awaits sentence", before="infraction-found"),
    clause("infraction-proved", "awaiting_sentence", f"found_guilty {_INFRACTION} conviction=found",
        "found guilty of an infraction, awaiting sentence",
        "{who} was found guilty of {offense}, an infraction, and awaits sentence", before="infraction-found"),
    clause("infraction-judgment-missing", "unsettled", f"{PROVED_OR_DEFERRED} {_INFRACTION} conviction!=set_aside",
        "found guilty of an infraction; no judgment is on file",
        "{who} was found guilty of {offense}, an infraction; the file has no judgment", before="infraction-found"),
    clause("acquitted-of-infraction", "acquitted",
        "acquitted|overturned found=not_guilty proceeding=infraction severity=infraction",
        "acquitted", "{who} was acquitted of {offense}", always=True, before="infraction-not-proved"),
)  # fmt: skip
"""The clauses on an infraction where that is an offence of which one is convicted."""

_UNDECIDED = "charged|triable|diverted|found_guilty|deferred|sentence_deferred"
"""The phases in which something is left to be done before the charge is judged or ended."""
_ENDED_EARLIER = "charged|triable|on_trial|diverted|dismissed|barred"


def _earlier(name: str, when: str, became: str) -> tuple[Qualifier, Qualifier]:
    """Return the qualifiers that say what became of a finding. Only one on a crime is called a finding of guilt."""
    ended = f"{_ENDED_EARLIER} {when} skipped!=found_guilty"
    guilt, other = f"an earlier finding of guilt {became}", f"an earlier finding {became}"
    return (
        qualifier(name, f"{ended} proceeding=criminal", guilt, guilt),
        qualifier(f"{name}-of-no-crime", f"{ended} proceeding!=criminal", other, other),
    )


CHARGE_QUALIFIERS: tuple[Qualifier, ...] = (
    qualifier("may-be-filed-again", "dismissed refilable=yes", ", and may be filed again", "{it}may be filed again"),
    qualifier("refiled", "dismissed succession=refiled", ", and filed again as another charge",
        "{it}was filed again as another charge", elsewhere=True),
    qualifier("superseded", "charged|triable|dismissed succession=superseded",
        ", and another charge was filed to carry it on",
        "another charge was filed to carry it on", elsewhere=True),
    qualifier("successor-barred", "barred disposition=dismissed_with_prejudice",
        ", and the charge filed to carry it on was dismissed with prejudice",
        "the charge filed to carry it on was dismissed with prejudice", of_successor=True),
    qualifier("successor-dismissed", "dismissed disposition=dismissed_without_prejudice|dismissed_unspecified",
        ", and the charge filed to carry it on was dismissed", "the charge filed to carry it on was dismissed",
        of_successor=True),
    qualifier("successor-ended",
        "* disposition!=dismissed_with_prejudice|dismissed_without_prejudice|dismissed_unspecified",
        ", and the charge filed to carry it on has ended", "the charge filed to carry it on has ended",
        of_successor=True),
    qualifier("filed-again", f"{_ENDED_EARLIER} ended_before=charge.dismissed|diversion.completed",
        "dismissed earlier, and filed again"),
    qualifier("brought-after-refusal",
        f"{_ENDED_EARLIER} ended_before=charge.declined|charge.no_billed|charge.discharged",
        "not prosecuted at first, and charged later"),
    qualifier("filed-after-arrest", f"{_ENDED_EARLIER} ended_before=judgment.arrested",
        "judgment refused earlier, and filed again"),
    qualifier("sent-elsewhere", "charged|triable|on_trial venue=transferred", ", in another court",
        "{it}was sent to another court"),
    qualifier("removed", "charged|triable|on_trial venue=removed", ", removed to a federal court",
        "{it}was removed to a federal court"),
    qualifier("removal-sought", "charged|triable|on_trial venue=removal_sought",
        ", with removal to a federal court sought", "its removal to a federal court is sought"),
    qualifier("to-be-tried-anew", "charged|triable|on_trial conviction=vacated disposition=de_novo_appeal",
        ", to be tried anew in a higher court", "{it}is to be tried anew in a higher court"),
    qualifier("judgment-below-gone",
        "charged|triable|on_trial conviction=vacated disposition=de_novo_appeal skipped!=judged",
        "the judgment below no longer counts", "the judgment below no longer counts"),
    qualifier("off-the-docket", f"{_UNDECIDED} activity=inactive", ", off the active docket",
        "{it}is off the active docket"),
    qualifier("handed-over", f"{_UNDECIDED} activity=inactive inactive_ground=extradited|detainer",
        "the defendant was handed over to, or is held by, another sovereign",
        "the defendant was handed over to, or is held by, another sovereign"),
    qualifier("sentence-deferred", "sentence_deferred sentence=deferred supervision!=revoked",
        "the sentence is deferred", "the sentence is deferred"),
    qualifier("deferral-of-sentence-revoked", "sentence_deferred sentence=deferred supervision=revoked",
        "supervision under a deferral of the sentence was revoked, and no sentence is on file",
        "supervision under a deferral of the sentence was revoked, and no sentence is on file"),
    qualifier("supervision-over",
        "deferred|sentence_deferred supervision=completed|discharged|terminated_early|unsatisfactory",
        "supervision is over, and what became of the deferral is not on file",
        "supervision is over, and what became of the deferral is not on file"),
    qualifier("sentence-complete", f"{PROVED} sentence=completed", "the sentence is complete",
        "the sentence is complete"),
    qualifier("sentence-commuted", f"{PROVED} sentence=commuted", "the sentence was commuted",
        "the sentence was commuted"),
    qualifier("sentence-stayed", f"{PROVED} sentence=stayed", "the sentence is stayed", "the sentence is stayed"),
    qualifier("affirmed-in-part", f"{PROVED} last_decision=affirmed_in_part", "affirmed only in part on appeal",
        "a higher court affirmed only a part"),
    *_earlier("reversed-earlier", "conviction=reversed disposition=reversed", "was reversed"),
    *_earlier("set-aside-earlier", "conviction=vacated disposition=new_trial_ordered", "was set aside"),
    *_earlier("undone-earlier",
        "conviction=reversed|vacated disposition!=reversed|new_trial_ordered|merged|de_novo_appeal",
        "no longer stands"),
    qualifier("earlier-question-of-local-law",
        "charged|triable|on_trial|diverted|dismissed|barred|overturned|acquitted conviction=unknown skipped!=judged "
        "disposition!=reversed proceeding=criminal",
        "whether an earlier conviction stands is a question of local law",
        "whether an earlier conviction stands is a question of local law"),
    qualifier("acquitted-of-greater",
        "charged|triable|on_trial|diverted|dismissed|barred|superseded|abated|acquitted|overturned "
        "acquitted_of_greater=yes",
        "acquitted of the greater offence", "an earlier verdict acquitted {who} of the greater offence", always=True),
    qualifier("greater-undecided", "found_guilty disposition=convicted_of_lesser greater_undecided=yes",
        "the jury left the greater offence undecided", "the jury left the greater offence undecided"),
    qualifier("did-the-act", "charged|triable|on_trial|diverted did_the_act=yes",
        "found to have done the act, which is no conviction",
        "{who} was found to have done the act, which is no conviction"),
    qualifier("pardoned-earlier", f"{PROVED} pardoned=yes conviction=found|adjudicated",
        "a pardon had been granted earlier", "a pardon had been granted earlier", always=True),
    qualifier("pardoned-without-conviction", "* pardoned=yes conviction!=pardoned|found|adjudicated",
        "a pardon was granted", "a pardon was granted", always=True),
    qualifier("conviction-counted", "dismissed|barred conviction=dismissed found=guilty proceeding=criminal",
        "some purposes still count the conviction", "; the conviction still counts for some purposes"),
    qualifier("appeal-before-trial", "charged|triable direct_review=pending appealed_earlier=no",
        ", with an appeal before trial",
        ", with an appeal before trial", always=True),
    qualifier("appeal-pending", "* phase!=charged|triable direct_review=pending appealed_earlier=no",
        "an appeal is pending", "an appeal is pending", always=True),
    qualifier("earlier-appeal-pending", "* appealed_earlier=yes", "an appeal filed earlier is pending",
        "an appeal filed earlier is pending", always=True),
    qualifier("petition-pending", "* review=pending direct_review!=pending", "a petition for further review is pending",
        "a petition for further review is pending", always=True),
    qualifier("collateral-pending", "* collateral=pending", "a petition for collateral review is pending",
        "a petition for collateral review is pending", always=True),
    qualifier("has-died", f"{PROVED_OR_DEFERRED} died=yes died_pending_review=no", "the defendant has died",
        "{who} has since died"),
    qualifier("record-sealed", "* visibility=sealed", "the record is sealed", always=True),
    qualifier("record-expunged", "* visibility=expunged", "the record is expunged", always=True),
    qualifier("lesser-may-be-filed-again", "dismissed refilable_as_lesser=yes", "the lesser offence may be filed again",
        "the lesser offence may be filed again"),
    qualifier("bar-unknown", "dismissed refilable=possibly refilable_as_lesser=no",
        "whether it may be filed again is not known",
        "; whether it may be filed again is not known"),
)  # fmt: skip
"""The qualifiers of a charge, in the order in which they are said."""

DEFENDANT_QUALIFIERS: tuple[Qualifier, ...] = (
    qualifier("stayed", "* stays!=absent open=yes", "the case is stayed"),
    qualifier("sought", "* release=fugitive open=yes", "sought on a warrant"),
)
"""The qualifiers of a defendant with an open charge."""
