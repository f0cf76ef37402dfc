"""Refuse names and ids that a file does not have: they are slips in the test, not expectations that fail or hold."""

from collections.abc import Iterable

from casestate.casefile import CaseFile
from casestate.errors import NotInFile
from casestate.events import Subject
from casestate.testing.expectation import Expected


def refuse_unknown_subject(file: CaseFile, subject: Subject) -> None:
    """
    Refuse a defendant, charge, claim or citation that no entry mentions.

    Raises:
        NotInFile: No entry mentions it; the message lists those that entries do mention.
    """
    told = [each for entry in file for each in entry.event.subjects]
    spoken_of = [who for entry in file for who in getattr(entry.event, "concerns", ())]
    people = dict.fromkeys([*[each.who for each in told if each.who], *spoken_of])
    keys = dict.fromkeys([each.key for each in told if (each.kind, each.who) == subject[:2]])
    if subject.who not in people or (subject.kind != "person" and subject.key not in keys):
        known = keys if subject.who in people else people
        raise NotInFile(f"no entry of this file mentions {subject}; known: {', '.join(known) or 'none'}")


def refuse_unknown_entries(file: CaseFile, wanted: Iterable[Expected]) -> None:
    """
    Refuse an expectation that names an entry the file does not have.

    Raises:
        NotInFile: There is no such entry; the message lists those there are.
    """
    ids = [entry.id for entry in file]
    for each in wanted:
        missing = [id for id in each.entries if id not in ids]
        if missing:
            raise NotInFile(f"{each.field} cannot be entry {missing[0]!r}: this file has {', '.join(ids)}")
