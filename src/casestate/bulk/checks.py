"""
Which checks of the law a shape answers, and whose findings only the case file tells.

A check says what it reads, what of that it weighs, and without what it finds nothing. One that weighs values or days,
or reads the defendant as a whole, is beyond a shape: where a defendant has what it needs, the file is asked.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import attrs
import numpy as np

from casestate.bulk.acts import NO_ORDINAL, Acts, Beyond, Flags, Ints
from casestate.bulk.standins import fields_of, fields_of_values, says
from casestate.bulk.trie import Trie
from casestate.events import Event
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
    for law, procedure in enumerate(acts.procedures):
        for check in procedure.checks:
            why = why_apart(check)
            if why is not None and _may_speak(check, procedure):
                needs = [need for need in check.needs if not need.startswith("policies.")]
                flags = found.setdefault(why, np.zeros((len(acts.procedures), len(acts.skeletons)), dtype=bool))
                flags[law] |= np.array([_meets(event, needs) for _, event in acts.skeletons], dtype=bool)
    return found


def _may_speak(check: Check, procedure: Procedure) -> bool:
    """Whether each policy that a check needs says something."""
    policies = [need.removeprefix("policies.") for need in check.needs if need.startswith("policies.")]
    return all(getattr(procedure.policies, name) for name in policies)


def _meets(event: Event, needs: Iterable[str]) -> bool:
    return not needs or any(says(event, need) for need in needs)


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
