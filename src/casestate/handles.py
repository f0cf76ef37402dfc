"""
Handles: a defendant, charge, claim or citation at the coordinates of a view.

A handle is not a state. Imprecise dates may leave several states possible; a handle answers whatever all of them agree
on, and refuses the rest with :class:`casestate.errors.AmbiguousState`. Every question about somebody is asked here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar, cast, overload

from casestate.engine.fold import Draft
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.errors import NotInFile
from casestate.events import Subject
from casestate.explain.answers import WHOLE, Asked, agreed
from casestate.explain.doubts import findings_of, findings_of_file
from casestate.explain.fields import STATUS, State, known_field
from casestate.explain.grid import Grid, Moment, grid
from casestate.explain.spells import Spell, spells
from casestate.explain.why import Why, reasons_for
from casestate.law.conviction import is_conviction
from casestate.law.findings import Finding
from casestate.law.headlines import Headline, fairly_said, headline
from casestate.law.headlines import agreed as certain_headline
from casestate.law.lawful import LawfulAct, lawful
from casestate.law.policies import Purpose
from casestate.law.procedure import Procedure
from casestate.readonly import read_only
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.timeslice import Timeslice
from casestate.when import Certainty

S = TypeVar("S", bound=State)
T = TypeVar("T")
H = TypeVar("H", bound="Handle[Any]")


class Answered(Generic[S, T]):
    """
    An attribute of a handle: a value that is read off every possible state, and given where they agree.

    Attributes:
        read: Reads it off a state.
        name: The name of the attribute.
    """

    __slots__ = ("name", "read")

    def __init__(self, read: Callable[[S], T]) -> None:
        self.read = read

    def __set_name__(self, owner: type[object], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, handle: None, owner: type[object]) -> "Answered[S, T]": ...

    @overload
    def __get__(self, handle: "Handle[S]", owner: type[object]) -> T: ...

    def __get__(self, handle: "Handle[S] | None", owner: type[object]) -> "Answered[S, T] | T":
        return self if handle is None else handle._agreed(self.name, self.read)  # noqa: SLF001  # a part of the handle


class Handle(Generic[S]):
    """
    A defendant, charge, claim or citation at the coordinates of a view.

    Two handles of the same thing, file and coordinates are equal. A field of the state is an attribute of the handle:
    it is answered where every possible state agrees on it, and otherwise raises AmbiguousState, or TooManyPossibilities
    where there are more states than can be worked through.
    """

    __slots__ = ("_asked", "_at")

    def __init__(self, at: Timeslice, asked: Asked) -> None:
        self._at = at
        self._asked = asked

    @property
    def subject(self) -> Subject:
        """What it is a handle of; for a defendant the person."""
        return self._asked.subject

    @property
    def state(self) -> S:
        """
        The state as a value, where there is only one.

        Raises:
            AmbiguousState: Imprecise dates leave several; :meth:`possible` gives them, and most fields may be certain.
            TooManyPossibilities: There are more states than can be worked through.
        """
        return self._agreed(WHOLE, _itself)

    @property
    def status(self) -> Headline:
        """
        The headline, with the rules that gave it.

        A qualifier that only some possible states have is left out: the headline says what is certain.

        Raises:
            AmbiguousState: The clauses of possible states differ.
            TooManyPossibilities: There are more states than can be worked through.
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
            TooManyPossibilities: There are more states than can be worked through.
        """
        if field is not None:
            return self._asked.values(self._at, self._known(field))
        return tuple(dict.fromkeys([each.state for each in self._asked.possible(self._at)]))

    def holds(self, predicate: Callable[[S], bool]) -> Certainty:
        """
        Return YES if a predicate holds in every possible state, NO if it holds in none, and POSSIBLY otherwise.

        Raises:
            TooManyPossibilities: There are more states than can be worked through.
        """
        return Certainty.over([bool(predicate(state)) for state in self.possible()])

    def why(self, field: str) -> Why:
        """
        Return why a field has its value: the entries behind it, each with its source and the row that moved the state.

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
            TooManyPossibilities: There are more states than can be worked through.
        """
        value, reasons = reasons_for(self._at, self._asked, self._known(field))
        ids = {each.id for reason in reasons for each in (reason.entry, *reason.outweighed)}
        doubts = [each for each in self._doubts(ids) if not ids.isdisjoint(each.entries)]
        on = str(self._at.coordinates)
        return Why(asked=self._asked, field=field, value=value, on=on, reasons=reasons, findings=tuple(doubts))

    def spells(self, field: str) -> tuple[Spell, ...]:
        """
        Return from when to when a field had each of its values, by their first days, as far as the view reaches.

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
            TooManyPossibilities: On some day there are more states than can be worked through.
        """
        return tuple(spells(self._at, self._asked, self._known(field)))

    def grid(self, field: str, *, as_of: Iterable[date | str | None], known_on: Iterable[Moment]) -> Grid:
        """
        Return a field as of each of several days, as known on each of several others: how a story came to be known.

        The clock of the view says what was known when. Its own day and what it knows play no part.

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
            known_on: The days or moments of what was known, one a column; ``None`` among them is all.

        Raises:
            InvalidQuestion: There is no such field, or no day is given.
            InvalidCoordinates: One of them is no day or moment.
            TooManyPossibilities: On some day there are more states than can be worked through.
        """
        return grid(self._at, self._asked, self._known(field), as_of=as_of, known_on=known_on)

    @property
    def undecided(self) -> tuple[Entry, ...]:
        """The entries about it of which it is not certain whether they had happened by the end of the day."""
        return tuple([p.entry for p in self._at.undecided(self._asked.subjects(self._at)).values()])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings about it."""
        return tuple([each for each in self._doubts() if each.defendant == self._asked.subject.who])

    def _known(self, field: str) -> str:
        return known_field(self._asked.subject.kind, field)

    def _settled(self) -> S | None:
        """The state where nothing is undecided; ``None`` where dates leave several possible."""
        outcome = self._at.settled(self._asked.subject)
        return None if outcome is None else cast("S", outcome[0])

    def _agreed(self, field: str, read: Callable[[S], T]) -> T:
        state = self._settled()
        return self._over_worlds(field, read) if state is None else read(state)

    def _over_worlds(self, field: str, read: Callable[[S], T]) -> T:
        found = [(each.happened, read(each.state)) for each in self._asked.possible(self._at, field)]
        return agreed(self._at, self._asked, field, found)

    def _doubts(self, among: Collection[str] | None = None) -> list[Finding]:
        """The findings about it; with ids of entries, of the checks only those that may name one of them."""
        _, who, key = self._asked.subject
        every = [*findings_of_file(self._at), *findings_of(self._at, who, among)]
        return [each for each in every if (each.defendant, each.charge) == (who, key)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Handle) or type(other) is not type(self):
            return NotImplemented
        return (self._asked, self._at) == (other._asked, other._at)  # another of the same class

    def __hash__(self) -> int:
        return hash((self._asked, self._at))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._asked}, {self._at.coordinates}>"


P = TypeVar("P", ChargeState, ClaimState, CitationState)


class _Part(Handle[P]):
    """What the law of one side moves: a charge, claim or citation."""

    __slots__ = ()

    @property
    def defendant(self) -> str:
        """Whose it is."""
        return self._asked.subject.who

    @property
    def key(self) -> str:
        """The file's own id of it."""
        return self._asked.subject.key

    def moved_by(self, axis: str) -> Entry | None:
        """
        Return the entry that last moved an axis; ``None`` while it is as it began.

        Raises:
            AmbiguousState: In possible states different entries moved it last.
            TooManyPossibilities: There are more states than can be worked through.
        """
        return self._agreed(f"last move of {axis}", lambda state: state.moved_by(axis))

    def lawful(self) -> tuple[LawfulAct, ...]:
        """
        Return the acts that the law allows next, each with its row.

        Raises:
            AmbiguousState: Imprecise dates leave several states possible, in which the law allows different acts.
            TooManyPossibilities: There are more states than can be worked through.
        """
        at, subject = self._at, self._asked.subject
        worlds = at.worlds(str(self._asked), [subject])
        found = [(world.happened, self._lawful(at.index.track(subject), world.happened)) for world in worlds]
        return agreed(at, self._asked, "next lawful act", found)

    def _lawful(self, track: Track | None, happened: frozenset[str]) -> tuple[LawfulAct, ...]:
        subject, procedure = self._asked.subject, self._at.index.procedure
        draft = Draft(subject, procedure) if track is None else track.draft(self._at.day, happened)
        return lawful(procedure, subject.kind, draft.axes["phase"], lambda row: row.speaks(draft))


def _of_charge(read: Callable[[ChargeState], T]) -> Answered[ChargeState, T]:
    return Answered(read)


def _of_claim(read: Callable[[ClaimState], T]) -> Answered[ClaimState, T]:
    return Answered(read)


def _of_citation(read: Callable[[CitationState], T]) -> Answered[CitationState, T]:
    return Answered(read)


def _of_defendant(read: Callable[[DefendantState], T]) -> Answered[DefendantState, T]:
    return Answered(read)


class Charge(_Part[ChargeState]):
    """
    One charge at the coordinates of a view.

    Its attributes are the fields of :class:`casestate.state.ChargeState`.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled, PleaEntered
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> case = case.record(PleaEntered(on="2023-02", defendant="A. Doe", charge="1", plea="not guilty"))
    >>> charge = case.at("2023-02-10")["A. Doe"].charge("1")
    >>> charge.phase, charge.possible("plea")
    (Phase.CHARGED, (None, PleaKind.NOT_GUILTY))
    >>> charge.plea
    Traceback (most recent call last):
    casestate.errors.AmbiguousState: the plea of charge 1 of A. Doe as of 2023-02-10 depends on whether e2 had ...
    """

    __slots__ = ()

    phase = _of_charge(lambda charge: charge.phase)
    found = _of_charge(lambda charge: charge.found)
    conviction = _of_charge(lambda charge: charge.conviction)
    jeopardy = _of_charge(lambda charge: charge.jeopardy)
    disposition = _of_charge(lambda charge: charge.disposition)
    sentence = _of_charge(lambda charge: charge.sentence)
    succession = _of_charge(lambda charge: charge.succession)
    supervision = _of_charge(lambda charge: charge.supervision)
    review = _of_charge(lambda charge: charge.review)
    activity = _of_charge(lambda charge: charge.activity)
    visibility = _of_charge(lambda charge: charge.visibility)
    skipped = _of_charge(lambda charge: charge.skipped)

    charging = _of_charge(lambda charge: charge.charging)
    pleas = _of_charge(lambda charge: charge.pleas)
    trial = _of_charge(lambda charge: charge.trial)
    endings = _of_charge(lambda charge: charge.endings)
    sentencing = _of_charge(lambda charge: charge.sentencing)
    deferrals = _of_charge(lambda charge: charge.deferrals)
    reviewing = _of_charge(lambda charge: charge.reviewing)
    relief = _of_charge(lambda charge: charge.relief)
    disregarded = _of_charge(lambda charge: charge.disregarded)
    entries = _of_charge(lambda charge: charge.entries)

    versions = _of_charge(lambda charge: charge.versions)
    version = _of_charge(lambda charge: charge.version)
    proceeding = _of_charge(lambda charge: charge.proceeding)
    plea = _of_charge(lambda charge: charge.plea)
    admission = _of_charge(lambda charge: charge.admission)
    components = _of_charge(lambda charge: charge.components)
    sentenced = _of_charge(lambda charge: charge.sentenced)
    alternatives = _of_charge(lambda charge: charge.alternatives)
    refiles = _of_charge(lambda charge: charge.refiles)
    supersedes = _of_charge(lambda charge: charge.supersedes)
    successors = _of_charge(lambda charge: charge.successors)
    lesser_of = _of_charge(lambda charge: charge.lesser_of)
    sovereign = _of_charge(lambda charge: charge.sovereign)
    dismissal = _of_charge(lambda charge: charge.dismissal)
    prejudice = _of_charge(lambda charge: charge.prejudice)
    ground = _of_charge(lambda charge: charge.ground)
    finding = _of_charge(lambda charge: charge.finding)
    convicted_of = _of_charge(lambda charge: charge.convicted_of)
    acquitted_of = _of_charge(lambda charge: charge.acquitted_of)
    conviction_on = _of_charge(lambda charge: charge.conviction_on)
    died_pending_review = _of_charge(lambda charge: charge.died_pending_review)
    put_off = _of_charge(lambda charge: charge.put_off)
    final_on = _of_charge(lambda charge: charge.final_on)
    refilable = _of_charge(lambda charge: charge.refilable)
    open = _of_charge(lambda charge: charge.open)

    def is_conviction(self, purpose: Purpose | str = Purpose.RECORD, *, asked_by: Procedure | None = None) -> Certainty:
        """
        Return whether the charge stands as a conviction for a purpose; POSSIBLY where policy or dates leave it open.

        Args:
            purpose: What the answer is for.
            asked_by: The law of whoever asks; by default the law of the file (:func:`casestate.law.is_conviction`).

        Raises:
            TooManyPossibilities: There are more states than can be worked through.
        """
        law = asked_by or self._at.index.procedure
        answers = {is_conviction(state, purpose, law) for state in self.possible()}
        return answers.pop() if len(answers) == 1 else Certainty.POSSIBLY


class Claim(_Part[ClaimState]):
    """
    One civil claim against one party at the coordinates of a view.

    Its attributes are the fields of :class:`casestate.state.ClaimState`.
    """

    __slots__ = ()

    phase = _of_claim(lambda claim: claim.phase)
    skipped = _of_claim(lambda claim: claim.skipped)
    filings = _of_claim(lambda claim: claim.filings)
    settlements = _of_claim(lambda claim: claim.settlements)
    decisions = _of_claim(lambda claim: claim.decisions)
    endings = _of_claim(lambda claim: claim.endings)
    disregarded = _of_claim(lambda claim: claim.disregarded)
    entries = _of_claim(lambda claim: claim.entries)
    claimants = _of_claim(lambda claim: claim.claimants)
    court = _of_claim(lambda claim: claim.court)
    terms = _of_claim(lambda claim: claim.terms)
    approval = _of_claim(lambda claim: claim.approval)


class Citation(_Part[CitationState]):
    """
    One regulatory citation at the coordinates of a view.

    Its attributes are the fields of :class:`casestate.state.CitationState`.
    """

    __slots__ = ()

    phase = _of_citation(lambda citation: citation.phase)
    skipped = _of_citation(lambda citation: citation.skipped)
    issuing = _of_citation(lambda citation: citation.issuing)
    disregarded = _of_citation(lambda citation: citation.disregarded)
    entries = _of_citation(lambda citation: citation.entries)
    classification = _of_citation(lambda citation: citation.classification)
    approval = _of_citation(lambda citation: citation.approval)
    penalty = _of_citation(lambda citation: citation.penalty)


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
    exposure = _of_defendant(lambda defendant: defendant.exposure)

    @property
    def fairly_said(self) -> tuple[str, ...]:
        """
        What may fairly be said of the defendant in print, one sentence each (:mod:`casestate.law.headlines`).

        Raises:
            AmbiguousState: It differs between possible states.
            TooManyPossibilities: There are more states than can be worked through.
        """
        headlines = self._at.index.procedure.headlines
        return self._agreed("fairly_said", lambda state: fairly_said(state, headlines))

    @property
    def name(self) -> str:
        """The file's own name for the defendant."""
        return self._asked.subject.who

    @property
    def charges(self) -> Mapping[str, Charge]:
        """The criminal charges by id, in file order: those to which something has happened by the day, or may have."""
        return self._parts("charge", Charge)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The civil claims by id, in file order, likewise."""
        return self._parts("claim", Claim)

    @property
    def citations(self) -> Mapping[str, Citation]:
        """The regulatory citations by id, in file order, likewise."""
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
            NotInFile: Nothing has happened to such a charge by the day, nor may have, nor was it spoken of.
        """
        return self._part("charge", charge, Charge)

    def claim(self, claim: str) -> Claim:
        """
        Return one civil claim.

        Raises:
            NotInFile: Nothing has happened to such a claim by the day, nor may have, nor was it spoken of.
        """
        return self._part("claim", claim, Claim)

    def citation(self, citation: str) -> Citation:
        """
        Return one regulatory citation.

        Raises:
            NotInFile: Nothing has happened to such a citation by the day, nor may have, nor was it spoken of.
        """
        return self._part("citation", citation, Citation)

    def proceeding(self, proceeding: str) -> "Defendant":
        """
        Return the same defendant in one proceeding of the matter: no charge, claim or citation of another counts.

        Raises:
            NotInFile: No entry about the defendant names the proceeding by the day.
        """
        at, who = self._at, self.name
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
        subject = Subject(kind, self.name, key)
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

    def _doubts(self, among: Collection[str] | None = None) -> list[Finding]:
        """The findings about the defendant and all that is theirs, and those of the file."""
        return [*findings_of_file(self._at), *findings_of(self._at, self.name, among)]


def _itself(state: T) -> T:
    return state
