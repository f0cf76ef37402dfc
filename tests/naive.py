"""
A fold written apart from the engine: the rows of the law read as plain data, one entry after another.

It shares nothing with the engine but the rows, the events and the words for phases. What it does not work out, it says:
what a reversal puts back, what a late act fills in, and what one charge does to another.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise, product
from typing import Any

import attrs

from casestate import Basis, Entry, Procedure, When
from casestate.events import AppealFiled, ChargeFiled, Event, Subject, TrialBegan
from casestate.law.appeal_conditions import OfAppeals
from casestate.law.conditions import (
    Another,
    AxisIs,
    Filed,
    MovedBy,
    Names,
    OfAnotherNature,
    Restates,
    Within,
)
from casestate.law.record_conditions import OfRecords, OnStrongerBasis, TrialSince
from casestate.law.review_conditions import OfReviews
from casestate.law.rows import Row
from casestate.law.transition import Machine
from casestate.state import ChargeState, CitationState, ClaimState, Review
from casestate.vocabulary import Closed

STATES = {"charge": ChargeState, "claim": ClaimState, "citation": CitationState}


class Beyond(Exception):
    """Something that the naive fold does not work out."""


class Naive:
    """The state of one subject: its axes, which act led to its phase, and whether a step was missing on the way."""

    def __init__(self, subject: Subject, procedure: Procedure) -> None:
        self.subject = subject
        self.machine: Machine = next(m for m in procedure.machines if m.kind == subject.kind)
        fields = attrs.fields(STATES[subject.kind])
        self.axes: dict[str, Any] = {f.name: f.default for f in fields if isinstance(f.default, Closed)}
        self.basis: Basis | None = None
        self.led: Entry | None = None
        self.disposed: Entry | None = None
        self.filings: list[Event] = []
        self.missed = False
        self.tried_since = False
        self.reviews: list[str] = []
        self.reviewed: set[str] = set()

    def concerns(self, event: Event) -> bool:
        who, key = self.subject.who, self.subject.key
        if isinstance(event, ChargeFiled) and event.charge != key and event.defendant == who:
            if key in (*event.refiles, *event.supersedes):
                raise Beyond("a filing that names this charge")
            return False
        if type(event).on_every_charge and self.subject.kind == "charge":
            return event.defendant == who  # type: ignore[attr-defined,no-any-return]
        people = getattr(event, "defendants", None) or (getattr(event, "defendant", None),)
        return who in people and getattr(event, self.subject.kind, None) == key

    def fold(self, entries: Iterable[Entry]) -> "Naive":
        for entry in entries:
            if self.concerns(entry.event):
                self.take(entry)
        return self

    def take(self, entry: Entry) -> None:
        self.basis = self.basis or entry.source.basis
        plain, conditional = self.rows(entry.event)
        if not plain:
            return
        phase = self.axes["phase"]
        for row in conditional:
            if phase in row.start and self.condition_holds(row, entry):
                if not row.unread:
                    self.apply(row, entry)
                return
        if plain[0].unread:
            return
        if lawful := [row for row in plain if phase in row.start]:
            if lawful[0].scope == "local" and self.missed:
                raise Beyond("an act that may make up for a missing step")
            self.apply(lawful[0], entry)
        else:
            self.lack(plain, entry)

    def lack(self, plain: list[Row], entry: Entry) -> None:
        """Take an act that no row allows here: it may need a step that is missing."""
        phase = self.axes["phase"]
        forward = [
            row
            for row in plain
            if row.scope != "local" and not row.unread and not (row.reopens and "guilty" in row.sets.values())
        ]
        repeated = any(row.to is phase and not row.reopens for row in forward)
        for row in sorted(forward, key=lambda row: (row.to is not None and row.reopens, row.to is None)):
            needs = [start for start in row.start if start in self.leads_to(phase) and not (repeated and not row.to)]
            if needs:
                self.miss(row, needs, entry)
                return
        if self.missed:
            raise Beyond("an act that may make up for a missing step")

    def rows(self, event: Event) -> tuple[list[Row], list[Row]]:
        """The rows that speak for an act wherever it comes, and those in cases of their own."""
        every = [row for row in self.machine.rows if row.act is type(event) and not row.link]
        field = self.machine.fields.get(type(event))
        value = getattr(event, field) if field else None
        own = [row for row in every if value is not None and value in row.values]
        own = own or [row for row in every if not row.values]
        plain = [row for row in own if not row.conditional] or [
            row for row in every if not row.values and not row.conditional
        ]
        return plain or every, [row for row in own if row.conditional]

    def condition_holds(self, row: Row, entry: Entry) -> bool:
        asked = [clause for clause in row.when.clauses if isinstance(clause, AxisIs)]
        if self.missed and asked:
            raise Beyond("an axis that a missing step may have set")
        if any(self.axes[clause.axis] not in clause.values for clause in asked):
            return False
        if row.undoes:
            raise Beyond("an act that puts back what was before")
        return all(self.clause_holds(clause, entry) for clause in row.when.clauses if not isinstance(clause, AxisIs))

    def clause_holds(self, clause: object, entry: Entry) -> bool:
        if isinstance(clause, OnStrongerBasis):
            return self.is_stronger(entry)
        if isinstance(clause, MovedBy):
            if clause.axis != "phase":
                raise Beyond("which act moved another axis")
            led = self.led is not None and type(self.led.event).__name__ in clause.acts
            return led and (not clause.field or getattr(self.led.event, clause.field) in clause.values)  # type: ignore[union-attr]
        if isinstance(clause, Restates | OfAnotherNature | OfReviews | OfAppeals):
            raise Beyond("a later paper, which review ends, or who asked for it")
        if isinstance(clause, TrialSince):
            return self.tried_since is clause.begun
        if isinstance(clause, OfRecords):
            raise Beyond("what a record tells beside the acts in it")
        if isinstance(clause, Within):
            return self.within(clause, entry)
        if isinstance(clause, Another):
            assert clause.axis == "disposition"
            named = [getattr(each.event, clause.field, None) for each in (self.disposed, entry) if each]
            return len({each.casefold() for each in named if each}) == 2 or not all(named)
        if isinstance(clause, Names):
            return self.names(clause, entry.event)
        assert isinstance(clause, Filed)
        return self.was_filed(clause.field, clause.values)

    def within(self, clause: Within, entry: Entry) -> bool:
        if clause.later or clause.axis == "sentence":
            raise Beyond("what the sentence is, and what is later")
        assert clause.axis == "disposition"
        assert self.disposed is not None
        return (entry.event.on.latest - self.disposed.event.on.latest).days <= clause.days  # type: ignore[operator]

    def is_stronger(self, entry: Entry) -> bool:
        if entry.source.basis is not self.basis:
            raise Beyond("which of two sources counts")
        return False

    def names(self, clause: Names, event: Event) -> bool:
        said = getattr(event, clause.field)
        return said in clause.values if clause.values else bool(said)

    def was_filed(self, field: str, values: tuple[Any, ...]) -> bool:
        told = [getattr(event, field) for event in self.filings if getattr(event, field, None)]
        return bool(told) and (not values or told[-1] in values)

    def leads_to(self, phase: Closed) -> set[Closed]:
        """Where ordinary acts lead on from a phase, the phase itself among them."""
        order = list(type(phase))
        onward = [
            (start, row.to)
            for row in self.machine.rows
            if row.to is not None and not row.conditional and not row.reopens and row.scope != "local"
            for start in row.start
            if order.index(start) < order.index(row.to)
        ]
        reached = {phase}
        while new := {to for start, to in onward if start in reached} - reached:
            reached |= new
        return reached

    def miss(self, row: Row, needs: list[Closed], entry: Entry) -> None:
        self.missed = True
        earliest = max(needs, key=lambda start: len(self.leads_to(start)))
        if row.to is None and "judged" in needs and set(needs) <= {"deferred", "sentence_deferred", "judged"}:
            earliest = next(phase for phase in needs if phase == "judged")
            self.axes["phase"], self.led = earliest, entry
        if row.reopens and earliest in self.machine.ends:
            return
        if row.to is None and self.leads_to(earliest) >= set(needs):
            self.axes["phase"], self.led = earliest, entry
        self.apply(row, entry)

    def apply(self, row: Row, entry: Entry) -> None:
        if "guilty" in row.sets.values():
            self.tried_since = False
        elif row.act is TrialBegan:
            self.tried_since = True
        if self.machine.records[row.act] == "charging":
            self.filings.append(entry.event)
        open_questions = {axis: type(row.sets[axis])("unknown") for axis in row.differs if row.scope == "local"}
        changes = {**({"phase": row.to} if row.to is not None else {}), **row.sets, **open_questions}
        if "review" in changes:
            changes |= self.reviewed_by(entry.event, changes)
        for axis, value in changes.items():
            if self.axes[axis] is value or (axis in row.guards and self.axes[axis] not in row.guards[axis].values):
                continue
            self.axes[axis] = value
            if axis == "phase":
                self.led = entry
            if axis == "disposition":
                self.disposed = entry

    def reviewed_by(self, event: Any, changes: dict[str, Any]) -> dict[str, Any]:
        """Where review stands after an act, so far as the file has no more than one review of each kind at a time."""
        if getattr(event, "by", "unknown") != "unknown" and self.reviews:
            raise Beyond("cross-appeals")
        petition = {"certiorari_denied": "discretionary", "habeas_denied": "collateral", "habeas_granted": "collateral"}
        kind = petition.get(getattr(event, "outcome", ""), getattr(event, "kind", "unknown"))
        pending = changes["review"] == "pending"
        if kind in ("unknown", "direct"):
            kind = self.reviews[0] if self.reviews and not pending else "direct"
        if "collateral" in self.reviewed and kind != "collateral":
            raise Beyond("a review that may be of a collateral attack")
        if len(self.reviews) > 1 or (self.reviews and kind not in self.reviews):
            raise Beyond("reviews of several kinds")
        if not (pending or self.reviews) and not hasattr(event, "outcome") and not hasattr(event, "by"):
            raise Beyond("an order that ends a review which the file lacks")
        if pending and not isinstance(event, AppealFiled) and self.reviews == ["collateral"]:
            raise Beyond("a remand of an appeal that the file lacks")
        if pending and kind not in self.reviews:
            self.reviews.append(kind)
        if not pending:
            self.reviews = []
        self.reviewed.add(kind)
        return {axis: self.standing(direct=direct) for axis, direct in (("review", True), ("collateral", False))}

    def standing(self, *, direct: bool) -> Review:
        if any((kind != "collateral") is direct for kind in self.reviews):
            return Review.PENDING
        return Review.ENDED if any((kind != "collateral") is direct for kind in self.reviewed) else Review.NONE


def by_every_assignment(entries: list[Entry], day: date) -> set[tuple[Entry, ...]]:
    """What may have happened by a day, by every way to give each entry a day on or after that of the one before."""
    windows = [_days(entry.event.on) for entry in entries]
    return {
        tuple([entry for entry, on in zip(entries, days, strict=True) if on <= day])
        for days in product(*windows)
        if all(one <= other for one, other in pairwise(days))
    }


def _days(on: When) -> list[date]:
    assert on.earliest is not None
    assert on.latest is not None
    return [date.fromordinal(day) for day in range(on.earliest.toordinal(), on.latest.toordinal() + 1)]
