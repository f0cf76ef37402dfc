"""The fates of statements: each rule by its smallest case, and every fate tested against every assignment of days."""

from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FIRST, LAST, near_whens

from casestate import CaseFile, Certainty, When
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeReinstated,
    ClaimDismissed,
    DefendantDied,
    Event,
    HearingHeld,
    Modality,
    MotionDecided,
    MotionOutcome,
    NewTrialGranted,
    Noted,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    PleaSetAside,
    Stated,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
)
from casestate.explain.fate import Fate, Statement

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-31", instrument="indictment", **ONE)
DROPPED = ChargeDismissed(on="2023-04-21", by="prosecutor", prejudice="without", **ONE)
TRIED = TrialBegan(on="2023-03-01", **ONE)
CLEARED = VerdictReturned(on="2023-03-10", verdict="not guilty", **ONE)


def said(modality: str, about: Event | None, on: str = "2023-02-15", by: str = "counsel") -> Stated:
    return Stated(on=on, by=by, modality=Modality(modality), about=about, text="so", defendants="A. Doe")


def drop(on: str = "[2023-02-15..]", **more: Any) -> ChargeDismissed:
    return ChargeDismissed(on=on, **ONE, **more)


def verdict(kind: str, on: str = "[2023-02-15..]") -> VerdictReturned:
    return VerdictReturned(on=on, verdict=VerdictKind(kind), **ONE)


def told(*events: Event, day: str | None = None, **asked: Any) -> Statement:
    """Return the first statement, in a file of these events in this order."""
    case = CaseFile("said")
    for event in events:
        case = case.record(event)
    return case.at(day, **asked).statements[0]


def told_by(statement: Statement) -> tuple[Fate, list[str]]:
    return statement.fate, [entry.id for entry in statement.by]


class TestAnExpectation:
    def test_is_open_until_it_is_met(self) -> None:
        events = (FILED, said("expects", drop()), DROPPED)
        assert told_by(told(*events, day="2023-04-20")) == (Fate.OPEN, [])
        assert told_by(told(*events, day="2023-04-21")) == (Fate.MET, ["e3"])

    def test_is_met_by_a_kind_of_the_act(self) -> None:
        expected = said("expects", ChargeAmended(on="2023-03", **ONE))
        assert told(FILED, expected, ChargeDowngraded(on="2023-03-05", offense="theft", **ONE)).fate is Fate.MET

    def test_is_not_met_by_the_like_on_another_charge(self) -> None:
        other = ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="2")
        assert told(FILED, said("expects", drop()), other).fate is Fate.OPEN

    def test_looks_forward(self) -> None:
        """An act before the statement does not meet it, unless the stated days include it."""
        before = attrs.evolve(DROPPED, on=When.parse("2023-02-01"))
        back = ChargeReinstated(on="2023-02-10", **ONE)
        assert told(FILED, before, back, said("expects", drop("[..]"))).fate is Fate.OPEN

    def test_said_on_an_unknown_day_may_have_come_first(self) -> None:
        before = attrs.evolve(DROPPED, on=When.parse("2023-02-10"))
        assert told(FILED, before, said("expects", drop("2023"), on="2023-02")).possible[0] is Fate.MET
        assert told(FILED, before, said("expects", drop("2023"), on="2023-02")).fate is Fate.UNDECIDED

    def test_said_by_a_day_before_the_days_said_is_weighed_by_those(self) -> None:
        assert told(FILED, said("expects", drop("2023-04"), on="[..2023-04-01]"), DROPPED).fate is Fate.MET

    def test_lapses_when_its_days_have_passed(self) -> None:
        events = (FILED, said("expects", drop("2023-03")), Noted(on="2024-01-01", text="x"))
        assert told(*events, day="2023-03-30").fate is Fate.OPEN
        assert told_by(told(*events, day="2023-03-31")) == (Fate.LAPSED, [])
        assert told(*events).fate is Fate.LAPSED

    @pytest.mark.parametrize(
        ("known_on", "fate"),
        [
            ("2023-03-30", Fate.OPEN),
            ("2023-03-31", Fate.LAPSED),
            ("2023-03-31T20:00:00Z", Fate.OPEN),
            ("2023-04-01T00:00:00Z", Fate.LAPSED),
            ("2023-02-16T12:00:00Z", Fate.OPEN),
        ],
    )
    @pytest.mark.parametrize("day", [None, "2023-12-31"])
    def test_does_not_lapse_on_days_not_yet_reached_when_it_was_known(
        self, known_on: str, fate: Fate, day: str | None
    ) -> None:
        case = CaseFile("said")
        for event in (FILED, said("expects", drop("2023-03")), Noted(on="2024-01-01", text="to come")):
            case = case.record(event, recorded_at="2023-02-16T12:00:00Z")
        assert case.at(day, known_on=known_on).statements[0].fate is fate

    def test_does_not_lapse_by_a_clock_that_nobody_read(self) -> None:
        """Without a legal day, time has passed up to the last entry."""
        assert told(FILED, said("expects", drop("2023-03"))).fate is Fate.OPEN
        assert told(FILED, said("expects", drop()), day="9999-12-31").fate is Fate.OPEN

    def test_once_lapsed_stays_lapsed(self) -> None:
        assert told(FILED, said("expects", drop("2023-03")), DROPPED).fate is Fate.LAPSED

    def test_is_overtaken_when_the_law_leaves_no_way_there(self) -> None:
        events = (FILED, said("expects", verdict("guilty")), TRIED, CLEARED)
        assert told(*events, day="2023-03-09").fate is Fate.OPEN
        assert told_by(told(*events)) == (Fate.OVERTAKEN, ["e4"])

    def test_is_overtaken_when_its_subject_ended_otherwise(self) -> None:
        assert told_by(told(FILED, said("expects", verdict("guilty")), DROPPED)) == (Fate.OVERTAKEN, ["e3"])
        died = DefendantDied(on="2023-03-01", defendant="A. Doe")
        assert told_by(told(FILED, said("expects", drop()), died)) == (Fate.OVERTAKEN, ["e3"])

    def test_is_overtaken_by_the_same_act_done_in_another_way(self) -> None:
        by_court = attrs.evolve(DROPPED, by="court")
        assert told_by(told(FILED, said("expects", drop(by="prosecutor")), by_court)) == (Fate.OVERTAKEN, ["e3"])

    def test_is_met_after_all_when_what_overtook_it_was_undone(self) -> None:
        again = attrs.evolve(DROPPED, on=When.parse("2023-06-01"))
        events = (
            FILED,
            said("expects", drop()),
            PleaAccepted(on="2023-03-01", plea="guilty", **ONE),
            PleaSetAside(on="2023-05-01", **ONE),
            again,
        )
        assert told_by(told(*events)) == (Fate.MET, ["e5"])

    def test_of_what_had_ended_before_is_not_overtaken(self) -> None:
        events = (FILED, TRIED, CLEARED, said("expects", verdict("guilty", "[2023-05..]"), on="2023-04-01"))
        assert told(*events).fate is Fate.OPEN

    def test_of_what_no_table_governs_may_be_met_and_may_lapse(self) -> None:
        held = HearingHeld(on="2023-03-05", hearing="h")
        expected = said("expects", HearingHeld(on="2023-03", hearing="h"))
        assert told(expected, held).fate is Fate.MET
        assert told(expected, day="2023-04-01").fate is Fate.LAPSED

    def test_of_several_parties_needs_each(self) -> None:
        expected = said("expects", ClaimDismissed(on="2023", claim="k", defendants=("A. Doe", "B. Roe")))
        first, second = (ClaimDismissed(on="2023-05-01", claim="k", defendants=who) for who in ("A. Doe", "B. Roe"))
        assert told(expected, first, day="2023-06-01").fate is Fate.OPEN
        assert told_by(told(expected, first, second)) == (Fate.MET, ["e2", "e3"])

    def test_of_a_charge_that_the_file_does_not_have_is_open(self) -> None:
        assert told(said("expects", drop())).fate is Fate.OPEN


class TestWhatIsNotSaid:
    """A coded field that one side leaves out, or gives in raw words, decides nothing."""

    @pytest.mark.parametrize(
        ("expected", "done"),
        [
            (PleaKind.GUILTY, PleaKind.UNKNOWN),
            (PleaKind.GUILTY, PleaKind.raw("nolo (Art. 12)")),
            (PleaKind.raw("nolo (Art. 12)"), PleaKind.NOT_GUILTY),
        ],
    )
    def test_leaves_it_undecided(self, expected: PleaKind, done: PleaKind) -> None:
        plea = PleaEntered(on="2023-03", plea=expected, **ONE)
        told_ = told(FILED, said("expects", plea), PleaEntered(on="2023-03-05", plea=done, **ONE), day="2023-03-20")
        assert set(told_.possible) == {Fate.MET, Fate.OPEN}
        assert told_.fate is Fate.UNDECIDED

    @pytest.mark.parametrize("kind", [PleaKind.UNKNOWN, PleaKind.NOT_GUILTY])
    def test_names_nothing_that_could_differ(self, kind: PleaKind) -> None:
        plea = PleaEntered(on="2023-03", plea=kind, **ONE)
        done = PleaEntered(on="2023-03-05", plea="not guilty", **ONE)
        assert told(FILED, said("expects", plea), done).fate is Fate.MET


class TestAClaim:
    @pytest.mark.parametrize("modality", ["asserts", "alleges"])
    def test_is_confirmed_by_the_act(self, modality: str) -> None:
        assert told_by(told(FILED, said(modality, drop("2023-04")), DROPPED)) == (Fate.CONFIRMED, ["e3"])

    def test_is_open_while_the_record_has_nothing(self) -> None:
        assert told(FILED, said("asserts", drop("[..2023-02-15]")), day="2023-06-01").fate is Fate.OPEN

    def test_is_open_where_the_act_fell_on_another_day(self) -> None:
        assert told(FILED, said("asserts", drop("2023-03")), DROPPED).fate is Fate.OPEN

    def test_is_contradicted_where_the_record_has_it_otherwise(self) -> None:
        guilty = said("asserts", verdict("guilty", "2023-03-10"), on="2023-03-11")
        assert told_by(told(FILED, TRIED, CLEARED, guilty)) == (Fate.CONTRADICTED, ["e3"])

    def test_is_open_where_the_table_leaves_room_for_another(self) -> None:
        """Pleaded not guilty in March; a plea of guilty that month may be missing from the record."""
        pleaded = PleaEntered(on="2023-03-05", plea="not guilty", **ONE)
        guilty = said("asserts", PleaEntered(on="2023-03", plea="guilty", **ONE))
        assert told(FILED, pleaded, guilty).fate is Fate.OPEN

    def test_is_contradicted_where_it_could_not_be_done_on_the_days_said(self) -> None:
        later = said("asserts", TrialBegan(on="2023-05", **ONE), on="2023-06-01")
        assert told_by(told(FILED, TRIED, CLEARED, later)) == (Fate.CONTRADICTED, ["e3"])

    def test_is_not_contradicted_where_the_way_was_opened_meanwhile(self) -> None:
        convicted = attrs.evolve(CLEARED, verdict="guilty")
        opened = NewTrialGranted(on="2023-05-05", **ONE)
        closed = attrs.evolve(DROPPED, on=When.parse("2023-05-20"))
        trial = said("asserts", TrialBegan(on="2023-05", **ONE), on="2023-06-01")
        assert told(FILED, TRIED, convicted, opened, closed, trial).fate is Fate.OPEN

    def test_of_days_to_come_is_open(self) -> None:
        trial = said("asserts", TrialBegan(on="2023-05", **ONE))
        assert told(FILED, TRIED, CLEARED, trial, day="2023-04-30").fate is Fate.OPEN

    def test_of_a_motion_is_open_where_the_record_has_another_ruling(self) -> None:
        ruled = MotionDecided(on="2023-03-05", motion="m", outcome="denied")
        granted = attrs.evolve(ruled, outcome=MotionOutcome.GRANTED)
        assert told(ruled, said("asserts", granted)).fate is Fate.OPEN


class TestADenial:
    @pytest.mark.parametrize("modality", ["denies", "disputes"])
    def test_of_what_the_record_has_is_contradicted(self, modality: str) -> None:
        assert told_by(told(FILED, said(modality, drop("2023-04")), DROPPED)) == (Fate.CONTRADICTED, ["e3"])

    def test_of_what_the_record_has_otherwise_is_confirmed(self) -> None:
        guilty = said("denies", verdict("guilty", "2023-03-10"), on="2023-03-11")
        assert told_by(told(FILED, TRIED, CLEARED, guilty)) == (Fate.CONFIRMED, ["e3"])

    def test_of_what_the_record_does_not_have_is_open(self) -> None:
        assert told(FILED, said("denies", drop("2023-04")), day="2023-06-01").fate is Fate.OPEN


class TestAQuestion:
    def test_is_open_until_the_record_answers(self) -> None:
        asked = said("undetermined", drop("2023-04"))
        assert told(FILED, asked, DROPPED, day="2023-04-20").fate is Fate.OPEN
        assert told_by(told(FILED, asked, DROPPED)) == (Fate.ANSWERED, ["e3"])

    def test_is_answered_by_no_as_well(self) -> None:
        asked = said("undetermined", verdict("guilty", "2023-03-10"), on="2023-03-09")
        assert told(FILED, TRIED, CLEARED, asked).fate is Fate.ANSWERED


@pytest.mark.parametrize("modality", list(Modality))
def test_a_statement_that_names_no_act_is_not_weighed(modality: Modality) -> None:
    assert told(said(modality, None)).possible == (Fate.NOT_WEIGHED,)
    assert told(said(modality, Noted(on="2023", text="x"))).fate is Fate.NOT_WEIGHED


@pytest.mark.parametrize("modality", ["declines_comment", "retracts"])
def test_no_comment_and_a_retraction_assert_nothing(modality: str) -> None:
    assert told(FILED, said(modality, drop()), DROPPED).fate is Fate.NOT_WEIGHED


class TestWithdrawn:
    spoken = said("asserts", drop(by="prosecutor"))

    def retracted(self, **other: Any) -> Stated:
        return attrs.evolve(said("retracts", drop(), on="2023-02-20"), **other)

    def test_by_its_speaker_later(self) -> None:
        events = (FILED, self.spoken, self.retracted())
        assert told(*events, day="2023-02-19").fate is Fate.OPEN
        assert told_by(told(*events)) == (Fate.WITHDRAWN, ["e3"])

    def test_whatever_came_of_it(self) -> None:
        assert told(FILED, self.spoken, self.retracted(), DROPPED).fate is Fate.WITHDRAWN

    @pytest.mark.parametrize(
        "other",
        [
            {"by": "the prosecutor"},
            {"on": "2023-02-01"},
            {"about": None},
            {"about": attrs.evolve(drop(), charge="2")},
            {"about": drop(by="court")},
            {"about": TRIED},
            {"modality": "denies"},
        ],
    )
    def test_by_nothing_less(self, other: dict[str, Any]) -> None:
        assert told(FILED, self.spoken, self.retracted(**other)).fate is Fate.OPEN

    @pytest.mark.parametrize("first", [True, False])
    def test_on_one_day_in_the_order_of_the_file(self, first: bool) -> None:
        pair = [self.spoken, self.retracted(on="2023-02-15")]
        events = pair if first else pair[::-1]
        case = CaseFile("said", entries=())
        for event in events:
            case = case.record(event)
        fates = {told_.said.modality: told_.fate for told_ in case.at().statements}
        assert fates[Modality.ASSERTS] is (Fate.WITHDRAWN if first else Fate.OPEN)

    def test_on_one_day_in_the_order_of_the_docket(self) -> None:
        case = CaseFile("said").record(self.spoken, ordinal=2).record(self.retracted(on="2023-02-15"), ordinal=1)
        assert case.at().statements[0].fate is Fate.OPEN

    def test_by_a_link(self) -> None:
        case = CaseFile("said").record(attrs.evolve(self.spoken, on="2023-02"))
        case = case.record(self.retracted(on="2023-02"))
        assert set(case.at().statements[0].possible) == {Fate.WITHDRAWN, Fate.OPEN}
        linked = CaseFile("said", entries=[case["e1"], attrs.evolve(case["e2"], after="e1")])
        assert linked.at().statements[0].fate is Fate.WITHDRAWN
        first = CaseFile("said", entries=[attrs.evolve(case["e1"], after="e2"), case["e2"]])
        assert first.at().statements[0].fate is Fate.OPEN


class TestImpreciseDates:
    dismissed = attrs.evolve(DROPPED, on=When.parse("2023-04"))

    def test_leave_it_undecided(self) -> None:
        half = told(FILED, said("expects", drop()), self.dismissed, day="2023-04-15")
        assert half.fate is Fate.UNDECIDED
        assert half.possible == (Fate.MET, Fate.OPEN)
        assert [entry.id for entry in half.by] == ["e3"]

    def test_that_meet_it_or_come_too_late_do_not_overtake_it(self) -> None:
        """The expected act itself never overtakes the expectation."""
        late = told(FILED, said("expects", drop("[..2023-04-15]")), self.dismissed, day="2023-05-01")
        assert late.possible == (Fate.MET, Fate.LAPSED)

    def test_a_reading_of_dates_chooses(self) -> None:
        events = (FILED, said("expects", drop("[..2023-04-15]")), self.dismissed)
        assert told(*events, day="2023-04-15", reading="earliest").fate is Fate.MET
        assert told(*events, day="2023-04-15", reading="latest").fate is Fate.LAPSED

    def test_more_than_can_be_worked_through_may_be_overtaken(self) -> None:
        amended = [ChargeAmended(on="2023-03", offense=f"theft {n}", **ONE) for n in range(13)]
        many = told(FILED, said("expects", drop()), *amended, day="2023-03-10")
        assert many.possible == (Fate.OVERTAKEN, Fate.OPEN)


FILM = Stated(on="2023-02-15", by="a producer", modality="expects", text="the film is shown by June")


def of_film(modality: str, on: str = "2023-07-01", **more: Any) -> Stated:
    return Stated(**{"on": on, "by": "the desk", "modality": modality, "text": FILM.text} | more)


@pytest.mark.parametrize(
    ("later", "fates"),
    [
        ([], [Fate.NOT_WEIGHED]),
        ([of_film("says_failed")], [Fate.FAILED]),
        ([of_film("says_came_true")], [Fate.MET]),
        ([of_film("says_failed"), of_film("says_came_true", by="a rival")], [Fate.MET, Fate.FAILED]),
        ([of_film("says_failed", on="2023-02-14")], [Fate.NOT_WEIGHED]),
        ([of_film("says_failed", text="another film")], [Fate.NOT_WEIGHED]),
        ([of_film("says_failed", about=DROPPED)], [Fate.NOT_WEIGHED]),
        ([of_film("says_failed", on="2023-02")], [Fate.FAILED, Fate.NOT_WEIGHED]),
        ([of_film("asserts")], [Fate.NOT_WEIGHED]),
    ],
)
def test_a_statement_decides_an_expectation_that_names_no_legal_act(later: list[Stated], fates: list[Fate]) -> None:
    statement = told(FILM, *later)
    assert list(statement.possible) == fates
    assert [entry.event for entry in statement.by] == ([] if fates == [Fate.NOT_WEIGHED] else later[::-1])


def test_no_statement_decides_an_expectation_of_a_legal_act() -> None:
    expected = Stated(on="2023-02-15", by="counsel", modality="expects", about=drop())
    assert told(FILED, expected, of_film("says_failed", about=drop(), text=None)).fate is Fate.OPEN
    assert told(of_film("says_failed"), FILM).fate is Fate.NOT_WEIGHED


def test_a_statement_that_may_be_later_is_not_listed() -> None:
    case = CaseFile("said").record(said("asserts", None, on="2023-02"))
    assert (case.at("2023-02-10").statements, len(case.at("2023-02-28").statements)) == ((), 1)


def test_a_statement_has_its_entry_and_event() -> None:
    told_ = told(said("asserts", None))
    assert told_.said is told_.entry.event


def test_a_statement_changes_no_state_whatever_its_fate() -> None:
    acts = CaseFile("said").record(FILED).record(DROPPED)
    spoken = CaseFile("said").record(FILED).record(DROPPED).record(said("asserts", verdict("guilty", "2023-03-10")))
    assert acts.at()["A. Doe"].state == spoken.at()["A. Doe"].state


_ACTS = (
    ChargeFiled(on="[..]", **ONE),
    ChargeDismissed(on="[..]", by="prosecutor", **ONE),
    ChargeDismissed(on="[..]", by="court", **ONE),
    PleaAccepted(on="[..]", plea="guilty", **ONE),
    PleaEntered(on="[..]", plea="not guilty", **ONE),
    VerdictReturned(on="[..]", verdict="not guilty", **ONE),
    ChargeReinstated(on="[..]", **ONE),
    PleaSetAside(on="[..]", **ONE),
)
_SPAN = [FIRST + timedelta(days) for days in range(3)]
_short = st.sampled_from([(a, b) for a in _SPAN for b in _SPAN if a <= b]).map(lambda pair: When.between(*pair))


@st.composite
def _histories(draw: st.DrawFn) -> list[Event]:
    """Draw up to three acts on one charge and a statement, each on one of at most three days."""
    about = draw(st.builds(attrs.evolve, st.sampled_from(_ACTS), on=_short | st.just(When())))
    spoken = st.builds(
        Stated, on=_short, by=st.just("counsel"), modality=st.sampled_from(Modality), about=st.just(about)
    )
    acts = draw(st.lists(st.builds(attrs.evolve, st.sampled_from(_ACTS), on=_short), max_size=3))
    return [*draw(st.lists(spoken, min_size=1, max_size=2)), *acts]


def _days(when: When) -> list[When]:
    return [When.on(day) for day in _SPAN if when.by(day) is not when.by(day - timedelta(1)) or _inside(when, day)]


def _inside(when: When, day: date) -> bool:
    assert when.earliest is not None
    assert when.latest is not None
    return when.earliest <= day <= when.latest


@settings(max_examples=100)
@given(_histories(), st.sampled_from(_SPAN))
def test_the_fate_on_any_assignment_of_days_is_among_the_possible_ones(events: list[Event], day: date) -> None:
    """
    Each assignment of days is a file without a doubt; its fates must be among those of the file with doubts.

    Acts that may have come in either order are folded in one, as everywhere, so those here have days apart.
    """
    acts = [event.on for event in events if not isinstance(event, Stated)]
    pairs = combinations(acts, 2)
    if any(Certainty.YES not in (one.before(two), two.before(one)) for one, two in pairs):
        return
    case = CaseFile("said")
    for event in events:
        case = case.record(event)
    vague = {told_.entry.id: told_ for told_ in case.at(day).statements}
    for days in product(*[_days(event.on) for event in events]):
        exact = CaseFile("said")
        for event, on in zip(events, days, strict=True):
            exact = exact.record(attrs.evolve(event, on=on))
        for told_ in exact.at(day).statements:
            assert len(told_.possible) == 1
            if told_.entry.id in vague:
                assert told_.fate in vague[told_.entry.id].possible


@given(_histories(), st.sampled_from(_SPAN))
def test_an_exact_expectation_is_met_only_by_the_expected_act(events: list[Event], day: date) -> None:
    exact = [attrs.evolve(event, on=_days(event.on)[0]) for event in events]
    case = CaseFile("said")
    for event in exact:
        case = case.record(event)
    for told_ in case.at(day).statements:
        about, since = told_.said.about, told_.said.on.earliest
        assert about is not None
        assert since is not None
        if any(isinstance(each, Stated) and each.modality is Modality.RETRACTS for each in exact):
            continue  # another rule decides if it was retracted
        first, last = about.on.earliest or date.min, about.on.latest or date.max
        answers = [
            event
            for event in exact
            if type(event) is type(about)
            and getattr(event, "by", None) == getattr(about, "by", None)
            and event.on.earliest is not None
            and min(max(first, since), last) <= event.on.earliest <= min(last, day)
        ]
        met = told_.said.modality is Modality.EXPECTS and bool(answers)
        assert (told_.fate is Fate.MET) == met


@given(st.lists(near_whens(), min_size=1, max_size=3), st.dates(FIRST, LAST))
def test_what_is_certain_on_a_day_stays(whens: list[When], day: date) -> None:
    """Met, lapsed and overtaken are final on later days, in files where nothing reopens."""
    case = CaseFile("said").record(said("expects", drop("[..2023-01-08]"), on="2022-12-01"))
    for when in whens:
        case = case.record(attrs.evolve(DROPPED, on=when))
    (now,), (then,) = case.at(day).statements, case.at(day + timedelta(1)).statements
    if now.fate in (Fate.MET, Fate.LAPSED, Fate.OVERTAKEN):
        assert then.fate is now.fate


def test_the_repr_of_a_statement_is_one_short_line() -> None:
    said = Stated(on="2023-04-20", by="counsel", modality="declines_comment", text="nothing to say")
    assert repr(CaseFile("c").record(said).at().statements[0]) == (
        "<Statement e1, 2023-04-20, not weighed: counsel declined to comment: nothing to say>"
    )
    bare = Stated(on="2023-04-20", by="counsel", modality="declines_comment")
    assert repr(CaseFile("c").record(bare).at().statements[0]).endswith("counsel declined to comment>")
    about = Stated(on="2023-04-20", by="counsel", modality="expects", about=ChargeDismissed(on="2023-04", **ONE))
    shown = repr(CaseFile("c").record(about).at().statements[0])
    assert shown == "<Statement e1, 2023-04-20, open: counsel expected: ChargeDismissed>"
