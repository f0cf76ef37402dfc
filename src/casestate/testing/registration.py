"""
What Hypothesis learns of the library when it is imported where the library is installed.

``st.from_type(ChargeFiled)`` and the like work unasked, and a file on which a test fails prints as code.
"""

from hypothesis import strategies as st
from hypothesis.vendor import pretty

from casestate.casefile import CaseFile
from casestate.entries import Entry, Revision
from casestate.events import EVENT_TYPES, Component, EntryRetracted, Event, SettlementTerm
from casestate.sources import Source
from casestate.terms import Money, Term
from casestate.testing import strategies
from casestate.testing.code import as_code
from casestate.when import When


def register() -> None:
    """
    Tell Hypothesis how the library's types are drawn and printed. It does so by itself, through its entry point.

    Nothing is drawn or worked out before a test asks for it.
    """
    st.register_type_strategy(CaseFile, lambda _: st.deferred(strategies.messy))
    st.register_type_strategy(Entry, lambda _: strategies.entries())
    st.register_type_strategy(Event, lambda _: strategies.any_event())
    st.register_type_strategy(Revision, lambda _: strategies.revisions())
    st.register_type_strategy(Component, lambda _: strategies.components())
    st.register_type_strategy(SettlementTerm, lambda _: strategies.settlement_terms())
    st.register_type_strategy(Source, lambda _: strategies.sources())
    st.register_type_strategy(When, lambda _: strategies.whens())
    st.register_type_strategy(Term, lambda _: strategies.terms())
    st.register_type_strategy(Money, lambda _: strategies.moneys())
    for act in EVENT_TYPES:
        if act is not EntryRetracted:
            st.register_type_strategy(act, _of_type)
    pretty.for_type_by_name("casestate.casefile", "CaseFile", _print)


def _of_type(act: type[Event]) -> st.SearchStrategy[Event]:
    # Named when it is asked: whoever imports the strategies first has Hypothesis imported while they are half made.
    return strategies.events(act)


def _print(case: CaseFile, printer: pretty.RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG001, FBT001  # as it is called
    for place, line in enumerate(as_code(case).splitlines()):
        if place:
            printer.break_()
        printer.text(line)
