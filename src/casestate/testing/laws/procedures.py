"""Laws of a procedure: of the transition table that governs a file, the library's own or a derived one."""

from collections.abc import Iterable, Iterator

from casestate.events import CitationAct, ClaimAct, Stated
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.law.transition import Machine
from casestate.testing.asked import as_procedure
from casestate.testing.laws.graph import Graph
from casestate.testing.laws.invariants import INVARIANTS
from casestate.testing.laws.law import Counterexample, LawBroken, chosen
from casestate.vocabulary import Closed


def every_phase_is_reached(graph: Graph) -> None:
    """
    Lawful acts lead from the first phase to every phase that a row starts from or leads to.

    Guards against excluding a row that others depend on, such as the start of a diversion but not its completion.
    """
    for machine in graph.procedure.machines:
        reached = _reached(machine)
        for row in machine.rows:
            for phase in (*row.start, *([row.to] if row.to and row.start else [])):
                if phase not in reached:
                    raise _of_row(graph, row, f"no lawful acts lead a {machine.kind} to {phase.value}")


def every_row_can_speak(graph: Graph) -> None:
    """
    Every row that starts from some phase applies to some act in some phase.

    Guards against a row that never applies, because another row always matches its act first.
    """
    for machine in graph.procedure.machines:
        spoken = set(_spoken(graph.procedure, machine))
        for row in machine.rows:
            if row.start and not row.unread and row.id not in spoken:
                raise _of_row(graph, row, "another row always answers for its act before it")


def ends_open_by_name_only(graph: Graph) -> None:
    """
    An ended charge, claim or citation is reopened only by a row that says ``reopens=True``.

    Guards against reopening an ended case by presuming a missing step, which a row with ``reopens=True`` never does.
    """
    for machine in graph.procedure.machines:
        for row in machine.rows:
            opens = machine.ends.intersection(row.start) and row.to is not None and row.to not in machine.ends
            if opens and not row.reopens:
                raise _of_row(graph, row, "it opens what had ended, and does not say reopens=True")


def i11_i12_sides_are_apart(graph: Graph) -> None:
    """
    No civil or regulatory act and no statement has a row in the table of charges.

    Guards against a settlement that dismisses a charge, and a spokesman's statement that convicts.
    """
    for row in graph.procedure.by_kind["charge"].rows:
        if issubclass(row.act, ClaimAct | CitationAct | Stated):
            raise _of_row(graph, row, f"{row.act.__name__} is no act on a charge")


def _reached(machine: Machine) -> set[Closed]:
    reached = {machine.first}
    while new := {row.to for row in machine.rows if row.to and reached.intersection(row.start)} - reached:
        reached |= new
    return reached


def _spoken(procedure: Procedure, machine: Machine) -> Iterator[str]:
    """Yield the rows that apply to some act in some phase."""
    for compiled in procedure.tables[machine.kind].values():
        for by_phase in compiled.moves.values():
            for move in by_phase.values():
                yield from (each.row.id for each in move.instead)
                if move.lawful:
                    yield move.row.id


def _of_row(graph: Graph, row: Row, words: str) -> Counterexample:
    return Counterexample(f"Under {graph.procedure.name}, row {row.id} ({row.why}): {words}", f"# the row\n{row!r}")


PROCEDURE_LAWS = (
    every_phase_is_reached,
    every_row_can_speak,
    ends_open_by_name_only,
    i11_i12_sides_are_apart,
    *INVARIANTS,
)
"""The laws of a procedure, in the order in which they are tried."""


def check_procedure(procedure: Procedure, *, laws: Iterable[str] | None = None, without: Iterable[str] = ()) -> None:
    """
    Test a procedure against the invariants of the law, over every state of a charge that its table can reach.

    Nothing is drawn: the table is finite and every step in it is examined, which takes a few seconds.

    >>> from casestate.law import GENERIC
    >>> check_procedure(GENERIC.derive("elsewhere", without=["T58"]), laws=["every_row_can_speak"])

    Args:
        procedure: The procedure, such as one of your own from ``GENERIC.derive(...)``.
        laws: The names of the laws to try; all of :data:`PROCEDURE_LAWS` by default.
        without: The names of laws to leave out, for a jurisdiction whose law really differs.

    Raises:
        LawBroken: A law does not hold; the error names the law and shows a shortest history that breaks it.
        InvalidQuestion: There is no law with a given name, no law is left to try, or an argument is not valid.
    """
    graph, wanted = Graph(as_procedure(procedure)), chosen(PROCEDURE_LAWS, laws, without)
    for law in wanted:
        try:
            law(graph)
        except Counterexample as found:
            raise LawBroken(law, found) from None
