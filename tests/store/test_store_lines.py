"""A JSON Lines store that was damaged, that several processes hold open, or that is rewritten while it is read."""

import fcntl
import json
import logging
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate import Entry
from casestate.errors import CasestateError, ChainBroken, NotAStore, StoreUnavailable
from casestate.events import ChargeFiled, Noted
from casestate.store import Store, open_store
from casestate.store.chain import commit, link
from casestate.store.jsonl import JsonLinesStore
from casestate.store.jsonl_format import line_of, row_of
from casestate.store.memory import IndexedRows
from casestate.store.payload import json_text
from casestate.store.transaction import Row, Tail, to_micros

DAMAGES = int(os.environ.get("CASESTATE_DAMAGES", "400"))


def noted(id: str, text: str = "what happened") -> Entry:
    return Entry(id=id, event=Noted(on="2023", text=text))


def ids(store: Store, case: str = "case") -> list[str]:
    return [entry.id for entry in store.open_case(case)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store with two cases and three entries: positions 1 to 5 are case, other, e1, e2, o1."""
    path = tmp_path / "cases.jsonl"
    store = JsonLinesStore(path)
    store.create("case")
    store.create("other")
    store.append("case", [noted("e1"), noted("e2")])
    store.append("other", [noted("o1")])
    return path


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


# Lines removed, added, and damaged.


@pytest.mark.parametrize("gone", range(1, 5))
def test_a_removed_line_is_reported_with_its_position(path: Path, gone: int) -> None:
    lines = lines_of(path)
    path.write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
    with pytest.raises(ChainBroken, match="the row here is missing") as broken:
        JsonLinesStore(path)
    assert broken.value.position == gone


def test_a_line_removed_under_an_open_store_is_reported_before_an_append(path: Path) -> None:
    store, lines = JsonLinesStore(path), lines_of(path)
    short = b"".join(lines[:3] + lines[4:])
    path.write_bytes(short)
    with pytest.raises(ChainBroken):
        store.append("case", [noted("e9")])
    assert path.read_bytes() == short


def test_merged_branches_are_reported(path: Path) -> None:
    base = path.read_bytes()
    JsonLinesStore(path).append("case", [noted("ours")])
    ours = path.read_bytes()
    path.write_bytes(base)
    JsonLinesStore(path).append("case", [noted("theirs")])
    merged = ours + path.read_bytes()[len(base) :]
    path.write_bytes(merged)
    with pytest.raises(ChainBroken) as broken:
        JsonLinesStore(path)
    assert broken.value.position == 7
    path.write_bytes(ours)
    reader = JsonLinesStore(path)
    path.write_bytes(merged)
    for act in (reader.cases, lambda: reader.append("case", [noted("next")])):
        with pytest.raises(ChainBroken):
            act()
    assert path.read_bytes() == merged


def test_a_row_linked_to_another_predecessor_is_reported(path: Path) -> None:
    """Its position is right, but its link belongs to another predecessor."""
    base = path.read_bytes()
    JsonLinesStore(path).append("case", [noted("ours"), noted("ours too")])
    ours = lines_of(path)
    path.write_bytes(base)
    JsonLinesStore(path).append("case", [noted("theirs"), noted("theirs too")])
    path.write_bytes(base + ours[-2] + lines_of(path)[-1])
    with pytest.raises(ChainBroken, match="does not fit its content and the rows before it") as broken:
        JsonLinesStore(path)
    assert broken.value.position == 7


def test_a_flag_that_would_undo_an_append_is_reported(path: Path) -> None:
    damaged = path.read_bytes()[::-1].replace(b'0 :"erom"', b'1 :"erom"', 1)[::-1]
    path.write_bytes(damaged)
    with pytest.raises(ChainBroken):
        JsonLinesStore(path).append("case", [noted("e9")])
    assert path.read_bytes() == damaged


ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, 3, -1, 99, 10**30, 1.0, 1.5, "", "x", "e1", "case", "entry", "opened", "expunged"),
    *("ab", "2023-01-01T00:00:00.000000+00:00", [], [1], ["e1"], [None], {}, {"id": "e1"}, {"case": "case"}),
    *({"id": "e1", "event": []}, {"case": ["x"], "procedure": "generic"}, {"case": "x", "procedure": ["generic"]}),
    *({"destroyed": 1, "order": "D"}, {"destroyed": [[1]], "order": "D"}, {"destroyed": [3], "order": [1]}),
    *({"destroyed": [99], "order": "D-1"}, {"case": "other", "procedure": "generic"}),
)
"""Values to put in the place of others."""


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value in a line."""
    if above:
        yield above
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(each, (*above, key))


def put(line: bytes, place: tuple[Any, ...], odd: Any) -> dict[str, Any]:
    says: dict[str, Any] = json.loads(line)
    inside: Any = says
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = odd
    return says


def as_line(says: dict[str, Any]) -> bytes:
    return json_text(says).encode() + b"\n"


def bound_anew(lines: list[dict[str, Any]], genesis: str) -> list[bytes]:
    """Return the lines with recomputed commitments and links, as anyone who knows the format could write them."""
    before, done = bytes.fromhex(genesis), []
    for each in lines:
        with suppress(Exception):  # left unchanged if it cannot be computed
            stamp = to_micros(datetime.fromisoformat(each["stored_at"]))
            place = (each["position"], each["case"], each["kind"], each["seq"], each["more"])
            before = link(before, committed(each), (*place, int("imported" in each), stamp))
            each["link"] = before.hex()
        done.append(as_line(each))
    return done


def committed(says: dict[str, Any]) -> bytes:
    if says["says"] is None:
        return bytes.fromhex(says["commitment"])
    return commit(bytes.fromhex(says["salt"]), json_text(says["says"]))


USES: tuple[Callable[[Store], object], ...] = (
    lambda store: store.cases(),
    lambda store: store.head(),
    lambda store: [store.read(case) for case in store.cases()],
    lambda store: list(store.read_all()),
    lambda store: [store.open_case(case) for case in store.cases()],
    lambda store: [store.losses(case) for case in store.cases()],
    lambda store: store.find(defendant="A. Doe"),
    lambda store: store.verify(),
    lambda store: store.create("new"),
    lambda store: store.append("case", [noted("e1")]),
    lambda store: store.append("case", [noted("e9")]),
    lambda store: store.expunge("case", ["e2"], order="D-2"),
    lambda store: store.expunge("case", order="D-3"),
)
"""Every operation of a store."""


@pytest.fixture
def damages(path: Path) -> tuple[list[bytes], list[tuple[int, tuple[Any, ...], Any]]]:
    """Draw the lines of a store with rows of every kind, and values to put into them."""
    JsonLinesStore(path).append("case", [Entry(id="e3", event=ChargeFiled(on="2023", defendant="A. Doe", charge="1"))])
    JsonLinesStore(path).expunge("other", ["o1"], order="D-1")
    right = lines_of(path)
    every = [(number, place) for number in range(len(right)) for place in places(json.loads(right[number]))]
    every_odd = [(*where, odd) for where in every for odd in ODD]
    return right, random.Random(7).sample(every_odd, min(DAMAGES, len(every_odd)))


def test_any_change_of_a_line_is_found_when_the_file_is_opened(
    path: Path, damages: tuple[list[bytes], list[tuple[int, tuple[Any, ...], Any]]]
) -> None:
    right, every = damages
    for number, place, odd in every:
        changed = as_line(put(right[number], place, odd))
        path.write_bytes(b"".join([*right[:number], changed, *right[number + 1 :]]))
        if changed == right[number]:
            JsonLinesStore(path)
        else:
            with pytest.raises((ChainBroken, NotAStore)) as broken:
                JsonLinesStore(path)
            assert getattr(broken.value, "position", 0) == number


def test_any_relinked_change_of_a_line_raises_an_error_of_the_library(
    path: Path, damages: tuple[list[bytes], list[tuple[int, tuple[Any, ...], Any]]]
) -> None:
    right, every = damages
    opened = told = 0
    for number, place, odd in every:
        rest = [json.loads(line) for line in right[1:]]
        if number:
            rest[number - 1] = put(right[number], place, odd)
        path.write_bytes(right[0] + b"".join(bound_anew(rest, json.loads(right[0])["genesis"])))
        with suppress(CasestateError):
            store = JsonLinesStore(path)
            opened += 1
            for act in USES:
                try:
                    act(store)
                except CasestateError:
                    told += 1
    print(f"{len(every)} damages, {opened} opened, {told} times told by one of those")
    assert min(opened, told) > 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'"case": 1,', b'"case": [1],'),
        (b'"position": 3', b'"position": [3]'),
        (b'"position": 3', b'"position": 9'),
        (b'"position": 3', b'"position": 3.0'),
        (b'"case": 1,', b'"case": 7,'),
        (b'"id": "e1"', b'"id": ["e1"]'),
        (b'"id": "e1"', b'"id": null'),
        (b'"id": "e1", ', b""),
        (b'"kind": "opened"', b'"kind": "expunged"'),
        (b'"kind": "entry"', b'"kind": "other"'),
    ],
)
def test_a_damaged_value_is_reported_when_the_file_is_opened(path: Path, right: bytes, wrong: bytes) -> None:
    data = path.read_bytes()
    assert right in data
    path.write_bytes(data.replace(right, wrong))
    with pytest.raises(ChainBroken) as broken:
        JsonLinesStore(path)
    first = (
        next(place for place, line in enumerate(lines_of(path)) if wrong not in data and wrong in line) if wrong else 3
    )
    assert broken.value.position == first


GENESIS = bytes(32)


def row(says: Any, **fields: Any) -> bytes:
    """Return the first row of a store as a line, with a valid link for any content."""
    payload, salt = json_text(says), bytes(16)
    kept = Row(1, 1, "opened", 0, 0, 0, 0, salt, payload, None, b"", None)._replace(**fields)
    return line_of(kept._replace(link=link(GENESIS, commit(salt, payload), kept[:7])))


@pytest.mark.parametrize(
    "line",
    [
        row([1]),
        row({"case": ["x"], "procedure": "generic"}),
        row({"case": "x", "procedure": None}),
        row({"case": "x"}),
        row({"id": 7}, kind="entry"),
        row({"destroyed": 1, "order": "D-1"}, kind="expunged"),
        row({"destroyed": ["1"], "order": "D-1"}, kind="expunged"),
        row({"destroyed": [1], "order": 1}, kind="expunged"),
        row({"case": "x", "procedure": "generic"}, kind="closed"),
        row({"case": "x", "procedure": "generic"}, case=True),
    ],
)
def test_a_foreign_row_with_a_valid_link_cannot_be_read(line: bytes) -> None:
    with pytest.raises(ChainBroken, match="line 2 of the file cannot be read"):
        row_of(line, Tail(0, GENESIS, 0))
    assert row_of(row({"case": "x", "procedure": "generic"}), Tail(0, GENESIS, 0)).name == "x"


OPENED = Row(1, 1, "opened", 0, 0, 0, 0, b"", "{}", b"", b"", "case")
ENTRY = Row(2, 1, "entry", 1, 0, 0, 0, b"", "{}", b"", b"", "e1")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([OPENED._replace(case=2)], "its case is not opened in its own position"),
        ([OPENED, OPENED._replace(position=2, case=2)], "there is a case of that name already"),
        ([OPENED, ENTRY._replace(case=2)], "no case was opened in position 2"),
        ([OPENED, ENTRY._replace(kind="expunged", case=0)], "no case was opened in position 0"),
        ([OPENED, ENTRY._replace(seq=2)], "its position in its case is 2, and 1 is next"),
        ([OPENED, ENTRY, ENTRY._replace(position=3, seq=2)], "its case has an entry of that id already"),
    ],
)
def test_a_row_that_does_not_fit_those_before_it_is_reported(rows: list[Row], words: str) -> None:
    with pytest.raises(ChainBroken, match=words) as broken:
        IndexedRows(GENESIS).insert(rows)
    assert broken.value.position == len(rows)


def test_a_file_with_an_unreadable_heading_is_not_a_store(path: Path) -> None:
    deep = b'{"casestate-store": ' + b"[" * 100_000 + b"\n"
    for first in (deep, b'{"casestate-store": 1}\n', b'{"casestate-store": 1, "genesis": 7}\n', b"7\n", b"\xff\n"):
        path.write_bytes(first)
        with pytest.raises(CasestateError, match="no store of cases"):
            JsonLinesStore(path)
    path.write_bytes(b'{"casestate-store": 1, "genesis": "ab"}\n')
    with pytest.raises(ChainBroken, match="the first line was not written by this library"):
        JsonLinesStore(path)


# Verification of an open store.


def test_verify_finds_changes_under_an_open_store(path: Path) -> None:
    store = JsonLinesStore(path)
    store.append("case", [noted("verdict", "guilty no")])
    head = store.append("case", [noted("later")]).head
    data = path.read_bytes()
    path.write_bytes(data.replace(b"guilty no", b"guilty ya"))
    with pytest.raises(ChainBroken) as broken:
        store.verify(head)
    assert broken.value.position == 6
    path.write_bytes(data)
    assert store.verify(head).head == head


# Files rewritten while they are read.


def rewritten(path: Path, length: int) -> tuple[int, int]:
    """Return the length of a file before and after two expungements, the second with an order of this length."""
    store, reader, writer = (JsonLinesStore(path) for _ in range(3))
    store.create("case")
    store.append("case", [noted("s1", "secret" * 150), noted("s2", "x" * 60), noted("k")])
    assert ids(reader) == ids(writer) == ["s1", "s2", "k"]
    was = path.stat().st_size
    store.expunge("case", ["s1"], order="D-1")
    store.expunge("case", ["s2"], order="D" * length)
    now = path.stat().st_size
    assert ids(reader) == ["k"]
    assert writer.append("case", [noted("n")]).added == 1
    assert ids(reader) == ids(store) == ids(JsonLinesStore(path)) == ["k", "n"]
    reader.verify()
    return was, now


def test_an_earlier_reader_does_not_read_destroyed_entries(tmp_path: Path) -> None:
    """This holds even if the new file has the same length and inode number as the old one."""
    was, now = rewritten(tmp_path / "shorter.jsonl", 1)
    assert now < was
    was, now = rewritten(tmp_path / "equal.jsonl", 1 + was - now)
    assert now == was
    was, now = rewritten(tmp_path / "longer.jsonl", 2000)
    assert now > was


def test_a_destroyed_case_of_equal_length_is_gone_for_other_readers(tmp_path: Path) -> None:
    """The rows after it are at the same offsets, and the file is still read again."""
    path = tmp_path / "cases.jsonl"
    store, reader = JsonLinesStore(path), JsonLinesStore(path)
    store.create("secret")
    store.create("case")
    last = lines_of(path)[-1]
    place = path.read_bytes().index(last)
    assert reader.cases() == ("secret", "case")
    store.expunge("secret", order="D-1")
    assert path.read_bytes().index(last) == place
    assert reader.cases() == ("case",)
    reader.create("another")
    assert JsonLinesStore(path).verify().destroyed == 1


def test_writers_and_an_expungement_work_at_once(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    JsonLinesStore(path).create("case")
    kept, gone, wrong = [], [], []

    def write(name: str) -> None:
        store = JsonLinesStore(path)
        for number in range(30):
            store.append("case", [noted(f"{name}-{number}")])
            kept.append(f"{name}-{number}")

    def destroy() -> None:
        store = JsonLinesStore(path)
        for _ in range(20):
            there = ids(store)
            if there:
                store.expunge("case", there[:1], order="D-1")
                gone.append(there[0])

    def carefully(work: Callable[[], None]) -> None:
        try:
            work()
        except CasestateError as problem:
            wrong.append(problem)

    works = [lambda: write("a"), lambda: write("b"), lambda: write("c"), destroy]
    threads = [threading.Thread(target=carefully, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not wrong
    store = JsonLinesStore(path)
    assert set(ids(store)) == set(kept) - set(gone)
    store.verify()


def test_a_reader_drops_rows_that_were_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, reader = JsonLinesStore(path), JsonLinesStore(path)

    def full(_: int) -> None:
        assert ids(reader)[-1] == "ghost"
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StoreUnavailable, match="No space left"):
            writer.append("case", [noted("ghost", "AAA")])
    writer.append("case", [noted("after", "BBB")])
    assert ids(reader) == ["e1", "e2", "after"]
    reader.append("case", [noted("last")])
    assert ids(JsonLinesStore(path)) == ids(writer) == ["e1", "e2", "after", "last"]
    writer.verify()


# Interruptions.


@contextmanager
def interrupted(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """Interrupt an insertion or destruction of rows halfway."""
    add, destroy = IndexedRows.insert, IndexedRows.destroy

    def half(self: IndexedRows, rows: Any, people: Any = ()) -> None:
        add(self, rows[: (len(rows) + 1) // 2], people)
        raise KeyboardInterrupt

    def half_destroyed(self: IndexedRows, rows: Any, remaining: Any) -> None:
        destroy(self, list(rows)[:1], remaining)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(IndexedRows, name, {"insert": half, "destroy": half_destroyed}[name])
        yield


def test_an_interrupted_read_is_repeated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = JsonLinesStore(path)
    JsonLinesStore(path).append("case", [noted("e3"), noted("e4")])
    with interrupted(monkeypatch, "insert"), pytest.raises(KeyboardInterrupt):
        reader.cases()
    assert [record.entry and record.entry.id for record in reader.read("case")] == ["e1", "e2", "e3", "e4"]
    reader.append("case", [noted("e5")])
    JsonLinesStore(path).verify()


def test_an_interrupted_read_keeps_no_rows_that_were_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, size = JsonLinesStore(path), path.stat().st_size
    JsonLinesStore(path).append("case", [noted("e3"), noted("e4")])
    with interrupted(monkeypatch, "insert"), pytest.raises(KeyboardInterrupt):
        reader.cases()
    os.truncate(path, size)
    assert ids(reader) == ["e1", "e2"]


def test_a_line_read_while_a_torn_end_is_replaced_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line may then be a mixture of old and new bytes, which is damage only if it stays so."""
    reader = JsonLinesStore(path)
    JsonLinesStore(path).append("case", [noted("e3")])
    read: list[bytes] = []

    def mixed(line: bytes, tail: Tail) -> Row:
        read.append(line)
        return row_of(b"{" + line if len(read) == 1 else line, tail)

    monkeypatch.setattr("casestate.store.jsonl_format.row_of", mixed)
    assert ids(reader) == ["e1", "e2", "e3"]


@pytest.mark.parametrize("kind", ["memory", "jsonl"])
def test_an_interrupted_append_or_expungement_has_no_effect(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(stores.address(kind, tmp_path))
    store.create("case")
    store.append("case", [noted("e1"), noted("e2")])
    with interrupted(monkeypatch, "insert"), pytest.raises(KeyboardInterrupt):
        store.append("case", [noted(f"more-{number}") for number in range(9)])
    assert ids(store) == ["e1", "e2"]
    with interrupted(monkeypatch, "destroy"), pytest.raises(KeyboardInterrupt):
        store.expunge("case", ["e1", "e2"], order="D-1")
    assert ids(store) == ["e1", "e2"]
    assert store.find(defendant="A. Doe") == ()
    store.verify()
    store.append("case", [noted("e3")])
    store.expunge("case", ["e1"], order="D-1")
    assert ids(store) == ["e2", "e3"]
    store.verify()


# Several writers.


def test_a_writer_times_out_and_readers_do_not_wait(path: Path) -> None:
    store = JsonLinesStore(path, timeout=0.05)
    patient = JsonLinesStore(path)
    with open(path, "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreUnavailable, match=r"another writer has held .* for 0\.05 seconds"):
            store.append("case", [noted("e3")])
        waiting = threading.Thread(target=patient.append, args=("case", [noted("e3")]))
        waiting.start()
        assert ids(patient) == ids(store) == ["e1", "e2"]
        assert waiting.is_alive()
        fcntl.flock(held, fcntl.LOCK_UN)
        waiting.join(30)
    assert ids(store) == ["e1", "e2", "e3"]


def test_an_expungement_does_not_wait_for_the_next_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The content is destroyed, and no error says otherwise because another writer took the lock."""
    store = JsonLinesStore(path, timeout=0)
    replace = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        done = replace(self, target)
        fcntl.flock(held := os.open(path, os.O_RDONLY), fcntl.LOCK_EX)
        opened.append(held)
        return done

    opened: list[int] = []
    monkeypatch.setattr(Path, "replace", replaced)
    store.expunge("case", ["e1"], order="D-1")
    assert ids(store) == ["e2"]
    os.close(*opened)


def test_a_process_forked_during_an_append_blocks_nobody(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fork keeps the file open, possibly for long; a second descriptor stands in for it here."""
    open_there: list[int] = []
    lock = fcntl.flock

    def locked(file: Any, how: int) -> None:
        lock(file, how)
        open_there.append(os.dup(file.fileno()))

    with monkeypatch.context() as patched:
        patched.setattr(fcntl, "flock", locked)
        JsonLinesStore(path).append("case", [noted("e3")])
    JsonLinesStore(path, timeout=0).append("case", [noted("e4")])
    for each in open_there:
        os.close(each)
    assert ids(JsonLinesStore(path)) == ["e1", "e2", "e3", "e4"]


def test_scrub_removes_the_remains_of_an_interrupted_expungement(path: Path) -> None:
    left = path.with_name(".cases.jsonl.unfinished")
    left.write_bytes(path.read_bytes())
    JsonLinesStore(path).scrub()
    assert list(path.parent.iterdir()) == [path]


def test_rows_of_another_writer_are_synchronised_before_they_are_acknowledged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other writer may have been killed before it synchronised them."""
    synced: list[int] = []
    fsync = os.fsync

    def counted(file: int) -> None:
        synced.append(file)
        fsync(file)

    monkeypatch.setattr(os, "fsync", counted)
    store = JsonLinesStore(path)
    for expected in (1, 1):
        assert store.append("case", [noted("e1")]).added == 0
        assert len(synced) == expected
    store.append("case", [noted("e3")])
    store.append("case", [noted("e3")])
    assert len(synced) == 2
    JsonLinesStore(path).append("case", [noted("e4")])
    store.append("case", [noted("e4")])
    assert len(synced) == 4


def test_a_torn_end_is_reported_to_readers_and_logged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    reader, writer = JsonLinesStore(path), JsonLinesStore(path)
    assert reader.torn == 0
    whole = path.stat().st_size
    writer.append("case", [noted("e3"), noted("e4")])
    os.truncate(path, path.stat().st_size - 30)
    over = path.stat().st_size - whole
    assert reader.torn == JsonLinesStore(path).torn == over > 0
    assert ids(reader) == ["e1", "e2"]
    assert not caplog.records
    with caplog.at_level(logging.WARNING, "casestate.store"):
        writer.append("case", [noted("e3"), noted("e4")])
    assert [record.getMessage() for record in caplog.records] == [
        f"{str(path)!r}: removed {over} bytes at the end that belong to no whole append"
    ]
    assert (writer.recovered, writer.torn, reader.torn) == (over, 0, 0)
    assert ids(reader) == ["e1", "e2", "e3", "e4"]
    os.truncate(path, path.stat().st_size - 1)
    assert writer.append("case", [noted("e3"), noted("e4")]).added == 2
    assert writer.recovered > 2 * over


def test_an_expungement_keeps_the_owner_of_the_file_if_permitted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []

    def chown(_: object, user: int, group: int) -> None:
        given.append((user, group))
        raise PermissionError

    was = path.stat()
    with monkeypatch.context() as patched:
        patched.setattr(os, "chown", chown)
        JsonLinesStore(path).expunge("case", ["e1"], order="D-1")
    assert given == [(was.st_uid, -1), (-1, was.st_gid)]
    if os.geteuid() == 0:
        os.chown(path, 65534, 65533)
        path.chmod(0o600)
        JsonLinesStore(path).expunge("case", ["e2"], order="D-2")
        now = path.stat()
        assert (now.st_uid, now.st_gid, now.st_mode & 0o777) == (65534, 65533, 0o600)


FORKED = """
import os, sys
from casestate import Entry
from casestate.events import Noted
from casestate.store import open_store

store = open_store(sys.argv[1])
store.cases()
child = os.fork()
for number in range(20):
    store.append("case", [Entry(id=f"{'parent' if child else 'child'}-{number}", event=Noted(on="2023", text="?"))])
if child:
    _, status = os.waitpid(child, 0)
    assert status == 0
"""


def test_a_forked_process_shares_no_lock_and_no_content(path: Path) -> None:
    store = JsonLinesStore(path)
    subprocess.run([sys.executable, "-c", FORKED, str(path)], check=True, timeout=60)
    expected = ["e1", "e2", *[f"{who}-{number}" for who in ("child", "parent") for number in range(20)]]
    assert sorted(ids(store)) == sorted(expected)
    store.verify()
