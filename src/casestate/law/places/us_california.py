"""
California, from the complaint to relief after probation.

Chosen beside England and Wales because its practice departs most from the table in deferral, charging and reduction. A
felony is charged by complaint and held to answer, seldom indicted; no prosecutor may drop it; and a second dismissal,
or the first of a misdemeanor, bars in most cases. A felony that may also be a misdemeanor is made one by the
prosecutor, the magistrate, or the court years after judgment. Sentence is seldom put off without a conviction:
probation suspends its imposition and leaves the conviction, until a court dismisses it. Sanity is tried after guilt.
"""

import attrs

from casestate.events import (
    ChargeDischarged,
    ChargeDismissed,
    ChargeFiled,
    ComponentKind,
    ConvictionSetAside,
    SeverityClass,
)
from casestate.law.generic import GENERIC
from casestate.law.grades import SEVERITIES
from casestate.law.headlines import clause
from casestate.law.policies import Abatement, Cited, Counts, ExpungeEffect, IndictmentAmendment, Purpose
from casestate.law.rows import row

_1387 = "Cal. Penal Code 1385, 1387(a)"
_ONE_MISDEMEANOR = "filed severity=misdemeanor|gross_misdemeanor|petty_misdemeanor"
_DISMISSED = "pending|diverted > dismissed"

US_CALIFORNIA = GENERIC.derive(
    "us-california",
    rows=[
        row("T13", ChargeDischarged, "", "before_trial > dismissed", "disposition=discharged_no_probable_cause",
            cite="Cal. Penal Code 871, 995, 999",
            why="a magistrate discharges, or the court sets the information aside; neither bars another prosecution"),
        row("CA01", ChargeDismissed, "without", _DISMISSED,
            "disposition=dismissed_without_prejudice jeopardy=unknown", when=_ONE_MISDEMEANOR, joins="endings",
            cite=_1387, why="the first dismissal of a misdemeanor charged alone bars, unless an exception is found"),
        row("CA02", ChargeDismissed, "", _DISMISSED, "disposition=dismissed_unspecified jeopardy=unknown",
            when=_ONE_MISDEMEANOR, joins="endings",
            cite=_1387, why="the first dismissal of a misdemeanor charged alone bars, unless an exception is found"),
        row("CA03", ChargeDismissed, "without", _DISMISSED,
            "disposition=dismissed_without_prejudice jeopardy=unknown", when="filed refiles", joins="endings",
            cite=_1387, why="an offence dismissed twice is barred, with exceptions that a court must find"),
        row("CA04", ChargeDismissed, "", _DISMISSED, "disposition=dismissed_unspecified jeopardy=unknown",
            when="filed refiles", joins="endings",
            cite=_1387, why="an offence dismissed twice is barred, with exceptions that a court must find"),
        row("CA05", ChargeFiled, "", "dismissed", "succession=refiled", link="refiles", joins="endings",
            when="jeopardy=unknown", doubt="barred-unless-excepted",
            cite="Cal. Penal Code 1387(a), 1387.1",
            why="the dismissal of a misdemeanor, or a second one, bars another prosecution, with exceptions"),
        attrs.evolve(
            GENERIC.row("T50c"), cite="Cal. Penal Code 17(b)(1), 17(b)(3), 1170.18",
            why="a felony that may be a misdemeanor is made one at sentence, or by the court after probation"),
        row("T61a", ConvictionSetAside, "", "judged|sentence_deferred", "conviction=set_aside", scope="usual",
            cite="Cal. Penal Code 1203.4(a)(1)",
            why="after probation the court dismisses the accusation; a later case may still plead the conviction"),
    ],
    adopt=["L03", "L06", "L20", "L22", "L23", "L30", "L33"],
    without=["T36i", "prejudice-unspecified"],
    policies={
        "country": "United States",
        "grades": SEVERITIES,
        "limitations": Cited(
            {SeverityClass.MISDEMEANOR: "1 year", SeverityClass.CAPITAL: None}, "Cal. Penal Code 799, 802"
        ),
        "indictment_amendable": Cited(IndictmentAmendment.SAME_OFFENSE, "Cal. Penal Code 1009"),
        "nolle_needs_leave": Cited(True, "Cal. Penal Code 1385, 1386"),
        "nolo_allowed": Cited(True, "Cal. Penal Code 1016(3)"),
        "alford_allowed": Cited(True, "People v. West, 3 Cal. 3d 595"),
        "gbmi_verdict": Cited(False, "Cal. Penal Code 1016, 1026"),
        "de_novo_appeal": Cited(False, "Cal. Penal Code 1466"),
        "component_is_conviction": Cited(
            {ComponentKind.DEFERRED_IMPOSITION: Counts({Purpose.RECORD: True, Purpose.SENTENCING_ENHANCEMENT: True})},
            "People v. Feyrer, 48 Cal. 4th 426",
        ),
        "set_aside_is_conviction": Cited(
            Counts(
                {
                    Purpose.RECORD: False,
                    Purpose.SENTENCING_ENHANCEMENT: True,
                    Purpose.FEDERAL_FIREARMS: True,
                    Purpose.STATE_FIREARMS: True,
                }
            ),
            "Cal. Penal Code 1203.4(a); People v. Frawley, 82 Cal. App. 4th 784",
        ),
        "infraction_is_conviction": Cited(Counts({Purpose.RECORD: True}), "Cal. Penal Code 16, 19.7, 19.8(c)"),
        "abatement": Cited(Abatement.AB_INITIO, "People v. Dail, 22 Cal. 2d 642"),
        "expunge_effect": Cited(ExpungeEffect.SET_ASIDE, "Cal. Penal Code 1203.4"),
    },
    headlines={
        "charge": [
            clause("held-to-answer", "pending", "triable trial=charge.bound_over found=nothing disposition=none",
                "held to answer", "{who} was held to answer on {the_charge}", before="charge-pending"),
            clause("imposition-suspended", "convicted", "judged found=guilty proceeding=criminal "
                "conviction=adjudicated died_pending_review=no put_off=deferred_imposition",
                "convicted, with imposition of sentence suspended",
                "{who} was convicted of {offense}, and imposition of sentence was suspended",
                before="put-off-on-terms"),
            clause("dismissed-after-probation", "set_aside", "found_guilty|sentence_deferred|judged found=guilty "
                "proceeding=criminal conviction=set_aside sentenced_to_probation=yes",
                "conviction dismissed after probation; some purposes still count it",
                "the conviction of {who} of {offense} was dismissed after probation; some purposes still count it",
                before="conviction-set-aside"),
        ],
    },
)
"""The superior courts of California."""
