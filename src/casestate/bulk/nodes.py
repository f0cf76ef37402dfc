"""What is answered at each node at which a day ends."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from casestate.bulk.acts import Acts, Ints
from casestate.bulk.answering import Answer
from casestate.bulk.columns import different
from casestate.bulk.folding import Folded
from casestate.bulk.trie import Trie
from casestate.law.kinds import KINDS
from casestate.records import AXES, COLUMNS, plain


class Answers:
    """What is answered at the nodes at which days end."""

    def __init__(self, acts: Acts, found: Trie, folded: Mapping[int, Folded]) -> None:
        self._acts = acts
        self._found = found
        self._folded = folded
        self.place = np.zeros(len(found.parent) + 1, dtype=np.int64)
        self.place[list(folded)] = np.arange(len(folded))
        self._columns: dict[str, tuple[list[Any], Ints]] = {}

    def column(self, name: str) -> tuple[list[Any], Ints]:
        """Return the different values of a column, and which of them each node has."""
        if name not in self._columns:
            answers = self._axis(name) if name in AXES else self._every
            values, which = different(answers, name)
            self._columns[name] = values, np.array(which, dtype=np.int64)
        return self._columns[name]

    def _axis(self, name: str) -> list[Answer]:
        """An axis alone, which needs no whole state."""
        axes = [each.draft.axes for each in self._folded.values()]
        return [{name: plain(axis[name]) if name in axis else None} for axis in axes]

    @cached_property
    def _every(self) -> list[Answer]:
        return list(map(self._answer, self._folded.values()))

    def _answer(self, folded: Folded) -> Answer:
        state: Any = folded.draft.state()
        if folded.draft.subject.kind not in KINDS:
            return dict.fromkeys(COLUMNS)
        answer = folded.whence(self._found).answer(state, folded.draft.procedure)
        return {**answer, "undecided": ""}
