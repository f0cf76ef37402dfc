"""A parser of arguments: its errors, its version, and the list of its arguments."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from casestate.cli.commands import version
from casestate.show.words import printable


class Parser(argparse.ArgumentParser):
    """
    A parser whose errors quote arguments in a form that is safe for a terminal.

    Options cannot be abbreviated: a script with an abbreviation would break when another option with its prefix comes.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(**named, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Print an error, and end with status 2."""
        super().error(printable(message))


class Version(argparse.Action):
    """Print the version, which is looked up only then, and end."""

    def __init__(self, option_strings: Sequence[str], dest: str, **named: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **named)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and end with status 0."""
        print(f"{parser.prog} {version()}")
        parser.exit()


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, by name; the parser of a command has none."""
    found = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(found[0].choices) if found else {}


def arguments_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the arguments of a command, as its help lists them."""
    return [each for each in parser._actions if not isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001
