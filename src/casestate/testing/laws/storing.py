"""
The laws of a store: each a function of an empty store and a short history of entries.

The docstring of each states the law and the failure that it guards against, which has occurred in other stores.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import attrs

from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.errors import (
    CasestateError,
    ChainBroken,
    EntryConflict,
    InvalidEntry,
    NotInStore,
    StaleExpectation,
)
from casestate.events import Noted, Stated
from casestate.law import US_FEDERAL
from casestate.store import Head, RecordKind, Store

StoreLaw = Callable[[Store, Sequence[Entry]], None]
"""A law takes an empty store and a history, and raises if it does not hold. Its docstring states it."""

_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
_BAD_LINK = "there is no such entry"


def _opened(store: Store, history: Iterable[Entry] = ()) -> None:
    store.create("case")
    store.append("case", history)


def _said(each: Iterable[Entry]) -> list[Entry]:
    """Return entries without the values that the store assigns."""
    return [attrs.evolve(entry, recorded_at=None, seq=0) for entry in each]


def _all(store: Store) -> tuple[Any, ...]:
    """Return everything that a reader can see of a store."""
    return (tuple(store.read_all()), store.cases(), store.head(), *(store.open_case(case) for case in store.cases()))


def _refused(error: type[Exception], work: Callable[[], object]) -> Any:
    """Return the error with which the work is refused."""
    try:
        work()
    except error as problem:
        return problem
    raise AssertionError(f"{error.__name__} was expected, and nothing was refused")


def what_is_appended_is_read_back(store: Store, history: Sequence[Entry]) -> None:
    """
    Entries come back equal in value and type, in the order in which they were appended.

    Guards against transcoders that silently turn tuples into lists and words into plain text.
    """
    _opened(store, history[:1])
    store.append("case", history[1:])
    assert _said(store.open_case("case")) == list(history), "the case opened holds other entries"
    read = [record.entry for record in store.read("case") if record.entry is not None]
    assert _said(read) == list(history), "the records read hold other entries"
    assert [type(entry.event) for entry in read] == [type(entry.event) for entry in history], "an event changed type"


def an_append_twice_is_an_append_once(store: Store, history: Sequence[Entry]) -> None:
    """
    Appending entries that the store already has with the same content changes nothing.

    Guards against duplicates when an append is repeated because its answer was lost.
    """
    store.create("case")
    first = store.append("case", history, expect=0)
    before = _all(store)
    again = store.append("case", [*history, *history], expect=0)
    assert again.added == 0, f"{again.added} were added once more"
    assert again.places == first.places * 2, "they are said to be elsewhere"
    assert _all(store) == before, "the store changed"
    store.append("case", store.open_case("case"))
    assert _all(store) == before, "entries read out of the store are not taken as those in it"


def an_id_is_one_content(store: Store, history: Sequence[Entry]) -> None:
    """
    An existing id with other content is refused; the error shows both contents, and nothing changes.

    Guards against "insert or ignore", which loses the second content, and "insert or replace", which loses the first.
    """
    _opened(store, history)
    before = _all(store)
    other = Entry(id=history[0].id, event=Noted(on="2023", text="something else entirely"))
    problem = _refused(EntryConflict, lambda: store.append("case", [other]))
    assert repr(other.event) in str(problem), "the new content is not shown"
    assert repr(history[0].event) in str(problem), "the content in the store is not shown"
    assert _all(store) == before, "the store changed"


def an_append_is_all_or_nothing(store: Store, history: Sequence[Entry]) -> None:
    """
    If one entry of an append cannot be stored, none is.

    Guards against half a filing: charges without the defendant's name, a correction without its reason.
    """
    _opened(store, history[:1])
    before = _all(store)
    bad = Entry(id="bad", event=Noted(on="2023", text="bad"), after=(_BAD_LINK,))
    _refused(InvalidEntry, lambda: store.append("case", [*history[1:], bad]))
    assert _all(store) == before, "part of a refused append was kept"
    assert store.append("case", history[1:]).added == len(history) - 1, "the store takes nothing more"


def a_stale_append_is_refused_with_what_came_between(store: Store, history: Sequence[Entry]) -> None:
    """
    An append that expects an earlier end of the case is refused; the error has the entries added since.

    Guards against the lost update: two people act on the same state of a case, and the second overrules the first.
    """
    _opened(store, history[:1])
    seen = store.open_case("case")
    store.append("case", history[1:], expect=seen)
    before = _all(store)
    late = Entry(id="late", event=Noted(on="2023", text="late"))
    for expected in (seen, 1, CaseFile("case"), 0):
        problem = _refused(StaleExpectation, partial(store.append, "case", [late], expect=expected))
        between = history if expected == 0 or expected == CaseFile("case") else history[1:]
        assert _said(problem.entries) == list(between), f"{problem.entries} are said to have come in between"
    assert _all(store) == before, "a refused append changed the store"
    assert store.append("case", [late], expect=len(history)).added == 1, "an append that is up to date is refused"


def recorded_time_is_the_stores_and_never_goes_back(store: Store, history: Sequence[Entry]) -> None:
    """
    The store sets the recorded time, once for each append, and never earlier than the time before.

    Guards against clocks that are set back, which would change what was known on an earlier day.
    """
    store.create("case")
    receipts = [store.append("case", [entry]) for entry in history[:-1]] + [store.append("case", history)]
    times = [place.recorded_at for receipt in receipts[:-1] for place in receipt.places]
    times.append(receipts[-1].places[-1].recorded_at)
    kept = [entry.recorded_at for entry in store.open_case("case")]
    assert kept == times, "entries have other recorded times than their receipts say"
    stored = [record.stored_at for record in store.read_all()]
    assert stored == sorted(stored), "a recorded time goes back"
    claimed = Entry(id="claimed", event=Noted(on="2023", text="claimed"), recorded_at=_LONG_AGO)
    _refused(InvalidEntry, lambda: store.append("case", [claimed]))


def imported_history_keeps_its_times_and_says_so(store: Store, history: Sequence[Entry]) -> None:
    """
    Imported history keeps its own recorded times, is flagged, and cannot be earlier than what the case has.

    Guards against a past invented later: what a case showed as known on a day does not change.
    """
    store.create("case")
    past = [attrs.evolve(entry, recorded_at=_LONG_AGO + timedelta(days=day)) for day, entry in enumerate(history)]
    store.import_history("case", past)
    assert store.import_history("case", past).added == 0, "an import twice is not an import once"
    records = store.read("case")
    assert [record.entry and record.entry.recorded_at for record in records] == [each.recorded_at for each in past]
    assert all(record.imported for record in records), "an import is not flagged"
    before = _all(store)
    for when in (_LONG_AGO, datetime.now(UTC) + timedelta(days=9)):
        again = Entry(id="again", event=Noted(on="2023", text="again"), recorded_at=when)
        _refused(InvalidEntry, partial(store.import_history, "case", [again]))
    assert _all(store) == before, "a refused import changed the store"
    store.append("case", [Entry(id="now", event=Noted(on="2023", text="now"))])
    assert not store.read("case")[-1].imported, "an append is flagged as an import"


def positions_have_no_gaps(store: Store, history: Sequence[Entry]) -> None:
    """
    Positions count from 1 without gaps over all cases, and reading after any position returns exactly the rest.

    Guards against readers that skip, or read twice, a record committed late with an early position.
    """
    for case in ("case", "another"):
        store.create(case)
    for entry in history:
        store.append("case", [entry])
        store.append("another", [entry])
    every = list(store.read_all())
    assert [record.position for record in every] == list(range(1, len(every) + 1)), "positions have gaps"
    assert len(every) == 2 + 2 * len(history), "records are missing, or too many"
    for after in range(len(every) + 1):
        assert list(store.read_all(after)) == every[after:], f"after {after} comes something else"
        assert list(store.read_all(after, limit=2)) == every[after : after + 2], "the limit is not kept"
    for case in ("case", "another"):
        of_case = [record for record in every if record.case == case and record.kind is RecordKind.ENTRY]
        assert list(store.read(case)) == of_case, "a case read by itself differs"
        assert list(store.read(case, after=1)) == of_case[1:], "the end of a case read by itself differs"


def cases_are_found_by_whom_they_concern(store: Store, history: Sequence[Entry]) -> None:
    """
    A case is found under the name of every person that an entry concerns or mentions, and under no other.

    Guards against an index that is not kept up to date.
    """
    _opened(store, history)
    store.create("empty")
    people = {who for entry in history for who in _people(entry)}
    for person in people:
        assert store.find(defendant=person) == ("case",), f"{person!r} is not found"
    assert store.find(defendant="nobody of that name") == (), "somebody is found who is not there"
    assert store.cases() == ("case", "empty"), "the cases are others"


def _people(entry: Entry) -> Iterable[str]:
    spoken_of: tuple[str, ...] = getattr(entry.event, "concerns", ())
    return {*spoken_of, *(subject.who for subject in entry.event.subjects if subject.who)}


def a_case_stays_under_its_law(store: Store, history: Sequence[Entry]) -> None:
    """
    A case is opened under the procedure with which it was created, and under no other.

    Guards against a case judged by another law because the program that reads it has another default.
    """
    store.create("case", US_FEDERAL)
    store.append("case", history)
    assert store.open_case("case").procedure == US_FEDERAL, "the case is under another law"
    before = _all(store)
    _refused(CasestateError, lambda: store.create("case"))
    store.create("case", US_FEDERAL)
    assert _all(store) == before, "creating a case that is there changed the store"


def a_case_must_be_there(store: Store, history: Sequence[Entry]) -> None:
    """
    Every operation on a case that was not created is refused.

    Guards against a misspelt name that becomes an empty case under a procedure that nobody chose.
    """
    asked: list[Callable[[], object]] = [
        lambda: store.append("case", history),
        lambda: store.import_history("case", history),
        lambda: store.read("case"),
        lambda: store.open_case("case"),
        lambda: store.losses("case"),
        lambda: store.expunge("case", order="D-1"),
    ]
    for ask in asked:
        _refused(NotInStore, ask)
    assert list(store.read_all()) == [], "the store is not empty"


def one_case_does_not_touch_another(store: Store, history: Sequence[Entry]) -> None:
    """
    An operation on one case does not change another, even one with the same entry ids.

    Guards against ids that must be unique in the whole store, although two courts may use the same numbers.
    """
    _opened(store, history)
    before = store.open_case("case"), store.read("case")
    store.create("another")
    store.append("another", history)
    store.append("another", [Entry(id="only here", event=Noted(on="2023", text="only here"))])
    store.expunge("another", [history[0]], order="D-1")
    assert (store.open_case("case"), store.read("case")) == before, "another case changed this one"


def every_head_is_a_witness(store: Store, history: Sequence[Entry]) -> None:
    """
    The chain verifies against every head ever returned, and against no other.

    Guards against a store that verifies anything.
    """
    store.create("case")
    heads = [store.head()]
    for entry in history:
        receipt = store.append("case", [entry])
        assert receipt.head == store.head(), "a receipt has another head than the store"
        heads.append(receipt.head)
    for head in heads:
        verified = store.verify(str(head))
        assert (verified.head, verified.entries) == (heads[-1], len(history)), "what was verified is something else"
    last = heads[-1]
    for wrong in (Head(last.position, "0" * 64), Head(last.position + 1, last.link)):
        _refused(ChainBroken, partial(store.verify, wrong))


def expungement_destroys_what_was_ordered_and_nothing_else(store: Store, history: Sequence[Entry]) -> None:
    """
    Destroyed content is gone from every reading, its place remains, and the chain verifies.

    Guards against deletion that breaks the chain or leaves a name in an index.
    """
    secret = Entry(id="secret", event=Stated(on="2023", by="counsel", modality="asserts", defendants="Z. Hidden"))
    _opened(store, [*history[:1], secret, *history[1:]])
    whole, rest = store.open_case("case"), _said(history)
    head, heads = store.expunge("case", ["secret"], order="D-2023-7"), [store.head()]
    assert heads == [head], "the head given is not that of the store"
    assert _said(store.open_case("case")) == rest, "what is left is something else"
    assert store.find(defendant="Z. Hidden") == (), "the person is still found"
    assert "Z. Hidden" not in repr(list(store.read_all())), "the person is still read"
    (tombstone,) = store.losses("case").destroyed
    assert (tombstone.order, tombstone.seq) == ("D-2023-7", whole["secret"].seq), "the tombstone says something else"
    assert store.verify(head).destroyed == 1, "the number of places destroyed is another"
    _refused(NotInStore, lambda: store.expunge("case", ["secret"], order="D-2023-7"))
    store.append("case", [Entry(id="later", event=Noted(on="2023", text="later"))])
    assert store.verify(head).entries == len(history) + 2, "a place is missing"


def what_is_left_after_an_expungement_goes_on(store: Store, history: Sequence[Entry]) -> None:
    """
    A case with destroyed entries can be opened, extended and appended like any other.

    Guards against a case that cannot be extended, because it has more places than entries and its links were repaired
    when it was opened.
    """
    _opened(store, history)
    for number, gone in enumerate((history[0], history[-1])):
        store.expunge("case", [gone], order=f"D-{number}")
        opened = store.open_case("case")
        longer = opened.record(Noted(on="2023", text="later"), id=f"later {number}")
        assert store.append("case", longer, expect=opened).added == 1, "something else was added"
        assert _said(store.open_case("case")) == _said(longer), "the case opened is another"
        assert store.append("case", longer).added == 0, "what was opened is not known again"


def an_entry_given_twice_is_kept_once(store: Store, history: Sequence[Entry]) -> None:
    """
    An entry given twice in one append is stored once, in the first of its places.

    Guards against storing an entry after one that links to it, so that the case can never be opened again.
    """
    store.create("case")
    receipt = store.append("case", [*history, *history[:1]])
    assert receipt.added == len(history), f"{receipt.added} were added"
    assert receipt.places[-1] == receipt.places[0], "it is said to be in two places"
    assert _said(store.open_case("case")) == list(history), "the case opened holds other entries"


def a_case_expunged_is_not_there(store: Store, history: Sequence[Entry]) -> None:
    """
    A case destroyed as a whole is gone with its name, and the chain verifies.

    Guards against the name of a case, which is often the name of a person, staying in a list.
    """
    store.create("State v. Hidden")
    store.append("State v. Hidden", history)
    store.create("case")
    head = store.expunge("State v. Hidden", order="D-1")
    assert store.cases() == ("case",), "the case is still listed"
    assert "Hidden" not in repr(list(store.read_all())), "its name is still read"
    _refused(NotInStore, lambda: store.open_case("State v. Hidden"))
    assert store.verify(head).destroyed == len(history) + 1, "the number of places destroyed is another"


STORE_LAWS: tuple[StoreLaw, ...] = (
    what_is_appended_is_read_back,
    an_append_twice_is_an_append_once,
    an_id_is_one_content,
    an_append_is_all_or_nothing,
    a_stale_append_is_refused_with_what_came_between,
    recorded_time_is_the_stores_and_never_goes_back,
    imported_history_keeps_its_times_and_says_so,
    positions_have_no_gaps,
    cases_are_found_by_whom_they_concern,
    a_case_stays_under_its_law,
    a_case_must_be_there,
    one_case_does_not_touch_another,
    every_head_is_a_witness,
    expungement_destroys_what_was_ordered_and_nothing_else,
    what_is_left_after_an_expungement_goes_on,
    an_entry_given_twice_is_kept_once,
    a_case_expunged_is_not_there,
)
"""Every law of a store."""
