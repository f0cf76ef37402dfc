"""One defendant, put together from the charges, claims, citations and the person."""

from collections.abc import Mapping
from typing import TypeVar

import attrs

from casestate.entries import Entry
from casestate.errors import NotInFile
from casestate.events import NameRecorded, ReleaseOrdered, ReleaseStatus, Subject, WarrantIssued
from casestate.readonly import read_only
from casestate.state.charge import ChargeState
from casestate.state.civil import CitationState, ClaimState

T = TypeVar("T")


@attrs.frozen(kw_only=True, order=False)
class RecordState:
    """
    What has no legal phases of its own: a person's custody and names, a hearing, a motion, a role, an incident.

    Attributes:
        key: The file's own id of it; empty for a person.
        entries: The entries about it, in order.
    """

    who: str
    key: str
    entries: tuple[Entry, ...] = ()

    @property
    def release(self) -> ReleaseStatus:
        """Where a person stands between custody and liberty, by the last order in the file."""
        for entry in reversed(self.entries):
            if isinstance(entry.event, ReleaseOrdered):
                return entry.event.status
            if isinstance(entry.event, WarrantIssued):
                return ReleaseStatus.FUGITIVE
        return ReleaseStatus.UNKNOWN


@attrs.frozen(kw_only=True, order=False)
class DefendantState:
    """
    One defendant, at the coordinates of the view it came from.

    Attributes:
        name: The file's own name for the defendant.
        charges: Criminal charges by id, in file order: those of which something has happened.
        claims: Civil claims by id, likewise.
        citations: Regulatory citations by id, likewise.
        person: Custody and names.
        to_come: What the file has on later days only. It is no part of the state and does not count in comparisons.
    """

    name: str
    charges: Mapping[str, ChargeState] = attrs.field(converter=read_only)
    claims: Mapping[str, ClaimState] = attrs.field(converter=read_only)
    citations: Mapping[str, CitationState] = attrs.field(converter=read_only)
    person: RecordState
    to_come: frozenset[Subject] = attrs.field(default=frozenset(), eq=False, repr=False)

    def charge(self, charge: str) -> ChargeState:
        """
        One charge; one of which nothing has happened yet is NOT_CHARGED.

        Raises:
            NotInFile: The file has no such charge for this defendant.
        """
        if Subject("charge", self.name, charge) in self.to_come:
            return ChargeState(defendant=self.name, charge=charge)
        return _one(self.charges, charge, "charge", self.name)

    def claim(self, claim: str) -> ClaimState:
        """
        One civil claim; one of which nothing has happened yet is NOT_FILED.

        Raises:
            NotInFile: The file has no such claim for this defendant.
        """
        if Subject("claim", self.name, claim) in self.to_come:
            return ClaimState(defendant=self.name, claim=claim)
        return _one(self.claims, claim, "claim", self.name)

    def citation(self, citation: str) -> CitationState:
        """
        One regulatory citation; one of which nothing has happened yet is NOT_ISSUED.

        Raises:
            NotInFile: The file has no such citation for this defendant.
        """
        if Subject("citation", self.name, citation) in self.to_come:
            return CitationState(defendant=self.name, citation=citation)
        return _one(self.citations, citation, "citation", self.name)

    @property
    def release(self) -> ReleaseStatus:
        """Where the person stands between custody and liberty, by the last order in the file."""
        return self.person.release

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in the file for the person, the file's own first."""
        others = [entry.event.name for entry in self.person.entries if isinstance(entry.event, NameRecorded)]
        return tuple(dict.fromkeys([self.name, *others]))


def _one(of: Mapping[str, T], key: str, kind: str, who: str) -> T:
    try:
        return of[key]
    except KeyError:
        known = ", ".join(of) or "none"
        raise NotInFile(f"{who} has no {kind} {key!r} in this file; known: {known}") from None
