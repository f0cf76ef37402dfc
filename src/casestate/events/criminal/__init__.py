"""Acts in a criminal case: on one charge against one defendant, or on the person."""

from casestate.events.criminal.charging import (
    BoundOver,
    ChargeAbated,
    ChargeAmended,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeSuperseded,
    ChargeTransferred,
    ChargeUpgraded,
    PreliminaryWaived,
)
from casestate.events.criminal.custody import ReleaseOrdered, WarrantIssued
from casestate.events.criminal.review import AppealDecided, AppealFiled, AppealRemanded, AppealWithdrawn
from casestate.events.criminal.sentence import Component, SentenceCompleted, SentenceImposed, SentenceModified
from casestate.events.criminal.trial import MistrialDeclared, PleaAccepted, PleaEntered, TrialBegan, VerdictReturned

__all__ = [
    "AppealDecided",
    "AppealFiled",
    "AppealRemanded",
    "AppealWithdrawn",
    "BoundOver",
    "ChargeAbated",
    "ChargeAmended",
    "ChargeDeclined",
    "ChargeDischarged",
    "ChargeDismissed",
    "ChargeDowngraded",
    "ChargeFiled",
    "ChargeSuperseded",
    "ChargeTransferred",
    "ChargeUpgraded",
    "Component",
    "MistrialDeclared",
    "PleaAccepted",
    "PleaEntered",
    "PreliminaryWaived",
    "ReleaseOrdered",
    "SentenceCompleted",
    "SentenceImposed",
    "SentenceModified",
    "TrialBegan",
    "VerdictReturned",
    "WarrantIssued",
]
