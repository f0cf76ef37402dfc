"""The checks: each reads what it declares and nothing else, and may be added to a derived procedure."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from noting import noting_defendant, noting_policies, noting_state

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, CaseFile, Entry, Severity, View, load
from casestate.errors import InvalidProcedure, TooManyPossibilities
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    ChargeRemanded,
    ChargeRemoved,
    ChargeTransferred,
    CitationFinal,
    CitationIssued,
    CitationSettled,
    ClaimDismissed,
    ClaimFiled,
    Component,
    ConvictionReduced,
    DefendantDied,
    DeferralRevoked,
    Event,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    SentenceDeferred,
    SentenceImposed,
    SettlementAgreed,
    StayOrdered,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import Check, Doubt, check
from casestate.law.catalogue import catalogue
from casestate.law.checking import check_defendant
from casestate.law.checks import CHECKS
from casestate.law.policies import IndictmentAmendment, Policies
from casestate.state import ChargeState, DefendantState
from casestate.testing.strategies import messy

CASES = Path(__file__).parent / "findings"
STRICT = US_FEDERAL.derive(
    "strict",
    policies={
        "nolo_allowed": False,
        "alford_allowed": False,
        "suspended_can_rise": False,
        "indictment_amendable": IndictmentAmendment.FORM_ONLY,
    },
)
PROCEDURES = (GENERIC, US_FEDERAL, US_NEW_MEXICO, STRICT)


def touched(check: Check, defendant: DefendantState, policies: Policies) -> set[str]:
    """Return the fields that a check reads of a defendant."""
    seen: set[str] = set()
    kind = check.takes[0]
    whole = noting_defendant(defendant, seen)
    states = [] if kind == "defendant" else getattr(defendant, f"{kind}s").values()
    for state in [whole] if kind == "defendant" else [noting_state(each, "", seen) for each in states]:
        given = {"defendant": whole, "policies": noting_policies(policies, seen), kind: state}
        list(check.function(*[given[name] for name in check.takes]))
    return seen


def with_prefixes(names: Iterable[str]) -> set[str]:
    parts = [name.split(".") for name in names]
    return {".".join(each[: length + 1]) for each in parts for length in range(len(each))}


def defendants(view: View) -> Iterator[DefendantState]:
    for who in view.defendants:
        try:
            yield from view[who].possible()
        except TooManyPossibilities:
            continue


def on(act: type[Any], day: str, **more: Any) -> Event:
    return act(on=day, defendant="A. Doe", **more)  # type: ignore[no-any-return]


def claim(act: type[Any], day: str, **more: Any) -> Event:
    return act(on=day, claim="1", defendants="A. Doe", **more)  # type: ignore[no-any-return]


AGAIN = (
    on(ChargeFiled, "2023-01-01", charge="1", offense="theft", instrument="indictment"),
    on(ChargeDismissed, "2023-01-02", charge="1", prejudice="without"),
    on(Pardoned, "2023-01-03", charge="1"),
    on(ChargeFiled, "2023-01-04", charge="1", offense="arson", instrument="indictment"),
    on(SentenceImposed, "2023-01-05", charge="1"),
)
LESSERS = (("1", (), "unknown"), ("2", "1", "unknown"), ("3", (), "undecided"), ("4", "3", "unknown"))
LESSER = tuple(
    [
        event
        for charge, refiles, greater in LESSERS
        for event in (
            on(ChargeFiled, "2023-01-01", charge=charge, offense="robbery", instrument="indictment", refiles=refiles),
            on(TrialBegan, "2023-01-02", charge=charge),
            on(VerdictReturned, "2023-01-03", charge=charge, verdict="guilty of lesser included", greater=greater),
            on(VerdictReturned, "2023-01-05", charge=charge, verdict="hung"),
            on(NewTrialGranted, "2023-01-05", charge=charge),
            on(PleaAccepted, "2023-01-06", charge=charge, plea="guilty", offense=None if refiles else "robbery"),
        )
    ]
)
FURTHER = (
    on(ChargeFiled, "2023-01-01", charge="1", offense_on="2021-01-01", statute_in_force_from="2022-01-01"),
    on(ChargeAmended, "2023-01-02", charge="1", added_theories="another"),
    on(PleaEntered, "2023-01-03", charge="1", plea="alford"),
    on(StayOrdered, "2023-01-04", kind="competency"),
    on(TrialBegan, "2023-01-05", charge="1"),
    on(VerdictReturned, "2023-01-06", charge="1", verdict="guilty of lesser included"),
    on(SentenceImposed, "2023-01-07", charge="1"),
    on(AppealDecided, "2023-01-08", charge="1", outcome="affirmed"),
    on(ChargeFiled, "2023-01-01", charge="2"),
    on(PleaAccepted, "2023-01-02", charge="2", plea="guilty"),
    on(AdjudicationDeferred, "2023-01-02", charge="2", kind="conditional discharge"),
    on(DeferralRevoked, "2023-01-06", charge="2"),
    on(ChargeFiled, "2023-01-01", charge="3", instrument="petition", sovereign="Ohio"),
    on(PleaAccepted, "2023-01-02", charge="3", plea="admitted"),
    on(ChargeFiled, "2023-01-03", charge="4", instrument="indictment", refiles="3", sovereign="Ohio"),
    on(ChargeFiled, "2023-01-01", charge="5", instrument="indictment"),
    on(ChargeRemoved, "2023-01-02", charge="5", stage="notice"),
    on(PleaAccepted, "2023-01-03", charge="5", plea="guilty"),
    on(SentenceDeferred, "2023-01-05", charge="5"),
    on(ChargeRemanded, "2023-01-06", charge="5"),
    on(ChargeFiled, "2023-01-01", charge="6", instrument="indictment"),
    on(PleaAccepted, "2023-01-02", charge="6", plea="guilty"),
    on(SentenceImposed, "2023-01-03", charge="6"),
    on(Pardoned, "2023-01-04", charge="6"),
    on(SupervisionDecided, "2023-01-05", charge="6", outcome="revoked"),
    on(DefendantDied, "2023-01-09"),
    claim(ClaimFiled, "2023-01-01", claimants="B. Roe"),
    claim(SettlementAgreed, "2023-01-02", approval="minor"),
    claim(ClaimDismissed, "2023-01-03", prejudice="with"),
    on(CitationIssued, "2023-01-01", citation="1"),
    on(CitationSettled, "2023-01-02", citation="1", approval="commission"),
    on(CitationFinal, "2023-01-03", citation="1"),
)
"""Acts that make the checks read the fields that they read last."""
HEARD = (
    on(ChargeFiled, "2023-01-01", charge="1", instrument="petition"),
    on(TrialBegan, "2023-01-02", charge="1"),
    on(ChargeDismissed, "2023-01-03", charge="1", prejudice="without", ground="proceeding_elsewhere"),
    on(ChargeFiled, "2023-01-04", charge="2", instrument="indictment", refiles="1"),
    on(TrialBegan, "2023-01-05", charge="2"),
    on(ChargeFiled, "2023-01-01", charge="3", instrument="petition"),
    on(PleaAccepted, "2023-01-02", charge="3", plea="admitted"),
    on(ChargeTransferred, "2023-01-03", charge="3", court="Superior Court"),
    on(ChargeFiled, "2023-01-04", charge="3", instrument="indictment"),
    on(TrialBegan, "2023-01-05", charge="3"),
    on(VerdictReturned, "2023-01-06", charge="3", verdict="guilty"),
    on(ChargeFiled, "2023-01-01", charge="4", instrument="petition"),
    on(TrialBegan, "2023-01-02", charge="4"),
    on(VerdictReturned, "2023-01-02", charge="4", verdict="guilty"),
    on(ChargeDismissed, "2023-01-03", charge="4", prejudice="without", ground="proceeding_elsewhere"),
    on(ChargeFiled, "2023-01-04", charge="4", instrument="indictment"),
    on(ChargeFiled, "2023-01-01", charge="5", severity="felony"),
    on(PleaAccepted, "2023-01-02", charge="5", plea="guilty"),
    on(ConvictionReduced, "2023-01-03", charge="5", severity="misdemeanor"),
    on(ChargeFiled, "2023-01-01", charge="6", instrument="indictment", severity="felony"),
    on(TrialBegan, "2023-01-02", charge="6"),
    on(VerdictReturned, "2023-01-03", charge="6", verdict="guilty"),
    on(ConvictionReduced, "2023-01-04", charge="6", severity="misdemeanor"),
)
"""Petitions that a juvenile court had heard, and the charges that they went on as; and convictions reduced."""


ENDED = (
    on(ChargeFiled, "2023-01-01", charge="1", instrument="indictment"),
    on(ChargeFiled, "2023-01-01", charge="2", instrument="indictment"),
    on(ChargeFiled, "2023-01-01", charge="3", instrument="indictment"),
    *[on(PleaAccepted, "2023-01-02", charge=each, plea="guilty") for each in ("1", "2", "3")],
    on(ChargeMerged, "2023-01-03", charge="1", into="2"),
    on(ChargeMerged, "2023-01-04", charge="2", into="3"),
    on(ChargeDismissed, "2023-01-05", charge="3", prejudice="with"),
    on(ChargeFiled, "2023-01-01", charge="4", instrument="indictment"),
    on(PleaAccepted, "2023-01-02", charge="4", plea="guilty"),
    on(ChargeFiled, "2023-01-01", charge="5", instrument="indictment"),
    on(ChargeMerged, "2023-01-03", charge="4", into="5"),
    on(ChargeFiled, "2023-01-01", charge="6", instrument="indictment"),
    on(ChargeFiled, "2023-01-02", charge="7", instrument="superseding_indictment", supersedes="6"),
    on(ChargeDismissed, "2023-01-03", charge="6", prejudice="with"),
    on(PleaAccepted, "2023-01-04", charge="7", plea="guilty"),
    on(ChargeFiled, "2023-01-01", charge="8", instrument="indictment", grade="class A misdemeanor"),
    on(PleaAccepted, "2023-01-02", charge="8", plea="responsible"),
    on(ChargeFiled, "2023-01-01", charge="9", instrument="indictment"),
    on(PleaAccepted, "2023-01-02", charge="9", plea="guilty"),
    on(SentenceImposed, "2023-01-03", charge="9", components=[Component(kind="probation", consecutive_to="8")]),
    on(SupervisionDecided, "2023-02-01", charge="9", outcome="revoked", components=[Component(kind="jail")]),
    on(SupervisionDecided, "2023-02-02", charge="9", outcome="reinstated"),
)
"""
Counts merged one into another, a charge that carries on one which ended with a bar, a plea to another kind of offence,
and a sentence after a revocation.
"""


@cache
def read_in_all() -> dict[Check, set[str]]:
    """Return the fields that each check reads of all smallest files of findings and of a further file."""
    seen: dict[Check, set[str]] = {each: set() for each in CHECKS}
    cases = [load(path) for path in sorted(CASES.glob("*.jsonl"))]
    cases.append(CaseFile("further", entries=[Entry(id=f"e{i}", event=event) for i, event in enumerate(FURTHER, 1)]))
    cases.append(CaseFile("again", entries=[Entry(id=f"e{i}", event=event) for i, event in enumerate(AGAIN, 1)]))
    cases.append(CaseFile("heard", entries=[Entry(id=f"e{i}", event=event) for i, event in enumerate(HEARD, 1)]))
    cases.append(CaseFile("lesser", entries=[Entry(id=f"e{i}", event=event) for i, event in enumerate(LESSER, 1)]))
    cases.append(CaseFile("ended", entries=[Entry(id=f"e{i}", event=event) for i, event in enumerate(ENDED, 1)]))
    states = [each for case in cases for each in defendants(case.at())]
    for each in CHECKS:
        for state in states:
            for procedure in PROCEDURES:
                seen[each] |= touched(each, state, procedure.policies)
    return seen


@pytest.mark.parametrize("each", CHECKS, ids=lambda each: each.function.__name__)
def test_a_check_reads_what_it_declares_and_nothing_else(each: Check) -> None:
    read = read_in_all()[each]
    assert read <= with_prefixes(each.reads)
    assert each.reads <= read


@pytest.mark.long
@given(messy(STRICT))
def test_no_check_reads_more_of_any_history(case: CaseFile) -> None:
    for state in defendants(case.at()):
        for each in CHECKS:
            assert touched(each, state, STRICT.policies) <= with_prefixes(each.reads)


@given(messy(STRICT))
def test_checks_that_may_name_an_entry_find_all_that_names_it(case: CaseFile) -> None:
    for state in defendants(case.at()):
        every = check_defendant(state, STRICT)
        for entry in case:
            some = check_defendant(state, STRICT, [entry.id])
            assert [f for f in some if entry.id in f.entries] == [f for f in every if entry.id in f.entries]


@given(messy(STRICT))
def test_checks_that_need_what_the_file_lacks_would_find_nothing(case: CaseFile) -> None:
    met = STRICT.needs_met([entry.event for entry in case])
    for state in defendants(case.at()):
        assert check_defendant(state, STRICT, met=met) == check_defendant(state, STRICT)


def fifth_plea(charge: ChargeState) -> Iterator[Doubt]:
    if len(charge.pleas) > 4:
        yield Doubt(f"{charge.subject} has more than four pleas", charge.pleas[4:])


SAID: dict[str, Any] = {"meaning": "A charge has more than four pleas.", "remedy": "check the docket"}
FIFTH = check("fifth-plea", Severity.POLICY, reads=["pleas"], **SAID)(fifth_plea)


def test_a_derived_procedure_has_a_check_of_its_own_besides_those_of_the_library() -> None:
    elsewhere = GENERIC.derive("elsewhere", checks=[FIFTH])
    case = CaseFile("c", procedure=elsewhere).record(on(ChargeFiled, "2023-01-01", charge="1"))
    for day in range(1, 7):
        case = case.record(on(PleaEntered, f"2023-02-0{day}", charge="1", plea="not guilty"))
    (finding,) = [each for each in case.at().findings if each.code == "fifth-plea"]
    assert (finding.severity, finding.entries, finding.charge) == (Severity.POLICY, ("e6", "e7"), "1")
    assert finding.message == "charge 1 of A. Doe has more than four pleas"
    assert finding.remedy == "check the docket"
    assert catalogue([elsewhere])["fifth-plea"].meaning == "A charge has more than four pleas."
    assert "fifth-plea" not in catalogue()
    assert elsewhere.derive("beyond").checks == elsewhere.checks == (*CHECKS, FIFTH)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([fifth_plea], "a check is a function decorated with casestate.law.check"),
        ([FIFTH, FIFTH], "there is a check 'fifth-plea' already"),
    ],
)
def test_what_is_no_check_or_has_the_code_of_another_is_refused(given: list[Any], message: str) -> None:
    with pytest.raises(InvalidProcedure, match=message):
        GENERIC.derive("elsewhere", checks=given)


@pytest.mark.parametrize(
    ("function", "reads", "message"),
    [
        (lambda: (), [], "takes nothing; its first parameter is one of defendant, charge, claim, citation"),
        (lambda policies: (), [], "takes policies; its first parameter"),
        (lambda charge, claim: (), [], "takes charge, claim; its first parameter"),
        (lambda charge: (), ["sentncing"], "reads 'sentncing', which no charge has"),
        (lambda claim: (), ["sentencing"], "reads 'sentencing', which no claim has"),
        (lambda charge: (), ["policies.nolo"], "reads 'policies.nolo', which no charge has"),
    ],
)
def test_a_check_that_takes_or_reads_something_else_is_refused(function: Any, reads: list[str], message: str) -> None:
    with pytest.raises(InvalidProcedure, match=message):
        check("odd", Severity.ERROR, reads=reads, **SAID)(function)


def test_a_check_weighs_all_that_it_reads_unless_it_says_otherwise() -> None:
    assert check("odd", Severity.ERROR, reads=["pleas.on"], **SAID)(fifth_plea).weighs == {"pleas.on"}
    less = check("odd", Severity.ERROR, reads=["pleas.on"], weighs=[], needs=["PleaEntered"], **SAID)(fifth_plea)
    assert not less.weighs
    assert less.needs == {"PleaEntered"}
    with pytest.raises(InvalidProcedure, match=r"'odd' weighs pleas\.plea, which it does not read"):
        check("odd", Severity.ERROR, reads=["pleas.on"], weighs=["pleas.on", "pleas.plea"], **SAID)(fifth_plea)


def test_a_check_is_named_by_its_code() -> None:
    assert repr(FIFTH) == "<Check fifth-plea>"
