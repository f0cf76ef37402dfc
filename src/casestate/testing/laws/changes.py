"""The changes that laws make to a drawn history: one more act, a retraction, another account, another order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.engine.coordinates import Clearance, Reading
from casestate.entries import Entry
from casestate.events import EntryRetracted, Event, Subject
from casestate.law.lawful import LawfulAct
from casestate.sources import UNKNOWN_SOURCE, Basis, Source
from casestate.testing.acts import FAMILIES, allowed, an_act, plain_entries
from casestate.testing.strategies.steps import FIRST
from casestate.testing.strategies.story import WIRE
from casestate.when import Certainty, When

_NOON = datetime(2023, 1, 1, 12, tzinfo=UTC)
_A_CHARGE = Subject("charge", "A. Doe", "1")
_COURT = Source("the docket", basis=Basis.RECORD)


def subjects_of(case: CaseFile) -> list[Subject]:
    """Return the charges, claims and citations that a file is about."""
    view = case.at(clearance=Clearance.EXPUNGED)
    return [part.subject for who in view.defendants for part in view[who].parts if part.subject.kind in FAMILIES]


def an_act_in(case: CaseFile, on: st.SearchStrategy[When]) -> st.SearchStrategy[Event]:
    """
    Draw acts on the subjects of a file, or on a charge of A. Doe's if it has none.

    About half of them are acts that the law allows next and that move a charge.
    """
    there = subjects_of(case)
    every = st.sampled_from(there or [_A_CHARGE]).flatmap(lambda subject: an_act(subject, on))
    moves = [allowed(case.procedure, step, subject, on) for subject in there for step in _moves(case, subject)]
    return every | st.one_of(moves) if moves else every


def _moves(case: CaseFile, subject: Subject) -> list[LawfulAct]:
    """Return the acts that the law allows next and that move a charge, with every date taken at its latest."""
    view = case.at(clearance=Clearance.EXPUNGED, reading=Reading.LATEST)
    if subject.kind != "charge":
        return []
    return [
        step for step in view.charge(subject.who, subject.key).lawful() if step.to and not step.link and not step.names
    ]


def days_in(case: CaseFile) -> list[date]:
    """Return the bounds of the dates in a file, each with the day before and the day after, in order."""
    bounds = {day for entry in case for day in (entry.event.on.earliest, entry.event.on.latest) if day is not None}
    beside = {date.fromordinal(day.toordinal() + off) for day in bounds for off in (-1, 1) if _has(day, off)}
    return sorted(bounds | beside) or [FIRST]


def _has(day: date, off: int) -> bool:
    return date.min.toordinal() <= day.toordinal() + off <= date.max.toordinal()


def days_near(case: CaseFile) -> st.SearchStrategy[When]:
    """Draw certain days from :func:`days_in`."""
    return st.sampled_from(days_in(case)).map(When.on)


def dated(case: CaseFile) -> CaseFile:
    """Return the file with a certain day for every entry: a bound of its date, or else its place counted in days."""

    def certain(event: Event, place: int) -> Event:
        day = event.on.earliest or event.on.latest or FIRST + timedelta(days=place)
        return event if isinstance(event, EntryRetracted) else attrs.evolve(event, on=When.on(day))

    entries = [attrs.evolve(each, event=certain(each.event, place)) for place, each in enumerate(case)]
    return CaseFile(case.id, entries=entries, procedure=case.procedure)


def clocked(case: CaseFile) -> CaseFile:
    """Return the file with a recorded time for every entry that had none: its place counted in days."""
    stamped = [
        attrs.evolve(each, recorded_at=each.recorded_at or _NOON + timedelta(days=place))
        for place, each in enumerate(case)
    ]
    return CaseFile(case.id, entries=stamped, procedure=case.procedure)


def on_the_record(case: CaseFile) -> CaseFile:
    """Return the file with the docket as the source of every entry that had none, so that no account outweighs it."""
    sourced = [attrs.evolve(e, source=_COURT) if e.source == UNKNOWN_SOURCE else e for e in case]
    return CaseFile(case.id, entries=sourced, procedure=case.procedure)


def more_recorded(data: st.DataObject, case: CaseFile, after: datetime) -> CaseFile:
    """Return the file with an act, an account, a correction or a retraction recorded after a moment."""
    given: dict[str, Any] = {"recorded_at": after + timedelta(days=data.draw(st.integers(1, 30)))}
    acts = plain_entries(case)
    step = data.draw(st.sampled_from(["record", "account", "correct", "retract"] if acts else ["record"]))
    if step == "retract":
        return case.retract(data.draw(st.sampled_from(acts)), reason="entered in error", **given)
    event = data.draw(an_act_in(case, days_near(case)))
    if step == "correct":
        return case.correct(data.draw(st.sampled_from(acts)), event, reason="misread", **given)
    if step == "account":
        told = data.draw(st.sampled_from(acts))
        return case.record(told.event, account_of=told, source=WIRE, **given)
    return case.record(event, **given)


def rewritten(case: CaseFile, wrong: Entry, event: Event, id: str) -> CaseFile:
    """Return the file as if one entry had held another event, under another id, from the first."""

    def right(entry: Entry) -> Entry:
        after = tuple([id if each == wrong.id else each for each in entry.after])
        linked = attrs.evolve(entry, after=after)
        return attrs.evolve(linked, id=id, event=event) if entry is wrong else linked

    return CaseFile(case.id, entries=[right(entry) for entry in case], procedure=case.procedure)


def renamed(case: CaseFile, names: Mapping[str, str]) -> CaseFile:
    """Return the file with other ids, in links too."""

    def named(entry: Entry) -> Entry:
        links: dict[str, Any] = {"id": names[entry.id], "after": tuple([names[each] for each in entry.after])}
        if entry.account_of is not None:
            links["account_of"] = names[entry.account_of]
        if entry.revises is not None:
            links["revises"] = attrs.evolve(entry.revises, entry=names[entry.revises.entry])
        return attrs.evolve(entry, **links)

    return CaseFile(case.id, entries=[named(entry) for entry in case], procedure=case.procedure)


def arrived_late(data: st.DataObject, case: CaseFile) -> CaseFile:
    """
    Return the file with one of its entries recorded later.

    Entries keep their order where only the file decides it: entries with overlapping dates, linked entries, and the
    accounts, corrections and retractions of one act.
    """
    entries = list(case)
    latest = {each: until for each, until in enumerate(_until(entries)) if until > each + 1}
    if not latest:
        return case
    late = data.draw(st.sampled_from(sorted(latest)))
    arrived = [*entries[:late], *entries[late + 1 : latest[late]], entries[late], *entries[latest[late] :]]
    return CaseFile(case.id, entries=arrived, procedure=case.procedure)


def _until(entries: Sequence[Entry]) -> Iterator[int]:
    """Yield, for each entry, the place of the first entry that must come after it."""
    by_id = {entry.id: entry for entry in entries}
    acts = [_act(entry, by_id) for entry in entries]
    dates: dict[str, list[When]] = {}
    for act, entry in zip(acts, entries, strict=True):
        dates.setdefault(act, []).append(entry.when)
    for place, entry in enumerate(entries):
        for later in range(place + 1, len(entries)):
            parted = all(_apart(here, there) for here in dates[acts[place]] for there in dates[acts[later]])
            if not parted or entry.id in entries[later].after:
                yield later
                break
        else:
            yield len(entries)


def _apart(one: When, other: When) -> bool:
    return Certainty.YES in (one.before(other), other.before(one))


def _act(entry: Entry, entries: dict[str, Entry]) -> str:
    """Return the id of the first entry of an act; the others are accounts, corrections or retractions of it."""
    told = entry.account_of or (entry.revises.entry if entry.revises is not None else None)
    return entry.id if told is None else _act(entries[told], entries)
