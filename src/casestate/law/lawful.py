"""The acts that the law allows next, from the compiled table at the present phase."""

from collections.abc import Callable, Iterator

import attrs

from casestate.events import Event
from casestate.law.moves import Move
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.pictured import shorten
from casestate.vocabulary import Closed, Vocabulary, in_words


@attrs.frozen(kw_only=True, order=False, repr=False)
class LawfulAct:
    """
    One act that the law allows next.

    Attributes:
        act: The event.
        values: The values of its discriminating field that lead there, sorted; empty if it has none, or for all others.
        link: For a filing of another charge that names this one: the field that names it.
        names: The fields in which it must name something, such as the charges that continue this one.
        saying: The values, of other fields of its own, for one of which it must say so.
        to: The phase to which it leads; ``None`` if the phase stays, or returns to an earlier one.
        doubt: The code of the finding that it adds although it is lawful; empty if there is none.
        undoes: Whether it undoes the act that led here, so that the phase becomes the one before it.
        cite: The rule or case.
        why: The reason, in one line.
        row: The row of the table that allows it.
    """

    act: type[Event]
    values: tuple[Vocabulary, ...] = ()
    link: str = ""
    names: tuple[str, ...] = ()
    saying: tuple[tuple[str, tuple[str, ...]], ...] = ()
    to: Closed | None
    doubt: str = ""
    undoes: bool = False
    cite: str
    why: str
    row: str

    def __repr__(self) -> str:
        values = f"={'|'.join(self.values)}" if self.values else ""
        leads = f" to {in_words(self.to)}" if self.to else ""
        return shorten(f"<LawfulAct {self.row}: {self.act.__name__}{values}{leads}>")


def lawful(
    procedure: Procedure, kind: str, phase: Closed, speaks: Callable[[Row], bool] | None = None
) -> tuple[LawfulAct, ...]:
    """
    Return the acts that the law allows from a phase, in the order of the table.

    ``speaks`` returns whether the condition of a conditional row holds; by default none does.

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
                values = before if value is None else sorted([*before, *[each for each in row.values if each == value]])
                rows[row.id] = LawfulAct(
                    act=act,
                    values=tuple(values),
                    link=link,
                    names=tuple([name for name, words in row.when.named if not words]),
                    saying=tuple([(name, words) for name, words in row.when.named if words]),
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
    """Yield the rows that apply to an act: those for acts that name something, then one for acts that do not."""
    for row in [
        *[each.row for each in move.instead if speaks and speaks(each.row)],
        *([move.row] if move.lawful else []),
    ]:
        if not row.unread and row.lacks is None:
            yield row
        if not row.when.reads.own:
            return
