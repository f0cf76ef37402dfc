"""Case files written back in their own format."""

import os

from casestate.casefile import CaseFile
from casestate.codec import dump
from casestate.engine.coordinates import Clearance, ClearanceWord, as_clearance


def write_case(
    case: CaseFile,
    path: str | os.PathLike[str],
    *,
    clearance: ClearanceWord = Clearance.PUBLIC,
    words_read: bool = False,
) -> int:
    """
    Write what the public may see of a case file as a case file, and return the number of its entries.

    :func:`casestate.load` reads it back. An old file is replaced once the new one is whole.

    Args:
        case: The case file.
        path: The file to write.
        clearance: With any clearance above that of the public the whole file is written.
        words_read: As in :meth:`casestate.CaseFile.public`.

    Raises:
        IllegalDevelopment: As in :meth:`casestate.CaseFile.public`.
        InvalidCoordinates: The clearance is not one.
        InvalidEntry: The line of an entry would be too long. The old file is unchanged.
        InvalidQuestion: As in :meth:`casestate.CaseFile.public`.
        OSError: The file cannot be written. The old file is unchanged.
    """
    seen = case.public(words_read=words_read) if as_clearance(clearance) is Clearance.PUBLIC else case
    dump(seen, path)
    return len(seen)
