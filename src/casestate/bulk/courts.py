"""What many files say, as tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, Acts, Beyond, Ints
from casestate.bulk.adding import Days, added, part_of
from casestate.bulk.caseload import span
from casestate.bulk.columns import ARROW, WORDS, Filling
from casestate.bulk.findings import Doubting, Findings
from casestate.bulk.folding import Folded, Folding
from casestate.bulk.limits import longest
from casestate.bulk.nodes import Answers
from casestate.bulk.resting import collector_at_rest
from casestate.bulk.rollup import SCHEMA as DEFENDANTS
from casestate.bulk.rollup import RollUp
from casestate.bulk.spells import Spelling
from casestate.bulk.trie import Trie, trie
from casestate.bulk.units import Units
from casestate.bulk.vague import Histories, History
from casestate.casefile import CaseFile
from casestate.engine.order import FOREVER
from casestate.errors import InvalidQuestion, InvalidWhen, NotInFile
from casestate.records import COLUMNS, Value, row
from casestate.tables.tally import Tally
from casestate.when import as_day

KEYS = ("case", "defendant", "kind", "key", "as_of")
"""The columns that say of what and of which day a row is."""
Day = date | str | None
Between = tuple[Day, Day]
"""The first day and the last, either of which may be left out."""
Piece = tuple[Ints, Mapping[str, pa.Array]]
"""The places of subjects in the order of all, and their columns."""


@attrs.frozen(kw_only=True)
class Summary:
    """
    What was read, and how it is worked out.

    Attributes:
        rows: The developments.
        cases: The files.
        charges: The charges, claims and citations.
        shapes: The different histories among those that a shape holds.
        nodes: The different beginnings of these.
        routed: For each reason, the charges, claims and citations whose states their case files tell.
        asked_of_files: For each reason, the defendants whose findings their case files tell, a whole file counted once.
        rolled_up_of_files: The same of those whose roll-up their case files tell.
    """

    rows: int
    cases: int
    charges: int
    shapes: int
    nodes: int
    routed: Mapping[str, int]
    asked_of_files: Mapping[str, int]
    rolled_up_of_files: Mapping[str, int]


class Courts:
    """
    Many case files, ready to be asked together. Made by :func:`casestate.bulk.read`.

    Every answer is that of :class:`casestate.CaseFile`, column by column, for every day.

    Attributes:
        tally: The rows that a layout read, those kept as notes, and the findings about them; ``None`` without one.
    """

    def __init__(self, acts: Acts, tally: Tally | None = None) -> None:
        self._acts = acts
        self.tally = tally
        self._filling = Filling(acts)

    @collector_at_rest()
    def states(self, as_of: Day | Iterable[Day] = None, *, columns: Iterable[str] = COLUMNS) -> pa.Table:
        """
        Return the state of each charge, claim and citation on each of several days, as :meth:`View.records` does.

        Args:
            as_of: The legal day, or several; ``None`` for all that the files have.
            columns: The columns, of :data:`casestate.records.COLUMNS`. Fewer cost less.

        Raises:
            InvalidWhen: One of the days is not exactly one day.
            InvalidQuestion: There is no such column.
        """
        named = _columns(columns)
        tables = [self._states(day, named) for day in days_of(as_of)]
        return pa.concat_tables(tables).unify_dictionaries() if tables else _schema(named).empty_table()

    @collector_at_rest()
    def defendants(self, as_of: Day | Iterable[Day] = None) -> pa.Table:
        """
        Return what is said of each defendant on each of several days, as :meth:`View.defendants_table` does.

        Args:
            as_of: The legal day, or several; ``None`` for all that the files have.

        Raises:
            InvalidWhen: One of the days is not exactly one day.
        """
        tables = [self._roll_up.table(day) for day in days_of(as_of)]
        return pa.concat_tables(tables).unify_dictionaries() if tables else DEFENDANTS.empty_table()

    @collector_at_rest()
    def spells(self, field: str = "phase") -> pa.Table:
        """
        Return from when to when a field had each of its values, as :meth:`View.spells_table` does.

        Args:
            field: An axis such as ``phase``, or another field whose values are words of a list, or yes and no.

        Raises:
            InvalidQuestion: No charge, claim or citation has such a field, or its values differ from charge to charge.
            TooManyPossibilities: Of some charge there are more states than can be worked through.
        """
        return self._spelling.table(field)

    @collector_at_rest()
    def caseload(self, every: str = "month", *, between: Between = (None, None)) -> pa.Table:
        """
        Return how many charges are pending at the end of each month, quarter or year, and for how long they have been.

        The columns are those of :data:`casestate.bulk.caseload.SCHEMA`. What was open before, with what was filed and
        reopened and without what was disposed, is open now: ``pending`` and ``inactive`` together.

        Args:
            every: ``month``, ``quarter`` or ``year``.
            between: The first and the last day, whose periods are counted; ``None`` for those of the acts.

        Raises:
            InvalidQuestion: There is no such period.
            InvalidWhen: One of the days is not exactly one day, or the last is before the first.
        """
        first, last = _numbers(between)
        _, ended = span(self._acts) or (None, None)
        return added(part_of(self._spelling, every, (first, last or ended)), every)

    @collector_at_rest()
    def partial_caseload(self, every: str = "month", *, between: Between = (None, None)) -> pa.Table:
        """
        Return what these files add to the caseload of more files, for :func:`casestate.bulk.adding.added`.

        Args:
            every: ``month``, ``quarter`` or ``year``.
            between: The first and the last day, whose periods are counted; ``None`` for those of the acts.

        Raises:
            InvalidQuestion: There is no such period.
            InvalidWhen: One of the days is not exactly one day, or the last is before the first.
        """
        return part_of(self._spelling, every, _numbers(between))

    def findings(self, as_of: Day = None) -> Findings:
        """
        Return what is doubtful in the files at the end of a day, and in the rows that a layout read.

        Args:
            as_of: The legal day; ``None`` for all that the files have.

        Raises:
            InvalidWhen: It is not exactly one day.
        """
        (day,) = days_of(as_of)
        return Findings(lambda: self._doubting.rows(day))

    def case(self, name: str) -> CaseFile:
        """
        Return one of the files, to ask it anything.

        Raises:
            NotInFile: There is none of this name.
        """
        if name not in self._numbers:
            raise NotInFile(f"there is no case {name!r} among these {len(self._acts.cases):,}")
        return self._acts.file(self._numbers[name])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._acts.cases)}

    @cached_property
    def summary(self) -> Summary:
        """What was read, and how it is worked out."""
        acts, units = self._acts, self._units
        tabled = units.tabled
        whole = self._trie.asked()
        reasons: Counter[str] = Counter()
        for unit in np.flatnonzero(tabled & units.routed).tolist():
            who = acts.names.texts[acts.units.who[unit]]
            case = int(acts.units.case[unit])
            for why in acts.routed.get((case, EVERYONE), set()) | acts.routed.get((case, who), set()):
                reasons[why.value] += 1
        ends = np.unique(self._trie.node[self._trie.start + self._trie.length - 1]) if len(self._trie.start) else whole
        return Summary(
            rows=len(acts.unit),
            cases=len(acts.cases),
            charges=int(tabled.sum()),
            shapes=len(ends) + (self._histories.distinct if self._vague else 0),
            nodes=len(self._trie.parent),
            routed=dict(reasons.most_common()),
            asked_of_files=_counted(self._doubting.beyond),
            rolled_up_of_files=_counted(self._roll_up.beyond),
        )

    # How subjects are worked out

    @cached_property
    def _units(self) -> Units:
        return Units.of(self._acts)

    @cached_property
    def _trie(self) -> Trie:
        units = self._units
        held = ~(units.routed | units.vague)
        return trie(self._acts, np.flatnonzero(held[self._acts.unit]))

    @cached_property
    def _histories(self) -> Histories:
        return Histories(self._acts, longest(self._acts.procedures))

    @cached_property
    def _vague(self) -> dict[int, History]:
        """The histories with imprecise dates, by subject."""
        acts, units = self._acts, self._units
        chosen = units.vague & units.tabled & ~units.routed
        rows = np.flatnonzero(chosen[acts.unit])
        by_unit: dict[int, list[int]] = {}
        for place in rows.tolist():
            by_unit.setdefault(int(acts.unit[place]), []).append(place)
        return {unit: self._histories.history(unit, places) for unit, places in by_unit.items()}

    @cached_property
    def _folded(self) -> dict[int, Folded]:
        return Folding(self._acts, self._trie).nodes()

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._acts, self._trie, self._folded)

    @cached_property
    def _doubting(self) -> Doubting:
        return Doubting(self._acts, self._units, self._trie, self._folded)

    @cached_property
    def _roll_up(self) -> RollUp:
        return RollUp(self._acts, self._units, self._trie, self._folded)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._acts, self._units, self._trie, self._folded)

    # States

    def _states(self, day: int, columns: Sequence[str]) -> pa.Table:
        pieces = [self._held(day, columns), self._possible(day, columns), self._of_files(day, columns)]
        pieces = [piece for piece in pieces if len(piece[0])] or pieces[:1]
        place = np.concatenate([place for place, _ in pieces])
        schema = _schema(columns)
        told = {
            field.name: pa.chunked_array([piece[field.name] for _, piece in pieces], type=field.type)
            for field in schema
            if field.name != "as_of"
        }
        as_of = pa.array([None if day == FOREVER else date.fromordinal(day)], pa.date32())
        told["as_of"] = as_of.take(pa.array(np.zeros(len(place), dtype=np.int64)))
        table = pa.table(told, schema=schema)
        if np.all(place[1:] >= place[:-1]):
            return table
        return table.unify_dictionaries().take(pa.array(np.argsort(place, kind="stable")))

    def _named(self, unit: Ints) -> dict[str, pa.Array]:
        units = self._units
        told = {
            "case": (units.case, units.cases),
            "defendant": (units.who, units.texts),
            "kind": (units.kind, units.kinds),
            "key": (units.key, units.texts),
        }
        return {
            name: pa.DictionaryArray.from_arrays(pa.array(numbers[unit].astype(np.int32)), texts)
            for name, (numbers, texts) in told.items()
        }

    def _held(self, day: int, columns: Sequence[str]) -> Piece:
        """The subjects whose dates are exact, from the nodes that they have reached."""
        found = self._trie
        _, node = found.reached(day)
        here = np.flatnonzero((node >= 0) & self._units.tabled[found.unit])
        reached = node[here]
        start = found.start[here]
        unit = found.unit[here]
        return (
            self._units.rank[unit],
            self._named(unit)
            | {
                name: self._filling.column(name, *self._answers.column(name, reached), found.row, start)
                for name in columns
            },
        )

    def _possible(self, day: int, columns: Sequence[str]) -> Piece:
        """The subjects with imprecise dates."""
        told = [(unit, history.rows, answer) for unit, history in self._vague.items() if (answer := history.on(day))]
        unit = np.array([unit for unit, _, _ in told], dtype=np.int64)
        return self._units.rank[unit], self._named(unit) | {
            name: pa.array([self._filling.filled(name, answer[name], rows) for _, rows, answer in told], ARROW[name])
            for name in columns
        }

    def _of_files(self, day: int, columns: Sequence[str]) -> Piece:
        """The subjects beyond shapes, from their case files; those of a whole file in the order of its view."""
        units = self._units
        places: list[int] = []
        rows: list[dict[str, Value]] = []
        for case, people in units.people.items():
            view = self._acts.file(case).at(None if day == FOREVER else date.fromordinal(day))
            first = int(units.first[case])
            for who in [who for who in view.defendants if not people.isdisjoint((EVERYONE, who))]:
                told = [{"case": self._acts.cases[case], **row(part, view.procedure)} for part in view[who].parts]
                rows += told
                places += [first if EVERYONE in people else units.first_of[case, who]] * len(told)
        named = ("case", "defendant", "kind", "key", *columns)
        return np.array(places, dtype=np.int64), {
            name: pa.array([each[name] for each in rows], ARROW.get(name, WORDS)) for name in named
        }


def _counted(beyond: Mapping[tuple[int, str], set[Beyond]]) -> dict[str, int]:
    """Count defendants by why they are beyond shapes, the most frequent first."""
    return dict(Counter([why.value for reasons in beyond.values() for why in reasons]).most_common())


def _columns(columns: Iterable[str]) -> list[str]:
    named = [name for name in columns if name not in KEYS]
    unknown = [name for name in named if name not in COLUMNS]
    if unknown:
        raise InvalidQuestion(f"there is no column {unknown[0]!r}; known: {', '.join((*KEYS, *COLUMNS))}")
    return named


def _numbers(between: Between) -> Days:
    first, last = (None if day is None else as_day(day, "between").toordinal() for day in between)
    if first is not None and last is not None and last < first:
        raise InvalidWhen(
            f"between takes the first day and the last; {date.fromordinal(last)} is before {date.fromordinal(first)}: "
            "swap them"
        )
    return first, last


def days_of(as_of: Day | Iterable[Day]) -> Iterator[int]:
    """
    Yield the number of each day; :data:`FOREVER` for all that the files have.

    Raises:
        InvalidWhen: One of them is not exactly one day.
    """
    several = [as_of] if as_of is None or isinstance(as_of, str | date) else as_of
    for day in several:
        yield FOREVER if day is None else as_day(day, "as_of").toordinal()


def _schema(columns: Sequence[str]) -> pa.Schema:
    keys = [(name, pa.date32() if name == "as_of" else WORDS) for name in KEYS]
    return pa.schema([*keys, *[(name, ARROW[name]) for name in columns]])
