"""What may fairly be said of a civil claim or a regulatory citation, in plain sentences."""

from collections.abc import Mapping, Sequence

from casestate.events import CitationIssued, ClaimAmended, ClaimFiled
from casestate.law.headlines.composing import headline
from casestate.law.headlines.rules import HEADLINES, Rules
from casestate.state import CitationState, ClaimState
from casestate.texts import sentence


def said_of(state: ClaimState | CitationState, headlines: Mapping[str, Rules] = HEADLINES) -> tuple[str, ...]:
    """
    Return who brought a claim, or issued a citation, and where it stands, one sentence each.

    Where the file has no filing or issue, the first is left out.

    >>> from casestate import CaseFile
    >>> from casestate.events import ClaimDismissed, ClaimFiled
    >>> suit = {"claim": "negligence", "defendants": "A. Doe"}
    >>> case = CaseFile("example").record(ClaimFiled(on="2023-01-31", claimants="C. Poe", cause="negligence", **suit))
    >>> case = case.record(ClaimDismissed(on="2023-04-21", prejudice="with", **suit))
    >>> for sentence in said_of(case.at().claim("A. Doe", "negligence").state):
    ...     print(sentence)
    C. Poe brought a claim of negligence against A. Doe.
    The claim of negligence against A. Doe: dismissed, with prejudice.

    Args:
        state: The state of a claim or citation.
        headlines: The rules of the procedure (``procedure.headlines``).
    """
    stands = headline(state, headlines).words
    if isinstance(state, CitationState):
        issued = next((each.event for each in state.issuing if isinstance(each.event, CitationIssued)), None)
        now = f"Citation {state.citation} of {state.defendant}: {stands}."
        if issued is None:
            return (now,)
        return f"{issued.agency or 'A regulator'} issued citation {state.citation} to {state.defendant}.", now
    cause = _cause(state)
    one, it = (f"a claim of {cause}", f"The claim of {cause}") if cause else (f"claim {state.claim}",) * 2
    now = sentence(f"{it} against {state.defendant}: {stands}")
    if not any(isinstance(each.event, ClaimFiled) for each in state.filings):
        return (now,)
    brought = f"{_listed(state.claimants)} brought {one}" if state.claimants else f"{one} was brought"
    return sentence(f"{brought} against {state.defendant}"), now


def _cause(claim: ClaimState) -> str | None:
    """Return the cause of action that the file names last."""
    told = [each.event for each in claim.filings if isinstance(each.event, ClaimFiled | ClaimAmended)]
    return next((each.cause for each in reversed(told) if each.cause), None)


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
