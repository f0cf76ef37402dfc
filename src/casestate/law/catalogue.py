"""
The catalogue of findings: for each code its severity, its meaning and its remedy.

It is derived from the checks, from the tables, and from the types declared beside the code that adds them. The smallest
file with each code, and the exact words, are kept with the tests and shown in the reference docs.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import attrs

from casestate.law import findings, legality
from casestate.law.findings import FindingType, types_in
from casestate.law.moves import Fit
from casestate.law.places import PROCEDURES
from casestate.law.procedure import Procedure
from casestate.law.transition import Machine


def catalogue(procedures: Iterable[Procedure] = PROCEDURES.values()) -> Mapping[str, FindingType]:
    """
    Return the type of every finding that a file under these procedures can have, by code, in alphabetical order.

    >>> print(catalogue()["missing-trial"].meaning)
    An act presupposes a step that the file lacks: the trial.
    """
    return _catalogue(tuple(procedures))


@cache
def _catalogue(procedures: tuple[Procedure, ...]) -> Mapping[str, FindingType]:
    """Return the catalogue, worked out once: it compiles whole tables, and a report asks for each finding."""
    types: dict[str, FindingType] = {}
    for each in _types(procedures):
        known = types.setdefault(each.code, each)
        fresh = [part for part in each.remedy.split("; ") if part not in known.remedy]
        if fresh:
            types[each.code] = attrs.evolve(known, remedy="; ".join(filter(None, [known.remedy, *fresh])))
    return MappingProxyType(dict(sorted(types.items())))


def _types(procedures: Iterable[Procedure]) -> Iterator[FindingType]:
    yield from types_in(findings)
    yield from types_in(legality)
    for procedure in procedures:
        yield from [check.type for check in procedure.checks]
        for machine in procedure.machines:
            yield from _of_table(machine)


def _of_table(machine: Machine) -> Iterator[FindingType]:
    """Yield the type of the finding for each act of a table in each phase in which it does not fit."""
    compiled = machine.compiled().values()
    moves = [each for rows in compiled for by_phase in rows.moves.values() for each in by_phase.items()]
    skipped = frozenset({phase for _, move in moves for phase in move.skips})
    for phase, move in moves:
        late = move.fit is Fit.LATE or (move.fit is Fit.REPEATED and move.row.to is not None)
        for fills in (False, True) if late and move.fills & skipped else (False,):
            for each in (move, *move.instead):
                if each.doubted:
                    yield legality.doubt_of(each.row)
            if not move.lawful:
                yield legality.judged(move, phase=phase, fills=fills, machine=machine)[0]
