"""Handles of defendants."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from casestate.errors import AmbiguousState, NotInFile
from casestate.events import Subject
from casestate.explain.answers import Asked
from casestate.handles.handle import Answered, Handle
from casestate.handles.parts import Charge, Citation, Claim
from casestate.law.headlines import said_of_charges
from casestate.readonly import read_only
from casestate.state import DefendantState
from casestate.texts import composed
from casestate.timeslice import Timeslice

T = TypeVar("T")
H = TypeVar("H", bound=Handle[Any])


def _of_defendant(read: Callable[[DefendantState], T]) -> Answered[DefendantState, T]:
    return Answered(DefendantState, read)


class Defendant(Handle[DefendantState]):
    """
    One defendant at the coordinates of a view, with handles of their charges, claims and citations.

    Its attributes are the fields of :class:`casestate.state.DefendantState`; charges, claims and citations are handles.
    """

    __slots__ = ()

    person = _of_defendant(lambda defendant: defendant.person)
    release = _of_defendant(lambda defendant: defendant.release)
    deceased = _of_defendant(lambda defendant: defendant.deceased)
    stays = _of_defendant(lambda defendant: defendant.stays)
    names = _of_defendant(lambda defendant: defendant.names)
    open = _of_defendant(lambda defendant: defendant.open)
    pending = _of_defendant(lambda defendant: defendant.pending)
    exposure = _of_defendant(lambda defendant: defendant.exposure)

    @property
    def fairly_said(self) -> tuple[str, ...]:
        """
        The sentences that may fairly be printed about the defendant (:mod:`casestate.law.headlines`).

        Of a claim or citation whose possible states differ, they say that its standing is not certain.

        Raises:
            AmbiguousState: What may be said of the charges differs between possible states.
        """
        headlines = self.procedure.headlines
        said = self._agreed("fairly_said", lambda state: said_of_charges(state, headlines))
        parts: list[Claim | Citation] = [*self.claims.values(), *self.citations.values()]
        civil = [sentence for part in parts for sentence in _said_of(part)]
        return (*said, *dict.fromkeys(civil))

    @property
    def name(self) -> str:
        """The file's own name for the defendant."""
        return self._asked.subject.who

    @property
    def charges(self) -> Mapping[str, Charge]:
        """The criminal charges by id, in file order, to which something has happened or may have, by the day."""
        return self._parts("charge", Charge)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The civil claims by id, in file order, to which something has happened or may have, by the day."""
        return self._parts("claim", Claim)

    @property
    def citations(self) -> Mapping[str, Citation]:
        """The regulatory citations by id, in file order, to which something has happened or may have, by the day."""
        return self._parts("citation", Citation)

    @property
    def parts(self) -> "tuple[Charge | Claim | Citation, ...]":
        """The charges, claims and citations together, in file order."""
        every: list[Charge | Claim | Citation] = [
            *self.charges.values(),
            *self.claims.values(),
            *self.citations.values(),
        ]
        return tuple(sorted(every, key=lambda part: self._begun.index(part.subject)))

    def charge(self, charge: str) -> Charge:
        """
        Return one charge.

        Raises:
            NotInFile: By the day, no act or statement concerns such a charge.
        """
        return self._part("charge", charge, Charge)

    def claim(self, claim: str) -> Claim:
        """
        Return one civil claim.

        Raises:
            NotInFile: By the day, no act or statement concerns such a claim.
        """
        return self._part("claim", claim, Claim)

    def citation(self, citation: str) -> Citation:
        """
        Return one regulatory citation.

        Raises:
            NotInFile: By the day, no act or statement concerns such a citation.
        """
        return self._part("citation", citation, Citation)

    def proceeding(self, proceeding: str) -> "Defendant":
        """
        Return the defendant limited to the charges, claims and citations of one proceeding of the matter.

        Raises:
            NotInFile: No entry about the defendant names the proceeding by the day.
        """
        at, who, proceeding = self._at, self.name, composed(proceeding)
        if not at.begun(who, proceeding):
            named = dict.fromkeys([each for subject in at.begun(who) for each in at.proceedings(subject)])
            raise NotInFile(
                f"{who} has no proceeding {proceeding!r} {at.coordinates}; known: {', '.join(named) or 'none'}"
            )
        return Defendant(at, Asked(self._asked.subject, proceeding))

    def _parts(self, kind: str, handle: Callable[[Timeslice, Asked], H]) -> Mapping[str, H]:
        return read_only({each.key: handle(self._at, Asked(each)) for each in self._begun if each.kind == kind})

    @property
    def _begun(self) -> list[Subject]:
        return self._at.begun(self.name, self._asked.proceeding)

    def _part(self, kind: str, key: str, handle: Callable[[Timeslice, Asked], H]) -> H:
        subject = Subject(kind, self.name, composed(key))
        self._at.refuse_unknown(subject, self._asked.proceeding)
        return handle(self._at, Asked(subject))

    def _settled(self) -> DefendantState | None:
        states = {}
        for subject in self._asked.subjects(self._at):
            outcome = self._at.settled(subject)
            if outcome is None:
                return None
            states[subject] = outcome[0]
        return DefendantState.of(self.name, states)

    def _agreed(self, field: str, read: Callable[[DefendantState], T]) -> T:
        if self._asked.is_of_several(field):
            return super()._agreed(field, read)
        return self._over_worlds(field, read)


def _said_of(part: Claim | Citation) -> tuple[str, ...]:
    try:
        return part.fairly_said
    except AmbiguousState:
        return (f"Where {part.subject} stands is not certain: dates leave more than one possibility.",)
