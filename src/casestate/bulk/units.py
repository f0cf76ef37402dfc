"""The subjects of all files as columns: what each is, in which order they come, and how it is worked out."""

from collections.abc import Collection, Iterable, Mapping

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import EVERYONE, KINDS_OF_SUBJECT, Acts, Flags, Ints, Names
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
        people = people_in(acts.routed)
        span = len(acts.names.texts) + 1
        person = case * span + who
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
            routed=_among(case, person, span, acts.names, acts.routed),
            vague=vague,
            rank=rank,
            first=np.searchsorted(np.sort(case), np.arange(len(acts.cases))),
            cases=pa.array(acts.cases, pa.string()),
            texts=pa.array(acts.names.texts, pa.string()),
            kinds=pa.array(KINDS_OF_SUBJECT, pa.string()),
            people=people,
            first_of=_first_of(acts, people, rank),
        )

    def among(self, names: Names, beyond: Collection[tuple[int, str]]) -> Flags:
        """Return which subjects are those of some defendants, each given after the file; everyone's under no name."""
        return _among(self.case, self.person, self.span, names, beyond)


def people_in(beyond: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    """Return for each file of which something is beyond shapes, of whom."""
    people: dict[int, set[str]] = {}
    for case, name in beyond:
        people.setdefault(case, set()).add(name)
    return people


def _among(case: Ints, person: Ints, span: int, names: Names, beyond: Collection[tuple[int, str]]) -> Flags:
    wholly = np.array([file for file, name in beyond if name == EVERYONE], dtype=np.int64)
    people = np.array([file * span + names.number(name) for file, name in beyond if name != EVERYONE], dtype=np.int64)
    flags: Flags = np.isin(case, wholly) | np.isin(person, people)
    return flags


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
