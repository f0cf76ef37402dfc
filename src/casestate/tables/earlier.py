"""What the earlier rows of a charge said, and what a later row is beside them: a second one, a change, or the same."""

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

import attrs

from casestate.events import Event
from casestate.tables.plan import Described, Making
from casestate.tables.remarks import AMENDMENT_WITHOUT_ROW, CHANGED_IN_PLACE, GRADE_CHANGED
from casestate.tables.row import Cells
from casestate.tables.values import Doubt
from casestate.when import When


class Description(NamedTuple):
    """
    How a row describes its charge.

    Attributes:
        fields: The fields of an amendment, by name.
        version: The version of the charge that it names.
        when: The date of the row.
    """

    fields: dict[str, Any]
    version: Any
    when: When


@attrs.define
class Earlier:
    """
    What the rows of one charge have said so far.

    Attributes:
        kinds: The types of act, of those that are another act the second time.
        described: The description in the last row.
        said: What was said, and the id of the entry that said it first.
    """

    kinds: tuple[type[Event], ...] = ()
    described: Description | None = None
    said: dict[Hashable, str] | None = None

    def is_second(self, choice: Making) -> bool:
        """Take the act of a row, and return whether it is a second one of a kind that is another act then."""
        if choice.again is None:
            return False
        if choice.kind in self.kinds:
            return True
        self.kinds += (choice.kind,)
        return False

    def redescribed(
        self, how: Described, cells: Cells, when: When, doubts: list[Doubt]
    ) -> tuple[Description, Description] | None:
        """Take the description in a row, and return it after the one before it if the two differ."""
        fields: dict[str, Any] = how.fields.of(cells, doubts)
        version = None if how.version is None else how.version.of(cells, doubts)
        before, self.described = self.described, Description(fields, version, when)
        if before is None or (before.version == version and (before.fields is fields or before.fields == fields)):
            return None
        return before, self.described

    def first_to_say(self, what: Hashable, id: str) -> str:
        """Take what an entry says, and return the id of the first that says the same: its own, if none did."""
        if self.said is None:
            self.said = {}
        return self.said.setdefault(what, id)


def differences(before: Description, now: Description) -> Iterator[Doubt]:
    """Yield how two descriptions of a charge differ."""
    if now.version != before.version:
        yield AMENDMENT_WITHOUT_ROW, f"names version {now.version}, and the row before it {before.version}"
    else:
        yield CHANGED_IN_PLACE, "describes the charge otherwise than the row before it"
    grade, grade_before = now.fields.get("grade"), before.fields.get("grade")
    if grade != grade_before:
        yield GRADE_CHANGED, f"of grade {grade}, and the row before it {grade_before}"
