"""
The legal state of each defendant: as of when, as known when, according to whom, and why.

Developments of a legal matter are recorded as immutable events in an append-only :class:`CaseFile`, and folded into the
state of each defendant as of any day. Nothing is guessed: an unknown is a value.

Each name below is imported from its module when it is first used, so importing the package costs almost nothing.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casestate.casefile import CaseFile
    from casestate.codec import dump, dumps, load, loads
    from casestate.engine.coordinates import Clearance, Clock, Coordinates, Reading
    from casestate.entries import Entry
    from casestate.errors import AmbiguousState, CasestateError, IllegalDevelopment, NotInFile, TooManyPossibilities
    from casestate.explain.diff import Cause, Change
    from casestate.explain.fate import Fate, Statement
    from casestate.explain.grid import Grid
    from casestate.explain.spells import Passing, Spell
    from casestate.explain.why import Reason, Why
    from casestate.handles import Charge, Citation, Claim, Defendant
    from casestate.law import (
        GENERIC,
        US_FEDERAL,
        US_NEW_MEXICO,
        Finding,
        Headline,
        Procedure,
        Purpose,
        Severity,
        Status,
    )
    from casestate.sources import UNKNOWN_SOURCE, Basis, Source
    from casestate.state import CitationPhase, ClaimPhase, Phase
    from casestate.store import open_store
    from casestate.terms import Money, Term
    from casestate.view import View
    from casestate.when import UNDATED, Certainty, Precision, When

__all__ = [
    "GENERIC",
    "UNDATED",
    "UNKNOWN_SOURCE",
    "US_FEDERAL",
    "US_NEW_MEXICO",
    "AmbiguousState",
    "Basis",
    "CaseFile",
    "CasestateError",
    "Cause",
    "Certainty",
    "Change",
    "Charge",
    "Citation",
    "CitationPhase",
    "Claim",
    "ClaimPhase",
    "Clearance",
    "Clock",
    "Coordinates",
    "Defendant",
    "Entry",
    "Fate",
    "Finding",
    "Grid",
    "Headline",
    "IllegalDevelopment",
    "Money",
    "NotInFile",
    "Passing",
    "Phase",
    "Precision",
    "Procedure",
    "Purpose",
    "Reading",
    "Reason",
    "Severity",
    "Source",
    "Spell",
    "Statement",
    "Status",
    "Term",
    "TooManyPossibilities",
    "View",
    "When",
    "Why",
    "dump",
    "dumps",
    "load",
    "loads",
    "open_store",
]

_NAMES: dict[str, tuple[str, ...]] = {
    "casestate.casefile": ("CaseFile",),
    "casestate.codec": ("dump", "dumps", "load", "loads"),
    "casestate.engine.coordinates": ("Clearance", "Clock", "Coordinates", "Reading"),
    "casestate.entries": ("Entry",),
    "casestate.errors": ("AmbiguousState", "CasestateError", "IllegalDevelopment", "NotInFile", "TooManyPossibilities"),
    "casestate.explain.diff": ("Cause", "Change"),
    "casestate.explain.fate": ("Fate", "Statement"),
    "casestate.explain.grid": ("Grid",),
    "casestate.explain.spells": ("Passing", "Spell"),
    "casestate.explain.why": ("Reason", "Why"),
    "casestate.handles": ("Charge", "Citation", "Claim", "Defendant"),
    "casestate.law": (
        "GENERIC",
        "US_FEDERAL",
        "US_NEW_MEXICO",
        "Finding",
        "Headline",
        "Procedure",
        "Purpose",
        "Severity",
        "Status",
    ),
    "casestate.sources": ("UNKNOWN_SOURCE", "Basis", "Source"),
    "casestate.state": ("CitationPhase", "ClaimPhase", "Phase"),
    "casestate.store": ("open_store",),
    "casestate.terms": ("Money", "Term"),
    "casestate.view": ("View",),
    "casestate.when": ("UNDATED", "Certainty", "Precision", "When"),
}
"""The public names of the package, by the module that defines them."""

_SUBMODULES = ("bulk", "events", "exporters", "importers", "law", "state", "store", "tables", "testing")
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})


if sys.modules.get("hypothesis") is not None:
    # Hypothesis was imported first, when the package's plugin had nothing to register.
    from casestate.testing.registration import register

    register()
