"""The sentence: its length, its parts, and what changes or ends it."""

from collections.abc import Iterator

from casestate.circles import circles
from casestate.entries import Entry
from casestate.events import (
    Component,
    ComponentKind,
    Event,
    SentenceChange,
    SentenceCommuted,
    SentenceCompleted,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    SupervisionDecided,
    SupervisionOutcome,
)
from casestate.events.wording import done
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.law.policies import DEPENDS, Policies, Purpose
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Phase, Supervision
from casestate.terms import Term
from casestate.when import Certainty

_CONFINEMENT = (
    ComponentKind.PRISON,
    ComponentKind.JAIL,
    ComponentKind.INCARCERATION,
    ComponentKind.LIFE,
    ComponentKind.SUSPENDED_TERM,
    ComponentKind.TIME_SERVED,
)

_PUT_OFF = (Phase.DEFERRED, Phase.SENTENCE_DEFERRED)
_OVER = (
    Supervision.REVOKED,
    Supervision.COMPLETED,
    Supervision.DISCHARGED,
    Supervision.TERMINATED_EARLY,
    Supervision.UNSATISFACTORY,
)


@check(
    "suspended-above-term",
    Severity.ERROR,
    meaning="More of a term is suspended than was imposed.",
    remedy="check both lengths; the suspended part is included in the term",
    reads=("sentencing.components",),
    needs=("suspended",),
)
def suspended_above_term(charge: ChargeState) -> Iterator[Doubt]:
    """I14: no more can be suspended than was imposed."""
    for entry, part in _parts(charge):
        if part.term is not None and part.suspended is not None and part.suspended.exceeds(part.term):
            yield Doubt(f"the sentence on {charge.subject} suspends {part.suspended} of a term of {part.term}", entry)


@check(
    "sentence-above-exposure",
    Severity.WARNING,
    meaning="A sentence is longer than the charge as it stands allows.",
    remedy="check both lengths, and whether an enhancement or an amendment is missing",
    reads=("charging.exposure", "proofs", "sentencing.components"),
    needs=("exposure",),
)
def sentence_above_exposure(charge: ChargeState) -> Iterator[Doubt]:
    """The exposure of the offence found counts, because that of the charge does not apply to a lesser offence."""
    carries = charge.proved or charge.version
    exposure = carries.exposure if carries else None
    if exposure is None:
        return
    for entry, part in _parts(charge):
        term = Term(life=True) if part.kind is ComponentKind.LIFE else part.term
        if part.kind in _CONFINEMENT and term is not None and term.exceeds(exposure):
            yield Doubt(
                f"{charge.subject} carries at most {exposure}, and a sentence of {term} is recorded",
                entry,
            )


@check(
    "deferral-as-sentence",
    Severity.WARNING,
    meaning="A part of a sentence defers judgment or sentence in many places, and so is no sentence there.",
    remedy="record AdjudicationDeferred or SentenceDeferred, or a procedure in which it is a sentence",
    reads=(
        "sentence",
        "sentencing.components",
        "sentencing.outcome",
        "sentencing.change",
        "reviews",
        "reviewing",
        "policies.component_is_conviction",
    ),
    weighs=(),
    needs=("components",),
)
def deferral_as_sentence(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T28, T29: a deferral of judgment or sentence is no part of a sentence, unless a policy says that it is."""
    kind = charge.put_off
    counts = kind and policies.component_is_conviction.get(kind, DEPENDS).for_purpose(Purpose.RECORD)
    if kind and counts is not Certainty.YES:
        pronounced = [entry for entry, part in _parts(charge) if part.kind is kind]
        yield Doubt(
            f"the sentence on {charge.subject} includes {kind.replace('_', ' ')}, which in many places is no sentence "
            "and no conviction",
            pronounced[-1],
        )


@check(
    "deferral-not-ended",
    Severity.INCOMPLETE,
    meaning="Supervision under a deferral was revoked, or is over, and the file does not say what became of the "
    "deferral: the charge stands as deferred, and may have ended or been sentenced.",
    remedy="record DeferralRevoked and the sentence, or how the deferral ended with DeferralCompleted or "
    "ChargeDismissed",
    reads=("phase", "supervision"),
    weighs=(),
    needs=("SupervisionDecided",),
)
def deferral_not_ended(charge: ChargeState) -> Iterator[Doubt]:
    """T30, T31, T51: neither the revocation nor the end of supervision says by itself what becomes of the charge."""
    if charge.phase not in _PUT_OFF or charge.supervision not in _OVER:
        return
    how = "was revoked" if charge.supervision is Supervision.REVOKED else "is over"
    yield Doubt(
        f"supervision under the deferral on {charge.subject} {how}, and the file does not say what became of the "
        "deferral",
        charge.moved_by("supervision"),
    )


@check(
    "modified-after-window",
    Severity.WARNING,
    meaning="A sentence is changed after the trial court's own power to make this change had ended.",
    remedy="if it mends a clerical error, record change='clerical' (FRCrimP 36); a motion made in time, or another "
    "ground for the change, may explain it",
    reads=("sentencing.on", "sentencing.change", "reviewing", "policies.sentence_modify_window_days"),
    needs=("SentenceModified", "policies.sentence_modify_window_days"),
)
def modified_after_window(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T50: the trial court's own power to change a sentence ends. The periods after a review are not checked."""
    imposed = [entry for entry in charge.sentencing if isinstance(entry.event, SentenceImposed)]
    for entry in charge.sentencing if not charge.reviewing else ():
        change = entry.event.change if isinstance(entry.event, SentenceModified) else None
        days = policies.sentence_modify_window_days.get(change) if change else None
        earlier = [each for each in imposed if each.when.before(entry.when) is Certainty.YES]
        closed = Term(days=days).after(earlier[-1].when) if days is not None and earlier else None
        if closed and closed.before(entry.when) is Certainty.YES:
            yield Doubt(
                f"the sentence of {earlier[-1].when} on {charge.subject} was {change} {entry.when}, more than {days} "
                f"days later ({policies.cite('sentence_modify_window_days')})",
                entry,
            )


@check(
    "suspended-sentence-raised",
    Severity.POLICY,
    meaning="A suspended sentence is made longer on revocation, where that is not allowed (State v. Kenneman).",
    remedy="check both terms, and whether the sentence had been suspended or deferred",
    reads=("sentencing.components", "sentencing.change", "policies.suspended_can_rise"),
    needs=("suspended",),
)
def suspended_sentence_raised(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """A suspended sentence is already imposed; where Kenneman is law, revocation cannot make it longer."""
    stood: tuple[Component, ...] = ()
    for entry in charge.sentencing if policies.suspended_can_rise is False else ():
        parts: tuple[Component, ...] = getattr(entry.event, "components", ())
        if _revokes(entry.event) and any(_longer(new, old) for new in parts for old in stood):
            yield Doubt(
                f"the suspended sentence on {charge.subject} was made longer on revocation "
                f"({policies.cite('suspended_can_rise')})",
                entry,
            )
        stood = parts or stood


def _revokes(event: Event) -> bool:
    violated = isinstance(event, SentenceModified) and event.change is SentenceChange.PROBATION_VIOLATION
    return violated or isinstance(event, SupervisionDecided)


def _longer(new: Component, old: Component) -> bool:
    same = new.kind is old.kind and old.suspended is not None
    return same and new.term is not None and old.term is not None and new.term.exceeds(old.term)


@check(
    "sentence-was-complete",
    Severity.WARNING,
    meaning="A sentence is revoked, stayed or commuted after it was complete.",
    remedy="check the dates, and whether only a part of the sentence was complete then",
    reads=("sentencing.on", "sentencing.outcome"),
    weighs=(),
    needs=("SentenceCompleted",),
)
def sentence_was_complete(charge: ChargeState) -> Iterator[Doubt]:
    """T51: supervision is revoked while it runs. A complete sentence is neither revoked, stayed nor commuted."""
    completed: Entry | None = None
    for entry in charge.sentencing:
        event = entry.event
        if isinstance(event, SentenceCompleted):
            completed = entry
        elif isinstance(event, SentenceImposed):
            completed = None
        revoked = isinstance(event, SupervisionDecided) and event.outcome is SupervisionOutcome.REVOKED
        if completed is not None and (revoked or isinstance(event, SentenceStayed | SentenceCommuted)):
            yield Doubt(f"{done(event, charge.subject)}, whose sentence was complete {completed.when}", entry)


@check(
    "sentenced-after-pardon",
    Severity.WARNING,
    meaning="A sentence is imposed, or supervision revoked, after a pardon, which relieves of punishment.",
    remedy="check both dates, and which offence was pardoned",
    reads=("sentencing.on", "sentencing.outcome", "relief.on", "charging.offense"),
    weighs=(),
    needs=("Pardoned",),
)
def sentenced_after_pardon(charge: ChargeState) -> Iterator[Doubt]:
    """T59: a pardon relieves of punishment."""
    for entry in charge.sentencing:
        pardoned = any(pardon.when.before(entry.when) is Certainty.YES for pardon in charge.pardons)
        event = entry.event
        if pardoned and isinstance(event, SentenceImposed):
            yield Doubt(f"{charge.subject} was pardoned, and a sentence of {entry.when} follows", entry)
        if pardoned and isinstance(event, SupervisionDecided) and event.outcome is SupervisionOutcome.REVOKED:
            yield Doubt(f"{charge.subject} was pardoned, and a revocation of {entry.when} follows", entry)


def _parts(charge: ChargeState) -> Iterator[tuple[Entry, Component]]:
    """Yield each part of each sentence pronounced on the charge, with its entry."""
    for entry in charge.sentencing:
        for part in getattr(entry.event, "components", ()):
            yield entry, part


@check(
    "consecutive-in-a-circle",
    Severity.ERROR,
    meaning="Of several sentences each is to run after another of them, so that none could begin.",
    remedy="check which sentence runs after which; correct consecutive_to= where it is wrong",
    reads=(
        "charges.sentence",
        "charges.sentencing.components",
        "charges.sentencing.outcome",
        "charges.sentencing.change",
        "charges.conviction",
        "charges.deferrals.components",
        "charges.reviews",
        "charges.reviewing",
    ),
    weighs=(),
    needs=("consecutive_to",),
)
def consecutive_in_a_circle(defendant: DefendantState) -> Iterator[Doubt]:
    """A sentence begins once those have ended after which it runs; in a circle none ends."""
    waits = {charge.charge: _waits_for(charge) for charge in defendant.charges.values()}
    for circle in circles(waits):
        entries = [entry for name in circle for entry in _pronounced(defendant.charges[name])]
        yield Doubt(
            f"the sentences of {defendant.name} on charges {', '.join(circle)} each run after another of them",
            entries,
            about=defendant.charges[circle[0]].subject,
        )


def _waits_for(charge: ChargeState) -> frozenset[str]:
    """Return the charges after whose sentences every part of the current sentence runs that takes time."""
    parts = [part for part in charge.components or () if part.term is not None or part.kind in _CONFINEMENT]
    named = [frozenset(part.consecutive_to) - {charge.charge} for part in parts]
    return frozenset.intersection(*named) if named else frozenset()


def _pronounced(charge: ChargeState) -> list[Entry]:
    """Return the entry of the current sentence."""
    return [entry for entry, _ in _parts(charge)][-1:]
