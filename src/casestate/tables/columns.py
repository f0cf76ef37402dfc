"""The columns of a table that a layout reads."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from casestate.errors import InvalidTable
from casestate.tables.hints import near
from casestate.texts import composed


def columns_of(names: Iterable[Any], layout: Any, table: str) -> list[str]:
    """
    Return the columns that a layout reads, in its order, as the table spells them.

    Unicode writes some letters in two ways, so a name may be spelled otherwise than in the layout.

    Raises:
        InvalidTable: The table lacks one, or has two of one name; the error names each key, and the columns that are
            most like it.
    """
    found = [name for name in names if isinstance(name, str)]
    refuse_twice(found, table)
    spelled = {composed(name): name for name in found}
    wrong = [
        f"{', '.join(dict.fromkeys(keys))}: {table} has no column {name!r}{near(name, found)}"
        for name, keys in layout.plan.used.items()
        if name not in spelled
    ]
    if wrong:
        wrong.append(f"its columns: {', '.join(found)}")
        if len(found) == 1:
            wrong.append("it has this one column alone; state what parts its cells, such as delimiter = ';'")
        raise InvalidTable("\n".join(wrong))
    return [spelled[name] for name in layout.columns]


def refuse_twice(names: Iterable[str], table: str) -> None:
    """
    Refuse a table with two columns of one name.

    Raises:
        InvalidTable: It has two; the error names them.
    """
    twice = [name for name, count in Counter(map(composed, names)).items() if count > 1 and name.strip()]
    if twice:
        shown = ", ".join([repr(name) for name in twice])
        raise InvalidTable(f"{table} has two columns of one name: {shown}; give each its own name")
