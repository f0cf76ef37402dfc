"""The laws of a procedure: the library's own pass them all, and each planted mistake breaks the law it offends."""

from typing import Any

import attrs
import pytest

from casestate.events import ClaimDismissed
from casestate.law import GENERIC, PROCEDURES, Procedure
from casestate.law.transition import Transition
from casestate.state.axes import Conviction, Found, Jeopardy, Phase
from casestate.testing.laws import PROCEDURE_LAWS, LawBroken, check_procedure


@pytest.mark.parametrize("law", PROCEDURES)
def test_the_procedures_of_the_library_pass(law: str) -> None:
    check_procedure(PROCEDURES[law])


def with_row(id: str, **changed: Any) -> Procedure:
    return GENERIC.derive("elsewhere", rows=[attrs.evolve(GENERIC.row(id), **changed)])


def opened_from(id: str, *phases: Phase) -> Procedure:
    return with_row(id, start=(*GENERIC.row(id).start, *phases))


def setting(id: str, **axes: Any) -> Procedure:
    """With ``None`` for an axis that the row forgets to set."""
    sets = {axis: value for axis, value in {**GENERIC.row(id).sets, **axes}.items() if value is not None}
    return with_row(id, sets=sets)


def with_a_civil_act() -> Procedure:
    row = Transition(
        id="X1", act=ClaimDismissed, start=(Phase.CHARGED,), to=Phase.DISMISSED, cite="none", reason="none"
    )
    charges, *others = GENERIC.machines
    return attrs.evolve(GENERIC, name="elsewhere", machines=(attrs.evolve(charges, rows=(*charges.rows, row)), *others))


PLANTED: dict[str, tuple[Procedure, int]] = {
    "every_phase_is_reached": (GENERIC.derive("elsewhere", without=["T26"]), 0),
    "every_row_can_speak": (with_row("T46u", start=(Phase.CHARGED,)), 0),
    "ends_open_by_name_only": (with_row("T34r", reopens=False), 0),
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
    "supervision_falls_with_the_sentence": (setting("T44j", supervision=None), 4),
    "put_back_charges_are_active": (setting("T34r", activity=None), 4),
    "de_novo_leaves_nothing_behind": (setting("T58", found=None), 4),
    "jeopardy_follows_the_trial": (setting("T41", jeopardy=Jeopardy.ENDED_RETRIABLE), 3),
}
"""For each law a procedure that breaks it, and how many acts the shortest history of that takes at most."""


@pytest.mark.parametrize("law", [law.__name__ for law in PROCEDURE_LAWS])
def test_each_planted_mistake_breaks_the_law_it_offends(law: str) -> None:
    procedure, acts = PLANTED[law]
    with pytest.raises(LawBroken) as broken:
        check_procedure(procedure, laws=[law])
    assert broken.value.law == law
    assert "elsewhere" in str(broken.value)
    assert broken.value.history.count(".record(") <= acts


def test_a_law_that_a_jurisdiction_has_otherwise_may_be_left_out() -> None:
    procedure = GENERIC.derive("elsewhere", without=["T26"])
    check_procedure(procedure, laws=["every_phase_is_reached", "every_row_can_speak"], without="every_phase_is_reached")


def test_a_law_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match=r"no law 'i99' here.*i1_nothing_before_filing"):
        check_procedure(GENERIC, laws="i99")


@pytest.mark.parametrize(
    ("law", "procedure"),
    [
        ("i4_sentences_need_a_finding", setting("T39", found=Found.NOTHING)),
        ("i6_barred_charges_are_not_refiled", opened_from("T34", Phase.JUDGED)),
        ("i9_clemency_relieves_what_stands", setting("T50", conviction=Conviction.ADJUDICATED)),
        ("i9_clemency_relieves_what_stands", opened_from("T60", Phase.ON_TRIAL)),
        ("i10_death_ends_what_is_open", opened_from("T34r", Phase.ABATED)),
        ("sentences_stand_on_judgments", setting("T29", sentence=None)),
        ("jeopardy_follows_the_trial", setting("T36", jeopardy=None)),
    ],
)
def test_what_else_a_law_says_is_held_too(law: str, procedure: Procedure) -> None:
    with pytest.raises(LawBroken) as broken:
        check_procedure(procedure, laws=[law])
    assert broken.value.law == law
