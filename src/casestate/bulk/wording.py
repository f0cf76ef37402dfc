"""
The words of a finding of a shape, with the names, ids, texts and days of each subject put in.

Whatever is made up in a stand-in is found again in the words of its findings, and it is known where in the acts of a
subject its own stands.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from casestate.bulk.acts import Acts
from casestate.bulk.answering import OfDay, OfText, Whence
from casestate.bulk.columns import Filling
from casestate.bulk.standins import DEFENDANT, KEY, place_of
from casestate.vocabulary import Closed

_MADE_UP = re.compile("'⟦[^⟦⟧]*⟧'|⟦[^⟦⟧]*⟧|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile("⟦[0-9]+⟧")


class OfEntry(NamedTuple):
    """The id of the entry of an act of the subject, by its place among them."""

    act: int


class Own(Closed):
    """What a subject has of its own beside its acts."""

    WHO = DEFENDANT
    KEY = KEY
    LAST_DAY = date.max.isoformat()


_OWN = {each.value: each for each in Own}
Plainly = OfDay | OfText | OfEntry | Own


class Quoted(NamedTuple):
    """A subject's own words as ``repr`` writes them, which chooses the quotes by what stands between them."""

    own: Plainly


Piece = str | Plainly | Quoted
"""A part of the words: the same for all subjects, or where the subject's own is found."""


def pieces_of(words: str, whence: Whence) -> Iterator[Piece]:
    """Yield the words of a finding of stand-ins piece by piece."""
    end = 0
    for mark in _MADE_UP.finditer(words):
        piece = _piece(mark[0].strip("'"), whence)
        if piece is not None:
            yield words[end : mark.start()]
            yield Quoted(piece) if mark[0].startswith("'") else piece
            end = mark.end()
    yield words[end:]


def _piece(made_up: str, whence: Whence) -> Plainly | None:
    if made_up in whence.texts:
        return whence.texts[made_up]
    if made_up in _OWN:
        return _OWN[made_up]
    return OfEntry(place_of(made_up)) if _ID.fullmatch(made_up) else None


class Wording:
    """Puts each subject's own into the words of findings."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._filling = Filling(acts)

    def words(self, pieces: Sequence[Piece], unit: int, rows: Sequence[int], last_day: int) -> str:
        """
        Return the words for one subject.

        Args:
            pieces: The words of its shape.
            unit: The subject.
            rows: Its rows.
            last_day: The day that is asked, or the last of its file.
        """
        said = []
        for piece in pieces:
            if isinstance(piece, Quoted):
                said.append(repr(self._said(piece.own, unit, rows, last_day)))
            elif isinstance(piece, str) and not isinstance(piece, Own):
                said.append(piece)
            else:
                said.append(self._said(piece, unit, rows, last_day))
        return "".join(said)

    def _said(self, own: Plainly, unit: int, rows: Sequence[int], last_day: int) -> str:
        acts = self._acts
        if isinstance(own, OfEntry):
            return acts.id_of(int(acts.units.case[unit]), int(acts.entry[rows[own.act]]))
        if isinstance(own, Own):
            if own is Own.LAST_DAY:
                return date.fromordinal(last_day).isoformat()
            return acts.names.texts[int((acts.units.who if own is Own.WHO else acts.units.key)[unit])]
        return str(self._filling.filled("", own, rows))
