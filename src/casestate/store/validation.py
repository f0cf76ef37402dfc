"""The options of a store, and checks of the arguments that a store is given."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import TypedDict

from casestate.casefile import CaseFile
from casestate.codec import Upcasters
from casestate.entries import Entry, Supposition
from casestate.errors import InvalidEntry, InvalidProcedure, InvalidQuestion
from casestate.law import Procedure
from casestate.texts import is_text

Expected = int | CaseFile | None
"""The expected end of a case: a number of entries, the end of a case file, or any."""

LONGEST_NAME = 2000
"""The most bytes of an id or a name, as JSON text in UTF-8, that every kind of store can index."""

OWNER_ONLY = 0o600
"""The permissions of a new file of a store, of which the umask may take more away."""

_MOST = 1 << 62
"""No store has so many positions."""


class StoreOptions(TypedDict, total=False):
    """The options of every kind of store; see :class:`Store`."""

    clock: Callable[[], datetime]
    procedures: Iterable[Procedure] | Procedure
    upcasters: Upcasters


def now_utc() -> datetime:
    """Return the time now; the clock of a store that is given no other."""
    return datetime.now(UTC)


def checked_entries(entries: Iterable[Entry]) -> list[Entry]:
    """
    Return the entries as a list.

    Raises:
        InvalidEntry: It is not several entries, or one of them was only supposed.
    """
    if isinstance(entries, Entry) or not isinstance(entries, Iterable):
        raise InvalidEntry(f"a store takes several entries, such as a case file or [entry], not {entries!r}")
    given = list(entries)
    for entry in given:
        if not isinstance(entry, Entry):
            raise InvalidEntry(f"a store keeps Entry(...), not {entry!r}; case.record(event) makes the entry itself")
        if isinstance(entry, Supposition):
            raise InvalidEntry(f"{entry.id} was only supposed, with view.if_(); record(event) records what happened")
    return given


def check_expected(expected: Expected) -> None:
    """
    Check the type of an expectation.

    Raises:
        InvalidEntry: It is neither a case file nor a number of entries.
    """
    if not (expected is None or isinstance(expected, CaseFile) or (type(expected) is int and expected >= 0)):
        raise InvalidEntry(f"expect= takes the case file that was read, or a number of entries, not {expected!r}")


def check_names(case: str, files: Iterable[CaseFile], as_name: str | None) -> None:
    """
    Check that case files bear the name of the case to which they are given, unless another name is confirmed.

    Raises:
        InvalidEntry: One bears another name, or the name confirmed is not that of the case.
    """
    if as_name is not None and as_name != case:
        raise InvalidEntry(f"as_name= confirms the name of the case, {case!r}, and not {as_name!r}")
    for file in files:
        if file.id != case and as_name is None:
            raise InvalidEntry(
                f"a case file named {file.id!r} was given for case {case!r}; give it to case {file.id!r}, or confirm "
                f"the other name with as_name={case!r}"
            )


def check_procedures(case: str, procedure: str, files: Iterable[CaseFile]) -> None:
    """
    Check that case files are under the procedure of the case to which they are given.

    Raises:
        InvalidProcedure: One is under another procedure.
    """
    for file in files:
        if file.procedure.name != procedure:
            raise InvalidProcedure(
                f"case {case!r} is kept under {procedure}, and the case file is under {file.procedure.name}; record "
                "the entries in the case as the store opens it, or give its entries alone"
            )


def check_name_lengths(names: Iterable[str | None]) -> None:
    """
    Check that every kind of store can index these ids and names.

    Raises:
        InvalidEntry: One is too long.
    """
    for name in names:
        if name is not None and len(name) * 6 > LONGEST_NAME:
            size = len(encode_basestring(name).encode()) - 2
            if size > LONGEST_NAME:
                raise InvalidEntry(
                    f"{name[:40]}... is an id or a name of {size} bytes; at most {LONGEST_NAME} are taken, so that "
                    "every kind of store can index it; shorten it, and keep the rest as text"
                )


def check_creation(case: str, procedure: Procedure, known: Mapping[str, Procedure]) -> None:
    """
    Check the name and the procedure of a case that may be created.

    Raises:
        InvalidEntry: The name is not text.
        InvalidProcedure: The procedure is not known, so the case could not be opened again.
    """
    if not is_text(case):
        raise InvalidEntry(f"a case needs a name such as 'rust', not {case!r}")
    if not isinstance(procedure, Procedure) or known.get(procedure.name) != procedure:
        named = procedure.name if isinstance(procedure, Procedure) else procedure
        raise InvalidProcedure(
            f"this store does not know the procedure {named!r}; open it with open_store(..., procedures=[...]), "
            "so that the case can be opened again"
        )


def check_count(name: str, value: object) -> None:
    """
    Check an argument that is a number of positions.

    Raises:
        InvalidQuestion: It is none.
    """
    if type(value) is not int or not 0 <= value < _MOST:
        raise InvalidQuestion(f"{name}= takes a number of positions from 0, not {value!r}")


def check_cursor(after: int, end: int) -> None:
    """
    Check that a position is not past the end of the store, or of a case.

    Raises:
        InvalidQuestion: It is.
    """
    if after > end:
        raise InvalidQuestion(
            f"position {after} is past the end, which is {end}: it was noted from another store, or this one was "
            "replaced by an older copy; verify the store against a head that you kept, and start again from 0"
        )
