"""Rows and layouts of a made-up court for the tests of tables."""

from typing import Any

from casestate import CaseFile, Finding
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    PleaEntered,
    SentenceImposed,
    VerdictReturned,
)
from casestate.tables import Layout, act, column, read_cases

EVENTS = {
    "Filed": act(ChargeFiled, offense=column("offense")),
    "Nolle": act(ChargeDismissed, by="prosecutor", reason=column("detail")),
    "Plea": act(PleaEntered, plea=column("detail", words={"G": "guilty", "NG": "not_guilty"})),
    "Verdict": act(VerdictReturned, verdict=column("detail", words={"G": "guilty", "NG": "not_guilty"})),
    "Sentence": act(SentenceImposed, components=column("detail", read="sentence")),
}
"""Words of the column ``event``."""


def layout(**more: Any) -> Layout:
    """Return the layout of the court, with more or other keys."""
    keys: dict[str, Any] = {"case": "case", "defendant": "name", "charge": "count", "date": "date"}
    return Layout(**{**keys, "acts": {"event": EVENTS}, **more})


def row(date: str | None = "2023-02-01", event: str = "Filed", detail: str | None = "", **more: Any) -> dict[str, Any]:
    """Return a row about charge 1 of A. Doe in case C1."""
    plain = {"case": "C1", "name": "A. Doe", "count": "1", "offense": "theft"}
    return {**plain, "date": date, "event": event, "detail": detail, **more}


def read_one(*rows: dict[str, Any], **more: Any) -> tuple[CaseFile, tuple[Finding, ...]]:
    """Return the one case of some rows, and what is doubtful about them."""
    [(case, remarks)] = read_cases(rows, layout(**more))
    return case, remarks


def codes(remarks: tuple[Finding, ...]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in remarks]
