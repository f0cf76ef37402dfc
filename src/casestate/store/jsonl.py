"""
A store in one file of JSON Lines: readable, fit for version control, and only ever appended to, but for expungement.

The first line says what it is. Every other one is a row. The last row of an append says ``"more": 0``, and only then is
the append there: what stands after it was cut short by a crash, readers pass over it, and the next writer takes it off.
"""

import logging
import os
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import IO

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import StoreUnavailable
from casestate.law import Procedure
from casestate.store import lines
from casestate.store.chain import Head
from casestate.store.records import Verified
from casestate.store.session import Session
from casestate.store.store import Store, now_utc
from casestate.store.transcript import Transcript

try:
    import fcntl
except ImportError:  # pragma: no cover  # there is none on Windows
    fcntl = None  # type: ignore[assignment]

_LOG = logging.getLogger("casestate.store")
_PAUSE = 0.002
"""How many seconds lie between two attempts to hold the file against other writers."""


class JsonLinesStore(Store):
    """
    Cases kept in one file, each row a line. Several processes may use it at once; one of them writes at a time.

    Args:
        path: The file.
        clock: As for every store.
        procedures: As for every store.
        upcasters: As for every store.
        timeout: How many seconds to wait for another writer. Readers do not wait.

    Attributes:
        recovered: How many bytes of appends that were cut short have been taken off the end by this object.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        clock: Callable[[], datetime] = now_utc,
        procedures: Iterable[Procedure] | Procedure = (),
        upcasters: Upcasters = UPCASTERS,
        timeout: float = 30.0,
    ) -> None:
        super().__init__(clock=clock, procedures=procedures, upcasters=upcasters)
        self.recovered = 0
        self._path = Path(os.path.realpath(path))
        self._timeout = timeout
        self._lock = threading.RLock()
        self._known: Transcript | None = None
        with self._plainly("opened"):
            if not self._path.exists():
                _begin(self._path)
        with self._reading():
            pass

    @property
    def torn(self) -> int:
        """
        How many bytes at the end of the file belong to no whole append, as it is now.

        Another process is just writing them, or was cut short: the next writer takes them off then.
        """
        with self._lock, self._plainly("read"):
            return self._caught_up().torn

    def verify(self, head: Head | str | None = None, *, reached: Callable[[int], object] = lambda _: None) -> Verified:
        """As for every store; the file is read from its first byte, whatever was read of it before."""
        with self._lock:
            self._known = None
            return super().verify(head, reached=reached)

    def close(self) -> None:
        """Nothing is held open between transactions."""

    def scrub(self) -> None:
        """Take off what an expungement left that was cut short; the file itself never holds what was destroyed."""
        if _beside(self._path).exists():
            with self._writing():
                pass

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._plainly("written"), self._locked() as file:
            known = self._catch_up(file)
            self._take_off_what_was_cut_short(file, known)
            self._known = None
            try:
                yield known.shelf
                self._keep(file, known)
            finally:
                if known.is_as_kept():
                    self._known = known

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._lock:
            with self._plainly("read"):
                known = self._caught_up()
            yield known.shelf

    @contextmanager
    def _plainly(self, what: str) -> Iterator[None]:
        try:
            yield
        except StoreUnavailable:
            raise
        except OSError as problem:
            raise StoreUnavailable(
                f"{self._path} could not be {what}: {problem.strerror or problem}; what it holds is as it was. "
                "Mend that and do the same again"
            ) from problem

    @contextmanager
    def _locked(self) -> Iterator[IO[bytes]]:
        """
        The file, open and held against other writers. One that was rewritten meanwhile is opened anew.

        It is tried again and again, so that it is not waited for without end, nor with readers of this object waiting.
        """
        until = time.monotonic() + self._timeout
        while True:
            with self._lock, open(self._path, "r+b", buffering=0) as file, _held(file) as held:
                if held and os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                    yield file
                    return
            if time.monotonic() > until:
                raise StoreUnavailable(
                    f"another writer has held {self._path} for {self._timeout} seconds; what it holds is as it was. "
                    "Do the same again when that one is done"
                )
            time.sleep(_PAUSE)

    def _caught_up(self) -> Transcript:
        with open(self._path, "rb", buffering=0) as file:
            return self._catch_up(file)

    def _catch_up(self, file: IO[bytes]) -> Transcript:
        """
        What is in the file now.

        What is known of it is put away before it is changed, and put back as one whole thing. Whatever interrupts that
        leaves nothing known, and the file is read from its first byte.
        """
        known, self._known = self._known, None
        if known is None or not known.goes_on(file):
            known = Transcript.of(file, str(self._path), self._upcasters)
        self._known = known
        return known

    def _take_off_what_was_cut_short(self, file: IO[bytes], known: Transcript) -> None:
        _beside(self._path).unlink(missing_ok=True)
        if known.torn:
            file.truncate(known.end)
            _sync(file)
            _LOG.warning(
                "%s: %d bytes at the end belonged to no whole append, and were taken off", self._path, known.torn
            )
            self.recovered += known.torn

    def _keep(self, file: IO[bytes], known: Transcript) -> None:
        """Make what came to the shelf durable, or what somebody else wrote who may have been killed before that."""
        shelf, (_, count) = known.shelf, known.kept
        if shelf.has_destroyed_since(known.kept):
            every = [lines.line_of(row) for row in shelf.rows(0, shelf.tail().position)]
            _replace(self._path, b"".join([lines.heading(shelf.genesis), *every]))
            return
        added = [lines.line_of(row) for row in shelf.rows(count, shelf.tail().position)]
        if added:
            _append(file, known.end, b"".join(added))
            known.keep(added)
        elif not known.is_synced:
            _sync(file)
            known.is_synced = True


@contextmanager
def _held(file: IO[bytes]) -> Iterator[bool]:
    """
    Is a file held against other writers, until this is left?

    It is let go in so many words, as closing it does not do where a process was forked meanwhile that has it open.
    """
    if fcntl is None:  # pragma: no cover  # there is none on Windows
        yield True
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _append(file: IO[bytes], end: int, data: bytes) -> None:
    """Write at the end, and be sure of it; what cannot be written whole is taken back."""
    try:
        file.seek(end)
        _write(file.fileno(), data)
        os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.ftruncate(file.fileno(), end)
        raise


def _write(file: int, data: bytes) -> None:
    """All of it, past the file object's own buffer, which would try again what could not be written."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _begin(path: Path) -> None:
    """Make an empty store, unless somebody else just did."""
    heading = lines.heading(token_bytes(32))
    with _unfinished(path.with_name(f".{token_hex(16)}"), heading) as made, suppress(FileExistsError):
        os.link(made, path)
    _sync_directory(path)


def _replace(path: Path, data: bytes) -> None:
    """Put other content in the place of a file, whole; whose it is and who may read it stays as it was."""
    was = path.stat()
    with _unfinished(_beside(path), data, mode=0o600) as made:
        _give(made, was.st_uid, was.st_gid)
        made.chmod(stat.S_IMODE(was.st_mode))
        made.replace(path)
    _sync_directory(path)


def _give(made: Path, user: int, group: int) -> None:
    """Make a file somebody's, where the system lets one: for most that is their own, and a group they are of."""
    for owner in ((user, -1), (-1, group)):
        with suppress(OSError, AttributeError):  # there is no such thing on Windows
            os.chown(made, *owner)


def _beside(path: Path) -> Path:
    """
    Where the file stands that is to take the place of another.

    The name is always the same, so that one left by a crash is found and taken off: it holds what may be destroyed
    next.
    """
    return path.with_name(f".{path.name}.unfinished")


@contextmanager
def _unfinished(made: Path, data: bytes, *, mode: int = 0o666) -> Iterator[Path]:
    """A file that is durable, and gone at the end."""
    try:
        with open(made, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            _sync(file)
        yield made
    finally:
        made.unlink(missing_ok=True)


def _sync_directory(path: Path) -> None:
    """Make a new name durable, where a directory can be opened."""
    with suppress(PermissionError):
        opened = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
