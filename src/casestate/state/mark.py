"""How long each record of a charge was when an act came; the records alone do not tell what came before what."""

from typing import NamedTuple

from casestate.entries import Entry


class Mark(NamedTuple):
    """
    One act, and the length of each record before it.

    Attributes:
        entry: The act.
        lengths: For each record of the charge, the number of entries before the act.
        ended: For a filing that brings the charge again, the entry that had ended it.
    """

    entry: Entry
    lengths: tuple[tuple[str, int], ...]
    ended: Entry | None = None

    def before(self, record: str) -> int:
        """Return the number of entries in a record before the act."""
        return dict(self.lengths).get(record, 0)
