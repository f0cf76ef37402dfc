"""The commands."""

import argparse
import json
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from casestate import codec
from casestate.casefile import CaseFile
from casestate.codec.file import load_stream
from casestate.codec.opening import in_words
from casestate.errors import AmbiguousState, CasestateError, InvalidCoordinates, InvalidQuestion, NotInFile
from casestate.handles import Handle
from casestate.law import PROCEDURES
from casestate.show import data, mermaid
from casestate.show.words import printable_lines
from casestate.sources import Basis, Source
from casestate.texts import composed, meant
from casestate.view import View

OK, DOUBTFUL, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing wrong; findings of severity error; the file or the question cannot be used; Ctrl-C."""

STANDARD_INPUT = "-"
"""The word for standard input in the place of a file; a file of that name is ``./-``."""

DESCRIBED = ("file", "show", "timeline", "why", "diff", "grid", "check", "explain", "verify", "log", "bulk")
"""The subjects of JSON Schemas: the lines of a case file, and the outputs."""

_NAMED = 5
"""The most names that the message of an error lists."""

_UNSEEN = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal would interpret and JSON need not escape."""


def show(asked: argparse.Namespace) -> int:
    """Print the state of each defendant as of a day, or of one defendant."""
    case = case_of(asked)
    seen = view_of(case, asked)
    touched = {subject.who for entry in seen.timeline for subject in entry.event.subjects}
    names = tuple([name for name in seen.defendants if name in touched])
    if asked.defendant is not None:
        names = (known(seen.at(None), asked.defendant),)
    _print(asked, data.view(case, seen, names), lambda tables: tables.view(case, seen, names))
    return OK


def timeline(asked: argparse.Namespace) -> int:
    """Print the entries in order: by date, links, docket, the table of the law, and then as in the file."""
    seen = view_of(case_of(asked), asked)
    _print(asked, data.timeline(seen), lambda tables: tables.timeline(seen))
    return OK


def why(asked: argparse.Namespace) -> int:
    """Print why a field has its value: the entries behind it, each with its rule and source."""
    seen = view_of(case_of(asked), asked)
    handle, field = _field(seen, asked)
    reasons = handle.why(field)
    _print(asked, data.why(reasons), lambda tables: tables.why(reasons))
    return OK


def diff(asked: argparse.Namespace) -> int:
    """Print the differences between two views of a file, and whether each happened or was learned in between."""
    case = case_of(asked)
    whole = view_of(case, asked, as_of=None, known_on=None)
    first = whole.at(as_of=asked.from_as_of, known_on=asked.from_known_on)
    changes = first.diff(whole.at(as_of=asked.to_as_of, known_on=asked.to_known_on))
    if asked.defendant is not None:
        who = known(whole, asked.defendant)
        changes = tuple([change for change in changes if change.subject.who == who])
    _print(asked, data.diff(changes), lambda tables: tables.diff(changes))
    return OK


def grid(asked: argparse.Namespace) -> int:
    """Print one field as of several legal days and as known on several days."""
    handle, field = _field(view_of(case_of(asked), asked, as_of=None, known_on=None), asked)
    shown = handle.grid(field, as_of=asked.as_of, known_on=asked.known_on)
    _print(asked, data.grid(shown), lambda tables: tables.grid(shown))
    return OK


def diagram(asked: argparse.Namespace) -> int:
    """Print the transition table as a Mermaid state diagram."""
    print(mermaid.diagram(PROCEDURES[asked.procedure], asked.subject), end="")
    return OK


def schema(asked: argparse.Namespace) -> int:
    """Print the JSON Schema of the lines of a case file, or of what a command prints with --json."""
    if asked.output == "file":
        from casestate.codec import schema as lines  # noqa: PLC0415  # only those who ask for it wait for it

        print(lines.text(), end="")
    else:
        from casestate.show import outputs  # noqa: PLC0415  # likewise

        print(outputs.text(outputs.of(asked.output)), end="")
    return OK


def print_json(value: object) -> None:
    """Print JSON, with escapes for characters that a terminal would interpret or the output cannot encode."""
    print(json_printable(json.dumps(value, ensure_ascii=not is_unicode(sys.stdout), indent=2)))


def json_printable(text: str) -> str:
    """Return JSON text of the same value that a terminal does not interpret."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def complain(problem: object) -> None:
    """Print a problem on standard error."""
    print(printable_lines(f"casestate: {problem}"), file=sys.stderr)


def in_shell_words(problem: Exception) -> str:
    """Return the message of an error, with advice for a shell instead of Python."""
    match problem:
        case InvalidCoordinates():  # each coordinate was read; what is left is a moment on a clock of days
            return "the clocks docket and published tell days; give --known-on a day, or take --clock recorded"
        case AmbiguousState():
            return f"{problem.because}; give a closer date or an after link, or see every possible state with show"
        case OSError() if not isinstance(problem, CasestateError):
            return in_words(problem)
    return "; ".join([str(problem), *getattr(problem, "__notes__", ())])


def version() -> str:
    """Return the version of the library that is installed."""
    from importlib.metadata import version as installed  # noqa: PLC0415  # slow to import, and seldom needed

    return installed("casestate")


def is_unicode(stream: object) -> bool:
    """Return whether the output can encode every character; an object that is not a real stream can."""
    return str(getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def case_of(asked: argparse.Namespace) -> CaseFile:
    """Return the case file at a path or on standard input, or the case with that name in the store."""
    if asked.store is None:
        return load(asked.file)
    from casestate.store import open_store  # noqa: PLC0415  # only those who ask for one wait for it

    with open_store(asked.store, existing=True) as store:
        return store.open_case(asked.file)


def load(path: str) -> CaseFile:
    """Return the case file at a path; ``-`` is standard input."""
    if path != STANDARD_INPUT:
        return codec.load(path)
    if sys.stdin is None:  # as it is where the command was started without one
        raise InvalidQuestion("there is no standard input to read; give the path of a file in the place of -")
    return load_stream(sys.stdin.buffer, "<stdin>")


def check_read_once(paths: Sequence[str]) -> None:
    """
    Check that standard input, which can be read only once, is given at most once.

    Raises:
        InvalidQuestion: It is given several times.
    """
    if paths.count(STANDARD_INPUT) > 1:
        raise InvalidQuestion("standard input can be read only once; give - once")


def view_of(case: CaseFile, asked: argparse.Namespace, **instead: Any) -> View:
    """Return the file at the coordinates given."""
    days = instead or {"as_of": asked.as_of, "known_on": asked.known_on}
    whole = case.at(clock=asked.clock, clearance=asked.clearance, reading=asked.reading)
    return whole.at(**days, according_to=None if asked.according_to is None else _whom(asked.according_to, whole))


def _whom(named: str, seen: View) -> Basis | Callable[[Source], bool]:
    """Return a basis with all stronger ones, or the visible sources with the given names."""
    sources = {source.name for source in seen.sources}
    given = [named] if named in sources else [each.strip() for each in named.split(",")]
    bases = [Basis(each) for each in given if each in list(Basis)]
    names = [each for each in given if each not in list(Basis)]
    for name in names:
        if name not in sources:
            raise NotInFile(_nobody(name, list(dict.fromkeys([source.name for source in seen.sources]))))
    if not names and len(bases) == 1:
        return bases[0]

    def believed(source: Source) -> bool:
        return source.name in names or any(source.basis.at_least(basis) for basis in bases)

    believed.__name__ = named
    return believed


def _nobody(name: str, sources: list[str]) -> str:
    """Return the error for a name that is neither a basis nor a source."""
    near = get_close_matches(name, sources, 1) or [each for each in sources if name.casefold() in each.casefold()]
    meant = f"; is it --according-to {shlex.quote(near[0])}?" if near else ""
    return (
        f"{name!r} is no basis and no source in this file{meant}\n"
        f"a basis is one of {', '.join(Basis)}, such as --according-to {Basis.RECORD}\n"
        f"the sources of this file are {_some([shlex.quote(each) for each in sources]) or 'none'}"
    )


def _some(names: Sequence[str]) -> str:
    """Return the first few names, and the number of others."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _field(seen: View, asked: argparse.Namespace) -> tuple[Handle[Any], str]:
    """Return the handle and the field of a question."""
    doe = seen[known(seen, asked.defendant)]
    for key, handle in ((asked.charge, doe.charge), (asked.claim, doe.claim), (asked.citation, doe.citation)):
        if key is not None:
            return handle(key), asked.field or "phase"
    return doe, asked.field or "status"


def _print(asked: argparse.Namespace, value: object, picture: Callable[[Any], object]) -> None:
    if asked.json:
        print_json(value)
    else:
        print_picture(picture)


def print_picture(picture: Callable[[Any], object], *, whole_lines: bool = False) -> None:
    """
    Print a picture made with the module of tables, which needs the extra ``cli``.

    Args:
        picture: Makes the picture from the module.
        whole_lines: Whether lines are wrapped only for a terminal, so that a program reads whole lines.
    """
    try:
        from rich.console import Console  # noqa: PLC0415  # an extra, needed for tables only

        from casestate.show import tables  # noqa: PLC0415  # likewise
    except ImportError:
        raise CasestateError("tables need the extra: pip install 'casestate[cli]'; or ask for --json") from None
    console = Console()
    console.print(picture(tables), soft_wrap=whole_lines and not console.is_terminal)


def known(seen: View, name: str) -> str:
    """Return the defendant with this exact name, or the only one whose name contains it."""
    name = composed(name)
    if name in seen.defendants:
        return name
    fits = [each for each in seen.defendants if name.casefold() in each.casefold()]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise NotInFile(f"{name!r} fits {len(fits)} defendants in this file: {_some(fits)}; write more of the name")
    near = meant(name, seen.defendants, 0.6)
    raise NotInFile(f"no defendant in this file is named {name!r}{near}; it has: {_some(seen.defendants)}")
