"""From which day a decision is final, and which plea and finding stand after review."""

from typing import Any

import attrs
import pytest

from casestate import CaseFile, When
from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    ChargeFiled,
    Event,
    NewTrialGranted,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    SentenceImposed,
    SentenceModified,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import GENERIC
from casestate.state import ChargeState, Jeopardy

FILED = ChargeFiled(on="2020-01-02", defendant="A. Doe", charge="1", instrument="indictment", offense="theft")


def on(act: type[Any], day: str, **more: Any) -> Event:
    return act(on=day, defendant="A. Doe", charge="1", **more)  # type: ignore[no-any-return]


def decided(day: str, outcome: str) -> Event:
    return on(AppealDecided, day, outcome=outcome)


def after(*events: Event) -> ChargeState:
    return file_of(*events).at()["A. Doe"].charge("1").state


def file_of(*events: Event) -> CaseFile:
    case = CaseFile("c").record(FILED)
    for event in events:
        case = case.record(event)
    return case


PLED = on(PleaAccepted, "2020-02-01", plea="guilty")
SENTENCED = on(SentenceImposed, "2020-03-01")
APPEALED = on(AppealFiled, "2020-03-02")
AGAIN = [on(TrialBegan, "2021-06-01"), on(VerdictReturned, "2021-06-10", verdict="guilty")]
RESENTENCED = on(SentenceImposed, "2021-07-01")

RETRIED = [PLED, SENTENCED, APPEALED, decided("2021-01-01", "reversed"), *AGAIN, RESENTENCED]


@pytest.mark.parametrize(
    ("events", "final"),
    [
        ([PLED, SENTENCED], None),
        ([PLED, SENTENCED, APPEALED], None),
        ([PLED, SENTENCED, APPEALED, decided("2021-01-01", "affirmed")], "2021-01-01"),
        ([PLED, SENTENCED, APPEALED, on(AppealWithdrawn, "2020-12-01")], "2020-12-01"),
        ([PLED, SENTENCED, APPEALED, decided("2021-01-01", "reversed"), *AGAIN, RESENTENCED], None),
        (
            [*RETRIED, on(AppealFiled, "2021-07-02"), decided("2022-01-01", "affirmed")],
            "2022-01-01",
        ),
        ([on(AppealFiled, "2020-01-10"), decided("2020-01-20", "affirmed"), PLED, SENTENCED], None),
        ([PLED, SENTENCED, APPEALED, decided("2021-01-01", "resentencing ordered"), RESENTENCED], None),
        (
            [PLED, SENTENCED, APPEALED, decided("2021-01-01", "affirmed"), decided("2025-01-01", "habeas denied")],
            "2021-01-01",
        ),
        (
            [PLED, SENTENCED, APPEALED, decided("2021-01-01", "affirmed"), decided("2021-05-01", "certiorari denied")],
            "2021-05-01",
        ),
        ([PLED, SENTENCED, APPEALED, decided("2024-01-01", "habeas denied")], None),
        (
            [
                PLED,
                SENTENCED,
                APPEALED,
                decided("2021-01-01", "affirmed"),
                on(SentenceModified, "2021-02-01", change="reduced"),
            ],
            "2021-01-01",
        ),
        ([PLED, on(SentenceImposed, "2020"), APPEALED, decided("2020-06-01", "affirmed")], None),
    ],
)
def test_a_conviction_is_final_once_a_review_of_that_very_judgment_ended(
    events: list[Event], final: str | None
) -> None:
    """T53-T57; Burton v. Stewart: with a new sentence the judgment is a new one."""
    assert after(*events).final_on == (None if final is None else When.parse(final))


def test_no_conviction_is_final_before_its_day() -> None:
    state = after(PLED, SENTENCED, APPEALED, decided("2021-01-01", "reversed"), *AGAIN, RESENTENCED)
    assert state.conviction_on == When.parse("2021-07-01")
    assert state.final_on is None


@pytest.mark.parametrize(
    "undone",
    [
        [SENTENCED, APPEALED, decided("2021-01-01", "reversed")],
        [SENTENCED, APPEALED, decided("2021-01-01", "reversed for insufficiency")],
        [SENTENCED, on(NewTrialGranted, "2021-01-01")],
        [on(AcquittalOrdered, "2021-01-01")],
        [SENTENCED, APPEALED, decided("2021-01-01", "reversed"), *AGAIN, RESENTENCED],
    ],
)
def test_an_accepted_plea_falls_with_its_finding(undone: list[Event]) -> None:
    state = after(PLED, *undone)
    assert state.plea is None
    assert state.admission is None
    assert not any("pleaded" in said for said in file_of(PLED, *undone).at()["A. Doe"].fairly_said)


def test_a_plea_affirmed_or_entered_anew_stands() -> None:
    assert after(PLED, SENTENCED, APPEALED, decided("2021-01-01", "affirmed")).plea is PleaKind.GUILTY
    anew = on(PleaAccepted, "2021-03-01", plea="no contest")
    fallen = [PLED, SENTENCED, APPEALED, decided("2021-01-01", "reversed")]
    assert after(*fallen, anew).plea is PleaKind.NO_CONTEST
    assert after(*fallen, on(PleaEntered, "2021-03-01", plea="not guilty")).plea is PleaKind.NOT_GUILTY


def test_a_plea_of_guilt_never_accepted_is_not_told_of_one_convicted_by_a_jury() -> None:
    case = file_of(
        on(PleaEntered, "2020-02-01", plea="guilty"),
        on(TrialBegan, "2020-06-01"),
        on(VerdictReturned, "2020-06-10", verdict="guilty"),
    )
    assert case.at()["A. Doe"].fairly_said == (
        "A. Doe was charged with theft.",
        "A. Doe was found guilty of theft, and awaits sentence.",
    )


def test_convicted_of_what_an_earlier_verdict_acquitted_of_is_told_with_it() -> None:
    """Green v. United States: the record is impossible, and neither half of it is left out."""
    lesser = [
        on(TrialBegan, "2020-06-01"),
        on(VerdictReturned, "2020-06-10", verdict="guilty of lesser included", offense="petty theft"),
    ]
    once = file_of(*lesser).at()["A. Doe"].fairly_said
    assert once[1:] == (
        "A. Doe was found guilty of petty theft, and awaits sentence.",
        "A. Doe was thereby acquitted of theft.",
    )
    granted = on(NewTrialGranted, "2021-01-01")
    assert file_of(*lesser, granted, *AGAIN).at()["A. Doe"].fairly_said[1:] == (
        "A. Doe was found guilty of theft, and awaits sentence.",
        "An earlier verdict, on a lesser offence, had acquitted A. Doe of theft.",
    )


def test_a_verdict_put_back_is_the_finding_again() -> None:
    verdict = [on(TrialBegan, "2020-06-01"), on(VerdictReturned, "2020-06-10", verdict="guilty")]
    put_back = [
        on(AcquittalOrdered, "2020-07-01"),
        on(AppealFiled, "2020-07-02", by="prosecutor"),
        decided("2021-01-01", "verdict reinstated"),
    ]
    state = after(*verdict, *put_back)
    assert state.finding is not None
    assert state.finding.event == verdict[1]
    assert state.convicted_of == "theft"


TRIED = [
    on(TrialBegan, "2020-06-01"),
    on(VerdictReturned, "2020-06-10", verdict="guilty"),
    on(SentenceImposed, "2020-07-01"),
]
VACATED = [*TRIED, on(NewTrialGranted, "2020-08-01"), on(AppealFiled, "2020-08-02", by="prosecutor")]
STANDS_AGAIN = file_of(*VACATED, decided("2021-01-01", "reversed"))
UNDONE = ("found", "conviction", "jeopardy", "disposition", "sentence")
"""What a new trial granted takes away, and its reversal gives back; the reversal is e7."""


@pytest.mark.parametrize("field", UNDONE)
def test_what_stands_again_does_so_since_the_reversal_and_by_it(field: str) -> None:
    changes = {each.field: each for each in STANDS_AGAIN.at("2020-12-31").diff(STANDS_AGAIN.at("2021-01-01"))}
    assert changes[field].entries[0].id == "e7"
    assert not {"e3", "e4", "e5"} & {entry.id for entry in changes[field].entries}
    spell = STANDS_AGAIN.at().charge("A. Doe", "1").spells(field)[-1]
    assert (spell.from_, spell.entry) == (When.parse("2021-01-01"), STANDS_AGAIN["e7"])


def test_the_finding_lasts_since_the_reversal_that_put_it_back() -> None:
    spell = STANDS_AGAIN.at().charge("A. Doe", "1").spells("finding")[-1]
    assert (spell.from_, spell.entry) == (When.parse("2021-01-01"), STANDS_AGAIN["e7"])


def test_the_offence_found_stands_again_by_the_reversal() -> None:
    """It is also read off the acts since the verdict, for one of them may have reduced it."""
    (change,) = [
        each
        for each in STANDS_AGAIN.at("2020-12-31").diff(STANDS_AGAIN.at("2021-01-01"))
        if each.field == "convicted_of"
    ]
    assert change.entries[0].id == "e7"


@pytest.mark.parametrize(("field", "finding"), [("found", "e3"), ("conviction", "e4"), ("sentence", "e4")])
def test_why_names_both_the_old_finding_and_what_put_it_back(field: str, finding: str) -> None:
    why = STANDS_AGAIN.at().charge("A. Doe", "1").why(field)
    told = {reason.entry.id: dict(reason.moved) for reason in why.reasons}
    assert told[finding][field] is told["e7"][field] is why.value


def test_what_stands_again_is_the_old_finding_and_is_put_back_until_something_else_moves_it() -> None:
    state = STANDS_AGAIN.at().charge("A. Doe", "1").state
    assert (state.finding, state.conviction_on) == (STANDS_AGAIN["e3"], When.parse("2020-07-01"))
    assert {entry.id for _, entry in state.put_back} == {"e7"}
    moved_on = STANDS_AGAIN.record(on(SentenceImposed, "2021-02-01")).record(on(NewTrialGranted, "2021-03-01"))
    assert moved_on.at().charge("A. Doe", "1").state.put_back == ()
    spells = moved_on.at().charge("A. Doe", "1").spells("found")
    assert [spell.entry and spell.entry.id for spell in spells] == [None, "e3", "e5", "e7", "e9"]


def test_what_stands_again_as_it_began_was_moved_back_by_the_reversal() -> None:
    """In a law where a plea attaches no jeopardy, a new trial ends it all the same, and the reversal undoes that."""
    plea = GENERIC.row("T18")
    sets = {axis: value for axis, value in plea.sets.items() if axis != "jeopardy"}
    law = GENERIC.derive("elsewhere", rows=[attrs.evolve(plea, sets=sets)])
    ordered = [PLED, on(NewTrialGranted, "2020-08-01"), on(AppealFiled, "2020-08-02", by="prosecutor")]
    case = file_of(*ordered, decided("2021-01-01", "reversed"))
    state = CaseFile("c", entries=case.entries, procedure=law).at().charge("A. Doe", "1").state
    assert state.jeopardy is Jeopardy.NOT_ATTACHED
    assert dict(state.moved)["jeopardy"].id == "e5"
    assert "jeopardy" not in dict(state.put_back)
