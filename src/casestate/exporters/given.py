"""The case files and views that an exporter takes, each with the name of its case."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from casestate.casefile import CaseFile
from casestate.errors import InvalidQuestion
from casestate.view import View

Cases: TypeAlias = CaseFile | View | Mapping[str, View] | Iterable[CaseFile | tuple[str, View]]
"""
What an exporter takes: a case file or several, or views of your own, each under the name of its case.

Of a case file the public copy is exported (:meth:`casestate.CaseFile.public`). A view is exported at its own
coordinates, and the words in it are not searched for names that are hidden. A view alone has no name.
"""

_TAKEN = "an exporter takes case files, or views under the names of their cases such as {case.id: case.at()}"


def named_views(cases: Cases, *, words_read: bool = False) -> Iterator[tuple[str, View]]:
    """
    Yield each view with the name of its case.

    Args:
        cases: Case files, or views under the names of their cases.
        words_read: As in :meth:`casestate.CaseFile.public`, for case files.

    Raises:
        IllegalDevelopment: As in :meth:`casestate.CaseFile.public`.
        InvalidQuestion: As there; or something else was given.
    """
    if isinstance(cases, View):
        yield "", cases
        return
    if not isinstance(cases, Iterable):
        raise InvalidQuestion(f"{_TAKEN}, not {cases!r}")
    several = [cases] if isinstance(cases, CaseFile) else cases.items() if isinstance(cases, Mapping) else cases
    for each in several:
        match each:
            case CaseFile():
                yield each.id, each.public(words_read=words_read).at()
            case (str(name), View() as view):
                yield name, view
            case _:
                raise InvalidQuestion(f"{_TAKEN}, not {each!r}")
