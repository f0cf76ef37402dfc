"""
Acts of one day on a charge, in every order of the file: what presupposes another act comes after it.

The expected values are those of the same acts a day apart, in the only order in which each has something to act on: a
plea is withdrawn for another (FRCrimP 11(d)); an appeal is filed before it is given up; probation is revoked before it
is reinstated (FRCrimP 32.1); the paper that is dismissed is the one that another took the place of that day; and of two
dismissals that of the court comes last (FRCrimP 48).
"""

from itertools import permutations

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import View
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
    ChargeRemanded,
    ChargeRemoved,
    ChargeTransferred,
    Component,
    DeNovoAppealFiled,
    DiversionStarted,
    MistrialDeclared,
    PleaAccepted,
    PleaEntered,
    PleaSetAside,
    PleaWithdrawn,
    SentenceImposed,
    SentenceStayed,
    SentenceStayLifted,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
)

DAY = "2023-09-01"
CITED = act(ChargeFiled, instrument="citation", severity="misdemeanor", offense="burglary")
PLEA, ANOTHER = act(PleaAccepted, plea="guilty"), act(PleaAccepted, plea="guilty", offense="trespass")
WITHDRAWN = act(PleaWithdrawn)
IMPRISONED = act(SentenceImposed, components=[PRISON])
ON_PROBATION = act(SentenceImposed, components=[Component(kind="probation", term="2 years")])
SENTENCED = (INDICTED, PLEA, ON_PROBATION)
BELOW = (CITED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), ON_PROBATION)
ANEW = act(DeNovoAppealFiled, court="above")
ALLEGED = act(SupervisionViolationAlleged)


def decided(outcome: str) -> Act:
    return act(SupervisionDecided, outcome=outcome)


def on_one_day(*acts: Act) -> list[Act]:
    return [(event, {"on": DAY, **given}) for event, given in acts]


def in_every_order(before: tuple[Act, ...], day: tuple[Act, ...]) -> list[View]:
    return [seen(*before, *on_one_day(*order)) for order in permutations(day)]


@pytest.mark.parametrize("taken_back", [PleaWithdrawn, PleaSetAside])
@pytest.mark.parametrize("before", [(INDICTED, PLEA), (INDICTED, PLEA, act(AdjudicationDeferred))])
def test_a_plea_withdrawn_for_another_convicts_of_the_other(before: tuple[Act, ...], taken_back: type) -> None:
    for view in in_every_order(before, (act(taken_back), ANOTHER, IMPRISONED)):
        assert stands(view, ["phase", "conviction", "found"]) == {
            "phase": "judged",
            "conviction": "adjudicated",
            "found": "guilty",
        }
        assert view.charge(DOE, "1").convicted_of == "trespass"
        assert not codes(view)


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ((INDICTED,), (PLEA, WITHDRAWN)),
        ((INDICTED, act(PleaEntered, plea="guilty")), (PLEA, WITHDRAWN)),
        ((INDICTED, PLEA, WITHDRAWN, act(PleaEntered, plea="guilty")), (ANOTHER, WITHDRAWN)),
        ((INDICTED,), (PLEA, WITHDRAWN, ANOTHER)),
    ],
    ids=["accepted", "tendered", "tendered after one was withdrawn", "twice accepted"],
)
def test_a_plea_that_did_not_stand_before_is_accepted_first_and_then_withdrawn(
    before: tuple[Act, ...], day: tuple[Act, ...]
) -> None:
    for view in in_every_order(before, day):
        assert stands(view, ["phase"]) == {"phase": "triable"}


@pytest.mark.parametrize(
    "day",
    [
        (ANEW, act(AppealWithdrawn, by="defendant")),
        (ANEW, act(AppealDecided, outcome="dismissed")),
        (ANEW, act(ChargeRemanded)),
        (ANEW, act(AppealWithdrawn), act(ChargeRemanded)),
    ],
)
def test_an_appeal_for_trial_anew_given_up_on_its_day_leaves_the_judgment_below(day: tuple[Act, ...]) -> None:
    for view in in_every_order(BELOW, day):
        assert stands(view, ["phase", "conviction", "venue"]) == {
            "phase": "judged",
            "conviction": "adjudicated",
            "venue": "remanded",
        }
        assert not codes(view)


@pytest.mark.parametrize(
    ("before", "day", "axes"),
    [
        (SENTENCED, (decided("revoked"), decided("reinstated")), {"supervision": "reinstated", "sentence": "imposed"}),
        (
            (*SENTENCED, ALLEGED),
            (decided("revoked"), decided("reinstated")),
            {"supervision": "reinstated", "sentence": "imposed"},
        ),
        (SENTENCED, (ALLEGED, decided("violation_admitted")), {"supervision": "violation_found"}),
        (SENTENCED, (ALLEGED, decided("violation_not_proved")), {"supervision": "none"}),
        (
            SENTENCED,
            (ALLEGED, decided("violation_found"), decided("revoked"), IMPRISONED),
            {"supervision": "revoked", "sentence": "imposed"},
        ),
        (SENTENCED, (decided("violation_found"), decided("modified")), {"supervision": "modified"}),
        (SENTENCED, (decided("reinstated"), decided("modified")), {"supervision": "modified"}),
        (SENTENCED, (decided("tolled"), decided("reinstated")), {"supervision": "reinstated"}),
        (SENTENCED, (decided("completed"), decided("discharged")), {"supervision": "discharged"}),
        (SENTENCED, (decided("revoked"), decided("completed")), {"supervision": "completed", "sentence": "revoked"}),
        (
            (INDICTED, PLEA, act(AdjudicationDeferred)),
            (ALLEGED, decided("violation_found"), decided("reinstated")),
            {"supervision": "reinstated"},
        ),
        (SENTENCED, (act(SentenceStayed), act(SentenceStayLifted)), {"sentence": "imposed"}),
        (SENTENCED, (act(AppealFiled), act(AppealWithdrawn)), {"review": "ended"}),
        (SENTENCED, (act(AppealFiled), act(AppealDecided, outcome="affirmed")), {"review": "ended"}),
        (
            SENTENCED,
            (act(AppealFiled, kind="discretionary"), act(AppealDecided, outcome="certiorari_denied")),
            {"review": "ended"},
        ),
        ((INDICTED,), (act(ChargeRemoved), act(ChargeRemanded)), {"venue": "remanded"}),
        ((INDICTED,), (act(ChargeTransferred, court="C"), act(ChargeRemanded)), {"venue": "remanded"}),
        ((INDICTED,), (act(ChargeInactivated), act(ChargeReactivated)), {"activity": "active"}),
    ],
)
def test_what_presupposes_another_act_of_the_day_comes_after_it_and_no_order_is_in_doubt(
    before: tuple[Act, ...], day: tuple[Act, ...], axes: dict[str, str]
) -> None:
    for view in in_every_order(before, day):
        assert stands(view, axes) == axes
        assert not codes(view)


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ((*SENTENCED, act(SentenceStayed)), (act(SentenceStayed), act(SentenceStayLifted))),
        ((*SENTENCED, decided("revoked")), (decided("revoked"), decided("reinstated"))),
        ((*SENTENCED, decided("violation_found")), (ALLEGED, decided("revoked"))),
        ((INDICTED, act(ChargeTransferred, court="C")), (act(ChargeRemanded), act(ChargeTransferred, court="C"))),
    ],
)
def test_where_something_earlier_may_be_meant_the_order_is_told(before: tuple[Act, ...], day: tuple[Act, ...]) -> None:
    for view in in_every_order(before, day):
        assert codes(view) == {"ambiguous-order"}


DROPPED = act(ChargeDismissed, by="prosecutor", prejudice="without")
BARRED = act(ChargeDismissed, by="court", prejudice="with")


def paper(instrument: str, offense: str = "burglary") -> Act:
    return act(ChargeFiled, instrument=instrument, severity="felony", offense=offense)


@pytest.mark.parametrize(
    ("before", "instrument", "phase"),
    [
        ((paper("citation"),), "complaint", "charged"),
        ((paper("complaint"),), "information", "charged"),
        ((paper("complaint"), act(BoundOver)), "information", "triable"),
        ((paper("complaint"),), "indictment", "triable"),
        ((paper("information"),), "indictment", "triable"),
        ((paper("indictment"),), "superseding_indictment", "triable"),
    ],
)
@pytest.mark.parametrize("offense", ["burglary", "robbery"])
def test_a_paper_dismissed_on_the_day_of_a_higher_one_gave_way_to_it(
    before: tuple[Act, ...], instrument: str, phase: str, offense: str
) -> None:
    for view in in_every_order(before, (DROPPED, paper(instrument, offense))):
        assert stands(view, ["phase", "disposition"]) == {"phase": phase, "disposition": "none"}
        charge = view.charge(DOE, "1")
        assert charge.open
        assert charge.version is not None
        assert (charge.version.instrument, charge.version.offense) == (instrument, offense)
        assert not codes(view)


@pytest.mark.parametrize(("first", "then"), [("complaint", "complaint"), ("indictment", "information")])
def test_a_paper_of_the_same_rank_or_a_lower_one_brings_the_charge_again(first: str, then: str) -> None:
    for view in in_every_order((paper(first),), (DROPPED, paper(then))):
        assert stands(view, ["phase"]) == {"phase": "charged"}
        assert codes(view) == {"filed-again-under-its-id"}


@pytest.mark.parametrize(
    ("before", "day", "phase"),
    [
        ((), (paper("complaint"), DROPPED), "dismissed"),
        ((paper("complaint"),), (paper("amended_complaint"), DROPPED), "dismissed"),
        ((paper("complaint"),), (paper("indictment"), BARRED), "barred"),
    ],
)
def test_a_charge_filed_or_amended_and_dismissed_on_one_day_or_barred_has_ended(
    before: tuple[Act, ...], day: tuple[Act, ...], phase: str
) -> None:
    for view in in_every_order(before, day):
        assert stands(view, ["phase"]) == {"phase": phase}
        assert not codes(view)


TRIAL, GUILTY = act(TrialBegan), act(VerdictReturned, verdict="guilty")
PUT_OFF = act(AdjudicationDeferred)


@pytest.mark.parametrize(
    "before",
    [
        (TRIAL,),
        (TRIAL, act(MistrialDeclared)),
        (TRIAL, GUILTY),
        (TRIAL, GUILTY, IMPRISONED),
        (act(DiversionStarted),),
        (PLEA, PUT_OFF),
    ],
)
@pytest.mark.parametrize("prejudice", ["without", "unspecified"])
@pytest.mark.parametrize("instrument", ["indictment", "information", "complaint"])
def test_a_charge_dismissed_once_it_was_tried_and_brought_again_on_one_day_is_pending_again(
    before: tuple[Act, ...], prejudice: str, instrument: str
) -> None:
    day = (act(ChargeDismissed, prejudice=prejudice, by="prosecutor"), paper(instrument))
    apart = seen(
        INDICTED, *before, *[(event, {**given, "on": f"2023-09-0{n}"}) for n, (event, given) in enumerate(day, 1)]
    )
    axes = ("phase", "found", "conviction", "jeopardy", "disposition", "sentence")
    for view in in_every_order((INDICTED, *before), day):
        assert stands(view, axes) == stands(apart, axes)
        assert stands(view, ["phase"])["phase"] in ("charged", "triable")
        assert codes(view) == codes(apart)
        assert not codes(view, "error")


def test_so_is_one_whose_mistrial_or_trial_was_of_that_day() -> None:
    for event in (act(MistrialDeclared), TRIAL):
        before = (INDICTED,) if event is TRIAL else (INDICTED, TRIAL)
        for view in in_every_order(before, (event, act(ChargeDismissed, prejudice="without"), paper("indictment"))):
            assert stands(view, ["phase", "disposition"]) == {"phase": "triable", "disposition": "none"}
            assert not codes(view, "error", "incomplete")


def test_a_paper_that_repeats_the_charge_in_mid_trial_changes_nothing() -> None:
    assert not codes(seen(INDICTED, TRIAL, paper("indictment")))
    for view in in_every_order((INDICTED, TRIAL), (act(ChargeDismissed, prejudice="with"), paper("indictment"))):
        assert stands(view, ["phase"]) == {"phase": "barred"}
        assert not codes(view, "error")


def test_the_dismissal_by_the_court_on_the_same_day_has_the_last_word() -> None:
    for view in in_every_order((INDICTED,), (DROPPED, BARRED)):
        assert stands(view, ["phase", "disposition"]) == {
            "phase": "barred",
            "disposition": "dismissed_with_prejudice",
        }
        assert not codes(view)


def test_two_orders_of_the_court_that_differ_are_told() -> None:
    for view in in_every_order((INDICTED,), (act(ChargeDismissed, by="court", prejudice="without"), BARRED)):
        assert codes(view) == {"local-law", "ambiguous-order"}
