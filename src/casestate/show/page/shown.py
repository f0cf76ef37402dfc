"""The content of a page: sections, the content of each choice, and the data for the script."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from casestate.engine.order import FOREVER, NEVER
from casestate.events import Subject
from casestate.show.markup import Markup, tag
from casestate.show.page.choices import CLOCK_WORDS, Choices, Row, basis_words, distinct
from casestate.show.page.sections import Said, Section, Teller
from casestate.show.page.shared import Shared
from casestate.show.page.timeline import Axis, Bar, bar, said
from casestate.sources import Basis


@attrs.frozen
class Shown:
    """
    The content of a page.

    Attributes:
        choices: The choices.
        sections: The sections whose content depends on the choices, with their numbers.
        rows: The content of each view: for each section, the number of a history.
        shared: The pieces, states and histories.
        axis: The axis of the timeline; ``None`` if the file has no day.
        colours: For each kind of subject, the number of the colour of each phase, in words.
        turns: The numbers of the days on which anything changes, in order.
    """

    choices: Choices
    sections: dict[Section, int]
    rows: list[Row]
    shared: Shared
    axis: Axis | None
    colours: dict[str, dict[str, int]]
    turns: list[int]

    @property
    def days(self) -> list[str]:
        """The days on which anything changes, in the form of a date field."""
        return [date.fromordinal(day).isoformat() for day in self.turns]

    @property
    def people(self) -> dict[str, list[Subject]]:
        """The defendants, each with charges, claims and citations."""
        people: dict[str, list[Subject]] = {}
        for kind, subject in self.sections:
            if subject is not None and kind == "defendant":
                people[subject.who] = []
        for kind, subject in self.sections:
            if subject is not None and kind == "part":
                people[subject.who].append(subject)
        return people

    def has_bar(self, who: str) -> bool:
        """Return whether a defendant has a bar before a choice is made."""
        return any(self.at_first(self.sections[Section("bar", each)])[0] for each in self.people[who])

    def anchor(self, subject: Subject) -> str:
        """Return the anchor of a charge, claim or citation, for links."""
        return f"part-{self.sections[Section('part', subject)]}"

    def at_first(self, section: int) -> tuple[int, Markup]:
        """Return the number of the state that a section shows before a choice is made, and its markup."""
        changes = self.shared.histories[self.rows[-1][section]]
        state = changes[-1][1] if changes else 0
        return state, self.shared.markup(state)

    def data(self) -> dict[str, Any]:
        """Return the data for the script."""
        place = {NEVER: -1, FOREVER: len(self.turns)} | {day: n for n, day in enumerate(self.turns)}
        distinct_rows = dict.fromkeys(self.rows)
        number = {row: n for n, row in enumerate(distinct_rows)}
        clock = CLOCK_WORDS[self.choices.clock].known
        return {
            "days": self.days,
            "axis": [self.axis.first, self.axis.last] if self.axis else [0, 1],
            "words": {"last": "as of the last entry"},
            "known": ["all that is on file" if day is None else f"{clock} {day}" for day in self.choices.known],
            "who": [_according_to(basis) for basis in self.choices.believed],
            "views": [number[row] for row in self.rows],
            "rows": list(distinct_rows),
            "histories": [[n for day, state in each for n in (place[day], state)] for each in self.shared.histories],
            "states": self.shared.states,
            "pieces": self.shared.pieces,
        }


def _according_to(basis: Basis | None) -> str:
    return "" if basis is None else f"according to {basis_words(basis)}"


def shown(offered: Choices, defendants: frozenset[str] | None) -> Shown:
    """
    Return the content of a page.

    Args:
        offered: The choices; those that make no difference are left out.
        defendants: The defendants to show; ``None`` for all.
    """
    teller = Teller(defendants)
    told = [teller.told(view) for view in offered.views()]
    sections = {
        section: n for n, section in enumerate(dict.fromkeys([each for all_ in reversed(told) for each in all_]))
    }
    fewer, rows = distinct(offered, [_row(each, sections) for each in told])
    shared = teller.shared
    axis = _axis(shared, teller.bars)
    colours = _colours(teller.bars, offered.whole.procedure.by_kind)
    drawn = [shared.history([(NEVER, _drawn(each, axis, colours))]) for each in teller.bars]
    bars = {n for section, n in sections.items() if section.kind == "bar"}
    rows = [tuple([drawn[value] if n in bars else value for n, value in enumerate(row)]) for row in rows]
    days = {day for each in shared.histories for day, _ in each}
    return Shown(fewer, sections, rows, shared, axis, colours, sorted(days - {NEVER, FOREVER}))


def _row(told: Said, sections: Iterable[Section]) -> Row:
    return tuple([told.get(section, 0) for section in sections])


def _axis(shared: Shared, bars: Iterable[Bar]) -> Axis | None:
    days = {day for each in shared.histories for day, _ in each} | {
        each.start for every in bars for each in every.stretches
    }
    days -= {NEVER, FOREVER}
    return Axis(days) if days else None


def _colours(bars: Iterable[Bar], kinds: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return the number of the colour of each phase that is drawn, in order of appearance, for each kind of subject."""
    colours: dict[str, dict[str, int]] = {}
    for kind, stretches in bars:
        of_kind = colours.setdefault(kind, {}) if stretches else {}
        for phase in [phase for stretch in stretches for phase in stretch.phases if phase is not None]:
            of_kind.setdefault(phase, len(of_kind))
    return {kind: colours[kind] for kind in kinds if kind in colours}


def _drawn(what: Bar, axis: Axis | None, colours: dict[str, dict[str, int]]) -> list[Markup]:
    if axis is None or not what.stretches:
        return []
    return [
        Markup('<svg class="bar" height="20" aria-hidden="true">'),
        *bar(what.stretches, axis, colours[what.kind]),
        Markup("</svg>"),
        tag("p", said(what.stretches), class_="unseen"),
    ]
