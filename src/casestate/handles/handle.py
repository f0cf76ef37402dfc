"""The questions that every handle answers."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Never, Self, TypeVar, cast, overload

from casestate.engine.coordinates import Coordinates
from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.explain.answers import STATUS, WHOLE, Asked, State, agreed, known_field, meaning, no_such_field
from casestate.explain.doubts import findings_of, findings_of_file, is_about
from casestate.explain.grid import Grid, Moment, grid
from casestate.explain.spells import Spell, spells
from casestate.explain.why import Why, why
from casestate.law.findings import Finding
from casestate.law.headlines import Headline, headline
from casestate.law.headlines import agreed as certain_headline
from casestate.law.procedure import Procedure
from casestate.pictured import Pictured
from casestate.readonly import Frozen, fixed
from casestate.timeslice import Timeslice
from casestate.when import Certainty

S = TypeVar("S", bound=State)
T = TypeVar("T")
H = TypeVar("H", bound="Handle[Any]")


class Answered(property, Generic[S, T]):
    """
    An attribute of a handle: a value that is read from every possible state, and returned if they agree.

    Its docstring, which ``help()`` and notebooks show, is that of the field of the state.
    """

    def __init__(self, state: type[S], read: Callable[[S], T]) -> None:
        super().__init__(lambda handle: handle._agreed(self.name, read))  # noqa: SLF001  # a part of the handle
        self.state = state

    def __set_name__(self, owner: type[object], name: str) -> None:
        self.name, self.__doc__ = name, meaning(self.state, name)

    if TYPE_CHECKING:  # pragma: no branch  # a property at run time

        @overload
        def __get__(self, handle: None, owner: type[Any], /) -> Self: ...

        @overload
        def __get__(self, handle: Any, owner: type[Any] | None = None, /) -> T: ...

        def __get__(self, handle: Any, owner: type[Any] | None = None, /) -> Any: ...

        def __set__(self, handle: Any, value: Never, /) -> None: ...  # no value may be set


class Handle(Frozen, Pictured, Generic[S]):
    """
    A defendant, charge, claim or citation at the coordinates of a view.

    Two handles of the same subject, file and coordinates are equal. A field of the state is an attribute of the handle:
    it is answered if every possible state agrees on it, and otherwise raises AmbiguousState. Any question raises
    TooManyPossibilities if imprecise dates leave more states than can be worked through.
    """

    __slots__ = ("_asked", "_at")

    _at: Timeslice
    _asked: Asked

    def __init__(self, at: Timeslice, asked: Asked) -> None:
        fixed(self, "_at", at)
        fixed(self, "_asked", asked)

    if not TYPE_CHECKING:  # pragma: no branch  # type checkers know the fields

        def __getattr__(self, name: str) -> Any:
            """Refuse a name that is not a field, and list the fields of this kind of handle."""
            raise AttributeError(name if name.startswith("_") else no_such_field(self.subject.kind, name))

    @property
    def subject(self) -> Subject:
        """The subject of the handle; for a defendant, the person."""
        return self._asked.subject

    @property
    def coordinates(self) -> Coordinates:
        """The coordinates of the view."""
        return self._at.coordinates

    @property
    def procedure(self) -> Procedure:
        """The law that governs the file."""
        return self._at.index.procedure

    @property
    def state(self) -> S:
        """
        The state as a value, if only one is possible.

        Raises:
            AmbiguousState: Imprecise dates leave several; :meth:`possible` returns them. Single fields may be certain.
        """
        return self._agreed(WHOLE, _itself)

    @property
    def status(self) -> Headline:
        """
        The headline, with the rules that gave it.

        The headline says only what is certain: a qualifier that only some possible states have is left out.

        Raises:
            AmbiguousState: The clauses of possible states differ.
        """
        headlines, state = self._at.index.procedure.headlines, self._settled()
        if state is not None:
            return headline(state, headlines)
        possible = self._asked.possible(self._at)
        certain = certain_headline([each.state for each in possible], headlines)
        found = [(each.happened, headline(each.state, headlines)) for each in possible]
        return certain or agreed(self._at, self._asked, STATUS, found)

    @overload
    def possible(self) -> tuple[S, ...]: ...

    @overload
    def possible(self, field: str) -> tuple[Any, ...]: ...

    def possible(self, field: str | None = None) -> tuple[Any, ...]:
        """
        Return every state that imprecise dates leave possible, or every value of one field.

        Args:
            field: An axis, another field of the state such as ``plea``, or ``status``, the headline.

        Raises:
            InvalidQuestion: There is no such field.
        """
        if field is not None:
            return self._asked.values(self._at, self._known(field))
        return tuple(dict.fromkeys([each.state for each in self._asked.possible(self._at)]))

    def holds(self, predicate: Callable[[S], bool]) -> Certainty:
        """
        Return YES if a predicate holds in every possible state, NO if it holds in none, and POSSIBLY otherwise.

        Raises:
            InvalidQuestion: The argument is not a predicate on states.
        """
        if not callable(predicate):
            raise InvalidQuestion(
                f"holds() takes a predicate such as lambda state: state.open, not {predicate!r}; "
                "for the values of one field ask possible(field)"
            )
        return Certainty.over([bool(predicate(state)) for state in self.possible()])

    def why(self, field: str) -> Why:
        """
        Return why a field has its value: the entries behind it, each with its source and the row that it applied.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
        >>> why = case.at().charge("A. Doe", "1").why("refilable")
        >>> why.value, [entry.id for entry in why.entries]
        (Certainty.YES, ['e1', 'e2'])

        Args:
            field: An axis, another field of the state such as ``plea``, or ``status``, the headline.

        Raises:
            InvalidQuestion: There is no such field.
            AmbiguousState: Imprecise dates leave several values possible, or other entries behind the same value.
        """
        return why(self._at, self._asked, self._known(field))

    def spells(self, field: str) -> tuple[Spell, ...]:
        """
        Return the periods in which a field had each of its values, in order, up to the day of the view.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04", defendant="A. Doe", charge="1", prejudice="without"))
        >>> for spell in case.at().charge("A. Doe", "1").spells("phase"):
        ...     print(spell)
        not charged from the beginning to 2023-01-31
        charged from 2023-01-31 to 2023-04 (e1)
        dismissed from 2023-04 (e2)

        Args:
            field: The field, as for :meth:`why`.

        Raises:
            InvalidQuestion: There is no such field.
        """
        return tuple(spells(self._at, self._asked, self._known(field)))

    def grid(self, field: str, *, as_of: Iterable[date | str | None], known_on: Iterable[Moment]) -> Grid:
        """
        Return a field as of several legal days and as known on several days: how a story became known.

        The days of knowledge are on the clock of the view. The view's own ``as_of`` and ``known_on`` are not used.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(
        ...     ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"), docketed_on="2023-02-02"
        ... ).record(
        ...     ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"),
        ...     docketed_on="2023-04-24",
        ... )
        >>> days = ["2023-01-31", "2023-04-21", "2023-04-24"]
        >>> print(case.at(clock="docket").charge("A. Doe", "1").grid("phase", as_of=days[:2], known_on=days))
        as of       known 2023-01-31  known 2023-04-21  known 2023-04-24
        2023-01-31  -                 charged           charged
        2023-04-21  -                 charged           dismissed

        Args:
            field: The field, as for :meth:`why`.
            as_of: The legal days, one a row; ``None`` among them applies every entry.
            known_on: The days or moments of knowledge, one a column; ``None`` among them is everything.

        Raises:
            InvalidQuestion: There is no such field, or no day is given.
            InvalidCoordinates: One of them is not a day or moment.
        """
        return grid(self._at, self._asked, self._known(field), as_of=as_of, known_on=known_on)

    @property
    def undecided(self) -> tuple[Entry, ...]:
        """The entries about the subject that may or may not have happened by the end of the day."""
        return tuple([p.entry for p in self._at.undecided(self._asked.subjects(self._at)).values()])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings about the subject."""
        subject = self._asked.subject
        every = [*findings_of_file(self._at), *findings_of(self._at, subject.who)]
        return tuple([each for each in every if each.defendant == subject.who and is_about(each, subject)])

    def _known(self, field: str) -> str:
        return known_field(self._asked.subject.kind, field)

    def _settled(self) -> S | None:
        """The state if nothing is undecided; ``None`` if dates leave several possible."""
        outcome = self._at.settled(self._asked.subject)
        return None if outcome is None else cast("S", outcome[0])

    def _agreed(self, field: str, read: Callable[[S], T]) -> T:
        state = self._settled()
        return self._over_worlds(field, read) if state is None else read(state)

    def _over_worlds(self, field: str, read: Callable[[S], T]) -> T:
        found = [(each.happened, read(each.state)) for each in self._asked.possible(self._at, field)]
        return agreed(self._at, self._asked, field, found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Handle) or type(other) is not type(self):
            return NotImplemented
        return (self._asked, self._at) == (other._asked, other._at)  # another of the same class

    def __hash__(self) -> int:
        return hash((self._asked, self._at))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the file, the coordinates and the subject."""
        return type(self), (self._at, self._asked)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._asked}, {self._at.coordinates}>"


def _itself(state: T) -> T:
    return state
