"""
Spells: the periods in which a field had each of its values.

A spell runs from the day of the event that began it to the day before the event that ended it. A value that came and
went within one day has no spell, because no day ended with it; the spell of that day lists it. An example is
FOUND_GUILTY, if a plea is accepted and sentence imposed at one hearing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import attrs

from casestate.engine.fold import Draft
from casestate.engine.order import FOREVER, NEVER
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.explain.answers import Asked, plain, told, value_of
from casestate.explain.reading import behind
from casestate.pictured import Pictured, shorten
from casestate.timeslice import Timeslice
from casestate.when import Certainty, When


@attrs.frozen(kw_only=True, order=False)
class Passing:
    """
    A value that a field had only within one day, neither before it nor at its end.

    Attributes:
        day: The day.
        value: The value.
        entry: The entry that brought it.
    """

    day: date
    value: Any
    entry: Entry


@attrs.frozen(kw_only=True, order=False)
class Spell(Pictured):
    """
    The days on which a field had, or may have had, one value.

    Attributes:
        value: The value.
        from_: The first day; ``None`` for a value from the beginning. It is a range if imprecise dates leave it open.
        to: The first day without the value; ``None`` if nothing ends the spell. ``[day..]`` means that the value was
            certain up to that day and may still last.
        certain: The days on which the field certainly had the value, as pairs of the first day and the day after the
            last; ``None`` is an open side. Empty if the value was only possible.
        entry: The entry that began the spell; ``None`` at the beginning, if imprecise dates leave it open, and for a
            value derived from several charges.
        within_day: The values that the field had within single days of the spell.
    """

    value: Any
    from_: When | None
    to: When | None
    certain: tuple[tuple[date | None, date | None], ...]
    entry: Entry | None
    within_day: tuple[Passing, ...] = ()

    def on(self, day: date) -> Certainty:
        """Return whether the field had the value at the end of a day, according to this spell."""
        if any((first is None or first <= day) and (last is None or day < last) for first, last in self.certain):
            return Certainty.YES
        begun = Certainty.YES if self.from_ is None else self.from_.by(day)
        ended = Certainty.NO if self.to is None else self.to.by(day)
        if begun is Certainty.NO or ended is Certainty.YES:
            return Certainty.NO
        return Certainty.POSSIBLY

    def __repr__(self) -> str:
        return shorten(f"<Spell {self}>")

    def __str__(self) -> str:
        """One line: the value, its first and last day, and the entry that began it."""
        began = "from the beginning" if self.from_ is None else f"from {self.from_}"
        ends = "" if self.to is None else f" to {self.to}"
        perhaps = "" if self.certain else "possibly "
        return f"{perhaps}{told(self.value)} {began}{ends}{f' ({self.entry.id})' if self.entry else ''}"


class _Piece(NamedTuple):
    """Consecutive days on which the same values are possible: from the first to the day before the last."""

    first: date | None
    last: date | None
    values: tuple[Any, ...]
    at: Timeslice


def spells(at: Timeslice, asked: Asked, field: str) -> Iterator[Spell]:
    """
    Return the spells of a field, by their first days.

    Args:
        at: The file at coordinates; entries after its day are not applied.
        asked: The subject of the question.
        field: One of its fields.

    Raises:
        TooManyPossibilities: On some day there are more states than can be worked through.
    """
    as_of = at.coordinates.as_of
    most = FOREVER if as_of is None else as_of.toordinal() + 1
    tracks = at.tracks(asked.subjects(at, field))
    own = [track for track in tracks if track.subject == asked.subject]
    pieces = list(_pieces(at, asked, field, sorted(_turns(tracks, most))))
    passings = [each for track in own for each in _passings(track, asked, field, most)]
    for start, piece in enumerate(pieces):
        for value in piece.values:
            if start and plain(value) in {plain(each) for each in pieces[start - 1].values}:
                continue
            length = next(
                (n for n, each in enumerate(pieces[start:]) if plain(value) not in map(plain, each.values)),
                len(pieces) - start,
            )
            spell = _spell(value, pieces[start : start + length], asked, field)
            passed = [each for each in passings if spell.on(each.day) is Certainty.YES]
            yield attrs.evolve(spell, within_day=tuple(passed))


def _turns(tracks: Iterable[Track], most: int) -> set[int]:
    """Return the numbers of the days on which the possible values may change."""
    days = {day for track in tracks for p in track.order for day in (p.earliest, p.latest)}
    return {day for day in days if NEVER < day < min(most, FOREVER)}


def _pieces(at: Timeslice, asked: Asked, field: str, turns: Sequence[int]) -> Iterator[_Piece]:
    piece: _Piece | None = None
    for turn in (None, *turns):
        day = date.min if turn is None else date.fromordinal(turn)
        then = at.at(attrs.evolve(at.coordinates, as_of=day))
        if turn is None:
            then = then.before_any_day()
        found = {plain(value): value for value in asked.values(then, field)}
        if piece is not None and found.keys() == {plain(value) for value in piece.values}:
            continue
        if piece is not None:
            yield piece._replace(last=day)
        piece = _Piece(None if turn is None else day, None, tuple(found.values()), then)
    assert piece is not None
    yield piece


def _spell(value: Any, pieces: Sequence[_Piece], asked: Asked, field: str) -> Spell:
    sure = [piece for piece in pieces if len(piece.values) == 1]
    first, last = pieces[0].first, pieces[-1].last
    from_ = to = None
    if first is not None:
        latest = sure[0].first if sure else _before(last)
        from_ = When(first, latest)
    if last is not None:
        to = When(sure[-1].last if sure else _after(first), last)
    elif sure and sure[-1] is not pieces[-1]:
        to = When(sure[-1].last, None)
    began = None if first is None else _began(value, (sure or pieces)[0], asked, field)
    certain = tuple([(piece.first, piece.last) for piece in sure])
    return Spell(value=value, from_=from_, to=to, certain=certain, entry=began)


def _before(day: date | None) -> date | None:
    return None if day is None else date.fromordinal(day.toordinal() - 1)


def _after(day: date | None) -> date | None:
    return None if day is None else date.fromordinal(day.toordinal() + 1)


def _began(value: Any, piece: _Piece, asked: Asked, field: str) -> Entry | None:
    """Return the last entry that the value is read from, if it is the same in every state with that value."""
    at, subject = piece.at, asked.subject
    if asked.is_of_several(field):
        return None
    places = {p.entry.id: place for track in at.tracks([subject]) for place, p in enumerate(track.order)}
    last: set[str | None] = set()
    entries: dict[str, Entry] = {}
    for world in at.worlds(str(asked), [subject]):
        state = world.outcomes[subject][0]
        if plain(value_of(asked.state({subject: state}), field, at.index.procedure)) == plain(value):
            found = behind(asked, field, [state], at.index.procedure)
            entries |= found
            last.add(max(found, key=places.__getitem__, default=None))
    only = last.pop() if len(last) == 1 else None
    return None if only is None else entries[only]


def _passings(track: Track, asked: Asked, field: str, most: int) -> Iterator[Passing]:
    """Return the values that a field had within days on which everything is certain."""
    draft = Draft(track.subject, track.procedure)
    for day, entries in _by_day(track):
        if day >= most or len(entries) < 2 or track.open_on(day) or track.open_on(day - 1):
            for entry in entries:
                draft.apply(entry)
            continue
        before = value = _value(draft, asked, field)
        passed: list[tuple[Any, Entry]] = []
        for entry in entries:
            draft.apply(entry)
            now = _value(draft, asked, field)
            if plain(now) != plain(value):
                passed.append((now, entry))
            value = now
        stand = (plain(before), plain(value))
        yield from [Passing(day=date.fromordinal(day), value=v, entry=e) for v, e in passed if plain(v) not in stand]


def _value(draft: Draft, asked: Asked, field: str) -> Any:
    return value_of(asked.state({draft.subject: draft.state()}), field, draft.procedure)


def _by_day(track: Track) -> Iterator[tuple[int, list[Entry]]]:
    """Yield the entries of a track by the last day on which they may have happened, in order."""
    for day, placed in groupby(track.order, key=lambda p: p.latest):
        yield day, [p.entry for p in placed]
