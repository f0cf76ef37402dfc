"""
A charge that goes from a criminal court to a juvenile one, or back, is what the paper of that court makes it.

Expected values: 237 Pa. Code 200(4) and 42 Pa.C.S. 6322, of charges sent to a juvenile court; 42 Pa.C.S. 6355, of
petitions sent to a criminal one; Breed v. Jones, 421 U.S. 519, of a criminal trial after a petition was heard; Matter
of Devison, 22 I&N Dec. 1362, of juvenile adjudications, which are no convictions; N.Y. CPL 310.85 and 330.25, of a case
that is removed after the verdict, which a juvenile fact determination replaces there. Where the file has no paper of
the court that found it proved, whether that is a conviction is not known.
"""

from collections.abc import Callable
from itertools import permutations

import pytest
from stories import DOE, Act, act, codes, seen, stands

from casestate import Certainty, View
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    ChargeRemanded,
    ChargeRemoved,
    ChargeTransferred,
    MistrialDeclared,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaWithdrawn,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.state import Proceeding

FELONY = {"severity": "felony", "offense": "burglary"}
COMPLAINT = act(ChargeFiled, instrument="complaint", **FELONY)
INDICTMENT = act(ChargeFiled, instrument="indictment", **FELONY)
INFORMATION = act(ChargeFiled, instrument="information", **FELONY)
ALLEGED = act(ChargeFiled, instrument="petition", court="Juvenile Court", **FELONY)
PETITION = act(ChargeFiled, instrument="petition", offense="burglary")
TO_JUVENILE = act(ChargeTransferred, court="Juvenile Court")
TO_CRIMINAL = act(ChargeTransferred, court="Superior Court")
ADMITTED, PLEA = act(PleaAccepted, plea="admitted"), act(PleaAccepted, plea="guilty")
TRIED = (act(TrialBegan), act(VerdictReturned, verdict="guilty"))
SENTENCED = act(SentenceImposed)
ELSEWHERE = act(ChargeDismissed, by="court", prejudice="without", ground="proceeding_elsewhere")
BREED = "tried-after-adjudication"
ANOTHER = "another-paper-under-one-id"


def counts(view: View, charge: str = "1") -> Certainty:
    return view.charge(DOE, charge).is_conviction()


@pytest.mark.parametrize(("before", "day"), [(COMPLAINT, {}), (INDICTMENT, {}), (COMPLAINT, {"on": "2023-01-02"})])
@pytest.mark.parametrize("found", [(ADMITTED,), TRIED])
def test_a_charge_sent_to_a_juvenile_court_goes_on_by_its_petition(
    before: Act, found: tuple[Act, ...], day: dict[str, str]
) -> None:
    sent = [(event, {**given, **day}) for event, given in (TO_JUVENILE, PETITION)]
    view = seen(before, *sent, *found, SENTENCED)
    charge = view.charge(DOE, "1")
    assert (charge.proceeding, charge.status.status, counts(view)) == (Proceeding.PETITION, "adjudicated", Certainty.NO)
    assert charge.convicted_of is None
    assert codes(view) == set()


@pytest.mark.parametrize("paper", [COMPLAINT, INFORMATION, INDICTMENT])
def test_a_petition_sent_to_a_criminal_court_goes_on_by_its_paper(paper: Act) -> None:
    view = seen(ALLEGED, TO_CRIMINAL, paper, PLEA, SENTENCED)
    charge = view.charge(DOE, "1")
    assert (charge.proceeding, counts(view)) == (Proceeding.CRIMINAL, Certainty.YES)
    assert (charge.convicted_of, codes(view)) == ("burglary", set())


@pytest.mark.parametrize(
    "acts",
    [
        (ALLEGED, TO_CRIMINAL, PLEA),
        (ALLEGED, TO_CRIMINAL, *TRIED),
        (INDICTMENT, TO_JUVENILE, ADMITTED),
        (ALLEGED, TO_CRIMINAL, act(ChargeRemoved, stage="notice"), PLEA),
    ],
)
def test_without_a_paper_there_whether_it_convicts_is_not_known(acts: tuple[Act, ...]) -> None:
    view = seen(*acts, SENTENCED)
    charge = view.charge(DOE, "1")
    assert (charge.proceeding, charge.status.status) == (Proceeding.UNKNOWN, "unsettled")
    assert (counts(view), charge.convicted_of) == (Certainty.POSSIBLY, None)


@pytest.mark.parametrize(
    ("acts", "answer"),
    [
        ((INDICTMENT, TO_CRIMINAL, PLEA, SENTENCED), Certainty.YES),
        ((INDICTMENT, TO_CRIMINAL, *TRIED, SENTENCED), Certainty.YES),
        ((INDICTMENT, ADMITTED, SENTENCED), Certainty.YES),
        ((ALLEGED, TO_JUVENILE, ADMITTED, SENTENCED), Certainty.NO),
        ((ALLEGED, ADMITTED, TO_JUVENILE, SENTENCED), Certainty.NO),
        ((ALLEGED, TO_CRIMINAL, act(ChargeRemanded), *TRIED, SENTENCED), Certainty.NO),
    ],
)
def test_a_change_of_venue_alone_changes_no_nature(acts: tuple[Act, ...], answer: Certainty) -> None:
    assert counts(seen(*acts)) is answer


def test_what_is_pending_after_a_transfer_is_of_no_known_nature() -> None:
    assert seen(ALLEGED, TO_CRIMINAL).charge(DOE, "1").status.words == "charged; pending, in another court"
    assert seen(ALLEGED).charge(DOE, "1").status.words == "petition pending"


@pytest.mark.parametrize("first", [COMPLAINT, act(ChargeFiled, instrument="citation", **FELONY)])
def test_a_second_complaint_that_says_the_same_is_no_second_charge(first: Act) -> None:
    assert codes(seen(first, COMPLAINT)) == set()


@pytest.mark.parametrize("before", [(COMPLAINT,), (INDICTMENT,), (INDICTMENT, act(TrialBegan))])
def test_a_petition_on_a_criminal_charge_that_nothing_sent_there_is_doubted(before: tuple[Act, ...]) -> None:
    view = seen(*before, PETITION)
    assert codes(view) == {ANOTHER}
    verdict = () if len(before) > 1 else (act(TrialBegan),)
    assert counts(seen(*before, PETITION, *verdict, TRIED[1], SENTENCED)) is Certainty.POSSIBLY


def test_a_paper_after_a_finding_leaves_its_nature() -> None:
    convicted = seen(INDICTMENT, PLEA, SENTENCED, PETITION)
    assert (counts(convicted), codes(convicted)) == (Certainty.YES, set())
    adjudicated = seen(ALLEGED, ADMITTED, SENTENCED, INFORMATION)
    assert (counts(adjudicated), codes(adjudicated)) == (Certainty.NO, set())


LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass")
VERDICTS = ((PLEA,), TRIED, (TRIED[0], LESSER))
TOLD = "local-law"


@pytest.mark.parametrize("found", VERDICTS)
@pytest.mark.parametrize("offense", ["burglary", "trespass", None])
@pytest.mark.parametrize(
    "order",
    [
        lambda sent, there: (sent, there),
        lambda sent, there: (sent, there, SENTENCED),
        lambda sent, there: (SENTENCED, sent, there),
    ],
    ids=["unsentenced", "sentenced there", "sentenced before"],
)
def test_sent_to_a_juvenile_court_after_the_verdict_it_may_be_no_conviction(
    found: tuple[Act, ...], offense: str | None, order: Callable[[Act, Act], tuple[Act, ...]]
) -> None:
    there = act(ChargeFiled, instrument="petition", offense=offense)
    view = seen(INDICTMENT, *found, *order(TO_JUVENILE, there))
    charge = view.charge(DOE, "1")
    assert (counts(view), charge.is_conviction("immigration")) == (Certainty.POSSIBLY, Certainty.POSSIBLY)
    assert charge.status.words == "whether a conviction stands is a question of local law"
    assert codes(view) == {TOLD}
    assert stands(view, ["found", "conviction"]) == {"found": "guilty", "conviction": "unknown"}


@pytest.mark.parametrize("found", VERDICTS)
def test_likewise_on_one_day(found: tuple[Act, ...]) -> None:
    for day in permutations([TO_JUVENILE, PETITION]):
        view = seen(INDICTMENT, *found, *[(event, {**given, "on": "2023-09-01"}) for event, given in day], SENTENCED)
        assert counts(view) is Certainty.POSSIBLY
        assert not codes(view, "error", "incomplete")


@pytest.mark.parametrize("found", VERDICTS)
@pytest.mark.parametrize(("link", "succession"), [("supersedes", "superseded"), ("refiles", "refiled")])
def test_likewise_where_the_petition_is_another_charge(found: tuple[Act, ...], link: str, succession: str) -> None:
    there = act(ChargeFiled, charge="2", instrument="petition", offense="burglary", **{link: "1"})
    view = seen(INDICTMENT, *found, TO_JUVENILE, there)
    assert (counts(view), counts(view, "2")) == (Certainty.POSSIBLY, Certainty.NO)
    assert stands(view, ["succession"]) == {"succession": succession}
    assert codes(view) == {TOLD}


def test_a_pardon_that_was_granted_before_stays() -> None:
    view = seen(INDICTMENT, PLEA, SENTENCED, act(Pardoned), TO_JUVENILE, PETITION)
    assert stands(view, ["conviction"]) == {"conviction": "pardoned"}


@pytest.mark.parametrize("then", [(), (SENTENCED,), (INFORMATION, SENTENCED)])
def test_sent_elsewhere_after_the_verdict_without_a_petition_it_stays_what_it_was(then: tuple[Act, ...]) -> None:
    view = seen(INDICTMENT, *TRIED, TO_CRIMINAL, *then)
    assert counts(view) is (Certainty.YES if then else Certainty.NO)
    assert TOLD not in codes(view)


REFILED = act(ChargeFiled, charge="2", refiles="1", instrument="information", **FELONY)
TRIED_THERE = tuple((event, {**given, "charge": "2"}) for event, given in (*TRIED, SENTENCED))


@pytest.mark.parametrize("ended", [(ELSEWHERE,), ()])
def test_a_criminal_trial_after_a_petition_was_heard_is_a_second_jeopardy(ended: tuple[Act, ...]) -> None:
    view = seen(ALLEGED, *TRIED, *ended, REFILED, *TRIED_THERE)
    assert BREED in codes(view, "error")
    assert counts(view, "2") is Certainty.YES


@pytest.mark.parametrize("heard", [TRIED, (act(TrialBegan),), (ADMITTED,), (*TRIED, SENTENCED)])
@pytest.mark.parametrize("paper", [COMPLAINT, INFORMATION, INDICTMENT])
def test_so_is_one_under_the_id_of_the_petition(heard: tuple[Act, ...], paper: Act) -> None:
    view = seen(ALLEGED, *heard, TO_CRIMINAL, paper, *TRIED, SENTENCED)
    assert codes(view, "error") == {BREED}
    assert counts(view) is Certainty.YES
    assert stands(view, ["phase", "found"]) == {"phase": "judged", "found": "guilty"}


def test_and_one_after_its_dismissal() -> None:
    view = seen(ALLEGED, *TRIED, ELSEWHERE, INFORMATION, *TRIED, SENTENCED)
    assert codes(view, "error") == {BREED}
    assert counts(view) is Certainty.YES


@pytest.mark.parametrize(
    "before",
    [
        (TO_CRIMINAL, INFORMATION),
        (*TRIED, act(NewTrialGranted), TO_CRIMINAL, INFORMATION),
        (act(TrialBegan), act(MistrialDeclared), ELSEWHERE, INFORMATION),
        (ADMITTED, act(PleaWithdrawn), ELSEWHERE, INFORMATION),
        (ELSEWHERE, INFORMATION),
    ],
)
def test_where_nothing_was_heard_or_the_hearing_fell_there_is_none(before: tuple[Act, ...]) -> None:
    assert codes(seen(ALLEGED, *before, *TRIED, SENTENCED), "error") == set()


def test_a_dismissal_on_an_unknown_ground_may_have_been_by_consent() -> None:
    dropped = act(ChargeDismissed, prejudice="without")
    view = seen(ALLEGED, act(TrialBegan), dropped, REFILED, *TRIED_THERE)
    assert codes(view) == {"refiled-after-jeopardy"}
