"""Rows of trials, verdicts and accepted pleas: how a charge is found proved or not."""

from casestate.events import (
    AcquittalOrdered,
    ChargeMerged,
    JudgmentArrested,
    MistrialDeclared,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    TrialBegan,
    VerdictReturned,
)
from casestate.law.rows import row, stage
from casestate.law.tables.criminal.by_leave import TRIED_ON_REMAND
from casestate.law.tables.criminal.ending import ENDS
from casestate.law.tables.criminal.pleading import SETTING_ASIDE, VACATED

GUILTY_PLEAS = (
    "guilty|no_contest|alford|guilty_but_mentally_ill|conditional_guilty|conditional_no_contest|admitted|responsible"
)
"""Pleas whose acceptance is a finding of guilt."""
_FORM_FOR_EACH = "State v. Glasmann, 183 Wn.2d 117"
"""The authority on verdict forms: one for the offence charged, and one for each that it includes."""
_BESIDE_A_LESSER = (
    "disposition=convicted_of_lesser, within 1 day of disposition, another offense than disposition"
)
"""Where a verdict on a lesser offence was told on this day or the day before."""
SPECIAL = "enhancement_true|enhancement_not_true|specification_proved|specification_not_proved"
"""Verdicts that decide a part of the charge."""
_DEFERRALS = (("r", "deferred", "sentence=none"), ("s", "sentence_deferred", "sentence=deferred"))
"""The phases of a deferral, and what is left of a sentence that ended it and falls."""
_GREATER_OPEN = "disposition=convicted_of_lesser, greater undecided"
_GREATER_TRIED_AGAIN = "United States v. Allen, 755 A.2d 402; contra State v. Martin, 247 Ariz. 101"
"""The authorities on the greater offence where a jury has found a lesser one and could not agree."""
_REVOCATION_VACATED = "People v. Kaplan, 7 Ill. App. 3d 155"
"""The authority on a court that is asked to vacate its own revocation of probation."""
BEFORE_DISCHARGE = (
    "disposition=convicted_by_verdict|convicted_of_lesser, no trial since the finding, within 1 day of disposition"
)
"""Where a jury has returned a verdict, may not have been discharged, and tries nothing apart."""
REDUCED = "disposition by ConvictionReduced"
"""Where the act that last disposed of the charge is a reduction of the conviction."""
ATTACHED = "jeopardy=attached activity=active"
RETRIED = (
    "found=set_aside conviction=vacated jeopardy=ended_retriable disposition=new_trial_ordered activity=active "
    "supervision=none sentence=vacated unless none collateral=ended if pending"
)
"""What a new trial sets. What was found falls with it, and a collateral attack on that has nothing left to attack."""

CONDITIONAL = "NewTrialGranted since AcquittalOrdered in trial"
"""Where the judge who acquitted after a verdict also granted a new trial, in case the acquittal is reversed."""

TRYING = stage(
    "trial",
    row("T36", TrialBegan, "", "triable > on_trial", ATTACHED,
        cite="Crist v. Bretz; Serfass v. United States",
        why="jeopardy attaches when the jury or the first witness is sworn"),
    TRIED_ON_REMAND,
    row("T36m", TrialBegan, "", "charged > on_trial", ATTACHED,
        when="filed severity=non_criminal|infraction|petty_misdemeanor|misdemeanor|gross_misdemeanor", scope="usual",
        cite="FRCrimP 58(b)(1); NMRA 5-201, 6-201",
        why="an offence below a felony goes to trial on a complaint or citation, without a preliminary hearing"),
    row("T36c", TrialBegan, "", "charged > on_trial", ATTACHED, when="filed instrument=citation", scope="usual",
        cite="FRCrimP 58(b)(1); NMRA 5-201, 6-201", why="a citation goes to trial without a preliminary hearing"),
    row("T36p", TrialBegan, "", "charged > on_trial", ATTACHED,
        when="filed instrument=petition|probation_violation_petition|show_cause", scope="usual",
        cite="NMSA 32A-2-16; FRCrimP 32.1(b)(2), 42(a); Breed v. Jones, 421 U.S. 519",
        why="what is alleged on a petition, or in contempt, is heard without a bind-over"),
    row("T36i", TrialBegan, "", "charged > on_trial", ATTACHED, when="filed instrument=information|amended_information",
        scope="usual",
        cite="Lem Woon v. Oregon, 229 U.S. 586",
        why="in many places an information is tried without a preliminary hearing"),
    row("T36s", TrialBegan, "", "charged > on_trial", ATTACHED, when="filed supersedes", scope="usual",
        cite="default; not read",
        why="a charge that carries on another needs no bind-over of its own; the other's is its own"),
    *[
        row(f"T36{mark}", TrialBegan, "", f"{after} > on_trial", f"found=set_aside {falls} {ATTACHED}",
            when=_GREATER_OPEN, differs="conviction", scope="local", reopens=True,
            cite=_GREATER_TRIED_AGAIN,
            why="a greater offence that the jury left undecided may be tried again; places differ on whether the "
            "verdict on the lesser stands meanwhile")
        for mark, after, falls in (("u", "found_guilty", "conviction=none"), ("uj", "judged", VACATED))
    ],
    row("T37", MistrialDeclared, "", "on_trial > triable",
        "jeopardy=ended_retriable disposition=mistrial activity=active",
        cite="FRCrimP 26.3; Arizona v. Washington",
        why="a mistrial for manifest necessity or at the defence's request leaves the charge to be tried again"),
    row("T37c", MistrialDeclared, "", "triable", when="disposition=hung_jury, within 30 days of disposition",
        cite="FRCrimP 26.3, 31(b)(3)",
        why="the mistrial declared when a jury could not agree is the end of the same trial"),
    row("T37u", MistrialDeclared, "", "found_guilty", when=_GREATER_OPEN, scope="local",
        cite=_GREATER_TRIED_AGAIN,
        why="a mistrial of the greater offence, which the jury left undecided, leaves it to be tried again; places "
        "differ on whether the verdict on the lesser stands"),
    row("T37v", MistrialDeclared, "", "found_guilty > triable",
        "found=set_aside conviction=none jeopardy=ended_retriable disposition=mistrial activity=active",
        when=BEFORE_DISCHARGE, reopens=True,
        cite="FRCrimP 31(d)", why="a mistrial declared when the jury is polled undoes the verdict that it returned"),
    row("T38g", VerdictReturned, "hung", "proved|adjudged", when=_BESIDE_A_LESSER, scope="usual",
        cite=_FORM_FOR_EACH,
        why="a line that the jury could not agree on the greater offence leaves the verdict on the lesser"),
    row("T38", VerdictReturned, "hung", "on_trial > triable",
        "found=hung jeopardy=ended_retriable disposition=hung_jury activity=active",
        cite="FRCrimP 31(b)", why="a count on which the jury cannot agree may be tried again"),
    row("T38s", VerdictReturned, "hung", "found_guilty", when="names specification", scope="usual",
        cite="default; not read",
        why="a jury that cannot agree on a specification or an enhancement leaves its verdict on the charge"),
    row("T38v", VerdictReturned, "hung", "found_guilty > triable",
        "found=hung conviction=none jeopardy=ended_retriable disposition=hung_jury activity=active",
        when=f"{BEFORE_DISCHARGE}, disposition!=convicted_of_lesser", reopens=True,
        cite="FRCrimP 31(d)", why="a jury that turns out not to agree when it is polled has returned no verdict"),
    row("T38c", VerdictReturned, "hung", "triable", "found=hung disposition=hung_jury",
        when="disposition=mistrial, within 30 days of disposition",
        cite="FRCrimP 26.3, 31(b)(3)", why="the mistrial was declared because the jury could not agree"),
    row("T18", PleaAccepted, GUILTY_PLEAS, "before_trial > found_guilty",
        "found=guilty conviction=found disposition=convicted_by_plea jeopardy=unknown activity=active", joins="pleas",
        cite="FRCrimP 11(b)",
        why="an accepted plea of guilt or no contest is a finding of guilt; whether jeopardy attaches differs"),
    row("T18t", PleaAccepted, GUILTY_PLEAS, "on_trial > found_guilty",
        "found=guilty conviction=found disposition=convicted_by_plea jeopardy=attached activity=active", joins="pleas",
        cite="FRCrimP 11(b); Crist v. Bretz",
        why="a plea accepted in the middle of a trial is a finding of guilt; jeopardy had attached"),
    row("T18v", PleaAccepted, GUILTY_PLEAS, "found_guilty", "found=guilty disposition=convicted_by_plea",
        when="names offense, names another offense, phase by VerdictReturned", joins="pleas", scope="usual",
        doubt="plea-after-verdict",
        cite="FRCrimP 11(b)",
        why="a plea accepted after a verdict, to another offence, takes the place of the verdict"),
    row("T18r", PleaAccepted, GUILTY_PLEAS, "found_guilty", when="names offense, names another offense",
        joins="pleas", scope="usual", doubt="second-plea",
        cite="FRCrimP 11(b)", why="a plea accepted later, to another offence, takes the place of the first"),
    row("T18s", PleaAccepted, GUILTY_PLEAS, "found_guilty",
        when="names offense, says more of the offense, phase by PleaAccepted", joins="pleas", scope="usual",
        cite="court administration", why="a later line on a plea may name its offence, or the statute and grade of it"),
    row("T18u", PleaAccepted, "", "pending", joins="pleas", unread=True,
        cite="nothing is guessed",
        why="the acceptance of a plea that admits nothing, or is in words of no known meaning, moves nothing"),
    row("T39", VerdictReturned, "guilty|guilty_but_mentally_ill", "on_trial > found_guilty",
        "found=guilty conviction=found disposition=convicted_by_verdict jeopardy=attached activity=active",
        cite="FRCrimP 31; Ramos v. Louisiana", why="a verdict of guilty finds the charge proved"),
    row("T39c", VerdictReturned, "guilty", "charged > found_guilty",
        "found=guilty conviction=found disposition=convicted_by_verdict jeopardy=attached activity=active",
        when="filed severity=non_criminal|infraction", scope="usual",
        cite="default; not read", why="an infraction may be found proved by default, without a trial"),
    row("T41c", VerdictReturned, "not_guilty", "charged > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=acquitted",
        when="filed severity=non_criminal|infraction", scope="usual",
        cite="default; not read", why="an infraction is heard without a trial, and may be found not proved"),
    row("T40", VerdictReturned, "guilty_of_lesser_included", "on_trial > found_guilty",
        "found=guilty conviction=found disposition=convicted_of_lesser jeopardy=attached activity=active",
        cite="FRCrimP 31(c)", why="a jury may find a lesser offence that the charge includes"),
    *[
        row(f"T40{mark}", VerdictReturned, "guilty_of_lesser_included", f"{told} > found_guilty",
            "found=guilty conviction=found disposition=convicted_of_lesser jeopardy=attached activity=active",
            when=f"disposition={disposition}, within 1 day of disposition, another offense than disposition",
            scope="usual", reopens=True,
            cite=f"FRCrimP 31(c); {_FORM_FOR_EACH}",
            why="a line of the same verdict on the greater offence leaves that on the lesser")
        for mark, told, disposition in (("a", "acquitted", "acquitted"), ("h", "triable", "hung_jury"))
    ],
    row("T41g", VerdictReturned, "not_guilty", "proved|adjudged", when=_BESIDE_A_LESSER, scope="usual",
        cite=_FORM_FOR_EACH,
        why="a line that acquits of the greater offence says what the verdict on the lesser implies"),
    row("T41", VerdictReturned, "not_guilty", "on_trial > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=acquitted",
        cite="Fong Foo v. United States; Evans v. Michigan", why="an acquittal ends the charge and is never reopened"),
    row("T41i", VerdictReturned, "not_guilty_by_reason_of_insanity", "on_trial > acquitted",
        "found=insanity jeopardy=ended_barred disposition=acquitted_insanity",
        cite="18 USC 4242", why="an acquittal by reason of insanity ends the charge"),
    row("T39e", VerdictReturned, SPECIAL, "on_trial|found_guilty",
        cite="default; not read",
        why="a finding on one theory, specification or enhancement is no verdict on the charge"),
    row("T39d", VerdictReturned, "did_the_act", "pending|diverted", scope="usual",
        cite="Criminal Procedure (Insanity) Act 1964 (England and Wales), s. 4A",
        why="a finding that a defendant unfit to be tried did the act is no verdict of guilt and no conviction"),
    row("T39s", VerdictReturned, "sane", "on_trial|found_guilty", scope="usual",
        cite="Cal. Penal Code 1026", why="a finding of sanity leaves the finding of guilt, and finds none itself"),
    row("T39u", VerdictReturned, "", "on_trial", unread=True,
        cite="nothing is guessed", why="a verdict in words of no known meaning is kept and moves nothing"),
    row("T42", AcquittalOrdered, "", "on_trial > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=judgment_of_acquittal",
        cite="FRCrimP 29(a); United States v. Martin Linen Supply Co.; Smith v. Massachusetts",
        why="an acquittal ordered before a verdict is never reopened"),
    row("T42n", AcquittalOrdered, "no_evidence_offered", "pending|diverted > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=judgment_of_acquittal", scope="usual",
        cite="Criminal Justice Act 1967 (England and Wales), s. 17",
        why="where the prosecution offers no evidence a judge may enter an acquittal without a trial"),
    row("T42h", AcquittalOrdered, "", "triable > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=judgment_of_acquittal",
        when="phase by VerdictReturned|MistrialDeclared",
        cite="FRCrimP 29(c); United States v. Martin Linen Supply Co.",
        why="an acquittal may be ordered after the jury is discharged without a verdict, and is never reopened"),
    row("T41j", AcquittalOrdered, "", "acquitted", when="disposition=acquitted|acquitted_insanity",
        cite="FRCrimP 32(k)(1)", why="a verdict of not guilty and the judgment entered on it are one acquittal"),
    row("T43", AcquittalOrdered, "", "found_guilty > overturned",
        "found=not_guilty conviction=none jeopardy=ended_barred disposition=judgment_of_acquittal",
        cite="FRCrimP 29(c); United States v. Wilson",
        why="an acquittal ordered after a verdict of guilty may be reversed and the verdict put back"),
    row("T44", NewTrialGranted, "", "proved|adjudged > triable", RETRIED, reopens=True,
        cite="FRCrimP 33; NMRA 5-614", why="a new trial sets aside the finding, and the sentence if there is one"),
    row("T44a", NewTrialGranted, "", "triable", when="found=set_aside|hung, disposition!=de_novo_appeal",
        scope="usual",
        cite="court administration",
        why="the order for another trial follows what undid the finding, or a jury that could not agree"),
    row("T44m", NewTrialGranted, "", "triable", when="disposition=mistrial", scope="usual",
        cite="court administration", why="the order for another trial follows a mistrial"),
    row("T44pr", OrderVacated, "", "judged", when=f"{REDUCED}, supervision by SupervisionDecided",
        undoes="ConvictionReduced|SupervisionDecided", joins="sentencing", scope="usual", reopens=True,
        cite="default; not read", why="of a reduction and a decision on supervision the later is what is taken back"),
    row("T44p", OrderVacated, "", "judged", "sentence=imposed if revoked|modified|stayed", when="supervision=revoked",
        undoes="SupervisionDecided from judged", joins="sentencing", scope="usual", reopens=True,
        cite=_REVOCATION_VACATED,
        why="a court that takes a revocation back leaves supervision as it was, and the sentence before it"),
    *[
        row(f"T44d{mark}{what}", OrderVacated, "", "judged", f"{sentence} supervision=none if revoked",
            when=f"phase by SentenceImposed, sentence on a {answered}", undoes=f"SentenceImposed from {to}",
            joins="sentencing", scope="usual", reopens=True,
            cite="default; not read",
            why="a court that takes back a sentence on a violation of the terms of a deferral leaves it deferred")
        for mark, answered in (("a", "violation alleged"), ("f", "violation found"), ("r", "revocation"))
        for what, to, sentence in _DEFERRALS
    ],
    *[
        row(f"T44e{what}", OrderVacated, "", "judged", sentence,
            when="phase by SupervisionDecided, supervision=revoked", undoes=f"SupervisionDecided from {to}",
            joins="sentencing", scope="usual", reopens=True,
            cite="default; not read",
            why="a court that takes back a revocation which came with the sentence leaves the deferral")
        for what, to, sentence in _DEFERRALS
    ],
    *[
        row(f"T44p{mark}", OrderVacated, "", "judged",
            f"supervision=violation_{violation} sentence=imposed if modified|stayed",
            when=f"supervision by SentenceImposed, sentence on a violation {violation}", joins="sentencing",
            scope="usual", reopens=True,
            cite=_REVOCATION_VACATED,
            why="a court that takes back a sentence on a violation leaves the one before it")
        for mark, violation in (("a", "alleged"), ("f", "found"))
    ],
    row("T44v", OrderVacated, "", "triable", undoes=f"NewTrialGranted|{SETTING_ASIDE}", scope="usual", reopens=True,
        cite="default; not read", why="a court that takes its own order back leaves what the order had undone"),
    row("T44s", OrderVacated, "", "adjudged", when="conviction=set_aside", undoes=SETTING_ASIDE, scope="usual",
        cite="default; not read", why="a court that takes its own order back leaves what the order had undone"),
    row("T44r", OrderVacated, "", "found_guilty|adjudged", when=REDUCED, undoes="ConvictionReduced", scope="usual",
        reopens=True,
        cite="default; not read", why="a court that takes a reduction back leaves the conviction as it was"),
    row("T44ps", OrderVacated, "", "deferred|adjudged", when="supervision by SupervisionDecided",
        undoes="SupervisionDecided", joins="sentencing", scope="usual", reopens=True,
        cite="default; not read",
        why="a court that takes back what it decided on supervision leaves supervision, and a deferral, as it was"),
    row("T44d", OrderVacated, "", "dismissed|barred", "activity=active",
        undoes=f"{ENDS}|ChargeMerged from before_trial|diverted|proved|adjudged", scope="usual", reopens=True,
        cite="default; not read", why="a court that takes its dismissal back leaves the charge as far as it was"),
    row("T44on", OrderVacated, "", "overturned > triable", RETRIED, when=CONDITIONAL, scope="usual", reopens=True,
        cite="FRCrimP 29(d)(3)(A)",
        why="where the acquittal is taken back, the new trial takes effect that was granted in case of that"),
    row("T44o", OrderVacated, "", "overturned", undoes="AcquittalOrdered from proved|adjudged", scope="usual",
        reopens=True,
        cite="default; not read",
        why="a court that takes back its acquittal after a finding of guilt leaves the finding to stand again"),
    row("T44f", OrderVacated, "", "found_guilty", undoes="DeferralRevoked", scope="usual", reopens=True,
        cite="default; not read", why="a court that takes back the revocation of a deferral leaves it deferred"),
    row("T44dm", OrderVacated, "", "dismissed|barred > triable", "jeopardy=ended_retriable activity=active",
        undoes="ChargeDismissed from on_trial", scope="usual", reopens=True,
        cite="United States v. Scott, 437 U.S. 82",
        why="a charge dismissed in the middle of its trial and put back is tried anew"),
    row("T44u", OrderVacated, "", "triable|proved|adjudged", unread=True,
        cite="nothing is guessed", why="where the file has no order that the act takes back, nothing moves"),
    row("T45", JudgmentArrested, "", "found_guilty > dismissed",
        "conviction=none jeopardy=ended_retriable disposition=judgment_arrested",
        joins="endings", scope="usual",
        cite="FRCrimP 34; Ball v. United States, 163 U.S. 662",
        why="judgment arrested for want of jurisdiction or offence leaves the charge to be brought again"),
    row("T47", ChargeMerged, "", "found_guilty > barred", "conviction=none jeopardy=ended_barred disposition=merged",
        joins="endings",
        cite="Blockburger v. United States; Missouri v. Hunter",
        why="of counts that charge one offence one conviction stands; the finding on the other is kept"),
    row("T47j", ChargeMerged, "", "judged > barred",
        "conviction=vacated sentence=vacated supervision=none jeopardy=ended_barred disposition=merged",
        joins="endings",
        cite="Blockburger v. United States; Missouri v. Hunter; Ball v. United States, 470 U.S. 856",
        why="a merger after judgment vacates the conviction and sentence of the merged count, and keeps its finding"),
)
