"""Rows that end a charge without a finding, and rows of charges that are brought again."""

from collections.abc import Mapping
from typing import Any

from casestate.events import (
    ChargeAbated,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ChargeSuperseded,
    DefendantDied,
)
from casestate.events.criminal.charging import ANOTHER_SOVEREIGN
from casestate.law.rows import Row, row, stage
from casestate.law.tables.criminal.by_leave import DISMISSED_ON_REMAND

ABATED = "conviction=vacated sentence=vacated supervision=none review=ended disposition=abated_by_death"
"""What an order sets that abates a judgment."""
ABATEMENTS = (
    ("a", "judgment under review", f"found=set_aside {ABATED}", "usual", "",
        "United States v. Brooks; United States v. Parsons",
        "where a death pending appeal abates from the beginning, the judgment falls by the court's order"),
    ("c", "died pending review", f"found=set_aside {ABATED}", "usual", "",
        "United States v. Bechtel, 547 F.2d 1379; United States v. Parsons",
        "where a death pending appeal abates from the beginning, the judgment falls though the appeal was dismissed"),
    ("b", "", ABATED, "local", "conviction",
        "Dove v. United States, 423 U.S. 325; Commonwealth v. Hernandez, 481 Mass. 582",
        "a death abates a judgment under a first appeal; of any other the file does not tell what is left"),
)  # fmt: skip
"""The rows of an order that abates a judgment: mark, condition, axes, scope, open axes, authority and reason."""

DISMISSED_FOR_DEATH: Mapping[str, Any] = {
    "when": "conviction=adjudicated, died pending review",
    "scope": "local",
    "differs": "conviction",
    "cite": "United States v. Bechtel, 547 F.2d 1379; United States v. Parsons",
    "why": "where a death pending appeal abates from the beginning, the charge is dismissed and its judgment falls",
}
"""The common part of the rows of a dismissal that carries out a death pending appeal."""

FOR_DEATH = f"found=set_aside if guilty {ABATED}"
DISMISSALS_FOR_DEATH = (
    ("n", "without", FOR_DEATH),
    ("w", "with", f"{FOR_DEATH} jeopardy=ended_barred"),
    ("u", "", FOR_DEATH),
)
"""For each such row: its mark, what the dismissal says of a bar, and what it sets."""

PUT_BACK = (
    "found=set_aside if guilty conviction=reversed unless none|vacated|reversed sentence=vacated unless none "
    "activity=active supervision=none"
)
"""What a charge put back to be tried keeps of an earlier finding: nothing that counts as one."""

ENDS = "ChargeDismissed|ChargeDischarged|DiversionCompleted|JudgmentArrested|DeferralCompleted"
"""The acts that end a charge by order, which the court or a higher one may take back."""

_ONE_DISMISSAL = "disposition=dismissed_without_prejudice|dismissed_unspecified, within 1 day of disposition"
"""A dismissal told on this day or the day before, which may be the same one."""


def _also_dismissed(id: str, phases: str, values: str, when: str, why: str) -> tuple[Row, ...]:
    """Return the rows of a dismissal that the docket tells beside another end, which stays as it is."""
    given: dict[str, Any] = {"when": when, "scope": "usual", "cite": "court administration", "why": why}
    return (
        row(id, ChargeDismissed, values, phases, **given),
        row(f"{id}u", ChargeDismissed, "", phases, **given),
    )


_TAKEN_BACK = "reinstated-after-bar"

ENDING = stage(
    "endings",
    row("T00", ChargeDeclined, "", "not_charged|charged > dismissed", "disposition=declined",
        cite="prosecutorial discretion", why="a prosecutor may refuse a charge before a court has it"),
    row("T13", ChargeDischarged, "", "charged > dismissed", "disposition=discharged_no_probable_cause",
        cite="FRCrimP 5.1(f); NMRA 5-302",
        why="discharge at the preliminary hearing does not preclude another prosecution"),
    row("T06", ChargeSuperseded, "", "before_trial > superseded", "disposition=superseded succession=superseded",
        cite="prosecution practice before jeopardy",
        why="a new instrument may take the charge's place before jeopardy attaches"),
    *DISMISSED_ON_REMAND,
    row("T33w", ChargeDismissed, "with", "pending|diverted > barred",
        "disposition=dismissed_with_prejudice jeopardy=ended_barred supervision=none",
        cite="FRCrimP 48(b), 12(b)",
        why="a dismissal with prejudice bars another prosecution, subject to appeal"),
    row("T32", ChargeDismissed, "without", "pending|diverted > dismissed",
        "disposition=dismissed_without_prejudice supervision=none", scope="usual",
        cite="FRCrimP 48(a); State v. Ware",
        why="a nolle prosequi or dismissal without prejudice ends the charge and sets no bar"),
    row("T33", ChargeDismissed, "", "pending|diverted > dismissed",
        "disposition=dismissed_unspecified supervision=none", scope="usual",
        cite="FRCrimP 48",
        why="a dismissal ends the charge; whether it bars is unknown where no source says"),
    row("T46w", ChargeDismissed, "with", "found_guilty > barred",
        "found=set_aside if guilty conviction=none disposition=dismissed_with_prejudice jeopardy=ended_barred",
        scope="usual",
        cite="FRCrimP 48(a); Rinaldi v. United States, 434 U.S. 22; State v. Angel, 2002-NMSC-025",
        why="before judgment a charge found proved may be dismissed, and the finding falls with it"),
    row("T46n", ChargeDismissed, "without", "found_guilty > dismissed",
        "found=set_aside if guilty conviction=none disposition=dismissed_without_prejudice", scope="usual",
        cite="FRCrimP 48(a); Rinaldi v. United States, 434 U.S. 22; State v. Angel, 2002-NMSC-025",
        why="before judgment a charge found proved may be dismissed, and the finding falls with it"),
    row("T46u", ChargeDismissed, "", "found_guilty > dismissed",
        "found=set_aside if guilty conviction=none disposition=dismissed_unspecified", scope="usual",
        cite="FRCrimP 48(a); Rinaldi v. United States, 434 U.S. 22; State v. Angel, 2002-NMSC-025",
        why="before judgment a charge found proved may be dismissed, and the finding falls with it"),
    row("T30w", ChargeDismissed, "with", "deferred > barred",
        "conviction=withheld unless unknown sentence=none supervision=none disposition=dismissed_with_prejudice "
        "jeopardy=ended_barred",
        scope="usual",
        cite="NMSA 31-20-13; 18 USC 3607",
        why="a charge on which judgment is withheld may be dismissed, without a conviction"),
    row("T30n", ChargeDismissed, "without", "deferred > dismissed",
        "conviction=withheld unless unknown sentence=none supervision=none disposition=dismissed_without_prejudice",
        scope="usual",
        cite="NMSA 31-20-13; 18 USC 3607",
        why="a charge on which judgment is withheld may be dismissed, without a conviction"),
    row("T30u", ChargeDismissed, "", "deferred > dismissed",
        "conviction=withheld unless unknown sentence=none supervision=none disposition=dismissed_unspecified",
        scope="usual",
        cite="NMSA 31-20-13; 18 USC 3607",
        why="a charge on which judgment is withheld may be dismissed, without a conviction"),
    row("T30sw", ChargeDismissed, "with", "sentence_deferred > barred",
        "conviction=dismissed unless unknown sentence=none supervision=none "
        "disposition=dismissed_with_prejudice jeopardy=ended_barred",
        scope="usual",
        cite="NMSA 31-20-9; United States v. Meraz",
        why="a charge whose sentence was deferred may be dismissed; some purposes still count the conviction"),
    row("T30sn", ChargeDismissed, "without", "sentence_deferred > dismissed",
        "conviction=dismissed unless unknown sentence=none supervision=none disposition=dismissed_without_prejudice",
        scope="usual",
        cite="NMSA 31-20-9; United States v. Meraz",
        why="a charge whose sentence was deferred may be dismissed; some purposes still count the conviction"),
    row("T30su", ChargeDismissed, "", "sentence_deferred > dismissed",
        "conviction=dismissed unless unknown sentence=none supervision=none disposition=dismissed_unspecified",
        scope="usual",
        cite="NMSA 31-20-9; United States v. Meraz",
        why="a charge whose sentence was deferred may be dismissed; some purposes still count the conviction"),
    row("T30d", ChargeDismissed, "with|without", "barred", "supervision=none", when="disposition=deferral_completed",
        scope="usual",
        cite="NMSA 31-20-9, 31-20-13(A); Tex. Code Crim. Proc. art. 42A.111",
        why="the dismissal that follows a deferral completed is the same end"),
    row("T30e", ChargeDismissed, "", "barred", "supervision=none", when="disposition=deferral_completed", scope="usual",
        cite="NMSA 31-20-9, 31-20-13(A); Tex. Code Crim. Proc. art. 42A.111",
        why="the dismissal that follows a deferral completed is the same end"),
    row("T27w", ChargeDismissed, "with", "dismissed > barred",
        "disposition=dismissed_with_prejudice jeopardy=ended_barred", when="disposition=diversion_completed",
        scope="usual",
        cite="default; not read", why="the dismissal that follows a diversion completed may say that it bars"),
    row("T27n", ChargeDismissed, "without", "dismissed", "disposition=dismissed_without_prejudice",
        when="disposition=diversion_completed", scope="usual",
        cite="default; not read", why="the dismissal that follows a diversion completed may say that it sets no bar"),
    row("T27u", ChargeDismissed, "", "dismissed", when="disposition=diversion_completed", scope="usual",
        cite="default; not read", why="the dismissal that follows a diversion completed is the same end"),
    row("T32l", ChargeDismissed, "without", "dismissed", "disposition=dismissed_without_prejudice",
        when=_ONE_DISMISSAL, scope="usual",
        cite="court administration", why="a nolle prosequi and the order on it are two lines on one dismissal"),
    row("T32o", ChargeDismissed, "without", "dismissed", "disposition=dismissed_without_prejudice",
        when="disposition=dismissed_unspecified", scope="usual",
        cite="court administration", why="a later line may say that a dismissal, of which none said so, sets no bar"),
    row("T33l", ChargeDismissed, "", "dismissed", when=_ONE_DISMISSAL, scope="usual",
        cite="court administration", why="a nolle prosequi and the order on it are two lines on one dismissal"),
    row("T33m", ChargeDismissed, "with", "dismissed > barred",
        "disposition=dismissed_with_prejudice jeopardy=ended_barred",
        when="disposition=dismissed_unspecified, within 1 day of disposition", scope="usual",
        cite="court administration", why="the second line on one dismissal may be the one that says that it bars"),
    row("T33c", ChargeDismissed, "with", "dismissed > barred",
        "disposition=dismissed_with_prejudice jeopardy=ended_barred",
        when="disposition by ChargeDismissed saying by=prosecutor, disposition=dismissed_without_prejudice, "
        "within 0 days of disposition, names by=court", scope="usual",
        cite="FRCrimP 48",
        why="the court that dismisses with prejudice what the prosecutor dismissed on the same day has the last word"),
    row("T33x", ChargeDismissed, "with", "barred", scope="usual",
        when="disposition=dismissed_with_prejudice, within 1 day of disposition",
        cite="court administration", why="a motion to dismiss and the order on it are two lines on one dismissal"),
    row("T33y", ChargeDismissed, "", "barred", when="disposition=dismissed_with_prejudice", scope="usual",
        cite="court administration", why="a line that says no more than that a charge was dismissed takes back no bar"),
    *_also_dismissed("T13d", "dismissed", "without",
        "disposition=declined|no_bill|discharged_no_probable_cause|judgment_arrested",
        "the dismissal that follows a refusal to charge, to indict or to hold is the same end"),
    *_also_dismissed("T47d", "barred", "with|without", "disposition=merged",
        "a count merged into another is dismissed for that, and ends once"),
    *_also_dismissed("T41d", "acquitted|overturned", "with",
        "disposition=acquitted|acquitted_insanity|judgment_of_acquittal|reversed|quashed",
        "a charge is dismissed on an acquittal, and stays one of which the defendant was acquitted"),
    *_also_dismissed("T62x", "abated", "without", "disposition=abated_by_death",
        "a charge is dismissed for the defendant's death, and ends once"),
    row("T62w", ChargeDismissed, "with", "abated", "jeopardy=ended_barred", when="disposition=abated_by_death",
        scope="usual",
        cite="court administration", why="a charge is dismissed for the defendant's death, and ends once"),
    row("T62r", ChargeAbated, "", "abated", when="phase by DefendantDied|ChargeDismissed",
        cite="court administration", why="the order that a charge abated tells the end that the death had made"),
    row("T62s", ChargeAbated, "", "dismissed|barred > abated", "disposition=abated_by_death",
        when="phase by ChargeDismissed, within 1 day of disposition",
        cite="court administration", why="the death is the reason for the dismissal already told, and the same end"),
    row("T62t", DefendantDied, "", "dismissed|barred > abated", "disposition=abated_by_death",
        when="phase by ChargeDismissed, within 0 days of disposition",
        cite="court administration", why="a charge dismissed on the day of the death is dismissed for it"),
    row("T34rp", ChargeReinstated, "", "barred", "succession=none if superseded activity=active",
        when="phase by ChargeDismissed saying ground=plea_agreement",
        undoes="ChargeDismissed from before_trial|diverted|proved|adjudged", joins="charging", scope="usual",
        reopens=True,
        cite="18 USC 3296; Ricketts v. Adamson, 483 U.S. 1",
        why="a count dismissed under a plea that fell is put back as it was, even if it was dismissed with prejudice"),
    row("T34rw", ChargeReinstated, "", "barred", "succession=none if superseded activity=active",
        when="disposition=dismissed_with_prejudice", doubt=_TAKEN_BACK,
        undoes="ChargeDismissed from before_trial|diverted|proved|adjudged", joins="charging", scope="usual",
        reopens=True,
        cite="FRCrimP 48(b)", why="a dismissal with prejudice bars the charge until the court takes it back"),
    row("T34rd", ChargeReinstated, "", "dismissed", "succession=none if superseded activity=active",
        when="disposition=diversion_completed", undoes="DiversionStarted from before_trial", joins="charging",
        scope="usual", reopens=True,
        cite="default; not read", why="a charge put back after a diversion is as far as it was before the diversion"),
    row("T34r", ChargeReinstated, "", "dismissed|barred", "succession=none if superseded activity=active",
        undoes=f"{ENDS}|NoBillReturned from before_trial|diverted|proved|adjudged", joins="charging", scope="usual",
        reopens=True,
        cite="N.C.G.S. 15A-932; 18 USC 3296; Ricketts v. Adamson, 483 U.S. 1",
        why="a charge put back by the court that ended it, or under a plea that fell, is as far as it was"),
    row("T34v", ChargeReinstated, "", "barred", "activity=active", undoes="ChargeMerged from proved|adjudged",
        joins="charging", reopens=True,
        cite="Rutledge v. United States, 517 U.S. 292, 306",
        why="a merged count may be revived when the conviction into which it was merged falls"),
    row("T34mw", ChargeReinstated, "", "barred > triable",
        "jeopardy=ended_retriable succession=none if superseded activity=active",
        when="disposition=dismissed_with_prejudice", doubt=_TAKEN_BACK,
        undoes="ChargeDismissed from on_trial", joins="charging", scope="usual", reopens=True,
        cite="United States v. Scott, 437 U.S. 82",
        why="a dismissal with prejudice bars the charge until the court takes it back"),
    row("T34m", ChargeReinstated, "", "dismissed|barred > triable",
        "jeopardy=ended_retriable succession=none if superseded activity=active",
        undoes="ChargeDismissed from on_trial", joins="charging", scope="usual", reopens=True,
        cite="United States v. Scott, 437 U.S. 82",
        why="a charge dismissed in the middle of its trial and put back is tried anew"),
    row("T34o", ChargeReinstated, "", "pending|diverted|proved|adjudged",
        when="phase by OrderVacated|AppealDecided", joins="charging", scope="usual",
        cite="court administration", why="the line that puts a charge back tells what the order had done"),
    row("T34p", ChargeReinstated, "", "dismissed > charged",
        f"{PUT_BACK} disposition=none succession=none if superseded", joins="charging", scope="usual", reopens=True,
        cite="N.C.G.S. 15A-932",
        why="where the file does not tell how far a dismissed charge was, it is charged once it is put back"),
    row("T34b", ChargeReinstated, "", "barred > charged",
        f"{PUT_BACK} disposition=none jeopardy=unknown succession=none if superseded",
        when="disposition=dismissed_with_prejudice", doubt=_TAKEN_BACK, joins="charging", scope="usual", reopens=True,
        cite="18 USC 3296; Ricketts v. Adamson, 483 U.S. 1",
        why="a dismissal with prejudice may be taken back before it is final, or when the plea behind it falls"),
    row("T33s", ChargeDismissed, "with|without", "superseded", reopens=True,
        cite="prosecution practice", why="the dismissal of a charge that another carries on leaves the other as it is"),
    row("T33t", ChargeDismissed, "", "superseded", reopens=True,
        cite="prosecution practice", why="the dismissal of a charge that another carries on leaves the other as it is"),
    row("T34", ChargeFiled, "", "before_trial|dismissed", "succession=refiled", link="refiles",
        refusal="refiled-after-bar",
        cite="U.S. Const. amend. V; NMSA 30-1-10",
        why="a charge ended without a bar may be brought again as a new charge; one that is barred may not, by the "
        "same sovereign"),
    row("T34j", ChargeFiled, "", "dismissed", "succession=refiled", link="refiles",
        when="jeopardy=attached", doubt="refiled-after-jeopardy",
        cite="Downum v. United States; United States v. Scott",
        why="a dismissal after jeopardy attached bars another prosecution, unless the defendant consented to it"),
    row("T34n", ChargeFiled, "", "superseded", "succession=refiled", link="refiles",
        cite="prosecution practice before jeopardy; FRCrimP 20, 21",
        why="a charge that another charge or court carries on has not ended, so it may be brought anew"),
    row("T35", ChargeFiled, "", "not_charged|brought", link=ANOTHER_SOVEREIGN,
        cite="Gamble v. United States; Puerto Rico v. Sanchez Valle, 579 U.S. 59",
        why="an offence against another sovereign is another offence, which no end of this charge bars"),
    row("T62", ChargeAbated, "", "pending|diverted > abated", "disposition=abated_by_death",
        cite="universal", why="death ends the prosecution of that person"),
    row("T62f", ChargeAbated, "", "proved > abated", "conviction=none disposition=abated_by_death",
        cite="universal", why="death before judgment leaves a finding without a conviction"),
    *[
        row(f"T63{mark}", ChargeAbated, "", "adjudged > abated", sets, when=when, scope=scope, differs=differs,
            cite=cite, why=why)
        for mark, when, sets, scope, differs, cite, why in ABATEMENTS
    ],
    row("T62d", DefendantDied, "", "pending|diverted > abated", "disposition=abated_by_death",
        cite="universal", why="death ends the prosecution of that person and of nobody else"),
    row("T62e", DefendantDied, "", "proved > abated", "conviction=none disposition=abated_by_death",
        cite="universal", why="death before judgment leaves a finding without a conviction"),
    row("T63", DefendantDied, "", "not_charged|adjudged|closed_by_order|acquitted|superseded|abated", scope="usual",
        cite="United States v. Brooks; Commonwealth v. Hernandez, 481 Mass. 582; State v. Salazar, 1997-NMSC-044",
        why="the jurisdiction decides what becomes of a judgment under appeal; nothing moves by itself"),
)
