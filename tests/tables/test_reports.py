"""Tallies, their report, and work in batches."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from tables.made import layout, row

from casestate import CaseFile, Severity
from casestate.tables import REMARKS, Layout, draft, jobs, report, tally
from casestate.tables.tally import Tally, Told


def test_tallies_of_parts_add_up_to_that_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(case=f"C{number}", event="SOL" if number % 3 else "Filed") for number in range(450)]
    monkeypatch.setattr(jobs, "_BATCH", 200)
    parts = list(jobs.work(rows, jobs.Work(layout, len, jobs.find_one_by_one)))
    assert [len(done) for _, done in parts] == [200, 200, 50]
    assert {number for _, done in parts for number in done} == {1}
    assert [len(done) for _, done in jobs.work(rows[:400], jobs.Work(layout, len, jobs.find_one_by_one))] == [200, 200]
    whole = Tally()
    for part, _ in parts:
        whole.add(part)
    assert (whole.rows, whole.cases, whole.mapped, whole.noted) == (450, 450, 150, 300)
    assert whole.findings["unmapped"].count == 300
    assert whole.findings["unmapped"].case == "C1"
    assert (whole.first, whole.last) == (date(2023, 2, 1), date(2023, 2, 1))
    later = Tally(first=date(2023, 1, 1), last=date(2023, 1, 1))
    later.add(whole)
    assert (later.first, later.last) == (date(2023, 1, 1), date(2023, 2, 1))


WORK = jobs.Work(layout, CaseFile.__len__, jobs.find_one_by_one)


def load(name: str) -> Layout:
    return layout(name=name)


def test_a_process_that_works_for_another_loads_the_layout_once() -> None:
    jobs._begin(partial(load, "court.toml"))
    counted, done = jobs._done(WORK, [("C1", [])])
    assert (counted.cases, done) == (1, [0])


def test_several_processes_do_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_BATCH", 50)
    rows = [row(case=f"C{number}") for number in range(330)]
    assert list(jobs.work(rows, WORK, jobs=2)) == list(jobs.work(rows, WORK))


def test_the_report_lists_the_most_frequent_words_first_and_cuts_the_rest_short() -> None:
    counted = Tally(rows=3)
    for number in range(60):
        counted.add_unmapped(f"word {number:02}")
    counted.add_unmapped("word 07")
    lines = list(report.text(counted, "rows.csv"))
    assert lines[8:11] == ["Words in no table of the layout", "  2  word 07", "  1  word 00"]
    assert lines[-1] == "  and 10 more"
    assert "word 59" in report.html(counted, "rows.csv")


def test_the_gravest_findings_come_first() -> None:
    counted = Tally(
        findings={
            "b": Told(Severity.WARNING, "first b", "C1", 5),
            "a": Told(Severity.ERROR, "first a", "C1", 1),
            "c": Told(Severity.WARNING, "first c", "C1", 7),
        }
    )
    assert [line.split()[:3] for line in list(report.text(counted, "x"))[-3:]] == [
        ["error", "a", "1"],
        ["warning", "c", "7"],
        ["warning", "b", "5"],
    ]


def test_more_words_than_memory_allows_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_MOST_WORDS", 2)
    counted = Tally()
    for word in ("a", "b", "c", "a", "d"):
        counted.add_unmapped(word)
    assert counted.unmapped == {"a": 2, "b": 1, "other words": 2}


def test_a_draft_counts_no_more_words_than_memory_allows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(draft, "_MOST", 1)
    (tmp_path / "rows.csv").write_text("what\na\nb\na\n")
    made = draft.draft(tmp_path / "rows.csv")
    assert '# "a" = "?"  # 2 rows' in made
    assert '"b"' not in made


def test_findings_of_one_code_are_counted_together_and_the_first_is_kept() -> None:
    finding = REMARKS["unmapped"].finding("first", [])
    counted = Tally()
    counted.tell_many(finding.code, 2, lambda: finding, "C1")
    counted.tell_many(finding.code, 3, lambda: pytest.fail("it is known"), "C2")
    assert counted.findings == {finding.code: Told(finding.severity, "first", "C1", 5)}
