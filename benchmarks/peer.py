# ruff: noqa: D102, D106  # the events are those of the vocabulary, and each apply() does what it says there
"""
The same histories with ``eventsourcing``: one aggregate for the matter, with explicit event classes.

It keeps the same axes and the same records of entries for each charge, and does not ask whether an act is lawful. Dates
and terms stay text, because its JSON transcoder knows neither dates nor enumerations; that spares it some work.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from eventsourcing.application import Application, project_aggregate
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import StoredEvent

from benchmarks.history import Step


class Charge:
    """The axes of one charge, and what was recorded about it."""

    def __init__(self) -> None:
        self.phase = "not_charged"
        self.found = "nothing"
        self.conviction = "none"
        self.jeopardy = "not_attached"
        self.disposition = "none"
        self.sentence = "none"
        self.plea: str | None = None
        self.charging: list[Any] = []
        self.pleas: list[Any] = []
        self.trial: list[Any] = []
        self.sentencing: list[Any] = []


class Case(Aggregate):
    """One matter."""

    def __init__(self) -> None:
        self.charges: dict[tuple[str, str], Charge] = {}

    class Act(Aggregate.Event):
        """Something done to one charge."""

        on: str
        defendant: str
        charge: str

        def of(self, aggregate: Any) -> Charge:
            """The charge it is about."""
            found: Charge = aggregate.charges[self.defendant, self.charge]
            return found

    class ChargeFiled(Act):
        offense: str
        grade: str

        def apply(self, aggregate: Any) -> None:
            charge = aggregate.charges[self.defendant, self.charge] = Charge()
            charge.charging.append(self)
            charge.phase = "charged"

    class ChargeAmended(Act):
        grade: str

        def apply(self, aggregate: Any) -> None:
            self.of(aggregate).charging.append(self)

    class BoundOver(Act):
        def apply(self, aggregate: Any) -> None:
            charge = self.of(aggregate)
            charge.trial.append(self)
            charge.phase = "triable"

    class PleaEntered(Act):
        plea: str

        def apply(self, aggregate: Any) -> None:
            charge = self.of(aggregate)
            charge.pleas.append(self)
            charge.plea = self.plea

    class TrialBegan(Act):
        before: str

        def apply(self, aggregate: Any) -> None:
            charge = self.of(aggregate)
            charge.trial.append(self)
            charge.phase = "on_trial"
            charge.jeopardy = "attached"

    class MistrialDeclared(Act):
        reason: str

        def apply(self, aggregate: Any) -> None:
            charge = self.of(aggregate)
            charge.trial.append(self)
            charge.phase = "triable"
            charge.jeopardy = "ended_retriable"
            charge.disposition = "mistrial"

    class VerdictReturned(Act):
        verdict: str

        def apply(self, aggregate: Any) -> None:
            charge = self.of(aggregate)
            charge.trial.append(self)
            charge.phase = "found_guilty"
            charge.found = "guilty"
            charge.conviction = "found"
            charge.disposition = "convicted_by_verdict"

    class SentenceImposed(Act):
        def apply(self, aggregate: Any) -> None:
            charge = self.of(aggregate)
            charge.sentencing.append(self)
            charge.phase = "judged"
            charge.conviction = "adjudicated"
            charge.sentence = "imposed"


class Peer:
    """An application with one stored aggregate, in memory."""

    def __init__(self, history: Sequence[Step]) -> None:
        self.app: Application[UUID] = Application()
        case = Case()
        for step in history:
            trigger(case, step)
        self.events = tuple(case.pending_events)
        self.app.save(case)
        self.id = case.id
        self.days = [step.on for step in history]

    @property
    def stored(self) -> Sequence[StoredEvent]:
        """The events as they are kept."""
        return self.app.recorder.select_events(self.id)

    def rebuild(self, version: int | None = None) -> Case:
        """The documented way to the state, at the end or at a version."""
        return self.app.repository.get(self.id, version=version)

    def replay(self) -> Case:
        """The state from events that are already decoded."""
        return _made(project_aggregate(None, self.events))

    def mutate(self) -> Case:
        """The same without the check of every event against a Protocol."""
        case: Any = None
        for event in self.events:
            case = event.mutate(case)
        return _made(case)

    def on_day(self, day: str) -> Case:
        """The state as of a day: read all, filter, fold. It holds while events arrive in the order of their days."""
        every = self.app.events.get(self.id)
        return _made(project_aggregate(None, [event for event in every if getattr(event, "on", "") <= day]))

    def version_on(self, day: str) -> int:
        """The version that was reached by a day; the first one has no step."""
        return 1 + sum(on <= day for on in self.days)

    def decode(self, stored: Sequence[StoredEvent]) -> list[Any]:
        """Stored events as domain events."""
        return [self.app.mapper.to_domain_event(each) for each in stored]

    def encode(self) -> list[StoredEvent]:
        """Domain events as stored events."""
        return [self.app.mapper.to_stored_event(each) for each in self.events]


def trigger(case: Case, step: Step) -> None:
    """Add one event to an aggregate."""
    case.trigger_event(getattr(Case, step.act), on=step.on, defendant=step.defendant, charge=step.charge, **step.fields)


def append_each(history: Sequence[Step]) -> None:
    """Store events one by one."""
    app: Application[UUID] = Application()
    case = Case()
    for step in history:
        trigger(case, step)
        app.save(case)


def _made(case: Any) -> Case:
    assert isinstance(case, Case)
    return case
