"""Write the reference pages that are made from the code: `python docs/generate.py`. A test keeps them fresh."""

from collections.abc import Iterator
from pathlib import Path

from casestate.events import EVENT_TYPES
from casestate.law import GENERIC, Machine, Transition

REFERENCE = Path(__file__).parent / "reference"


def pages() -> dict[str, str]:
    """Each made page by the name of its file."""
    return {"transitions.md": "\n".join(_transitions()) + "\n", "events.md": "\n".join(_events()) + "\n"}


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
            ", ".join(row.start),
            row.to or "stays",
            ", ".join(f"{axis} {value}" for axis, value in row.sets.items()),
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


def _events() -> Iterator[str]:
    yield "# The events\n"
    yield "Made from the code. All are in `casestate.events`.\n"
    yield "| event | in files | version | what it records |"
    yield "|---|---|---|---|"
    for event in EVENT_TYPES:
        first = (event.__doc__ or "").strip().splitlines()[0]
        yield f"| `{event.__name__}` | `{event.wire}` | {event.version} | {first} |"


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
