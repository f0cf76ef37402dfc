"""Case files taken apart into columns, and what of them is beyond a shape."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

import numpy as np

from casestate.bulk.acts import EVERYONE, KINDS_OF_SUBJECT, NO_ORDINAL, Acts, Beyond, Ints, Names, Subjects
from casestate.bulk.spelling import Spelled
from casestate.bulk.standins import Encoder, Skeleton, values_of
from casestate.casefile import CaseFile
from casestate.engine.order import FOREVER, days_of
from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.events import ClaimDecided, Event, SettlementApproved, Subject
from casestate.events.fields import LINKS, OTHER_NAMES, PEOPLE_CONCERNED, own_texts, texts_in
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure
from casestate.law.sealing import acts_on_records
from casestate.sources import Source
from casestate.tables.assembling import Remark


class Told(NamedTuple):
    """
    What an act says, apart from whom, what and when it is about. Acts that say the same share it.

    Attributes:
        code: Its skeleton, by number.
        cells: The numbers of its texts.
        links: The ids of other charges that it names.
        tied: Whether it is itself an act on them, or links its charge with them.
        renamed: Whether it gives somebody another name.
    """

    code: int
    cells: list[int]
    links: frozenset[str]
    tied: bool
    renamed: bool


class Kept(Protocol):
    """A case whose acts are taken."""

    @property
    def id(self) -> str:
        """The id of the case."""
        ...

    def file(self) -> CaseFile:
        """Return the case file."""
        ...

    def id_of(self, place: int) -> str:
        """Return the id of an entry, by its place in the file from 0."""
        ...

    def row_of(self, place: int) -> int | None:
        """Return the number of the row that an entry was made of; ``None`` where it was made of none."""
        ...


class Read(NamedTuple):
    """
    A case file.

    Attributes:
        place: Its place in the order of all.
        case: The file.
        remarks: What is doubtful about the rows that it was made of.
        rows: For each entry the number of its row, where it was made of rows.
    """

    place: int
    case: CaseFile
    remarks: Sequence[Remark] = ()
    rows: Sequence[int] = ()

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.case.id

    def file(self) -> CaseFile:
        """Return the case file."""
        return self.case

    def id_of(self, place: int) -> str:
        """Return the id of an entry, by its place in the file from 0."""
        return self.case.entries[place].id

    def row_of(self, place: int) -> int | None:
        """Return the number of the row that an entry was made of; ``None`` where it was made of none."""
        return self.rows[place] if self.rows else None


class Collector:
    """Takes cases one after another, and their acts in the order of the file."""

    def __init__(self) -> None:
        self.cases: list[Kept] = []
        self.ids: set[str] = set()
        self.places: list[int] = []
        self.remarks: list[tuple[int, int, Finding]] = []
        self.procedures: list[Procedure] = []
        self.laws: dict[int, int] = {}
        self.procedure_of: list[int] = []
        self.encoders: list[Encoder] = []
        self.units: list[tuple[int, int, int, int]] = []
        self.names = Names()
        self.codes: dict[Skeleton, int] = {}
        self.skeletons: list[tuple[Skeleton, Event]] = []
        self.told: dict[tuple[Any, ...], Told] = {}
        self.events: list[Event] = []
        self.code_of: list[int] = []
        self.counts: list[int] = []
        self.cells: list[int] = []
        self.rows: list[tuple[int, ...]] = []
        self.after: dict[int, tuple[int, ...]] = {}
        self.last_day: list[int] = []
        self.routed: dict[tuple[int, str], set[Beyond]] = {}
        self.doubted: dict[tuple[int, str], set[Beyond]] = {}

    def take(self, read: Read) -> None:
        """
        Take one file.

        Raises:
            InvalidQuestion: It is no case file, or the second one of its id.
        """
        case = read.case
        self.check(case)
        number = self.begin(read, read.place, case.procedure)
        self.remarks += [(number, each.row, each.finding) for each in read.remarks]
        sealing = acts_on_records(case.procedure)
        here: dict[Subject, int] = {}
        rows: dict[str, tuple[int, int]] = {}
        spelled = Spelled()
        last = 0
        for place, entry in enumerate(case.entries):
            event = entry.event
            subjects = event.subjects
            for subject in (*subjects, *event.spoken_of):
                if subject not in here:
                    here[subject] = self.unit(number, subject)
                    spelled.name(subject)
            told = self.told_by(event, case.procedure)
            for who, why in beyond_shapes(entry, subjects, sealing, tied=told.tied):
                self.routed.setdefault((number, who), set()).add(why)
            days = days_of(entry.when)
            if len(subjects) == 1:
                rows[entry.id] = here[subjects[0]], len(self.rows)
                self.act(here[subjects[0]], self.number(event, told), days, entry.ordinal, entry.source, place=place)
            if entry.after:
                self._link(number, entry, rows)
            for subject in (*subjects, *event.spoken_of) if told.links else ():
                spelled.link(subject, told.links)
            spelled.concern(own_texts(event, (PEOPLE_CONCERNED,)), renamed=told.renamed)
            last = max(last, days[1] if days[1] < FOREVER else 0)
            if dated_after(entry.source, days):
                self.doubt(number, Beyond.DATED)
        self.end(number, last, spelled)

    def check(self, case: CaseFile) -> None:
        """
        Check that something is a case file, and the first of its id: a second one could not be asked for.

        Raises:
            InvalidQuestion: It is not.
        """
        if not isinstance(case, CaseFile):
            raise InvalidQuestion(f"bulk work takes case files, a store, or a table, not {case!r}")
        self.check_id(case.id)

    def check_id(self, id: str) -> None:
        """
        Check that no case before has an id.

        Raises:
            InvalidQuestion: One has it.
        """
        if id in self.ids:
            raise InvalidQuestion(f"two case files have the id {id!r}; give each once, under an id of its own")
        self.ids.add(id)

    def begin(self, kept: Kept, place: int, procedure: Procedure) -> int:
        """Begin a case, and return its number."""
        self.cases.append(kept)
        self.places.append(place)
        self.procedure_of.append(self._law(procedure))
        return len(self.cases) - 1

    def end(self, number: int, last: int, spelled: Spelled) -> None:
        """End a case, the last day on which something has certainly happened in it, and its names and ids."""
        self.last_day.append(last)
        if spelled.alike:
            self.doubt(number, Beyond.ALIKE)

    def doubt(self, number: int, why: Beyond) -> None:
        """Leave the findings of a case to its file."""
        self.doubted.setdefault((number, EVERYONE), set()).add(why)

    def _law(self, procedure: Procedure) -> int:
        law = self.laws.get(id(procedure))
        if law is None:
            law = self.laws[id(procedure)] = len(self.procedures)
            self.procedures.append(procedure)
            self.encoders.append(Encoder(procedure))
        return law

    def _link(self, case: int, entry: Entry, rows: Mapping[str, tuple[int, int]]) -> None:
        """Note a link between acts on one subject; any other is beyond shapes."""
        ends = [rows.get(id) for id in (entry.id, *entry.after)]
        told = [end for end in ends if end is not None]
        self.doubt(case, Beyond.LINKS)
        if len(told) == len(ends) and len({unit for unit, _ in told}) == 1:
            (_, row), *others = told
            self.after[row] = tuple([other for _, other in others])
        else:
            self.routed.setdefault((case, EVERYONE), set()).add(Beyond.LINKS)

    def unit(self, case: int, subject: Subject) -> int:
        """Take a subject of a case, and return its number."""
        kind = KINDS_OF_SUBJECT.index(subject.kind)
        self.units.append((case, kind, self.names.number(subject.who), self.names.number(subject.key)))
        return len(self.units) - 1

    def told_by(self, event: Event, procedure: Procedure) -> Told:
        """Return what an act says, worked out when the first act says it."""
        law, act = self._law(procedure), type(event)
        key = law, act, values_of(act)(event)
        told = self.told.get(key)
        if told is None:
            skeleton, texts = self.encoders[law].encode(event)
            code = self.codes.get(skeleton)
            if code is None:
                code = self.codes[skeleton] = len(self.skeletons)
                self.skeletons.append((skeleton, event))
            told = self.told[key] = Told(
                code,
                [self.names.number(text) for text in texts],
                frozenset(texts_in(event, LINKS)),
                is_tied(event),
                any(own_texts(event, (OTHER_NAMES,))),
            )
        return told

    def number(self, event: Event, told: Told) -> int:
        """Take an act that one or several rows have, and return its number."""
        self.events.append(event)
        self.code_of.append(told.code)
        self.counts.append(len(told.cells))
        self.cells += told.cells
        return len(self.events) - 1

    def act(
        self, unit: int, event: int, days: tuple[int, int], ordinal: int | None, source: Source, *, place: int
    ) -> None:
        """
        Take what a row or an entry says.

        Args:
            unit: The number of its subject.
            event: The number of its act.
            days: The first and the last day possible.
            ordinal: Its place in the docket of the day.
            source: Its source.
            place: The place of its entry in the file, from 0.
        """
        self.rows.append((unit, event, *days, NO_ORDINAL if ordinal is None else ordinal, source.basis.rank, place))

    def acts(self) -> Acts:
        """Return what was taken."""
        unit, event, earliest, latest, ordinal, basis, entry = _columns(self.rows, 7)
        return Acts(
            cases=[case.id for case in self.cases],
            procedures=self.procedures,
            procedure_of=np.array(self.procedure_of, dtype=np.int64),
            units=Subjects(*_columns(self.units, 4)),
            names=self.names,
            skeletons=self.skeletons,
            events=self.events,
            code_of=np.array(self.code_of, dtype=np.int64),
            cell_start=np.array([0, *accumulate(self.counts)], dtype=np.int64),
            cells=np.array(self.cells, dtype=np.int64),
            unit=unit,
            event=event,
            earliest=earliest,
            latest=latest,
            ordinal=ordinal,
            basis=basis,
            entry=entry,
            file=lambda case: self.cases[case].file(),
            id_of=lambda case, place: self.cases[case].id_of(place),
            row_of=lambda case, place: self.cases[case].row_of(place),
            remarks=self.remarks,
            after=self.after,
            place=np.array(self.places, dtype=np.int64),
            last_day=np.array(self.last_day, dtype=np.int64),
            routed=self.routed,
            doubted=lambda: self.doubted,
        )


def dated_after(source: Source, days: tuple[int, int]) -> bool:
    """Return whether an act is certainly later than its source was published."""
    return source.published is not None and days_of(source.published)[1] < days[0]


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> list[Ints]:
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), width).T
    return [np.ascontiguousarray(column) for column in columns]


def is_tied(event: Event) -> bool:
    """Return whether an act names other charges of its defendant."""
    return any(own_texts(event, LINKS))


def beyond_shapes(
    entry: Entry, subjects: tuple[Subject, ...], sealing: Collection[type[Event]], *, tied: bool
) -> Iterator[tuple[str, Beyond]]:
    """Yield whom of the file an entry puts beyond shapes, and why; all of them under the empty name."""
    event = entry.event
    if entry.account_of is not None:
        yield EVERYONE, Beyond.ACCOUNTS
    if entry.revises is not None:
        yield EVERYONE, Beyond.CORRECTIONS
    if type(event) in sealing:
        yield EVERYONE, Beyond.SEALING
    people = {subject.who for subject in subjects}
    if len(people) > 1:
        yield EVERYONE, Beyond.SEVERAL
    for who in {subject.who for subject in event.spoken_of}:
        yield who, Beyond.STATEMENTS
    for who in people:
        if (len(subjects) > 1 and len(people) == 1) or tied:
            yield who, Beyond.TIED
        if event.on_every_charge:
            yield who, Beyond.EVERY_CHARGE
        for why in _of_content(event):
            yield who, why


def _of_content(event: Event) -> Iterator[Beyond]:
    """Yield why what an act on a claim says is beyond a shape."""
    if isinstance(event, ClaimDecided) and event.for_:
        yield Beyond.PARTY
    if isinstance(event, SettlementApproved) and event.terms:
        yield Beyond.VALUES  # a term told again is no second term


def collected(cases: Iterable[Read]) -> Acts:
    """Return case files as columns."""
    collector = Collector()
    for read in cases:
        collector.take(read)
    return collector.acts()
