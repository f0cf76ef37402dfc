"""Developments as columns: which act, on which subject, on which days, in the order of their files."""

from collections.abc import Callable, Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from casestate.bulk.standins import Skeleton
from casestate.casefile import CaseFile
from casestate.events import Event
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure
from casestate.vocabulary import Closed

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NO_ORDINAL = int(np.iinfo(np.int64).min)
"""In the column of ordinals, that there is none."""


MOST_ACTS = 1_000
"""A subject with more acts is worked out from its file: no other has such a history, and a file of it costs less."""
EVERYONE = ""
"""In what is beyond shapes, every defendant of a file."""


class Beyond(Closed):
    """Why something is beyond a shape, and is worked out from the case file itself."""

    LINKS = "entries linked across charges"
    ACCOUNTS = "several accounts of one act"
    CORRECTIONS = "corrections and retractions"
    SEALING = "acts that open or close a record"
    STATEMENTS = "statements about the defendant"
    TIED = "charges tied to others"
    SEVERAL = "acts on several defendants"
    EVERY_CHARGE = "acts that bear on every charge"
    PARTY = "decisions that name a party"
    VAGUE = "imprecise dates"
    VALUES = "checks that weigh values or days"
    WHOLE = "checks of the defendant as a whole"
    SAME_DAY = "acts of one day that turn on values"
    ALIKE = "names or ids written alike"
    DATED = "acts dated after their source"
    LONG = "histories of more acts than any two are likely to share"


@attrs.define(eq=False)
class Names:
    """Texts, each once, by number."""

    texts: list[str] = attrs.field(factory=list)
    numbers: dict[str, int] = attrs.field(factory=dict)

    def number(self, text: str) -> int:
        """Return the number of a text."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return found


KINDS_OF_SUBJECT = ("charge", "claim", "citation", "person", "hearing", "motion", "role", "incident")
"""The kinds of subjects, by number."""


@attrs.frozen(eq=False)
class Subjects:
    """
    The subjects of all files, by number, in the order in which each file comes to speak of them.

    Attributes:
        case: The file of each.
        kind: The number of its kind.
        who: The number of the name of its defendant.
        key: The number of its id.
    """

    case: Ints
    kind: Ints
    who: Ints
    key: Ints


@attrs.define(eq=False, kw_only=True)
class Acts:
    """
    The developments of many files.

    Attributes:
        cases: The name of each file.
        procedures: The procedures.
        procedure_of: For each file, which of the procedures it has.
        units: The subjects.
        names: Names of people, ids of charges and the texts of acts.
        skeletons: The skeletons, each once, and the first act that has it.
        events: The acts told, each once where many rows have the same.
        code_of: For each of these, its skeleton.
        cell_start: For each of these, where its texts begin among ``cells``; one more for the end.
        cells: The texts, by number.
        unit: For each row, its subject.
        event: For each row, which of ``events``.
        earliest: The first day possible.
        latest: The last day possible.
        ordinal: The place in the docket of the day.
        basis: The rank of the basis of its source.
        entry: The place of its entry in the file, from 0.
        file: Gives a file by its number.
        id_of: Gives the id of an entry, by its file and its place there.
        row_of: Gives the number of the row of an entry in the table that was read, by its file and its place there;
            ``None`` where it is not known.
        remarks: What is doubtful about rows of a table: the number of the file, that of the row, and the finding.
        after: For a row that is linked after others of its subject, those.
        place: For each file, its place in the order of all files.
        last_day: For each file the last day on which something has certainly happened; 0 where there is none.
        routed: Of which files whom no shape holds, by name, with why.
        doubted: Gives the same for whose findings no shape holds, beside those.
    """

    cases: list[str]
    procedures: list[Procedure]
    procedure_of: Ints
    units: Subjects
    names: Names
    skeletons: list[tuple[Skeleton, Event]]
    events: Sequence[Event]
    code_of: Ints
    cell_start: Ints
    cells: Ints
    unit: Ints
    event: Ints
    earliest: Ints
    latest: Ints
    ordinal: Ints
    basis: Ints
    entry: Ints
    file: Callable[[int], CaseFile]
    id_of: Callable[[int, int], str]
    row_of: Callable[[int, int], int | None]
    remarks: Sequence[tuple[int, int, Finding]]
    after: Mapping[int, tuple[int, ...]]
    place: Ints
    last_day: Ints
    routed: dict[tuple[int, str], set[Beyond]]
    doubted: Callable[[], dict[tuple[int, str], set[Beyond]]]

    def __attrs_post_init__(self) -> None:
        """Route the defendants of subjects that have more acts than a shape is worth."""
        units = self.units
        for long in np.flatnonzero(np.bincount(self.unit, minlength=len(units.case)) > MOST_ACTS).tolist():
            of = int(units.case[long]), self.names.texts[units.who[long]]
            self.routed.setdefault(of, set()).add(Beyond.LONG)
