"""
Checks that weigh a defendant's charges, claims and citations together, or acts of one against one another.

What a legislature may allow, or a step left out of the file may explain, is no ERROR here.
"""

from collections.abc import Iterator
from itertools import combinations

from casestate.entries import Entry
from casestate.events import (
    ApprovalNeeded,
    CitationSettled,
    CitationSettlementApproved,
    ClaimDismissed,
    PleaAccepted,
    Prejudice,
    SentenceCommuted,
    SentenceCompleted,
    SentenceImposed,
    SentenceStayed,
    SettlementAgreed,
    SettlementApproved,
    SettlementPerformed,
    StayKind,
    StayLifted,
    StayOrdered,
    SupervisionDecided,
    SupervisionOutcome,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
)
from casestate.law.findings import Finding, Severity
from casestate.law.local import finding_on
from casestate.law.policies import Policies
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.state.axes import CitationPhase, ClaimPhase, Conviction, Phase, Succession
from casestate.state.defendant import alternative_groups
from casestate.when import Certainty

_NOT_NEEDED = (ApprovalNeeded.NONE, ApprovalNeeded.UNKNOWN)
_NEED_COMPETENCE = (TrialBegan, VerdictReturned, PleaAccepted, SentenceImposed)
_OF_THE_GREATER = (VerdictKind.GUILTY, VerdictKind.GUILTY_BUT_MENTALLY_ILL)


def one_conviction_of_alternatives(defendant: DefendantState) -> Iterator[Finding]:
    """I7: of counts in the alternative, directly or through others, at most one conviction stands."""
    for group in alternative_groups(defendant.charges.values()):
        convicted = [charge for charge in group if charge.conviction is Conviction.ADJUDICATED]
        for charge, other in combinations(convicted, 2):
            yield _both_convicted(*_teller_first(charge, other))


def _teller_first(one: ChargeState, other: ChargeState) -> tuple[ChargeState, ChargeState]:
    """The one that names the other as its alternative first; where that does not tell, in the order of their ids."""
    names, named = other.charge in one.alternatives, one.charge in other.alternatives
    tells = names if names is not named else one.charge < other.charge
    return (one, other) if tells else (other, one)


def _both_convicted(charge: ChargeState, other: ChargeState) -> Finding:
    return finding_on(
        charge,
        "two-convictions-of-alternatives",
        Severity.ERROR,
        f"charges {charge.charge} and {other.charge} of {charge.defendant} are alternatives, and both stand convicted",
        "record which of them was merged or dismissed",
        entry=charge.moved_by("conviction"),
    )


def one_conviction_of_greater_and_lesser(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    """T47: an offence and one that it includes are one offence, unless a legislature says otherwise."""
    for name in charge.lesser_of:
        greater = defendant.charges.get(name)
        if greater is not None and charge.conviction is greater.conviction is Conviction.ADJUDICATED:
            yield finding_on(
                charge,
                "greater-and-lesser-convicted",
                Severity.POLICY,
                f"charge {charge.charge} of {defendant.name} is included in charge {name}, and both stand convicted "
                "(Brown v. Ohio; Missouri v. Hunter)",
                "record which of them was merged or dismissed, or check that the law there punishes both",
                entry=charge.moved_by("conviction"),
            )


def nothing_while_incompetent(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    """T24: who is not competent is not tried, does not plead and is not sentenced (Pate v. Robinson; Drope)."""
    person = defendant.person.entries
    for place, stay in enumerate(person):
        if not isinstance(stay.event, StayOrdered) or stay.event.kind is not StayKind.COMPETENCY:
            continue
        lifted = next((entry for entry in person[place:] if _lifts(entry)), None)
        for entry in (*charge.pleas, *charge.trial, *charge.sentencing):
            begun = isinstance(entry.event, _NEED_COMPETENCE) and stay.when.before(entry.when) is Certainty.YES
            if begun and (lifted is None or entry.when.before(lifted.when) is Certainty.YES):
                yield finding_on(
                    charge,
                    "act-during-stay",
                    Severity.INCOMPLETE,
                    f"{entry.event.wire} on charge {charge.charge} of {defendant.name}, while the case is stayed for "
                    f"competency since {stay.when} (Pate v. Robinson)",
                    "record the end of the stay, or check the dates",
                    entry=entry,
                )


def _lifts(entry: Entry) -> bool:
    return isinstance(entry.event, StayLifted) and entry.event.kind in (StayKind.COMPETENCY, StayKind.UNKNOWN)


def brought_again_once_ended(charge: ChargeState) -> Iterator[Finding]:
    """T34: what is brought again had ended; else the same accusation is pending twice."""
    pending = bool(charge.charging) and charge.phase in (Phase.CHARGED, Phase.TRIABLE)
    if pending and charge.succession is Succession.REFILED:
        yield finding_on(
            charge,
            "refiled-while-pending",
            Severity.INCOMPLETE,
            f"charge {charge.charge} of {charge.defendant} was brought again as another charge, and is pending itself",
            "record its dismissal, or say with supersedes= that the other charge carries it on",
            entry=charge.moved_by("succession"),
        )


def not_above_the_degree_found(charge: ChargeState) -> Iterator[Finding]:
    """T40, T57, I5: a verdict on a lesser offence acquits of the greater, also at a new trial."""
    cap: Entry | None = None
    for entry in charge.trial:
        event = entry.event
        if not isinstance(event, VerdictReturned):
            continue
        if event.verdict is VerdictKind.GUILTY_OF_LESSER_INCLUDED:
            cap = entry
        elif cap is not None and event.verdict in _OF_THE_GREATER and _of_the_same(charge, cap, entry):
            yield finding_on(
                charge,
                "convicted-above-degree",
                Severity.ERROR,
                f"charge {charge.charge} of {charge.defendant} was found proved {entry.when}, although the verdict of "
                f"{cap.when}, on a lesser offence, had acquitted of it (Green v. United States; Price v. Georgia)",
                "check the offence of each verdict, and whether the charge was amended to the lesser one in between",
                entry=entry,
            )


def _of_the_same(charge: ChargeState, cap: Entry, entry: Entry) -> bool:
    """Does a verdict find the offence that stood charged at an earlier one, in the same degree?"""
    then, now = charge.version_on(cap), charge.version_on(entry)
    if then is None or now is None or getattr(entry.event, "offense", None) not in (None, then.offense):
        return False
    return (then.offense, then.statute, then.grade) == (now.offense, now.statute, now.grade)


def completed_sentence_stays_complete(charge: ChargeState) -> Iterator[Finding]:
    """T51: supervision is revoked while it runs; a sentence that is over is neither revoked, stayed nor commuted."""
    completed: Entry | None = None
    for entry in charge.sentencing:
        event = entry.event
        if isinstance(event, SentenceCompleted):
            completed = entry
        elif isinstance(event, SentenceImposed):
            completed = None
        revoked = isinstance(event, SupervisionDecided) and event.outcome is SupervisionOutcome.REVOKED
        if completed is not None and (revoked or isinstance(event, SentenceStayed | SentenceCommuted)):
            yield finding_on(
                charge,
                "sentence-was-complete",
                Severity.WARNING,
                f"{event.wire} on charge {charge.charge} of {charge.defendant}, whose sentence was complete "
                f"{completed.when}",
                "check the dates, and whether only a part of the sentence was complete then",
                entry=entry,
            )


def approved_where_needed(defendant: DefendantState, policies: Policies) -> Iterator[Finding]:
    """C09, C10, G03: a settlement that needs approval is performed, or ends the matter, when it has it."""
    for claim in defendant.claims.values():
        done = claim.settlements[-1] if claim.settlements else None
        if done is not None and not isinstance(done.event, SettlementPerformed):
            done = _dismissed_on_it(claim)
        if done is not None and _needs(claim.approval, policies) and not _approved(claim):
            yield _unapproved(claim.defendant, "claim", claim.claim, done)
    for citation in defendant.citations.values():
        final = dict(citation.moved).get("phase")
        if final is not None and citation.phase is CitationPhase.FINAL and _unapproved_citation(citation):
            yield _unapproved(citation.defendant, "citation", citation.citation, final)


def _needs(approval: ApprovalNeeded | None, policies: Policies) -> bool:
    if approval is None or approval in _NOT_NEEDED:
        return False
    return policies.private_settlement_approval is None or approval in policies.private_settlement_approval


def _dismissed_on_it(claim: ClaimState) -> Entry | None:
    """The dismissal with prejudice that follows a settlement agreed."""
    last = claim.endings[-1] if claim.endings else None
    after = claim.settlements and claim.settlements[-1].event
    if last is None or claim.phase is not ClaimPhase.DISMISSED or not isinstance(after, SettlementAgreed):
        return None
    with_prejudice = isinstance(last.event, ClaimDismissed) and last.event.prejudice is Prejudice.WITH
    return last if with_prejudice else None


def _approved(claim: ClaimState) -> bool:
    """Was the last settlement agreed approved?"""
    told = [
        entry.event for entry in claim.settlements if isinstance(entry.event, SettlementApproved | SettlementAgreed)
    ]
    return isinstance(told[-1], SettlementApproved)


def _unapproved_citation(citation: CitationState) -> bool:
    events = [entry.event for entry in citation.issuing]
    last = next((e for e in reversed(events) if isinstance(e, CitationSettled | CitationSettlementApproved)), None)
    return isinstance(last, CitationSettled) and last.approval not in _NOT_NEEDED


def _unapproved(who: str, kind: str, key: str, entry: Entry) -> Finding:
    return Finding(
        code="missing-approval",
        severity=Severity.INCOMPLETE,
        message=f"{entry.event.wire} on {kind} {key} of {who}, but the file has no approval before it; "
        "the settlement needs it to bind (FRCP 23(e); NMSA 38-4-16; 29 CFR 2200.100)",
        remedy="record the approval, or give it a date or an after= link that puts it first",
        entries=(entry.id,),
        defendant=who,
        charge=key,
    )
