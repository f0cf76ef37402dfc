"""
The histories of all subjects as one trie of beginnings.

Each row becomes a *step*: which act, with which of the texts so far, on which basis, at which place in the docket of
its day, and how long after the row before, as far as a condition of the law asks. All subjects walk down together: at
depth k the pairs of where a subject stands and its next step are looked up, and each new pair is a new node. Subjects
with the same steps end at the same node, and whatever happened to one of them happened to all.
"""

import attrs
import numpy as np

from casestate.bulk.acts import NO_ORDINAL, Acts, Flags, Ints
from casestate.bulk.limits import longest_of_each

_MOST = 1 << 62
_FEW = 1 << 22
"""Numbers up to this size are told apart by a table, and larger ones by sorting."""


@attrs.frozen(eq=False)
class Step:
    """
    One step.

    Attributes:
        procedure: Which law.
        code: Which skeleton.
        cells: For each text its number among those of the subject, and the first number of those alike in it.
        basis: The rank of the basis.
        ordinal: The place among those numbered on the day, from 1; 0 where it has none.
        gap: The days since the row before, up to one more than a condition asks for in such a history; 0 of the first.
    """

    procedure: int
    code: int
    cells: tuple[tuple[int, int], ...]
    basis: int
    ordinal: int
    gap: int


@attrs.frozen(eq=False, kw_only=True)
class Trie:
    """
    Rows in the order of subject, day and file, and the beginnings that they make up.

    Attributes:
        row: The rows of :class:`casestate.bulk.acts.Acts`, in that order.
        unit: The subjects that have rows here.
        start: Where the rows of each begin.
        length: How many it has.
        day: The day of each row, in that order.
        node: The node that each row reaches, in that order.
        parent: For each node the one before it, or -1.
        step: For each node its last step.
        steps: The steps.
    """

    row: Ints
    unit: Ints
    start: Ints
    length: Ints
    day: Ints
    node: Ints
    parent: Ints
    step: Ints
    steps: list[Step]

    def reached(self, day: int) -> tuple[Ints, Ints]:
        """Return how many rows of each subject lie by the end of a day, and the node reached; -1 where none does."""
        if not len(self.unit):
            return self.start, self.start
        count = np.add.reduceat(self.day <= day, self.start, dtype=np.int32)
        node = self.node[self.start + np.maximum(count, 1) - 1]
        return count, np.where(count > 0, node, -1)

    def day_ends(self) -> Flags:
        """Return the rows that are the last of their subject and day."""
        last = np.ones(len(self.row), dtype=bool)
        last[:-1] = self.day[1:] != self.day[:-1]
        last[self.start + self.length - 1] = True
        return last

    def asked(self) -> Ints:
        """Return the nodes at which some subject stands at the end of a day, in the order of their making."""
        return np.unique(self.node[self.day_ends()])


def trie(acts: Acts, rows: Ints) -> Trie:
    """
    Return the trie of rows whose days are exact.

    Args:
        acts: All developments.
        rows: The rows, in the order of their files.
    """
    unit, day = acts.unit[rows], acts.earliest[rows]
    order = _by_unit_and_day(unit, day, acts.entry[rows])
    row, unit, day = rows[order], unit[order], day[order]
    first = np.ones(len(row), dtype=bool)
    first[1:] = unit[1:] != unit[:-1]
    start = np.flatnonzero(first)
    length = np.diff(np.append(start, len(row)))
    cells, patterns = _patterns(acts, row, np.cumsum(first) - 1)
    law, code = acts.procedure_of[acts.units.case[unit]], acts.code_of[acts.event[row]]
    # Subjects with other limits may share a beginning: it has the acts of all, so what can run in it is the same.
    most = np.repeat(longest_of_each(acts, code, start, law[start]), length)
    gap = np.zeros(len(row), dtype=np.int64)
    gap[1:] = np.minimum(day[1:] - day[:-1], most[1:] + 1)
    gap[start] = 0
    parts = [
        (law, len(acts.procedures)),
        (code, len(acts.skeletons)),
        (cells, len(patterns)),
        (acts.basis[row], int(acts.basis.max(initial=0)) + 1),
        _ordinals(acts.ordinal[row], first | (gap > 0)),
        (gap, int(most.max(initial=0)) + 2),
    ]
    step, values = packed(parts)
    steps = [Step(law, code, patterns[pattern], *rest) for law, code, pattern, *rest in values]
    node, parent, last = walk(step, len(steps), start, length)
    return Trie(
        row=row, unit=unit[start], start=start, length=length, day=day, node=node, parent=parent, step=last, steps=steps
    )


def _by_unit_and_day(unit: Ints, day: Ints, place: Ints) -> Ints:
    """The order by subject, day and place in the file; rows come in the order of the file."""
    span = int(day.max(initial=0)) + 1
    key = unit * span + day
    if np.all(key[1:] >= key[:-1]):
        return np.arange(len(key), dtype=np.int64)
    return np.lexsort((place, key))


def packed(parts: list[tuple[Ints, int]]) -> tuple[Ints, list[tuple[int, ...]]]:
    """Return columns of small numbers as one, and what each of its numbers stands for."""
    packed, most = np.zeros(len(parts[0][0]), dtype=np.int64), 1
    for column, size in parts:
        if most * size > _MOST:
            packed, found = numbered(packed, most)
            most = len(found)
        packed, most = packed * size + column, most * size
    number, found = numbered(packed, most)
    example = np.zeros(len(found), dtype=np.int64)
    example[number[::-1]] = np.arange(len(number))[::-1]
    return number, list(zip(*[column[example].tolist() for column, _ in parts], strict=True))


def numbered(values: Ints, size: int) -> tuple[Ints, Ints]:
    """Return each value as its place among the different values, and those in order."""
    if size > max(_FEW, 4 * len(values)):
        found, number = np.unique(values, return_inverse=True)
        return number.reshape(-1), found
    there = np.zeros(size, dtype=bool)
    there[values] = True
    found = np.flatnonzero(there)
    places = np.zeros(size, dtype=np.int64)
    places[found] = np.arange(len(found))
    return places[values], found


def _ordinals(ordinal: Ints, new_day: Flags) -> tuple[Ints, int]:
    """The place of each row among those of its subject and day that the docket numbers, from 1; 0 where it has none."""
    told = np.flatnonzero(ordinal != NO_ORDINAL)
    places = np.zeros(len(ordinal), dtype=np.int64)
    if len(told):
        day = np.cumsum(new_day)[told]
        order = np.lexsort((ordinal[told], day))
        by_day, value = day[order], ordinal[told][order]
        fresh = np.ones(len(told), dtype=bool)
        fresh[1:] = by_day[1:] != by_day[:-1]
        risen = fresh.copy()
        risen[1:] |= value[1:] != value[:-1]
        rank = np.cumsum(risen)
        begin = np.maximum.accumulate(np.where(fresh, rank, 0))
        places[told[order]] = rank - begin + 1
    return places, int(places.max(initial=0)) + 1


def _patterns(acts: Acts, row: Ints, unit: Ints) -> tuple[Ints, list[tuple[tuple[int, int], ...]]]:
    """For each row which texts of its subject it has, as a number, and what each number stands for."""
    event = acts.event[row]
    start, count = acts.cell_start[event], acts.cell_start[event + 1] - acts.cell_start[event]
    total = int(count.sum())
    if not total:
        return np.zeros(len(row), dtype=np.int64), [()]
    owner = np.repeat(np.arange(len(row)), count)
    within = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    text = acts.cells[np.repeat(start, count) + within]
    folded = _folded(acts.names.texts, text)
    digit = _number_in_unit(unit[owner], text)
    like = digit if np.array_equal(text, folded) else _first_alike(unit[owner], folded, digit)
    pattern, reading = np.zeros(len(row), dtype=np.int64), np.zeros(len(row), dtype=np.int64)
    both = digit * (int(digit.max()) + 1) + like
    for place in range(int(count.max())):
        here = np.flatnonzero(within == place)
        reading[:] = 0
        reading[owner[here]] = both[here] + 1
        size = int(both.max()) + 2
        pattern, _ = numbered(pattern * size + reading, (int(pattern.max()) + 1) * size)
    _, example = np.unique(pattern, return_index=True)
    first = np.cumsum(count) - count
    told = [
        tuple(zip(digit[a:b].tolist(), like[a:b].tolist(), strict=True))
        for a, b in zip(first[example].tolist(), (first + count)[example].tolist(), strict=True)
    ]
    return pattern, told


def _folded(texts: list[str], text: Ints) -> Ints:
    """For each text the number of the first that is the same in other letters."""
    found, which = np.unique(text, return_inverse=True)
    first: dict[str, int] = {}
    told = np.array([first.setdefault(texts[number].casefold(), number) for number in found.tolist()], dtype=np.int64)
    return told[which.reshape(-1)]


def _number_in_unit(unit: Ints, text: Ints) -> Ints:
    """For each text its number among the different texts of its subject, in the order in which they come."""
    order = np.lexsort((text, unit))
    same = np.zeros(len(text), dtype=bool)
    same[1:] = (unit[order][1:] == unit[order][:-1]) & (text[order][1:] == text[order][:-1])
    leader = np.maximum.accumulate(np.where(same, 0, np.arange(len(text))))
    first = np.empty(len(text), dtype=np.int64)
    first[order] = order[leader]
    is_first = first == np.arange(len(text))
    seen = np.cumsum(is_first)
    begins = np.ones(len(text), dtype=bool)
    begins[1:] = unit[1:] != unit[:-1]
    before = np.maximum.accumulate(np.where(begins, seen, 0))
    return (seen - before)[first]


def _first_alike(unit: Ints, folded: Ints, digit: Ints) -> Ints:
    """For each text the number of the first of its subject that is the same in other letters."""
    order = np.lexsort((np.arange(len(folded)), folded, unit))
    same = np.zeros(len(folded), dtype=bool)
    same[1:] = (unit[order][1:] == unit[order][:-1]) & (folded[order][1:] == folded[order][:-1])
    leader = np.maximum.accumulate(np.where(same, 0, np.arange(len(folded))))
    like = np.empty(len(folded), dtype=np.int64)
    like[order] = digit[order[leader]]
    return like


def walk(step: Ints, size: int, start: Ints, length: Ints) -> tuple[Ints, Ints, Ints]:
    """
    Walk runs of steps down together, and return the node of each row, and of each node its parent and step.

    Args:
        step: The number of the step of each row.
        size: How many numbers there are.
        start: Where each run begins.
        length: How many rows it has, one at least.
    """
    node = np.full(len(step), -1, dtype=np.int64)
    parents, lasts = [], []
    made, at = 0, np.zeros(len(start), dtype=np.int64)
    active = np.arange(len(start))
    above = -1
    depth = 0
    while len(active):
        here = start[active] + depth
        pair, found = numbered(at * size + step[here], (int(at.max()) + 1) * size)
        parents.append(found // size + above if depth else np.full(len(found), -1))
        lasts.append(found % size)
        node[here] = pair + made
        above, made, depth = made, made + len(found), depth + 1
        left = length[active] > depth
        active, at = active[left], pair[left]
    empty = np.zeros(0, dtype=np.int64)
    return node, np.concatenate([empty, *parents]), np.concatenate([empty, *lasts])
