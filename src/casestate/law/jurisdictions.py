"""
The federal courts of the United States, and New Mexico, as they differ from the generic procedure.

The citation of a value says whether its text was read. A value from general knowledge is a default that must be checked
before anything rests on it.
"""

from typing import Any

from casestate.events import ApprovalNeeded, ComponentKind, DeferralKind, SentenceChange, SeverityClass
from casestate.law.generic import GENERIC
from casestate.law.grades import FEDERAL_GRADES, NEW_MEXICO_GRADES
from casestate.law.policies import (
    Abatement,
    Cited,
    Counts,
    ExpungeEffect,
    FelonyCharging,
    IndictmentAmendment,
    Mark,
    Purpose,
)

_DISCHARGED = Counts({Purpose.IMMIGRATION: None}, otherwise=False)
"""A discharge without an adjudication of guilt, by statutes that say so. Immigration law has its own answer."""

_ON_TERMS = Counts({Purpose.IMMIGRATION: True, Purpose.SENTENCING_GUIDELINES: True})
"""Guilt pleaded or found, and terms imposed: enough for immigration and the guidelines under any name."""


def _read(value: Any, cite: str) -> Cited:
    return Cited(value, cite, Mark.READ)


US_FEDERAL = GENERIC.derive(
    "us-federal",
    policies={
        "felony_charging": _read(FelonyCharging.INDICTMENT, "FRCrimP 7(a), (b)"),
        "indictment_amendable": _read(IndictmentAmendment.FORM_ONLY, "Stirone v. United States"),
        "grades": Cited(FEDERAL_GRADES, "18 USC 3559(a)"),
        "limitations": Cited(
            {SeverityClass.MISDEMEANOR: "5 years", SeverityClass.FELONY: "5 years", SeverityClass.CAPITAL: None},
            "18 USC 3281, 3282",
        ),
        "nolle_needs_leave": _read(True, "FRCrimP 48(a)"),
        "nolo_allowed": _read(True, "FRCrimP 11(a)(3)"),
        "alford_allowed": Cited(True, "North Carolina v. Alford"),
        "gbmi_verdict": Cited(False, "18 USC 4242"),
        "finding_is_conviction": Cited(
            Counts({Purpose.RECORD: False, Purpose.SENTENCING_GUIDELINES: True}), "USSG 4A1.2(a)(4)"
        ),
        "deferral_is_conviction": Cited(
            {
                # A youthful offender may be no convict even there (Matter of Devison), so nothing is said of one.
                **dict.fromkeys(
                    [each for each in DeferralKind if each is not DeferralKind.YOUTHFUL_OFFENDER], _ON_TERMS
                ),
                DeferralKind.CONDITIONAL_DISCHARGE: Counts(_ON_TERMS.named, otherwise=False),
            },
            "8 USC 1101(a)(48)(A); USSG 4A1.2(f); 18 USC 3607(b)",
        ),
        "deferred_sentence_is_conviction": Cited(
            Counts({Purpose.RECORD: False, **_ON_TERMS.named}), "8 USC 1101(a)(48)(A); USSG 4A1.2(f)"
        ),
        "pardon_is_conviction": Cited(
            Counts({Purpose.RECORD: True, Purpose.FEDERAL_FIREARMS: False}), "18 USC 921(a)(20)"
        ),
        "set_aside_is_conviction": Cited(
            Counts({Purpose.IMMIGRATION: True, Purpose.FEDERAL_FIREARMS: False}),
            "Matter of Pickering, 23 I&N Dec. 621; 18 USC 921(a)(20)",
        ),
        "expunged_is_conviction": Cited(
            Counts(
                {
                    Purpose.IMMIGRATION: True,
                    Purpose.SENTENCING_GUIDELINES: False,
                    Purpose.FEDERAL_FIREARMS: False,
                }
            ),
            "Matter of Pickering, 23 I&N Dec. 621; USSG 4A1.2(j); 18 USC 921(a)(20)",
        ),
        "appealed_is_conviction": Cited(
            Counts({Purpose.IMMIGRATION: None}, otherwise=True), "Matter of J.M. Acosta, 27 I&N Dec. 420"
        ),
        "diversion_is_conviction": _read(
            # That a judge ordered the terms, as immigration asks, the record seldom shows.
            Counts({Purpose.IMMIGRATION: None, Purpose.SENTENCING_GUIDELINES: True}, otherwise=False),
            "8 USC 1101(a)(48)(A); Matter of Mohamed, 27 I&N Dec. 92; USSG 4A1.2(f)",
        ),
        "infraction_is_conviction": Cited(
            Counts({Purpose.RECORD: True, Purpose.FEDERAL_FIREARMS: False}),
            "18 USC 19, 3559(a)(9), 922(g); USSG 4A1.2(c)",
        ),
        "misdemeanor_is_conviction": Cited(
            # One of domestic violence counts; whether it was, the class does not say.
            Counts({Purpose.FEDERAL_FIREARMS: None}, otherwise=True),
            "18 USC 921(a)(20)(B), 922(g)(9)",
        ),
        "rehabilitated_is_conviction": Cited(
            Counts(
                {
                    Purpose.RECORD: False,
                    Purpose.IMMIGRATION: True,
                    Purpose.SENTENCING_GUIDELINES: True,
                    # Relief that expressly keeps the bar on firearms leaves a conviction.
                    Purpose.FEDERAL_FIREARMS: None,
                }
            ),
            "Matter of Pickering, 23 I&N Dec. 621; USSG 4A1.2(j); 18 USC 921(a)(20)",
        ),
        "vacated_is_conviction": Cited(
            Counts({Purpose.IMMIGRATION: None, Purpose.SENTENCING_GUIDELINES: None}, otherwise=False),
            "Matter of Pickering, 23 I&N Dec. 621; USSG 4A1.2",
        ),
        "country": "United States",
        "foreign_is_conviction": Cited(
            Counts({Purpose.SENTENCING_GUIDELINES: False, Purpose.FEDERAL_FIREARMS: False}, otherwise=True),
            "USSG 4A1.2(h); Small v. United States, 544 U.S. 385",
        ),
        "tribal_is_conviction": Cited(Counts({Purpose.SENTENCING_GUIDELINES: False}, otherwise=True), "USSG 4A1.2(i)"),
        "sentence_modify_window_days": _read({SentenceChange.CORRECTED: 14}, "FRCrimP 35(a)"),
        "de_novo_appeal": Cited(False, "18 USC 3402"),
        "abatement": _read(Abatement.AB_INITIO, "United States v. Brooks; United States v. Parsons"),
        "expunge_effect": ExpungeEffect.ALMOST_NONE,
        "private_settlement_approval": _read({ApprovalNeeded.CLASS}, "FRCP 23(e)"),
    },
)
"""The federal courts of the United States."""

US_NEW_MEXICO = GENERIC.derive(
    "us-new-mexico",
    without=["T36i", "T59p"],
    policies={
        "country": "United States",
        "felony_charging": _read(FelonyCharging.INFORMATION, "N.M. Const. art. II, s. 14"),
        "indictment_amendable": Cited(IndictmentAmendment.SAME_OFFENSE, "NMRA 5-204"),
        "grades": Cited(NEW_MEXICO_GRADES, "NMSA 31-18-15, 31-19-1"),
        "limitations": _read(
            {
                "capital felony": None,
                "third-degree felony": "5 years",
                "fourth-degree felony": "5 years",
                "misdemeanor": "2 years",
                "petty misdemeanor": "1 year",
            },
            "NMSA 30-1-8",
        ),
        "nolle_needs_leave": _read(False, "State v. Ware"),
        "nolo_allowed": _read(True, "NMRA 5-304"),
        "alford_allowed": True,
        "jeopardy_attaches_on_plea": _read(False, "State v. Angel, 2002-NMSC-025"),
        "deferral_is_conviction": _read(
            {**GENERIC.policies.deferral_is_conviction, DeferralKind.CONDITIONAL_DISCHARGE: _DISCHARGED},
            "NMSA 31-20-13; State v. Harris, 2013-NMCA-031",
        ),
        "component_is_conviction": _read(
            {ComponentKind.CONDITIONAL_DISCHARGE: _DISCHARGED}, "NMSA 31-20-13; State v. Harris, 2013-NMCA-031"
        ),
        "deferred_sentence_is_conviction": Cited(
            Counts({Purpose.RECORD: False, Purpose.SENTENCING_ENHANCEMENT: True, Purpose.STATE_FIREARMS: False}),
            "NMSA 31-20-9, 30-7-16; Padilla v. State, 90 N.M. 664; United States v. Meraz",
        ),
        "pardon_is_conviction": Cited(Counts({Purpose.RECORD: True, Purpose.STATE_FIREARMS: False}), "NMSA 30-7-16"),
        "suspended_can_rise": _read(False, "State v. Kenneman"),
        "abatement": _read(Abatement.SUBSTITUTION, "State v. Salazar, 1997-NMSC-044"),
        "expunge_effect": _read(ExpungeEffect.SEALED, "NMSA 29-3A-4, 29-3A-5"),
        "private_settlement_approval": Cited({ApprovalNeeded.MINOR}, "Collins v. Tabet, 111 N.M. 391"),
    },
)
"""
New Mexico.

Left unknown: an appeal for trial anew, which only some courts allow; the limitation of a second-degree felony, because
second-degree murder has had none since 2022 (HB 68); a verdict of guilty but mentally ill; and a window for reducing a
sentence, because the 90 days of NMRA 5-801 limit the motion, not the order. A pardon is possible only after conviction
(N.M. Const. art. V, s. 6).
"""
