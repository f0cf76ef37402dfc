"""Case files that were checked, and those that could not be read."""

from collections.abc import Mapping

import attrs

from casestate.codec.opening import in_words
from casestate.errors import CasestateError, InvalidFile
from casestate.law import Finding
from casestate.show.words import by_id
from casestate.when import Certainty


@attrs.frozen(kw_only=True)
class Checked:
    """
    The findings of one case file.

    Attributes:
        name: The name in the output.
        path: Its path; ``None`` for standard input, and for a case of a store.
        entries: The number of entries that the view applies.
        findings: The findings.
        lines: The line of each entry, by id; empty for a case of a store.
    """

    name: str
    path: str | None
    entries: int
    findings: tuple[Finding, ...]
    lines: Mapping[str, int]

    def line(self, finding: Finding) -> int | None:
        """Return the line of the first entry of a finding, if it has one."""
        return next((self.lines[entry] for entry in finding.entries if entry in self.lines), None)


@attrs.frozen(kw_only=True)
class Unread:
    """
    A case file that could not be read.

    Attributes:
        name: The name in the output.
        path: Its path; ``None`` for standard input, and for a case of a store.
        problems: The problems, each with its line if it has one.
    """

    name: str
    path: str | None
    problems: tuple[tuple[int | None, str], ...]

    @classmethod
    def because(cls, name: str, path: str | None, problem: CasestateError | OSError) -> "Unread":
        """Return the file with the problems of an error."""
        if isinstance(problem, InvalidFile):
            parts = [each.partition(": ") for each in problem.problems]
            return cls(name=name, path=path, problems=tuple([(int(line), said) for line, _, said in parts]))
        said = str(problem) if isinstance(problem, CasestateError) else in_words(problem)
        return cls(name=name, path=path, problems=((None, said),))


def said(finding: Finding) -> str:
    """Return the message of a finding, marked if it depends on imprecise dates."""
    depends = "(depends on imprecise dates) " if finding.certainty is Certainty.POSSIBLY else ""
    return f"{depends}{finding.message}{by_id(finding.entries)}"


def place(name: str, line: int | None) -> str:
    """Return a file and a line in the form that compilers use."""
    return name if line is None else f"{name}:{line}"
