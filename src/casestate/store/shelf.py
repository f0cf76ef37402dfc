"""Rows held in memory, with all that finds them: a whole store in memory, or what a file of lines is read into."""

from collections.abc import Collection, Iterable, Sequence

import attrs

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import ChainBroken
from casestate.store.chain import committed
from casestate.store.payload import parts_in, people_in
from casestate.store.rows import Ends, Kind, Row, Tail, Told
from casestate.store.session import Session

Mark = tuple[list[Row], int]
"""How a shelf was at some time: its rows, and how many of them were there."""


@attrs.define
class Shelf(Session):
    """
    Rows in order, and where each case, name and person is among them.

    People are looked for in what the rows say when somebody first asks, so that reading a file need not understand it.

    Rows only ever come to the end of a list; where some are destroyed, another list takes its place. So it can be told
    at any time what was there before, however short a change was cut by an interruption.
    """

    _genesis: bytes
    _upcasters: Upcasters = UPCASTERS
    _rows: list[Row] = attrs.Factory(list)
    _headings: dict[str, int] = attrs.Factory(dict)
    _cases: dict[int, list[int]] = attrs.Factory(dict)
    _names: dict[tuple[int, str], int] = attrs.Factory(dict)
    _expunged: list[int] = attrs.Factory(list)
    _people: dict[str, set[int]] = attrs.Factory(dict)
    _read: int = 0

    @property
    def genesis(self) -> bytes:
        """The link before the first row."""
        return self._genesis

    def tail(self) -> Tail:
        """Where the next row goes."""
        if not self._rows:
            return Tail(0, self._genesis, 0)
        last = self._rows[-1]
        return Tail(last.position, last.link, last.stored_at)

    def case_name(self, case: int) -> str | None:
        """The name of the case opened at a position."""
        return self._at(case).name

    def heading(self, case: str) -> Row | None:
        """The row that opened a case."""
        position = self._headings.get(case)
        return None if position is None else self._at(position)

    def headings(self) -> Sequence[Row]:
        """The rows that opened cases."""
        return [self._at(position) for position in sorted(self._headings.values())]

    def ends(self, case: str) -> Ends | None:
        """Where a case ends, and the store."""
        number = self._headings.get(case)
        if number is None:
            return None
        lost = any(self._at(position).case == number for position in self._expunged)
        return Ends(number, len(self._cases.get(number, ())), lost, self.tail())

    def told(self, case: int) -> Sequence[Told]:
        """What the rows of a case tell of its entries."""
        return [Told(row.payload, None if row.imported else row.stored_at) for row in self.entries(case)]

    def entries(self, case: int, after: int = 0) -> Sequence[Row]:
        """The entries of a case after a place in it."""
        return [self._at(position) for position in self._cases.get(case, [])[after:]]

    def named(self, case: int, ids: Collection[str]) -> Sequence[Row]:
        """The entries of a case that have one of these ids."""
        return [self._at(self._names[case, id]) for id in ids if (case, id) in self._names]

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """The rows after a position."""
        return self._rows[after : after + limit]

    def expungements(self) -> Sequence[Row]:
        """The rows that say what was destroyed."""
        return [self._at(position) for position in self._expunged]

    def concerned(self, person: str) -> Collection[int]:
        """The cases that concern a person."""
        return self._everyone().get(person, set())

    def people(self) -> Iterable[tuple[str, int]]:
        """Every person with every case."""
        return [(person, case) for person, cases in self._everyone().items() for case in cases]

    def add(self, rows: Sequence[Row], people: Collection[str] = ()) -> None:  # noqa: ARG002  # people are read anew
        """
        Keep new rows at the end.

        Raises:
            ChainBroken: One does not fit those before it. It and what follows are not to be used then.
        """
        for row in rows:
            self._rows.append(row)
            if row.kind == Kind.OPENED:
                self._open(row)
            elif row.case not in self._cases:
                raise ChainBroken(row.position, f"no case was opened in position {row.case}")
            elif row.kind == Kind.ENTRY:
                self._enter(row)
            else:
                self._expunged.append(row.position)

    def _open(self, row: Row) -> None:
        if row.case != row.position:
            raise ChainBroken(row.position, f"the place of its case is not its own, but {row.case}")
        if row.name in self._headings:
            raise ChainBroken(row.position, "a case of that name is open already")
        self._cases[row.case] = []
        if row.name is not None:
            self._headings[row.name] = row.position

    def _enter(self, row: Row) -> None:
        entries = self._cases[row.case]
        if row.seq != len(entries) + 1:
            raise ChainBroken(row.position, f"its place in its case is {row.seq}, and {len(entries) + 1} is next")
        if (row.case, row.name) in self._names:
            raise ChainBroken(row.position, "its case has an entry of that id")
        entries.append(row.position)
        if row.name is not None:
            self._names[row.case, row.name] = row.position

    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:  # noqa: ARG002  # people are read anew
        """Destroy what rows say."""
        self._rows = list(self._rows)
        for row in rows:
            assert row.name is not None
            if row.kind == Kind.ENTRY:
                del self._names[row.case, row.name]
            else:
                del self._headings[row.name]
            self._rows[row.position - 1] = row._replace(salt=None, payload=None, commitment=committed(row), name=None)
        self._people, self._read = {}, 0

    def mark(self) -> Mark:
        """How it is now."""
        return self._rows, len(self._rows)

    def is_at(self, mark: Mark) -> bool:
        """Is it as it was then?"""
        return not self.has_destroyed_since(mark) and len(self._rows) == mark[1]

    def has_destroyed_since(self, mark: Mark) -> bool:
        """Was anything destroyed since then?"""
        return self._rows is not mark[0]

    def back_at(self, mark: Mark) -> "Shelf":
        """Another one, as this one was then."""
        rows, count = mark
        before = Shelf(self._genesis, self._upcasters)
        before.add(rows[:count])
        return before

    def _everyone(self) -> dict[str, set[int]]:
        for row in self._rows[self._read :]:
            if row.kind == Kind.ENTRY and row.payload is not None:
                for part in parts_in(row, self._upcasters):
                    for person in people_in(part):
                        self._people.setdefault(person, set()).add(row.case)
        self._read = len(self._rows)
        return self._people

    def _at(self, position: int) -> Row:
        return self._rows[position - 1]
