"""
The errors of the library. Misuse raises one; doubtful data is a :class:`casestate.Finding` and never raises.

Every class is a :class:`CasestateError` and also the builtin that a caller would expect. Messages say what was given,
what is accepted and what to do.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casestate.entries import Entry
    from casestate.law.findings import Finding


class CasestateError(Exception):
    """The base class of every error that this library raises."""


class InvalidWhen(CasestateError, ValueError):
    """A date that cannot be read, does not exist, or runs backwards."""


class ContradictoryDates(CasestateError, ValueError):
    """Two statements of one date that have no day in common."""


class InvalidTerm(CasestateError, ValueError):
    """A length of time or a sum of money that cannot be read."""


class InvalidEvent(CasestateError, ValueError):
    """A field of an event or of a source with a value that it cannot have."""


class InvalidCoordinates(CasestateError, ValueError):
    """Coordinates that are not valid: knowledge, clock, sources, clearance or reading."""


class InvalidQuestion(CasestateError, ValueError):
    """A question that cannot be answered, such as one about a field that a state does not have."""


class InvalidEntry(CasestateError, ValueError):
    """An entry that cannot join the file: a link to nothing, a cycle, a wrong envelope field."""


class EntryConflict(InvalidEntry):
    """An id that is already in the file with other content."""


class InvalidProcedure(CasestateError, ValueError):
    """A procedure that cannot be derived: a row or policy that it does not have, or a row that could never apply."""


class InvalidUpcaster(CasestateError, ValueError):
    """Upcasters that leave a version unread or form a circle, or one that returns what it must not."""


class UnknownEvent(CasestateError, LookupError):
    """An event name, or a version of one, that this library does not know."""


class NotInFile(CasestateError, LookupError):
    """A defendant, charge, claim, citation or entry that the file or the view does not have."""


class AmbiguousState(CasestateError, ValueError):
    """
    Imprecise dates leave more than one answer possible on the day of the view.

    Attributes:
        who: The subject of the question, such as ``charge 1 of A. Doe``.
        field: The field in question; ``state`` for the state as a whole.
        entries: The ids of the entries that would decide it by whether they had happened.
        unordered: The ids of the entries that would decide it by which of them came first.
        possible: Every possible answer.
        because: What the answer depends on, without the advice at the end of the message.
    """

    def __init__(
        self,
        who: str,
        field: str,
        as_of: str,
        entries: tuple[str, ...],
        *,
        unordered: tuple[str, ...] = (),
        possible: tuple[object, ...],
        words: tuple[str, ...],
        certain_in: tuple[str, ...] = (),
    ) -> None:
        self.who = who
        self.field = field
        self.entries = entries
        self.unordered = unordered
        self.possible = possible
        yes_or_no = all(isinstance(each, bool) for each in possible)
        asked = f"the answer to {field!r}" if yes_or_no else f"the {field}"
        answers = f": {' or '.join(_apart(dict.fromkeys(words)))}" if words else ""
        depends = [f"whether {_and(entries)} had happened by then"] if entries else []
        depends += [f"the order of {_and(unordered)}"] if unordered else []
        self.because = f"{asked} of {who} as of {as_of} depends on {' and on '.join(depends)}{answers}"
        alone = f", ask proceeding({certain_in[0]!r}), where it is certain" if certain_in else ""
        super().__init__(
            f"{self.because}; give a closer date or an after= link{alone}, or ask possible() for every answer"
        )


class TooManyPossibilities(CasestateError, ValueError):
    """
    An answer depends on more imprecise entries than can be worked through.

    Attributes:
        who: The subject of the question.
        entries: The ids of the entries that are undecided.
    """

    def __init__(self, who: str, as_of: str, entries: tuple[str, ...], most: int) -> None:
        self.who = who
        self.entries = entries
        super().__init__(
            f"{len(entries)} entries may or may not have happened to {who} by {as_of}, which may leave more than "
            f"{most} possible states; closer dates or after= links for some of {_and(entries)} would help"
        )


class IllegalDevelopment(CasestateError, ValueError):
    """
    A development that the law does not allow, refused because of ``strict=True``.

    Attributes:
        finding: The finding, with its code, remedy and entries as data.
    """

    def __init__(self, finding: "Finding") -> None:
        self.finding = finding
        super().__init__(finding)

    def __str__(self) -> str:
        return f"[{self.finding.code}] {self.finding.message}; {self.finding.remedy}"


class InvalidFile(CasestateError, ValueError):
    """
    A case file that cannot be read. Reading is all or nothing.

    Attributes:
        name: The file.
        problems: One sentence for each problem, each beginning with its line.
    """

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        self.name = name
        self.problems = problems
        shown = problems[:50]
        more = f"\n... and {len(problems) - 50} more" if len(problems) > 50 else ""
        super().__init__("\n".join(f"{name}:{problem}" for problem in shown) + more)


class InvalidLayout(CasestateError, ValueError):
    """
    A layout that cannot be used.

    Attributes:
        problems: For each thing wrong, the key and what is wrong with it.
        name: The file of the layout; empty for one made in Python.
    """

    def __init__(self, *problems: tuple[str, str], name: str = "") -> None:
        self.problems = problems
        self.name = name
        lines = [f"{key}: {problem}" if key else problem for key, problem in problems]
        super().__init__("\n".join([f"{name}: {line}" if name else line for line in lines]))


class InvalidTable(CasestateError, ValueError):
    """A table that cannot be read with a layout: a column that it lacks, an encoding that it is not in, no heading."""


class BucketFailed(CasestateError, OSError):
    """
    Cases of a bucket that could not be worked on: its process was ended, the disk is full, or an error in the library.

    No answer is given that leaves them out.
    """


class NotAStore(CasestateError, ValueError):
    """An address that leads to something other than a store, or to one of a format this library does not know."""


class NotInStore(CasestateError, LookupError):
    """A case or entry that a store does not have."""


class StoreUnavailable(CasestateError, OSError):
    """
    A store that cannot be reached, read or written now. Everything that it acknowledged before is kept.

    If an append was interrupted, append the same entries again: those that were stored are skipped.
    """


class StaleExpectation(CasestateError, ValueError):
    """
    A case has grown since it was read, so nothing was appended.

    Attributes:
        case: The name of the case.
        entries: The entries added since, oldest first.
    """

    def __init__(self, case: str, expected: int, found: int, entries: "tuple[Entry, ...]") -> None:
        self.case = case
        self.entries = entries
        between = f" Since then came {_and(tuple(entry.id for entry in entries))}." if entries else ""
        super().__init__(
            f"case {case!r} was expected to end at its entry {expected}, and ends at {found}.{between} "
            "Nothing was appended; open the case again, judge what is new, and append what still holds"
        )


class InvalidHead(CasestateError, ValueError):
    """A head of a store's chain that cannot be read."""


class ChainBroken(CasestateError, ValueError):
    """
    A store that was rewritten: something was changed, added, moved or removed.

    Attributes:
        position: The first position that differs.
    """

    def __init__(self, position: int, what: str) -> None:
        self.position = position
        super().__init__(
            f"position {position}: {what}; the store was changed by other means than this library, or damaged: "
            "keep it for examination, and restore a copy that verifies against the head you hold"
        )


def _apart(words: Iterable[str]) -> list[str]:
    """Return answers so that it can be seen where one ends: in quotes if one has a comma or semicolon."""
    answers = list(words)
    return [repr(each) for each in answers] if any(set(each) & set(",;") for each in answers) else answers


def _and(ids: tuple[str, ...]) -> str:
    shown = ", ".join(ids[:12])
    return f"{shown} and {len(ids) - 12} more" if len(ids) > 12 else shown
