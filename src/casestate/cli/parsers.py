"""A parser of arguments: how it complains, what it says of its version, and what may be given to it."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from casestate.cli.commands import version
from casestate.show.words import printable


class Parser(argparse.ArgumentParser):
    """
    A parser whose complaints quote what was given as a terminal shows it.

    Options are written in full: a script that abbreviates one would break when another with that beginning is added.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(**named, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Print a complaint, and end with status 2."""
        super().error(printable(message))


class Version(argparse.Action):
    """Print the version and end; it is looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, **named: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **named)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and end with status 0."""
        print(f"{parser.prog} {version()}")
        parser.exit()


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, by name; none for that of a command."""
    found = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(found[0].choices) if found else {}


def arguments_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what may be given to a command, as its help lists it."""
    return [each for each in parser._actions if not isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001
