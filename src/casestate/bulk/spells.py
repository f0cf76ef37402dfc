"""From when to when a field had each of its values, for all charges together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, KINDS_OF_SUBJECT, Acts, Ints
from casestate.bulk.folding import Folded
from casestate.bulk.standins import place_of
from casestate.bulk.trie import Trie
from casestate.bulk.units import Units
from casestate.engine.chronology import Chronology
from casestate.engine.fold import Draft
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.explain.answers import Asked, kinds_with, value_of
from casestate.explain.reading import behind
from casestate.exporters.tabular import SPELLS
from casestate.exporters.writing import arrow_schema
from casestate.handles import Charge, Citation, Claim, Defendant
from casestate.law.headlines import Headline
from casestate.records import said_of_field, spell_rows
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import Certainty

SCHEMA = arrow_schema(SPELLS)
"""The columns of a table of spells."""
_SAID = (Closed, Vocabulary, frozenset, bool, Certainty, Headline, type(None))
"""What a shape can say of a field: words of fixed lists, yes and no."""
_START, _STOP = SCHEMA.names.index("start_earliest"), SCHEMA.names.index("stop_earliest")


class Turns:
    """
    The days on which something about a subject changes, of the subjects whose histories a shape holds.

    Attributes:
        words: The values in words, by number.
        initial: The number of the value before any act, for each kind of subject; -1 where it has no such field.
        place: For each turn the subject, by its place in the trie.
        day: The day.
        node: The node reached.
        value: The number of the value from then on.
    """

    def __init__(
        self, acts: Acts, found: Trie, folded: Mapping[int, Folded], kinds: Sequence[str], read: Callable[[Draft], str]
    ) -> None:
        self._acts, self._found, self._folded = acts, found, folded
        known: dict[str, int] = {}
        self.initial = np.full(len(KINDS_OF_SUBJECT), -1, dtype=np.int64)
        for kind in kinds if acts.procedures else ():
            none = Draft(Subject(kind, "", ""), acts.procedures[0])
            self.initial[KINDS_OF_SUBJECT.index(kind)] = known.setdefault(read(none), len(known))
        of_node = np.full(len(found.parent) + 1, -1, dtype=np.int64)
        for node, each in folded.items():
            if each.draft.subject.kind in kinds:
                of_node[node] = known.setdefault(read(each.draft), len(known))
        self.words = list(known)
        ends = found.day_ends()
        place = np.repeat(np.arange(len(found.unit)), found.length)[ends]
        value = of_node[found.node[ends]]
        before = np.roll(value, 1)
        first = np.ones(len(place), dtype=bool)
        first[1:] = place[1:] != place[:-1]
        before[first] = self.initial[acts.units.kind[found.unit[place[first]]]]
        turned = value != before
        self.place, self.day = place[turned], found.day[ends][turned]
        self.node, self.value = found.node[ends][turned], value[turned]

    def entries(self, field: str) -> list[str | None]:
        """Return the id of the last entry that a field is read off at each turn; ``None`` where it is read off none."""
        acts, found = self._acts, self._found
        began = {node: self._began(self._folded[node], field) for node in np.unique(self.node).tolist()}
        act = np.array([began[node] for node in self.node.tolist()], dtype=np.int64)
        row = found.row[found.start[self.place] + np.maximum(act, 0)]
        case = acts.units.case[acts.unit[row]]
        told = zip(act.tolist(), case.tolist(), acts.entry[row].tolist(), strict=True)
        return [None if place < 0 else acts.id_of(file, entry) for place, file, entry in told]

    def _began(self, folded: Folded, field: str) -> int:
        draft, order = folded.draft, folded.acts
        if any(one.earliest == other.earliest for one, other in pairwise(order)):
            order = Chronology([draft.subject], order, draft.procedure).order
        read = behind(Asked(draft.subject), field, [draft.state()], draft.procedure)
        places = {p.entry.id: place for place, p in enumerate(order)}
        last = max(read, key=places.__getitem__, default=None)
        return -1 if last is None else place_of(last)


def _dates(days: Ints) -> pa.Array:
    """Days as dates; 0 is none."""
    since = (days - date(1970, 1, 1).toordinal()).astype(np.int32)
    return pa.array(since, pa.int32(), mask=days == 0).cast(pa.date32())


def said_of(field: str) -> Callable[[Draft], str]:
    """
    Return a function that reads a field in words.

    Raises:
        InvalidQuestion: No charge, claim or citation has such a field; or, when it reads, a value is no word of a list.
    """
    kinds_with(field)

    def read(draft: Draft) -> str:
        state: Any = draft.state()
        value = value_of(state, field, draft.procedure)
        if not isinstance(value, _SAID):
            raise InvalidQuestion(
                f"the values of {field!r} are texts, dates or lengths, which differ from charge to charge; ask "
                "case.spells_table() of each file, or for spells of an axis"
            )
        return said_of_field(value)

    return read


@attrs.frozen(eq=False)
class Spelling:
    """
    Works out spells: those of shapes from their turns, and the rest from case files.

    Attributes:
        acts: The developments.
        units: The subjects.
        found: The trie.
        folded: Its nodes.
        apart: The subjects with imprecise dates.
    """

    acts: Acts
    units: Units
    found: Trie
    folded: Mapping[int, Folded]

    def table(self, field: str) -> pa.Table:
        """Return the spells of a field of all subjects that have it."""
        rank, shared = self._of_shapes(field)
        rows = list(self.of_files(field))
        alone = pa.table([[row[place] for row in rows] for place in range(1, len(SCHEMA) + 1)], schema=SCHEMA)
        ranks = np.concatenate([rank, np.array([row[0] for row in rows], dtype=np.int64)])
        return pa.concat_tables([shared, alone]).take(pa.array(np.argsort(ranks, kind="stable")))

    def turns(self, kinds: Sequence[str], read: Callable[[Draft], str]) -> Turns:
        """Return when what is read of subjects of some kinds changes."""
        return Turns(self.acts, self.found, self.folded, kinds, read)

    def _of_shapes(self, field: str) -> tuple[Ints, pa.Table]:
        """The spells of subjects that a shape holds, each with the place of its subject."""
        turns = self.turns(kinds_with(field), said_of(field))
        units, kind = self.units, self.units.kind[self.found.unit]
        starting = np.flatnonzero(turns.initial[kind] >= 0)
        place = np.concatenate([starting, turns.place])
        day = np.concatenate([np.zeros(len(starting), dtype=np.int64), turns.day])
        order = np.lexsort((day, place))
        place, day = place[order], day[order]
        stop = np.zeros(len(order), dtype=np.int64)
        stop[:-1] = np.where(place[1:] == place[:-1], day[1:], 0)
        unit = self.found.unit[place]
        value = np.concatenate([turns.initial[kind[starting]], turns.value])[order]
        start, end = _dates(day), _dates(stop)
        names = [
            (units.cases, units.case),
            (units.texts, units.who),
            (units.kinds, units.kind),
            (units.texts, units.key),
        ]
        columns = [
            *[told.take(pa.array(numbers[unit])) for told, numbers in names],
            pa.array([field], pa.string()).take(pa.array(np.zeros(len(order), dtype=np.int64))),
            pa.array(turns.words, pa.string()).take(pa.array(value)),
            pa.array(np.ones(len(order), dtype=bool)),
            *(start, start, end, end),
            pa.array([None] * len(starting) + turns.entries(field), pa.string()).take(pa.array(order)),
        ]
        return units.rank[unit], pa.table(columns, schema=SCHEMA)

    def _named(self, unit: int) -> tuple[Any, ...]:
        units, texts = self.units, self.acts.names.texts
        kind = KINDS_OF_SUBJECT[units.kind[unit]]
        return (
            int(units.rank[unit]),
            self.acts.cases[units.case[unit]],
            texts[units.who[unit]],
            kind,
            texts[units.key[unit]],
        )

    def of_files(self, field: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of subjects beyond shapes, and of those with imprecise dates, each after its place."""
        for rank, case, _, part in self.parts(kinds_with(field)):
            for row in spell_rows(part, field):
                yield (rank, case, *row.values())

    def parts(self, kinds: Sequence[str]) -> Iterator[tuple[int, str, Defendant, Charge | Claim | Citation]]:
        """Yield the subjects that only their files tell of, each with its place, the name of its file, and whose."""
        units, acts = self.units, self.acts
        alone = np.flatnonzero(units.vague & units.tabled & ~units.routed)
        vague: dict[int, dict[Subject, int]] = {}
        for unit in alone.tolist():
            _, _, who, kind, key = self._named(unit)
            vague.setdefault(int(units.case[unit]), {})[Subject(kind, who, key)] = int(units.rank[unit])
        for case in sorted({*units.people, *vague}):
            people, apart = units.people.get(case, set()), vague.get(case, {})
            view = acts.file(case).at()
            for who in view.defendants:
                whole = not people.isdisjoint((EVERYONE, who))
                first = int(units.first[case]) if EVERYONE in people else units.first_of.get((case, who), 0)
                for part in view[who].parts:
                    if part.subject.kind in kinds and (whole or part.subject in apart):
                        yield apart.get(part.subject, first), acts.cases[case], view[who], part
