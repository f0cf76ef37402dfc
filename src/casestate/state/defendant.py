"""One defendant, with charges, claims, citations and the person."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any, TypeVar

import attrs

from casestate.circles import circles
from casestate.entries import Entry
from casestate.errors import NotInFile
from casestate.events import (
    DefendantDied,
    NameRecorded,
    ReleaseOrdered,
    ReleaseStatus,
    StayKind,
    StayLifted,
    StayOrdered,
    Subject,
    WarrantEnded,
    WarrantIssued,
)
from casestate.readonly import read_only
from casestate.state.axes import Disposition, Found, Phase
from casestate.state.charge import ChargeState
from casestate.state.civil import CitationState, ClaimState
from casestate.terms import Term
from casestate.texts import counted

T = TypeVar("T")

_FALLEN = (Phase.NOT_CHARGED, Phase.DISMISSED, Phase.BARRED)
"""The phases of a charge that does not continue another one, any more or yet."""

OF_THE_PERSON = ("release", "deceased", "stays", "names")
"""The fields of a defendant that depend only on custody, stays, death and names, and on no charge."""


@attrs.frozen(kw_only=True, order=False, repr=False)
class RecordState:
    """
    The state of a subject without legal phases: a person's custody and names, a hearing, a motion, a role, an incident.

    Attributes:
        key: The file's own id; empty for a person.
        entries: The entries about it, in order.
    """

    who: str
    key: str
    entries: tuple[Entry, ...] = ()

    def __repr__(self) -> str:
        whose = " of ".join(filter(None, [self.key, self.who]))
        return f"<RecordState {whose}: {counted(len(self.entries), 'entry', 'entries')}>"

    @property
    def begun(self) -> bool:
        """Whether any entry has been applied to it."""
        return bool(self.entries)

    @property
    def release(self) -> ReleaseStatus:
        """
        The custody or release of a person, by the last order in the file.

        A person with a warrant is a fugitive until it ends; then the status is unknown until the next order.
        """
        ended = 0
        known = True
        for entry in reversed(self.entries):
            event = entry.event
            if isinstance(event, ReleaseOrdered):
                return event.status if known else ReleaseStatus.UNKNOWN
            if isinstance(event, WarrantEnded):
                ended += 1
            elif isinstance(event, WarrantIssued) and not ended:
                return ReleaseStatus.FUGITIVE
            elif isinstance(event, WarrantIssued):
                ended, known = ended - 1, False
        return ReleaseStatus.UNKNOWN

    @property
    def stays(self) -> tuple[StayKind, ...]:
        """
        The stays in force, oldest first: the case waits and its phases stay as they are.

        A stay is lifted by its kind. If the stay or its lifting has no kind, the lifting ends the only stay there is.
        """
        standing: list[StayKind] = []
        for entry in self.entries:
            event = entry.event
            if isinstance(event, StayOrdered) and event.kind not in standing:
                standing.append(event.kind)
            elif isinstance(event, StayLifted):
                unsaid = StayKind.UNKNOWN in (event.kind, *standing)
                if event.kind in standing:
                    standing.remove(event.kind)
                elif len(standing) == 1 and unsaid:
                    standing.clear()
        return tuple(standing)


@attrs.frozen(kw_only=True, order=False, repr=False)
class DefendantState:
    """
    One defendant, at the coordinates of the view it came from.

    Attributes:
        name: The file's own name for the defendant.
        charges: The criminal charges by id, in file order, to which something has happened.
        claims: The civil claims by id, in file order, to which something has happened.
        citations: The regulatory citations by id, in file order, to which something has happened.
        person: Custody and names.
        to_come: The subjects that the file has only on later days. They do not count in comparisons of states.
    """

    name: str
    charges: Mapping[str, ChargeState] = attrs.field(converter=read_only)
    claims: Mapping[str, ClaimState] = attrs.field(converter=read_only)
    citations: Mapping[str, CitationState] = attrs.field(converter=read_only)
    person: RecordState
    to_come: frozenset[Subject] = attrs.field(default=frozenset(), eq=False)

    def __repr__(self) -> str:
        parts = [counted(len(getattr(self, name)), name[:-1]) for name in ("charges", "claims", "citations")]
        return f"<DefendantState {self.name}: {', '.join(parts)}>"

    @classmethod
    def of(
        cls, name: str, states: "Mapping[Subject, ChargeState | ClaimState | CitationState | RecordState]"
    ) -> "DefendantState":
        """Return the state of a defendant from those of all subjects of the defendant."""
        parts: dict[str, dict[str, Any]] = {"charge": {}, "claim": {}, "citation": {}, "person": {}}
        to_come = []
        for subject, state in states.items():
            if state.begun:
                parts[subject.kind][subject.key] = state
            else:
                to_come.append(subject)
        return cls(
            name=name,
            charges=parts["charge"],
            claims=parts["claim"],
            citations=parts["citation"],
            person=parts["person"].get("") or RecordState(who=name, key=""),
            to_come=frozenset(to_come),
        )

    def charge(self, charge: str) -> ChargeState:
        """
        Return one charge; a charge to which nothing has happened yet is NOT_CHARGED.

        Raises:
            NotInFile: The file has no such charge for this defendant.
        """
        if Subject("charge", self.name, charge) in self.to_come:
            return ChargeState(defendant=self.name, charge=charge)
        return _one(self.charges, charge, "charge", self.name)

    def claim(self, claim: str) -> ClaimState:
        """
        Return one civil claim; a claim to which nothing has happened yet is NOT_FILED.

        Raises:
            NotInFile: The file has no such claim for this defendant.
        """
        if Subject("claim", self.name, claim) in self.to_come:
            return ClaimState(defendant=self.name, claim=claim)
        return _one(self.claims, claim, "claim", self.name)

    def citation(self, citation: str) -> CitationState:
        """
        Return one regulatory citation; a citation to which nothing has happened yet is NOT_ISSUED.

        Raises:
            NotInFile: The file has no such citation for this defendant.
        """
        if Subject("citation", self.name, citation) in self.to_come:
            return CitationState(defendant=self.name, citation=citation)
        return _one(self.citations, citation, "citation", self.name)

    @property
    def release(self) -> ReleaseStatus:
        """The custody or release of the person, by the last order in the file."""
        return self.person.release

    @property
    def deceased(self) -> bool:
        """Whether the person has died, according to the file."""
        return any(isinstance(entry.event, DefendantDied) for entry in self.person.entries)

    @property
    def stays(self) -> tuple[StayKind, ...]:
        """The stays in force, oldest first: the case waits and its phases stay as they are."""
        return self.person.stays

    @property
    def open(self) -> bool:
        """Whether an accusation is pending: a charge filed, and not deferred, ended or judged."""
        return bool(self.pending)

    @property
    def pending(self) -> tuple[str, ...]:
        """
        The ids of the open charges, each accusation once.

        A charge that waits for trial beside the one that continues it does not count, unless that one has ended without
        a finding: then the first still stands (United States v. Bowen).
        """
        standing = [(key, each) for key, each in self.charges.items() if each.open]
        return tuple([key for key, each in standing if each.counted or not self.carried_on(key)])

    def carried_on(self, charge: str) -> bool:
        """Return whether another charge in the file continues or refiles this one."""
        return self._living[charge] if self.charges[charge].beside_another else bool(self._later[charge])

    def fallen_successor(self, charge: str) -> ChargeState | None:
        """Return the last charge that carried a pending one on, if all that did have ended; ``None`` otherwise."""
        if not self.charges[charge].beside_another or self.carried_on(charge):
            return None
        last = None
        while filed := [each for each in self._later[charge] if self.charges[each].phase is not Phase.NOT_CHARGED]:
            charge = filed[-1]
            last = self.charges[charge]
        return last

    @cached_property
    def _later(self) -> Mapping[str, tuple[str, ...]]:
        """For each charge, those in the file that carry it on or refile it; links in circles are left out."""
        named = said_to_carry_on(self.charges)
        circle_of = {key: circle for circle in circles(named) for key in circle}
        return {
            key: tuple([each for each in later if each not in circle_of.get(key, ())]) for key, later in named.items()
        }

    @cached_property
    def _living(self) -> Mapping[str, bool]:
        """For each charge, whether one that carries it on, be it through others, has not ended without a finding."""
        living: dict[str, bool] = {}
        for key in TopologicalSorter(self._later).static_order():
            living[key] = any(living[each] or not self._fell(each) for each in self._later[key])
        return living

    def _fell(self, charge: str) -> bool:
        """Return whether a charge has ended without a finding, or is left to the charge that took its place."""
        state = self.charges[charge]
        if state.phase is Phase.BARRED and state.found is Found.GUILTY:  # merged, or a deferral completed
            return False
        return state.phase in _FALLEN or (state.phase is Phase.SUPERSEDED and bool(self._later[charge]))

    @property
    def exposure(self) -> Term | None:
        """
        The longest possible sentence on all charges not yet ended or judged, one after another.

        Of charges in the alternative only the longest counts, because at most one of them may convict. ``None`` if
        there is no such charge, or if the exposure of one is unknown.
        """
        terms: list[Term] = []
        for group in alternative_groups([self.charges[key] for key in self.pending]):
            known = [charge.version.exposure for charge in group if charge.version and charge.version.exposure]
            if len(known) < len(group):
                return None
            terms.append(max([term.up_to or term for term in known], key=_length))
        return _together(terms) if terms else None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in the file for the person, the file's own first."""
        others = [entry.event.name for entry in self.person.entries if isinstance(entry.event, NameRecorded)]
        return tuple(dict.fromkeys([self.name, *others]))


def said_to_carry_on(charges: Mapping[str, ChargeState]) -> Mapping[str, tuple[str, ...]]:
    """Return, for each charge of a defendant, those of them that are said to carry it on or refile it."""
    later: dict[str, dict[str, None]] = {key: {} for key in charges}
    for key, charge in charges.items():
        later[key].update(dict.fromkeys([each for each in charge.successors if each in later]))
        for earlier in (*charge.refiles, *charge.supersedes):
            if earlier in later:
                later[earlier][key] = None
    return {key: tuple(each) for key, each in later.items()}


def carried_on_by(charge: ChargeState, charges: Mapping[str, ChargeState]) -> Iterator[ChargeState]:
    """Yield the charges of the same sovereign that a charge refiles or carries on, directly or through others."""
    seen, waiting = {charge.charge}, [*charge.refiles, *charge.supersedes]
    while waiting:
        name = waiting.pop()
        other = None if name in seen else charges.get(name)
        seen.add(name)
        if other and other.sovereign == charge.sovereign and other.disposition is not Disposition.DE_NOVO_APPEAL:
            yield other
            waiting += [*other.refiles, *other.supersedes]


def alternative_groups(charges: Iterable[ChargeState]) -> list[list[ChargeState]]:
    """Return the charges in groups of alternatives, directly or through others."""
    group_of = {charge.charge: [charge] for charge in charges}
    for charge in [charge for group in group_of.values() for charge in group]:
        group = group_of[charge.charge]
        for name in charge.alternatives:
            others = group_of.get(name, group)
            if others is not group:
                group += others
                group_of |= {other.charge: group for other in others}
    return list({id(group): group for group in group_of.values()}.values())


def _length(term: Term) -> tuple[bool, float]:
    return term.life, term.months * 365.25 / 12 + term.days


def _together(terms: list[Term]) -> Term:
    if any(term.life for term in terms):
        return Term(life=True)
    return Term(months=sum(term.months for term in terms), days=sum(term.days for term in terms))


def _one(of: Mapping[str, T], key: str, kind: str, who: str) -> T:
    try:
        return of[key]
    except KeyError:
        known = ", ".join(of) or "none"
        raise NotInFile(f"{who} has no {kind} {key!r} in this file; known: {known}") from None
