"""Handles of charges, claims and citations. Each field of a state is one line: the name, and how it is read."""

from collections.abc import Callable
from typing import TypeVar

from casestate.engine.fold import Draft
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.explain.answers import agreed
from casestate.handles.handle import Answered, Handle
from casestate.law.conviction import is_conviction
from casestate.law.headlines import fairly_said
from casestate.law.lawful import LawfulAct, lawful
from casestate.law.policies import Purpose, PurposeWord
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.timeslice import World
from casestate.when import Certainty

T = TypeVar("T")
P = TypeVar("P", ChargeState, ClaimState, CitationState)


class _Part(Handle[P]):
    """A charge, claim or citation."""

    __slots__ = ()

    @property
    def defendant(self) -> str:
        """The name of the defendant."""
        return self._asked.subject.who

    @property
    def key(self) -> str:
        """The id of the charge, claim or citation in the case file."""
        return self._asked.subject.key

    @property
    def fairly_said(self) -> tuple[str, ...]:
        """
        The sentences that may fairly be printed about it (:mod:`casestate.law.headlines`).

        Raises:
            AmbiguousState: They differ between possible states.
        """
        headlines = self.procedure.headlines
        return self._agreed("fairly_said", lambda state: fairly_said(state, headlines))

    def moved_by(self, axis: str) -> Entry | None:
        """
        Return the entry that last moved an axis; ``None`` if none has moved it. Its ``when`` is the date of the move.

        Raises:
            AmbiguousState: In possible states different entries moved it last.
        """
        return self._agreed(f"last move of {axis}", lambda state: state.moved_by(axis))

    def lawful(self) -> tuple[LawfulAct, ...]:
        """
        Return the acts that the law allows next, each with its row.

        Raises:
            AmbiguousState: Imprecise dates leave several states possible, in which the law allows different acts.
        """
        at, subject = self._at, self._asked.subject
        worlds = at.worlds(str(self._asked), [subject])
        found = [(world.happened, self._lawful(at.index.track(subject), world)) for world in worlds]
        return agreed(at, self._asked, "next lawful act", found)

    def _lawful(self, track: Track | None, world: World) -> tuple[LawfulAct, ...]:
        subject, procedure = self._asked.subject, self._at.index.procedure
        way = world.ways.get(subject, 0)
        draft = Draft(subject, procedure) if track is None else track.draft(self._at.day, world.happened, way)
        return lawful(procedure, subject.kind, draft.axes["phase"], lambda row: row.speaks(draft))


def _of_charge(read: Callable[[ChargeState], T]) -> Answered[ChargeState, T]:
    return Answered(ChargeState, read)


def _of_claim(read: Callable[[ClaimState], T]) -> Answered[ClaimState, T]:
    return Answered(ClaimState, read)


def _of_citation(read: Callable[[CitationState], T]) -> Answered[CitationState, T]:
    return Answered(CitationState, read)


class Charge(_Part[ChargeState]):
    """
    One charge at the coordinates of a view.

    Its attributes are the fields of :class:`casestate.state.ChargeState`.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled, PleaEntered
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> case = case.record(PleaEntered(on="2023-02", defendant="A. Doe", charge="1", plea="not guilty"))
    >>> charge = case.at("2023-02-10")["A. Doe"].charge("1")
    >>> charge.phase, charge.possible("plea")
    (Phase.CHARGED, (None, PleaKind.NOT_GUILTY))
    >>> charge.plea
    Traceback (most recent call last):
    casestate.errors.AmbiguousState: the plea of charge 1 of A. Doe as of 2023-02-10 depends on whether e2 had ...
    """

    __slots__ = ()

    phase = _of_charge(lambda charge: charge.phase)
    found = _of_charge(lambda charge: charge.found)
    conviction = _of_charge(lambda charge: charge.conviction)
    jeopardy = _of_charge(lambda charge: charge.jeopardy)
    disposition = _of_charge(lambda charge: charge.disposition)
    sentence = _of_charge(lambda charge: charge.sentence)
    succession = _of_charge(lambda charge: charge.succession)
    venue = _of_charge(lambda charge: charge.venue)
    supervision = _of_charge(lambda charge: charge.supervision)
    review = _of_charge(lambda charge: charge.review)
    collateral = _of_charge(lambda charge: charge.collateral)
    activity = _of_charge(lambda charge: charge.activity)
    visibility = _of_charge(lambda charge: charge.visibility)
    skipped = _of_charge(lambda charge: charge.skipped)

    charging = _of_charge(lambda charge: charge.charging)
    pleas = _of_charge(lambda charge: charge.pleas)
    trial = _of_charge(lambda charge: charge.trial)
    endings = _of_charge(lambda charge: charge.endings)
    sentencing = _of_charge(lambda charge: charge.sentencing)
    deferrals = _of_charge(lambda charge: charge.deferrals)
    reviewing = _of_charge(lambda charge: charge.reviewing)
    reviews = _of_charge(lambda charge: charge.reviews)
    courts = _of_charge(lambda charge: charge.courts)
    relief = _of_charge(lambda charge: charge.relief)
    disregarded = _of_charge(lambda charge: charge.disregarded)
    entries = _of_charge(lambda charge: charge.entries)

    versions = _of_charge(lambda charge: charge.versions)
    version = _of_charge(lambda charge: charge.version)
    proceeding = _of_charge(lambda charge: charge.proceeding)
    plea = _of_charge(lambda charge: charge.plea)
    admission = _of_charge(lambda charge: charge.admission)
    components = _of_charge(lambda charge: charge.components)
    sentenced = _of_charge(lambda charge: charge.sentenced)
    alternatives = _of_charge(lambda charge: charge.alternatives)
    refiles = _of_charge(lambda charge: charge.refiles)
    supersedes = _of_charge(lambda charge: charge.supersedes)
    successors = _of_charge(lambda charge: charge.successors)
    ended_before = _of_charge(lambda charge: charge.ended_before)
    court = _of_charge(lambda charge: charge.court)
    lesser_of = _of_charge(lambda charge: charge.lesser_of)
    sovereign = _of_charge(lambda charge: charge.sovereign)
    dismissal = _of_charge(lambda charge: charge.dismissal)
    prejudice = _of_charge(lambda charge: charge.prejudice)
    ground = _of_charge(lambda charge: charge.ground)
    finding = _of_charge(lambda charge: charge.finding)
    proved = _of_charge(lambda charge: charge.proved)
    last_proved = _of_charge(lambda charge: charge.last_proved)
    convicted_of = _of_charge(lambda charge: charge.convicted_of)
    convicted_grade = _of_charge(lambda charge: charge.convicted_grade)
    set_aside_ground = _of_charge(lambda charge: charge.set_aside_ground)
    acquitted_of = _of_charge(lambda charge: charge.acquitted_of)
    acquittal_ground = _of_charge(lambda charge: charge.acquittal_ground)
    sentenced_to_probation = _of_charge(lambda charge: charge.sentenced_to_probation)
    finding_convicts = _of_charge(lambda charge: charge.finding_convicts)
    infraction_convicts = _of_charge(lambda charge: charge.infraction_convicts)
    conviction_on = _of_charge(lambda charge: charge.conviction_on)
    died = _of_charge(lambda charge: charge.died)
    acquitted_of_greater = _of_charge(lambda charge: charge.acquitted_of_greater)
    greater_undecided = _of_charge(lambda charge: charge.greater_undecided)
    charged_above_verdict = _of_charge(lambda charge: charge.charged_above_verdict)
    did_the_act = _of_charge(lambda charge: charge.did_the_act)
    died_pending_review = _of_charge(lambda charge: charge.died_pending_review)
    deferral = _of_charge(lambda charge: charge.deferral)
    last_decision = _of_charge(lambda charge: charge.last_decision)
    direct_review = _of_charge(lambda charge: charge.direct_review)
    appealed_earlier = _of_charge(lambda charge: charge.appealed_earlier)
    reviews_of_nothing = _of_charge(lambda charge: charge.reviews_of_nothing)
    severity = _of_charge(lambda charge: charge.severity)
    last_plea = _of_charge(lambda charge: charge.last_plea)
    pardons = _of_charge(lambda charge: charge.pardons)
    pardoned = _of_charge(lambda charge: charge.pardoned)
    put_off = _of_charge(lambda charge: charge.put_off)
    final_on = _of_charge(lambda charge: charge.final_on)
    refilable = _of_charge(lambda charge: charge.refilable)
    refilable_as_lesser = _of_charge(lambda charge: charge.refilable_as_lesser)
    open = _of_charge(lambda charge: charge.open)
    answered_elsewhere = _of_charge(lambda charge: charge.answered_elsewhere)
    counted = _of_charge(lambda charge: charge.counted)
    beside_another = _of_charge(lambda charge: charge.beside_another)
    inactive_ground = _of_charge(lambda charge: charge.inactive_ground)

    def is_conviction(self, purpose: PurposeWord = Purpose.RECORD, *, asked_by: Procedure | None = None) -> Certainty:
        """
        Return whether the charge stands as a conviction for a purpose.

        The answer is POSSIBLY if imprecise dates, or a question of law that the procedure leaves open, decide it.

        Args:
            purpose: What the answer is for; by default whether a judgment of conviction stands on the court's record.
            asked_by: The law of the place that asks; by default that of the purpose
                (:func:`casestate.law.is_conviction`).
        """
        law = self._at.index.procedure
        answers = {is_conviction(state, purpose, law, asked_by) for state in self.possible()}
        return answers.pop() if len(answers) == 1 else Certainty.POSSIBLY


class Claim(_Part[ClaimState]):
    """
    One civil claim against one party at the coordinates of a view.

    Its attributes are the fields of :class:`casestate.state.ClaimState`.
    """

    __slots__ = ()

    phase = _of_claim(lambda claim: claim.phase)
    skipped = _of_claim(lambda claim: claim.skipped)
    filings = _of_claim(lambda claim: claim.filings)
    settlements = _of_claim(lambda claim: claim.settlements)
    decisions = _of_claim(lambda claim: claim.decisions)
    endings = _of_claim(lambda claim: claim.endings)
    disregarded = _of_claim(lambda claim: claim.disregarded)
    entries = _of_claim(lambda claim: claim.entries)
    claimants = _of_claim(lambda claim: claim.claimants)
    court = _of_claim(lambda claim: claim.court)
    terms = _of_claim(lambda claim: claim.terms)
    approval = _of_claim(lambda claim: claim.approval)
    settlement_reached = _of_claim(lambda claim: claim.settlement_reached)
    review = _of_claim(lambda claim: claim.review)
    judgment_for = _of_claim(lambda claim: claim.judgment_for)
    judgment_stayed = _of_claim(lambda claim: claim.judgment_stayed)
    prevailing = _of_claim(lambda claim: claim.prevailing)
    prejudice = _of_claim(lambda claim: claim.prejudice)


class Citation(_Part[CitationState]):
    """
    One regulatory citation at the coordinates of a view.

    Its attributes are the fields of :class:`casestate.state.CitationState`.
    """

    __slots__ = ()

    phase = _of_citation(lambda citation: citation.phase)
    skipped = _of_citation(lambda citation: citation.skipped)
    issuing = _of_citation(lambda citation: citation.issuing)
    disregarded = _of_citation(lambda citation: citation.disregarded)
    entries = _of_citation(lambda citation: citation.entries)
    classification = _of_citation(lambda citation: citation.classification)
    approval = _of_citation(lambda citation: citation.approval)
    review = _of_citation(lambda citation: citation.review)
    penalty = _of_citation(lambda citation: citation.penalty)
