"""
An infraction where it is an offence: its words follow what convicts, and so do its offence and its day.

18 USC 19, 3559(a)(9) class an infraction as an offence; Cal. Penal Code 16 lists it among crimes and public offences.
"""

import pytest
from stories import DOE, Act, act, seen

from casestate import GENERIC, Certainty, Procedure
from casestate.events import (
    ChargeFiled,
    Component,
    ConvictionSetAside,
    PleaAccepted,
    SentenceDeferred,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import ENGLAND_AND_WALES, PROCEDURES, US_CALIFORNIA, US_FEDERAL
from casestate.law.policies import NEVER, ON_RECORD

CITED = act(ChargeFiled, instrument="citation", severity="infraction", offense="speeding")
PLEADED, FINED = act(PleaAccepted, plea="guilty"), act(SentenceImposed, components=Component(kind="fine"))
TRIED, NOT_TRIED = act(TrialBegan), act(VerdictReturned, verdict="not_guilty")
FOUND = act(VerdictReturned, verdict="guilty")
PLACES = [US_FEDERAL, US_CALIFORNIA, GENERIC.derive("elsewhere", policies={"infraction_is_conviction": ON_RECORD})]
OTHERS = [GENERIC, ENGLAND_AND_WALES, PROCEDURES["us-new-mexico"]]


@pytest.mark.parametrize("law", PLACES, ids=lambda law: law.name)
@pytest.mark.parametrize(
    ("acts", "words", "convicts", "of", "on"),
    [
        ((PLEADED,), "found guilty of an infraction, awaiting sentence", "NO", "speeding", None),
        ((TRIED, FOUND), "found guilty of an infraction, awaiting sentence", "NO", "speeding", None),
        ((PLEADED, FINED), "convicted of an infraction", "YES", "speeding", "2023-01-30"),
        (
            (PLEADED, act(SentenceDeferred)),
            "convicted of an infraction; the sentence is deferred",
            "YES",
            "speeding",
            "2023-01-30",
        ),
        ((TRIED, NOT_TRIED), "acquitted", "NO", None, None),
        ((PLEADED, FINED, act(ConvictionSetAside)), "finding set aside", "NO", "speeding", None),
    ],
)
def test_where_it_convicts_the_words_and_the_columns_say_so(
    law: Procedure, acts: tuple[Act, ...], words: str, convicts: str, of: str | None, on: str | None
) -> None:
    view = seen(CITED, *acts, procedure=law)
    (row,) = view.records()
    assert (row["words"], row["is_conviction"]) == (words, convicts.lower())
    assert (row["convicted_of"], row["conviction_on"]) == (of, on)
    assert not any("no conviction" in said for said in view[DOE].fairly_said)


@pytest.mark.parametrize("law", OTHERS, ids=lambda law: law.name)
@pytest.mark.parametrize("acts", [(PLEADED,), (TRIED, FOUND), (PLEADED, FINED)])
def test_elsewhere_it_is_no_conviction(law: Procedure, acts: tuple[Act, ...]) -> None:
    (row,) = seen(CITED, *acts, procedure=law).records()
    assert "no conviction" in str(row["words"])
    assert (row["is_conviction"], row["convicted_of"], row["conviction_on"]) == ("no", None, None)


@pytest.mark.parametrize("law", PLACES, ids=lambda law: law.name)
@pytest.mark.parametrize(
    ("filed", "plea"),
    [
        (act(ChargeFiled, instrument="citation", severity="non_criminal", offense="parking"), PLEADED),
        (CITED, act(PleaAccepted, plea="responsible")),
    ],
)
def test_what_is_no_offence_convicts_nowhere(law: Procedure, filed: Act, plea: Act) -> None:
    (row,) = seen(filed, plea, FINED, procedure=law).records()
    assert "no conviction" in str(row["words"])
    assert (row["is_conviction"], row["convicted_of"], row["conviction_on"]) == ("no", None, None)


def test_a_petition_to_a_juvenile_court_on_an_infraction_is_no_conviction() -> None:
    petition = act(ChargeFiled, instrument="petition", severity="infraction", offense="speeding")
    charge = seen(petition, act(PleaAccepted, plea="admitted"), FINED, procedure=US_FEDERAL).charge(DOE, "1")
    assert charge.is_conviction() is Certainty.NO
    assert charge.convicted_of is None


def test_a_place_where_no_infraction_convicts_has_the_plain_words() -> None:
    nowhere = GENERIC.derive("nowhere", policies={"infraction_is_conviction": NEVER})
    assert "no conviction" in seen(CITED, PLEADED, FINED, procedure=nowhere).charge(DOE, "1").status.words
