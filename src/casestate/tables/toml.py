"""Layouts in TOML: the same words as in Python, with tables for acts and columns."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from casestate.errors import InvalidLayout
from casestate.events import EVENT_TYPES, Event
from casestate.tables.hints import near
from casestate.tables.values import UNSTATED, Act, Column, Dated, Order, Template, Word, note, problem_of
from casestate.texts import is_text

_EVENTS: dict[str, type[Event]] = {
    **{each.wire: each for each in EVENT_TYPES},
    **{each.__name__: each for each in EVENT_TYPES},
}
_COLUMN = ("column", "words", "otherwise", "read")
_ACT = ("act", "again", "finding")


def keys_of(text: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the keys of a layout from its TOML text.

    Args:
        text: The TOML text.
        known: The keys that a layout has.

    Raises:
        InvalidLayout: It is no TOML, or a key or a value is not accepted; the error has every problem.
    """
    try:
        stated = tomllib.loads(text)
    except ValueError as problem:  # a number of thousands of digits is another error than TOMLDecodeError
        raise InvalidLayout(("", f"this is no TOML: {problem}")) from None
    except RecursionError:
        raise InvalidLayout(("", "brackets are nested too deep to be a layout")) from None
    reading = _Reading()
    given = {}
    for key, value in stated.items():
        if key not in known:
            reading.wrong(key, f"a layout has no such key; it has {', '.join(known)}{near(key, known)}")
        else:
            given[key] = reading.key(key, value)
    if reading.problems:
        raise InvalidLayout(*reading.problems)
    return given


def text_of(path: Path) -> str:
    """
    Return the text of a layout file.

    Raises:
        InvalidLayout: It is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise InvalidLayout(("", f"byte {problem.start + 1} is not UTF-8; TOML is written in UTF-8")) from None


class _Reading:
    """The problems met while the values of keys are read."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []

    def wrong(self, key: str, problem: str) -> None:
        self.problems.append((key, problem))

    def key(self, key: str, value: Any) -> Any:
        """Return the value of a key of the layout."""
        ways: dict[str, Callable[[Any, str], Any]] = {
            "act": self.chosen,
            "acts": partial(self.of_tables, self.chosen),
            "words": partial(self.of_tables, self.word),
            "dated": self.every_date,
            "readers": self.tables,
            "findings": self.tables,
            "fields": self.values,
            "described": self.values,
            "source": self.values,
        }
        if key == "order" and isinstance(value, dict):
            return self.made(Order, value, key)
        return ways.get(key, self.value)(value, key)

    def of_tables(self, read: Callable[[Any, str], Any], value: Any, key: str) -> dict[str, dict[str, Any]]:
        """Return tables of words by name, each word with its value read."""
        return {
            name: {word: read(each, f"{key}.{name}.{word!r}") for word, each in words.items()}
            for name, words in self.tables(value, key).items()
        }

    def values(self, value: Any, key: str) -> dict[str, Any]:
        """Return a table of values by field."""
        return {name: self.value(each, f"{key}.{name}") for name, each in self.table(value, key).items()}

    def every_date(self, value: Any, key: str) -> list[Any]:
        every = value if isinstance(value, list) else [value]
        return [self.dated(each, f"{key}[{place}]") for place, each in enumerate(every)]

    def table(self, value: Any, key: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.wrong(key, f"a table such as [{key}] was expected here, not {value!r}")
        return {}

    def tables(self, value: Any, key: str) -> dict[str, dict[str, Any]]:
        return {name: self.table(each, f"{key}.{name}") for name, each in self.table(value, key).items()}

    def value(self, value: Any, key: str) -> Any:
        """Return a value: a column, a template, or as it is."""
        if isinstance(value, dict) and "column" in value:
            return self.column(value, key)
        if isinstance(value, dict) and "text" in value and len(value) == 1:
            pattern = value["text"] if isinstance(value["text"], str) else "{"
            if wrong := problem_of(pattern):
                self.wrong(key, wrong)
            return Template("" if wrong else pattern)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        return value

    def column(self, value: dict[str, Any], key: str) -> Column:
        self.known(value, _COLUMN, key)
        names = value["column"] if isinstance(value["column"], list) else [value["column"]]
        if not names or not all(map(is_text, names)):
            self.wrong(f"{key}.column", f"the name of a column, or several, was expected here, not {value['column']!r}")
            names = ["?"]
        words, read = value.get("words"), value.get("read")
        if not isinstance(words, str | dict | None):
            self.wrong(f"{key}.words", f"a table of words, or the name of one, was expected here, not {words!r}")
            words = None
        if not isinstance(read, str | None):
            self.wrong(f"{key}.read", f"the name of a reader was expected here, not {read!r}")
            read = None
        if isinstance(words, dict):
            words = {word: self.word(each, f"{key}.words.{word!r}") for word, each in words.items()}
        otherwise = self.value(value.get("otherwise", UNSTATED), key)
        return Column(tuple(names), words, otherwise, read)

    def word(self, value: Any, key: str) -> Any:
        """Return what a word stands for, with a finding where there is one."""
        if isinstance(value, dict) and "is" in value:
            self.known(value, ("is", "finding"), key)
            return Word(value["is"], self.finding(value, key))
        return self.value(value, key)

    def chosen(self, value: Any, key: str) -> Any:
        """Return what a row is: an act, a note, or the column that decides."""
        if isinstance(value, str):
            return note if value == "note" else Act(self.event(value, key), {})
        if isinstance(value, dict) and "act" in value:
            fields = {name: self.value(each, f"{key}.{name}") for name, each in value.items() if name not in _ACT}
            again = value.get("again")
            second = None if again is None else self.chosen(again, f"{key}.again")
            if not isinstance(second, Act | None):
                self.wrong(f"{key}.again", f"an act was expected here, not {again!r}")
                second = None
            return Act(self.event(value["act"], key), fields, second, self.finding(value, key))
        if isinstance(value, dict) and "column" in value:
            return self.column(value, key)
        self.wrong(key, f"write an act, {{act = ..., FIELD = ...}}, {{column = ...}} or 'note' here, not {value!r}")
        return note

    def finding(self, value: dict[str, Any], key: str) -> str | None:
        """Return the code of the finding of a word or an act."""
        code = value.get("finding")
        if not isinstance(code, str | None):
            self.wrong(f"{key}.finding", f"the code of a finding was expected here, not {code!r}")
            return None
        return code

    def dated(self, value: Any, key: str) -> Any:
        stated = self.table(value, key)
        if "act" in stated:
            stated = {**stated, "act": self.chosen(stated["act"], f"{key}.act")}
        return self.made(Dated, stated, key)

    def made(self, kind: type[Any], value: dict[str, Any], key: str) -> Any:
        """Return a small record of its table."""
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
        names = [each.name for each in fields]
        self.known(value, names, key)
        lacking = [each.name for each in fields if each.default is attrs.NOTHING and each.name not in value]
        if lacking:
            self.wrong(key, f"this needs {', '.join(lacking)}")
            return None
        return kind(**{name: each for name, each in value.items() if name in names})

    def known(self, value: Mapping[str, Any], names: Any, key: str) -> None:
        """Note each key that a table does not have."""
        for name in value:
            if name not in names:
                self.wrong(f"{key}.{name}", f"there is no such key here; known: {', '.join(names)}{near(name, names)}")

    def event(self, name: Any, key: str) -> type[Event]:
        """Return the event of a name, such as ``ChargeFiled`` or ``charge.filed``."""
        found = _EVENTS.get(name) if isinstance(name, str) else None
        if found is None:
            self.wrong(key, f"there is no event {name!r}, such as ChargeFiled{near(str(name), _EVENTS)}")
            return EVENT_TYPES[0]
        return found
