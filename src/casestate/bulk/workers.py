"""
Processes that work on buckets, each on one at a time.

They are spawned, for a forked process would share the locks and threads of Arrow. A process keeps the acts of the
bucket that it worked on last, and is given that bucket again if it is asked next.
"""

import pickle
import signal
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa

from casestate.bulk.asking import Opened
from casestate.bulk.courts import Courts
from casestate.bulk.resting import collector_at_rest
from casestate.bulk.spilling import COMPRESSED, Form
from casestate.errors import BucketFailed, CasestateError, InvalidQuestion

Answers = Generator[tuple[int, Any], None, None]
"""The answers of buckets as they come, each after the number of its bucket."""


@attrs.frozen
class Bucket:
    """
    A bucket on disk.

    Attributes:
        name: Its name in errors.
        paths: The files of its slots.
    """

    name: str
    paths: tuple[Path, ...]


@attrs.frozen
class Question:
    """
    A question to every bucket.

    Attributes:
        name: A method of :class:`Opened`.
        asked: Its arguments.
    """

    name: str
    asked: Mapping[str, Any]


class Worker:
    """
    Answers questions to buckets, in the process in which it is.

    Attributes:
        holds: The bucket whose acts are in memory.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._opened: Opened | None = None
        self.holds: Bucket | None = None

    def answer(self, bucket: Bucket, question: Question, path: Path) -> Any:
        """
        Return the answer of a bucket. A table is written to a file, and the path is returned.

        Raises:
            CasestateError: As courts raise it.
            BucketFailed: There was another error.
        """
        try:
            with collector_at_rest():
                answer = getattr(self._open(bucket), question.name)(**question.asked)
            if not isinstance(answer, pa.Table):
                return answer
            with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, answer.schema, options=COMPRESSED) as out:
                out.write_table(answer)
        except CasestateError as problem:
            problem.add_note(f"in {bucket.name}")
            raise
        except Exception as problem:
            raise BucketFailed(f"{bucket.name} has no answer: {type(problem).__name__}: {problem}") from problem
        return path

    def _open(self, bucket: Bucket) -> Opened:
        if self._opened is None or self.holds != bucket:
            self._opened = self.holds = None
            acts, tally = self._form.acts(bucket.paths)
            self._opened, self.holds = Opened(Courts(acts), acts, tally), bucket
        return self._opened


def serve(pipe: Any, form: Form) -> None:
    """Answer the questions that come through a pipe, until it is closed. This is all that a process runs."""
    with suppress(ValueError):  # only the main thread of a process may say how it takes signals
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks ends this one
    worker = Worker(form)
    with suppress(EOFError):
        while True:
            task = pipe.recv()
            try:
                answer = worker.answer(*task)
            except CasestateError as problem:
                answer = _as_sent(problem)
            pipe.send(answer)


def _as_sent(problem: CasestateError) -> CasestateError:
    """Return the error if it can be sent, else one of the same words."""
    try:
        pickle.loads(pickle.dumps(problem))  # noqa: S301  # it was made the line before
    except Exception:  # noqa: BLE001  # an error that is made anew may raise anything
        return BucketFailed(str(problem))
    return problem


class InProcess:
    """Answers for buckets in this process, one after another."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._worker = Worker(form)

    def answers(self, buckets: Sequence[Bucket], question: Question, folder: Path) -> Answers:
        """
        Yield the answers of buckets.

        Raises:
            CasestateError: As courts raise it.
            BucketFailed: There was another error.
        """
        for number in sorted(range(len(buckets)), key=lambda number: buckets[number] != self._worker.holds):
            yield number, self._worker.answer(buckets[number], question, folder / f"answer {number}")

    def stop(self) -> None:
        """Let go of the bucket in memory."""
        self._worker = Worker(self._form)


class Processes:
    """
    Answers for buckets in several processes.

    Raises:
        InvalidQuestion: What the processes need cannot be sent to them.
    """

    def __init__(self, form: Form, jobs: int) -> None:
        try:
            pickle.dumps(form)
        except Exception as problem:  # noqa: BLE001  # pickle lets through whatever an object raises
            raise InvalidQuestion(
                f"the layout or the procedure cannot be sent to another process ({problem}); define its functions at "
                "the top of a module, or work with jobs=1"
            ) from None
        self._form = form
        self._jobs = jobs
        self._started: list[_Process] = []

    def answers(self, buckets: Sequence[Bucket], question: Question, folder: Path) -> Answers:
        """
        Yield the answers of buckets.

        Raises:
            CasestateError: As courts raise it.
            BucketFailed: A process ended before it answered, or there was another error.
            InvalidQuestion: An earlier question is still being answered.
        """
        if any(each.works_on is not None for each in self._started):
            raise InvalidQuestion("an earlier question is still being answered; read its answers to the end first")
        waiting = dict(enumerate(buckets))
        done = False
        try:
            while len(self._started) < min(self._jobs, len(buckets)):
                self._started.append(_Process(self._form))
            for process in self._started:
                process.take(waiting, question, folder)
            while busy := [process for process in self._started if process.works_on is not None]:
                ready = connection.wait([process.pipe for process in busy])
                for process in [each for each in busy if each.pipe in ready]:
                    number, answer = process.answer(buckets)
                    process.take(waiting, question, folder)
                    yield number, answer
            done = True
        finally:
            if not done:
                self.stop()

    def stop(self) -> None:
        """End the processes, whatever they do."""
        while self._started:
            self._started.pop().end()


class _Process:
    """
    A process that works on buckets, seen from the one that asks.

    Attributes:
        pipe: The pipe to it.
        works_on: The number of the bucket that it works on.
        holds: The bucket that it worked on last.
    """

    def __init__(self, form: Form) -> None:
        spawning = get_context("spawn")
        self.pipe, other = spawning.Pipe()
        self._process = spawning.Process(target=serve, args=(other, form), daemon=True)
        self._process.start()
        other.close()
        self.works_on: int | None = None
        self.holds: Bucket | None = None

    def take(self, waiting: dict[int, Bucket], question: Question, folder: Path) -> None:
        """Ask the process for a bucket that waits; for the one that it has in memory, if that is among them."""
        if waiting:
            number = next((number for number, each in waiting.items() if each == self.holds), next(iter(waiting)))
            self.works_on, self.holds = number, waiting.pop(number)
            with suppress(OSError):  # a process that ended is told of where its answer is read
                self.pipe.send((self.holds, question, folder / f"answer {number}"))

    def answer(self, buckets: Sequence[Bucket]) -> tuple[int, Any]:
        """Return the number of the bucket worked on, and its answer."""
        assert self.works_on is not None
        number, self.works_on = self.works_on, None
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            raise BucketFailed(f"{buckets[number].name} has no answer: {_ended(self._process.exitcode)}") from None
        if isinstance(answer, CasestateError):
            raise answer
        return number, answer

    def end(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        return (
            f"signal {-code} ended the process that worked on it, perhaps for want of memory; work on fewer rows at "
            "once, or with fewer jobs"
        )
    return (
        f"the process that worked on it ended with exit code {code}; a script that works with several jobs does so "
        "under: if __name__ == '__main__'"
    )
