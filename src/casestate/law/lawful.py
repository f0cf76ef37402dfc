"""What the law allows next, read off the compiled table at the phase in which something stands."""

from collections.abc import Callable, Iterator

import attrs

from casestate.events import Event
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.law.transition import Move
from casestate.vocabulary import Closed, Vocabulary


@attrs.frozen(kw_only=True, order=False)
class LawfulAct:
    """
    One act open from here.

    Attributes:
        act: The event.
        values: The values of its discriminating field that lead there; empty where it has none, or for all others.
        link: For a filing of another charge that names this one: the field that names it.
        names: The fields in which it must name something, such as the charges that carry this one on.
        to: The phase to which it leads; ``None`` where it stays, or goes back to what it was.
        doubt: The code of the finding with which it is reported all the same; empty where there is none.
        undoes: Whether it takes back the act that led here, so that the phase is that before it.
        cite: Rule or case.
        why: The reason, in one line.
        row: The row of the table that allows it.
    """

    act: type[Event]
    values: tuple[Vocabulary, ...] = ()
    link: str = ""
    names: tuple[str, ...] = ()
    to: Closed | None
    doubt: str = ""
    undoes: bool = False
    cite: str
    why: str
    row: str


def lawful(
    procedure: Procedure, kind: str, phase: Closed, speaks: Callable[[Row], bool] | None = None
) -> tuple[LawfulAct, ...]:
    """
    The acts open from a phase, in the order of the table.

    ``speaks`` tells of a row that depends on more than the phase whether its condition holds; none does by default.

    >>> from casestate.law import GENERIC
    >>> from casestate.state import Phase
    >>> [act.row for act in lawful(GENERIC, "charge", Phase.ACQUITTED) if act.to]
    []
    """
    rows: dict[str, LawfulAct] = {}
    for (act, link), compiled in procedure.tables[kind].items():
        for value, by_phase in compiled.moves.items():
            for row in _speaking(by_phase[phase], speaks):
                before = rows[row.id].values if row.id in rows else ()
                values = before if value is None else (*before, *[each for each in row.values if each == value])
                rows[row.id] = LawfulAct(
                    act=act,
                    values=values,
                    link=link,
                    names=tuple(sorted(row.when.reads.own)),
                    to=row.to,
                    doubt=row.doubt,
                    undoes=bool(row.undoes),
                    cite=row.cite,
                    why=row.why,
                    row=row.id,
                )
    order = {row.id: place for place, row in enumerate(procedure.by_kind[kind].rows)}
    return tuple(sorted(rows.values(), key=lambda each: order[each.row]))


def _speaking(move: Move, speaks: Callable[[Row], bool] | None) -> Iterator[Row]:
    """Yield the rows that speak for an act: one for what names nothing, and before it those for what does."""
    for row in [
        *[each.row for each in move.instead if speaks and speaks(each.row)],
        *([move.row] if move.lawful else []),
    ]:
        if not row.unread:
            yield row
        if not row.when.reads.own:
            return
