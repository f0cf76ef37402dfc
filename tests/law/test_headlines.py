"""Headlines: every rule fires in some case, and the first that fits is the one that speaks."""

import pytest
from acts import COMPLAINT, INDICTMENT, event

from casestate import CaseFile
from casestate.events import (
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Component,
    DefendantDied,
    NameRecorded,
    SettlementAgreed,
)
from casestate.law import headline
from casestate.law.headlines import CHARGE_RULES

TRIED = f"{INDICTMENT} trial.began"
CONVICTED = f"{TRIED} verdict.returned:guilty"
JUDGED = f"{CONVICTED} sentence.imposed"
BARRED = f"{COMPLAINT} charge.dismissed:with"
DISMISSED = f"{COMPLAINT} charge.dismissed:without"
REFILED = f"{DISMISSED} refiled"

DEFERRED = f"{CONVICTED} adjudication.deferred"
SENTENCE_DEFERRED = f"{CONVICTED} sentence.deferred"
DIVERTED = f"{COMPLAINT} diversion.started"
OVERTURNED = f"{CONVICTED} acquittal.ordered"
INFRACTION = f"{COMPLAINT} plea.accepted:responsible sentence.imposed"
PETITION = "charge.filed:petition plea.accepted:admitted sentence.imposed"
VIOLATION = "charge.filed:probation_violation_petition plea.accepted:admitted"

OF_A_CHARGE = {
    "nothing-filed": ("charge.dismissed:with@2024", "not_charged"),
    "death-abates": (f"{COMPLAINT} charge.abated", "abated"),
    "acquitted-by-reason-of-insanity": (f"{TRIED} verdict.returned:not_guilty_by_reason_of_insanity", "acquitted"),
    "reversed-for-insufficiency": (f"{JUDGED} appeal.decided:reversed_for_insufficiency", "acquitted"),
    "acquitted": (f"{TRIED} verdict.returned:not_guilty", "acquitted"),
    "acquittal-appeal-pending": (f"{OVERTURNED} appeal.filed", "acquitted"),
    "acquitted-after-finding": (OVERTURNED, "acquitted"),
    "merged": (f"{CONVICTED} charge.merged", "merged"),
    "deferred-sentence-completed": (f"{SENTENCE_DEFERRED} deferral.completed", "completed"),
    "deferral-completed": (f"{DEFERRED} deferral.completed", "completed"),
    "barred-appeal-pending": (f"{BARRED} appeal.filed", "barred"),
    "dismissed-with-prejudice": (f"{BARRED} appeal.filed appeal.withdrawn", "barred"),
    "tried-anew-above": (f"{JUDGED} appeal.de_novo_filed", "superseded"),
    "carried-on-elsewhere": (f"{COMPLAINT} charge.transferred", "superseded"),
    "refiled": (REFILED, "dismissed"),
    "dismissal-appeal-pending": (f"{DISMISSED} appeal.filed", "dismissed"),
    "declined": ("charge.declined", "dismissed"),
    "no-bill": (f"{COMPLAINT} charge.no_billed", "dismissed"),
    "no-probable-cause": (f"{COMPLAINT} charge.discharged", "dismissed"),
    "diversion-completed": (f"{DIVERTED} diversion.completed", "completed"),
    "judgment-arrested": (f"{CONVICTED} judgment.arrested", "dismissed"),
    "dismissed-refilable": (DISMISSED, "dismissed"),
    "dismissed-bar-unknown": (f"{COMPLAINT} charge.dismissed:unspecified", "dismissed"),
    "pardoned": (f"{JUDGED} sentence.completed pardon.granted", "pardoned"),
    "conviction-set-aside": (f"{JUDGED} sentence.completed conviction.set_aside", "set_aside"),
    "infraction-appeal-pending": (f"{INFRACTION} appeal.filed", "responsible"),
    "petition-appeal-pending": (f"{PETITION} appeal.filed", "adjudicated"),
    "violation-appeal-pending": (f"{VIOLATION} appeal.filed", "violation"),
    "infraction-found": (INFRACTION, "responsible"),
    "petition-found": (PETITION, "adjudicated"),
    "violation-found": (VIOLATION, "violation"),
    "died-appeal-pending": (f"{JUDGED} appeal.filed defendant.died", "unsettled"),
    "put-off-on-terms": (f"{CONVICTED} discharged", "unsettled"),
    "sentence-complete-appeal-pending": (f"{JUDGED} appeal.filed sentence.completed", "convicted"),
    "judged-appeal-pending": (f"{JUDGED} appeal.filed", "convicted"),
    "sentence-complete": (f"{JUDGED} sentence.completed", "convicted"),
    "sentence-commuted": (f"{JUDGED} sentence.commuted", "convicted"),
    "sentence-stayed": (f"{JUDGED} sentence.stayed", "convicted"),
    "judged": (JUDGED, "convicted"),
    "sentence-deferred": (SENTENCE_DEFERRED, "convicted"),
    "judgment-deferred": (DEFERRED, "deferred"),
    "adjudicated": (f"{DEFERRED} deferral.revoked", "awaiting_sentence"),
    "found-guilty": (CONVICTED, "awaiting_sentence"),
    "trial-under-way": (TRIED, "on_trial"),
    "diverted": (DIVERTED, "diverted"),
    "pending-inactive": (f"{COMPLAINT} charge.inactivated", "pending"),
    "pending-appeal": (f"{COMPLAINT} appeal.filed", "pending"),
    "charge-pending": (f"{JUDGED} appeal.decided:reversed_and_remanded", "pending"),
}
"""Acts that bring each rule about. That every rule of a defendant fires, and in which order, is with the wording."""


def brought(*charges: str) -> CaseFile:
    """A file with these acts on charges 1, 2, ...; ``refiled`` brings a charge again and is the act of another.

    ``discharged`` is a sentence that is a conditional discharge.
    """
    case = CaseFile("c").record(NameRecorded(on="2023-01-01", defendant="A. Doe", name="Al"))
    for charge, labels in enumerate(charges, 1):
        for place, label in enumerate(labels.split()):
            act, _, day = label.partition("@")
            on = day or f"2023-01-{place + 1:02d}"
            if act == "refiled":
                case = case.record(ChargeFiled(on=on, defendant="A. Doe", charge="new", refiles=str(charge)))
            elif act == "discharged":
                terms = Component(kind="conditional discharge", term="18 months")
                case = case.record(event("sentence.imposed", on=on, charge=str(charge), components=terms))
            elif act == "defendant.died":
                case = case.record(DefendantDied(on=on, defendant="A. Doe"))
            else:
                case = case.record(event(act, on=on, charge=str(charge)))
    return case


@pytest.mark.parametrize("rule", [rule.name for rule in CHARGE_RULES])
def test_every_rule_for_a_charge_speaks_where_it_should(rule: str) -> None:
    acts, status = OF_A_CHARGE[rule]
    told = brought(acts).at("2023-12-31")["A. Doe"].charge("1")
    assert (headline(told).rule, headline(told).status) == (rule, status)
    assert headline(told).words


COARSER = {"merged", "deferred-sentence-completed", "deferral-completed", "refiled", "declined", "diversion-completed"}
"""What is said of a defendant tells these apart from others by what may come, or leaves them to the other charge."""


@pytest.mark.parametrize("rule", OF_A_CHARGE)
def test_who_has_one_charge_stands_as_it_does_and_is_told_of_in_words(rule: str) -> None:
    acts, status = OF_A_CHARGE[rule]
    told = brought(acts).at("2023-12-31").status("A. Doe")
    assert told.words
    assert rule in COARSER or told.status == status


def test_each_case_is_of_a_rule_and_no_rule_is_without_one() -> None:
    assert list(OF_A_CHARGE) == [rule.name for rule in CHARGE_RULES]


def test_a_defendant_is_told_of_by_acts_on_every_charge() -> None:
    ended = OF_A_CHARGE["carried-on-elsewhere"][0]
    assert brought(JUDGED, CONVICTED, TRIED, COMPLAINT).at().status("A. Doe").rule == "a-sentence-stands"
    assert brought(f"{JUDGED} sentence.completed", DIVERTED).at().status("A. Doe").rule == "a-prosecution-is-diverted"
    assert brought(OF_A_CHARGE["acquitted"][0], ended).at().status("A. Doe").rule == "carried-on-elsewhere"


def test_a_dismissal_reversed_after_the_charge_was_brought_again_leaves_both_pending() -> None:
    case = brought(REFILED).record(event("appeal.decided:reversed_and_remanded", on="2023-06-01"))
    assert case.at().status("A. Doe", "1").rule == "charge-pending"
    assert case.at().status("A. Doe").rule == "a-charge-is-pending"


def test_claims_and_citations_are_told_by_their_phase() -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2023-01-01", defendant="A. Doe", citation="g"))
    state = case.at()["A. Doe"]
    assert headline(state.claim("k")).rule == "phase-is-pending"
    assert headline(state.citation("g")).words == "issued"
    free = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe", approval="none"))
    assert headline(free.at()["A. Doe"].claim("k")).words == "settlement agreed; no approval is needed"
    agreed = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe")).at()["A. Doe"]
    assert headline(agreed.claim("k")).words == "settlement agreed; approval is not on record"


def test_a_charge_that_another_in_the_file_carries_on_is_left_to_it() -> None:
    case = brought(f"{COMPLAINT} refiled").record(event("charge.superseded", on="2023-03-01", successors=("new",)))
    ended = case.record(event("verdict.returned:not_guilty", on="2023-05-01", charge="new"))
    assert ended.at().status("A. Doe").rule == "every-charge-acquitted"
