"""
The invariants of the law, proved over every state of a charge that the table can reach.

The laws themselves are the testing kit's, for procedures that users derive need them too; here stand what only the
library's own procedures must have, and that the graph of states which the laws are proved over is the fold.
"""

import pytest

from casestate.engine.fold import Draft
from casestate.events import (
    AppealDecided,
    ChargeDeclined,
    ChargeFiled,
    DefendantDied,
    DeNovoAppealFiled,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaSetAside,
)
from casestate.law import PROCEDURES, Severity
from casestate.state.axes import Phase, SentenceStatus
from casestate.testing.laws.graph import CHARGE, Graph, State
from casestate.testing.laws.invariants import GUILTY_PLEAS, PENDING

GRAPHS = {name: Graph(procedure) for name, procedure in PROCEDURES.items()}

every_law = pytest.mark.parametrize("law", PROCEDURES)


UNKNOWN_THERE = {"england-and-wales": {Phase.DEFERRED}}
"""Phases that a place does not have: England and Wales withholds no judgment after a finding."""


@every_law
def test_every_phase_is_reached(law: str) -> None:
    reached = {step.after.phase for step in GRAPHS[law].steps("found")} | {Phase.NOT_CHARGED}
    assert set(Phase) - reached == UNKNOWN_THERE.get(law, set())


@every_law
def test_i1_a_charge_may_be_filed_declined_or_pardoned_and_a_defendant_may_die_before_it(law: str) -> None:
    steps = GRAPHS[law].steps("found")
    lawful = {type(step.event) for step in steps if step.before.phase is Phase.NOT_CHARGED and step.lawful}
    assert lawful - {Pardoned} == {ChargeFiled, ChargeDeclined, DefendantDied}


@every_law
def test_i2_every_plea_is_open_on_every_pending_charge(law: str) -> None:
    for step in GRAPHS[law].after("found", (PleaEntered, PleaAccepted)):
        if step.before.phase in PENDING and getattr(step.event, "plea", None) in GUILTY_PLEAS:
            assert step.lawful


@every_law
def test_i2_a_plea_accepted_that_is_not_of_guilt_is_unread(law: str) -> None:
    others = [s for s in GRAPHS[law].after("found", PleaAccepted) if s.event.plea not in GUILTY_PLEAS]  # type: ignore[attr-defined]
    assert {step.before.phase for step in others} > set(PENDING)
    for step in others:
        if step.before.phase in PENDING:
            assert step.findings == (("unread-outcome", Severity.INCOMPLETE),)


@every_law
def test_i6_a_charge_is_brought_again_from_where_it_ended_without_a_bar_or_before(law: str) -> None:
    again = [step for step in GRAPHS[law].after("found", ChargeFiled) if step.event.refiles]  # type: ignore[attr-defined]
    allowed = {Phase.CHARGED, Phase.TRIABLE, Phase.DISMISSED, Phase.SUPERSEDED}
    assert {step.before.phase for step in again if step.lawful} == allowed
    for step in again:
        if step.before.phase is Phase.NOT_CHARGED:
            assert step.after.phase is Phase.CHARGED
            assert step.findings == (("missing-filing", Severity.INCOMPLETE),)
        else:
            assert step.after.phase in (step.before.phase, Phase.DISMISSED)


@every_law
def test_four_kinds_of_act_vacate_a_sentence(law: str) -> None:
    vacating = {
        type(step.event)
        for step in GRAPHS[law].steps("sentence")
        if step.lawful and step.before.value is SentenceStatus.IMPOSED and step.after.value is SentenceStatus.VACATED
    }
    stands_until_reheard = {DeNovoAppealFiled} if law == "england-and-wales" else set()
    assert vacating >= {AppealDecided, NewTrialGranted, PleaSetAside, DeNovoAppealFiled} - stands_until_reheard


@pytest.mark.long
@every_law
def test_every_sequence_of_three_acts_folds_as_the_graph_of_states_says(law: str) -> None:
    """
    The graph is the fold: sequences run through in full end in the states that its steps lead to.

    Only an act that undoes another may put a charge back to where it stood before, and only a row with a condition may
    lead elsewhere, or leave the charge where it is, which no state shows by itself.
    """
    undoing = tuple({row.act for row in PROCEDURES[law].rows if row.undoes})
    rows = [row for row in PROCEDURES[law].rows if row.conditional]
    conditional = {(row.act, row.to) for row in rows if row.to}
    conditional |= {(row.act, phase) for row in rows if not (row.to or row.undoes) for phase in row.start}
    following = {(step.before, id(step.event)): step.after for step in GRAPHS[law].steps("found")}
    start = GRAPHS[law].steps("found")[0].before

    def run(draft: Draft, past: tuple[State, ...], depth: int) -> None:
        for entry in GRAPHS[law].acts:
            longer = draft.copy()
            longer.apply(entry)
            state = following[past[-1], id(entry.event)]
            stands = longer.axes["phase"], longer.axes["found"]
            if stands != (state.phase, state.value):
                if (type(entry.event), longer.axes["phase"]) in conditional:
                    continue
                assert isinstance(entry.event, undoing), longer.records
                assert stands in [(each.phase, each.value) for each in past], longer.records
            elif depth:
                run(longer, (*past, state), depth - 1)

    run(Draft(CHARGE, PROCEDURES[law]), (start,), 2 if law == "generic" else 1)
