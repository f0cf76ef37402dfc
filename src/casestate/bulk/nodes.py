"""What is answered at each node at which a day ends."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from casestate.bulk.acts import Acts, Ints
from casestate.bulk.answering import Answer
from casestate.bulk.folding import Folded
from casestate.bulk.trie import Trie
from casestate.records import AXES, plain


class Answers:
    """What is answered at the nodes at which days end, worked out for those that are asked about."""

    def __init__(self, acts: Acts, found: Trie, folded: Mapping[int, Folded]) -> None:
        self._acts = acts
        self._found = found
        self._folded = folded
        self._known: dict[int, Answer] = {}
        self._columns: dict[str, _Values] = {}

    def column(self, name: str, nodes: Ints) -> tuple[list[Any], Ints]:
        """Return the different values of a column, and which of them each of some nodes has."""
        if name not in self._columns:
            self._columns[name] = _Values(len(self._found.parent))
        column = self._columns[name]
        for node in np.unique(nodes[column.which[nodes] < 0]).tolist():
            column.put(node, self._value(name, node))
        return column.values, column.which[nodes]

    def _value(self, name: str, node: int) -> Any:
        if name in AXES:  # an axis needs no whole state
            axes = self._folded[node].draft.axes
            return plain(axes[name]) if name in axes else None
        if node not in self._known:
            self._known[node] = self._answer(self._folded[node])
        return self._known[node][name]

    def _answer(self, folded: Folded) -> Answer:
        state: Any = folded.draft.state()
        answer = folded.whence(self._found).answer(state, folded.draft.procedure)
        return {**answer, "undecided": ""}


class _Values:
    """
    The different values of a column.

    Attributes:
        values: The values.
        which: For each node which of them it has; -1 where that was not asked.
    """

    def __init__(self, nodes: int) -> None:
        self.values: list[Any] = []
        self.which = np.full(nodes, -1, dtype=np.int64)
        self._known: dict[tuple[type, Any], int] = {}

    def put(self, node: int, value: Any) -> None:
        """Add the value of a node."""
        place = self._known.setdefault((type(value), value), len(self.values))
        if place == len(self.values):
            self.values.append(value)
        self.which[node] = place
