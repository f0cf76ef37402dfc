"""
Kills a process at work on a store, again and again, and looks at what it left.

``python crashing.py appending ADDRESS ROUNDS SEED`` prints how often it was killed, how many entries had been
acknowledged, and how many are there; ``opening`` likewise, of cases opened with their history, and ``expunging`` of
entries destroyed.
"""

import json
import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable

from casestate import GENERIC, Entry
from casestate.events import Noted
from casestate.store import RecordKind, Store, open_store

Work = Callable[[str, int, int], None]
"""What a process does until it is killed: at an address, in a turn, telling what is done through a pipe."""

EACH = 20
"""For each kill there are so many entries to destroy, more than a process gets done in its time."""


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


def open_until_killed(address: str, turn: int, acknowledge: int) -> None:
    """Open cases without end, each with its history, and say so after each."""
    store, number = open_store(address), 0
    while True:
        store.import_history(f"{turn}-{number}", batch(turn, number), create=GENERIC)
        os.write(acknowledge, f"{turn}-{number}\n".encode())
        number += 1


def secret(number: int) -> str:
    """What an entry says that is to be destroyed."""
    return f"the secret of {number:06} "


def expunge_until_killed(address: str, turn: int, acknowledge: int) -> None:
    """Destroy one entry after the other, and say so after each."""
    store = open_store(address)
    for entry in store.open_case("case"):
        store.expunge("case", [entry], order=entry.id)
        os.write(acknowledge, f"{entry.id}\n".encode())


def kill_one(work: Work, address: str, turn: int, wait: float) -> list[str]:
    """What a process acknowledged that was killed after a while, counted from the first thing it said."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        work(address, turn, write)
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


def look_at_cases(store: Store, acknowledged: list[str]) -> int:
    """Everything acknowledged is there, each case with its whole history, and the chain holds; how many there are."""
    there = store.cases()
    missing = set(acknowledged) - set(there)
    assert not missing, f"acknowledged and lost: {sorted(missing)[:5]}"
    for name in there:
        turn, _, number = name.partition("-")
        whole = [entry.id for entry in batch(int(turn), int(number))]
        assert [entry.id for entry in store.open_case(name)] == whole, f"opened in part: {name}"
    store.verify()
    return len(there)


def look_at_what_is_left(store: Store, acknowledged: list[str], most: int) -> int:
    """Whatever was acknowledged is destroyed, each by its order, and nothing else is; how many are destroyed."""
    left = {entry.id for entry in store.open_case("case")}
    orders = {record.order for record in store.read_all() if record.kind is RecordKind.EXPUNGED}
    assert not left & orders, f"ordered to be destroyed and there: {sorted(left & orders)[:5]}"
    assert set(acknowledged) <= orders, f"acknowledged and there: {sorted(set(acknowledged) - orders)[:5]}"
    assert len(left) + len(orders) == most, "something was destroyed that nobody ordered"
    store.verify()
    return len(orders)


def bytes_left(path: str) -> set[str]:
    """The entries whose words are in any file beside a store."""
    found: set[str] = set()
    for each in os.scandir(os.path.dirname(path)):
        with open(each.path, "rb") as file:
            found.update(number.decode() for number in re.findall(rb"the secret of (\d{6}) ", file.read()))
    return found


def main_expunging(address: str, rounds: int, seed: int) -> None:
    chance, acknowledged, most = random.Random(seed), [], EACH * rounds
    with open_store(address) as store:
        store.create("case")
        store.append("case", [Entry(id=f"{n:06}", event=Noted(on="2023", text=secret(n) * 20)) for n in range(most)])
    for turn in range(rounds):
        acknowledged += kill_one(expunge_until_killed, address, turn, chance.random() * 0.03)
        with open_store(address) as store:
            destroyed = look_at_what_is_left(store, acknowledged, most)
            left = {entry.id for entry in store.open_case("case")}
        if not address.startswith("postgres"):
            assert bytes_left(address) == left, "words are left of what was destroyed"
    print(json.dumps({"kills": rounds, "acknowledged": len(acknowledged), "there": destroyed}))


def main_appending(address: str, rounds: int, seed: int) -> None:
    chance, acknowledged = random.Random(seed), []
    with open_store(address) as store:
        store.create("case")
    for turn in range(rounds):
        acknowledged += kill_one(append_until_killed, address, turn, chance.random() * 0.03)
        with open_store(address) as store:
            there = look(store, acknowledged)
    print(json.dumps({"kills": rounds, "acknowledged": len(acknowledged), "there": there}))


def main_opening(address: str, rounds: int, seed: int) -> None:
    chance, acknowledged = random.Random(seed), []
    open_store(address).close()
    for turn in range(rounds):
        acknowledged += kill_one(open_until_killed, address, turn, chance.random() * 0.03)
        with open_store(address) as store:
            there = look_at_cases(store, acknowledged)
    print(json.dumps({"kills": rounds, "acknowledged": len(acknowledged), "there": there}))


if __name__ == "__main__":
    work = {"appending": main_appending, "opening": main_opening, "expunging": main_expunging}[sys.argv[1]]
    work(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
