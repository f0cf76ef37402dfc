"""What each axis of a charge, a claim and a citation tells, and from which entries."""

from typing import Any

import pytest
from acts import event, folded

from casestate import CaseFile, Certainty, Money, Term, When
from casestate.events import (
    CitationIssued,
    CitationSettled,
    CitationWithdrawn,
    ClaimDismissed,
    ClaimFiled,
    ClaimReinstated,
    ClaimRemoved,
    Component,
    PleaKind,
    ReleaseOrdered,
    SettlementAgreed,
    SettlementApproved,
    SettlementTerm,
)
from casestate.state import ChargeState, CitationState, ClaimState, Phase

COMPLAINT, INDICTMENT = "charge.filed:complaint", "charge.filed:indictment"


def charge(*acts: tuple[str, dict[str, Any]]) -> ChargeState:
    case = CaseFile("c")
    for label, given in acts:
        case = case.record(event(label, on="2023-01-31", **given))
    return case.at().charge("A. Doe", "1").state


def test_a_charge_without_an_entry_tells_nothing() -> None:
    empty = ChargeState(defendant="A. Doe", charge="1")
    told = (empty.version, empty.plea, empty.components, empty.sentenced, empty.prejudice, empty.moved_by("phase"))
    assert told == (None,) * 6
    assert (empty.versions, empty.alternatives, empty.refiles, empty.supersedes, empty.entries) == ((),) * 5
    assert empty.refilable is Certainty.NO
    assert not empty.open


def test_a_plea_in_words_of_its_own_says_nothing_of_an_admission() -> None:
    pleas = ("guilty", "no_contest", PleaKind.raw("stood mute, in words of his own"))
    told = [charge((COMPLAINT, {}), ("plea.entered", {"plea": plea})).admission for plea in pleas]
    assert told == [True, False, None]


def test_a_charge_names_those_that_carry_it_on() -> None:
    assert charge((COMPLAINT, {}), ("charge.superseded", {"successors": ("2", "3")})).successors == ("2", "3")


def test_a_charge_names_that_in_which_it_is_included() -> None:
    assert charge((COMPLAINT, {"lesser_of": ("2",)})).lesser_of == ("2",)


def test_charges_may_be_served_one_after_another_and_of_alternatives_one_counts() -> None:
    def exposed(*terms: tuple[str, str | None, tuple[str, ...]]) -> str:
        case = CaseFile("c")
        for key, term, alternatives in terms:
            given = {"charge": key, "exposure": term, "alternative_to": alternatives}
            case = case.record(event(COMPLAINT, on="2023-01-31", **given))
        return str(case.at()["A. Doe"].exposure)

    assert exposed(("1", "18 months", ()), ("2", "6 months 10 days", ())) == str(Term.parse("2 years 10 days"))
    assert exposed(("1", "18 months", ("2",)), ("2", "3 years", ()), ("3", "1 year", ())) == str(Term.parse("4 years"))
    assert exposed(("1", "18 months", ()), ("2", "life", ())) == "life"
    assert exposed(("1", "18 months", ()), ("2", None, ())) == "None"


def test_an_amendment_makes_a_version_that_keeps_what_it_does_not_name() -> None:
    filed = {
        "offense": "theft",
        "grade": "felony",
        "theories": ("a", "b"),
        "enhancements": "gun",
        "exposure": "5 years",
    }
    amended = {
        "dropped_theories": "a",
        "added_theories": ("b", "c"),
        "dropped_enhancements": "gun",
        "grade": "misdemeanor",
    }
    state = charge((COMPLAINT, filed), ("charge.downgraded", amended))
    assert [version.enhancements for version in state.versions] == [("gun",), ()]
    version = state.version
    assert version is not None
    assert (version.offense, version.grade, version.theories) == ("theft", "misdemeanor", ("b", "c"))
    assert (version.severity, version.instrument) == ("misdemeanor", "complaint")
    assert version.exposure is None
    assert state.versions[0].exposure == Term.parse("5 years")
    assert version.entry.id == "e2"


def test_an_amendment_of_a_charge_never_filed_tells_what_it_says() -> None:
    version = charge(("charge.amended", {"statute": "30-2-3", "minimum": "1 year", "severity": "felony"})).version
    assert version is not None
    assert (version.statute, version.minimum, version.severity) == ("30-2-3", Term.parse("1 year"), "felony")
    assert (version.offense, version.grade, version.instrument, version.theories) == (None, None, "unknown", ())


@pytest.mark.parametrize(
    ("acts", "plea"),
    [
        ([("plea.entered", {"plea": "not guilty"})], "not_guilty"),
        ([("plea.entered", {"plea": "not guilty"}), ("plea.accepted", {"plea": "no contest"})], "no_contest"),
        ([("plea.entered", {"plea": "alford"}), ("plea.accepted", {"plea": "alford"})], "alford"),
        ([("plea.accepted", {"plea": "unknown"})], "unknown"),
    ],
)
def test_the_plea_that_stands_is_the_last_one_named(acts: list[tuple[str, dict[str, Any]]], plea: str | None) -> None:
    assert charge((COMPLAINT, {}), *acts).plea == plea


def test_the_sentence_is_the_last_one_pronounced() -> None:
    jail, fine = Component(kind="jail", term="6 months", suspended="6 months"), Component(kind="fine", amount=500)
    sentenced: list[tuple[str, dict[str, Any]]] = [
        (COMPLAINT, {}),
        ("plea.accepted", {}),
        ("sentence.imposed", {"components": [jail, fine]}),
    ]
    assert charge(*sentenced[:2]).components is None
    assert charge(*sentenced).components == (jail, fine)
    modified = [*sentenced, ("sentence.modified", {"components": fine}), ("sentence.completed", {})]
    state = charge(*modified)
    assert (state.components, state.sentence.value) == ((fine,), "completed")
    assert state.sentenced == When.parse("2023-01-31")
    assert charge(*sentenced[:2], ("sentence.imposed", {})).components == ()


@pytest.mark.parametrize(
    ("acts", "refilable", "prejudice"),
    [
        ((COMPLAINT,), Certainty.NO, None),
        ((COMPLAINT, "charge.dismissed:without"), Certainty.YES, "without"),
        ((COMPLAINT, "charge.dismissed:with"), Certainty.NO, "with"),
        ((COMPLAINT, "charge.dismissed:unspecified"), Certainty.POSSIBLY, "unspecified"),
        ((INDICTMENT, "trial.began", "charge.dismissed:without"), Certainty.POSSIBLY, "without"),
        ((COMPLAINT, "charge.discharged"), Certainty.YES, None),
        ((INDICTMENT, "trial.began", "verdict.returned:not_guilty"), Certainty.NO, None),
        ((COMPLAINT, "charge.abated"), Certainty.NO, None),
    ],
)
def test_a_charge_may_be_brought_again_only_as_its_ending_allows(
    acts: tuple[str, ...], refilable: Certainty, prejudice: str | None
) -> None:
    state, _ = folded(*acts)
    assert state.refilable is refilable
    assert state.prejudice == prejudice


def test_a_charge_brought_again_says_so_and_cannot_be_brought_once_more() -> None:
    case = CaseFile("c").record(event(COMPLAINT, on="2023-01-01"))
    case = case.record(event("charge.dismissed:without", on="2023-02-01"))
    links = {"refiles": "1", "alternative_to": "3", "supersedes": "4"}
    case = case.record(event(INDICTMENT, on="2023-03-01", charge="2", **links))
    old, new = case.at().charge("A. Doe", "1"), case.at().charge("A. Doe", "2")
    assert (old.phase, old.succession.value, old.refilable) == (Phase.DISMISSED, "refiled", Certainty.NO)
    assert old.prejudice == "without"
    assert [entry.id for entry in old.endings] == ["e2", "e3"]
    assert (new.refiles, new.alternatives, new.supersedes) == (("1",), ("3",), ("4",))
    carried_on = case.at().charge("A. Doe", "4")
    assert (carried_on.phase, carried_on.succession.value) == (Phase.CHARGED, "superseded")


@pytest.mark.parametrize(
    ("acts", "is_open"),
    [
        ((COMPLAINT,), True),
        ((INDICTMENT, "trial.began"), True),
        ((COMPLAINT, "plea.accepted"), True),
        ((COMPLAINT, "plea.accepted", "sentence.imposed"), False),
        ((COMPLAINT, "charge.dismissed:without"), False),
    ],
)
def test_a_charge_is_open_until_it_is_judged_or_ended(acts: tuple[str, ...], is_open: bool) -> None:
    assert folded(*acts)[0].open is is_open


def test_every_axis_names_the_entry_that_moved_it_last() -> None:
    tried = (INDICTMENT, "trial.began", "mistrial.declared", "trial.began", "verdict.returned:guilty")
    state, _ = folded(*tried, "sentence.imposed")
    assert {axis: entry.id for axis, entry in state.moved if axis != "jeopardy"} == {
        "phase": "e6",
        "disposition": "e5",
        "found": "e5",
        "conviction": "e6",
        "sentence": "e6",
    }
    assert state.moved_by("phase") is dict(state.moved)["phase"]
    assert state.moved_by("review") is None


def test_an_open_question_about_one_charge_is_weighed_over_its_worlds_only() -> None:
    case = CaseFile("c").record(event(COMPLAINT, on="2023-01-01")).record(event("charge.amended", on="2023"))
    case = case.record(event(COMPLAINT, on="2023", charge="2"))
    view = case.at("2023-06-01")
    assert view.charge("A. Doe", "1").holds(lambda state: state.phase is Phase.CHARGED) is Certainty.YES
    assert view.charge("A. Doe", "1").holds(lambda state: len(state.versions) == 2) is Certainty.POSSIBLY
    assert len(view.charge("A. Doe", "1").possible()) == 2
    assert case.at().charge("A. Doe", "1").possible() == (case.at().charge("A. Doe", "1").state,)


def claim(*acts: Any) -> ClaimState:
    case = CaseFile("c")
    for act in acts:
        case = case.record(act)
    return case.at()["A. Doe"].claim("k").state


KEY: dict[str, Any] = {"claim": "k", "defendants": "A. Doe"}
FILED = ClaimFiled(on="2023-01-01", claimants="C.", court="state court", **KEY)


def test_a_claim_tells_who_brings_it_where_and_on_what_terms_it_settled() -> None:
    pay, still = SettlementTerm(kind="payment", amount=5), SettlementTerm(kind="confidentiality")
    state = claim(
        FILED,
        ClaimRemoved(on="2023-01-02", court="federal court", **KEY),
        SettlementAgreed(on="2023-01-03", terms=pay, approval="minor", **KEY),
        SettlementApproved(on="2023-01-04", terms=still, **KEY),
        ClaimDismissed(on="2023-01-05", **KEY),
        ClaimReinstated(on="2023-01-06", **KEY),
    )
    assert (state.claimants, state.court, state.terms, state.approval) == (
        ("C.",),
        "federal court",
        (pay, still),
        "minor",
    )
    assert state.phase.value == "pending"
    assert [entry.id for entry in state.entries] == ["e1", "e2", "e3", "e4", "e6", "e5"]


def test_a_claim_never_filed_tells_only_what_is_said_of_it() -> None:
    state = claim(ClaimDismissed(on="2023", **KEY))
    assert (state.claimants, state.court, state.terms, state.approval) == ((), None, (), None)
    reinstated = claim(ClaimReinstated(on="2023", **KEY))
    assert (reinstated.court, reinstated.phase.value) == (None, "pending")


def citation(*acts: Any) -> CitationState:
    case = CaseFile("c")
    for act in acts:
        case = case.record(act)
    return case.at()["A. Doe"].citation("g").state


CITED: dict[str, Any] = {"defendant": "A. Doe", "citation": "g"}
ISSUED = CitationIssued(on="2023-01-01", classification="willful", penalty=136793, **CITED)


def test_a_settlement_changes_of_a_citation_what_it_names() -> None:
    settled = citation(ISSUED, CitationSettled(on="2023-02-01", penalty=100000, approval="commission", **CITED))
    assert (settled.classification, settled.penalty, settled.approval) == ("willful", Money.parse(100000), "commission")
    lowered = citation(ISSUED, CitationSettled(on="2023-02-01", classification="serious", **CITED))
    assert (lowered.classification, lowered.penalty) == ("serious", Money.parse(136793))
    assert (citation(ISSUED).approval, citation(ISSUED).phase.value) == (None, "issued")


def test_a_citation_never_issued_tells_nothing_of_its_class() -> None:
    state = citation(CitationWithdrawn(on="2023", **CITED))
    assert (state.classification, state.penalty, len(state.entries)) == (None, None, 1)


def test_a_defendants_state_has_each_citation_by_its_id() -> None:
    case = CaseFile("c").record(CitationIssued(on="2023-01-01", defendant="A. Doe", citation="7"))
    assert case.at()["A. Doe"].state.citation("7").phase == "issued"


def test_the_reprs_of_states_name_their_subject_and_stay_short() -> None:
    case = CaseFile("c").record(event(COMPLAINT, on="2023-01-31"))
    case = case.record(ClaimFiled(on="2023-01-31", defendants="A. Doe", claim="k"))
    case = case.record(CitationIssued(on="2023-01-31", defendant="A. Doe", citation="g"))
    case = case.record(ReleaseOrdered(on="2023-02-01", defendant="A. Doe", status="detained"))
    doe = case.at()["A. Doe"].state
    assert repr(doe) == "<DefendantState A. Doe: 1 charge, 1 claim, 1 citation>"
    assert repr(doe.charges["1"]) == "<ChargeState charge 1 of A. Doe: charged>"
    assert [repr(each) for each in (*doe.claims.values(), *doe.citations.values())] == [
        "<ClaimState claim k of A. Doe: pending>",
        "<CitationState citation g of A. Doe: issued>",
    ]
    assert repr(doe.person) == "<RecordState A. Doe: 1 entry>"
