"""The tables of stores in a database."""

FORMAT = 1
"""The version of the tables."""

NAMES = ("casestate_store", "casestate_records", "casestate_people", "casestate_projections")
"""What they are called."""

_TABLES = """
CREATE TABLE casestate_store (
    format {number} NOT NULL, genesis {bytes} NOT NULL, unscrubbed {number} NOT NULL DEFAULT 0);
CREATE TABLE casestate_records (
    position {number} PRIMARY KEY CHECK (position > 0), case_number {number} NOT NULL, kind TEXT NOT NULL,
    seq {number} NOT NULL, more {number} NOT NULL, imported {number} NOT NULL, stored_at {number} NOT NULL,
    salt {bytes}, payload TEXT, commitment {bytes}, link {bytes} NOT NULL, name TEXT);
CREATE UNIQUE INDEX casestate_by_seq ON casestate_records (case_number, seq) WHERE seq > 0;
CREATE UNIQUE INDEX casestate_by_id ON casestate_records (case_number, name) WHERE kind = 'entry' AND name IS NOT NULL;
CREATE UNIQUE INDEX casestate_by_case ON casestate_records (name) WHERE kind = 'opened' AND name IS NOT NULL;
CREATE INDEX casestate_expunged ON casestate_records (case_number) WHERE kind = 'expunged';
CREATE TABLE casestate_people (person TEXT NOT NULL, case_number {number} NOT NULL, PRIMARY KEY (person, case_number));
CREATE TABLE casestate_projections (name TEXT PRIMARY KEY, position {number} NOT NULL)
"""


def statements(*, number: str, bytes: str) -> list[str]:
    """Each statement that makes a table or an index, with what a database calls a whole number and bytes."""
    return [each.strip().format(number=number, bytes=bytes) for each in _TABLES.split(";")]


def name_made(statement: str) -> str:
    """The name of the table or index that a statement makes."""
    return next(word for word in statement.split() if word.startswith("casestate_"))
