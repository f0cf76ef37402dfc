"""One case page: its charges, its rows, and what several rows tell together."""

from datetime import date
from functools import cached_property

import attrs

from casestate import When
from courtpages.rows import Listed, Row, listed, read
from courtpages.words import AMENDED_SENTENCES, NO_COMPLAINT, PAPERS, SENTENCE_DAY, SENTENCES, VIOLATION


@attrs.frozen
class Page:
    """
    A case page.

    Attributes:
        id: Its name in the data.
        charges: The charges listed, by number.
        rows: Its rows, in the order of the page.
    """

    id: str
    charges: dict[str, Listed]
    rows: tuple[Row, ...]

    def about(self, charge_no: str) -> list[Row]:
        """The rows that name a charge."""
        return [row for row in self.rows if row.charge_no == charge_no]

    def papers(self, charge: Listed) -> list[Row]:
        """
        The papers one of which brought the charge: dated from the offence until the first row that names the charge.

        None where the prosecutor is said to have brought nothing.
        """
        named = self.about(charge.charge_no)
        if any(row.text == NO_COMPLAINT for row in named):
            return []
        until = min([row.on for row in named], default=date.max)
        return [row for row in self.rows if row.type in PAPERS and charge.offense_on <= row.on <= until]

    def pleaded_guilty(self, row: Row) -> bool:
        """Return whether a plea of guilty to the charge of a row was entered by the day of the row."""
        return any(
            each.type in ("Plea", "Amended Plea") and each.text == "Guilty" and each.on <= row.on
            for each in self.about(row.charge_no)
        )

    def replaced(self, row: Row) -> Row | None:
        """The sentence that an amended one replaces: the one keyed last before it."""
        keyed = row.keyed_at
        earlier = [
            each
            for each in self.about(row.charge_no)
            if each.type in SENTENCES + AMENDED_SENTENCES and each.keyed_at and keyed and each.keyed_at < keyed
        ]
        return max(earlier, key=lambda each: (each.keyed_at, each.number), default=None)

    def pronounced(self, row: Row) -> When:
        """
        The day of a sentence that replaces another.

        A row may carry the day of the sentence it replaces. Then it was pronounced between that day and the day it
        was keyed; a row that says "Sentence" and was keyed on the same day tells which, if its own day lies between.
        """
        before, keyed = self.replaced(row), row.keyed_on
        if before is None or keyed is None or before.on != row.on:
            return When.on(row.on)
        days = {
            each.on for each in self.rows if each.type == SENTENCE_DAY and each.keyed_on == keyed and each.on <= keyed
        }
        return When.on(days.pop()) if len(days) == 1 else When(row.on, keyed)

    @cached_property
    def on_probation(self) -> Listed | None:
        """The one charge with a sentence that speaks of probation; ``None`` where there is none, or several."""
        found = [
            charge
            for charge in self.charges.values()
            if charge.name != VIOLATION
            and any("Probation" in row.text for row in self.about(charge.charge_no) if row.type in SENTENCES)
        ]
        return found[0] if len(found) == 1 else None


def pages() -> list[Page]:
    """Every page, in the order of the data."""
    rows, charges = list(read()), list(listed())
    return [
        Page(
            id=id,
            charges={charge.charge_no: charge for charge in charges if charge.case == id},
            rows=tuple([row for row in rows if row.case == id]),
        )
        for id in dict.fromkeys([row.case for row in rows])
    ]
