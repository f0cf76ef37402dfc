"""Findings of many files, counted by code and one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, Acts, Beyond, Ints
from casestate.bulk.checks import apart, turning_on_values
from casestate.bulk.doubts import Doubt, Doubts, doubts_of
from casestate.bulk.folding import Folded
from casestate.bulk.resting import collector_at_rest
from casestate.bulk.trie import Trie
from casestate.bulk.units import Units, people_in
from casestate.bulk.wording import Wording
from casestate.engine.order import FOREVER
from casestate.law.findings import Finding
from casestate.law.overdue import long_before
from casestate.when import Certainty, When

ROWS = pa.schema(
    [
        ("case", pa.string()),
        ("defendant", pa.string()),
        ("charge", pa.string()),
        ("as_of", pa.date32()),
        ("code", pa.string()),
        ("severity", pa.string()),
        ("certain", pa.bool_()),
        ("message", pa.string()),
        ("entries", pa.list_(pa.string())),
        ("rows", pa.list_(pa.int64())),
    ]
)
"""The columns of a table of findings."""
COUNTS = pa.schema(
    [
        ("code", pa.string()),
        ("severity", pa.string()),
        ("certain", pa.bool_()),
        ("count", pa.int64()),
        ("case", pa.string()),
        ("defendant", pa.string()),
        ("charge", pa.string()),
    ]
)
"""The columns of counts of findings; the last three tell of the first."""


_KIND = ("code", "severity", "certain")
_WHERE = ("case", "defendant", "charge")


class Findings:
    """
    What is doubtful in many files at the end of one day.

    Attributes:
        rows: Every finding: of which file, defendant and charge, its code, how grave it is, whether it holds in every
            possible world, its words, the ids of its entries, and the numbers of their rows in the table that was read,
            or null where there was none. What a layout doubts about rows is among them on every day.
    """

    def __init__(self, rows: Callable[[], pa.Table], counts: Callable[[], pa.Table] | None = None) -> None:
        self._rows = rows
        self._counts = counts or (lambda: counted(self.rows))

    @cached_property
    def rows(self) -> pa.Table:
        """Every finding."""
        return self._rows()

    @cached_property
    def counts(self) -> pa.Table:
        """The number of findings of each code, the most frequent first, each with where the first of them is."""
        return self._counts()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the counts to any frame library."""
        return self.counts.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Findings: {self.rows.num_rows} of {self.counts.num_rows} kinds>"


def counted(rows: pa.Table) -> pa.Table:
    """Return the number of findings of each code, with where the first of them is."""
    told: dict[tuple[Any, ...], list[Any]] = {}
    columns = [rows[name].to_pylist() for name in (*_KIND, *_WHERE)]
    for kind, where in zip(zip(*columns[:3], strict=True), zip(*columns[3:], strict=True), strict=True):
        told.setdefault(kind, [0, *where])[0] += 1
    return in_order((*kind, *found) for kind, found in told.items())


def in_order(counts: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Return a table of counts, the most frequent first."""
    rows = sorted(counts, key=lambda row: (-row[3], *row[:3]))
    return pa.table([[row[place] for row in rows] for place in range(len(COUNTS))], schema=COUNTS)


class Doubting:
    """Works out findings: those of shapes at their nodes, and the rest from case files."""

    def __init__(self, acts: Acts, units: Units, found: Trie, folded: Mapping[int, Folded]) -> None:
        self._acts = acts
        self._units = units
        self._found = found
        self._folded = folded
        self._wording = Wording(acts)
        self._doubts: dict[int, Doubts] = {}

    @cached_property
    def beyond(self) -> Mapping[tuple[int, str], set[Beyond]]:
        """Of which files whose findings only the file tells, and why; everyone's under the empty name."""
        acts, units, found = self._acts, self._units, self._found
        doubted = acts.doubted()
        keys = (*acts.routed, *doubted)
        told = {key: acts.routed.get(key, set()) | doubted.get(key, set()) for key in keys}
        held = np.zeros(len(units.case), dtype=bool)
        held[found.unit] = True
        law = acts.procedure_of[units.case[acts.unit]]
        marked = {
            why: np.unique(acts.unit[flags[law, acts.code_of[acts.event]] & held[acts.unit]])
            for why, flags in apart(acts).items()
        }
        marked[Beyond.VAGUE] = np.flatnonzero(units.vague & ~units.routed)
        marked[Beyond.SAME_DAY] = found.unit[turning_on_values(acts, found)]
        for why, numbers in marked.items():
            for unit in numbers.tolist():
                name = acts.names.texts[units.who[unit]]
                told.setdefault((int(units.case[unit]), name), set()).add(why)
        return told

    @cached_property
    def people(self) -> Mapping[int, set[str]]:
        """For each file of which something is beyond shapes, of whom."""
        return people_in(self.beyond)

    @cached_property
    def _shared(self) -> Ints:
        """The subjects, by their places in the trie, whose findings a shape tells."""
        return np.flatnonzero(~self._units.among(self._acts.names, self.beyond)[self._found.unit])

    @collector_at_rest()
    def rows(self, day: int) -> pa.Table:
        """Return the findings as of a day."""
        as_of = None if day == FOREVER else date.fromordinal(day)
        told = sorted([*self._remarks(), *self._of_shapes(day), *self._of_files(as_of)], key=lambda row: row[0])
        columns = [[row[place] for row in told] for place in range(1, len(ROWS))]
        return pa.table([*columns[:3], [as_of] * len(told), *columns[3:]], schema=ROWS)

    def _of_shapes(self, day: int) -> Iterator[tuple[Any, ...]]:
        units, acts, found = self._units, self._acts, self._found
        _, node = found.reached(day)
        here = self._shared[node[self._shared] >= 0]
        doubted = np.zeros(len(found.parent) + 1, dtype=bool)
        for number in np.unique(node[here]).tolist():
            if number not in self._doubts:
                self._doubts[number] = doubts_of(self._folded[number], self._found)
            doubted[number] = any(self._doubts[number])
        waiting = {
            int(units.person[found.unit[place]])
            for place in here[doubted[node[here]]].tolist()
            if self._doubts[int(node[place])].waits
        }
        for place in here[doubted[node[here]]].tolist():
            unit, each = int(found.unit[place]), self._doubts[int(node[place])]
            rows = found.row[found.start[place] : found.start[place] + found.length[place]]
            late = each.overdue if int(units.person[unit]) not in waiting else ()
            told = [
                *each.told,
                *[doubt for doubt in late if self._late(unit, int(acts.earliest[rows[doubt.acts[0]]]), day)],
            ]
            for doubt in told:
                yield self._row(unit, doubt, rows, day)

    def _late(self, unit: int, since: int, day: int) -> bool:
        """Whether judgment is missed since a day."""
        return long_before(When.on(date.fromordinal(since)), date.fromordinal(self._last_day(unit, day)))

    def _last_day(self, unit: int, day: int) -> int:
        """The day asked, or without one the last of the file."""
        return int(self._acts.last_day[self._units.case[unit]]) if day == FOREVER else day

    def _row(self, unit: int, doubt: Doubt, rows: Ints, day: int) -> tuple[Any, ...]:
        units, acts = self._units, self._acts
        case, texts = int(units.case[unit]), acts.names.texts
        return (
            int(units.rank[unit]),
            acts.cases[case],
            texts[units.who[unit]] if doubt.of_subject else "",
            texts[units.key[unit]] if doubt.named else "",
            doubt.code,
            doubt.severity,
            True,
            self._wording.words(doubt.words, unit, rows.tolist(), self._last_day(unit, day)),
            [acts.id_of(case, int(acts.entry[rows[act]])) for act in doubt.acts],
            self._numbers(case, [int(acts.entry[rows[act]]) for act in doubt.acts]),
        )

    def _numbers(self, case: int, places: Iterable[int]) -> list[int] | None:
        """The numbers of the rows of entries, by their places in a file."""
        numbers = [self._acts.row_of(case, place) for place in places]
        told = [number for number in numbers if number is not None]
        return told if len(told) == len(numbers) else None

    def _remarks(self) -> Iterator[tuple[Any, ...]]:
        """What is doubtful about rows."""
        for case, number, each in self._acts.remarks:
            told = (each.defendant, each.charge, each.code, str(each.severity), True, each.message, list(each.entries))
            yield (int(self._units.first[case]), self._acts.cases[case], *told, [number])

    def _of_files(self, as_of: date | None) -> Iterator[tuple[Any, ...]]:
        for case, people in self.people.items():
            file = self._acts.file(case)
            view = file.at(as_of)
            found: Sequence[Finding] = (
                view.findings
                if EVERYONE in people
                else [each for who in view.defendants if who in people for each in view[who].findings]
            )
            places = {entry.id: place for place, entry in enumerate(file)} if found else {}
            for each in found:
                told = (each.defendant, each.charge, each.code, str(each.severity))
                certain = each.certainty is Certainty.YES
                numbers = self._numbers(case, [places[id] for id in each.entries])
                said = (*told, certain, each.message, list(each.entries), numbers)
                yield (int(self._units.first[case]), self._acts.cases[case], *said)
