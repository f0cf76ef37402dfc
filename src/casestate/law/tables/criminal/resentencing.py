"""
Rows of a conviction that stands while another sentence is awaited, and of acts on a sentence that fell.

An order to sentence anew, a reduction by a higher court and a deferral revoked leave a conviction in a phase in which
most charges have only a finding. What ends such a charge ends a conviction, as it does after a sentence.
"""

from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    ChargeAbated,
    ChargeDismissed,
    ChargeMerged,
    ConvictionReduced,
    DefendantDied,
    JudgmentArrested,
    PleaSetAside,
    PleaWithdrawn,
    SentenceCompleted,
    SentenceModified,
    SentenceStayed,
    SentenceStayLifted,
    SupervisionDecided,
    SupervisionOutcome,
    SupervisionViolationAlleged,
)
from casestate.law.rows import row
from casestate.law.tables.criminal.ending import ABATEMENTS, DISMISSALS_FOR_DEATH, DISMISSED_FOR_DEATH
from casestate.law.tables.criminal.pleading import JUDGMENT_FALLS, VACATED

_STANDS = "conviction=adjudicated"
_UNSENTENCED = "sentence!=vacated"
"""Where judgment was entered without a sentence, as when a deferral is revoked."""
_DIED = "conviction=vacated disposition=abated_by_death"
_WHY = "a sentence set aside leaves the conviction, which falls with its charge"

_ON_A_SENTENCE = (
    ("c", SentenceCompleted, ""),
    ("m", SentenceModified, "clerical"),
    ("mo", SentenceModified, ""),
    ("s", SentenceStayed, ""),
    ("l", SentenceStayLifted, ""),
    ("r", ConvictionReduced, ""),
    ("v", SupervisionViolationAlleged, ""),
    ("d", SupervisionDecided, "|".join(SupervisionOutcome)),
)

RESENTENCING = (
    *[
        row(f"T67d{mark}", ChargeDismissed, prejudice, "found_guilty > abated", sets,
            joins="endings", **DISMISSED_FOR_DEATH)
        for mark, prejudice, sets in DISMISSALS_FOR_DEATH
    ],
    *[
        row(f"T67{mark}", ChargeDismissed, prejudice, f"found_guilty > {to}",
            f"found=set_aside if guilty {VACATED} disposition={disposition}", joins="endings",
            when=_STANDS, differs="conviction", scope="local",
            cite="28 USC 2106; Rinaldi v. United States, 434 U.S. 22", why=_WHY)
        for mark, prejudice, to, disposition in (
            ("w", "with", "barred", "dismissed_with_prejudice jeopardy=ended_barred"),
            ("n", "without", "dismissed", "dismissed_without_prejudice"),
            ("u", "", "dismissed", "dismissed_unspecified"),
        )
    ],
    row("T67pn", PleaWithdrawn, "", "found_guilty > triable", JUDGMENT_FALLS, joins="pleas",
        when=f"{_STANDS}, {_UNSENTENCED}", scope="usual", reopens=True,
        cite="FRCrimP 11(d)(2)", why="before any sentence a plea may be withdrawn by leave; no bar follows"),
    row("T67p", PleaWithdrawn, "", "found_guilty > triable", JUDGMENT_FALLS, joins="pleas", when=_STANDS,
        differs="conviction", scope="local", reopens=True,
        cite="contra FRCrimP 11(e)", why="before another sentence a plea may be withdrawn by leave"),
    row("T67s", PleaSetAside, "", "found_guilty > triable", JUDGMENT_FALLS, joins="pleas", when=_STANDS,
        scope="usual", reopens=True,
        cite="FRCrimP 11(e)", why="after judgment a plea falls only by appeal or collateral attack"),
    row("T67q", AcquittalOrdered, "", "found_guilty > overturned",
        f"found=not_guilty {VACATED} jeopardy=ended_barred disposition=judgment_of_acquittal", joins="trial",
        when=_STANDS,
        cite="FRCrimP 29(c); United States v. Wilson", why="an acquittal after a conviction takes it away"),
    row("T67j", JudgmentArrested, "", "found_guilty > dismissed",
        f"{VACATED} jeopardy=ended_retriable disposition=judgment_arrested",
        joins="endings", when=_STANDS, scope="usual",
        cite="FRCrimP 34", why="judgment arrested for want of jurisdiction or offence takes the conviction away"),
    row("T67m", ChargeMerged, "", "found_guilty > barred", f"{VACATED} jeopardy=ended_barred disposition=merged",
        joins="endings", when=_STANDS,
        cite="Blockburger v. United States; Ball v. United States, 470 U.S. 856",
        why="a merger after judgment vacates the conviction of the merged count, and keeps its finding"),
    row("T67d", AdjudicationDeferred, "", "found_guilty > deferred",
        "conviction=withheld disposition=adjudication_deferred", joins="deferrals", when=_STANDS,
        differs="conviction", scope="local",
        cite="O.C.G.A. 42-8-66", why="a court may put a deferral in the place of the judgment, even long after it"),
    row("T67eu", DefendantDied, "", "found_guilty > abated", _DIED, joins="endings", when=f"{_STANDS}, {_UNSENTENCED}",
        differs="conviction", scope="local",
        cite="default; not read",
        why="death before sentence ends the prosecution, and places differ on the conviction"),
    row("T67au", ChargeAbated, "", "found_guilty > abated", _DIED, joins="endings", when=f"{_STANDS}, {_UNSENTENCED}",
        differs="conviction", scope="local",
        cite="default; not read",
        why="death before sentence ends the prosecution, and places differ on the conviction"),
    row("T67e", DefendantDied, "", "found_guilty", joins="endings", when=_STANDS, scope="usual",
        cite="United States v. Brooks; Dove v. United States, 423 U.S. 325",
        why="the jurisdiction decides what becomes of a judgment under appeal; nothing moves by itself"),
    *[
        row(f"T67{mark}", ChargeAbated, "", "found_guilty > abated", sets, joins="endings",
            when=f"{_STANDS}, {when}" if when else _STANDS, scope=scope, differs=differs, cite=cite, why=why)
        for mark, when, sets, scope, differs, cite, why in ABATEMENTS
    ],
    *[
        row(f"T68{mark}", act, values, "triable", joins="sentencing", when="found=set_aside, sentence=vacated",
            doubt="sentence-fallen", scope="usual",
            cite="FRCrimP 32(k)", why="the sentence fell with the finding of guilt, and no act on it brings it back")
        for mark, act, values in _ON_A_SENTENCE
    ],
)  # fmt: skip
