"""What the law of the place has otherwise than the procedure without a place."""

from casestate.events import ComponentKind
from casestate.law import GENERIC, Counts, Purpose

ILLINOIS = GENERIC.derive(
    "illinois",
    policies={
        # a conditional discharge is a sentence, entered upon a conviction: 730 ILCS 5/5-1-4, 5-6-1
        "component_is_conviction": {ComponentKind.CONDITIONAL_DISCHARGE: Counts({Purpose.RECORD: True})},
    },
)
