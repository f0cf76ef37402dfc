"""
Shapes folded by the engine that folds case files: each beginning once, and each day in the order that the law takes.

A node of the trie is folded on from the state at the end of the day before, with the acts of its own day. What a
subject has by the end of a day is a node at which the day ends, so that no other node is ever asked.
"""

from datetime import date
from typing import NamedTuple

from casestate.bulk.acts import Acts
from casestate.bulk.answering import Whence
from casestate.bulk.standins import Encoder, id_for, text_for
from casestate.bulk.trie import Step, Trie
from casestate.engine.chronology import Chronology, fold_in_order
from casestate.engine.course import Course
from casestate.engine.fold import Draft
from casestate.engine.order import FOREVER, Placed, placed_alone
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.explain.ambiguity import ambiguous_orders
from casestate.law.findings import Finding
from casestate.sources import Basis, Source
from casestate.when import When

FIRST_DAY = date(2001, 1, 1).toordinal()
"""The day of the first act of every stand-in."""
_SOURCES = [Source("stand-in", basis=basis) for basis in Basis]


class Beginning(NamedTuple):
    """
    A node on the way down.

    Attributes:
        node: Its number.
        placed: Its last act.
        before: The node before it.
        morning: The state at the end of the day before; ``None`` on the first day.
        day: The acts of its day.
        doubts: What nothing settles about the order of the acts of days before.
    """

    node: int
    placed: Placed
    before: "Beginning | None"
    morning: Draft | None
    day: tuple[Placed, ...]
    doubts: tuple[Finding, ...]


class Folded(NamedTuple):
    """
    A node at which some day ends.

    Attributes:
        draft: The state.
        doubts: What nothing settles about the order of acts.
        acts: The acts, from the first.
    """

    draft: Draft
    doubts: tuple[Finding, ...]
    last: Beginning

    @property
    def acts(self) -> list[Placed]:
        """The acts that led there, in order."""
        acts, at = [], self.last
        while True:
            acts.append(at.placed)
            if at.before is None:
                return acts[::-1]
            at = at.before

    def whence(self, found: Trie) -> Whence:
        """Return where each text, date and part of the acts stands."""
        cells, node = [], self.last.node
        while node >= 0:
            cells.append([text_for(*cell) for cell in found.steps[found.step[node]].cells])
            node = int(found.parent[node])
        return Whence(self.acts, cells[::-1])


class Folding:
    """The nodes of a trie, folded."""

    def __init__(self, acts: Acts, trie: Trie) -> None:
        self._acts = acts
        self._trie = trie
        self._encoders = [Encoder(each) for each in acts.procedures]
        self._known: dict[tuple[int, int, int], Placed] = {}

    def nodes(self) -> dict[int, Folded]:
        """Return every node at which some day ends, folded depth first."""
        trie = self._trie
        asked = set(trie.asked().tolist())
        children: dict[int, list[int]] = {}
        for node, parent in enumerate(trie.parent.tolist()):
            children.setdefault(parent, []).append(node)
        folded: dict[int, Folded] = {}
        ahead = [self._begun(node) for node in children.get(-1, ())]
        while ahead:
            at = ahead.pop()
            done = self._folded(at) if at.node in asked else None
            if done is not None:
                folded[at.node] = done
            ahead += [self._next(child, at, done) for child in children.get(at.node, ())]
        return folded

    def _step(self, node: int) -> Step:
        return self._trie.steps[int(self._trie.step[node])]

    def _begun(self, node: int) -> Beginning:
        placed = self._placed(node, FIRST_DAY, 1)
        return Beginning(node, placed, None, None, (placed,), ())

    def _next(self, node: int, at: Beginning, done: Folded | None) -> Beginning:
        step = self._step(node)
        placed = self._placed(node, at.placed.earliest + step.gap, at.placed.place + 1)
        if step.gap:
            assert done is not None
            return Beginning(node, placed, at, done.draft, (placed,), done.doubts)
        return Beginning(node, placed, at, at.morning, (*at.day, placed), at.doubts)

    def _placed(self, node: int, day: int, place: int) -> Placed:
        """A stand-in for the act of a node, as an entry of a file of its own; one for all that are alike."""
        key = int(self._trie.step[node]), day, place
        if key not in self._known:
            self._known[key] = self._made(self._step(node), day, place)
        return self._known[key]

    def _made(self, step: Step, day: int, place: int) -> Placed:
        _, event = self._acts.skeletons[step.code]
        texts = [text_for(*cell) for cell in step.cells]
        when = When.on(date.fromordinal(day))
        entry = Entry(
            id=id_for(place - 1),
            seq=place,
            event=self._encoders[step.procedure].stand_in(event, texts, when),
            source=_SOURCES[step.basis],
            ordinal=step.ordinal or None,
        )
        return placed_alone(entry, self._acts.procedures[step.procedure])

    def _folded(self, at: Beginning) -> Folded:
        """The state at the end of a day."""
        procedure = self._acts.procedures[self._step(at.node).procedure]
        (subject,) = at.placed.entry.event.subjects
        draft = at.morning.copy() if at.morning is not None else Draft(subject, procedure)
        if len(at.day) == 1:
            draft.apply(at.placed.entry)
            return Folded(draft, at.doubts, at)
        course = Course({subject: draft})
        for _ in fold_in_order(at.day, course):
            pass
        done = Folded(course.drafts[subject], (), at)
        chronology = Chronology([subject], done.acts, procedure)
        return done._replace(doubts=tuple(ambiguous_orders(Track(subject, chronology, procedure), FOREVER)))
