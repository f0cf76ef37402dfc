"""
A charge, a plea or an order that comes again on the same charge.

Expected values: FRCrimP 5.1(f) and N.Y. CPL 190.75 of a charge brought after a discharge or a no bill; United States v.
Bowen, 946 F.2d 734, of a second indictment; 18 USC 3296 and Ricketts v. Adamson of counts put back.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate.events import (
    AcquittalOrdered,
    AppealFiled,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    DeNovoAppealFiled,
    MistrialDeclared,
    NoBillReturned,
    OrderVacated,
    PleaAccepted,
    PleaEntered,
    PleaWithdrawn,
    SentenceImposed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import ENGLAND_AND_WALES

COMPLAINT = act(ChargeFiled, instrument="complaint", severity="felony", offense="burglary")
TRIAL = act(TrialBegan)
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
PLEADS, PLEA = act(PleaEntered, plea="guilty"), act(PleaAccepted, plea="guilty")
WITH = act(ChargeDismissed, prejudice="with", by="court")


@pytest.mark.parametrize("refused", [act(NoBillReturned), act(ChargeDischarged), act(ChargeDeclined)])
def test_a_charge_not_held_may_be_brought_after_all(refused: Act) -> None:
    for paper, phase in (("indictment", "triable"), ("information", "charged"), ("complaint", "charged")):
        view = seen(COMPLAINT, refused, act(ChargeFiled, instrument=paper, offense="burglary"))
        assert stands(view, ["phase", "disposition"]) == {"phase": phase, "disposition": "none"}
        assert not codes(view)


@pytest.mark.parametrize("paper", ["complaint", "information"])
def test_a_paper_on_file_only_after_the_discharge_is_the_one_that_was_discharged(paper: str) -> None:
    paper_told_late = act(ChargeFiled, instrument=paper)
    view = seen(act(ChargeDischarged), paper_told_late)
    assert stands(view, ["phase", "disposition"]) == {
        "phase": "dismissed",
        "disposition": "discharged_no_probable_cause",
    }
    assert codes(view) == {"missing-filing", "late-filing"}
    assert stands(seen(act(ChargeDischarged), paper_told_late, paper_told_late), ["phase"]) == {"phase": "charged"}


def test_an_indictment_after_a_discharge_brings_the_charge_for_no_hearing_is_held_on_it() -> None:
    view = seen(act(ChargeDischarged), act(ChargeFiled, instrument="indictment"))
    assert stands(view, ["phase"]) == {"phase": "triable"}
    assert codes(view) == {"missing-filing"}


@pytest.mark.parametrize("paper", ["indictment", "information"])
def test_a_second_paper_that_changes_the_charge_is_a_version_of_it(paper: str) -> None:
    view = seen(INDICTED, act(ChargeFiled, instrument=paper, offense="robbery"))
    assert codes(view) == {"another-paper-under-one-id"}
    state = view.charge(DOE, "1").state
    assert [each.offense for each in state.versions] == ["burglary", "robbery"]
    assert codes(seen(INDICTED, INDICTED)) == {"repeated"}


def test_a_second_complaint_likewise() -> None:
    view = seen(COMPLAINT, act(ChargeFiled, instrument="complaint", offense="robbery"))
    assert codes(view) == {"another-paper-under-one-id"}
    assert [each.offense for each in view.charge(DOE, "1").state.versions] == ["burglary", "robbery"]


@pytest.mark.parametrize(("day", "told"), [("2023-03-12", set()), ("2023-04-09", set()), ("2023-06-01", {"trial"})])
def test_a_mistrial_days_after_a_hung_jury_ends_the_same_trial(day: str, told: set[str]) -> None:
    hung = (act(TrialBegan, on="2023-03-01"), act(VerdictReturned, verdict="hung", on="2023-03-10"))
    view = seen(INDICTED, *hung, act(MistrialDeclared, on=day))
    assert codes(view) == {f"missing-{each}" for each in told}


def test_a_charge_that_is_put_back_was_brought() -> None:
    view = seen(act(ChargeReinstated))
    assert codes(view) == {"missing-filing"}
    assert stands(view, ["phase"]) == {"phase": "charged"}
    assert view[DOE].status.words == "pending; no filing is on file"


class TestPutBackAfterABar:
    def test_it_is_told(self) -> None:
        view = seen(INDICTED, WITH, act(ChargeReinstated))
        assert codes(view) == {"reinstated-after-bar"}
        assert stands(view, ["phase"]) == {"phase": "triable"}
        assert codes(seen(INDICTED, TRIAL, WITH, act(ChargeReinstated))) == {"reinstated-after-bar"}

    @pytest.mark.parametrize("before", [(INDICTED,), (INDICTED, TRIAL)])
    @pytest.mark.parametrize("after", [(), (act(ChargeReinstated),)])
    def test_not_where_the_court_took_its_order_back(self, before: tuple[Act, ...], after: tuple[Act, ...]) -> None:
        view = seen(*before, WITH, act(OrderVacated), *after)
        assert stands(view, ["phase", "disposition"]) == {"phase": "triable", "disposition": "none"}
        assert not codes(view)

    def test_not_where_the_plea_behind_it_may_have_fallen(self) -> None:
        bargain = act(ChargeDismissed, prejudice="with", ground="plea_agreement")
        assert not codes(seen(INDICTED, bargain, act(ChargeReinstated)))


class TestASecondPlea:
    def test_it_is_to_what_it_names(self) -> None:
        view = seen(INDICTED, PLEA, act(PleaAccepted, plea="guilty", offense="trespass"))
        assert codes(view) == {"second-plea"}
        charge = view.charge(DOE, "1")
        assert charge.state.convicted_of == "trespass"
        assert "An earlier plea on the charge, to burglary, was replaced by one to trespass." in view[DOE].fairly_said

    def test_the_same_plea_again_is_a_repetition(self) -> None:
        assert codes(seen(INDICTED, PLEA, PLEA)) == {"repeated"}

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"offense": "theft"}, {"offense": "theft"}),
            ({"offense": "theft"}, {"offense": "Theft"}),
            ({"offense": "theft", "statute": "30-16-1"}, {"offense": "theft"}),
            ({"offense": "theft", "grade": "M1", "severity": "misdemeanor"}, {"offense": "theft"}),
            ({}, {"offense": "burglary"}),
            ({"offense": "burglary"}, {}),
        ],
    )
    def test_so_is_one_that_names_the_same_offense(self, first: dict[str, str], second: dict[str, str]) -> None:
        accepted = act(PleaAccepted, plea="guilty", **first)
        view = seen(INDICTED, accepted, act(PleaAccepted, plea="guilty", **second))
        assert codes(view) == {"repeated"}
        once = seen(INDICTED, accepted).charge(DOE, "1").state
        assert view.charge(DOE, "1").state.proved == once.proved

    @pytest.mark.parametrize("more", [{"statute": "30-16-1"}, {"grade": "F4"}, {"statute": "30-16-1", "grade": "F4"}])
    @pytest.mark.parametrize("first", [{"offense": "theft"}, {"offense": "burglary"}, {}])
    def test_one_that_says_more_of_it_is_a_later_line(self, first: dict[str, str], more: dict[str, str]) -> None:
        named = first.get("offense", "burglary")
        view = seen(
            INDICTED, act(PleaAccepted, plea="guilty", **first), act(PleaAccepted, plea="guilty", offense=named, **more)
        )
        assert not codes(view)
        state = view.charge(DOE, "1").state
        assert state.proved is not None
        assert (state.proved.offense, state.proved.statute, state.proved.grade) == (
            named,
            more.get("statute"),
            more.get("grade"),
        )
        assert view[DOE].fairly_said[-1] == f"A. Doe was found guilty of {named}, and awaits sentence."

    def test_one_that_names_the_offense_first_is_a_later_line(self) -> None:
        unnamed = act(ChargeFiled, instrument="indictment", severity="felony")
        view = seen(unnamed, PLEA, act(PleaAccepted, plea="guilty", offense="theft"))
        assert not codes(view)
        assert view.charge(DOE, "1").state.convicted_of == "theft"
        assert not any("reduced" in said or "replaced" in said for said in view[DOE].fairly_said)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({}, {"offense": "theft"}),
            ({"offense": "theft"}, {"offense": "fraud"}),
            ({"offense": "theft", "grade": "F4"}, {"offense": "theft", "grade": "M1"}),
            ({"offense": "theft", "statute": "30-16-1"}, {"offense": "theft", "statute": "30-16-2"}),
        ],
    )
    def test_one_that_contradicts_the_first_is_told(self, first: dict[str, str], second: dict[str, str]) -> None:
        one, other = (act(PleaAccepted, plea="guilty", **each) for each in (first, second))
        assert codes(seen(INDICTED, one, other)) == {"second-plea"}

    def test_each_is_compared_with_the_one_that_stands(self) -> None:
        theft, fraud = (act(PleaAccepted, plea="guilty", offense=each) for each in ("theft", "fraud"))
        findings = [finding.code for finding in seen(INDICTED, theft, fraud, fraud).findings]
        assert sorted(findings) == ["repeated", "second-plea"]

    def test_a_repetition_between_them_finds_nothing(self) -> None:
        theft = act(PleaAccepted, plea="guilty", offense="theft")
        view = seen(INDICTED, theft, PLEA, theft)
        assert codes(view) == {"repeated"}
        state = view.charge(DOE, "1").state
        assert [proof.entry.id for proof in state.proofs] == ["e2"]
        assert state.last_proved == state.proved

    def test_a_verdict_without_effect_does_not_hide_what_came_before_it(self) -> None:
        revoked = act(SupervisionDecided, outcome="revoked")
        view = seen(INDICTED, PLEA, act(SentenceImposed), revoked, GUILTY, act(AppealFiled, by="defendant"))
        assert codes(view, "error") == {"contradiction"}
        assert [review.of_revocation for review in view.charge(DOE, "1").state.reviews] == [True]

    def test_a_plea_to_the_offense_of_the_verdict_names_no_other(self) -> None:
        tried = (INDICTED, TRIAL, GUILTY)
        assert codes(seen(*tried, act(PleaAccepted, plea="guilty", offense="burglary"))) == {"repeated"}
        assert codes(seen(*tried, act(PleaAccepted, plea="guilty", offense="theft"))) == {"plea-after-verdict"}

    def test_one_withdrawn_and_not_entered_again_is_told(self) -> None:
        withdrawn = act(PleaWithdrawn)
        assert codes(seen(INDICTED, PLEADS, withdrawn, PLEA)) == {"withdrawn-plea-accepted"}
        assert not codes(seen(INDICTED, PLEADS, withdrawn, PLEADS, PLEA))
        assert not codes(seen(INDICTED, PLEA, withdrawn, PLEA))
        assert not codes(seen(INDICTED, act(PleaEntered, plea="not_guilty"), withdrawn, PLEA))


class TestInEngland:
    BELOW = (act(ChargeFiled, offense="theft"), TRIAL, GUILTY, act(SentenceImposed), act(DeNovoAppealFiled))

    def test_a_plea_of_guilty_that_is_then_accepted_convicts_once(self) -> None:
        view = seen(COMPLAINT, PLEADS, PLEA, procedure=ENGLAND_AND_WALES)
        assert not codes(view)
        assert stands(view, ["phase"]) == {"phase": "found_guilty"}
        named = act(PleaAccepted, plea="guilty", offense="burglary")
        assert not codes(seen(INDICTED, PLEADS, named, procedure=ENGLAND_AND_WALES))

    @pytest.mark.parametrize(
        ("heard", "expected"),
        [
            ((TRIAL, GUILTY), {"phase": "judged", "conviction": "adjudicated", "review": "ended"}),
            ((TRIAL, GUILTY, act(SentenceImposed)), {"phase": "judged", "sentence": "imposed"}),
            ((TRIAL, NOT_GUILTY), {"phase": "overturned", "found": "not_guilty", "sentence": "vacated"}),
            ((act(AcquittalOrdered),), {"phase": "overturned", "disposition": "quashed", "review": "ended"}),
        ],
    )
    def test_an_appeal_from_magistrates_is_reheard(self, heard: tuple[Act, ...], expected: dict[str, str]) -> None:
        view = seen(*self.BELOW, *heard, procedure=ENGLAND_AND_WALES)
        assert stands(view, expected) == expected
        assert not codes(view)
