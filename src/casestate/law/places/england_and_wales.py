"""
England and Wales, from the charge to the Court of Appeal.

A charge is tried summarily by magistrates, or sent for trial to the Crown Court (``BoundOver``). A prosecution may be
discontinued (``ChargeDismissed`` without prejudice), and the accused may have it revived (``ChargeReinstated``); where
no evidence is offered the court acquits (``AcquittalOrdered``); and a count may lie on the file
(``ChargeInactivated``), neither tried nor ended. A conviction by magistrates goes to the Crown Court for rehearing
(``DeNovoAppealFiled``) and stands until that court decides. A conviction quashed is an acquittal (``reversed``) unless
a retrial is ordered (``reversed_and_remanded``). On the prosecution's appeal an acquittal by magistrates, or on a
ruling that ended the trial, may be reversed and sent back; a jury's acquittal stands whatever a reference on a point of
law decides. A conviction by magistrates may be committed to the Crown Court for sentence (``BoundOver``). A discharge,
absolute or conditional, is a part of a sentence.

Left out: a retrial after an acquittal (Criminal Justice Act 2003, Part 10), which no row allows.
"""

import attrs

from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    ApprovalNeeded,
    BoundOver,
    ChargeDischarged,
    ComponentKind,
    DeNovoAppealFiled,
    PleaAccepted,
    PleaEntered,
    ReviewOutcome,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law.generic import GENERIC
from casestate.law.grades import GradeOrder
from casestate.law.headlines import clause, qualifier
from casestate.law.policies import NEVER, ON_RECORD, Abatement, Cited, IndictmentAmendment, Mark
from casestate.law.rows import Scope, row
from casestate.law.tables.criminal.review import CLEARED, LEAVES, REVERSAL
from casestate.state.axes import Phase

_SUMMARILY_TRIED = "complaint|information|amended_complaint|amended_information|citation|unknown"
"""The papers on which magistrates try a charge that was not sent to the Crown Court."""
_QUASHED = (ReviewOutcome.REVERSED, ReviewOutcome.REVERSED_FOR_INSUFFICIENCY, ReviewOutcome.VACATED)
_DISCHARGE = (ComponentKind.CONDITIONAL_DISCHARGE, ComponentKind.UNCONDITIONAL_DISCHARGE)
_RETRIED = "review=ended found=set_aside jeopardy=ended_retriable disposition=reversed activity=active"
_ON_APPEAL = "review=pending, ends review by prosecutor"
_SUMMARY = f"{_ON_APPEAL}, disposition=acquitted, no BoundOver in trial, filed instrument={_SUMMARILY_TRIED}"
"""Where magistrates acquitted, and the prosecution appeals by case stated."""
_RULING = (
    f"{_ON_APPEAL}, disposition by AcquittalOrdered saying ground=insufficient_evidence|unknown, "
    "trial since the finding"
)
"""Where a judge ended the trial, and the prosecution appeals from the ruling."""
_ALLOWED = f"{CLEARED} disposition=quashed"

ENGLAND_AND_WALES = GENERIC.derive(
    "england-and-wales",
    rows=[
        row("T13", ChargeDischarged, "", "charged|triable > dismissed", "disposition=discharged_no_probable_cause",
            cite="Crime and Disorder Act 1998, Sch. 3, para. 2",
            why="a charge sent for trial may be dismissed before arraignment for want of evidence, without acquittal"),
        row("E15", PleaEntered, "guilty", "before_trial|on_trial > found_guilty",
            "found=guilty conviction=found disposition=convicted_by_plea",
            cite="S (An Infant) v Recorder of Manchester [1971] AC 481",
            why="a plea of guilty convicts as it is entered, and may be changed by leave until sentence"),
        row("E18", PleaAccepted, "guilty", "found_guilty", when="phase by PleaEntered",
            cite="S (An Infant) v Recorder of Manchester [1971] AC 481",
            why="the line that a plea was accepted tells the conviction that the plea had made"),
        row("E36", TrialBegan, "", "judged", when="review=pending",
            cite="Senior Courts Act 1981, ss. 48, 79",
            why="on appeal the Crown Court rehears the case, and the conviction stands meanwhile"),
        row("E39", VerdictReturned, "guilty", "judged", "review=ended", when="review=pending",
            cite="Senior Courts Act 1981, s. 48", why="found guilty again, the appellant stays convicted"),
        row("E48", SentenceImposed, "", "judged > judged", "sentence=imposed", when="review by VerdictReturned",
            cite="Senior Courts Act 1981, s. 48", why="the Crown Court may pass another sentence on the appellant"),
        row("E41", VerdictReturned, "not_guilty", "judged > overturned", _ALLOWED, when="review=pending",
            cite="Senior Courts Act 1981, s. 48", why="not found guilty again, the appellant is acquitted"),
        row("E41j", AcquittalOrdered, "", "judged > overturned", _ALLOWED, when="review=pending",
            cite="Senior Courts Act 1981, s. 48", why="where the appeal is not opposed the conviction is quashed"),
        attrs.evolve(
            GENERIC.row("T36"), start=(Phase.CHARGED, Phase.TRIABLE),
            cite="Magistrates' Courts Act 1980, ss. 9, 19-20",
            why="magistrates try summarily what is not sent to the Crown Court, without any step between"),
        row("E17", AcquittalOrdered, "", "before_trial > acquitted",
            "found=not_guilty jeopardy=ended_barred disposition=judgment_of_acquittal",
            cite="Criminal Justice Act 1967, s. 17",
            why="where no evidence is offered the court records a verdict of not guilty, with the effect of a jury's"),
        attrs.evolve(
            GENERIC.row("T34r"), cite="Prosecution of Offences Act 1985, s. 23(7)",
            why="the accused may require that a prosecution that was discontinued goes on"),
        row("L06", BoundOver, "", "diverted|found_guilty", joins="trial", scope="usual",
            cite="Sentencing Act 2020, s. 14", why="magistrates may commit to the Crown Court for sentence"),
        row("L72", AppealFiled, "", "acquitted", "review=pending", when="names by=prosecutor", scope="usual",
            cite="Magistrates' Courts Act 1980, s. 111; Criminal Justice Act 2003, s. 58; Criminal Justice Act 1972, "
            "s. 36",
            why="the prosecution may appeal by case stated, or from a ruling that ends a trial, or refer a point of "
            "law; the acquittal stands meanwhile"),
        attrs.evolve(
            GENERIC.row("L74"), scope=Scope.USUAL, doubt="", cite="default; not read",
            why="an appeal given up leaves the acquittal"),
        row("E57r", AppealDecided, "reversed_and_remanded", "acquitted > triable", _RETRIED, when=_SUMMARY,
            reopens=True,
            cite="Senior Courts Act 1981, s. 28A(3); Cuciurean v Crown Prosecution Service [2024] EWHC 848 (Admin)",
            why="the High Court may reverse an acquittal by magistrates and send the case back to them"),
        row("E57t", AppealDecided, "reversed_and_remanded", "acquitted > triable", _RETRIED, when=_RULING,
            reopens=True,
            cite="Criminal Justice Act 2003, s. 61(4); Senior Courts Act 1981, s. 28A(3)",
            why="where a ruling that ended the trial is reversed the trial may go on, or be held anew"),
        *[
            row(f"E57{mark}", AppealDecided, "reversed|vacated", "acquitted", when=when, unread=True,
                cite="Senior Courts Act 1981, s. 28A(3); Criminal Justice Act 2003, s. 61(4)",
                why="the file does not say whether the case goes on or the acquittal stands")
            for mark, when in (("ru", _SUMMARY), ("tu", _RULING))
        ],
        row("E75", AppealDecided, f"{REVERSAL}|{LEAVES}", "acquitted", "review=ended",
            when="ends review by prosecutor", scope="usual",
            cite="Criminal Justice Act 1972, s. 36(7)",
            why="an opinion on a point of law leaves the acquittal by a jury, and so does an appeal that fails"),
        row("E39r", VerdictReturned, "guilty", "triable > found_guilty",
            "found=guilty conviction=found disposition=convicted_by_verdict jeopardy=attached",
            when="phase by AppealDecided, conviction=none, found=set_aside",
            cite="Cuciurean v Crown Prosecution Service [2024] EWHC 848 (Admin)",
            why="magistrates to whom the High Court sends a case back may be directed to convict"),
        row("T58", DeNovoAppealFiled, "", "judged", "review=pending",
            cite="Magistrates' Courts Act 1980, s. 108; Senior Courts Act 1981, ss. 48, 79",
            why="the Crown Court rehears the case, and the conviction stands until it decides"),
        attrs.evolve(
            GENERIC.row("T57r"), values=(ReviewOutcome.REVERSED_AND_REMANDED,),
            cite="Criminal Appeal Act 1968, ss. 2, 7", why="where a conviction is quashed a retrial may be ordered"),
        attrs.evolve(
            GENERIC.row("T57b"), values=_QUASHED, cite="Criminal Appeal Act 1968, s. 2(3)",
            why="a conviction quashed without a retrial is an acquittal"),
    ],
    without=["T05", "T11", "T28", "T30s", "T05b", "T58n", "T66", "T66s", "L10", "L15", "L75", "deferral-as-sentence"],
    policies={
        "country": "England and Wales",
        "grades": GradeOrder((("summary only", "summary"), ("either way",), ("indictable only",))),
        "limitations": Cited({"summary only": "6 months"}, "Magistrates' Courts Act 1980, s. 127"),
        "indictment_amendable": Cited(IndictmentAmendment.FREELY, "Indictments Act 1915, s. 5"),
        "nolle_needs_leave": Cited(False, "Prosecution of Offences Act 1985, ss. 23, 23A"),
        "nolo_allowed": Cited(False, "Criminal Law Act 1967, s. 6(1)"),
        "alford_allowed": Cited(False, "Criminal Law Act 1967, s. 6(1)"),
        "gbmi_verdict": Cited(False, "Trial of Lunatics Act 1883, s. 2"),
        "de_novo_appeal": Cited(True, "Magistrates' Courts Act 1980, s. 108"),
        "finding_is_conviction": Cited(
            ON_RECORD, "S (An Infant) v Recorder of Manchester [1971] AC 481; Sentencing Act 2020, s. 14"
        ),
        "component_is_conviction": Cited(dict.fromkeys(_DISCHARGE, NEVER), "Sentencing Act 2020, s. 82", Mark.READ),
        "abatement": Cited(Abatement.SUBSTITUTION, "Criminal Appeal Act 1968, s. 44A"),
        "private_settlement_approval": Cited({ApprovalNeeded.MINOR}, "CPR 21.10"),
    },
    headlines={
        "charge": [
            clause("lies-on-the-file", "pending", "charged|triable|on_trial activity=inactive "
                "inactive_ground=on_file", "lies on the file",
                "{the_charge} against {who} lies on the file, neither proved nor dismissed, and may not go on without "
                "leave of the court", says="off-the-docket", before="trial-under-way"),
            clause("sent-for-trial", "pending", "triable trial=charge.bound_over found=nothing disposition=none",
                "sent for trial to the Crown Court", "{the_charge} against {who} was sent for trial to the Crown Court",
                before="charge-pending"),
            clause("discharged-absolutely", "discharged", "judged found=guilty conviction=adjudicated "
                "put_off=unconditional_discharge", "discharged absolutely, which counts as no conviction",
                "{who} was found guilty of {offense} and discharged absolutely, which counts as no conviction",
                before="put-off-on-terms"),
            clause("discharged-conditionally", "discharged", "judged found=guilty conviction=adjudicated "
                "put_off=conditional_discharge", "discharged conditionally, which counts as no conviction",
                "{who} was found guilty of {offense} and discharged conditionally, which counts as no conviction",
                before="put-off-on-terms"),
            clause("no-probable-cause", "dismissed", "dismissed disposition=discharged_no_probable_cause",
                "dismissed before arraignment", "{the_charge} against {who} was dismissed before arraignment"),
            clause("discontinued", "dismissed", "dismissed disposition=dismissed_without_prejudice", "discontinued",
                "{the_charge} against {who} was discontinued", before="dismissed"),
            clause("no-evidence-offered", "acquitted", "acquitted disposition=judgment_of_acquittal "
                "acquittal_ground=no_evidence_offered",
                "no evidence offered; acquitted", "the prosecution offered no evidence on {the_charge}, and {who} was "
                "acquitted", always=True, before="acquitted"),
            clause("reversed-for-insufficiency", "acquitted", "overturned disposition=reversed",
                "conviction quashed, which is an acquittal",
                "the conviction of {who} on {the_charge} was quashed, which is an acquittal", always=True),
            qualifier("off-the-docket", "charged|triable|diverted|found_guilty|deferred|sentence_deferred "
                "activity=inactive", ", inactive", "{it}is inactive"),
            qualifier("may-be-filed-again", "dismissed refilable=yes", ", and may be brought again",
                "{it}may be brought again"),
            qualifier("acquittal-reversed",
                "charged|triable|on_trial found=set_aside conviction=none disposition=reversed",
                "an earlier acquittal was reversed", "an earlier acquittal was reversed"),
            qualifier("reversed-earlier", "charged|triable|on_trial conviction=reversed disposition=reversed",
                "an earlier conviction was quashed and a retrial ordered",
                "an earlier conviction was quashed and a retrial ordered"),
        ],
    },
)
"""The magistrates' courts, the Crown Court and the Court of Appeal of England and Wales."""
