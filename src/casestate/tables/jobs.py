"""The cases of a table, worked on in batches by one process or several."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Generic, TypeVar

import attrs

from casestate.casefile import CaseFile
from casestate.tables.assembling import Assembler
from casestate.tables.gathering import gathered
from casestate.tables.layout import Layout
from casestate.tables.row import Row
from casestate.tables.rows import Table, rows_of
from casestate.tables.tally import Tally

R = TypeVar("R")
Batch = list[tuple[str, list[Row]]]

_BATCH = 5_000
"""So many rows, and the rest of their last case, are handed to a process at once."""
_AHEAD = 2
"""So many batches wait for each process."""


@attrs.frozen
class Work(Generic[R]):
    """
    What is done with each batch of cases: files are made, their findings counted, and something done with each.

    Attributes:
        load: Returns the layout; another process calls it anew.
        do: What is done with each case file.
        find: Counts what is doubtful in the case files of a batch.
    """

    load: Callable[[], Layout]
    do: Callable[[CaseFile], R]
    find: Callable[[Sequence[CaseFile], Tally], None]

    def on(self, batch: Batch, layout: Layout) -> tuple[Tally, list[R]]:
        """Return the counts of a batch, and what was done with each case."""
        tally = Tally()
        assembler = Assembler(layout.plan, layout.procedure, tally)
        cases = [assembler.case(id, rows).case for id, rows in batch]
        self.find(cases, tally)
        return tally, [self.do(case) for case in cases]


def find_one_by_one(cases: Sequence[CaseFile], tally: Tally) -> None:
    """Count what is doubtful in case files, each folded by itself."""
    for case in cases:
        tally.tell(case.id, case.at().findings)


_LAYOUT: list[Layout] = []
"""In a process that works for another, the layout, loaded once."""


def _begin(load: Callable[[], Layout]) -> None:
    _LAYOUT[:] = [load()]


def _done(work: Work[R], batch: Batch) -> tuple[Tally, list[R]]:
    return work.on(batch, _LAYOUT[0])


def work(table: Table, work: Work[R], *, jobs: int = 1) -> Iterator[tuple[Tally, list[R]]]:
    """
    Yield what was done with each batch of the cases of a table, in the order of the cases.

    Args:
        table: The table.
        work: What is done with each batch. With several jobs it must be picklable.
        jobs: The number of processes; the rows are read by this one.

    Raises:
        InvalidLayout: The layout cannot be used.
        InvalidTable: The table cannot be read with it.
    """
    layout = work.load()
    batches = _batched(gathered(rows_of(table, layout), layout.plan.case))
    if jobs == 1:
        yield from (work.on(batch, layout) for batch in batches)
        return
    waiting: deque[Future[tuple[Tally, list[R]]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (work.load,)) as pool:
        for batch in batches:
            waiting.append(pool.submit(_done, work, batch))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batched(cases: Iterable[tuple[str, list[Row]]]) -> Iterator[Batch]:
    batch: Batch = []
    rows = 0
    for id, held in cases:
        batch.append((id, held))
        rows += len(held)
        if rows >= _BATCH:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch
