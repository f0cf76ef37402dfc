"""The findings on a file at coordinates."""

from collections.abc import Collection, Iterator, Sequence

import attrs

from casestate.engine.coordinates import Reading
from casestate.entries import Entry
from casestate.errors import TooManyPossibilities
from casestate.events import Subject
from casestate.events.wording import act_of
from casestate.explain.ambiguity import ambiguous_orders
from casestate.explain.answers import Asked
from casestate.law.checking import check_defendant
from casestate.law.findings import ORDER_MEETS_NO_CHARGE, TOO_MANY_POSSIBILITIES, WRITTEN_ALIKE, Finding
from casestate.law.overdue import judgment_overdue
from casestate.timeslice import Timeslice
from casestate.when import Certainty


def findings(at: Timeslice) -> tuple[Finding, ...]:
    """Return the findings of the file, then of each defendant."""
    return (*findings_of_file(at), *(finding for who in at.defendants for finding in findings_of(at, who)))


def findings_of_file(at: Timeslice) -> list[Finding]:
    """Return the findings about sources, links, accounts and corrections of entries that may have happened."""
    index = at.index
    happened = {p.entry.id for p in index.placed if at.reached(p)}
    happened |= {other.id for id in happened for other in index.spoken_for.get(id, ())}
    told = [finding for finding in index.findings if happened.issuperset(finding.entries)]
    told += [finding for p, finding in index.idle if at.reached(p)]
    return [*told, *_orders_of_the_matter(at), *_missed_orders(at), *_written_alike(at)]


def _orders_of_the_matter(at: Timeslice) -> Iterator[Finding]:
    """Yield a finding for each pair of acts on a motion, hearing or role whose order is a guess that matters."""
    for subject in at.index.about if at.coordinates.reading is not Reading.EARLIEST else ():
        if not subject.who and at.has_begun(subject):
            for track in at.tracks([subject]):
                yield from ambiguous_orders(track, at.day)


def _missed_orders(at: Timeslice) -> Iterator[Finding]:
    """Yield a finding for each order to seal or expunge that meets no charge. A hidden order is not named."""
    shown = {p.entry.id for p in at.index.placed}
    for p in filter(at.reached, at.indexes.meeting_no_charge(at.coordinates)):
        if p.entry.id in shown:
            yield meeting_no_charge(p.entry)
        else:
            yield ORDER_MEETS_NO_CHARGE.finding("an order to seal or expunge meets no charge of the file", ())


def meeting_no_charge(entry: Entry) -> Finding:
    """Return the finding of an order to seal or expunge that meets no charge."""
    subject = entry.event.subjects[0]
    said = f"{act_of(entry.event)} ({entry.id}) meets no charge: the file has no other act on {subject}"
    return ORDER_MEETS_NO_CHARGE.finding(said, [entry.id], about=subject)


def _written_alike(at: Timeslice) -> Iterator[Finding]:
    """Yield a finding for each two names or ids that look alike and that the file has by the day."""
    for each in at.index.alike:
        entries = [next(filter(at.reached, acts), None) for acts in (each.earlier, each.later)]
        ids = [p.entry.id for p in entries if p is not None]
        if len(ids) == len(entries):
            yield WRITTEN_ALIKE.finding(each.said, dict.fromkeys(ids), about=each.subject)


def findings_behind(at: Timeslice, subject: Subject, entries: Collection[str]) -> Iterator[Finding]:
    """Return the findings about a subject that name one of some entries, given by their ids."""
    for finding in (*findings_of_file(at), *findings_of(at, subject.who, entries)):
        if is_about(finding, subject) and not set(entries).isdisjoint(finding.entries):
            yield finding


def findings_of_folding(at: Timeslice, subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Return the findings of folding alone. They come with the states, without running any check of the law."""
    outcomes = {subject: at.settled(subject) for subject in subjects}
    yield from [finding for outcome in outcomes.values() if outcome is not None for finding in outcome[1]]
    opened = [subject for subject, outcome in outcomes.items() if outcome is None]
    if opened:
        yield from _of_open_entries(at, "", opened)


def is_about(finding: Finding, subject: Subject) -> bool:
    """Return whether a finding is about a charge, claim or citation; of a defendant, every finding may be."""
    return subject.kind == "person" or (finding.defendant, finding.charge) == subject[1:]


def findings_of(at: Timeslice, who: str, among: Collection[str] | None = None) -> Iterator[Finding]:
    """
    Return the findings about one defendant: of folding, of the order of acts, and of the checks of the law.

    Args:
        at: The file at coordinates.
        who: The defendant.
        among: The ids of entries; checks that can name none of them are left out. By default every check is made.
    """
    subjects = at.subjects(who)
    person = Subject("person", who, "")
    for track in at.tracks(subjects):
        outcome = at.settled(track.subject)
        if outcome is not None:
            yield from outcome[1]
        if at.coordinates.reading is not Reading.EARLIEST:
            yield from ambiguous_orders(track, at.day)
    try:
        yield from _of_open_entries(at, who, subjects)
        procedure, possible = at.index.procedure, Asked(person).possible(at)
        day, met = at.last_day, at.index.needs_met
        yield from _weighed(
            [
                [
                    *check_defendant(each.state, procedure, among, met=met),
                    *judgment_overdue(each.state, day),
                ]
                for each in possible
            ]
        )
    except TooManyPossibilities as problem:
        yield TOO_MANY_POSSIBILITIES.finding(str(problem), problem.entries, about=person)


def _of_open_entries(at: Timeslice, whose: str, subjects: Sequence[Subject]) -> Iterator[Finding]:
    for ways in at.choices(whose, subjects):
        yield from _weighed([[each for _, found in world.outcomes.values() for each in found] for world in ways])


def _weighed(worlds: list[list[Finding]]) -> Iterator[Finding]:
    """Return the findings of several possible worlds, each once. One that not every world has is only possible."""
    for finding in dict.fromkeys([finding for world in worlds for finding in world]):
        certain = all(finding in world for world in worlds)
        yield finding if certain else attrs.evolve(finding, certainty=Certainty.POSSIBLY)
