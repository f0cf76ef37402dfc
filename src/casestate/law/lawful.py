"""What the law allows next, read off the compiled table at the phase in which something stands."""

import attrs

from casestate.events import Event
from casestate.law.procedure import Procedure
from casestate.vocabulary import Closed, Vocabulary


@attrs.frozen(kw_only=True, order=False)
class LawfulAct:
    """
    One act open from here.

    Attributes:
        act: The event.
        values: The values of its discriminating field that lead there; empty where it has none, or for all others.
        link: For a filing of another charge that names this one: the field that names it.
        to: The phase to which it leads; ``None`` where it stays.
        cite: Rule or case.
        reason: One line.
        row: The row of the table that allows it.
    """

    act: type[Event]
    values: tuple[Vocabulary, ...] = ()
    link: str = ""
    to: Closed | None
    cite: str
    reason: str
    row: str


def lawful(procedure: Procedure, kind: str, phase: Closed) -> tuple[LawfulAct, ...]:
    """
    The acts open from a phase, in the order of the table.

    >>> from casestate.law import GENERIC
    >>> from casestate.state import Phase
    >>> [act.row for act in lawful(GENERIC, "charge", Phase.ACQUITTED) if act.to]
    []
    """
    rows: dict[str, LawfulAct] = {}
    for (act, link), compiled in procedure.tables[kind].items():
        for value, by_phase in compiled.moves.items():
            move = by_phase[phase]
            if move.lawful:
                row = move.row
                before = rows[row.id].values if row.id in rows else ()
                values = before if value is None else (*before, *[each for each in row.values if each == value])
                rows[row.id] = LawfulAct(
                    act=act, values=values, link=link, to=row.to, cite=row.cite, reason=row.reason, row=row.id
                )
    order = {row.id: place for place, row in enumerate(procedure.by_kind[kind].rows)}
    return tuple(sorted(rows.values(), key=lambda each: order[each.row]))
