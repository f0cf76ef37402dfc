"""
The invariants of the law, proved over every state of a charge that the table can reach.

Legality turns on the phase, and what a late act may tell on whether the phase it leads to was skipped; every other axis
is set and never asked. So the states that matter are finite in number, and every sequence of acts, however long, is
covered by the steps between them: each test below looks at every step of that graph, for every act with every value of
its discriminating field.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from casestate import Entry
from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeAct,
    ChargeDeclined,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ConvictionSetAside,
    DefendantDied,
    DeNovoAppealFiled,
    Event,
    NewTrialGranted,
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
    Subject,
    VerdictReturned,
)
from casestate.fold import Draft
from casestate.law import PROCEDURES, Fit, Severity
from casestate.law.criminal.phases import GUILTY_PLEAS
from casestate.law.transition import Compiled
from casestate.state.axes import Activity, Conviction, Found, Phase, SentenceStatus, Supervision
from casestate.vocabulary import Closed, Vocabulary

CHARGE = Subject("charge", "A. Doe", "1")
CONVICTED = (Conviction.FOUND, Conviction.ADJUDICATED, Conviction.PARDONED, Conviction.SET_ASIDE)
BARRING = (Phase.BARRED, Phase.OVERTURNED, Phase.ACQUITTED)
PROVED = (Phase.FOUND_GUILTY, Phase.DEFERRED, Phase.SENTENCE_DEFERRED, Phase.JUDGED)
RECORD = (RecordSealed, RecordUnsealed, RecordExpunged)
REVIEW = (AppealFiled, AppealRemanded, AppealWithdrawn, AppealDecided)
REINSTATING = (
    ReviewOutcome.VERDICT_REINSTATED,
    ReviewOutcome.REVERSED,
    ReviewOutcome.REVERSED_AND_REMANDED,
    ReviewOutcome.VACATED,
)
SHAPES: dict[type[Event], dict[str, Any]] = {PleaEntered: {"plea": "guilty"}}


class State(NamedTuple):
    """A phase, the axis that an invariant is about, and the skipped phases that bear on that axis."""

    phase: Phase
    value: Closed
    skipped: frozenset[Phase]


class Step(NamedTuple):
    """One act in one state: where it leads, and whether the table allows it."""

    before: State
    event: Event
    after: State
    findings: tuple[tuple[str, Severity], ...]

    @property
    def lawful(self) -> bool:
        """Does nothing speak against it?"""
        return not self.findings

    @property
    def is_error(self) -> bool:
        """Is it impossible under any law?"""
        return any(severity is Severity.ERROR for _, severity in self.findings)


def _rows(compiled: Compiled, word: Vocabulary) -> Iterator[tuple[str, Fit]]:
    """Which row speaks for a value in each phase: values for which the same rows speak are one act."""
    return ((move.row.id, move.fit) for move in (compiled.moves.get(word) or compiled.moves[None]).values())


@cache
def acts(name: str) -> tuple[Entry, ...]:
    """
    Every act that bears on a charge, with every value of its discriminating field that the table tells apart, a word
    outside the list included.
    """
    machine = PROCEDURES[name].by_kind["charge"]
    events: list[Event] = []
    for act in machine.records:
        field = machine.fields.get(act)
        given: dict[str, Any] = {"on": "2023-01-01", "defendant": "A. Doe", **SHAPES.get(act, {})}
        if issubclass(act, ChargeAct):
            given["charge"] = "1"
        if field is None:
            events.append(act(**given))
            continue
        words = {word for row in machine.rows if row.act is act for value in row.values for word in type(value)}
        every = [*sorted(words), next(iter(words)).raw("as the docket has it")]
        compiled = PROCEDURES[name].compiled[act]
        alike = {tuple(_rows(compiled, word)): word for word in reversed(every)}
        events += [act(**given, **{field: word}) for word in alike.values()]
    for link in ("refiles", "supersedes"):
        linked: dict[str, Any] = {link: "1"}
        events.append(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="2", **linked))
    return tuple([Entry(id=f"e{n}", seq=n, event=event) for n, event in enumerate(events, start=1)])


@cache
def bearing(name: str, axis: str) -> frozenset[Phase]:
    """The phases whose being skipped lets a late act tell of an axis: those to which such an act leads."""
    every = [move for act in PROCEDURES[name].compiled.values() for row in act.moves.values() for move in row.values()]
    told = [move.row.to for move in every if move.fit is Fit.LATE and axis in move.changes]
    return frozenset([phase for phase in told if isinstance(phase, Phase)])


def taken(name: str, axis: str, before: State, entry: Entry) -> Step:
    """One act, folded onto a state by the fold itself."""
    draft = Draft(CHARGE, PROCEDURES[name])
    draft.axes.update({"phase": before.phase, axis: before.value, "skipped": before.skipped})
    draft.apply(entry)
    after = State(draft.axes["phase"], draft.axes[axis], draft.axes["skipped"] & bearing(name, axis))
    return Step(before, entry.event, after, tuple([(finding.code, finding.severity) for finding in draft.findings]))


@cache
def steps(name: str, axis: str) -> tuple[Step, ...]:
    """Every step from every state that any sequence of acts reaches, lawful or not."""
    draft = Draft(CHARGE, PROCEDURES[name])
    start = State(draft.axes["phase"], draft.axes[axis], frozenset())
    reached, ahead, found = {start}, [start], []
    while ahead:
        before = ahead.pop()
        for entry in acts(name):
            step = taken(name, axis, before, entry)
            found.append(step)
            if step.after not in reached:
                reached.add(step.after)
                ahead.append(step.after)
    return tuple(found)


def after(name: str, axis: str, act: type[Event] | tuple[type[Event], ...]) -> Iterator[Step]:
    """The steps of one kind of act."""
    return (step for step in steps(name, axis) if isinstance(step.event, act))


def lawfully_reached(name: str, axis: str) -> set[State]:
    """The states that lawful acts alone lead to."""
    graph: dict[State, set[State]] = {}
    for step in steps(name, axis):
        if step.lawful:
            graph.setdefault(step.before, set()).add(step.after)
    reached, ahead = set(), [steps(name, axis)[0].before]
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead += graph[state]
    return reached


def brought(event: Event) -> bool:
    """Is it the filing of the charge itself, and no link to it?"""
    return isinstance(event, ChargeFiled) and event.charge == CHARGE.key


every_law = pytest.mark.parametrize("law", PROCEDURES)


@every_law
def test_every_phase_is_reached(law: str) -> None:
    assert {step.after.phase for step in steps(law, "found")} | {Phase.NOT_CHARGED} == set(Phase)


@every_law
def test_i1_before_its_filing_a_charge_takes_only_its_filing_a_refusal_a_death_or_a_pardon(law: str) -> None:
    lawful = {
        type(step.event) for step in steps(law, "found") if step.before.phase is Phase.NOT_CHARGED and step.lawful
    }
    assert lawful - {Pardoned} == {ChargeFiled, ChargeDeclined, DefendantDied}


@every_law
def test_i2_a_plea_comes_on_a_pending_charge_and_moves_no_other(law: str) -> None:
    pending = {Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL}
    for step in after(law, "found", (PleaEntered, PleaAccepted)):
        unread = isinstance(step.event, PleaAccepted) and step.event.plea not in GUILTY_PLEAS
        assert step.lawful == (step.before.phase in pending and not unread)
        if step.is_error:
            assert step.after == step.before


@every_law
def test_i2_the_acceptance_of_a_plea_that_is_not_of_guilt_finds_nothing(law: str) -> None:
    """FRCrimP 11(b) speaks of pleas of guilty and of no contest: nothing is found on a plea of not guilty."""
    others = [step for step in after(law, "found", PleaAccepted) if step.event.plea not in GUILTY_PLEAS]  # type: ignore[attr-defined]
    assert {step.before.phase for step in others} > {Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL}
    for step in others:
        assert step.after == step.before
        if step.before.phase in (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL):
            assert step.findings == (("unread-outcome", Severity.INCOMPLETE),)


@every_law
def test_i3_a_verdict_follows_the_start_of_a_trial(law: str) -> None:
    for step in after(law, "found", VerdictReturned):
        if step.lawful:
            assert step.before.phase in (Phase.ON_TRIAL, Phase.FOUND_GUILTY)
        elif step.before.phase in (Phase.NOT_CHARGED, Phase.CHARGED, Phase.TRIABLE):
            assert [severity for _, severity in step.findings] == [Severity.INCOMPLETE]


@every_law
def test_i4_a_sentence_needs_a_finding_of_guilt(law: str) -> None:
    for step in after(law, "found", SentenceImposed):
        if step.lawful:
            assert step.before.phase in PROVED
    for state in lawfully_reached(law, "found"):
        if state.phase in PROVED:
            assert state.value is Found.GUILTY, state
    for step in steps(law, "found"):
        if step.after.phase in PROVED and step.after.value is Found.NOTHING:
            assert Phase.FOUND_GUILTY in step.after.skipped, step


@every_law
def test_i4_a_finding_told_late_is_the_finding_the_sentence_rests_on(law: str) -> None:
    for step in steps(law, "found"):
        if step.after.phase in PROVED:
            assert step.after.value is Found.GUILTY or Phase.FOUND_GUILTY in step.after.skipped, step


@every_law
def test_i5_an_acquittal_is_the_last_word(law: str) -> None:
    for step in steps(law, "found"):
        if step.before.phase is Phase.ACQUITTED:
            assert step.after.phase is Phase.ACQUITTED, step
            assert step.after.value is step.before.value, step
            assert step.after.value is not Found.GUILTY, step
    for step in steps(law, "conviction"):
        if step.before.phase is Phase.ACQUITTED:
            assert step.after.value is step.before.value, step
    for state in lawfully_reached(law, "conviction"):
        if state.phase in BARRING:
            assert state.value not in CONVICTED, state


@every_law
def test_i5_no_conviction_stands_on_a_barred_charge_whatever_the_file_leaves_out(law: str) -> None:
    for step in steps(law, "conviction"):
        if step.after.phase in BARRING:
            assert step.after.value not in CONVICTED, step


def is_named_reversal(step: Step) -> bool:
    """A higher court reversed an acquittal after a verdict (T57v), or a dismissal with prejudice (T57g)."""
    if not (isinstance(step.event, AppealDecided) and step.lawful):
        return False
    if step.before.phase is Phase.OVERTURNED:
        return step.event.outcome in REINSTATING and step.after.phase is Phase.FOUND_GUILTY
    return step.before.phase is Phase.BARRED and step.after.phase is Phase.TRIABLE


@every_law
def test_after_a_bar_nothing_but_the_named_reversals_opens_the_charge(law: str) -> None:
    """With those two steps taken away, no path leads from a bar to a pending charge, a finding or a conviction."""
    for axis in ("found", "conviction"):
        for step in steps(law, axis):
            if step.before.phase in BARRING and not is_named_reversal(step):
                assert step.after.phase is step.before.phase, step


@every_law
def test_after_a_bar_no_act_but_the_named_reversals_finds_guilt(law: str) -> None:
    """A finding told late fills a finding that the file had skipped, and makes no conviction of it."""
    for step in steps(law, "found"):
        if step.before.phase in BARRING and not is_named_reversal(step) and step.after.value is not step.before.value:
            assert Phase.FOUND_GUILTY in step.before.skipped, step
    for step in steps(law, "conviction"):
        if step.before.phase in BARRING and not is_named_reversal(step):
            newly = step.after.value in CONVICTED and step.before.value not in CONVICTED
            assert not newly, step


@every_law
def test_i6_bringing_a_barred_charge_again_is_an_error_by_name(law: str) -> None:
    again = [step for step in after(law, "found", ChargeFiled) if step.event.refiles]  # type: ignore[attr-defined]
    before_its_dismissal = {Phase.CHARGED, Phase.TRIABLE}
    ended_without_a_bar = {Phase.DISMISSED, Phase.SUPERSEDED}
    assert {step.before.phase for step in again if step.lawful} == before_its_dismissal | ended_without_a_bar
    for step in again:
        if step.before.phase is Phase.NOT_CHARGED:
            assert step.after.phase is Phase.CHARGED
            assert step.findings == (("missing-filing", Severity.INCOMPLETE),)
        else:
            assert step.after.phase in (step.before.phase, Phase.DISMISSED)
        if step.before.phase in BARRING:
            assert step.after == step.before
            assert step.findings == (("refiled-after-bar", Severity.ERROR),)


@every_law
def test_i8_an_ended_charge_takes_only_review_the_record_links_reinstatement_and_a_death(law: str) -> None:
    ends = PROCEDURES[law].by_kind["charge"].ends
    for step in steps(law, "found"):
        event, ended = step.event, step.before.phase
        if ended not in ends or not step.lawful:
            continue
        link = isinstance(event, ChargeFiled) and not brought(event) and ended in (Phase.DISMISSED, Phase.SUPERSEDED)
        put_back = isinstance(event, ChargeReinstated) and ended is Phase.DISMISSED
        left = isinstance(event, ChargeDismissed) and ended is Phase.SUPERSEDED and step.after == step.before
        assert link or put_back or left or isinstance(event, (*REVIEW, *RECORD, DefendantDied, Pardoned)), step


@every_law
def test_i8_whatever_else_comes_after_an_end_moves_nothing_unless_it_was_skipped(law: str) -> None:
    for axis in ("found", "conviction"):
        for step in steps(law, axis):
            if step.before.phase in PROCEDURES[law].by_kind["charge"].ends and step.is_error:
                assert step.after == step.before, step


@every_law
def test_i9_clemency_relieves_only_what_stands(law: str) -> None:
    for step in after(law, "conviction", Pardoned):
        if step.after.value is Conviction.PARDONED is not step.before.value:
            assert step.before.phase in PROVED or step.findings, step
    for step in after(law, "conviction", (SentenceCommuted, ConvictionSetAside)):
        if step.lawful:
            assert step.before.phase in (Phase.JUDGED, Phase.SENTENCE_DEFERRED), step
            assert step.after.phase is step.before.phase


@every_law
def test_i10_a_death_ends_what_is_open_and_an_abated_charge_takes_no_plea_or_sentence(law: str) -> None:
    opened = (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL, Phase.DIVERTED, Phase.FOUND_GUILTY, Phase.DEFERRED)
    for step in after(law, "found", DefendantDied):
        assert step.lawful
        assert step.after.phase is (Phase.ABATED if step.before.phase in opened else step.before.phase)
    for step in steps(law, "found"):
        if step.before.phase is Phase.ABATED:
            assert step.after.phase is Phase.ABATED, step
    for step in after(law, "conviction", (PleaAccepted, SentenceImposed, SentenceModified)):
        if step.before.phase is Phase.ABATED:
            assert not step.lawful, step


@every_law
def test_a_dismissal_a_mistrial_and_a_discharge_convict_and_acquit_nobody(law: str) -> None:
    for step in steps(law, "found"):
        if step.after.phase is Phase.DISMISSED is not step.before.phase and step.before.value is Found.NOTHING:
            assert step.after.value is Found.NOTHING, step


PENDING = (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL)
STANDING = (*CONVICTED, Conviction.WITHHELD, Conviction.DISMISSED)
"""Values of a conviction that some purpose counts."""


@every_law
def test_a_pending_charge_carries_no_finding_conviction_or_sentence_whatever_led_back_to_it(law: str) -> None:
    """Each axis by itself, over every step of any act, lawful or not, from every state that can be reached."""
    for step in steps(law, "found"):
        if step.after.phase in (*PENDING, Phase.DIVERTED):
            assert step.after.value not in (Found.GUILTY, Found.NOT_GUILTY, Found.INSANITY), step
    for step in steps(law, "conviction"):
        if step.after.phase in (*PENDING, Phase.DIVERTED):
            assert step.after.value not in STANDING, step
    for step in steps(law, "sentence"):
        if step.after.phase in (*PENDING, Phase.DIVERTED):
            assert step.after.value in (SentenceStatus.NONE, SentenceStatus.VACATED), step


@every_law
def test_a_sentence_stands_on_a_judgment_only(law: str) -> None:
    """Where a sentence was vacated or none is imposed yet, no axis says otherwise; a deferral completed is told."""
    for state in lawfully_reached(law, "sentence"):
        if state.phase is Phase.SENTENCE_DEFERRED:
            assert state.value is SentenceStatus.DEFERRED, state
    for step in steps(law, "sentence"):
        if step.after.phase is Phase.BARRED:
            assert step.after.value in (SentenceStatus.NONE, SentenceStatus.VACATED, SentenceStatus.COMPLETED), step
        if step.after.phase not in (Phase.SENTENCE_DEFERRED, Phase.JUDGED, Phase.BARRED):
            assert step.after.value in (SentenceStatus.NONE, SentenceStatus.VACATED), step


@every_law
def test_the_supervision_of_a_sentence_falls_with_it(law: str) -> None:
    """What a new sentence brings begins afresh; a violation alleged of the one before it says nothing of it."""
    vacating = {
        (step.before.phase, type(step.event), getattr(step.event, "outcome", ""))
        for step in steps(law, "sentence")
        if step.lawful and step.before.value is SentenceStatus.IMPOSED and step.after.value is SentenceStatus.VACATED
    }
    assert {act for _, act, _ in vacating} >= {AppealDecided, NewTrialGranted, PleaSetAside, DeNovoAppealFiled}
    for step in steps(law, "supervision"):
        if (step.before.phase, type(step.event), getattr(step.event, "outcome", "")) in vacating:
            assert step.after.value is Supervision.NONE, step
    for state in lawfully_reached(law, "supervision"):
        assert state.phase not in (*PENDING, Phase.DIVERTED) or state.value is Supervision.NONE, state


@every_law
def test_a_charge_put_back_for_trial_is_on_the_active_docket(law: str) -> None:
    put_back = (AppealDecided, ChargeReinstated, NewTrialGranted, PleaWithdrawn, PleaSetAside)
    for step in after(law, "activity", put_back):
        if step.after.phase in (Phase.CHARGED, Phase.TRIABLE) and step.after.phase is not step.before.phase:
            assert step.after.value is Activity.ACTIVE, step


@every_law
def test_i9_no_later_step_of_a_case_takes_back_a_pardon_while_its_finding_stands(law: str) -> None:
    for step in steps(law, "conviction"):
        if step.before.value is Conviction.PARDONED and step.before.phase in PROVED and step.after.phase in PROVED:
            relieved = isinstance(step.event, ConvictionSetAside)
            assert step.after.value is Conviction.PARDONED or relieved, step


@every_law
def test_what_an_appeal_for_trial_anew_leaves_behind_finds_and_convicts_nobody(law: str) -> None:
    for step in after(law, "found", DeNovoAppealFiled):
        if step.lawful:
            assert step.after == State(Phase.SUPERSEDED, Found.SET_ASIDE, step.before.skipped)


@every_law
def test_every_sequence_of_three_acts_folds_as_the_graph_of_states_says(law: str) -> None:
    """
    The graph is the fold: sequences run through in full end in the states that its steps lead to.

    A review alone may put a charge back where it stood before, which no state tells by itself.
    """
    following = {(step.before, id(step.event)): step.after for step in steps(law, "found")}
    start = steps(law, "found")[0].before

    def run(draft: Draft, past: tuple[State, ...], depth: int) -> None:
        for entry in acts(law):
            longer = draft.copy()
            longer.apply(entry)
            state = following[past[-1], id(entry.event)]
            stands = longer.axes["phase"], longer.axes["found"]
            if stands != (state.phase, state.value):
                assert isinstance(entry.event, AppealDecided | AppealWithdrawn), longer.records
                assert stands in [(each.phase, each.value) for each in past], longer.records
            elif depth:
                run(longer, (*past, state), depth - 1)

    run(Draft(CHARGE, PROCEDURES[law]), (start,), 2 if law == "generic" else 1)
