"""Files that grow from one another share their entries, and none ever sees an entry of another."""

import pickle
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from casestate import CaseFile, NotInFile
from casestate.engine.journal import Journal
from casestate.entries import Entry
from casestate.events import ChargeFiled, Event

THREADS = 6


def filed(charge: str) -> Event:
    return ChargeFiled(on="2023-01-31", defendant="A. Doe", charge=charge)


def charges(case: CaseFile) -> list[str]:
    """The charges of a file in the order of its entries, by each way of reading them."""
    found = [entry.event.subjects[0].key for entry in case.entries]
    assert [entry.seq for entry in case] == list(range(1, len(case) + 1))
    assert [case[entry.id] for entry in case] == list(case.entries)
    assert case.last is case.entries[-1]
    assert [subject.key for subject in case.at()._timeslice.index.about] == found  # as views read them
    return found


def test_files_that_grow_from_any_earlier_file_hold_their_own_entries_only() -> None:
    chance = random.Random(1)
    grown: list[tuple[CaseFile, list[str]]] = [(CaseFile("tree"), [])]
    for number in range(150):
        case, held = grown[-1] if chance.random() < 0.6 else chance.choice(grown)
        new = [f"{number}.{each}" for each in range(chance.choice([1, 1, 2]))]
        entries = [Entry(id=f"e{len(case) + place}", event=filed(each)) for place, each in enumerate(new, 1)]
        longer = case.record(filed(new[0])) if len(new) == 1 else case.extend(entries)
        grown.append((longer, [*held, *new]))
        if chance.random() < 0.3:
            assert charges(longer) == [*held, *new]
    for case, held in grown[1:]:
        assert charges(case) == held


def test_an_id_of_a_longer_file_is_free_in_the_shorter_one() -> None:
    short = CaseFile("ids").record(filed("1"))
    long = short.record(filed("2"), id="late").record(filed("3"))
    assert "late" in long
    assert "late" not in short
    with pytest.raises(NotInFile, match="no entry 'late'"):
        short["late"]
    assert short.record(filed("4"), id="late")["late"].event == filed("4")
    assert [entry.id for entry in short.record(filed("5"))] == ["e1", "e2"]
    with pytest.raises(ValueError, match="not in the file"):
        short.record(filed("6"), after="late")


def test_equal_files_are_equal_whether_or_not_they_share_their_entries() -> None:
    start = CaseFile("twins").record(filed("1"))
    one, other = start.record(filed("2")), start.record(filed("2"))
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(start)) == start
    assert pickle.loads(pickle.dumps(one)) == other
    assert len({start, one, other, one.record(filed("3"))}) == 3
    assert start != one
    assert one.record(filed("3")) != one.record(filed("4"))


def test_a_journal_is_a_sequence_of_its_entries() -> None:
    case = CaseFile("sequence").record(filed("1")).record(filed("2"))
    journal = Journal({entry.id: entry for entry in case})
    longer = journal.continued({})
    assert (journal[-1], journal[:1], list(journal)) == (case.last, case.entries[:1], list(case))
    assert journal == longer == Journal(dict(journal.by_id))
    assert hash(journal) == hash(longer)
    assert journal != case.entries


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads take turns as often as the interpreter allows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("switching")
def test_threads_that_record_in_one_file_share_and_lose_nothing() -> None:
    together = Barrier(THREADS)

    def grow(start: CaseFile, thread: int) -> list[tuple[CaseFile, list[str]]]:
        together.wait()
        case, held, grown = start, charges(start), []
        for number in range(4):
            new = f"{len(start)}.{thread}.{number}"
            case, held = case.record(filed(new)), [*held, new]
            grown.append((case, held))
        return grown

    start, held = CaseFile("threads").record(filed("0")), ["0"]
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(30):
            turns = list(pool.map(grow, [start] * THREADS, range(THREADS)))
            for case, of in [each for grown in turns for each in grown]:
                assert charges(case) == of
                assert of[: len(held)] == held
            assert charges(start) == held
            start, held = turns[0][-1]


@pytest.mark.usefixtures("switching")
def test_a_file_is_read_while_another_thread_adds_to_its_line() -> None:
    start = CaseFile("reading").extend([Entry(id=f"e{n}", event=filed(str(n))) for n in range(1, 200)])

    def add() -> None:
        case = start
        for number in range(400):
            case = case.record(filed(f"more {number}"))

    with ThreadPoolExecutor(1) as pool:
        adding = pool.submit(add)
        while not adding.done():
            grown = start.record(filed("branch"))
            assert len(grown.entries) == len(start) + 1
            assert grown.last.event == filed("branch")
        adding.result()
    assert len(start.entries) == 199
