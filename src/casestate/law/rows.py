"""
One row of the law, and the notation of rows.

A row says that an act is lawful from some phases and which phase it leads to. It is written in short strings, which are
read and checked when the row is made::

    row("T41", VerdictReturned, "not_guilty", "on_trial > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=acquitted",
        cite="Fong Foo v. United States; Evans v. Michigan", why="an acquittal ends the charge and is never reopened")

``|`` always means "or". A row that sets ``review`` opens or ends one of several reviews, and the axis follows from
those that are left (:mod:`casestate.law.appeals`). A row that sets ``venue`` sends the charge to the court that the act
names.
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType

import attrs

from casestate.entries import Entry
from casestate.events import Event
from casestate.law.conditions import ALWAYS, AxisIs, Condition, excluding
from casestate.law.history import History, Reads
from casestate.law.kinds import KINDS, Kind, kind_of, vocabularies
from casestate.law.notation import axis_values, condition
from casestate.law.undoing import Frame, undone_by
from casestate.law.words import members, pick, refused, several
from casestate.readonly import read_only
from casestate.vocabulary import Closed, Vocabulary

VENUE = "venue"
"""The axis set by every act that sends a charge to another court."""
_COURT = "court"
LOCAL = "local-law"
"""The code of the finding on an act that is lawful only in some places."""


class Scope(Closed):
    """
    The scope of a row.

    ``UNIVERSAL``: everywhere. ``USUAL``: unless a procedure excludes it. ``LOCAL``: in some places; under a procedure
    that has not adopted the row, the act takes effect and adds a finding.
    """

    UNIVERSAL = "universal"
    USUAL = "usual"
    LOCAL = "local"


@attrs.frozen(kw_only=True, order=False)
class Row:
    """
    One row of a table. Write it with :func:`row`.

    Attributes:
        id: Its name, as in the reference docs.
        act: The event.
        link: For a filing seen from another charge that it names: the field that names it.
        field: The discriminating field of the act; empty if the row names no value.
        values: The values of that field to which it applies; empty for all that no other row of the act names.
        start: The phases from which the act is lawful.
        to: The phase to which it leads; ``None`` if the phase stays.
        sets: The other axes that it sets.
        guards: For an axis that it sets only from certain values, the condition.
        differs: The axes on which places differ about the act: each is unknown under a procedure that has not adopted
            the row.
        when: The condition under which it applies. A conditional row comes before the other rows of the act.
        undoes: The acts of which it undoes the last; it applies only if that may still be undone.
        undone_from: The phases in one of which the undone act must have come; empty for any.
        joins: The record of the state that the act joins.
        scope: The scope of the row.
        refusal: The code of the finding if the act contradicts the phase and has a code of its own.
        doubt: The code of the finding that the act adds although it is lawful; empty if there is none.
        lacks: The phase of a step that its act shows to be missing from the file; ``None`` if it shows none. The act
            takes effect with a finding, and is not lawful as the file stands.
        reopens: Whether it opens an ended subject. Such a step is never presumed to be missing, and neither is a local
            one.
        unread: Whether it applies to words whose meaning is not known: such an act is kept and has no effect.
        cite: The rule or case.
        why: The reason, in one line.
    """

    id: str
    act: type[Event]
    link: str = ""
    field: str = ""
    values: tuple[Vocabulary, ...] = ()
    start: tuple[Closed, ...]
    to: Closed | None = None
    sets: Mapping[str, Closed] = attrs.field(factory=dict, converter=read_only)
    guards: Mapping[str, AxisIs] = attrs.field(factory=dict, converter=read_only)
    differs: tuple[str, ...] = ()
    when: Condition = ALWAYS
    undoes: tuple[str, ...] = ()
    undone_from: tuple[Closed, ...] = ()
    joins: str = ""
    scope: Scope = attrs.field(default=Scope.UNIVERSAL, converter=Scope)
    refusal: str = ""
    doubt: str = ""
    lacks: Closed | None = None
    reopens: bool = False
    unread: bool = False
    cite: str
    why: str

    @cached_property
    def conditional(self) -> bool:
        """Whether the row depends on more than the phase."""
        return bool(self.when.clauses or self.undoes)

    @cached_property
    def reads(self) -> Reads:
        """Everything that the row reads besides the phase and the act, guards included."""
        reads = self.when.reads | Reads(undoes=bool(self.undoes))
        for guard in self.guards.values():
            reads |= guard.reads
        return reads

    def speaks(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether the condition holds for an act or, without one, for any that may come."""
        return (not self.undoes or self.undone(history) is not None) and self.when.holds(history, entry)

    def undone(self, history: History) -> Frame | None:
        """Return the frame of the act that the row undoes; ``None`` if there is none that may still be undone."""
        return undone_by(history.frames, history.moved, self.undoes, self.undone_from)

    @cached_property
    def sends(self) -> bool:
        """Whether its act brings a charge before the court that it names, also by filing it there."""
        kind = kind_of(self.act)
        if kind is None or VENUE not in kind.axes:
            return False
        names_one = _COURT in {each.name for each in attrs.fields(self.act)}
        return VENUE in self.sets or (names_one and not self.link and self.joins != kind.reviewing)

    @property
    def named(self) -> tuple[str, ...]:
        """The other acts that the row names."""
        return (*self.undoes, *self.when.acts)

    @property
    def presumed(self) -> bool:
        """Whether a step of this kind may be presumed if the file lacks it."""
        return not (self.conditional or self.reopens or self.scope is Scope.LOCAL)

    @cached_property
    def changes(self) -> Mapping[str, Closed]:
        """Every axis that the row sets, with the phase; an axis on which places differ is unknown until adopted."""
        sets = dict(self.sets)
        if self.scope is Scope.LOCAL:
            sets |= {axis: type(sets[axis])("unknown") for axis in self.differs}
        return MappingProxyType({"phase": self.to, **sets} if self.to else sets)


def row(
    id: str,
    act: type[Event],
    values: str,
    phases: str,
    sets: str = "",
    *,
    cite: str,
    why: str,
    when: str = "",
    undoes: str = "",
    link: str = "",
    joins: str = "",
    scope: str = "universal",
    differs: str = "",
    refusal: str = "",
    doubt: str = "",
    lacks: str = "",
    reopens: bool = False,
    unread: bool = False,
) -> Row:
    """
    Make a row.

    >>> from casestate.events import NoBillReturned
    >>> row("X1", NoBillReturned, "", "charged > dismissed", "disposition=no_bill", cite="-", why="-").to
    Phase.DISMISSED

    Args:
        id: Its name, unique in a procedure.
        act: The event, an act on a charge, a claim or a citation.
        values: The values of the act's coded field to which the row applies, such as ``"guilty|no_contest"``; empty
            for all others. If several fields have such values, name the field: ``"prejudice=with"``.
        phases: The phases from which the act is lawful, and after ``>`` the phase to which it leads:
            ``"charged|triable > on_trial"``. Without ``>`` the phase stays.
        sets: The other axes that it sets, such as ``"found=guilty conviction=found"``. An axis may be set from some
            values only: ``"conviction=adjudicated unless pardoned|set_aside"``, ``"found=set_aside if guilty"``.
        cite: Rule or case.
        why: The reason, in one line.
        when: The condition under which it applies, in the notation of :mod:`casestate.law.notation`.
        undoes: The acts of which it undoes the last, such as ``"NewTrialGranted"``, and after ``from`` the phases in
            one of which that act must have come: ``"ChargeDismissed from found_guilty"``.
        link: For a filing seen from another charge that it names: the field that names it, such as ``"refiles"``.
        joins: The record of the state that the act joins. It may be left out if the table has rows of the act.
        scope: The scope of the row: ``universal``, ``usual`` or ``local``.
        differs: For a local row, the axes that it sets and on which places differ, such as ``"conviction|jeopardy"``:
            each is unknown until a procedure adopts the row.
        refusal: The code of the finding if the act contradicts the phase and has a code of its own.
        doubt: The code of the finding that the act adds although it is lawful. A code that
            :data:`casestate.law.legality.DOUBTS` does not have is a WARNING whose meaning is the reason of the row.
        lacks: The phase of a step that the act shows to be missing from the file, such as ``"found_guilty"``.
        reopens: Whether it opens an ended subject.
        unread: Whether it applies to words whose meaning is not known.

    Raises:
        InvalidProcedure: A part of the row cannot be read; the error names the row and lists what is accepted.
    """
    kind = kind_of(act)
    if kind is None:
        raise refused(id, f"{act.__name__} is no act on a subject with a table", KINDS)
    if joins:
        pick(id, joins, dict.fromkeys(kind.records), f"a record of a {kind.name}")
    start, to = _phases(id, phases, kind)
    field, spoken = _values(id, act, values)
    setting, guards = _settings(id, sets, kind)
    unsettled = {axis: axis for axis, value in setting.items() if "unknown" in members(type(value))}
    undone, _, came_from = undoes.partition(" from ")
    speaks = condition(id, when, kind)
    for name, words in speaks.named:
        pick(id, name, {each.name: each for each in attrs.fields(act)}, f"a field of {act.__name__}")
        coded = pick(id, name, vocabularies(act), f"a coded field of {act.__name__}") if words else ()
        several(id, "|".join(words), {word.value: word for word in coded}, f"a value of {name}") if words else ()
    return Row(
        id=id,
        act=act,
        link=link,
        field=field,
        values=spoken,
        start=start,
        to=to,
        sets=setting,
        guards=guards,
        differs=several(id, differs, unsettled, "an axis that it sets and that may be unknown") if differs else (),
        when=speaks,
        undoes=tuple(undone.split("|")) if undone else (),
        undone_from=_phases(id, came_from, kind)[0] if came_from else (),
        joins=joins,
        scope=pick(id, scope, members(Scope), "a scope"),
        refusal=refusal,
        doubt=doubt or (LOCAL if scope == Scope.LOCAL else ""),
        lacks=_phases(id, lacks, kind)[0][0] if lacks else None,
        reopens=reopens,
        unread=unread,
        cite=cite,
        why=why,
    )


def stage(joins: str, *rows: Row) -> tuple[Row, ...]:
    """Return the rows of one stage of a case, whose acts join one record unless a row names another."""
    return tuple([each if each.joins else attrs.evolve(each, joins=joins) for each in rows])


def _phases(id: str, text: str, kind: Kind) -> tuple[tuple[Closed, ...], Closed | None]:
    known = _named_phases(kind)
    starts, arrow, to = text.partition(">")
    start = _joined(several(id, starts, known, f"a phase of a {kind.name}"))
    if not arrow:
        return start, None
    return start, pick(id, to.strip(), members(kind.phases), f"a phase of a {kind.name}")


@cache
def _named_phases(kind: Kind) -> Mapping[str, tuple[Closed, ...]]:
    """Return the phases that each word of a row stands for."""
    known: dict[str, tuple[Closed, ...]] = {phase.value: (phase,) for phase in kind.phases}
    for name, group in kind.groups.items():
        known[name] = _joined(several(name, group, known, f"a phase of a {kind.name}"))
    return MappingProxyType(known)


def _joined(parts: Iterable[tuple[Closed, ...]]) -> tuple[Closed, ...]:
    return tuple([phase for part in parts for phase in part])


def _values(id: str, act: type[Event], text: str) -> tuple[str, tuple[Vocabulary, ...]]:
    """Return the field whose coded values a row names, and the values."""
    if not text:
        return "", ()
    coded = vocabularies(act)
    field, named, words = text.rpartition("=")
    if named:
        pick(id, field, coded, f"a coded field of {act.__name__}")
    else:
        first = words.partition("|")[0].strip()
        fields = [name for name, vocabulary in coded.items() if first in members(vocabulary)]
        if len(fields) != 1:
            every = fields or list(coded)
            problem = f"{first!r} is a value of {'several fields' if fields else 'no coded field'} of {act.__name__}"
            raise refused(id, problem, [f"{name}={word.value}" for name in every for word in coded[name]])
        field = fields[0]
    return field, several(id, words, members(coded[field]), f"a value of {field}")


def _settings(id: str, text: str, kind: Kind) -> tuple[dict[str, Closed], dict[str, AxisIs]]:
    """Return the axes that a row sets, and the guards of those that it sets from some values only."""
    sets: dict[str, Closed] = {}
    guards: dict[str, AxisIs] = {}
    words = iter(text.split())
    axis = ""
    for word in words:
        if word in ("if", "unless") and axis:
            values = axis_values(id, axis, next(words, ""), kind)
            guards[axis] = AxisIs(axis, excluding(values) if word == "unless" else values)
            continue
        axis, equals, value = word.partition("=")
        if not equals:
            raise refused(
                id, f"{word!r} sets no axis", ["'axis=value'", "'axis=value if old'", "'axis=value unless old'"]
            )
        pick(id, axis, kind.axes, f"an axis of a {kind.name}")
        sets[axis] = pick(id, value, members(type(kind.axes[axis])), f"a value of {axis}")
    return sets, guards
