"""A case with imported history is created together with its entries, or not at all."""

import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate import GENERIC, US_FEDERAL, CaseFile, Entry
from casestate.errors import CasestateError, EntryConflict, InvalidEntry, InvalidProcedure, StaleExpectation
from casestate.events import Noted
from casestate.store import RecordKind, Store, open_store

THEN = datetime(2023, 2, 1, tzinfo=UTC)


def told(id: str, at: datetime | None = THEN) -> Entry:
    return Entry(id=id, event=Noted(on="2023-01-31", text=id), recorded_at=at)


@pytest.fixture(params=stores.KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return stores.address(request.param, tmp_path)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened


def test_a_case_is_opened_with_its_history(store: Store, address: str) -> None:
    """Places, counts and the chain are those of a case that was created first."""
    store.create("before")
    given = [told("case"), told("b")]  # an entry may have the name of its case
    receipt = store.import_history("case", given, create=US_FEDERAL)
    assert (receipt.added, [place.position for place in receipt.places]) == (2, [3, 4])
    assert [place.seq for place in receipt.places] == [1, 2]
    assert store.open_case("case") == CaseFile("case", entries=given, procedure=US_FEDERAL)
    assert [(record.kind, record.position) for record in store.read_all(1)] == [
        (RecordKind.OPENED, 2),
        (RecordKind.ENTRY, 3),
        (RecordKind.ENTRY, 4),
    ]
    again = store.import_history("case", [*given, told("c")], create=US_FEDERAL)
    assert (again.added, again.head.position) == (1, 5)
    assert store.verify(again.head).records == 5
    if address != "memory:":
        with open_store(address) as other:
            assert other.cases() == ("before", "case")
            assert other.verify(again.head).entries == 3


def test_a_case_without_history_is_opened_too(store: Store) -> None:
    receipt = store.import_history("case", [], create=GENERIC)
    assert (receipt.added, receipt.places) == (0, ())
    assert receipt.head == store.head()
    assert store.import_history("case", [], create=GENERIC).head == receipt.head
    assert len(store.open_case("case")) == 0
    store.verify(receipt.head)


TO_COME = datetime.now(UTC) + timedelta(days=9999)
REFUSED: dict[str, tuple[type[CasestateError], Callable[[Store], object]]] = {
    "a time to come": (InvalidEntry, lambda s: s.import_history("case", [told("a", TO_COME)], create=GENERIC)),
    "too long": (InvalidEntry, lambda s: s.import_history("case", [told("é" * 600_000)], create=GENERIC)),
    "expectation": (StaleExpectation, lambda s: s.import_history("case", [told("a")], expect=1, create=GENERIC)),
    "no name": (InvalidEntry, lambda s: s.import_history(" ", [told("a")], create=GENERIC)),
    "unknown law": (InvalidProcedure, lambda s: s.import_history("case", [], create=GENERIC.derive("mine"))),
    "another law": (InvalidProcedure, lambda s: s.import_history("there", [told("a")], create=US_FEDERAL)),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_case_whose_history_is_refused_is_not_opened(reason: str, store: Store) -> None:
    store.create("there")
    head, (kind, bring) = store.head(), REFUSED[reason]
    with pytest.raises(kind):
        bring(store)
    assert (store.head(), store.cases()) == (head, ("there",))
    store.verify(head)


def test_a_file_cut_within_an_opening_holds_neither_the_case_nor_an_entry(tmp_path: Path) -> None:
    """Cut at any byte, the file has the case with all of its history, or not at all."""
    path = tmp_path / "cases.jsonl"
    with open_store(path) as store:
        before = len(path.read_bytes())
        store.import_history("case", [told("a"), told("b")], create=GENERIC)
    data = path.read_bytes()
    for cut in range(before, len(data)):
        path.write_bytes(data[:cut])
        with open_store(path) as store:
            assert store.cases() == ()
    path.write_bytes(data)
    with open_store(path) as store:
        assert len(store.open_case("case")) == 2


def several(number: int) -> Iterator[CaseFile]:
    for each in range(number):
        yield CaseFile(f"case-{each}", entries=[told("a"), told("b")], procedure=(GENERIC, US_FEDERAL)[each % 2])


def test_many_cases_are_imported_in_one_transaction(store: Store, address: str) -> None:
    store.create("case-0")
    imported = store.import_cases(several(5))
    assert (imported.cases, imported.added, imported.head) == (5, 10, store.head())
    assert imported.head.position == 15
    for case in several(5):
        assert store.open_case(case.id) == case
    assert all(record.imported for record in store.read_all() if record.kind is RecordKind.ENTRY)
    again = store.import_cases([*several(6), CaseFile("case-0", entries=[told("a"), told("b"), told("c")])])
    assert (again.cases, again.added) == (7, 3)
    assert store.import_cases([]).cases == 0
    assert len({record.stored_at for record in store.read_all(1)}) >= 1
    store.verify(imported.head)
    if address != "memory:":
        with open_store(address) as other:
            assert other.verify(again.head).entries == 13


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (CaseFile("case-1", entries=[told("a")], procedure=GENERIC), InvalidProcedure),
        (CaseFile("new", procedure=GENERIC.derive("mine")), InvalidProcedure),
        (CaseFile("case-0", entries=[Entry(id="a", event=Noted(on="2023", text="other"))]), EntryConflict),
        (7, InvalidEntry),
        ([told("a")], InvalidEntry),
        (ZeroDivisionError(), ZeroDivisionError),
    ],
    ids=repr,
)
def test_if_one_case_cannot_be_imported_none_is(store: Store, address: str, bad: Any, error: type[Exception]) -> None:
    store.create("before")
    before = list(store.read_all())

    def given() -> Iterator[Any]:
        yield from several(3)
        if isinstance(bad, Exception):
            raise bad
        yield bad
        pytest.fail("it goes on")

    with pytest.raises(error):
        store.import_cases(given())
    assert list(store.read_all()) == before
    assert store.cases() == ("before",)
    assert store.import_cases(several(3)).added == 6
    store.verify()


def test_several_appends_of_one_transaction_get_into_a_file_of_lines_as_a_whole(tmp_path: Path) -> None:
    """The file is replaced, because an append could end after the first of them if the power failed."""
    path = tmp_path / "cases.jsonl"
    with open_store(path) as store, open_store(path) as reader:
        store.create("before")
        assert reader.cases() == ("before",)
        inode = path.stat().st_ino
        store.import_cases(several(1))
        assert path.stat().st_ino == inode
        store.import_cases([*several(3)][1:])
        assert path.stat().st_ino != inode
        assert reader.cases() == ("before", "case-0", "case-1", "case-2")
        reader.append("case-2", [Entry(id="c", event=Noted(on="2023", text="c"))])
        store.verify()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_cases_are_streamed_into_a_database(kind: str, tmp_path: Path) -> None:
    """Only one of them needs to be in memory at a time."""
    seen: list[weakref.ref[CaseFile]] = []

    def one_by_one() -> Iterator[CaseFile]:
        for case in several(30):
            seen.append(weakref.ref(case))
            assert sum(each() is not None for each in seen) <= 3
            yield case

    with open_store(stores.address(kind, tmp_path)) as store:
        assert store.import_cases(one_by_one()).cases == 30
