"""The command that checks case files, like a linter."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import chain

import attrs

from casestate.casefile import CaseFile
from casestate.cli import commands
from casestate.errors import CasestateError, InvalidQuestion
from casestate.law import Finding, Severity
from casestate.law.catalogue import catalogue
from casestate.show import data
from casestate.show.checked import Checked, Unread, place
from casestate.store import open_store
from casestate.texts import counted

FORMATS = ("text", "json", "sarif", "github")
"""The formats in which findings are printed."""

Chosen = Callable[[Iterable[Finding]], tuple[Finding, ...]]


@attrs.frozen
class _Case:
    """A case to check: its name in the output, its path if it has one, and the function that reads it."""

    name: str
    path: str | None
    read: Callable[[], CaseFile]


def check(asked: argparse.Namespace) -> int:
    """Print the findings on case files and folders of them; status 1 if anything is impossible under any law."""
    if asked.explain is not None:
        return _explain(asked)
    if not asked.file:
        raise InvalidQuestion("check needs a FILE or a folder, or --explain CODE")
    chosen = _choice(asked)
    unread: list[Unread] = []
    if asked.store is None:
        commands.check_read_once(asked.file)
        checked = _checked(_files(asked.file, unread), asked, chosen, unread)
    else:
        with open_store(asked.store, existing=True) as store:
            named = [_Case(name, None, partial(store.open_case, name)) for name in dict.fromkeys(asked.file)]
            checked = _checked(named, asked, chosen, unread)
    _print(asked.output_format, checked, unread)
    if unread:
        return commands.UNUSABLE
    doubtful = any(each.severity is Severity.ERROR for file in checked for each in file.findings)
    return commands.DOUBTFUL if doubtful else commands.OK


def _files(paths: Iterable[str], unread: list[Unread]) -> Iterator[_Case]:
    """Yield each file once; a folder stands for the files in it."""
    found = chain.from_iterable([[path] if not os.path.isdir(path) else _inside(path, unread) for path in paths])
    once: set[str] = set()
    for path in found:
        if path == commands.STANDARD_INPUT:
            yield _Case("<stdin>", None, partial(commands.load, path))
        elif os.path.realpath(path) not in once:
            once.add(os.path.realpath(path))
            yield _Case(path, path, partial(commands.load, path))


def _inside(folder: str, unread: list[Unread]) -> list[str]:
    """Return the case files in a folder and its folders, in the order of their names."""
    unlisted: list[OSError] = []
    walked = os.walk(folder, onerror=unlisted.append)
    found = sorted([os.path.join(place, name) for place, _, names in walked for name in names if _is_named_so(name)])
    unread += [Unread.because(str(each.filename), str(each.filename), each) for each in unlisted]
    if not found and not unlisted:
        unread.append(Unread(name=folder, path=folder, problems=((None, "there is no *.jsonl file in this folder"),)))
    return found


def _is_named_so(name: str) -> bool:
    return name.endswith(".jsonl")


def _checked(cases: Iterable[_Case], asked: argparse.Namespace, chosen: Chosen, unread: list[Unread]) -> list[Checked]:
    """Return the findings of each case that can be read, and add the others to ``unread``."""
    checked: list[Checked] = []
    for each in cases:
        try:
            case = each.read()
            seen = commands.view_of(case, asked)
            found = chosen(seen.findings)
        except (CasestateError, OSError) as problem:
            unread.append(Unread.because(each.name, each.path, problem))
            continue
        lines = {} if asked.store is not None else {entry.id: entry.seq + 1 for entry in case}
        checked.append(Checked(name=each.name, path=each.path, entries=len(seen.timeline), findings=found, lines=lines))
    return checked


def _print(form: str, checked: Sequence[Checked], unread: Sequence[Unread]) -> None:
    if form == "github":
        from casestate.show import reports  # noqa: PLC0415  # only those who ask for it wait for it

        for line in reports.annotations(checked, unread):
            print(line)
        return
    for file in unread:
        commands.complain("\n".join([f"{place(file.name, line)}: {said}" for line, said in file.problems]))
    if form == "sarif":
        from casestate.show import reports  # noqa: PLC0415  # likewise

        commands.print_json(reports.sarif(checked, unread, commands.version()))
    elif form == "json":
        commands.print_json(data.checked(checked))
    else:
        commands.print_picture(lambda tables: tables.findings(checked), whole_lines=True)
        entries, found = sum(file.entries for file in checked), sum(len(file.findings) for file in checked)
        files = f" in {len(checked)} files" if len(checked) > 1 else ""
        told = f"{counted(entries, 'entry', 'entries')} applied, {counted(found, 'finding')}{files}"
        print(told, file=sys.stderr)


def _explain(asked: argparse.Namespace) -> int:
    if asked.output_format not in ("text", "json"):
        raise InvalidQuestion(f"--explain prints text or JSON, and not --output-format {asked.output_format}")
    told = catalogue()[_code(asked.explain)]
    if asked.output_format == "json":
        commands.print_json(data.explained(told))
    else:
        print(f"{told.code} ({told.severity})\n\n{told.meaning}\n\nremedy: {told.remedy}")
    return commands.OK


def _choice(asked: argparse.Namespace) -> Chosen:
    """Return a predicate for findings whose codes are selected (all if none is) and not ignored."""
    wanted, unwanted = _codes(asked.select), _codes(asked.ignore)
    return lambda found: tuple(
        [each for each in found if (not wanted or each.code in wanted) and each.code not in unwanted]
    )


def _codes(listed: str | None) -> set[str]:
    return set() if listed is None else {_code(each.strip()) for each in listed.split(",")}


def _code(given: str) -> str:
    """Return a code of the catalogue; refuse any other with the nearest one."""
    known = catalogue()
    if given in known:
        return given
    meant = get_close_matches(given, known, 1)
    raise InvalidQuestion(
        f"there is no finding {given!r}; {f'is it {meant[0]}?' if meant else 'known: ' + ', '.join(known)}"
    )
