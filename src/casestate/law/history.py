"""The history of one subject as conditions read it, and what each of them reads."""

from collections.abc import Sequence
from typing import Any, Protocol

import attrs

from casestate.entries import Entry
from casestate.law.undoing import Frame
from casestate.state.appeals import Appeal
from casestate.state.mark import Mark


class History(Protocol):
    """
    One subject as folded so far: everything that a condition may read.

    Attributes:
        axes: Each axis with its value.
        moved: For each axis that moved, the entry that moved it last.
        frames: The acts that may be undone, the last on top.
        reviews: The reviews by higher courts, in the order in which they were opened.
        proofs: The acts that found guilt, in order, each with how far the file was then.
    """

    axes: dict[str, Any]
    moved: dict[str, Entry]
    frames: Frame | None
    reviews: tuple[Appeal, ...]
    proofs: tuple[Mark, ...]

    def told(self, record: str) -> Sequence[Entry]:
        """Return the entries of a record so far."""
        ...

    @property
    def steps(self) -> int:
        """The number of acts so far in the court of trial."""
        ...


@attrs.frozen
class Reads:
    """
    The parts of a subject and of an act that a condition reads.

    Attributes:
        axes: Axes of the state, and the acts that moved them.
        filed: Fields of filings and amendments.
        own: Fields of the act itself.
        records: Records of the state, of which it reads the entries.
        reviews: Whether it reads who sought a review, and when.
        undoes: Whether it reads which act may be undone.
        days: Whether it reads the day of the act itself.
        sources: Whether it reads who tells of the act, so that it is of an act told twice and none that may come.
    """

    axes: frozenset[str] = frozenset()
    filed: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    reviews: bool = False
    undoes: bool = False
    days: bool = False
    sources: bool = False

    def __or__(self, other: "Reads") -> "Reads":
        return Reads(
            axes=self.axes | other.axes,
            filed=self.filed | other.filed,
            own=self.own | other.own,
            records=self.records | other.records,
            reviews=self.reviews or other.reviews,
            undoes=self.undoes or other.undoes,
            days=self.days or other.days,
            sources=self.sources or other.sources,
        )

    def __bool__(self) -> bool:
        return self != NOTHING_READ


NOTHING_READ = Reads()
