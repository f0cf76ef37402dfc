"""
Sealing: the acts that close or open the record of a charge, read off the rows that set its visibility.

The rows of ``GENERIC`` and of the procedure of the file count. So records are hidden even if a procedure excludes the
row of an order to seal, and a row of your own that seals hides too.
"""

from collections.abc import Mapping
from functools import lru_cache

from casestate.events import Event
from casestate.law.generic import GENERIC
from casestate.law.procedure import Procedure
from casestate.state.axes import Visibility

_HIDDEN: Mapping[Visibility, frozenset[Visibility]] = {
    Visibility.PUBLIC: frozenset({Visibility.UNKNOWN, Visibility.SEALED, Visibility.EXPUNGED}),
    Visibility.SEALED: frozenset({Visibility.EXPUNGED}),
    Visibility.EXPUNGED: frozenset(),
}
"""For each clearance, the visibilities that an act may set to hide a charge."""


@lru_cache
def hiding_acts(procedure: Procedure, cleared_for: str) -> frozenset[type[Event]]:
    """
    Return the acts that may hide a charge from a reader.

    >>> [act.__name__ for act in hiding_acts(GENERIC, "sealed")]
    ['RecordExpunged']

    Args:
        procedure: The law of the file.
        cleared_for: ``public``, ``sealed`` or ``expunged``.
    """
    hidden = _HIDDEN[Visibility(cleared_for)]
    return frozenset({act for act, sets in _acts_on_records(procedure).items() if sets & hidden})


@lru_cache
def opening_acts(procedure: Procedure) -> frozenset[type[Event]]:
    """Return the acts that open the record of a charge to the public."""
    return frozenset({act for act, sets in _acts_on_records(procedure).items() if sets == {Visibility.PUBLIC}})


@lru_cache
def acts_on_records(procedure: Procedure) -> frozenset[type[Event]]:
    """Return the acts that close or open the record of a charge."""
    return frozenset(_acts_on_records(procedure))


def _acts_on_records(procedure: Procedure) -> Mapping[type[Event], frozenset[Visibility]]:
    """Return the acts on the record of a charge, with the visibilities that their rows may set."""
    acts: dict[type[Event], frozenset[Visibility]] = {}
    for row in (*GENERIC.rows, *procedure.rows):
        if "visibility" in row.sets:
            acts[row.act] = acts.get(row.act, frozenset()) | {Visibility(row.sets["visibility"])}
    return acts
