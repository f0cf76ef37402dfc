"""
How Hypothesis draws and prints the types of the library.

``st.from_type(ChargeFiled)`` works without any set-up, and a failing case file is printed as code. Importing both
Hypothesis and casestate, in either order, calls :func:`register`; the strategies are imported when a test first draws
from them.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor import pretty

from casestate.casefile import CaseFile
from casestate.entries import Entry, Revision
from casestate.events import EVENT_TYPES, Component, Event, SettlementTerm
from casestate.pictured import PRINTERS
from casestate.sources import Source
from casestate.terms import Money, Term
from casestate.testing.code import as_code
from casestate.when import When

_STRATEGIES: dict[type[Any], str] = {
    CaseFile: "messy",
    Entry: "entries",
    Event: "any_event",
    Revision: "revisions",
    Component: "components",
    SettlementTerm: "settlement_terms",
    Source: "sources",
    When: "whens",
    Term: "terms",
    Money: "moneys",
}
"""The function of :mod:`casestate.testing.strategies` that draws each type; ``events`` draws each type of event."""


def register() -> None:
    """Register every type of the library with Hypothesis. The strategies are imported when a test first needs one."""
    for type_ in (*_STRATEGIES, *EVENT_TYPES):
        st.register_type_strategy(type_, _strategy)
    PRINTERS[pretty.RepresentationPrinter] = _print


def _strategy(type_: type[Any]) -> "st.SearchStrategy[Any]":
    # Imported late: a program that imports the strategies first is still importing them when this module is loaded.
    from casestate.testing import strategies  # noqa: PLC0415

    if type_ in _STRATEGIES:
        named: st.SearchStrategy[Any] = getattr(strategies, _STRATEGIES[type_])()
        return named
    return strategies.events(type_)


def _print(shown: object, printer: pretty.RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG001, FBT001  # the signature that Hypothesis calls
    """Print a case file as code, and a view or a handle of one as its repr."""
    text = as_code(shown) if isinstance(shown, CaseFile) else repr(shown)
    for place, line in enumerate(text.splitlines()):
        if place:
            printer.break_()
        printer.text(line)
