"""Events in words, as an editor would have them: each thing once, and no name of a field or a file."""

import re
from pathlib import Path
from typing import Any

import pytest

import casestate
from casestate import Entry, Source, events
from casestate.entries import Revision
from casestate.events import (
    AppealDecided,
    AppealFiled,
    BondDecided,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    ChargeSuperseded,
    ChargeTransferred,
    CitationDecided,
    CitationIssued,
    CitationSettled,
    ClaimDecided,
    ClaimDismissed,
    ClaimFiled,
    ClaimStayLifted,
    Component,
    ConvictionReduced,
    DefendantDied,
    DiversionStarted,
    Event,
    Extradited,
    HearingSet,
    IncidentOccurred,
    Modality,
    MotionFiled,
    NameRecorded,
    NoBillReturned,
    Noted,
    PleaAgreementFiled,
    PleaEntered,
    PleaKind,
    ReleaseOrdered,
    RoleChanged,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    Stated,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
    WarrantIssued,
)
from casestate.events.wording import describe, done, heading, spoke

ON: dict[str, Any] = {"on": "2023-04-20"}
ONE: dict[str, Any] = ON | {"defendant": "A. Doe", "charge": "1"}
CLAIM: dict[str, Any] = ON | {"claim": "k", "defendants": "A. Doe"}
CITED: dict[str, Any] = ON | {"defendant": "A. Doe", "citation": "7"}
SENTENCES = [
    (ChargeFiled(**ONE), "charge 1 filed"),
    (
        ChargeFiled(offense="theft", statute="30-16-1", grade="fourth-degree felony", severity="felony", **ONE),
        "charge 1 filed: theft; under 30-16-1; fourth-degree felony",
    ),
    (
        ChargeFiled(grade="class A", severity="felony", instrument="show cause", by="grand jury", **ONE),
        "charge 1 filed: class A; felony; by order to show cause; by the grand jury",
    ),
    (
        ChargeFiled(instrument="information", alternative_to="2", refiles=["3", "4"], victims="B. Roe", **ONE),
        "charge 1 filed by information; alternative to charge 2; refiles charges 3, 4; victims: B. Roe",
    ),
    (
        ChargeAmended(dropped_enhancements="firearm", severity="unknown", minimum="1 year", **ONE),
        "charge 1 amended; severity unknown; enhancement withdrawn: firearm; at least 1 year",
    ),
    (ChargeSuperseded(successors="2", **ONE), "charge 1 superseded; continued as charge 2"),
    (ChargeTransferred(court="District Court", **ONE), "charge 1 transferred to District Court"),
    (
        ChargeDismissed(by="prosecutor", prejudice="without", ground="nolle prosequi", reason="new facts", **ONE),
        "charge 1 dismissed by the prosecutor; without prejudice; ground: nolle prosequi; reason: new facts",
    ),
    (ChargeMerged(into="2", **ONE), "charge 1 merged into charge 2"),
    (NoBillReturned(**ONE), "no bill returned on charge 1"),
    (PleaEntered(plea="alford", manner="by filing", **ONE), "plea entered on charge 1: Alford; by filing"),
    (PleaEntered(plea="unknown", **ONE), "plea entered on charge 1; plea unknown"),
    (PleaEntered(plea=PleaKind.raw("nolo_2"), **ONE), "plea entered on charge 1: nolo_2"),
    (PleaAgreementFiled(basis="sentence cap", **ONE), "plea agreement filed on charge 1; basis: sentence cap"),
    (TrialBegan(before="judge", **ONE), "trial began on charge 1 before a judge"),
    (TrialBegan(before="stipulated facts", **ONE), "trial began on charge 1 on stipulated facts"),
    (
        VerdictReturned(verdict="guilty of lesser included", by="jury", greater="acquitted", **ONE),
        "verdict returned on charge 1: guilty of a lesser included offence; by a jury; greater offence: acquitted",
    ),
    (
        SentenceImposed(components=(Component(kind="jail", term="1 year"), Component(kind="fine", amount=1500)), **ONE),
        "sentence imposed on charge 1: jail 1 year; fine 1,500 USD",
    ),
    (SupervisionViolationAlleged(text="missed", **ONE), "violation of supervision alleged on charge 1: missed"),
    (
        DiversionStarted(term="12 months", admitted=False, **ONE),
        "diversion started on charge 1 for 1 year; guilt not admitted",
    ),
    (
        AppealFiled(by="defendant", court="Court of Appeals", kind="direct", **ONE),
        "appeal filed on charge 1 by the defendant; to Court of Appeals; direct review",
    ),
    (
        AppealDecided(outcome="affirmed", court="Court of Appeals", **ONE),
        "appeal decided on charge 1: affirmed; in Court of Appeals",
    ),
    (
        ConvictionReduced(grade="misdemeanor", authority="PC 17(b)", **ONE),
        "conviction reduced on charge 1: misdemeanor; under PC 17(b)",
    ),
    (ReleaseOrdered(status="detained", defendant="A. Doe", **ON), "release ordered: detained"),
    (WarrantIssued(reason="failure to appear", defendant="A. Doe", **ON), "warrant issued; reason: failure to appear"),
    (BondDecided(outcome="forfeited", amount="5000", defendant="A. Doe", **ON), "bond decided: forfeited; 5,000 USD"),
    (DefendantDied(defendant="A. Doe", **ON), "defendant died"),
    (Extradited(to="Texas", defendant="A. Doe", **ON), "extradited to Texas"),
    (
        ClaimFiled(claimants="B. Roe", cause="wrongful death", court="District Court", **CLAIM),
        "claim k filed; brought by B. Roe; wrongful death; in District Court",
    ),
    (ClaimDismissed(prejudice="with", leave="with leave", **CLAIM), "claim k dismissed with prejudice; with leave"),
    (ClaimStayLifted(**CLAIM), "stay lifted on claim k"),
    (
        ClaimDecided(how="summary judgment", for_="B. Roe", amount="50000", **CLAIM),
        "claim k decided: summary judgment; for B. Roe; 50,000 USD",
    ),
    (
        SettlementAgreed(terms=SettlementTerm(kind="non monetary", text="an apology"), approval="minor", **CLAIM),
        "settlement agreed on claim k: non-monetary: an apology; approval needed: minor",
    ),
    (SettlementAgreed(approval="none", **CLAIM), "settlement agreed on claim k: no approval needed"),
    (
        CitationIssued(agency="OSHA", classification="willful", penalty="136793", **CITED),
        "citation 7 issued by OSHA; willful; penalty 136,793 USD",
    ),
    (CitationSettled(admission=False, **CITED), "citation 7 settled without an admission"),
    (
        CitationDecided(outcome="modified", by="the Commission", **CITED),
        "citation 7 decided: modified; by the Commission",
    ),
    (
        IncidentOccurred(incident="fire", what="a fire", place="the mill", harmed=["B. Roe", "C. Poe"], **ON),
        "incident fire occurred: a fire; at the mill; harmed: B. Roe, C. Poe",
    ),
    (
        HearingSet(hearing="h", for_="2023-05-03", kind="preliminary", **ON),
        "hearing h set for 2023-05-03; preliminary hearing",
    ),
    (
        MotionFiled(motion="m", seeks="dismissal", by="defendant", **ON),
        "motion m filed seeking dismissal; by the defendant",
    ),
    (RoleChanged(person="C. Poe", role="judge", change="recused", **ON), "C. Poe recused as judge"),
    (RoleChanged(person="C. Poe", role="judge", change="unknown", **ON), "role of C. Poe changed as judge"),
    (NameRecorded(defendant="A. Doe", name="Anna Doe", **ON), "name recorded: Anna Doe"),
    (Noted(text="filming resumed", **ON), "noted: filming resumed"),
]
WIRE = (Path(__file__).parent / "wire" / "entries.txt").read_text(encoding="utf-8").splitlines()
NAMES = {name: getattr(module, name) for module in (events, casestate) for name in module.__all__}


@pytest.mark.parametrize(("event", "said"), SENTENCES, ids=[said for _, said in SENTENCES])
def test_an_event_is_one_sentence(event: Event, said: str) -> None:
    assert describe(event) == said


@pytest.mark.parametrize("line", WIRE)
def test_no_sentence_has_the_name_of_a_field_or_file(line: str) -> None:
    entry = eval(line, {**NAMES, "Revision": Revision, "Source": Source})
    assert isinstance(entry, Entry)
    said = describe(entry.event)
    assert not re.search(r"_|[ :;][:;]|[:;]\S|\(\)|  ", said), said
    assert heading(entry.event)


@pytest.mark.parametrize(
    ("modality", "said"),
    [
        ("asserts", "prosecutors asserted"),
        ("expects", "prosecutors expected"),
        ("undetermined", "prosecutors left open"),
        ("says came true", "prosecutors said that it came true"),
        (Modality.raw("muses"), "prosecutors said (muses)"),
    ],
)
def test_speakers_agree_with_their_verb(modality: Any, said: str) -> None:
    assert spoke(Stated(by="prosecutors", modality=modality, **ON)) == said


def test_a_statement_tells_the_act_and_its_day() -> None:
    about = ChargeFiled(**(ONE | {"on": "[2023-04-20..]"}))
    assert describe(Stated(by="counsel", modality="denies", about=about, **ON)) == (
        "counsel denied: (charge 1 filed, 2023-04-20 or later)"
    )


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (events.DefendantDied(on="2023", defendant="A. Doe"), "A. Doe died"),
        (events.Extradited(on="2023", defendant="A. Doe"), "extradited on charge 1 of A. Doe"),
        (
            events.NoBillReturned(on="2023", defendant="A. Doe", charge="1"),
            "no bill was returned on charge 1 of A. Doe",
        ),
    ],
)
def test_a_clause_on_an_act_names_whom_it_happened_to(event: Event, said: str) -> None:
    assert done(event, events.Subject("charge", "A. Doe", "1")) == said
