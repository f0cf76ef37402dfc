"""Destroyed content is gone from every file of a store, and the remaining entries are a case file."""

from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
import stores
from hypothesis import given
from hypothesis import strategies as st

from casestate import CaseFile, Entry, Source
from casestate.entries import Revision
from casestate.events import ChargeFiled, ClaimFiled, EntryRetracted, Noted, Stated
from casestate.store import open_store
from casestate.store.expunge import Remainder

SECRET = "Zacharias Hidden"


def bytes_of(kind: str, place: Path, address: str) -> list[bytes]:
    """Return all bytes in the files of a store."""
    if kind != "postgres":
        return [path.read_bytes() for path in place.iterdir()]
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(address, autocommit=True) as connection:
        data = connection.execute("SHOW data_directory").fetchone()
        connection.execute("CHECKPOINT")
        found = connection.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't') "
            "AND (relname LIKE 'casestate%' OR relname LIKE 'pg_toast%') AND pg_relation_filepath(oid) IS NOT NULL"
        ).fetchall()
    assert data is not None
    return [(Path(data[0]) / path).read_bytes() for (path,) in found]


@pytest.mark.parametrize("kind", stores.DURABLE)
def test_the_bytes_are_gone_from_every_file(kind: str, tmp_path: Path) -> None:
    address = stores.address(kind, tmp_path)
    with open_store(address) as store:
        for name in ("case", f"State v. {SECRET}"):
            store.create(name)
            case = CaseFile(name)
            for number in range(60):
                case = case.record(ChargeFiled(on="2023", defendant="A. Doe", charge=str(number)))
                case = case.record(
                    Stated(on="2023", by=SECRET, modality="asserts", text=f"{number} {SECRET} said " * 200,
                           defendants=(SECRET,)),
                    id=f"{SECRET} {number}", source=Source(SECRET),
                )  # fmt: skip
            store.append(name, case)
        there = bytes_of(kind, tmp_path, address)
        assert any(b"A. Doe" in each for each in there)
        assert any(SECRET.encode() in each for each in there)
        head = store.expunge("case", [f"{SECRET} {number}" for number in range(60)], order="D-1")
        store.expunge(f"State v. {SECRET}", order="D-2")
        left = bytes_of(kind, tmp_path, address)
        assert any(b"A. Doe" in each for each in left)
        assert not any(SECRET.encode() in each for each in left)
        store.verify(head)
        assert len(store.open_case("case")) == 60
        assert [record.case for record in store.read_all(after=122, limit=1)] == [None]


def charged(id: str, **envelope: object) -> Entry:
    return Entry(id=id, event=ChargeFiled(on="2023", defendant="A. Doe", charge="1"), **envelope)  # type: ignore[arg-type]


def corrects(id: str) -> Revision:
    return Revision(entry=id, kind="correction", reason="misread")


def retracts(id: str, of: str) -> Entry:
    return Entry(id=id, event=EntryRetracted(), revises=Revision(entry=of, kind="retraction", reason="in error"))


def left_of(entries: Sequence[Entry], *gone: str) -> Remainder:
    CaseFile("example", entries=entries)
    return Remainder.of([entry for entry in entries if entry.id not in gone])


def test_accounts_of_one_act_stay_accounts_of_one_act() -> None:
    rest = left_of([charged("a"), charged("b", account_of="a"), charged("c", account_of="a")], "a")
    assert [(each.id, each.account_of) for each in rest.entries.values()] == [("b", None), ("c", "b")]
    assert rest.unlinked == ["b", "c"]


def test_corrections_of_one_entry_stay_in_their_order_and_retractions_of_it_too() -> None:
    entries = [
        charged("a"),
        charged("b", revises=corrects("a")),
        charged("c", revises=corrects("a")),
        retracts("d", "a"),
    ]
    rest = left_of(entries, "a")
    assert [(each.id, each.revises and each.revises.entry) for each in rest.entries.values()] == [
        ("b", None),
        ("c", "b"),
        ("d", "b"),
    ]


def test_a_correction_after_an_account_is_an_account() -> None:
    rest = left_of([charged("a"), charged("b", account_of="a"), charged("c", revises=corrects("a"))], "a")
    assert (rest.entries["c"].revises, rest.entries["c"].account_of) == (None, "b")


def test_entries_with_nothing_in_common_become_acts_of_their_own() -> None:
    both = Entry(id="a", event=ClaimFiled(on="2023", defendants=("A. Doe", "B. Roe"), claim="1"))
    one = Entry(id="b", event=ClaimFiled(on="2023", defendants=("A. Doe",), claim="1"), account_of="a")
    other = Entry(id="c", event=ClaimFiled(on="2023", defendants=("B. Roe",), claim="1"), account_of="a")
    third = Entry(id="d", event=ClaimFiled(on="2023", defendants=("A. Doe",), claim="1"), account_of="a")
    rest = left_of([both, one, other, third], "a")
    assert [each.account_of for each in rest.entries.values()] == [None, None, "b"]


def test_a_retraction_of_a_destroyed_entry_and_links_to_it_are_left_out() -> None:
    entries = [charged("a"), retracts("b", "a"), retracts("c", "b"), charged("d", after=("a", "c")), charged("e")]
    rest = left_of(entries, "a")
    assert list(rest.entries) == ["d", "e"]
    assert (rest.left_out, rest.unlinked, rest.entries["d"].after) == (["b", "c"], ["d"], ())


@st.composite
def linked(draw: st.DrawFn) -> list[Entry]:
    """Draw the entries of a valid case file, with links of every kind."""
    case = CaseFile("example")
    for number in range(draw(st.integers(2, 9))):
        id, ids = f"e{number}", [entry.id for entry in case]
        event = draw(st.sampled_from([charged("x").event, Noted(on="2023", text="?")]))
        after = tuple(draw(st.lists(st.sampled_from(ids), max_size=2))) if ids else ()
        tie = draw(st.sampled_from(["none", "account", "correction", "retraction"])) if ids else "none"
        to = draw(st.sampled_from(ids)) if ids else ""
        entry = Entry(id=id, event=event, after=after)
        if tie == "account":
            entry = attrs.evolve(entry, account_of=to)
        if tie == "correction":
            entry = attrs.evolve(entry, revises=corrects(to))
        if tie == "retraction":
            entry = retracts(id, to)
        try:
            case = case.extend([entry])
        except ValueError:
            continue
    return list(case)


@given(linked(), st.data())
def test_the_remaining_entries_are_a_case_file_whatever_is_destroyed(entries: list[Entry], data: st.DataObject) -> None:
    ids = [entry.id for entry in entries]
    gone = set(data.draw(st.lists(st.sampled_from(ids), unique=True))) if ids else set()
    rest = Remainder.of([entry for entry in entries if entry.id not in gone])
    case = CaseFile("example", entries=rest.entries.values())
    assert {entry.id for entry in case} == set(ids) - gone - set(rest.left_out)
    by_id = {entry.id: entry for entry in entries}
    assert all(by_id[id].is_retraction for id in rest.left_out)
    untouched = [entry for entry in case if entry.id not in rest.unlinked]
    assert all(attrs.evolve(entry, seq=0) == attrs.evolve(by_id[entry.id], seq=0) for entry in untouched)
    assert [attrs.evolve(each, seq=0) for each in Remainder.of(entries).entries.values()] == [
        attrs.evolve(each, seq=0) for each in entries
    ]
