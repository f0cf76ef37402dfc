"""
A list that is overwritten in place, from its versions: dated files in a folder, or the history of one file in git.

Each record of a version is a row, and a layout says which acts it states (:class:`casestate.tables.Layout`). The
differences between versions become entries, each published on the day of its version:

* An act that a version is the first to state is an entry. Where the record gives it no date, it falls between the
  version before and this one.
* An act that a version states otherwise than the one before, such as with another date, is a correction.
* An act that a version no longer states, though it has the record, is a retraction. Of a layout with one status a
  record, the earlier status stays, for a status moves on. A list that goes back to an earlier status takes back what
  it said in between, and so does one that goes on to a status that the law does not allow after the last.
* A record that a version no longer has is a note with a finding ``vanished``; no list says why. One that comes back is
  a note with a finding ``reappeared``.
* A column that changes, though no act that the record now states has it, is a note with a finding ``changed-unstated``.

So a view as known on a day, by the clock of publication, is what the list said on that day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from casestate.casefile import CaseFile
from casestate.entries import Entry, Revision, RevisionKind
from casestate.errors import InvalidLayout, InvalidTable
from casestate.events import EntryRetracted, Event, Noted, Subject
from casestate.importers.versions import Record, Snapshot, folder, git_history, versions
from casestate.law.findings import Finding, FindingType, Severity
from casestate.sources import UNKNOWN_SOURCE, Basis, BasisWord, Source
from casestate.tables import Cases, Layout, Order
from casestate.tables.cells import plain, words_of
from casestate.tables.columns import columns_of
from casestate.tables.row import Cell, as_cell
from casestate.tables.tally import Tally
from casestate.tables.values import Doubt, Doubts
from casestate.texts import composed
from casestate.when import UNDATED, When

__all__ = ["Snapshot", "folder", "git_history", "read", "versions"]

VANISHED = FindingType(
    "vanished",
    Severity.WARNING,
    meaning="A version of the list no longer has a record that the version before it had, and does not say why.",
    remedy="look the case up at the court: it may have ended, been sealed, or been listed in error",
)
REAPPEARED = FindingType(
    "reappeared",
    Severity.WARNING,
    meaning="A version of the list has a record again that an earlier version no longer had.",
    remedy="none, if the list had dropped it by mistake",
)
CHANGED_UNSTATED = FindingType(
    "changed-unstated",
    Severity.WARNING,
    meaning="A version of the list changes a column of a record, and no act that the record now states has it.",
    remedy="look the case up at the court, and state the change as an act, such as an amendment of the charge",
)

_OF_SEVERAL_ROWS = (
    "earliest",
    "latest",
    "id",
    "after",
    "order",
    "docketed_on",
    "recorded_at",
    "described",
    "version",
    "defendant_separator",
    "charge_separator",
    "each_defendant",
    "each_charge",
    "restated",
)
"""The keys of a layout that a record by itself does not answer."""


Cells: TypeAlias = Mapping[str, Cell]


def read(
    snapshots: Iterable[Snapshot],
    layout: Layout,
    *,
    source: str | None = None,
    basis: BasisWord = Basis.UNKNOWN,
    key: Sequence[str] = (),
) -> Cases:
    """
    Return the case file of each case that a list has had, with what is doubtful about its records.

    The rows counted are the records of all versions.

    Args:
        snapshots: The versions, oldest first, as :func:`folder` and :func:`git_history` give them.
        layout: Which acts a record states, and what is quoted of it: without ``quote``, all of its words.
        source: The name of the list as a source; by default, the source is that of the layout. Each version of it is
            published on its day.
        basis: The basis on which the list of that name speaks.
        key: The columns that tell one record from another; by default those of the case, the defendant and the charge.

    Raises:
        InvalidLayout: The layout has a key that is not read here, such as ``described`` or ``order``, or nothing names
            the source.
        InvalidTable: The versions are not in order of their days, no record of a version has a column that the layout
            reads, or a version has two records of one key.
    """
    _check_keys(layout)
    if source is not None:
        layout = attrs.evolve(layout, source=Source(source, basis=basis))
    elif layout.source is UNKNOWN_SOURCE:
        raise InvalidLayout(("source", "nothing names the list as a source; state it here, or give source="))
    tally = Tally()
    return Cases(_cases(snapshots, layout, tuple(key) or _key_of(layout), tally), tally)


def _cases(
    snapshots: Iterable[Snapshot], layout: Layout, key: Sequence[str], tally: Tally
) -> Iterator[tuple[CaseFile, tuple[Finding, ...]]]:
    cases: dict[str, _Case] = {}
    records: dict[tuple[str, ...], _Record] = {}
    before: Snapshot | None = None
    listed: set[tuple[str, ...]] = set()
    for snapshot in snapshots:
        if before is not None and snapshot.day < before.day:
            raise InvalidTable(f"{snapshot.name} of {snapshot.day} comes after {before.name} of {before.day}")
        turn = _Turn(snapshot, before)
        now = _by_key(snapshot, key, layout)
        for name, row in now.items():
            if name not in records:
                case = cases.setdefault(_text(row.get(layout.case)) or _of_no_case(layout), _Case())
                records[name] = _Record(case, layout)
            elif name not in listed:
                records[name].reappear(turn)
            records[name].take(row, turn)
            tally.add_row(records[name].stated, records[name].noted)
        for name in sorted(listed - now.keys()):
            records[name].vanish(turn)
        listed, before = set(now), snapshot
    for id, case in cases.items():
        made = CaseFile(id, entries=case.entries, procedure=layout.procedure)
        tally.take(made, case.remarks)
        yield made, tuple(case.remarks)


@attrs.frozen
class _Turn:
    """A version of the list, and the one before it."""

    now: Snapshot
    before: Snapshot | None

    @property
    def between(self) -> When:
        """The days in which an undated act fell: from the version before to this one."""
        return When(None if self.before is None else self.before.day, self.now.day)


@attrs.define
class _Case:
    """The entries of a case, and what is doubtful about them."""

    entries: list[Entry] = attrs.Factory(list)
    remarks: list[Finding] = attrs.Factory(list)
    _numbers: dict[date, int] = attrs.Factory(dict)

    def enter(
        self, event: Event, turn: _Turn, source: Source, *, quote: str = "", revises: Revision | None = None
    ) -> Entry:
        """Add an entry that a version of the list states."""
        day = turn.now.day
        number = self._numbers[day] = self._numbers.get(day, 0) + 1
        seq = len(self.entries) + 1
        entry = Entry(
            id=f"{day}.{number}",
            seq=seq,
            event=event,
            source=source,
            ordinal=seq if revises is None else None,
            quote=quote or None,
            revises=revises,
        )
        self.entries.append(entry)
        return entry


@attrs.define(eq=False)
class _Act:
    """An act that the list states now: as it states it, and the first and the newest entry of it."""

    event: Event
    first: Entry
    last: Entry


@attrs.define
class _Record:
    """
    A record of the list over its versions.

    Attributes:
        case: The entries of its case.
        layout: Which acts it states.
        acts: The acts that it states now.
        words: All of its words.
        quote: What is quoted of it.
        source: Its source, published on the day of the version that stated it.
        stated: How many acts and notes it is.
        noted: How many of them are notes.
        cells: Its cells.
    """

    case: _Case
    layout: Layout
    acts: list[_Act] = attrs.Factory(list)
    words: str = ""
    quote: str = ""
    source: Source = UNKNOWN_SOURCE
    stated: int = 0
    noted: int = 0
    cells: Cells = attrs.Factory(dict)

    def _enter(self, event: Event, turn: _Turn, *, quote: str = "", revises: Revision | None = None) -> Entry:
        source = self.source
        if source.published is None or source.published.latest is None:
            source = attrs.evolve(source, published=When.on(turn.now.day))
        return self.case.enter(event, turn, source, quote=quote, revises=revises)

    def take(self, row: Cells, turn: _Turn) -> None:
        """Enter what a version says of the record otherwise than the version before."""
        said = _said(row)
        if said == _said(self.cells):
            return
        words = "; ".join(said.values())
        before, self.words, self.cells = self.cells, words, row
        about_source = self._told(row)
        read = list(self.layout.read(row))
        stated = [event for event, _ in read if event is not None]
        self.stated, self.noted = len(read), len(read) - len(stated)
        self._follow(stated, turn)
        read = [(event, (*about_source, *doubts)) for event, doubts in read[:1]] + read[1:]
        for event, doubts in read:
            about = next((act.last for act in self.acts if act.event == event), None)
            entry = about or self._enter(Noted(on=turn.now.day, text=words), turn)
            for kind, doubt in doubts:
                self._remark(kind, f"{turn.now.name}: {doubt}", entry)
        if before and not self.noted:
            self._compare(before, row, turn)

    def _told(self, row: Cells) -> Doubts:
        """Take the source and the quote of a version of the record, and return what is doubtful about them."""
        plan, doubts = self.layout.plan, list[Doubt]()
        cells = [row.get(name) for name in plan.columns]
        self.source = plan.source if isinstance(plan.source, Source) else plan.source.of(cells, doubts)
        self.quote = self.words if plan.quote is None else plan.quote.of(cells, doubts) or ""
        return tuple(doubts)

    def _compare(self, before: Cells, row: Cells, turn: _Turn) -> None:
        """Note the columns that changed without a difference to what the record states."""
        stated = list(self.layout.read(row))
        for name in self.layout.columns:
            old, new = _text(before.get(name)), _text(row.get(name))
            if old != new and list(self.layout.read({**row, name: before.get(name)})) == stated:
                words = f"{name} changed from {old!r} to {new!r}"
                note = self._enter(Noted(on=turn.now.day, text=words), turn, quote=self.quote)
                self._remark(CHANGED_UNSTATED, f"{turn.now.name}: {words}, which no act of the record states", note)

    def vanish(self, turn: _Turn) -> None:
        """Note that a version no longer has the record."""
        note = self._enter(Noted(on=turn.now.day, text=f"no longer listed: {self.words}"), turn)
        self._remark(VANISHED, f"{turn.now.name}: the record is no longer listed; it last said: {self.words}", note)

    def reappear(self, turn: _Turn) -> None:
        """Note that a version has the record again."""
        note = self._enter(Noted(on=turn.now.day, text=f"listed again: {self.words}"), turn)
        self._remark(REAPPEARED, f"{turn.now.name}: the record is listed again", note)

    def _follow(self, stated: Sequence[Event], turn: _Turn) -> None:
        """Enter the acts that are new, correct those that are stated otherwise, retract those taken back."""
        fresh = [event for event in stated if all(act.event != event for act in self.acts)]
        gone = [act for act in self.acts if act.event not in stated]
        taken_back = self._taken_back(stated, gone, fresh, turn)
        for event in fresh:
            old = next((act for act in gone if type(act.event) is type(event)), None)
            if old is None:
                at = event if event.on is not UNDATED else attrs.evolve(event, on=turn.between)
                entry = self._enter(at, turn, quote=self.quote)
                self.acts.append(_Act(event, entry, entry))
            else:
                gone.remove(old)
                taken_back = [act for act in taken_back if act is not old]
                self._correct(old, event, turn)
        for act in taken_back:
            why = f"{turn.now.name} no longer states it"
            revision = Revision(entry=act.first, kind=RevisionKind.RETRACTION, reason=why)
            self._enter(EntryRetracted(), turn, revises=revision)
            self.acts.remove(act)

    def _taken_back(self, stated: Sequence[Event], gone: list[_Act], fresh: Sequence[Event], turn: _Turn) -> list[_Act]:
        """Return the acts that a version takes back: of several dated columns each, of one status the later ones."""
        if self.layout.dated:
            return list(gone)
        if not stated:
            return []
        if fresh:
            kinds = {type(event) for event in fresh}
            others = [act for act in self.acts if type(act.event) not in kinds]
            left = next((n for n in range(len(others), 0, -1) if self._lawful(others[:n], fresh, turn)), len(others))
            return others[left:]
        last = max(place for place, act in enumerate(self.acts) if act.event in stated)
        return self.acts[last + 1 :]

    def _lawful(self, acts: Sequence[_Act], fresh: Sequence[Event], turn: _Turn) -> bool:
        """Return whether acts may follow others under the law of the layout."""
        before = CaseFile("record", procedure=self.layout.procedure)
        for act in acts:
            before = before.record(act.last.event)
        after = before
        for event in fresh:
            after = after.record(event if event.on is not UNDATED else attrs.evolve(event, on=turn.now.day))
        doubts = before.doubts_added_by(after)
        return not any(each.severity is Severity.ERROR or each.code.startswith("late-") for each in doubts)

    def _correct(self, act: _Act, event: Event, turn: _Turn) -> None:
        """Correct an act that is stated otherwise; one without a date of its own keeps the days that it had."""
        at = event if event.on is not UNDATED else attrs.evolve(event, on=act.last.event.on)
        act.event = event
        if at == act.last.event:
            return
        revision = Revision(entry=act.last, kind=RevisionKind.CORRECTION, reason=f"{turn.now.name} states it otherwise")
        act.last = self._enter(at, turn, quote=self.quote, revises=revision)

    def _remark(self, kind: FindingType, words: str, entry: Entry) -> None:
        subjects = [subject for act in self.acts for subject in act.event.subjects]
        about = subjects[0] if subjects else Subject("charge", "", "")
        self.case.remarks.append(kind.finding(words, [entry.id], about=about))


def _check_keys(layout: Layout) -> None:
    given = {name: getattr(layout, name) for name in _OF_SEVERAL_ROWS}
    stated = [name for name, value in given.items() if value and value != Order()]
    if layout.plan.again:
        stated.append("again")
    if stated:
        why = "versions of a list are compared record by record, which this key is not read for; leave it out"
        raise InvalidLayout(*[(name, why) for name in stated], name=layout.name)


def _by_key(snapshot: Snapshot, key: Sequence[str], layout: Layout) -> dict[tuple[str, ...], Cells]:
    if snapshot.records:
        columns = list(
            dict.fromkeys([name for record in snapshot.records for name in record if name])
        )  # not the rest of a long line
        columns_of(columns, layout, snapshot.name or f"the version of {snapshot.day}")
    found: dict[tuple[str, ...], Cells] = {}
    for record in snapshot.records:
        row = _cells(record, layout)
        name = tuple([_text(row.get(each)) for each in key])
        if name in found:
            raise InvalidTable(
                f"{snapshot.name} has two records of {', '.join(name)}; name the columns that tell them apart with key="
            )
        found[name] = row
    return found


def _of_no_case(layout: Layout) -> str:
    """Return the name of the file of records that name no case."""
    return f"{layout.source.name}: no case" if isinstance(layout.source, Source) else "no case"


def _key_of(layout: Layout) -> tuple[str, ...]:
    return tuple([each for each in (layout.case, layout.defendant, layout.charge) if isinstance(each, str)])


def _cells(record: Record, layout: Layout) -> Cells:
    """Return the cells of a record, without the words that stand for no value."""
    blank = frozenset(map(plain, layout.blank))
    cells = {composed(name): as_cell(value) for name, value in record.items()}
    return {name: None if plain(words_of(cell)) in blank else cell for name, cell in cells.items()}


def _said(cells: Cells) -> dict[str, str]:
    return {name: words for name, cell in cells.items() if (words := _text(cell))}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
