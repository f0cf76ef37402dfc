"""Whatever is damaged in a store, each command says so on one line or is not affected; it never prints a traceback."""

import os
import re
import sqlite3
from contextlib import suppress
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest

from casestate.cli import main
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE
from casestate.events import ChargeFiled, Noted, Stated
from casestate.store import open_store

COMMANDS = (["log", "--json"], ["show", "case", "--json"], ["export", "case"], ["verify"])
EVERY = int(os.environ.get("CASESTATE_DAMAGE_EVERY", "40"))
"""The step between the damages that are tried; 1 tries all of them."""
VALUES: tuple[Any, ...] = (
    *(None, -1, 7, 2**62, 1.5, "", "x", "\\ud800", "[" * 100_000, b"", b"\xff", "opened", "entry", "expunged"),
    *("{}", "[]", "null", '{"id": 7}', '{"id": "a", "event": {}}', '{"case": 7, "procedure": 7}'),
    *('{"destroyed": 7, "order": 7}', '{"destroyed": ["x"], "order": null}', '{"case": "case", "procedure": null}'),
)
"""The values that replace a value of the store."""
WRITTEN = (
    *(b"null", b"7", b"-1", b"1.5", b'"x"', b"[]", b"{}", b"1e999", b"NaN", b'"\\ud800"', b"true", b'"entry"'),
    *(b"9" * 5000, b"[" * 100_000, b'"expunged"', b'"0001-01-01T00:00:00.000000+14:00"'),
)
"""The texts that replace a value in a line of JSON."""


def filled(address: str) -> None:
    """Fill a store with a few rows of every kind."""
    with open_store(address) as store:
        store.create("case")
        case = store.open_case("case")
        case = case.record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"), id='a "quoted" id')
        case = case.record(Stated(on="2023", by="counsel", modality="denies", defendants="B. Roe"))
        case = case.record(Noted(on="2023", text="destroyed later"), id="gone")
        store.append("case", case)
        store.expunge("case", ["gone"], order="D-1")


def is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> bool:
    """Return whether any command was refused, and check that each succeeded or was refused in words."""
    refused = False
    for words in COMMANDS:
        status = main([*words, "--store", address])
        err = capsys.readouterr().err
        assert status in {OK, DOUBTFUL, UNUSABLE}
        assert (status == OK) == (err == "")
        assert err.count("casestate: ") == bool(err)
        refused |= status != OK
    return refused


def test_damage_to_a_database_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = str(tmp_path / "cases.db")
    filled(address)
    outside = sqlite3.connect(address, isolation_level=None)
    outside.execute("PRAGMA synchronous = OFF")
    for index in ("seq", "id", "case"):
        outside.execute(f"DROP INDEX casestate_by_{index}")
    table = outside.execute("SELECT * FROM casestate_records").fetchall()
    columns = [each[0] for each in outside.execute("SELECT * FROM casestate_records").description]
    for column, row, value in islice(product(columns, range(len(table)), VALUES), 0, None, EVERY):
        with suppress(sqlite3.IntegrityError):  # the table takes no such value, and nothing is damaged
            outside.execute(f"UPDATE casestate_records SET {column} = ? WHERE position = ?", (value, row + 1))
        is_refused(address, capsys)
        outside.execute("DELETE FROM casestate_records")
        outside.executemany(f"INSERT INTO casestate_records VALUES ({', '.join('?' * len(columns))})", table)
    assert not is_refused(address, capsys)
    outside.close()


def test_damage_to_a_file_of_lines_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.jsonl"
    filled(str(path))
    right = path.read_bytes()
    values = list(re.finditer(rb': ("(?:[^"\\]|\\.)*"|-?[0-9]+|null|true)', right))
    for found, value in islice(product(values, WRITTEN), 0, None, EVERY):
        path.write_bytes(right[: found.start(1)] + value + right[found.end(1) :])
        assert is_refused(str(path), capsys) or found[1] == value, (found, value)
    for value in (b"\n", b"7\n", b"null\n", b"[]\n", b"{}\n", b"\xff\n", b"\0\n", b"\xef\xbb\xbf"):
        path.write_bytes(right.replace(b"\n", b"\n" + value, 1))
        assert is_refused(str(path), capsys)
    path.write_bytes(right)
    assert not is_refused(str(path), capsys)
