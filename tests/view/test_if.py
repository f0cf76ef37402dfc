"""Views as if one more event had happened: at any coordinates, and in no file."""

import re
from typing import Any

import pytest
from differing import subjects_of, told_by, told_files, views
from histories import coordinates, from_the_court, histories
from hypothesis import given
from hypothesis import strategies as st
from printed import answers
from strategies import near_events, near_whens, short_events

from casestate import Basis, CaseFile, Source, View, dumps
from casestate.errors import InvalidEntry
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    Event,
    HearingSet,
    PleaEntered,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    ReleaseOrdered,
    Stated,
)
from casestate.testing.strategies.plain import NAMES

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = CaseFile("c").record(ChargeFiled(on="2023-01-31", **ONE), recorded_at="2023-01-31T12:00:00Z")
DISMISSAL = ChargeDismissed(on="2023-04-21", prejudice="without", **ONE)


@given(st.data(), told_files(most=4), near_events)
def test_a_supposition_equals_a_view_of_the_longer_file(data: st.DataObject, case: CaseFile, event: Event) -> None:
    day = data.draw(st.none() | st.dates())
    supposed, recorded = case.at(day, clearance="expunged").if_(event), case.record(event).at(day, clearance="expunged")
    subjects = subjects_of(recorded)
    assert told_by(supposed, subjects) == told_by(recorded, subjects)


@given(st.data(), told_files(most=4), near_events, st.dates())
def test_a_supposition_keeps_the_coordinates(data: st.DataObject, case: CaseFile, event: Event, day: Any) -> None:
    view = data.draw(views(case))
    assert view.if_(event).coordinates == view.coordinates
    there, back = view.at(as_of=day).if_(event), view.if_(event).at(as_of=day)
    subjects = subjects_of(there)
    assert there.defendants == back.defendants
    assert told_by(there, subjects) == told_by(back, subjects)


@pytest.mark.parametrize(
    "coordinates",
    [
        {"known_on": "2023-02-01"},
        {"known_on": "2023-02-01", "clock": "docket"},
        {"according_to": "record"},
        {"clearance": "sealed"},
        {"reading": "latest"},
    ],
    ids=str,
)
def test_a_supposed_event_counts_at_any_coordinates(coordinates: dict[str, Any]) -> None:
    view = FILED.at("2023-05-01", **coordinates).if_(DISMISSAL)
    why = view.charge("A. Doe", "1").why("phase")
    assert (str(why.value), why.entries[-1].id) == ("dismissed", "if-1")
    assert view.at(as_of="2023-04-20").diff(view) != ()


def test_suppositions_compose_and_leave_the_view_unchanged() -> None:
    view = FILED.at("2023-05-01")
    twice = view.if_(DISMISSAL).if_(ChargeFiled(on="2023-05-01", defendant="A. Doe", charge="2", refiles=("1",)))
    assert [entry.id for entry in twice.timeline] == ["e1", "if-1", "if-2"]
    assert str(twice.charge("A. Doe", "1").succession) == "refiled"
    assert [entry.id for entry in view.timeline] == ["e1"]


def test_a_supposed_event_is_in_no_file() -> None:
    view = FILED.at("2023-05-01").if_(DISMISSAL)
    assert view.timeline[-1].id == "if-1"
    assert "if-1" not in FILED
    assert dumps(FILED) == dumps(CaseFile("c").record(FILED["e1"].event, recorded_at="2023-01-31T12:00:00Z"))
    with pytest.raises(InvalidEntry, match="if-1 was only supposed"):
        FILED.extend(view.timeline)
    with pytest.raises(InvalidEntry, match="if-1 was only supposed"):
        CaseFile("other", entries=view.timeline)
    with pytest.raises(AttributeError):
        dumps(view)  # type: ignore[arg-type]  # a view is no file


def test_a_supposed_sealing_hides_like_a_recorded_one() -> None:
    sealed = RecordSealed(on="2023-04-01", **ONE)
    view = FILED.at("2023-05-01", clearance="sealed").if_(sealed)
    assert str(view.charge("A. Doe", "1").visibility) == "sealed"
    assert FILED.at("2023-05-01").if_(sealed).defendants == FILED.record(sealed).at("2023-05-01").defendants == ()


COURT = Source("the court", basis=Basis.RECORD, published="0001-01-01")
KNOWN: dict[str, Any] = {"recorded_at": "0001-01-01T00:00:00Z", "docketed_on": "0001-01-01"}


def orders(*acts: type[Any]) -> st.SearchStrategy[Event]:
    """Draw orders about the record of one of a few charges."""
    return st.builds(
        lambda act, on, who, key: act(on=on, defendant=who, charge=key),
        st.sampled_from(acts),
        near_whens(),
        st.sampled_from(NAMES[:2]),
        st.sampled_from(["1", "2"]),
    )


@st.composite
def around(draw: st.DrawFn) -> Event:
    """Draw events about people that name their charges."""
    on, who = draw(near_whens()), draw(st.sampled_from(NAMES[:2]))
    kind = draw(st.sampled_from(["linked", "hearing", "said", "custody"]))
    if kind == "linked":
        return ChargeFiled(on=on, defendant=who, charge="1", alternative_to=["2"])
    if kind == "hearing":
        people = draw(st.lists(st.sampled_from(NAMES[:2]), min_size=1, unique=True))
        return HearingSet(on=on, hearing="h", for_="2023-03-01", defendants=people)
    if kind == "custody":
        return ReleaseOrdered(on=on, defendant=who, status="detained")
    return Stated(
        on=on, by="counsel", modality="expects", text="x", about=ChargeDismissed(on=on, **ONE), defendants=who
    )


files_with_orders = histories(
    event=short_events(NAMES[:2]) | around() | orders(RecordSealed, RecordExpunged, RecordUnsealed), most=8
)


def told_of(view: View) -> str:
    """Return everything that a view answers, without what distinguishes a supposed from a recorded entry."""
    text = answers(view).replace("Supposition(", "Entry(")
    at = r"""(['"]0001-[^'"]*['"]|datetime\.(date|datetime)\(1, 1, 1[^)]*\))"""
    return re.sub(rf""", ['"]?(recorded_at|docketed_on)['"]?(=|: ){at}""", "", text)


@given(st.data(), files_with_orders, orders(RecordSealed, RecordExpunged), coordinates())
def test_a_supposed_order_hides_exactly_what_a_recorded_one_would(
    data: st.DataObject, case: CaseFile, event: Event, asked: dict[str, Any]
) -> None:
    """This holds for the public and the highest clearance; otherwise an order on a hidden charge reveals nothing."""
    asked["according_to"] = data.draw(st.none() | st.sampled_from(Basis) | st.just(from_the_court))
    asked["clearance"] = data.draw(st.sampled_from(["public", "public", "expunged"]))
    supposed = case.at(**asked).if_(event, COURT)
    recorded = case.record(event, id="if-1", source=COURT, **KNOWN).at(**asked)
    assert told_of(supposed) == told_of(recorded)


def test_a_supposed_sealing_omits_links_to_a_hidden_correction() -> None:
    case = FILED.correct("e1", ChargeFiled(on="2023-01-30", **ONE), reason="misread the stamp")
    two: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}
    case = case.record(ChargeFiled(on="2023-02-01", **two)).record(
        PleaEntered(on="2023-02-02", plea="not guilty", **two), after=["e1", "e3"]
    )
    sealed = RecordSealed(on="2023-04-01", **ONE)
    assert [entry.after for entry in case.at().if_(sealed).timeline] == [(), ("e3",)]
    assert [entry.after for entry in case.record(sealed).at().timeline] == [(), ("e3",)]
