"""The charge as filed and amended: its day, its statute, its grade, its instrument and what it names."""

from collections.abc import Iterator
from typing import NamedTuple

from casestate.entries import Entry
from casestate.events import (
    AmendmentKind,
    ChargeAct,
    ChargeAmended,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    ChargingInstrument,
    ConvictionReduced,
    Event,
    SeverityClass,
    Subject,
    VerdictKind,
    VerdictReturned,
)
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.law.grades import SEVERITIES
from casestate.law.policies import IndictmentAmendment, Policies
from casestate.state import ChargeState, ChargeVersion, DefendantState, Proved
from casestate.state.grading import class_of, of_another_class
from casestate.terms import Term
from casestate.when import Certainty, When

_BROADENING = (
    AmendmentKind.STATUTE_CHANGED,
    AmendmentKind.GRADE_RAISED,
    AmendmentKind.ENHANCEMENT_ADDED,
    AmendmentKind.THEORY_ADDED,
    AmendmentKind.COUNT_ADDED,
)
_LESSER = VerdictKind.GUILTY_OF_LESSER_INCLUDED
_INDICTMENTS = (ChargingInstrument.INDICTMENT, ChargingInstrument.SUPERSEDING_INDICTMENT)


@check(
    "filed-before-offense",
    Severity.ERROR,
    meaning="A charge is filed before the day of the offence that it alleges.",
    remedy="check both dates; correct the one that is wrong",
    reads=("charging.on", "charging.offense_on"),
    needs=("offense_on",),
)
def filed_before_offense(charge: ChargeState) -> Iterator[Doubt]:
    """T01: a charge alleges an offence done by the day of its filing."""
    for entry, filing in _filings(charge):
        if filing.offense_on is not None and entry.when.before(filing.offense_on) is Certainty.YES:
            yield Doubt(
                f"{charge.subject} was filed {entry.when}, before the day of the offence it alleges "
                f"({filing.offense_on})",
                entry,
            )


@check(
    "statute-not-in-force",
    Severity.WARNING,
    meaning="A charge alleges an offence done before the statute charged was in force (U.S. Const. art. I, ss. 9, 10).",
    remedy="check both days; if the filing is right, record the amendment that mends it when it comes",
    reads=(
        "charging.offense_on",
        "charging.statute_in_force_from",
        "charging.statute",
        "charging.dropped_enhancements",
        "charging.dropped_theories",
    ),
    weighs=("charging.offense_on", "charging.statute_in_force_from"),
    needs=("statute_in_force_from",),
)
def statute_not_in_force(charge: ChargeState) -> Iterator[Doubt]:
    """T09: what is charged was law on the day of the offence. A later amendment can mend a charge that was not."""
    for place, entry in enumerate(charge.charging):
        event = entry.event
        if not isinstance(event, ChargeFiled) or event.offense_on is None or event.statute_in_force_from is None:
            continue
        mended = any(_changes_what_is_charged(later.event) for later in charge.charging[place + 1 :])
        if not mended and event.offense_on.before(event.statute_in_force_from) is Certainty.YES:
            yield Doubt(
                f"{charge.subject} alleges an offence of {event.offense_on} under a statute in force from "
                f"{event.statute_in_force_from}",
                entry,
            )


def _changes_what_is_charged(event: Event) -> bool:
    if isinstance(event, ChargeAmended):
        return bool(event.statute or event.dropped_enhancements or event.dropped_theories)
    return isinstance(event, ChargeFiled)


@check(
    "limitation-passed",
    Severity.WARNING,
    meaning="A charge is filed after the limitation period of the procedure had run out.",
    remedy="check the dates and the grade; tolling is not taken into account",
    reads=(
        "charging.on",
        "charging.offense_on",
        "charging.refiles",
        "charging.supersedes",
        "charging.grade",
        "charging.severity",
        "found",
        "proofs",
        "policies.limitations",
        "policies.grades",
    ),
    needs=("offense_on", "policies.limitations"),
)
def limitation_passed(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """
    The first filing counts: a later paper on the same charge is not late. One that brings an earlier charge again or
    supersedes one may be saved by it, and raises nothing.

    A lesser offence that a verdict found has a limitation of its own.
    """
    lesser = _lesser_found(charge)
    for entry, filing in list(_filings(charge))[:1]:
        if filing.offense_on is None or filing.refiles or filing.supersedes:
            continue
        limits = [policies.limitation(each.grade, each.severity) for each in (charge.versions[0], lesser) if each]
        limit = next((each for each in limits if each and _ran_out(each, filing.offense_on, entry)), None)
        if limit:
            yield Doubt(
                f"{charge.subject} was filed {entry.when}, more than {limit} after the offence of {filing.offense_on} "
                f"({policies.cite('limitations')})",
                entry,
            )


def _ran_out(limit: Term, since: When, filed: Entry) -> bool:
    end = limit.after(since)
    return end is not None and end.before(filed.when) is Certainty.YES


def _lesser_found(charge: ChargeState) -> Proved | None:
    """Return the lesser offence that a verdict found; a plea to one gives up the limitation in most places."""
    event = charge.finding and charge.finding.event
    lesser = isinstance(event, VerdictReturned) and event.verdict is VerdictKind.GUILTY_OF_LESSER_INCLUDED
    return charge.proved if lesser else None


@check(
    "not-a-downgrade",
    Severity.WARNING,
    meaning="An amendment recorded as a downgrade, a verdict on a lesser offence or a reduction of the conviction "
    "raises the grade.",
    remedy="check both grades, or record an amendment by its direction and a verdict as it was returned",
    reads=(
        "charging.on",
        "charging.grade",
        "charging.severity",
        "found",
        "trial.on",
        "trial.verdict",
        "trial.grade",
        "trial.severity",
        "sentencing.grade",
        "sentencing.severity",
        "policies.grades",
    ),
    weighs=(
        "charging.grade",
        "charging.severity",
        "trial.grade",
        "trial.severity",
        "sentencing.grade",
        "sentencing.severity",
    ),
    needs=("ChargeDowngraded", "ConvictionReduced", "VerdictReturned"),
)
def not_a_downgrade(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """Grades the procedure does not rank, and classes that have no order, raise nothing."""
    if any(isinstance(entry.event, ChargeDowngraded) for entry in charge.charging):
        for before, after in _amendments(charge):
            if isinstance(after.entry.event, ChargeDowngraded) and _rise(before, after, policies) > 0:
                yield _went(charge, before, after, "a downgrade")
    for entry in charge.trial:
        lesser = isinstance(entry.event, VerdictReturned) and entry.event.verdict is _LESSER
        charged = charge.version_on(entry) if lesser else None
        if charged and _rise(charged, _named(entry), policies) > 0:
            yield _went(charge, charged, _named(entry), "a lesser offence", entry)
    reductions = [entry for entry in charge.sentencing if isinstance(entry.event, ConvictionReduced)]
    found = _found(charge) if reductions else None
    for entry in reductions:
        if found and _told(_named(entry)):
            if _rise(found, _named(entry), policies) > 0:
                yield _went(charge, found, _named(entry), "a reduction", entry)
            found = _named(entry)


class _Graded(NamedTuple):
    """What an act names of the gravity of an offence."""

    grade: str | None
    severity: SeverityClass


def _named(entry: Entry) -> _Graded:
    return _Graded(getattr(entry.event, "grade", None), class_of(entry.event) or SeverityClass.UNKNOWN)


def _told(graded: _Graded) -> bool:
    return graded.grade is not None or graded.severity is not SeverityClass.UNKNOWN


def _found(charge: ChargeState) -> _Graded | None:
    """Return how grave an offence was first found: what the plea or the verdict names, or else what was charged."""
    finding = charge.finding
    charged = charge.version_on(finding) if finding else None
    if finding is None or charged is None:
        return None
    named = _named(finding)
    another = getattr(finding.event, "offense", None) or getattr(finding.event, "verdict", None) is _LESSER
    return named if _told(named) or another else _Graded(charged.grade, charged.severity)


@check(
    "not-an-upgrade",
    Severity.WARNING,
    meaning="An amendment recorded as an upgrade lowers the grade.",
    remedy="check both grades, or record the amendment by its direction",
    reads=("charging.grade", "charging.severity", "policies.grades"),
    needs=("ChargeUpgraded",),
)
def not_an_upgrade(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """Like ``not-a-downgrade``, in the other direction."""
    for before, after in _amendments(charge):
        if isinstance(after.entry.event, ChargeUpgraded) and _rise(before, after, policies) < 0:
            yield _went(charge, before, after, "an upgrade")


def _rise(before: ChargeVersion | _Graded, after: ChargeVersion | _Graded, policies: Policies) -> int:
    """Return by how many places the grade rose, or the class where the grades have no order; 0 if neither is known."""
    ranks = policies.grades.rank(before.grade), policies.grades.rank(after.grade)
    if None in ranks:
        ranks = SEVERITIES.rank(before.severity), SEVERITIES.rank(after.severity)
    was, became = ranks
    return 0 if was is None or became is None else became - was


def _went(
    charge: ChargeState,
    before: ChargeVersion | _Graded,
    after: ChargeVersion | _Graded,
    recorded: str,
    entry: Entry | None = None,
) -> Doubt:
    was, became = [each.grade or each.severity.replace("_", " ") for each in (before, after)]
    by = after.entry if isinstance(after, ChargeVersion) else entry
    return Doubt(f"{charge.subject} went from {was} to {became}, which is recorded as {recorded}", by)


@check(
    "grade-of-another-class",
    Severity.WARNING,
    meaning="The words of a grade state another class of offence than the severity recorded beside them.",
    remedy="check both against the charging paper; the severity recorded counts",
    reads=("charging.grade", "charging.severity"),
    weighs=("charging.grade",),
    needs=("grade",),
)
def grade_of_another_class(charge: ChargeState) -> Iterator[Doubt]:
    """A misdemeanor is no felony, and neither is an infraction; within a class places differ."""
    for entry in charge.charging:
        grade, severity = getattr(entry.event, "grade", None), getattr(entry.event, "severity", None)
        if grade and severity and of_another_class(grade, severity):
            yield Doubt(
                f"{charge.subject} has the grade {grade!r} and the severity {severity.replace('_', ' ')}", entry
            )


@check(
    "indictment-broadened",
    Severity.POLICY,
    meaning="An indictment is amended to allege more, where only a grand jury may do that (Stirone v. United States).",
    remedy="if a grand jury returned it, record a superseding indictment: ChargeFiled with supersedes=",
    reads=(
        "charging.instrument",
        "charging.kind",
        "charging.added_enhancements",
        "charging.added_theories",
        "policies.indictment_amendable",
    ),
    weighs=(),
    needs=("ChargeAmended", "ChargeDowngraded", "ChargeUpgraded", "policies.indictment_amendable"),
)
def indictment_broadened(charge: ChargeState, policies: Policies) -> Iterator[Doubt]:
    """T08: the charge of a grand jury may be narrowed without it, but not broadened."""
    if policies.indictment_amendable is not IndictmentAmendment.FORM_ONLY:
        return
    for before, after in _amendments(charge):
        event = after.entry.event
        if isinstance(event, ChargeAmended) and before.instrument in _INDICTMENTS and _broadens(event):
            yield Doubt(
                f"the indictment on {charge.subject} was amended to allege more "
                f"({policies.cite('indictment_amendable')})",
                after.entry,
            )


def _broadens(event: ChargeAmended) -> bool:
    by_the_court = event.instrument is None
    return by_the_court and bool(event.kind in _BROADENING or event.added_enhancements or event.added_theories)


@check(
    "unknown-charge",
    Severity.INCOMPLETE,
    meaning="A charge names another as its alternative, but the file has no such charge.",
    remedy="record that charge, or correct the id",
    reads=("charging.alternative_to", "charges", "to_come"),
    weighs=(),
    needs=("alternative_to",),
)
def unknown_charge(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """An alternative that the file has on a later day only is known."""
    for other in charge.alternatives:
        if other not in defendant.charges and Subject("charge", defendant.name, other) not in defendant.to_come:
            yield Doubt(f"{charge.subject} names charge {other!r}, which the file does not have", charge.charging[-1])


@check(
    "one-id-in-two-proceedings",
    Severity.WARNING,
    meaning="The acts on one charge name two proceedings, and are folded as one charge: its id is unique in a file.",
    remedy="if these are two charges, give each its own id; if one went from court to court, name one proceeding",
    reads=(
        "charging.proceeding",
        "disregarded.proceeding",
        "pleas.proceeding",
        "trial.proceeding",
        "endings.proceeding",
        "deferrals.proceeding",
        "sentencing.proceeding",
    ),
    weighs=(),
    needs=("proceeding",),
)
def one_id_in_two_proceedings(charge: ChargeState) -> Iterator[Doubt]:
    """Review, clemency and the sealing of a record have proceedings of their own, and are not compared."""
    again = [entry for entry in charge.disregarded if isinstance(entry.event, ChargeFiled)]
    acts = (charge.charging, again, charge.pleas, charge.trial, charge.endings, charge.deferrals, charge.sentencing)
    named: dict[str, Entry] = {}
    for entry in [entry for record in acts for entry in record]:
        event = entry.event
        if isinstance(event, ChargeAct) and event.charge == charge.charge and event.proceeding:
            named.setdefault(event.proceeding, entry)
    first, *others = named or [""]
    for other in others:
        yield Doubt(
            f"the acts on {charge.subject} name the proceedings {first!r} and {other!r}, and are folded as one charge",
            named[other],
        )


def _filings(charge: ChargeState) -> Iterator[tuple[Entry, ChargeFiled]]:
    """Yield each filing of the charge with its entry."""
    for entry in charge.charging:
        if isinstance(entry.event, ChargeFiled):
            yield entry, entry.event


def _amendments(charge: ChargeState) -> Iterator[tuple[ChargeVersion, ChargeVersion]]:
    """Yield each two versions of the charge, one after the other."""
    return zip(charge.versions, charge.versions[1:], strict=False)
