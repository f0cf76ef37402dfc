"""
Sentences that follow a revocation, or that come without a conviction; and words for a death pending appeal.

Expected values: FRCrimP 32.1(d) of the sentence after a revocation; N.Y. CPL 720.20(3) of youthful offenders; the
abatement policy of each place.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, Certainty, Procedure
from casestate.events import (
    AdjudicationDeferred,
    AppealFiled,
    ChargeDismissed,
    Component,
    DefendantDied,
    DeferralCompleted,
    DeferralRevoked,
    Event,
    NewTrialGranted,
    PleaAccepted,
    PleaWithdrawn,
    SentenceCompleted,
    SentenceImposed,
    SupervisionDecided,
    SupervisionViolationAlleged,
)
from casestate.law import ENGLAND_AND_WALES, US_CALIFORNIA
from casestate.law.policies import Abatement

PLEA = act(PleaAccepted, plea="guilty")
PROBATION = Component(kind="probation", term="2 years")
REVOKED = act(SupervisionDecided, outcome="revoked")
DAY, LATER = "2023-03-01", "2023-06-01"


@pytest.mark.parametrize("first", [PROBATION, Component(kind="supervision", term="1 year")])
def test_a_sentence_follows_a_revocation(first: Component) -> None:
    acts = (INDICTED, PLEA, act(SentenceImposed, components=[first]), act(SupervisionViolationAlleged), REVOKED)
    view = seen(*acts, act(SentenceImposed, components=[PRISON]))
    assert not codes(view)
    assert stands(view, ["phase", "sentence"]) == {"phase": "judged", "sentence": "imposed"}
    charge = view.charge(DOE, "1")
    assert charge.components == (PRISON,)
    assert charge.status.words == "convicted and sentenced"


@pytest.mark.parametrize("turned", [False, True])
def test_terms_imposed_on_the_day_judgment_is_withheld_are_no_judgment(*, turned: bool) -> None:
    withheld = act(AdjudicationDeferred, kind="adjudication_withheld", on=DAY)
    of_the_day = (
        act(PleaAccepted, plea="guilty", on=DAY),
        withheld,
        act(SentenceImposed, components=[PROBATION], on=DAY),
    )
    acts = (INDICTED, *(reversed(of_the_day) if turned else of_the_day))
    view = seen(*acts)
    expected = {"phase": "deferred", "conviction": "withheld", "sentence": "imposed"}
    assert stands(view, expected) == expected
    assert not codes(view)
    charge = view.charge(DOE, "1")
    assert (charge.components, charge.is_conviction()) == ((PROBATION,), Certainty.NO)
    revoked = (act(DeferralRevoked, on=LATER), act(SentenceImposed, components=[PRISON], on=LATER))
    after = seen(*acts, *revoked)
    assert stands(after, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
    assert after.charge(DOE, "1").components == (PRISON,)


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (DeferralRevoked, {"phase": "found_guilty", "sentence": "none"}),
        (DeferralCompleted, {"phase": "barred", "sentence": "completed"}),
        (ChargeDismissed, {"phase": "dismissed", "sentence": "none"}),
        (PleaWithdrawn, {"phase": "triable", "sentence": "vacated"}),
        (NewTrialGranted, {"phase": "triable", "sentence": "vacated"}),
    ],
)
def test_terms_imposed_without_a_judgment_end_with_the_deferral(ended: type[Event], expected: dict[str, str]) -> None:
    terms = (act(PleaAccepted, plea="guilty", on=DAY), act(AdjudicationDeferred, on=DAY))
    view = seen(INDICTED, *terms, act(SentenceImposed, components=[PROBATION], on=DAY), act(ended, on=LATER))
    assert stands(view, expected) == expected
    assert codes(view) == ({"prejudice-unspecified"} if ended is ChargeDismissed else set())


@pytest.mark.parametrize("served", [(), (act(SentenceCompleted),)])
def test_a_youthful_offender_is_sentenced_without_a_conviction(served: tuple[Act, ...]) -> None:
    found = act(AdjudicationDeferred, kind="youthful_offender")
    view = seen(INDICTED, PLEA, found, act(SentenceImposed, components=[PROBATION]), *served)
    assert not codes(view)
    assert stands(view, ["phase", "conviction"]) == {"phase": "deferred", "conviction": "withheld"}
    words = "found a youthful offender, which takes the place of a conviction"
    assert view[DOE].status.words == words


def test_a_sentence_long_after_another_deferral_is_the_judgment() -> None:
    view = seen(INDICTED, PLEA, act(AdjudicationDeferred), act(SentenceImposed, components=[PRISON]))
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}


@pytest.mark.parametrize(
    ("law", "status", "words", "counts"),
    [
        (GENERIC, "unsettled", "whether the conviction stands differs by jurisdiction", Certainty.POSSIBLY),
        (US_FEDERAL, "abated", "no conviction stands", Certainty.NO),
        (US_CALIFORNIA, "abated", "no conviction stands", Certainty.NO),
        (US_NEW_MEXICO, "convicted", "which another could pursue", Certainty.YES),
        (ENGLAND_AND_WALES, "convicted", "which another could pursue", Certainty.YES),
        (
            GENERIC.derive("here", policies={"abatement": Abatement.NOTE_AND_STAND}),
            "convicted",
            "leaves the",
            Certainty.YES,
        ),
    ],
    ids=lambda each: each.name if isinstance(each, Procedure) else None,
)
def test_a_death_pending_appeal_is_worded_as_the_law_of_the_place_has_it(
    law: Procedure, status: str, words: str, counts: Certainty
) -> None:
    acts = (INDICTED, PLEA, act(SentenceImposed, components=[PRISON]), act(AppealFiled, by="defendant"))
    view = seen(*acts, act(DefendantDied), procedure=law)
    headline = view[DOE].status
    assert (headline.status, words in headline.words) == (status, True)
    assert view.charge(DOE, "1").is_conviction() is counts
