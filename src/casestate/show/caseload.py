"""
A caseload as a chart: what is pending at the end of each period by its age, above what was filed and disposed.

The chart asks for nothing and needs no library. The numbers stand beside it as text: in the description of an SVG, and
in a table on a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from casestate.show.markup import Markup, join, tag

Row = Mapping[str, Any]
"""The counts at the end of a period, by column, as ``casestate.bulk`` has them."""

_PENDING = {
    "age_to_90": "pending up to 90 days",
    "age_to_180": "91 to 180",
    "age_to_365": "181 to 365",
    "age_over_365": "over 365",
    "age_unknown": "of unknown age",
    "inactive": "inactive",
    "possibly_pending": "possibly pending",
}
"""What is drawn above the line, from the bottom up, in words."""
_FLOW = {"filed": "filed", "reopened": "reopened", "disposed": "disposed"}
COLUMNS = ("pending", "possibly_pending", "inactive", "filed", "reopened", "disposed", *list(_PENDING)[:5])
"""The columns of counts, in the order of the table beside the chart."""
_WIDTH, _LEFT, _RIGHT = 960, 64, 16
_TOP, _HIGH, _FLOW_TOP, _FLOW_HIGH = 98, 270, 412, 96
_HEIGHT = _FLOW_TOP + _FLOW_HIGH + 40
_WIDEST = 64.0
"""The greatest width of a bar."""
_LETTER = 6.4
"""The width of a letter of the legend, about."""
_LABEL = 64
"""The least space between two labels of the axis of time."""
_STYLE = """
svg { color-scheme: light dark; --ink: #1b1b1f; --soft: #55555e; --line: #d5d5dc; --paper: #fff;
  --age_to_90: #bcd7ee; --age_to_180: #6fa8d6; --age_to_365: #2f74b5; --age_over_365: #123f70; --age_unknown: #8d86b8;
  --inactive: #b4b4bd; --possibly_pending: #e3ad4a; --filed: #3d8f6b; --reopened: #9bcbb4; --disposed: #a8577e; }
@media (prefers-color-scheme: dark) { svg { --ink: #ececf1; --soft: #b3b3be; --line: #3a3a44; --paper: #17171c;
  --age_to_90: #23507c; --age_to_180: #3f7fb8; --age_to_365: #79b2e2; --age_over_365: #d3e8fb; --age_unknown: #a197da;
  --inactive: #6d6d79; --possibly_pending: #e0a845; --filed: #5fb992; --reopened: #2f6b52; --disposed: #d687b0; } }
text { fill: var(--ink); font: 12px system-ui, sans-serif; }
.title { font-size: 18px; font-weight: 600; } .soft { fill: var(--soft); } .end { text-anchor: end; }
.middle { text-anchor: middle; } .ground { fill: var(--paper); } .line { stroke: var(--line); }
.axis { stroke: var(--soft); }
"""
_CLASSES = "".join([f".{name} {{ fill: var(--{name}); }}\n" for name in (*_PENDING, *_FLOW)])
_PAGE = """
:root { color-scheme: light dark; }
body { max-width: 66rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
figure { margin: 0; } svg { width: 100%; height: auto; } details { overflow-x: auto; }
table { border-collapse: collapse; } th, td { padding: .1rem .6rem; border-bottom: 1px solid #8886; text-align: right; }
"""
CSP = "default-src 'none'; style-src 'unsafe-inline'"
"""What a page with a chart may ask for: nothing."""


def svg(rows: Sequence[Row], every: str, name: str) -> str:
    """
    Return the chart as an SVG image, in the light or dark colours of whoever looks at it.

    Args:
        rows: The counts at the end of each period.
        every: The word for a period, such as ``month``.
        name: What was counted, such as the name of a file.
    """
    return f"{_svg(rows, every, name)}\n"


def page(rows: Sequence[Row], every: str, name: str) -> str:
    """Return the chart as an HTML page, with the numbers in a table below it; the arguments are those of svg()."""
    head = join(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'),
        tag("title", f"{_title(every)}: {name}"),
        tag("style", Markup(_PAGE)),
    )
    numbers = tag("details", tag("summary", "The numbers"), _table(rows))
    body = tag("body", tag("figure", _svg(rows, every, name), tag("figcaption", numbers)))
    return f"{START}{join(tag('head', head), body)}</html>\n"


START = '<!DOCTYPE html>\n<html lang="en" data-made-by="casestate caseload">'
"""How the page begins. A file that begins otherwise is not replaced."""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" data-made-by="casestate caseload"'
"""How the image begins, likewise."""


def _title(every: str) -> str:
    return f"Charges pending at the end of each {every}"


def _svg(rows: Sequence[Row], every: str, name: str) -> Markup:
    said = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "aria_labelledby": "caseload-title caseload-said"}
    scales = _Scales.of(rows)
    inside = [
        tag("title", f"{_title(every)}: {name}", id="caseload-title"),
        tag("desc", " ".join(_said(rows)), id="caseload-said"),
        tag("style", Markup(_STYLE + _CLASSES)),
        _rect(0, 0, _WIDTH, _HEIGHT, "ground"),
        _text(_LEFT, 28, _title(every), "title"),
        _text(_LEFT, 48, name, "soft"),
        *_legend(_drawn(rows, _PENDING), _PENDING, 72),
        *_legend(_drawn(rows, _FLOW), _FLOW, _FLOW_TOP - 16),
        *_grid(scales),
        *[_bar(row, place, scales) for place, row in enumerate(rows)],
        *_days(rows, every, scales),
    ]
    whole = tag("svg", *inside, **said)
    return Markup(f"{SVG}{whole.removeprefix('<svg')}")


class _Scales(NamedTuple):
    """How many pixels a period and a charge take, above the line and below it, and the steps of the axes."""

    step: float
    most: int
    most_flow: int
    tick: int
    tick_flow: int

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "_Scales":
        highest = max([sum(row[each] for each in _PENDING) for row in rows], default=0)
        flow = max([max(row["filed"] + row["reopened"], row["disposed"]) for row in rows], default=0)
        tick, tick_flow = _nice(highest, 5), _nice(flow, 2)
        width = (_WIDTH - _LEFT - _RIGHT) / max(len(rows), 1)
        return cls(width, _up(highest, tick), _up(flow, tick_flow), tick, tick_flow)

    def high(self, count: int) -> float:
        return count / self.most * _HIGH

    def flow(self, count: int) -> float:
        return count / self.most_flow * _FLOW_HIGH / 2

    def x(self, place: int) -> float:
        return _LEFT + place * self.step


def _nice(most: int, steps: int) -> int:
    """Return a step of 1, 2 or 5 with noughts, of which few make up the most."""
    step = 1
    while step * steps < most:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _up(most: int, step: int) -> int:
    return max(-(-most // step), 1) * step


def _drawn(rows: Sequence[Row], names: Mapping[str, str]) -> list[str]:
    return [each for each in names if any(row[each] for row in rows)]


def _legend(names: Sequence[str], words: Mapping[str, str], y: float) -> Iterator[Markup]:
    x = float(_LEFT)
    for each in names:
        yield _rect(x, y - 10, 12, 12, each)
        yield _text(x + 17, y, words[each])
        x += 35 + len(words[each]) * _LETTER


def _grid(scales: _Scales) -> Iterator[Markup]:
    bottom, zero = _TOP + _HIGH, _FLOW_TOP + _FLOW_HIGH / 2
    for count in range(0, scales.most + 1, scales.tick):
        yield from _ruled(bottom - scales.high(count), count)
    for count in range(-scales.most_flow, scales.most_flow + 1, scales.tick_flow):
        yield from _ruled(zero - scales.flow(count), count)


def _ruled(y: float, count: int) -> Iterator[Markup]:
    yield _line(_LEFT, y, _WIDTH - _RIGHT, y, "line" if count else "axis")
    yield _text(_LEFT - 8, y + 4, f"{abs(count):,}", "soft end")


def _bar(row: Row, place: int, scales: _Scales) -> Markup:
    """Return what is drawn of one period, with its numbers for whoever points there."""
    x, wide = scales.x(place), min(scales.step * (0.84 if scales.step > 4 else 1), _WIDEST)
    x += (scales.step - wide) / 2
    inside: list[str] = [tag("title", _numbers(row))]
    y = float(_TOP + _HIGH)
    for each in _PENDING:
        if row[each]:
            high = scales.high(row[each])
            y -= high
            inside.append(_rect(x, y, wide, high, each))
    zero = _FLOW_TOP + _FLOW_HIGH / 2
    filed, reopened, disposed = (scales.flow(row[each]) for each in _FLOW)
    inside += [_rect(x, zero - filed, wide, filed, "filed")] if filed else []
    inside += [_rect(x, zero - filed - reopened, wide, reopened, "reopened")] if reopened else []
    inside += [_rect(x, zero, wide, disposed, "disposed")] if disposed else []
    return tag("g", *inside)


def _days(rows: Sequence[Row], every: str, scales: _Scales) -> Iterator[Markup]:
    """Label the axis of time: by years where there are many, else by months."""
    days: list[date] = [row["as_of"] for row in rows]
    first_of_year = [place for place, day in enumerate(days) if not place or day.year != days[place - 1].year]
    by_year = every == "year" or len(first_of_year) > 3
    y = _FLOW_TOP + _FLOW_HIGH + 24
    last = -float(_LABEL)
    for place in first_of_year if by_year else range(len(days)):
        x = scales.x(place) + scales.step / 2
        if x - last >= _LABEL:
            last = x
            yield _line(x, y - 18, x, y - 13, "axis")
            yield _text(x, y, str(days[place].year) if by_year else f"{days[place]:%Y-%m}", "soft middle")


def _said(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the numbers in words, those of the most and of the last period first."""
    if not rows:
        yield "There are no charges."
        return
    most = max(rows, key=lambda row: int(row["pending"]))
    yield f"The most charges were pending at the end of {most['as_of']}: {most['pending']:,}."
    yield from [f"{_numbers(row)}." for row in reversed(rows)]


def _numbers(row: Row) -> str:
    counts = [f"{row[name]:,} {name.replace('_', ' ')}" for name in COLUMNS[:6] if row[name] or name == "pending"]
    return f"{row['as_of']}: {', '.join(counts)}"


def _table(rows: Sequence[Row]) -> Markup:
    heads = [tag("th", name.replace("_", " "), scope="col") for name in ("as_of", *COLUMNS)]
    body = [
        tag("tr", tag("th", str(row["as_of"]), scope="row"), *[tag("td", f"{row[name]:,}") for name in COLUMNS])
        for row in rows
    ]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body))


def _rect(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    return tag("rect", x=_px(x), y=_px(y), width=_px(width), height=_px(height), class_=class_)


def _line(x: float, y: float, to_x: float, to_y: float, class_: str) -> Markup:
    return tag("line", x1=_px(x), y1=_px(y), x2=_px(to_x), y2=_px(to_y), class_=class_)


def _text(x: float, y: float, words: str, class_: str | None = None) -> Markup:
    return tag("text", words, x=_px(x), y=_px(y), class_=class_)


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
