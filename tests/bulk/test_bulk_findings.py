"""What is doubtful in many files is what is doubtful in each."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from courts import BEYOND, CIVIL, DOE, EVERY, FILED, ROE, SECOND, UNDER_ANOTHER, a_case, days_of, jail

from casestate import GENERIC, US_FEDERAL, CaseFile, Certainty, Finding, Severity, Source, bulk, load
from casestate.bulk.acts import Beyond
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ClaimFiled,
    Component,
    HearingSet,
    MotionDecided,
    MotionFiled,
    NameRecorded,
    PleaAccepted,
    PleaEntered,
    ReleaseOrdered,
    SentenceImposed,
    SentenceModified,
    SettlementAgreed,
    SettlementApproved,
    SettlementTerm,
    StayOrdered,
    WarrantIssued,
)
from casestate.law import Doubt, check
from casestate.law.checks import CHECKS

FILES = sorted((Path(__file__).parents[1] / "law" / "findings").glob("*.jsonl"))
FOUND = [FILED, PleaAccepted(on="2023-02-01", plea="guilty", **DOE)]
LATE = [
    a_case("late", *FOUND),
    a_case("fugitive", *FOUND, WarrantIssued(on="2023-03-01", defendant="A. Doe")),
    a_case("stayed", *FOUND, StayOrdered(on="2023-03-01", defendant="A. Doe")),
    a_case("released", *FOUND, ReleaseOrdered(on="2023-03-01", defendant="A. Doe", status="released on bond")),
    a_case("later", *FOUND, ReleaseOrdered(on="2025-03-01", defendant="B. Roe", status="released on bond")),
    a_case("vague", *FOUND, ReleaseOrdered(on="2025-03", defendant="B. Roe", status="released on bond")),
    a_case("open", *FOUND, ReleaseOrdered(on="[2025-03-01..]", defendant="B. Roe", status="released on bond")),
]
SAME_DAY = [
    a_case(
        f"same day {terms}",
        *FOUND,
        *[SentenceImposed(on="2023-03-01", components=jail(term), **DOE) for term in terms],
    )
    for terms in (("1 year", "1 year"), ("1 year", "2 years"))
]
NUMBERED = [
    CaseFile(f"numbered {numbers}")
    .extend(a_case("found", *FOUND))
    .record(SentenceImposed(on="2023-03-01", components=jail("1 year"), **DOE), ordinal=numbers[0])
    .record(SentenceImposed(on="2023-03-01", components=jail("2 years"), **DOE), ordinal=numbers[1])
    for numbers in ((1, 2), (1, 1))
]
MATTER = a_case(
    "matter",
    MotionFiled(on="2023-01-01", motion="m1", by="defendant", seeks="dismissal"),
    MotionDecided(on="2023-01-02", motion="m1", outcome="granted"),
    MotionDecided(on="2023-01-02", motion="m1", outcome="denied"),
    HearingSet(on="2023-01-03", hearing="h1", for_="2023-03-01"),
)
CROWDED = a_case(
    "crowded", *[MotionDecided(on="2023-01-02", motion="m1", outcome=each) for each in ("granted", "denied") * 4]
)
ALIKE = [
    a_case("alike", FILED, ChargeFiled(on="2023-01-31", defendant="a doe", charge="1")),
    a_case("two counts", FILED, ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="I")),
    a_case(
        "renamed",
        FILED,
        NameRecorded(on="2023-02-01", defendant="A. Doe", name="B. Roe"),
        ChargeFiled(on="2023-01-31", **ROE),
    ),
]
DATED = CaseFile("dated").record(FILED, source=Source("early", published="2023-01-01"))
BARGAIN = a_case(
    "bargain",
    FILED,
    ChargeFiled(on="2023-01-31", **SECOND),
    ChargeDismissed(on="2023-02-01", ground="plea agreement", **SECOND),
)
LENGTHS = a_case(
    "lengths", *FOUND, SentenceImposed(on="2023-03-01", components=[jail("1 year", suspended="2 years")], **DOE)
)
WINDOW = a_case(
    "window",
    *FOUND,
    SentenceImposed(on="2023-03-01", components=jail("1 year"), **DOE),
    SentenceModified(on="2024-03-01", change="reduced", components=jail("1 day"), **DOE),
    procedure=US_FEDERAL,
)
FILED_WITH = ChargeFiled(on="2023-01-31", minimum="1 year", **DOE)
UNFILED = a_case("unfiled", PleaEntered(on="2023-01-01", plea="guilty", **DOE), ChargeAmended(on="2023-01-01", **ROE))
RESTATED = [
    a_case(f"restated {term}", FILED_WITH, FOUND[1], ChargeFiled(on="2023-02-02", minimum=term, **DOE))
    for term in ("1 year", "2 years")
]
"""Whether a later paper says nothing new turns on a length."""
MORE = [*RESTATED, *LATE, *SAME_DAY, *NUMBERED, MATTER, CROWDED, *ALIKE, DATED, BARGAIN, LENGTHS, WINDOW, UNFILED]


def rows_of(findings: "tuple[Finding, ...]") -> Counter[tuple[Any, ...]]:
    return Counter(
        (f.defendant, f.charge, f.code, str(f.severity), f.certainty is Certainty.YES, f.message, f.entries)
        for f in findings
    )


def told(courts: bulk.Courts, id: str, day: date | None) -> Counter[tuple[Any, ...]]:
    rows = [row for row in courts.findings(day).rows.to_pylist() if row["case"] == id]
    named = ("defendant", "charge", "code", "severity", "certain", "message")
    return Counter((*[row[name] for name in named], tuple(row["entries"])) for row in rows)


@pytest.mark.parametrize("case", [*EVERY, *MORE, UNDER_ANOTHER], ids=lambda case: case.id)
def test_every_finding_on_every_day_is_one_of_the_file(case: CaseFile) -> None:
    courts = bulk.read([*[each for each in (CIVIL, RESTATED[0]) if each is not case], case])
    for day in sorted({*days_of(case), date(2025, 2, 2)}, key=str):
        assert told(courts, case.id, day) == rows_of(case.at(day).findings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_smallest_file_of_each_finding_has_it(path: Path) -> None:
    case = load(path)
    courts = bulk.read([case])
    assert told(courts, case.id, None) == rows_of(case.at().findings)


@pytest.mark.parametrize("each", [each for each in CHECKS if each.needs], ids=lambda check: check.type.code)
def test_a_check_finds_nothing_without_what_it_needs(each: Any) -> None:
    needs = [need for need in each.needs if not need.startswith("policies.")]
    for case in map(load, FILES):
        if each.type.code in {finding.code for finding in case.at().findings}:
            met = case.procedure.needs_met([entry.event for entry in case])
            assert not met.isdisjoint(needs)
            policies = [need.removeprefix("policies.") for need in each.needs if need not in needs]
            assert all(getattr(case.procedure.policies, policy) for policy in policies)


def test_counts_name_the_first_of_each_kind() -> None:
    findings = bulk.read([UNFILED, LATE[0], LATE[4]]).findings()
    assert findings.counts.to_pylist() == [
        {
            "code": "missing-filing",
            "severity": "incomplete",
            "certain": True,
            "count": 2,
            "case": "unfiled",
            "defendant": "A. Doe",
            "charge": "1",
        },
        {
            "code": "judgment-overdue",
            "severity": "incomplete",
            "certain": True,
            "count": 1,
            "case": "later",
            "defendant": "A. Doe",
            "charge": "1",
        },
    ]
    assert pa.table(findings) == findings.counts
    assert repr(findings) == "<Findings: 3 of 2 kinds>"
    none = bulk.read([]).findings()
    assert (none.rows.num_rows, none.counts.num_rows) == (0, 0)


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (LENGTHS, Beyond.VALUES),
        (WINDOW, Beyond.VALUES),
        (BARGAIN, Beyond.WHOLE),
        (SAME_DAY[0], Beyond.SAME_DAY),
        (NUMBERED[1], Beyond.SAME_DAY),
        (ALIKE[1], Beyond.ALIKE),
        (DATED, Beyond.DATED),
        (BEYOND[Beyond.TIED], Beyond.TIED),
    ],
    ids=lambda each: each.id if isinstance(each, CaseFile) else each.name,
)
def test_whose_findings_only_the_file_tells_is_counted(case: CaseFile, why: Beyond) -> None:
    assert why.value in bulk.read([case]).summary.asked_of_files


def test_a_check_of_your_own_is_asked_of_the_files_unless_it_says_that_it_weighs_nothing() -> None:
    said: dict[str, Any] = {"meaning": "A fine.", "remedy": "none", "reads": ["sentencing.components"]}

    def fined(charge: Any) -> Any:
        for entry in charge.sentencing:
            if any(part.amount for part in getattr(entry.event, "components", ())):
                yield Doubt("there is a fine", entry)

    for weighs, asked in (None, True), ((), False):
        law = GENERIC.derive("own", checks=[check("fined", Severity.WARNING, weighs=weighs, **said)(fined)])
        fine = SentenceImposed(on="2023-03-01", components=Component(kind="fine", amount="5 USD"), **DOE)
        fined_ = a_case("fined", *FOUND, fine, procedure=law)
        courts = bulk.read([fined_])
        assert ("checks that weigh values or days" in courts.summary.asked_of_files) is asked
        assert told(courts, "fined", None) == rows_of(fined_.at().findings)
        assert "fined" in courts.findings().counts["code"].to_pylist()


def test_the_words_of_a_finding_have_each_subjects_own_names_ids_days_and_texts() -> None:
    said: dict[str, Any] = {"meaning": "A filing.", "remedy": "none", "reads": ["charging", "charging.on"]}

    def filed(charge: Any) -> Any:
        (entry,) = charge.charging
        words = f"{entry.id} of {entry.when}: {charge.subject}, {charge.version.offense!r} [1999-01-01, ⟦none⟧]"
        yield Doubt(words, entry)

    law = GENERIC.derive("own", checks=[check("filed", Severity.WARNING, weighs=(), **said)(filed)])
    cases = [
        CaseFile(f"C{n}", procedure=law).record(
            ChargeFiled(on=f"2023-01-{n:02}", defendant=who, charge=f"{n}", offense=offense), id=f"filing {n}"
        )
        for n, (who, offense) in enumerate((("A. Doe", "theft"), ("B. Roe", "driver's fraud\u200b")), 1)
    ]
    courts = bulk.read(cases)
    assert courts.findings().rows["message"].to_pylist() == [
        "filing 1 of 2023-01-01: charge 1 of A. Doe, 'theft' [1999-01-01, ⟦none⟧]",
        'filing 2 of 2023-01-02: charge 2 of B. Roe, "driver\'s fraud\\u200b" [1999-01-01, ⟦none⟧]',
    ]
    assert (courts.summary.nodes, courts.summary.asked_of_files) == (1, {})


def test_a_settlement_approved_with_terms_is_left_to_its_file() -> None:
    claim = {"claim": "k", "defendants": "A. Doe"}
    paid = SettlementTerm(kind="payment", amount="5 USD")
    case = CaseFile("settled").record(ClaimFiled(on="2023-01-01", claimants="B. Roe", **claim))
    case = case.record(SettlementAgreed(on="2023-02-01", approval="minor", terms=[paid], **claim))
    case = case.record(SettlementApproved(on="2023-03-01", terms=[paid], **claim))
    courts = bulk.read([case])
    assert Beyond.VALUES.value in courts.summary.routed
    assert courts.states().to_pylist()[0]["settlement_terms"] == case.at().records()[0]["settlement_terms"]
