"""Check a layout and make it ready. Every problem is collected, with the key and the column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

from casestate.codec.shape import Field, fields_of
from casestate.codec.unlocked import unlocked
from casestate.errors import CasestateError, InvalidLayout
from casestate.events import ChargeAmended, EntryRetracted, Event
from casestate.law.findings import FindingType, Severity
from casestate.tables.cells import Memo, Words, words_of
from casestate.tables.checking import problems_of
from casestate.tables.dates import Dates, Moments, problem_of
from casestate.tables.filling import Filling
from casestate.tables.hints import near
from casestate.tables.plan import Choice, Deciding, Described, Fill, Group, Making, Noting, Plan
from casestate.tables.remarks import UNREADABLE_DATE
from casestate.tables.sourcing import sourcing
from casestate.tables.spreading import Spreading
from casestate.tables.values import Act, Chosen, Column, Dated, Doubts, Order, Template, as_column, note
from casestate.when import When, as_when

if TYPE_CHECKING:
    from casestate.tables.layout import Layout

SAME_DAY = ("docket", "law")
_IDENTITY = ("on", "defendant", "defendants", "charge")


def prepare(layout: "Layout") -> Plan:
    """
    Return a layout made ready.

    Raises:
        InvalidLayout: The layout cannot be used; the error has every problem.
    """
    wrong = list(problems_of({name: getattr(layout, name) for name in attrs.fields_dict(type(layout))}))
    if wrong:
        raise InvalidLayout(*wrong, name=layout.name)
    return _Preparing(layout).plan()


class _Preparing:
    def __init__(self, layout: "Layout") -> None:
        self.layout = layout
        self.zone, no_zone = _zone(layout.zone)
        self.filling = Filling(layout.words, layout.readers, Dates(layout.date_formats, self.zone))
        self.wrong = self.filling.wrong
        if no_zone:
            self.wrong("zone", no_zone)
        self.filling.findings = self._findings()
        self.decided: dict[str, Deciding] = {}
        self.reached: set[str] = set()
        for each in layout.date_formats:
            if problem_of(each):
                self.wrong("date_formats", problem_of(each))

    def plan(self) -> Plan:
        layout, filling = self.layout, self.filling
        case = filling.at(layout.case, "case")
        who = filling.text(as_column(layout.defendant), "defendant")
        groups = tuple(self._groups())
        plan = Plan(
            columns=(),
            used={},
            case=case,
            who=who,
            charge=self._text(layout.charge, "charge"),
            proceeding=self._text(layout.proceeding, "proceeding"),
            when=Memo(filling.dates.read),
            groups=groups,
            id=self._text(layout.id, "id"),
            after=self._text(layout.after, "after"),
            source=sourcing(layout.source, filling),
            quote=self._quote(),
            docketed_on=self._moment(layout.docketed_on, "docketed_on", day=True),
            recorded_at=self._moment(layout.recorded_at, "recorded_at", day=False),
            earliest=self._bound(layout.earliest, "earliest"),
            latest=self._bound(layout.latest, "latest"),
            noted=self._noted(),
            order=layout.order,
            order_at=self._order(),
            described=self._described(),
            whose=Spreading(
                layout.defendant_separator, layout.charge_separator, layout.each_defendant, layout.each_charge
            ),
            restated=layout.restated,
        )
        for name in [each for each in layout.acts if each not in self.reached]:
            self._deciding(Column((name,)), f"acts.{name}")
            if groups:
                self.wrong(f"acts.{name}", f"no row leads here; write column({name!r}) where this table decides")
        if filling.problems:
            raise InvalidLayout(*filling.problems, name=layout.name)
        return attrs.evolve(
            plan, columns=tuple(filling.used), used={name: tuple(keys) for name, keys in filling.used.items()}
        )

    def _findings(self) -> dict[str, FindingType]:
        found: dict[str, FindingType] = {}
        for code, stated in self.layout.findings.items():
            try:
                found[code] = stated if isinstance(stated, FindingType) else _finding_type(code, stated)
            except (CasestateError, TypeError, KeyError) as problem:
                self.wrong(f"findings.{code}", f"a finding has a severity, a meaning and a remedy: {problem}")
        return found

    def _text(self, value: "str | Column | Template | None", key: str) -> Fill | None:
        return None if value is None else self.filling.text(as_column(value), key)

    def _noted(self) -> tuple[int, ...]:
        """Return the places of the cells whose words a note keeps: all but those that say whose and when it is."""
        layout = self.layout
        known = [
            as_column(each).names for each in (layout.defendant, layout.charge or (), layout.proceeding or ()) if each
        ]
        apart = {
            layout.case,
            layout.date,
            layout.id,
            layout.after,
            *[each.date for each in layout.dated],
            *[n for names in known for n in names],
        }
        return tuple([place for place, name in enumerate(self.filling.used) if name not in apart])

    def _quote(self) -> Fill | None:
        names = self.layout.quote
        if not names:
            return None
        return Fill(self.filling.cells(names, "quote"), Memo(_quoted if len(names) > 1 else _quoted_alone))

    def _groups(self) -> Iterator[Group]:
        layout = self.layout
        if bool(layout.dated) == (layout.date is not None or layout.act is not None):
            self.wrong("date", "a layout has either date and act, or dated: one for each column of dates")
        if not layout.dated:
            root = layout.act
            if root is None and len(layout.acts) == 1:
                root = Column(tuple(layout.acts))
            if root is None:
                self.wrong("act", "say what a row is: an act, or the column that decides it")
                return
            at = None if layout.date is None else self.filling.at(layout.date, "date")
            yield Group(at, self._choice(root, "act"), ())
        for place, each in enumerate(layout.dated):
            key = f"dated[{place}]"
            at = self.filling.at(each.date, f"{key}.date")
            choice = self._choice(each.act, f"{key}.act")
            yield Group(at, choice, self._given(each, at, choice, key))

    def _given(self, dated: Dated, at: int, choice: Choice, key: str) -> tuple[int, ...]:
        if dated.needs is not None:
            return (self.filling.at(dated.needs, f"{key}.needs"),)
        if isinstance(choice, Deciding):
            return (at, choice.at)
        act = dated.act
        names = [] if not isinstance(act, Act) else [n for v in act.fields.values() for n in getattr(v, "names", ())]
        return (at, *[self.filling.at(name, key) for name in names])

    def _choice(self, chosen: Chosen, key: str) -> Choice:
        """Return what a row is, ready; a note where something is wrong with it."""
        if isinstance(chosen, Column):
            return self._deciding(chosen, key)
        if chosen is note:
            return Noting()
        if isinstance(chosen, type) and issubclass(chosen, Event):
            chosen = Act(chosen, {})
        if isinstance(chosen, Act):
            return self._making(chosen, key)
        self.wrong(key, f"an act, a column or note was expected here, not {chosen!r}")
        return Noting()

    def _deciding(self, chosen: Column, key: str) -> Choice:
        (name, *more) = chosen.names
        if more or name not in self.layout.acts:
            known = ", ".join(self.layout.acts) or "none"
            self.wrong(key, f"there is no table acts.{name}, which says what its words are; tables: {known}")
            return Noting()
        if name in self.decided:
            return self.decided[name]
        if name in self.reached:
            self.wrong(key, f"acts.{name} leads back to itself")
            return Noting()
        self.reached.add(name)
        at = self.filling.at(name, f"acts.{name}")
        words = {word: self._choice(each, f"acts.{name}.{word!r}") for word, each in self.layout.acts[name].items()}
        self.decided[name] = Deciding(name, at, Words(words))
        return self.decided[name]

    def _making(self, act: Act, key: str) -> Making:
        if act.kind is EntryRetracted:
            self.wrong(key, "a row retracts no entry; leave it as a note, and retract the entry in its case file")
        shape = fields_of(act.kind)
        attributes: tuple[attrs.Attribute[Any], ...] = attrs.fields(act.kind)
        places = {each.name: place for place, each in enumerate(attributes)}
        defaults = [each.default for each in attributes]
        fills: dict[int, Fill] = {}
        columns: dict[str, None] = {}
        numbered = []
        for name, value in self._fields(act, shape, key).items():
            field, path = shape[name], f"{key}.{name}"
            if isinstance(value, Template) and value.numbered:
                numbered.append(
                    (places[field.name], value, self.filling.cells(value.names, path) if value.names else tuple)
                )
            elif isinstance(value, Column | Template):
                fills[places[field.name]] = self.filling.fill(field, value, path)
                columns |= dict.fromkeys(value.names)
            else:
                defaults[places[field.name]] = self.filling.fixed(field, value, path)
        self._lacking(act, shape, key)
        again = None if act.again is None else self._making(act.again, f"{key}.again")
        on, who, many, charge = [places.get(name, -1) for name in _IDENTITY]
        needed = [(place, each.name) for place, each in enumerate(attributes) if each.default is attrs.NOTHING]
        return Making(
            kind=act.kind,
            open=unlocked(act.kind),
            values=self._together(partial(_values, defaults), fills, columns),
            numbered=tuple(numbered),
            identity=(on, who, many, charge),
            required=tuple(
                [(place, name) for place, name in needed if defaults[place] is attrs.NOTHING and place != on]
            ),
            again=again,
            finding=self._finding(act, key),
        )

    def _together(
        self, made: Callable[[dict[Any, Any]], Any], fills: Mapping[Any, Fill], columns: Iterable[str]
    ) -> Fill:
        """Return what fills several fields at once, once for each distinct set of their cells."""
        names = tuple(columns)
        if not names:
            return Fill(_no_cells, Memo(lambda _: (made({}), ())))
        places = [self.filling.place(name) for name in names]
        return Fill(itemgetter(*places), Memo(partial(_filled, made, fills, places)))

    def _fields(self, act: Act, shape: Mapping[str, Field], key: str) -> dict[str, Any]:
        """Return the fields of an act by their names in files: its own, and those of every act that has them."""
        layout = self.layout
        every = {name: value for name, value in layout.fields.items() if name.rstrip("_") in shape}
        if layout.proceeding is not None:
            every["proceeding"] = as_column(layout.proceeding)
        given = {}
        for name, value in {**every, **act.fields}.items():
            wire = name.rstrip("_")
            if wire == "on" or wire not in shape:
                known = [each for each in shape if each != "on"]
                self.wrong(
                    f"{key}.{name}",
                    f"{act.kind.__name__} has no such field; it has {', '.join(known)}{near(name, known)}",
                )
            else:
                given[wire] = value
        return given

    def _lacking(self, act: Act, shape: Mapping[str, Field], key: str) -> None:
        """Note the fields that an act cannot be without and nothing gives."""
        given = {name.rstrip("_") for name in (*act.fields, *self.layout.fields)} | {"on", "defendant", "defendants"}
        given |= {"charge"} if self.layout.charge is not None else set()
        lacking = [name for name, field in shape.items() if field.default is attrs.NOTHING and name not in given]
        if lacking:
            self.wrong(key, f"{act.kind.__name__} needs {', '.join(lacking)}")

    def _finding(self, act: Act, key: str) -> tuple[FindingType, str] | None:
        doubts = () if act.finding is None else self.filling.finding(act.finding, key)
        return doubts[0] if doubts else None

    def _moment(self, name: str | None, key: str, *, day: bool) -> Fill | None:
        if name is None:
            return None
        if day:
            return Fill(self.filling.cells((name,), key), Memo(partial(_day, self.filling.dates)))
        return Fill(self.filling.cells((name,), key), Memo(Moments(self.layout.date_formats, self.zone).read))

    def _bound(self, stated: "Column | str | None", key: str) -> "Fill | When | None":
        if stated is None:
            return None
        if isinstance(stated, Column):
            return Fill(self.filling.cells(stated.names, key), Memo(self.filling.dates.read))
        try:
            return as_when(stated)
        except CasestateError as problem:
            self.wrong(key, str(problem))
            return None

    def _order(self) -> int | None:
        order: Order = self.layout.order
        if order.same_day not in SAME_DAY:
            self.wrong("order.same_day", f"{order.same_day!r} is neither of {', '.join(SAME_DAY)}")
        return None if order.column is None else self.filling.at(order.column, "order")

    def _described(self) -> Described | None:
        layout = self.layout
        if not layout.described:
            return None
        shape = fields_of(ChargeAmended)
        fields: dict[str, Fill] = {}
        for name, value in layout.described.items():
            if name not in shape or not isinstance(value, str | Column | Template):
                known = [each for each in shape if each not in _IDENTITY]
                self.wrong(
                    f"described.{name}",
                    f"this takes a field of ChargeAmended and its column: {', '.join(known)}{near(name, known)}",
                )
            else:
                fields[name] = self.filling.fill(shape[name], as_column(value), f"described.{name}")
        stated = [as_column(layout.described[name]) for name in fields]
        names = tuple(dict.fromkeys([name for value in stated for name in value.names]))
        if not names:
            return None
        return Described(self._together(dict, fields, names), self._text(layout.version, "version"))


def _zone(name: str | None) -> tuple[ZoneInfo | None, str]:
    """Return the zone of a name, and what is wrong with the name."""
    try:
        return None if name is None else ZoneInfo(name), ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None, f"there is no zone {name!r}; write one such as 'America/Chicago'"


def _finding_type(code: str, stated: Mapping[str, str]) -> FindingType:
    return FindingType(code, Severity(stated["severity"]), meaning=stated["meaning"], remedy=stated["remedy"])


def _filled(
    made: Callable[[dict[Any, Any]], Any], fills: Mapping[Any, Fill], places: list[int], given: Any
) -> tuple[Any, Doubts]:
    """Return what is made of the values of several fields, from the cells at some places of a row."""
    row: list[Any] = [None] * (max(places) + 1)
    for place, cell in zip(places, given if len(places) > 1 else (given,), strict=True):
        row[place] = cell
    doubts: list[tuple[FindingType, str]] = []
    return made({name: fill.of(row, doubts) for name, fill in fills.items()}), tuple(doubts)


def _values(defaults: list[Any], given: Mapping[int, Any]) -> list[Any]:
    """Return the values of the fields of an act in their places: those given, and the others by default."""
    values = defaults.copy()
    for place, value in given.items():
        if value is not None:
            values[place] = value
    return values


def _no_cells(_: Any) -> tuple[()]:
    return ()


def _quoted(cells: Iterable[Any]) -> tuple[str | None, Doubts]:
    return "; ".join([words for cell in cells if (words := words_of(cell))]) or None, ()


def _quoted_alone(cell: Any) -> tuple[str | None, Doubts]:
    return words_of(cell) or None, ()


def _day(dates: Dates, cell: Any) -> tuple[date | None, Doubts]:
    """Return the one day of a cell; ``None`` for a blank one, and with a doubt for a date of several days."""
    when, doubts = dates.read(cell)
    if when.earliest is None or when.earliest == when.latest:
        return when.earliest, doubts
    return None, (*doubts, (UNREADABLE_DATE, f"the day {words_of(cell)!r} of the docket is no single day"))
