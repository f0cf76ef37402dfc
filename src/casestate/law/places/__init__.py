"""
Places whose law is written as data, each in a file of its own, as a user would write it.

The files follow the guide *Derive another jurisdiction's procedure*, and use nothing that it does not offer. A
procedure is made when it is first asked for, because making all of them takes longer than most commands.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from casestate.law.procedure import Procedure
from casestate.readonly import Frozen

if TYPE_CHECKING:
    from casestate.law.places.england_and_wales import ENGLAND_AND_WALES
    from casestate.law.places.us_california import US_CALIFORNIA

__all__ = ["ENGLAND_AND_WALES", "PROCEDURES", "US_CALIFORNIA"]

_MODULES = {
    "generic": "casestate.law.generic",
    "us-federal": "casestate.law.jurisdictions",
    "us-new-mexico": "casestate.law.jurisdictions",
    "england-and-wales": "casestate.law.places.england_and_wales",
    "us-california": "casestate.law.places.us_california",
}
"""The modules of the procedures, by name."""


class _Procedures(Frozen, Mapping[str, Procedure]):
    """The procedures by name, each made when it is first asked for."""

    def __getitem__(self, name: str) -> Procedure:
        made: Procedure = getattr(import_module(_MODULES[name]), _constant(name))
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


def _constant(name: str) -> str:
    """Return the name of the constant that holds a procedure."""
    return name.upper().replace("-", "_")


PROCEDURES = _Procedures()
"""The procedures that the heading of a file may name."""
_NAMES = {_constant(name): name for name in _MODULES}


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return PROCEDURES[_NAMES[name]]
