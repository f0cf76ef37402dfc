"""Rows that send a charge to another court and back, under its own id or as another charge."""

from casestate.events import ChargeFiled, ChargeRemanded, ChargeRemoved, ChargeTransferred
from casestate.law.rows import row, stage
from casestate.law.tables.criminal.charging import AFTER_VERDICT, TAKEN_THERE, TO_JUVENILE

_BOTH_PENDING = "United States v. Bowen, 946 F.2d 734; United States v. Walker, 363 F.3d 711"

SENDING = stage(
    "endings",
    row("T64", ChargeTransferred, "", "pending", "venue=transferred disposition=transferred if none",
        cite="FRCrimP 20, 21; NMSA 38-3-3", why="the charge goes on in another court, as far as it was"),
    row("T64d", ChargeTransferred, "", "diverted|proved|adjudged", "venue=transferred", scope="usual",
        cite="18 USC 3605", why="what is left to be done, such as sentence or supervision, is done in another court"),
    row("T64n", ChargeTransferred, "", "pending|diverted > superseded",
        "disposition=transferred succession=superseded supervision=none", when="names successors",
        cite="FRCrimP 20, 21", why="the charge goes on in another court as another charge"),
    row("T64a", ChargeTransferred, "", "superseded", "venue=transferred", scope="usual",
        cite="NMSA 38-3-6", why="a charge that goes on elsewhere may be sent on from there"),
    row("T66", ChargeRemoved, "", "open|adjudged", "venue=removed", scope="usual",
        cite="28 USC 1455(b)(5)", why="a charge that a federal court keeps after its removal goes on there"),
    row("T66s", ChargeRemoved, "notice", "open|adjudged", "venue=removal_sought", scope="usual",
        cite="28 USC 1455(b)(3)",
        why="a notice of removal leaves the charge with the state court, which may enter no judgment of conviction"),
    row("T66r", ChargeRemanded, "", "open|adjudged|superseded", "venue=remanded", scope="usual",
        cite="28 USC 1447, 1455(b)(4); FRCrimP 20(c)", why="a charge sent back goes on where it was, as far as it is"),
    row("T66d", ChargeRemanded, "", "superseded|triable", "venue=remanded succession=none", when="venue=tried_anew",
        undoes="DeNovoAppealFiled", scope="usual", reopens=True,
        cite="N.C.G.S. 15A-1431",
        why="where the higher court sends the case back before it is tried anew, the judgment below counts again"),
    row("T66t", ChargeRemanded, "", "superseded", "venue=remanded succession=none",
        undoes="ChargeTransferred|ChargeRemoved", scope="usual", reopens=True,
        cite="FRCrimP 20(c); 28 USC 1447", why="a charge sent back is as far as it was before it was another's"),
    row("T06s", ChargeFiled, "", "before_trial", "succession=superseded", link="supersedes",
        cite=_BOTH_PENDING,
        why="a new charge may carry an earlier one on before jeopardy attaches; both pend until one is dismissed"),
    row("T06j", ChargeFiled, "", "dismissed", "succession=superseded", link="supersedes",
        when="phase by ChargeDismissed, jeopardy=attached", doubt="refiled-after-jeopardy",
        cite="Downum v. United States; United States v. Scott",
        why="a dismissal after jeopardy attached bars another prosecution, unless the defendant consented to it"),
    row("T06d", ChargeFiled, "", "dismissed", "succession=superseded", link="supersedes",
        when="phase by ChargeDismissed|ChargeDischarged|ChargeDeclined|NoBillReturned", scope="usual",
        cite=_BOTH_PENDING, why="a charge may be dismissed first, and the one that carries it on be filed after it"),
    row("T06x", ChargeFiled, "", "pending > superseded", "succession=superseded disposition=transferred",
        link="supersedes", when="venue=transferred|removed|tried_anew",
        cite="FRCrimP 20, 21; N.C.G.S. 15A-1431",
        why="a charge that was sent to another court goes on there as another charge"),
    row("T34t", ChargeFiled, "", "pending > superseded", "succession=refiled disposition=transferred",
        link="refiles", when="venue=transferred|removed|tried_anew",
        cite="FRCrimP 20, 21", why="a charge that was sent to another court may be brought anew there"),
    *[
        row(id, ChargeFiled, "", "found_guilty|supervised", f"{TAKEN_THERE} succession={succession}", link=link,
            when=TO_JUVENILE, differs="conviction", scope="local",
            cite=AFTER_VERDICT,
            why="a charge sent to a juvenile court after the verdict goes on there, where in places the verdict is an "
            "adjudication, and no conviction")
        for id, link, succession in (("T06v", "supersedes", "superseded"), ("T34s", "refiles", "refiled"))
    ],
    row("T06n", ChargeFiled, "", "superseded", "succession=superseded", link="supersedes",
        cite="N.C.G.S. 15A-1431; FRCrimP 20, 21",
        why="a charge superseded, transferred or appealed anew may go on in several charges"),
)
