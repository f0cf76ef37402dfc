"""The entries that a store accepts, also when they were read from it before."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any

import attrs
import pytest
import stores
from hypothesis import given
from hypothesis import strategies as st

from casestate import GENERIC, US_FEDERAL, CaseFile, Entry
from casestate.entries import Revision
from casestate.errors import (
    CasestateError,
    ChainBroken,
    InvalidEntry,
    InvalidProcedure,
    InvalidQuestion,
    NotInStore,
    StaleExpectation,
)
from casestate.events import ChargeFiled, EntryRetracted, Noted
from casestate.store import Store, open_store
from casestate.store.memory import MemoryStore
from casestate.store.transaction import Row


def noted(id: str, **envelope: Any) -> Entry:
    return Entry(id=id, event=Noted(on="2023", text="what happened"), **envelope)


def retracts(id: str, of: str) -> Entry:
    return Entry(id=id, event=EntryRetracted(), revises=Revision(entry=of, kind="retraction", reason="in error"))


def corrects(id: str, of: str) -> Entry:
    return noted(id, revises=Revision(entry=of, kind="correction", reason="misread"))


@pytest.fixture(params=stores.KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(stores.address(request.param, tmp_path)) as opened:
        opened.create("case")
        yield opened


def ids(store: Store) -> list[str]:
    return [entry.id for entry in store.open_case("case")]


def test_an_entry_given_twice_is_stored_before_its_correction(store: Store) -> None:
    store.append("case", [noted("a"), corrects("b", "a"), noted("a")])
    assert ids(store) == ["a", "b"]
    past = datetime(2020, 1, 1, tzinfo=UTC)
    first, second = noted("c", recorded_at=past), noted("d", recorded_at=past + timedelta(days=1))
    store.create("past")
    store.import_history("past", [first, second, first])
    assert [entry.id for entry in store.open_case("past")] == ["c", "d"]


def test_a_case_whose_last_entry_was_destroyed_can_be_extended(store: Store) -> None:
    store.append("case", [noted("e1"), noted("e2")])
    store.expunge("case", ["e2"], order="D-1")
    opened = store.open_case("case")
    assert store.append("case", opened.record(Noted(on="2023", text="more"), id="e3"), expect=opened).added == 1
    assert ids(store) == ["e1", "e3"]


def test_a_case_whose_last_entry_was_left_out_can_be_extended(store: Store) -> None:
    """The retraction of a destroyed entry has no effect, and is left out of the opened case."""
    store.append("case", [noted("e1"), noted("e2"), retracts("e3", "e2")])
    store.expunge("case", ["e2"], order="D-1")
    opened = store.open_case("case")
    store.append("case", [noted("e4", after=("e1",))])
    with pytest.raises(StaleExpectation) as stale:
        store.append("case", [noted("e5")], expect=opened)
    newer = opened.extend(stale.value.entries)
    assert newer == store.open_case("case")
    assert store.append("case", newer.extend([noted("e5")]), expect=newer).added == 1


def test_entries_relinked_at_opening_are_recognised_at_append(store: Store) -> None:
    store.append("case", [noted("e1"), noted("e2", after=("e1",)), noted("e3", account_of="e1")])
    store.expunge("case", ["e1"], order="D-1")
    opened = store.open_case("case")
    longer = opened.record(Noted(on="2023", text="more"), id="e4", after="e2")
    assert store.append("case", longer, expect=opened).added == 1
    assert store.append("case", longer).added == 0
    assert [(entry.id, entry.after, entry.account_of) for entry in store.open_case("case")] == [
        ("e2", (), None),
        ("e3", (), None),
        ("e4", ("e2",), None),
    ]
    other = attrs.evolve(opened["e2"], quote="something else")
    with pytest.raises(InvalidEntry, match="something else"):
        store.append("case", [other])


def test_the_id_of_a_destroyed_entry_that_others_name_is_refused(store: Store) -> None:
    """An old link would otherwise lead to an unrelated new entry."""
    store.append("case", [noted("e1", after=("e2",)), noted("e2"), noted("e3")])
    store.expunge("case", ["e2", "e3"], order="D-1")
    with pytest.raises(InvalidEntry, match="e2 was the id of an entry that a court ordered to be destroyed"):
        store.append("case", [noted("e2")])
    assert store.append("case", [noted("e3")]).added == 1
    assert [(entry.id, entry.after) for entry in store.open_case("case")] == [("e1", ()), ("e3", ())]


@st.composite
def doings(draw: st.DrawFn) -> list[Entry | str]:
    """Draw entries to append, linked to any of four ids, and ids to destroy."""
    done: list[Entry | str] = []
    choices: list[Entry | str]
    for _ in range(draw(st.integers(1, 9))):
        id, other = draw(st.sampled_from("abcd")), draw(st.sampled_from("abcd"))
        charge = Entry(id=id, event=ChargeFiled(on="2023", defendant="A. Doe", charge="1"))
        choices = [
            id,
            charge,
            attrs.evolve(charge, account_of=other),
            attrs.evolve(charge, after=(other,)),
            attrs.evolve(charge, revises=Revision(entry=other, kind="correction", reason="misread")),
            retracts(id, other),
        ]
        done.append(draw(st.sampled_from(choices)))
    return done


@given(doings())
def test_a_case_can_be_opened_and_added_to_whatever_was_done_to_it(done: list[Entry | str]) -> None:
    store = open_store("memory:")
    store.create("case")
    for each in done:
        try:
            if isinstance(each, str):
                store.expunge("case", [each], order="D-1")
            else:
                store.append("case", [each])
        except (InvalidEntry, NotInStore):
            continue
        opened = store.open_case("case")
        assert store.append("case", opened, expect=opened).added == 0
    opened = store.open_case("case")
    store.append("case", opened.record(Noted(on="2023", text="more"), id="new"), expect=opened)
    store.verify()


class _Nowhere(tzinfo):
    def utcoffset(self, _: datetime | None) -> None:
        return None

    dst = utcoffset

    def tzname(self, _: datetime | None) -> str:
        return "nowhere"


@pytest.mark.parametrize(
    "clock",
    [
        datetime.now,
        lambda: datetime(2026, 1, 1, tzinfo=_Nowhere()),
        lambda: datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
        lambda: "2026-01-01T00:00:00Z",
    ],
)
def test_a_clock_gives_a_moment_that_can_be_kept(clock: Any) -> None:
    store = open_store("memory:", clock=clock)
    with pytest.raises(InvalidEntry, match="a time with its zone, which UTC has too"):
        store.create("case")
    assert store.cases() == ()


def test_an_invalid_clock_is_refused() -> None:
    bad: Any = None
    with pytest.raises(InvalidQuestion, match="clock= takes a function"):
        open_store("memory:", clock=bad)


def test_a_clock_far_behind_the_recorded_times_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    now = [datetime(2099, 1, 1, tzinfo=UTC)]
    store = open_store("memory:", clock=lambda: now[0])
    store.create("case")
    now[0] -= timedelta(minutes=5)
    store.append("case", [noted("a")])
    assert not caplog.messages
    now[0] -= timedelta(minutes=1)
    with caplog.at_level(logging.WARNING):
        store.append("case", [noted("b")])
    assert "recorded times stay there until it catches up" in caplog.text


def test_misuse_is_reported(store: Store) -> None:
    bad: Any
    for bad in (-1, True, None, 1 << 62, "1"):
        with pytest.raises(InvalidQuestion, match=r"after= takes a number of positions from 0"):
            list(store.read_all(bad))
        with pytest.raises(InvalidQuestion, match=r"after= takes"):
            store.read("case", bad)
    for bad in (-1, "1"):
        with pytest.raises(InvalidQuestion, match=r"limit= takes"):
            list(store.read_all(limit=bad))
    for bad in (7, "", "\ud800"):
        with pytest.raises(InvalidQuestion, match=r"defendant= takes a name"):
            store.find(defendant=bad)
        with pytest.raises(NotInStore, match="there is no case"):
            store.read(bad)
    for bad in (noted("a"), None, 7):
        with pytest.raises(InvalidEntry, match="a store takes several entries"):
            store.append("case", bad)
    for bad in ("rubbish", -1, 1.0):
        with pytest.raises(InvalidEntry, match=r"expect= takes"):
            store.append("case", [], expect=bad)


def test_imports_one_by_one_keep_their_times_from_going_back(store: Store) -> None:
    """This holds for any number of entries without a time after the last one with a time."""
    past = datetime(2020, 1, 1, tzinfo=UTC)
    store.import_history("case", [noted("a", recorded_at=past)])
    store.import_history("case", [noted(str(number)) for number in range(200)])
    with pytest.raises(InvalidEntry, match="before the entry before it"):
        store.import_history("case", [noted("b", recorded_at=past - timedelta(days=1))])
    assert store.import_history("case", [noted("b", recorded_at=past)]).added == 1


def test_an_import_cannot_be_earlier_than_appended_entries(store: Store) -> None:
    store.append("case", [noted("a")])
    with pytest.raises(InvalidEntry, match="before the entry before it"):
        store.import_history("case", [noted("b", recorded_at=datetime(2020, 1, 1, tzinfo=UTC))])


class Damaged(MemoryStore):
    """A store whose rows were changed."""

    def change(self, position: int, **values: Any) -> None:
        rows: list[Row] = self._rows._rows
        rows[position - 1] = rows[position - 1]._replace(**values)


READINGS: list[Callable[[Store], object]] = [
    lambda store: list(store.read_all()),
    lambda store: store.read("case"),
    lambda store: store.open_case("case"),
    lambda store: store.losses("case"),
    lambda store: store.create("case"),
    lambda store: store.append("case", [noted("x", after=("a",))]),
    lambda store: store.head(),
    lambda store: store.verify(),
    lambda store: store.find(defendant="A. Doe"),
]


@pytest.mark.parametrize("position", [1, 2, 3])
@pytest.mark.parametrize(
    "change",
    [
        {"payload": "no json"},
        {"payload": "[]"},
        {"payload": "{}"},
        {"payload": "[" * 100_000},
        {"payload": 7},
        {"payload": '{"procedure": 1, "destroyed": 1, "order": 1, "event": 1, "id": 1}'},
        {"kind": "unheard of"},
        {"kind": None},
        {"stored_at": "never"},
        {"link": "text"},
    ],
    ids=repr,
)
def test_a_damaged_row_is_reported_in_words(position: int, change: dict[str, Any]) -> None:
    damaged = Damaged()
    damaged.create("case")
    damaged.append("case", [noted("a"), noted("b")])
    damaged.expunge("case", ["b"], order="D-1")
    damaged.change(position if position < 3 else 4, **change)
    with pytest.raises(ChainBroken):
        damaged.verify()
    for reading in READINGS:
        try:
            reading(damaged)
        except CasestateError:
            continue


def test_an_expected_end_past_the_case_is_stale(store: Store) -> None:
    with pytest.raises(StaleExpectation):
        store.append("case", [noted("a")], expect=1)


def test_a_case_file_of_another_name_is_refused_unless_the_name_is_confirmed(store: Store) -> None:
    other = CaseFile("other", entries=[noted("a")])
    for append in (store.append, store.import_history):
        with pytest.raises(InvalidEntry, match=r"named 'other' was given for case 'case'.*as_name='case'"):
            append("case", other)
        with pytest.raises(InvalidEntry, match="named 'other' was given for case 'case'"):
            append("case", [noted("a")], expect=other)
        with pytest.raises(InvalidEntry, match="confirms the name of the case, 'case', and not 'other'"):
            append("case", other, as_name="other")
    assert store.open_case("case").entries == ()
    assert store.append("case", other, as_name="case").added == 1
    assert ids(store) == ["a"]


def test_a_case_file_under_another_procedure_is_refused(store: Store) -> None:
    federal = CaseFile("case", entries=[noted("a")], procedure=US_FEDERAL)
    for append in (store.append, store.import_history):
        for asked in ({"entries": federal}, {"entries": [noted("a")], "expect": federal}):
            with pytest.raises(
                InvalidProcedure, match="'case' is kept under generic, and the case file is under us-fed"
            ):
                append("case", **asked)
    with pytest.raises(InvalidProcedure, match="'new' is kept under generic"):
        store.import_history("new", federal, create=GENERIC, as_name="new")
    assert store.cases() == ("case",)
    assert store.open_case("case").entries == ()
    assert store.append("case", federal.entries).added == 1
    for name in ("", 7):
        with pytest.raises((NotInStore, InvalidEntry)):
            store.append(name, federal, as_name=name)  # type: ignore[arg-type]  # it is refused
