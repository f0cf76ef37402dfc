"""Write the reference pages that are made from the code: `python docs/generate.py`. A test keeps them fresh."""

from collections.abc import Iterator
from pathlib import Path

from casestate.codec import schema
from casestate.events import EVENT_TYPES
from casestate.law import GENERIC, PROCEDURES, Machine, Transition
from casestate.law.catalogue import Explained, catalogue
from casestate.show.mermaid import diagram

REFERENCE = Path(__file__).parent / "reference"
FINDINGS = Path(__file__).parent.parent / "tests" / "findings"
"""For each code the smallest file that raises it, and the words it then has."""


def pages() -> dict[str, str]:
    """Each made page by the name of its file."""
    made = {
        "transitions.md": _transitions(),
        "events.md": _events(),
        "findings.md": _findings(),
        "diagrams.md": _diagrams(),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()} | {"casefile.schema.json": schema.text()}


def _transitions() -> Iterator[str]:
    yield "# The transition table\n"
    yield "Made from the table itself. Which act may follow which, and what it does; anything else is a finding."
    yield "The order of the rows breaks ties of date.\n"
    for machine in GENERIC.machines:
        yield from _machine(machine)


def _machine(machine: Machine) -> Iterator[str]:
    yield f"## One {machine.kind}\n"
    yield "| row | act | where | from | to | sets | binds | rule | reason |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in machine.rows:
        cells = (
            row.id,
            f"`{row.act.__name__}`",
            _where(machine, row),
            _from(row),
            row.to or "stays",
            ", ".join(_set(row, axis) for axis in row.sets),
            row.standing,
            row.cite,
            row.reason,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _where(machine: Machine, row: Transition) -> str:
    """For which values of the act the row speaks, or for which charge."""
    if row.link:
        return f"for a charge named in {row.link}"
    field = machine.fields.get(row.act, "")
    if row.values:
        return f"{field}: {', '.join(row.values)}"
    return f"any other {field}" if field else ""


def _from(row: Transition) -> str:
    """The phases in which it is open, and the case in which it speaks where it has one of its own."""
    return "; ".join([", ".join(row.start), *_case(row)])


def _case(row: Transition) -> Iterator[str]:
    """The conditions of a conditional row."""
    for axis, values in row.given.items():
        yield f"{axis} {' or '.join(values)}"
    if row.after:
        yield f"after {' or '.join(f'`{act.wire}`' for act in row.after)}"
    for field, words in row.filed.items():
        yield f"{field} {' or '.join(words)}" if words else f"with {field}"
    if row.confirms:
        yield "of that day or the next"
    if row.undoes:
        yield "undoes the act that did so"
    if row.appellant:
        yield f"review sought by: {row.appellant}"


def _set(row: Transition, axis: str) -> str:
    """What it sets an axis to, and where it does so only from certain values, those it changes or those it leaves."""
    only, values = row.where.get(axis), tuple(type(row.sets[axis]))
    if only is None:
        return f"{axis} {row.sets[axis]}"
    left = [value for value in values if value not in only]
    words = f"if {' or '.join(only)}" if len(only) <= len(left) else f"unless {' or '.join(left)}"
    return f"{axis} {row.sets[axis]} ({words})"


def _events() -> Iterator[str]:
    yield "# The events\n"
    yield "Made from the code. All are in `casestate.events`.\n"
    yield "| event | in files | version | what it records |"
    yield "|---|---|---|---|"
    for event in EVENT_TYPES:
        first = (event.__doc__ or "").strip().splitlines()[0]
        yield f"| `{event.__name__}` | `{event.wire}` | {event.version} | {first} |"


def _findings() -> Iterator[str]:
    yield "# The findings\n"
    yield "Made from the catalogue. What each code means, the smallest file that raises it, the exact words and what"
    yield "settles it. `casestate check --explain CODE` says the same in a terminal; `--select` and `--ignore` choose"
    yield "codes.\n"
    yield "| code | severity | meaning |"
    yield "|---|---|---|"
    for told in catalogue().values():
        yield f"| [`{told.code}`](#{told.code}) | {told.severity} | {told.meaning} |"
    yield ""
    for told in catalogue().values():
        yield from _finding(told)


def _finding(told: Explained) -> Iterator[str]:
    yield f"## {told.code}\n"
    yield f"Severity {told.severity}. {told.meaning}\n"
    yield "```json"
    yield (FINDINGS / f"{told.code}.jsonl").read_text(encoding="utf-8").rstrip()
    yield "```\n"
    yield "```text"
    yield (FINDINGS / f"{told.code}.txt").read_text(encoding="utf-8").rstrip()
    yield "```\n"


def _diagrams() -> Iterator[str]:
    yield "# The table as diagrams\n"
    yield "Made from the table, and printed by `casestate diagram`. An edge is what one or more acts do; acts that"
    yield "leave the phase as it is are left out. An edge out of an end is a review, or an act that reopens.\n"
    for machine in GENERIC.machines:
        yield f"## One {machine.kind}\n"
        yield f"```mermaid\n{diagram(GENERIC, machine.kind)}```\n"
    for procedure in PROCEDURES.values():
        differing = [kind for kind in procedure.by_kind if diagram(procedure, kind) != diagram(GENERIC, kind)]
        for kind in differing:
            yield f"## One {kind}, {procedure.name}\n"
            yield f"```mermaid\n{diagram(procedure, kind)}```\n"


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
