"""
A store in one file of JSON Lines: readable, fit for version control, and only ever appended to, but for expungement.

The first line says what it is. Every other one is a row. The last row of an append says ``"more": 0``, and only then is
the append there: what stands after it was cut short by a crash, readers pass over it, and the next writer takes it off.
"""

import os
import stat
import threading
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
from casestate.store.rows import Row
from casestate.store.session import Session
from casestate.store.shelf import Shelf
from casestate.store.store import Store, now_utc

try:
    import fcntl
except ImportError:  # pragma: no cover  # there is none on Windows
    fcntl = None  # type: ignore[assignment]


class JsonLinesStore(Store):
    """
    Cases kept in one file, each row a line. Several processes may use it at once; one of them writes at a time.

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
    ) -> None:
        super().__init__(clock=clock, procedures=procedures, upcasters=upcasters)
        self.recovered = 0
        self._path = Path(os.path.realpath(path))
        self._lock = threading.RLock()
        self._forget()
        with self._plainly("opened"):
            if not self._path.exists():
                _begin(self._path)
        with self._reading():
            pass

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._lock, self._plainly("written"), self._locked() as file:
            self._catch_up(file)
            self._take_off_what_was_cut_short(file)
            shelf, before = self._shelf, self._shelf.tail().position
            try:
                yield shelf
                self._keep(file, before)
            except BaseException:
                if shelf.destroyed or shelf.tail().position != before:
                    self._forget()
                raise

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._lock:
            with self._plainly("read"), open(self._path, "rb") as file:
                self._catch_up(file)
            yield self._shelf

    def close(self) -> None:
        """Nothing is held open between transactions."""

    def scrub(self) -> None:
        """Take off what an expungement left that was cut short; the file itself never holds what was destroyed."""
        with self._writing():
            pass

    @contextmanager
    def _plainly(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise StoreUnavailable(
                f"{self._path} could not be {what}: {problem.strerror or problem}; what it holds is as it was. "
                "Mend that and do the same again"
            ) from problem

    @contextmanager
    def _locked(self) -> Iterator[IO[bytes]]:
        """The file, open and held against other writers. One that was rewritten meanwhile is opened anew."""
        while True:
            with open(self._path, "r+b") as file:
                if fcntl is not None:  # pragma: no branch  # there is none on Windows
                    fcntl.flock(file, fcntl.LOCK_EX)
                if os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                    yield file
                    return

    def _forget(self) -> None:
        """Know nothing of the file."""
        self._shelf = Shelf(b"", self._upcasters)
        self._whole = 0
        self._is: tuple[int, int] | None = None

    def _catch_up(self, file: IO[bytes]) -> None:
        """Read what whole appends came to the file since it was read last; all of it if it is another file."""
        now = os.fstat(file.fileno())
        if (now.st_dev, now.st_ino) != self._is or now.st_size < self._whole:
            self._forget()
        file.seek(self._whole)
        if self._whole == 0:
            first = file.readline()
            genesis = lines.genesis_in(first, str(self._path))
            self._shelf, self._is = Shelf(genesis, self._upcasters), (now.st_dev, now.st_ino)
            self._whole = len(first)
        pending: list[Row] = []
        size = 0
        for line in file:
            if not line.endswith(b"\n"):
                return
            row = lines.row_in(line, self._shelf.tail().position + len(pending) + 1)
            pending.append(row)
            size += len(line)
            if row.more == 0:
                self._shelf.add(pending)
                self._whole += size
                pending, size = [], 0

    def _take_off_what_was_cut_short(self, file: IO[bytes]) -> None:
        _beside(self._path).unlink(missing_ok=True)
        over = os.fstat(file.fileno()).st_size - self._whole
        if over:
            file.truncate(self._whole)
            _sync(file)
            self.recovered += over

    def _keep(self, file: IO[bytes], before: int) -> None:
        """Make what came to the shelf durable."""
        shelf = self._shelf
        if shelf.destroyed:
            every = [lines.line_of(row) for row in shelf.rows(0, shelf.tail().position)]
            _replace(self._path, b"".join([lines.heading(shelf.genesis), *every]))
            self._forget()
            return
        data = b"".join([lines.line_of(row) for row in shelf.rows(before, shelf.tail().position)])
        if data:
            self._append(file, data)

    def _append(self, file: IO[bytes], data: bytes) -> None:
        """Write at the end, and be sure of it; what cannot be written whole is taken back."""
        try:
            os.lseek(file.fileno(), self._whole, os.SEEK_SET)
            _write(file.fileno(), data)
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                os.ftruncate(file.fileno(), self._whole)
            raise
        self._whole += len(data)


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
    """Put other content in the place of a file, whole; who may read it stays as it was."""
    mode = stat.S_IMODE(path.stat().st_mode)
    with _unfinished(_beside(path), data, mode=0o600) as made:
        made.chmod(mode)
        made.replace(path)
    _sync_directory(path)


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
