"""The subjects of all files as columns: what each is, in which order they come, and how it is worked out."""

from collections.abc import Mapping

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, KINDS_OF_SUBJECT, Acts, Flags, Ints
from casestate.law.kinds import KINDS


@attrs.frozen(eq=False)
class Units:
    """
    The subjects, by number.

    Attributes:
        case: The file of each.
        who: The number of its defendant's name.
        key: The number of its id.
        person: The number of its defendant in its file: the number of the file times ``span``, and that of the name.
        span: How far apart the numbers of the people of two files are.
        kind: The number of its kind.
        tabled: Whether it is a charge, claim or citation.
        routed: Whether it is worked out from its case file.
        vague: Whether one of its dates is imprecise, or links are among its acts.
        rank: Its place in the order of files, defendants and subjects.
        cases: The names of files.
        texts: Names and ids, by number.
        kinds: The kinds.
        first: For each file the place of its first subject.
        people: For each file of which something is routed, of whom.
        first_of: For each defendant in those files, the place of the first of their subjects.
    """

    case: Ints
    who: Ints
    key: Ints
    person: Ints
    span: int
    kind: Ints
    tabled: Flags
    routed: Flags
    vague: Flags
    rank: Ints
    first: Ints
    cases: pa.Array
    texts: pa.Array
    kinds: pa.Array
    people: Mapping[int, set[str]]
    first_of: Mapping[tuple[int, str], int]

    @classmethod
    def of(cls, acts: Acts) -> "Units":
        """The subjects of all files."""
        units = acts.units
        case, who, key, kind = units.case, units.who, units.key, units.kind
        people: dict[int, set[str]] = {}
        for number, name in acts.routed:
            people.setdefault(number, set()).add(name)
        wholly = np.zeros(len(acts.cases), dtype=bool)
        wholly[[number for number, names in people.items() if EVERYONE in names]] = True
        span = len(acts.names.texts) + 1
        person = case * span + who
        named = [number * span + acts.names.number(name) for number, name in acts.routed if name]
        rank = _ranked(case, person)
        vague = np.zeros(len(case), dtype=bool)
        vague[acts.unit[acts.earliest != acts.latest]] = True
        vague[acts.unit[list(acts.after)]] = True
        return cls(
            case=case,
            who=who,
            key=key,
            person=person,
            span=span,
            kind=kind,
            tabled=np.array([each in KINDS for each in KINDS_OF_SUBJECT], dtype=bool)[kind],
            routed=wholly[case] | np.isin(person, np.array(named, dtype=np.int64)),
            vague=vague,
            rank=rank,
            first=np.searchsorted(np.sort(case), np.arange(len(acts.cases))),
            cases=pa.array(acts.cases, pa.string()),
            texts=pa.array(acts.names.texts, pa.string()),
            kinds=pa.array(KINDS_OF_SUBJECT, pa.string()),
            people=people,
            first_of=_first_of(acts, people, rank),
        )


def _ranked(case: Ints, person: Ints) -> Ints:
    """The place of each subject: by file, then by the first subject of its defendant, then its own."""
    _, first, which = np.unique(person, return_index=True, return_inverse=True)
    order = np.lexsort((np.arange(len(case)), first[which.reshape(-1)], case))
    rank = np.empty(len(case), dtype=np.int64)
    rank[order] = np.arange(len(case))
    return rank


def _first_of(acts: Acts, people: Mapping[int, set[str]], rank: Ints) -> dict[tuple[int, str], int]:
    """For each defendant in some files the place of the first of their subjects."""
    units, texts = acts.units, acts.names.texts
    first: dict[tuple[int, str], int] = {}
    for number in np.flatnonzero(np.isin(units.case, np.array(list(people), dtype=np.int64))).tolist():
        key = int(units.case[number]), texts[units.who[number]]
        first[key] = min(first.get(key, len(rank)), int(rank[number]))
    return first
