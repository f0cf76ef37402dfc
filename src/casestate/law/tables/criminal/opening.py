"""
Rows after a conviction was set aside: what belongs to the relief, and what shows that the charge was opened again.

The order that opened it is often not on file. Such an act takes effect, and a finding tells that the order is missing.
"""

from typing import Any

from casestate.events import (
    ChargeFiled,
    DiversionStarted,
    MistrialDeclared,
    PleaAccepted,
    PleaEntered,
    PleaSetAside,
    PleaWithdrawn,
    TrialBegan,
    VerdictReturned,
)
from casestate.law.rows import row, stage
from casestate.law.tables.criminal.pleading import VACATED
from casestate.law.tables.criminal.trial import GUILTY_PLEAS

_AGAIN = f"found=set_aside if guilty {VACATED} activity=active"
"""What an act sets that shows that a conviction set aside was opened again."""
_AS_OPENED: dict[str, Any] = {
    "when": "conviction=set_aside",
    "doubt": "opened-after-set-aside",
    "scope": "usual",
    "reopens": True,
    "cite": "default; not read",
}
_BROKEN_OFF = "a trial broken off after a conviction was set aside shows that the court opened the charge again"
_UNDECIDED = "a jury that could not agree after a conviction was set aside shows that the court opened it again"
_TRIED_AGAIN = "a verdict after a conviction was set aside shows that the court opened the charge again"

OPENING = (
    *stage("pleas",
        row("L60", PleaEntered, "", "adjudged", when="conviction=set_aside", scope="usual",
            cite="Cal. Penal Code 1203.4",
            why="one whose plea is withdrawn by statute pleads not guilty before the charge is dismissed"),
        *[
            row(f"L60{mark}", act, "", "adjudged", when="conviction=set_aside, names ground=unknown", scope="usual",
                cite="Cal. Penal Code 1203.4", why="a plea falls with the conviction set aside: the relief is one")
            for mark, act in (("w", PleaWithdrawn), ("s", PleaSetAside))
        ],
        row("L60a", PleaAccepted, GUILTY_PLEAS, "adjudged > found_guilty",
            "found=guilty conviction=found disposition=convicted_by_plea jeopardy=unknown sentence=vacated unless none "
            "supervision=none", **_AS_OPENED,
            why="a plea accepted after a conviction was set aside shows that the court opened the charge again"),
    ),
    *stage("deferrals",
        row("L61", DiversionStarted, "", "adjudged > diverted",
            f"{_AGAIN} disposition=diversion_pending jeopardy=ended_retriable", **_AS_OPENED,
            why="a diversion after a conviction was set aside shows that the court opened the charge again"),
    ),
    *stage("trial",
        row("L62", TrialBegan, "", "adjudged > on_trial", f"{_AGAIN} jeopardy=attached disposition=none", **_AS_OPENED,
            why="a trial after a conviction was set aside shows that the court opened the charge again"),
        row("L62v", VerdictReturned, "guilty|guilty_but_mentally_ill", "adjudged > found_guilty",
            "found=guilty conviction=found disposition=convicted_by_verdict jeopardy=attached sentence=vacated unless "
            "none supervision=none", **_AS_OPENED, why=_TRIED_AGAIN),
        row("L62l", VerdictReturned, "guilty_of_lesser_included", "adjudged > found_guilty",
            "found=guilty conviction=found disposition=convicted_of_lesser jeopardy=attached sentence=vacated unless "
            "none supervision=none", **_AS_OPENED, why=_TRIED_AGAIN),
        row("L62n", VerdictReturned, "not_guilty", "adjudged > acquitted",
            f"found=not_guilty {VACATED} jeopardy=ended_barred disposition=acquitted", **_AS_OPENED, why=_TRIED_AGAIN),
        row("L62i", VerdictReturned, "not_guilty_by_reason_of_insanity", "adjudged > acquitted",
            f"found=insanity {VACATED} jeopardy=ended_barred disposition=acquitted_insanity", **_AS_OPENED,
            why=_TRIED_AGAIN),
        row("L62h", VerdictReturned, "hung", "adjudged > triable",
            f"found=hung {VACATED} jeopardy=ended_retriable disposition=hung_jury", **_AS_OPENED, why=_UNDECIDED),
        row("L62m", MistrialDeclared, "", "adjudged > triable",
            f"{_AGAIN} jeopardy=ended_retriable disposition=mistrial", **_AS_OPENED, why=_BROKEN_OFF),
    ),
    *stage("endings",
        row("L63", ChargeFiled, "", "adjudged > triable",
            f"{_AGAIN} succession=superseded jeopardy=ended_retriable disposition=none", link="supersedes",
            **_AS_OPENED,
            why="a new charge that carries on one whose conviction was set aside shows that the court opened it again"),
        row("L63r", ChargeFiled, "", "adjudged > superseded",
            f"{_AGAIN} succession=refiled jeopardy=ended_retriable disposition=superseded", link="refiles",
            **_AS_OPENED,
            why="a charge whose conviction was set aside and that is brought again was opened again"),
    ),
)
