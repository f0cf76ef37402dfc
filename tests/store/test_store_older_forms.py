"""Events of older forms in a store are read on every path, as in a file of the same lines."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest
import stores
from older_forms import BOTH, BROUGHT, NOTED, OLD, RETRACTED, file, line, revised

from casestate import CaseFile, Entry
from casestate.codec import loads
from casestate.entries import Revision
from casestate.errors import ChainBroken, InvalidEntry, InvalidFile, InvalidQuestion, InvalidUpcaster, StaleExpectation
from casestate.events import ChargeFiled, EntryRetracted, Noted
from casestate.store import SqlStore, Store, append, open_store
from casestate.store.payload import json_text

LINES = [line("e1", BROUGHT), line("e2", BOTH, after=["e1"]), line("e3", NOTED, after=["e2"])]
PRESENT = [Entry(id=each["id"], event=ChargeFiled(on="2023", defendant="A. Doe", charge="1")) for each in LINES]
CASE = loads(file(*LINES), upcasters=OLD)
IDS = ["e1", "e2/1", "e2/2", "e3"]


def said(entries: Any) -> list[Entry]:
    return [attrs.evolve(entry, recorded_at=None, seq=0) for entry in entries]


def written_then(store: Store, lines: list[dict[str, Any]], entries: list[Entry]) -> Store:
    """Put lines of an older library into the store, in the place of these entries."""
    by_id = {each["id"]: each for each in lines}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "text_of", lambda entry: json_text(by_id[entry.id]))
        store.create("case")
        store.append("case", entries)
    return store


@pytest.fixture(params=stores.KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(stores.address(request.param, tmp_path), upcasters=OLD) as opened:
        yield written_then(opened, LINES, PRESENT)


def test_every_reading_path_agrees_with_a_file(store: Store) -> None:
    assert [entry.id for entry in CASE] == IDS
    case = store.open_case("case")
    assert said(case) == said(CASE)
    assert said(part for record in store.read("case") for part in record.entries) == said(CASE)
    one_by_one = [each for after in range(4) for each in store.read_all(after, limit=1)]
    assert said(part for record in one_by_one for part in record.entries) == said(CASE)
    assert [len(record.entries) for record in store.read("case", after=1)] == [2, 1]
    assert store.find(defendant="A. Doe") == ("case",)
    assert store.verify(store.head()).entries == 3
    if isinstance(store, SqlStore):
        seen: list[Entry] = []
        store.project("mine", lambda record, _: seen.extend(record.entries))
        assert said(seen) == said(CASE)


def test_a_place_with_several_entries_is_not_one_entry(store: Store) -> None:
    first, both, _ = store.read("case")
    assert first.entry == store.open_case("case")["e1"]
    with pytest.raises(InvalidQuestion, match=r"position 3 is read as 2 today; ask for record\.entries"):
        _ = both.entry


def test_entries_that_were_read_are_recognised_at_append(store: Store) -> None:
    case = store.open_case("case")
    assert store.append("case", case, expect=case).added == 0
    assert [place.seq for place in store.append("case", case).places] == [1, 2, 2, 3]
    longer = case.record(Noted(on="2023-05-01", text="y"), id="e4", after="e2/2")
    assert store.append("case", longer, expect=CASE, as_name="case").added == 1
    assert [entry.id for entry in store.open_case("case")] == [*IDS, "e4"]
    with pytest.raises(StaleExpectation) as stale:
        store.append("case", [Entry(id="e5", event=Noted(on="2023", text="z"))], expect=1)
    assert [entry.id for entry in stale.value.entries] == ["e2/1", "e2/2", "e3", "e4"]
    other = CaseFile("other", entries=[Entry(id="e1/9", event=Noted(on="2023", text="no part of what is there"))])
    with pytest.raises(StaleExpectation, match="its entry 0"):
        store.append("case", [Entry(id="e5", event=Noted(on="2023", text="z"))], expect=other, as_name="case")
    retracted = store.open_case("case").retract("e2/1", reason="in error")
    assert store.append("case", retracted).added == 1
    assert said(store.open_case("case")) == said(retracted)


def test_the_id_of_an_entry_that_became_several_is_taken(store: Store) -> None:
    with pytest.raises(InvalidEntry, match="e2 names an entry that is read as several today"):
        store.append("case", [Entry(id="e2", event=Noted(on="2023", text="z"))])
    with pytest.raises(InvalidEntry, match="not in the file"):
        store.append("case", [Entry(id="e9", event=Noted(on="2023", text="z"), after=("e2",))])


def test_parts_are_destroyed_together(store: Store) -> None:
    with pytest.raises(InvalidEntry, match="e2/1, e2/2 are stored as one entry and destroyed together: name e2"):
        store.expunge("case", ["e2/1"], order="D-1")
    store.expunge("case", ["e2/1", "e2/2"], order="D-1")
    assert [entry.id for entry in store.open_case("case")] == ["e1", "e3"]
    assert store.losses("case").unlinked == ("e3",)
    store.expunge("case", ["e1"], order="D-2")
    store.verify()


def test_the_whole_may_be_named_to_be_destroyed(store: Store) -> None:
    store.expunge("case", ["e2"], order="D-1")
    assert [entry.id for entry in store.open_case("case")] == ["e1", "e3"]


@pytest.mark.parametrize("kind", stores.KINDS)
def test_a_retraction_of_the_whole_retracts_each_part(kind: str, tmp_path: Path) -> None:
    whole, retraction = LINES[1] | {"after": []}, line("e3", RETRACTED, revises=revised("e2", "retraction"))
    lines = [whole, retraction]
    entries = [
        PRESENT[1],
        Entry(id="e3", event=EntryRetracted(), revises=Revision(entry="e2", kind="retraction", reason="in error")),
    ]
    with open_store(stores.address(kind, tmp_path), upcasters=OLD) as store:
        written_then(store, lines, entries)
        case = store.open_case("case")
        assert said(case) == said(loads(file(*lines), upcasters=OLD))
        assert store.append("case", case, expect=case).added == 0
        longer = case.record(Noted(on="2023", text="more"), id="e4")
        assert store.append("case", longer, expect=case).added == 1
        store.expunge("case", ["e3/1", "e3/2"], order="D-1")
        assert [entry.id for entry in store.open_case("case")] == ["e2/1", "e2/2", "e4"]


def test_without_its_upcaster_an_older_form_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with open_store(path, upcasters=OLD) as store:
        written_then(store, LINES, PRESENT)
    with open_store(path) as store, pytest.raises(InvalidFile, match=r"position 2:.*charge\.brought"):
        store.open_case("case")


def test_an_ambiguous_link_to_one_of_several_is_refused(tmp_path: Path) -> None:
    lines = [LINES[1] | {"after": []}, line("e3", NOTED, account_of="e2")]
    with open_store(tmp_path / "cases.db", upcasters=OLD) as store:
        written_then(store, lines, [PRESENT[1], PRESENT[2]])
        with pytest.raises(InvalidFile, match="position 3: e3 names e2"):
            store.open_case("case")


def test_the_people_of_a_current_form_are_still_verified(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with open_store(path, upcasters=OLD) as store:
        store.create("present")
        store.append("present", PRESENT)
        written_then(store, LINES, PRESENT)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("DELETE FROM casestate_people")
        with pytest.raises(ChainBroken, match=r"index of people is wrong about 'A\. Doe'"):
            store.verify()


def test_an_invalid_chain_is_refused(tmp_path: Path) -> None:
    bad: Any = []
    with pytest.raises(InvalidUpcaster, match="takes a chain"):
        open_store(tmp_path / "cases.db", upcasters=bad)
    assert not (tmp_path / "cases.db").exists()
