"""The ``casestate`` command: show the state in a case file, its timeline, what is doubtful in it; draw the law."""

import argparse
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from casestate import codec
from casestate.errors import CasestateError, InvalidWhen, NotInFile
from casestate.law import PROCEDURES, Finding, Severity
from casestate.law.catalogue import catalogue
from casestate.show import data, mermaid
from casestate.show.words import printable
from casestate.view import View
from casestate.when import as_day

OK, DOUBTFUL, UNUSABLE = 0, 1, 2
"""Exit statuses: nothing wrong; findings of severity error; the file or the question cannot be used."""

_UNSEEN = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey and JSON need not escape."""


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command and return its exit status.

    Args:
        arguments: The words after the command's name; by default those it was called with.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    asked = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = asked.run
        return run(asked)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has left; nothing more can be said
        return OK
    except (CasestateError, OSError) as problem:
        print(printable(f"casestate: {problem}"), file=sys.stderr)
        return UNUSABLE


def show(asked: argparse.Namespace) -> int:
    """Print the state of each defendant to whom something has happened as of a day, or of the one asked for."""
    case = codec.load(asked.file)
    seen = case.at(asked.as_of)
    touched = {subject.who for entry in seen.timeline for subject in entry.event.subjects}
    names = tuple([name for name in seen.defendants if name in touched])
    if asked.defendant is not None:
        names = (_known(seen, asked.defendant),)
    _print(asked, data.view(case, seen, names), lambda tables: tables.view(case, seen, names))
    return OK


def timeline(asked: argparse.Namespace) -> int:
    """Print the entries in order: by date, links, docket, the table of the law, and then as in the file."""
    seen = codec.load(asked.file).at(asked.as_of)
    _print(asked, data.timeline(seen), lambda tables: tables.timeline(seen))
    return OK


def check(asked: argparse.Namespace) -> int:
    """Print what is doubtful; status 1 if anything is impossible under any law."""
    if asked.explain is not None:
        return _explain(asked)
    if asked.file is None:
        raise CasestateError("check needs a FILE, or --explain CODE")
    case = codec.load(asked.file)
    seen = case.at(asked.as_of)
    found = _chosen(seen.findings, select=asked.select, ignore=asked.ignore)
    lines = {entry.id: entry.seq + 1 for entry in case}
    _print(asked, data.findings(found), lambda tables: tables.findings(asked.file, lines, found))
    if not asked.json:
        print(f"{len(seen.timeline)} entries, {len(found)} findings", file=sys.stderr)
    return DOUBTFUL if any(each.severity is Severity.ERROR for each in found) else OK


def diagram(asked: argparse.Namespace) -> int:
    """Print the transition table as a Mermaid state diagram."""
    print(mermaid.diagram(PROCEDURES[asked.procedure], asked.subject), end="")
    return OK


def _explain(asked: argparse.Namespace) -> int:
    told = catalogue()[_code(asked.explain)]
    said = {"code": told.code, "severity": told.severity.value, "meaning": told.meaning, "remedy": told.remedy}
    if asked.json:
        print(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        print(f"{told.code} ({told.severity})\n\n{told.meaning}\n\nremedy: {told.remedy}")
    return OK


def _chosen(found: Iterable[Finding], *, select: str | None, ignore: str | None) -> tuple[Finding, ...]:
    """The findings of the codes selected, all where none is, without those ignored."""
    wanted, unwanted = _codes(select), _codes(ignore)
    return tuple([each for each in found if (select is None or each.code in wanted) and each.code not in unwanted])


def _codes(listed: str | None) -> set[str]:
    return set() if listed is None else {_code(each.strip()) for each in listed.split(",")}


def _code(given: str) -> str:
    """A code of the catalogue; one that is not in it is refused with the nearest."""
    known = catalogue()
    if given in known:
        return given
    meant = get_close_matches(given, known, 1)
    raise CasestateError(
        f"there is no finding {given!r}; {f'is it {meant[0]}?' if meant else 'known: ' + ', '.join(known)}"
    )


def _print(asked: argparse.Namespace, value: object, picture: Callable[[Any], object]) -> None:
    if asked.json:
        print(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=2)))
        return
    try:
        from rich.console import Console  # noqa: PLC0415  # an extra, needed for tables only

        from casestate.show import tables  # noqa: PLC0415  # likewise
    except ImportError:
        raise CasestateError("tables need the extra: pip install 'casestate[cli]'; or ask for --json") from None
    Console().print(picture(tables))


def _known(seen: View, name: str) -> str:
    """The defendant meant: the exact name, or the only one that contains what was given."""
    if name in seen.defendants:
        return name
    meant = [each for each in seen.defendants if name.casefold() in each.casefold()]
    if len(meant) == 1:
        return meant[0]
    raise NotInFile(f"{name!r} names {len(meant)} defendants in this file; it has: {', '.join(seen.defendants)}")


def _day(text: str) -> date:
    try:
        return as_day(text, "DATE")
    except InvalidWhen as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casestate", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for run in (show, timeline, check, diagram):
        words = str(run.__doc__)
        command = commands.add_parser(run.__name__, help=words[0].lower() + words[1:].rstrip("."), description=words)
        command.set_defaults(run=run)
        if run is diagram:
            _ask_for_diagram(command)
        else:
            _ask_of_file(command, needed=run is not check)
        if run is show:
            command.add_argument("--defendant", metavar="NAME", help="only this one; part of the name will do")
        if run is check:
            command.add_argument("--select", metavar="CODE[,CODE]", help="only findings of these codes")
            command.add_argument("--ignore", metavar="CODE[,CODE]", help="no findings of these codes")
            command.add_argument("--explain", metavar="CODE", help="say what a code means; needs no FILE")
    return parser


def _ask_of_file(command: argparse.ArgumentParser, *, needed: bool) -> None:
    command.add_argument("file", metavar="FILE", nargs=None if needed else "?", help="a case file in JSON Lines")
    command.add_argument("--as-of", type=_day, metavar="DATE", help="the legal day, such as 2023-04-20; default: all")
    command.add_argument("--json", action="store_true", help="print JSON for machines")


def _ask_for_diagram(command: argparse.ArgumentParser) -> None:
    command.add_argument("--procedure", choices=PROCEDURES, default="generic", help="whose table; default: generic")
    command.add_argument(
        "--subject",
        choices=("charge", "claim", "citation"),
        default="charge",
        help="of what; default: charge",
    )


if __name__ == "__main__":
    sys.exit(main())
