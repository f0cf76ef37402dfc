"""
From the rows of one case to its case file: docket order, undated rows, amendments without a row, and restated rows.

An entry is made once, with its place in the file, of values that are converted already.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import attrs

from casestate.casefile import CaseFile, joined
from casestate.codec.unlocked import unlocked
from casestate.entries import Entry
from casestate.errors import InvalidWhen
from casestate.events import ChargeAmended, Event, Noted, Subject
from casestate.events.wording import act_of
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure
from casestate.sources import Basis, Source
from casestate.tables.cells import words_of
from casestate.tables.earlier import Earlier, differences
from casestate.tables.ordering import ordered
from casestate.tables.plan import Described, Fill, Group, Making, Noting, Plan, made
from casestate.tables.readers import texts
from casestate.tables.remarks import (
    AMBIGUOUS_DATE,
    AMENDMENT_UNDATABLE,
    DATED_TOO_EARLY,
    DATED_TOO_LATE,
    FIELD_MISSING,
    REPEATED_ID,
    RESTATED,
    SECOND_OF_ITS_KIND,
    UNDATED_ROW,
    UNKNOWN_LINK,
    UNMAPPED,
    UNREADABLE_DATE,
    UNREADABLE_VALUE,
)
from casestate.tables.row import Cells, Row
from casestate.tables.spreading import Pair
from casestate.tables.tally import Tally
from casestate.tables.values import Doubt
from casestate.when import UNDATED, When

INFERRED = Source("inferred from rows that describe the charge differently", basis=Basis.INFERRED)
"""The source of amendments that no row states."""

_UNREAD = (UNREADABLE_DATE, AMBIGUOUS_DATE, UNREADABLE_VALUE, FIELD_MISSING)
"""What is told of cells whose words no field keeps; the entry quotes the row."""
_ENTRY, _NOTED = unlocked(Entry), unlocked(Noted)


@attrs.define
class _Charge(Earlier):
    """
    What the rows of one charge have said so far, and when.

    Attributes:
        first: The id of the first entry.
        last: The id of the last entry.
        undated: The id of the last entry without a date.
        reach: The latest day that an entry before now certainly has.
        floor: The reach when the last undated entry came.
    """

    first: str = ""
    last: str = ""
    undated: str = ""
    reach: date = date.min
    floor: date = date.min


class Remark(NamedTuple):
    """
    What is doubtful about a row.

    Attributes:
        row: The number of the row.
        finding: The finding.
    """

    row: int
    finding: Finding


class Assembled(NamedTuple):
    """
    A case file of some rows.

    Attributes:
        case: The file.
        remarks: What is doubtful about the rows.
        rows: For each entry the number of its row.
    """

    case: CaseFile
    remarks: Sequence[Remark]
    rows: Sequence[int]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is doubtful about the rows, in the order of the docket."""
        return tuple([each.finding for each in self.remarks])


class Assembler:
    """
    What makes case files of the rows of cases.

    Args:
        plan: The layout made ready.
        procedure: The law of the files.
        tally: Counts what is read.
    """

    def __init__(self, plan: Plan, procedure: Procedure, tally: Tally) -> None:
        self.plan = plan
        self.procedure = procedure
        self.tally = tally

    def case(self, id: str, rows: Sequence[Row]) -> Assembled:
        """Return the case file of the rows of a case, and what is doubtful about them."""
        made = _Case(self.plan, self.tally)
        for row in ordered(rows, self.plan):
            made.take(row)
        case = joined(id, made.entries, self.procedure)
        self.tally.add_case(len(made.entries), made.first, made.last)
        assembled = Assembled(case, made.remarks, made.numbers)
        self.tally.tell(id, assembled.findings)
        return assembled


class _Case:
    """
    The entries and remarks of a case while its rows are taken in.

    Attributes:
        row: The row at hand, and below what it says for all its acts.
        who: Its defendant.
        charge: Its charge.
        pair: The defendant and the charge as the row names them, which may be several.
        state: What the rows of the charge have said so far.
        source: Its source.
        quote: The source's own words.
    """

    row: Row
    who: str | None
    charge: str | None
    pair: Pair
    state: _Charge
    source: Source
    quote: str | None

    def __init__(self, plan: Plan, tally: Tally) -> None:
        self.plan = plan
        self.tally = tally
        self.entries: list[Entry] = []
        self.remarks: list[Remark] = []
        self.numbers: list[int] = []
        self.charges: dict[tuple[str | None, str | None], _Charge] = {}
        self.ids: set[str] = set()
        self.first, self.last = date.max, date.min
        self.spread = plan.whose.spread
        self.named = plan.id is not None or plan.after is not None
        self.docket = plan.order.same_day == "docket"
        self.several = len(plan.groups) > 1

    def take(self, row: Row) -> None:
        """Make the entries of a row."""
        plan, cells = self.plan, row.cells
        said: list[Doubt] = []
        self.row = row
        who = plan.who.of(cells, said)
        charge = None if plan.charge is None else plan.charge.of(cells, said)
        self.source = plan.source if isinstance(plan.source, Source) else plan.source.of(cells, said)
        self.quote = None if plan.quote is None else plan.quote.of(cells, said)
        if row.odd is not None:
            self.quote = "; ".join([words for words in (self.quote, row.odd[0]) if words]) or None
            said += row.odd[1]
        self.who, self.charge = self.pair = who, charge
        if not self.several and not self.spread:
            (group,) = plan.groups
            self.tally.add_row(1, self._enter("", group, group.choose(cells), said))
            return
        whose = plan.whose.of(who, charge, self.charges) if self.spread else [(who, charge)]
        acts = noted = 0
        for group, part in plan.parts:
            if group.given and not group.present(cells):
                continue
            choice = group.choose(cells)
            several = choice.spread(whose) if len(whose) > 1 else whose
            for nth, (self.who, self.charge) in enumerate(several, 1):
                doubts, said = said, []
                noted += self._enter(part if len(several) == 1 else f"{part}-{nth}", group, choice, doubts)
                acts += 1
        if not acts:
            self._remark("", said)
        self.tally.add_row(acts, noted)

    def _enter(self, part: str, group: Group, choice: Making | Noting, doubts: list[Doubt]) -> bool:
        """Make the entry of one act of the row, and return whether it is a note."""
        plan, cells = self.plan, self.row.cells
        state = self.charges.get((self.who, self.charge))
        if state is None:
            state = self.charges[self.who, self.charge] = _Charge()
        self.state = state
        cell = None if group.date is None else cells[group.date]
        when: When = plan.when[cell]
        if plan.when.doubts and cell in plan.when.doubts:
            doubts += plan.when.doubts[cell]
        event = self._event(choice, when, doubts)
        noted = event is None
        id = self._id(part, doubts) if self.named else id_of(self.row.number, part)
        if plan.described is not None:
            self._amend(plan.described, id, when)
        docketed = None if plan.docketed_on is None else plan.docketed_on.of(cells, doubts)
        recorded = None if plan.recorded_at is None else plan.recorded_at.of(cells, doubts)
        quote = self._quoted(group, choice, doubts) if doubts else self.quote
        if event is None:
            event = self._note(when, quote)
        after = self._after(id, event, when, doubts)
        if plan.after is not None:
            after = tuple(dict.fromkeys([*self._links(plan.after, id, doubts), *after]))
        account = self._account(id, event, doubts) if plan.restated else None
        state.first = state.first or id
        state.last = id
        seq = len(self.entries) + 1
        ordinal = seq if self.docket else None
        values = [id, seq, event, self.source, recorded, docketed, ordinal, after, account, quote, None]
        self.entries.append(made(_ENTRY, Entry, values))
        self.numbers.append(self.row.number)
        if when.earliest is not None and when.earliest < self.first:
            self.first = when.earliest
        if when.latest is not None and when.latest > self.last:
            self.last = when.latest
        if doubts:
            self._remark(id, doubts)
        return noted

    def _event(self, choice: Making | Noting, when: When, doubts: list[Doubt]) -> Event | None:
        """Return the event of a row; ``None`` for a row that is kept as a note."""
        if isinstance(choice, Noting):
            doubts += choice.remark(self.row.cells)
            return None
        if choice.again is not None and self.state.is_second(choice):
            doubts.append((SECOND_OF_ITS_KIND, f"charge {self.charge} of {self.who} has {act_of(choice.kind)} already"))
            choice = choice.again
        if choice.finding is not None:
            doubts.append(choice.finding)
        return choice.make(self.row.cells, self.row.number, when, (self.who, self.charge), doubts)

    def _quoted(self, group: Group, choice: Making | Noting, doubts: list[Doubt]) -> str | None:
        """Return the source's own words, with those of cells of which something could not be read."""
        places: list[int] = []
        if any(kind in _UNREAD for kind, _ in doubts):
            places = [*self.plan.noted, *([] if group.date is None else [group.date])]
        elif self.quote is not None and isinstance(choice, Noting) and choice.unmapped is not None:
            places = [choice.unmapped[1]]
        return "; ".join([*([self.quote] if self.quote else []), *self._words(places, self.quote or "")]) or None

    def _words(self, places: Iterable[int], told: str) -> list[str]:
        """Return the words of the cells at some places that are not told already."""
        words = dict.fromkeys([words_of(self.row.cells[at]) for at in places])
        return [each for each in words if each and each not in told]

    def _note(self, when: When, quote: str | None) -> Event:
        plan, cells = self.plan, self.row.cells
        who, charge = self.pair
        about = [f"charge {charge}"] if charge else []
        about += [who] if who else []
        told = [quote] if quote else []
        told += self._words(plan.noted, quote or "") if plan.quote is None or not quote else []
        words = "; ".join(told) or "no words"
        proceeding = None if plan.proceeding is None else plan.proceeding.of(cells, [])
        text = f"{' of '.join(about)}: {words}" if about else words
        event: Event = made(_NOTED, Noted, [when, proceeding, text])
        return event

    def _id(self, part: str, doubts: list[Doubt]) -> str:
        plain = id_of(self.row.number, part)
        stated = None if self.plan.id is None else self.plan.id.of(self.row.cells, doubts)
        id = plain if stated is None else f"{stated}{part}"
        if id in self.ids:
            plain = f"row {plain}" if plain in self.ids else plain
            doubts.append((REPEATED_ID, f"the id {id!r} is that of an earlier row; the row is named {plain}"))
            id = plain
        self.ids.add(id)
        return id

    def _links(self, after: Fill, id: str, doubts: list[Doubt]) -> Iterator[str]:
        """Yield the rows that a row is said to have come after."""
        for each in texts(after.of(self.row.cells, doubts) or ""):
            if each in self.ids and each != id:
                yield each
            else:
                doubts.append((UNKNOWN_LINK, f"it is said to come after {each!r}, which no row before it is"))

    def _after(self, id: str, event: Event, when: When, doubts: list[Doubt]) -> tuple[str, ...]:
        """Return the link that places an entry without a date or after one; hold the date against its bounds."""
        plan, state = self.plan, self.state
        if when is UNDATED:
            if not any(kind is UNREADABLE_DATE for kind, _ in doubts):
                doubts.append((UNDATED_ROW, f"{act_of(event)} has no date"))
            state.undated, state.floor = id, state.reach
            return (state.last,) if state.last else ()
        if plan.earliest is not None or plan.latest is not None:
            doubts += out_of_bounds(plan, self.row.cells, when, self.source)
        if when.earliest is not None and when.earliest > state.reach:
            state.reach = when.earliest
        follows = state.undated and (when.latest is None or when.latest >= state.floor)
        return (state.undated,) if follows else ()

    def _account(self, id: str, event: Event, doubts: list[Doubt]) -> str | None:
        """Return the entry of which a row that says the same is another account."""
        if isinstance(event, Noted):
            return None
        first = self.state.first_to_say(event, id)
        if first == id:
            return None
        doubts.append((RESTATED, f"this is said already, in {first}"))
        return first

    def _amend(self, how: Described, id: str, when: When) -> None:
        """Infer an amendment if a row describes its charge otherwise than the row before it."""
        doubts: list[Doubt] = []
        changed = self.state.redescribed(how, self.row.cells, when, doubts)
        if changed is not None:
            before, now = changed
            doubts += differences(before, now)
            if before.fields != now.fields:
                id = self._amended(id, now.fields, before.when, when, doubts)
        if doubts:
            self._remark(id, doubts)

    def _amended(self, id: str, now: dict[str, Any], before: When, when: When, doubts: list[Doubt]) -> str:
        """Enter an inferred amendment between two dates, and return its id, or the given one where there is none."""
        if self.who is None or self.charge is None:
            return id
        try:
            on = When(before.earliest, when.latest)
        except InvalidWhen:
            doubts.append((AMENDMENT_UNDATABLE, f"the amendment would fall between {before} and {when}"))
            return id
        event = ChargeAmended(on=on, defendant=self.who, charge=self.charge, **now)
        seq, id = len(self.entries) + 1, f"{id}a"
        while id in self.ids:
            id += "a"
        self.ids.add(id)
        values = [id, seq, event, INFERRED, None, None, None, (self.state.first,), None, None, None]
        self.entries.append(made(_ENTRY, Entry, values))
        self.numbers.append(self.row.number)
        return id

    def _remark(self, id: str, doubts: Iterable[Doubt]) -> None:
        about = Subject("charge", self.who or "", self.charge or "")
        for kind, words in doubts:
            if kind is UNMAPPED:
                self.tally.add_unmapped(words)
            finding = kind.finding(f"row {self.row.number}: {words}", [id] if id else [], about=about)
            self.remarks.append(Remark(self.row.number, finding))


def id_of(number: int, part: str) -> str:
    """Return the id of an entry for which a layout names none: that of its row, and of its part of the row."""
    return f"r{number}{part}"


def out_of_bounds(plan: Plan, cells: Cells, when: When, source: Source) -> list[Doubt]:
    """Return what is doubtful about the date of a row, held against the first and the last day that a layout states."""
    doubts: list[Doubt] = []
    earliest = plan.earliest.of(cells, doubts) if isinstance(plan.earliest, Fill) else plan.earliest
    latest = plan.latest.of(cells, doubts) if isinstance(plan.latest, Fill) else plan.latest
    if earliest is not None and _before(when, earliest):
        doubts.append((DATED_TOO_EARLY, f"{when} is before {earliest}"))
    if latest is not None and _before(latest, when):
        published = source.published
        if published is None or not _before(published, when):  # the library finds that itself
            doubts.append((DATED_TOO_LATE, f"{when} is after {latest}"))
    return doubts


def _before(one: When, other: When) -> bool:
    """Return whether a date is certainly earlier than another."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
