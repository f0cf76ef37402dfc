"""What each command does with what it was given."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from casestate import codec
from casestate.casefile import CaseFile
from casestate.codec import schema as lines
from casestate.errors import CasestateError, NotInFile
from casestate.handles import Handle
from casestate.law import PROCEDURES, Finding, Severity
from casestate.law.catalogue import catalogue
from casestate.show import data, mermaid
from casestate.show.words import printable_lines
from casestate.sources import Basis, Source
from casestate.store import open_store
from casestate.texts import composed
from casestate.view import View

OK, DOUBTFUL, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing wrong; findings of severity error; the file or the question cannot be used; Ctrl-C."""

_NAMED = 5
"""So many names are listed in the message of an error."""

_UNSEEN = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal would obey and JSON need not escape."""


def show(asked: argparse.Namespace) -> int:
    """Print the state of each defendant to whom something has happened as of a day, or of the one asked for."""
    case = _case(asked)
    seen = _view(case, asked)
    touched = {subject.who for entry in seen.timeline for subject in entry.event.subjects}
    names = tuple([name for name in seen.defendants if name in touched])
    if asked.defendant is not None:
        names = (_known(seen.at(None), asked.defendant),)
    _print(asked, data.view(case, seen, names), lambda tables: tables.view(case, seen, names))
    return OK


def timeline(asked: argparse.Namespace) -> int:
    """Print the entries in order: by date, links, docket, the table of the law, and then as in the file."""
    seen = _view(_case(asked), asked)
    _print(asked, data.timeline(seen), lambda tables: tables.timeline(seen))
    return OK


def why(asked: argparse.Namespace) -> int:
    """Print why a field has its value: the entries behind it, each with its rule and source."""
    seen = _view(_case(asked), asked)
    handle, field = _field(seen, asked)
    reasons = handle.why(field)
    _print(asked, data.why(reasons), lambda tables: tables.why(reasons))
    return OK


def diff(asked: argparse.Namespace) -> int:
    """Print what differs between two views of a file, and whether it happened or was learned since."""
    case = _case(asked)
    whole = _view(case, asked, as_of=None, known_on=None)
    first = whole.at(as_of=asked.from_as_of, known_on=asked.from_known_on)
    changes = first.diff(whole.at(as_of=asked.to_as_of, known_on=asked.to_known_on))
    _print(asked, data.diff(changes), lambda tables: tables.diff(changes))
    return OK


def grid(asked: argparse.Namespace) -> int:
    """Print one field as of each of several days, as known on each of several others."""
    handle, field = _field(_view(_case(asked), asked, as_of=None, known_on=None), asked)
    shown = handle.grid(field, as_of=asked.as_of, known_on=asked.known_on)
    _print(asked, data.grid(shown), lambda tables: tables.grid(shown))
    return OK


def check(asked: argparse.Namespace) -> int:
    """Print what is doubtful; status 1 if anything is impossible under any law."""
    if asked.explain is not None:
        return _explain(asked)
    if asked.file is None:
        raise CasestateError("check needs a FILE, or --explain CODE")
    case = _case(asked)
    seen = _view(case, asked)
    found = _chosen(seen.findings, select=asked.select, ignore=asked.ignore)
    places = {entry.id: entry.seq + 1 for entry in case}
    _print(asked, data.findings(found), lambda tables: tables.findings(asked.file, places, found))
    if not asked.json:
        print(f"{len(seen.timeline)} entries, {len(found)} findings", file=sys.stderr)
    return DOUBTFUL if any(each.severity is Severity.ERROR for each in found) else OK


def diagram(asked: argparse.Namespace) -> int:
    """Print the transition table as a Mermaid state diagram."""
    print(mermaid.diagram(PROCEDURES[asked.procedure], asked.subject), end="")
    return OK


def schema(_: argparse.Namespace) -> int:
    """Print the JSON Schema of the lines of a case file."""
    print(lines.text(), end="")
    return OK


def print_json(value: object) -> None:
    """Print JSON for machines, with escapes for what the terminal would obey or the output cannot hold."""
    print(json_printable(json.dumps(value, ensure_ascii=not _is_unicode(sys.stdout), indent=2)))


def json_printable(text: str) -> str:
    """Return JSON text that a terminal shows and does not obey. Its value is the same."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def complain(problem: object) -> None:
    """Print a problem on the error output."""
    print(printable_lines(f"casestate: {problem}"), file=sys.stderr)


def _is_unicode(stream: object) -> bool:
    """Can every character be written? What only looks like a stream takes text as it is."""
    return str(getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def _case(asked: argparse.Namespace) -> CaseFile:
    """The case file at a path, or the case of that name in the store given."""
    if asked.store is None:
        return codec.load(asked.file)
    with open_store(asked.store, existing=True) as store:
        return store.open_case(asked.file)


def _view(case: CaseFile, asked: argparse.Namespace, **instead: Any) -> View:
    """The file at the coordinates given."""
    days = instead or {"as_of": asked.as_of, "known_on": asked.known_on}
    whole = case.at(clock=asked.clock, clearance=asked.clearance, reading=asked.reading)
    return whole.at(**days, according_to=None if asked.according_to is None else _whom(asked.according_to, whole))


def _whom(named: str, seen: View) -> Basis | Callable[[Source], bool]:
    """A basis and all stronger, or whoever is named among the sources that may be seen; a list joins several."""
    sources = {source.name for source in seen.sources}
    given = [named] if named in sources else [each.strip() for each in named.split(",")]
    bases = [Basis(each) for each in given if each in list(Basis)]
    names = [each for each in given if each not in list(Basis)]
    known = dict.fromkeys([source.name for source in seen.sources])
    for name in names:
        if name not in known:
            raise NotInFile(
                f"{name!r} is no basis and no source in this file; a basis is one of {', '.join(Basis)}; "
                f"its sources: {', '.join(known) or 'none'}"
            )
    if not names and len(bases) == 1:
        return bases[0]

    def believed(source: Source) -> bool:
        return source.name in names or any(source.basis.at_least(basis) for basis in bases)

    believed.__name__ = named
    return believed


def _field(seen: View, asked: argparse.Namespace) -> tuple[Handle[Any], str]:
    """Return whose field is asked, and which field."""
    doe = seen[_known(seen, asked.defendant)]
    for key, handle in ((asked.charge, doe.charge), (asked.claim, doe.claim), (asked.citation, doe.citation)):
        if key is not None:
            return handle(key), asked.field or "phase"
    return doe, asked.field or "status"


def _explain(asked: argparse.Namespace) -> int:
    told = catalogue()[_code(asked.explain)]
    said = {"code": told.code, "severity": told.severity.value, "meaning": told.meaning, "remedy": told.remedy}
    if asked.json:
        print_json(said)
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
        print_json(value)
        return
    try:
        from rich.console import Console  # noqa: PLC0415  # an extra, needed for tables only

        from casestate.show import tables  # noqa: PLC0415  # likewise
    except ImportError:
        raise CasestateError("tables need the extra: pip install 'casestate[cli]'; or ask for --json") from None
    Console().print(picture(tables))


def _known(seen: View, name: str) -> str:
    """The defendant meant: the exact name, or the only one that contains what was given."""
    name = composed(name)
    if name in seen.defendants:
        return name
    meant = [each for each in seen.defendants if name.casefold() in each.casefold()]
    if len(meant) == 1:
        return meant[0]
    known = meant or seen.defendants
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    raise NotInFile(
        f"{name!r} names {len(meant)} defendants in this file; "
        f"{'these' if meant else 'it has'}: {', '.join(known[:_NAMED])}{more}"
    )
