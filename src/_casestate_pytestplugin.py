"""
The pytest plugin of casestate.

The module stands beside the package, not in it: pytest loads it in every run of every environment that has casestate
installed. It imports the package when a test uses it.

PYTEST_DONT_REWRITE: the module asserts nothing, and may have been imported before a run begins.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from casestate import Procedure
    from casestate.testing.files import CaseFiles


@pytest.fixture
def procedure() -> "Procedure":
    """The procedure of the files that ``case_file`` makes: ``GENERIC``. Define a fixture of this name for another."""
    from casestate import GENERIC  # noqa: PLC0415  # see above

    return GENERIC


@pytest.fixture
def case_file(request: pytest.FixtureRequest, procedure: "Procedure") -> "CaseFiles":
    """
    Return a maker of case files: ``case_file(event, event)``, ``case_file("matter.jsonl")`` from a file beside the
    test, or ``case_file(text)`` from lines of JSON. A case without a name gets the name of the test.
    """
    from casestate.testing.files import CaseFiles  # noqa: PLC0415  # see above

    return CaseFiles(id=request.node.name, folder=request.path.parent, procedure=procedure)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Return the differences between two states, files or answers that should be equal, and nothing else."""
    if op != "==" or not (_ours(left) and _ours(right)) or type(left) is not type(right):
        return None
    from casestate.testing.difference import difference  # noqa: PLC0415  # see above

    return [f"{_name(left)} == {_name(left)}; they differ (left != right) in", *difference(left, right)]


def _ours(value: Any) -> bool:
    """Return whether a value is a view, a handle, a value with fields, or a list or mapping of such."""
    if isinstance(value, tuple | list | Mapping):
        return bool(value) and all(map(_ours, _each(value)))
    kind = type(value)
    told_apart = hasattr(kind, "__attrs_attrs__") or kind.__name__ in (
        "View",
        "Charge",
        "Claim",
        "Citation",
        "Defendant",
    )
    return told_apart and kind.__module__.partition(".")[0] == "casestate"


def _each(several: Any) -> list[Any]:
    return list(several.values() if isinstance(several, Mapping) else several)


def _name(value: Any) -> str:
    several = isinstance(value, tuple | list | Mapping)
    return f"several {_name(_each(value)[0])}" if several else type(value).__name__
