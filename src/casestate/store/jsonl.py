"""A store in one file of JSON Lines: readable, fit for version control, and only appended to except for expungement."""

import logging
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import IO, TypeVar, Unpack

from casestate.errors import StoreUnavailable
from casestate.store.address import shown
from casestate.store.interface import Store
from casestate.store.jsonl_format import FileContent, first_line, line_of
from casestate.store.records import Head, Verified
from casestate.store.transaction import Transaction
from casestate.store.validation import OWNER_ONLY, StoreOptions

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows has no fcntl
    fcntl = None  # type: ignore[assignment]

T = TypeVar("T")

_LOG = logging.getLogger("casestate.store")
_PAUSE = 0.002
"""The seconds between two attempts to lock the file."""


class JsonLinesStore(Store):
    """
    Cases in one file, one row a line. Several processes may use it at once; one of them writes at a time.

    Args:
        path: The file.
        timeout: The seconds to wait for another writer. Readers do not wait.
        options: Those of every store.

    Attributes:
        recovered: The number of bytes of torn appends that this object has removed from the end of the file.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        timeout: float = 30.0,
        **options: Unpack[StoreOptions],
    ) -> None:
        super().__init__(**options)
        self.recovered = 0
        self._path = Path(os.path.realpath(path))
        self._shown = shown(str(self._path))
        self._timeout = timeout
        self._lock = threading.RLock()
        self._content: FileContent | None = None
        with self._unavailable_if_not("opened"):
            if not self._path.exists():
                _create(self._path)
        self._read(lambda _: None)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._shown}>"

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, and the one that replaces it in an expungement."""
        return (self._path, _unfinished_path(self._path))

    @property
    def torn(self) -> int:
        """
        The number of bytes at the end of the file that belong to no whole append now.

        Another process is writing them, or was interrupted; then the next writer removes them.
        """
        with self._lock, self._unavailable_if_not("read"), open(self._path, "rb", buffering=0) as file:
            return self._current(file).torn

    def verify(self, head: Head | str | None = None, *, progress: Callable[[int], object] = lambda _: None) -> Verified:
        """As for every store. The file is read again from its first byte."""
        with self._lock:
            self._content = None
            return super().verify(head, progress=progress)

    def close(self) -> None:
        """Do nothing: no file is open between transactions."""

    def scrub(self) -> None:
        """Remove what an interrupted expungement left. The file itself never holds destroyed content."""
        if _unfinished_path(self._path).exists():
            self._write(lambda _: None)

    def _read(self, work: Callable[[Transaction], T]) -> T:
        with self._lock:
            with self._unavailable_if_not("read"), open(self._path, "rb", buffering=0) as file:
                content = self._current(file)
            return work(content.rows)

    def _write(self, work: Callable[[Transaction], T]) -> T:
        """
        Run a function while the file is locked against other writers.

        The lock is tried again and again, so that the wait can end and readers of this object go on meanwhile. A file
        that was replaced meanwhile is opened again.
        """
        until = time.monotonic() + self._timeout
        with self._unavailable_if_not("written"):
            while True:
                with self._lock, open(self._path, "r+b", buffering=0) as file:
                    try:
                        if _try_lock(file) and os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                            return self._write_locked(file, work)
                    finally:
                        _unlock(file)
                if time.monotonic() > until:
                    raise StoreUnavailable(
                        f"another writer has held {self._shown} for {self._timeout} seconds; what it holds is as it "
                        "was. Do the same again when that one is done"
                    )
                time.sleep(_PAUSE)

    def _write_locked(self, file: IO[bytes], work: Callable[[Transaction], T]) -> T:
        content = self._current(file)
        self._remove_torn_end(file, content)
        self._content = None
        try:
            result = work(content.rows)
            self._save(file, content)
            return result
        finally:
            if content.is_saved():
                self._content = content

    def _current(self, file: IO[bytes]) -> FileContent:
        """
        Return what is in the file now.

        The content is set aside before it is changed and put back when it is whole. An interruption leaves none, and
        the file is read from its first byte.
        """
        content, self._content = self._content, None
        if content is None or not content.read_on(file):
            content = FileContent.of(file, self._shown, self._upcasters)
        self._content = content
        return content

    def _remove_torn_end(self, file: IO[bytes], content: FileContent) -> None:
        _unfinished_path(self._path).unlink(missing_ok=True)
        if content.torn:
            file.truncate(content.end)
            os.fsync(file.fileno())
            _LOG.warning("%r: removed %d bytes at the end that belong to no whole append", self._shown, content.torn)
            self.recovered += content.torn

    def _save(self, file: IO[bytes], content: FileContent) -> None:
        """Make the added rows durable, or the rows of another writer, who may have been killed before that."""
        rows, saved = content.rows, content.saved
        now = rows.mark()
        added = rows.rows(saved.length, now.length)
        if now.rows is not saved.rows or any(row.more == 0 for row in added[:-1]):
            # Entries were destroyed, or there are several appends, which a crash must not keep in part.
            lines = [line_of(row) for row in rows.rows(0, now.length)]
            _replace(self._path, b"".join([first_line(rows.genesis), *lines]))
        elif added:
            lines = [line_of(row) for row in added]
            _append(file, content.end, b"".join(lines))
            content.set_saved(lines)
        elif not content.is_synced:
            os.fsync(file.fileno())
            content.is_synced = True

    @contextmanager
    def _unavailable_if_not(self, done: str) -> Iterator[None]:
        try:
            yield
        except StoreUnavailable:
            raise
        except (OSError, MemoryError) as problem:
            why = getattr(problem, "strerror", None) or str(problem) or "there is not memory enough"
            raise StoreUnavailable(
                f"{self._shown} could not be {done}: {why}; what it holds is as it was. Mend that and do the same again"
            ) from problem


def _try_lock(file: IO[bytes]) -> bool:
    """Lock a file against other writers, unless another one holds it."""
    if fcntl is None:  # pragma: no cover  # Windows has no fcntl
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _unlock(file: IO[bytes]) -> None:
    """Release a lock. Closing the file does not, if a process forked meanwhile has it open."""
    if fcntl is not None:  # pragma: no branch  # Windows has no fcntl
        fcntl.flock(file, fcntl.LOCK_UN)


def _append(file: IO[bytes], end: int, data: bytes) -> None:
    """Write at the end, durably; remove what cannot be written as a whole."""
    try:
        file.seek(end)
        _write_all(file.fileno(), data)
        os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.ftruncate(file.fileno(), end)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    """Write without the buffer of a file object, which would retry later what could not be written."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _create(path: Path) -> None:
    """Make an empty store, unless another process just did."""
    line = first_line(token_bytes(32))
    with _temporary(path.with_name(f".{token_hex(16)}"), line) as made, suppress(FileExistsError):
        os.link(made, path)
    _sync_directory(path)


def _replace(path: Path, data: bytes) -> None:
    """Replace a file as a whole. Its owner and mode stay."""
    was = path.stat()
    with _temporary(_unfinished_path(path), data) as made:
        _change_owner(made, was.st_uid, was.st_gid)
        made.chmod(stat.S_IMODE(was.st_mode))
        made.replace(path)
    _sync_directory(path)


def _change_owner(path: Path, user: int, group: int) -> None:
    """Change user and group, as far as the system allows."""
    for owner in ((user, -1), (-1, group)):
        with suppress(OSError, AttributeError):  # Windows has no chown
            os.chown(path, *owner)


def _unfinished_path(path: Path) -> Path:
    """
    Return the path of the file that is to replace another.

    It is always the same, so that one left by a crash is found and removed: it holds what may be destroyed next.
    """
    return path.with_name(f".{path.name}.unfinished")


@contextmanager
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    """Make a durable file for its owner only, which is removed at the end, unless it was moved."""
    try:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, OWNER_ONLY)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _sync_directory(path: Path) -> None:
    """Make a new name durable, if the directory can be opened."""
    with suppress(PermissionError):
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
