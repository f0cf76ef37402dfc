"""
Cases of which each row is one act by itself: their rows are taken in as they stand.

Such a case has no case file until one is asked for, and what an act says is worked out once for all rows that say the
same. A row is more than an act by itself where anything about it is doubtful, where it is linked with another row or
changes what an earlier one says, and where its act is beyond shapes. Its case is then read into a case file.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from casestate.bulk.acts import Beyond
from casestate.bulk.collecting import Collector, beyond_shapes, dated_after
from casestate.bulk.spelling import Spelled
from casestate.bulk.standins import values_of
from casestate.casefile import CaseFile
from casestate.engine.order import FOREVER, NEVER, days_of
from casestate.entries import Entry, bounded
from casestate.events import Event, Subject
from casestate.events.fields import PEOPLE_CONCERNED, own_texts
from casestate.law.kinds import KINDS
from casestate.law.sealing import acts_on_records
from casestate.sources import Source
from casestate.tables.assembling import Assembler, id_of, out_of_bounds
from casestate.tables.earlier import Earlier
from casestate.tables.ordering import ordered
from casestate.tables.plan import Group, Making, Noting
from casestate.tables.row import Cells, Row
from casestate.tables.spreading import Pair
from casestate.tables.tally import Tally
from casestate.tables.values import Doubt
from casestate.when import UNDATED, When


class Content(NamedTuple):
    """
    The content of an act: everything but whom, what and when it is about.

    Attributes:
        kind: The kind of its subject: ``charge``, ``claim``, ``citation`` or ``person``.
        key: The id of its claim or citation, which its own cells give; blank for a charge, which that of the row is.
        event: The number of the first act with this content.
    """

    kind: str
    key: str
    event: int


class Act(NamedTuple):
    """
    An act of a row.

    Attributes:
        subject: Whom and what it is about.
        event: The number of the first act with the same content.
        when: Its date.
        source: Its source.
        row: The number of its row.
        part: What its id adds to that of the row.
    """

    subject: Subject
    event: int
    when: When
    source: Source
    row: int
    part: str


@attrs.define
class RowwiseCase:
    """
    A case of which each row is an act by itself.

    Attributes:
        id: Its id.
        rows: Its rows.
        numbers: For each entry the number of its row.
        parts: For each entry what its id adds to that of the row.
        assembler: Makes its case file.
    """

    id: str
    rows: Sequence[Row]
    numbers: Sequence[int]
    parts: Sequence[str]
    assembler: Assembler

    @cached_property
    def _file(self) -> CaseFile:
        return self.assembler.case(self.id, self.rows).case

    def file(self) -> CaseFile:
        """Return the case file, which is kept once it is made."""
        return self._file

    def id_of(self, place: int) -> str:
        """Return the id of an entry, by its place in the file from 0."""
        return id_of(self.numbers[place], self.parts[place])

    def row_of(self, place: int) -> int:
        """Return the number of the row that an entry was made of."""
        return self.numbers[place]


class Rowwise:
    """
    Takes in cases of which each row is an act by itself.

    Args:
        assembler: Makes case files of the same rows, and counts what is read.
        collector: Takes the acts.
    """

    def __init__(self, assembler: Assembler, collector: Collector) -> None:
        self.plan = plan = assembler.plan
        self.procedure = assembler.procedure
        self.tally = assembler.tally
        self.collector = collector
        self.assembler = Assembler(plan, assembler.procedure, Tally())
        self.sealing = acts_on_records(assembler.procedure)
        self.parts = plan.parts
        self.may_lack = len(plan.groups) > 1 or plan.whose.spread
        self.named = plan.id is not None or plan.after is not None
        self.moments = [fill for fill in (plan.docketed_on, plan.recorded_at) if fill is not None]
        self.bounded = plan.earliest is not None or plan.latest is not None
        self.looks_back = plan.described is not None or plan.restated or plan.again
        self.docket = plan.order.same_day == "docket"
        self.contents: dict[tuple[Making, Any], Content | None] = {}
        self.numbers: dict[tuple[type[Event], Any], int] = {}
        self.days: dict[tuple[When, When], tuple[int, int]] = {}

    def take(self, id: str, rows: Sequence[Row]) -> bool:
        """Take in a case, and return whether each row is an act by itself; if not, nothing is taken."""
        acts = None if self.named else self._acts(rows)
        if acts is None:
            return False
        collector = self.collector
        collector.check_id(id)
        kept = RowwiseCase(id, rows, [act.row for act in acts], [act.part for act in acts], self.assembler)
        number = collector.begin(kept, rows[0].number, self.procedure)
        units: dict[Subject, int] = {}
        spelled = Spelled()
        last = NEVER
        for place, (subject, event, when, source, _, _) in enumerate(acts):
            unit = units.get(subject)
            if unit is None:
                unit = units[subject] = collector.unit(number, subject)
                spelled.name(subject)
            days = self._days(when, source)
            collector.act(unit, event, days, place + 1 if self.docket else None, source, place=place)
            last = max(last, days[1] if days[1] < FOREVER else NEVER)
            if dated_after(source, days):
                collector.doubt(number, Beyond.DATED)
        collector.end(number, last, spelled)
        self._count([act.when for act in acts])
        return True

    def _count(self, dates: Sequence[When]) -> None:
        first = min([when.earliest for when in dates if when.earliest is not None], default=date.max)
        last = max([when.latest for when in dates if when.latest is not None], default=date.min)
        self.tally.add_case(len(dates), first, last)

    def _acts(self, rows: Sequence[Row]) -> list[Act] | None:
        """Return the acts of a case in the order of the docket; ``None`` if a row is more than an act by itself."""
        charges: dict[Pair, Earlier] = {}
        acts: list[Act] = []
        counts: list[int] = []
        for row in ordered(rows, self.plan):
            found = self._acts_of(row, charges)
            if found is None:
                return None
            acts += found
            counts.append(len(found))
        for count in counts:
            self.tally.add_row(count, 0)
        return acts

    def _acts_of(self, row: Row, charges: dict[Pair, Earlier]) -> list[Act] | None:
        """Return the acts of a row; ``None`` if it is more than an act by itself."""
        plan, cells = self.plan, row.cells
        doubts: list[Doubt] = []
        who = plan.who.of(cells, doubts)
        charge = None if plan.charge is None else plan.charge.of(cells, doubts)
        source = plan.source if isinstance(plan.source, Source) else plan.source.of(cells, doubts)
        if row.odd or who is None or (plan.whose.spread and self._is_spread(who, charge)):
            return None
        for fill in self.moments:  # what they say is in the file; only their doubts count here
            fill.of(cells, doubts)
        acts = []
        for group, part in self.parts:
            if self.may_lack and group.given and not group.present(cells):
                continue
            choice, when = group.choose(cells), self._when(group, cells, doubts)
            if isinstance(choice, Noting) or when is UNDATED or (charge is None and choice.identity[3] >= 0):
                return None
            if self.bounded:
                doubts += out_of_bounds(plan, cells, when, source)
            content = self._content(choice, row, when, (who, charge))
            if content is None:
                return None
            if self.looks_back:
                earlier = charges.setdefault((who, charge), Earlier())
                if self._follows(earlier, choice, row, (content.event, when, part), doubts):
                    return None
            subject = Subject(content.kind, who, charge if content.kind == "charge" and charge else content.key)
            acts.append(Act(subject, content.event, when, source, row.number, part))
        return None if doubts else acts

    def _is_spread(self, who: str, charge: str | None) -> bool:
        """Return whether a row stands for several defendants or charges, or may."""
        return charge is None or self.plan.whose.of(who, charge, ()) != [(who, charge)]

    def _when(self, group: Group, cells: Cells, doubts: list[Doubt]) -> When:
        dates, cell = self.plan.when, None if group.date is None else cells[group.date]
        when: When = dates[cell]
        doubts += dates.doubts.get(cell, ())
        return when

    def _days(self, when: When, source: Source) -> tuple[int, int]:
        """Return the first and the last day possible of an act, which its source bounds."""
        if source.published is None:
            return days_of(when)
        key = when, source.published
        if key not in self.days:
            self.days[key] = days_of(bounded(when, source))
        return self.days[key]

    def _content(self, choice: Making, row: Row, when: When, whose: Pair) -> Content | None:
        """Return the content of an act, worked out for the first one that has it; ``None`` where it is more."""
        key = choice, choice.values.key(row.cells)
        if key not in self.contents:
            self.contents[key] = self._first(choice, row, when, whose)
        return self.contents[key]

    def _first(self, choice: Making, row: Row, when: When, whose: Pair) -> Content | None:
        """Return the content of the first of some acts."""
        doubts: list[Doubt] = []
        event = choice.make(row.cells, row.number, when, whose, doubts)
        if event is None or doubts or choice.numbered or choice.finding is not None:
            return None
        told = self.collector.told_by(event, self.procedure)
        entry = Entry(id="e1", event=event)
        if any(beyond_shapes(entry, event.subjects, self.sealing, tied=told.tied)) or event.spoken_of:
            return None
        others = {*own_texts(event, (PEOPLE_CONCERNED,))} - {whose[0]}
        if told.links or told.renamed or others or len(event.subjects) != 1:
            return None
        (subject,) = event.subjects
        if subject.kind not in (*KINDS, "person"):
            return None
        key = type(event), values_of(type(event))(event)
        if key not in self.numbers:
            self.numbers[key] = self.collector.number(event, told)
        return Content(subject.kind, "" if subject.kind == "charge" else subject.key, self.numbers[key])

    def _follows(
        self, earlier: Earlier, choice: Making, row: Row, act: tuple[int, When, str], doubts: list[Doubt]
    ) -> bool:
        """
        Set an act of a row beside the earlier rows of its charge, and return whether it bears on them.

        It does if it is a second one of its kind, describes the charge otherwise, or is said again.
        """
        plan, (event, when, part) = self.plan, act
        if earlier.is_second(choice):
            return True
        if plan.described is not None and earlier.redescribed(plan.described, row.cells, when, doubts) is not None:
            return True
        if not plan.restated:
            return False
        id = id_of(row.number, part)
        return earlier.first_to_say((event, when), id) != id
