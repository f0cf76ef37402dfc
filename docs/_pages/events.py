"""The page of the events."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs

from _pages.docstrings import items, plain
from casestate.events import EVENT_TYPES, Component, Event, SettlementTerm
from casestate.events.fields import LINKS, PEOPLE, fields_holding
from casestate.terms import Money, Term
from casestate.vocabulary import Vocabulary
from casestate.when import When

EXAMPLES = {
    line.partition("(")[0]: line
    for line in (Path(__file__).parents[1] / "examples-of-events.txt").read_text(encoding="utf-8").splitlines()
}
"""For each event how it is written."""
TAKEN = {
    When: "date",
    Term: "term, such as `18 months`",
    Money: "sum, such as `500 USD`",
    Component: "`Component`",
    SettlementTerm: "`SettlementTerm`",
    Event: "event",
    bool: "True or False",
    int: "number",
    str: "text",
}
"""What fields take, by type."""


def page() -> Iterator[str]:
    yield "# The events\n"
    yield "Made from the code. All are in `casestate.events`. Every event has `on`, the day it happened as far as"
    yield "known, and may have `proceeding`, the proceeding of the matter by the file's own id. A field left out"
    yield "has the default below. Lists of words are open: `PleaKind.raw(...)` keeps a source's own words.\n"
    yield "| event | what it records |"
    yield "|---|---|"
    for event in EVENT_TYPES:
        yield f"| [`{event.__name__}`](#{event.__name__.lower()}) | {_paragraphs(event)[0]} |"
    yield ""
    yield "```python\n>>> from casestate.events import *\n\n```\n"
    by_module: dict[Any, list[type[Event]]] = {}
    for event in EVENT_TYPES:
        by_module.setdefault(inspect.getmodule(event), []).append(event)
    for module, events in by_module.items():
        yield f"## {plain((inspect.getdoc(module) or '').splitlines()[0]).rstrip('.')}\n"
        for event in events:
            yield f"### {event.__name__}\n"
            yield from [f"{text}\n" for text in _paragraphs(event)]
            yield f"In files it is `{event.wire}`, version {event.version}.\n"
            yield f"```python\n{_example(EXAMPLES[event.__name__])}\n\n```\n"
            yield from _fields(event)
    for part in (Component, SettlementTerm):
        yield f"### {part.__name__}\n"
        yield from [f"{text}\n" for text in _paragraphs(part)]
        yield from _fields(part)
    yield "## Fields that name charges or people\n"
    yield "Sealing a charge removes its id from the fields that name other charges. All other text fields hold the"
    yield "file's own id of one thing, or words of the source.\n"
    yield "| the fields hold | fields |"
    yield "|---|---|"
    records: list[type[Any]] = [*EVENT_TYPES, Component]
    for content in (*LINKS, *PEOPLE):
        named = dict.fromkeys(
            _declared(record, name) for record in records for name in fields_holding(record, (content,))
        )
        yield f"| {content} | {', '.join(named)} |"


def _example(call: str) -> str:
    """A call as an example that prints nothing, on as many lines as it needs."""
    parsed = ast.parse(call, mode="eval").body
    assert isinstance(parsed, ast.Call)
    lines = [f">>> event = {ast.unparse(parsed.func)}("]
    for keyword in parsed.keywords:
        given = f"{ast.get_source_segment(call, keyword)}, "
        if len(lines[-1] + given) > 100:
            lines.append("...     ")
        lines[-1] += given
    return "\n".join([line.rstrip() for line in lines]).removesuffix(",") + ")"


def _paragraphs(record: type[Any]) -> list[str]:
    """The docstring of an event up to its fields, without examples."""
    blocks = (inspect.getdoc(record) or "").partition("Attributes:")[0].strip().split("\n\n")
    return [plain(block) for block in blocks if not block.startswith(">>>")]


def _fields(record: type[Any]) -> Iterator[str]:
    """A table of the fields of an event or of a part of one: what each takes, and what it means."""
    meanings: dict[str, str] = {}
    for declares in reversed(record.__mro__):
        meanings |= items((inspect.getdoc(declares) or "").partition("Attributes:\n")[2].splitlines())
    fields = [field for field in attrs.fields(record) if field.name not in ("on", "proceeding")]
    yield from ("| field | takes | default | meaning |", "|---|---|---|---|") if fields else ()
    for field in fields:
        default = "always stated" if field.default is attrs.NOTHING else f"`{field.default}`"
        yield f"| `{field.name}` | {_taken(field.type)} | {default} | {plain(meanings[field.name])} |"
    yield from [""] if fields else ()


def _taken(declared: Any) -> str:
    """What a field takes, in words; of a vocabulary its words."""
    kinds = [declared, *get_args(declared)]
    words = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Vocabulary)), None)
    if words:
        return f"`{words.__name__}`: {', '.join(word.value for word in words)}"
    named = next(name for kind, name in TAKEN.items() if kind in kinds)
    return f"{named}, one or several" if get_origin(declared) is tuple else named


def _declared(record: type[Any], name: str) -> str:
    """A field by the class that declares it."""
    declares = [each for each in record.__mro__ if name in inspect.get_annotations(each)]
    return f"`{declares[0].__name__}.{name}`"
