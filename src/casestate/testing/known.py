"""What a file tells of: a name or id that it has not is a slip of the pen, not an expectation that fails or holds."""

from collections.abc import Iterable

from casestate.casefile import CaseFile
from casestate.errors import NotInFile
from casestate.events import Subject
from casestate.testing.expectation import Expected


def refuse_unknown_subject(file: CaseFile, subject: Subject) -> None:
    """
    Refuse a defendant, charge, claim or citation of which no entry tells.

    Raises:
        NotInFile: It is such a one; those that the file tells of are named.
    """
    told = [each for entry in file for each in entry.event.subjects]
    spoken_of = [who for entry in file for who in getattr(entry.event, "concerns", ())]
    people = dict.fromkeys([*[each.who for each in told if each.who], *spoken_of])
    keys = dict.fromkeys([each.key for each in told if (each.kind, each.who) == subject[:2]])
    if subject.who not in people or (subject.kind != "person" and subject.key not in keys):
        known = keys if subject.who in people else people
        raise NotInFile(f"no entry of this file tells of {subject}; known: {', '.join(known) or 'none'}")


def refuse_unknown_entries(file: CaseFile, wanted: Iterable[Expected]) -> None:
    """
    Refuse an expectation of an entry that is not there.

    Raises:
        NotInFile: It names one that the file does not have; those that it has are named.
    """
    ids = [entry.id for entry in file]
    for each in wanted:
        missing = [id for id in each.entries if id not in ids]
        if missing:
            raise NotInFile(f"{each.field} cannot be entry {missing[0]!r}: this file has {', '.join(ids)}")
