"""
How many charges are pending, and for how long, at the end of each month, quarter or year.

A charge that is open is *pending* while it is on the active docket and *inactive* while it is not. It is *filed* on the
day on which it is first open, *disposed* on one on which it is open no more, and *reopened* when it is open again. So
what was open before, with what was filed and reopened and without what was disposed, is open now. Where imprecise dates
leave open whether a charge is pending it is *possibly pending*, and it counts as filed or disposed only in a period in
which it certainly was. A charge that waits beside the one that carries it on is counted with that one, and is
reopened if the latter ends without a finding, for then the first still stands (United States v. Bowen).
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Acts, Flags, Ints
from casestate.bulk.spells import Spelling
from casestate.engine.fold import Draft
from casestate.engine.order import FOREVER, NEVER
from casestate.errors import InvalidQuestion, TooManyPossibilities
from casestate.explain.spells import Spell
from casestate.handles import Charge, Defendant
from casestate.state.axes import Activity
from casestate.when import When

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""The lengths of periods."""
AGES = (90, 180, 365)
"""The days that part the ages of what is pending, as courts count them."""
FLOWS = ("filed", "reopened", "disposed")
"""The columns that count what happened in a period; the others count what stands at its end."""
_COUNTS = ("pending", "possibly_pending", "inactive", *FLOWS)
_BANDS = ("age_to_90", "age_to_180", "age_to_365", "age_over_365", "age_unknown")
SCHEMA = pa.schema([("as_of", pa.date32()), *[(name, pa.int64()) for name in (*_COUNTS, *_BANDS)]])
"""The columns: the last day of a period, counts of charges, and those pending by their days since they were filed."""
_CLOSED, _PENDING, _INACTIVE = "closed", "pending", "inactive"
_NEVER_OPEN = 10 * FOREVER


def period_ends(every: str, first: int, last: int) -> list[date]:
    """
    Return the last day of each period from one day to another, as day numbers.

    >>> [str(day) for day in period_ends("quarter", date(2023, 2, 1).toordinal(), date(2023, 4, 1).toordinal())]
    ['2023-03-31', '2023-06-30']

    Raises:
        InvalidQuestion: There is no such period.
    """
    if every not in MONTHS:
        raise InvalidQuestion(f"a caseload is counted every {', '.join(MONTHS)}, not every {every!r}")
    day, length = date.fromordinal(first), MONTHS[every]
    month = (day.year * 12 + day.month - 1) // length * length
    ends: list[date] = []
    while not ends or ends[-1].toordinal() < last:
        month += length
        ends.append(_last_of((month - 1) // 12, (month - 1) % 12 + 1))
    return ends


def first_of(end: date, every: str) -> date:
    """Return the first day of a period, of which this is the last."""
    return date(end.year, end.month - MONTHS[every] + 1, 1)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def span(acts: Acts) -> tuple[int, int] | None:
    """Return the first and the last day of any act, as day numbers; ``None`` if there is no day."""
    days = np.concatenate([acts.earliest, acts.latest])
    days = days[(days > NEVER) & (days < FOREVER)]
    return (int(days.min()), int(days.max())) if len(days) else None


def counts(spelling: Spelling, ends: Sequence[int]) -> dict[str, Ints]:
    """Return the columns of a caseload at the end of each of several periods, whose last days are given by number."""
    numbers = np.array(ends, dtype=np.int64)
    counted = {name: np.zeros(len(numbers), dtype=np.int64) for name in SCHEMA.names[1:]}
    _count_shapes(spelling, numbers, counted)
    for _, _, defendant, part in spelling.parts(["charge"]):
        assert isinstance(part, Charge)
        _count_file(defendant, part, numbers, counted)
    return counted


def _standing(draft: Draft) -> str:
    state: Any = draft.state()
    return (_PENDING if state.activity is Activity.ACTIVE else _INACTIVE) if state.counted else _CLOSED


def _count_shapes(spelling: Spelling, ends: Ints, counted: dict[str, Ints]) -> None:
    turns = spelling.turns(["charge"], _standing)
    words = {word: number for number, word in enumerate(turns.words)}
    closed, pending, inactive = (words.get(word, -2) for word in (_CLOSED, _PENDING, _INACTIVE))
    before, after = np.full(len(turns.value), closed, dtype=np.int64), np.full(len(turns.day), _NEVER_OPEN)
    same = turns.place[1:] == turns.place[:-1]
    before[1:][same] = turns.value[:-1][same]
    after[:-1][same] = turns.day[1:][same]
    opening = (before == closed) & (turns.value != closed)
    opened = np.full(len(spelling.found.unit), _NEVER_OPEN, dtype=np.int64)
    np.minimum.at(opened, turns.place[opening], turns.day[opening])
    filed = opening & (turns.day == opened[turns.place])
    _flow(counted["filed"], turns.day[filed], ends)
    _flow(counted["reopened"], turns.day[opening & ~filed], ends)
    _flow(counted["disposed"], turns.day[(before != closed) & (turns.value == closed)], ends)
    for name, number in (("pending", pending), ("inactive", inactive)):
        here = turns.value == number
        counted[name] += np.searchsorted(np.sort(turns.day[here]), ends, side="right")
        counted[name] -= np.searchsorted(np.sort(after[here]), ends, side="right")
    here = turns.value == pending
    start, stop, since = turns.day[here], after[here], opened[turns.place[here]]
    for place, end in enumerate(ends.tolist()):
        ages = end - since[(start <= end) & (end < stop)]
        bands = np.bincount(np.searchsorted(np.array(AGES), ages), minlength=len(AGES) + 1)
        for name, count in zip(_BANDS, bands.tolist(), strict=False):
            counted[name][place] += count


def _flow(counted: Ints, days: Ints, ends: Ints) -> None:
    """Count days by the period in which they lie."""
    counted += np.bincount(np.searchsorted(ends, days), minlength=len(counted))[: len(counted)]


def _count_file(defendant: Defendant, charge: Charge, ends: Ints, counted: dict[str, Ints]) -> None:
    """Count a charge of which its file tells."""
    try:
        opened = _opened(defendant, charge)
        active = [spell for spell in charge.spells("activity") if spell.value is Activity.ACTIVE]
    except TooManyPossibilities:
        counted["possibly_pending"] += 1
        return
    for number, spell in enumerate(opened):
        _count_within(counted["reopened" if number else "filed"], spell.from_, ends)
        _count_within(counted["disposed"], spell.to, ends)
    first = opened[0].from_ if opened else None
    (open_, maybe), (on_docket, perhaps) = _on(opened, ends), _on(active, ends)
    sure = open_ & (on_docket | ~perhaps)
    counted["pending"] += sure & on_docket
    counted["inactive"] += sure & ~on_docket
    counted["possibly_pending"] += maybe & ~sure
    for place in np.flatnonzero(sure & on_docket).tolist():
        counted[_band(first, int(ends[place]))][place] += 1


def _opened(defendant: Defendant, charge: Charge) -> list[Spell]:
    """Return the days on which a charge counts; one that may wait beside another, as its defendant has it pending."""
    if not any(spell.value for spell in charge.spells("beside_another")):
        return [spell for spell in charge.spells("counted") if spell.value]
    opened: list[Spell] = []
    adjoins = False
    for spell in defendant.spells("pending"):
        if charge.subject.key in spell.value and adjoins:
            before = opened.pop()
            opened.append(attrs.evolve(before, to=spell.to, certain=(*before.certain, *spell.certain)))
        elif charge.subject.key in spell.value:
            opened.append(spell)
        adjoins = charge.subject.key in spell.value
    return opened


def _count_within(counted: Ints, when: When | None, ends: Ints) -> None:
    """Count a day that certainly lies within one period."""
    if when is not None and when.earliest is not None and when.latest is not None:
        first, last = (int(np.searchsorted(ends, day.toordinal())) for day in (when.earliest, when.latest))
        counted[first : first + (first == last)] += 1


def _on(spells: Sequence[Spell], ends: Ints) -> tuple[Flags, Flags]:
    """On which days one of some spells certainly lasts, and on which it may."""
    sure, maybe = np.zeros(len(ends), dtype=bool), np.zeros(len(ends), dtype=bool)
    for spell in spells:
        begun = None if spell.from_ is None else spell.from_.earliest
        ended = None if spell.to is None else spell.to.latest
        maybe |= _between(begun, ended, ends)
        for first, last in spell.certain:
            sure |= _between(first, last, ends)
    return sure, maybe


def _between(first: date | None, last: date | None, ends: Ints) -> Flags:
    """Which days lie on or after one and before another; ``None`` is no bound."""
    low, high = NEVER if first is None else first.toordinal(), FOREVER if last is None else last.toordinal()
    flags: Flags = (low <= ends) & (ends < high)
    return flags


def _band(first: When | None, end: int) -> str:
    """The band of an age, counted from the day of filing; unknown where that day is."""
    if first is None or first.earliest is None or first.earliest != first.latest:
        return _BANDS[-1]
    return _BANDS[int(np.searchsorted(np.array(AGES), end - first.earliest.toordinal()))]
