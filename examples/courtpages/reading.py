"""
From a page to a case file: every row becomes an entry, and every charge listed a filing or a remark.

The layout ``examples/oregon.toml`` says what the words of a row are. Rows are laid out for it with what it takes the
other rows of the page to tell: which papers brought a charge, which sentence one replaces, and which charge carries the
probation that was violated.

``on`` is the day of the act, ``recorded_at`` the moment at which the clerk keyed it, and ``docketed_on`` the day of
that moment on the clerk's wall.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from casestate import CaseFile, Finding, When
from casestate.events import HearingKind, SentenceChange, Subject
from casestate.tables import Layout, Read, read_cases
from courtpages import remarks
from courtpages.page import Page
from courtpages.rows import Listed, Row
from courtpages.words import (
    AMENDED_SENTENCES,
    CALENDAR,
    CONVICTED,
    HEARINGS,
    LONGEST_TEXT,
    NO_COMPLAINT,
    REVOKED,
    SENTENCES,
    VIOLATION,
    VIOLATION_FILED,
    sentence,
)

PAGE = {"source": "Oregon circuit court, case page", "basis": "record"}
DEDUCED = {"source": "deduced from a case page on which just one charge carries probation", "basis": "inferred"}
CUT_OFF, KEPT = " [cut off]", ", on the day of another"
LAST = datetime.max.replace(tzinfo=UTC)

Laid = dict[str, str]


def parts(text: str) -> Read:
    """The parts of a sentence, and whether its text was cut off."""
    cut_off = ((remarks.SENTENCE_CUT_OFF, remarks.SENTENCE_CUT_OFF.meaning),)
    return Read(tuple(sentence(text.removesuffix(CUT_OFF))), cut_off if text.endswith(CUT_OFF) else ())


READERS = {
    "sentence": parts,
    "hearing": lambda kind: HEARINGS.get(kind) or HearingKind.raw(kind),
    "own_words": lambda event: SentenceChange.raw(event.removesuffix(KEPT)),
}
LAYOUT = Layout.load(Path(__file__).parents[1] / "oregon.toml", readers=READERS)


def read_page(page: Page) -> tuple[CaseFile, list[Finding]]:
    """The case file of a page, its entries in the order in which they were keyed, and what is doubtful."""
    laid = [filed for charge in page.charges.values() for filed in _filed(page, charge)]
    laid += [_row(page, row) for row in page.rows]
    [(case, found)] = read_cases(sorted(laid, key=_keyed), LAYOUT)
    return case, [*_told(page), *found]


def _keyed(laid: Laid) -> datetime:
    return datetime.fromisoformat(laid["keyed_at"]) if laid["keyed_at"] else LAST


def _told(page: Page) -> Iterator[Finding]:
    """Why charges of the list are not filed, and which rows are known on no day."""
    for charge in page.charges.values():
        about = Subject("charge", charge.defendant, charge.charge_no)
        declined = any(row.text == NO_COMPLAINT for row in page.about(charge.charge_no))
        if charge.name == VIOLATION:
            kind = remarks.VIOLATION_LISTED_AS_CHARGE
        elif page.papers(charge):
            continue
        else:
            kind = remarks.NEVER_FILED if declined else remarks.NO_CHARGING_PAPER
        yield kind.finding(f"{about}: {kind.meaning}", [], about=about)
    for row in page.rows:
        if row.keyed_at is None:
            yield remarks.NO_KEYED_DAY.finding(f"{row.id}: {remarks.NO_KEYED_DAY.meaning}", [row.id])


def filing(charge_no: str) -> str:
    """The id of the entry that files a charge."""
    return f"charge-{charge_no}"


def _filed(page: Page, charge: Listed) -> Iterator[Laid]:
    """
    The filing of a charge of the list, dated by the papers of the page and known once the last of them was keyed.

    The list says neither when a charge was filed nor when it was keyed. Of several papers any may have brought it.
    """
    papers = page.papers(charge) if charge.name != VIOLATION else []
    if papers:
        last = max(papers, key=lambda row: row.keyed_at or LAST)
        on = When(min(row.on for row in papers), max(row.on for row in papers))
        event = "filed" if len(papers) == 1 else "filed by one of several papers"
        described = {"offense": charge.name, "statute": charge.statute, "grade": charge.level}
        described |= {"offense_on": str(charge.offense_on), "paper": papers[0].type if len(papers) == 1 else ""}
        own = {"id": filing(charge.charge_no), "on": str(on), "words": ""}
        yield _laid(page, last, event, charge) | described | own


def _row(page: Page, row: Row) -> Laid:
    """A row, with what it takes other rows of the page to tell."""
    charge = page.charges.get(row.charge_no)
    if charge is None:
        return _of_the_page(page, row)
    if charge.name == VIOLATION:
        return _violation(page, row)
    papers = page.papers(charge)
    known = all((each.keyed_at or LAST) <= (row.keyed_at or LAST) for each in papers)
    after = [filing(row.charge_no)] if len(papers) > 1 and known else []
    event, on, words = row.type, When.on(row.on), row.text
    if row.type == "Disposition" and row.text in CONVICTED and page.pleaded_guilty(row):
        event = "convicted on a plea"
    elif row.type in SENTENCES + AMENDED_SENTENCES and len(row.text) >= LONGEST_TEXT:
        words += CUT_OFF
    if row.type in AMENDED_SENTENCES:
        before, on = page.replaced(row), page.pronounced(row)
        event += KEPT if on != When.on(row.on) else ""
        after += [before.id] if before else []
    return _laid(page, row, event, charge) | {"on": str(on), "sentence": words, "after": "; ".join(after)}


def _of_the_page(page: Page, row: Row) -> Laid:
    """
    A row that names no charge: a day in court when it was keyed before that day, a violation, or else a note.

    A day in court keyed before it came was set; that it was held, no row says.
    """
    keyed, kind = row.keyed_on, row.type.removeprefix("EVENT:")
    if row.type == VIOLATION_FILED and page.on_probation is not None:
        return _laid(page, row, "violation alleged", page.on_probation) | DEDUCED
    if keyed is None or row.on <= keyed:
        return _laid(page, row, "noted")
    if kind.startswith(CALENDAR):
        return _laid(page, row, "hearing") | {"on": str(keyed), "held": str(row.on), "kind": kind}
    return _laid(page, row, "noted with a day to come")


def _violation(page: Page, row: Row) -> Laid:
    """
    A row about a probation violation that the page numbers as a charge.

    Its sentence is one on the charge that carries the probation; a plea to it is no plea to a charge, and is noted.
    """
    if row.type not in SENTENCES or page.on_probation is None:
        return _laid(page, row, "noted on no charge" if row.type in SENTENCES else "noted")
    event = "probation revoked" if REVOKED in row.text else "violation sentenced"
    return _laid(page, row, event, page.on_probation) | DEDUCED | {"sentence": row.text}


def _laid(page: Page, row: Row, event: str, charge: Listed | None = None) -> Laid:
    """A row as the layout reads it."""
    return dict.fromkeys(LAYOUT.columns, "") | PAGE | {
        "case": page.id,
        "id": row.id,
        "event": event,
        "on": str(row.on),
        "text": row.text,
        "words": row.words,
        "keyed_at": row.keyed_at.isoformat() if row.keyed_at else "",
        "keyed_on": str(row.keyed_on or ""),
        "defendant": charge.defendant if charge else "",
        "charge": charge.charge_no if charge else "",
    }  # fmt: skip
