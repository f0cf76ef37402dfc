"""
A Hypothesis state machine over one case file: it records, corrects and retracts; you add rules and invariants.

The acts come from the transition table of the procedure, so the machine works for a procedure of your own as well.
"""

import casestate.testing.extra  # noqa: F401  # isort: skip  # its error says how to install Hypothesis
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from casestate.casefile import CaseFile
from casestate.engine.coordinates import Clearance
from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.events import Event, Subject
from casestate.law.generic import GENERIC
from casestate.law.lawful import LawfulAct, lawful
from casestate.law.procedure import Procedure
from casestate.testing.acts import allowed, an_act, plain_entries
from casestate.testing.asked import as_procedure
from casestate.testing.code import as_code
from casestate.testing.strategies.steps import FIRST
from casestate.testing.strategies.story import COURT, WIRE
from casestate.texts import is_text
from casestate.view import View
from casestate.when import When

_KINDS = {"charges": "charge", "claims": "claim", "citations": "citation"}
_NOON = datetime(2023, 1, 1, 12, tzinfo=UTC)


class CaseMachine(RuleBasedStateMachine):
    """
    A state machine that extends the docket of one matter step by step.

    Subclass it. Your own ``@invariant()`` and ``@rule()`` methods read ``self.case`` and ``self.view``; override
    :meth:`recorded` to keep a system of your own in step. Run it as any Hypothesis machine, with
    ``YourMachine.TestCase``. A failing run prints the file as code; if you override ``teardown``, call
    ``super().teardown()``.

    >>> from hypothesis.stateful import invariant
    >>> class Docket(CaseMachine):
    ...     charges = ("1",)
    ...
    ...     @invariant()
    ...     def everyone_on_file_was_charged(self):
    ...         assert set(self.view.defendants) <= set(self.defendants)
    >>> TestDocket = Docket.TestCase

    Attributes:
        procedure: The law of the file. This attribute and the next four are set on your class.
        defendants: The defendants that may be charged.
        charges: The ids of the charges that each defendant may face.
        claims: The ids of the civil claims against each defendant; none by default.
        citations: The ids of the regulatory citations of each defendant; none by default.
        case: The file so far.
        today: The day of the newest act. Each step is recorded at noon of a later day than the step before it.

    Raises:
        InvalidQuestion: Your class sets something other than a procedure or a tuple of names, or leaves nothing to
            draw.
    """

    procedure: ClassVar[Procedure] = GENERIC
    defendants: ClassVar[tuple[str, ...]] = ("A. Doe", "B. Roe")
    charges: ClassVar[tuple[str, ...]] = ("1", "2")
    claims: ClassVar[tuple[str, ...]] = ()
    citations: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        as_procedure(cls.procedure)
        for name in ("defendants", *_KINDS):
            _names(f"{cls.__name__}.{name}", getattr(cls, name))
        if not cls.defendants or not any(getattr(cls, name) for name in _KINDS):
            raise InvalidQuestion(f"{cls.__name__} has nothing to draw: name defendants, and {' or '.join(_KINDS)}")

    def __init__(self) -> None:
        super().__init__()
        self.case = CaseFile("drawn", procedure=self.procedure)
        self.today = FIRST

    @property
    def view(self) -> View:
        """The file so far, with every entry applied and sealed records included."""
        return self.case.at(clearance=Clearance.EXPUNGED)

    def recorded(self, entry: Entry) -> None:
        """Called after each step with the entry it added. Does nothing; override it to keep your own system in step."""

    def teardown(self) -> None:
        """Print the file as code; Hypothesis shows it for a failing run."""
        note(f"The file:\n\n{as_code(self.case)}")

    @rule(data=st.data())
    def lawful_act(self, data: st.DataObject) -> None:
        """Record an act that the law allows next on one charge, claim or citation, on the last act's day or later."""
        subject = self._a_subject(data)
        rows = {each.row: each for each in self._allowed(subject)}
        if not rows:
            return  # nothing is lawful after payment or satisfaction
        self.today += timedelta(days=data.draw(st.integers(0, 30), label="days later"))
        step = rows[data.draw(st.sampled_from(list(rows)), label="row")]
        self._record(data.draw(allowed(self.procedure, step, subject, st.just(When.on(self.today))), label="act"))

    @rule(data=st.data())
    def unlawful_act(self, data: st.DataObject) -> None:
        """Record any act on one charge, claim or citation, lawful or not."""
        self._record(self._any_act(data, self.today))

    @precondition(lambda self: self.case.entries)
    @rule(data=st.data())
    def late_arrival(self, data: st.DataObject) -> None:
        """Record any act, dated to an earlier day."""
        self._record(
            self._any_act(data, self.today - timedelta(days=data.draw(st.integers(1, 60), label="days before")))
        )

    @precondition(lambda self: self._acts)
    @rule(data=st.data())
    def account(self, data: st.DataObject) -> None:
        """Record another source's account of an act on file."""
        told = self.case[data.draw(st.sampled_from(_ids(self._acts)), label="entry")]
        self._keep(self.case.record(told.event, account_of=told, source=WIRE, recorded_at=self._now()))

    @precondition(lambda self: self._acts)
    @rule(data=st.data())
    def correction(self, data: st.DataObject) -> None:
        """Correct an entry to another act."""
        wrong = self.case[data.draw(st.sampled_from(_ids(self._acts)), label="entry")]
        right = self._any_act(data, wrong.event.on.earliest or self.today)
        self._keep(self.case.correct(wrong, right, reason="misread", source=COURT, recorded_at=self._now()))

    @precondition(lambda self: self.case.entries)
    @rule(data=st.data())
    def retraction(self, data: st.DataObject) -> None:
        """Retract an entry, which may itself be a correction or a retraction."""
        wrong = data.draw(st.sampled_from(_ids(self.case)), label="entry")
        self._keep(self.case.retract(wrong, reason="in error", source=COURT, recorded_at=self._now()))

    @property
    def _acts(self) -> list[Entry]:
        return plain_entries(self.case)

    def _a_subject(self, data: st.DataObject) -> Subject:
        who = data.draw(st.sampled_from(self.defendants), label="defendant")
        every = [(kind, key) for name, kind in _KINDS.items() for key in getattr(self, name)]
        kind, key = data.draw(st.sampled_from(every), label="charge, claim or citation")
        return Subject(kind, who, key)

    def _allowed(self, subject: Subject) -> list[LawfulAct]:
        """Return the acts that the law allows next, except filings of other charges and acts that name some."""
        parts = {part.subject: part for who in self.view.defendants for part in self.view[who].parts}
        if subject in parts:
            every = parts[subject].lawful()
        else:
            every = lawful(self.procedure, subject.kind, self.procedure.by_kind[subject.kind].first)
        return [each for each in every if not (each.link or each.names)]

    def _any_act(self, data: st.DataObject, day: date) -> Event:
        return data.draw(an_act(self._a_subject(data), st.just(When.on(day))), label="act")

    def _record(self, event: Event) -> None:
        self._keep(self.case.record(event, source=COURT, recorded_at=self._now()))

    def _now(self) -> datetime:
        """Return noon of the day after the newest entry was recorded."""
        return _NOON + timedelta(days=len(self.case))

    def _keep(self, longer: CaseFile) -> None:
        self.case = longer
        self.recorded(longer.last)


def _ids(entries: Iterable[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def _names(where: str, given: Any) -> None:
    """
    Refuse anything but a tuple or list of names. A string would be read as one name a letter.

    Raises:
        InvalidQuestion: The value is something else.
    """
    if not isinstance(given, tuple | list) or not all(map(is_text, given)):
        raise InvalidQuestion(f"{where} is a tuple of names such as ('1', '2'), not {given!r}")
