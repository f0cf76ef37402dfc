"""
From a page to a case file: every row becomes an entry, and every charge listed a filing or a remark.

``on`` is the day of the act, ``recorded_at`` the moment at which the clerk keyed it, and ``docketed_on`` the day of
that moment on the clerk's wall. A sentence that "supersedes previous judgment" is a new act of the court, as after a
violation of probation, so it is recorded as :class:`~casestate.events.SentenceModified`; it is no correction, for the
first sentence was right as long as it stood. An amended plea is the next plea, for the same reason.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from casestate import Basis, CaseFile, Entry, Finding, Source, When
from casestate.events import (
    AmendmentKind,
    ChargeAmended,
    ChargeDeclined,
    ChargeDismissed,
    ChargeFiled,
    ChargingInstrument,
    Event,
    HearingKind,
    HearingSet,
    Noted,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    SentenceChange,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    SupervisionOutcome,
    SupervisionViolationAlleged,
    VerdictKind,
    VerdictReturned,
)
from courtpages.page import Page
from courtpages.remarks import remark, remark_listed
from courtpages.rows import Listed, Row
from courtpages.words import (
    AMENDED_SENTENCES,
    CALENDAR,
    CONVICTED,
    HEARINGS,
    LONGEST_TEXT,
    NO_COMPLAINT,
    PAPERS,
    PLEAS,
    REVOKED,
    SENTENCES,
    VIOLATION,
    VIOLATION_FILED,
    sentence,
    severity,
)

PAGE = Source("Oregon circuit court, case page", basis=Basis.RECORD)
DEDUCED = Source("deduced from a case page on which just one charge carries probation", basis=Basis.INFERRED)
REMOVED = "Removed From Charging Instrument"
LAST = datetime.max.replace(tzinfo=UTC)

Told = Iterator[Entry | Finding]


def read_page(page: Page) -> tuple[CaseFile, list[Finding]]:
    """The case file of a page, its entries in the order in which they were keyed, and what is doubtful in its rows."""
    told = [each for charge in page.charges.values() for each in _filed(page, charge)]
    told += [each for row in page.rows for each in _row(page, row)]
    entries = [each for each in told if isinstance(each, Entry)]
    return (
        CaseFile(page.id, entries=sorted(entries, key=lambda entry: entry.recorded_at or LAST)),
        [each for each in told if isinstance(each, Finding)],
    )


def filing(charge_no: str) -> str:
    """The id of the entry that files a charge."""
    return f"charge-{charge_no}"


def _filed(page: Page, charge: Listed) -> Told:
    """
    The filing of a charge of the list, dated by the papers of the page and known once the last of them was keyed.

    The list says neither when a charge was filed nor when it was keyed. Of several papers any may have brought it.
    """
    papers = page.papers(charge)
    if charge.name == VIOLATION:
        yield remark_listed("violation-listed-as-charge", charge)
    elif not papers:
        declined = any(row.text == NO_COMPLAINT for row in page.about(charge.charge_no))
        yield remark_listed("never-filed" if declined else "no-charging-paper", charge)
    else:
        if len(papers) > 1:
            yield remark_listed("which-paper", charge, filing(charge.charge_no))
        last = max(papers, key=lambda row: row.keyed_at or LAST)
        yield Entry(
            id=filing(charge.charge_no),
            event=ChargeFiled(
                on=When(min(row.on for row in papers), max(row.on for row in papers)),
                defendant=charge.defendant,
                charge=charge.charge_no,
                offense=charge.name,
                statute=charge.statute,
                grade=charge.level,
                severity=severity(charge.level),
                instrument=PAPERS[papers[0].type] if len(papers) == 1 else ChargingInstrument.UNKNOWN,
                offense_on=charge.offense_on,
            ),
            source=PAGE,
            recorded_at=last.keyed_at,
            docketed_on=last.keyed_on,
        )


def _row(page: Page, row: Row) -> Told:
    if row.keyed_at is None:
        yield remark("no-keyed-day", row)
    if not row.charge_no:
        yield from _of_the_page(page, row)
    elif page.charges[row.charge_no].name == VIOLATION:
        yield from _violation(page, row)
    elif row.type in ("Plea", "Amended Plea"):
        yield _entry(page, row, PleaEntered(**_whose(page, row), plea=PLEAS.get(row.text) or PleaKind.raw(row.text)))
    elif row.type == "Disposition":
        yield from _disposed(page, row)
    elif row.type in SENTENCES + AMENDED_SENTENCES:
        yield from _sentenced(page, row)
    else:
        yield remark("unknown-row", row)
        yield _entry(page, row, _note(row))


def _of_the_page(page: Page, row: Row) -> Told:
    """
    A row that names no charge: a day in court when it was keyed before that day, a violation, or else a note.

    A day in court keyed before it came was set; that it was held, no row says.
    """
    keyed = row.keyed_on
    kind = row.type.removeprefix("EVENT:")
    if row.type == VIOLATION_FILED and page.on_probation is not None:
        who = page.on_probation
        alleged = SupervisionViolationAlleged(on=row.on, defendant=who.defendant, charge=who.charge_no)
        yield _entry(page, row, alleged, source=DEDUCED)
    elif keyed is None or row.on <= keyed:
        yield _entry(page, row, _note(row))
    elif kind.startswith(CALENDAR):
        hearing = HEARINGS.get(kind) or HearingKind.raw(kind)
        yield _entry(page, row, HearingSet(on=keyed, hearing=row.id, for_=row.on, kind=hearing))
    else:
        yield remark("dated-after-keyed", row)
        yield _entry(page, row, _note(row))


def _violation(page: Page, row: Row) -> Told:
    """
    A row about a probation violation that the page numbers as a charge.

    Its sentence is one on the charge that carries the probation; a plea to it is no plea to a charge, and is noted.
    """
    who = page.on_probation
    if row.type not in SENTENCES:
        yield _entry(page, row, _note(row))
    elif who is None:
        yield remark("probation-not-told", row)
        yield _entry(page, row, _note(row))
    else:
        act: dict[str, Any] = {"on": row.on, "defendant": who.defendant, "charge": who.charge_no}
        parts = tuple(sentence(row.text))
        event: Event
        if REVOKED in row.text:
            event = SupervisionDecided(**act, outcome=SupervisionOutcome.REVOKED, components=parts)
        else:
            event = SentenceModified(**act, change=SentenceChange.PROBATION_VIOLATION, components=parts)
        yield _entry(page, row, event, source=DEDUCED)


def _disposed(page: Page, row: Row) -> Told:
    whose = _whose(page, row)
    event: Event
    if row.text in CONVICTED and page.pleaded_guilty(row):
        event = PleaAccepted(**whose, plea=PleaKind.GUILTY)
    elif row.text in CONVICTED:
        yield remark("conviction-means-untold", row, whose["defendant"])
        event = VerdictReturned(**whose, verdict=VerdictKind.GUILTY)
    elif row.text == "Dismissed":
        event = ChargeDismissed(**whose)
    elif row.text == NO_COMPLAINT:
        event = ChargeDeclined(**whose, reason=row.text)
    elif row.text == REMOVED:
        yield remark("count-removed", row, whose["defendant"])
        event = ChargeAmended(**whose, kind=AmendmentKind.COUNT_REMOVED)
    else:
        yield remark("unknown-disposition", row, whose["defendant"])
        event = _note(row)
    yield _entry(page, row, event)


def _sentenced(page: Page, row: Row) -> Told:
    whose = _whose(page, row)
    parts = tuple(sentence(row.text))
    if len(row.text) >= LONGEST_TEXT:
        yield remark("sentence-cut-off", row, whose["defendant"])
    if row.type in SENTENCES:
        yield _entry(page, row, SentenceImposed(**whose, components=parts))
        return
    before, on = page.replaced(row), page.pronounced(row)
    if on != When.on(row.on):
        yield remark("sentence-day-kept", row, whose["defendant"])
    event = SentenceModified(**whose | {"on": on}, change=SentenceChange.raw(row.type), components=parts)
    yield _entry(page, row, event, after=[before.id] if before else [])


def _whose(page: Page, row: Row) -> dict[str, Any]:
    """The day of a row, and whom and which charge it is about."""
    return {"on": row.on, "defendant": page.charges[row.charge_no].defendant, "charge": row.charge_no}


def _note(row: Row) -> Noted:
    """A row kept in its own words."""
    about = f" (charge {row.charge_no})" if row.charge_no else ""
    return Noted(on=row.on, text=f"{row.type.removeprefix('EVENT:')}{about}{': ' if row.text else ''}{row.text}")


def _entry(page: Page, row: Row, event: Event, *, source: Source = PAGE, after: list[str] | None = None) -> Entry:
    """The entry of a row. What is done to a charge presupposes it: of a filing that has no day, that tells the last."""
    charge = page.charges.get(row.charge_no)
    acts = not isinstance(event, Noted) and source is PAGE
    filed = [filing(row.charge_no)] if acts and charge and len(page.papers(charge)) > 1 else []
    return Entry(
        id=row.id,
        event=event,
        source=source,
        recorded_at=row.keyed_at,
        docketed_on=row.keyed_on,
        after=[*filed, *(after or [])],
        quote=row.words,
    )
