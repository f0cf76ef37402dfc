"""Rows of pleas and plea agreements, short of the acceptance that finds guilt."""

from casestate.events import (
    PleaAgreementFiled,
    PleaAgreementRejected,
    PleaAgreementWithdrawn,
    PleaEntered,
    PleaRejected,
    PleaSetAside,
    PleaTakenUnderAdvisement,
    PleaWithdrawn,
)
from casestate.law.rows import row, stage

PLEA_FALLS = (
    "found=set_aside conviction=none jeopardy=ended_retriable disposition=none activity=active supervision=none "
    "sentence=vacated unless none"
)
"""What becomes of a charge whose accepted plea falls before judgment."""
JUDGMENT_FALLS = (
    "found=set_aside conviction=vacated jeopardy=ended_retriable disposition=none activity=active supervision=none "
    "sentence=vacated unless none collateral=ended if pending"
)
"""What becomes of a charge whose judgment falls with its plea, or is set aside on the merits."""
VACATED = "conviction=vacated sentence=vacated unless none supervision=none"
"""What an order sets under which a judgment falls."""
SETTING_ASIDE = "ConvictionSetAside|PleaSetAside|PleaWithdrawn"
"""The acts by which a conviction is set aside, or falls with its plea."""

_COMPLETED = "names ground=unknown, supervision=completed|terminated_early|discharged"
"""After probation, where no source says why the plea was withdrawn."""

FALLEN = "found=set_aside"
"""Where what was found has fallen already, and another line or order says so once more."""

PLEADING = stage(
    "pleas",
    row("T15", PleaEntered, "", "pending|diverted",
        cite="FRCrimP 11(a); NMRA 5-303, 5-304",
        why="a plea is entered on a pending charge; a plea of guilt convicts nobody until accepted"),
    row("T17", PleaAgreementFiled, "", "pending|diverted",
        cite="FRCrimP 11(c); NMRA 5-304", why="an agreement binds nobody until the court accepts the plea"),
    row("T17r", PleaAgreementRejected, "", "pending|diverted|found_guilty",
        cite="FRCrimP 11(c)(5)", why="an agreement refused lets the defendant withdraw the plea"),
    row("T17w", PleaAgreementWithdrawn, "", "pending|diverted|found_guilty",
        cite="FRCrimP 11(c)", why="an agreement may be given up"),
    row("T16a", PleaTakenUnderAdvisement, "", "pending|diverted",
        cite="FRCrimP 11(c)(3)", why="a plea under advisement is tendered and not accepted"),
    row("T16r", PleaRejected, "", "pending|diverted",
        cite="FRCrimP 11(a)(3), (b)", why="a plea the court refuses does not stand"),
    row("T19", PleaWithdrawn, "", "pending|diverted",
        cite="FRCrimP 11(d)(1)", why="before it is accepted a plea may be withdrawn for any reason"),
    row("T20", PleaWithdrawn, "", "proved > triable", PLEA_FALLS, reopens=True,
        cite="FRCrimP 11(d)(2); State v. Angel, 2002-NMSC-025",
        why="after it is accepted and before sentence a plea may be withdrawn by leave; no bar follows"),
    row("T21d", PleaSetAside, "", "proved > triable", PLEA_FALLS, scope="usual", reopens=True,
        cite="FRCrimP 11(d)(2); State v. Angel, 2002-NMSC-025",
        why="before judgment, or while it is withheld, a court may set an accepted plea aside; no bar follows"),
    row("T20r", PleaWithdrawn, "", "sentence_deferred|judged", "conviction=set_aside",
        when="names ground=rehabilitation", scope="usual",
        cite="Cal. Penal Code 1203.4",
        why="a plea withdrawn under a statute for those who completed probation sets the conviction aside, and some "
        "purposes still count it"),
    *[
        row(f"T20{mark}", PleaWithdrawn, "", "judged", "conviction=set_aside", when=when, scope="usual",
            cite="Cal. Penal Code 1203.4, 1203.4a",
            why="a plea withdrawn once probation or the sentence was complete sets the conviction aside by statute")
        for mark, when in (("p", _COMPLETED), ("c", "names ground=unknown, sentence=completed"))
    ],
    row("T21t", PleaSetAside, "", "triable", when=FALLEN, scope="usual",
        cite="court administration", why="a plea set aside after the finding on it had fallen moves nothing more"),
    row("T21r", PleaSetAside, "", "sentence_deferred|judged", "conviction=set_aside",
        when="names ground=rehabilitation", scope="usual",
        cite="Cal. Penal Code 1203.4",
        why="a plea set aside for rehabilitation leaves a conviction that some purposes still count"),
    *[
        row(f"T30{mark}", PleaWithdrawn, "", "barred", when=f"disposition=deferral_completed, {when}", scope="usual",
            cite="C.R.S. 18-1.3-102(2)",
            why="the plea withdrawn because a deferral was completed is part of the same end")
        for mark, when in (("p", "within 1 day of disposition"), ("pr", "names ground=rehabilitation"))
    ],
    row("T20s", PleaWithdrawn, "", "sentence_deferred > triable", JUDGMENT_FALLS, scope="usual", reopens=True,
        cite="FRCrimP 11(e)", why="after judgment a plea falls only by appeal or collateral attack"),
    row("T21", PleaSetAside, "", "adjudged > triable", JUDGMENT_FALLS, scope="usual", reopens=True,
        cite="FRCrimP 11(e)", why="after judgment a plea falls only by appeal or collateral attack"),
)
