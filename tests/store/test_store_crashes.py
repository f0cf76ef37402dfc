"""
Processes that are killed while they append, and several that append at once.

CASESTATE_KILLS and CASESTATE_APPENDS raise their numbers.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import stores
from contending import GATES

from casestate.store import RecordKind, follow, open_store

HERE = Path(__file__).parents[1]
KILLS = int(os.environ.get("CASESTATE_KILLS", "6"))
APPENDS = int(os.environ.get("CASESTATE_APPENDS", "40"))


def run(script: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def let_through(writers: "list[subprocess.Popen[str]]") -> None:
    """Let all processes continue once all are ready."""
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


@pytest.mark.long
@pytest.mark.parametrize("kind", stores.DURABLE)
@pytest.mark.parametrize("work", ["appending", "opening", "expunging"])
def test_acknowledged_work_survives_repeated_kills(work: str, kind: str, tmp_path: Path) -> None:
    """Appends are complete, a case has all of its history, and destroyed content is gone from the files."""
    child = run("crashing.py", work, stores.address(kind, tmp_path), KILLS, 7)
    out, err = child.communicate(timeout=60 + 10 * KILLS)  # an expungement writes the whole file anew
    assert child.returncode == 0, err
    counts = json.loads(out)
    print(work, kind, counts)
    assert counts["kills"] == KILLS
    assert counts["there"] >= counts["acknowledged"] >= KILLS


@pytest.mark.parametrize("kind", stores.DURABLE)
def test_several_writers_lose_nothing_and_a_follower_sees_everything_once(kind: str, tmp_path: Path) -> None:
    """All start from the same state, so each learns at least once that the case has grown, and appends again."""
    address = stores.address(kind, tmp_path)
    with open_store(address) as store:
        store.create("case")
        writers = [run("contending.py", address, name, APPENDS) for name in ("a", "b", "c")]
        for _ in range(GATES):
            let_through(writers)
        seen = list(follow(store, wait=0.01, until=lambda: all(writer.poll() is not None for writer in writers)))
        seen += store.read_all(seen[-1].position)
        ends = [writer.communicate(timeout=60) for writer in writers]
        assert [writer.returncode for writer in writers] == [0, 0, 0], ends
        case = store.open_case("case")
        store.verify()
    conflicts = [int(out) for out, _ in ends]
    print(kind, "appends", len(case), "conflicts", conflicts)
    assert min(conflicts) >= 1
    assert [record.position for record in seen] == list(range(1, 3 * APPENDS + 2))
    assert {entry.id for entry in case} == {f"{name}-{number}" for name in "abc" for number in range(APPENDS)}
    texts = [getattr(record.entry.event, "text") for record in seen if record.kind is RecordKind.ENTRY and record.entry]  # noqa: B009
    assert texts == [f"after {place}" for place in range(3 * APPENDS)]
