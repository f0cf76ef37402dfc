"""
Rows of contrary verdicts of one trial, of which only one can be right.

A jury returns one verdict on a charge, and the press is often a day off. If two sources tell contrary verdicts and the
file has nothing between them that could bring a second one, that on the stronger basis counts, as it does of two
verdicts of one day. Verdicts on one basis are left as the other rows take them.
"""

from typing import Any

from casestate.events import VerdictReturned
from casestate.law.rows import row, stage

_CONTRARY = (
    "on a stronger basis than found, on a stronger basis than phase, more than 0 days after found, review!=pending"
)
"""Where the act is told on a stronger basis than the finding that stands, and is of a later day."""
_OF_GUILT = f"{_CONTRARY}, found by VerdictReturned|PleaAccepted|PleaEntered, no trial since the finding"
"""Where that finding is one of guilt, and no second trial can have brought the act."""
_ACQUITTED = f"{_CONTRARY}, found by VerdictReturned"
_STANDING = "proved|adjudged"
_FALLS = "conviction=none sentence=none supervision=none"
"""What of a verdict that the stronger source does not tell is left: nothing."""
_ONE_VERDICT: dict[str, Any] = {
    "doubt": "contrary-verdicts",
    "scope": "usual",
    "reopens": True,
    "cite": "default; not read",
    "why": "one trial brings one verdict; of two that contradict each other the one on the stronger basis counts",
}

CONTRADICTING = stage(
    "trial",
    row("L80", VerdictReturned, "not_guilty", f"{_STANDING} > acquitted",
        f"found=not_guilty {_FALLS} jeopardy=ended_barred disposition=acquitted", when=_OF_GUILT, **_ONE_VERDICT),
    row("L80i", VerdictReturned, "not_guilty_by_reason_of_insanity", f"{_STANDING} > acquitted",
        f"found=insanity {_FALLS} jeopardy=ended_barred disposition=acquitted_insanity", when=_OF_GUILT,
        **_ONE_VERDICT),
    row("L80h", VerdictReturned, "hung", f"{_STANDING} > triable",
        f"found=hung {_FALLS} jeopardy=ended_retriable disposition=hung_jury", when=_OF_GUILT, **_ONE_VERDICT),
    row("L80l", VerdictReturned, "guilty_of_lesser_included", _STANDING,
        "found=guilty disposition=convicted_of_lesser jeopardy=attached",
        when=f"{_OF_GUILT}, another offense than disposition", **_ONE_VERDICT),
    row("L81", VerdictReturned, "guilty|guilty_but_mentally_ill", "acquitted > found_guilty",
        "found=guilty conviction=found disposition=convicted_by_verdict jeopardy=attached", when=_ACQUITTED,
        **_ONE_VERDICT),
    row("L81l", VerdictReturned, "guilty_of_lesser_included", "acquitted > found_guilty",
        "found=guilty conviction=found disposition=convicted_of_lesser jeopardy=attached", when=_ACQUITTED,
        **_ONE_VERDICT),
    row("L81h", VerdictReturned, "hung", "acquitted > triable",
        "found=hung jeopardy=ended_retriable disposition=hung_jury", when=_ACQUITTED, **_ONE_VERDICT),
)
