"""A file as of a day: certain where it is certain, and otherwise naming what would decide."""

import copy
import pickle
from datetime import date
from typing import Any

import pytest

from casestate import UNDATED, Basis, CaseFile, Certainty, Headline, Source
from casestate.errors import AmbiguousState, NotInFile, TooManyPossibilities
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    HearingCancelled,
    HearingHeld,
    HearingSet,
    IncidentOccurred,
    MotionDecided,
    MotionFiled,
    NameRecorded,
    Noted,
    PleaEntered,
    PleaKind,
    ReleaseOrdered,
    ReleaseStatus,
    RoleChanged,
    Stated,
    Subject,
    WarrantIssued,
)
from casestate.state import CitationPhase, ClaimPhase, HearingStatus, Phase

EMPTY = CaseFile("c")
ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
TWO: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}
FILED = EMPTY.record(ChargeFiled(on="2023-01-31", **ONE))


def test_a_day_is_asked_for_at_its_end() -> None:
    assert FILED.at("2023-01-30")["A. Doe"].charge("1").phase is Phase.NOT_CHARGED
    assert FILED.at("2023-01-31")["A. Doe"].charge("1").phase is Phase.CHARGED


def test_what_dates_leave_open_is_refused_by_the_names_of_what_would_decide() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", **ONE)).record(
        ReleaseOrdered(on="2023-04", defendant="A. Doe", status="detained")
    )
    view = case.at("2023-04-15")
    with pytest.raises(
        AmbiguousState, match=r"the state of A\. Doe as of 2023-04-15 depends on whether e2, e3 had"
    ) as caught:
        view["A. Doe"]
    assert (caught.value.who, caught.value.entries) == ("A. Doe", ("e2", "e3"))
    with pytest.raises(AmbiguousState, match=r"charge 1 of A\. Doe .* e2 had"):
        view.charge("A. Doe", "1")
    with pytest.raises(AmbiguousState):
        view.status("A. Doe", "1")
    with pytest.raises(AmbiguousState):
        view.status("A. Doe")
    assert view.undecided == view.undecided_of("A. Doe") == case.entries[1:]


def test_every_possible_state_may_be_asked_for() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", **ONE))
    view = case.at("2023-04-15")
    assert [state.charge("1").phase for state in view.possible("A. Doe")] == [Phase.CHARGED, Phase.DISMISSED]
    assert len(case.at("2023-04-30").possible("A. Doe")) == 1
    for phase, answer in ((Phase.CHARGED, Certainty.POSSIBLY), (Phase.ON_TRIAL, Certainty.NO)):
        assert view.holds("A. Doe", lambda state, phase=phase: state.charge("1").phase is phase) is answer  # type: ignore[misc]
    assert view.holds("A. Doe", lambda state: bool(state.charges)) is Certainty.YES


def test_one_defendants_open_dates_do_not_blur_another() -> None:
    case = FILED.record(ChargeFiled(on="2023", defendant="B. Roe", charge="1"))
    view = case.at("2023-06-01")
    assert view["A. Doe"].charge("1").phase is Phase.CHARGED
    with pytest.raises(AmbiguousState):
        view["B. Roe"]
    assert view.undecided_of("A. Doe") == ()


def test_one_charges_open_dates_do_not_blur_another() -> None:
    view = FILED.record(ChargeFiled(on="2023", **TWO)).at("2023-06-01")
    assert view.charge("A. Doe", "1").phase is Phase.CHARGED
    assert view.status("A. Doe", "1") == Headline("pending", "charge-pending", "charged; pending")


def test_a_matters_open_dates_do_not_blur_a_defendant() -> None:
    view = FILED.record(HearingHeld(on="2023", hearing="h")).at("2023-06-01")
    assert view["A. Doe"].charge("1").phase is Phase.CHARGED
    assert [entry.id for entry in view.undecided] == ["e2"]


def test_what_is_to_come_is_not_yet_and_not_unknown() -> None:
    case = FILED.record(ClaimFiled(on="2024", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2024", defendant="A. Doe", citation="g"))
    early = case.at("2000-01-01")["A. Doe"]
    assert early.charge("1").phase is Phase.NOT_CHARGED
    assert early.claim("k").phase is ClaimPhase.NOT_FILED
    assert early.citation("g").phase is CitationPhase.NOT_ISSUED
    assert (early.charges, early.claims, early.citations) == ({}, {}, {})
    with pytest.raises(NotInFile, match="known: none"):
        early.charge("2")
    late = case.at()["A. Doe"]
    assert (late.claim("k").phase, late.citation("g").phase) == (ClaimPhase.PENDING, CitationPhase.ISSUED)


def test_the_status_of_a_defendant_names_its_rule() -> None:
    assert FILED.at().status("A. Doe").rule == "charge-pending"


def test_what_a_view_holds_is_told_apart_from_what_may_be() -> None:
    said = Stated(on="2023-02-01", by="counsel", modality="expects", text="a plea", defendants="A. Doe")
    case = FILED.record(said).record(Noted(on="[2023-02..]", text="x")).record(Noted(on="2024", text="y"))
    view = case.at("2023-03-15")
    assert [entry.id for entry in view.entries] == ["e1", "e2"]
    assert [told.entry.id for told in view.statements] == ["e2"]
    assert [entry.id for entry in view.undecided] == ["e3"]
    assert [entry.id for entry in view.timeline] == ["e1", "e2", "e3"]
    assert repr(view) == "<View as of 2023-03-15: 1 defendants>"
    assert repr(case.at()) == "<View as of the last entry: 1 defendants>"


@pytest.mark.parametrize(
    ("dates", "day", "reaches"),
    [
        (["2023-01-31"], None, date(2023, 1, 31)),
        (["2023-01-31", "2022"], None, date(2023, 1, 31)),
        (["2023"], "2023-06-01", date(2023, 6, 1)),
        (["2023-01-31"], "2023-06-01", date(2023, 1, 31)),
        (["2023-01-31", "2023-07-01"], "2023-06-01", date(2023, 1, 31)),
        (["2023-01-31", "[..]"], None, date(2023, 1, 31)),
        (["[2023..]"], None, None),
        (["2023"], "2022-12-31", None),
        ([], None, None),
    ],
)
def test_a_view_reaches_to_the_last_day_anything_in_it_may_have_happened(
    dates: list[str], day: str | None, reaches: date | None
) -> None:
    case = EMPTY
    for on in dates:
        case = case.record(Noted(on=on, text="x"))
    assert case.at(day).reaches == reaches


WIRE = Source("wire", basis=Basis.PRESS, published="2023-04-20")
DOCKET = Source("docket", basis=Basis.RECORD)


def plea(kind: str, on: str) -> PleaEntered:
    return PleaEntered(on=on, plea=kind, **ONE)


def test_of_several_accounts_the_strongest_speaks_and_counts_once() -> None:
    case = FILED.record(plea("guilty", "[..2023-04-20]"), source=WIRE)
    case = case.record(plea("no contest", "2023-03-31"), source=DOCKET, account_of="e2")
    case = case.record(plea("not guilty", "2023-03-30"), source=WIRE, account_of="e3")
    state = case.at()["A. Doe"].charge("1")
    assert [entry.id for entry in state.pleas] == ["e3"]
    assert state.plea is PleaKind.NO_CONTEST
    assert case.at("2023-03-30")["A. Doe"].charge("1").plea is None
    assert [entry.id for entry in case.at().entries] == ["e1", "e3"]


def test_of_equally_strong_accounts_the_last_speaks() -> None:
    case = FILED.record(plea("guilty", "2023-03-31"), source=WIRE)
    case = case.record(plea("not guilty", "2023-03-31"), source=WIRE, account_of="e2")
    assert case.at()["A. Doe"].charge("1").plea is PleaKind.NOT_GUILTY


def test_a_link_to_any_account_reaches_the_one_that_speaks() -> None:
    case = FILED.record(plea("guilty", "2023"), source=WIRE)
    case = case.record(ChargeDismissed(on="2023", **ONE), after="e2")
    case = case.record(plea("guilty", "2023-03-31"), source=DOCKET, account_of="e2")
    view = case.at("2023-03-31")
    assert [[entry.id for entry in state.charge("1").entries] for state in view.possible("A. Doe")] == [
        ["e1", "e4"],
        ["e1", "e4", "e3"],
    ]
    assert case.at("2023-03-30")["A. Doe"].charge("1").endings == ()


def test_a_link_from_an_account_to_another_of_the_same_act_says_nothing() -> None:
    case = FILED.record(plea("guilty", "2023-03-31"), source=WIRE)
    case = case.record(plea("guilty", "2023-03-31"), source=DOCKET, account_of="e2", after=["e1", "e2"])
    assert [entry.id for entry in case.at().timeline] == ["e1", "e3"]
    assert case.at().findings == ()


def test_a_statement_moves_nothing() -> None:
    said = Stated(on="2023-02-01", by="x", modality="asserts", about=ChargeDismissed(on="2023-02-01", **ONE))
    assert FILED.record(said).at()["A. Doe"] == FILED.at()["A. Doe"]


def test_custody_and_names_are_the_persons() -> None:
    case = FILED.record(NameRecorded(on="2023-02-01", defendant="A. Doe", name="Al"))
    case = case.record(ReleaseOrdered(on="2023-02-02", defendant="A. Doe", status="released on bond"))
    case = case.record(WarrantIssued(on="2023-02-03", defendant="A. Doe"))
    case = case.record(NameRecorded(on="2023-02-04", defendant="A. Doe", name="Al"))
    assert FILED.at()["A. Doe"].release is ReleaseStatus.UNKNOWN
    assert case.at("2023-02-01")["A. Doe"].release is ReleaseStatus.UNKNOWN
    assert case.at("2023-02-02")["A. Doe"].release is ReleaseStatus.RELEASED_ON_BOND
    assert case.at()["A. Doe"].release is ReleaseStatus.FUGITIVE
    assert case.at()["A. Doe"].names == ("A. Doe", "Al")


def test_a_hearing_is_held_when_a_record_says_so_and_not_when_its_day_has_passed() -> None:
    case = EMPTY.record(HearingSet(on="2023-01-01", hearing="h", for_="2023-02-01", kind="trial", defendants="A. Doe"))
    hearing = case.at("2024-01-01").matter.hearings["h"]
    assert (hearing.status, str(hearing.for_), hearing.kind) == (HearingStatus.SET, "2023-02-01", "trial")
    assert hearing.defendants == ("A. Doe",)
    cancelled = case.record(HearingCancelled(on="2023-01-02", hearing="h"))
    assert cancelled.at().matter.hearings["h"].status is HearingStatus.CANCELLED
    moved = cancelled.record(HearingSet(on="2023-01-03", hearing="h", for_="2023-03-01"))
    assert str(moved.at().matter.hearings["h"].for_) == "2023-03-01"
    held = moved.record(HearingHeld(on="2023-03-01", hearing="h"))
    assert held.at().matter.hearings["h"].status is HearingStatus.HELD
    assert len(held.at().matter.hearings["h"].entries) == 4
    assert EMPTY.record(HearingHeld(on="2023", hearing="h")).at().matter.hearings["h"].for_ is None


def test_a_motion_is_pending_until_it_is_decided() -> None:
    case = EMPTY.record(
        MotionFiled(on="2023-01-01", motion="m", seeks="dismissal", by="defendant", defendants="A. Doe")
    )
    motion = case.at().matter.motions["m"]
    assert (motion.seeks, motion.by, motion.outcome, motion.defendants) == ("dismissal", "defendant", None, ("A. Doe",))
    decided = case.record(MotionDecided(on="2023-02-01", motion="m", outcome="denied")).at().matter.motions["m"]
    assert decided.outcome == "denied"
    alone = EMPTY.record(MotionDecided(on="2023", motion="m", outcome="denied")).at().matter.motions["m"]
    assert (alone.seeks, alone.by, alone.defendants) == (None, "unknown", ())


def test_what_may_have_been_ruled_held_or_changed_is_named_and_not_guessed() -> None:
    case = EMPTY.record(MotionFiled(on="2023-01-01", motion="m", seeks="x"))
    case = case.record(HearingSet(on="2023-01-01", hearing="h", for_="2023-02"))
    case = case.record(RoleChanged(on="2023-01-01", person="P.", role="prosecutor", change="appointed"))
    certain = case.at().matter
    assert certain.motions["m"].undecided == certain.hearings["h"].undecided == certain.roles[0].undecided == ()
    case = case.record(MotionDecided(on="2023-02", motion="m", outcome="denied"), id="ruled")
    case = case.record(HearingHeld(on="2023-02", hearing="h"), id="held")
    case = case.record(RoleChanged(on="2023-02", person="P.", role="prosecutor", change="stepped down"), id="left")
    matter = case.at("2023-02-10").matter
    assert (matter.motions["m"].outcome, matter.motions["m"].undecided) == (None, (case["ruled"],))
    assert (matter.hearings["h"].status, matter.hearings["h"].undecided) == (HearingStatus.SET, (case["held"],))
    assert (matter.roles[0].change, matter.roles[0].undecided) == ("appointed", (case["left"],))
    assert (
        case.at("2023-02-28").matter.motions["m"].undecided == case.at("2023-01-31").matter.motions["m"].undecided == ()
    )


def test_each_thing_of_a_defendant_may_be_asked_for_alone() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", **ONE)).record(
        ClaimFiled(on="2023", claim="k", defendants="A. Doe")
    )
    case = case.record(ReleaseOrdered(on="2023-02-01", defendant="A. Doe", status="detained"))
    case = case.record(CitationIssued(on="2023-04", defendant="A. Doe", citation="g"))
    view = case.at("2023-04-15")
    charge, claim, person, citation = view.subjects("A. Doe")
    assert view.possible_of(charge) == view.possible_charges("A. Doe", "1")
    assert [state.phase for state in view.possible_of(claim)] == [ClaimPhase.NOT_FILED, ClaimPhase.PENDING]  # type: ignore[union-attr]
    assert [state.phase for state in view.possible_of(citation)] == [CitationPhase.NOT_ISSUED, CitationPhase.ISSUED]  # type: ignore[union-attr]
    assert view.possible_of(person) == (view.possible("A. Doe")[0].person,)
    decided_by = [[entry.id for entry in view.undecided_of(subject)] for subject in view.subjects("A. Doe")]
    assert decided_by == [["e2"], ["e3"], [], ["e5"]]
    for ask in (view.possible_of, view.undecided_of):
        with pytest.raises(NotInFile, match=r"this file tells nothing of charge 9 of A. Doe; view\.subjects"):
            ask(Subject("charge", "A. Doe", "9"))


def test_too_much_open_on_one_thing_says_of_what() -> None:
    case = EMPTY
    for status in ("detained", "released on bond") * 7:
        case = case.record(ReleaseOrdered(on="2023", defendant="A. Doe", status=status))
    view = case.at("2023-04-15")
    with pytest.raises(TooManyPossibilities, match=r"have happened to person of A\. Doe by"):
        view.possible_of(view.subjects("A. Doe")[0])


def test_a_state_may_be_copied_pickled_and_hashed() -> None:
    case = FILED.record(MotionFiled(on="2023-01-01", motion="m", seeks="x"))
    for state in (case.at()["A. Doe"], case.at().matter):
        for again in (copy.deepcopy(state), pickle.loads(pickle.dumps(state))):
            assert again == state
            assert hash(again) == hash(state)


def test_roles_and_incidents_belong_to_the_matter() -> None:
    case = EMPTY.record(IncidentOccurred(on="2021-10-21", incident="i", what="a shot", harmed="H."))
    case = case.record(RoleChanged(on="2023-01-01", person="P.", role="prosecutor", change="appointed"))
    case = case.record(RoleChanged(on="2023-03-01", person="P.", role="prosecutor", change="stepped down"))
    matter = case.at().matter
    assert matter.incidents["i"].what == "a shot"
    (role,) = matter.roles
    assert (role.person, role.role, role.change, len(role.entries)) == ("P.", "prosecutor", "stepped_down", 2)
    early = case.at("2021-01-01").matter
    assert (early.roles, early.incidents, early.hearings, early.motions) == ((), {}, {}, {})


def test_the_matter_counts_only_what_is_certain() -> None:
    case = EMPTY.record(HearingHeld(on=UNDATED, hearing="h"))
    assert case.at("2023-01-01").matter.hearings == {}
    assert set(case.at().matter.hearings) == {"h"}
