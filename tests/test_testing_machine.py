"""The state machine: it goes everywhere a docket can go, and finds what is planted, in steps that can be read."""

from collections import Counter
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from casestate import GENERIC, Entry
from casestate.events import ChargeDismissed, ChargeFiled
from casestate.state import Phase
from casestate.testing.machine import CaseMachine

LONG = settings(max_examples=40, stateful_step_count=12, derandomize=True, database=None, deadline=None)


class Docket(CaseMachine):
    """Nothing of its own but what it sees."""

    seen: ClassVar[Counter[str]] = Counter()

    def recorded(self, entry: Entry) -> None:
        assert entry == self.case.last
        kind = entry.revises.kind.value if entry.revises else "account" if entry.account_of else "act"
        self.seen[kind] += 1

    @invariant()
    def every_state_can_be_told(self) -> None:
        for who in self.view.defendants:
            for charge in self.view[who].charges.values():
                self.seen[charge.phase.value] += 1
        for finding in self.view.findings:
            self.seen[f"finding {finding.code}"] += 1


def test_it_goes_everywhere() -> None:
    run_state_machine_as_test(Docket, settings=LONG)
    phases = {phase.value for phase in Phase} - {"not_charged"}
    assert len(phases & set(Docket.seen)) > 8
    assert {"act", "account", "correction", "retraction"} <= set(Docket.seen)
    assert any(key.startswith("finding missing") for key in Docket.seen)


class Lists(CaseMachine):
    """A list of open charges kept in step, which forgets that a dismissal may be retracted."""

    charges = ("1",)
    defendants = ("A. Doe",)

    def __init__(self) -> None:
        super().__init__()
        self.open: set[str] = set()

    def recorded(self, entry: Entry) -> None:
        if isinstance(entry.event, ChargeFiled):
            self.open.add(entry.event.charge)
        elif isinstance(entry.event, ChargeDismissed):
            self.open.discard(entry.event.charge)

    @invariant()
    def what_was_filed_and_never_dismissed_is_open(self) -> None:
        every = [charge for who in self.view.defendants for charge in self.view[who].charges.values()]
        assert {charge.charge for charge in every if charge.phase is Phase.CHARGED} <= self.open


def test_a_planted_mistake_is_found_in_few_readable_steps(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AssertionError) as failed:
        run_state_machine_as_test(Lists, settings=LONG)
    steps = "\n".join(getattr(failed.value, "__notes__", ())) + capsys.readouterr().out
    assert "(act): Charge" in steps
    assert steps.count("state.") <= 5


class Elsewhere(CaseMachine):
    procedure = GENERIC.derive("elsewhere", without=["T26"])
    charges = ("1",)

    @invariant()
    def diversion_never_is_lawful(self) -> None:
        assert self.case.procedure.name == "elsewhere"


TestElsewhere = Elsewhere.TestCase
