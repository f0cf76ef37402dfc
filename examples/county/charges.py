"""From rows to case files: every row becomes an entry, and what is wrong with it a finding."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casestate import UNDATED, Basis, CaseFile, Entry, Finding, Source, When
from casestate.errors import InvalidWhen
from casestate.events import (
    Actor,
    ChargeAmended,
    ChargeFiled,
    ChargingInstrument,
    SentenceChange,
    SentenceImposed,
    SentenceModified,
)
from casestate.state import Phase
from county.law import ILLINOIS
from county.remarks import REMARKED_OUTCOMES, finding, remark
from county.rows import Row, day
from county.words import INSTRUMENTS, OUTCOMES, PHASES, SEVERITIES, act, note, sentence, severity

PUBLISHED = "2019-12-27"
"""The day the package the data are taken from was published."""
OFFICE = Source("Cook County State's Attorney, open data", basis=Basis.OFFICIAL, published=PUBLISHED)
DEDUCED = Source("deduced from rows that describe the charge differently", basis=Basis.INFERRED)


def filed(row: Row, disposals: Sequence[Row]) -> Iterator[Entry | Finding]:
    """A row of type CHARGE_FILED."""
    instrument = INSTRUMENTS.get(row.subtype) or ChargingInstrument.raw(row.subtype)
    if row.subtype not in INSTRUMENTS:
        yield remark("unknown-filing", row)
    if instrument is ChargingInstrument.INFORMATION and any(each.outcome == "FNPC" for each in disposals):
        instrument = ChargingInstrument.UNKNOWN
        yield remark("no-cause-at-hearing", row)
    copied = {"offense": "title", "statute": "section", "grade": "grade"}
    event = act(ChargeFiled, copied, severity=severity(row), instrument=instrument, by=Actor.PROSECUTOR)(row)
    yield Entry(id=row.id, event=event, source=OFFICE, quote=row.words)


def amended(filing: Row, before: Row, row: Row) -> Iterator[Entry | Finding]:
    """What a later row shows of an amendment that has no row: it fell somewhere between the two."""
    if row.version != before.version:
        yield remark("amendment-without-row", row)
    elif row.wording != before.wording:
        yield remark("changed-in-place", row)
    if row.grade != before.grade:
        yield remark("class-changed", row)
    if row.wording == before.wording:
        return
    try:
        on = When(before.on.earliest, row.on.latest)
    except InvalidWhen:
        yield remark("amendment-undatable", row)
        return
    yield Entry(
        id=f"{row.id}a",
        event=ChargeAmended(
            on=on,
            defendant=row.participant,
            charge=row.charge,
            offense=row.title or None,
            statute=row.section or None,
            grade=row.grade or None,
            severity=severity(row),
        ),
        source=DEDUCED,
        after=filing.id,
    )


def disposed(row: Row, after: Sequence[str]) -> Iterator[Entry | Finding]:
    """A row of type DISPOSED; an outcome that is not in the table is noted in its own words."""
    make = OUTCOMES.get(row.outcome)
    if make is None:
        yield remark("unknown-outcome", row)
        make = note
    if row.outcome in REMARKED_OUTCOMES:
        yield remark(REMARKED_OUTCOMES[row.outcome], row)
    yield Entry(id=row.id, event=make(row), source=OFFICE, after=after, quote=row.words)


def sentenced(rows: Iterable[Row], after: Sequence[str]) -> Iterator[Entry | Finding]:
    """The rows of type SENTENCED of one charge, the superseded before the current, whatever their order."""
    imposed = False
    for row in sorted(rows, key=lambda row: row.reason == "current"):
        component, codes = sentence(row.outcome)
        yield from [remark(code, row) for code in codes]
        original = row.subtype == "Original Sentencing"
        if original and not imposed:
            imposed = True
            event = act(SentenceImposed, components=component)(row)
        else:
            if original:
                yield remark("second-original-sentence", row)
            if row.subtype not in PHASES:
                yield remark("unknown-phase", row)
            change = PHASES.get(row.subtype) or SentenceChange.raw(row.subtype or "unknown")
            event = act(SentenceModified, components=component, change=change)(row)
        yield Entry(id=row.id, event=event, source=OFFICE, after=after, quote=row.words)


def read_charge(rows: Sequence[Row], reach: str) -> Iterator[Entry | Finding]:
    """The entries for all rows of one charge, and what is doubtful about them."""
    filings, disposals, sentences = (
        [row for row in rows if row.type == type] for type in ("CHARGE_FILED", "DISPOSED", "SENTENCED")
    )
    for row in rows:
        yield from [remark(code, row) for code in doubts(row, reach)]
        if row.type not in ("CHARGE_FILED", "DISPOSED", "SENTENCED"):
            yield remark("unknown-row", row)
            yield Entry(id=row.id, event=note(row), source=OFFICE)
    for row in filings:
        yield from filed(row, disposals)
    before = filing = filings[0] if filings else None
    for row in (*disposals, *sentences):
        if filing is not None and before is not None:
            yield from amended(filing, before, row)
        before = row
    # What is done to a charge presupposes it: of an undated filing that tells the latest day, and no more.
    after = [filing.id] if filing is not None and filing.on == UNDATED else []
    for row in disposals:
        yield from disposed(row, after)
    yield from sentenced(sentences, after)


def doubts(row: Row, reach: str) -> Iterator[str]:
    """The codes of what is wrong with a row on the face of it."""
    if not row.date:
        yield "undated-filing" if row.type == "CHARGE_FILED" else "undated-row"
    elif day(row.date) is None:
        yield "unreadable-date"
    elif row.date < row.received_date:
        yield "dated-before-received"
    elif reach < row.date <= PUBLISHED:
        yield "dated-after-data"
    if row.grade not in SEVERITIES:
        yield "unknown-class"


def import_case(id: str, rows: Iterable[Row], reach: str) -> tuple[CaseFile, list[Finding]]:
    """One case file, and what the importer found doubtful in its rows."""
    charges: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        charges[row.participant, row.charge].append(row)
    told = [each for charge in charges.values() for each in read_charge(charge, reach)]
    entries = [each for each in told if isinstance(each, Entry)]
    return CaseFile(id, procedure=ILLINOIS).extend(entries), [each for each in told if isinstance(each, Finding)]


def unsentenced(case: CaseFile) -> Iterator[Finding]:
    """Charges that the whole file leaves found guilty and without a sentence."""
    view = case.at()
    for who in view.defendants:
        for charge in view[who].charges.values():
            found = charge.moved_by("found")
            if charge.phase is Phase.FOUND_GUILTY and found is not None:
                yield finding("guilty-without-sentence", who, charge.key, found.id)
