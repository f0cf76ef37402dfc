"""Rows that bring a charge and change it."""

from casestate.events import (
    BoundOver,
    ChargeAmended,
    ChargeConsolidated,
    ChargeDowngraded,
    ChargeFiled,
    ChargeInactivated,
    ChargeReactivated,
    ChargeSevered,
    ChargeUpgraded,
    ChargingInstrument,
    IndictmentWaived,
    NoBillReturned,
    PreliminaryWaived,
)
from casestate.law.rows import row, stage

INDICTED = "indictment|superseding_indictment|superseding_information|presentment"
"""The papers that a grand jury, or a defendant who waives one, stands behind: they need no preliminary hearing."""

_NOT_HELD = "disposition=declined|no_bill|discharged_no_probable_cause"
"""A charge that was refused before a court held it, which bars nothing."""

HELD = "on_trial|diverted|found_guilty|supervised"
"""The phases of a charge that goes on, after those in which papers bring it."""

_ANOTHER_PAPER = "another-paper-under-one-id"

_NO_BAR = (
    "disposition=dismissed_without_prejudice|dismissed_unspecified|diversion_completed|judgment_arrested, "
    f"filed instrument={'|'.join([each.value for each in ChargingInstrument])}"
)
"""An end, of a charge whose first filing is on file, that is not known to bar another prosecution."""
_BROUGHT_ANEW = (
    "found=set_aside if guilty conviction=vacated unless none|vacated|reversed|unknown sentence=vacated unless none "
    "supervision=none activity=active jeopardy=unknown if attached disposition=none"
)
"""What a charge brought again under its own id keeps of the first prosecution: nothing that counts as a finding."""
_OPENED = (
    "found=set_aside if guilty conviction=vacated sentence=vacated unless none supervision=none activity=active "
    "jeopardy=ended_retriable disposition=none"
)
"""What a charge brought again under its own id keeps of a conviction that was set aside."""
_HELD_ON = "citation|complaint|amended_complaint"
"""The papers that an information or an indictment takes the place of."""
_DISMISSED_FOR_IT = (
    "phase by ChargeDismissed, within 0 days of phase, disposition=dismissed_without_prejudice|dismissed_unspecified"
)
"""Where the charge was dismissed on the day of the new paper."""
_UNDONE = "ChargeDismissed from before_trial"
_ADJUDICATED = (
    "found=set_aside if guilty conviction=vacated unless none sentence=vacated unless none supervision=none "
    "activity=active disposition=none"
)
"""What a criminal charge keeps of the petition, under its id, that a juvenile court had heard."""
TO_JUVENILE = "venue=transferred, of another nature, names instrument=petition"
"""Where a charge that was sent to another court goes on by the petition of a juvenile court."""
TAKEN_THERE = "conviction=vacated unless pardoned|set_aside|vacated|reversed"
"""What becomes, in places, of the conviction on a charge that is sent to a juvenile court after the verdict."""
AFTER_VERDICT = "N.Y. CPL 310.85; N.Y. CPL 330.25"
"""The authority on a case that goes to a juvenile court after the verdict, which a fact determination replaces."""
_PAPERS = (
    ("T01", "", "charged"),
    ("T02", "amended_complaint|information|amended_information", "charged"),
    ("T04", INDICTED, "triable"),
)
_ANEW = (
    ("j", ", jeopardy=attached", "refiled-after-jeopardy", "Downum v. United States; United States v. Scott",
     "a dismissal after jeopardy attached bars another prosecution, unless the defendant consented to it"),
    ("e", "", "filed-again-under-its-id", "FRCrimP 48(a); State v. Ware",
     "a charge whose end is not known to bar it may be brought again, and courts use its number again"),
)

BRINGING = stage(
    "charging",
    row("T01", ChargeFiled, "", "not_charged > charged",
        cite="FRCrimP 3; NMRA 5-201",
        why="a complaint, or an information before the preliminary hearing, brings the charge"),
    row("T01a", ChargeFiled, "amended_complaint", "not_charged|charged > charged", scope="usual",
        cite="default; not read", why="an amended complaint says what is charged now"),
    row("T02", ChargeFiled, "information|amended_information", "not_charged|charged > charged", scope="usual",
        cite="FRCrimP 7(b); NMRA 5-201, 5-302",
        why="an information brings the charge; a preliminary hearing held or waived makes it triable"),
    row("T04", ChargeFiled, INDICTED, "not_charged|charged > triable",
        cite="FRCrimP 6, 7; N.M. Const. art. II, s. 14", why="an indictment needs no preliminary hearing"),
    row("T01d", ChargeFiled, "", "dismissed > charged", "disposition=none activity=active", when=_NOT_HELD,
        scope="usual", reopens=True,
        cite="FRCrimP 5.1(f); N.Y. CPL 190.75",
        why="a charge that was declined, not indicted or not held may be brought after all, in places by leave"),
    row("T02d", ChargeFiled, "amended_complaint|information|amended_information", "dismissed > charged",
        "disposition=none activity=active", when=_NOT_HELD, scope="usual", reopens=True,
        cite="FRCrimP 5.1(f); N.Y. CPL 190.75",
        why="a charge that was declined, not indicted or not held may be brought after all, in places by leave"),
    row("T04d", ChargeFiled, INDICTED, "dismissed > triable", "disposition=none activity=active", when=_NOT_HELD,
        scope="usual", reopens=True,
        cite="FRCrimP 5.1(f); N.Y. CPL 190.75",
        why="a charge that was declined, not indicted or not held may be indicted after all, in places by leave"),
    row("T01g", ChargeFiled, "", "dismissed", "activity=active",
        when=f"{_DISMISSED_FOR_IT}, filed instrument=citation, names instrument=complaint", undoes=_UNDONE,
        scope="usual", reopens=True,
        cite="default; not read",
        why="a citation dismissed on the day of the complaint gives way to it, and the charge goes on"),
    row("T02g", ChargeFiled, "information", "dismissed", "activity=active",
        when=f"{_DISMISSED_FOR_IT}, filed instrument={_HELD_ON}", undoes=_UNDONE, scope="usual", reopens=True,
        cite="default; not read",
        why="a complaint dismissed on the day of the information gives way to it, and the charge goes on"),
    row("T04g", ChargeFiled, "indictment|presentment", "dismissed > triable", "activity=active",
        when=f"{_DISMISSED_FOR_IT}, filed instrument={_HELD_ON}|information|amended_information", undoes=_UNDONE,
        scope="usual", reopens=True,
        cite="default; not read",
        why="a lesser paper dismissed on the day of the indictment gives way to it, and the charge goes on"),
    row("T04h", ChargeFiled, "superseding_indictment|superseding_information", "dismissed > triable", "activity=active",
        when=_DISMISSED_FOR_IT, undoes=_UNDONE, scope="usual", reopens=True,
        cite="United States v. Bowen, 946 F.2d 734",
        why="a paper dismissed on the day of the one that supersedes it gives way to it, and the charge goes on"),
    *[
        row(f"{id}{mark}", ChargeFiled, papers, f"dismissed > {to}", _BROUGHT_ANEW, when=f"{_NO_BAR}{jeopardy}",
            doubt=doubt, scope="usual", reopens=True, cite=cite, why=why)
        for mark, jeopardy, doubt, cite, why in _ANEW
        for id, papers, to in _PAPERS
    ],
    *[
        row(f"{id}v", ChargeFiled, papers, f"adjudged > {to}", _OPENED, when="conviction=set_aside",
            doubt="opened-after-set-aside", scope="usual", reopens=True, cite="default; not read",
            why="a charge whose conviction was set aside and that is brought again was opened again")
        for id, papers, to in _PAPERS
    ],
    row("T02t", ChargeFiled, f"information|amended_information|{INDICTED}", "triable",
        when="phase by BoundOver|PreliminaryWaived|IndictmentWaived", scope="usual",
        cite="NMRA 5-201(C); FRCrimP 7",
        why="the information or indictment that follows a preliminary hearing held or waived says what is tried"),
    row("T01b", ChargeFiled, "amended_complaint", "triable|on_trial|diverted", scope="usual",
        cite="default; not read", why="an amended complaint says what is charged now"),
    row("T02a", ChargeFiled, "amended_information", "triable|on_trial|diverted", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204", why="before verdict an amended information may change the charge"),
    row("T04s", ChargeFiled, "superseding_indictment|superseding_information", "triable|diverted", scope="usual",
        cite="FRCrimP 7", why="before trial a superseding paper may change the charge under the id that it has"),
    row("T01r", ChargeFiled, "", f"before_trial|{HELD}", when="restates", scope="usual",
        cite="court administration", why="another paper on the charge that says nothing new changes nothing"),
    row("T02r", ChargeFiled,
        "amended_complaint|information|amended_information|superseding_information|superseding_indictment",
        f"triable|{HELD}", when="restates", scope="usual",
        cite="court administration", why="another paper on the charge that says nothing new changes nothing"),
    row("T04f", ChargeFiled, "information|indictment|presentment", "triable", when="found=set_aside|hung, restates",
        scope="usual",
        cite="court administration",
        why="the paper on which a charge is tried again, if it says nothing new, changes nothing"),
    row("T04r", ChargeFiled, "indictment|presentment", HELD, when="restates", scope="usual",
        cite="court administration", why="another paper on the charge that says nothing new changes nothing"),
    *[
        row(id, ChargeFiled, papers, phases, when="venue=transferred|remanded, of another nature", scope="usual",
            cite="237 Pa. Code 200(4); 42 Pa.C.S. 6322",
            why="a charge sent from a juvenile court to a criminal one, or back, goes on by the paper of that court")
        for id, papers, phases in (
            ("T01n", "", "before_trial|diverted"),
            ("T02n", "amended_complaint|information|amended_information", "triable|diverted"),
            ("T04n", INDICTED, "triable|diverted"),
        )
    ],
    *[
        row(f"{id}{mark}", ChargeFiled, papers, f"{phases} > {to}", _ADJUDICATED,
            when=f"filed instrument=petition{sent}, of another nature", doubt=doubt, scope="usual", reopens=True,
            cite="Breed v. Jones, 421 U.S. 519",
            why="a criminal charge on what a juvenile court has heard is another prosecution, whether or not it may be")
        for mark, phases, sent, doubt in (
            ("k", "on_trial|found_guilty|supervised", ", venue=transferred|remanded", ""),
            ("l", "on_trial", "", _ANOTHER_PAPER),
        )
        for id, papers, to in _PAPERS
    ],
    row("T01s", ChargeFiled, "", "found_guilty|supervised", TAKEN_THERE, when=TO_JUVENILE, differs="conviction",
        scope="local",
        cite=AFTER_VERDICT,
        why="a charge sent to a juvenile court after the verdict goes on there, where in places the verdict is an "
        "adjudication, and no conviction"),
    *[
        row(f"{id}p", ChargeFiled, papers, "found_guilty|supervised", when="of another nature", scope="usual",
            cite="default; not read", why="a paper of another court, if nothing was sent there, leaves what was found")
        for id, papers, _ in _PAPERS
    ],
    row("T01q", ChargeFiled, "", "triable|on_trial|diverted", when="of another nature", doubt=_ANOTHER_PAPER,
        scope="usual",
        cite="default; not read", why="a petition and a criminal charge are two proceedings, not two papers of one"),
    row("T04o", ChargeFiled, "information|indictment|presentment", "triable|diverted", when="changes the charge",
        doubt=_ANOTHER_PAPER, scope="usual",
        cite="United States v. Bowen, 946 F.2d 734",
        why="another indictment or information that changes the charge supersedes the first"),
    row("T01o", ChargeFiled, "", "charged", when="changes the charge", doubt=_ANOTHER_PAPER,
        scope="usual",
        cite="FRCrimP 3", why="another complaint that changes the charge takes the place of the first"),
    row("T05", NoBillReturned, "", "charged > dismissed", "disposition=no_bill", joins="endings",
        cite="FRCrimP 6(f); N.M. Const. art. II, s. 14",
        why="a grand jury that declines to indict ends the charge and sets no bar"),
    row("T05b", NoBillReturned, "", "triable > dismissed", "disposition=no_bill", joins="endings",
        when="phase by BoundOver|PreliminaryWaived", scope="usual",
        cite="N.Y. CPL 190.75", why="a defendant held for the grand jury is released if it does not indict"),
    row("T07", ChargeAmended, "", "pending|diverted", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204", why="before verdict a charge may be amended, not into another offence"),
    row("T09", ChargeDowngraded, "", "pending|diverted", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204", why="an enhancement or theory may be withdrawn, or the grade lowered"),
    row("T09u", ChargeUpgraded, "", "pending|diverted", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204",
        why="an enhancement in force on the offence date may be added, or the grade raised"),
    row("T07c", ChargeAmended, "technical|date_corrected", "pending|diverted|found_guilty|deferred|adjudged",
        scope="usual",
        cite="FRCrimP 36", why="a clerical error may be corrected at any time; what was found stays what it was"),
    row("T64c", ChargeConsolidated, "", "pending|diverted",
        cite="FRCrimP 8, 13", why="charges may be joined for trial"),
    row("T64s", ChargeSevered, "", "pending|diverted",
        cite="FRCrimP 14", why="charges may be parted for trial"),
    row("T11", PreliminaryWaived, "", "charged > triable", joins="trial",
        cite="FRCrimP 5.1; NMRA 5-302", why="a defendant may give up the preliminary hearing"),
    row("T11i", IndictmentWaived, "", "charged > triable", joins="trial",
        cite="FRCrimP 7(b), 5.1(a)(3)",
        why="a felony may be charged by information if the defendant waives indictment, and no hearing is then due"),
    row("T11h", IndictmentWaived, "", "triable", when="phase by BoundOver|PreliminaryWaived", joins="trial",
        scope="usual",
        cite="N.Y. CPL 195.10",
        why="a defendant held for the grand jury may waive its indictment, and goes to trial on an information"),
    row("T12", BoundOver, "", "charged > triable", joins="trial",
        cite="NMRA 5-201(C)", why="probable cause holds the charge for trial"),
    row("T65i", ChargeInactivated, "", "pending|diverted|proved|sentence_deferred", "activity=inactive",
        cite="court administration; NCSC inactive pending", why="a charge put off the active docket stands as it did"),
    row("T65a", ChargeReactivated, "", "pending|diverted|proved|sentence_deferred", "activity=active",
        cite="court administration; NCSC reactivated", why="a charge put back on the docket is active"),
)
