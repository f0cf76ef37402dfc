"""
The page to send shows what was said, and what became of it by the acts that are shown.

The expectations come from the statements of a view, and from words written by hand.
"""

from datetime import date, timedelta
from typing import Any

from histories import histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import Page
from strategies import FIRST, LAST, near_whens, short_events

from casestate import CaseFile, Source, View
from casestate.events import ChargeDismissed, ChargeFiled, Modality, Stated
from casestate.explain.fate import Fate
from casestate.testing.strategies.plain import NAMES

WORDS = {
    Fate.WITHDRAWN: "withdrawn by the speaker",
    Fate.MET: "it came true",
    Fate.OVERTAKEN: "overtaken by another act",
    Fate.LAPSED: "its day passed without the act",
    Fate.FAILED: "it did not come true",
    Fate.CONFIRMED: "confirmed by the record",
    Fate.CONTRADICTED: "contradicted by the record",
    Fate.ANSWERED: "answered by the record",
    Fate.OPEN: "not decided by the record",
}
DOE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-31", **DOE)
WIRE = Source("Wire report", basis="press", published="2023-04-20")


def expected(view: View) -> dict[str, str]:
    """What became of each statement of a view, in words."""
    told = {}
    for each in view.statements:
        fates = [WORDS[fate] for fate in each.possible if fate is not Fate.NOT_WEIGHED]
        said = ", or ".join(fates)
        if len(each.possible) > 1:
            said = f"possibly {said}"
        ids = ", ".join(entry.id for entry in each.by)
        by = f" ({'entries' if len(each.by) > 1 else 'entry'} {ids})" if each.by else ""
        told[each.entry.id] = f"{said[0].upper()}{said[1:]}{by}." if fates else ""
    return told


def drops(on: str) -> ChargeDismissed:
    return ChargeDismissed(on=on, **DOE)


def statements() -> st.SearchStrategy[Stated]:
    """Statements about acts on the charges of a drawn file, and about what is no legal act."""
    spoken = {"on": near_whens(), "by": st.sampled_from(["counsel", "a clerk"]), "modality": st.sampled_from(Modality)}
    return st.builds(Stated, **spoken, about=short_events(NAMES[:2])) | st.builds(Stated, **spoken, text=st.just("so"))


def test_a_statement_is_shown_once_it_is_made_with_what_became_of_it() -> None:
    case = (
        CaseFile("c")
        .record(FILED)
        .record(Stated(on="2023-04-20", by="counsel", modality="expects", about=drops("[2023-04-20..]")), source=WIRE)
        .record(Stated(on="2023-04-20", by="a clerk", modality="declines_comment", text="none", defendants=["A. Doe"]))
        .record(drops("2023-04-21"))
    )
    page = Page(case.to_html())
    assert [page.statements(date(2023, 4, day)) for day in (19, 20, 21)] == [
        {},
        {"e2": "Not decided by the record.", "e3": ""},
        {"e2": "It came true (entry e4).", "e3": ""},
    ]
    assert "counsel expected: (charge 1 dismissed, 2023-04-20 or later)" in page.html
    assert "A statement changes no state." in page.html


def test_an_expectation_lapses_on_a_day_without_an_entry() -> None:
    case = (
        CaseFile("c")
        .record(FILED)
        .record(Stated(on="2023-04-20", by="counsel", modality="expects", about=drops("2023-04-25")))
    )
    page = Page(case.to_html())
    assert [page.statements(date(2023, 4, day)) for day in (24, 25)] == [
        {"e2": "Not decided by the record."},
        {"e2": "Its day passed without the act."},
    ]


def test_a_statement_about_nobody_is_shown_apart() -> None:
    said = Stated(on="2023-04-20", by="the producers", modality="expects", text="filming goes on")
    page = Page(CaseFile("c").record(FILED).record(said).to_html())
    assert page.statements(None) == {"e2": ""}
    assert page.html.index("the producers expected") > page.html.index("A. Doe")


def test_a_file_without_statements_has_no_heading_for_them() -> None:
    assert "What was said" not in CaseFile("c").record(FILED).to_html()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(case=histories(event=short_events(NAMES[:2]) | statements(), most=5), data=st.data())
def test_a_choice_shows_the_statements_of_the_library_there(case: CaseFile, data: st.DataObject) -> None:
    page = Page(case.to_html(clock="recorded"))
    for _ in range(5):
        who = data.draw(st.integers(0, len(page.believed) - 1))
        known = data.draw(st.integers(0, len(page.known) - 1))
        day = data.draw(st.none() | st.dates(FIRST - timedelta(1), LAST + timedelta(1)))
        view = case.at(day, known_on=page.known[known], clock="recorded", according_to=page.believed[who])
        assert page.statements(day, known=known, believed=who) == expected(view)
