"""The invariants of the law of charges, each proved over every step that any sequence of acts can take."""

from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeDeclined,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ChargeRemanded,
    ChargeTransferred,
    ConvictionSetAside,
    DefendantDied,
    DeNovoAppealFiled,
    NewTrialGranted,
    OrderMade,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaSetAside,
    PleaWithdrawn,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    ReviewOutcome,
    SentenceCommuted,
    SentenceImposed,
    SentenceModified,
    TrialBegan,
    VacaturGround,
    VerdictKind,
    VerdictReturned,
)
from casestate.law.findings import Severity
from casestate.law.generic import GENERIC
from casestate.state.axes import Activity, Conviction, Found, Jeopardy, Phase, SentenceStatus, Supervision
from casestate.testing.laws.graph import CHARGE, Graph, Step

CONVICTED = (Conviction.FOUND, Conviction.ADJUDICATED, Conviction.PARDONED, Conviction.SET_ASIDE)
STANDING = (*CONVICTED, Conviction.WITHHELD, Conviction.DISMISSED)
"""Values of a conviction that some purpose counts."""
BARRING = (Phase.BARRED, Phase.OVERTURNED, Phase.ACQUITTED)
PENDING = (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL)
GUILTY_PLEAS = GENERIC.row("T18").values
"""Pleas whose acceptance is a finding of guilt."""
PROVED = (Phase.FOUND_GUILTY, Phase.DEFERRED, Phase.SENTENCE_DEFERRED, Phase.JUDGED)
RECORD = (RecordSealed, RecordUnsealed, RecordExpunged)
REVIEW = (AppealFiled, AppealRemanded, AppealWithdrawn, AppealDecided)
REINSTATING = (
    ReviewOutcome.VERDICT_REINSTATED,
    ReviewOutcome.REVERSED,
    ReviewOutcome.REVERSED_AND_REMANDED,
    ReviewOutcome.VACATED,
)
_OPEN = (*PENDING, Phase.DIVERTED, Phase.FOUND_GUILTY, Phase.DEFERRED)
_NO_SENTENCE = (SentenceStatus.NONE, SentenceStatus.VACATED)


def i1_nothing_before_filing(graph: Graph) -> None:
    """
    Before its filing a charge takes only its filing, a refusal to file, a death or a pardon.

    Guards against a plea, a verdict or a sentence without a charge.
    """
    for step in graph.steps("found"):
        fit = isinstance(step.event, ChargeFiled | ChargeDeclined | DefendantDied | Pardoned)
        if step.before.phase is Phase.NOT_CHARGED and step.lawful and not fit:
            raise graph.broken("found", step, "an act is lawful on a charge that was never filed")


def i2_pleas_on_pending_charges(graph: Graph) -> None:
    """
    A plea is lawful only on a pending charge, and an impossible plea has no effect.

    Guards against a plea that reopens an ended charge.
    """
    for step in graph.after("found", (PleaEntered, PleaAccepted)):
        if step.lawful and step.before.phase not in (*PENDING, Phase.DIVERTED):
            raise graph.broken("found", step, "a plea is lawful on a charge that is not pending")
        if step.is_error and step.after != step.before:
            raise graph.broken("found", step, "an impossible plea moves the charge")


def i2_only_pleas_of_guilt_find(graph: Graph) -> None:
    """
    Accepting a plea other than guilty or no contest makes no finding of guilt.

    Guards against a plea of not guilty read as a conviction; FRCrimP 11(b) speaks of guilty and no contest.
    """
    for step in graph.after("found", PleaAccepted):
        assert isinstance(step.event, PleaAccepted)
        if step.event.plea not in GUILTY_PLEAS and (step.lawful or step.after != step.before):
            raise graph.broken("found", step, "a plea that is not of guilt is accepted, or moves the charge")


def i3_verdicts_follow_a_trial(graph: Graph) -> None:
    """
    A verdict follows the start of a trial. If the file has no start, the verdict is INCOMPLETE, not an ERROR.

    Guards against a verdict before a trial, and against refusing a docket that omits its start.
    """
    for step in graph.after("found", VerdictReturned):
        if step.lawful and step.after == step.before:
            continue  # a finding on the act alone, or on an enhancement, decides no charge
        if step.lawful and step.before.phase not in (Phase.ON_TRIAL, Phase.FOUND_GUILTY):
            raise graph.broken("found", step, "a verdict is lawful before a trial")
        missing = step.before.phase in (Phase.NOT_CHARGED, Phase.CHARGED, Phase.TRIABLE)
        if missing and [severity for _, severity in step.findings] != [Severity.INCOMPLETE]:
            raise graph.broken("found", step, "a verdict without a trial in the file is not told as incomplete")


def i4_sentences_need_a_finding(graph: Graph) -> None:
    """
    A sentence rests on a finding of guilt, recorded in the file or skipped by it.

    Guards against a sentence without a finding of guilt.
    """
    for step in graph.after("found", SentenceImposed):
        if step.lawful and step.before.phase not in PROVED:
            raise graph.broken("found", step, "a sentence is lawful without a finding")
    for state, way in graph.lawfully_reached("found").items():
        if state.phase in PROVED and state.value is not Found.GUILTY:
            raise graph.told(way, f"{state.phase.value} is reached lawfully with the finding {state.value.value}")
    for step in graph.steps("found"):
        told = step.after.value is Found.GUILTY or Phase.FOUND_GUILTY in step.after.skipped
        if step.after.phase in PROVED and not told:
            raise graph.broken("found", step, "guilt stands that was neither found nor skipped")


def i5_acquittal_is_the_last_word(graph: Graph) -> None:
    """
    After an acquittal no act changes the phase, the finding or the conviction.

    Guards against a second jeopardy: Fong Foo, Evans v. Michigan.
    """
    for axis in ("found", "conviction"):
        for step in graph.steps(axis):
            moved = (step.after.phase, step.after.value) != (step.before.phase, step.before.value)
            if step.before.phase is Phase.ACQUITTED and moved:
                raise graph.broken(axis, step, "an act moves a charge of which the defendant was acquitted")


def i5_no_conviction_under_a_bar(graph: Graph) -> None:
    """
    No conviction stands on a barred, overturned or acquitted charge, even if the file is incomplete.

    Guards against a record that shows a conviction beside an acquittal.
    """
    for step in graph.steps("conviction"):
        if step.after.phase in BARRING and step.after.value in CONVICTED:
            raise graph.broken("conviction", step, "a conviction stands on a barred charge")


def after_a_bar_only_named_reversals(graph: Graph) -> None:
    """
    After a bar, only a higher court's reversal of a dismissal, or of an acquittal after a verdict, opens the charge.

    Guards against any other path to guilt. A late act may fill a finding that was skipped, never a conviction.
    """
    for axis in ("found", "conviction"):
        for step in graph.steps(axis):
            if step.before.phase not in BARRING or _is_named_reversal(step) or _tells_of_a_verdict(step):
                continue
            if step.after.phase is not step.before.phase:
                raise graph.broken(axis, step, "an act leads away from a bar")
            late = axis == "found" and Phase.FOUND_GUILTY in step.before.skipped
            guilty = step.after.value is Found.GUILTY or step.after.value in CONVICTED
            if step.after.value is not step.before.value and guilty and not late:
                raise graph.broken(axis, step, "an act after a bar finds guilt")


def _is_named_reversal(step: Step) -> bool:
    """Return whether a higher court reversed an acquittal after a verdict (T57v) or a barring dismissal (T57g)."""
    if not (isinstance(step.event, AppealDecided) and step.lawful):
        return False
    if step.before.phase is Phase.OVERTURNED:
        return step.event.outcome in REINSTATING and step.after.phase is Phase.FOUND_GUILTY
    return step.before.phase is Phase.BARRED and step.after.phase is Phase.TRIABLE


def _tells_of_a_verdict(step: Step) -> bool:
    """Return whether an act shows that a judge had acquitted after a verdict, and a finding says that it is missing."""
    return isinstance(step.event, AppealDecided) and step.findings == (("missing-finding", Severity.INCOMPLETE),)


def i6_barred_charges_are_not_refiled(graph: Graph) -> None:
    """
    Refiling a barred charge is an error with its own code, and has no effect.

    Guards against taking a refiling after a dismissal with prejudice for an ordinary one.
    """
    allowed = (Phase.CHARGED, Phase.TRIABLE, Phase.DISMISSED, Phase.SUPERSEDED)
    for step in graph.after("found", ChargeFiled):
        assert isinstance(step.event, ChargeFiled)
        if not step.event.refiles:
            continue
        if step.lawful and step.before.phase not in allowed:
            raise graph.broken("found", step, "a charge is brought again from where none may be")
        named = step.findings == (("refiled-after-bar", Severity.ERROR),) and step.after == step.before
        if step.before.phase in BARRING and not named:
            raise graph.broken("found", step, "a barred charge is brought again, and not as an error of its own")


def i8_ended_charges_stay_ended(graph: Graph) -> None:
    """
    After the end of a charge only review, orders without effect, links, reinstatement, pardon and death are lawful.

    Guards against a docket that continues after its end as if nothing had happened.
    """
    for step in graph.steps("found"):
        if step.before.phase not in graph.ends or not step.lawful:
            continue
        if not (isinstance(step.event, (*REVIEW, *RECORD, OrderMade, DefendantDied, Pardoned)) or _is_put_back(step)):
            raise graph.broken("found", step, "an act is lawful on a charge that has ended")
    for axis in ("found", "conviction"):
        for step in graph.steps(axis):
            if step.before.phase in graph.ends and step.is_error and step.after != step.before:
                raise graph.broken(axis, step, "an impossible act moves a charge that has ended")


def _is_put_back(step: Step) -> bool:
    """Return whether a step links to, reinstates, sends on or leaves a dismissed or superseded charge."""
    ended, event = step.before.phase, step.event
    if isinstance(event, ChargeTransferred | ChargeRemanded):
        return ended is Phase.SUPERSEDED and step.after == step.before
    if isinstance(event, ChargeFiled):
        return event.charge != CHARGE.key and ended in (Phase.DISMISSED, Phase.SUPERSEDED)
    if isinstance(event, ChargeDismissed):
        return ended not in (Phase.DISMISSED, Phase.BARRED) and step.after == step.before
    return isinstance(event, ChargeReinstated) and ended is Phase.DISMISSED


def i9_clemency_relieves_what_stands(graph: Graph) -> None:
    """
    A pardon or commutation follows the conviction or sentence that it relieves, no later step undoes a pardon, and only
    relief on the merits opens the charge again.

    Guards against clemency that creates a conviction, or that the next entry undoes.
    """
    for step in graph.steps("conviction"):
        before, after = step.before, step.after
        if after.value is Conviction.PARDONED is not before.value and before.phase not in PROVED and step.lawful:
            raise graph.broken("conviction", step, "a pardon relieves what does not stand")
        undone = after.value is not Conviction.PARDONED and not isinstance(step.event, ConvictionSetAside)
        if before.value is Conviction.PARDONED and {before.phase, after.phase} <= {*PROVED} and undone:
            raise graph.broken("conviction", step, "an act takes back a pardon while its finding stands")
    for step in graph.after("conviction", (SentenceCommuted, ConvictionSetAside)):
        fit = step.before.phase in (Phase.JUDGED, Phase.SENTENCE_DEFERRED) and step.after.phase is step.before.phase
        opens = isinstance(step.event, ConvictionSetAside) and step.event.ground is VacaturGround.MERITS
        if step.lawful and not fit and not opens:
            raise graph.broken("conviction", step, "relief is lawful without a judgment, or moves its phase")


def i10_death_ends_what_is_open(graph: Graph) -> None:
    """
    A death ends only open charges, and no plea or sentence is lawful after it.

    Guards against convicting the dead, and against a death that undoes a judgment.
    """
    for step in graph.after("found", DefendantDied):
        ended = Phase.ABATED if step.before.phase in _OPEN else step.before.phase
        if not step.lawful or step.after.phase is not ended:
            raise graph.broken("found", step, f"a death is refused, or does not lead to {ended.value}")
    for step in graph.steps("found"):
        if step.before.phase is Phase.ABATED is not step.after.phase:
            raise graph.broken("found", step, "an act leads on from an abatement")
    for step in graph.after("conviction", (PleaAccepted, SentenceImposed, SentenceModified)):
        if step.before.phase is Phase.ABATED and step.lawful:
            raise graph.broken("conviction", step, "a plea or a sentence is lawful after a death")


def dismissal_finds_nothing(graph: Graph) -> None:
    """
    A dismissal, a discharge or a mistrial makes no finding of guilt or innocence.

    Guards against printing "cleared" for a dismissal that sets no bar.
    """
    for step in graph.steps("found"):
        newly = step.after.phase is Phase.DISMISSED is not step.before.phase
        if newly and step.before.value is Found.NOTHING is not step.after.value:
            raise graph.broken("found", step, "a dismissal finds something")


def pending_charges_carry_nothing(graph: Graph) -> None:
    """
    A pending or diverted charge has no finding, conviction or sentence, even if it had one before.

    Guards against a conviction that survives a new trial or a reversal of the verdict it rests on.
    """
    found, conviction, sentence = graph.steps("found"), graph.steps("conviction"), graph.steps("sentence")
    carried = {
        "found": [s for s in found if s.after.value in (Found.GUILTY, Found.NOT_GUILTY, Found.INSANITY)],
        "conviction": [s for s in conviction if s.after.value in STANDING],
        "sentence": [s for s in sentence if s.after.value not in _NO_SENTENCE],
    }
    for axis, steps in carried.items():
        for step in steps:
            if step.after.phase in (*PENDING, Phase.DIVERTED):
                raise graph.broken(axis, step, f"a charge that is not decided carries a {axis}")


def sentences_stand_on_judgments(graph: Graph) -> None:
    """
    A sentence stands only on a judgment, and a deferred sentence is recorded as deferred.

    Guards against a sentence to be served on a dismissed charge.
    """
    for state, way in graph.lawfully_reached("sentence").items():
        if state.phase is Phase.SENTENCE_DEFERRED and state.value is not SentenceStatus.DEFERRED:
            raise graph.told(way, f"a sentence that is deferred stands as {state.value.value}")
    for step in graph.steps("sentence"):
        completed = step.after.phase is Phase.BARRED and step.after.value is SentenceStatus.COMPLETED
        judged = step.after.phase in (Phase.SENTENCE_DEFERRED, Phase.JUDGED)
        if not (judged or completed or step.after.value in _NO_SENTENCE):
            raise graph.broken("sentence", step, "a sentence stands without a judgment")


def supervision_falls_with_the_sentence(graph: Graph) -> None:
    """
    An act that vacates a sentence ends its supervision, and a pending charge has none unless it is deferred on terms.

    Guards against the violation of a probation that no longer exists.
    """
    vacating = {
        (step.before.phase, type(step.event), step.said)
        for step in graph.steps("sentence")
        if step.lawful and step.before.value is SentenceStatus.IMPOSED and step.after.value is SentenceStatus.VACATED
    }
    for step in graph.steps("supervision"):
        act = (step.before.phase, type(step.event), step.said)
        if act in vacating and step.after.value is not Supervision.NONE:
            raise graph.broken("supervision", step, "an act that vacates a sentence leaves its supervision")
    for state, way in graph.lawfully_reached("supervision").items():
        if state.phase in PENDING and state.value is not Supervision.NONE:
            raise graph.told(way, "a charge that is neither decided nor put off is under supervision")


def put_back_charges_are_active(graph: Graph) -> None:
    """
    A charge that is open for trial again is on the active docket.

    Guards against a retrial that is missing from lists of pending cases.
    """
    put_back = (AppealDecided, ChargeReinstated, NewTrialGranted, PleaWithdrawn, PleaSetAside)
    for step in graph.after("activity", put_back):
        opened = step.after.phase in (Phase.CHARGED, Phase.TRIABLE) and step.after.phase is not step.before.phase
        if opened and step.after.value is not Activity.ACTIVE:
            raise graph.broken("activity", step, "a charge put back for trial is not active")


def de_novo_leaves_nothing_behind(graph: Graph) -> None:
    """
    An appeal for trial anew leaves no finding and no conviction, under this id or another.

    Guards against counting one conviction twice, in the lower and in the higher court.
    """
    for step in graph.after("found", DeNovoAppealFiled):
        fit = step.after.phase in (Phase.TRIABLE, Phase.SUPERSEDED) and step.after.value is Found.SET_ASIDE
        if step.lawful and not fit:
            raise graph.broken("found", step, "a charge that is tried anew elsewhere keeps its finding")


def jeopardy_follows_the_trial(graph: Graph) -> None:
    """
    Jeopardy attaches when a trial begins, and a verdict of not guilty or an acquittal ends it for good.

    Guards against a retrial after an acquittal, and against a bar without jeopardy.
    """
    for step in graph.after("jeopardy", TrialBegan):
        if step.lawful and step.after.value is not Jeopardy.ATTACHED:
            raise graph.broken("jeopardy", step, "a trial begins and nobody is in jeopardy")
    for step in graph.after("jeopardy", (VerdictReturned, AcquittalOrdered)):
        acquitted = not isinstance(step.event, VerdictReturned) or step.event.verdict == VerdictKind.NOT_GUILTY
        if acquitted and step.lawful and step.after.value is not Jeopardy.ENDED_BARRED:
            raise graph.broken("jeopardy", step, "an acquittal leaves the defendant in jeopardy")
    for step in graph.steps("jeopardy"):
        if step.before.phase is Phase.ACQUITTED and step.after.value is not step.before.value:
            raise graph.broken("jeopardy", step, "an act changes jeopardy after an acquittal")


INVARIANTS = (
    i1_nothing_before_filing,
    i2_pleas_on_pending_charges,
    i2_only_pleas_of_guilt_find,
    i3_verdicts_follow_a_trial,
    i4_sentences_need_a_finding,
    i5_acquittal_is_the_last_word,
    i5_no_conviction_under_a_bar,
    after_a_bar_only_named_reversals,
    i6_barred_charges_are_not_refiled,
    i8_ended_charges_stay_ended,
    i9_clemency_relieves_what_stands,
    i10_death_ends_what_is_open,
    dismissal_finds_nothing,
    pending_charges_carry_nothing,
    sentences_stand_on_judgments,
    supervision_falls_with_the_sentence,
    put_back_charges_are_active,
    de_novo_leaves_nothing_behind,
    jeopardy_follows_the_trial,
)
"""The invariants, in the order in which they are tried."""
