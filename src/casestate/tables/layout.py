"""Layouts: how the rows of a table become acts, as data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Self

import attrs

from casestate.errors import InvalidLayout
from casestate.events import Event
from casestate.law import GENERIC, PROCEDURES, Procedure
from casestate.law.findings import FindingType
from casestate.sources import UNKNOWN_SOURCE, Source
from casestate.tables.dates import ISO
from casestate.tables.hints import near
from casestate.tables.plan import Plan
from casestate.tables.preparing import prepare
from casestate.tables.toml import keys_of, text_of
from casestate.tables.values import Chosen, Column, Dated, Doubts, Order, Reader, Template


def _names(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _several(value)


def _several(value: Any) -> tuple[Any, ...]:
    """Return several values as a tuple; what is no list stays one value, which is checked with the rest."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _dated(value: Iterable[Dated]) -> tuple[Dated, ...]:
    return _several(value)


def _order(value: "Order | str") -> Order:
    """Return the order that a word or the name of a column stands for."""
    if isinstance(value, str):
        return Order() if value == "rows" else Order(same_day="law") if value == "law" else Order(column=value)
    return value


def _procedure(value: "Procedure | str") -> Procedure:
    if isinstance(value, Procedure):
        return value
    if not isinstance(value, str) or value not in PROCEDURES:
        raise InvalidLayout(
            ("procedure", f"there is no {value!r}; known: {', '.join(PROCEDURES)}{near(str(value), PROCEDURES)}")
        )
    return PROCEDURES[value]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Layout:
    """
    How the rows of a table become acts.

    A layout is a function of a row's own values. It is checked when it is made, and every problem is reported at once.

    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> from casestate.tables import Layout, act, column
    >>> layout = Layout(
    ...     case="case", defendant="name", charge="count", date="date",
    ...     acts={"event": {
    ...         "Filed": act(ChargeFiled, offense=column("offense")),
    ...         "Nolle": act(ChargeDismissed, by="prosecutor"),
    ...     }},
    ... )
    >>> row = {"case": "C1", "name": "A. Doe", "count": "1", "date": "2023-02-01", "event": "Nolle"}
    >>> [event for event, _ in layout.read(row)]
    [ChargeDismissed(on='2023-02-01', defendant='A. Doe', charge='1', by='prosecutor')]

    Attributes:
        case: The column of the case.
        defendant: The column of the defendant, or a text where the table names none.
        charge: The column of the charge.
        proceeding: The column of the proceeding, if a case has several.
        date: The column of the date, in a table with one row a development.
        act: What such a row is: an act, ``note``, or the column that decides it. Left out, the one column of ``acts``.
        acts: For each deciding column, what each of its words stands for: an act, ``note``, or another column that
            decides. In a word ``*`` stands for any letters.
        dated: In a table with one row a charge: each column of dates, and the act on that day.
        date_formats: The formats of dates, as of ``strptime``, or ``when`` for the library's own written form.
        earliest: The first day that a row may have, or the column that gives it.
        latest: The last day that a row may have, or the column that gives it.
        zone: The zone of the court, such as ``America/Chicago``: of moments that state none, and of the days of those
            that do.
        id: The column of an id that is unique in a case; without it entries are named by the row, such as ``r7``.
        after: The column of the ids of rows before it in the case that a row came after, with semicolons between them.
        order: The docket order: ``rows`` as they stand, ``law`` if the rows of a day are in no order, a column that
            gives it, or an :class:`Order`.
        source: The source; or its fields, some of which columns give.
        quote: The columns with the source's own words.
        docketed_on: The column of the day on which the court entered the act.
        recorded_at: The column of the moment at which the act was recorded.
        fields: The fields of every act that has them, unless the act states its own.
        words: Tables of words by name, for the fields of several acts.
        readers: Readers by name: functions of a text, or a reader of the library with its options.
        findings: Types of finding by code, for the rows of some acts.
        described: The columns that describe the charge on every row, by the fields of ``ChargeAmended``. Where a row
            describes it otherwise than the row before it, an amendment between the two is inferred.
        version: The column that names the version of the charge that a row describes.
        defendant_separator: What parts the names of several defendants in one cell; the row is an act on each of them.
        charge_separator: What parts the ids of several charges in one cell; the row is an act on each of them.
        each_defendant: Whether a row that names a charge and no defendant is an act on each defendant who has that
            charge in a row before it.
        each_charge: Whether a row that names a defendant and no charge is an act on each charge that the defendant has
            in a row before it.
        restated: Whether a row that says the same of a charge and a day as an earlier one is another account of that
            act.
        blank: Words that stand for no value, such as ``N/A``.
        procedure: The law, or its name.
        encoding: The encoding of a CSV file.
        delimiter: What parts the cells of a CSV file.
        name: The file of the layout.

    Raises:
        InvalidLayout: The layout cannot be used; the error has every problem, with its key.
    """

    case: str
    defendant: str | Column | Template
    charge: str | Column | Template | None = None
    proceeding: str | Column | Template | None = None
    date: str | None = None
    act: Chosen | None = None
    acts: Mapping[str, Mapping[str, Chosen]] = attrs.field(factory=dict)
    dated: tuple[Dated, ...] = attrs.field(default=(), converter=_dated)
    date_formats: tuple[str, ...] = attrs.field(default=(ISO,), converter=_names)
    earliest: str | Column | None = None
    latest: str | Column | None = None
    zone: str | None = None
    id: str | None = None
    after: str | None = None
    order: Order = attrs.field(factory=Order, converter=_order)
    source: Source | Mapping[str, Any] = UNKNOWN_SOURCE
    quote: tuple[str, ...] = attrs.field(default=(), converter=_names)
    docketed_on: str | None = None
    recorded_at: str | None = None
    fields: Mapping[str, Any] = attrs.field(factory=dict)
    words: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    readers: Mapping[str, Reader | Mapping[str, Any]] = attrs.field(factory=dict)
    findings: Mapping[str, FindingType | Mapping[str, str]] = attrs.field(factory=dict)
    described: Mapping[str, str | Column | Template] = attrs.field(factory=dict)
    version: str | None = None
    defendant_separator: str | None = None
    charge_separator: str | None = None
    each_defendant: bool = False
    each_charge: bool = False
    restated: bool = False
    blank: tuple[str, ...] = attrs.field(default=(), converter=_names)
    procedure: Procedure = attrs.field(default=GENERIC, converter=_procedure)
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    name: str = ""

    @classmethod
    def load(cls, path: str | PathLike[str], **more: Any) -> Self:
        """
        Return the layout in a TOML file, whose keys are the attributes of a layout.

        Args:
            path: The file.
            more: Keys that TOML cannot state, such as ``readers`` of your own or a derived ``procedure``. They come
                before those of the file; of ``readers``, each by its name.

        Raises:
            InvalidLayout: The layout cannot be used; the error has every problem, with its key.
        """
        file = Path(path)
        try:
            return cls.loads(text_of(file), name=file.name, **more)
        except InvalidLayout as problem:
            raise InvalidLayout(*problem.problems, name=file.name) from None

    @classmethod
    def loads(cls, text: str, **more: Any) -> Self:
        """
        Return the layout in a TOML text; see :meth:`load`.

        >>> Layout.loads('''
        ... case = "no"
        ... defendant = "name"
        ... charge = "count"
        ... date = "filed"
        ... act = "ChargeFiled"
        ... ''').columns
        ('no', 'name', 'filed', 'count')

        Raises:
            InvalidLayout: The layout cannot be used; the error has every problem, with its key.
        """
        keys = keys_of(text, {each.name: each for each in attrs.fields(cls) if each.name != "name"})
        if "readers" in more:
            more = {**more, "readers": {**keys.get("readers", {}), **more["readers"]}}
        given = {**keys, **more}
        lacking = [name for name in ("case", "defendant") if name not in given]
        if lacking:
            raise InvalidLayout(*[(name, "the layout lacks this key, which names a column") for name in lacking])
        return cls(**given)

    def __attrs_post_init__(self) -> None:
        _ = self.plan

    @cached_property
    def plan(self) -> Plan:
        """The layout made ready: a function of the cells of a row, or of the distinct values of columns."""
        return prepare(self)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the layout reads."""
        return self.plan.columns

    def read(self, row: Mapping[str, Any]) -> Iterator[tuple[Event | None, Doubts]]:
        """
        Yield the acts that a row is by its own values, each with what is doubtful about it.

        ``None`` stands for a row that is kept as a note. What depends on other rows is left to :func:`read_cases`.
        """
        cells = tuple([row.get(name) for name in self.columns])
        for _, event, doubts in self.plan.acts(cells):
            yield event, doubts

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the attributes; the plan is made anew."""
        return _of, (type(self), {field.name: getattr(self, field.name) for field in attrs.fields(type(self))})

    def __repr__(self) -> str:
        return f"<Layout {self.name}{': ' if self.name else 'of '}{len(self.columns)} columns>"


def _of(type_: type[Layout], attributes: Mapping[str, Any]) -> Layout:
    return type_(**attributes)
