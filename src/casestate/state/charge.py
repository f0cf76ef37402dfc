"""One criminal charge against one defendant."""

# This module is longer than 400 lines because all that is derived from a charge stands on it as a property.

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile
from typing import ClassVar

import attrs

from casestate.entries import Entry
from casestate.events import (
    AcquittalGround,
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeSuperseded,
    ChargeTransferred,
    ChargingInstrument,
    Component,
    ComponentKind,
    ConvictionSetAside,
    DefendantDied,
    DeferralKind,
    DeNovoAppealFiled,
    DismissalGround,
    InactiveGround,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    PleaRejected,
    PleaSetAside,
    PleaWithdrawn,
    Prejudice,
    ReviewKind,
    ReviewOutcome,
    SeverityClass,
    VacaturGround,
    VerdictKind,
    VerdictReturned,
)
from casestate.events.criminal.charging import ANOTHER_SOVEREIGN
from casestate.state.appeals import Appeal
from casestate.state.axes import (
    Activity,
    Conviction,
    Disposition,
    Found,
    Jeopardy,
    Phase,
    Review,
    SentenceStatus,
    Succession,
    Supervision,
    Venue,
    Visibility,
)
from casestate.state.courts import court_of, sent_without_paper
from casestate.state.lesser import greater_undecided, is_same_offense, last_on_lesser, names_no_offense
from casestate.state.mark import Mark
from casestate.state.pleas import last_plea
from casestate.state.proceeding import OF_ADULTS, OF_INFRACTIONS, Proceeding, is_of_crime, proceeding_of
from casestate.state.proved import Proved, proved_of
from casestate.state.recorded import Recorded
from casestate.state.sentencing import current_sentence, parts_of, put_off_by
from casestate.state.version import ChargeVersion, versions_of
from casestate.when import Certainty, When

_BAR_UNKNOWN = (Disposition.DISMISSED_UNSPECIFIED, Disposition.DIVERSION_COMPLETED)
_NO_BAR = (Jeopardy.NOT_ATTACHED, Jeopardy.ENDED_RETRIABLE)
_DISMISSED = (Phase.DISMISSED, Phase.BARRED)
_NO_GROUND = VacaturGround.UNKNOWN
_DECIDED = (Phase.JUDGED, Phase.SENTENCE_DEFERRED, Phase.DISMISSED, Phase.BARRED, Phase.OVERTURNED)
_NOT_CONVICTED = (Conviction.NONE, Conviction.WITHHELD, Conviction.VACATED, Conviction.REVERSED)
_WAITING = (Phase.CHARGED, Phase.TRIABLE)
_PENDING = (*_WAITING, Phase.ON_TRIAL)
_OPEN = (*_WAITING, Phase.ON_TRIAL, Phase.FOUND_GUILTY)
_STAGES = (
    (*_PENDING, Phase.DIVERTED),
    (Phase.FOUND_GUILTY, Phase.DEFERRED, Phase.SENTENCE_DEFERRED, Phase.JUDGED),
)
"""The phases before a finding, and those after one."""
_UNDONE = (Conviction.VACATED, Conviction.REVERSED)
_SAID = {
    Disposition.DISMISSED_WITH_PREJUDICE: Prejudice.WITH,
    Disposition.DISMISSED_WITHOUT_PREJUDICE: Prejudice.WITHOUT,
}
"""What several docket entries on one dismissal say together."""


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeState(Recorded):
    """
    One charge against one defendant, at the coordinates of the view it came from.

    Attributes:
        phase: How far the charge has come.
        found: The finding of the trier of fact, or of an accepted plea.
        conviction: Whether a conviction stands.
        jeopardy: Whether the defendant has been at risk of a finding, and whether that bars another trial.
        disposition: How the charge was last disposed of. Not every disposition ends the charge.
        sentence: The status of the sentence.
        succession: Whether another charge refiles this one or carries it on.
        venue: How it came before the court that has it.
        supervision: The status of probation or supervised release.
        review: Whether a higher court is reviewing it, on appeal or by further leave.
        collateral: Whether the judgment is attacked from outside the case; the judgment stays final meanwhile.
        activity: Whether it is on the active docket.
        visibility: Who may see its record.
        charging: The entries that filed and amended it, in order.
        pleas: The entries with a plea, in order.
        trial: The entries of hearings on probable cause, trials and verdicts, in order.
        endings: The entries that ended it without a finding, in order.
        sentencing: The entries that imposed, changed and completed sentences, in order.
        deferrals: The entries of diversion and deferral, in order.
        reviewing: The entries of appeals, in order.
        relief: The entries of clemency and of the record's sealing, in order.
        moved: For each axis that moved, the entry that moved it last. If an act was undone and then put back, it is
            the entry of that act again.
        put_back: For each axis that was put back in this way, the entry that put it back.
        reviews: Its reviews by higher courts, in the order in which they were opened.
        courts: The entries that brought it before a court, or sent it to another and back, in order.
        proofs: The acts that found guilt, in order, each with how far the file was then.
        brought_again: The filings that brought it again after an end, in order, each with how far the file was then.
        reductions: The acts that say what a conviction is of after the finding, in order, without those taken back.
        finding_convicts: Whether a finding of guilt convicts before any judgment, by its law.
        infraction_convicts: Whether an infraction is an offence of which one is convicted, by its law.
        skipped: The phases that it must or may have passed through without an act in the file.
        disregarded: The entries that had no effect, in order; a finding gives the reason.
        versions: The contents of the charge, version by version, oldest first.
    """

    kind: ClassVar[str] = "charge"

    defendant: str
    charge: str
    phase: Phase = Phase.NOT_CHARGED
    found: Found = Found.NOTHING
    conviction: Conviction = Conviction.NONE
    jeopardy: Jeopardy = Jeopardy.NOT_ATTACHED
    disposition: Disposition = Disposition.NONE
    sentence: SentenceStatus = SentenceStatus.NONE
    succession: Succession = Succession.NONE
    venue: Venue = Venue.ORIGINAL
    supervision: Supervision = Supervision.NONE
    review: Review = Review.NONE
    collateral: Review = Review.NONE
    activity: Activity = Activity.ACTIVE
    visibility: Visibility = Visibility.UNKNOWN
    charging: tuple[Entry, ...] = ()
    pleas: tuple[Entry, ...] = ()
    trial: tuple[Entry, ...] = ()
    endings: tuple[Entry, ...] = ()
    sentencing: tuple[Entry, ...] = ()
    deferrals: tuple[Entry, ...] = ()
    reviewing: tuple[Entry, ...] = ()
    relief: tuple[Entry, ...] = ()
    reviews: tuple[Appeal, ...] = ()
    courts: tuple[Entry, ...] = ()
    moved: tuple[tuple[str, Entry], ...] = ()
    put_back: tuple[tuple[str, Entry], ...] = ()
    proofs: tuple[Mark, ...] = ()
    brought_again: tuple[Mark, ...] = ()
    reductions: tuple[Entry, ...] = ()
    finding_convicts: bool = False
    infraction_convicts: bool = False
    skipped: frozenset[Phase] = frozenset()
    disregarded: tuple[Entry, ...] = ()

    @property
    def records(self) -> tuple[tuple[Entry, ...], ...]:
        """Its records, each in order."""
        told = (self.charging, self.pleas, self.trial, self.endings, self.deferrals)
        return (*told, self.sentencing, self.reviewing, self.relief, self.disregarded)

    def since_brought(self, record: str) -> tuple[Entry, ...]:
        """Return the entries of a record since the charge was last brought, if it was brought again after an end."""
        entries: tuple[Entry, ...] = getattr(self, record)
        return entries[self.brought_again[-1].before(record) :] if self.brought_again else entries

    def since_found(self, record: str) -> tuple[Entry, ...]:
        """Return the entries of a record since guilt was last found, or else since the charge was last brought."""
        entries: tuple[Entry, ...] = getattr(self, record)
        return entries[self.proofs[-1].before(record) :] if self.proofs else self.since_brought(record)

    @cached_property
    def versions(self) -> tuple[ChargeVersion, ...]:
        """The contents of the charge, version by version, oldest first."""
        return versions_of(self.charging)

    @property
    def version(self) -> ChargeVersion | None:
        """The current content of the charge; ``None`` if the file has no filing or amendment."""
        return self.versions[-1] if self.versions else None

    @property
    def proceeding(self) -> Proceeding:
        """
        The nature of the charge. If it is not criminal, no finding on it is a conviction.

        A transfer between a juvenile court and a criminal one changes it (237 Pa. Code 200(4); 42 Pa.C.S. 6322, 6355).
        """
        proved, severity = self.proved, self.severity
        version = proved.charged if proved else self.version
        if version is None:
            return proceeding_of("unknown", severity, self.last_plea)
        if self._may_have_crossed(version):
            return Proceeding.UNKNOWN
        graded = severity is not SeverityClass.UNKNOWN
        plea = self.last_plea
        if is_of_crime(version.instrument, severity):
            if self._found_responsible:
                return Proceeding.UNKNOWN
            plea = None
        return proceeding_of(version.instrument, severity if graded else version.severity, plea)

    @property
    def _found_responsible(self) -> bool:
        """Whether what stands found is a plea to a non-criminal offence."""
        finding = self.finding and self.finding.event
        return isinstance(finding, PleaAccepted) and finding.plea in OF_INFRACTIONS

    def _may_have_crossed(self, version: ChargeVersion) -> bool:
        """
        Return whether a juvenile court and a criminal one may have had it, and the file does not say which found it.

        Only a petition, or what was alleged being admitted, shows that one of the courts was a juvenile one. A petition
        on what a criminal charge was brought for does not, if nothing says that the charge was sent to that court.
        """
        finding = self.finding and self.finding.event
        admitted = isinstance(finding, PleaAccepted) and finding.plea is PleaKind.ADMITTED
        petition = version.instrument == ChargingInstrument.PETITION
        if admitted is petition or version.instrument == ChargingInstrument.PROBATION_VIOLATION_PETITION:
            return False
        courts = self._courts_before_finding
        if not any(isinstance(entry.event, ChargeTransferred) for entry in courts):
            earlier = takewhile(lambda entry: entry is not version.entry, self.since_brought("charging"))
            return petition and any(getattr(entry.event, "instrument", None) in OF_ADULTS for entry in earlier)
        sent = sent_without_paper(courts)
        amended = isinstance(version.entry.event, ChargeAmended) and version.entry.event.instrument is not None
        return sent is not None and not (amended and sent.when.before(version.entry.when) is Certainty.YES)

    @property
    def _courts_before_finding(self) -> tuple[Entry, ...]:
        """The entries that brought it before a court or sent it to another, before guilt was last found."""
        proof = self._proof
        if proof is None:
            return self.courts
        records = [getattr(self, name)[: proof.before(name)] for name in ("charging", "endings", "trial", "reviewing")]
        known = {entry.id for record in records for entry in record}
        return tuple([entry for entry in self.courts if entry.id in known])

    def nature_of(self, version: ChargeVersion) -> Proceeding:
        """Return the nature of the charge as a version brought it, whatever was found or left of it later."""
        plea = None if is_of_crime(version.instrument, version.severity) else self.last_plea
        return proceeding_of(version.instrument, version.severity, plea)

    @property
    def last_plea(self) -> PleaKind | None:
        """
        The last plea, even one that fell after a court accepted it; ``None`` without one.

        It tells the nature of the charge where neither paper nor class says that it is a crime. A plea withdrawn or
        refused before a court accepted it tells nothing, nor does one entered before the charge was brought again.
        """
        return last_plea(self.since_brought("pleas"))

    @property
    def severity(self) -> SeverityClass:
        """
        The class of the offence found, or else of the offence charged; unknown if no source gives it.

        If guilt of another offence or grade was found than the one charged, the class charged says nothing of it.
        """
        graded = self.proved or self.version
        return graded.severity if graded else SeverityClass.UNKNOWN

    @property
    def plea(self) -> PleaKind | None:
        """
        The current plea; ``None`` without one, or if the last was withdrawn, rejected or set aside.

        A plea that a court accepted falls with the finding that rested on it (FRCrimP 11(a)(2), 33; T44, T57). One
        entered before the charge was brought again was no plea to it.
        """
        for entry in reversed(self.since_brought("pleas")):
            if isinstance(entry.event, PleaWithdrawn | PleaRejected | PleaSetAside):
                return None
            if isinstance(entry.event, PleaAccepted) and self._fell(entry):
                return None
            if isinstance(entry.event, PleaEntered | PleaAccepted):
                return entry.event.plea
        return None

    def _fell(self, accepted: Entry) -> bool:
        """Whether the finding that an accepted plea made was undone, or made anew by a verdict or off the file."""
        if self.found is Found.NOTHING:
            return any(proof.entry is accepted for proof in self.proofs)
        undone = self.found in (Found.SET_ASIDE, Found.NOT_GUILTY) or self.conviction in _UNDONE
        return undone or (self.finding is not None and isinstance(self.finding.event, VerdictReturned))

    @property
    def admission(self) -> bool | None:
        """
        Whether the current plea admits the offence; ``None`` without a plea, or if its words do not say.

        A plea of no contest, or one under North Carolina v. Alford, convicts like a plea of guilty but admits nothing.
        """
        return None if self.plea is None else self.plea.admits

    @property
    def components(self) -> tuple[Component, ...] | None:
        """
        The parts of the current sentence, or of the terms imposed while judgment is withheld.

        ``None`` if there is neither; empty if no source says what the sentence is.
        """
        return self._of_sentence if self._current_sentence else self._while_withheld

    @property
    def _of_sentence(self) -> tuple[Component, ...]:
        """The parts of the current sentence."""
        return parts_of(self._current_sentence)

    @property
    def _while_withheld(self) -> tuple[Component, ...] | None:
        """The parts imposed with a deferral of judgment while it is withheld; ``None`` if no source gives them."""
        deferred = [entry.event for entry in self.deferrals if isinstance(entry.event, AdjudicationDeferred)]
        withheld = bool(deferred) and self.conviction is Conviction.WITHHELD
        return (deferred[-1].components or None) if withheld else None

    @property
    def sentenced(self) -> When | None:
        """The date of the current sentence."""
        current = self._current_sentence
        return None if current is None else current.when

    @property
    def _current_sentence(self) -> Entry | None:
        back = self.sentence is SentenceStatus.DEFERRED and self.moved_by("sentence") in self.reviewing
        gone = back or self.sentence in (SentenceStatus.VACATED, SentenceStatus.NONE)
        return None if gone else current_sentence(self.sentencing, self.reviews)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The charges to which this one is an alternative, according to its filings."""
        return self._linked("alternative_to")

    @property
    def refiles(self) -> tuple[str, ...]:
        """The earlier charges that this one refiles."""
        return self._linked("refiles")

    @property
    def supersedes(self) -> tuple[str, ...]:
        """The charges that this one carries on."""
        return self._linked("supersedes")

    @property
    def successors(self) -> tuple[str, ...]:
        """The charges that carry it on or refile it, according to their filings and the acts on it."""
        named: list[str] = []
        for entry in (*self.endings, *self.reviewing):
            event = entry.event
            if isinstance(event, ChargeFiled):
                if event.link_to(self.charge, self.sovereign) != ANOTHER_SOVEREIGN:
                    named.append(event.charge)
            elif isinstance(event, ChargeSuperseded | ChargeTransferred | DeNovoAppealFiled):
                named += event.successors
        return tuple(dict.fromkeys(named))

    @property
    def court(self) -> str | None:
        """The court that has it; ``None`` if no source says."""
        return court_of(self.courts)

    @property
    def inactive_ground(self) -> InactiveGround | None:
        """The ground on which it was last taken off the active docket; ``None`` while it is on it."""
        if self.activity is Activity.ACTIVE:
            return None
        events = [entry.event for entry in reversed(self.charging)]
        return next((event.ground for event in events if isinstance(event, ChargeInactivated)), None)

    @property
    def lesser_of(self) -> tuple[str, ...]:
        """The charges of which this one is a lesser included offence."""
        return self._linked("lesser_of")

    @property
    def sovereign(self) -> str | None:
        """The sovereign that brings it, according to its filings."""
        filings = [entry.event for entry in self.charging if isinstance(entry.event, ChargeFiled)]
        return next((filing.sovereign for filing in reversed(filings) if filing.sovereign), None)

    def _linked(self, field: str) -> tuple[str, ...]:
        filings = [entry.event for entry in self.charging if isinstance(entry.event, ChargeFiled)]
        return tuple(dict.fromkeys([other for filing in filings for other in getattr(filing, field)]))

    @property
    def dismissal(self) -> Entry | None:
        """The entry of the last dismissal; ``None`` if none stands: it is open, was judged, or ended otherwise."""
        told = self.since_brought("endings")
        if self.phase not in _DISMISSED:
            return None
        ended, restored = [_place_of(self.moved_by(axis), told) for axis in ("phase", "disposition")]
        if ended is None and restored is not None:  # a later end fell, and the one before it stands
            told = told[restored : restored + 1]
        dismissals = [entry for entry in told[ended or 0 :] if isinstance(entry.event, ChargeDismissed)]
        return dismissals[-1] if dismissals else None

    @property
    def prejudice(self) -> Prejudice | None:
        """
        Whether the last dismissal was with prejudice; ``None`` if none stands.

        If several docket entries record one dismissal, the one that says so counts.
        """
        event = self.dismissal and self.dismissal.event
        if isinstance(event, ChargeDismissed) and event.prejudice is Prejudice.UNSPECIFIED:
            return _SAID.get(self.disposition, event.prejudice)
        return event.prejudice if isinstance(event, ChargeDismissed) else None

    @property
    def ground(self) -> DismissalGround | None:
        """The ground of the last dismissal, from the last entry that gives one; ``None`` if none stands."""
        grounds = [line.ground for line in self._lines_on_dismissal]
        said = [ground for ground in grounds if ground is not DismissalGround.UNKNOWN]
        return next(iter([*reversed(said), *grounds]), None)

    @property
    def _lines_on_dismissal(self) -> list[ChargeDismissed]:
        """The last dismissal, and the earlier docket entries on the same dismissal."""
        ended = self.moved_by("phase")
        first = next((place for place, entry in enumerate(self.endings) if entry is ended), len(self.endings))
        lines = [entry for entry in self.endings[first:] if isinstance(entry.event, ChargeDismissed)]
        last = [self.dismissal] if self.dismissal and not lines else lines
        return [entry.event for entry in last if isinstance(entry.event, ChargeDismissed)]

    @property
    def finding(self) -> Entry | None:
        """
        The entry of the plea or verdict that found guilt; ``None`` if no finding of guilt stands.

        If a higher court reinstated a verdict, it is the verdict, or the decision if the file has no verdict.
        """
        moved = self.moved_by("found")
        return moved if self.found is Found.GUILTY else None

    @property
    def proved(self) -> Proved | None:
        """
        The offence and grade of which guilt was found; ``None`` if no finding of guilt stands.

        They are those of the charge at the time of the finding, unless the plea or verdict names others or a later act
        reduces the conviction. A later amendment of the charge does not change them.
        """
        return self._proved_by(self._proof)

    @property
    def last_proved(self) -> Proved | None:
        """The offence and grade of which guilt was last found, also if the finding fell; ``None`` without one."""
        return self._proved_by(self.proofs[-1] if self.proofs else None)

    def _proved_by(self, proof: Mark | None) -> Proved | None:
        if proof is None:
            return None
        charged = versions_of(self.charging[: proof.before("charging")])
        records = [getattr(self, name)[proof.before(name) :] for name in ("pleas", "sentencing", "reviewing")]
        since = {entry.id for record in records for entry in record} - {proof.entry.id}
        later = [entry for entry in self.reductions if entry.id in since]
        unsaid = names_no_offense(proof.entry.event) and self._is_above(charged, self.trial[: proof.before("trial")])
        return proved_of(proof.entry, charged[-1] if charged else None, self.trial, later, unsaid=unsaid)

    @property
    def _proof(self) -> Mark | None:
        finding = self.finding
        return next((proof for proof in reversed(self.proofs) if proof.entry is finding), None)

    @property
    def convicted_of(self) -> str | None:
        """
        The offence of the conviction, which may be a lesser one than charged.

        ``None`` without a finding of guilt, if no source names the offence, and if the finding is no conviction: while
        judgment is withheld and after such a deferral was completed; if no judgment follows, as after a merger, an
        arrest of judgment or a death; on a petition or a violation; and on an infraction where that convicts nobody.
        :attr:`proved` has those findings too.
        """
        return self.proved.offense if self.proved and self._may_convict else None

    @property
    def convicted_grade(self) -> str | None:
        """The grade of the conviction; ``None`` if :attr:`convicted_of` is, or if no source gives the grade."""
        return self.proved.grade if self.proved and self._may_convict else None

    @property
    def _may_convict(self) -> bool:
        return self.conviction not in _NOT_CONVICTED and self._is_of_an_offence

    @property
    def _is_of_an_offence(self) -> bool:
        """Whether it is criminal, or an infraction where its law convicts of one."""
        if self.proceeding is Proceeding.INFRACTION:
            admitted = self.last_plea is PleaKind.RESPONSIBLE
            return self.infraction_convicts and self.severity is SeverityClass.INFRACTION and not admitted
        return self.proceeding is Proceeding.CRIMINAL

    @property
    def set_aside_ground(self) -> VacaturGround | None:
        """The ground on which the conviction was set aside; ``None`` if it was not."""
        moved = self.moved_by("conviction")
        if self.conviction is not Conviction.SET_ASIDE:
            return None
        event = moved and moved.event
        return event.ground if isinstance(event, ConvictionSetAside | PleaSetAside | PleaWithdrawn) else _NO_GROUND

    @property
    def acquittal_ground(self) -> AcquittalGround | None:
        """The ground on which a judge acquitted; ``None`` if none did, or if the acquittal fell."""
        moved = self.moved_by("found") if self.found is Found.NOT_GUILTY else None
        return moved.event.ground if moved and isinstance(moved.event, AcquittalOrdered) else None

    @property
    def sentenced_to_probation(self) -> bool:
        """Whether the current sentence has a term of probation."""
        return any(part.kind is ComponentKind.PROBATION for part in self._of_sentence)

    @property
    def acquitted_of(self) -> str | None:
        """
        The offence charged, if a verdict on a lesser one acquitted the defendant of it by implication.

        ``None`` without such a verdict, and if the jury left the greater offence undecided. The acquittal stands even
        if the lesser conviction is reversed: a new trial goes no higher than the degree found (Green v. United States;
        Price v. Georgia).
        """
        verdict = self._acquitting_of_greater
        version = self.version_on(verdict) if verdict else None
        return version.offense if version else None

    @property
    def acquitted_of_greater(self) -> bool:
        """Whether a verdict on a lesser offence acquitted the defendant of the one charged, named or not."""
        return self._acquitting_of_greater is not None

    @property
    def _acquitting_of_greater(self) -> Entry | None:
        lesser = last_on_lesser(self.trial)
        return None if lesser is None or greater_undecided(lesser, self.trial) else lesser

    @property
    def greater_undecided(self) -> bool:
        """Whether the jury that last found a lesser offence could not agree on the one charged."""
        lesser = last_on_lesser(self.trial)
        return lesser is not None and greater_undecided(lesser, self.trial)

    @property
    def charged_above_verdict(self) -> bool:
        """Whether it still charges the greater offence, of which a verdict on a lesser one acquitted."""
        return self._is_above(self.versions, self.trial)

    def _is_above(self, versions: Sequence[ChargeVersion], trial: Sequence[Entry]) -> bool:
        """Return whether the last version charges the offence of which a verdict on a lesser one acquitted."""
        lesser = last_on_lesser(trial)
        if lesser is None or greater_undecided(lesser, trial) or not versions:
            return False
        return is_same_offense(self.version_on(lesser), versions[-1])

    @property
    def did_the_act(self) -> bool:
        """Whether a trial of the facts found that the defendant, unfit to be tried, did the act; it convicts nobody."""
        verdicts = [entry.event for entry in self.trial if isinstance(entry.event, VerdictReturned)]
        return bool(verdicts) and verdicts[-1].verdict is VerdictKind.DID_THE_ACT

    def version_on(self, entry: Entry) -> ChargeVersion | None:
        """Return the version of the charge at the date of an act on it; ``None`` if nothing was filed by then."""
        by_then = (each for each in reversed(self.versions) if entry.when.before(each.entry.when) is not Certainty.YES)
        return next(by_then, None)

    @property
    def conviction_on(self) -> When | None:
        """
        The date of the judgment of conviction, which may be years after the plea. Where a finding of guilt convicts, it
        is the date of the finding.

        ``None`` if neither stands, and if the charge is not of an offence.
        """
        stands = (Conviction.ADJUDICATED, Conviction.FOUND) if self.finding_convicts else (Conviction.ADJUDICATED,)
        if self.conviction not in stands or not self._is_of_an_offence:
            return None
        convicted = (self.finding if self.finding_convicts else None) or self.moved_by("conviction")
        return convicted.when if convicted else None

    @property
    def died(self) -> bool:
        """Whether the defendant has died, so that the charge can neither be tried nor refiled."""
        return any(isinstance(entry.event, DefendantDied) for entry in self.endings)

    @property
    def pardoned(self) -> bool:
        """Whether a pardon was granted, which is none of another offence for which the charge was brought again."""
        return bool(self.pardons)

    @property
    def pardons(self) -> tuple[Entry, ...]:
        """The pardons of the offence charged, in order; one of an earlier prosecution for another offence is none."""
        granted = [(place, entry) for place, entry in enumerate(self.relief) if isinstance(entry.event, Pardoned)]
        return tuple([entry for place, entry in granted if not self._brought_for_another(place)])

    @property
    def ended_before(self) -> tuple[Entry, ...]:
        """The ends after each of which the charge was brought again under its own id, in order."""
        return tuple([mark.ended for mark in self.brought_again if mark.ended])

    def _brought_for_another(self, relief: int) -> bool:
        """Return whether the charge, brought again since a relief in its record, names another offence than then."""
        since = [mark.before("charging") for mark in self.brought_again if mark.before("relief") > relief]
        if not since:
            return False
        then, now = _named_last(self.charging[: since[0]]), _named_last(self.charging[since[-1] :])
        return bool(then and now) and then != now

    @property
    def died_pending_review(self) -> bool:
        """
        Whether the defendant died while a direct appeal of theirs from the conviction was pending.

        Jurisdictions differ on the effect, which the dismissal of that appeal for the death does not change (United
        States v. Bechtel, 547 F.2d 1379). A petition for certiorari or a collateral attack abates nothing (Dove v.
        United States), and neither does an appeal that leaves the conviction alone (United States v. DeMichael, 461
        F.3d 414).
        """
        appealed = any(each.undecided_at_death for each in self.reviews)
        convicted = self.phase is Phase.FOUND_GUILTY and self.conviction is Conviction.ADJUDICATED
        return self.died and appealed and (convicted or self.phase in (Phase.JUDGED, Phase.SENTENCE_DEFERRED))

    @property
    def direct_review(self) -> Review:
        """The status of a first appeal, without further review by leave and without collateral attack."""
        direct = [each for each in self.reviews if each.direct]
        if any(each.pending for each in direct):
            return Review.PENDING
        return Review.ENDED if direct else Review.NONE

    @property
    def appealed_earlier(self) -> bool:
        """Whether a first appeal is pending, and each that is was sought before the charge came to stand as it does."""
        pending = [each for each in self.reviews if each.direct and each.pending]
        return bool(pending) and not any(_at_one_stage(each.came_in, self.phase) for each in pending)

    @property
    def reviews_of_nothing(self) -> tuple[Appeal, ...]:
        """
        The reviews that suggest a judgment, while the file has no finding of guilt and no act below has come since.

        An attack on a judgment presupposes one; a review of which the file has only the end may be of an order before
        trial, and the refusal of leave after an appeal on file is of that appeal.
        """
        if not self.reviews or self.proofs or self.phase not in _PENDING:
            return ()
        appealed = any(each.filed and each.direct for each in self.reviews)
        return tuple(
            [
                each
                for each in self.reviews
                if each.suggests_judgment
                and each.steps == self._steps
                and not (appealed and each.kind is ReviewKind.DISCRETIONARY)
            ]
        )

    @property
    def _steps(self) -> int:
        """The number of acts in the court of trial."""
        return sum(
            [
                len(each)
                for each in (self.charging, self.pleas, self.trial, self.endings, self.deferrals, self.sentencing)
            ]
        )

    @property
    def deferral(self) -> DeferralKind | None:
        """The kind of the last deferral of judgment; ``None`` without one."""
        events = [entry.event for entry in reversed(self.since_brought("deferrals"))]
        return next((event.kind for event in events if isinstance(event, AdjudicationDeferred)), None)

    @property
    def last_decision(self) -> ReviewOutcome | None:
        """The outcome of the last decision that ended a review; ``None`` without one."""
        events = [each.ended.event for each in reversed(self.reviews) if each.ended]
        return next((event.outcome for event in events if isinstance(event, AppealDecided)), None)

    @property
    def put_off(self) -> ComponentKind | None:
        """
        The part of the current sentence that in many places only puts off judgment or sentence; ``None`` without one.

        Jurisdictions differ on whether it convicts.
        """
        return put_off_by(self._of_sentence)

    @property
    def final_on(self) -> When | None:
        """
        The date from which the decision could no longer be undone on direct review.

        For an acquittal at a trial it is the date of the acquittal; otherwise the date on which the last review of the
        decision ended. ``None`` while the charge is not decided, while review is pending, and if the file has no review
        that ended after the decision. A collateral attack and an appeal from a revocation of supervision do not count,
        and the time to appeal is not computed.
        """
        decided = self.moved_by("phase")
        if self.phase is Phase.ACQUITTED and decided is not None:
            return decided.when
        reviews = [each for each in self.reviews if not each.collateral and not each.of_revocation]
        if any(each.pending for each in reviews) or self.phase not in _DECIDED or decided is None:
            return None
        ends = [each.ended for each in reviews]
        ended = [entry for entry in self.reviewing if entry in ends]
        after = [entry.when for entry in ended if entry.when.before(decided.when) is Certainty.NO]
        return after[-1] if after else None

    @property
    def refilable(self) -> Certainty:
        """
        Whether the same sovereign may refile the charge.

        It may only if the charge has ended, was not yet refiled or carried on by another charge, and the defendant has
        not died; limitation is not considered. POSSIBLY if no source says whether a dismissal was with
        prejudice, if jeopardy had attached and did not end in a way that permits another trial, or if a pardon may bar
        it; and if only a lesser offence may be filed again (:attr:`refilable_as_lesser`).
        """
        if self.refilable_as_lesser:
            return Certainty.POSSIBLY
        return self._refilable

    @property
    def refilable_as_lesser(self) -> bool:
        """Whether it may be refiled for the lesser offence found only: a verdict acquitted of the one charged."""
        return self._refilable is Certainty.YES and self.charged_above_verdict

    @property
    def _refilable(self) -> Certainty:
        if self.phase is not Phase.DISMISSED or self.succession is not Succession.NONE or self.died:
            return Certainty.NO
        if self.pardoned or self.disposition in _BAR_UNKNOWN or self.jeopardy not in _NO_BAR:
            return Certainty.POSSIBLY
        return Certainty.YES

    @property
    def open(self) -> bool:
        """
        Whether it is pending: filed, and not deferred, ended or judged, and the defendant has not died.

        A charge that another one carries on (``succession``) is open until an act ends it (United States v. Bowen, 946
        F.2d 734). A violation of the terms of a sentence is open until it is found: it gets no judgment of its own.
        """
        return self.phase in _OPEN and not self.died and not self.answered_elsewhere

    @property
    def answered_elsewhere(self) -> bool:
        """Whether it is a violation that was found, on which the charge whose sentence was violated gets the answer."""
        found = self.phase is Phase.FOUND_GUILTY and self.found is Found.GUILTY
        return found and self.proceeding is Proceeding.VIOLATION

    @property
    def counted(self) -> bool:
        """Whether a caseload counts it: it is open, and does not wait beside the charge that carries it on."""
        return self.open and not self.beside_another

    @property
    def beside_another(self) -> bool:
        """Whether it waits for trial beside the charge that carries it on."""
        return self.phase in _WAITING and self.succession is Succession.SUPERSEDED


def _place_of(entry: Entry | None, record: Sequence[Entry]) -> int | None:
    """Return the place of an entry in a record; ``None`` if it is not in it."""
    return next((place for place, each in enumerate(record) if each is entry), None)


def _at_one_stage(came_in: Phase, phase: Phase) -> bool:
    """Return whether a charge that stood as one phase may stand as another without an end or a finding in between."""
    return came_in in (Phase.NOT_CHARGED, phase) or any(came_in in each and phase in each for each in _STAGES)


def _named_last(charging: Iterable[Entry]) -> str:
    """Return the offence that the last of some filings and amendments to name one names; empty where none does."""
    named = [getattr(entry.event, "offense", None) for entry in charging]
    return next((each.casefold() for each in reversed(named) if each), "")
