"""The source of each row, where columns give it."""

from collections.abc import Mapping
from typing import Any

import attrs

from casestate.codec.shape import fields_of
from casestate.errors import CasestateError
from casestate.law.findings import FindingType
from casestate.sources import Source
from casestate.tables.filling import Filling
from casestate.tables.hints import near
from casestate.tables.plan import Fill
from casestate.tables.row import Cells
from casestate.tables.values import Column, Template

_FIELDS = ("name", "basis", "published")


@attrs.frozen(eq=False)
class Sourcing:
    """
    The sources of rows. Rows of one source share it.

    Attributes:
        fixed: The source as far as the layout states it.
        fills: The fields that columns give.
        kept: The sources made so far.
    """

    fixed: Source
    fills: dict[str, Fill]
    kept: dict[tuple[Any, ...], Source] = attrs.field(factory=dict)

    def of(self, cells: Cells, doubts: list[tuple[FindingType, str]]) -> Source:
        """Return the source of a row, and add what is doubtful about it."""
        values = tuple([fill.of(cells, doubts) for fill in self.fills.values()])
        found = self.kept.get(values)
        if found is None:
            given = {name: value for name, value in zip(self.fills, values, strict=True) if value is not None}
            found = self.kept[values] = attrs.evolve(self.fixed, **given)
        return found


def sourcing(stated: Source | Mapping[str, Any], filling: Filling) -> Source | Sourcing:
    """Return the source that a layout states, or the sources of its rows; problems are noted."""
    if isinstance(stated, Source):
        return stated
    fixed: dict[str, Any] = {"name": "unknown"}
    fills: dict[str, Fill] = {}
    for name, value in stated.items():
        if name not in _FIELDS:
            filling.wrong(f"source.{name}", f"a source has {', '.join(_FIELDS)}{near(name, _FIELDS)}")
        elif isinstance(value, Column | Template):
            fills[name] = filling.fill(fields_of(Source)[name], value, f"source.{name}")
        else:
            fixed[name] = value
    if "name" not in stated:
        filling.wrong("source", "a source needs a name")
    try:
        plain = Source(**fixed)
    except CasestateError as problem:
        filling.wrong("source", str(problem))
        plain = Source("unknown")
    return Sourcing(plain, fills) if fills else plain
