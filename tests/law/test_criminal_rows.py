"""Everyday histories of one charge that a table by phase alone would misjudge, and what is doubtful about others."""

from typing import Any

import pytest

from casestate import GENERIC, US_NEW_MEXICO, CaseFile, Certainty, Procedure
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    BoundOver,
    ChargeAct,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeTransferred,
    DiversionStarted,
    Event,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaSetAside,
    PleaWithdrawn,
    PreliminaryWaived,
    SentenceDeferred,
    SentenceImposed,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import is_conviction
from casestate.state import ChargeState, Conviction, Found, Phase, SentenceStatus


def act(event: type[ChargeAct], on: str, charge: str = "1", **more: Any) -> Event:
    return event(on=on, defendant="A. Doe", charge=charge, **more)


def told(*events: Event, procedure: Procedure = GENERIC, charge: str = "1") -> tuple[ChargeState, list[str]]:
    """The charge after these acts, and what is doubtful."""
    case = CaseFile("c", procedure=procedure)
    for event in events:
        case = case.record(event)
    return case.at().charge("A. Doe", charge).state, [finding.code for finding in case.at().findings]


COMPLAINT = act(ChargeFiled, "2020-01-02", instrument="complaint", offense="aggravated battery")
INDICTMENT = act(ChargeFiled, "2020-01-02", instrument="indictment")
TRIAL = act(TrialBegan, "2020-06-01")


@pytest.mark.parametrize("held", [BoundOver, PreliminaryWaived])
@pytest.mark.parametrize("paper", ["information", "amended information", "indictment", "superseding indictment"])
def test_the_paper_that_follows_a_preliminary_hearing_says_what_is_tried(held: type[ChargeAct], paper: str) -> None:
    filed = act(ChargeFiled, "2020-02-20", instrument=paper, offense="battery")
    charge, codes = told(COMPLAINT, act(held, "2020-02-01"), filed, TRIAL, procedure=US_NEW_MEXICO)
    assert (charge.phase, codes) == (Phase.ON_TRIAL, [])
    assert charge.version is not None
    assert charge.version.offense == "battery"
    assert [version.offense for version in charge.versions] == ["aggravated battery", "battery"]


@pytest.mark.parametrize(
    ("filed", "codes"),
    [
        ({"instrument": "citation"}, []),
        ({"instrument": "complaint", "severity": "misdemeanor"}, []),
        ({"instrument": "complaint", "severity": "petty misdemeanor"}, []),
        ({"instrument": "information", "severity": "gross misdemeanor"}, []),
        ({"instrument": "complaint", "severity": "felony"}, ["missing-bind-over"]),
        ({"instrument": "complaint"}, ["missing-bind-over"]),
    ],
)
def test_only_what_may_be_a_felony_needs_a_bind_over(filed: dict[str, str], codes: list[str]) -> None:
    assert told(act(ChargeFiled, "2020-01-02", **filed), TRIAL)[1] == codes


@pytest.mark.parametrize(("severity", "codes"), [("misdemeanor", []), (None, ["missing-bind-over"])])
def test_what_an_amendment_made_of_the_charge_counts(severity: str | None, codes: list[str]) -> None:
    felony = act(ChargeFiled, "2020-01-02", instrument="complaint", severity="felony")
    assert told(felony, act(ChargeDowngraded, "2020-03-01", severity=severity), TRIAL)[1] == codes


def test_what_carries_on_a_charge_bound_over_needs_no_other_hearing() -> None:
    events = (
        COMPLAINT,
        act(BoundOver, "2020-02-01"),
        act(ChargeTransferred, "2020-02-02", successors="2"),
        act(ChargeFiled, "2020-03-01", "2", instrument="information", supersedes="1"),
        act(TrialBegan, "2020-06-01", "2"),
    )
    charge, codes = told(*events, procedure=US_NEW_MEXICO, charge="2")
    assert (charge.phase, codes) == (Phase.ON_TRIAL, [])


ENDS = pytest.mark.parametrize(
    ("prejudice", "phase", "doubt"),
    [
        ("with", Phase.BARRED, []),
        ("without", Phase.DISMISSED, []),
        ("unspecified", Phase.DISMISSED, ["prejudice-unspecified"]),
    ],
)


@ENDS
def test_what_is_put_off_may_be_dismissed(prejudice: str, phase: Phase, doubt: list[str]) -> None:
    charge, codes = told(
        COMPLAINT, act(DiversionStarted, "2020-02-01"), act(ChargeDismissed, "2020-06-01", prejudice=prejudice)
    )
    assert (charge.phase, charge.found, codes) == (phase, Found.NOTHING, [])
    assert not doubt or charge.refilable is Certainty.POSSIBLY
    assert is_conviction(charge) is Certainty.NO


PLEADED = (INDICTMENT, act(PleaAccepted, "2020-02-01", plea="guilty"))
WITHHELD = (*PLEADED, act(AdjudicationDeferred, "2020-02-02", kind="conditional discharge"))
PUT_OFF = (*PLEADED, act(SentenceDeferred, "2020-02-02"))


@ENDS
def test_judgment_withheld_and_dismissed_is_no_judgment(prejudice: str, phase: Phase, doubt: list[str]) -> None:
    charge, codes = told(*WITHHELD, act(ChargeDismissed, "2021-02-01", prejudice=prejudice))
    assert (charge.phase, charge.conviction, codes) == (phase, Conviction.WITHHELD, doubt)
    assert is_conviction(charge, procedure=US_NEW_MEXICO) is Certainty.NO


@ENDS
def test_a_sentence_deferred_and_dismissed_is_never_imposed(prejudice: str, phase: Phase, doubt: list[str]) -> None:
    charge, codes = told(*PUT_OFF, act(ChargeDismissed, "2021-02-01", prejudice=prejudice))
    assert (charge.phase, charge.conviction, codes) == (phase, Conviction.DISMISSED, doubt)
    assert charge.sentence is SentenceStatus.NONE
    assert is_conviction(charge, "sentencing enhancement", US_NEW_MEXICO) is Certainty.YES


@pytest.mark.parametrize("before", [PLEADED, WITHHELD, PUT_OFF], ids=["found", "withheld", "deferred"])
@pytest.mark.parametrize("undoing", [PleaWithdrawn, PleaSetAside, NewTrialGranted])
def test_until_sentence_a_plea_may_fall_whatever_was_put_off(
    before: tuple[Event, ...], undoing: type[ChargeAct]
) -> None:
    charge, codes = told(*before, act(undoing, "2021-02-01"))
    assert (charge.phase, charge.found, codes) == (Phase.TRIABLE, Found.SET_ASIDE, [])
    assert is_conviction(charge) is Certainty.NO


JUDGED = (
    INDICTMENT,
    TRIAL,
    act(VerdictReturned, "2020-06-05", verdict="guilty"),
    act(SentenceImposed, "2020-07-01"),
    act(AppealFiled, "2020-07-02", by="defendant"),
    act(AppealDecided, "2021-01-01", outcome="affirmed"),
)


def test_an_appeal_that_ended_is_none_for_a_later_reversal() -> None:
    later = act(AppealDecided, "2022-01-01", outcome="reversed and remanded")
    again = act(AppealFiled, "2021-02-01", by="defendant")
    assert told(*JUDGED, later)[1] == ["missing-appeal"]
    assert told(*JUDGED, again, later)[1] == []


@pytest.mark.parametrize("outcome", ["certiorari denied", "habeas denied", "habeas granted"])
def test_a_petition_after_the_appeal_needs_no_other_appeal(outcome: str) -> None:
    assert told(*JUDGED, act(AppealDecided, "2022-01-01", outcome=outcome))[1] == []


def refiled(*before: Event) -> list[str]:
    again = act(ChargeFiled, "2020-09-01", "2", instrument="indictment", refiles="1")
    return told(*before, again)[1]


def test_what_was_dismissed_in_mid_trial_and_is_brought_again_is_doubtful() -> None:
    nolle = act(ChargeDismissed, "2020-06-03", by="prosecutor", prejudice="without")
    assert refiled(INDICTMENT, nolle) == []
    assert refiled(INDICTMENT, TRIAL, nolle) == ["refiled-after-jeopardy"]
    hung = act(VerdictReturned, "2020-06-02", verdict="hung")
    assert refiled(INDICTMENT, TRIAL, hung, nolle) == []


def test_a_sentence_after_a_pardon_is_doubtful_and_one_before_it_is_not() -> None:
    sentence, pardon = act(SentenceImposed, "2020-04-01"), act(Pardoned, "2020-03-01")
    charge, codes = told(*PLEADED, pardon, sentence)
    assert (charge.conviction, codes) == (Conviction.PARDONED, ["sentenced-after-pardon"])
    assert told(*PLEADED, sentence, act(Pardoned, "2020-05-01"))[1] == []


@pytest.mark.parametrize(
    ("amended", "codes"),
    [
        ({"statute": "30-2-3"}, []),
        ({"dropped_enhancements": "firearm"}, []),
        ({"dropped_theories": "use"}, []),
        ({"kind": "date corrected"}, ["statute-not-in-force"]),
    ],
)
def test_what_was_not_law_is_mended_by_changing_what_is_charged(amended: dict[str, str], codes: list[str]) -> None:
    filed = act(ChargeFiled, "2020-01-02", offense_on="2019-01-01", statute_in_force_from="2019-07-01")
    assert told(filed, act(ChargeDowngraded, "2020-02-01", **amended))[1] == codes


def test_what_was_not_law_is_mended_by_another_filing() -> None:
    filed = act(ChargeFiled, "2020-01-02", offense_on="2019-01-01", statute_in_force_from="2019-07-01")
    again = act(ChargeFiled, "2020-02-02", instrument="indictment", offense_on="2019-01-01")
    assert told(filed, again)[1] == []


DECIDED = ["tolled", "absconded", "reinstated", "modified", "revoked", "terminated early", "completed", "discharged"]


@pytest.mark.parametrize("put_off", [AdjudicationDeferred, SentenceDeferred, SentenceImposed])
@pytest.mark.parametrize("outcome", [*DECIDED, "unsatisfactory"])
def test_supervision_stands_as_last_decided_whatever_it_goes_with(put_off: type[ChargeAct], outcome: str) -> None:
    """T51: of the sentence only a revocation says anything, and of a deferral none, which is reported."""
    begun = (INDICTMENT, act(PleaAccepted, "2020-06-01", plea="guilty"), act(put_off, "2020-07-01"))
    before = (*begun, act(SupervisionViolationAlleged, "2020-08-01"))
    charge, codes = told(*before, act(SupervisionDecided, "2020-09-01", outcome=outcome))
    over = put_off is not SentenceImposed and outcome not in ("tolled", "absconded", "reinstated", "modified")
    assert codes == (["deferral-not-ended"] if over else [])
    assert charge.supervision.value == outcome.replace(" ", "_")
    imposed, _ = told(*before)
    revoked = outcome == "revoked" and put_off is SentenceImposed
    assert charge.sentence is (SentenceStatus.REVOKED if revoked else imposed.sentence)
    assert charge.phase is imposed.phase
