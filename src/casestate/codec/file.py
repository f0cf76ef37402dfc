"""Whole case files: the heading, the lines, and the problems of bytes that are not yet JSON."""

import io
import json
import os
import secrets
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, NoReturn

from casestate.casefile import CaseFile, joined
from casestate.codec.opening import opened
from casestate.codec.parts import tied
from casestate.codec.reading import read_parts
from casestate.codec.together import TOGETHER, parsed
from casestate.codec.upcasting import UPCASTERS, Upcasters, checked_chain
from casestate.codec.writing import entry_text
from casestate.entries import Entry
from casestate.errors import InvalidEntry, InvalidFile, InvalidProcedure
from casestate.joining import problems
from casestate.law import PROCEDURES, Procedure
from casestate.texts import is_text

FORMAT = 1
"""The version of the file format, which is that of the heading and the lines. Each event has a version of its own."""

LONGEST_LINE = 1024 * 1024
"""The most bytes one line may have."""
MOST_SKIPPED = 64
"""Of a line that is longer, so many times as much is passed over to come to the next."""

_HEADING = '{"casestate": 1, "case": "the-case", "procedure": "generic"}'


def dumps(case: CaseFile) -> str:
    """
    Return a case file as text: the heading, then one entry a line.

    Raises:
        InvalidEntry: The line of an entry would be longer than ``LONGEST_LINE``.
    """
    heading = json.dumps({"casestate": FORMAT, "case": case.id, "procedure": case.procedure.name}, ensure_ascii=False)
    return "".join([_line("the heading", heading), *(_line(entry.id, entry_text(entry)) for entry in case)])


def dump(case: CaseFile, path: str | os.PathLike[str]) -> None:
    """
    Write a case file. An old file is replaced once the new one is whole, and its permissions are kept.

    A symbolic link stays; the file to which it leads is written.

    Raises:
        InvalidEntry: The line of an entry would be longer than ``LONGEST_LINE``. The old file is unchanged.
        OSError: The file cannot be written. The old file is unchanged.
    """
    replace(path, dumps(case))


def replace(path: str | os.PathLike[str], text: str) -> None:
    """
    Write a file of text as :func:`dump` does.

    Raises:
        OSError: The file cannot be written. The old file is unchanged.
    """
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """
    Yield the path of an empty file that takes the place of another, as in :func:`dump`, once the block has ended.

    If the block raises, the new file is gone and the old one is unchanged.

    Raises:
        OSError: The file cannot be written. The old file is unchanged.
    """
    place = Path(os.path.realpath(path))
    mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
    unfinished = place.with_name(f".{secrets.token_hex(16)}")
    try:
        with open(unfinished, "x", opener=_private if mode is not None else None):
            pass
        yield unfinished
        if mode is not None:
            unfinished.chmod(mode)
        unfinished.replace(place)
    except BaseException as problem:
        unfinished.unlink(missing_ok=True)
        if isinstance(problem, OSError) and problem.filename == str(unfinished):
            problem.filename, problem.filename2 = str(path), None  # the name that was given
        raise


def loads(
    text: str | bytes,
    name: str = "text",
    *,
    procedures: Iterable[Procedure] | Procedure = (),
    upcasters: Upcasters = UPCASTERS,
) -> CaseFile:
    """
    Read a case file from text.

    Args:
        text: The text of the file.
        name: The name of the file in errors.
        procedures: Procedures of your own, beside those of the library. A file holds the name of its procedure only.
        upcasters: The chain that reads older forms of events; ``Upcasters([...])`` adds your own.

    Raises:
        InvalidFile: The text is not a sound case file. The error has every problem, and nothing is read.
        InvalidProcedure: A value is not a procedure, or has the name of another.
        InvalidUpcaster: The value is not a chain, or an upcaster returned something else than it declares.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _read(_lines(io.BytesIO(data)), name, known_procedures(procedures), checked_chain(upcasters))


def load(
    path: str | os.PathLike[str],
    *,
    procedures: Iterable[Procedure] | Procedure = (),
    upcasters: Upcasters = UPCASTERS,
) -> CaseFile:
    """
    Read a case file.

    Args:
        path: The path of the file.
        procedures: Procedures of your own, beside those of the library. A file holds the name of its procedure only.
        upcasters: The chain that reads older forms of events; ``Upcasters([...])`` adds your own.

    Raises:
        InvalidFile: It is not a sound case file. The error has every problem with its line, and nothing is read.
        InvalidProcedure: A value is not a procedure, or has the name of another.
        InvalidUpcaster: The value is not a chain, or an upcaster returned something else than it declares.
        OSError: The file cannot be opened.
    """
    known, chain = known_procedures(procedures), checked_chain(upcasters)
    with opened(path) as file:
        return _read(_lines(file), str(path), known, chain)


def load_stream(file: IO[bytes], name: str) -> CaseFile:
    """
    Read a case file from a stream, to its end.

    Args:
        file: The stream.
        name: The name of the stream in errors.

    Raises:
        InvalidFile: It is not a sound case file. The error has every problem with its line, and nothing is read.
    """
    return _read(_lines(file), name, PROCEDURES, UPCASTERS)


def known_procedures(procedures: Iterable[Procedure] | Procedure) -> Mapping[str, Procedure]:
    """
    Return the procedures that a file may name, by name.

    Raises:
        InvalidProcedure: A value is not a procedure, or two procedures have one name.
    """
    given: dict[str, Procedure] = {}
    if not isinstance(procedures, Procedure | Iterable):
        raise InvalidProcedure(f"procedures= takes procedures such as GENERIC.derive(...), not {procedures!r}")
    for each in [procedures] if isinstance(procedures, Procedure) else procedures:
        if not isinstance(each, Procedure):
            raise InvalidProcedure(f"procedures= takes procedures such as GENERIC.derive(...), not {each!r}")
        if given.setdefault(each.name, PROCEDURES.get(each.name, each)) != each:
            raise InvalidProcedure(f"two procedures are named {each.name!r}; derive yours under a name of its own")
    return {**PROCEDURES, **given} if given else PROCEDURES


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else may read until it has its final mode."""
    return os.open(path, flags, 0o600)


def _line(name: str, text: str) -> str:
    line = text + "\n"
    if len(line) * 4 > LONGEST_LINE and len(line.encode()) > LONGEST_LINE:
        raise InvalidEntry(
            f"{name} would stand on a line longer than {LONGEST_LINE} bytes, which cannot be read back; "
            "keep its text short, or say it in several entries"
        )
    return line


class _BadLine(ValueError):
    """A problem of a line as a whole."""


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """
    Yield the lines of a file, cut off just past ``LONGEST_LINE``.

    What follows one that does not end in ``MOST_SKIPPED`` more such pieces is not looked at: it is no case file.
    """
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        rest, skipped = line, 0
        while rest and len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            if skipped == MOST_SKIPPED:
                return
            rest, skipped = file.readline(LONGEST_LINE + 1), skipped + 1


def _read(lines: Iterable[bytes], name: str, procedures: Mapping[str, Procedure], upcasters: Upcasters) -> CaseFile:
    wrong: list[str] = []
    heading: dict[str, Any] | None = None
    numbers: list[int] = []
    read: list[tuple[Entry, ...]] = []  # not as pairs with their numbers, which the garbage collector would visit
    number = 0
    for number, value in enumerate(_values(iter(lines)), 1):
        try:
            if type(value) is _BadLine:
                raise value
            if number == 1:
                heading = _heading(value, procedures)
                continue
        except _BadLine as problem:
            wrong.append(f"{number}: {problem}")
            continue
        parts, found = read_parts(value, number - 1, upcasters)
        if found:
            wrong += [f"{number}: {problem}" for problem in found]
        numbers.append(number)
        read.append(parts)
    if number == 0:
        wrong.append(f"1: the file is empty; a case file begins with {_HEADING}")
    led = tied(read)
    entries = [entry for parts in led if not isinstance(parts, InvalidEntry) for entry in parts]
    wrong += _unfit(numbers, led, list(problems(entries)))
    if wrong or heading is None:
        raise InvalidFile(name, tuple(sorted(wrong, key=lambda each: int(each.partition(":")[0]))))
    return _file_of(heading["case"], entries, procedures[heading["procedure"]])


def _file_of(case: str, entries: list[Entry], procedure: Procedure) -> CaseFile:
    """Return the file of entries that fit. They are numbered anew if one is there twice, or was read as several."""
    if [entry.seq for entry in entries] == list(range(1, len({entry.id for entry in entries}) + 1)):
        return joined(case, entries, procedure)
    return CaseFile(case, entries=entries, procedure=procedure)


def _values(lines: Iterator[bytes]) -> "Iterator[object | _BadLine]":
    """Yield the JSON value of each line, or its problem."""
    while some := list(islice(lines, TOGETHER)):
        yield from _parsed_together(some) or map(_parse_or_problem, some)


def _parsed_together(lines: list[bytes]) -> list[Any] | None:
    if max(map(len, lines)) > LONGEST_LINE:
        return None
    try:
        return parsed([line.decode() for line in lines], fields_once=True)
    except UnicodeDecodeError:
        return None


def _parse_or_problem(line: bytes) -> "object | _BadLine":
    try:
        return _parse(line)
    except _BadLine as problem:
        return problem


def _unfit(
    numbers: list[int], led: list[tuple[Entry, ...] | InvalidEntry], unfit: list[tuple[Entry, InvalidEntry]]
) -> Iterator[str]:
    """Yield the problems of lines whose links cannot be led to one part, and of entries that do not fit."""
    at: dict[int, int] = {}
    for number, parts in zip(numbers, led, strict=True):
        if isinstance(parts, InvalidEntry):
            yield f"{number}: {parts}"
        elif unfit:
            at.update(dict.fromkeys(map(id, parts), number))
    for entry, problem in unfit:
        yield f"{at[id(entry)]}: {problem}"


def _parse(line: bytes) -> object:
    if len(line) > LONGEST_LINE:
        raise _BadLine(f"the line is longer than {LONGEST_LINE} bytes; an entry stands on one line, text kept short")
    if line.startswith(b"\xef\xbb\xbf"):
        raise _BadLine("the file begins with a byte order mark; save it as UTF-8 without one")
    try:
        text = line.decode()
    except UnicodeDecodeError as problem:
        raise _BadLine(f"byte {problem.start + 1} is not UTF-8 ({problem.reason}); save the file as UTF-8") from None
    if not text.strip():
        raise _BadLine("the line is empty; take it out")
    try:
        return _JSON.decode(text)
    except RecursionError:
        raise _BadLine("brackets are nested too deep to be an entry") from None
    except json.JSONDecodeError as problem:
        what = f"{problem.msg.lower()} at column {problem.colno}"
        cut = f"the last line is cut off ({what}); take it out, or restore the file"
        whole = line.endswith(b"\n") or not text.lstrip().startswith("{")
        raise _BadLine(f"not JSON: {what}" if whole else cut) from None
    except _BadLine:
        raise
    except ValueError:
        raise _BadLine("a number has too many digits to be read") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((twice, _),) = Counter([name for name, _ in pairs]).most_common(1)
        raise _BadLine(f"the field {twice!r} stands twice in one object; keep one")
    return found


def _constant(name: str) -> NoReturn:
    raise _BadLine(f"{name} is not a value JSON has")


_JSON = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def _heading(value: object, procedures: Mapping[str, Procedure]) -> dict[str, Any]:
    if not isinstance(value, dict) or "casestate" not in value:
        raise _BadLine(f"a case file begins with a heading such as {_HEADING}")
    if value["casestate"] != FORMAT or type(value["casestate"]) is not int:
        raise _BadLine(
            f"$.casestate: this library reads format {FORMAT}, not {value['casestate']!r}; "
            "a newer format needs a newer casestate"
        )
    if value.keys() != {"casestate", "case", "procedure"}:
        raise _BadLine(f"the heading has the fields casestate, case and procedure: {_HEADING}")
    if not is_text(value["case"]):
        raise _BadLine(f"$.case: the name of the case was expected, not {value['case']!r}")
    if not isinstance(value["procedure"], str) or value["procedure"] not in procedures:
        raise _BadLine(
            f"$.procedure: there is no procedure {value['procedure']!r}; known: {', '.join(procedures)}; "
            "pass one that is derived to load(..., procedures=[...])"
        )
    return value
