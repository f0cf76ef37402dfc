"""The effect of an act in a phase, and how the act fits there."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from casestate.events import ChargeFiled
from casestate.law.appeals import REVIEW
from casestate.law.conditions import AxisIs
from casestate.law.rows import Row
from casestate.state.axes import Disposition, Found
from casestate.vocabulary import Closed

MOVES_ANEW = frozenset({Found.GUILTY, Disposition.CONVICTED_OF_LESSER})
"""The values to which an act moves an axis that already has them: another finding, or a further reduction."""


class Fit(Closed):
    """How an act fits the phase in which it comes."""

    LAWFUL = "lawful"
    MISSING = "missing"
    LATE = "late"
    REPEATED = "repeated"
    UNREAD = "unread"
    CONTRADICTS = "contradicts"


def _changes(changes: Mapping[str, Closed]) -> Mapping[str, Closed]:
    return MappingProxyType(dict(changes))


def _is_doubted(move: "Move") -> bool:
    return bool(move.row.doubt) and move.fit in (Fit.LAWFUL, Fit.MISSING)


def _is_lawful(move: "Move") -> bool:
    return move.fit is Fit.LAWFUL


def _finds_guilt(move: "Move") -> bool:
    return Found.GUILTY in move.changes.values()


def _brings_again(move: "Move") -> bool:
    again = move.row.reopens and not move.row.undoes  # one that undoes the end goes on with the charge
    return move.lawful and again and move.row.act is ChargeFiled and not move.row.link


def _sends(move: "Move") -> bool:
    return move.fit in (Fit.LAWFUL, Fit.MISSING) and move.row.sends


def _record(move: "Move") -> str:
    return move.row.joins


def _guards(move: "Move") -> Mapping[str, AxisIs]:
    return MappingProxyType(dict(move.row.guards))


def _steps(move: "Move") -> tuple[tuple[str, Closed], ...]:
    return tuple(move.changes.items())


def _is_plain(move: "Move") -> bool:
    conditional = move.instead or move.late or move.guards or REVIEW in move.changes
    noted = move.finds_guilt or move.brings_again or move.sends or move.undoable or move.doubted
    return move.lawful and not conditional and not noted


@attrs.frozen(kw_only=True, order=False)
class Move:
    """
    The effect of one act in one phase.

    Attributes:
        row: The row that applies.
        fit: How the act fits.
        changes: The axes it sets where it takes effect.
        needs: The phase that a missing step would have led to.
        skips: The phases that the charge must or may have passed through without an act in the file.
        forgets: The axes that a skipped step would have set, which therefore become unknown.
        fills: The phases that a late act fills, if they were skipped.
        instead: The conditional moves; the first whose row applies replaces this one.
        disposes: Whether the act disposes of the subject, so that an act beneath it is undone through it.
        undoable: Whether some row undoes the act or asks for its review, or it undoes another itself.
        late: For a local row that leaves the phase, the move of the act if it fills a step that was skipped.
        doubted: Whether it takes effect and is reported all the same.
        lawful: Whether the row allows it; kept, because every fold of every entry asks.
        finds_guilt: Whether it finds the charge proved; kept likewise.
        brings_again: Whether it is a filing that brings a charge again after an end; kept likewise.
        sends: Whether it brings the charge before the court that the act names; kept likewise.
        record: The record that the act joins; kept likewise.
        guards: The guards of the row; kept likewise.
        steps: The changes one by one; kept likewise.
        plain: Whether all that it does is to set axes: nothing else about it needs a look at what came before.
    """

    row: Row
    fit: Fit
    changes: Mapping[str, Closed] = attrs.field(factory=dict, converter=_changes)
    needs: Closed | None = None
    skips: frozenset[Closed] = frozenset()
    forgets: frozenset[str] = frozenset()
    fills: frozenset[Closed] = frozenset()
    instead: "tuple[Move, ...]" = ()
    disposes: bool = False
    undoable: bool = False
    late: "Move | None" = None
    doubted: bool = attrs.field(init=False, default=attrs.Factory(_is_doubted, takes_self=True))
    lawful: bool = attrs.field(init=False, default=attrs.Factory(_is_lawful, takes_self=True))
    finds_guilt: bool = attrs.field(init=False, default=attrs.Factory(_finds_guilt, takes_self=True))
    brings_again: bool = attrs.field(init=False, default=attrs.Factory(_brings_again, takes_self=True))
    sends: bool = attrs.field(init=False, default=attrs.Factory(_sends, takes_self=True))
    record: str = attrs.field(init=False, default=attrs.Factory(_record, takes_self=True))
    guards: Mapping[str, AxisIs] = attrs.field(init=False, default=attrs.Factory(_guards, takes_self=True))
    steps: tuple[tuple[str, Closed], ...] = attrs.field(init=False, default=attrs.Factory(_steps, takes_self=True))
    plain: bool = attrs.field(init=False, default=attrs.Factory(_is_plain, takes_self=True))
