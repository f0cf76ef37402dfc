"""The description of a charge, claim or citation with several possible states, shared by all pictures."""

from collections.abc import Iterable

import attrs

from casestate.entries import Entry
from casestate.handles import Charge, Citation, Claim
from casestate.law import Procedure, headline
from casestate.show import words
from casestate.state import ChargeState, CitationState, ClaimState

Part = Charge | Claim | Citation
State = ChargeState | ClaimState | CitationState


@attrs.frozen
class Told:
    """
    The description of a charge, claim or citation.

    Attributes:
        stands: The headline of each possible state, each once; one if it is certain.
        details: Each detail beyond the headline, and whether every possible state has it.
        because: The entry that last moved the phase, in each possible state.
        deciding: The entries that would decide between the headlines and details; none if nothing differs.
    """

    stands: tuple[str, ...]
    details: tuple[tuple[str, bool], ...]
    because: tuple[Entry, ...]
    deciding: tuple[Entry, ...]


def tell(part: Part, procedure: Procedure) -> Told:
    """
    Return the description of a charge, claim or citation.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01", defendant="A. Doe", charge="1", offense="theft"))
    >>> told = tell(case.at("2023-01-15").charge("A. Doe", "1"), case.procedure)
    >>> told.stands, told.details, [entry.id for entry in told.deciding]
    (('not charged', 'charged; pending'), (('theft', False),), ['e1'])

    Raises:
        TooManyPossibilities: There are more states than can be worked through.
    """
    states = part.possible()
    stands = [headline(state, procedure.headlines).words for state in states]
    details = [tuple(_details(state)) for state in states]
    moved = [dict(state.moved).get("phase") for state in states]
    every = dict.fromkeys([detail for each in details for detail in each])
    return Told(
        stands=tuple(dict.fromkeys(stands)),
        details=tuple([(detail, all(detail in each for each in details)) for detail in every]),
        because=tuple({entry.id: entry for entry in moved if entry is not None}.values()),
        deciding=part.undecided if len(set(zip(stands, details, strict=True))) > 1 else (),
    )


def _details(state: State) -> Iterable[str]:
    if isinstance(state, ChargeState):
        return words.charge(state)
    return words.claim(state) if isinstance(state, ClaimState) else words.citation(state)
