"""The values of fields: fixed ones, which are checked at once, and those that columns give."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any

import attrs

from casestate.codec.shape import Field, Kind
from casestate.errors import CasestateError
from casestate.law.findings import FindingType
from casestate.tables.cells import Memo, Words, words_of
from casestate.tables.dates import Dates
from casestate.tables.hints import near
from casestate.tables.plan import Fill, filled
from casestate.tables.readers import FACTORIES, READERS, money, number, term
from casestate.tables.remarks import FORMULA, UNMAPPED, UNREADABLE_VALUE
from casestate.tables.values import UNSTATED, Column, Doubts, Read, Reader, Template, Word
from casestate.terms import Money, Term
from casestate.texts import as_text, composed
from casestate.vocabulary import Vocabulary
from casestate.when import When

_BY_KIND: Mapping[Kind, Reader] = {Kind.NUMBER: number, Kind.FLAG: READERS["flag"]}
_BY_TYPE: Mapping[type, Reader] = {Term: term, Money: money}
_RECORDS = (Kind.RECORD, Kind.RECORDS, Kind.EVENT)


class Filling:
    """
    The columns and named tables of a layout, and the problems met while its values are prepared.

    Attributes:
        problems: For each problem the key and what is wrong.
        used: For each column the keys that name it, in the order in which columns stand in a plan.
        tables: The named tables of words.
        findings: The types of finding that the layout states.
        dates: The reader of dates.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]], readers: Mapping[str, Any], dates: Dates) -> None:
        self.problems: list[tuple[str, str]] = []
        self.findings: dict[str, FindingType] = {}
        self.used: dict[str, list[str]] = {}
        self.tables = tables
        self.dates = dates
        self.readers: dict[str, Reader] = dict(READERS)
        for name, stated in readers.items():
            made = self._reader(name, stated)
            if made is not None:
                self.readers[name] = made

    def wrong(self, key: str, problem: str) -> None:
        """Note a problem."""
        self.problems.append((key, problem))

    def at(self, name: str, key: str) -> int:
        """Return the place of a column, for a key that names it."""
        name = composed(name)
        self.used.setdefault(name, []).append(key)
        return self.place(name)

    def place(self, name: str) -> int:
        """Return the place of a column that a key has named."""
        return list(self.used).index(composed(name))

    def cells(self, names: tuple[str, ...], key: str) -> Callable[[Any], Any]:
        """Return what takes the cells of some columns out of a row."""
        return itemgetter(*[self.at(name, key) for name in names])

    def fixed(self, field: Field, value: Any, key: str) -> Any:
        """Return a fixed value as its field takes it; ``UNSTATED``, with a problem, where the field refuses it."""
        try:
            return _taken(field, _record(field, value))
        except (CasestateError, TypeError, ValueError) as problem:
            words = [each.value for each in field.type] if field.kind is Kind.WORD else []
            self.wrong(key, f"{problem}{near(value, words) if isinstance(value, str) else ''}")
            return UNSTATED

    def fill(self, field: Field, value: Column | Template, key: str) -> Fill:
        """Return what fills a field from columns."""
        names = value.names
        cells = self.cells(names, key) if names else _nothing
        if isinstance(value, Template):
            return Fill(cells, Memo(partial(_template, value, field)))
        if len(names) == 1 and value == Column(names) and field.type is str and field.kind is Kind.TEXT:
            return Fill(cells, Memo(partial(_plain, self._column(field, value, key))))
        joined = _one if len(names) == 1 else _joined
        return Fill(cells, Memo(partial(self._column(field, value, key), joined)))

    def text(self, value: Column | Template, key: str) -> Fill:
        """Return what gives a text from columns; ``None`` for a blank one."""
        return self.fill(_TEXT, value, key)

    def _column(self, field: Field, value: Column, key: str) -> Callable[..., tuple[Any, Doubts]]:
        table = self._table(field, value, key)
        otherwise = UNSTATED if value.otherwise is UNSTATED else self.fixed(field, value.otherwise, f"{key}.otherwise")
        read = self._reading(field, value, key)
        shown = "+".join(value.names)

        def cell_value(joined: Callable[[Any], Any], cell: Any) -> tuple[Any, Doubts]:
            given = joined(cell)
            words = words_of(given)
            found = None if table is None else table.find(words, None)
            if found is not None:
                return found  # type: ignore[no-any-return]  # a table of words holds values with their doubts
            if otherwise is not UNSTATED and (not words or table is not None):
                return otherwise, ()
            if not words:
                return None, ()
            taken, doubts = read(words if isinstance(given, str) else given, shown)
            if table is not None and value.read is None:
                doubts = (*doubts, (UNMAPPED, f"{shown} {words!r} is in no table of the layout; it is kept as words"))
            return taken, (*doubts, (FORMULA, f"{shown} {words!r} looks like a formula")) if words[0] == "=" else doubts

        return cell_value

    def _table(self, field: Field, value: Column, key: str) -> Words | None:
        words = value.words
        if isinstance(words, str):
            if words not in self.tables:
                self.wrong(f"{key}.words", f"there is no table words.{words}{near(words, self.tables)}")
                return None
            key, words = f"words.{words}", self.tables[words]
        elif words is not None:
            key = f"{key}.words"
        if words is None:
            return None
        return Words({word: self._word_value(field, each, f"{key}.{word!r}") for word, each in words.items()})

    def _word_value(self, field: Field, value: Any, key: str) -> tuple[Any, Doubts]:
        """Return the value of a word, and the finding that goes with it."""
        stated = value if isinstance(value, Word) else Word(value)
        taken = self.fixed(field, stated.value, key)
        return taken, () if stated.finding is None else self.finding(stated.finding, key)

    def finding(self, code: str, key: str) -> Doubts:
        """Return the finding of a code that the layout states, with its meaning for words."""
        if code not in self.findings:
            known = ", ".join(self.findings) or "none"
            self.wrong(f"{key}.finding", f"there is no findings.{code}; known: {known}{near(code, self.findings)}")
            return ()
        return ((self.findings[code], self.findings[code].meaning),)

    def _reading(self, field: Field, value: Column, key: str) -> Callable[[Any, str], tuple[Any, Doubts]]:
        """Return what reads words that no table has."""
        reader = value.read
        if isinstance(reader, str):
            if reader not in self.readers:
                problem = f"there is no reader {reader!r}; known: {', '.join(self.readers)}{near(reader, self.readers)}"
                self.wrong(f"{key}.read", problem)
            reader = self.readers.get(reader)
        if reader is None and field.kind in _RECORDS:
            known = ", ".join(self.readers)
            self.wrong(key, f"a column cannot fill this field by itself; name a reader with read=: {known}")
        if reader is None and field.type is When:
            return lambda cell, _: self.dates.read(cell)
        if reader is None and field.kind is Kind.WORD:
            return partial(_word, field, mapped=value.words is not None)
        reader = reader or _BY_KIND.get(field.kind) or _BY_TYPE.get(field.type) or str
        return partial(_read, reader, field)

    def _reader(self, name: str, stated: Any) -> Reader | None:
        key = f"readers.{name}"
        if callable(stated):
            return stated  # type: ignore[no-any-return]  # a reader is any function of a text
        options = dict(stated)
        use = options.pop("use", None)
        if not isinstance(use, str) or use not in FACTORIES:
            known = ", ".join(FACTORIES)
            self.wrong(
                key, f"use = {use!r} names no reader that takes options; known: {known}{near(str(use), FACTORIES)}"
            )
            return None
        try:
            return FACTORIES[use](**options)
        except (CasestateError, AttributeError, TypeError, ValueError) as problem:
            self.wrong(key, str(problem))
            return None


@attrs.frozen
class _Text:
    """A holder of the plain text field."""

    value: str = attrs.field(converter=as_text)


_TEXT = Field("value", "value", Kind.TEXT, str, attrs.NOTHING, attrs.fields(_Text).value)


def _taken(field: Field, value: Any) -> Any:
    """Return a value as the constructor of its event would take it."""
    attribute = field.attribute
    convert: Any = attribute.converter
    taken = value if convert is None else convert(value)
    if attribute.validator is not None:
        attribute.validator(None, attribute, taken)
    return taken


def _record(field: Field, value: Any) -> Any:
    """Return the records of a field that are written as mappings."""
    if field.kind is Kind.RECORDS and isinstance(value, list | tuple):
        return [field.type(**each) if isinstance(each, Mapping) else each for each in value]
    return field.type(**value) if field.kind is Kind.RECORD and isinstance(value, Mapping) else value


def _read(reader: Reader, field: Field, words: Any, shown: str) -> tuple[Any, Doubts]:
    try:
        read = reader(str(words))
        made = read if isinstance(read, Read) else Read(read)
        return (None if made.value is None else _taken(field, made.value)), made.doubts
    except (CasestateError, ValueError) as problem:
        return None, ((UNREADABLE_VALUE, f"{shown} {words!r} cannot be read as {field.name}: {problem}"),)


def _word(field: Field, words: Any, shown: str, *, mapped: bool) -> tuple[Any, Doubts]:
    """Return a word of a vocabulary, or the source's own words with a finding."""
    kind: type[Vocabulary] = field.type
    try:
        return kind(words), ()
    except CasestateError:
        doubt: tuple[FindingType, str] = (UNMAPPED, f"{shown} {words!r} is no {kind.__name__}; it is kept as words")
        return kind.raw(str(words)), () if mapped else (doubt,)


def _template(template: Template, field: Field, cells: Any) -> tuple[Any, Doubts]:
    words = filled(template, cells, 0)
    return (None, ()) if words is None else _read(str, field, words, template.pattern)


def _plain(otherwise: Callable[..., tuple[Any, Doubts]], cell: Any) -> tuple[Any, Doubts]:
    """Return a text without white space at its ends, quickly for the usual one."""
    if type(cell) is str:
        words = cell.strip()
        if words and words.isascii() and words[0] != "=":
            return words, ()
    return otherwise(_one, cell)


def _one(cell: Any) -> Any:
    return cell


def _joined(cells: tuple[Any, ...]) -> str:
    return " ".join([words for cell in cells if (words := words_of(cell))])


def _nothing(_: Any) -> tuple[()]:
    return ()
