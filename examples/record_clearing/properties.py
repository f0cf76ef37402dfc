"""Properties of any rule under the statute, for every history. Each is run against a rule of your choice."""

from datetime import date, timedelta

import attrs
from clearing import WAIT_AFTER_SENTENCE, Rule, clearable
from dateutil.relativedelta import relativedelta
from hypothesis import Phase as Search
from hypothesis import given, settings
from hypothesis import strategies as st

from casestate import CaseFile, Certainty, View, When
from casestate.entries import Entry
from casestate.events import ChargeDismissed, ChargeFiled, SentenceCompleted, SeverityClass
from casestate.state import Phase
from casestate.testing.code import as_code
from casestate.testing.laws import check_fold
from casestate.testing.strategies import lawful

SOME = settings(
    max_examples=200, deadline=None, database=None, derandomize=True, phases=[Search.generate, Search.shrink]
)
years = st.integers(0, 5)


def as_misdemeanors(case: CaseFile) -> CaseFile:
    """Return the same history with misdemeanors only."""

    def lighter(entry: Entry) -> Entry:
        event = entry.event
        if not isinstance(event, ChargeFiled):
            return entry
        return attrs.evolve(entry, event=attrs.evolve(event, severity=SeverityClass.MISDEMEANOR))

    return CaseFile(case.id, entries=[lighter(entry) for entry in case])


def sentenced() -> st.SearchStrategy[CaseFile]:
    """Draw lawful histories of one charge that end in a sentence, completed up to five years after the last act."""
    judged = lawful(reaching=Phase.JUDGED, sides=["criminal"], max_defendants=1, max_charges=1).map(as_misdemeanors)
    return st.builds(completed, judged, years)


def completed(case: CaseFile, after: int) -> CaseFile:
    """Return the history with the sentence completed this many years after its last act."""
    on = later(last_day(case), after)
    return case.record(SentenceCompleted(on=on, defendant="A. Doe", charge="1"))


def last_day(case: CaseFile) -> date:
    """Return the last day of a history whose days are certain."""
    return max([entry.event.on.latest for entry in case if entry.event.on.latest], default=date(2023, 1, 1))


def later(day: date, years: int) -> date:
    """Return the day this many years later, and a week; the day itself for no years."""
    return day + relativedelta(years=years, days=7) if years else day


def over(end: When, view: View) -> bool:
    """Return whether the waiting period from this day has passed by the day of the view."""
    waited = WAIT_AFTER_SENTENCE.after(end)
    return waited is not None and view.as_of is not None and waited.by(view.as_of) is Certainty.YES


def nothing_is_cleared_before_its_time(rule: Rule) -> None:
    """A conviction is clearable only if three years before there was a day on which its sentence was completed."""

    @SOME
    @given(sentenced(), years)
    def holds(case: CaseFile, after: int) -> None:
        view = case.at(later(last_day(case), after))
        ends = [e.when for e in view.timeline if isinstance(e.event, SentenceCompleted)]
        waited = any(over(end, view) for end in ends)
        cleared = clearable(view, rule).get("A. Doe", frozenset())
        assert waited or not cleared, f"as of {view.as_of}, cleared too soon:\n{as_code(case)}"

    holds()


def refiled() -> st.SearchStrategy[CaseFile]:
    """Draw lawful histories of one charge that is dismissed, refiled up to five years later, and ends again."""
    dismissed = lawful(reaching=Phase.DISMISSED, sides=["criminal"], max_defendants=1, max_charges=1)
    return st.builds(brought_again, dismissed, years)


def brought_again(case: CaseFile, after: int) -> CaseFile:
    """Return the history with its charge refiled this many years after its last act, and dismissed for good."""
    on = later(last_day(case), after)
    again = case.record(ChargeFiled(on=on, defendant="A. Doe", charge="2", refiles="1"))
    return again.record(ChargeDismissed(on=on + timedelta(days=1), defendant="A. Doe", charge="2", prejudice="with"))


def nothing_is_cleared_that_was_brought_again(rule: Rule) -> None:
    """A charge that another refiles is part of the other's history."""

    @SOME
    @given(refiled(), years)
    def holds(case: CaseFile, after: int) -> None:
        view = case.at(later(last_day(case), after))
        cleared = clearable(view, rule).get("A. Doe", frozenset())
        assert "1" not in cleared, f"as of {view.as_of}, cleared although refiled:\n{as_code(case)}"

    holds()


def nothing_is_cleared_while_a_charge_is_open(rule: Rule) -> None:
    """One open charge keeps all others on the record."""

    @SOME
    @given(lawful(sides=["criminal"]), years)
    def holds(case: CaseFile, after: int) -> None:
        view = case.at(later(last_day(case), after))
        for who, cleared in clearable(view, rule).items():
            opened = [charge.key for charge in view[who].charges.values() if charge.open]
            assert not (opened and cleared), f"as of {view.as_of}, cleared while {opened} is open:\n{as_code(case)}"

    holds()


def it_is_a_fold(rule: Rule) -> None:
    """It keeps the laws of every fold: of late arrivals, retractions, second accounts, and one defendant apart."""

    def ten_years_on(view: View) -> dict[str, frozenset[str]]:
        return clearable(view if view.as_of else view.at(as_of="2033-12-31"), rule)

    check_fold(ten_years_on, settings=settings(SOME, max_examples=10))


PROPERTIES = (
    nothing_is_cleared_before_its_time,
    nothing_is_cleared_that_was_brought_again,
    nothing_is_cleared_while_a_charge_is_open,
    it_is_a_fold,
)


def problems(rule: Rule) -> list[str]:
    """Return the properties that do not hold of a rule, each with the shortest history found."""
    found = []
    for held in PROPERTIES:
        try:
            held(rule)
        except AssertionError as broken:
            found.append(f"{held.__name__.replace('_', ' ')}: {broken}")
    return found
