"""A procedure: the law that governs a file, as data."""

from functools import cached_property

import attrs

from casestate.events import ChargeFiled, Event, Subject
from casestate.law.civil import CLAIM
from casestate.law.criminal import CHARGE
from casestate.law.regulatory import CITATION
from casestate.law.transition import Compiled, Machine, Transition


@attrs.frozen(kw_only=True, order=False)
class Procedure:
    """
    The law of one jurisdiction: a transition table for each kind of subject.

    Attributes:
        name: Its stable name in files.
        machines: The tables.
    """

    name: str
    machines: tuple[Machine, ...] = attrs.field(hash=False)

    @property
    def rows(self) -> tuple[Transition, ...]:
        """Every row of the law."""
        return tuple([row for machine in self.machines for row in machine.rows])

    @cached_property
    def _compiled(self) -> dict[tuple[type[Event], str], Compiled]:
        return {act: rows for machine in self.machines for act, rows in machine.compiled().items()}

    @cached_property
    def compiled(self) -> dict[type[Event], Compiled]:
        """The rows of every act as it bears on its own subject, for folding."""
        return {act: rows for (act, link), rows in self._compiled.items() if not link}

    def bearing(self, event: Event, subject: Subject) -> Compiled | None:
        """The rows of an act as it bears on a subject: its own, or a charge that it links to; ``None`` without any."""
        if isinstance(event, ChargeFiled) and event.charge != subject.key:
            return self._compiled[ChargeFiled, event.link_to(subject.key)]
        return self.compiled.get(type(event))

    @cached_property
    def by_kind(self) -> dict[str, Machine]:
        """The table of each kind of subject."""
        return {machine.kind: machine for machine in self.machines}

    def precedence(self, event: Event, subject: Subject | None = None) -> int:
        """
        Its place in the order in which the acts of a case follow one another, which breaks ties of date.

        An act without a row of its own comes after all that have one. A filing that brings another charge again comes,
        for that charge, after what ended it.
        """
        rows = self.compiled.get(type(event)) if subject is None else self.bearing(event, subject)
        return len(self.rows) if rows is None else rows.rank(event)

    def __repr__(self) -> str:
        return f"<Procedure {self.name}: {len(self.rows)} rows>"


GENERIC = Procedure(name="generic", machines=(CHARGE, CLAIM, CITATION))
"""What holds everywhere, with defaults where jurisdictions differ."""

PROCEDURES = {GENERIC.name: GENERIC}
