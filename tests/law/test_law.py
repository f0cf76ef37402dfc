"""The table as data: complete, without a dead row, and each row with its reason."""

import typing
from collections.abc import Iterator
from itertools import pairwise

import pytest

from casestate import GENERIC
from casestate.engine.fold import Draft
from casestate.events import (
    EVENT_TYPES,
    AppealFiled,
    ChargeAct,
    ChargeDismissed,
    ChargeFiled,
    ChargingInstrument,
    CitationAct,
    ClaimAct,
    Event,
    Noted,
    PleaEntered,
    Subject,
    VerdictReturned,
)
from casestate.law import PROCEDURES, Fit, Machine, Row
from casestate.law.rows import row as make_row
from casestate.law.transition import table
from casestate.state import ChargeState, CitationState, ClaimState, Phase
from casestate.vocabulary import Vocabulary

MACHINES = pytest.mark.parametrize("machine", GENERIC.machines, ids=lambda machine: machine.kind)
FAMILIES: dict[str, type[Event]] = {"charge": ChargeAct, "claim": ClaimAct, "citation": CitationAct}
STATES = {"charge": ChargeState, "claim": ClaimState, "citation": CitationState}


def values_of(machine: Machine, act: type[Event]) -> Iterator[str | None]:
    """Every value an act's discriminating field may have, and one that no member stands for."""
    field = machine.fields.get(act)
    if field is None:
        yield None
        return
    vocabulary: type[Vocabulary] = typing.get_type_hints(act)[field]
    yield from vocabulary
    yield vocabulary.raw("in words of its own")


def test_rows_have_unique_names_reasons_and_citations() -> None:
    assert len({row.id for row in GENERIC.rows}) == len(GENERIC.rows)
    for row in GENERIC.rows:
        assert row.cite.strip()
        assert row.why.strip()
        assert row.why == row.why.strip(". ")
        assert row.start


@MACHINES
def test_every_act_of_a_kind_has_rows_and_a_record_in_the_state(machine: Machine) -> None:
    on_every_charge = {act for act in EVENT_TYPES if act.on_every_charge and machine.kind == "charge"}
    acts = {act for act in EVENT_TYPES if issubclass(act, FAMILIES[machine.kind])} | on_every_charge
    assert {row.act for row in machine.rows} == acts == set(machine.records)
    empty = Draft(Subject(machine.kind, "A. Doe", "1"), GENERIC).state()
    for record in machine.records.values():
        assert getattr(empty, record) == ()
    assert isinstance(empty, STATES[machine.kind])


@MACHINES
def test_every_row_sets_axes_the_state_has_to_values_of_those_axes(machine: Machine) -> None:
    empty = Draft(Subject(machine.kind, "A. Doe", "1"), GENERIC).state()
    for row in machine.rows:
        for axis, value in row.sets.items():
            assert type(value) is type(getattr(empty, axis))
        for axis, guard in row.guards.items():
            assert guard.axis == axis
            assert {type(value) for value in guard.values} == {type(getattr(empty, axis))}
        assert set(row.guards) <= set(row.sets)
        for axis, values in row.when.asked.items():
            assert {type(value) for value in values} == {type(getattr(empty, axis))}
        assert {type(phase) for phase in row.start} == {machine.phases}


@MACHINES
def test_every_row_speaks_for_some_event_in_some_phase_it_starts_from(machine: Machine) -> None:
    spoken = set()
    for (act, _), compiled in machine.compiled().items():
        for value in values_of(machine, act):
            for phase, move in (compiled.moves.get(value) or compiled.moves[None]).items():
                if move.fit is Fit.LAWFUL:
                    assert phase in move.row.start
                    spoken.add(move.row.id)
                for each in move.instead:
                    assert phase in each.row.start
                    assert each.row.conditional
                    spoken.add(each.row.id)
    assert spoken >= {row.id for row in machine.rows if not row.unread}
    assert spoken <= {row.id for row in machine.rows if not row.unread or row.conditional}


@MACHINES
def test_the_rows_of_an_act_are_compiled_once_and_an_act_without_rows_has_none(machine: Machine) -> None:
    table = machine.compiled()
    acts = {(row.act, row.link) for row in machine.rows}
    assert len(table) == len(acts)
    assert set(table) == acts
    assert all(table[act] is table[act] for act in acts)
    assert (Noted, "") not in table


@MACHINES
def test_every_phase_is_reached_and_has_a_named_step(machine: Machine) -> None:
    reached = {machine.first}
    while new := {row.to for row in machine.rows if row.to and reached & set(row.start)} - reached:
        reached |= new
    assert reached == set(machine.phases)
    assert set(machine.steps) == set(machine.phases) - {machine.first}
    assert machine.ends < set(machine.phases)


@MACHINES
def test_every_act_with_every_value_has_a_move_in_every_phase(machine: Machine) -> None:
    for (act, link), compiled in machine.compiled().items():
        for value in values_of(machine, act):
            by_phase = compiled.moves.get(value) or compiled.moves[None]
            assert set(by_phase) == set(machine.phases)
            for move in by_phase.values():
                assert (move.row.act, move.row.link) == (act, link)
                assert (move.needs is not None) is (move.fit is Fit.MISSING)
                assert move.fit not in (Fit.CONTRADICTS, Fit.UNREAD) or not move.changes
                assert (move.fit is Fit.UNREAD) is move.row.unread


@MACHINES
def test_what_has_ended_opens_only_by_a_row_that_says_so(machine: Machine) -> None:
    for row in machine.rows:
        if set(row.start) & machine.ends and row.to is not None and row.to not in machine.ends:
            assert row.reopens


def test_the_rows_stand_in_the_order_in_which_acts_follow_one_another() -> None:
    def filed(instrument: str) -> Event:
        return ChargeFiled(on="2023", defendant="A", charge="1", instrument=ChargingInstrument(instrument))

    where: dict[str, typing.Any] = {"on": "2023", "defendant": "A", "charge": "1"}
    follow = [
        filed("complaint"),
        filed("information"),
        filed("indictment"),
        PleaEntered(**where, plea="not guilty"),
        VerdictReturned(**where, verdict="guilty"),
        ChargeDismissed(**where, prejudice="without"),
    ]
    for earlier, later in pairwise(follow):
        assert GENERIC.precedence(earlier) < GENERIC.precedence(later)


@MACHINES
def test_the_precedence_of_an_act_is_the_place_of_its_row(machine: Machine) -> None:
    plain = [(rank, row) for rank, row in enumerate(machine.rows) if not row.conditional]
    for (act, link), compiled in machine.compiled().items():
        for value in values_of(machine, act):
            of_value = [rank for rank, row in plain if (row.act, row.link) == (act, link) and value in row.values]
            general = [rank for rank, row in plain if (row.act, row.link) == (act, link) and not row.values]
            assert compiled.ranks.get(value, compiled.ranks[None]) == min(of_value or general)


def test_a_procedure_is_found_by_its_name_and_counts_its_rows() -> None:
    assert PROCEDURES["generic"] is GENERIC
    assert repr(GENERIC) == f"<Procedure generic: {len(GENERIC.rows)} rows>"
    assert set(GENERIC.by_kind) == {"charge", "claim", "citation"}


def test_where_an_act_may_follow_either_of_two_ends_none_of_them_is_guessed() -> None:
    def simple(id: str, act: type[Event], phases: str) -> Row:
        return make_row(id, act, "", phases, joins="charging", cite="-", why="-")

    machine = table(
        "charge",
        simple("a", ChargeFiled, "not_charged > charged"),
        simple("b", ChargeDismissed, "charged > dismissed"),
        simple("c", VerdictReturned, "charged > barred"),
        simple("d", AppealFiled, "dismissed|barred"),
        ends="dismissed|barred",
        steps="",
        after_end="-",
    )
    move = machine.compiled()[AppealFiled, ""].moves[None][Phase.CHARGED]
    assert (move.fit, move.changes, move.skips) == (Fit.MISSING, {}, frozenset())
