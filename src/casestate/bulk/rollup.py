"""
What is said of each defendant as a whole, on a day.

The roll-up reads little of each charge. So what it reads is told for each node, defendants with the same of each charge
in the same order make one *combination*, and a combination is rolled up once, with made-up ids of charges that each
defendant's own take the place of.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, KINDS_OF_SUBJECT, Acts, Beyond, Flags, Ints
from casestate.bulk.columns import WORDS
from casestate.bulk.folding import Folded
from casestate.bulk.trie import Trie, walk
from casestate.bulk.units import Units, people_in
from casestate.engine.order import FOREVER
from casestate.events import Subject
from casestate.exporters.writing import arrow_schema
from casestate.law.kinds import KINDS
from casestate.people import PEOPLE, read_of, rolled_up, row_of
from casestate.records import Plain
from casestate.state import DefendantState

_NAMED = ("case", "defendant", "as_of")
_TOLD = [
    pa.field(each.name, WORDS if each.type == pa.string() else each.type)
    for each in arrow_schema(PEOPLE)
    if each.name not in _NAMED
]
SCHEMA = pa.schema([("case", WORDS), ("defendant", WORDS), ("as_of", pa.date32()), *_TOLD])
"""The columns of a table of defendants."""
_ROLLED_UP = (*KINDS, "person")
_MADE_UP = re.compile("\x00([0-9]+)\x00")
"""The id of a charge in words, by its place among the subjects of the defendant."""
_PERSON = Subject("person", "", "")


class RollUp:
    """Works out the rows of defendants: those of combinations, and the rest from case files."""

    def __init__(self, acts: Acts, units: Units, found: Trie, folded: Mapping[int, Folded]) -> None:
        self._acts = acts
        self._units = units
        self._found = found
        self._folded = folded
        self._known: dict[tuple[int, ...], Mapping[str, Plain]] = {}

    @cached_property
    def beyond(self) -> Mapping[tuple[int, str], set[Beyond]]:
        """Of which files whose roll-up only the file tells, and why; everyone's under the empty name."""
        acts, units = self._acts, self._units
        beyond = {key: set(why) for key, why in acts.routed.items()}
        for unit in np.flatnonzero(units.vague & ~units.routed & _of_people(units)).tolist():
            who = acts.names.texts[units.who[unit]]
            beyond.setdefault((int(units.case[unit]), who), set()).add(Beyond.VAGUE)
        return beyond

    @property
    def combinations(self) -> int:
        """How many combinations were rolled up so far."""
        return len(self._known)

    def table(self, day: int) -> pa.Table:
        """Return a row for each defendant who is in a file by the end of a day."""
        pieces = [self._of_combinations(day), self._of_files(day)]
        place = np.concatenate([place for place, _ in pieces])
        as_of = pa.array([None if day == FOREVER else date.fromordinal(day)], pa.date32())
        told = [pa.table({**of, "as_of": as_of.take(pa.array(np.zeros_like(at)))}) for at, of in pieces]
        table = pa.concat_tables([each.select(SCHEMA.names).cast(SCHEMA) for each in told]).unify_dictionaries()
        return table.take(pa.array(np.argsort(place, kind="stable")))

    @cached_property
    def _people(self) -> Mapping[int, set[str]]:
        """For each file of which something is beyond shapes, of whom."""
        return people_in(self.beyond)

    @cached_property
    def _held(self) -> Ints:
        """The subjects, by their places in the trie, of defendants whom a combination tells of, in order."""
        units, found = self._units, self._found
        apart = units.among(self._acts.names, self.beyond)
        held = np.flatnonzero((_of_people(units) & ~apart)[found.unit])
        return held[np.argsort(units.rank[found.unit[held]])]

    @cached_property
    def _classes(self) -> tuple[Ints, list[int]]:
        """For each node which others read the same in a roll-up, and of each class a node."""
        known: dict[Hashable, int] = {}
        examples: list[int] = []
        class_of = np.full(len(self._found.parent), -1, dtype=np.int64)
        for node, each in self._folded.items():
            draft = each.draft
            if draft.subject.kind in _ROLLED_UP:
                state: Any = draft.state()
                law = next(n for n, of in enumerate(self._acts.procedures) if of is draft.procedure)
                read = law, draft.subject.kind, read_of(state, draft.procedure)
                class_of[node] = known.setdefault(read, len(known))
                if len(known) > len(examples):
                    examples.append(node)
        return class_of, examples

    def _of_combinations(self, day: int) -> tuple[Ints, dict[str, pa.Array]]:
        units, found = self._units, self._found
        _, node = found.reached(day)
        here = self._held[node[self._held] >= 0]
        unit = found.unit[here]
        class_of, examples = self._classes
        classes = class_of[node[here]]
        first = np.ones(len(unit), dtype=bool)
        first[1:] = units.person[unit][1:] != units.person[unit][:-1]
        start = np.flatnonzero(first)
        length = np.diff(np.append(start, len(unit)))
        reached, _, _ = walk(classes, len(examples), start, length)
        _, example, which = np.unique(reached[start + length - 1], return_index=True, return_inverse=True)
        spans = zip(start[example].tolist(), (start + length)[example].tolist(), strict=True)
        told = [self._rolled_up(tuple(classes[begin:end].tolist())) for begin, end in spans]
        which = which.reshape(-1)
        whose = unit[start]
        names = {"case": (units.case, units.cases), "defendant": (units.who, units.texts)}
        columns = {
            name: pa.DictionaryArray.from_arrays(pa.array(numbers[whose].astype(np.int32)), texts)
            for name, (numbers, texts) in names.items()
        }
        for field in _TOLD:
            values = [each[field.name] for each in told]
            codes = self._own(values, which, units.key[unit], start) if field.name == "words" else which
            columns[field.name] = _column(values, field.type).take(pa.array(codes))
        return units.rank[whose], columns

    def _rolled_up(self, classes: tuple[int, ...]) -> Mapping[str, Plain]:
        """The row of a combination, which is worked out once."""
        if classes not in self._known:
            examples = self._classes[1]
            drafts = [self._folded[examples[each]].draft for each in classes]
            states = {}
            for place, draft in enumerate(drafts):
                state: Any = draft.state()
                kind, key = draft.subject.kind, f"\x00{place}\x00"
                named = state if kind == "person" else attrs.evolve(state, **{kind: key})
                states[_PERSON if kind == "person" else Subject(kind, "", key)] = named
            procedure = drafts[0].procedure
            self._known[classes] = {**rolled_up(DefendantState.of("", states), procedure), "undecided": ""}
        return self._known[classes]

    def _own(self, words: list[Any], which: Ints, keys: Ints, start: Ints) -> Ints:
        """Put the ids of each defendant's charges into words, which grow by those, and say which each has."""
        codes = which.copy()
        for place, template in enumerate(list(words)):
            marks = dict.fromkeys(map(int, _MADE_UP.findall(template)))
            if marks:
                here = np.flatnonzero(which == place)
                told = keys[start[here][:, None] + np.array(list(marks), dtype=np.int64)]
                found, of = np.unique(told, axis=0, return_inverse=True)
                codes[here] = len(words) + of.reshape(-1)
                words += [self._filled(template, dict(zip(marks, each, strict=True))) for each in found.tolist()]
        return codes

    def _filled(self, template: str, keys: Mapping[int, int]) -> str:
        texts = self._acts.names.texts
        return _MADE_UP.sub(lambda mark: texts[keys[int(mark[1])]], template)

    def _of_files(self, day: int) -> tuple[Ints, dict[str, pa.Array]]:
        """The defendants of whom only their files tell, in the order of their views."""
        places: list[int] = []
        rows: list[dict[str, Plain]] = []
        for case, people in self._people.items():
            view = self._acts.file(case).at(None if day == FOREVER else date.fromordinal(day))
            for who in [who for who in view.defendants if not people.isdisjoint((EVERYONE, who))]:
                rows.append({"case": self._acts.cases[case], **row_of(view[who])})
                places.append(self._place(case, who if EVERYONE not in people else None))
        names = [name for name in SCHEMA.names if name != "as_of"]
        return np.array(places, dtype=np.int64), {
            name: _column([row[name] for row in rows], SCHEMA.field(name).type) for name in names
        }

    def _place(self, case: int, who: str | None) -> int:
        """The place of a defendant in the order of all; of a whole file, that of its first subject."""
        if who is None:
            return int(self._units.first[case])
        return self._first[case * self._units.span + self._acts.names.number(who)]

    @cached_property
    def _first(self) -> Mapping[int, int]:
        units = self._units
        order = np.argsort(units.rank)
        found, first = np.unique(units.person[order], return_index=True)
        return dict(zip(found.tolist(), units.rank[order][first].tolist(), strict=True))


def _of_people(units: Units) -> Flags:
    """The subjects that a roll-up is made of."""
    return np.array([each in _ROLLED_UP for each in KINDS_OF_SUBJECT], dtype=bool)[units.kind]


def _column(values: Sequence[Any], type_: pa.DataType) -> pa.Array:
    return pa.array(values, pa.string()).dictionary_encode() if type_ == WORDS else pa.array(values, type_)
