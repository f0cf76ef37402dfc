"""
What no law allows, or not the law of the place, although each act by itself is lawful.

Expected values: U.S. Const. amend. V and FRCrimP 7 of charging papers; Breed v. Jones, 421 U.S. 519, of trial after a
juvenile adjudication. Sovereigns are tested with the styles in which they sue.
"""

from collections.abc import Mapping
from itertools import product

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, Procedure, Severity
from casestate.events import (
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    ChargeSuperseded,
    ChargeTransferred,
    Component,
    IndictmentWaived,
    MistrialDeclared,
    PleaAccepted,
    PleaSetAside,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.view import View

INDICTMENT, INFORMATION, COMPLAINT = "indictment", "information", "complaint"
NOT_INDICTED, WAIVER = "felony-not-indicted", "missing-waiver-of-indictment"


def severity(view: View, code: str) -> Severity:
    """The severity of the one finding of a code."""
    (found,) = [each for each in view.findings if each.code == code]
    return found.severity


@pytest.mark.parametrize(
    ("law", "paper", "severity_class", "told"),
    [
        (US_FEDERAL, COMPLAINT, "felony", NOT_INDICTED),
        (US_FEDERAL, "amended_complaint", "felony", NOT_INDICTED),
        (US_FEDERAL, "citation", "felony", NOT_INDICTED),
        (US_FEDERAL, COMPLAINT, "capital", NOT_INDICTED),
        (US_FEDERAL, INFORMATION, "capital", NOT_INDICTED),
        (US_FEDERAL, INFORMATION, "felony", WAIVER),
        (US_FEDERAL, INDICTMENT, "capital", ""),
        (US_FEDERAL, "superseding_indictment", "felony", ""),
        (US_FEDERAL, COMPLAINT, "misdemeanor", ""),
        (US_FEDERAL, COMPLAINT, "unknown", ""),
        (US_FEDERAL, "unknown", "felony", ""),
        (US_NEW_MEXICO, COMPLAINT, "felony", NOT_INDICTED),
        (US_NEW_MEXICO, INFORMATION, "felony", ""),
        (US_NEW_MEXICO, INFORMATION, "capital", ""),
        (GENERIC, COMPLAINT, "felony", ""),
        (GENERIC, INFORMATION, "capital", ""),
    ],
)
@pytest.mark.parametrize("held", [(act(TrialBegan),), (act(PleaAccepted, plea="guilty"),)])
def test_a_felony_is_tried_on_the_paper_that_the_place_asks_for(
    law: Procedure, paper: str, severity_class: str, told: str, held: tuple[Act, ...]
) -> None:
    filed = act(ChargeFiled, instrument=paper, severity=severity_class)
    view = seen(filed, act(BoundOver), *held, procedure=law)
    assert codes(view) & {NOT_INDICTED, WAIVER} == ({told} if told else set())
    if told:
        assert severity(view, told) is (Severity.POLICY if told == NOT_INDICTED else Severity.INCOMPLETE)


def test_an_information_serves_once_indictment_is_waived() -> None:
    filed = act(ChargeFiled, instrument=INFORMATION, severity="felony")
    assert codes(seen(filed, act(IndictmentWaived), act(TrialBegan), procedure=US_FEDERAL)) == set()


def test_the_grade_tells_a_felony_and_a_later_paper_takes_the_place_of_the_first() -> None:
    filed = act(ChargeFiled, instrument=COMPLAINT, grade="Class C felony")
    assert NOT_INDICTED in codes(seen(filed, act(BoundOver), act(TrialBegan), procedure=US_FEDERAL))
    indicted = act(ChargeFiled, instrument=INDICTMENT, grade="Class C felony")
    assert codes(seen(filed, indicted, act(TrialBegan), procedure=US_FEDERAL)) == set()


def test_a_plea_to_less_than_a_felony_needs_no_indictment() -> None:
    filed = act(ChargeFiled, instrument=COMPLAINT, severity="felony")
    less = act(PleaAccepted, plea="guilty", offense="trespass", severity="misdemeanor")
    assert codes(seen(filed, less, procedure=US_FEDERAL)) == set()


PETITION = act(ChargeFiled, instrument="petition", offense="robbery")
HEARD = (PETITION, act(BoundOver), act(TrialBegan))
ADJUDICATED = (*HEARD, act(VerdictReturned, verdict="guilty"))
ADMITTED = (PETITION, act(PleaAccepted, plea="admitted"))
TRANSFERRED = act(ChargeTransferred, successors="2")
ADULT = act(ChargeFiled, charge="2", instrument=INDICTMENT)
TRIED = act(TrialBegan, charge="2")
PLEADED = act(PleaAccepted, charge="2", plea="guilty")
REFILED = act(ChargeFiled, charge="2", instrument=INDICTMENT, refiles="1")
CARRIED_ON = act(ChargeFiled, charge="2", instrument=INDICTMENT, supersedes="1")
BREED = "tried-after-adjudication"


@pytest.mark.parametrize(
    "acts",
    [
        (*HEARD, TRANSFERRED, ADULT, TRIED),
        (*HEARD, TRANSFERRED, ADULT, PLEADED),
        (*HEARD, TRANSFERRED, CARRIED_ON, TRIED),
        (*HEARD, act(ChargeTransferred), REFILED, TRIED),
        (*ADMITTED, REFILED, TRIED),
        (*ADJUDICATED, REFILED, TRIED),
    ],
)
def test_no_criminal_court_tries_what_a_juvenile_court_had_heard(acts: tuple[Act, ...]) -> None:
    view = seen(*acts)
    assert severity(view, BREED) is Severity.ERROR
    assert BREED not in codes(seen(*acts[:-1]))


def test_a_petition_disposed_of_is_barred_already_when_it_is_brought_again() -> None:
    assert severity(seen(*ADJUDICATED, act(SentenceImposed), REFILED), "refiled-after-bar") is Severity.ERROR


@pytest.mark.parametrize(
    "acts",
    [
        (PETITION, TRANSFERRED, ADULT, TRIED),
        (PETITION, act(ChargeSuperseded, successors="2"), ADULT, TRIED),
        (*HEARD, act(MistrialDeclared), TRANSFERRED, ADULT, TRIED),
        (*ADMITTED, act(PleaSetAside), TRANSFERRED, ADULT, TRIED),
        (*HEARD, act(ChargeDismissed, prejudice="without"), REFILED, TRIED),
        (*HEARD, act(ChargeTransferred, successors="2"), act(ChargeFiled, charge="2", instrument="petition"), TRIED),
        (*HEARD, act(ChargeTransferred, successors="2"), act(ChargeFiled, charge="2"), TRIED),
        (*HEARD, act(ChargeTransferred, successors="9")),
    ],
)
def test_a_transfer_before_the_hearing_or_after_one_that_failed_bars_nothing(acts: tuple[Act, ...]) -> None:
    assert BREED not in codes(seen(*acts))


def test_another_sovereign_may_try_what_a_juvenile_court_had_heard() -> None:
    petition = act(ChargeFiled, instrument="petition", sovereign="Ohio")
    again = act(ChargeFiled, charge="2", instrument=INDICTMENT, refiles="1", sovereign="United States")
    assert BREED not in codes(seen(petition, act(PleaAccepted, plea="admitted"), again, TRIED))


CIRCLE = "consecutive-in-a-circle"


def prison(charge: str, *after: str, more: tuple[Component, ...] = (), by: type = SentenceImposed) -> Act:
    """A sentence of prison that runs after those on other charges, with further parts."""
    return act(by, charge=charge, components=(Component(kind="prison", term="1 year", consecutive_to=after), *more))


def sentenced(*sentences: Act) -> View:
    """The view of three charges found proved and sentenced so."""
    filed = [act(ChargeFiled, charge=each, instrument=INDICTMENT) for each in ("2", "3")]
    found = [act(PleaAccepted, charge=each, plea="guilty") for each in ("1", "2", "3")]
    return seen(INDICTED, *filed, *found, *sentences)


def circular(waits: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether some charge waits for itself, by walking on from each as far as there are charges."""
    reached = {(charge, other) for charge, others in waits.items() for other in others if other != charge}
    for _ in waits:
        reached |= {(a, d) for a, b in reached for c, d in reached if b == c}
    return any(a == b for a, b in reached)


CHOICES = {"1": ("", "2", "3"), "2": ("", "1", "3"), "3": ("", "1", "2")}


@pytest.mark.parametrize("after", list(product(*CHOICES.values())), ids="-".join)
def test_sentences_that_wait_for_one_another_are_told_over_every_choice(after: tuple[str, str, str]) -> None:
    waits = {charge: (other,) if other else () for charge, other in zip(CHOICES, after, strict=True)}
    view = sentenced(*[prison(charge, *others) for charge, others in waits.items()])
    assert codes(view) == ({CIRCLE} if circular(waits) else set())
    if circular(waits):
        assert severity(view, CIRCLE) is Severity.ERROR


def test_two_circles_are_told_apart() -> None:
    filed = [act(ChargeFiled, charge=each, instrument=INDICTMENT) for each in "234"]
    found = [act(PleaAccepted, charge=each, plea="guilty") for each in "1234"]
    waits = {"1": "2", "2": "1", "3": "4", "4": "3"}
    view = seen(INDICTED, *filed, *found, *[prison(charge, other) for charge, other in waits.items()])
    told = [finding for finding in view.findings if finding.code == CIRCLE]
    assert {finding.charge for finding in told} == {"1", "3"}
    assert all(len(finding.entries) == 2 for finding in told)


def test_only_the_part_that_waits_need_wait() -> None:
    """Probation on one charge may run after prison on another that runs after prison on the first."""
    probation = Component(kind="probation", term="1 year", consecutive_to="2")
    assert codes(sentenced(prison("1", more=(probation,)), prison("2", "1"))) == set()
    fine = Component(kind="fine")
    assert codes(sentenced(prison("1", "2", more=(fine,)), prison("2", "1"))) == {CIRCLE}


def test_only_the_current_sentences_count() -> None:
    mended = prison("2", by=SentenceModified)
    assert codes(sentenced(prison("1", "2"), prison("2", "1"), mended)) == set()
    assert (
        codes(sentenced(prison("1", "2"), prison("2"), prison("3"), act(SupervisionDecided, outcome="modified")))
        == set()
    )


def test_it_is_of_the_defendant_whose_sentences_they_are() -> None:
    (told,) = sentenced(prison("1", "2"), prison("2", "1")).findings
    assert (told.defendant, told.charge, len(told.entries)) == (DOE, "1", 2)
