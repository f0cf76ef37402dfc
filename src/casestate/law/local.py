"""
Checks against the policies of a procedure: what the law of one place forbids and another's allows.

A policy that is not known raises nothing.
"""

from collections.abc import Callable, Iterable, Iterator

from casestate.entries import Entry
from casestate.events import (
    Actor,
    AmendmentKind,
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    ChargingInstrument,
    Component,
    ComponentKind,
    DeNovoAppealFiled,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    SentenceChange,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    VerdictKind,
    VerdictReturned,
)
from casestate.law.findings import Finding, Severity
from casestate.law.grades import SEVERITIES
from casestate.law.policies import DEPENDS, IndictmentAmendment, Policies, Purpose
from casestate.state import ChargeState, ChargeVersion
from casestate.terms import Term
from casestate.when import Certainty

Rule = Callable[[ChargeState, Policies], Iterable[Finding]]

_PLEA_POLICY = {
    PleaKind.NO_CONTEST: "nolo_allowed",
    PleaKind.CONDITIONAL_NO_CONTEST: "nolo_allowed",
    PleaKind.ALFORD: "alford_allowed",
    PleaKind.GUILTY_BUT_MENTALLY_ILL: "gbmi_verdict",
}
_BROADENING = (
    AmendmentKind.STATUTE_CHANGED,
    AmendmentKind.GRADE_RAISED,
    AmendmentKind.ENHANCEMENT_ADDED,
    AmendmentKind.THEORY_ADDED,
    AmendmentKind.COUNT_ADDED,
)
_INDICTMENTS = (ChargingInstrument.INDICTMENT, ChargingInstrument.SUPERSEDING_INDICTMENT)


def finding_on(
    charge: ChargeState, code: str, severity: Severity, message: str, remedy: str, *, entry: Entry | None
) -> Finding:
    """A finding about a charge and one of its entries."""
    return Finding(
        code=code,
        severity=severity,
        message=message,
        remedy=remedy,
        entries=() if entry is None else (entry.id,),
        defendant=charge.defendant,
        charge=charge.charge,
    )


def _pleas_are_known_here(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """T16: some places take no plea of no contest, or none without an admission."""
    for entry in charge.pleas:
        plea = entry.event.plea if isinstance(entry.event, PleaEntered | PleaAccepted) else None
        policy = _PLEA_POLICY.get(plea) if plea else None
        if plea and policy and getattr(policies, policy) is False:
            yield finding_on(
                charge,
                "plea-not-allowed",
                Severity.POLICY,
                f"a plea of {_spaced(plea)} on charge {charge.charge} of {charge.defendant} "
                f"is not known to this procedure ({policies.cite(policy)})",
                "check the plea and the procedure of the file",
                entry=entry,
            )


def _verdicts_are_known_here(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    for entry in charge.trial:
        verdict = entry.event.verdict if isinstance(entry.event, VerdictReturned) else None
        if verdict is VerdictKind.GUILTY_BUT_MENTALLY_ILL and policies.gbmi_verdict is False:
            yield finding_on(
                charge,
                "verdict-not-allowed",
                Severity.POLICY,
                f"a verdict of {_spaced(verdict)} on charge {charge.charge} of {charge.defendant} "
                f"is not known to this procedure ({policies.cite('gbmi_verdict')})",
                "check the verdict and the procedure of the file",
                entry=entry,
            )


def _dismissed_by_leave(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """T32: where leave is needed it is the court that dismisses, on the government's motion."""
    for entry in charge.endings:
        event = entry.event
        if policies.nolle_needs_leave and isinstance(event, ChargeDismissed) and event.by is Actor.PROSECUTOR:
            yield finding_on(
                charge,
                "dismissed-without-leave",
                Severity.POLICY,
                f"charge {charge.charge} of {charge.defendant} is recorded as dismissed by the prosecutor, "
                f"who may do so here only by leave of court ({policies.cite('nolle_needs_leave')})",
                "if the court granted the motion, record it by='court', on the day of its order",
                entry=entry,
            )


def _filed_in_time(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """A charge filed after the limitation had run. One that brings an earlier charge again may be saved by it."""
    for entry in charge.charging:
        event = entry.event
        if not isinstance(event, ChargeFiled) or event.offense_on is None or event.refiles or event.supersedes:
            continue
        limit = policies.limitation(event.grade, event.severity)
        ran_out = limit.after(event.offense_on) if limit else None
        if limit and ran_out and ran_out.before(entry.when) is Certainty.YES:
            yield finding_on(
                charge,
                "limitation-passed",
                Severity.WARNING,
                f"charge {charge.charge} of {charge.defendant} was filed {entry.when}, more than {limit} "
                f"after the offence of {event.offense_on} ({policies.cite('limitations')})",
                "check the dates and the grade; whether time was tolled is not weighed",
                entry=entry,
            )


def _amended_in_its_direction(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """A downgrade does not raise the grade, nor an upgrade lower it."""
    for before, after in zip(charge.versions, charge.versions[1:], strict=False):
        event, step = after.entry.event, _step(before, after, policies)
        wrong = (isinstance(event, ChargeDowngraded) and step > 0) or (isinstance(event, ChargeUpgraded) and step < 0)
        if wrong:
            said = "downgrade" if step > 0 else "upgrade"
            yield finding_on(
                charge,
                f"not-a-{said}" if step > 0 else f"not-an-{said}",
                Severity.WARNING,
                f"charge {charge.charge} of {charge.defendant} went from {_gravity(before)} to {_gravity(after)}, "
                f"which is recorded as {'a' if step > 0 else 'an'} {said}",
                "check both grades, or record the amendment by its direction",
                entry=after.entry,
            )


def _step(before: ChargeVersion, after: ChargeVersion, policies: Policies) -> int:
    """How far the grade rose, or the class where the grades are not in order; 0 where it cannot be told."""
    ranks = policies.grades.rank(before.grade), policies.grades.rank(after.grade)
    if None in ranks:
        ranks = SEVERITIES.rank(before.severity), SEVERITIES.rank(after.severity)
    was, became = ranks
    return 0 if was is None or became is None else became - was


def _gravity(version: ChargeVersion) -> str:
    return version.grade or _spaced(version.severity)


def _indictment_not_broadened(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """T08: what a grand jury found may be narrowed, and is broadened by the grand jury only."""
    if policies.indictment_amendable is not IndictmentAmendment.FORM_ONLY:
        return
    for before, after in zip(charge.versions, charge.versions[1:], strict=False):
        event = after.entry.event
        if isinstance(event, ChargeAmended) and before.instrument in _INDICTMENTS and _broadens(event):
            yield finding_on(
                charge,
                "indictment-broadened",
                Severity.POLICY,
                f"the indictment on charge {charge.charge} of {charge.defendant} was amended to allege more "
                f"({policies.cite('indictment_amendable')})",
                "if a grand jury returned it, record a superseding indictment: ChargeFiled with supersedes=",
                entry=after.entry,
            )


def _broadens(event: ChargeAmended) -> bool:
    by_another_paper = event.instrument is not None
    return not by_another_paper and bool(event.kind in _BROADENING or event.added_enhancements or event.added_theories)


def _modified_in_time(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """T50: the trial court's own power to change a sentence ends. After a review other clocks run; none is weighed."""
    imposed = [entry for entry in charge.sentencing if isinstance(entry.event, SentenceImposed)]
    for entry in charge.sentencing:
        change = entry.event.change if isinstance(entry.event, SentenceModified) else None
        days = policies.sentence_modify_window_days.get(change) if change else None
        earlier = [each for each in imposed if each.when.before(entry.when) is Certainty.YES]
        if days is None or not earlier or charge.reviewing:
            continue
        closed = Term(days=days).after(earlier[-1].when)
        if closed and closed.before(entry.when) is Certainty.YES:
            yield finding_on(
                charge,
                "modified-after-window",
                Severity.POLICY,
                f"the sentence of {earlier[-1].when} on charge {charge.charge} of {charge.defendant} was "
                f"{change} {entry.when}, more than {days} days later ({policies.cite('sentence_modify_window_days')})",
                "check the dates; a motion made in time, or another ground for the change, may explain it",
                entry=entry,
            )


def _sentence_is_one(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """T28, T29: what puts off judgment or sentence is no part of a sentence, save where a policy says that it is."""
    kind = charge.put_off
    counts = kind and policies.component_is_conviction.get(kind, DEPENDS).for_purpose(Purpose.RECORD)
    if kind and counts is not Certainty.YES:
        yield finding_on(
            charge,
            "deferral-as-sentence",
            Severity.WARNING,
            f"the sentence on charge {charge.charge} of {charge.defendant} has a part {_spaced(kind)}, which in many "
            "places is no sentence and no conviction",
            "record AdjudicationDeferred or SentenceDeferred, or a procedure in which it is a sentence",
            entry=_pronounced(charge, kind),
        )


def _pronounced(charge: ChargeState, kind: ComponentKind) -> Entry:
    """The entry of the sentence that has such a part."""
    return next(
        entry
        for entry in reversed(charge.sentencing)
        if any(part.kind is kind for part in getattr(entry.event, "components", ()))
    )


def _suspended_not_raised(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    """A suspended sentence is imposed already; on revocation it may not be made longer where Kenneman is law."""
    stood: tuple[Component, ...] = ()
    for entry in charge.sentencing if policies.suspended_can_rise is False else ():
        event = entry.event
        parts: tuple[Component, ...] = getattr(event, "components", ())
        revoked = isinstance(event, SupervisionDecided) or (
            isinstance(event, SentenceModified) and event.change is SentenceChange.PROBATION_VIOLATION
        )
        if revoked and any(_longer(new, old) for new in parts for old in stood):
            yield finding_on(
                charge,
                "suspended-sentence-raised",
                Severity.POLICY,
                f"on revocation the suspended sentence on charge {charge.charge} of {charge.defendant} "
                f"was made longer ({policies.cite('suspended_can_rise')})",
                "check both terms, and whether the sentence had been suspended or deferred",
                entry=entry,
            )
        stood = parts or stood


def _longer(new: Component, old: Component) -> bool:
    same = new.kind is old.kind and old.suspended is not None
    return same and new.term is not None and old.term is not None and new.term.exceeds(old.term)


def _no_appeal_de_novo(charge: ChargeState, policies: Policies) -> Iterator[Finding]:
    for entry in charge.reviewing:
        if policies.de_novo_appeal is False and isinstance(entry.event, DeNovoAppealFiled):
            yield finding_on(
                charge,
                "no-de-novo-appeal",
                Severity.POLICY,
                f"an appeal for trial anew on charge {charge.charge} of {charge.defendant}; "
                f"this procedure has none ({policies.cite('de_novo_appeal')})",
                "record the appeal with AppealFiled, or check the procedure of the file",
                entry=entry,
            )


def _spaced(word: str) -> str:
    return word.replace("_", " ")


LOCAL_RULES: tuple[Rule, ...] = (
    _pleas_are_known_here,
    _verdicts_are_known_here,
    _dismissed_by_leave,
    _filed_in_time,
    _amended_in_its_direction,
    _indictment_not_broadened,
    _modified_in_time,
    _sentence_is_one,
    _suspended_not_raised,
    _no_appeal_de_novo,
)
"""Every check against a policy, each a function of one charge and the policies."""
