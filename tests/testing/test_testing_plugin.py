"""The pytest plugin, tested with pytest's ``pytester``: its fixtures, and what a failed comparison shows."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from strategies import case_files, near_events

import _casestate_pytestplugin as plugin
from casestate import GENERIC, US_NEW_MEXICO, Basis, CaseFile, Entry, Source, dump, dumps
from casestate.errors import InvalidEntry, InvalidFile
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    Noted,
    PleaEntered,
    ReleaseOrdered,
    TrialBegan,
)
from casestate.testing.difference import difference
from casestate.testing.docket import line
from casestate.testing.files import CaseFiles

pytest_plugins = ["pytester"]

ONE: Any = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-31", offense="theft", **ONE)
BARRED = ChargeDismissed(on="2023-04-21", prejudice="with", **ONE)
COURT = Source("District Court", basis=Basis.RECORD)
CASE = CaseFile("example").record(FILED, source=COURT)
LATER = CASE.record(BARRED, source=COURT)
LINE = dumps(CASE).splitlines()[1]

TESTS = """
    from casestate import US_NEW_MEXICO
    from casestate.events import ChargeDismissed, ChargeFiled
    from casestate.testing import given
    import pytest

    ONE = {"defendant": "A. Doe", "charge": "1"}
    FILED = ChargeFiled(on="2023-01-31", **ONE)
    BARRED = ChargeDismissed(on="2023-04-21", prejudice="with", **ONE)

    def test_has_its_name(case_file):
        assert case_file(FILED).id == "test_has_its_name"
        assert case_file("matter.jsonl").id == "example"

    def test_states(case_file):
        assert case_file(FILED).at()["A. Doe"].state == case_file(FILED, BARRED).at()["A. Doe"].state

    def test_scenario():
        given(FILED, BARRED).expect("A. Doe", "1", phase="charged")

    class TestElsewhere:
        @pytest.fixture
        def procedure(self):
            return US_NEW_MEXICO

        def test_law(self, case_file):
            assert case_file(FILED).procedure is US_NEW_MEXICO
"""
SHOWN = [
    "E*DefendantState == DefendantState; they differ (left != right) in",
    "E*  charge 1 phase: charged (e1, 2023-01-31) != barred (e2, 2023-04-21)",
    "E*  charge 1 jeopardy: not attached != ended barred (e2, 2023-04-21)",
    "E*  charge 1 disposition: none != dismissed with prejudice (e2, 2023-04-21)",
    "E*  charge 1 endings, only right: 2023-04-21 A. Doe: charge 1 dismissed *",
    "E*AssertionError: charge 1 of A. Doe, as of the last entry, is not as expected:",
    "E*  phase: expected charged; stands barred",
]


@pytest.fixture
def of_this_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new process find the modules of this one."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, sys.path)))


def run(pytester: pytest.Pytester, how: Callable[..., pytest.RunResult], *more: str) -> pytest.RunResult:
    """Run the tests above with the strict settings of the library's own tests."""
    pytester.makepyfile(TESTS)
    dump(LATER, pytester.path / "matter.jsonl")
    strictly = ("-W", "error", "--import-mode=importlib", "--strict-markers", "--strict-config")
    return how(*strictly, "-p", "_casestate_pytestplugin", "-p", "no:cacheprovider", *more)


def test_fixtures_and_comparisons_in_a_run_of_pytest(pytester: pytest.Pytester) -> None:
    ran = run(pytester, pytester.runpytest_inprocess)
    ran.assert_outcomes(passed=2, failed=2)
    ran.stdout.fnmatch_lines(SHOWN)
    assert "_hold(" not in ran.stdout.str(), "the steps of a scenario stand in the traceback"


@pytest.mark.long
@pytest.mark.usefixtures("of_this_run")
def test_fixtures_and_comparisons_in_workers(pytester: pytest.Pytester) -> None:
    ran = run(pytester, pytester.runpytest_subprocess, "-n", "2")
    ran.assert_outcomes(passed=2, failed=2)
    ran.stdout.fnmatch_lines_random(SHOWN)


@pytest.mark.usefixtures("of_this_run")
def test_a_run_that_does_not_use_the_library_does_not_import_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_light():
            assert [1] == [2], sorted({"attrs", "casestate"} & set(sys.modules))
        """
    )
    alone = ("-p", "_casestate_pytestplugin", "-p", "no:hypothesispytest", "-p", "no:cacheprovider")
    ran = pytester.runpytest_subprocess(*alone)
    ran.assert_outcomes(failed=1)
    ran.stdout.fnmatch_lines(["E*AssertionError: []"])


def test_the_page_shows_what_a_real_run_shows(pytester: pytest.Pytester) -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/write-scenarios.md").read_text(encoding="utf-8")
    (code, shown), *others = re.findall(r"```python\n(from .*?)```\n\n```text\n(.*?)```", page, re.DOTALL)
    assert not others
    pytester.makepyfile(code)
    ran = pytester.runpytest_inprocess("-p", "_casestate_pytestplugin", "-p", "no:cacheprovider")
    ran.assert_outcomes(failed=1)
    assert shown.strip() in ran.stdout.str()


def compared(left: object, right: object, op: str = "==") -> list[str] | None:
    return plugin.pytest_assertrepr_compare(op, left, right)


def test_other_comparisons_are_left_to_pytest() -> None:
    one, other = CASE.at().charge("A. Doe", "1"), LATER.at().charge("A. Doe", "1")
    assert compared(one, other, "!=") is None
    assert compared(one, "charged") is None
    assert compared((), ()) is None
    assert compared((one,), (1,)) is None
    assert compared((one,), [other]) is None
    assert compared("charged", "dismissed") is None
    assert compared(one.phase, other.phase) is None


def test_several_answers_are_compared_one_by_one() -> None:
    case = CASE.record(PleaEntered(on="2023-02", plea="guilty", **ONE))
    left, right = (case.at(day)["A. Doe"].possible() for day in ("2023-02-10", "2023-01-31"))
    assert compared(left, right) == [
        "several DefendantState == several DefendantState; they differ (left != right) in",
        "only left: 2 (charged; pending)",
    ]
    assert difference(right, left) == ["only right: 2 (charged; pending)"]


def test_states_by_name_are_compared_name_by_name() -> None:
    left, right = ({who: case.at()[who].state for who in case.defendants} for case in (CASE, LATER))
    told = compared(left, right)
    assert told is not None
    assert told[:2] == [
        "several DefendantState == several DefendantState; they differ (left != right) in",
        "A. Doe charge 1 phase: charged (e1, 2023-01-31) != barred (e2, 2023-04-21)",
    ]
    assert compared({}, left) is None
    assert compared({"A. Doe": 1}, {"A. Doe": 2}) is None


def test_views_are_compared_by_their_states() -> None:
    told = compared(LATER.at("2023-04-20"), LATER.at("2023-04-21"))
    assert told is not None
    assert told[:2] == [
        "View == View; they differ (left != right) in",
        "coordinates: as of 2023-04-20 != as of 2023-04-21",
    ]
    assert "phase of charge 1 of A. Doe: charged, then barred (happened since; by e2)" in told
    noted = LATER.record(Noted(on="2023-04-22", text="adjourned"))
    assert compared({"a": LATER.at()}, {"a": noted.at()}) == [
        "several View == several View; they differ (left != right) in",
        "a: the states are equal, and the files are not; compare states, or assert not left.diff(right)",
    ]


def test_handles_are_compared_by_their_states() -> None:
    told = compared(CASE.at()["A. Doe"], LATER.at()["A. Doe"])
    assert told is not None
    assert told[:2] == [
        "Defendant == Defendant; they differ (left != right) in",
        "charge 1 phase: charged (e1, 2023-01-31) != barred (e2, 2023-04-21)",
    ]
    assert compared(LATER.at("2023-04-21").charge("A. Doe", "1"), LATER.at().charge("A. Doe", "1")) == [
        "Charge == Charge; they differ (left != right) in",
        "the states are equal, and the files or coordinates are not; compare .state",
    ]
    vague = CASE.record(PleaEntered(on="2023-02", plea="guilty", **ONE)).at("2023-02-10").charge("A. Doe", "1")
    assert difference({"a": CASE.at().charge("A. Doe", "1")}, {"a": vague})[0].startswith("a: charged; pending != ")
    case = CASE
    for _ in range(13):
        case = case.record(PleaEntered(on="2023-02", plea="guilty", **ONE))
    (told_of,) = difference(vague, case.at("2023-02-10").charge("A. Doe", "1"))
    assert "possible states" in told_of


def test_views_with_too_many_possibilities_say_so() -> None:
    case = CASE
    for number in range(20):
        case = case.record(PleaEntered(on="2023", plea="guilty" if number % 2 else "not guilty", **ONE))
    told = compared(CASE.at("2023-06-01"), case.at("2023-06-01"))
    assert told is not None
    assert "possible states" in told[-1]


def test_a_state_that_another_entry_made_differs_by_that_entry() -> None:
    twice = CaseFile("example").record(FILED, id="docket", source=COURT)
    assert difference(CASE.at()["A. Doe"], twice.at()["A. Doe"])[0] == (
        "charge 1 phase: charged (e1, 2023-01-31) != charged (docket, 2023-01-31)"
    )


def test_a_subject_of_one_side_only_is_named() -> None:
    cited = LATER.record(CitationIssued(on="2023-04-20", defendant="A. Doe", citation="7"))
    cited = cited.record(ReleaseOrdered(on="2023-02-01", defendant="A. Doe", status="detained"), source=COURT)
    told = difference(cited.at()["A. Doe"], LATER.at()["A. Doe"])
    assert told == [
        "citation, only left: 7 (issued)",
        "person entries, only left: 2023-02-01 A. Doe: release ordered: detained [e4 (District Court, record)]",
    ]


def test_files_differ_by_entry_field_and_law() -> None:
    other = CaseFile("other", procedure=US_NEW_MEXICO).record(
        ChargeFiled(on="2023-02-01", offense="fraud", **ONE), source=COURT
    )
    assert difference(LATER, other) == [
        "id: example != other",
        "entries e1 event on: 2023-01-31 != 2023-02-01",
        "entries e1 event offense: theft != fraud",
        f"entries, only left: {line(LATER['e2'])}",
        "procedure: generic != us-new-mexico",
    ]


def test_an_entry_of_another_event_is_shown_whole() -> None:
    one, other = (CaseFile("x").record(event, id="e1").last for event in (FILED, BARRED))
    assert difference(one, other)[0].startswith("event: ChargeFiled(")
    assert difference([one], [1]) == ["1: 2023-01-31 A. Doe: charge 1 filed: theft [e1 (unknown, unknown)] != 1"]
    assert difference("a", "b") == ["a != b"]


def test_files_that_differ_in_order_alone_say_so() -> None:
    began = TrialBegan(on="2023-03-01", **ONE)
    entries = [Entry(id="filed", event=FILED), Entry(id="began", event=began)]
    one, other = (CaseFile("x", entries=each) for each in (entries, entries[::-1]))
    assert difference(one, other)[-1] == "entries: filed, began in order != began, filed"


@drawn(case_files(event=near_events), case_files(event=near_events))
def test_a_difference_is_shown_exactly_for_unequal_values(one: CaseFile, other: CaseFile) -> None:
    assert bool(difference(one, other)) == (one != other)
    states = [{who: case.at(reading="latest")[who] for who in case.defendants} for case in (one, other)]
    assert bool(difference(*states)) == (states[0] != states[1])
    assert difference(one, one) == []


FILES = CaseFiles(id="test_made", folder=Path(), procedure=GENERIC)


@pytest.mark.parametrize(
    "text",
    [LINE, f"\n    {LINE}\n", dumps(CaseFile("test_made", entries=CASE.entries))],
    ids=["bare", "indented", "whole"],
)
def test_the_fixture_makes_a_file_from_json_lines(text: str) -> None:
    assert FILES(text) == CaseFile("test_made", entries=CASE.entries)


def test_the_fixture_uses_the_procedure_of_the_test(tmp_path: Path) -> None:
    law = GENERIC.derive("of the test")
    files = CaseFiles(id="test_made", folder=tmp_path, procedure=law)
    assert files(LINE).procedure == law
    assert files(FILED, Entry(id="e2", event=BARRED)).procedure == law
    dump(files(FILED), tmp_path / "matter.jsonl")
    for where in ("matter.jsonl", tmp_path / "matter.jsonl", Path("matter.jsonl")):
        assert files(where) == files(FILED)


@pytest.mark.parametrize("wrong", [(FILED, "matter.jsonl"), (3,)])
def test_the_fixture_refuses_other_values(wrong: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidEntry, match="a scenario is made of events"):
        FILES(*wrong)
    with pytest.raises(InvalidFile, match="text:2: "):
        FILES('{"id": "e1"}')
    with pytest.raises(FileNotFoundError):
        FILES("no such file.jsonl")
