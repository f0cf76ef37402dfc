"""
Which checks of the law a shape answers, and whose findings only the case file tells.

A check says what it reads, what of that it weighs, and without what it finds nothing. One that weighs values or days,
or reads the defendant as a whole, is beyond a shape: where a defendant has what it needs, the file is asked.
"""

from collections.abc import Mapping
from functools import lru_cache

import attrs
import numpy as np

from casestate.bulk.acts import NO_ORDINAL, Acts, Beyond, Flags, Ints
from casestate.bulk.standins import fields_of, fields_of_values
from casestate.bulk.trie import Trie
from casestate.law.checking import Check
from casestate.law.procedure import Procedure


@lru_cache
def shared_checks(procedure: Procedure) -> Procedure:
    """Return a procedure with those of its checks that a shape answers, and no other."""
    return attrs.evolve(procedure, checks=tuple([check for check in procedure.checks if why_apart(check) is None]))


def why_apart(check: Check) -> Beyond | None:
    """Return why a check is beyond shapes; ``None`` where it is not."""
    if "defendant" in check.takes:
        return Beyond.WHOLE
    weighed = [name.rpartition(".")[2] for name in check.weighs if "." in name and not name.startswith("policies.")]
    return Beyond.VALUES if fields_of_values().intersection(weighed) else None


def apart(acts: Acts) -> Mapping[Beyond, Flags]:
    """Return for each reason the skeletons, by procedure, with which only a file tells what is found."""
    found: dict[Beyond, Flags] = {}
    shape = len(acts.procedures), len(acts.skeletons)
    for law, procedure in enumerate(acts.procedures):
        for place, (_, event) in enumerate(acts.skeletons):
            for why in _reasons(procedure, procedure.needs_met([event])):
                found.setdefault(why, np.zeros(shape, dtype=bool))[law, place] = True
    return found


@lru_cache
def _reasons(procedure: Procedure, met: frozenset[str]) -> frozenset[Beyond]:
    """Return why the checks are beyond shapes that can find something where these needs are met."""
    given = [check for of in procedure.checks_given(met).values() for checks in of.values() for check in checks]
    return frozenset([why for why in map(why_apart, given) if why is not None])


def turning_on_values(acts: Acts, found: Trie) -> Flags:
    """
    Return the subjects, in the order of the trie, with acts of one day in no certain order, and two acts that say a
    value in one field: whether the order matters may turn on whether these are the same.
    """
    new_day = np.ones(len(found.row), dtype=bool)
    new_day[1:] = found.day[1:] != found.day[:-1]
    new_day[found.start] = True
    begins = np.flatnonzero(new_day)
    sizes = np.diff(np.append(begins, len(found.row)))
    ordinal = acts.ordinal[found.row]
    day = np.repeat(np.arange(len(begins)), sizes)
    different = np.unique(np.stack([day, ordinal])[:, ordinal != NO_ORDINAL], axis=1)[0]
    loose = np.bincount(different, minlength=len(begins)) < sizes
    unit = np.repeat(np.arange(len(found.unit)), found.length)
    tied = np.zeros(len(found.unit), dtype=bool)
    tied[unit[begins[loose & (sizes > 1)]]] = True
    return tied & _saying_twice(acts, found, unit)


def _saying_twice(acts: Acts, found: Trie, unit: Ints) -> Flags:
    """The subjects of which two acts say a value in one field."""
    names = sorted(fields_of_values())
    twice = np.zeros(len(found.unit), dtype=bool)
    code = acts.code_of[acts.event[found.row]]
    told = [{f.name for f in fields_of(type(e)) if getattr(e, f.name) not in (None, ())} for _, e in acts.skeletons]
    for name in names:
        saying = np.array([name in each for each in told], dtype=bool)
        twice |= np.bincount(unit[saying[code]], minlength=len(twice)) > 1
    return twice
