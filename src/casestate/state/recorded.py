"""The common part of states that are made of records: the subject and the entries about it."""

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Self

from casestate.entries import Entry
from casestate.events import Subject
from casestate.readonly import fixed
from casestate.vocabulary import Closed, in_words

_PHASE = "phase"
"""The axis that every kind of state has, each with values of its own."""


class Recorded:
    """
    A state whose entries are in several records.

    A record that it shares with other states of the same fold becomes a tuple when it is first asked for.

    Attributes:
        kind: The kind of its subject, which is also the name of the field that holds its id.
    """

    __slots__ = ("_shared",)

    kind: ClassVar[str]
    _shared: Mapping[str, tuple[list[Any], int]]

    @classmethod
    def folded(cls, fields: Mapping[str, Any], records: Mapping[str, tuple[list[Any], int]]) -> Self:
        """
        Return a state that shares its records with other states of the same fold.

        Args:
            fields: The value of each field that is not shared.
            records: For every other field, a list to which entries are only added, and the number of those that count.
        """
        state = cls.__new__(cls)
        for name, value in fields.items():
            fixed(state, name, value)
        fixed(state, "_shared", records)
        return state

    if not TYPE_CHECKING:  # pragma: no branch  # type checkers know the fields

        def __getattr__(self, name: str) -> Any:
            """Return a shared record, and keep it."""
            try:
                entries, length = object.__getattribute__(self, "_shared")[name]
            except (AttributeError, KeyError):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}") from None
            record = tuple(entries[:length])
            fixed(self, name, record)
            return record

    if TYPE_CHECKING:
        defendant: str
        moved: tuple[tuple[str, Entry], ...]

        @property
        def records(self) -> tuple[tuple[Entry, ...], ...]:
            """The records of the state, each in order."""
            raise NotImplementedError

    def __repr__(self) -> str:
        phase: Closed = getattr(self, _PHASE)
        return f"<{type(self).__name__} {self.subject}: {in_words(phase)}>"

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
        return bool(self.moved) or any(self.records)
