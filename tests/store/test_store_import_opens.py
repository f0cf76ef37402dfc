"""A case whose history is brought in is opened together with its entries, or not at all."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stores

from casestate import GENERIC, US_FEDERAL, CaseFile, Entry
from casestate.errors import CasestateError, InvalidEntry, InvalidProcedure, StaleExpectation
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
    """At every byte: the case is there with all of its history, or not at all."""
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
