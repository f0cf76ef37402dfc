"""The page of the transition table."""

from collections.abc import Iterator

from _pages.authorities import not_read
from casestate.law import GENERIC, Machine, Row


def page() -> Iterator[str]:
    yield "# The transition table\n"
    yield "Made from the table itself. Which act may follow which, and what it does; anything else is a finding."
    yield "The order of the rows breaks ties of date."
    yield "[Derive a procedure](../how-to/derive-a-procedure.md) shows the notation in which rows are written.\n"
    for machine in GENERIC.machines:
        yield from _machine(machine)
    yield "## Authorities that were not read\n"
    yield "What a row cites one of these for is a default, to be checked before anything rests on it.\n"
    yield from not_read([(row.id, row.cite) for row in GENERIC.rows])


def _machine(machine: Machine) -> Iterator[str]:
    yield f"## One {machine.kind}\n"
    yield "| row | act | where | from | to | sets | scope | rule | reason |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in machine.rows:
        cells = (
            row.id,
            f"`{row.act.__name__}`",
            _where(machine, row),
            _from(row),
            row.to or "stays",
            ", ".join(_set(row, axis) for axis in row.sets),
            f"{row.scope}, reported as `{row.doubt}`" if row.doubt else row.scope,
            row.cite,
            row.why,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _where(machine: Machine, row: Row) -> str:
    """Return the values of the act for which the row speaks, or the charge for which it does."""
    if row.link:
        return f"for a charge named in {row.link}"
    field = machine.fields.get(row.act, "")
    if row.values:
        return f"{field}: {', '.join(row.values)}"
    return f"any other {field}" if field else ""


def _from(row: Row) -> str:
    """Return the phases in which the row is open, its condition, and the acts that it undoes."""
    came_in = f" from {', '.join(row.undone_from)}" if row.undone_from else ""
    undoes = [f"undoes {_words('|'.join(row.undoes))}{came_in}"] if row.undoes else []
    return "; ".join([", ".join(row.start), *[_words(str(clause)) for clause in row.when.clauses], *undoes])


def _set(row: Row, axis: str) -> str:
    """Return the value to which the row sets an axis, with the values from which it does so or does not."""
    open_question = ", unknown until adopted" if axis in row.differs else ""
    if axis not in row.guards:
        return f"{axis} {row.sets[axis]}{open_question}"
    choice = row.guards[axis].choice
    words = f"unless {choice[2:]}" if choice.startswith("!") else f"if {choice[1:]}"
    return f"{axis} {row.sets[axis]} ({_words(words)}){open_question}"


def _words(notation: str) -> str:
    """Return words of the notation as prose: a bar would end the cell of the table."""
    return notation.replace("|", " or ").replace("!=", " not ").replace("=", " ")
