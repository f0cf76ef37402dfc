"""An index that continues or narrows an earlier one equals an index built from the beginning."""

import random
from datetime import date, timedelta
from typing import Any

from histories import answers, coordinates, histories
from hypothesis import given
from hypothesis import strategies as st
from strategies import short_events

from casestate import Basis, CaseFile, Source
from casestate.engine.index import Index
from casestate.events import (
    BoundOver,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    DefendantDied,
    PleaEntered,
    Stated,
    Subject,
)
from casestate.testing.strategies.plain import NAMES
from casestate.view import timeslice_of


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


def test_a_file_that_grows_entry_by_entry_keeps_a_draft_for_every_sixteen() -> None:
    """It is asked after each entry. A draft for each would be what takes most memory."""
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1"))
    for day in range(1, 65):
        case = case.record(
            ChargeAmended(on=date(2023, 1, 1) + timedelta(day), defendant="A. Doe", charge="1", grade=f"{day}")
        )
        version = case.at().charge("A. Doe", "1").version
        assert version is not None
        assert version.grade == f"{day}"
    track = timeslice_of(case.at()).index.track(Subject("charge", "A. Doe", "1"))
    assert track is not None
    ((_, kept),) = track.chronology.checkpoints.items()
    assert [count for count, _ in kept] == [16, 32, 48, 64, 65]


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


def told(index: Index) -> list[Any]:
    """Everything in an index, with its order, and the order and state of each subject."""
    tracks = [index.track(subject) for subject in index.about]
    return [
        [p.entry.id for p in index.placed],
        [[(subject, [p.entry.id for p in of]) for subject, of in each.items()] for each in (index.about, index.said)],
        list(index.defendants.items()),
        index.shared,
        [([p.entry.id for p in track.order], track.world(10**6)) for track in tracks if track],
    ]


def test_what_was_known_is_indexed_alike_from_the_whole_file_or_alone() -> None:
    """Entries are known in another order than they are recorded in, so others come first for some subjects."""
    chance = random.Random(1)
    case = CaseFile("known")
    for _ in range(120):
        who, charge = chance.choice(["A. Doe", "B. Roe"]), str(chance.randrange(4))
        one: dict[str, Any] = {"on": f"2023-02-{chance.randrange(1, 9):02d}", "defendant": who, "charge": charge}
        about = ChargeDismissed(**one)
        events = [ChargeFiled(**one), BoundOver(**one), PleaEntered(plea="not guilty", **one), ChargeAmended(**one)]
        events.append(ChargeFiled(refiles=[charge], **{**one, "charge": "again"}))
        said = Stated(on="2023-02-09", by=who, modality="expects", about=about)
        hour = f"2023-03-01T{chance.randrange(24):02d}:00:00Z"
        case = case.record(chance.choice([*events, about, said]), recorded_at=hour)
    answers(case.at())
    for hour in [f"2023-03-01T{hour:02d}:30:00Z" for hour in (11, 2, 20, 5, 12, 23)]:
        narrowed, alone = [timeslice_of(each.at(known_on=hour)).index for each in (case, fresh(case))]
        assert told(narrowed) == told(alone)
