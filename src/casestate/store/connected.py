"""What connections to databases have in common: whose turn it is, which process may use one, and where one ends."""

import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from casestate.errors import InvalidQuestion, StoreUnavailable

Values = Sequence[Any]

_LEFT: list[Any] = []
"""Connections of the process from which this one was forked. They stay its own: not even closing them is ours."""


class Connected(ABC):
    """
    A connection to a database, used by one thread at a time, for one transaction at a time.

    A process forked from the one that made it makes its own when it first asks.
    """

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._process = os.getpid()
        self._busy = self._closed = False
        self._raw: Any = None

    @property
    def raw(self) -> Any:
        """The connection, as its driver gives it."""
        return self._raw

    @abstractmethod
    def connect(self) -> None:
        """See to it that there is a connection, with nothing left in it of a transaction that was cut short."""

    @abstractmethod
    def ask(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows of an answer; ``?`` in the question stands for a value."""

    @abstractmethod
    def tell(self, sql: str, values: Values = ()) -> None:
        """Do something."""

    @abstractmethod
    def tell_each(self, sql: str, values: Sequence[Values]) -> None:
        """Do something for each of several values."""

    @abstractmethod
    def roll_back(self) -> None:
        """Undo what was done in a transaction, if there is one."""

    @abstractmethod
    def lent(self) -> AbstractContextManager[Any]:
        """
        The connection for somebody else to write with, within a transaction that is not theirs to end.

        Raises:
            InvalidQuestion: They ended it, or tried to.
        """

    @abstractmethod
    def refuse_unscrubbable(self) -> None:
        """
        Could what is about to be destroyed be taken out of the files, too?

        Raises:
            StoreUnavailable: It could not, whatever is done later; nothing is destroyed then.
        """

    @abstractmethod
    def refuse_damage(self) -> None:
        """
        Do the indexes lead to the rows, and to nothing else?

        Raises:
            ChainBroken: They do not.
        """

    @contextmanager
    def alone(self) -> Iterator[None]:
        """
        A turn: other threads wait until it ends.

        Raises:
            InvalidQuestion: It is this thread's turn already.
            StoreUnavailable: The store was closed, or cannot be reached.
        """
        self._after_a_fork()
        with self._turn:
            if self._busy:
                raise InvalidQuestion(
                    "the store was asked within a transaction of its own, by what project() applies or by its clock; "
                    "use the connection that is given, or open the store a second time"
                )
            try:
                self._busy = True
                if self._closed:
                    raise StoreUnavailable("the store is closed; open it again with open_store")
                self.connect()
                yield
            finally:
                self._busy = False

    @contextmanager
    def transaction(self, begin: str) -> Iterator[None]:
        """A turn in which everything is kept, or nothing."""
        with self.alone():
            try:
                self.tell(begin)
                yield
                self.tell("COMMIT")
            except BaseException:
                self.roll_back()
                raise

    def close(self) -> None:
        """Close the connection, unless it is that of another process."""
        self._after_a_fork()
        self._closed = True
        if self._raw is not None:
            self._raw.close()

    def _after_a_fork(self) -> None:
        if self._process != os.getpid():
            _LEFT.append(self._raw)
            self._raw, self._turn, self._busy, self._process = None, threading.RLock(), False, os.getpid()


def ended_within() -> InvalidQuestion:
    """What whoever is lent a connection is told where the transaction did not outlive it."""
    return InvalidQuestion(
        "what project() applies ended its transaction, or let it go on after a statement had failed in it; leave "
        "commit and rollback to project(), and put a savepoint around a statement that may fail"
    )
