"""Histories for tests: acts on a claim of B. Roe against A. Doe, a month apart, from its filing."""

from typing import Any

from casestate import CaseFile, View
from casestate.events import ClaimFiled
from casestate.handles import Claim

DOE = "A. Doe"
SUIT: dict[str, Any] = {"claim": "k", "defendants": DOE}
Act = tuple[type[Any], dict[str, Any]]


def act(of: type[Any], **said: Any) -> Act:
    """Return an act for :func:`suit`."""
    return of, said


def suit(*acts: Act, one_day: bool = False) -> CaseFile:
    """Return the file of these acts, each a month after the one before, or all of one day."""
    case = CaseFile("suit").record(ClaimFiled(on="2020-01-01", claimants="B. Roe", **SUIT))
    for place, (of, said) in enumerate(acts, 1):
        month = 1 if one_day else place
        case = case.record(of(on=f"{2020 + month // 12}-{month % 12 + 1:02d}-01", **SUIT, **said))
    return case


def seen(*acts: Act, one_day: bool = False) -> View:
    """Return the view of everything in a suit."""
    return suit(*acts, one_day=one_day).at()


def claim(*acts: Act) -> Claim:
    """Return the claim after these acts."""
    return seen(*acts)[DOE].claim("k")


def told(*acts: Act, one_day: bool = False) -> tuple[str, list[str]]:
    """Return the words for the claim after these acts, and the codes of what is doubtful under any law."""
    view = seen(*acts, one_day=one_day)
    codes = [finding.code for finding in view.findings]
    return view[DOE].claim("k").status.words, [code for code in codes if code != "local-law"]
