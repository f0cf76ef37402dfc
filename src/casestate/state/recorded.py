"""What every state that is made of records has: all entries about it, and whether there are any."""

from itertools import chain
from typing import TYPE_CHECKING

from casestate.entries import Entry


class Recorded:
    """A state whose entries stand in several records."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def records(self) -> tuple[tuple[Entry, ...], ...]:
            """Its records, each in order; every state says which it has."""
            raise NotImplementedError

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry about it, record by record."""
        return tuple(chain.from_iterable(self.records))

    @property
    def begun(self) -> bool:
        """Has any entry been applied to it?"""
        return any(self.records)
