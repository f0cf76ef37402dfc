"""The command that prints a shell's completion script."""

import argparse

from casestate.cli.commands import OK
from casestate.cli.parsers import arguments_of, commands_of
from casestate.errors import CasestateError

SHELLS = ("bash", "zsh", "tcsh")
"""The shells whose completion is known to work."""


def completion(asked: argparse.Namespace) -> int:
    """Print a script that lets a shell complete commands, options, choices and files."""
    try:
        import shtab  # noqa: PLC0415  # an extra, needed here only
    except ImportError:
        raise CasestateError("completion needs the extra: pip install 'casestate[cli]'") from None
    paths = dict.fromkeys(["FILE", "LAYOUT", "PAGE", "PATH", "ADDRESS"], shtab.FILE) | {"FOLDER": shtab.DIRECTORY}
    for command in commands_of(asked.whole).values():
        for each in arguments_of(command):
            if each.metavar in paths:
                vars(each)["complete"] = paths[str(each.metavar)]
    print(shtab.complete(asked.whole, shell=asked.shell).rstrip("\n"))
    return OK
