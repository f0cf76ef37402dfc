"""The timeline of a page: a bar for each charge, claim and citation, with a colour for each phase, as inline SVG."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from casestate.engine.order import FOREVER, NEVER
from casestate.errors import TooManyPossibilities
from casestate.explain.answers import told
from casestate.show.markup import Markup, opening, tag
from casestate.show.telling import Part
from casestate.vocabulary import Closed

COLOURS = 12
"""The number of colours in the style of the page. If there are more phases, they share colours; the words differ."""
_MOST_TICKS = 7
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


class Stretch(NamedTuple):
    """
    Consecutive days on which a part may be in the same phases.

    Attributes:
        start: The number of the first day; ``NEVER`` at the beginning.
        phases: Each possible phase, in words; more than one if dates leave it open. ``None`` is the phase before
            anything has begun, which has no colour.
    """

    start: int
    phases: tuple[str | None, ...]


class Bar(NamedTuple):
    """
    The bar of one charge, claim or citation.

    Attributes:
        kind: The kind of subject.
        stretches: Its phases over time.
    """

    kind: str
    stretches: tuple[Stretch, ...]


class Axis:
    """
    The days of a page from the first to the last, as a line from 0 to 100 per cent.

    Args:
        days: The numbers of the days of the page, at least one.
    """

    def __init__(self, days: Iterable[int]) -> None:
        known = sorted(days)
        margin = max(10, (known[-1] - known[0]) // 25)
        self.first, self.last = known[0] - margin // 2, known[-1] + margin

    def at(self, day: int) -> float:
        """Return the place of the start of a day, in per cent."""
        place = (day - self.first) / (self.last - self.first)
        return round(100 * min(max(place, 0), 1), 2)

    def ticks(self) -> Iterator[date]:
        """Return a few firsts of months to label."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        months = [first.year * 12 + first.month, last.year * 12 + last.month - 1]
        step = next(each for each in _MONTHS if (months[1] - months[0]) / each < _MOST_TICKS)
        for month in range(-(-months[0] // step) * step, months[1] + 1, step):
            yield date(month // 12, month % 12 + 1, 1)


def stretches(views: Iterable[tuple[int, Part | None]], first: Closed) -> tuple[Stretch, ...]:
    """
    Return the phases of a part over time.

    Args:
        views: The part on each day on which its state may change, by the number of the day; ``None`` before it begins.
        first: The phase before anything has begun.
    """
    found: list[Stretch] = []
    for day, part in views:
        phases = () if part is None else _phases(part, first)
        if phases != (found[-1].phases if found else ()):
            found.append(Stretch(day, phases))
    return tuple(found)


def _phases(part: Part, first: Closed) -> tuple[str | None, ...]:
    try:
        return tuple([None if phase is first else told(phase) for phase in part.possible("phase")])
    except TooManyPossibilities:
        return ("too many possibilities",)


def bar(bars: Sequence[Stretch], axis: Axis, colours: Mapping[str, int]) -> list[Markup]:
    """
    Return the rectangles of a bar; if the phase is not certain, a thinner one for each possible phase.

    Args:
        bars: The phases over time.
        axis: The axis of the timeline.
        colours: The number of the colour of each phase.
    """
    drawn: list[Markup] = []
    for here, after in zip(bars, [*bars[1:], Stretch(FOREVER, ())], strict=True):
        start, end = axis.at(here.start), axis.at(after.start)
        height = 20 / max(len(here.phases), 1)
        for place, phase in enumerate(here.phases):
            if phase is None or here.start >= FOREVER:
                continue
            words = f"{'possibly ' if len(here.phases) > 1 else ''}{phase} {_span(here.start, after.start)}"
            drawn.append(
                tag(
                    "rect",
                    tag("title", words),
                    x=f"{start:g}%",
                    width=f"{end - start:.4g}%",
                    y=f"{place * height:g}",
                    height=f"{height:g}",
                    class_=f"c{colours[phase] % COLOURS}{' vague' if len(here.phases) > 1 else ''}",
                )
            )
    return drawn


def said(bars: Sequence[Stretch]) -> str:
    """Return a bar in words, for readers who do not see it."""
    spans = zip(bars, [*bars[1:], Stretch(FOREVER, ())], strict=True)
    return "; ".join(
        [
            f"{'possibly ' if len(here.phases) > 1 else ''}{phases} {_span(here.start, after.start)}"
            for here, after in spans
            if (phases := " or ".join([phase for phase in here.phases if phase is not None]))
        ]
    )


def _span(start: int, end: int) -> str:
    if start >= FOREVER:
        return "from a day that nothing bounds"
    if end == start + 1:
        return f"on {date.fromordinal(start)}"
    began = "from the beginning" if start <= NEVER else f"from {date.fromordinal(start)}"
    return began if end >= FOREVER else f"{began} to {date.fromordinal(end - 1)}"


def scale(axis: Axis) -> Markup:
    """Return the labels of the days."""
    ticks = list(axis.ticks())
    years = all(tick.month == 1 for tick in ticks)
    labels = [
        tag("text", str(tick.year) if years else tick.isoformat()[:7], x=f"{axis.at(tick.toordinal()):g}%", y="12")
        for tick in ticks
    ]
    return tag("svg", *labels, class_="scale", height="16", aria_hidden="true")


def swatch(colour: int) -> Markup:
    """Return a sample of a colour, for the legend."""
    rect = opening("rect", width="14", height="14", class_=f"c{colour % COLOURS}")
    return tag("svg", rect, Markup("</rect>"), width="14", height="14", aria_hidden="true")
