"""Items written to numbered temporary files, and read back file by file."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

TOGETHER = 256
"""So many items of one file are pickled together."""


def part(
    items: Iterable[tuple[int, Any]], paths: Sequence[Path], reached: Callable[[int], object] = lambda _: None
) -> None:
    """
    Write items to files.

    Args:
        items: The items, each after the place of its file among the paths.
        paths: The files, each of which is made anew.
        reached: Called with the number of items so far.

    Raises:
        OSError: The files cannot be written.
    """
    waiting: list[list[Any]] = [[] for _ in paths]
    with ExitStack() as opened:
        files = [opened.enter_context(path.open("wb")) for path in paths]
        for number, (place, item) in enumerate(items, 1):
            batch = waiting[place]
            batch.append(item)
            if len(batch) == TOGETHER:
                pickle.dump(batch, files[place], protocol=5)
                batch.clear()
                reached(number)
        for file, batch in zip(files, waiting, strict=True):
            pickle.dump(batch, file, protocol=5)


def items_in(paths: Iterable[Path]) -> Iterator[Any]:
    """Yield the items of some files, in the order in which they were written."""
    for path in paths:
        size = path.stat().st_size
        with path.open("rb") as file:
            while file.tell() < size:
                yield from pickle.load(file)  # noqa: S301  # written above, to a folder that nobody else can write to
