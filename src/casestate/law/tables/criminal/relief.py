"""Rows of clemency and of the record."""

from casestate.events import (
    ConvictionSetAside,
    Pardoned,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    SentenceCommuted,
)
from casestate.law.rows import row, stage
from casestate.law.tables.criminal.pleading import FALLEN, JUDGMENT_FALLS

RELIEVING = stage(
    "relief",
    row("T59", Pardoned, "", "found_guilty|adjudged", "conviction=pardoned unless set_aside|unknown",
        scope="usual",
        cite="U.S. Const. art. II, s. 2; N.M. Const. art. V, s. 6",
        why="a pardon relieves the conviction; the finding and the record are kept"),
    row("T59p", Pardoned, "", "not_charged|pending|diverted|deferred", scope="usual",
        cite="Ex parte Garland",
        why="a federal pardon may come at any time after the offence; no guilt is thereby found"),
    row("T59v", Pardoned, "", "pending|diverted", "conviction=pardoned if found|adjudicated",
        when="conviction=vacated|reversed", scope="usual",
        cite="U.S. Const. art. II, s. 2",
        why="a pardon of an offence whose conviction has fallen relieves the conviction if that is put back"),
    row("T60", SentenceCommuted, "", "judged", "sentence=commuted", joins="sentencing",
        cite="executive clemency", why="a commutation touches the sentence alone"),
    row("T61m", ConvictionSetAside, "merits", "proved|adjudged > triable", JUDGMENT_FALLS, scope="usual",
        reopens=True,
        cite="default; not read",
        why="a conviction set aside on the merits leaves a charge that may be tried, pleaded to or dismissed"),
    *[
        row(f"T61{mark}", ConvictionSetAside, ground, "triable", when=FALLEN, scope="usual",
            cite="court administration", why="a conviction that had fallen, set aside once more, falls no further")
        for mark, ground in (("mt", "merits"), ("t", ""))
    ],
    row("T61a", ConvictionSetAside, "", "judged|sentence_deferred", "conviction=set_aside", scope="usual",
        cite="ORS 137.225; Cal. Penal Code 1203.4",
        why="a conviction set aside by statute still counts for some purposes"),
    row("T61", RecordSealed, "", "brought", "visibility=sealed unless expunged", scope="usual",
        cite="default; not read", why="sealing closes the record and changes nothing else"),
    row("T61u", RecordUnsealed, "", "brought", "visibility=public", scope="usual",
        cite="court order", why="a record unsealed is public"),
    row("T61e", RecordExpunged, "", "brought", "visibility=expunged", scope="usual",
        cite="NMSA 29-3A-4, 29-3A-5", why="expungement closes or destroys the record and changes nothing else"),
)
