"""
Findings in the formats of other tools: SARIF 2.1.0 (OASIS), and the annotations of a GitHub workflow.

Both have three levels. ERROR is an error, POLICY and WARNING are warnings, and INCOMPLETE is a note.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from casestate.law import Finding, Severity
from casestate.law.catalogue import catalogue
from casestate.show.checked import Checked, Unread, said
from casestate.show.words import printable

_LEVELS = {
    Severity.ERROR: "error",
    Severity.POLICY: "warning",
    Severity.INCOMPLETE: "note",
    Severity.WARNING: "warning",
}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(checked: Sequence[Checked], unread: Sequence[Unread], version: str) -> dict[str, Any]:
    """Return one run of SARIF: rules for the codes found, results for findings, notifications for problems."""
    codes = sorted({each.code for file in checked for each in file.findings})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "casestate", "version": version, "rules": [_rule(code) for code in codes]},
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": not unread, "toolExecutionNotifications": list(_notifications(unread))}
                ],
                "results": [_result(file, each, codes) for file in checked for each in file.findings],
            }
        ],
    }


def annotations(checked: Sequence[Checked], unread: Sequence[Unread]) -> Iterator[str]:
    """Yield a workflow command of GitHub for each problem and each finding."""
    for unreadable in unread:
        for line, problem in unreadable.problems:
            yield _annotation("error", unreadable, line, "unreadable", printable(problem))
    for file in checked:
        for each in file.findings:
            level = _LEVELS[each.severity].replace("note", "notice")
            message = f"{printable(said(each))}\nremedy: {printable(each.remedy)}"
            yield _annotation(level, file, file.line(each), each.code, message)


def _rule(code: str) -> dict[str, Any]:
    """Return the SARIF rule of a code."""
    of = catalogue()[code]
    return {
        "id": code,
        "shortDescription": {"text": of.meaning},
        "help": {"text": of.remedy},
        "defaultConfiguration": {"level": _LEVELS[of.severity]},
        "properties": {"severity": of.severity.value},
    }


def _result(file: Checked, finding: Finding, codes: list[str]) -> dict[str, Any]:
    others = [each for each in finding.entries[1:] if each in file.lines]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": said(finding)},
        "locations": [_location(file, file.line(finding))],
        "relatedLocations": [_location(file, file.lines[each]) | {"message": {"text": each}} for each in others],
        "properties": {
            "severity": finding.severity.value,
            "certainty": finding.certainty.name.lower(),
            "defendant": finding.defendant or None,
            "charge": finding.charge or None,
            "entries": list(finding.entries),
            "remedy": finding.remedy,
        },
    }


def _notifications(unread: Sequence[Unread]) -> Iterator[dict[str, Any]]:
    for file in unread:
        for line, problem in file.problems:
            yield {"level": "error", "message": {"text": problem}, "locations": [_location(file, line)]}


def _location(file: Checked | Unread, line: int | None) -> dict[str, Any]:
    """Return a place in a file, or the name if there is no path."""
    if file.path is None:
        return {"logicalLocations": [{"name": file.name, "kind": "resource"}]}
    region = {} if line is None else {"region": {"startLine": line}}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file.path)}, **region}}


def _uri(path: str) -> str:
    """Return a path as a URI. A relative path stays relative, because a viewer starts from the same folder."""
    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(os.fsencode(Path(path).as_posix()))


def _annotation(level: str, file: Checked | Unread, line: int | None, title: str, message: str) -> str:
    """Return a workflow command. Its file must be in the repository, so a name without a path goes into the message."""
    path, about = (file.path, "") if file.path is not None else (None, f"{printable(file.name)}: ")
    where = {"file": path and printable(path), "line": path and line, "title": title}
    properties = ",".join([f"{key}={_property(str(value))}" for key, value in where.items() if value is not None])
    return f"::{level} {properties}::{_data(about + message)}"


def _data(text: str) -> str:
    """Escape the message of a workflow command, the sign of escapes first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
