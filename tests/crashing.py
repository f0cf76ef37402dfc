"""
Kills a process that appends, again and again, and looks at what it left: ``python crashing.py ADDRESS ROUNDS SEED``.

Prints how often it was killed, how many entries had been acknowledged, and how many are there.
"""

import json
import os
import random
import signal
import sys
import time

from casestate import Entry
from casestate.events import Noted
from casestate.store import Store, open_store


def batch(turn: int, number: int) -> list[Entry]:
    """A few entries that belong together: the name says how many there are."""
    size = 1 + number % 4
    return [
        Entry(id=f"{turn}-{number}-{each}-of-{size}", event=Noted(on="2023-01-31", text="what happened " * 40))
        for each in range(size)
    ]


def append_until_killed(address: str, turn: int, acknowledge: int) -> None:
    """Append without end, and say so after each append."""
    store, number = open_store(address), 0
    while True:
        given = batch(turn, number)
        store.append("case", given)
        os.write(acknowledge, "".join(f"{entry.id}\n" for entry in given).encode())
        number += 1


def kill_one(address: str, turn: int, wait: float) -> list[str]:
    """What a process acknowledged that was killed after a while, counted from its first append."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        append_until_killed(address, turn, write)
    os.close(write)
    with os.fdopen(read) as acknowledged:
        first = acknowledged.readline()
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [each.strip() for each in [first, *acknowledged] if each.endswith("\n")]


def look(store: Store, acknowledged: list[str]) -> int:
    """Everything acknowledged is there, no append in part, and the chain holds; how many entries there are."""
    there = [entry.id for entry in store.open_case("case")]
    missing = set(acknowledged) - set(there)
    assert not missing, f"acknowledged and lost: {sorted(missing)[:5]}"
    appends: dict[str, int] = {}
    for id in there:
        turn, number, _, _, size = id.split("-")
        appends[f"{turn}-{number}-{size}"] = appends.get(f"{turn}-{number}-{size}", 0) + 1
    partial = [name for name, found in appends.items() if found != int(name.rpartition("-")[2])]
    assert not partial, f"kept in part: {partial[:5]}"
    store.verify()
    return len(there)


def main(address: str, rounds: int, seed: int) -> None:
    chance, acknowledged = random.Random(seed), []
    with open_store(address) as store:
        store.create("case")
    for turn in range(rounds):
        acknowledged += kill_one(address, turn, chance.random() * 0.03)
        with open_store(address) as store:
            there = look(store, acknowledged)
    print(json.dumps({"kills": rounds, "acknowledged": len(acknowledged), "there": there}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
