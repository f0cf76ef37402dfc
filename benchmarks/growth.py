"""Whether an entry costs more in a longer file."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from benchmarks.history import Shape, Step, entries_of, folded, indexed, steps, vague_entries_of
from benchmarks.measure import MICRO, MILLI, bytes_of, median
from casestate.entries import Entry

LENGTHS = (1_000, 5_000, 20_000, 50_000)
SHORT = (500, 1_000, 2_000)
"""Where the work is known to grow with the square, longer files would only take time and memory."""


@attrs.frozen(kw_only=True)
class Growth:
    """
    One way to fill a file, at one length.

    Attributes:
        index: To build the index, µs an entry.
        fold: To fold everything once, µs an entry.
        kept: Index and drafts after that, bytes an entry; ``None`` where not asked.
    """

    way: str
    entries: int
    index: float
    fold: float
    kept: float | None

    @property
    def total(self) -> float:
        """Both together, in ms."""
        return (self.index + self.fold) * self.entries * MILLI / MICRO


def growth(*, quick: bool) -> Iterator[Growth]:
    """Every way at every length."""
    lengths = LENGTHS[:2] if quick else LENGTHS
    for way, shape, make in (
        ("exact dates, 50 charges", _spread, entries_of),
        ("exact dates, charges of 100", _many, entries_of),
        ("exact dates, one charge", _single, entries_of),
        ("one in five vague and linked, 50 charges", _spread, vague_entries_of),
        ("one in five vague and linked, one charge", _single, vague_entries_of),
    ):
        for length in lengths:
            yield _grown(way, make(steps(shape(length))))
    for length in SHORT[: 2 if quick else None]:
        yield _grown("every entry linked to the last, one charge", _chained(steps(_single(length))))


def _spread(length: int) -> Shape:
    return Shape(5, 10, length // 50)


def _many(length: int) -> Shape:
    return Shape(length // 1_000, 10, 100)


def _single(length: int) -> Shape:
    return Shape(1, 1, length)


def _chained(history: Sequence[Step]) -> tuple[Entry, ...]:
    return vague_entries_of(history, chain=True)


def _grown(way: str, entries: Sequence[Entry]) -> Growth:
    repeat = 3 if len(entries) <= 5_000 else 1
    each = MICRO / len(entries)
    prepare: Callable[[], None] = lambda: None  # noqa: E731  # it says that nothing is prepared
    index = each * median(repeat, lambda _: indexed(entries), prepare)
    fold = each * median(repeat, folded, lambda: indexed(entries))
    kept = bytes_of(lambda: _answered(entries)) / len(entries) if len(entries) <= 20_000 else None
    return Growth(way=way, entries=len(entries), index=index, fold=fold, kept=kept)


def _answered(entries: Sequence[Entry]) -> object:
    case = indexed(entries)
    folded(case)
    return case
