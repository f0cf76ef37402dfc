"""
A layout made ready: from the cells of one row to the acts that it is, with their fields.

Nothing here looks beyond one row. Every step is a function of the cells of a few columns, and is worked out once for
each distinct value of them, so that the same plan serves a stream of rows and whole columns.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias

import attrs

from casestate.errors import InvalidEvent
from casestate.events import Event
from casestate.law.findings import FindingType
from casestate.sources import Source
from casestate.tables.cells import Memo, Words, words_of
from casestate.tables.remarks import FIELD_MISSING, UNMAPPED, UNREADABLE_VALUE
from casestate.tables.row import Cells
from casestate.tables.spreading import Spreading, Whose
from casestate.tables.values import Doubt, Doubts, Order, Template
from casestate.when import When

Key: TypeAlias = Callable[[Cells], Any]
"""The cells of some columns: one cell, or a tuple of several."""


@attrs.frozen(eq=False)
class Fill:
    """
    A value that cells give.

    Attributes:
        key: The cells that give it.
        memo: The value of each.
    """

    key: Key
    memo: Memo

    def of(self, cells: Cells, doubts: list[Doubt]) -> Any:
        """Return the value for a row, and add what is doubtful about it."""
        cell, memo = self.key(cells), self.memo
        value = memo[cell]
        if memo.doubts and cell in memo.doubts:
            doubts += memo.doubts[cell]
        return value


@attrs.frozen(eq=False)
class Making:
    """
    How a row is made an event of one type.

    Attributes:
        kind: The type of event.
        open: The type with a constructor that converts nothing.
        values: The value of every field, in its place, as far as the layout and its columns give them.
        numbered: The fields with the number of the row in them.
        identity: The places of the day, the defendant, the defendants and the charge; -1 where there is none.
        required: The fields without which there is no such event.
        again: What a second one on a charge is.
        finding: The finding for every such row.
    """

    kind: type[Event]
    open: Any
    values: Fill
    numbered: tuple[tuple[int, Template, Key], ...]
    identity: tuple[int, int, int, int]
    required: tuple[tuple[int, str], ...]
    again: "Making | None" = None
    finding: tuple[FindingType, str] | None = None

    def make(
        self,
        cells: Cells,
        number: int,
        when: When,
        whose: tuple[str | None, str | None],
        doubts: list[Doubt],
    ) -> Event | None:
        """Return the event of a row; ``None``, with a doubt, if it lacks a required field or says what cannot be."""
        values: list[Any] = self.values.of(cells, doubts).copy()
        self._say_whose(values, when, *whose)
        for place, template, key in self.numbered:
            values[place] = filled(template, key(cells), number)
        for place, name in self.required:
            if values[place] is attrs.NOTHING:
                doubts.append((FIELD_MISSING, f"no {name} is given, which {self.kind.__name__} needs"))
                return None
        try:
            event: Event = made(self.open, self.kind, values)
        except InvalidEvent as problem:  # two fields that cannot stand together
            doubts.append((UNREADABLE_VALUE, str(problem)))
            return None
        return event

    def spread(self, whose: Whose) -> Whose:
        """Return each defendant and charge that the act is on; an act on a person is made once for each person."""
        if self.identity[3] >= 0:
            return whose
        return list({who: (who, charge) for who, charge in reversed(whose)}.values())[::-1]

    def _say_whose(self, values: list[Any], when: When, who: str | None, charge: str | None) -> None:
        """Put the day, the defendant and the charge of a row in their places."""
        on, defendant, defendants, thing = self.identity
        values[on] = when
        if who is not None:
            if defendant >= 0:
                values[defendant] = who
            elif defendants >= 0:
                values[defendants] = (who,)
        if charge is not None and thing >= 0:
            values[thing] = charge


_made: Any = type.__call__
"""What makes an instance of any type, whatever the call of its own type adds."""


def made(open: Any, kind: type[Any], values: list[Any]) -> Any:
    """Return a record of values that are converted."""
    record = _made(open, *values)
    record.__class__ = kind
    return record


def filled(template: Template, cells: Any, number: int) -> str | None:
    """Return the text of a template; ``None`` for a blank one."""
    names = template.names
    given = cells if len(names) > 1 else (cells,)
    words = {name: words_of(cell) for name, cell in zip(names, given, strict=False)}
    return template.pattern.format(row=number, **words).strip() or None


@attrs.frozen(eq=False)
class Noting:
    """
    A row that is kept as a note.

    Attributes:
        unmapped: The column whose word is in no table, and its place; ``None`` if the layout states the note.
        finding: The finding for every such row.
    """

    unmapped: tuple[str, int] | None = None
    finding: tuple[FindingType, str] | None = None

    def spread(self, whose: Whose) -> Whose:
        """Return whom a note is about: one of them, for it is kept once."""
        return whose[:1]

    def remark(self, cells: Cells) -> Doubts:
        """Return the finding that a word is unmapped, if it is."""
        if self.unmapped is None:
            return ()
        name, at = self.unmapped
        words = words_of(cells[at])
        said = f"{name} {words!r} is in no table of the layout" if words else f"{name} is blank"
        return ((UNMAPPED, f"{said}; the row is kept as a note"),)


class Deciding(dict[Any, Any]):
    """
    The column that decides what a row is.

    Attributes:
        name: The column.
        at: Its place.
        words: What each of its words stands for.
    """

    def __init__(self, name: str, at: int, words: Words) -> None:
        super().__init__()
        self.name = name
        self.at = at
        self.words = words
        self._unmapped = Noting((name, at))

    def __missing__(self, cell: Any) -> "Choice":
        chosen: Choice = self.words.find(words_of(cell), self._unmapped)
        if chosen is not self._unmapped:
            self[cell] = chosen
        return chosen


Choice: TypeAlias = Making | Noting | Deciding


@attrs.frozen(eq=False)
class Group:
    """
    A column of dates, and what a row is on that day.

    Attributes:
        date: Its place; ``None`` where no row has a date.
        choice: What the row is, or the column that decides it.
        given: The places of the cells one of which a row with this act has; empty if every row has it.
    """

    date: int | None
    choice: Choice
    given: tuple[int, ...]

    def choose(self, cells: Cells) -> Making | Noting:
        """Return what a row is."""
        choice = self.choice
        while isinstance(choice, Deciding):
            choice = choice[cells[choice.at]]
        return choice

    def present(self, cells: Cells) -> bool:
        """Return whether a row has this act."""
        return not self.given or any(words_of(cells[at]) for at in self.given)


@attrs.frozen(eq=False)
class Described:
    """
    The columns that describe a charge on every row.

    Attributes:
        fields: Gives the fields of an amendment, by name.
        version: The cell that names the version of the charge.
    """

    fields: Fill
    version: Fill | None


class Sourced(Protocol):
    """What gives the source of a row."""

    def of(self, cells: Cells, doubts: list[Doubt], /) -> Source:
        """Return the source of a row."""
        ...


def _parts(plan: "Plan") -> tuple[tuple[Group, str], ...]:
    several = len(plan.groups) > 1
    return tuple([(group, f".{place}" if several else "") for place, group in enumerate(plan.groups, 1)])


@attrs.frozen(eq=False, kw_only=True)
class Plan:
    """
    A layout made ready.

    Attributes:
        columns: The columns that it reads; cells stand in their order.
        used: For each column, the keys of the layout that name it.
        case: The place of the case.
        who: The defendant.
        charge: The charge.
        proceeding: The proceeding.
        when: The dates, by cell.
        groups: The acts of a row, by their column of dates.
        id: The id of a row.
        after: The ids of rows that it came after.
        source: The source, or what gives it.
        quote: The source's own words.
        docketed_on: The day on which the court entered it.
        recorded_at: The moment at which it was recorded.
        earliest: The first day that a row may have.
        latest: The last day that a row may have.
        noted: The places of the cells whose words a note keeps where the layout names no quote.
        order: The docket order.
        order_at: The place of its column.
        described: The columns that describe a charge on every row.
        whose: How a row stands for several defendants or charges.
        restated: Whether a row that says again what an earlier one says is another account of the same act.
        parts: The groups, and what each adds to the id of a row: its place, from 1, where there are several.
    """

    columns: tuple[str, ...]
    used: Mapping[str, tuple[str, ...]]
    case: int
    who: Fill
    charge: Fill | None
    proceeding: Fill | None
    when: Memo
    groups: tuple[Group, ...]
    id: Fill | None
    after: Fill | None
    source: Source | Sourced
    quote: Fill | None
    docketed_on: Fill | None
    recorded_at: Fill | None
    earliest: "Fill | When | None"
    latest: "Fill | When | None"
    noted: tuple[int, ...]
    order: Order
    order_at: int | None
    described: Described | None
    whose: Spreading
    restated: bool
    parts: tuple[tuple[Group, str], ...] = attrs.field(init=False, default=attrs.Factory(_parts, takes_self=True))

    @property
    def again(self) -> bool:
        """Whether some act is another one where its charge has one of its kind already."""
        return any(_again(group.choice) for group in self.groups)

    def acts(self, cells: Cells, number: int = 0) -> Iterator[tuple[type[Event] | None, Event | None, Doubts]]:
        """
        Yield what a row is, by itself: the type of each act, the event, and what is doubtful.

        The type is ``None`` for a note, and the event ``None`` for a note or a row that lacks a required field.
        """
        said: list[Doubt] = []
        who = self.who.of(cells, said)
        charge = None if self.charge is None else self.charge.of(cells, said)
        for group in self.groups:
            if not group.present(cells):
                continue
            doubts = list(said)
            cell = None if group.date is None else cells[group.date]
            when = self.when[cell]
            doubts += self.when.doubts.get(cell, ())
            choice = group.choose(cells)
            if isinstance(choice, Noting):
                yield None, None, (*doubts, *choice.remark(cells))
            else:
                event = choice.make(cells, number, when, (who, charge), doubts)
                yield choice.kind, event, tuple(doubts)


def _again(choice: Choice) -> bool:
    """Return whether a choice leads to an act that has another one to follow it."""
    if isinstance(choice, Deciding):
        return any(map(_again, choice.words.values))
    return isinstance(choice, Making) and choice.again is not None
