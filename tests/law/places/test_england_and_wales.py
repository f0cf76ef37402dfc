"""
Fifteen situations of England and Wales, with the answers of a practitioner there.

The answers rest on the statutes that the rows cite, not on what the library printed.
"""

import pytest
from situations import Situation, answered, sentenced

from casestate.law import ENGLAND_AND_WALES, PROCEDURES

THEFT = ("charge.filed:unknown", {"offense": "theft", "grade": "either way"})
SPEEDING = ("charge.filed:unknown", {"offense": "speeding", "grade": "summary only"})
SENT = "charge.bound_over"
INDICTED = ("charge.filed:indictment", {"offense": "theft"})
FINED = sentenced("fine")


SITUATIONS = {
    "sent for trial to the Crown Court": Situation(
        [THEFT, SENT],
        "triable", "found=nothing conviction=none disposition=none",
        "sent for trial to the Crown Court",
        "The charge of theft against A. Doe was sent for trial to the Crown Court.",
    ),
    "indicted after sending": Situation(
        [THEFT, SENT, INDICTED],
        "triable", "found=nothing jeopardy=not_attached",
        "sent for trial to the Crown Court",
        "The charge of theft against A. Doe was sent for trial to the Crown Court.",
    ),
    "dismissed before arraignment": Situation(
        [THEFT, SENT, "charge.discharged"],
        "dismissed", "disposition=discharged_no_probable_cause refilable=yes",
        "dismissed before arraignment, and may be brought again",
        "The charge of theft against A. Doe was dismissed before arraignment, and may be brought again.",
    ),
    "discontinued": Situation(
        [THEFT, ("charge.dismissed:without", {"by": "prosecutor"})],
        "dismissed", "disposition=dismissed_without_prejudice refilable=yes",
        "discontinued, and may be brought again",
        "The charge of theft against A. Doe was discontinued, and may be brought again.",
    ),
    "discontinued, and revived by the accused": Situation(
        [THEFT, ("charge.dismissed:without", {"by": "prosecutor"}), "charge.reinstated"],
        "charged", "disposition=none activity=active",
        "charged; pending",
        "The charge of theft against A. Doe is pending.",
    ),
    "no evidence offered": Situation(
        [THEFT, SENT, "plea.entered:not_guilty", ("acquittal.ordered", {"ground": "no_evidence_offered"})],
        "acquitted", "found=not_guilty jeopardy=ended_barred disposition=judgment_of_acquittal refilable=no",
        "no evidence offered; acquitted",
        "The prosecution offered no evidence on the charge of theft, and A. Doe was acquitted.",
    ),
    "acquitted by the judge at half time": Situation(
        [THEFT, SENT, "plea.entered:not_guilty", "trial.began", "acquittal.ordered"],
        "acquitted", "found=not_guilty jeopardy=ended_barred",
        "acquitted",
        "A. Doe was acquitted of theft.",
    ),
    "lies on the file": Situation(
        [THEFT, SENT, "plea.entered:not_guilty", ("charge.inactivated", {"ground": "on_file"})],
        "triable", "found=nothing conviction=none disposition=none jeopardy=not_attached activity=inactive",
        "lies on the file",
        "The charge of theft against A. Doe lies on the file, neither proved nor dismissed, and may not go on without "
        "leave of the court.",
    ),
    "pleads guilty": Situation(
        [THEFT, SENT, "plea.entered:guilty"],
        "found_guilty", "found=guilty conviction=found disposition=convicted_by_plea",
        "found guilty, awaiting sentence",
        "A. Doe was found guilty of theft, and awaits sentence.",
        convicts="yes",
    ),
    "tried summarily, and fined": Situation(
        [SPEEDING, "plea.entered:not_guilty", "trial.began", "verdict.returned:guilty", FINED],
        "judged", "found=guilty conviction=adjudicated",
        "convicted and sentenced",
        "A. Doe was convicted of speeding and sentenced.",
        convicts="yes",
    ),
    "discharged absolutely": Situation(
        [THEFT, "plea.entered:guilty", sentenced("unconditional_discharge")],
        "judged", "found=guilty put_off=unconditional_discharge",
        "discharged absolutely, which counts as no conviction",
        "A. Doe was found guilty of theft and discharged absolutely, which counts as no conviction.",
    ),
    "discharged conditionally, and sentenced for a breach": Situation(
        [THEFT, "plea.entered:guilty", sentenced("conditional_discharge"),
         sentenced("prison", wire="sentence.modified", change="resentenced")],
        "judged", "found=guilty conviction=adjudicated sentence=modified",
        "convicted and sentenced",
        "A. Doe was convicted of theft and sentenced.",
        convicts="yes",
    ),
    "appealed to the Crown Court for rehearing": Situation(
        [SPEEDING, "trial.began", "verdict.returned:guilty", FINED, "appeal.de_novo_filed"],
        "judged", "conviction=adjudicated review=pending",
        "convicted and sentenced; an appeal is pending",
        "A. Doe was convicted of speeding and sentenced, and an appeal is pending.",
        convicts="yes",
    ),
    "appeal allowed on rehearing": Situation(
        [SPEEDING, "trial.began", "verdict.returned:guilty", FINED, "appeal.de_novo_filed", "appeal.decided:reversed"],
        "overturned", "found=not_guilty conviction=reversed sentence=vacated review=ended jeopardy=ended_barred",
        "conviction quashed, which is an acquittal",
        "The conviction of A. Doe on the charge of speeding was quashed, which is an acquittal.",
    ),
    "quashed without a retrial": Situation(
        [THEFT, SENT, "trial.began", "verdict.returned:guilty", sentenced("prison"), "appeal.filed",
         "appeal.decided:reversed"],
        "overturned", "found=not_guilty conviction=reversed sentence=vacated review=ended jeopardy=ended_barred",
        "conviction quashed, which is an acquittal",
        "The conviction of A. Doe on the charge of theft was quashed, which is an acquittal.",
    ),
    "quashed, and a retrial ordered": Situation(
        [THEFT, SENT, "trial.began", "verdict.returned:guilty", sentenced("prison"), "appeal.filed",
         "appeal.decided:reversed_and_remanded"],
        "triable", "found=set_aside conviction=reversed sentence=vacated review=ended jeopardy=ended_retriable",
        "charged; pending; an earlier conviction was quashed and a retrial ordered",
        "The charge of theft against A. Doe is pending, and an earlier conviction was quashed and a retrial ordered.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_a_situation_has_the_answers_of_a_practitioner(situation: Situation) -> None:
    given = situation._replace(findings=list(situation.findings))
    assert answered(situation, ENGLAND_AND_WALES) == given


def test_a_conditional_discharge_counts_as_no_conviction_and_raises_nothing() -> None:
    discharged = Situation(
        [THEFT, "plea.entered:guilty", sentenced("conditional_discharge")],
        "judged", "found=guilty put_off=conditional_discharge",
        "discharged conditionally, which counts as no conviction",
        "A. Doe was found guilty of theft and discharged conditionally, which counts as no conviction.",
        findings=[],
    )  # fmt: skip
    assert answered(discharged, ENGLAND_AND_WALES) == discharged


@pytest.mark.parametrize("act", ["charge.no_billed", "preliminary.waived", "adjudication.deferred"])
def test_what_the_place_does_not_have_moves_nothing_and_is_reported(act: str) -> None:
    told = answered(Situation([THEFT, act], "", "conviction=none", "", ""), ENGLAND_AND_WALES)
    assert (told.phase, told.axes, told.findings) == ("charged", "conviction=none", ["not-in-this-procedure:policy"])


def test_it_has_its_name_in_files() -> None:
    assert PROCEDURES["england-and-wales"] is ENGLAND_AND_WALES
