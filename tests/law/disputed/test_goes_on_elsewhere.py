"""
A charge that goes on elsewhere under its own id, or as another charge, counts once and for what is done there.

Authorities of the situations: FRCrimP 20, 21; NMSA 38-3-3, 38-3-6; 18 USC 3605; 28 USC 1447, 1455; N.C.G.S. 15A-1431;
Va. Code 16.1-133; Kenyon v. Commonwealth, 37 Va. App. 668; United States v. Walker, 363 F.3d 711.
"""

from itertools import permutations

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands, story

from casestate import Certainty, View
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeReactivated,
    ChargeReinstated,
    ChargeRemanded,
    ChargeRemoved,
    ChargeSuperseded,
    ChargeTransferred,
    DeNovoAppealFiled,
    DiversionStarted,
    MistrialDeclared,
    NewTrialGranted,
    PleaAccepted,
    PleaEntered,
    RecordSealed,
    SentenceDeferred,
    SentenceImposed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)

FIRST, SECOND, FEDERAL = "First Judicial District Court", "Second Judicial District Court", "District of New Mexico"
FILED = act(ChargeFiled, instrument="indictment", severity="felony", offense="burglary", court=FIRST)
SENT = act(ChargeTransferred, court=SECOND)
TRIAL, GUILTY = act(TrialBegan), act(VerdictReturned, verdict="guilty")
NOT_GUILTY = act(VerdictReturned, verdict="not_guilty")
PLEA, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed, components=[PRISON])
BELOW = act(ChargeFiled, instrument="citation", severity="misdemeanor", court="District Court")
TRIED_BELOW = (BELOW, TRIAL, GUILTY, SENTENCED)
ANEW = act(DeNovoAppealFiled, court="Superior Court")
NOTICE, REMOVED = act(ChargeRemoved, court=FEDERAL, stage="notice"), act(ChargeRemoved, court=FEDERAL)
CARRIES_ON = act(ChargeFiled, charge="2", instrument="superseding_indictment", offense="burglary", supersedes="1")
DISMISSED = act(ChargeDismissed, by="prosecutor", prejudice="without")


def second(event: type, **given: object) -> Act:
    """Return an act on charge 2."""
    return act(event, charge="2", **given)


def doubted(view: View) -> set[str]:
    return codes(view, "error", "incomplete", "policy", "warning")


def court(view: View, charge: str = "1") -> str | None:
    return view.charge(DOE, charge).court


@pytest.mark.parametrize(
    ("acts", "phase", "conviction"),
    [
        ((FILED, SENT), "triable", "none"),
        ((FILED, SENT, TRIAL, GUILTY, SENTENCED), "judged", "adjudicated"),
        ((FILED, SENT, TRIAL, NOT_GUILTY), "acquitted", "none"),
        ((FILED, SENT, PLEA, SENTENCED), "judged", "adjudicated"),
        ((FILED, SENT, DISMISSED), "dismissed", "none"),
        ((FILED, SENT, act(DiversionStarted)), "diverted", "none"),
        ((FILED, TRIAL, act(MistrialDeclared), SENT, TRIAL, GUILTY), "found_guilty", "found"),
        ((FILED, PLEA, SENT, SENTENCED), "judged", "adjudicated"),
        ((FILED, PLEA, act(AdjudicationDeferred), SENT), "deferred", "withheld"),
        ((FILED, PLEA, SENTENCED, SENT, act(SupervisionDecided, outcome="revoked")), "judged", "adjudicated"),
        ((FILED, act(DiversionStarted), SENT), "diverted", "none"),
        ((FILED, SENT, act(ChargeTransferred, court="Third"), TRIAL, GUILTY), "found_guilty", "found"),
        ((act(ChargeFiled, instrument="petition", court=FIRST), SENT, INDICTED, PLEA), "found_guilty", "found"),
    ],
)
def test_what_the_second_court_does_counts(acts: tuple[Act, ...], phase: str, conviction: str) -> None:
    view = seen(*acts)
    assert stands(view, ["phase", "conviction"]) == {"phase": phase, "conviction": conviction}
    assert doubted(view) == set()
    assert court(view) in (SECOND, "Third")


def test_the_court_is_a_fact_over_time() -> None:
    case = story(FILED, SENT, PLEA)
    charge = case.at()[DOE].charge("1")
    assert [(spell.value, str(spell.from_)) for spell in charge.spells("court")] == [
        (None, "None"),
        (FIRST, "2023-01-02"),
        (SECOND, "2023-01-16"),
    ]
    assert [entry.id for entry in charge.why("court").entries] == ["e1", "e2"]
    changes = case.at("2023-01-02").diff(case.at("2023-01-16"))
    assert {each.field for each in changes} >= {"court", "venue"}
    (row,) = case.at().records()
    assert (row["court"], row["venue"], row["open"]) == (SECOND, "transferred", True)


@pytest.mark.parametrize(
    ("acts", "named"),
    [
        ((FILED,), FIRST),
        ((FILED, act(ChargeTransferred)), None),
        ((FILED, act(ChargeTransferred), act(ChargeRemanded)), FIRST),
        ((FILED, SENT, act(ChargeTransferred, court="Third"), act(ChargeRemanded)), SECOND),
        ((FILED, SENT, act(ChargeRemanded, court="Third")), "Third"),
        ((act(ChargeFiled, instrument="complaint", court="Magistrate"), act(BoundOver, court=FIRST)), FIRST),
        ((act(ChargeFiled, instrument="complaint", court="Magistrate"), act(BoundOver)), "Magistrate"),
        ((FILED, NOTICE), FIRST),
        ((FILED, NOTICE, NOTICE), FIRST),
        ((FILED, NOTICE, act(ChargeRemanded)), FIRST),
        ((FILED, REMOVED), FEDERAL),
        ((FILED, NOTICE, act(ChargeRemoved, stage="allowed")), FEDERAL),
        ((FILED, NOTICE, act(ChargeRemoved, stage="allowed"), act(ChargeRemanded)), FIRST),
        ((FILED, SENT, REMOVED, act(ChargeRemanded)), SECOND),
        ((*TRIED_BELOW, ANEW), "Superior Court"),
        ((*TRIED_BELOW, ANEW, SENT), SECOND),
        ((*TRIED_BELOW, ANEW, SENT, act(AppealWithdrawn)), "District Court"),
        ((*TRIED_BELOW, ANEW, REMOVED, act(ChargeRemanded)), "Superior Court"),
        ((*TRIED_BELOW, ANEW, act(AppealDecided, outcome="dismissed", court="Superior Court")), "District Court"),
        ((*TRIED_BELOW, act(AppealFiled, court="Court of Appeals")), "District Court"),
    ],
)
def test_it_is_in_the_court_where_the_last_act_put_it(acts: tuple[Act, ...], named: str | None) -> None:
    view = seen(*acts)
    assert court(view) == named
    assert doubted(view) == set()


def test_a_charge_that_the_file_keeps_there_as_another_ends_here_and_counts_once() -> None:
    for sent in ((act(ChargeTransferred, successors="2"),), (SENT, second(ChargeFiled, supersedes="1"))):
        view = seen(FILED, *sent)
        assert stands(view, ["phase", "disposition"]) == {"phase": "superseded", "disposition": "transferred"}
        assert view[DOE].pending == (("2",) if len(sent) > 1 else ())
        assert doubted(view) == set()
    refiled = seen(FILED, SENT, second(ChargeFiled, instrument="indictment", refiles="1"))
    assert stands(refiled, ["phase", "succession"]) == {"phase": "superseded", "succession": "refiled"}
    assert doubted(refiled) == set()


@pytest.mark.parametrize(
    "ended",
    [
        act(AppealWithdrawn),
        act(ChargeRemanded),
        *[act(AppealDecided, outcome=each) for each in ("dismissed", "affirmed")],
    ],
)
@pytest.mark.parametrize("anew", [(ANEW,), (act(DeNovoAppealFiled, successors="2"),)])
def test_trial_anew_vacates_the_judgment_below_until_the_appeal_is_given_up(anew: tuple[Act, ...], ended: Act) -> None:
    appealed = seen(*TRIED_BELOW, *anew)
    expected = {"found": "set_aside", "conviction": "vacated", "sentence": "vacated", "disposition": "de_novo_appeal"}
    assert stands(appealed, expected) == expected
    assert appealed.charge(DOE, "1").phase == ("triable" if anew == (ANEW,) else "superseded")
    assert appealed.charge(DOE, "1").is_conviction() is Certainty.NO
    back = seen(*TRIED_BELOW, *anew, ended)
    assert stands(back, ["phase", "found", "conviction", "sentence", "venue"]) == {
        "phase": "judged",
        "found": "guilty",
        "conviction": "adjudicated",
        "sentence": "imposed",
        "venue": "remanded",
    }
    assert back.charge(DOE, "1").is_conviction() is Certainty.YES
    assert doubted(back) == set()


@pytest.mark.parametrize(
    ("above", "phase", "convicts"),
    [
        ((TRIAL, GUILTY, SENTENCED), "judged", Certainty.YES),
        ((TRIAL, NOT_GUILTY), "acquitted", Certainty.NO),
        ((DISMISSED,), "dismissed", Certainty.NO),
        ((PLEA, SENTENCED), "judged", Certainty.YES),
    ],
)
def test_what_the_higher_court_does_on_trial_anew_is_the_end(
    above: tuple[Act, ...], phase: str, convicts: Certainty
) -> None:
    charge = seen(*TRIED_BELOW, ANEW, *above).charge(DOE, "1")
    assert (charge.phase, charge.is_conviction(), charge.court) == (phase, convicts, "Superior Court")


def test_an_ordinary_appeal_given_up_is_not_the_one_for_trial_anew() -> None:
    view = seen(*TRIED_BELOW, ANEW, act(AppealFiled, by="prosecutor"), act(AppealWithdrawn, by="prosecutor"))
    assert stands(view, ["phase", "review"]) == {"phase": "triable", "review": "ended"}


def test_removal_leaves_the_state_court_without_power_to_convict_until_remand() -> None:
    """28 USC 1455(b)(3)."""
    sought = (FILED, NOTICE, TRIAL, GUILTY)
    assert doubted(seen(*sought)) == set()
    for judgment in (SENTENCED, act(SentenceDeferred)):
        assert codes(seen(*sought, judgment), "incomplete") == {"missing-remand"}
        assert codes(seen(*sought, judgment, act(ChargeRemanded)), "incomplete") == {"missing-remand"}
        for settled in (act(ChargeRemanded), act(ChargeRemoved, stage="allowed")):
            assert doubted(seen(*sought, settled, judgment)) == set()
    assert doubted(seen(FILED, REMOVED, TRIAL, GUILTY, SENTENCED)) == set()
    assert doubted(seen(FILED, REMOVED, act(ChargeRemanded), TRIAL, GUILTY, SENTENCED)) == set()


def test_a_new_trial_undone_leaves_the_charge_where_it_was_sent() -> None:
    appealed = (act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed"))
    view = seen(FILED, TRIAL, GUILTY, act(NewTrialGranted), SENT, *appealed)
    assert stands(view, ["phase", "found", "venue"]) == {
        "phase": "found_guilty",
        "found": "guilty",
        "venue": "transferred",
    }
    assert court(view) == SECOND


def test_a_superseding_charge_leaves_the_first_pending_and_counts_once() -> None:
    view = seen(INDICTED, CARRIES_ON)
    assert stands(view, ["phase", "succession"]) == {"phase": "triable", "succession": "superseded"}
    assert doubted(view) == set()
    doe = view[DOE]
    # The first indictment stands until it is dismissed (United States v. Bowen), and the accusation is one.
    charges = doe.charges.values()
    assert (doe.pending, [each.open for each in charges]) == (("2",), [True, True])
    assert [each.counted for each in charges] == [False, True]
    assert doe.status.words == "charged; pending"
    assert doe.fairly_said[-1] == "The charge of burglary against A. Doe is pending."


def test_the_first_is_left_where_the_charge_that_carried_it_on_ends_without_a_finding() -> None:
    for ended in (second(ChargeDismissed, prejudice="without"), second(ChargeDismissed, prejudice="with")):
        doe = seen(INDICTED, CARRIES_ON, ended)[DOE]
        assert (doe.pending, doe.open, doe.status.status) == (("1",), True, "pending")
        assert [each.open for each in doe.charges.values()] == [True, False]
    tried = seen(INDICTED, CARRIES_ON, second(ChargeDismissed, prejudice="without"), TRIAL, GUILTY, SENTENCED)
    assert (tried[DOE].status.status, doubted(tried)) == ("convicted", set())


def test_it_is_left_to_the_last_of_a_chain() -> None:
    third = act(ChargeFiled, charge="3", instrument="superseding_indictment", supersedes="2")
    view = seen(INDICTED, CARRIES_ON, third)
    assert view[DOE].pending == ("3",)
    dismissed = [second(ChargeDismissed, prejudice="without"), act(ChargeDismissed, charge="3", prejudice="without")]
    assert seen(INDICTED, CARRIES_ON, third, dismissed[0])[DOE].pending == ("3",)
    assert seen(INDICTED, CARRIES_ON, third, dismissed[1])[DOE].pending == ("2",)
    assert seen(INDICTED, CARRIES_ON, third, *dismissed)[DOE].pending == ("1",)


@pytest.mark.parametrize("verdict", ["guilty", "not_guilty"])
def test_the_verdict_on_the_one_that_carries_it_on_speaks_for_both(verdict: str) -> None:
    doe = seen(INDICTED, CARRIES_ON, second(TrialBegan), second(VerdictReturned, verdict=verdict))[DOE]
    assert doe.status.status == {"guilty": "awaiting_sentence", "not_guilty": "acquitted"}[verdict]
    assert doe.pending == (("2",) if verdict == "guilty" else ())


def test_the_exposure_of_one_accusation_is_counted_once() -> None:
    first = act(ChargeFiled, instrument="indictment", exposure="5 years")
    later = second(ChargeFiled, instrument="superseding_indictment", exposure="8 years", supersedes="1")
    assert str(seen(first, later)[DOE].exposure) == "8 years"


def test_the_act_that_supersedes_ends_the_first() -> None:
    for order in permutations([CARRIES_ON, act(ChargeSuperseded, successors="2")]):
        for every in (0, 14):
            view = seen(INDICTED, *order, every=every)
            assert stands(view, ["phase", "succession", "disposition"]) == {
                "phase": "superseded",
                "succession": "superseded",
                "disposition": "superseded",
            }
            assert doubted(view) == set()
            assert view[DOE].pending == ("2",)


@pytest.mark.parametrize("prejudice", ["with", "without", "unspecified"])
@pytest.mark.parametrize("by", ["prosecutor", "court"])
def test_superseding_and_dismissal_on_one_day_are_one_answer_in_either_order(prejudice: str, by: str) -> None:
    dismissed = act(ChargeDismissed, on="2023-02-01", by=by, prejudice=prejudice)
    carries_on = (CARRIES_ON[0], {**CARRIES_ON[1], "on": "2023-02-01"})
    views = [seen(INDICTED, *order) for order in permutations([dismissed, carries_on])]
    for view in views:
        assert doubted(view) == set()
        assert stands(view, ["phase", "succession"]) == {
            "phase": "barred" if prejudice == "with" else "dismissed",
            "succession": "superseded",
        }
        assert view.charge(DOE, "1").refilable is Certainty.NO
        assert view[DOE].pending == ("2",)


def test_a_charge_dismissed_first_may_be_carried_on_later() -> None:
    view = seen(INDICTED, DISMISSED, CARRIES_ON)
    assert stands(view, ["phase", "succession"]) == {"phase": "dismissed", "succession": "superseded"}
    assert doubted(view) == set()
    assert view[DOE].status.words == "charged; pending"
    heard = seen(INDICTED, TRIAL, act(ChargeDismissed, by="court", prejudice="without"), CARRIES_ON)
    assert codes(heard, "warning") == {"refiled-after-jeopardy"}
    barred = seen(INDICTED, act(ChargeDismissed, by="court", prejudice="with"), CARRIES_ON)
    assert codes(barred, "error")


def test_a_charge_gone_back_to_is_pending_itself() -> None:
    fallen = (INDICTED, CARRIES_ON, DISMISSED, second(ChargeDismissed, prejudice="without"))
    back = seen(*fallen, act(ChargeReinstated))
    assert stands(back, ["phase", "succession"]) == {"phase": "triable", "succession": "none"}
    assert back[DOE].pending == ("1",)
    superseded = seen(INDICTED, act(ChargeSuperseded, successors="2"), act(ChargeReinstated))
    assert stands(superseded, ["phase", "succession"]) == {"phase": "triable", "succession": "none"}


@pytest.mark.parametrize(
    "back",
    [
        (act(ChargeTransferred, successors="2"),),
        (SENT, second(ChargeFiled, supersedes="1")),
        (REMOVED, second(ChargeFiled, supersedes="1")),
    ],
)
def test_what_the_other_court_sends_back_is_as_far_as_it_was(back: tuple[Act, ...]) -> None:
    view = seen(FILED, *back, act(ChargeRemanded), TRIAL)
    expected = {"phase": "on_trial", "succession": "none", "venue": "remanded", "disposition": "none"}
    assert stands(view, expected) == expected
    assert court(view) == FIRST
    assert codes(view, "error", "incomplete", "policy") == set()


def test_no_charge_is_tried_beside_the_one_that_carried_it_on_and_was_decided() -> None:
    acquitted = (INDICTED, CARRIES_ON, second(TrialBegan), second(VerdictReturned, verdict="not_guilty"))
    assert doubted(seen(*acquitted)) == set()
    for tried in (TRIAL, PLEA):
        assert codes(seen(*acquitted, tried), "warning") == {"tried-beside-successor"}
    hung = (INDICTED, CARRIES_ON, second(TrialBegan), second(VerdictReturned, verdict="hung"), TRIAL)
    assert codes(seen(*hung)) == set()


def test_both_papers_convicted_are_told() -> None:
    both = (INDICTED, CARRIES_ON, PLEA, second(PleaAccepted, plea="guilty"), SENTENCED)
    assert doubted(seen(*both)) == set()
    assert codes(seen(*both, second(SentenceImposed)), "warning") == {"convicted-beside-successor"}


@pytest.mark.parametrize("ground", ["extradited", "detainer", "stet", "warrant"])
def test_an_end_that_leaves_a_charge_open_leaves_it_off_the_docket(ground: str) -> None:
    view = seen(INDICTED, act(ChargeInactivated, ground=ground))
    charge = view.charge(DOE, "1")
    assert (charge.phase, charge.open, charge.activity, charge.inactive_ground) == ("triable", True, "inactive", ground)
    assert ("another sovereign" in view[DOE].status.words) is (ground in ("extradited", "detainer"))
    back = seen(INDICTED, act(ChargeInactivated, ground=ground), act(ChargeReactivated), TRIAL)
    assert (back.charge(DOE, "1").activity, back.charge(DOE, "1").inactive_ground) == ("active", None)
    assert doubted(back) == set()


def test_a_charge_sent_elsewhere_is_sealed_like_any_other() -> None:
    case = story(FILED, SENT, act(RecordSealed))
    assert DOE not in case.at().defendants
    hidden = case.at(clearance="sealed").charge(DOE, "1")
    assert (hidden.phase, hidden.court, hidden.visibility) == ("triable", SECOND, "sealed")


@pytest.mark.parametrize("order", [*permutations([SENT, act(PleaEntered, plea="not_guilty"), TRIAL])])
def test_a_transfer_on_the_day_of_other_acts_needs_no_order(order: tuple[Act, ...]) -> None:
    view = seen(FILED, *[(event, {**given, "on": "2023-02-01"}) for event, given in order])
    assert stands(view, ["phase", "venue"]) == {"phase": "on_trial", "venue": "transferred"}
    assert codes(view, "error", "incomplete", "policy") == set()


ACQUITTED = (TRIAL, act(VerdictReturned, verdict="not_guilty"))
SECOND_TRIED = (second(TrialBegan), second(PleaAccepted, plea="guilty"))


@pytest.mark.parametrize("link", ["supersedes", "refiles"])
def test_no_charge_is_tried_after_the_one_that_it_carries_on_ended_with_a_bar(link: str) -> None:
    """Fong Foo v. United States; Brown v. Ohio. The charge was filed before the bar, so the filing was lawful."""
    both = (INDICTED, second(ChargeFiled, **{link: "1"}, instrument="superseding_indictment", offense="burglary"))
    for bar in (ACQUITTED, (act(ChargeDismissed, prejudice="with"),)):
        assert doubted(seen(*both, *bar)) == set()
        for tried in SECOND_TRIED:
            assert codes(seen(*both, *bar, tried), "warning") == {"tried-after-bar"}


def test_nor_through_a_third_charge() -> None:
    third = act(ChargeFiled, charge="3", supersedes="2", instrument="superseding_indictment", offense="burglary")
    view = seen(INDICTED, CARRIES_ON, third, *ACQUITTED, act(TrialBegan, charge="3"))
    assert codes(view, "warning") == {"tried-after-bar"}


@pytest.mark.parametrize(
    "ended",
    [
        (act(ChargeDismissed, prejudice="without"),),
        (act(ChargeDismissed, prejudice="with", ground="plea_agreement"),),
        (act(ChargeDismissed, prejudice="with", ground="proceeding_elsewhere"),),
        (TRIAL, act(VerdictReturned, verdict="hung")),
    ],
)
def test_what_sets_no_bar_for_the_other_paper_is_silent(ended: tuple[Act, ...]) -> None:
    for tried in SECOND_TRIED:
        assert "tried-after-bar" not in codes(seen(INDICTED, CARRIES_ON, *ended, tried))


def test_two_papers_tried_at_once_are_silent() -> None:
    at_once = (INDICTED, CARRIES_ON, TRIAL, second(TrialBegan, on="2023-01-30"))
    verdicts = (act(VerdictReturned, verdict="not_guilty"), second(VerdictReturned, verdict="guilty"))
    assert codes(seen(*at_once, *verdicts)) == set()


def test_a_filing_after_the_bar_is_told_once() -> None:
    view = seen(INDICTED, *ACQUITTED, second(ChargeFiled, refiles="1", instrument="indictment"), SECOND_TRIED[0])
    assert codes(view) == {"refiled-after-bar"}


def test_nor_is_the_first_tried_after_the_other_was_reversed_for_want_of_evidence() -> None:
    convicted = (second(TrialBegan), second(VerdictReturned, verdict="guilty"), second(SentenceImposed))
    reversed_ = (second(AppealFiled, by="defendant"), second(AppealDecided, outcome="reversed_for_insufficiency"))
    for tried in (TRIAL, PLEA):
        view = seen(INDICTED, CARRIES_ON, *convicted, *reversed_, tried)
        assert codes(view, "warning") == {"tried-beside-successor"}


def test_a_charge_and_the_one_that_brings_it_again_count_once() -> None:
    again = second(ChargeFiled, refiles="1", instrument="indictment", offense="burglary")
    both = (INDICTED, again, PLEA, SENTENCED, second(PleaAccepted, plea="guilty"))
    assert codes(seen(*both, second(SentenceImposed)), "warning") == {"convicted-beside-successor"}
