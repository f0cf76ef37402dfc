"""Every kind of store keeps the laws, and the laws catch stores that do not."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
import stores

from casestate import CaseFile, Entry
from casestate.errors import ChainBroken, InvalidQuestion, StaleExpectation
from casestate.store import Head, Receipt, Store, open_store
from casestate.store.memory import MemoryStore
from casestate.store.records import Record, Verified
from casestate.testing.laws.stores import STORE_LAWS, Law, check_store


@pytest.mark.parametrize("law", STORE_LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("kind", stores.KINDS)
def test_every_store_keeps_every_law(kind: str, law: Law, tmp_path: Path) -> None:
    with stores.emptied(kind, tmp_path) as factory:
        check_store(factory, laws=[law], max_examples=5)


class Transcodes(MemoryStore):
    def open_case(self, case: str) -> Any:
        opened = super().open_case(case)
        return type(opened)(case, entries=[attrs.evolve(each, quote=None) for each in opened])


class AppendsAgain(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
        kept = super().append(case, entries, expect=expect)
        return attrs.evolve(kept, added=len(kept.places))


class KeepsTheFirst(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
        there = {record.entry.id for record in self.read(case) if record.entry}
        return super().append(case, [entry for entry in entries if entry.id not in there], expect=expect)


class KeepsHalf(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
        *rest, last = list(entries) or [None]
        if rest:
            super().append(case, rest, expect=expect)
            expect = None
        return super().append(case, [last] if last else [], expect=expect)


class ExpectsNothing(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
        return super().append(case, entries)


class TakesAnyTime(MemoryStore):
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
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
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
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
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
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
    def append(self, case: str, entries: Any, *, expect: Any = None) -> Receipt:
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
    named = [each for each in STORE_LAWS if each.__name__ == law]
    with pytest.raises(AssertionError, match=f"law broken: {law}"):
        check_store(broken, laws=named, max_examples=100)


def test_every_law_has_a_store_that_breaks_it() -> None:
    assert sorted(BROKEN.values()) == sorted(law.__name__ for law in STORE_LAWS)


def test_laws_may_be_left_out_and_a_crash_of_the_store_is_a_broken_law() -> None:
    ran: list[str] = []

    def noted(store: Store, history: Sequence[Entry]) -> None:
        """Nothing is asked."""
        ran.append("noted")

    def crashing(store: Store, history: Sequence[Entry]) -> None:
        """The store crashes."""
        raise ChainBroken(1, "gone")

    check_store(lambda: open_store("memory:"), laws=[noted, crashing], without=[crashing], max_examples=1)
    assert ran
    with pytest.raises(AssertionError, match=r"law broken: crashing: The store crashes\.\nposition 1: gone"):
        check_store(lambda: open_store("memory:"), laws=[crashing], max_examples=1)


def test_a_check_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="no law is left to try"):
        check_store(lambda: open_store("memory:"), laws=[])
    with pytest.raises(InvalidQuestion, match=r"the factory is a function of .*, not 'memory:'"):
        check_store("memory:")  # type: ignore[arg-type]
    with pytest.raises(InvalidQuestion, match="a law is a function of a store and a history, not 'follow'"):
        check_store(lambda: open_store("memory:"), laws=["follow"])  # type: ignore[list-item]
