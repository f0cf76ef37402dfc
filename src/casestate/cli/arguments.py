"""The arguments of each command."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

from casestate.cli import commands, values
from casestate.cli.parsers import Parser, Version
from casestate.engine.coordinates import Clearance, Clock, Reading
from casestate.law import PROCEDURES
from casestate.sources import Basis

_LIST = "DAY[,DAY]"

STATUSES = {
    commands.OK: "the command did its work, and check found nothing impossible",
    commands.DOUBTFUL: "check found something that is impossible under any law, or verify a broken chain",
    commands.UNUSABLE: "the command was misused, or a file, a store or a question could not be used; check and import "
    "go on with the other files",
    commands.INTERRUPTED: "Ctrl-C",
}
"""Each exit status with its meaning."""


def parser(description: str, words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """
    Return the parser of the whole command. The namespace it returns has the command to run in ``run``.

    Args:
        description: What the whole command is for.
        words: The words to parse. If the first is the name of a command, the parser knows that command alone, because
            each imports what it needs; the completion of a shell needs all.
    """
    statuses = "; ".join([f"{status}: {meaning}" for status, meaning in STATUSES.items()])
    whole = Parser(prog="casestate", description=description, epilog=f"Exit status: {statuses}.")
    whole.add_argument("--version", action=Version, help="print the version of the library, and end")
    each = whole.add_subparsers(required=True, metavar="COMMAND")
    every: dict[str, tuple[str, tuple[Callable[[argparse.ArgumentParser], None], ...]]] = {
        "show": ("commands", (_file, _coordinates, _defendant)),
        "timeline": ("commands", (_file, _coordinates)),
        "why": ("commands", (_file, _field, _coordinates)),
        "diff": ("commands", (_file, _diff, _heard, _defendant)),
        "grid": ("commands", (_file, _field, _grid, _heard)),
        "check": ("checking", (_files, _format, _coordinates, _codes)),
        "page": ("pages", (_source, _page)),
        "diagram": ("commands", (_diagram,)),
        "schema": ("commands", (_output,)),
        "import": ("storing", (_import, _store)),
        "export": ("exporting", (_export, _coordinates)),
        "verify": ("storing", (_store, _verify, _json)),
        "log": ("storing", (_log, _store, _json)),
        "expunge": ("storing", (_expunge, _store)),
        "read": ("reading", (_read, _kept)),
        "snapshots": ("reading", (_snapshots, _kept)),
        "layout": ("reading", (_layout,)),
        "bulk": ("counting", (_bulk,)),
        "completion": ("completion", (_shell,)),
    }
    alone = [name for name in words[:1] if name in every and name != "completion"]
    for name in alone or every:
        module, parts = every[name]
        of_module = vars(import_module(f"casestate.cli.{module}"))
        run = of_module.get(name) or of_module[f"{name}_"]
        said = " ".join(str(run.__doc__).split())
        command = each.add_parser(name, help=said[0].lower() + said[1:].rstrip("."), description=said)
        command.set_defaults(run=run, whole=whole)
        for add in parts:
            add(command)
    return whole


def _defendant(command: argparse.ArgumentParser) -> None:
    command.add_argument("--defendant", metavar="NAME", help="only this one; part of the name will do")


def _diff(command: argparse.ArgumentParser) -> None:
    for side, which in (("from", "first"), ("to", "second")):
        _dated(command, f"--{side}", f"the legal day of the {which} view; default: all", f"{side}_as_of")
        _known(command, f"--{side}-known-on", f"what was known by then, in the {which} view; default: all")


def _grid(command: argparse.ArgumentParser) -> None:
    days, known = values.several(values.day("--as-of")), values.several(values.known("--known-on"))
    command.add_argument("--as-of", type=days, metavar=_LIST, required=True, help="the legal days, one a row")
    command.add_argument("--known-on", type=known, metavar=_LIST, required=True, help="what was known, one a column")


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file",
        metavar="FILE",
        nargs="*",
        help="case files in JSON Lines; a folder stands for the *.jsonl files in it; - is standard input",
    )
    command.add_argument(
        "--store", metavar="ADDRESS", help="each FILE is the name of a case in the store at this address"
    )


def _format(command: argparse.ArgumentParser) -> None:
    from casestate.cli import checking  # noqa: PLC0415  # only this command needs it

    one = command.add_mutually_exclusive_group()
    one.add_argument(
        "--output-format",
        choices=checking.FORMATS,
        default="text",
        help="text to read, JSON, SARIF 2.1.0 for code scanning, or annotations of a GitHub workflow; default: text",
    )
    one.add_argument(
        "--json", dest="output_format", action="store_const", const="json", help="the same as --output-format json"
    )


def _codes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--select", metavar="CODE[,CODE]", help="only findings of these codes")
    command.add_argument("--ignore", metavar="CODE[,CODE]", help="no findings of these codes")
    command.add_argument("--explain", metavar="CODE", help="say what a code means; needs no FILE")


def _diagram(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--procedure", choices=tuple(PROCEDURES), default="generic", help="whose table; default: generic"
    )
    command.add_argument(
        "--subject",
        choices=("charge", "claim", "citation"),
        default="charge",
        help="of what; default: charge",
    )


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "output",
        metavar="OUTPUT",
        nargs="?",
        choices=commands.DESCRIBED,
        default="file",
        help=f"of what: {', '.join(commands.DESCRIBED)}; default: file, the lines of a case file; explain is what "
        "check --explain prints, and every other word what that command prints with --json",
    )


def _shell(command: argparse.ArgumentParser) -> None:
    from casestate.cli import completion  # noqa: PLC0415  # only this command needs it

    command.add_argument("shell", metavar="SHELL", choices=completion.SHELLS, help=", ".join(completion.SHELLS))


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", nargs="+", help="case files in JSON Lines; - is standard input")


def _export(command: argparse.ArgumentParser) -> None:
    from casestate.cli import tabling  # noqa: PLC0415  # only this command needs it

    command.add_argument(
        "case",
        metavar="CASE",
        nargs="*",
        help="the names of cases in the store, by default all; without --store, case files in JSON Lines",
    )
    command.add_argument("--store", metavar="ADDRESS", help="each CASE is the name of a case in this store")
    command.add_argument(
        "--as",
        dest="form",
        choices=tabling.FORMS,
        default="case",
        help="case files, spells of a field, a row for each charge, claim and citation, charges under the names of "
        "NIEM, or an event log in OCEL 2.0; default: case",
    )
    command.add_argument(
        "--to",
        metavar="PATH",
        help="the folder in which a file for each case is written; of all but case files, the one file, which ends in "
        ".csv, .parquet (with the extra arrow), or for ocel in .json; default: print it",
    )
    command.add_argument("--force", action="store_true", help="replace files that this command has written")
    command.add_argument("--public", action="store_true", help="case files hold only what the public may see")
    command.add_argument("--field", metavar="NAME", help="with --as spells: whose spells; default: phase")
    _formulas(command)
    _words_read(command, "for the public: ")


def _words_read(command: argparse.ArgumentParser, when: str = "") -> None:
    said = f"{when}let words stand in which a hidden person is named; read them first"
    command.add_argument("--words-read", action="store_true", help=said)


def _read(command: argparse.ArgumentParser) -> None:
    from casestate.cli import reading  # noqa: PLC0415  # only this command needs it

    table = "a CSV file, which may be packed by gzip, or a Parquet file; with --from, JSON"
    command.add_argument("file", metavar="FILE", help=table)
    how = command.add_mutually_exclusive_group(required=True)
    how.add_argument("--layout", metavar="LAYOUT", help="the layout, a TOML file")
    dockets = "juriscraper: federal dockets, as CourtListener serves them too; odyssey: registers of Tyler Odyssey"
    how.add_argument("--from", dest="importer", choices=reading.IMPORTERS, help=f"instead of a layout; {dockets}")
    _jobs(command)


def _snapshots(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="a folder of files with days in their names, or a git repository")
    command.add_argument("--layout", metavar="LAYOUT", required=True, help="the layout, a TOML file")
    command.add_argument("--file", metavar="FILE", help="the path of the list in the repository")
    command.add_argument("--pattern", metavar="PATTERN", default="*", help="which files of the folder; default: all")
    tells = "a column that tells records apart; default: those of the case, the defendant and the charge"
    command.add_argument("--key", metavar="COLUMN", action="append", default=[], help=tells)


def _kept(command: argparse.ArgumentParser) -> None:
    kept = command.add_mutually_exclusive_group()
    kept.add_argument("--store", metavar="ADDRESS", help="put the cases into the store at this address, all or none")
    kept.add_argument("--to", metavar="FOLDER", help="write a file for each case into a new folder")
    command.add_argument("--report", metavar="PAGE", help="write the report to this HTML file, too")
    command.add_argument("--dry-run", action="store_true", help="keep nothing, and print the report")


def _layout(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a CSV file, which may be packed by gzip")
    command.add_argument("--encoding", metavar="NAME", default="utf-8-sig", help="its encoding; default: utf-8-sig")
    command.add_argument("--delimiter", metavar="CHARACTER", default=",", help="between its cells; default: a comma")


def _bulk(command: argparse.ArgumentParser) -> None:
    from casestate.cli import counting  # noqa: PLC0415  # only this command needs it

    command.add_argument("question", metavar="QUESTION", choices=counting.QUESTIONS, help=", ".join(counting.QUESTIONS))
    command.add_argument(
        "file", metavar="FILE", help="a CSV file, which may be packed by gzip, or a Parquet file; see --layout"
    )
    command.add_argument(
        "--layout", metavar="LAYOUT", help="the layout, a TOML file; without one, FILE is a Parquet file of acts"
    )
    command.add_argument(
        "--procedure", choices=tuple(PROCEDURES), help="the law of a table without a layout; default: generic"
    )
    command.add_argument(
        "--as-of",
        type=values.several(values.day("--as-of")),
        metavar=_LIST,
        help="for states, defendants and findings: the legal days; default: all",
    )
    command.add_argument("--field", metavar="NAME", help="for spells: whose spells; default: phase")
    command.add_argument("--every", choices=counting.PERIODS, help="for the caseload: the period; default: month")
    for option, which in (("--since", "the first day"), ("--until", "the last day")):
        said = f"for the caseload: {which}, whose period is counted; default: that of the acts"
        command.add_argument(option, type=values.day(option), metavar="DAY", help=said)
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="write the rows to this file, which ends in .csv or .parquet; of findings, every one; default: print them",
    )
    command.add_argument(
        "--chart", metavar="PATH", help="draw the caseload to this file, too, which ends in .svg or .html"
    )
    command.add_argument("--force", action="store_true", help="replace files that this command has written")
    _formulas(command)
    command.add_argument("--json", action="store_true", help="print the caseload or counts of findings as JSON")
    _jobs(command)


def _jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", metavar="N", type=values.count("--jobs"), default=1, help="processes; default: 1")


def _formulas(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--keep-formulas",
        action="store_true",
        help="in CSV, write texts that a spreadsheet takes for a formula as they are, without the apostrophe",
    )


def _log(command: argparse.ArgumentParser) -> None:
    command.add_argument("--case", metavar="CASE", help="only of this case")
    command.add_argument("--after", metavar="PLACE", type=int, default=0, help="only after this place in the store")


def _expunge(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE", help="the name of the case")
    command.add_argument("entry", metavar="ENTRY", nargs="*", help="ids of entries; default: all, and the case's name")
    command.add_argument("--order", metavar="REFERENCE", required=True, help="the reference of the court's order")
    command.add_argument("--yes", action="store_true", help="destroy it; it cannot be undone")


def _store(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--store",
        metavar="ADDRESS",
        required=True,
        help="a path, sqlite:///path, a path that ends in .jsonl, or postgresql://name@host/database",
    )


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("--head", metavar="HEAD", help="a head of the store that was kept elsewhere")


def _file(command: argparse.ArgumentParser) -> None:
    _source(command)
    _json(command)


def _source(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a case file in JSON Lines; - is standard input")
    command.add_argument("--store", metavar="ADDRESS", help="FILE is the name of a case in the store at this address")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON for machines")


def _field(command: argparse.ArgumentParser) -> None:
    command.add_argument("defendant", metavar="DEFENDANT", help="part of the name will do")
    one = command.add_mutually_exclusive_group()
    for kind, what in (("charge", "charge"), ("claim", "civil claim"), ("citation", "regulatory citation")):
        one.add_argument(f"--{kind}", metavar="ID", help=f"the {what} asked of; default: the defendant as a whole")
    command.add_argument(
        "--field",
        metavar="NAME",
        help="such as phase, plea or status; default: phase, or of a defendant status",
    )


def _coordinates(command: argparse.ArgumentParser) -> None:
    _dated(command, "--as-of", "the legal day, such as 2023-04-20; default: all", "as_of")
    _known(command, "--known-on", "what was known by the end of that day, or by that moment; default: all")
    _heard(command)


def _dated(command: argparse.ArgumentParser, option: str, said: str, dest: str) -> None:
    command.add_argument(option, type=values.day(option), metavar="DAY", dest=dest, help=said)


def _known(command: argparse.ArgumentParser, option: str, said: str) -> None:
    command.add_argument(option, type=values.known(option), metavar="DAY", help=said)


def _heard(command: argparse.ArgumentParser) -> None:
    command.add_argument("--clock", choices=_names(Clock), default="recorded", help="known by which; default: recorded")
    command.add_argument(
        "--according-to",
        metavar="WHOM[,WHOM]",
        help=f"a basis, which stands for all stronger ones too ({', '.join(Basis)}), or the name of a source",
    )
    _seen(command)


def _seen(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--clearance", choices=_names(Clearance), default="public", help="what the reader may see; default: public"
    )
    command.add_argument(
        "--reading",
        choices=_names(Reading),
        default="worlds",
        help="where imprecise dates fall; default: worlds",
    )


def _page(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", metavar="PAGE", help="write the page to this file; default: print it")
    command.add_argument("--defendant", metavar="NAME", action="append", help="only this one; may be given again")
    command.add_argument("--clock", choices=_names(Clock), help="known by which; default: that of the most entries")
    _words_read(command)
    _seen(command)


def _names(kind: type[Clock | Clearance | Reading]) -> list[str]:
    return [each.value for each in kind]
