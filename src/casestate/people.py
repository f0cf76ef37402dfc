"""Flat rows of what a view says of each defendant as a whole."""

from collections.abc import Hashable, Mapping

from casestate.errors import TooManyPossibilities
from casestate.explain.answers import told
from casestate.handles import Defendant
from casestate.law.conviction import is_conviction
from casestate.law.headlines import headline
from casestate.law.headlines.composing import composed
from casestate.law.policies import Purpose
from casestate.law.procedure import Procedure
from casestate.records import Plain, Types
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState, RecordState
from casestate.state.axes import Phase
from casestate.when import Certainty

_ANSWERED: Types = {
    "status": str,
    "words": str,
    "open": bool,
    "convicted": str,
    "charges": int,
    "pending": int,
    "convictions": int,
    "claims": int,
    "citations": int,
    "exposure": str,
    "release": str,
    "stays": str,
    "deceased": bool,
}
PEOPLE: Types = {"defendant": str, **_ANSWERED, "undecided": str}
"""The columns of a row of a defendant, in order, with the type of each; ``None`` may stand in the place of a value."""


def row_of(defendant: Defendant) -> dict[str, Plain]:
    """
    Return the row of one defendant, with the headline in the words of the procedure.

    A column whose value imprecise dates leave open is ``None`` and is named in the column ``undecided``. An exposure
    that is ``None`` and is not named there is unknown, or there is no charge to carry one.
    """
    try:
        possible = [rolled_up(state, defendant.procedure) for state in defendant.possible()]
    except TooManyPossibilities:
        possible = []
    first = possible[0] if possible else {}
    agreed = {name: value for name, value in first.items() if all(each[name] == value for each in possible)}
    return {
        "defendant": defendant.name,
        **{name: agreed.get(name) for name in _ANSWERED},
        "undecided": ", ".join([name for name in _ANSWERED if name not in agreed]),
    }


def rolled_up(state: DefendantState, procedure: Procedure) -> Mapping[str, Plain]:
    """Return the value of every column that one possible state of a defendant answers."""
    shown = headline(state, procedure.headlines)
    convictions = [is_conviction(charge, Purpose.RECORD, procedure) for charge in state.charges.values()]
    return {
        "status": str(shown.status),
        "words": shown.words,
        "open": state.open,
        "convicted": told(max(convictions, key=_CONVICTED.index, default=Certainty.NO)),
        "charges": len(state.charges),
        "pending": len(state.pending),
        "convictions": convictions.count(Certainty.YES),
        "claims": len(state.claims),
        "citations": len(state.citations),
        "exposure": None if state.exposure is None else str(state.exposure),
        "release": str(state.release),
        "stays": ", ".join(state.stays),
        "deceased": state.deceased,
    }


_CONVICTED = (Certainty.NO, Certainty.POSSIBLY, Certainty.YES)
"""From the answer of least weight to that of most: one charge that convicts is enough."""


def read_of(state: ChargeState | ClaimState | CitationState | RecordState, procedure: Procedure) -> Hashable:
    """
    Return what the roll-up reads of one charge, claim, citation or person that names no other.

    Defendants with the same of each, in the same order, have the same row but for their names and ids.
    """
    if isinstance(state, RecordState):
        return state.release, state.stays
    if not isinstance(state, ChargeState):
        return state.kind
    part = composed(state, procedure.headlines["charge"])
    rules = part.clause.name, tuple([each.name for each in part.qualifiers])
    standing = state.phase is Phase.NOT_CHARGED, state.open, state.beside_another
    exposure = state.version.exposure if state.version else None
    return rules, standing, is_conviction(state, Purpose.RECORD, procedure), exposure
