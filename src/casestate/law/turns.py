"""
Acts of one day on a charge of which one presupposes another, although the law forbids neither order.

A revocation of supervision comes after the allegation and the finding of the violation, a reinstatement or a sentence
after the revocation, the end of an appeal after its filing, a remand after what sent the charge away, a new paper on a
pending charge after the dismissal of the earlier one, a mistrial after what the jury had found or could not agree on,
a petition after the transfer to the juvenile court, the end of a sentence after its commutation, another sentence after
the reduction of the conviction, and what follows the completion of a deferral after it. What stood before the day may
be what such an act presupposes; only if it was lacking there does another act of the day take its turn first.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any, NamedTuple

from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeReactivated,
    ChargeRemanded,
    ChargeRemoved,
    ChargeTransferred,
    ChargingInstrument,
    ConvictionReduced,
    DeferralCompleted,
    DeNovoAppealFiled,
    Event,
    MistrialDeclared,
    PleaWithdrawn,
    Prejudice,
    ReviewKind,
    ReviewOutcome,
    SentenceCommuted,
    SentenceCompleted,
    SentenceImposed,
    SentenceStayed,
    SentenceStayLifted,
    SupervisionDecided,
    SupervisionOutcome,
    SupervisionViolationAlleged,
    VerdictKind,
    VerdictReturned,
)
from casestate.state.axes import Activity, Phase, Review, SentenceStatus, Supervision, Venue
from casestate.vocabulary import Closed, Vocabulary

_NOTHING: frozenset[str] = frozenset()


class Turn(NamedTuple):
    """
    What an act has to do with other acts of its day.

    Attributes:
        begins: What it begins.
        after: What it presupposes: an act that begins it comes first.
        ends: What it ends.
    """

    begins: frozenset[str] = _NOTHING
    after: frozenset[str] = _NOTHING
    ends: frozenset[str] = _NOTHING


def _turn(begins: str = "", after: str = "", ends: str = "") -> Turn:
    return Turn(frozenset(begins.split()), frozenset(after.split()), frozenset(ends.split()))


_VIOLATION = "allegation violation decision"
_COURSE = "violation decision revocation suspension reinstatement modification"
_OUTCOME = SupervisionOutcome
_DECIDED = _turn("decision", "allegation", "allegation")
_DISPROVED = _turn("decision", "allegation", "allegation violation")
_SUSPENDED = _turn("suspension")
_ENDED = _turn("completion", _COURSE, f"{_COURSE} allegation")
_REVIEWED = _turn("", "appeal", "appeal petition")
_LEAVE_REFUSED = _turn("", "petition", "appeal petition")
_SENT = _turn("absence")
_NEW_PAPERS = (
    ChargingInstrument.COMPLAINT,
    ChargingInstrument.INFORMATION,
    ChargingInstrument.INDICTMENT,
    ChargingInstrument.PRESENTMENT,
    ChargingInstrument.SUPERSEDING_INFORMATION,
    ChargingInstrument.SUPERSEDING_INDICTMENT,
)
"""The papers that are not filed to be dismissed on their day, where an earlier one may be what was dismissed."""

TURNS: Mapping[type[Event], Mapping[Vocabulary | None, Turn]] = MappingProxyType(
    {
        ChargeFiled: {
            **dict.fromkeys(_NEW_PAPERS, _turn("", "dismissal")),
            ChargingInstrument.PETITION: _turn("", "sending"),
        },
        ChargeDismissed: {
            **dict.fromkeys((Prejudice.WITHOUT, Prejudice.UNSPECIFIED), _turn("dismissal", "completed_deferral")),
            Prejudice.WITH: _turn("", "completed_deferral"),
        },
        DeferralCompleted: {None: _turn("completed_deferral")},
        PleaWithdrawn: {None: _turn("", "completed_deferral")},
        VerdictReturned: {
            VerdictKind.GUILTY_OF_LESSER_INCLUDED: _turn("lesser"),
            VerdictKind.HUNG: _turn("disagreement"),
        },
        MistrialDeclared: {None: _turn("", "lesser disagreement")},
        SupervisionViolationAlleged: {None: _turn("allegation violation", ends="decision")},
        SupervisionDecided: {
            _OUTCOME.VIOLATION_ADMITTED: _DECIDED,
            _OUTCOME.VIOLATION_FOUND: _DECIDED,
            _OUTCOME.VIOLATION_NOT_PROVED: _DISPROVED,
            _OUTCOME.VIOLATION_WITHDRAWN: _DISPROVED,
            _OUTCOME.TOLLED: _SUSPENDED,
            _OUTCOME.ABSCONDED: _SUSPENDED,
            _OUTCOME.REVOKED: _turn("revocation", "violation decision", _VIOLATION),
            _OUTCOME.REINSTATED: _turn(
                "reinstatement", "violation decision revocation suspension", f"{_VIOLATION} revocation suspension"
            ),
            _OUTCOME.MODIFIED: _turn("modification", "violation decision reinstatement", _VIOLATION),
            _OUTCOME.COMPLETED: _ENDED,
            _OUTCOME.TERMINATED_EARLY: _ENDED,
            _OUTCOME.DISCHARGED: _turn("", f"{_COURSE} completion", f"{_COURSE} completion"),
        },
        SentenceImposed: {None: _turn("", f"{_VIOLATION} revocation reduction", f"{_VIOLATION} revocation")},
        ConvictionReduced: {None: _turn("reduction")},
        SentenceCommuted: {None: _turn("commutation")},
        SentenceCompleted: {None: _turn("", "commutation")},
        SentenceStayed: {None: _turn("stay")},
        SentenceStayLifted: {None: _turn("", "stay", "stay")},
        AppealFiled: {None: _turn("appeal petition"), ReviewKind.DISCRETIONARY: _turn("petition")},
        AppealRemanded: {None: _turn("", "appeal")},
        AppealWithdrawn: {None: _turn("", "appeal petition", "appeal petition")},
        AppealDecided: {
            None: _REVIEWED,
            ReviewOutcome.CERTIORARI_DENIED: _LEAVE_REFUSED,
        },
        DeNovoAppealFiled: {None: _turn("appeal petition absence")},
        ChargeTransferred: {None: _turn("absence sending")},
        ChargeRemoved: {None: _SENT},
        ChargeRemanded: {None: _turn("", "absence", "absence")},
        ChargeInactivated: {None: _turn("inactivity")},
        ChargeReactivated: {None: _turn("", "inactivity", "inactivity")},
    }
)
"""For each act, by the value of its field where that matters: its turn; ``None`` for any other value."""

_SAYING: Mapping[type[Event], str] = MappingProxyType(
    {
        ChargeFiled: "instrument",
        ChargeDismissed: "prejudice",
        VerdictReturned: "verdict",
        SupervisionDecided: "outcome",
        AppealFiled: "kind",
        AppealDecided: "outcome",
    }
)
_IMPLIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {"decision": frozenset({"violation"}), "revocation": frozenset({"violation", "decision"})}
)
"""What has come, or need come no more, where something has."""

_GOES_ON = (
    Phase.CHARGED,
    Phase.TRIABLE,
    Phase.ON_TRIAL,
    Phase.DIVERTED,
    Phase.FOUND_GUILTY,
    Phase.DEFERRED,
    Phase.SENTENCE_DEFERRED,
    Phase.JUDGED,
)
"""The phases of a charge that a dismissal would end, so that one of the day comes before a new paper."""
_STOOD: tuple[tuple[str, Closed, str], ...] = (
    ("supervision", Supervision.VIOLATION_ALLEGED, "allegation violation"),
    ("supervision", Supervision.VIOLATION_FOUND, "violation decision"),
    ("supervision", Supervision.REVOKED, "violation decision revocation"),
    ("supervision", Supervision.TOLLED, "suspension"),
    ("supervision", Supervision.ABSCONDED, "suspension"),
    ("sentence", SentenceStatus.STAYED, "stay"),
    ("review", Review.PENDING, "appeal petition"),
    ("collateral", Review.PENDING, "appeal petition"),
    ("activity", Activity.INACTIVE, "inactivity"),
    *[("phase", phase, "reduction") for phase in Phase if phase is not Phase.JUDGED],
    ("phase", Phase.NOT_CHARGED, "sending"),
    ("venue", Venue.TRANSFERRED, "sending"),
    *[("phase", phase, "dismissal") for phase in Phase if phase not in _GOES_ON],
    *[
        ("venue", venue, "absence")
        for venue in (Venue.TRANSFERRED, Venue.TRIED_ANEW, Venue.REMOVAL_SOUGHT, Venue.REMOVED)
    ],
)
"""What the value of an axis says of acts before the day."""


def out_of_turn(day: Iterable[Event], axes: Mapping[str, Any]) -> int:
    """
    Count the acts of a day on a charge, in this order, that come before one that they presuppose.

    Args:
        day: The acts that have a turn, in order.
        axes: The axes of the charge before them.
    """
    turns = list(map(_turn_of, day))
    if all(one.after.isdisjoint(other.begins) for one, other in combinations(turns, 2)):
        return 0
    standing = {what for axis, value, whats in _STOOD if axes.get(axis) is value for what in whats.split()}
    waiting: list[frozenset[str]] = []
    count = 0
    for turn in turns:
        still = [lacks for lacks in waiting if turn.begins.isdisjoint(lacks)]
        count += len(waiting) - len(still)
        waiting = [*still, turn.after - standing]
        standing = standing - turn.ends | turn.begins
        for what in turn.begins:
            standing |= _IMPLIED.get(what, _NOTHING)
    return count


_NO_TURN = Turn()


def _turn_of(event: Event) -> Turn:
    turns = TURNS[type(event)]
    field = _SAYING.get(type(event))
    said = getattr(event, field) if field else None
    return turns.get(said) or turns.get(None, _NO_TURN)
