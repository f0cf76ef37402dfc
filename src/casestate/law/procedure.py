"""A procedure: the law that governs a file, as data. One is derived from another by naming what differs."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

import attrs

from casestate.entries import Entry
from casestate.errors import InvalidProcedure
from casestate.events import ChargeDismissed, ChargeFiled, Event, PleaAccepted, SentenceImposed, Subject
from casestate.law.asking import Asking, ByKind, by_kind
from casestate.law.checking import Check
from casestate.law.checks import CHECKS
from casestate.law.conditions import last_filed
from casestate.law.headlines import HEADLINES, Clause, Qualifier, Rules
from casestate.law.headlines.charge import DIED_PENDING, OF_INFRACTIONS
from casestate.law.headlines.rules import reworded
from casestate.law.history import History
from casestate.law.kinds import KINDS, kind_of
from casestate.law.policies import Abatement, Counts, Policies, Purpose
from casestate.law.rows import LOCAL, Row, Scope
from casestate.law.transition import Compiled, Machine, Table
from casestate.pictured import Pictured
from casestate.state.axes import Disposition, Jeopardy
from casestate.when import Certainty

_NO_ROWS: Mapping[type[Event], Compiled | None] = MappingProxyType({})
_JEOPARDY_ON_PLEA = {None: Jeopardy.UNKNOWN, True: Jeopardy.ATTACHED, False: Jeopardy.NOT_ATTACHED}


@attrs.frozen(kw_only=True, order=False)
class Procedure(Pictured):
    """
    The law of one jurisdiction: a transition table for each kind of subject, policies, checks and headlines.

    Attributes:
        name: Its stable name in files.
        machines: The tables.
        policies: The rules of the jurisdiction that no row can state.
        checks: The functions that find what no single row of a table can.
        headlines: The rules of its headlines and sentences, by kind of subject.
    """

    name: str
    machines: tuple[Machine, ...] = attrs.field(hash=False)
    policies: Policies = attrs.field(factory=Policies, hash=False)
    checks: tuple[Check, ...] = attrs.field(default=CHECKS, hash=False)
    headlines: Mapping[str, Rules] = attrs.field(default=HEADLINES, hash=False, repr=False)

    def derive(
        self,
        name: str,
        *,
        rows: Iterable[Row] = (),
        without: Iterable[str] = (),
        adopt: Iterable[str] = (),
        policies: Mapping[str, Any] = MappingProxyType({}),
        checks: Iterable[Check] = (),
        headlines: Mapping[str, Iterable[Clause | Qualifier]] = MappingProxyType({}),
    ) -> Self:
        """
        Return the law of another jurisdiction: this one, with the differences.

        >>> from casestate.law import GENERIC
        >>> strict = GENERIC.derive("elsewhere", policies={"nolo_allowed": False}, without=["T58"])
        >>> strict.policies.nolo_allowed, strict.row("T58").start
        (False, ())

        Args:
            name: Its name in files.
            rows: Rows that replace those with the same id; a row with a new id is added after the others.
            without: The ids of rows and the codes of checks that do not hold there. An act of such a row can still be
                recorded, and adds a finding.
            adopt: The ids of local rows that are law there.
            policies: Policies by name that replace those here; :class:`~casestate.law.Cited` gives one its authority.
            checks: Additional checks, made with :func:`casestate.law.check`.
            headlines: By kind of subject, headline rules that replace those with the same name. A clause with a new
                name comes before the one it names in ``before``, or else before all others.

        Raises:
            InvalidProcedure: There is no such row or policy, a row could never apply, or a rule cannot be read.
        """
        if not isinstance(name, str) or not name.strip() or name == self.name:
            raise InvalidProcedure(f"a derived procedure needs a name of its own, not {name!r}")
        settled = self.policies.override(policies)
        out = set(without)
        kept = tuple([check for check in self.checks if check.type.code not in out])
        closed = [_closed(self.row(id), name) for id in sorted(out - {check.type.code for check in self.checks})]
        changed = [*rows, *closed, *[_adopted(self.row(id)) for id in adopt]]
        machines = tuple([_settled(_with(machine, changed), settled, policies) for machine in self.machines])
        homeless = [row.id for row in changed if all(not _belongs(row, machine) for machine in self.machines)]
        if homeless:
            raise InvalidProcedure(
                f"row {homeless[0]!r} belongs to no table of procedure {self.name!r}: "
                "its act has none, or its phases are not that table's"
            )
        return attrs.evolve(
            self,
            name=name,
            machines=machines,
            policies=settled,
            checks=_with_checks(kept, checks),
            headlines=reworded(_reworded_by(self.headlines, settled, policies), headlines),
        )

    def row(self, id: str) -> Row:
        """
        Return a row by its id.

        Raises:
            InvalidProcedure: There is no such row.
        """
        found = [row for row in self.rows if row.id == id]
        if not found:
            near = get_close_matches(str(id), [row.id for row in self.rows], 5, 0.5)
            meant = f"is it {' or '.join(near)}? " if near else ""
            problem = f"there is no row {id!r} in procedure {self.name!r}; {meant}procedure.rows has all rows"
            raise InvalidProcedure(problem)
        return found[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of the law."""
        return tuple([row for machine in self.machines for row in machine.rows])

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The compiled table of each kind of subject, by act and link."""
        return MappingProxyType({machine.kind: machine.compiled() for machine in self.machines})

    @cached_property
    def _own(self) -> "_Own":
        return _Own(self.tables)

    @cached_property
    def _alike(self) -> "dict[type[Event], Compiled | None]":
        return {}

    def bearing_alike(self, kind: str) -> Mapping[type[Event], Compiled | None]:
        """Return the rows, of acts asked about so far, of those whose rows are the same on every subject of a kind."""
        return MappingProxyType(self._alike) if kind in self.by_kind else _NO_ROWS

    def bearing(self, event: Event, subject: Subject, history: History | None = None) -> Compiled | None:
        """
        Return the rows of an act on a subject: its own subject, or a charge that it links to; ``None`` if it has none.

        Args:
            event: The act.
            subject: The subject.
            history: The subject as folded so far; refiling a charge has other rows if another sovereign had brought it.
        """
        if subject.kind not in self.by_kind:
            return None
        if isinstance(event, ChargeFiled) and event.charge != subject.key:
            filed = brought_by(history) if history else None
            sovereign = getattr(filed.event, "sovereign", None) if filed else None
            return self.tables["charge"][ChargeFiled, event.link_to(subject.key, sovereign)]
        rows = self._own[type(event)]
        if not isinstance(event, ChargeFiled):
            self._alike[type(event)] = rows
        return rows

    @cached_property
    def convicting(self) -> Mapping[str, bool]:
        """The fields of a charge that say what convicts of it besides a judgment on a crime."""
        return MappingProxyType(
            {
                "finding_convicts": _on_record(self.policies.finding_is_conviction),
                "infraction_convicts": _on_record(self.policies.infraction_is_conviction),
            }
        )

    @cached_property
    def checks_of(self) -> ByKind:
        """The checks of each kind of state, by their first parameter."""
        return by_kind(self.checks)

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self.checks, self.policies)

    def needs_met(self, events: Iterable[Event]) -> frozenset[str]:
        """Return what some events have of all that checks need to find anything."""
        return self._asking.met(events)

    def checks_given(self, met: frozenset[str]) -> ByKind:
        """Return the checks that can find something where these needs are met."""
        return self._asking.given(met)

    @cached_property
    def by_kind(self) -> Mapping[str, Machine]:
        """The table of each kind of subject."""
        return MappingProxyType({machine.kind: machine for machine in self.machines})

    def precedence(self, event: Event, subject: Subject | None = None) -> int:
        """
        Return the place of an act in the usual order of the acts of a case, which breaks ties of date.

        An act without rows comes after all others. For a charge that is refiled, the new filing comes after the act
        that ended it.
        """
        rows = self._own[type(event)] if subject is None else self.bearing(event, subject)
        return len(self.rows) if rows is None else rows.rank(event)

    def __repr__(self) -> str:
        return f"<Procedure {self.name}: {len(self.rows)} rows>"


class _Own(dict[type[Event], Compiled | None]):
    """The rows of each act on its own subject; ``None`` for an act without any. Filled on demand."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, act: type[Event]) -> Compiled | None:
        rows = self[act] = next((table[act, ""] for table in self._tables.values() if (act, "") in table), None)
        return rows


def _reworded_by(headlines: Mapping[str, Rules], settled: Policies, changed: Iterable[str]) -> Mapping[str, Rules]:
    """Return the headline rules with those that follow from a changed policy."""
    by_policy: list[Clause] = []
    if "abatement" in changed and settled.abatement in DIED_PENDING:
        by_policy.append(DIED_PENDING[settled.abatement])
    if "infraction_is_conviction" in changed and _on_record(settled.infraction_is_conviction):
        by_policy += OF_INFRACTIONS
    return reworded(headlines, {"charge": by_policy}) if by_policy else headlines


def _on_record(counts: Counts) -> bool:
    """Return whether something is a conviction on the record."""
    return counts.for_purpose(Purpose.RECORD) is Certainty.YES


def _with_checks(known: tuple[Check, ...], more: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks with new ones after them, each under a code of its own."""
    checks = list(known)
    for check in more:
        if not isinstance(check, Check):
            raise InvalidProcedure(f"a check is a function decorated with casestate.law.check(...), not {check!r}")
        if check.type.code in {each.type.code for each in checks}:
            raise InvalidProcedure(f"there is a check {check.type.code!r} already; give the new one a code of its own")
        checks.append(check)
    return tuple(checks)


def brought_by(history: History) -> Entry | None:
    """Return the filing that names the sovereign that brought a charge; ``None`` if none does."""
    return last_filed(history, KINDS["charge"], "sovereign")


def _adopted(row: Row) -> Row:
    """Return a local row as adopted: usual, and without its doubt."""
    if row.scope is not Scope.LOCAL:
        raise InvalidProcedure(f"row {row.id!r} is {row.scope}; adopt= takes local rows")
    return attrs.evolve(row, scope=Scope.USUAL, differs=(), doubt="" if row.doubt == LOCAL else row.doubt)


def _carrying_out(row: Row, *, abates: bool) -> Row:
    """Return the row of a dismissal for a death pending appeal, which is local unless that abates the conviction."""
    if abates:
        return attrs.evolve(row, scope=Scope.USUAL, differs=(), doubt="")
    return attrs.evolve(row, scope=Scope.LOCAL, differs=("conviction",), doubt=LOCAL)


def _closed(row: Row, name: str) -> Row:
    """Return a row that does not hold in this jurisdiction: its act is open from no phase."""
    return attrs.evolve(
        row,
        start=(),
        to=None,
        sets={},
        guards={},
        scope=Scope.USUAL,
        refusal="not-in-this-procedure",
        why=f"the procedure {name} does not have it",
    )


def _belongs(row: Row, machine: Machine) -> bool:
    phases = [*row.start, *([row.to] if row.to else [])]
    kind = kind_of(row.act)
    return kind is KINDS[machine.kind] and all(type(phase) is machine.phases for phase in phases)


def _with(machine: Machine, changed: list[Row]) -> Machine:
    """Return the table with rows replaced by id, and new ones after the others."""
    by_id = {row.id: row for row in machine.rows}
    for row in changed:
        if _belongs(row, machine):
            if row.id not in by_id:
                _refuse_the_silent(row, machine.rows)
            by_id[row.id] = row
    records = machine.records
    rows = [row if row.joins else attrs.evolve(row, joins=records.get(row.act, "")) for row in by_id.values()]
    return attrs.evolve(machine, rows=tuple(rows))


def _refuse_the_silent(row: Row, rows: Iterable[Row]) -> None:
    """
    Refuse a new row that could never apply. Of the rows for one act and value, the first that allows a phase applies.

    A conditional row comes before the others, so it is never refused.
    """
    if row.conditional:
        return
    rivals = [each for each in rows if (each.act, each.link) == (row.act, row.link) and not each.conditional]
    heard = {(value, start) for each in rivals for value in each.values or (None,) for start in each.start}
    if heard.issuperset((value, start) for value in row.values or (None,) for start in row.start):
        raise InvalidProcedure(
            f"row {row.id!r} would never speak: {', '.join(each.id for each in rivals)} answer for that act before it; "
            "give the row the id of the one whose place it takes"
        )


def _settled(machine: Machine, policies: Policies, changed: Iterable[str]) -> Machine:
    """Return the table with the policies on jeopardy on a plea and, if it changed, on death pending appeal."""
    attaches, of_death = policies.jeopardy_attaches_on_plea, "abatement" in changed
    abates = policies.abatement is Abatement.AB_INITIO

    def fill(row: Row) -> Row:
        if row.act is PleaAccepted and row.sets.get("jeopardy") is Jeopardy.UNKNOWN:
            return attrs.evolve(row, sets={**row.sets, "jeopardy": _JEOPARDY_ON_PLEA[attaches]})
        if row.act is SentenceImposed and attaches is False:
            return attrs.evolve(row, sets={**row.sets, "jeopardy": Jeopardy.ATTACHED})
        if of_death and row.act is ChargeDismissed and row.sets.get("disposition") is Disposition.ABATED_BY_DEATH:
            return _carrying_out(row, abates=abates)
        return row

    return attrs.evolve(machine, rows=tuple([fill(row) for row in machine.rows]))
