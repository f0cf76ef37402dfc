"""The generic procedure, from which every other one is derived."""

from casestate.events import DeferralKind
from casestate.law.policies import NOT_ON_RECORD, Policies
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
"""A withheld judgment is not on the record. Even that is not certain for a prayer for judgment continued."""
GENERIC = Procedure(
    name="generic",
    machines=(CHARGE, CLAIM, CITATION),
    policies=Policies(deferral_is_conviction=dict.fromkeys(_WITHHELD, NOT_ON_RECORD)),
)
"""The law that holds everywhere. Where jurisdictions differ, nothing is assumed."""
