"""What each kind of store must be able to do within one transaction; all else is the same for every store."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence

from casestate.store.rows import Ends, Row, Tail, Told

PAGE = 1000
"""How many rows of a whole store are read at a time."""


class Session(ABC):
    """One transaction: it sees one state of the store, and what it writes is kept together or not at all."""

    @property
    @abstractmethod
    def genesis(self) -> bytes:
        """The link before the first row: random bytes that tell this store from every other."""

    @abstractmethod
    def tail(self) -> Tail:
        """Where the next row goes."""

    @abstractmethod
    def case_name(self, case: int) -> str | None:
        """The name of the case opened at a position; ``None`` where it was destroyed."""

    @abstractmethod
    def heading(self, case: str) -> Row | None:
        """The row that opened the case of that name; ``None`` where there is none, or its name was destroyed."""

    @abstractmethod
    def headings(self) -> Sequence[Row]:
        """The rows that opened cases, in order; without those whose name was destroyed."""

    @abstractmethod
    def ends(self, case: str) -> Ends | None:
        """Where the case of that name ends, and the store; ``None`` where there is none, or its name was destroyed."""

    @abstractmethod
    def told(self, case: int) -> Sequence[Told]:
        """What the rows of a case tell of its entries, in order."""

    @abstractmethod
    def entries(self, case: int, after: int = 0) -> Sequence[Row]:
        """The entries of a case whose place in it is greater, in order."""

    @abstractmethod
    def named(self, case: int, ids: Collection[str]) -> Sequence[Row]:
        """The entries of a case that have one of these ids."""

    @abstractmethod
    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """The rows of the whole store after a position, in order, so many at most."""

    @abstractmethod
    def expungements(self) -> Sequence[Row]:
        """The rows that say what was destroyed, in order."""

    @abstractmethod
    def concerned(self, person: str) -> Collection[int]:
        """The cases in which an entry concerns a person."""

    @abstractmethod
    def people(self) -> Iterable[tuple[str, int]]:
        """Every person with every case that concerns them, as they would be found."""

    @abstractmethod
    def add(self, rows: Sequence[Row], people: Collection[str] = ()) -> None:
        """Keep new rows of one case at the end, and that they concern these people."""

    @abstractmethod
    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:
        """Destroy payload, salt and name of rows of one case, which from now on concerns only those people."""

    def refuse_unsound(self) -> None:  # noqa: B027  # where rows are in one place only, there is nothing to ask
        """
        Is there no row but those in the chain, and is each found where it is looked for?

        Raises:
            ChainBroken: There is one, or one is not.
        """
