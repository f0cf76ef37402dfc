"""A file as of a day: certain answers, and otherwise the entries that would decide."""

import copy
import pickle
from datetime import date
from functools import cached_property
from typing import Any

import attrs
import pytest

from casestate import GENERIC, UNDATED, Basis, CaseFile, Certainty, Charge, Citation, Claim, Defendant, Headline, Source
from casestate.errors import AmbiguousState, NotInFile, TooManyPossibilities
from casestate.events import (
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    DefendantDied,
    HearingCancelled,
    HearingHeld,
    HearingSet,
    IncidentOccurred,
    MotionDecided,
    MotionFiled,
    NameRecorded,
    Noted,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    ReleaseOrdered,
    ReleaseStatus,
    RoleChanged,
    SentenceImposed,
    Stated,
    VerdictReturned,
    WarrantIssued,
)
from casestate.law.headlines import clause
from casestate.state import (
    ChargeState,
    CitationPhase,
    CitationState,
    ClaimPhase,
    ClaimState,
    DefendantState,
    HearingStatus,
    Phase,
)
from casestate.view import timeslice_of

EMPTY = CaseFile("c")
ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
TWO: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}
FILED = EMPTY.record(ChargeFiled(on="2023-01-31", **ONE))


def test_a_view_is_as_of_the_end_of_its_day() -> None:
    assert FILED.at("2023-01-30").defendants == ()
    assert FILED.at("2023-01-31")["A. Doe"].charge("1").phase is Phase.CHARGED


def test_an_ambiguous_field_is_refused_with_the_deciding_entries() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE)).record(
        ReleaseOrdered(on="2023-04", defendant="A. Doe", status="detained")
    )
    view = case.at("2023-04-15")
    doe, charge = view["A. Doe"], view.charge("A. Doe", "1")
    with pytest.raises(
        AmbiguousState, match=r"the state of A\. Doe as of 2023-04-15 depends on whether e2, e3 had"
    ) as caught:
        _ = doe.state
    assert (caught.value.who, caught.value.field, caught.value.entries) == ("A. Doe", "state", ("e2", "e3"))
    assert caught.value.possible == doe.possible()
    with pytest.raises(
        AmbiguousState, match=r"the phase of charge 1 of A\. Doe .* e2 had happened by then: charged or dismissed;"
    ) as caught:
        _ = charge.phase
    assert (caught.value.entries, caught.value.possible) == (("e2",), (Phase.CHARGED, Phase.DISMISSED))
    with pytest.raises(AmbiguousState, match="the status of charge 1 of A"):
        _ = charge.status
    with pytest.raises(AmbiguousState) as caught:
        _ = doe.status
    assert caught.value.entries == ("e2",)
    with pytest.raises(AmbiguousState) as caught:
        _ = doe.release
    assert caught.value.entries == ("e3",)
    assert view.undecided == doe.undecided == case.entries[1:]


def test_a_field_on_which_all_states_agree_is_answered() -> None:
    case = FILED.record(PleaEntered(on="2023-04", plea="guilty", **ONE))
    doe = case.at("2023-04-15")["A. Doe"]
    charge = doe.charge("1")
    assert (charge.phase, charge.status.words, charge.refilable) == (Phase.CHARGED, "charged; pending", Certainty.NO)
    assert (doe.status.words, doe.exposure, doe.release) == ("charged; pending", None, ReleaseStatus.UNKNOWN)
    assert charge.possible("plea") == (None, PleaKind.GUILTY)
    assert charge.holds(lambda state: state.plea is PleaKind.GUILTY) is Certainty.POSSIBLY
    assert charge.is_conviction() is Certainty.NO
    with pytest.raises(AmbiguousState) as caught:
        _ = charge.plea
    assert caught.value.possible == (None, PleaKind.GUILTY)


def test_an_ambiguous_qualifier_does_not_hide_the_clause() -> None:
    case = FILED.record(VerdictReturned(on="2023-04-01", verdict="guilty", **ONE))
    case = case.record(SentenceImposed(on="2023-04-02", **ONE)).record(AppealFiled(on="2023-05", by="defendant", **ONE))
    doe = case.at("2023-05-15")["A. Doe"]
    for handle in (doe, doe.charge("1")):
        assert handle.status == case.at("2023-04-30").charge("A. Doe", "1").status
        assert len(handle.possible("status")) == 2
    with pytest.raises(AmbiguousState) as caught:
        _ = doe.charge("1").review
    assert caught.value.entries == ("e4",)


def test_a_headline_is_worded_by_the_procedure_of_the_file() -> None:
    pending = clause("charge-pending", "pending", "charged", "before the court", "{the_charge} is before the court")
    there = GENERIC.derive("there", headlines={"charge": [pending]})
    view = CaseFile("c", entries=FILED.entries, procedure=there).at()
    doe = view["A. Doe"]
    assert doe.status.words == doe.charge("1").status.words == "before the court"
    assert doe.fairly_said[-1] == "Charge 1 is before the court."
    assert doe.charge("1").why("status").value == doe.charge("1").possible("status")[0] == doe.charge("1").status
    assert doe.charge("1").spells("status")[-1].value.words == view.records()[0]["words"] == "before the court"


def test_only_the_entries_that_decide_an_answer_are_named() -> None:
    case = FILED.record(PleaEntered(on="2023-04", plea="guilty", **ONE))
    case = case.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE), after="e2")
    charge = case.at("2023-04-15").charge("A. Doe", "1")
    assert len(charge.possible()) == 3
    for field, entries in (("plea", ("e2",)), ("phase", ("e3",)), ("state", ("e2", "e3"))):
        with pytest.raises(AmbiguousState) as caught:
            getattr(charge, field)
        assert caught.value.entries == entries


def test_an_ambiguous_conviction_is_possible() -> None:
    case = FILED.record(PleaAccepted(on="2023-04-01", plea="guilty", **ONE)).record(
        SentenceImposed(on="2023-05", **ONE)
    )
    assert case.at("2023-05-15").charge("A. Doe", "1").is_conviction() is Certainty.POSSIBLY
    assert case.at("2023-05-31").charge("A. Doe", "1").is_conviction() is Certainty.YES


def test_handles_of_one_file_and_coordinates_are_equal() -> None:
    view = FILED.at("2023-02-01")
    same = [view["A. Doe"].charge("1"), FILED.at("2023-02-01").charge("A. Doe", "1"), view.charge("A. Doe", "1")]
    assert len(set(same)) == 1
    copied = CaseFile("c", entries=FILED.entries).at("2023-02-01").charge("A. Doe", "1")
    assert copied == same[0]
    others = [
        FILED.at("2023-02-02").charge("A. Doe", "1"),
        view.if_(ChargeDismissed(on="2023-02-01", **ONE)).charge("A. Doe", "1"),
        view["A. Doe"],
    ]
    assert not any(other == same[0] for other in others)
    assert same[0] != "charge 1 of A. Doe"
    assert timeslice_of(view) != "a view"


def test_views_of_one_file_and_coordinates_are_equal() -> None:
    view = FILED.at("2023-02-01")
    assert view == CaseFile("c", entries=FILED.entries).at("2023-02-01")
    assert len({view, FILED.at("2023-02-01"), FILED.at("2023-02-02")}) == 2
    assert view != view.if_(ChargeDismissed(on="2023-02-01", **ONE))
    assert view != "a view"


def test_the_repr_of_a_handle_never_raises() -> None:
    case = FILED
    for _ in range(13):
        case = case.record(PleaEntered(on="2023-02", plea="not guilty", **ONE))
    doe = case.at("2023-02-10")["A. Doe"]
    assert repr(doe) == "<Defendant A. Doe, as of 2023-02-10>"
    assert repr(doe.charge("1")) == "<Charge charge 1 of A. Doe, as of 2023-02-10>"
    with pytest.raises(TooManyPossibilities):
        _ = doe.charge("1").plea


HANDLES: dict[type[Any], type[Any]] = {
    ChargeState: Charge,
    ClaimState: Claim,
    CitationState: Citation,
    DefendantState: Defendant,
}


def test_a_handle_has_every_field_of_its_state() -> None:
    kept_apart = {"records", "begun", "moved", "put_back", "proofs", "brought_again", "reductions", "to_come"}
    kept_apart |= {"charge", "claim", "citation", "carried_in_circles"}
    for state, handle in HANDLES.items():
        fields = {field.name for field in attrs.fields(state)}
        fields |= {name for name, each in vars(state).items() if isinstance(each, property | cached_property)}
        public = {name for name in fields if not name.startswith("_")} - kept_apart
        assert public <= set(dir(handle))


def test_a_defendant_in_one_proceeding_is_apart_from_the_others() -> None:
    case = EMPTY.record(ChargeFiled(on="2023-01-31", proceeding="D-101", **ONE))
    case = case.record(ChargeFiled(on="2023-02-01", proceeding="D-202", **TWO))
    case = case.record(ChargeDismissed(on="2023-04-21", prejudice="with", proceeding="D-202", **TWO))
    doe = case.at()["A. Doe"]
    here, there = doe.proceeding("D-101"), doe.proceeding("D-202")
    assert (list(here.charges), list(there.charges)) == (["1"], ["2"])
    assert (here.status.status, there.status.status) == ("pending", "barred")
    assert repr(there) == "<Defendant A. Doe in D-202, as of the last entry>"
    assert [entry.id for entry in there.why("status").entries] == ["e2", "e3"]
    assert there != here
    with pytest.raises(NotInFile, match="Doe has no charge '1'"):
        there.charge("1")
    with pytest.raises(NotInFile, match=r"no proceeding 'D-303' as of the last entry; known: D-101, D-202"):
        doe.proceeding("D-303")


def test_a_vague_date_in_one_proceeding_leaves_the_others_certain() -> None:
    case = EMPTY.record(ChargeFiled(on="2023-01-31", proceeding="D-101", **ONE))
    case = case.record(ChargeFiled(on="2023-02-01", proceeding="D-202", **TWO))
    case = case.record(ChargeDismissed(on="2023-04", prejudice="with", proceeding="D-202", **TWO))
    doe = case.at("2023-04-21")["A. Doe"]
    assert doe.proceeding("D-101").status.words == "charged; pending"
    with pytest.raises(AmbiguousState, match=r"ask proceeding\('D-101'\), where it is certain, or ask possible\(\)"):
        _ = doe.status
    with pytest.raises(AmbiguousState, match=r"give a closer date or an after= link, or ask possible\(\)"):
        _ = doe.proceeding("D-202").status


def test_a_subject_is_in_a_view_from_the_first_possible_act() -> None:
    said = Stated(on="2023-01-15", by="a source", modality="expects", about=ChargeFiled(on="[2023..]", **TWO))
    case = FILED.record(ChargeDismissed(on="[2023-02-10..2023-02-20]", **ONE)).record(said)
    case = case.record(ChargeFiled(on="[2023-02-10..2023-02-20]", defendant="B. Roe", charge="1"))
    assert case.at("2023-01-14").defendants == ()
    announced = case.at("2023-01-15")["A. Doe"]
    assert (dict(announced.charges), announced.status.status) == ({}, "not_charged")
    assert announced.charge("2").phase is Phase.NOT_CHARGED
    assert list(case.at("2023-01-31")["A. Doe"].charges) == ["1"]
    assert [case.at(day).defendants for day in ("2023-02-09", "2023-02-10")] == [("A. Doe",), ("A. Doe", "B. Roe")]
    readings = [case.at("2023-02-15", reading=reading).defendants for reading in ("earliest", "latest")]
    assert readings == [("A. Doe", "B. Roe"), ("A. Doe",)]
    with pytest.raises(NotInFile, match=r"no defendant 'B\. Roe' .* as of 2023-02-09: .* the view has A\. Doe"):
        case.at("2023-02-09")["B. Roe"]


def test_an_act_on_the_person_brings_no_charge_before_it_is_filed() -> None:
    case = EMPTY.record(DefendantDied(on="2023-01-01", defendant="A. Doe")).record(ChargeFiled(on="2023-02-01", **ONE))
    view = case.at("2023-01-15")
    assert (view.defendants, dict(view["A. Doe"].charges)) == (("A. Doe",), {})
    spells = case.at().charge("A. Doe", "1").spells("phase")
    assert spells[0].value is Phase.NOT_CHARGED


def test_an_unknown_defendant_is_refused_with_the_first_known_ones() -> None:
    case = EMPTY
    for number in range(7):
        case = case.record(ChargeFiled(on="2023", defendant=f"Person {number}", charge="1"))
    with pytest.raises(NotInFile, match=r"the view has Person 0, Person 1, Person 2, Person 3, Person 4 and 2 more$"):
        case.at()["A. Doe"]


def test_possible_returns_every_possible_state() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", **ONE))
    view = case.at("2023-04-15")
    assert [state.charge("1").phase for state in view["A. Doe"].possible()] == [Phase.CHARGED, Phase.DISMISSED]
    assert len(case.at("2023-04-30")["A. Doe"].possible()) == 1
    for phase, answer in ((Phase.CHARGED, Certainty.POSSIBLY), (Phase.ON_TRIAL, Certainty.NO)):
        assert view["A. Doe"].holds(lambda state, phase=phase: state.charge("1").phase is phase) is answer  # type: ignore[misc]
    assert view["A. Doe"].holds(lambda state: bool(state.charges)) is Certainty.YES


def test_one_defendants_open_dates_do_not_blur_another() -> None:
    case = FILED.record(ChargeFiled(on="2023", defendant="B. Roe", charge="1"))
    view = case.at("2023-06-01")
    assert view["A. Doe"].charge("1").phase is Phase.CHARGED
    with pytest.raises(AmbiguousState):
        _ = view["B. Roe"].state
    assert view["A. Doe"].undecided == ()


def test_one_charges_open_dates_do_not_blur_another() -> None:
    view = FILED.record(ChargeFiled(on="2023", **TWO)).at("2023-06-01")
    assert view.charge("A. Doe", "1").phase is Phase.CHARGED
    assert view.charge("A. Doe", "1").status == Headline("pending", "charge-pending", "charged; pending")


def test_a_matters_open_dates_do_not_blur_a_defendant() -> None:
    view = FILED.record(HearingHeld(on="2023", hearing="h")).at("2023-06-01")
    assert view["A. Doe"].charge("1").phase is Phase.CHARGED
    assert [entry.id for entry in view.undecided] == ["e2"]


def test_a_later_act_is_not_in_the_view() -> None:
    case = FILED.record(ClaimFiled(on="2024", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2024", defendant="A. Doe", citation="g"))
    early = case.at("2023-12-31")["A. Doe"]
    assert (list(early.charges), list(early.claims), list(early.citations)) == (["1"], [], [])
    for ask in (lambda: early.claim("k"), lambda: early.citation("g"), lambda: early.charge("2")):
        with pytest.raises(NotInFile):
            ask()
    late = case.at()["A. Doe"]
    assert (late.claim("k").phase, late.citation("g").phase) == (ClaimPhase.PENDING, CitationPhase.ISSUED)
    assert (case.at().claim("A. Doe", "k"), case.at().citation("A. Doe", "g")) == (late.claim("k"), late.citation("g"))


def test_a_state_without_the_undecided_act_has_not_begun() -> None:
    case = EMPTY.record(ChargeFiled(on="2024", **ONE)).record(ClaimFiled(on="2024", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2024", defendant="A. Doe", citation="g"))
    nothing = case.at("2024-06-01")["A. Doe"].possible()[0]
    assert (nothing.charges, nothing.claims, nothing.citations) == ({}, {}, {})
    assert nothing.charge("1").phase is Phase.NOT_CHARGED
    assert nothing.claim("k").phase is ClaimPhase.NOT_FILED
    assert nothing.citation("g").phase is CitationPhase.NOT_ISSUED
    with pytest.raises(NotInFile, match="known: none"):
        nothing.charge("2")


def test_the_status_of_a_defendant_names_its_rule() -> None:
    assert FILED.at()["A. Doe"].status.rule == "charge-pending"


def test_a_view_separates_certain_from_undecided_entries() -> None:
    said = Stated(on="2023-02-01", by="counsel", modality="expects", text="a plea", defendants="A. Doe")
    case = FILED.record(said).record(Noted(on="[2023-02..]", text="x")).record(Noted(on="2024", text="y"))
    view = case.at("2023-03-15")
    assert [entry.id for entry in view.entries] == ["e1", "e2"]
    assert [told.entry.id for told in view.statements] == ["e2"]
    assert [entry.id for entry in view.undecided] == ["e3"]
    assert [entry.id for entry in view.timeline] == ["e1", "e2", "e3"]
    assert repr(view) == "<View as of 2023-03-15: 1 defendant>"
    assert repr(case.at()) == "<View as of the last entry: 1 defendant>"


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
def test_a_view_reaches_the_last_possible_day_of_its_entries(
    dates: list[str], day: str | None, reaches: date | None
) -> None:
    case = EMPTY
    for on in dates:
        case = case.record(Noted(on=on, text="x"))
    assert case.at(day).reaches == reaches


WIRE = Source("wire", basis=Basis.PRESS, published="2023-04-20")
DOCKET = Source("docket", basis=Basis.RECORD)


def plea(kind: str, on: str) -> PleaEntered:
    return PleaEntered(on=on, plea=PleaKind(kind), **ONE)


def test_the_strongest_account_prevails_and_counts_once() -> None:
    case = FILED.record(plea("guilty", "[..2023-04-20]"), source=WIRE)
    case = case.record(plea("no contest", "2023-03-31"), source=DOCKET, account_of="e2")
    case = case.record(plea("not guilty", "2023-03-30"), source=WIRE, account_of="e3")
    state = case.at()["A. Doe"].charge("1")
    assert [entry.id for entry in state.pleas] == ["e3"]
    assert state.plea is PleaKind.NO_CONTEST
    assert case.at("2023-03-30")["A. Doe"].charge("1").plea is None
    assert [entry.id for entry in case.at().entries] == ["e1", "e3"]


def test_the_last_of_equally_strong_accounts_prevails() -> None:
    case = FILED.record(plea("guilty", "2023-03-31"), source=WIRE)
    case = case.record(plea("not guilty", "2023-03-31"), source=WIRE, account_of="e2")
    assert case.at()["A. Doe"].charge("1").plea is PleaKind.NOT_GUILTY


def test_a_link_to_any_account_leads_to_the_prevailing_one() -> None:
    case = FILED.record(plea("guilty", "2023"), source=WIRE)
    case = case.record(ChargeDismissed(on="2023", **ONE), after="e2")
    case = case.record(plea("guilty", "2023-03-31"), source=DOCKET, account_of="e2")
    view = case.at("2023-03-31")
    assert [[entry.id for entry in state.charge("1").entries] for state in view["A. Doe"].possible()] == [
        ["e1", "e4"],
        ["e1", "e4", "e3"],
    ]
    assert case.at("2023-03-30")["A. Doe"].charge("1").endings == ()


def test_a_link_between_accounts_of_one_act_has_no_effect() -> None:
    case = FILED.record(plea("guilty", "2023-03-31"), source=WIRE)
    case = case.record(plea("guilty", "2023-03-31"), source=DOCKET, account_of="e2", after=["e1", "e2"])
    assert [entry.id for entry in case.at().timeline] == ["e1", "e3"]
    assert case.at().findings == ()


def test_a_statement_changes_no_state() -> None:
    said = Stated(on="2023-02-01", by="x", modality="asserts", about=ChargeDismissed(on="2023-02-01", **ONE))
    assert FILED.record(said).at()["A. Doe"].state == FILED.at()["A. Doe"].state


def test_custody_and_names_belong_to_the_person() -> None:
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


def test_undecided_rulings_hearings_and_roles_are_named_and_not_guessed() -> None:
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


def test_each_part_of_a_defendant_can_be_asked_about_separately() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", **ONE)).record(
        ClaimFiled(on="2023", claim="k", defendants="A. Doe")
    )
    case = case.record(ReleaseOrdered(on="2023-02-01", defendant="A. Doe", status="detained"))
    case = case.record(CitationIssued(on="2023-04", defendant="A. Doe", citation="g"))
    doe = case.at("2023-04-15")["A. Doe"]
    charge, claim, citation = doe.parts
    assert (charge, claim, citation) == (doe.charge("1"), doe.claim("k"), doe.citation("g"))
    assert charge.possible("phase") == (Phase.CHARGED, Phase.DISMISSED)
    assert claim.possible("phase") == (ClaimPhase.NOT_FILED, ClaimPhase.PENDING)
    assert citation.possible("phase") == (CitationPhase.NOT_ISSUED, CitationPhase.ISSUED)
    assert [[entry.id for entry in part.undecided] for part in doe.parts] == [["e2"], ["e3"], ["e5"]]
    assert (doe.release, len(doe.possible())) == (ReleaseStatus.DETAINED, 8)


def test_too_many_possibilities_names_the_subject() -> None:
    case = FILED
    for status in ("detained", "released on bond") * 7:
        case = case.record(ReleaseOrdered(on="2023", defendant="A. Doe", status=status))
    doe = case.at("2023-04-15")["A. Doe"]
    with pytest.raises(TooManyPossibilities, match=r"have happened to A\. Doe by"):
        _ = doe.release
    assert doe.charge("1").phase is Phase.CHARGED


def test_a_state_may_be_copied_pickled_and_hashed() -> None:
    case = FILED.record(MotionFiled(on="2023-01-01", motion="m", seeks="x"))
    for state in (case.at()["A. Doe"].state, case.at().matter):
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


def test_the_repr_of_a_matter_counts_its_parts() -> None:
    case = CaseFile("c").record(MotionFiled(on="2023-02-01", motion="m", seeks="dismissal"))
    assert repr(case.at().matter) == "<MatterState: 0 hearings, 1 motion, 0 roles, 0 incidents>"
