"""More case files than one process can hold, or than one core can ask in the time there is."""

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from functools import cached_property
from itertools import chain
from os import PathLike, fspath
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal, Self

import pyarrow as pa
from pyarrow import parquet

from casestate.bulk.adding import added
from casestate.bulk.asking import PLACE, all_counts, all_summaries, together
from casestate.bulk.courts import Between, Day, Summary, days_of
from casestate.bulk.findings import Findings
from casestate.bulk.reading import batches_of
from casestate.bulk.slots import bucketed, slot_of
from casestate.bulk.spilling import Form, OfActs, OfFiles, OfRows, spill_acts, spill_files, spill_rows
from casestate.bulk.workers import Bucket, InProcess, Processes, Question
from casestate.casefile import CaseFile
from casestate.engine.order import FOREVER
from casestate.errors import BucketFailed, InvalidQuestion, NotInFile
from casestate.law import GENERIC, Procedure
from casestate.records import COLUMNS
from casestate.store import Store
from casestate.tables import Layout
from casestate.tables.tally import Tally

Progress = Callable[[str, int, int | None], object]
"""Called with a word for the work, how much of it is done, and of how much; ``None`` where that is not known."""
Tabled = Literal["states", "defendants", "spells", "findings"]
"""The questions whose answers are tables with rows of each case."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The errors of a disk that takes no more."""


def split(
    source: Any,
    layout: Layout | None = None,
    *,
    procedure: Procedure | None = None,
    jobs: int = 1,
    rows: int = 1_000_000,
    folder: str | PathLike[str] | None = None,
    progress: Progress = lambda *_: None,
) -> "Buckets":
    """
    Part many case files into buckets of whole cases, to ask them together in bounded memory and by several processes.

    It takes what :func:`casestate.bulk.read` takes. The rows are written to a temporary folder, which is removed at the
    end of ``with``. Rows that are no acts raise when a question is first asked.

    >>> import pyarrow as pa
    >>> rows = pa.table({
    ...     "case": ["C1", "C1", "C2"], "defendant": ["A. Doe"] * 3, "charge": ["1"] * 3,
    ...     "type": ["charge.filed", "charge.dismissed", "charge.filed"],
    ...     "date": ["2023-01-31", "2023-04-21", "2023-02-14"],
    ... })
    >>> with split(rows, rows=2) as courts:
    ...     courts.states("2023-05-01")["phase"].to_pylist()
    ['dismissed', 'charged']

    Args:
        source: Case files, a store of them, or a table.
        layout: How the rows of a table become acts.
        procedure: The law of a table without a layout; by default the generic one.
        jobs: The number of processes; with one, buckets are worked on in this one. A script that asks for several does
            so under ``if __name__ == "__main__"``, for each imports it.
        rows: About how many rows each process works on at once. A million take it 600 MB or so. A case is never parted.
        folder: Where the temporary folder is made; by default where the system has them.
        progress: Called with a word for the work, how much is done, and of how much.

    Raises:
        InvalidQuestion: The source holds something else, or two case files of one id; there is no such number of jobs
            or rows; or the layout or procedure cannot be sent to another process.
        InvalidTable: The table lacks a column, a row names no case, or the table cannot be read.
        BucketFailed: The rows cannot be written, as when the disk is full.
    """
    for name, number in (("jobs", jobs), ("rows", rows)):
        if type(number) is not int or number < 1:
            raise InvalidQuestion(f"{name}= takes a whole number of 1 or more, not {number!r}")
    kept = TemporaryDirectory(prefix="casestate-", dir=folder)
    try:
        form, sizes = _spilled(source, layout, procedure, Path(kept.name), lambda done: progress("rows", done, None))
        work = InProcess(form) if jobs == 1 else Processes(form, jobs)
    except OSError as problem:
        kept.cleanup()
        if problem.errno in FULL:
            raise BucketFailed(
                f"there is no room in {kept.name} ({problem}); give folder= where there is, or set TMPDIR"
            ) from None
        raise
    except BaseException:
        kept.cleanup()
        raise
    parts = bucketed(sizes, rows, jobs) or [[]]
    buckets = [
        Bucket(f"bucket {number} of {len(parts)}", tuple([Path(kept.name, str(slot)) for slot in slots]))
        for number, slots in enumerate(parts, 1)
    ]
    return Buckets(kept, buckets, work, progress)


def _spilled(
    source: Any, layout: Layout | None, procedure: Procedure | None, folder: Path, reached: Callable[[int], object]
) -> tuple[Form, list[int]]:
    if layout is not None:
        return OfRows(layout), spill_rows(source, layout, folder, reached)
    if isinstance(source, str | PathLike) or hasattr(source, "__arrow_c_stream__"):
        form = OfActs(GENERIC if procedure is None else procedure)
        return form, spill_acts(*batches_of(source), folder, reached)
    cases = map(source.open_case, source.cases()) if isinstance(source, Store) else source
    if not isinstance(cases, Iterable):
        raise InvalidQuestion(f"bulk work takes case files, a store, or a table, not {source!r}")
    laws: list[Procedure] = []
    return OfFiles(laws), spill_files(cases, laws, folder, reached)


def _states(as_of: Day | Iterable[Day] = None, columns: Iterable[str] = COLUMNS) -> dict[str, Any]:
    return {"as_of": _days(as_of), "columns": list(columns)}


def _defendants(as_of: Day | Iterable[Day] = None) -> dict[str, Any]:
    return {"as_of": _days(as_of)}


def _spells(field: str = "phase") -> dict[str, Any]:
    return {"field": field}


def _findings(as_of: Day = None) -> dict[str, Any]:
    (day,) = _days(as_of)
    return {"as_of": day}


def _days(as_of: Day | Iterable[Day]) -> list[date | None]:
    return [None if day == FOREVER else date.fromordinal(day) for day in days_of(as_of)]


_ASKED: Mapping[str, Callable[..., dict[str, Any]]] = {
    "states": _states,
    "defendants": _defendants,
    "spells": _spells,
    "findings": _findings,
}


class Buckets:
    """
    Many case files in buckets, ready to be asked together. Made by :func:`casestate.bulk.split`; use it in ``with``.

    Every answer is that of :class:`casestate.bulk.Courts`, rows in the same order. An error in a bucket, or the end of
    a process, raises an error that names the bucket; there is no answer without it.
    """

    def __init__(
        self,
        folder: "TemporaryDirectory[str]",
        buckets: Sequence[Bucket],
        work: InProcess | Processes,
        progress: Progress,
    ) -> None:
        self._folder = folder
        self._buckets = buckets
        self._work = work
        self._progress = progress

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, and remove the temporary folder."""
        self._work.stop()
        self._folder.cleanup()

    def __len__(self) -> int:
        return len(self._buckets)

    def __repr__(self) -> str:
        return f"<Buckets: {len(self)}>"

    def states(self, as_of: Day | Iterable[Day] = None, *, columns: Iterable[str] = COLUMNS) -> pa.Table:
        """
        Return the state of each charge, claim and citation on each of several days, as :meth:`Courts.states` does.

        Raises:
            InvalidWhen: One of the days is not exactly one day.
            InvalidQuestion: There is no such column.
            BucketFailed: A bucket has no answer.
        """
        return together(self._tables("states", **_states(as_of, columns)))

    def defendants(self, as_of: Day | Iterable[Day] = None) -> pa.Table:
        """
        Return what is said of each defendant on each of several days, as :meth:`Courts.defendants` does.

        Raises:
            InvalidWhen: One of the days is not exactly one day.
            BucketFailed: A bucket has no answer.
        """
        return together(self._tables("defendants", **_defendants(as_of)))

    def spells(self, field: str = "phase") -> pa.Table:
        """
        Return from when to when a field had each of its values, as :meth:`Courts.spells` does.

        Raises:
            InvalidQuestion: No charge, claim or citation has such a field, or its values differ from charge to charge.
            TooManyPossibilities: Of some charge there are more states than can be worked through.
            BucketFailed: A bucket has no answer.
        """
        return together(self._tables("spells", **_spells(field)))

    def caseload(self, every: str = "month", *, between: Between = (None, None)) -> pa.Table:
        """
        Return how many charges are pending at the end of each period, as :meth:`Courts.caseload` does.

        Raises:
            InvalidQuestion: There is no such period.
            InvalidWhen: One of the days is not exactly one day, or the last is before the first.
            BucketFailed: A bucket has no answer.
        """
        return added(pa.concat_tables(self._tables("caseload", every=every, between=between)), every)

    def findings(self, as_of: Day = None) -> Findings:
        """
        Return what is doubtful in the files at the end of a day, as :meth:`Courts.findings` does.

        Counts alone need little memory, whatever the number of findings.

        Raises:
            InvalidWhen: It is not exactly one day.
            BucketFailed: A bucket has no answer.
        """
        asked = _findings(as_of)
        return Findings(
            lambda: together(self._tables("findings", **asked)), lambda: all_counts(self._in_order("counts", **asked))
        )

    def each(self, question: Tabled, **asked: Any) -> Iterator[pa.Table]:
        """
        Return the answer to a question bucket by bucket, for what is more than memory holds.

        The rows of a case are in one table. Read it to the end, or close it, before the next question.

        Args:
            question: ``states``, ``defendants``, ``spells`` or ``findings``.
            asked: The arguments of the method of that name.

        Raises:
            InvalidQuestion: There is no such question.
            BucketFailed: A bucket has no answer; the iterator raises it, and everything that the question raises.
        """
        if question not in _ASKED:
            raise InvalidQuestion(f"there is no question {question!r} to each bucket; known: {', '.join(_ASKED)}")
        tables = self._tables(question, **_ASKED[question](**asked))
        return (table.drop_columns(PLACE) for table in tables)

    def write(self, path: str | PathLike[str], question: Tabled, **asked: Any) -> int:
        """
        Write the answer to a question to a Parquet file bucket by bucket, and return the number of its rows.

        The rows are those of the method, a bucket after the other. The file is there when it is whole, or not at all.

        Args:
            path: The file.
            question: ``states``, ``defendants``, ``spells`` or ``findings``.
            asked: The arguments of the method of that name.

        Raises:
            InvalidQuestion: There is no such question.
            BucketFailed: A bucket has no answer, or there is no room for the file.
        """
        whole = Path(fspath(path))
        part = whole.with_name(f"{whole.name}.part")
        rows = 0
        try:
            tables = self.each(question, **asked)
            first = next(tables)
            with parquet.ParquetWriter(part, first.schema) as writer:
                for table in chain([first], tables):
                    writer.write_table(table)
                    rows += table.num_rows
            part.replace(whole)
        except OSError as problem:
            if problem.errno in FULL:
                raise BucketFailed(f"there is no room for {whole} ({problem})") from None
            raise
        finally:
            part.unlink(missing_ok=True)
        return rows

    def case(self, name: str) -> CaseFile:
        """
        Return one of the files, to ask it anything.

        Raises:
            NotInFile: There is none of this name.
            BucketFailed: Its bucket has no answer.
        """
        file = Path(self._folder.name, str(slot_of(name)))
        for bucket in self._buckets:
            if file in bucket.paths:
                question = Question("case", {"name": name})
                with suppress(NotInFile):
                    ((_, case),) = self._work.answers([bucket], question, Path(self._folder.name))
                    assert isinstance(case, CaseFile)
                    return case
        raise NotInFile(f"there is no case {name!r} in these {len(self)} buckets")

    @cached_property
    def summary(self) -> Summary:
        """
        What was read, and how it is worked out.

        A shape that several buckets have is folded in each of them, so ``shapes`` and ``nodes`` count it as often.
        """
        return all_summaries([told for told, _ in self._read])

    @cached_property
    def tally(self) -> Tally | None:
        """The rows that a layout read, those kept as notes, and the findings about them; ``None`` without one."""
        told = [tally for _, tally in self._read if tally is not None]
        if not told:
            return None
        every = Tally()
        for tally in told:
            every.add(tally)
        return every

    @cached_property
    def _read(self) -> list[tuple[Summary, Tally | None]]:
        return list(self._in_order("summary"))

    def _tables(self, question: str, **asked: Any) -> Iterator[pa.Table]:
        for path in self._in_order(question, **asked):
            with pa.OSFile(str(path), "rb") as file:
                table = pa.ipc.open_stream(file).read_all()
            path.unlink()
            yield table

    def _in_order(self, question: str, **asked: Any) -> Iterator[Any]:
        """Yield the answers of the buckets, one bucket after the other."""
        told: dict[int, Any] = {}
        place = 0
        self._progress(question, 0, len(self))
        asking = self._work.answers(self._buckets, Question(question, asked), Path(self._folder.name))
        with closing(asking) as answers:
            for done, (number, answer) in enumerate(answers, 1):
                told[number] = answer
                self._progress(question, done, len(self))
                while place in told:
                    yield told.pop(place)
                    place += 1
