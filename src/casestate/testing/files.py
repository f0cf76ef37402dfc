"""Make case files for a test from events, from entries, from JSON Lines, or from a file of JSON Lines."""

import json
import os
from pathlib import Path
from textwrap import dedent
from typing import Any, overload

import attrs

from casestate.casefile import CaseFile
from casestate.codec import FORMAT, load, loads
from casestate.entries import Entry
from casestate.events import Event
from casestate.law.procedure import Procedure
from casestate.testing.scenario import given


@attrs.frozen(kw_only=True, order=False)
class CaseFiles:
    """
    Makes case files for one test.

    >>> from casestate import GENERIC
    >>> made = CaseFiles(id="test_filed", folder=Path(), procedure=GENERIC)
    >>> case = made('{"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023-01-31", "text": "adjourned"}}')
    >>> case.id, case["e1"].event.text
    ('test_filed', 'adjourned')

    Attributes:
        id: The id of a file that does not state its own: the name of the test.
        folder: The folder that relative paths start from: that of the test.
        procedure: The law that governs a file that does not name its own.
    """

    id: str
    folder: Path
    procedure: Procedure

    @overload
    def __call__(self, where: str | os.PathLike[str], /) -> CaseFile: ...

    @overload
    def __call__(self, *recorded: Event | Entry) -> CaseFile: ...

    def __call__(self, *recorded: Any) -> CaseFile:
        """
        Return a case file.

        Args:
            recorded: Events and entries in the order in which they are recorded; or the path of one file of JSON Lines;
                or its text, with or without the heading line.

        Raises:
            InvalidEntry: An argument is none of these, or cannot join the file.
            InvalidFile: The text or the file cannot be read.
            OSError: There is no such file.
        """
        if len(recorded) == 1 and isinstance(recorded[0], str | os.PathLike):
            return self._read(recorded[0])
        return given(CaseFile(self.id, procedure=self.procedure), *recorded).file

    def _read(self, where: str | os.PathLike[str]) -> CaseFile:
        text = dedent(where).strip() if isinstance(where, str) else ""
        if not text.startswith("{"):
            return load(self.folder / where, procedures=self.procedure)
        if '"casestate":' not in text.partition("\n")[0]:
            heading = {"casestate": FORMAT, "case": self.id, "procedure": self.procedure.name}
            text = f"{json.dumps(heading)}\n{text}"
        return loads(text, procedures=self.procedure)
