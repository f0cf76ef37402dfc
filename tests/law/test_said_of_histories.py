"""Everyday histories, with the words that a lawyer of either side would accept, worked out by hand."""

from typing import Any, NamedTuple

import pytest
from acts import event

from casestate import CaseFile, View
from casestate.events import Component, DefendantDied, Event, StayOrdered
from casestate.law import PROCEDURES

Act = str | tuple[str, dict[str, Any]]
BURGLARY = {"offense": "burglary"}
INDICTED = ("charge.filed:indictment", {**BURGLARY, "severity": "felony"})
MURDER = ("charge.filed:indictment", {"offense": "murder", "severity": "felony"})
PETITION = ("charge.filed:petition", BURGLARY)
CITED = ("charge.filed:citation", {"offense": "speeding", "severity": "infraction"})
MISDEMEANOR = ("charge.filed:complaint", {**BURGLARY, "severity": "misdemeanor"})
SENTENCED = ("sentence.imposed", {"components": Component(kind="jail")})
LESSER = ("verdict.returned:guilty_of_lesser_included", {"offense": "manslaughter"})
PROVED = "an earlier finding of guilt"


class History(NamedTuple):
    """
    Attributes:
        acts: The acts, a fortnight apart, each by its label, alone or with the fields that it is given.
        words: The headline of the defendant.
        said: The sentences for print, from the first that differs from "A. Doe was charged with burglary".
        findings: The codes of the findings.
        place: The procedure.
    """

    acts: tuple[Act, ...]
    words: str
    said: tuple[str, ...]
    findings: tuple[str, ...] = ()
    place: str = "generic"


HISTORIES = {
    "a plea to another offence is said to be to that one": History(
        (INDICTED, ("plea.accepted:guilty", {"offense": "theft"}), SENTENCED),
        "convicted and sentenced",
        ("A. Doe pleaded guilty to theft.", "A. Doe was convicted of theft and sentenced."),
    ),
    "a plea as charged names no offence twice": History(
        (INDICTED, ("plea.accepted:guilty", BURGLARY)),
        "found guilty, awaiting sentence",
        (
            "A. Doe pleaded guilty, and the court accepted the plea.",
            "A. Doe was found guilty of burglary, and awaits sentence.",
        ),
    ),
    "an Alford plea to another offence": History(
        (INDICTED, ("plea.accepted:alford", {"offense": "theft"}), SENTENCED),
        "convicted and sentenced",
        (
            "A. Doe entered an Alford plea to theft, which admits nothing.",
            "A. Doe was convicted of theft and sentenced.",
        ),
    ),
    "a conviction that became an infraction was charged as a crime": History(
        (MISDEMEANOR, "plea.accepted:guilty", SENTENCED, ("conviction.reduced", {"severity": "infraction"})),
        "found responsible for a non-criminal offence, which is no conviction",
        (
            "A. Doe pleaded guilty.",
            "A. Doe was found responsible for burglary, which is no conviction.",
            "The conviction was reduced to an infraction.",
        ),
    ),
    "a petition is no charge": History(
        (PETITION,),
        "petition pending",
        (
            "A petition was filed against A. Doe on burglary.",
            "The petition on burglary against A. Doe is pending.",
        ),
    ),
    "a petition is heard without a preliminary hearing": History(
        (PETITION, "trial.began", "verdict.returned:not_guilty"),
        "petition not proved",
        (
            "A petition was filed against A. Doe on burglary.",
            "A petition against A. Doe on burglary was not proved.",
        ),
    ),
    "a petition from which an indictment follows is told as both": History(
        (PETITION, "charge.transferred", INDICTED),
        "charged; pending, in another court",
        (
            "A petition was filed against A. Doe on burglary.",
            "A. Doe was charged with burglary.",
            "The charge of burglary against A. Doe is pending, and was sent to another court.",
        ),
    ),
    "a citation": History(
        (CITED, "plea.entered:not_guilty"),
        "cited; pending",
        (
            "A. Doe was cited for speeding.",
            "A. Doe pleaded not guilty.",
            "The citation for speeding against A. Doe is pending.",
        ),
    ),
    "a pardon before trial": History(
        (INDICTED, "pardon.granted"),
        "charged; pending; a pardon was granted",
        ("The charge of burglary against A. Doe is pending, and a pardon was granted.",),
    ),
    "acquitted of the greater, with the lesser to be tried anew": History(
        (MURDER, "trial.began", LESSER, SENTENCED, "appeal.filed", "appeal.decided:reversed_and_remanded"),
        f"charged; pending; {PROVED} was reversed; acquitted of the greater offence",
        (
            "A. Doe was charged with murder.",
            (
                f"The charge of murder against A. Doe is pending, {PROVED} was reversed, and an earlier verdict "
                "acquitted A. Doe of the greater offence."
            ),
        ),
    ),
    "a greater offence that the jury left undecided was not acquitted": History(
        (
            MURDER,
            "trial.began",
            (LESSER[0], {**LESSER[1], "greater": "undecided"}),
            "new_trial.granted",
        ),
        f"charged; pending; {PROVED} was set aside",
        (
            "A. Doe was charged with murder.",
            f"The charge of murder against A. Doe is pending, and {PROVED} was set aside.",
        ),
    ),
    "insufficient evidence, with the State's petition pending, bars nothing for good": History(
        (
            INDICTED,
            "trial.began",
            "verdict.returned:guilty",
            SENTENCED,
            "appeal.filed",
            "appeal.decided:reversed_for_insufficiency",
            ("appeal.filed", {"by": "prosecutor", "kind": "discretionary"}),
        ),
        "reversed on appeal for insufficient evidence; a petition for further review is pending",
        (
            (
                "A higher court held the evidence against A. Doe on the charge of burglary insufficient, which has the "
                "effect of an acquittal, and a petition for further review is pending."
            ),
        ),
    ),
    "a death after sentence": History(
        (INDICTED, "plea.accepted:guilty", SENTENCED, "defendant.died"),
        "convicted and sentenced; the defendant has died",
        ("A. Doe pleaded guilty.", "A. Doe was convicted of burglary and sentenced, and A. Doe has since died."),
    ),
    "unfit, and found to have done the act": History(
        (INDICTED, "stay.ordered", "verdict.returned:did_the_act"),
        "charged; pending; found to have done the act, which is no conviction; the case is stayed",
        (
            (
                "The charge of burglary against A. Doe is pending, and A. Doe was found to have done the act, "
                "which is no conviction."
            ),
        ),
    ),
    "contempt of no stated kind": History(
        (
            ("charge.filed:show_cause", {"offense": "contempt"}),
            "trial.began",
            "verdict.returned:guilty",
            SENTENCED,
        ),
        "found in contempt; whether that is a conviction depends on whether it was criminal",
        (
            "A. Doe was ordered to show cause on a charge of contempt.",
            (
                "A. Doe was found in contempt on the charge of contempt; whether that is a conviction depends on "
                "whether it was criminal."
            ),
        ),
    ),
    "an infraction in California": History(
        (CITED, "plea.accepted:guilty", ("sentence.imposed", {"components": Component(kind="fine")})),
        "convicted of an infraction",
        (
            "A. Doe was cited for speeding.",
            "A. Doe pleaded guilty.",
            "A. Doe was convicted of speeding, an infraction.",
        ),
        place="us-california",
    ),
}


def act_on(day: str, act: Act) -> Event:
    label, given = (act, {}) if isinstance(act, str) else act
    if label == "defendant.died":
        return DefendantDied(on=day, defendant="A. Doe")
    if label == "stay.ordered":
        return StayOrdered(on=day, defendant="A. Doe", kind="competency")
    return event(label, day, **given)


def seen(history: History) -> View:
    case = CaseFile("example", procedure=PROCEDURES[history.place])
    for place, act in enumerate(history.acts, 1):
        case = case.record(act_on(f"2023-{place:02d}-15", act))
    return case.at()


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_history_is_told_as_it_is(history: History) -> None:
    view = seen(history)
    said = [each for each in view["A. Doe"].fairly_said if each != "A. Doe was charged with burglary."]
    expected = [each for each in history.said if each != "A. Doe was charged with burglary."]
    assert (view["A. Doe"].status.words, said) == (history.words, expected)
    assert tuple(finding.code for finding in view.findings) == history.findings


# By hand: the acts, the place, and the answer for each purpose that differs from the first.
PURPOSES: dict[str, tuple[tuple[Act, ...], str, dict[str, str]]] = {
    "a sentence served of which no judgment is on file": (
        (INDICTED, "trial.began", "verdict.returned:guilty", "sentence.completed"),
        "generic",
        {"record": "possibly", "federal_firearms": "possibly", "sentencing_guidelines": "yes", "licensing": "possibly"},
    ),
    "found guilty and not yet sentenced": (
        (INDICTED, "trial.began", "verdict.returned:guilty"),
        "generic",
        {"record": "no", "federal_firearms": "possibly", "sentencing_guidelines": "yes"},
    ),
    "a misdemeanor reaches federal firearms law only if of domestic violence or punished like a felony": (
        (MISDEMEANOR, "plea.accepted:guilty", SENTENCED),
        "generic",
        {"record": "yes", "federal_firearms": "possibly", "state_firearms": "yes", "immigration": "yes"},
    ),
    "a felony does": (
        (INDICTED, "plea.accepted:guilty", SENTENCED),
        "generic",
        {"record": "yes", "federal_firearms": "yes"},
    ),
    "a federal infraction never does": (
        (CITED, "plea.accepted:guilty", SENTENCED),
        "us-federal",
        {"record": "yes", "federal_firearms": "no"},
    ),
    "a plea set aside for a reason that no source gives": (
        (INDICTED, "plea.accepted:guilty", SENTENCED, "plea.set_aside"),
        "generic",
        {"record": "no", "immigration": "possibly", "sentencing_guidelines": "possibly", "federal_firearms": "no"},
    ),
    "a juvenile adjudication": (
        (PETITION, "plea.accepted:admitted", SENTENCED),
        "generic",
        {
            "record": "no",
            "immigration": "no",
            "sentencing_guidelines": "possibly",
            "sentencing_enhancement": "possibly",
        },
    ),
    "contempt of no stated kind": (
        (("charge.filed:show_cause", {"offense": "contempt"}), "trial.began", "verdict.returned:guilty", SENTENCED),
        "generic",
        {"record": "possibly", "licensing": "possibly", "immigration": "possibly"},
    ),
    "criminal contempt": (
        (
            ("charge.filed:show_cause", {"offense": "contempt", "severity": "misdemeanor"}),
            "trial.began",
            "verdict.returned:guilty",
            SENTENCED,
        ),
        "generic",
        {"record": "yes", "licensing": "yes"},
    ),
    "an infraction in California": (
        (CITED, "plea.accepted:guilty", SENTENCED),
        "us-california",
        {"record": "yes", "federal_firearms": "no", "licensing": "possibly"},
    ),
}


@pytest.mark.parametrize(("acts", "place", "answers"), PURPOSES.values(), ids=PURPOSES)
def test_whether_it_counts_depends_on_the_purpose(acts: tuple[Act, ...], place: str, answers: dict[str, str]) -> None:
    charge = seen(History(acts, "", (), place=place)).charge("A. Doe", "1")
    given: dict[str, Any] = {purpose: charge.is_conviction(purpose).name.lower() for purpose in answers}  # type: ignore[arg-type]
    assert given == answers


@pytest.mark.parametrize(
    "ends", [("sentence.imposed",), ("deferral.revoked",), ("deferral.revoked", "sentence.imposed")]
)
@pytest.mark.parametrize("deferred", ["adjudication.deferred", "sentence.deferred"])
def test_a_violation_alleged_ends_with_the_deferral_that_it_was_about(deferred: str, ends: tuple[Act, ...]) -> None:
    acts = (INDICTED, "plea.accepted:guilty", deferred, "supervision.violation_alleged", *ends)
    assert seen(History(acts, "", ())).charge("A. Doe", "1").supervision == "none"
