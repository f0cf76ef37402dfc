"""Hard situations of what was said and what was done, by whom it is told, and when it was known."""

from itertools import permutations

import pytest
from hard_cases.telling import ABOVE, COUNSEL, DOCKET, DOE, WIRE, act, charge, codes, docket, errors

from casestate import CaseFile, Source, Term, When
from casestate.errors import AmbiguousState
from casestate.events import (
    AppealFiled,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    Event,
    MotionDecided,
    MotionFiled,
    MotionOutcome,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    SentenceImposed,
    SentenceModified,
    Stated,
)
from casestate.explain.fate import Fate
from casestate.law import Purpose, is_conviction
from casestate.state import Conviction, Disposition, Found, Phase, Review
from casestate.when import Certainty

FILED = act(ChargeFiled, "2023-01-31", offense="involuntary manslaughter", grade="fourth-degree felony")


class TestLawyersSayTheChargesWillBeDropped:
    """1. They say so on the 20th; the notice of dismissal is filed on the 21st."""

    dropped = act(ChargeDismissed, "[2023-04-20..]")
    case = (
        docket(FILED)
        .record(Stated(on="2023-04-20", by="counsel", modality="expects", about=dropped), source=COUNSEL)
        .record(act(ChargeDismissed, "2023-04-21", by="prosecutor", prejudice="without"), source=DOCKET)
    )

    def test_on_the_day_of_the_statement_the_charge_is_pending(self) -> None:
        view = self.case.at("2023-04-20")
        assert charge(view).phase is Phase.CHARGED
        assert charge(view).disposition is Disposition.NONE
        assert view[DOE].status.status == "pending"

    def test_what_was_said_is_kept_as_said(self) -> None:
        said = self.case.at("2023-04-20").statements
        assert [told.entry.source for told in said] == [COUNSEL]
        assert [told.fate for told in said] == [Fate.OPEN]

    def test_the_filing_bears_it_out(self) -> None:
        (said,) = self.case.at("2023-04-21").statements
        assert said.fate is Fate.MET
        assert [entry.source for entry in said.by] == [DOCKET]

    def test_the_filing_ends_it_without_a_bar(self) -> None:
        view = self.case.at("2023-04-21")
        assert charge(view).phase is Phase.DISMISSED
        assert charge(view).refilable is Certainty.YES
        assert "cleared" not in view[DOE].status.words

    def test_nothing_is_doubtful(self) -> None:
        assert codes(self.case.at()) == []


class TestThePressHasGuiltyAndTheDocketNoContest:
    """2. One plea, two accounts of it; they differ on what it admits and not on what it does."""

    pressed = docket(FILED).record(act(PleaAccepted, "2023-03", plea="guilty"), source=WIRE, id="press")
    case = pressed.record(act(PleaAccepted, "2023-03-31", plea="no contest"), source=DOCKET, account_of="press")

    def test_the_press_alone_has_an_admission(self) -> None:
        assert charge(self.pressed.at()).plea is PleaKind.GUILTY
        assert charge(self.pressed.at()).admission is True

    def test_the_docket_prevails_and_nothing_is_admitted(self) -> None:
        assert charge(self.case.at()).plea is PleaKind.NO_CONTEST
        assert charge(self.case.at()).admission is False

    @pytest.mark.parametrize("case", [pressed, case], ids=["press", "docket"])
    def test_either_way_guilt_is_found(self, case: CaseFile) -> None:
        assert charge(case.at()).found is Found.GUILTY
        assert charge(case.at()).conviction is Conviction.FOUND

    def test_two_accounts_are_one_plea_and_the_first_stays_in_the_file(self) -> None:
        assert len(charge(self.case.at()).pleas) == 1
        assert codes(self.case.at()) == ["sources-disagree"]
        assert self.case["press"].event == act(PleaAccepted, "2023-03", plea="guilty")

    def test_according_to_the_press_it_was_guilty(self) -> None:
        view = self.case.at(according_to=WIRE)
        assert charge(view).plea is PleaKind.GUILTY


class TestAnEnhancementIsRemovedAndThePressSaysChargesDropped:
    """4. The charge has a new version: no minimum of five years, at most eighteen months. Nothing was disposed of."""

    case = docket(
        act(ChargeFiled, "2023-01-31", offense="involuntary manslaughter", enhancements="firearm", minimum="5 years"),
        act(
            ChargeDowngraded,
            "2023-02-17",
            kind="enhancement removed",
            dropped_enhancements="firearm",
            exposure="18 months",
        ),
    ).record(
        Stated(on="2023-02-20", by="the press", modality="asserts", text="most serious charges dropped"), source=WIRE
    )

    def test_before_it_the_least_is_five_years(self) -> None:
        version = charge(self.case.at("2023-02-16")).version
        assert version is not None
        assert version.enhancements == ("firearm",)
        assert version.minimum == Term.parse("5 years")

    def test_after_it_the_most_is_eighteen_months(self) -> None:
        version = charge(self.case.at("2023-02-17")).version
        assert version is not None
        assert version.enhancements == ()
        assert version.minimum is None
        assert version.exposure == Term.parse("18 months")

    def test_it_is_the_same_charge_and_pending(self) -> None:
        state = charge(self.case.at())
        assert len(state.versions) == 2
        assert state.phase is Phase.CHARGED
        assert state.dismissal is None
        assert state.disposition is Disposition.NONE
        assert codes(self.case.at()) == []


class TestTheStatuteIsNewerThanTheOffence:
    """5. The enhancement charged was enacted in 2022, the offence is of 2021; the amendment mends it."""

    case = docket(
        act(
            ChargeFiled,
            "2023-01-31",
            statute="31-18-16",
            enhancements="firearm",
            minimum="5 years",
            offense_on="2021-10-21",
        ),
        MotionFiled(on="2023-02-10", motion="enhancement", seeks="to strike the enhancement", defendants=DOE),
        act(ChargeDowngraded, "2023-02-17", dropped_enhancements="firearm", exposure="18 months"),
    )

    def test_the_file_keeps_the_day_of_the_offence(self) -> None:
        filing = charge(self.case.at()).charging[0].event
        assert isinstance(filing, ChargeFiled)
        assert filing.offense_on == When.parse("2021-10-21")

    def test_asking_changes_nothing_and_the_amendment_does(self) -> None:
        enhanced = charge(self.case.at("2023-02-10")).version
        mended = charge(self.case.at("2023-02-17")).version
        assert enhanced is not None
        assert enhanced.enhancements == ("firearm",)
        assert mended is not None
        assert mended.enhancements == ()

    def test_charging_it_is_a_warning_until_the_amendment_mends_it(self) -> None:
        early = act(
            ChargeFiled,
            "2023-01-31",
            enhancements="firearm",
            offense_on="2021-10-21",
            statute_in_force_from="2022-05-18",
        )
        mended = docket(early, act(ChargeDowngraded, "2023-02-17", dropped_enhancements="firearm"))
        assert codes(docket(early).at()) == ["statute-not-in-force"]
        assert errors(docket(early).at()) == []
        assert codes(mended.at("2023-02-16")) == ["statute-not-in-force"]
        assert codes(mended.at()) == []

    @pytest.mark.parametrize("since", ["2021-10-21", "2021-10", "1978", None])
    def test_what_was_law_by_then_or_may_have_been_is_none(self, since: str | None) -> None:
        filed = act(ChargeFiled, "2023-01-31", offense_on="2021-10-21", statute_in_force_from=since)
        assert codes(docket(filed).at()) == []


class TestAnnouncedOnThe19thFiledOnThe31st:
    """6. "Charged in January" is true both ways, and until the filing nobody is charged."""

    case = CaseFile("hard-case").record(
        Stated(on="2023-01-19", by="prosecutors", modality="expects", about=act(ChargeFiled, "[2023-01-19..]")),
        source=Source("Prosecutors", basis="official"),
    )

    def test_between_the_two_they_are_not_charged(self) -> None:
        view = self.case.record(FILED, source=DOCKET).at("2023-01-30")
        assert view[DOE].charges == {}
        assert charge(view).phase is Phase.NOT_CHARGED
        assert view[DOE].status.status == "not_charged"

    def test_the_docket_settles_the_day(self) -> None:
        view = self.case.record(FILED, source=DOCKET).at("2023-01-31")
        assert charge(view).phase is Phase.CHARGED
        assert codes(view) == []

    def test_charged_in_january_leaves_the_25th_open(self) -> None:
        view = self.case.record(act(ChargeFiled, "2023-01"), source=WIRE).at("2023-01-25")
        with pytest.raises(AmbiguousState):
            _ = view.charge(DOE, "1").phase
        assert view.charge(DOE, "1").holds(lambda each: each.phase is Phase.CHARGED) is Certainty.POSSIBLY

    def test_charged_in_january_is_certain_by_its_end(self) -> None:
        case = self.case.record(act(ChargeFiled, "2023-01"), source=WIRE)
        assert charge(case.at("2023-01-31")).phase is Phase.CHARGED


class TestACorrectionEnteredNuncProTunc:
    """29. The sentence was misrecorded; the order of June is entered as of March."""

    convicted = docket(FILED, act(PleaAccepted, "2023-03-31", plea="guilty"))
    case = convicted.record(
        act(SentenceImposed, "2023-03-31", components=[]), source=DOCKET, docketed_on="2023-03-31", id="sentence"
    ).record(
        act(SentenceModified, "2023-03-31", change="corrected"),
        source=DOCKET,
        docketed_on="2023-06-05",
        recorded_at="2023-06-06T09:00:00-06:00",
        id="nunc-pro-tunc",
    )

    def test_in_law_it_holds_from_march(self) -> None:
        state = charge(self.case.at("2023-04-01"))
        assert [entry.id for entry in state.sentencing] == ["sentence", "nunc-pro-tunc"]
        assert state.sentenced == When.parse("2023-03-31")

    def test_it_touches_the_sentence_alone(self) -> None:
        assert charge(self.case.at()).conviction_on == When.parse("2023-03-31")
        assert codes(self.case.at()) == []

    def test_the_file_keeps_when_the_court_entered_it(self) -> None:
        entry = self.case["nunc-pro-tunc"]
        assert str(entry.docketed_on) == "2023-06-05"
        assert str(entry.event.on) == "2023-03-31"

    def test_what_was_published_in_april_is_reproduced(self) -> None:
        view = self.case.at("2023-04-01", known_on="2023-04-01", clock="docket")
        assert [entry.id for entry in charge(view).sentencing] == ["sentence"]


class TestEverythingOnOneDay:
    """30. Plea changed, accepted, sentence, notice of appeal: all on one day, told in any order."""

    DAY = "2023-03-06"
    before = (FILED, act(PleaEntered, "2023-02-23", plea="not guilty"))
    chain = (
        act(PleaEntered, DAY, plea="guilty"),
        act(PleaAccepted, DAY, plea="guilty"),
        act(SentenceImposed, DAY),
        act(AppealFiled, DAY, by="defendant"),
    )

    @pytest.mark.parametrize("told", list(permutations(chain)), ids=lambda told: "-".join(each.wire for each in told))
    def test_is_put_in_the_order_of_the_law(self, told: tuple[Event, ...]) -> None:
        case = docket(*self.before, *told)
        state = charge(case.at(self.DAY))
        assert state.plea is PleaKind.GUILTY
        assert state.found is Found.GUILTY
        assert state.phase is Phase.JUDGED
        assert state.review is Review.PENDING
        assert is_conviction(state, Purpose.RECORD) is Certainty.YES
        assert (state.skipped, state.disregarded) == (frozenset(), ())
        assert codes(case.at(self.DAY)) == []

    def test_the_day_before_only_the_first_plea_stands(self) -> None:
        state = charge(docket(*self.before, *self.chain).at("2023-03-05"))
        assert (state.phase, state.plea) == (Phase.CHARGED, PleaKind.NOT_GUILTY)

    def test_a_source_one_day_off_is_another_account_and_not_another_act(self) -> None:
        case = docket(FILED).record(act(PleaAccepted, "2023-03-07", plea="guilty"), source=WIRE, id="wire")
        case = case.record(act(PleaAccepted, self.DAY, plea="guilty"), source=DOCKET, account_of="wire")
        assert charge(case.at(self.DAY)).found is Found.GUILTY
        assert [entry.source for entry in charge(case.at()).pleas] == [DOCKET]
        assert codes(case.at()) == ["sources-disagree"]

    def test_according_to_the_wire_it_was_the_next_day(self) -> None:
        case = docket(FILED).record(act(PleaAccepted, "2023-03-07", plea="guilty"), source=WIRE, id="wire")
        case = case.record(act(PleaAccepted, self.DAY, plea="guilty"), source=DOCKET, account_of="wire")
        assert case.at(self.DAY, according_to=[WIRE]).defendants == ()
        assert charge(case.at("2023-03-07", according_to=[WIRE])).found is Found.GUILTY


class TestAskedForAndDenied:
    """A ruling is a fact of its own: a motion denied moves no charge."""

    case = docket(
        FILED,
        MotionFiled(on="2023-05-18", motion="dismiss", seeks="dismissal", by="defendant", defendants=DOE),
        MotionDecided(on="2023-08-01", motion="dismiss", outcome="denied"),
    ).record(Stated(on="2023-08-01", by="counsel", modality="disputes", defendants=DOE), source=ABOVE)

    def test_the_ruling_is_kept_and_the_charge_is_as_it_was(self) -> None:
        view = self.case.at()
        assert view.matter.motions["dismiss"].outcome is MotionOutcome.DENIED
        assert charge(view).phase is Phase.CHARGED
