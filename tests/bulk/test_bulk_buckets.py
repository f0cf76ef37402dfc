"""Cases parted into buckets answer as they do together, whatever happens on the way."""

import os
import pickle
import resource
import signal
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe, active_children
from pathlib import Path
from threading import Thread
from typing import Any

import attrs
import pyarrow as pa
import pytest
from courts import ALIKE, BEYOND, CIVIL, CLOSE, DOE, PLAIN, UNDER_ANOTHER, VAGUE, a_case
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from casestate import US_FEDERAL, bulk, open_store
from casestate.bulk import spilling
from casestate.bulk.slots import SLOTS, bucketed, slot_of
from casestate.bulk.spilling import OfActs
from casestate.bulk.workers import Bucket, Question, serve
from casestate.errors import AmbiguousState, BucketFailed, InvalidQuestion, InvalidTable, InvalidWhen, NotInFile
from casestate.events import ChargeDismissed, ChargeFiled
from casestate.law import GENERIC
from casestate.tables import Layout, act, parting

FILES = [PLAIN, CIVIL, *ALIKE[:3], *CLOSE, *VAGUE[:2], UNDER_ANOTHER, *BEYOND.values()]
TYPES = ("charge.filed", "charge.dismissed", "charge.filed")
ROWS: list[dict[str, Any]] = [
    {"case": f"C{case}", "defendant": "A. Doe", "charge": charge, "type": type_, "date": f"2023-0{month}-0{charge}"}
    for month, type_ in enumerate(TYPES, 1)
    for case in range(9)
    for charge in ("1", "2")
    if case > month
]
ACTS = pa.Table.from_pylist(ROWS)
LAYOUT = Layout(
    case="case",
    defendant="defendant",
    charge="charge",
    date="date",
    acts={"type": {"charge.filed": act(ChargeFiled), "charge.dismissed": act(ChargeDismissed)}},
)


BETWEEN = ("2023-02-28", "2024-05-01")


def same(buckets: bulk.Buckets, courts: bulk.Courts) -> None:
    """Every answer is that of the courts of all cases together."""
    days = ["2023-02-05", "2024-01-01"]
    tables = [
        (buckets.states(days), courts.states(days)),
        (buckets.states(columns=["phase"]), courts.states(columns=["phase"])),
        (buckets.defendants(days), courts.defendants(days)),
        (buckets.spells("phase"), courts.spells("phase")),
        (buckets.caseload("quarter"), courts.caseload("quarter")),
        (buckets.caseload(between=BETWEEN), courts.caseload(between=BETWEEN)),
        (buckets.caseload(between=(None, "2023-02-10")), courts.caseload(between=(None, "2023-02-10"))),
        (buckets.findings("2023-06-01").rows, courts.findings("2023-06-01").rows),
        (buckets.findings().counts, courts.findings().counts),
    ]
    for parted, whole in tables:
        assert parted.schema == whole.schema
        assert parted.to_pylist() == whole.to_pylist()
    one, all_ = buckets.summary, courts.summary
    assert (one.rows, one.cases, one.charges) == (all_.rows, all_.cases, all_.charges)
    for name in ("routed", "asked_of_files", "rolled_up_of_files"):
        assert getattr(one, name) == getattr(all_, name)
    assert one.nodes >= all_.nodes
    assert buckets.tally == courts.tally


def test_case_files_under_several_laws_and_beyond_shapes() -> None:
    with bulk.split(FILES, rows=25) as buckets:
        assert len(buckets) > 3
        assert repr(buckets) == f"<Buckets: {len(buckets)}>"
        same(buckets, bulk.read(FILES))
        assert buckets.case("plain") == PLAIN
        for name in ("plane", "nothing of the kind"):
            with pytest.raises(NotInFile, match=f"there is no case '{name}' in these {len(buckets)} buckets"):
                buckets.case(name)


@pytest.mark.parametrize("rows", [5, 1_000])
def test_rows_of_acts(rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilling, "ROWS", 16)
    parquet.write_table(ACTS, tmp_path / "acts.parquet")
    coded = pa.table({name: ACTS[name].dictionary_encode() for name in ACTS.column_names})
    for source in (ACTS, coded, tmp_path / "acts.parquet"):
        with bulk.split(source, procedure=US_FEDERAL, rows=rows) as buckets:
            same(buckets, bulk.read(ACTS, procedure=US_FEDERAL))


def test_rows_that_a_layout_reads() -> None:
    rows = [*ROWS, ROWS[0] | {"case": None}, ROWS[0] | {"type": "unheard of"}]
    with bulk.split(rows, LAYOUT, rows=6) as buckets:
        same(buckets, bulk.read(rows, LAYOUT))
        assert buckets.tally is not None
        assert sorted(buckets.tally.findings) == ["case-missing", "unmapped"]


def test_many_files_of_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "TOGETHER", 2)
    files = [a_case(f"{number}", ChargeFiled(on="2023-01-01", **DOE)) for number in range(300)]
    with open_store("memory:") as store:
        store.import_cases(files)
        with bulk.split(store, rows=10_000) as buckets:
            assert buckets.summary.cases == 300
            assert buckets.states(columns=["phase"])["case"].to_pylist() == list(store.cases())


def test_nothing_at_all() -> None:
    empty = pa.table({name: pa.array([], pa.string()) for name in ACTS.column_names})
    sources: list[tuple[Any, Layout | None]] = [(empty, None), ([], None), ([], LAYOUT)]
    for source, layout in sources:
        with bulk.split(source, layout) as buckets:
            assert len(buckets) == 1
            assert buckets.states().num_rows == buckets.states([]).num_rows == buckets.defendants([]).num_rows == 0
            assert buckets.caseload().num_rows == buckets.findings().counts.num_rows == buckets.summary.rows == 0
            with pytest.raises(NotInFile):
                buckets.case("any")


# Parting


@given(st.text(min_size=1))
def test_all_forms_of_a_name_lie_in_one_slot(name: str) -> None:
    forms = {slot_of(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")}
    assert len(forms) == 1
    assert forms < set(range(SLOTS))


def test_the_slot_is_that_of_a_published_hash() -> None:
    assert slot_of("123456789") == 0xCBF43926 % 128  # the check value of CRC-32


@given(st.lists(st.integers(0, 50), max_size=40), st.integers(1, 60), st.integers(1, 5))
def test_each_slot_with_rows_is_in_one_bucket(sizes: list[int], most: int, least: int) -> None:
    buckets = bucketed(sizes, most, least)
    assert [slot for bucket in buckets for slot in bucket] == [slot for slot, rows in enumerate(sizes) if rows]
    assert all(buckets)
    if max(sizes, default=0) < most / 2:
        assert all(sum(sizes[slot] for slot in bucket) <= 2 * most for bucket in buckets)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=20))
def test_a_case_is_in_one_bucket_under_any_name(names: list[str]) -> None:
    again = [unicodedata.normalize("NFD", name) for name in names]
    acts = pa.Table.from_pylist([ROWS[0] | {"case": name} for name in (*names, *again)])
    with bulk.split(acts, rows=1) as buckets:
        parted = [set(table["case"].to_pylist()) for table in buckets.each("states", columns=["phase"])]
    every = {unicodedata.normalize("NFC", name) for name in names}
    assert sum(map(len, parted)) == len(every)
    assert set().union(*parted) == every


# Big answers


def test_an_answer_is_written_bucket_by_bucket(tmp_path: Path) -> None:
    path = tmp_path / "states.parquet"
    courts = bulk.read(ACTS)
    with bulk.split(ACTS, rows=8) as buckets:
        tables = list(buckets.each("spells"))
        assert len(tables) == len(buckets)
        assert sum(table.num_rows for table in tables) == courts.spells().num_rows
        assert buckets.write(path, "states", as_of="2023-03-01", columns=["phase"]) == 14
        kept = os.listdir(buckets._folder.name)
    written = parquet.read_table(path)
    assert sorted(map(str, written.to_pylist())) == sorted(
        map(str, courts.states("2023-03-01", columns=["phase"]).to_pylist())
    )
    assert os.listdir(tmp_path) == ["states.parquet"]
    assert all(name.isdecimal() for name in kept)


def test_progress_is_told_of() -> None:
    told: list[tuple[str, int, int | None]] = []
    with bulk.split(ACTS, rows=20, progress=lambda *each: told.append(each)) as buckets:
        buckets.spells()
        of = len(buckets)
        buckets.caseload()
    once = [(question, done, of) for question in ("spells", "caseload") for done in range(of + 1)]
    assert told == [("rows", len(ROWS), None), *once]


# What goes wrong


def test_misuse_says_what_is_accepted() -> None:
    for given_, message in (({"jobs": 0}, "jobs= takes a whole number of 1 or more, not 0"), ({"rows": 1.5}, "rows=")):
        with pytest.raises(InvalidQuestion, match=message):
            bulk.split(ACTS, **given_)
    for source in (5, ["plain"]):
        with pytest.raises(InvalidQuestion, match="bulk work takes case files, a store, or a table, not "):
            bulk.split(source)
    with pytest.raises(InvalidQuestion, match="two case files have the id 'plain'"):
        bulk.split([PLAIN, PLAIN])
    odd = attrs.evolve(LAYOUT, readers={"odd": lambda text: text})
    with pytest.raises(InvalidQuestion, match=r"cannot be sent to another process .*; define its functions at the top"):
        bulk.split(ROWS, odd, jobs=2)
    with bulk.split(ACTS) as buckets:
        with pytest.raises(
            InvalidQuestion, match="no question 'state' to each bucket; known: states, defendants, spells"
        ):
            buckets.each("state")  # type: ignore[arg-type]
        with pytest.raises(InvalidWhen, match="as_of must be one day"):
            buckets.findings("2023-01")
        with pytest.raises(InvalidWhen, match="2023-01-01 is before 2023-02-01: swap them"):
            buckets.caseload(between=("2023-02-01", "2023-01-01"))


def test_a_layout_is_sent_as_its_attributes() -> None:
    again = pickle.loads(pickle.dumps(LAYOUT))
    assert again.columns == LAYOUT.columns
    assert list(again.read(ROWS[0])) == list(LAYOUT.read(ROWS[0]))


def test_a_row_is_told_of_by_its_number_in_the_table(tmp_path: Path) -> None:
    bad = pa.Table.from_pylist([*ROWS, ROWS[0] | {"type": "charge.field"}])
    with bulk.split(bad, rows=5) as buckets, pytest.raises(InvalidTable, match=f"row {len(bad)}: ") as told:
        buckets.states()
    assert "in bucket " in told.value.__notes__[0]
    nameless = pa.Table.from_pylist([*ROWS, ROWS[0] | {"case": " "}])
    with pytest.raises(InvalidTable, match=f"row {len(nameless)} has no case"):
        bulk.split(nameless, folder=tmp_path)
    with pytest.raises(InvalidTable, match="this one has no 'type'"):
        bulk.split(ACTS.drop_columns("type"), folder=tmp_path)
    (tmp_path / "rows").write_text("case\n")
    with pytest.raises(InvalidTable, match=r"rows is no Parquet file that can be read \(a CSV file needs a layout\): "):
        bulk.split(tmp_path / "rows", folder=tmp_path)
    with pytest.raises(FileNotFoundError):
        bulk.split(tmp_path / "missing.parquet", folder=tmp_path)
    assert os.listdir(tmp_path) == ["rows"]


@contextmanager
def full_disk() -> Iterator[Callable[[int], None]]:
    """Give a function after which no file may grow beyond some bytes; pytest may be writing to one itself."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    folder, path = tmp_path / "folder", tmp_path / "states.parquet"
    folder.mkdir()
    full = {"states": 0, "spells": 1}
    with full_disk() as allow:

        def progress(doing: str, done: int, _every: int | None) -> None:
            if full.get(doing) == done:
                allow(100)

        with bulk.split(ACTS, folder=folder, progress=progress) as buckets:
            with pytest.raises(BucketFailed, match=r"bucket 1 of 1 has no answer: OSError: .*File too large"):
                buckets.states()
            allow(resource.RLIM_INFINITY)
            with pytest.raises(BucketFailed, match=r"there is no room for .*states\.parquet .*File too large"):
                buckets.write(path, "spells")
        with pytest.raises(BucketFailed, match=r"there is no room in .*; give folder= where there is"):
            bulk.split(ACTS, folder=folder)
    assert os.listdir(folder) == []
    assert os.listdir(tmp_path) == ["folder"]


def test_a_file_that_cannot_be_written_raises_as_it_does(tmp_path: Path) -> None:
    with bulk.split(ACTS) as buckets, pytest.raises(FileNotFoundError):
        buckets.write(tmp_path / "nowhere" / "states.parquet", "states")


# Several processes


class Fatal:
    """An argument that ends the process that reads it."""

    def __init__(self, how: Any, *given_: Any) -> None:
        self.how = how, given_

    def __reduce__(self) -> Any:
        return self.how


def test_several_processes_answer_as_one() -> None:
    with bulk.split(ACTS, jobs=2) as buckets:
        assert len(buckets) == 2
        same(buckets, bulk.read(ACTS))
        assert len(active_children()) == 2
        asking = buckets._work.answers(buckets._buckets, Question("summary", {}), Path(buckets._folder.name))
        next(asking)
        with pytest.raises(InvalidQuestion, match="an earlier question is still being answered; read its answers to"):
            buckets.spells()
        asking.close()
        assert not active_children()


def test_the_end_of_a_process_is_an_error_and_no_short_count(tmp_path: Path) -> None:
    with bulk.split(ACTS.slice(0, 2), jobs=2, folder=tmp_path) as buckets:
        with pytest.raises(InvalidQuestion, match="'phrase'") as told:
            buckets.spells("phrase")
        assert told.value.__notes__ == ["in bucket 1 of 1"]
        for how, message in (
            (Fatal(signal.raise_signal, signal.SIGKILL), "signal 9 ended the process .*; work on fewer rows"),
            (Fatal(os._exit, 3), "the process .* ended with exit code 3; .* under: if __name__ =="),
        ):
            with pytest.raises(BucketFailed, match=f"bucket 1 of 1 has no answer: {message}"):
                list(buckets._in_order("states", as_of=how))
            assert not active_children()
        assert buckets.states().num_rows == 2
        (process,) = active_children()
        process.kill()
        process.join()
        with pytest.raises(BucketFailed, match="bucket 1 of 1 has no answer: signal 9"):
            buckets.states()
    assert os.listdir(tmp_path) == []


def test_an_interrupt_ends_the_processes_and_leaves_no_file(tmp_path: Path) -> None:
    def interrupt(doing: str, done: int, of: int | None) -> None:
        if done == of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), bulk.split(ACTS, jobs=2, folder=tmp_path, progress=interrupt) as buckets:
        buckets.states()
    assert not active_children()
    assert os.listdir(tmp_path) == []


def test_errors_cross_between_processes() -> None:
    here, there = Pipe()
    serving = Thread(target=serve, args=(there, OfActs(GENERIC)))
    serving.start()
    for name, asked, kind in (
        ("spells", {"field": "phrase"}, InvalidQuestion),
        ("courts", {}, BucketFailed),
        ("case", {"name": Unsendable()}, BucketFailed),
    ):
        here.send((Bucket("bucket 1 of 1", ()), Question(name, asked), Path("answer")))
        assert type(here.recv()) is kind
    here.close()
    serving.join()


class Unsendable(str):
    """A name whose hash raises an error that cannot be made anew."""

    def __hash__(self) -> int:
        raise _Unsendable(1, 2)


class _Unsendable(AmbiguousState):
    def __init__(self, one: int, two: int) -> None:
        Exception.__init__(self, f"{one} {two}")
