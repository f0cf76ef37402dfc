"""An error that is not the database's own is raised as it is."""

from pathlib import Path

import pytest

from casestate.store.postgres import PostgresConnection
from casestate.store.sqlite import SqliteConnection


def test_an_error_of_the_work_is_not_translated(tmp_path: Path) -> None:
    connection = SqliteConnection(str(tmp_path / "cases.db"), 1)
    with pytest.raises(ZeroDivisionError):
        connection.translating(lambda: 1 / 0)
    assert PostgresConnection("postgresql://nowhere/x", 1).translated(ZeroDivisionError()) is None
