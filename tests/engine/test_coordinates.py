"""The coordinates of a question: the meaning of each at its limits, and the values that are refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from by_hand import believed, known, speaker
from histories import coordinates, histories, knowing
from hypothesis import given

from casestate import UNKNOWN_SOURCE, Basis, CaseFile, Clearance, Clock, Coordinates, Entry, Reading, Source
from casestate.errors import InvalidCoordinates, InvalidWhen
from casestate.events import ChargeDismissed, ChargeFiled, Noted

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
WIRE = Source("wire", basis=Basis.PRESS, published="2023-04-20")
COURT = Source("court", basis=Basis.RECORD)
NOTED = Noted(on="2023-01-01", text="x")
EMPTY = CaseFile("c")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"known_on": "soon"}, r"known_on= takes a day such as 2023-04-20, or a moment with its zone, not 'soon'"),
        ({"known_on": "2023-04"}, r"known_on= takes a day such as 2023-04-20, .* not '2023-04'"),
        ({"known_on": "2023-04-20T09:00"}, r"a moment with its zone, not '2023-04-20T09:00'"),
        ({"known_on": datetime(2023, 4, 20)}, r"a moment with its zone, not datetime"),
        ({"known_on": 5}, r"known_on= takes a day .* not 5"),
        (
            {"according_to": "hearsay"},
            r"according_to= takes a Basis, a Source, several, .* not 'hearsay'; a basis is one of record,",
        ),
        ({"according_to": 5}, r"or a predicate on Source, not 5"),
        ({"according_to": [COURT, "wire"]}, r"according_to= takes a Basis, a Source, several"),
        ({"clock": "sundial"}, r"sundial.*accepted: recorded, docket, published"),
        ({"clearance": "secret"}, r"secret.*accepted: public, sealed, expunged"),
        ({"reading": "middle"}, r"middle.*accepted: worlds, earliest, latest"),
        (
            {"known_on": "2023-04-20T09:00Z", "clock": "docket"},
            r"the docket clock tells days; give known_on= a day, not 2023-04-20 09:00:00\+00:00",
        ),
        ({"known_on": "2023-04-20T09:00Z", "clock": "published"}, r"the published clock tells days"),
    ],
)
def test_a_coordinate_that_is_none_is_refused_with_what_is_taken(given: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidCoordinates, match=words):
        EMPTY.at(**given)


class Unhashable:
    """A predicate that has no hash, so that answers to it cannot be cached."""

    __hash__ = None  # type: ignore[assignment]

    def __call__(self, source: Source) -> bool:
        return source == COURT

    def __eq__(self, other: object) -> bool:
        return False


def test_a_predicate_that_cannot_be_told_from_another_is_refused() -> None:
    with pytest.raises(InvalidCoordinates, match="a predicate on Source, not"):
        EMPTY.at(according_to=Unhashable())


@pytest.mark.parametrize("day", ["2023-04", "soon", 5, datetime(2023, 4, 20)])
def test_the_legal_day_is_exactly_one_day(day: Any) -> None:
    with pytest.raises(InvalidWhen, match=r"as_of|soon"):
        EMPTY.at(day)
    with pytest.raises(InvalidWhen, match=r"as_of|soon"):
        EMPTY.at().at(as_of=day)
    with pytest.raises(InvalidWhen, match=r"day|soon"):
        EMPTY.on_record(day)


def recorded(at: str | datetime | None) -> CaseFile:
    return EMPTY.record(NOTED, recorded_at=at)


@pytest.mark.parametrize(
    ("at", "known_on", "is_known"),
    [
        ("2023-04-20T23:59:59.999999Z", "2023-04-20", True),
        ("2023-04-21T00:00:00Z", "2023-04-20", False),
        ("2023-04-20T20:00:00-06:00", "2023-04-20", False),
        ("2023-04-21T02:00:00+06:00", "2023-04-20", True),
        ("2023-04-20T09:00:00Z", "2023-04-20T09:00:00Z", True),
        ("2023-04-20T09:00:00.000001Z", "2023-04-20T09:00:00Z", False),
        ("2023-04-20T09:00:00Z", datetime(2023, 4, 20, 3, tzinfo=timezone(timedelta(hours=-6))), True),
        ("2023-04-20T09:00:00Z", date(2023, 4, 19), False),
        (None, "9999-12-31", False),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31", True),
    ],
)
def test_a_day_is_known_to_its_end_in_utc_and_a_moment_to_itself(at: Any, known_on: Any, is_known: bool) -> None:
    assert bool(recorded(at).at(known_on=known_on).entries) is is_known


@pytest.mark.parametrize(
    ("published", "day", "is_known"),
    [
        ("2023-04-20", "2023-04-20", True),
        ("2023-04-20", "2023-04-19", False),
        ("2023-04", "2023-04-29", False),
        ("2023-04", "2023-04-30", True),
        ("[..2023-04-20]", "2023-04-20", True),
        ("[2023-04-20..]", "2024-01-01", False),
        (None, "9999-12-31", False),
    ],
)
def test_what_a_source_said_is_known_once_it_was_certainly_published(published: Any, day: str, is_known: bool) -> None:
    case = EMPTY.record(NOTED, source=Source("wire", published=published))
    assert bool(case.at(known_on=day, clock="published").entries) is is_known


def test_what_the_court_entered_is_known_by_its_docket_on_that_day() -> None:
    case = EMPTY.record(ChargeFiled(on="2023-01-31", **ONE), docketed_on="2023-02-02")
    case = case.record(ChargeDismissed(on="2023-03-01", **ONE), recorded_at="2023-03-01T12:00Z")
    assert case.at(known_on="2023-02-01", clock=Clock.DOCKET).defendants == ()
    assert case.on_record("2023-02-02").charge("A. Doe", "1").phase == "charged"
    assert case.on_record("2023-12-31").charge("A. Doe", "1").phase == "charged"
    assert case.on_record("2023-02-02").coordinates == Coordinates(
        as_of="2023-02-02", known_on="2023-02-02", clock="docket"
    )


def test_entries_with_no_time_on_the_clock_are_counted_and_never_shown() -> None:
    case = recorded("2023-04-20T09:00Z").record(NOTED, docketed_on="2023-01-01")
    case = case.record(NOTED, source=WIRE).record(NOTED, source=Source("late", published="[2023..]"))
    assert case.at("2023-01-01").untimed == 0
    counts = {clock: case.at(known_on="2023-12-31", clock=clock).untimed for clock in Clock}
    assert counts == {Clock.RECORDED: 3, Clock.DOCKET: 3, Clock.PUBLISHED: 3}
    shown = {clock: len(case.at(known_on="2023-12-31", clock=clock).entries) for clock in Clock}
    assert shown == {Clock.RECORDED: 1, Clock.DOCKET: 1, Clock.PUBLISHED: 1}
    assert case.at(known_on="2023-12-31", according_to=WIRE).untimed == 1


@pytest.mark.parametrize(
    ("whom", "heard"),
    [
        (None, ["court", "early", "late", "nobody"]),
        (Basis.RECORD, ["court"]),
        ("press", ["court", "early", "late"]),
        (Basis.UNKNOWN, ["court", "early", "late", "nobody"]),
        (Source("wire", basis=Basis.PRESS), ["early", "late"]),
        (Source("wire", basis=Basis.PRESS, published="2023-04-20"), ["early"]),
        (Source("wire", basis=Basis.RECORD), []),
        ([COURT, WIRE], ["court", "early"]),
        ((), []),
        (UNKNOWN_SOURCE, ["nobody"]),
        (lambda source: source.name.startswith("w"), ["early", "late"]),
        (lambda source: "" if source == COURT else "yes", ["early", "late", "nobody"]),
    ],
)
def test_whom_to_believe(whom: Any, heard: list[str]) -> None:
    later = Source("wire", basis=Basis.PRESS, published="2023-05-01")
    case = EMPTY.record(NOTED, source=COURT, id="court").record(NOTED, source=WIRE, id="early")
    case = case.record(NOTED, source=later, id="late").record(NOTED, id="nobody")
    assert [entry.id for entry in case.at(according_to=whom).entries] == heard


def test_coordinates_are_told_in_words_and_their_defaults_left_out() -> None:
    def a_reader(source: Source) -> bool:
        return source == COURT

    assert str(Coordinates()) == "as of the last entry"
    every = Coordinates(
        as_of="2023-04-20",
        known_on="2023-05-01",
        clock="docket",
        according_to="press",
        clearance="sealed",
        reading="latest",
    )
    assert str(every) == (
        "as of 2023-04-20, as known on 2023-05-01 by the clock docket, according to press or stronger, "
        "with what is sealed, each imprecise date at its latest"
    )
    assert str(Coordinates(according_to=[WIRE, COURT])) == "as of the last entry, according to court, wire"
    assert str(Coordinates(according_to=a_reader)) == "as of the last entry, according to a_reader"
    assert "according to <tests" not in repr(EMPTY.at(according_to=WIRE))
    assert repr(EMPTY.at("2023-04-20", according_to=WIRE)) == "<View as of 2023-04-20, according to wire: 0 defendants>"


def test_a_moment_is_kept_in_utc_and_a_day_as_a_day() -> None:
    assert Coordinates(known_on="2023-04-20T09:00-06:00").known_on == datetime(2023, 4, 20, 15, tzinfo=UTC)
    assert Coordinates(known_on="2023-04-20").known_on == date(2023, 4, 20)
    assert Coordinates(known_on=date(2023, 4, 20)) == Coordinates(known_on="2023-04-20")


def test_in_whatever_order_sources_are_believed_the_question_is_one() -> None:
    one, other = Coordinates(according_to=[WIRE, COURT, WIRE]), Coordinates(according_to={COURT, WIRE})
    assert one == other
    assert hash(one) == hash(other)
    assert Coordinates(according_to=COURT) == Coordinates(according_to=(COURT,))


def test_a_view_stays_on_its_coordinates_until_they_are_changed() -> None:
    case = EMPTY.record(ChargeFiled(on="2023-01-31", **ONE), source=WIRE, recorded_at="2023-02-01T00:00Z")
    view = case.at("2023-04-20", known_on="2023-05-01", according_to=WIRE, clearance="sealed", reading="latest")
    moved = view.at(as_of="2023-01-30")
    assert moved.coordinates == Coordinates(
        as_of="2023-01-30", known_on="2023-05-01", according_to=WIRE, clearance=Clearance.SEALED, reading=Reading.LATEST
    )
    assert view.at(known_on=None, according_to=None).coordinates.selection == (None, Clock.RECORDED, None, "sealed")
    with pytest.raises(TypeError, match="wind"):
        view.at(wind="north")  # type: ignore[call-arg]


@given(histories(), coordinates())
def test_a_question_asked_again_after_many_others_gets_the_same_answer(case: CaseFile, asked: dict[str, Any]) -> None:
    """Guards against an index that is cached for one question and used for another."""
    first = case.at(**asked)
    entries, findings = first.entries, first.findings
    for number in range(70):
        assert case.at(known_on=date(2000, 1, 1) + timedelta(number)).entries == ()
    again = case.at(**asked)
    assert (again.entries, again.findings) == (entries, findings)
    assert (first.entries, first.findings) == (entries, findings)


@given(histories(), knowing())
def test_known_and_believed_are_what_they_are_by_hand(case: CaseFile, asked: dict[str, Any]) -> None:
    at = Coordinates(**asked)
    by_hand: Callable[[Entry], bool] = lambda entry: known(entry, at.known_on, at.clock)  # noqa: E731
    assert [bool(at.known([entry])) for entry in case] == [by_hand(entry) for entry in case]
    view = case.at(clearance="expunged", **asked)
    timeless = [entry for entry in case if not known(entry, date(9999, 12, 30), at.clock)]
    counted = [entry for entry in timeless if believed(speaker(entry, case), asked["according_to"])]
    assert view.untimed == (0 if at.known_on is None else len(counted))
