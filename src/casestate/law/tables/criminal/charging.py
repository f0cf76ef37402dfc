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
    IndictmentWaived,
    NoBillReturned,
    PreliminaryWaived,
)
from casestate.law.rows import row, stage

INDICTED = "indictment|superseding_indictment|superseding_information|presentment"
"""The papers that a grand jury, or a defendant who waives one, stands behind: they need no preliminary hearing."""

HELD = "on_trial|diverted|found_guilty|supervised"
"""The phases of a charge that goes on, after those in which papers bring it."""

BRINGING = stage(
    "charging",
    row("T01", ChargeFiled, "", "not_charged > charged",
        cite="FRCrimP 3; NMRA 5-201",
        why="a complaint, or an information before the preliminary hearing, brings the charge"),
    row("T02", ChargeFiled, "information|amended_information", "not_charged|charged > charged", scope="usual",
        cite="FRCrimP 7(b); NMRA 5-201, 5-302",
        why="an information brings the charge; a preliminary hearing held or waived makes it triable"),
    row("T04", ChargeFiled, INDICTED, "not_charged|charged > triable",
        cite="FRCrimP 6, 7; N.M. Const. art. II, s. 14", why="an indictment needs no preliminary hearing"),
    row("T02t", ChargeFiled, f"information|amended_information|{INDICTED}", "triable",
        when="phase by BoundOver|PreliminaryWaived|IndictmentWaived", scope="usual",
        cite="NMRA 5-201(C); FRCrimP 7",
        why="the information or indictment that follows a preliminary hearing held or waived says what is tried"),
    row("T01r", ChargeFiled, "", f"triable|{HELD}", when="restates", scope="usual",
        cite="court administration", why="another paper on the charge that says nothing new changes nothing"),
    row("T02r", ChargeFiled, "information|amended_information|superseding_information|superseding_indictment",
        f"triable|{HELD}", when="restates", scope="usual",
        cite="court administration", why="another paper on the charge that says nothing new changes nothing"),
    row("T04r", ChargeFiled, "indictment|presentment", HELD, when="restates", scope="usual",
        cite="court administration", why="another paper on the charge that says nothing new changes nothing"),
    row("T05", NoBillReturned, "", "charged > dismissed", "disposition=no_bill", joins="endings",
        cite="FRCrimP 6(f); N.M. Const. art. II, s. 14",
        why="a grand jury that declines to indict ends the charge and sets no bar"),
    row("T07", ChargeAmended, "", "pending", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204", why="before verdict a charge may be amended, not into another offence"),
    row("T09", ChargeDowngraded, "", "pending", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204", why="an enhancement or theory may be withdrawn, or the grade lowered"),
    row("T09u", ChargeUpgraded, "", "pending", scope="usual",
        cite="FRCrimP 7(e); NMRA 5-204",
        why="an enhancement in force on the offence date may be added, or the grade raised"),
    row("T64c", ChargeConsolidated, "", "pending",
        cite="FRCrimP 8, 13", why="charges may be joined for trial"),
    row("T64s", ChargeSevered, "", "pending",
        cite="FRCrimP 14", why="charges may be parted for trial"),
    row("T11", PreliminaryWaived, "", "charged > triable", joins="trial",
        cite="FRCrimP 5.1; NMRA 5-302", why="a defendant may give up the preliminary hearing"),
    row("T11i", IndictmentWaived, "", "charged > triable", joins="trial",
        cite="FRCrimP 7(b), 5.1(a)(3)",
        why="a felony may be charged by information if the defendant waives indictment, and no hearing is then due"),
    row("T12", BoundOver, "", "charged > triable", joins="trial",
        cite="NMRA 5-201(C)", why="probable cause holds the charge for trial"),
    row("T65i", ChargeInactivated, "", "pending|diverted", "activity=inactive",
        cite="court administration; NCSC inactive pending", why="a charge put off the active docket is still pending"),
    row("T65a", ChargeReactivated, "", "pending|diverted", "activity=active",
        cite="court administration; NCSC reactivated", why="a charge put back on the docket is active"),
)
