"""Files that cannot be opened or written: why not, and what to do."""

import os
from typing import IO


def opened(path: str | os.PathLike[str]) -> IO[bytes]:
    """
    Open a file for reading.

    Raises:
        OSError: The file cannot be opened. A note on the error says in words why, and what to do.
    """
    try:
        return open(path, "rb")
    except OSError as problem:
        problem.add_note(in_words(problem))
        raise


def in_words(problem: OSError) -> str:
    """
    Return in words why a file cannot be opened or written, and what to do.

    >>> in_words(IsADirectoryError(21, "Is a directory", "cases"))
    "'cases' is a folder; give the path of a file"
    """
    name = problem.filename
    if not isinstance(name, str):
        return problem.strerror or str(problem)
    match problem:
        case FileNotFoundError():
            return _missing(name)
        case IsADirectoryError():
            return f"{name!r} is a folder; give the path of a file"
        case NotADirectoryError():
            return f"a part of the path {name!r} is a file, not a folder; check the path"
        case PermissionError():
            return f"{name!r} may not be opened by this user; change its permissions, or choose another path"
    return f"{name!r}: {problem.strerror}"


def _missing(name: str) -> str:
    folder = os.path.dirname(name) or "."
    if not os.path.isdir(folder):
        return f"there is no folder {folder!r}; check the path, or make the folder"
    looked = "" if os.path.isabs(name) else f" (looked in {os.getcwd()})"
    return f"there is no file {name!r}; check the path{looked}"
