"""
The ``casestate`` command: show the state in a case file, why it is so, what differs and what is doubtful; draw the law.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from casestate.cli.arguments import parser
from casestate.cli.commands import INTERRUPTED, OK, UNUSABLE, complain, in_shell_words
from casestate.errors import CasestateError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command and return its exit status.

    Args:
        arguments: The words after the command's name; by default those it was called with.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    asked = parser(str(__doc__).strip(), words).parse_args(words)
    status = OK
    try:
        run: Callable[[argparse.Namespace], int] = asked.run
        status = run(asked)
        _write_out()
    except BrokenPipeError:
        _drop_what_is_left()  # whoever read the output has left
    except KeyboardInterrupt:
        _drop_what_is_left()
        status = INTERRUPTED
    except (CasestateError, OSError, MemoryError) as problem:
        complain(in_shell_words(problem) or "there is not memory enough for this")
        _drop_what_is_left()
        status = UNUSABLE
    return status


def _write_out() -> None:
    """Flush the output now, so that a failure is reported before the interpreter ends."""
    if sys.stdout is not None:  # as it is where the command was started without one
        sys.stdout.flush()


def _drop_what_is_left() -> None:
    """Drop output that could not be written, so that the interpreter does not try again at its end."""
    try:
        _write_out()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
