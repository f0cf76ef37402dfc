"""Diagrams are drawn from the table: what moves a phase is on one edge, unless it is doubtful or only local law."""

import re

import pytest

from casestate import GENERIC
from casestate.cli import main
from casestate.law import PROCEDURES
from casestate.show.mermaid import diagram
from casestate.state import Phase

EDGE = re.compile(r"^    (\w+) --> (\w+) : (.+)$", re.MULTILINE)
SUBJECTS = ("charge", "claim", "citation")


def edges(text: str) -> dict[tuple[str, str], str]:
    found = [(start, to, acts) for start, to, acts in EDGE.findall(text)]
    assert len({(start, to) for start, to, _ in found}) == len(found), "one edge from each phase to each other"
    return {(start, to): acts for start, to, acts in found}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_edges_are_those_of_the_table(procedure: str, subject: str) -> None:
    table = PROCEDURES[procedure].by_kind[subject]
    moves = {
        (start.value, row.to.value)
        for row in table.rows
        for start in row.start
        if row.to is not None and row.to is not start and row.scope != "local" and not (row.doubt or row.lacks)
    }
    assert set(edges(diagram(PROCEDURES[procedure], subject))) == moves


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_phase_is_drawn_and_named_in_words(subject: str) -> None:
    text = diagram(GENERIC, subject)
    for phase in GENERIC.by_kind[subject].phases:
        assert f"    {phase.value} : {phase.value.replace('_', ' ')}\n" in text


def test_an_edge_names_its_acts_each_once_with_the_values_that_lead_there() -> None:
    drawn = edges(diagram(GENERIC))
    assert drawn["triable", "on_trial"] == "trial began"
    assert drawn["charged", "barred"] == "charge dismissed (with)"
    assert drawn["charged", "dismissed"].split("<br/>")[-1] == "charge dismissed (without, any other prejudice)"
    assert "charge filed (supersedes it, refiles it)" in drawn["charged", "superseded"]


def test_a_phase_that_nothing_leads_out_of_is_the_end() -> None:
    text = diagram(GENERIC)
    assert f"    [*] --> {Phase.NOT_CHARGED}\n" in text
    assert f"    {Phase.ABATED} --> [*]\n" in text
    assert edges(text)["acquitted", "found_guilty"] == "verdict returned (guilty of lesser included)"
    assert f"    {Phase.BARRED} --> [*]\n" not in text


def test_the_labels_hold_nothing_that_ends_one() -> None:
    for subject in SUBJECTS:
        for acts in edges(diagram(GENERIC, subject)).values():
            assert not set(acts) & set(':;#"')


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_command_prints_the_diagram(capsys: pytest.CaptureFixture[str], procedure: str, subject: str) -> None:
    assert main(["diagram", "--procedure", procedure, "--subject", subject]) == 0
    assert capsys.readouterr().out == diagram(PROCEDURES[procedure], subject)


def test_the_command_draws_a_charge_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagram"]) == 0
    assert capsys.readouterr().out == diagram(GENERIC, "charge")


@pytest.mark.parametrize("words", [["--procedure", "nowhere"], ["--subject", "hearing"]])
def test_what_there_is_no_table_for_is_refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["diagram", *words])
    assert caught.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
