"""Drawn events: invalid arguments are refused, and a type without a strategy is named."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestate import CaseFile
from casestate.events import ChargeFiled, Event, HearingHeld, PleaAccepted
from casestate.law import GENERIC
from casestate.state import Phase
from casestate.testing import strategies
from casestate.testing.strategies import events, lawful
from casestate.testing.strategies.events import of_field


@given(events(PleaAccepted, plea=st.just("guilty"), offense=st.just("theft")))
def test_a_field_that_is_chosen_is_always_given(event: PleaAccepted) -> None:
    assert (event.plea, event.offense) == ("guilty", "theft")


@pytest.mark.parametrize("act", ["ChargeFiled", Event, CaseFile, None])
def test_anything_but_a_type_of_event_is_refused(act: Any) -> None:
    with pytest.raises(TypeError, match=r"takes a type of event such as ChargeFiled, not"):
        events(act)


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    with pytest.raises(TypeError, match=r"HearingHeld has no field 'outcomes'; its fields: on, .*hearing, outcome"):
        events(HearingHeld, outcomes=st.just("held"))


def test_a_field_without_a_strategy_is_named() -> None:
    @attrs.frozen
    class Odd:
        mood: complex

    with pytest.raises(TypeError, match=r"Odd\.mood has no strategy; give .*complex.* one in _SIMPLE"):
        of_field(Odd, attrs.fields(Odd).mood)


@given(st.data())
def test_one_charge_reaches_a_phase_without_another(data: st.DataObject) -> None:
    case = data.draw(lawful(max_charges=1, max_defendants=1, sides=["criminal"], reaching=Phase.DISMISSED))
    charges = {entry.event.charge for entry in case if isinstance(entry.event, ChargeFiled)}
    assert charges <= {"1"}
    assert case.at(clearance="expunged").charge("A. Doe", "1").phase is Phase.DISMISSED


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        (strategies.any_event(), "any_event()"),
        (strategies.charge_acts(), "charge_acts()"),
        (strategies.events(ChargeFiled), "events(ChargeFiled)"),
        (strategies.components(), "components()"),
        (strategies.settlement_terms(), "settlement_terms()"),
        (strategies.entries(), "entries()"),
        (strategies.lawful(), "lawful(<Procedure generic: 435 rows>)"),
        (strategies.messy(max_acts=3), "messy(<Procedure generic: 435 rows>)"),
        (strategies.unlawful(), "unlawful(<Procedure generic: 435 rows>)"),
        (strategies.unlawful(code="after-end"), "unlawful(<Procedure generic: 435 rows>, 'after-end')"),
        (st.from_type(Event), "any_event()"),
    ],
)
def test_a_strategy_is_shown_by_its_name(drawn: st.SearchStrategy[Any], shown: str) -> None:
    assert repr(drawn) == shown.replace("435", str(len(GENERIC.rows)))
