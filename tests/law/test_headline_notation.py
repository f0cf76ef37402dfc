"""The notation of headline rules, and procedures that word states otherwise."""

from typing import Any

import attrs
import pytest

from casestate import GENERIC, CaseFile
from casestate.errors import InvalidEvent, InvalidProcedure
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeInactivated,
    ChargeUpgraded,
    Event,
    SentenceImposed,
    SettlementAgreed,
)
from casestate.law.headlines import HEADLINES, Clause, Qualifier, agreed, clause, fairly_said, headline, qualifier
from casestate.state import ChargeState, DefendantState

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-31", offense="theft", grade="felony", **ONE)
ENDED = ChargeDismissed(on="2023-04-21", prejudice="without", **ONE)


def doe(*acts: Event) -> DefendantState:
    case = CaseFile("c")
    for act in acts:
        case = case.record(act)
    return case.at()["A. Doe"].state


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("judgd", "asks for phase=judgd, which a ChargeState never has; accepted: not_charged, charged"),
        ("judged found=gulty", "asks for found=gulty, which a ChargeState never has; accepted: nothing, guilty"),
        ("judged fuond=guilty", "asks for fuond=guilty, which a ChargeState never has; it has no field 'fuond'"),
        ("judged refilable=maybe", "accepted: no, possibly, yes"),
        ("judged open=true", "accepted: yes, no"),
        ("judged version=none", "accepted: present, absent"),
        ("judged put_off=present", "accepted: prison, jail"),
        ("judged skipped!=judgd", "asks for skipped=judgd"),
        ("judged trial=trial.begun", "asks for trial=trial.begun"),
    ],
)
def test_a_condition_that_no_state_could_meet_is_refused_with_what_is_accepted(where: str, problem: str) -> None:
    with pytest.raises(InvalidProcedure) as refused:
        GENERIC.derive("elsewhere", headlines={"charge": [clause("mine", "convicted", where, "convicted")]})
    assert "headline rule 'mine'" in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize("term", ["guilty", "=guilty", "!=guilty", "found="])
def test_a_term_that_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(InvalidProcedure, match=f"'{term}' is no term of a condition; write field=value"):
        clause("mine", "convicted", f"judged {term}", "convicted")


@pytest.mark.parametrize(
    ("kind", "rules", "problem"),
    [
        ("charge", [clause("mine", "convicted", "judged", "guilty of {crime}")], "has the slot {crime}; accepted: who"),
        ("crime", [clause("mine", "convicted", "judged", "convicted")], "there are no headlines of a 'crime'"),
        ("claim", [clause("mine", "settled", "judged", "a"), qualifier("q", "convicted", "b")], "phase=convicted"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(kind: str, rules: list[Clause | Qualifier], problem: str) -> None:
    with pytest.raises(InvalidProcedure) as refused:
        GENERIC.derive("elsewhere", headlines={kind: rules})
    assert problem in str(refused.value)


def test_two_rules_of_one_name_and_an_unknown_status_are_refused() -> None:
    rules = HEADLINES["charge"]
    with pytest.raises(InvalidProcedure, match="two headline rules are named 'judged'"):
        type(rules)(rules.kind, rules.statuses, (*rules.clauses, rules.clauses[0]), ())
    with pytest.raises(InvalidEvent, match="guilty"):
        rules.reworded([clause("mine", "guilty", "judged", "guilty")])


def test_a_procedure_words_a_state_in_its_own_terms() -> None:
    england = GENERIC.derive(
        "england",
        headlines={
            "charge": [
                clause(
                    "dismissed", "dismissed", "dismissed", "discontinued", "{the_charge} against {who} was discontinued"
                ),
                clause(
                    "no-evidence",
                    "acquitted",
                    "barred disposition=dismissed_with_prejudice",
                    "no evidence offered",
                    "the prosecution offered no evidence on {the_charge} against {who}",
                ),
                qualifier("listed", "charged", ", and listed", "{it}is listed for hearing"),
            ]
        },
    ).headlines
    ended = doe(FILED, ENDED)
    assert headline(ended, england).words == "discontinued, and may be filed again"
    assert fairly_said(ended, england)[-1] == (
        "The charge of theft against A. Doe was discontinued, and may be filed again."
    )
    barred = doe(FILED, ChargeDismissed(on="2023-04-21", prejudice="with", **ONE))
    assert (headline(barred, england).status, headline(barred, england).words) == ("acquitted", "no evidence offered")
    assert headline(barred).words == "dismissed with prejudice"
    assert headline(doe(FILED), england).words == "charged; pending, and listed"
    assert headline(doe(SettlementAgreed(on="2023", claim="k", defendants="A. Doe")).claim("k"), england) == headline(
        doe(SettlementAgreed(on="2023", claim="k", defendants="A. Doe")).claim("k")
    )


def test_possible_states_agree_on_what_all_of_them_have() -> None:
    active, idle = doe(FILED), doe(FILED, ChargeInactivated(on="2023-03-01", **ONE))
    assert agreed([active, active]) == headline(active)
    said = agreed([idle, active])
    assert said is not None
    assert (said.rule, said.words, said.qualifiers) == ("charge-pending", "charged; pending", ())
    assert agreed([active, doe(FILED, ENDED)]) is None
    assert agreed([idle.charge("1"), active.charge("1")]) == headline(active.charge("1"))


def test_an_act_on_another_charge_that_the_headline_does_not_name_is_no_disagreement() -> None:
    sentenced = (FILED, SentenceImposed(on="2023-05-01", **ONE))
    other = ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2")
    ended = ChargeDismissed(on="2023-06-01", prejudice="with", defendant="A. Doe", charge="2")
    states = [doe(*sentenced, other), doe(*sentenced, other, ended)]
    assert headline(states[0]).words == "sentenced; no finding of guilt is on file (charge 1)"
    assert agreed(states) == headline(states[0])


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            ChargeDowngraded(on="2023-02-17", offense="petty theft", **ONE),
            "The charge of theft was later downgraded to petty theft.",
        ),
        (
            ChargeUpgraded(on="2023-02-17", offense="robbery", **ONE),
            "The charge of theft was later upgraded to robbery.",
        ),
        (ChargeAmended(on="2023-02-17", offense="fraud", **ONE), "The charge of theft was later amended to fraud."),
        (
            ChargeDowngraded(on="2023-02-17", grade="misdemeanor", **ONE),
            "The charge was later downgraded from felony to misdemeanor.",
        ),
        (
            ChargeFiled(on="2023-02-17", offense="fraud", instrument="indictment", **ONE),
            "The charge of theft was later changed to fraud.",
        ),
        (ChargeAmended(on="2023-02-17", statute="30-16-1", **ONE), None),
    ],
    ids=str,
)
def test_what_was_charged_first_is_said_first_and_how_it_was_changed(act: Event, said: str | None) -> None:
    first, *changes, _ = fairly_said(doe(FILED, act))
    assert first == "A. Doe was charged with theft."
    assert changes == ([] if said is None else [said])


def test_an_enhancement_withdrawn_is_said_to_be() -> None:
    filed = ChargeFiled(on="2023-01-31", offense="manslaughter", enhancements=["firearm"], **ONE)
    dropped = ChargeDowngraded(on="2023-02-17", dropped_enhancements=["firearm"], **ONE)
    assert fairly_said(doe(filed, dropped)) == (
        "A. Doe was charged with manslaughter.",
        "An enhancement of the charge (firearm) was later withdrawn.",
        "The charge of manslaughter against A. Doe is pending.",
    )


def test_sentences_of_a_charge_alone_and_of_one_that_was_never_filed() -> None:
    assert fairly_said(ChargeState(**ONE)) == ("A. Doe has not been charged in this matter, as far as the file shows.",)
    sentenced = doe(SentenceImposed(on="2023-05-01", **ONE))
    assert fairly_said(sentenced) == ("A. Doe was sentenced on charge 1, of which the file has no finding of guilt.",)


def test_a_new_clause_has_the_rank_of_the_place_that_it_names() -> None:
    idle = clause(
        "idle", "pending", "charged activity=inactive", "idle", says="off-the-docket", before="charge-pending"
    )
    there = GENERIC.derive("elsewhere", headlines={"charge": [idle]})
    names = [each.name for each in there.headlines["charge"].clauses]
    assert names.index("charge-pending") - names.index("idle") == 1
    assert len(names) == len(set(names)) == len(HEADLINES["charge"].clauses) + 1
    case = CaseFile("example", procedure=there).record(FILED)
    assert case.record(ChargeInactivated(on="2023-02-01", **ONE)).at()["A. Doe"].status.words == "idle"
    with pytest.raises(InvalidProcedure, match="'idle' stands before 'nobody', which is no clause; known: judged"):
        GENERIC.derive("elsewhere", headlines={"charge": [attrs.evolve(idle, before="nobody")]})
