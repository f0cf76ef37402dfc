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

So a view as known on a day, by the clock of publication, is what the list said on that day.
"""

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs

from casestate.casefile import CaseFile
from casestate.entries import Entry, Revision, RevisionKind
from casestate.errors import InvalidTable
from casestate.events import EntryRetracted, Event, Noted, Subject
from casestate.law.findings import Finding, FindingType, Severity
from casestate.sources import Basis, BasisWord, Source
from casestate.tables import Layout
from casestate.when import UNDATED, When, as_day

Record = Mapping[str, Any]

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

_DAY = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


def _as_day(value: date | str) -> date:
    return as_day(value, "day")


def _as_records(value: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(value)


@attrs.frozen
class Snapshot:
    """
    One version of a list.

    Attributes:
        day: The day on which it was published.
        records: Its records.
        name: Its name in messages: a file or a commit.

    Raises:
        InvalidWhen: The day is not exactly one day.
    """

    day: date = attrs.field(converter=_as_day)
    records: tuple[Record, ...] = attrs.field(converter=_as_records)
    name: str = ""


def folder(path: str | os.PathLike[str], pattern: str = "*", *, encoding: str = "utf-8-sig") -> Iterator[Snapshot]:
    """
    Yield the versions in the files of a folder, by the day in the name of each, such as ``list-2023-04-20.json``.

    A file holds JSON (a list of objects, or an object with one) or, if it ends in ``.csv``, CSV. Of two files of one
    day the name decides which comes first.

    Args:
        path: The folder.
        pattern: Which of its files, as in ``*.json``.
        encoding: The encoding of the files.

    Raises:
        InvalidTable: The folder has no such file, a name has no day, or a file cannot be read as a list.
        OSError: The folder or a file cannot be read.
    """
    files = sorted(each for each in Path(os.fspath(path)).glob(pattern) if each.is_file())
    if not files:
        raise InvalidTable(f"{os.fspath(path)} has no file {pattern!r}")
    for day, file in sorted([(_day_in(file.name), file) for file in files]):
        yield Snapshot(day, _records(file.read_bytes(), file.name, encoding), file.name)


def git_history(repository: str | os.PathLike[str], file: str, *, encoding: str = "utf-8-sig") -> Iterator[Snapshot]:
    """
    Yield the versions of a file in the history of a git repository, oldest first, by the day of each commit in UTC.

    It runs ``git``. A commit that deletes the file is a version without records.

    Args:
        repository: The folder of the repository.
        file: The path of the file in it.
        encoding: The encoding of the file.

    Raises:
        InvalidTable: It is no repository, git is not there, the file has no history, or a version is no list.
    """
    log = _git(repository, "log", "--reverse", "--format=%H %cI", "--", file).decode()
    if not log.strip():
        raise InvalidTable(f"{file!r} has no history in {os.fspath(repository)!r}; give its path within the repository")
    for line in log.splitlines():
        commit, moment = line.split(" ")
        day = datetime.fromisoformat(moment).astimezone(UTC).date()
        listed = _git(repository, "ls-tree", commit, "--", file)
        data = _git(repository, "show", f"{commit}:{file}") if listed.strip() else b"[]"
        yield Snapshot(day, _records(data, f"{file} at {commit[:12]}", encoding), commit[:12])


def read(
    snapshots: Iterable[Snapshot],
    layout: Layout,
    *,
    source: str,
    basis: BasisWord = Basis.UNKNOWN,
    key: Sequence[str] = (),
) -> Iterator[tuple[CaseFile, tuple[Finding, ...]]]:
    """
    Yield the case file of each case that a list has had, with what is doubtful about its records.

    Args:
        snapshots: The versions, oldest first, as :func:`folder` and :func:`git_history` give them.
        layout: Which acts a record states. Its source is not read: ``source`` is.
        source: The name of the list as a source.
        basis: The basis on which the list speaks.
        key: The columns that tell one record from another; by default those of the case, the defendant and the charge.

    Raises:
        InvalidTable: The versions are not in order of their days, or a version has two records of one key.
    """
    known = tuple(key) or _key_of(layout)
    cases: dict[str, _Case] = {}
    records: dict[tuple[str, ...], _Record] = {}
    before: Snapshot | None = None
    listed: set[tuple[str, ...]] = set()
    for snapshot in snapshots:
        if before is not None and snapshot.day < before.day:
            raise InvalidTable(f"{snapshot.name} of {snapshot.day} comes after {before.name} of {before.day}")
        turn = _Turn(snapshot, before, Source(source, basis=basis, published=When.on(snapshot.day)))
        now = _by_key(snapshot, known)
        for name, row in now.items():
            if name not in records:
                case = cases.setdefault(_text(row.get(layout.case)) or f"{source}: no case", _Case())
                records[name] = _Record(case, layout)
            elif name not in listed:
                records[name].reappear(turn)
            records[name].take(row, turn)
        for name in sorted(listed - now.keys()):
            records[name].vanish(turn)
        listed, before = set(now), snapshot
    for id, case in cases.items():
        yield CaseFile(id, entries=case.entries, procedure=layout.procedure), tuple(case.remarks)


@attrs.frozen
class _Turn:
    """A version of the list, the one before it, and the list as a source on that day."""

    now: Snapshot
    before: Snapshot | None
    source: Source

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

    def enter(self, event: Event, turn: _Turn, *, quote: str = "", revises: Revision | None = None) -> Entry:
        """Add an entry that a version of the list states."""
        day = turn.now.day
        number = self._numbers[day] = self._numbers.get(day, 0) + 1
        seq = len(self.entries) + 1
        entry = Entry(
            id=f"{day}.{number}",
            seq=seq,
            event=event,
            source=turn.source,
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
    """A record of the list over its versions: the acts that it states now, and its words."""

    case: _Case
    layout: Layout
    acts: list[_Act] = attrs.Factory(list)
    words: str = ""

    def take(self, row: Record, turn: _Turn) -> None:
        """Enter what a version says of the record otherwise than the version before."""
        words = "; ".join([each for value in row.values() if (each := _text(value))])
        if words == self.words:
            return
        self.words = words
        read = list(self.layout.read({name: _cell(value) for name, value in row.items()}))
        stated = [event for event, _ in read if event is not None]
        self._follow(stated, turn)
        for event, doubts in read:
            about = next((act.last for act in self.acts if act.event == event), None)
            entry = about or self.case.enter(Noted(on=turn.now.day, text=words), turn)
            for kind, doubt in doubts:
                self._remark(kind, f"{turn.now.name}: {doubt}", entry)

    def vanish(self, turn: _Turn) -> None:
        """Note that a version no longer has the record."""
        note = self.case.enter(Noted(on=turn.now.day, text=f"no longer listed: {self.words}"), turn)
        self._remark(VANISHED, f"{turn.now.name}: the record is no longer listed; it last said: {self.words}", note)

    def reappear(self, turn: _Turn) -> None:
        """Note that a version has the record again."""
        note = self.case.enter(Noted(on=turn.now.day, text=f"listed again: {self.words}"), turn)
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
                entry = self.case.enter(at, turn, quote=self.words)
                self.acts.append(_Act(event, entry, entry))
            else:
                gone.remove(old)
                taken_back = [act for act in taken_back if act is not old]
                self._correct(old, event, turn)
        for act in taken_back:
            why = f"{turn.now.name} no longer states it"
            revision = Revision(entry=act.first, kind=RevisionKind.RETRACTION, reason=why)
            self.case.enter(EntryRetracted(), turn, revises=revision)
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
        act.last = self.case.enter(at, turn, quote=self.words, revises=revision)

    def _remark(self, kind: FindingType, words: str, entry: Entry) -> None:
        subjects = [subject for act in self.acts for subject in act.event.subjects]
        about = subjects[0] if subjects else Subject("charge", "", "")
        self.case.remarks.append(kind.finding(words, [entry.id], about=about))


def _by_key(snapshot: Snapshot, key: Sequence[str]) -> dict[tuple[str, ...], Record]:
    found: dict[tuple[str, ...], Record] = {}
    for row in snapshot.records:
        name = tuple([_text(row.get(each)) for each in key])
        if name in found:
            raise InvalidTable(
                f"{snapshot.name} has two records of {', '.join(name)}; name the columns that tell them apart with key="
            )
        found[name] = row
    return found


def _key_of(layout: Layout) -> tuple[str, ...]:
    return tuple([each for each in (layout.case, layout.defendant, layout.charge) if isinstance(each, str)])


def _day_in(name: str) -> date:
    found = _DAY.search(name)
    try:
        return date(*map(int, found.groups())) if found else _no_day(name)
    except ValueError:
        return _no_day(name)


def _no_day(name: str) -> date:
    raise InvalidTable(f"{name} has no day in its name, such as list-2023-04-20.json")


def _records(data: bytes, name: str, encoding: str) -> list[Record]:
    """Return the records of a version: JSON, or CSV if its name ends so."""
    try:
        text = data.decode(encoding)
        if ".csv" in name.lower():
            return list(csv.DictReader(io.StringIO(text), strict=True))
        found = json.loads(text)
    except UnicodeDecodeError as problem:
        raise InvalidTable(f"{name} is not in the encoding {encoding}: {problem.reason}") from None
    except (ValueError, csv.Error) as problem:
        raise InvalidTable(f"{name} cannot be read as a list: {problem}") from None
    if isinstance(found, Mapping):
        lists = [each for each in found.values() if isinstance(each, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise InvalidTable(f"{name} is no list of JSON objects, and no object with one such list")
    return found


def _git(repository: str | os.PathLike[str], *words: str) -> bytes:
    try:
        ran = subprocess.run(["git", "-C", os.fspath(repository), *words], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise InvalidTable("git is not installed; give the versions as files, with folder()") from None
    if ran.returncode:
        raise InvalidTable(f"git: {ran.stderr.decode(errors='replace').strip()}")
    return ran.stdout


def _cell(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
