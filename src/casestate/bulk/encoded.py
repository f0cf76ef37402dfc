"""
Tables of developments in the form of the wire: one row an act, its fields in columns of their own.

Each different act is read once, by the reader of case files, whatever the number of its rows.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, KINDS_OF_SUBJECT, NO_ORDINAL, Acts, Beyond, Flags, Ints, Names, Subjects
from casestate.bulk.collecting import beyond_shapes, is_tied
from casestate.bulk.distinct import Distinct, texts_of
from casestate.bulk.standins import Encoder, Skeleton
from casestate.bulk.trie import numbered, packed
from casestate.casefile import CaseFile
from casestate.codec import read_entry
from casestate.codec.shape import BY_WIRE
from casestate.engine.likeness import id_key, name_key
from casestate.engine.order import FOREVER, days_of
from casestate.entries import Entry, as_ordinal
from casestate.errors import CasestateError, InvalidTable
from casestate.events import Event
from casestate.events.fields import LINKS, OTHER_NAMES, own_texts, texts_in
from casestate.law.kinds import KINDS, kind_of
from casestate.law.procedure import Procedure
from casestate.law.sealing import acts_on_records
from casestate.sources import Basis
from casestate.when import as_when

NEEDED = ("case", "defendant", "type", "date")
"""The columns that every table has."""
_OWN = (*NEEDED, "ordinal", *KINDS)
_MOST = 5
"""So many problems are told of."""
_DOE: dict[str, Any] = {"on": "2001-01-01", "defendant": "(of the row)", "defendants": ["(of the row)"]}
_DOE |= dict.fromkeys(KINDS, "(of the row)")
"""On which day and about whom each different act is read."""


def encoded(table: pa.Table, procedure: Procedure, numbers: Ints | None = None) -> Acts:
    """
    Return the acts of a table.

    Args:
        table: The table, with the columns ``case``, ``defendant``, ``type`` (the wire name of an act) and ``date``,
            with ``charge``, ``claim`` or ``citation``, perhaps ``ordinal``, and the fields of acts by their names.
        procedure: The law.
        numbers: The numbers of the rows, where these are a part of a table; by default they count from 1.

    Raises:
        InvalidTable: A column is missing or unknown, or one of names or ids is not text; or a row is no act, or has the
            ids of two subjects.
    """
    check_columns(table.column_names)
    return _Reading(table, procedure, np.arange(1, table.num_rows + 1) if numbers is None else numbers).acts()


def check_columns(names: Sequence[str]) -> None:
    """
    Check that the columns are those of a table of acts.

    Raises:
        InvalidTable: One is missing, there are two of one name, or one says what a row says elsewhere.
    """
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise InvalidTable(
            f"a table of acts has the columns {', '.join(NEEDED)} and those of the fields of acts; this one has no "
            f"{missing[0]!r}, but {', '.join(names) or 'none'}; for any other table give a layout"
        )
    for name, instead in (("defendants", "one 'defendant'"), ("on", "its 'date'")):
        if name in names:
            raise InvalidTable(f"a table of acts has {instead} a row, and no column {name!r}")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InvalidTable(f"the table has two columns of the name {twice[0]!r}; give each its own name")


def _one_of_them(columns: Mapping[str, Distinct], numbers: Ints) -> None:
    """Refuse a row with the ids of two subjects, of which its act could be on one only."""
    for one, other in combinations(columns, 2):
        both = np.flatnonzero((columns[one].which > 0) & (columns[other].which > 0))
        if len(both):
            raise InvalidTable(
                f"row {numbers[both[0]]} has both a {one} and a {other}; an act is on one: give only that"
            )


def _read(said: dict[str, Any]) -> tuple[Event | None, list[str]]:
    """Read an act, but for its day and whom it is about; or say what is wrong with it."""
    act = BY_WIRE.get(said["type"])
    names = {field.name for field in attrs.fields(act)} if act else set()
    about = {name: value for name, value in _DOE.items() if name in names and name not in said}
    entry, wrong = read_entry({"id": "e1", "event": {"version": act.version if act else 1, **said, **about}})
    if act is not None and entry is None:
        return None, [str(each).removeprefix("$.event.") for each in wrong]
    subjects = entry.event.subjects if entry else ()
    if entry is None or not subjects or any(subject.kind not in (*KINDS, "person") for subject in subjects):
        return None, [f"{said['type']!r} is no act on a charge, claim, citation or person"]
    return entry.event, []


@attrs.frozen(eq=False)
class _Acts:
    """The different acts: the events, and which each row is."""

    events: list[Event]
    which: Ints

    def rows(self, chosen: Sequence[bool]) -> list[int]:
        """The rows of some of the events."""
        return np.flatnonzero(np.array(chosen, dtype=bool)[self.which]).tolist() if any(chosen) else []


class _Reading:
    """The work on one table."""

    def __init__(self, table: pa.Table, procedure: Procedure, numbers: Ints) -> None:
        self.table = table
        self.numbers = numbers
        self.procedure = procedure
        self.size = table.num_rows
        self.names = Names()
        self.case = texts_of(table, "case", numbers).in_all()
        self.defendant = texts_of(table, "defendant", numbers).in_all()
        self.date = Distinct(table, "date", numbers).in_all()
        self.whens = self.date.each(as_when)
        self.told = self._told()
        self.kind, self.key = self._keys()
        self.who = self.defendant.of_each(self._number)

    def _number(self, text: str | None) -> int:
        return self.names.number(text or "")

    def _told(self) -> _Acts:
        """Read each different act."""
        fields = [name for name in self.table.column_names if name not in _OWN]
        columns = [Distinct(self.table, name, self.numbers) for name in fields]
        columns.append(texts_of(self.table, "type", self.numbers).in_all())
        which, told = packed([(column.which, len(column.values)) for column in columns])
        _, rows = np.unique(which, return_index=True)
        events: list[Event] = []
        problems: list[str] = []
        for codes, row in zip(told, rows.tolist(), strict=True):
            values = zip(columns, codes, strict=True)
            event, wrong = _read({column.name: column.values[code] for column, code in values if code})
            events += [event] if event else []
            problems += [f"row {self.numbers[row]}: {each}" for each in wrong]
        if problems:
            more = f"\n... and {len(problems) - _MOST} more" if len(problems) > _MOST else ""
            raise InvalidTable("\n".join(problems[:_MOST]) + more)
        return _Acts(events, which)

    def _keys(self) -> tuple[Ints, Ints]:
        """The kind of subject of each row, and the number of its id."""
        kinds = [kind_of(type(event)) for event in self.told.events]
        numbers = [
            KINDS_OF_SUBJECT.index(kind.name if kind and not e.on_every_charge else "person")
            for e, kind in zip(self.told.events, kinds, strict=True)
        ]
        kind = np.array(numbers, dtype=np.int64)[self.told.which]
        key = np.full(self.size, self._number(""), dtype=np.int64)
        columns = {name: texts_of(self.table, name, self.numbers) for name in KINDS if name in self.table.column_names}
        _one_of_them(columns, self.numbers)
        for name in KINDS:
            here = np.flatnonzero(kind == KINDS_OF_SUBJECT.index(name))
            if len(here) and name not in columns:
                raise InvalidTable(
                    f"row {self.numbers[here[0]]} is an act on a {name}, and there is no column {name!r}"
                )
            if len(here):
                column = columns[name]
                unsaid = here[column.which[here] == 0]
                if len(unsaid):
                    raise InvalidTable(f"row {self.numbers[unsaid[0]]} has no {name}")
                key[here] = column.of_each(self._number)[here]
        return kind, key

    def acts(self) -> Acts:
        """Return the acts as columns."""
        case = self.case.which - 1
        cases = self.case.values[1:]
        spans = [(0, 0), *map(days_of, self.whens)]
        earliest, latest = (np.array(each, dtype=np.int64)[self.date.which] for each in zip(*spans, strict=True))
        last = np.zeros(len(cases), dtype=np.int64)
        np.maximum.at(last, case, np.where(latest < FOREVER, latest, 0))
        order = np.argsort(case, kind="stable")
        begins = np.searchsorted(case[order], np.arange(len(cases) + 1))
        entry = np.empty(self.size, dtype=np.int64)
        entry[order] = np.arange(self.size) - begins[case[order]]
        unit, subjects = self._subjects(case)
        single = np.array([len(event.subjects) == 1 for event in self.told.events], dtype=bool)[self.told.which]
        rows = np.flatnonzero(single)
        ordinal = self._ordinals()
        skeletons, code_of, cell_start, cells = self._skeletons()
        return Acts(
            cases=cases,
            procedures=[self.procedure],
            procedure_of=np.zeros(len(cases), dtype=np.int64),
            units=subjects,
            names=self.names,
            skeletons=skeletons,
            events=self.told.events,
            code_of=code_of,
            cell_start=cell_start,
            cells=cells,
            unit=unit[rows],
            event=self.told.which[rows],
            earliest=earliest[rows],
            latest=latest[rows],
            ordinal=ordinal[rows],
            basis=np.full(len(rows), Basis.UNKNOWN.rank, dtype=np.int64),
            entry=entry[rows],
            after={},
            place=self.numbers[order[begins[:-1]]],
            last_day=last,
            routed=self._routed(case),
            doubted=lambda: self._doubted(case, subjects),
            file=lambda number: self._file(cases[number], order[begins[number] : begins[number + 1]], ordinal),
            id_of=lambda _, place: f"e{place + 1}",
            row_of=lambda number, place: int(self.numbers[order[begins[number] + place]]),
            remarks=(),
        )

    def _ordinals(self) -> Ints:
        if "ordinal" not in self.table.column_names:
            return np.full(self.size, NO_ORDINAL, dtype=np.int64)
        column = Distinct(self.table, "ordinal", self.numbers)
        return np.array([NO_ORDINAL, *column.each(as_ordinal)], dtype=np.int64)[column.which]

    def _subjects(self, case: Ints) -> tuple[Ints, Subjects]:
        """The subject of each row, numbered as they come, and the subjects."""
        texts = len(self.names.texts)
        parts = [(case, int(case.max(initial=0)) + 1), (self.kind, 8), (self.who, texts), (self.key, texts)]
        found, _ = packed(parts)
        _, first, which = np.unique(found, return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.empty(len(first), dtype=np.int64)
        place[order] = np.arange(len(first))
        rows = first[order]
        return place[which.reshape(-1)], Subjects(*[column[rows] for column, _ in parts])

    def _skeletons(self) -> tuple[list[tuple[Skeleton, Event]], Ints, Ints, Ints]:
        """The skeletons of the events, which each has, and their texts."""
        encoder = Encoder(self.procedure)
        codes: dict[Skeleton, int] = {}
        skeletons: list[tuple[Skeleton, Event]] = []
        code_of, counts, cells = [], [0], list[int]()
        for event in self.told.events:
            skeleton, texts = encoder.encode(event)
            if skeleton not in codes:
                codes[skeleton] = len(skeletons)
                skeletons.append((skeleton, event))
            code_of.append(codes[skeleton])
            counts.append(len(texts))
            cells += map(self.names.number, texts)
        as_ints = [np.array(each, dtype=np.int64) for each in (code_of, counts, cells)]
        return skeletons, as_ints[0], np.cumsum(as_ints[1]), as_ints[2]

    def _routed(self, case: Ints) -> dict[tuple[int, str], set[Beyond]]:
        """Of which cases whom no shape holds."""
        sealing = acts_on_records(self.procedure)
        routed: dict[tuple[int, str], set[Beyond]] = {}
        reasons = [
            list(beyond_shapes(Entry(id="e1", event=e), e.subjects, sealing, tied=is_tied(e))) for e in self.told.events
        ]
        for row in self.told.rows([bool(each) for each in reasons]):
            for who, why in reasons[self.told.which[row]]:
                name = self.names.texts[self.who[row]] if who else EVERYONE
                routed.setdefault((int(case[row]), name), set()).add(why)
        return routed

    def _doubted(self, case: Ints, subjects: Subjects) -> dict[tuple[int, str], set[Beyond]]:
        """The cases in which two names or ids may be written alike, or somebody has another name."""
        told = [any(texts_in(e, LINKS)) or any(own_texts(e, (OTHER_NAMES,))) for e in self.told.events]
        alike = {int(case[row]) for row in self.told.rows(told)}
        people = subjects.case * len(self.names.texts) + subjects.who
        things, _ = packed([(numbered(people, int(people.max(initial=0)) + 1)[0], len(people) + 1), (subjects.kind, 8)])
        for group, text, key in ((subjects.case, subjects.who, name_key), (things, subjects.key, id_key)):
            alike |= set(subjects.case[self._repeated(group, text, key)].tolist())
        return {(number, EVERYONE): {Beyond.ALIKE} for number in alike}

    def _repeated(self, group: Ints, text: Ints, key: Callable[[str], Any]) -> Flags:
        """Which are of a group in which two different texts have one key."""
        which, found = numbered(text, len(self.names.texts))
        known: dict[Any, int] = {}
        told = [known.setdefault(key(self.names.texts[number]), len(known)) for number in found.tolist()]
        keys = np.array(told, dtype=np.int64)[which]
        size = int(group.max(initial=0)) + 1
        counts = []
        for each in (text, keys):
            width = int(each.max(initial=0)) + 1
            _, pairs = numbered(group * width + each, size * width)
            counts.append(np.bincount(pairs // width, minlength=size))
        flags: Flags = (counts[1] < counts[0])[group]
        return flags

    def _file(self, name: str, rows: Ints, ordinal: Ints) -> CaseFile:
        """The case file of some rows."""
        entries = []
        for place, row in enumerate(rows.tolist(), 1):
            event = self.told.events[self.told.which[row]]
            about: dict[str, Any] = {"on": self.whens[self.date.which[row] - 1]}
            who, key = self.names.texts[self.who[row]], self.names.texts[self.key[row]]
            kind = KINDS_OF_SUBJECT[self.kind[row]]
            about |= {"claim": key, "defendants": who} if kind == "claim" else {"defendant": who}
            about |= {kind: key} if kind in KINDS else {}
            told = None if ordinal[row] == NO_ORDINAL else int(ordinal[row])
            try:
                event = attrs.evolve(event, **about)
            except CasestateError as problem:
                raise InvalidTable(f"row {self.numbers[row]}: {problem}") from None
            entries.append(Entry(id=f"e{place}", seq=place, event=event, ordinal=told))
        return CaseFile(name, entries=entries, procedure=self.procedure)
