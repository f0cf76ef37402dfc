"""Every kind of store keeps the laws, and the laws catch stores that do not."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
import stores
from hypothesis import HealthCheck, Phase, assume, settings

from casestate import CaseFile, Entry
from casestate.errors import ChainBroken, InvalidQuestion, StaleExpectation
from casestate.store import Head, Receipt, Store, open_store
from casestate.store.memory import MemoryStore
from casestate.store.records import Record, Verified
from casestate.testing.laws import STORE_LAWS, LawBroken, check_store
from casestate.testing.laws.storing import StoreLaw

FEW = settings(
    max_examples=50, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("law", STORE_LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("kind", stores.KINDS)
def test_every_store_keeps_every_law(kind: str, law: StoreLaw, tmp_path: Path) -> None:
    with stores.emptied(kind, tmp_path) as factory:
        check_store(factory, laws=[law], settings=settings(FEW, max_examples=5))


class Transcodes(MemoryStore):
    def open_case(self, case: str) -> Any:
        opened = super().open_case(case)
        return type(opened)(case, entries=[attrs.evolve(each, quote=None) for each in opened])


class AppendsAgain(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        kept = super().append(case, entries, expect=expect)
        return attrs.evolve(kept, added=len(kept.places))


class KeepsTheFirst(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        there = {record.entry.id for record in self.read(case) if record.entry}
        return super().append(case, [entry for entry in entries if entry.id not in there], expect=expect)


class KeepsHalf(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        *rest, last = list(entries) or [None]
        if rest:
            super().append(case, rest, expect=expect)
            expect = None
        return super().append(case, [last] if last else [], expect=expect)


class ExpectsNothing(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        return super().append(case, entries)


class TakesAnyTime(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        return super().append(case, [attrs.evolve(entry, recorded_at=None) for entry in entries], expect=expect)


class ForgetsTheFlag(MemoryStore):
    def read(self, case: str, after: int = 0) -> tuple[Record, ...]:
        return tuple([attrs.evolve(record, imported=False) for record in super().read(case, after)])


class Skips(MemoryStore):
    def read_all(self, after: int = 0, limit: int | None = None) -> Any:
        return (record for record in super().read_all(after, limit) if record.position != 3)


class FindsEverybody(MemoryStore):
    def find(self, *, defendant: str) -> tuple[str, ...]:
        return self.cases()


class ForgetsTheLaw(MemoryStore):
    def open_case(self, case: str) -> Any:
        opened = super().open_case(case)
        return type(opened)(case, entries=opened)


class CreatesByItself(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        if case not in self.cases():
            self.create(case)
        return super().append(case, entries, expect=expect)


class SharesIds(MemoryStore):
    def expunge(self, case: str, entries: Any = None, *, order: str) -> Head:
        for each in self.cases():
            last = super().expunge(each, entries, order=order)
        return last


class VerifiesAnything(MemoryStore):
    def verify(self, head: Any = None, **asked: Any) -> Verified:
        try:
            return super().verify(head, **asked)
        except ChainBroken:
            return super().verify()


class Hides(MemoryStore):
    def expunge(self, case: str, entries: Any = None, *, order: str) -> Head:
        head = super().expunge(case, entries, order=order)
        self.kept = "Z. Hidden"
        return head

    def find(self, *, defendant: str) -> tuple[str, ...]:
        return ("case",) if defendant == getattr(self, "kept", None) else super().find(defendant=defendant)


class ListsTheDead(MemoryStore):
    def cases(self) -> tuple[str, ...]:
        self.seen: list[str] = getattr(self, "seen", [])
        self.seen += [case for case in super().cases() if case not in self.seen]
        return tuple(self.seen)

    def expunge(self, case: str, entries: Any = None, *, order: str) -> Head:
        self.cases()
        return super().expunge(case, entries, order=order)


class CountsTheDead(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        entries = list(entries)
        if expect is not None and isinstance(expect, CaseFile):
            ids = {entry.id for entry in entries}
            between = [
                each for each in self.read(case)[len(expect) :] if each.entry is None or each.entry.id not in ids
            ]
            if between:
                raise StaleExpectation(case, len(expect), len(self.read(case)), ())
        return super().append(case, entries, expect=expect)


class KeepsTheLastPlace(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None, as_name: Any = None) -> Receipt:
        given = list(entries)
        order = {entry.id: entry for entry in reversed(given)}
        return super().append(case, list(order.values())[::-1], expect=expect)


BROKEN: dict[Callable[[], Store], str] = {
    Transcodes: "what_is_appended_is_read_back",
    AppendsAgain: "an_append_twice_is_an_append_once",
    KeepsTheFirst: "an_id_is_one_content",
    KeepsHalf: "an_append_is_all_or_nothing",
    ExpectsNothing: "a_stale_append_is_refused_with_what_came_between",
    TakesAnyTime: "recorded_time_is_the_stores_and_never_goes_back",
    ForgetsTheFlag: "imported_history_keeps_its_times_and_says_so",
    Skips: "positions_have_no_gaps",
    FindsEverybody: "cases_are_found_by_whom_they_concern",
    ForgetsTheLaw: "a_case_stays_under_its_law",
    CreatesByItself: "a_case_must_be_there",
    SharesIds: "one_case_does_not_touch_another",
    VerifiesAnything: "every_head_is_a_witness",
    Hides: "expungement_destroys_what_was_ordered_and_nothing_else",
    CountsTheDead: "what_is_left_after_an_expungement_goes_on",
    KeepsTheLastPlace: "an_entry_given_twice_is_kept_once",
    ListsTheDead: "a_case_expunged_is_not_there",
}


@pytest.mark.parametrize(("broken", "law"), BROKEN.items(), ids=[str(name) for name in BROKEN.values()])
def test_a_broken_store_is_caught_by_the_law_it_breaks(broken: Callable[[], Store], law: str) -> None:
    with pytest.raises(LawBroken) as caught:
        check_store(broken, laws=[law], settings=settings(FEW, max_examples=100))
    assert caught.value.law == law
    assert "CaseFile('case')" in caught.value.history


def test_every_law_has_a_store_that_breaks_it() -> None:
    assert sorted(BROKEN.values()) == sorted(law.__name__ for law in STORE_LAWS)


def noted(store: Store, history: Sequence[Entry]) -> None:
    """Nothing is asked."""
    NOTED.append(store)


NOTED: list[Store] = []


def crashing(store: Store, history: Sequence[Entry]) -> None:
    """The store crashes."""
    raise ConnectionError("gone")


def of_long_histories(store: Store, history: Sequence[Entry]) -> None:
    """A law that applies to long histories only."""
    assume(len(history) > 2)
    crashing(store, history)


def memory() -> Store:
    return open_store("memory:")


def test_laws_may_be_your_own_and_be_left_out() -> None:
    check_store(memory, laws=[noted, crashing], without=[crashing])
    check_store(memory, laws=[noted, "positions_have_no_gaps"], without="positions_have_no_gaps")
    assert NOTED


def test_an_error_of_the_store_is_a_broken_law_with_its_cause() -> None:
    with pytest.raises(LawBroken, match="the law 'crashing' does not hold") as broken:
        check_store(memory, laws=[crashing])
    assert isinstance(broken.value.__cause__, ConnectionError)
    assert "The store crashes.\n\nConnectionError: gone\n\nThe history:" in str(broken.value)


def test_a_law_may_apply_to_some_histories_only() -> None:
    with pytest.raises(LawBroken) as broken:
        check_store(memory, laws=[of_long_histories], settings=FEW)
    assert broken.value.history.count("\n    .") > 2


def test_a_check_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="no law is left to try"):
        check_store(memory, laws=[])
    with pytest.raises(InvalidQuestion, match=r"the factory is a function of .*, not 'memory:'"):
        check_store("memory:")  # type: ignore[arg-type]
    with pytest.raises(InvalidQuestion, match="there is no law 'follow' here"):
        check_store(memory, laws=["follow"])
    with pytest.raises(InvalidQuestion, match="a law is a function of a store and a history, not 5"):
        check_store(memory, laws=[5])  # type: ignore[list-item]
    with pytest.raises(InvalidQuestion, match=r"settings= takes hypothesis\.settings"):
        check_store(memory, settings=100)  # type: ignore[arg-type]
