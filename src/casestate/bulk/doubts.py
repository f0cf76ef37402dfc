"""What is doubtful at a node at which a day ends."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from casestate.bulk.answering import Whence
from casestate.bulk.checks import shared_checks
from casestate.bulk.folding import Folded
from casestate.bulk.standins import place_of
from casestate.bulk.trie import Trie
from casestate.bulk.wording import Piece, pieces_of
from casestate.law.checking import check_defendant
from casestate.law.findings import Finding
from casestate.law.overdue import judgment_overdue, waits
from casestate.state import DefendantState, RecordState


class Doubt(NamedTuple):
    """
    One doubtful thing.

    Attributes:
        code: The code of its type.
        severity: How grave it is.
        of_subject: Whether it is about the subject; else it concerns no one in particular.
        named: Whether it names the thing, of which the matter as a whole has no defendant.
        words: Its words.
        acts: The places of the acts that it is about.
    """

    code: str
    severity: str
    of_subject: bool
    named: bool
    words: tuple[Piece, ...]
    acts: tuple[int, ...]


class Doubts(NamedTuple):
    """
    What is doubtful at a node.

    Attributes:
        told: What the shape alone shows.
        overdue: What is once enough time has passed.
        waits: Whether the case waits for the person.
    """

    told: tuple[Doubt, ...]
    overdue: tuple[Doubt, ...]
    waits: bool


def doubts_of(folded: Folded, found: Trie) -> Doubts:
    """Return what is doubtful at a node."""
    draft = folded.draft
    state = draft.state()
    if isinstance(state, RecordState):
        return Doubts(_told(folded.doubts, folded, found), (), waits(state))
    defendant = DefendantState.of(draft.subject.who, {draft.subject: state})
    law = shared_checks(draft.procedure)
    met = law.needs_met([entry.event for record in state.records for entry in record])
    checked = check_defendant(defendant, law, met=met)
    late = judgment_overdue(defendant, date.max)
    told = _told([*draft.findings, *folded.doubts, *checked], folded, found)
    return Doubts(told, _told(list(late), folded, found), waits=False)


def _told(findings: Sequence[Finding], folded: Folded, found: Trie) -> tuple[Doubt, ...]:
    if not findings:
        return ()
    whence = folded.whence(found)
    return tuple([_doubt(each, whence) for each in findings])


def _doubt(finding: Finding, whence: Whence) -> Doubt:
    acts = tuple(map(place_of, finding.entries))
    words = tuple(pieces_of(finding.message, whence))
    return Doubt(finding.code, str(finding.severity), bool(finding.defendant), bool(finding.charge), words, acts)
