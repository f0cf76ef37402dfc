"""The laws of a procedure: the library's own pass them all, and each planted mistake breaks its law."""

from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from casestate.errors import InvalidQuestion
from casestate.events import ChargeFiled, ClaimDismissed, Event, PleaAccepted, PleaEntered, TrialBegan, VerdictReturned
from casestate.law import GENERIC, PROCEDURES, Procedure, Severity, row
from casestate.state.axes import Conviction, Found, Jeopardy, Phase, Supervision
from casestate.testing.laws import PROCEDURE_LAWS, LawBroken, check_procedure
from casestate.testing.laws.graph import Graph, State, Step
from casestate.testing.laws.invariants import (
    after_a_bar_only_named_reversals,
    i2_pleas_on_pending_charges,
    i3_verdicts_follow_a_trial,
    i4_sentences_need_a_finding,
    i6_barred_charges_are_not_refiled,
    i8_ended_charges_stay_ended,
    i10_death_ends_what_is_open,
    jeopardy_follows_the_trial,
    supervision_falls_with_the_sentence,
)
from casestate.testing.laws.law import Counterexample

OTHERWISE = {"england-and-wales": ("every_phase_is_reached", "de_novo_leaves_nothing_behind")}
"""England withholds no judgment after a finding, and a conviction stands until the Crown Court has reheard the case."""


@pytest.mark.parametrize(
    "law", [each if each == "generic" else pytest.param(each, marks=pytest.mark.long) for each in PROCEDURES]
)
def test_the_procedures_of_the_library_pass(law: str) -> None:
    check_procedure(PROCEDURES[law], without=OTHERWISE.get(law, ()))


def with_row(id: str, **changed: Any) -> Procedure:
    return GENERIC.derive("elsewhere", rows=[attrs.evolve(GENERIC.row(id), **changed)])


def opened_from(id: str, *phases: Phase) -> Procedure:
    return with_row(id, start=(*GENERIC.row(id).start, *phases))


def setting(id: str, **axes: Any) -> Procedure:
    """Return a procedure with a changed row; ``None`` leaves an axis unset."""
    sets = {axis: value for axis, value in {**GENERIC.row(id).sets, **axes}.items() if value is not None}
    return with_row(id, sets=sets)


def with_a_civil_act() -> Procedure:
    misplaced = row("X1", ClaimDismissed, "", "pending > dismissed", joins="endings", cite="none", why="none")
    misplaced = attrs.evolve(misplaced, start=(Phase.CHARGED,), to=Phase.DISMISSED)
    charges, *others = GENERIC.machines
    return attrs.evolve(
        GENERIC, name="elsewhere", machines=(attrs.evolve(charges, rows=(*charges.rows, misplaced)), *others)
    )


PLANTED: dict[str, tuple[Procedure, int]] = {
    "every_phase_is_reached": (GENERIC.derive("elsewhere", without=["T26", "L61"]), 0),
    "every_row_can_speak": (with_row("T46u", start=(Phase.CHARGED,)), 0),
    "ends_open_by_name_only": (with_row("T34p", reopens=False), 0),
    "i11_i12_sides_are_apart": (with_a_civil_act(), 0),
    "i1_nothing_before_filing": (opened_from("T15", Phase.NOT_CHARGED), 1),
    "i2_pleas_on_pending_charges": (opened_from("T15", Phase.JUDGED), 4),
    "i2_only_pleas_of_guilt_find": (with_row("T18u", unread=False), 2),
    "i3_verdicts_follow_a_trial": (opened_from("T39", Phase.TRIABLE), 2),
    "i4_sentences_need_a_finding": (opened_from("T48", Phase.ON_TRIAL), 3),
    "i5_acquittal_is_the_last_word": (opened_from("T57g", Phase.ACQUITTED), 4),
    "i5_no_conviction_under_a_bar": (setting("T43", conviction=Conviction.FOUND), 4),
    "after_a_bar_only_named_reversals": (opened_from("T44", Phase.BARRED), 3),
    "i6_barred_charges_are_not_refiled": (opened_from("T34", Phase.BARRED), 3),
    "i8_ended_charges_stay_ended": (opened_from("T07", Phase.DISMISSED), 2),
    "i9_clemency_relieves_what_stands": (opened_from("T59", Phase.CHARGED), 2),
    "i10_death_ends_what_is_open": (GENERIC.derive("elsewhere", without=["T62d"]), 2),
    "dismissal_finds_nothing": (setting("T32", found=Found.NOT_GUILTY), 2),
    "pending_charges_carry_nothing": (setting("T44", conviction=None), 3),
    "sentences_stand_on_judgments": (setting("T47j", sentence=None), 3),
    "supervision_falls_with_the_sentence": (setting("T44", supervision=None), 4),
    "put_back_charges_are_active": (setting("T34p", activity=None), 4),
    "de_novo_leaves_nothing_behind": (setting("T58", found=None), 4),
    "jeopardy_follows_the_trial": (setting("T41", jeopardy=Jeopardy.ENDED_RETRIABLE), 3),
}
"""For each law, a procedure that breaks it, and the most acts of a shortest history that shows it."""


@pytest.mark.parametrize("law", [law.__name__ for law in PROCEDURE_LAWS])
def test_each_planted_mistake_breaks_the_law_it_offends(law: str) -> None:
    procedure, acts = PLANTED[law]
    with pytest.raises(LawBroken) as broken:
        check_procedure(procedure, laws=[law])
    assert broken.value.law == law
    assert "elsewhere" in str(broken.value)
    assert broken.value.history.count(".record(") <= acts


def test_a_law_that_a_jurisdiction_does_not_have_may_be_left_out() -> None:
    procedure = GENERIC.derive("elsewhere", without=["T26"])
    check_procedure(procedure, laws=["every_phase_is_reached", "every_row_can_speak"], without="every_phase_is_reached")


def test_a_law_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InvalidQuestion, match=r"no law 'i99' here.*i1_nothing_before_filing"):
        check_procedure(GENERIC, laws="i99")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"procedure": "generic"}, r"GENERIC, not 'generic'; write casestate.law.PROCEDURES\['generic'\]"),
        ({"procedure": "elsewhere"}, "GENERIC, not 'elsewhere'$"),
        ({"procedure": None}, "GENERIC, not None$"),
        ({"laws": []}, "no law is left to try"),
    ],
)
def test_anything_but_a_procedure_is_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidQuestion, match=says):
        check_procedure(**{"procedure": GENERIC, **given})


@pytest.mark.parametrize(
    ("law", "procedure"),
    [
        ("i4_sentences_need_a_finding", setting("T39", found=Found.NOTHING)),
        ("i6_barred_charges_are_not_refiled", opened_from("T34", Phase.JUDGED)),
        ("i9_clemency_relieves_what_stands", setting("T50", conviction=Conviction.ADJUDICATED)),
        ("i9_clemency_relieves_what_stands", opened_from("T60", Phase.ON_TRIAL)),
        ("i10_death_ends_what_is_open", opened_from("T34p", Phase.ABATED)),
        ("sentences_stand_on_judgments", setting("T29", sentence=None)),
        ("jeopardy_follows_the_trial", setting("T36", jeopardy=None)),
    ],
)
def test_every_clause_of_a_law_is_tested(law: str, procedure: Procedure) -> None:
    with pytest.raises(LawBroken) as broken:
        check_procedure(procedure, laws=[law])
    assert broken.value.law == law


ON: dict[str, Any] = {"on": "2023-01-01", "defendant": "A. Doe", "charge": "1"}


def state(phase: Phase, value: Any = Found.NOTHING) -> State:
    return State(phase=phase, value=value, skipped=frozenset())


def step(event: Event, before: State, after: State, fit: str) -> Step:
    severities = {"lawful": (), "error": (Severity.ERROR,), "doubt": (Severity.WARNING,)}[fit]
    return Step(before, event, after, tuple([("told", severity) for severity in severities]))


CLAUSES = {
    "an impossible plea moves the charge": (
        i2_pleas_on_pending_charges,
        step(PleaEntered(plea="guilty", **ON), state(Phase.JUDGED), state(Phase.CHARGED), "error"),
    ),
    "is not told as incomplete": (
        i3_verdicts_follow_a_trial,
        step(VerdictReturned(verdict="guilty", **ON), state(Phase.CHARGED), state(Phase.JUDGED), "doubt"),
    ),
    "neither found nor skipped": (
        i4_sentences_need_a_finding,
        step(TrialBegan(**ON), state(Phase.CHARGED), state(Phase.JUDGED), "doubt"),
    ),
    "an act after a bar finds guilt": (
        after_a_bar_only_named_reversals,
        step(TrialBegan(**ON), state(Phase.BARRED), state(Phase.BARRED, Found.GUILTY), "doubt"),
    ),
    "not as an error of its own": (
        i6_barred_charges_are_not_refiled,
        step(ChargeFiled(**{**ON, "charge": "2"}, refiles="1"), state(Phase.BARRED), state(Phase.BARRED), "doubt"),
    ),
    "an impossible act moves a charge that has ended": (
        i8_ended_charges_stay_ended,
        step(TrialBegan(**ON), state(Phase.DISMISSED), state(Phase.ON_TRIAL), "error"),
    ),
    "lawful after a death": (
        i10_death_ends_what_is_open,
        step(PleaAccepted(plea="guilty", **ON), state(Phase.ABATED), state(Phase.ABATED), "lawful"),
    ),
    "changes jeopardy after an acquittal": (
        jeopardy_follows_the_trial,
        step(
            PleaEntered(plea="guilty", **ON),
            state(Phase.ACQUITTED, Jeopardy.ENDED_BARRED),
            state(Phase.ACQUITTED, Jeopardy.ATTACHED),
            "error",
        ),
    ),
}
"""Clauses that no derived procedure could break, by their words, each with a step that does."""


class Forged(Graph):
    """A graph that has only these steps, and lawfully reaches only these states."""

    def __init__(self, *steps: Step, reached: Sequence[State] = ()) -> None:
        super().__init__(GENERIC)
        self.forged, self.reached = steps, reached

    def steps(self, axis: str) -> tuple[Step, ...]:
        return self.forged

    def lawfully_reached(self, axis: str) -> dict[State, tuple[Event, ...]]:
        return dict.fromkeys(self.reached, ())

    def broken(self, axis: str, step: Step, words: str) -> Counterexample:
        return self.told((step.event,), words)


@pytest.mark.parametrize("words", CLAUSES)
def test_every_clause_of_a_law_reports_the_step_that_breaks_it(words: str) -> None:
    law, broken = CLAUSES[words]
    with pytest.raises(Counterexample, match=words):
        law(Forged(broken))


def test_supervision_of_an_undecided_charge_is_reported() -> None:
    with pytest.raises(Counterexample, match="a charge that is neither decided nor put off is under supervision"):
        supervision_falls_with_the_sentence(Forged(reached=[state(Phase.CHARGED, Supervision.TOLLED)]))
