"""What the law of the place has otherwise than the procedure without a place."""

from casestate.events import ComponentKind
from casestate.law import GENERIC, Counts, Purpose

ILLINOIS = GENERIC.derive(
    "illinois",
    policies={
        # A conditional discharge is a sentence, entered upon a conviction: 730 ILCS 5/5-1-4, 5-6-1.
        # Supervision defers the judgment and is no conviction: 730 ILCS 5/5-6-3.1(d), (f).
        "component_is_conviction": {
            ComponentKind.CONDITIONAL_DISCHARGE: Counts({Purpose.RECORD: True}),
            ComponentKind.SUPERVISION: Counts({Purpose.RECORD: False}),
        },
    },
)
