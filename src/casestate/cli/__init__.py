"""
The ``casestate`` command: show the state in a case file, why it is so, what differs and what is doubtful; draw the law.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from casestate.cli.arguments import parser
from casestate.cli.commands import OK, UNUSABLE
from casestate.errors import CasestateError
from casestate.show.words import printable

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
    asked = parser(str(__doc__).strip()).parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = asked.run
        return run(asked)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has left; nothing more can be said
        return OK
    except (CasestateError, OSError) as problem:
        print(printable(f"casestate: {problem}"), file=sys.stderr)
        return UNUSABLE
