"""
The procedures that come with the library: what holds everywhere, and two jurisdictions derived from it.

A value whose text was read says so in its citation; one that is general knowledge is a default, to be checked before
anything rests on it.
"""

from types import MappingProxyType

from casestate.events import ApprovalNeeded, ComponentKind, DeferralKind, SentenceChange, SeverityClass
from casestate.law.grades import FEDERAL_GRADES, NEW_MEXICO_GRADES
from casestate.law.policies import (
    NOT_ON_RECORD,
    Abatement,
    Authority,
    Counts,
    ExpungeEffect,
    FelonyCharging,
    IndictmentAmendment,
    Mark,
    Policies,
    PreliminaryDeadline,
    Purpose,
    RefiledClock,
)
from casestate.law.procedure import Procedure
from casestate.law.tables.civil import CLAIM
from casestate.law.tables.criminal import CHARGE
from casestate.law.tables.regulatory import CITATION

_WITHHELD = (
    DeferralKind.DEFERRED_ADJUDICATION,
    DeferralKind.CONDITIONAL_DISCHARGE,
    DeferralKind.ADJUDICATION_WITHHELD,
    DeferralKind.CONTINUED_WITHOUT_FINDING,
    DeferralKind.PROBATION_BEFORE_JUDGMENT,
)
"""Where judgment is withheld none is on the record; of a prayer for judgment continued even that depends on the use."""
_DISCHARGED = Counts({Purpose.IMMIGRATION: None}, otherwise=False)
"""Discharged without an adjudication of guilt, by statutes that say so; the law of immigration has its own answer."""


def _read(cite: str) -> Authority:
    return Authority(cite, Mark.READ)


GENERIC = Procedure(
    name="generic",
    machines=(CHARGE, CLAIM, CITATION),
    policies=Policies(deferral_is_conviction=dict.fromkeys(_WITHHELD, NOT_ON_RECORD)),
)
"""What holds everywhere; where jurisdictions differ, nothing is assumed."""

US_FEDERAL = GENERIC.derive(
    "us-federal",
    policies={
        "felony_charging": FelonyCharging.INDICTMENT_OR_WAIVER,
        "prelim_deadline_days": PreliminaryDeadline(in_custody=14, at_liberty=21),
        "indictment_amendable": IndictmentAmendment.FORM_ONLY,
        "grades": FEDERAL_GRADES,
        "limitations": {
            SeverityClass.MISDEMEANOR: "5 years",
            SeverityClass.FELONY: "5 years",
            SeverityClass.CAPITAL: None,
        },
        "refile_resets_clock": RefiledClock.DEPENDS,
        "nolle_needs_leave": True,
        "nolo_allowed": True,
        "alford_allowed": True,
        "gbmi_verdict": False,
        "verdict_unanimous": True,
        "deferral_is_conviction": {DeferralKind.CONDITIONAL_DISCHARGE: _DISCHARGED},
        "sentence_modify_window_days": {SentenceChange.CORRECTED: 14},
        "de_novo_appeal": False,
        "abatement": Abatement.AB_INITIO,
        "expunge_effect": ExpungeEffect.ALMOST_NONE,
        "private_settlement_approval": {ApprovalNeeded.CLASS},
        "bail_forfeiture_conviction": False,
        "cites": {
            "felony_charging": _read("FRCrimP 7(a)-(b)"),
            "prelim_deadline_days": _read("FRCrimP 5.1(c)"),
            "indictment_amendable": _read("Stirone v. United States"),
            "grades": Authority("18 USC 3559(a)"),
            "limitations": Authority("18 USC 3281, 3282"),
            "refile_resets_clock": Authority("18 USC 3161"),
            "nolle_needs_leave": _read("FRCrimP 48(a)"),
            "nolo_allowed": _read("FRCrimP 11(a)(3)"),
            "alford_allowed": Authority("North Carolina v. Alford"),
            "gbmi_verdict": Authority("18 USC 4242"),
            "verdict_unanimous": Authority("FRCrimP 31(a); Ramos v. Louisiana"),
            "deferral_is_conviction": Authority("18 USC 3607(b)"),
            "sentence_modify_window_days": _read("FRCrimP 35(a)"),
            "de_novo_appeal": Authority("18 USC 3402"),
            "abatement": _read("United States v. Brooks; United States v. Parsons"),
            "private_settlement_approval": _read("FRCP 23(e)"),
        },
    },
)
"""The federal courts of the United States."""

US_NEW_MEXICO = GENERIC.derive(
    "us-new-mexico",
    policies={
        "felony_charging": FelonyCharging.INDICTMENT_OR_PRELIMINARY,
        "prelim_deadline_days": PreliminaryDeadline(in_custody=10, at_liberty=60),
        "indictment_amendable": IndictmentAmendment.SAME_OFFENSE,
        "grades": NEW_MEXICO_GRADES,
        "limitations": {
            "capital felony": None,
            "second-degree felony": "6 years",
            "third-degree felony": "5 years",
            "fourth-degree felony": "5 years",
            "misdemeanor": "2 years",
            "petty misdemeanor": "1 year",
        },
        "refile_resets_clock": RefiledClock.DEPENDS,
        "nolle_needs_leave": False,
        "nolo_allowed": True,
        "alford_allowed": True,
        "gbmi_verdict": True,
        "jeopardy_attaches_on_plea": False,
        "verdict_unanimous": True,
        "deferral_is_conviction": {
            **GENERIC.policies.deferral_is_conviction,
            DeferralKind.CONDITIONAL_DISCHARGE: _DISCHARGED,
        },
        "component_is_conviction": {ComponentKind.CONDITIONAL_DISCHARGE: _DISCHARGED},
        "deferred_sentence_is_conviction": Counts({Purpose.RECORD: False, Purpose.SENTENCING_ENHANCEMENT: True}),
        "sentence_modify_window_days": {SentenceChange.REDUCED: 90},
        "suspended_can_rise": False,
        "abatement": Abatement.SUBSTITUTION,
        "expunge_effect": ExpungeEffect.SEALED,
        "private_settlement_approval": {ApprovalNeeded.MINOR},
        "bail_forfeiture_conviction": False,
        "cites": {
            "felony_charging": _read("NMRA 5-201"),
            "prelim_deadline_days": _read("NMRA 5-302"),
            "indictment_amendable": Authority("NMRA 5-204"),
            "grades": Authority("NMSA 31-18-15, 31-19-1"),
            "limitations": _read("NMSA 30-1-8"),
            "refile_resets_clock": _read("NMRA 5-302; Altherr"),
            "nolle_needs_leave": _read("State v. Ware"),
            "nolo_allowed": _read("NMRA 5-304"),
            "gbmi_verdict": _read("dispositions of the district attorney, Bernalillo"),
            "jeopardy_attaches_on_plea": _read("State v. Angel, 2002-NMSC-025"),
            "verdict_unanimous": Authority("Ramos v. Louisiana"),
            "deferral_is_conviction": _read("NMSA 31-20-13"),
            "component_is_conviction": _read("NMSA 31-20-13"),
            "deferred_sentence_is_conviction": _read("NMSA 31-20-9; United States v. Meraz"),
            "sentence_modify_window_days": _read("NMRA 5-801"),
            "suspended_can_rise": _read("State v. Kenneman"),
            "abatement": _read("State v. Salazar, 1997-NMSC-044"),
            "expunge_effect": _read("NMSA 29-3A-4, 29-3A-5"),
            "private_settlement_approval": _read("NMSA 38-4-16"),
        },
    },
)
"""New Mexico. An appeal for trial anew lies from some courts only, so nothing is said of it here."""

PROCEDURES = MappingProxyType({each.name: each for each in (GENERIC, US_FEDERAL, US_NEW_MEXICO)})
"""The procedures that the heading of a file may name."""
