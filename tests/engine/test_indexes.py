"""An index that continues an earlier one equals an index built from the beginning."""

from typing import Any

from histories import answers, coordinates, histories
from hypothesis import given
from hypothesis import strategies as st
from strategies import short_events

from casestate import Basis, CaseFile, Source
from casestate.events import ChargeAmended, ChargeFiled, DefendantDied, PleaEntered
from casestate.testing.strategies.plain import NAMES


def fresh(case: CaseFile) -> CaseFile:
    """Return an equal file without cached answers."""
    return CaseFile(case.id, entries=case.entries, procedure=case.procedure)


@given(histories(most=8), st.lists(coordinates(), min_size=2, max_size=5))
def test_questions_in_any_order_get_the_answers_of_a_file_never_asked(
    case: CaseFile, questions: list[dict[str, Any]]
) -> None:
    for asked in questions:
        assert answers(case.at(**asked)) == answers(fresh(case).at(**asked))


@given(
    histories(most=5), st.lists(short_events(NAMES[:2]), min_size=1, max_size=4), st.lists(coordinates(), max_size=2)
)
def test_a_file_that_grows_between_questions_answers_as_one_made_at_once(
    case: CaseFile, events: list[Any], questions: list[dict[str, Any]]
) -> None:
    """Late entries are recorded after the file has answered, and are dated at any time."""
    for event in events:
        for asked in ({}, *questions):
            answers(case.at(**asked))
        case = case.record(event)
    for asked in ({}, *questions):
        assert answers(case.at(**asked)) == answers(fresh(case).at(**asked))


def test_what_some_sources_tell_first_is_not_the_whole_act() -> None:
    """The weaker account comes first in the file, alone; the stronger one must not be counted in addition."""
    wire, court = Source("Wire", basis=Basis.PRESS), Source("Court", basis=Basis.RECORD)
    one: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    case = CaseFile("c").record(ChargeFiled(on="2023-01", **one), source=wire)
    case = case.record(ChargeFiled(on="2023-01-31", **one), source=court, account_of="e1")
    assert [entry.id for entry in case.at(according_to=wire).entries] == ["e1"]
    assert [entry.id for entry in case.at().entries] == ["e2"]


def test_an_act_on_every_charge_reaches_charges_that_are_recorded_later() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    case = case.record(DefendantDied(on="2023-05-01", defendant="A. Doe"))
    assert case.at()["A. Doe"].status.status == "abated"
    case = case.record(ChargeFiled(on="2023-02-28", defendant="A. Doe", charge="2"))
    assert case.at().charge("A. Doe", "2").status.status == "abated"


def test_a_long_history_is_gone_on_with_from_the_middle() -> None:
    """There are more entries than one draft holds, so that both cached and newly folded entries matter."""
    one: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    case = CaseFile("c").record(ChargeFiled(on="2020-01-01", **one))
    for day in range(1, 29):
        case = case.record(ChargeAmended(on=f"2020-02-{day:02d}", grade=f"{day}", **one))
        case = case.record(PleaEntered(on=f"2020-02-{day:02d}", plea="not guilty", **one))
    case.at().charge("A. Doe", "1")
    for late in ("2020-01-15", "2020-02-11", "2020-02-28", "2020-03-01"):
        grown = case.record(ChargeAmended(on=late, grade="late", **one))
        assert grown.at().charge("A. Doe", "1") == fresh(grown).at().charge("A. Doe", "1")
        assert grown.at(late).charge("A. Doe", "1") == fresh(grown).at(late).charge("A. Doe", "1")
        assert case.at(late).charge("A. Doe", "1") == fresh(case).at(late).charge("A. Doe", "1")
