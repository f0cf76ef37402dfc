"""
Checks: what a single act against its row in the table cannot show.

A check is one function that carries its finding type and what it reads. The library's own are in
:mod:`casestate.law.checks`; a derived procedure adds others with ``derive(..., checks=[...])``.
"""

from collections.abc import Callable, Collection, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs

from casestate.entries import Entry
from casestate.errors import InvalidProcedure
from casestate.events import Subject
from casestate.law.findings import Finding, FindingType, Severity
from casestate.law.policies import Policies
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState

if TYPE_CHECKING:
    from casestate.law.procedure import Procedure

State = ChargeState | ClaimState | CitationState | DefendantState

STATES: dict[str, type[Any]] = {
    "defendant": DefendantState,
    "charge": ChargeState,
    "claim": ClaimState,
    "citation": CitationState,
}
"""The states that a check may be of, by the name of its first parameter."""
_POLICIES = frozenset([field.name for field in attrs.fields(Policies)])
_OF_DEFENDANT = frozenset([field.name for field in attrs.fields(DefendantState)])


def _entries(named: "Entry | Iterable[Entry] | None") -> tuple[Entry, ...]:
    if named is None or isinstance(named, Entry):
        return () if named is None else (named,)
    return tuple(named)


@attrs.frozen
class Doubt:
    """
    What a check found doubtful, once.

    Attributes:
        message: One sentence.
        entries: The entries that it is about; one entry may stand for itself.
        about: The subject concerned, where it is another than the one checked.
    """

    message: str
    entries: tuple[Entry, ...] = attrs.field(converter=_entries)
    about: Subject | None = None


def _records(check: "Check") -> frozenset[str]:
    return frozenset([name.partition(".")[0] for name in check.reads])


def _policies(check: "Check") -> frozenset[str]:
    return frozenset([name.removeprefix("policies.") for name in check.reads if name.startswith("policies.")])


@attrs.frozen(eq=False)
class Check:
    """
    One check, made by :func:`check`.

    Attributes:
        type: The type of its findings.
        function: The function that yields each :class:`Doubt`.
        takes: The names of its parameters; the first is the kind of state that is checked.
        reads: What the function reads.
        weighs: What of these counts by its very value.
        needs: The acts and fields without one of which it finds nothing, and the policies without each of which.
        records: The axes and records among these.
        policies: The policies among these.
    """

    type: FindingType
    function: Callable[..., Iterable[Doubt]]
    takes: tuple[str, ...]
    reads: frozenset[str]
    weighs: frozenset[str]
    needs: frozenset[str]
    records: frozenset[str] = attrs.field(init=False, default=attrs.Factory(_records, takes_self=True))
    policies: frozenset[str] = attrs.field(init=False, default=attrs.Factory(_policies, takes_self=True))

    def finding(self, doubt: Doubt, state: State) -> Finding:
        """Return what the function found doubtful about a state, as a finding."""
        ids = [entry.id for entry in doubt.entries]
        return self.type.finding(doubt.message, ids, about=doubt.about or _subject(state))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as a name: the module and name of its function must lead to the check."""
        name = self.function.__module__, self.function.__qualname__
        if _check_named(*name) is not self:
            raise InvalidProcedure(
                f"check {self.type.code!r} cannot be pickled: {'.'.join(name)} does not name it; "
                "define it at the top of a module"
            )
        return _check_named, name

    def __repr__(self) -> str:
        return f"<Check {self.type.code}>"


def _check_named(module: str, name: str) -> Any:
    return getattr(import_module(module), name, None)


def _subject(state: State) -> Subject:
    return Subject("person", state.name, "") if isinstance(state, DefendantState) else state.subject


Decorator = Callable[[Callable[..., Iterable[Doubt]]], Check]


def check(
    code: str,
    severity: Severity,
    *,
    meaning: str,
    remedy: str,
    reads: Iterable[str],
    weighs: Iterable[str] | None = None,
    needs: Iterable[str] = (),
) -> Decorator:
    """
    Make a check of a function that yields a :class:`Doubt` for each doubtful thing.

    The first parameter of the function is ``charge``, ``claim``, ``citation`` or ``defendant``: the state that is
    checked. Further parameters may be ``defendant`` and ``policies``.

    Args:
        code: The stable name of its findings, such as ``bail-above-limit``.
        severity: How grave they are.
        meaning: What they say of the record, in one or two sentences.
        remedy: What settles one.
        reads: What the function reads. ``"phase"`` or ``"sentencing"`` is an axis or a record of the state checked,
            ``"sentencing.components"`` a field of the events in that record, ``"sentencing.on"`` their day,
            ``"policies.grades"`` a policy; ``"person"``, ``"charges"``, ``"claims"`` and ``"citations"`` are what
            else the defendant has.
        weighs: What of these counts by its very value, or is said in a message as one: a length, a sum, a number of
            days, the words of a text. Of all else it reads, coded words aside, it matters only whether it is there,
            whether two are the same, and of days which came first; a message may name it as it is. By default
            everything that it reads. Bulk work answers a check for many charges at once where it weighs nothing that
            differs between them.
        needs: Acts, such as ``"StayOrdered"``, and fields, such as ``"exposure"``, without one of which in the file it
            finds nothing, so that bulk work need not ask; and policies, such as ``"policies.limitations"``, each of
            which must say something. By default it is always asked.

    Raises:
        InvalidProcedure: The function takes something else, or reads or weighs something that no state has.
    """
    type = FindingType(code, severity, meaning=meaning, remedy=remedy)
    return raising(type, reads=reads, weighs=weighs, needs=needs)


def raising(
    type: FindingType, *, reads: Iterable[str], weighs: Iterable[str] | None = None, needs: Iterable[str] = ()
) -> Decorator:
    """Make a check of a function, like :func:`check`, with a finding type that is declared elsewhere."""
    names = frozenset(reads)
    weighed = names if weighs is None else frozenset(weighs)

    def made(function: Callable[..., Iterable[Doubt]]) -> Check:
        code = function.__code__
        takes = code.co_varnames[: code.co_argcount]
        if not takes or takes[0] not in STATES or not {"defendant", "policies"}.issuperset(takes[1:]):
            raise InvalidProcedure(
                f"check {type.code!r} takes {', '.join(takes) or 'nothing'}; its first parameter is one of "
                f"{', '.join(STATES)}, and further ones are defendant and policies"
            )
        unknown = [name for name in sorted(names) if not _readable(takes[0], name)]
        if unknown:
            raise InvalidProcedure(f"check {type.code!r} reads {unknown[0]!r}, which no {takes[0]} has")
        if not weighed <= names:
            unread = ", ".join(sorted(weighed - names))
            raise InvalidProcedure(f"check {type.code!r} weighs {unread}, which it does not read")
        return Check(type, function, takes, names, weighed, frozenset(needs))

    return made


def _readable(kind: str, name: str) -> bool:
    """Return whether a check of this kind of state can read what has this name."""
    first, _, rest = name.partition(".")
    own = [field.name for field in attrs.fields(STATES[kind])]
    return rest in _POLICIES if first == "policies" else first in _OF_DEFENDANT or first in own


def check_defendant(
    defendant: DefendantState,
    procedure: "Procedure",
    entries: Collection[str] | None = None,
    *,
    met: frozenset[str] | None = None,
) -> list[Finding]:
    """
    Return what the checks of a procedure find in one defendant's state.

    Args:
        defendant: The state.
        procedure: The law.
        entries: Ids of entries; if given, checks that can name none of them are not run.
        met: The needs of checks that the file meets; if given, checks that need others are not run.
    """
    findings: list[Finding] = []
    asked = procedure.checks_of if met is None else procedure.checks_given(met)
    for kind, states in (
        ("defendant", (defendant,)),
        ("charge", defendant.charges.values()),
        ("claim", defendant.claims.values()),
        ("citation", defendant.citations.values()),
    ):
        for state in states if asked[kind] else ():
            given = {"defendant": defendant, "policies": procedure.policies, kind: state}
            touched = None if entries is None else _touched(state, entries)
            for takes, checks in asked[kind].items():
                arguments = [given[name] for name in takes]
                for each in checks:
                    if touched is not None and touched.isdisjoint(each.records):
                        continue
                    for doubt in each.function(*arguments):
                        findings.append(each.finding(doubt, state))  # noqa: PERF401  # most find nothing: no list is made
    return findings


def _touched(state: State, entries: Collection[str]) -> set[str]:
    """Return the axes that one of these entries moved last, and the records that hold one; all of a defendant."""
    if isinstance(state, DefendantState):
        return set(_OF_DEFENDANT)
    touched = {axis for axis, entry in state.moved if entry.id in entries}
    for field in attrs.fields(type(state)):
        value = getattr(state, field.name)
        if isinstance(value, tuple) and any(isinstance(each, Entry) and each.id in entries for each in value):
            touched.add(field.name)
    return touched
