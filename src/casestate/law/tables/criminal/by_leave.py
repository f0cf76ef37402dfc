"""
Rows of reversals by a court that reviews by leave, which leave open what became of the conviction.

Such a court reverses the decision of the court below it. What that leaves of the conviction depends on the order: the
case goes back to that court, which decides again, or to the court of trial. Until a later act tells, it is not known.
"""

from casestate.events import AppealDecided, ChargeDismissed, TrialBegan
from casestate.law.rows import row

OVERTURNING = "reversed|reversed_and_remanded|vacated"
UNSETTLED = "conviction=unknown, disposition=reversed, conviction by AppealDecided"
"""Where a decision on appeal leaves open whether the conviction stands."""
_OPEN = (
    "activity=active review=ended found=set_aside conviction=unknown jeopardy=ended_retriable disposition=reversed "
    "supervision=none sentence=vacated unless none"
)
_ON_REMAND = "28 USC 2106; Elonis v. United States, 575 U.S. 723"

REVERSED_BY_LEAVE = row("T57yo", AppealDecided, OVERTURNING, "proved|adjudged > triable", _OPEN,
    when="ends review of a review", reopens=True,
    cite=_ON_REMAND,
    why="a court that reviews by leave reverses the decision of the court of appeals; whether that court decides again "
    "or the charge is tried again, the file does not say")  # fmt: skip

ON_REMAND = (
    row("T57yk", AppealDecided, "affirmed", "triable", "review=ended",
        when=f"{UNSETTLED}, ends review by defendant", undoes="AppealDecided", reopens=True,
        cite=_ON_REMAND, why="the court of appeals affirms again on remand, and the conviction stands"),
    row("T57yr", AppealDecided, OVERTURNING, "triable", "review=ended conviction=reversed",
        when=f"{UNSETTLED}, ends review by defendant",
        cite=_ON_REMAND, why="the court of appeals reverses on remand, and the charge is open for a new trial"),
)  # fmt: skip

TRIED_ON_REMAND = row("T36y", TrialBegan, "", "triable > on_trial",
    "jeopardy=attached activity=active conviction=reversed", when=UNSETTLED,
    cite="28 USC 2106", why="a trial shows that the decision on appeal had opened the charge for it")  # fmt: skip

DISMISSED_ON_REMAND = tuple(
    row(f"T32{mark}", ChargeDismissed, prejudice, f"triable > {to}", f"conviction=reversed supervision=none {sets}",
        when=UNSETTLED, scope="usual",
        cite="28 USC 2106; FRCrimP 48",
        why="a dismissal shows that the decision on appeal had opened the charge, and ends it")
    for mark, prejudice, to, sets in (
        ("yw", "with", "barred", "disposition=dismissed_with_prejudice jeopardy=ended_barred"),
        ("yn", "without", "dismissed", "disposition=dismissed_without_prejudice"),
        ("yu", "", "dismissed", "disposition=dismissed_unspecified"),
    )
)  # fmt: skip
