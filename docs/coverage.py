"""
Write the page of coverage: every row of the law, every value, every vendor's word, and what carries it here.

The tables beside the page (`docs/reference/coverage/*.csv`) are what is claimed; tests hold the code to every line.
"""

import csv
import shlex
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import UnionType
from typing import Any, get_args

import attrs

from casestate import Source, events, state
from casestate.events import Component, Event
from casestate.law import GENERIC
from casestate.state.matter import Hearing, Motion
from casestate.vocabulary import Closed, Vocabulary

REFERENCE = Path(__file__).parent / "reference"
TABLES = REFERENCE / "coverage"
WHO, CHARGE = "A. Doe", "1"
_GIVEN = {"defendant": WHO, "charge": CHARGE}


@attrs.frozen
class Home:
    """Where a value lives: an event or a state, perhaps a field of it, perhaps one value of that field."""

    owner: str
    field: str = ""
    value: str = ""

    @property
    def type(self) -> type[Any]:
        """The class it names."""
        others = {"Source": Source, "Hearing": Hearing, "Motion": Motion}
        return others.get(self.owner) or getattr(events, self.owner, None) or getattr(state, self.owner)

    def __str__(self) -> str:
        return self.owner + (f".{self.field}" if self.field else "") + (f" = {self.value}" if self.value else "")


def homes(text: str) -> tuple[Home, ...]:
    """Homes as the tables write them: ``ChargeFiled.instrument=citation; Noted.text``."""
    found = []
    for each in filter(None, text.split("; ")):
        place, _, value = each.partition("=")
        owner, _, field = place.partition(".")
        found.append(Home(owner, field, value))
    return tuple(found)


def table(name: str) -> list[dict[str, str]]:
    """The lines of one table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def vocabulary_of(owner: type[Any], field: str) -> type[Any]:
    """The list of values that a field takes; ``str`` where it takes any text."""
    annotation = attrs.fields_dict(owner)[field].type
    options = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    return next((each for each in options if isinstance(each, type) and issubclass(each, Vocabulary | Closed)), str)


def acts(text: str, on: str = "2023-05-01") -> list[Event]:
    """
    Acts as the tables write them: ``PleaEntered plea=guilty; PleaAccepted plea=guilty``.

    ``field=value`` is a coded value or a text, ``field~words`` the source's own words in a coded field.
    """
    return [_act(each, on) for each in filter(None, text.split("; "))]


def _act(text: str, on: str) -> Event:
    name, *fields = shlex.split(text)
    kind: type[Event] = getattr(events, name)
    known = attrs.fields_dict(kind)
    given: dict[str, Any] = {field: value for field, value in _GIVEN.items() if field in known}
    for each in fields:
        raw = "=" not in each
        field, _, value = each.partition("~" if raw else "=")
        coded = events.ComponentKind if field == "components" else vocabulary_of(kind, field)
        word = coded.raw(value) if raw else value
        given[field] = Component(kind=word) if field == "components" else word
    return kind(on=on, **given)


def rows_of(line: Mapping[str, str]) -> tuple[str, ...]:
    """The rows of the table that speak of a row of the law: those that bear its name, and others it names."""
    name = line["row"]
    own = [row.id for row in GENERIC.rows if row.id.startswith(name) and not row.id[len(name) :][:1].isdigit()]
    return (*own, *line["other rows"].split())


def pages() -> dict[str, str]:
    """The made page by the name of its file."""
    return {"coverage.md": "\n".join(_page()) + "\n"}


def _page() -> Iterator[str]:
    yield "# What carries what\n"
    yield "Made from the tables in `docs/reference/coverage`; tests hold the code to every line of them.\n"
    yield "## Rows of the law\n"
    yield "Each act of the law, the rows of [the transition table](transitions.md) that speak of it, and the events and"
    yield "fields that carry it where the rows alone do not say.\n"
    lines = [line | {"rows of the table": ", ".join(rows_of(line))} for line in table("rows")]
    yield from _lines(("row", "what it is", "rows of the table", "event and field", "note"), lines)
    yield "\n## Values\n"
    yield 'Every list also takes the source\'s own words: `PleaKind.raw("...")`.\n'
    for name, values in groupby(table("values"), key=lambda line: line["list"]):
        yield f"### {name[0].upper()}{name[1:]}\n"
        yield from _lines(("value", "carried by", "note"), list(values))
        yield ""
    yield "## Words of other systems\n"
    yield "From a charge in the phase named, these acts give this. A term without acts is kept as the note says.\n"
    for name, words in groupby(table("words"), key=lambda line: line["source"]):
        yield f"### {name}\n"
        yield from _lines(("term", "from", "acts", "gives", "note"), list(words))
        yield ""


def _lines(columns: tuple[str, ...], lines: list[dict[str, str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for line in lines:
        yield f"| {' | '.join(_cell(column, line) for column in columns)} |"


def _cell(column: str, line: Mapping[str, str]) -> str:
    text = line[column]
    if column in ("carried by", "event and field"):
        return ", ".join(f"`{home}`" for home in homes(text))
    if column in ("acts", "term") and text:
        return "; ".join(f"`{each}`" for each in text.split("; "))
    return text


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
