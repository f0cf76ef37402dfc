"""Acts of one day or of overlapping windows are ordered by the law; if it does not decide, a finding says so."""

from itertools import permutations
from typing import Any

import attrs
import pytest
from acts import CHARGE, event
from hypothesis import given
from hypothesis import strategies as st

from casestate import GENERIC, CaseFile, Entry, Severity, When
from casestate.engine.fold import fold
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ChargeTransferred,
    ClaimFiled,
    ClaimRemoved,
    DiversionStarted,
    Event,
    MistrialDeclared,
    PleaAccepted,
    PleaEntered,
    ReleaseOrdered,
    SentenceCompleted,
    SentenceImposed,
    SettlementAgreed,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
    WarrantIssued,
)
from casestate.state import ChargeState, Found, Phase
from casestate.view import timeslice_of

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
DAY: dict[str, Any] = {"on": "2021-05-03", **ONE}
INDICTED = ChargeFiled(on="2020-01-01", instrument="indictment", **ONE)
CONVICTED = (
    INDICTED,
    TrialBegan(on="2020-02-01", **ONE),
    VerdictReturned(on="2020-02-05", verdict="guilty", **ONE),
    SentenceImposed(on="2020-03-01", **ONE),
    AppealFiled(on="2020-03-02", **ONE),
)


def case_of(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for each in events:
        case = case.record(each)
    return case


def charge_of(case: CaseFile) -> ChargeState:
    return case.at().charge("A. Doe", "1").state


def codes(case: CaseFile) -> list[str]:
    return [finding.code for finding in case.at().findings]


@pytest.mark.parametrize(
    ("before", "chain", "phase"),
    [
        (
            CONVICTED,
            (AppealDecided(outcome="reversed_and_remanded", **DAY), ChargeDismissed(prejudice="with", **DAY)),
            Phase.BARRED,
        ),
        (
            (INDICTED, TrialBegan(on="2020-02-01", **ONE)),
            (VerdictReturned(verdict="hung", **DAY), PleaAccepted(plea="guilty", **DAY)),
            Phase.FOUND_GUILTY,
        ),
        (
            (INDICTED,),
            (TrialBegan(**DAY), MistrialDeclared(**DAY), ChargeDismissed(prejudice="without", **DAY)),
            Phase.DISMISSED,
        ),
        (
            (INDICTED,),
            (PleaEntered(plea="guilty", **DAY), PleaAccepted(plea="guilty", **DAY), SentenceImposed(**DAY)),
            Phase.JUDGED,
        ),
        (
            (INDICTED,),
            (PleaEntered(plea="not guilty", **DAY), ChargeTransferred(successors="2", **DAY)),
            Phase.SUPERSEDED,
        ),
    ],
)
def test_a_lawful_chain_of_one_day_is_folded_in_its_order_whatever_the_order_of_the_file(
    before: tuple[Event, ...], chain: tuple[Event, ...], phase: Phase
) -> None:
    for order in permutations(chain):
        case = case_of(*before, *order)
        assert charge_of(case).phase is phase
        assert charge_of(case).disregarded == ()
        assert not [code for code in codes(case) if code in ("contradiction", "after-end", "repeated")]


@pytest.mark.parametrize("month", ["2021-05", "2021"])
def test_a_reversal_known_to_the_month_comes_before_the_acquittal_that_followed_it(month: str) -> None:
    case = case_of(
        *CONVICTED,
        AppealDecided(on=month, outcome="reversed_and_remanded", **ONE),
        TrialBegan(on="2021-05-20", **ONE),
        VerdictReturned(on="2021-05-24", verdict="not guilty", **ONE),
    )
    assert charge_of(case).phase is Phase.ACQUITTED


def test_two_pleas_of_one_day_are_an_order_nobody_told() -> None:
    pleas = [PleaEntered(plea=plea, **DAY) for plea in ("guilty", "not guilty")]
    case = case_of(INDICTED, *pleas)
    (finding,) = case.at().findings
    assert (finding.code, finding.entries, finding.charge) == ("ambiguous-order", ("e2", "e3"), "1")


def test_a_warrant_in_the_month_of_a_release_is_an_order_nobody_told() -> None:
    warrant = WarrantIssued(on="2020-03", defendant="A. Doe")
    release = ReleaseOrdered(on="2020-03-10", defendant="A. Doe", status="released_on_bond")
    for pair in ((warrant, release), (release, warrant)):
        assert codes(case_of(*pair)) == ["ambiguous-order"]


@pytest.mark.parametrize(
    "told", [{"after": "e2"}, {"ordinal": 2}], ids=["a link settles it", "an ordinal on one side does not"]
)
def test_a_link_settles_an_order(told: dict[str, Any]) -> None:
    case = case_of(INDICTED, PleaEntered(plea="guilty", **DAY))
    case = case.record(PleaEntered(plea="not guilty", **DAY), **told)
    assert codes(case) == ([] if "after" in told else ["ambiguous-order"])


def test_the_docket_settles_an_order() -> None:
    case = case_of(INDICTED).record(PleaEntered(plea="guilty", **DAY), ordinal=2)
    case = case.record(PleaEntered(plea="not guilty", **DAY), ordinal=1)
    assert codes(case) == []
    assert charge_of(case).plea == "guilty"


def test_an_order_that_changes_nothing_is_no_finding() -> None:
    appeals = [AppealFiled(on="2020-04", by=by, **ONE) for by in ("defendant", "prosecutor")]
    assert codes(case_of(*CONVICTED[:-1], *appeals)) == []


def test_an_order_the_law_does_not_allow_is_no_question() -> None:
    assert codes(case_of(INDICTED, ChargeDismissed(prejudice="with", **DAY), AppealFiled(**DAY))) == []


def test_two_warrants_of_one_day_leave_the_person_where_one_does() -> None:
    warrants = [WarrantIssued(on="2020-03-01", defendant="A. Doe", reason=reason) for reason in ("one", "two")]
    assert codes(case_of(*warrants)) == []


def test_a_claim_settled_and_removed_on_one_day_stands_where_it_stands_in_either_order() -> None:
    where: dict[str, Any] = {"on": "2021-05-03", "claim": "k", "defendants": "A. Doe"}
    filed = ClaimFiled(on="2021-01-01", claim="k", defendants="A. Doe")
    for pair in permutations((SettlementAgreed(**where), ClaimRemoved(**where, court="federal"))):
        assert codes(case_of(filed, *pair)) == []


def sentenced() -> Event:
    return SentenceImposed(**DAY)


def verdict(kind: str) -> Event:
    return VerdictReturned(verdict=VerdictKind(kind), **DAY)


ON_TRIAL = (INDICTED, TrialBegan(on="2020-02-01", **ONE))


@pytest.mark.parametrize("acts", list(permutations([verdict("guilty"), verdict("not guilty"), sentenced()])))
def test_guilty_and_not_guilty_never_convict_although_a_sentence_would_fit(acts: tuple[Event, ...]) -> None:
    """The fewest ERRORs would come from the guilty verdict and the sentence, with only the acquittal contradicted."""
    charge = charge_of(case_of(*ON_TRIAL, *acts))
    assert charge.phase is Phase.ACQUITTED
    assert {type(entry.event) for entry in charge.disregarded} == {VerdictReturned, SentenceImposed}


SUPERSEDING = ChargeFiled(
    on="2021-05-03", defendant="A. Doe", charge="2", instrument="superseding_indictment", supersedes="1"
)


def errors(case: CaseFile) -> list[str]:
    return [finding.code for finding in case.at().findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("before", "pair"),
    [
        ((INDICTED,), (SUPERSEDING, ChargeDismissed(prejudice="without", **DAY))),
        ((INDICTED,), (PleaEntered(plea="not guilty", **DAY), DiversionStarted(**DAY))),
    ],
    ids=["superseded and dismissed", "pleaded and diverted"],
)
def test_what_courts_do_at_one_hearing_is_no_error(before: tuple[Event, ...], pair: tuple[Event, ...]) -> None:
    for order in permutations(pair):
        case = case_of(*before, *order)
        assert errors(case) == []
        assert charge_of(case).disregarded == ()


def test_an_act_about_two_charges_has_one_place_for_both() -> None:
    """The dismissal of charge 1 comes before the filing that names both, and the amendment of charge 2 after it."""
    amended = ChargeAmended(on="2021-05-03", defendant="A. Doe", charge="2", grade="felony")
    refiled = ChargeFiled(
        on="2021-05-03", defendant="A. Doe", charge="2", instrument="indictment", refiles="1", offense="theft"
    )
    for acts in permutations((ChargeDismissed(prejudice="without", **DAY), refiled, amended)):
        case = case_of(INDICTED, *acts)
        assert errors(case) == []
        assert case.at().charge("A. Doe", "2").phase is Phase.TRIABLE
        assert charge_of(case).phase is Phase.DISMISSED


@pytest.mark.parametrize("link", ["supersedes", "refiles"])
def test_an_act_of_an_unknown_day_comes_after_the_filing_of_its_charge(link: str) -> None:
    """The filing follows the dismissal of charge 1, of which the file has no filing, and comes before the trial."""
    named: dict[str, Any] = {link: "1"}
    filed = ChargeFiled(on="2021-05-03", defendant="A. Doe", charge="2", instrument="indictment", **named)
    vague = TrialBegan(on="2021-05", defendant="A. Doe", charge="2")
    for acts in permutations((ChargeDismissed(prejudice="without", **DAY), filed, vague)):
        case = case_of(*acts)
        assert [finding.code for finding in case.at().findings] == ["missing-filing"]
        assert case.at().charge("A. Doe", "2").phase is Phase.ON_TRIAL
        assert charge_of(case).phase is Phase.DISMISSED


LIKELY = {
    *{"plea.entered:guilty", "plea.accepted:guilty", "plea.withdrawn", "charge.dismissed:without", "charge.amended"},
    *{"diversion.started", "trial.began", "verdict.returned:guilty", "verdict.returned:not_guilty", "sentence.imposed"},
    *{"mistrial.declared", "adjudication.deferred", "charge.reinstated"},
}


@given(st.lists(st.sampled_from(sorted(LIKELY)), min_size=3, max_size=4), st.booleans())
def test_no_order_of_a_day_leaves_fewer_errors_unless_a_stronger_act_would_not_count(
    labels: list[str], on_trial: bool
) -> None:
    """The order is compared with every other order of the day."""
    before = list(ON_TRIAL if on_trial else (INDICTED,))
    acts = [event(label, on=f"{2021 + place}") for place, label in enumerate(labels)]
    orders = [
        folded_in([*before, *[attrs.evolve(act, on=When.parse("2021-05-03")) for act in order]])
        for order in permutations(acts)
    ]
    case = case_of(*before, *[attrs.evolve(act, on=When.parse("2021-05-03")) for act in acts])
    got = charge_of(case), len([f for f in case.at().findings if f.severity is Severity.ERROR and f.charge])
    least = min(count for _, count in orders)
    convicts = {"plea.accepted:guilty", "verdict.returned:guilty"} & set(labels)
    assert got[1] == least or (convicts and got[0].found is not Found.GUILTY)


def folded_in(events: list[Event]) -> tuple[ChargeState, int]:
    """Fold events in the order given, and count the ERRORs."""
    entries = [Entry(id=f"e{place}", seq=place, event=each) for place, each in enumerate(events, 1)]
    state, findings = fold(CHARGE, entries, GENERIC)
    assert isinstance(state, ChargeState)
    return state, sum(finding.severity is Severity.ERROR for finding in findings)


def crowd(*more: Event) -> CaseFile:
    amended = [ChargeAmended(grade=f"{number}", **DAY) for number in range(5)]
    return case_of(*ON_TRIAL, *amended, *more)


def test_a_crowded_day_in_the_order_of_the_table_is_no_finding_of_its_own() -> None:
    case = crowd(PleaEntered(plea="not guilty", **DAY), verdict("guilty"))
    assert "crowded-day" not in codes(case)
    assert charge_of(case).phase is Phase.FOUND_GUILTY


def test_a_day_with_too_many_acts_to_try_every_order_still_never_convicts_and_says_so() -> None:
    for verdicts in permutations((verdict("guilty"), verdict("not guilty"))):
        case = crowd(*verdicts)
        assert charge_of(case).phase is Phase.ACQUITTED
        (finding,) = [each for each in case.at().findings if each.code == "crowded-day"]
        assert finding.entries == ("e3", "e4", "e5", "e6", "e7", "e8", "e9")
        assert case.at("2021-05-02").findings == case_of(*ON_TRIAL).at().findings
        later = case.record(AppealFiled(on="2021-06-01", **ONE))
        assert "crowded-day" in codes(later)


def test_repeated_acts_of_a_crowded_day_are_no_doubt_about_its_order() -> None:
    case = case_of(INDICTED, *[TrialBegan(**DAY)] * 7)
    assert "crowded-day" not in codes(case)
    assert "repeated" in codes(case)
    assert charge_of(case).phase is Phase.ON_TRIAL


def test_a_crowded_day_with_a_numbered_entry_is_told_of_as_well() -> None:
    case = crowd(verdict("guilty"), verdict("not guilty"))
    case = case.record(ChargeAmended(grade="last", **DAY), ordinal=1)
    assert charge_of(case).phase is Phase.ACQUITTED
    assert "crowded-day" in codes(case)


def test_the_order_of_a_day_is_chosen_in_each_possible_world() -> None:
    """The act that could come first depends on whether the charge had been reinstated by then."""
    one_day: dict[str, Any] = {"on": "2021-05-03", **ONE}
    before = (INDICTED, ChargeDismissed(on="2021-01-01", prejudice="without", **ONE))
    reinstated = ChargeReinstated(on="2021-05", **ONE)
    acts = (PleaAccepted(plea="guilty", **one_day), SentenceImposed(**one_day))
    for order in permutations(acts):
        view = case_of(*before, reinstated, *order).at("2021-05-10")
        without = case_of(*before, *order).at("2021-05-10")
        early = case_of(*before, attrs.evolve(reinstated, on=When.parse("2021-05-02")), *order).at("2021-05-10")
        assert set(view.charge("A. Doe", "1").possible("phase")) == {
            without.charge("A. Doe", "1").phase,
            early.charge("A. Doe", "1").phase,
        }


def test_three_pleas_of_one_day_are_open_in_each_pair() -> None:
    case = case_of(INDICTED, *[PleaEntered(plea=plea, **DAY) for plea in ("guilty", "not guilty", "no contest")])
    found = [finding.entries for finding in case.at().findings if finding.code == "ambiguous-order"]
    assert sorted(sorted(pair) for pair in found) == [["e2", "e3"], ["e2", "e4"], ["e3", "e4"]]


def test_charges_that_share_an_act_of_a_day_are_ordered_on_when_the_file_grows() -> None:
    """The common order of both charges is continued, and equals that of a file made at once."""
    case = case_of(INDICTED)
    for number, each in enumerate([SUPERSEDING, ChargeDismissed(prejudice="without", **DAY)] * 2):
        case = case.record(each)
        for day in range(4, 24):
            amended = ChargeAmended(
                on=f"2021-0{6 + number % 3}-{day:02d}", defendant="A. Doe", charge="2", grade=f"{day}"
            )
            case = case.record(amended)
        fresh = CaseFile("c", entries=case.entries)
        assert case.at()["A. Doe"] == fresh.at()["A. Doe"]
        assert case.at("2021-07-10").findings == fresh.at("2021-07-10").findings


def test_an_act_linked_after_one_of_an_open_date_waits_for_it_although_its_day_is_known() -> None:
    case = case_of(INDICTED).record(SentenceCompleted(on="2021-05", **ONE))
    case = case.record(TrialBegan(**DAY)).record(PleaEntered(plea="guilty", **DAY), after="e2")
    track = timeslice_of(case.at()).index.track(CHARGE)
    assert track is not None
    order = [p.entry.id for p in track.order]
    assert order.index("e2") < order.index("e4")


def test_open_entries_of_two_charges_that_share_an_act_are_possible_together() -> None:
    """In each possible state, the filing that names both has happened for both charges or for neither."""
    superseding = attrs.evolve(SUPERSEDING, on=When.parse("2021-05"))
    dismissed = ChargeDismissed(on="2021-05", prejudice="without", **ONE)
    amended = ChargeAmended(on="2021-05", defendant="A. Doe", charge="2", grade="felony")
    view = case_of(INDICTED, superseding, dismissed, amended).at("2021-05-10")
    for state in view["A. Doe"].possible():
        first, second = (state.charges.get(charge) for charge in "12")
        about = [{entry.id for entry in charge.entries} if charge else set() for charge in (first, second)]
        assert ("e2" in about[0]) is ("e2" in about[1])


def test_an_act_of_a_day_that_was_not_yet_known_has_no_say_in_its_order() -> None:
    case = CaseFile("c").record(INDICTED, recorded_at="2021-05-01T12:00:00Z")
    for number, act in enumerate((PleaEntered(plea="guilty", **DAY), TrialBegan(**DAY), verdict("guilty"))):
        case = case.record(act, recorded_at=f"2021-05-0{4 + number}T12:00:00Z")
    for day in ("2021-05-07", "2021-05-05", "2021-05-04"):
        fresh = CaseFile("c", entries=case.entries)
        assert case.at(known_on=day).charge("A. Doe", "1").state == fresh.at(known_on=day).charge("A. Doe", "1").state


def test_an_amendment_of_an_open_date_comes_before_a_sentence_dated_too_early() -> None:
    """As in the county's data, the sentence has the day of the filing, and the amendment is linked after the filing."""
    case = CaseFile("c").record(ChargeFiled(on="2021-05-03", instrument="information", **ONE))
    case = case.record(ChargeAmended(on="[2021-05-03..2021-05-07]", grade="felony", **ONE), after="e1")
    case = case.record(PleaAccepted(on="2021-05-07", plea="guilty", **ONE)).record(SentenceImposed(**DAY))
    assert "late-step" not in codes(case)
