"""Rows of review."""

from casestate.events import AppealDecided, AppealFiled, AppealRemanded, AppealWithdrawn, DeNovoAppealFiled
from casestate.law.rows import row, stage
from casestate.law.tables.criminal.by_leave import ON_REMAND, OVERTURNING, REVERSED_BY_LEAVE
from casestate.law.tables.criminal.ending import ENDS, PUT_BACK
from casestate.law.tables.criminal.pleading import SETTING_ASIDE
from casestate.law.tables.criminal.trial import CONDITIONAL, REDUCED, RETRIED

LEAVES = "affirmed|affirmed_in_part|dismissed|certiorari_denied|habeas_denied"
"""The outcomes that leave the judgment below as it is."""
REVERSAL = OVERTURNING
_BY_PROSECUTOR = "ends review by prosecutor"
_SET_ASIDE = f"{SETTING_ASIDE} from proved|adjudged"
_SENT_BACK = "ends review of a review"
_FINDING_TOLD = (
    "review=ended found=nothing conviction=none jeopardy=unknown disposition=none supervision=none activity=active "
    "sentence=vacated unless none"
)
"""What a decision sets that tells of a finding which the file lacks: whether it stands as a conviction is not known."""
_REINSTATED = "United States v. Wilson; FRCrimP 29(c)"
_OTHERWISE = "a higher court may order otherwise than the new trial that was granted in case of a reversal"
_VACATED_BELOW = "28 USC 2106; Lawrence v. Chater, 516 U.S. 163"
_OPEN_AGAIN = "disposition=none|transferred"
REVERSED = (
    "activity=active review=ended found=set_aside conviction=reversed jeopardy=ended_retriable disposition=reversed "
    "supervision=none sentence=vacated unless none"
)
"""What a reversal for error sets."""
CLEARED = (
    "review=ended found=not_guilty conviction=reversed jeopardy=ended_barred supervision=none "
    "sentence=vacated unless none"
)
"""What a reversal sets after which the charge may not be tried again."""

ANEW = (
    "found=set_aside conviction=vacated sentence=vacated supervision=none activity=active disposition=de_novo_appeal"
)
"""What an appeal for trial anew sets."""
_DEFERRED = (
    "review=ended conviction=withheld unless pardoned|set_aside|unknown sentence=none "
    "disposition=adjudication_deferred"
)
"""What is left of a judgment that was deferred, once what ended the deferral is reversed."""
_SENTENCE_DEFERRED = "review=ended sentence=deferred disposition=sentence_deferred"
"""Likewise where the sentence was deferred."""
GIVEN_UP = "review=ended venue=remanded succession=none"
"""What the end of such an appeal without a trial sets, beside what it puts back."""

REVIEWING = stage(
    "reviewing",
    row("T53", AppealFiled, "", "open|adjudged", "review=pending",
        cite="FRAP 4(b); NMSA 39-3-3",
        why="while review is pending the decision below stays in force, and a pending charge stays pending"),
    row("T54", AppealFiled, "", "closed_by_order|abated", "review=pending",
        cite="18 USC 3731; NMSA 39-3-3",
        why="the government may appeal an order that ended a charge, if it is no acquittal; the charge stays ended"),
    row("T56c", AppealRemanded, "", "reviewable|acquitted", "", when="collateral=pending, review!=pending",
        cite="limited remand", why="one question goes back in the collateral review, which stays pending"),
    row("T56", AppealRemanded, "", "reviewable", "review=pending",
        cite="limited remand", why="one question goes back while review stays pending"),
    row("T56e", AppealRemanded, "", "reviewable|acquitted", "", when="review=ended", doubt="remand-after-decision",
        cite="FRAP 41", why="once the appeal has ended, a remand opens no other, and no review is pending"),
    row("T55", AppealWithdrawn, "", "reviewable", "review=ended",
        cite="FRAP 42(b)", why="an appeal given up leaves the decision below as it is"),
    row("T55d", AppealWithdrawn, "", "superseded|triable", GIVEN_UP,
        when="review!=pending", undoes="DeNovoAppealFiled", reopens=True,
        cite="N.C.G.S. 15A-1431; Va. Code 16.1-133",
        why="an appeal for trial anew given up leaves the judgment below as it was"),
    row("T55s", AppealWithdrawn, "", "reviewable", "review=ended sentence=imposed if stayed", when="last review ends",
        cite="FRAP 42(b); FRCrimP 38", why="the last appeal given up leaves the decision below final, and ends a stay"),
    row("T58", DeNovoAppealFiled, "", "judged > triable", f"{ANEW} jeopardy=ended_retriable venue=tried_anew",
        scope="usual", reopens=True,
        cite="N.C.G.S. 15A-1431; NMSA 35-13-1, 35-13-2; Kenyon v. Commonwealth, 37 Va. App. 668",
        why="an appeal for trial anew takes the judgment below away, and the charge is tried above"),
    row("T58n", DeNovoAppealFiled, "", "judged > superseded", f"{ANEW} succession=superseded venue=tried_anew",
        when="names successors", scope="usual", reopens=True,
        cite="N.C.G.S. 15A-1431; NMSA 35-13-1, 35-13-2",
        why="an appeal for trial anew takes the judgment below away, and the charge goes on above as another charge"),
    *ON_REMAND,
    row("T57hu", AppealDecided, "vacated", "reviewable",
        "review=pending", when=f"{_SENT_BACK} that moved the charge", undoes="AppealDecided", reopens=True,
        cite=_VACATED_BELOW,
        why="the decision of the court of appeals falls: what it had undone stands again, and the appeal is pending "
        "again"),
    row("T57h", AppealDecided, "vacated", "reviewable", "review=pending", when=_SENT_BACK,
        cite=_VACATED_BELOW,
        why="the judgment that falls is that of the court of appeals: the appeal is pending again, and the charge "
        "stands meanwhile as it did"),
    row("T57hc", AppealDecided, "reversed|reversed_and_remanded", "reviewable", "review=pending",
        when=f"{_SENT_BACK} that refused collateral relief",
        cite="28 USC 2106, 2253",
        why="the refusal of relief falls, and not the conviction: the collateral attack is pending again until relief "
        "is granted"),
    *[
        row(f"T57n{mark}", AppealDecided, outcomes, "triable", "review=ended",
            when=f"disposition by AppealDecided, disposition=new_trial_ordered, {CONDITIONAL}{whose}", undoes=undoes,
            reopens=True, cite="FRCrimP 29(d)(3)(A)", why=why)
        for mark, outcomes, whose, undoes, why in (
            ("c", "verdict_reinstated", "", "AcquittalOrdered from proved|adjudged", _OTHERWISE),
            ("p", REVERSAL, ", review sought by prosecutor", "AcquittalOrdered from proved|adjudged", _OTHERWISE),
            ("d", REVERSAL, ", review sought by defendant", "AppealDecided",
             "the reversal of an acquittal, itself reversed on the defendant's petition, leaves the acquittal"),
        )
    ],
    row("T57n", AppealDecided, "verdict_reinstated", "triable", "review=ended",
        when="disposition=new_trial_ordered|reversed", undoes="NewTrialGranted|AppealDecided", reopens=True,
        cite="18 USC 3731; United States v. Wilson",
        why="a higher court that undoes a new trial or a reversal restores the finding and the judgment"),
    row("T57p", AppealDecided, REVERSAL, "triable", "review=ended",
        when="disposition=new_trial_ordered|reversed, review sought by prosecutor",
        undoes="NewTrialGranted|AppealDecided", reopens=True,
        cite="18 USC 3731",
        why="a new trial or a reversal, itself reversed on the government's appeal, leaves the finding as it was"),
    row("T57q", AppealDecided, REVERSAL, "triable",
        when="disposition=new_trial_ordered|reversed, review sought by unknown",
        undoes="NewTrialGranted|AppealDecided", unread=True,
        cite="nothing is guessed",
        why="where the file leaves open whether the order for a new trial was reversed, nothing moves"),
    row("T57sn", AppealDecided, "verdict_reinstated", "triable", "review=ended", when=_OPEN_AGAIN,
        undoes=_SET_ASIDE, reopens=True,
        cite="18 USC 3731", why="a higher court that undoes an order setting a conviction aside restores the judgment"),
    row("T57sp", AppealDecided, REVERSAL, "triable", "review=ended",
        when=f"{_OPEN_AGAIN}, review sought by prosecutor", undoes=_SET_ASIDE, reopens=True,
        cite="18 USC 3731",
        why="an order setting a conviction aside, reversed on the government's appeal, leaves it as it was"),
    row("T57sq", AppealDecided, REVERSAL, "triable", when=f"{_OPEN_AGAIN}, review sought by unknown",
        undoes=_SET_ASIDE, unread=True,
        cite="nothing is guessed",
        why="where the file leaves open whether the order that set the conviction aside was reversed, nothing moves"),
    row("T57sv", AppealDecided, "verdict_reinstated", "adjudged", "review=ended", when="conviction=set_aside",
        undoes=SETTING_ASIDE, reopens=True,
        cite="18 USC 3731", why="a higher court that undoes an order setting a conviction aside restores the judgment"),
    row("T57sj", AppealDecided, REVERSAL, "adjudged", "review=ended",
        when="conviction=set_aside, review sought by prosecutor", undoes=SETTING_ASIDE, reopens=True,
        cite="18 USC 3731",
        why="an order setting a conviction aside, reversed on the government's appeal, leaves it as it was"),
    *[
        row(f"T57{mark}", AppealDecided, REVERSAL, "adjudged", when=f"conviction=set_aside, {whose}", unread=True,
            cite="nothing is guessed",
            why="where the file leaves open whether the order that set the conviction aside was reversed, nothing "
            "moves")
        for mark, whose in (("sk", "review sought by unknown"), ("sg", _BY_PROSECUTOR))
    ],
    row("T57z", AppealDecided, f"{REVERSAL}|habeas_granted", "closed_by_order|abated",
        "review=ended conviction=reversed if unknown|dismissed",
        when="ends older review, ends review by defendant",
        cite="United States v. Munsingwear, 340 U.S. 36; United States v. Parsons",
        why="a review that the defendant sought before the order that closed the charge is no review of that order, "
        "and what it attacked falls"),
    row("T57zi", AppealDecided, "reversed_for_insufficiency|quashed_without_retrial", "closed_by_order|abated",
        "review=ended conviction=reversed if unknown|dismissed jeopardy=ended_barred",
        when="ends older review, ends review by defendant", scope="usual",
        cite="Burks v. United States; United States v. Munsingwear, 340 U.S. 36",
        why="a reversal for insufficient evidence bars another trial, whatever closed the charge meanwhile"),
    row("T57zu", AppealDecided, f"{REVERSAL}|habeas_granted", "closed_by_order|abated",
        when="ends older review, ends review by unknown", unread=True,
        cite="nothing is guessed",
        why="where the file does not tell who sought review before the order that closed the charge, nothing moves"),
    row("T57on", AppealDecided, REVERSAL, "overturned > triable", f"{RETRIED} review=ended",
        when=f"phase by AcquittalOrdered, {CONDITIONAL}", reopens=True,
        cite="FRCrimP 29(d)(3)(A)",
        why="where the acquittal is reversed, the new trial takes effect that was granted in case of that"),
    row("T57o", AppealDecided, f"verdict_reinstated|{REVERSAL}", "overturned", "review=ended",
        when="disposition=judgment_of_acquittal|reversed|quashed", undoes="AcquittalOrdered|AppealDecided",
        reopens=True,
        cite="United States v. Wilson; Burks v. United States",
        why="an acquittal after a finding of guilt, below or on appeal, may be reversed and the finding put back"),
    row("T57a", AppealDecided, f"verdict_reinstated|{REVERSAL}", "abated", "review=ended",
        when="disposition=abated_by_death, conviction=vacated|unknown", undoes="ChargeAbated", reopens=True,
        cite="Commonwealth v. Hernandez, 481 Mass. 582",
        why="an order that abated a judgment may be reversed, and the judgment of the dead stands again"),
    row("T57e", AppealDecided, "dismissed|affirmed", "superseded|triable", GIVEN_UP,
        when="review!=pending", undoes="DeNovoAppealFiled", reopens=True,
        cite="N.C.G.S. 15A-1431; Va. Code 16.1-133",
        why="an appeal for trial anew that is dismissed, or whose withdrawal the higher court records by affirming, "
        "leaves the judgment below as it was"),
    row("T57i", AppealDecided, REVERSAL, "pending|diverted", "review=ended",
        cite="18 USC 3731; NMSA 39-3-3", why="an order reversed before judgment leaves the charge pending"),
    row("T57gd", AppealDecided, REVERSAL, "deferred|sentence_deferred", "review=ended", when=_BY_PROSECUTOR,
        undoes="AdjudicationDeferred|SentenceDeferred from found_guilty|adjudged", reopens=True,
        cite="18 USC 3742(b)",
        why="a deferral reversed on the government's appeal leaves the finding, and judgment or sentence follows"),
    row("T57gs", AppealDecided, f"verdict_reinstated|{REVERSAL}", "found_guilty", "review=ended",
        when="phase by AppealDecided saying outcome=resentencing_ordered, review sought by prosecutor",
        undoes="AppealDecided from judged", reopens=True,
        cite="18 USC 3742(b); 28 USC 2253(a)",
        why="an order to sentence anew, reversed on the government's appeal, leaves the sentence as it was"),
    row("T57gl", AppealDecided, f"verdict_reinstated|{REVERSAL}", "found_guilty", "review=ended",
        when="disposition by AppealDecided saying outcome=reduced_to_lesser, review sought by prosecutor",
        undoes="AppealDecided", reopens=True,
        cite="default; not read",
        why="a reduction to a lesser offence, reversed on the government's appeal, leaves the conviction as it was"),
    row("T57gr", AppealDecided, REVERSAL, "found_guilty|adjudged", "review=ended",
        when=f"{REDUCED}, review sought by prosecutor", undoes="ConvictionReduced", reopens=True,
        cite="Cal. Penal Code 1238",
        why="a reduction of the conviction, reversed on the government's appeal, leaves the conviction as it was"),
    row("T57gv", AppealDecided, "verdict_reinstated", "found_guilty|adjudged", "review=ended",
        when=REDUCED, undoes="ConvictionReduced", reopens=True,
        cite="Cal. Penal Code 1238", why="a higher court that undoes a reduction restores the conviction as it was"),
    *[
        row(f"T57{mark}", AppealDecided, REVERSAL, "found_guilty|adjudged", when=f"{REDUCED}, {whose}", unread=True,
            cite="nothing is guessed",
            why="where the file leaves open whether the reduction or the sentence was reversed, nothing moves")
        for mark, whose in (("gq", _BY_PROSECUTOR), ("gu", "review sought by unknown, ends review by unknown"))
    ],
    row("T57gj", AppealDecided, REVERSAL, "judged > found_guilty", "review=ended sentence=vacated supervision=none",
        when=_BY_PROSECUTOR, reopens=True,
        cite="18 USC 3742(b)",
        why="the government appeals from a judgment for its sentence: the conviction stands, and is sentenced anew"),
    row("T57gf", AppealDecided, REVERSAL, "found_guilty", "review=ended", when=_BY_PROSECUTOR,
        cite="18 USC 3731, 3742(b)", why="an appeal by the government never undoes a finding of guilt"),
    row("T57sr", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "judged",
        "review=ended sentence=imposed if revoked|modified|stayed",
        when="supervision=revoked, ends review of SupervisionDecided from judged", undoes="SupervisionDecided",
        scope="usual", reopens=True,
        cite="default; not read",
        why="an appeal from a revocation leaves the conviction alone: reversed, it leaves supervision as it was"),
    row("T57sd", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "deferred|sentence_deferred", "review=ended",
        when="supervision=revoked, ends review of a revocation", undoes="SupervisionDecided", scope="usual",
        reopens=True,
        cite="default; not read",
        why="an appeal from the revocation of supervision under a deferral leaves the finding and the deferral"),
    *[
        row(f"T57f{mark}{what}", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", f"judged > {to}",
            f"{left} supervision={supervision}",
            when=f"sentence on a {answered}, ends review of SentenceImposed from {to}", scope="usual", reopens=True,
            cite="default; not read",
            why="a sentence on a violation of the terms of a deferral, once reversed, leaves the deferral")
        for mark, answered, supervision in (
            ("a", "violation alleged", "violation_alleged"),
            ("f", "violation found", "violation_found"),
            ("r", "revocation", "none"),
        )
        for what, to, left in (("r", "deferred", _DEFERRED), ("s", "sentence_deferred", _SENTENCE_DEFERRED))
    ],
    *[
        row(f"T57{mark}", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "judged",
            f"review=ended supervision=violation_{violation} sentence=imposed if revoked|modified|stayed",
            when=f"ends review of a revocation, supervision!=revoked, sentence on a violation {violation}",
            scope="usual", reopens=True,
            cite="default; not read",
            why="an appeal from a sentence on a violation leaves the conviction: reversed, it leaves the sentence "
            "before it")
        for mark, violation in (("va", "alleged"), ("vf", "found"))
    ],
    row("T57dr", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "found_guilty|judged > deferred",
        f"{_DEFERRED} supervision=none",
        when="ends review of DeferralRevoked from deferred", scope="usual", reopens=True,
        cite="default; not read", why="the revocation of a deferral, once reversed, leaves judgment deferred"),
    row("T57ds", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "found_guilty|judged > sentence_deferred",
        f"{_SENTENCE_DEFERRED} supervision=none",
        when="ends review of DeferralRevoked from sentence_deferred", scope="usual", reopens=True,
        cite="default; not read", why="the revocation of a deferral, once reversed, leaves the sentence deferred"),
    row("T57er", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "judged > deferred",
        f"{_DEFERRED} supervision=none",
        when="ends review of SupervisionDecided from deferred", scope="usual", reopens=True,
        cite="default; not read",
        why="a revocation that came with the sentence, once reversed, leaves judgment deferred"),
    row("T57es", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "judged > sentence_deferred",
        f"{_SENTENCE_DEFERRED} supervision=none",
        when="ends review of SupervisionDecided from sentence_deferred", scope="usual", reopens=True,
        cite="default; not read", why="a revocation that came with the sentence, once reversed, leaves it deferred"),
    row("T57vr", AppealDecided, f"{REVERSAL}|reversed_for_insufficiency", "adjudged",
        "review=ended sentence=imposed if revoked|modified|stayed", when="ends review of a revocation", scope="usual",
        reopens=True,
        cite="default; not read",
        why="an appeal from what was done about a violation leaves the conviction, whatever was done since"),
    row("T57rb", AppealDecided, REVERSAL, "proved|adjudged", when="ends review by parties", unread=True,
        cite="nothing is guessed",
        why="where both sides appealed, the file does not tell whose appeal a reversal is on"),
    REVERSED_BY_LEAVE,
    row("T57r", AppealDecided, f"{REVERSAL}|habeas_granted", "proved|adjudged > triable", REVERSED, reopens=True,
        cite="United States v. Ball", why="a reversal for error opens the charge for a new trial"),
    row("T57w", AppealDecided, f"verdict_reinstated|{REVERSAL}", "dismissed|barred", "review=ended activity=active",
        undoes=f"{ENDS} from proved|adjudged", reopens=True,
        cite="United States v. Wilson, 420 U.S. 332; 18 USC 3731",
        why="an order that ended a charge after a finding of guilt, once reversed, leaves the finding to stand again"),
    row("T57m", AppealDecided, f"verdict_reinstated|{REVERSAL}", "barred", "review=ended",
        undoes="ChargeMerged from proved|adjudged", reopens=True,
        cite="Rutledge v. United States, 517 U.S. 292, 306",
        why="a merger reversed leaves the finding on the merged count to stand again"),
    row("T57f", AppealDecided, REVERSAL, "dismissed|barred", "review=ended activity=active",
        undoes=f"{ENDS}|NoBillReturned from before_trial|diverted", reopens=True,
        cite="18 USC 3731; NMSA 39-3-3",
        why="an order that ended a charge before trial, once reversed, leaves the charge as far as it was"),
    row("T57d", AppealDecided, f"{REVERSAL}|habeas_granted", "dismissed > triable",
        f"{PUT_BACK} review=ended disposition=none jeopardy=ended_retriable if attached", reopens=True,
        cite="18 USC 3731; United States v. Scott",
        why="where the file does not tell how far the charge was, its dismissal reversed leaves it to be tried, and no "
        "finding stands"),
    row("T57g", AppealDecided, f"{REVERSAL}|habeas_granted", "barred > triable",
        f"{PUT_BACK} review=ended disposition=none jeopardy=ended_retriable", reopens=True,
        cite="United States v. Scott; 18 USC 3731",
        why="an end that barred, once reversed, bars no more: the charge may be tried, and no finding stands"),
    row("T57b", AppealDecided, "reversed_for_insufficiency", "proved|adjudged > overturned",
        f"{CLEARED} disposition=reversed", reopens=True,
        cite="Burks v. United States",
        why="a reversal for insufficient evidence is an acquittal in effect, unless a higher court reverses it"),
    row("T57x", AppealDecided, "quashed_without_retrial", "proved|adjudged > overturned",
        f"{CLEARED} disposition=quashed", reopens=True, scope="usual",
        cite="Criminal Appeal Act 1968 (England and Wales), s. 2(3)",
        why="a conviction quashed without an order for a retrial is an acquittal in effect"),
    row("T57v", AppealDecided, f"verdict_reinstated|{REVERSAL}", "overturned > found_guilty",
        "review=ended found=guilty conviction=found jeopardy=attached disposition=convicted_by_verdict", reopens=True,
        undoes="AcquittalOrdered|AppealDecided from proved|adjudged",
        cite="United States v. Wilson",
        why="an acquittal ordered after a verdict may be reversed and the verdict put back, without a second trial"),
    *[
        row(f"T57f{mark}", AppealDecided, outcomes, f"{phases} > found_guilty", _FINDING_TOLD, when=when,
            lacks="found_guilty", reopens=True, cite=_REINSTATED, why=why)
        for mark, outcomes, phases, when, why in (
            ("p", "verdict_reinstated", "not_charged|pending|diverted", "no finding on file",
             "a verdict that is reinstated had been returned"),
            ("o", f"verdict_reinstated|{REVERSAL}", "overturned", "no finding on file",
             "what was overturned had been found, and the file does not have it"),
        )
    ],
    row("T57kv", AppealDecided, f"verdict_reinstated|{REVERSAL}", "overturned", "review=ended", reopens=True,
        cite="nothing is guessed", why="where the file has no finding that was overturned, none is put back"),
    row("T57k", AppealDecided, "verdict_reinstated", "not_charged|open|adjudged|dismissed|barred|abated", unread=True,
        cite="nothing is guessed", why="where the file has no order that the act takes back, nothing moves"),
    row("T57s", AppealDecided, "resentencing_ordered", "judged > found_guilty",
        "review=ended sentence=vacated supervision=none", reopens=True,
        cite="28 USC 2106", why="a sentence set aside leaves the finding, and another sentence follows"),
    row("T57l", AppealDecided, "reduced_to_lesser", "found_guilty", "review=ended disposition=convicted_of_lesser",
        scope="usual",
        cite="28 USC 2106; Rutledge v. United States, 517 U.S. 292, 306",
        why="a reversal of the greater offence alone may direct judgment of the lesser, which the finding includes"),
    row("T57lj", AppealDecided, "reduced_to_lesser", "adjudged > found_guilty",
        "review=ended sentence=vacated supervision=none disposition=convicted_of_lesser", scope="usual", reopens=True,
        cite="28 USC 2106; Rutledge v. United States, 517 U.S. 292, 306",
        why="the conviction stands as one of the lesser offence, and a sentence for it follows"),
    row("T57it", AppealDecided, "affirmed_in_part", "proved|adjudged", "review=ended sentence=imposed if stayed",
        when="found=guilty, last review ends", doubt="affirmed-in-part",
        cite="28 USC 2106; FRCrimP 38", why="what was affirmed stands; the file does not say what was not"),
    row("T57ip", AppealDecided, "affirmed_in_part", "proved|adjudged", "review=ended",
        when="found=guilty", doubt="affirmed-in-part",
        cite="28 USC 2106", why="what was affirmed stands; the file does not say what was not"),
    row("T57", AppealDecided, LEAVES, "reviewable", "review=ended",
        cite="FRAP 41", why="an affirmance or a dismissed appeal changes nothing below"),
    row("T57t", AppealDecided, LEAVES, "reviewable", "review=ended sentence=imposed if stayed",
        when="last review ends",
        cite="FRAP 41; FRCrimP 38", why="a stay of sentence ends with the last review for which it waited"),
    row("T57u", AppealDecided, "", "reviewable", unread=True,
        cite="nothing is guessed", why="a decision in words of no known meaning is kept and moves nothing"),
)
