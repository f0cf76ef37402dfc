"""Case files and views that differ, and the field values that a diff compares."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from strategies import FIRST, LAST, near_events, queries

from casestate import Basis, CaseFile, Source, View
from casestate.events import Event, Subject
from casestate.explain.answers import Asked, plain
from casestate.explain.diff import compared
from casestate.view import timeslice_of


@st.composite
def told_files(draw: st.DrawFn, event: st.SearchStrategy[Event] = near_events, most: int = 6) -> CaseFile:
    """Draw a small file with entries recorded late, out of order or at no known time, some corrected or retracted."""
    case = CaseFile("told")
    for drawn in draw(st.lists(event, max_size=most)):
        day = draw(st.none() | st.dates(FIRST, LAST + timedelta(4)))
        at = None if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        source = Source(draw(st.sampled_from(["wire", "docket"])), basis=draw(st.sampled_from(Basis)))
        what = draw(st.sampled_from(["record", "record", "correct", "retract"])) if case.entries else "record"
        targets = [each.id for each in case if what == "retract" or not each.is_retraction]
        if what == "record" or not targets:
            case = case.record(drawn, source=source, recorded_at=at)
        elif what == "correct":
            case = case.correct(draw(st.sampled_from(targets)), drawn, reason="misread", recorded_at=at)
        else:
            case = case.retract(draw(st.sampled_from(targets)), reason="another person", recorded_at=at)
    return case


@st.composite
def views(draw: st.DrawFn, case: CaseFile) -> View:
    """Draw a view of a file at any coordinates."""
    return case.at(
        draw(st.none() | queries()),
        known_on=draw(st.none() | queries()),
        according_to=draw(st.none() | st.sampled_from(Basis)),
        clearance=draw(st.sampled_from(["public", "expunged"])),
        reading=draw(st.sampled_from(["worlds", "worlds", "earliest", "latest"])),
    )


def told_by(view: View, subjects: set[Subject]) -> dict[tuple[Subject, str], set[Any]]:
    """Return the possible values of every field that a diff compares."""
    return {
        (subject, field): {plain(each) for each in Asked(subject).values(timeslice_of(view), field)}
        for subject in subjects
        for field in compared(subject)
    }


def subjects_of(*views: View) -> set[Subject]:
    """Return every person, charge, claim and citation in any of several views."""
    return {subject for view in views for who in view.defendants for subject in timeslice_of(view).begun(who)}
