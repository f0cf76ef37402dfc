"""The common part of states that are made of records: the subject and the entries about it."""

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from casestate.entries import Entry
from casestate.events import Subject


class Recorded:
    """
    A state whose entries are in several records.

    Attributes:
        kind: The kind of its subject, which is also the name of the field that holds its id.
    """

    __slots__ = ()

    kind: ClassVar[str]

    if TYPE_CHECKING:
        defendant: str
        moved: tuple[tuple[str, Entry], ...]

        @property
        def records(self) -> tuple[tuple[Entry, ...], ...]:
            """The records of the state, each in order."""
            raise NotImplementedError

    @property
    def subject(self) -> Subject:
        """The subject of the state."""
        return Subject(self.kind, self.defendant, getattr(self, self.kind))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry about it, record by record."""
        return tuple(chain.from_iterable(self.records))

    def moved_by(self, axis: str) -> Entry | None:
        """Return the entry that last moved an axis; ``None`` while it is as it began."""
        return dict(self.moved).get(axis)

    @property
    def begun(self) -> bool:
        """Whether any entry has been applied to it."""
        return any(self.records)
