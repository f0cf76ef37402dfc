"""The page of the diagrams of the transition table."""

from collections.abc import Iterator

from casestate.law import GENERIC, PROCEDURES
from casestate.show.mermaid import diagram


def page() -> Iterator[str]:
    yield "# The table as diagrams\n"
    yield "Made from the table, and printed by `casestate diagram`. An edge is what one or more acts do. The diagrams"
    yield "leave out acts that do not change the phase, acts that only some places allow, and doubtful acts."
    yield "An edge out of an end is a review, or an act that reopens.\n"
    for machine in GENERIC.machines:
        yield f"## One {machine.kind}\n"
        yield f"```mermaid\n{diagram(GENERIC, machine.kind)}```\n"
    for procedure in PROCEDURES.values():
        differing = [kind for kind in procedure.by_kind if diagram(procedure, kind) != diagram(GENERIC, kind)]
        for kind in differing:
            yield f"## One {kind}, {procedure.name}\n"
            yield f"```mermaid\n{diagram(procedure, kind)}```\n"
