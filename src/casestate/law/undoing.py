"""
Undoing: an act that undoes another restores each axis to the value that it had before.

Each act that some row undoes leaves a frame: the value of each axis that it sets, as it was, and the act that had set
it. So does each act that disposes of the subject above such a frame. The frames of a subject form a stack. To undo an
act is to go back to its frame: the axes that it or a frame above it had set are as they were before, and the frames are
those that it had found. An act that undoes leaves a frame too, and its own reversal puts back what it had taken away.

An act that moves nothing, or a review alone, leaves no frame: it is a second line on the act beneath it, and falls
with that.

A reduction of the conviction that came after the act outlives its undoing, unless the act was a reduction itself.

An act that did not fit its phase leaves no frame, for the state before it is not known.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from casestate.entries import Entry
from casestate.state.axes import Disposition, Jeopardy
from casestate.state.proved import reduces
from casestate.vocabulary import Closed

DISPOSING = "disposition"
"""The axis that every disposing act sets."""
JEOPARDY = "jeopardy"
_DECIDING = ("phase", DISPOSING)
"""The axes that a later act must not have moved, for an act to be undone."""
NEVER_RESTORED = frozenset({"review", "collateral", "activity", "visibility", "succession", "venue"})
"""The axes that no act puts back: they say what became of the charge since, whatever was undone."""
_CONVICTED = (Disposition.CONVICTED_BY_PLEA, Disposition.CONVICTED_BY_VERDICT, Disposition.CONVICTED_OF_LESSER)
RELIEF = "relief"
"""The record of acts that also relieve a conviction that is put back after them."""

Before = tuple[Any, Entry | None]
"""The value of an axis before an act, and the entry that had moved it last, if any."""


class Frame(NamedTuple):
    """
    One act that may be undone.

    Attributes:
        entry: The act.
        before: For each axis that it set and that may be put back, what was before.
        after: For each of these axes, the entry that had moved it last once the act was applied.
        returned: The axes that it put back itself, by undoing another act.
        below: The frames beneath it. Beneath an act that undid another are those that the other had found.
        found: The frames that the act had found.
        reviews: The number of reviews before it.
        steps: The number of acts in the court of trial, the act and any second line on it included.
        lengths: For each record, the number of entries before the act.
        reduced: The reductions of the conviction that stood before it.
        left_reduced: Those that stood after it.
    """

    entry: Entry
    before: Mapping[str, Before]
    after: Mapping[str, Entry | None]
    returned: frozenset[str]
    below: "Frame | None"
    found: "Frame | None"
    reviews: int
    steps: int
    lengths: tuple[tuple[str, int], ...] = ()
    reduced: tuple[Entry, ...] = ()
    left_reduced: tuple[Entry, ...] = ()

    @property
    def came_in(self) -> Closed | None:
        """The phase in which the act came; ``None`` where it moved no phase."""
        before = self.before.get("phase")
        return before[0] if before else None

    def before_it(self, record: str) -> int:
        """Return the number of entries in a record before the act."""
        return dict(self.lengths).get(record, 0)

    def in_force(self, moved: Mapping[str, Entry]) -> bool:
        """Return whether no later act has moved the phase or the disposition, or of neither, any other axis it set."""
        deciding = [axis for axis in _DECIDING if axis in self.after] or self.after
        return all(moved.get(axis) is self.after[axis] for axis in deciding)

    def down_to(self, frame: "Frame") -> Iterator["Frame"]:
        """Return this frame and those beneath it, down to another."""
        each: Frame | None = self
        while each is not None:
            yield each
            each = None if each is frame else each.below

    def reduced_since(self, standing: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return, of the reductions that stand, those that came after the act and outlive its undoing."""
        if reduces(self.entry.event):
            return ()
        return tuple([each for each in standing if each not in self.left_reduced])


def in_force(top: Frame | None, moved: Mapping[str, Entry]) -> Frame | None:
    """Return the top of a stack; ``None`` if a later act prevents undoing it."""
    return top if top is not None and top.in_force(moved) else None


def told_again(top: Frame | None, steps: int) -> Frame | None:
    """Return a stack after an act that moved nothing and was so many steps in the court of trial: no frame is added."""
    return top and top._replace(steps=top.steps + steps)


def relieved(top: Frame | None, axis: str, of: tuple[Closed, ...], to: Before) -> Frame | None:
    """
    Return a stack after an act of relief that bears on what the top frame took away, if that is put back.

    Args:
        top: The top of the stack.
        axis: The axis that the act sets.
        of: The values from which it sets it.
        to: The value that it sets, and the entry.
    """
    before = top.before.get(axis) if top else None
    return top._replace(before={**top.before, axis: to}) if top and before and before[0] in of else top


def undone_by(
    top: Frame | None, moved: Mapping[str, Entry], acts: tuple[str, ...], came_in: tuple[Closed, ...] = ()
) -> Frame | None:
    """
    Return the uppermost frame in force that one of some acts left; ``None`` where there is none.

    Args:
        top: The top of the stack.
        moved: For each axis that moved, the entry that moved it last.
        acts: The names of the acts.
        came_in: The phases in one of which the act must have come; empty for any.
    """
    frame = in_force(top, moved)
    while frame is not None and not (
        type(frame.entry.event).__name__ in acts and (not came_in or frame.came_in in came_in)
    ):
        frame = frame.below
    return frame


def put_back(top: Frame, frame: Frame, moved: Mapping[str, Entry], since: tuple[Entry, ...] = ()) -> dict[str, Before]:
    """
    Return, for each axis that undoing a frame restores, the value that it restores.

    Jeopardy that attached in between stays attached. An axis that another act has moved since, such as a pardoned
    conviction, stays as that act left it. A conviction that is put back is put back as reduced since.

    Args:
        top: The top of the stack.
        frame: The frame.
        moved: For each axis that moved, the entry that moved it last.
        since: The reductions of the conviction that came after the act and outlive its undoing.
    """
    back: dict[str, Before] = {}
    last: dict[str, Entry | None] = {}
    attached: Before | None = None
    for each in top.down_to(frame):
        # An act and the act that undid it cancel out, unless the latter is undone.
        back |= {axis: was for axis, was in each.before.items() if each is frame or axis not in each.returned}
        last = {**each.after, **last}
        if JEOPARDY in back and back[JEOPARDY][0] is Jeopardy.ATTACHED:
            attached = back[JEOPARDY]
    if attached and back[JEOPARDY][0] is Jeopardy.NOT_ATTACHED:
        back[JEOPARDY] = attached
    if since and DISPOSING in back and back[DISPOSING][0] in _CONVICTED:
        back[DISPOSING] = (Disposition.CONVICTED_OF_LESSER, since[-1])
    return {axis: before for axis, before in back.items() if moved.get(axis) is last[axis]}
