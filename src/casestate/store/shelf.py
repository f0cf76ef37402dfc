"""Rows held in memory, with all that finds them: a whole store in memory, or what a file of lines is read into."""

from collections.abc import Collection, Iterable, Sequence

import attrs

from casestate.codec import UPCASTERS, Upcasters
from casestate.store.chain import committed
from casestate.store.payload import parts_in, people_in
from casestate.store.rows import Ends, Kind, Row, Tail, Told
from casestate.store.session import Session


@attrs.define
class Shelf(Session):
    """
    Rows in order, and where each case, name and person is among them.

    People are looked for in what the rows say when somebody first asks, so that reading a file need not understand it.

    Attributes:
        destroyed: How many rows were destroyed here.
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
    destroyed: int = 0

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
        """Keep new rows at the end."""
        for row in rows:
            self._rows.append(row)
            if row.kind == Kind.ENTRY:
                self._cases.setdefault(row.case, []).append(row.position)
                if row.name is not None:
                    self._names[row.case, row.name] = row.position
            elif row.kind == Kind.EXPUNGED:
                self._expunged.append(row.position)
            elif row.name is not None:
                self._headings[row.name] = row.position

    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:  # noqa: ARG002  # people are read anew
        """Destroy what rows say."""
        for row in rows:
            assert row.name is not None
            if row.kind == Kind.ENTRY:
                del self._names[row.case, row.name]
            else:
                del self._headings[row.name]
            self._rows[row.position - 1] = row._replace(salt=None, payload=None, commitment=committed(row), name=None)
        self._people, self._read = {}, 0
        self.destroyed += len(rows)

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
