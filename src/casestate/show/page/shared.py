"""
The content of a page, kept once: pieces of markup, states made of pieces, and histories made of states.

Most coordinates have the same content as others. A state is a list of numbers of pieces, and a history a list of days
with the number of the state that begins on each; equal ones share a number. So the size of a page grows with its
differences, not with the number of coordinates.
"""

from collections.abc import Iterable, Sequence

from casestate.show.markup import Markup

History = tuple[tuple[int, int], ...]
"""The number of each day on which the content changes, with the number of the new state."""


class Shared:
    """
    Pieces, states and histories, each once, in the order in which they were first met.

    State 0 and history 0 are empty.
    """

    def __init__(self) -> None:
        self._pieces: dict[Markup, int] = {}
        self._states: dict[tuple[int, ...], int] = {(): 0}
        self._histories: dict[History, int] = {(): 0}

    @property
    def pieces(self) -> list[Markup]:
        """The pieces by number."""
        return list(self._pieces)

    @property
    def states(self) -> list[tuple[int, ...]]:
        """The states by number."""
        return list(self._states)

    @property
    def histories(self) -> list[History]:
        """The histories by number."""
        return list(self._histories)

    def history(self, changes: Iterable[tuple[int, Sequence[Markup]]]) -> int:
        """
        Return the number of a history.

        Args:
            changes: For each day on which the content may change, its number and the pieces from then on.
        """
        kept: list[tuple[int, int]] = []
        for day, shown in changes:
            state = self._state(shown)
            if state != (kept[-1][1] if kept else 0):
                kept.append((day, state))
        return self._histories.setdefault(tuple(kept), len(self._histories))

    def _state(self, shown: Sequence[Markup]) -> int:
        pieces = tuple([self._pieces.setdefault(piece, len(self._pieces)) for piece in shown])
        return self._states.setdefault(pieces, len(self._states))

    def markup(self, state: int) -> Markup:
        """Return the markup of a state."""
        pieces = self.pieces
        return Markup("".join([pieces[piece] for piece in self.states[state]]))
