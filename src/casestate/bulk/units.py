"""The subjects of all files as columns: what each is, in which order they come, and how it is worked out."""

from collections.abc import Mapping

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, Acts, Flags, Ints
from casestate.events import Subject
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
        kind: The place of its kind among ``kinds``.
        tabled: Whether it is a charge, claim or citation.
        routed: Whether it is worked out from its case file.
        vague: Whether one of its dates is imprecise.
        rank: Its place in the order of files, defendants and subjects.
        cases: The names of files.
        texts: Names and ids, by number.
        kinds: The kinds.
        first: For each file the place of its first subject.
        people: For each file of which something is routed, of whom.
        by_name: For those files, the number of each subject.
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
    by_name: Mapping[tuple[int, Subject], int]

    @classmethod
    def of(cls, acts: Acts) -> "Units":
        """The subjects of all files."""
        units = acts.units
        case, who, key = (np.array(each, dtype=np.int64) for each in (units.case, units.who, units.key))
        kinds = sorted(set(units.kind))
        kind = np.array([kinds.index(each) for each in units.kind], dtype=np.int64)
        people: dict[int, set[str]] = {}
        for number, name in acts.routed:
            people.setdefault(number, set()).add(name)
        wholly = np.zeros(len(acts.cases), dtype=bool)
        wholly[[number for number, names in people.items() if EVERYONE in names]] = True
        span = len(acts.names.texts) + 1
        person = case * span + who
        named = [number * span + acts.names.number(name) for number, name in acts.routed if name]
        vague = np.zeros(len(case), dtype=bool)
        vague[acts.unit[acts.earliest != acts.latest]] = True
        return cls(
            case=case,
            who=who,
            key=key,
            person=person,
            span=span,
            kind=kind,
            tabled=np.array([each in KINDS for each in kinds], dtype=bool)[kind],
            routed=wholly[case] | np.isin(person, np.array(named, dtype=np.int64)),
            vague=vague,
            rank=_ranked(case, person),
            first=np.searchsorted(np.sort(case), np.arange(len(acts.cases))),
            cases=pa.array(acts.cases, pa.string()),
            texts=pa.array(acts.names.texts, pa.string()),
            kinds=pa.array(kinds, pa.string()),
            people=people,
            by_name=_by_name(acts, people),
        )


def _ranked(case: Ints, person: Ints) -> Ints:
    """The place of each subject: by file, then by the first subject of its defendant, then its own."""
    _, first, which = np.unique(person, return_index=True, return_inverse=True)
    order = np.lexsort((np.arange(len(case)), first[which.reshape(-1)], case))
    rank = np.empty(len(case), dtype=np.int64)
    rank[order] = np.arange(len(case))
    return rank


def _by_name(acts: Acts, people: Mapping[int, set[str]]) -> dict[tuple[int, Subject], int]:
    units, texts = acts.units, acts.names.texts
    return {
        (case, Subject(units.kind[number], texts[units.who[number]], texts[units.key[number]])): number
        for number, case in enumerate(units.case)
        if case in people
    }
