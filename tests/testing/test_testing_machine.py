"""The state machine reaches every phase and kind of entry, and finds planted mistakes in few readable steps."""

from collections import Counter
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

import casestate
from casestate import GENERIC, Entry, events
from casestate.errors import InvalidQuestion
from casestate.events import ChargeDismissed, ChargeFiled, Subject
from casestate.state import Phase
from casestate.testing.machine import CaseMachine

LONG = settings(max_examples=40, stateful_step_count=12, derandomize=True, database=None, deadline=None)


class Docket(CaseMachine):
    """A machine that only notes what it has seen."""

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


def test_the_machine_reaches_every_phase_and_kind_of_entry() -> None:
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
        assert {charge.key for charge in every if charge.phase is Phase.CHARGED} <= self.open


@pytest.mark.long
def test_a_planted_mistake_is_found_in_few_readable_steps(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AssertionError) as failed:
        run_state_machine_as_test(Lists, settings=settings(LONG, max_examples=500))
    steps = "\n".join(getattr(failed.value, "__notes__", ())) + capsys.readouterr().out
    assert "(act): Charge" in steps
    code = steps.split("The file:\n\n")[1].split("\n)")[0] + "\n)"
    case = eval(code, {name: getattr(module, name) for module in (casestate, events) for name in module.__all__})
    assert len(case) <= 3
    again = Lists()
    for entry in case:
        again.recorded(entry)
    again.case = case
    with pytest.raises(AssertionError):
        again.what_was_filed_and_never_dismissed_is_open()


class Elsewhere(CaseMachine):
    procedure = GENERIC.derive("elsewhere", without=["T26"])
    charges = ("1",)

    @invariant()
    def diversion_never_is_lawful(self) -> None:
        assert self.case.procedure.name == "elsewhere"


TestElsewhere = Elsewhere.TestCase


class AllSides(CaseMachine):
    """One charge, one claim and one citation."""

    defendants = ("A. Doe",)
    charges = ("1",)
    claims = ("1",)
    citations = ("1",)
    seen: ClassVar[set[str]] = set()

    @invariant()
    def what_is_on_file_can_be_told(self) -> None:
        for who in self.view.defendants:
            self.seen.update(f"{part.subject.kind} {part.phase}" for part in self.view[who].parts)


def test_claims_and_citations_are_recorded_if_they_are_named() -> None:
    run_state_machine_as_test(AllSides, settings=LONG)
    assert AllSides.seen >= {"charge dismissed", "claim pending", "citation issued"}


class Cited(CaseMachine):
    """A citation alone, under a procedure that allows no act after it was issued."""

    procedure = GENERIC.derive(
        "issued only", without=[row.id for row in GENERIC.by_kind["citation"].rows if row.id != "G01"]
    )
    defendants = ("A. Doe",)
    charges = ()
    citations = ("1",)
    stood: ClassVar[Counter[str]] = Counter()

    @invariant()
    def nothing_but_the_citation_is_on_file(self) -> None:
        for who in self.view.defendants:
            (part,) = self.view[who].parts
            assert part.subject == Subject("citation", "A. Doe", "1")
            self.stood[part.phase.value] += 1


def test_an_ended_citation_has_no_lawful_act() -> None:
    run_state_machine_as_test(Cited, settings=settings(LONG, max_examples=20))
    assert "issued" in Cited.stood


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"charges": "12"}, r"Mine.charges is a tuple of names such as \('1', '2'\), not '12'"),
        ({"defendants": ("A. Doe", 1)}, "Mine.defendants is a tuple of names"),
        ({"defendants": ()}, "Mine has nothing to draw"),
        ({"charges": ()}, "Mine has nothing to draw: name defendants, and charges or claims or citations"),
        ({"procedure": "generic"}, "GENERIC, not 'generic'"),
    ],
)
def test_a_machine_with_nothing_to_draw_is_refused_at_definition(given: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidQuestion, match=says):
        type("Mine", (CaseMachine,), given)
