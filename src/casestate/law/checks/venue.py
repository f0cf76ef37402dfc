"""A charge that goes on elsewhere: what the court that it left may no longer do, and what counts once."""

from collections.abc import Iterator, Sequence

from casestate.circles import circles
from casestate.entries import Entry
from casestate.events import (
    ChargeFiled,
    ChargeRemanded,
    ChargeRemoved,
    ChargeSuperseded,
    ChargeTransferred,
    DeNovoAppealFiled,
    DismissalGround,
    PleaAccepted,
    RemovalStage,
    SentenceDeferred,
    SentenceImposed,
    TrialBegan,
)
from casestate.events.wording import done
from casestate.law.checking import Doubt, check, raising
from casestate.law.findings import Severity, missing_step
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Conviction, Disposition, Jeopardy, Phase
from casestate.state.defendant import carried_on_by, said_to_carry_on
from casestate.when import Certainty

_DECIDED = (Phase.FOUND_GUILTY, Phase.SENTENCE_DEFERRED, Phase.JUDGED, Phase.ACQUITTED)
"""The phases in which what was charged has been decided."""
_NO_DECISION = (DismissalGround.PLEA_AGREEMENT, DismissalGround.MERGED, DismissalGround.PROCEEDING_ELSEWHERE)
"""The grounds of a dismissal in favour of another charge, which it does not bar."""
_LINKS = ("charging.supersedes", "charging.refiles", "charging.sovereign")
_OF_LINKED = ("charges.charging.supersedes", "charges.charging.refiles", "charges.charging.sovereign")
_READ_OF_LINKED = (*_LINKS, *_OF_LINKED, "charges.disposition")
_ENDED = ("phase", "jeopardy", "disposition", "endings.ground")
_TRIED = ("trial", "trial.on", "pleas", "pleas.on")


@raising(
    missing_step("remand"),
    reads=("courts", "courts.on", "courts.stage", "sentencing", "sentencing.on", "deferrals", "deferrals.on"),
    weighs=(),
    needs=("ChargeRemoved",),
)
def missing_remand(charge: ChargeState) -> Iterator[Doubt]:
    """T66: once its removal is sought, a state court enters a judgment of conviction only if it is remanded first."""
    judgments = [
        entry
        for entry in (*charge.sentencing, *charge.deferrals)
        if isinstance(entry.event, SentenceImposed | SentenceDeferred)
    ]
    for place, notice in enumerate(charge.courts):
        if not (isinstance(notice.event, ChargeRemoved) and notice.event.stage is RemovalStage.NOTICE):
            continue
        for judgment in _between(notice, judgments, charge.courts[place + 1 :]):
            yield Doubt(
                f"{done(judgment.event, charge.subject)}, but the file has no remand before it; a notice of "
                f"removal was filed {notice.when}, and until then there is no judgment of conviction "
                "(28 USC 1455(b)(3))",
                judgment,
            )


def _between(notice: Entry, judgments: Sequence[Entry], later: Sequence[Entry]) -> list[Entry]:
    """Return the judgments that are certainly after a notice of removal and before all that settled it."""
    settled = [each.when for each in later if isinstance(each.event, ChargeRemoved | ChargeRemanded)]
    return [
        each
        for each in judgments
        if notice.when.before(each.when) is Certainty.YES
        and all(each.when.before(when) is Certainty.YES for when in settled)
    ]


@check(
    "tried-beside-successor",
    Severity.WARNING,
    meaning="A charge is tried, or a plea on it accepted, after the one that carries it on or brings it again was "
    "decided. Where both are one offence, that is a second jeopardy (Brown v. Ohio).",
    remedy="check which charge each act belongs to; if they are two offences, leave supersedes= and refiles= out",
    reads=(*_READ_OF_LINKED, *_ENDED, *[f"charges.{name}" for name in _TRIED]),
    weighs=(),
    needs=("supersedes", "refiles"),
)
def tried_beside_successor(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T06, I6: an acquittal or a conviction on one of two papers ends the risk on the other, if the offence is one."""
    decided = charge.moved_by("phase")
    if decided is None or not (charge.phase in _DECIDED or _is_barred(charge)):
        return
    for other in carried_on_by(charge, defendant.charges):
        for entry in _tried_after(decided, other):
            yield Doubt(
                f"{done(entry.event, other.subject)}, after charge {charge.charge}, which carries it on, was "
                "decided (Brown v. Ohio)",
                entry,
                about=other.subject,
            )


@check(
    "tried-after-bar",
    Severity.WARNING,
    meaning="A charge is tried, or a plea on it accepted, after one that it carries on or brings again had ended with "
    "a bar. Where both are one offence, that is a second jeopardy (Fong Foo v. United States; Brown v. Ohio).",
    remedy="check which charge each act belongs to; if they are two offences, leave supersedes= and refiles= out",
    reads=(*_LINKS, *_TRIED, *_OF_LINKED, "charges.disregarded", *[f"charges.{name}" for name in _ENDED]),
    weighs=(),
    needs=("supersedes", "refiles"),
)
def tried_after_bar(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T06, T35, I6: what bars one of two papers bars the other too; a filing after the bar is told by itself."""
    for earlier in carried_on_by(charge, defendant.charges):
        ended = earlier.moved_by("phase")
        refused = any(isinstance(each.event, ChargeFiled) for each in earlier.disregarded)
        for entry in _tried_after(ended, charge) if ended and _is_barred(earlier) and not refused else ():
            yield Doubt(
                f"{done(entry.event, charge.subject)}, after charge {earlier.charge}, which it carries on, had ended "
                "with a bar (Brown v. Ohio)",
                entry,
            )


def _is_barred(charge: ChargeState) -> bool:
    """Return whether it ended in a way that bars another trial, and not for the sake of another charge."""
    if charge.jeopardy is not Jeopardy.ENDED_BARRED or charge.disposition is Disposition.MERGED:
        return False
    return charge.disposition is not Disposition.DISMISSED_WITH_PREJUDICE or charge.ground not in _NO_DECISION


def _tried_after(decided: Entry, charge: ChargeState) -> list[Entry]:
    """Return the first act, if there is one, by which a charge is tried certainly after a decision on another."""
    tried = [each for each in (*charge.pleas, *charge.trial) if isinstance(each.event, PleaAccepted | TrialBegan)]
    return [each for each in tried if decided.when.before(each.when) is Certainty.YES][:1]


@check(
    "convicted-beside-successor",
    Severity.WARNING,
    meaning="A charge and one that carries it on or brings it again both stand convicted, so one accusation may count "
    "twice.",
    remedy="record which of them was dismissed or merged; if they are two offences, leave supersedes= and refiles= out",
    reads=(*_READ_OF_LINKED, "conviction", "charges.conviction"),
    weighs=(),
    needs=("supersedes", "refiles"),
)
def convicted_beside_successor(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T06: of two papers for one accusation, both pending, the defendant is tried on one."""
    for earlier in carried_on_by(charge, defendant.charges):
        if charge.conviction is earlier.conviction is Conviction.ADJUDICATED:
            yield Doubt(
                f"{charge.subject} carries on charge {earlier.charge}, and both stand convicted",
                charge.moved_by("conviction"),
            )


@check(
    "carried-on-in-a-circle",
    Severity.ERROR,
    meaning="Of several charges each is said to carry on or refile another of them, so that none could be the first. "
    "Each of them counts as a charge of its own.",
    remedy="check which charge came after which; correct supersedes=, refiles= or successors= where it is wrong",
    reads=(
        "charges.charging.supersedes",
        "charges.charging.refiles",
        "charges.charging.sovereign",
        "charges.endings.supersedes",
        "charges.endings.refiles",
        "charges.endings.sovereign",
        "charges.endings.successors",
        "charges.reviewing.successors",
    ),
    weighs=(),
    needs=("supersedes", "refiles", "successors"),
)
def carried_on_in_a_circle(defendant: DefendantState) -> Iterator[Doubt]:
    """T06, T34: a charge comes after the one that it carries on or brings again."""
    for circle in circles(said_to_carry_on(defendant.charges)):
        acts = [entry for key in circle for entry in _bringing(defendant.charges[key]) if _links(entry, circle)]
        yield Doubt(
            f"charges {', '.join(circle)} of {defendant.name} are each said to carry on another of them",
            list({entry.id: entry for entry in acts}.values()),
            about=defendant.charges[circle[0]].subject,
        )


def _bringing(charge: ChargeState) -> tuple[Entry, ...]:
    return (*charge.charging, *charge.endings, *charge.reviewing)


def _links(entry: Entry, circle: Sequence[str]) -> bool:
    """Return whether an act links its charge to one of a circle."""
    event = entry.event
    if isinstance(event, ChargeSuperseded | ChargeTransferred | DeNovoAppealFiled):
        return any(name in circle for name in event.successors)
    return isinstance(event, ChargeFiled) and any(name in circle for name in (*event.supersedes, *event.refiles))
