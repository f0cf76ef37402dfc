"""The pictures of files, views, handles and answers in a notebook."""

from collections.abc import Callable
from typing import Any

import pytest
from pages import elements
from printed import DOE, ROE

from casestate import GENERIC, CaseFile, Source
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Noted,
    PleaEntered,
    RecordSealed,
    Stated,
)
from casestate.show.notebook import html, lines

HOSTILE = "</td><script>alert(1)</script>\u202e"


def case_of(who: str, key: str, source: Source) -> CaseFile:
    case = CaseFile(who).record(
        ChargeFiled(on="2023-01-10", defendant=who, charge=key, offense=who),
        source=source,
        recorded_at="2023-01-11T00:00Z",
    )
    case = case.record(PleaEntered(on="2023-01-20", defendant=who, charge=key, plea="not guilty"), source=source)
    case = case.record(ChargeDismissed(on="2023-02-10", defendant=who, charge=key, by="court"), source=source)
    case = case.record(ClaimFiled(on="2023-01-11", defendants=[who], claim=key, claimants=[who]))
    case = case.record(PleaEntered(on="2023-03-01", defendant=who, charge=f"{key}, never filed", plea="guilty"))
    return case.record(CitationIssued(on="2023-01-12", defendant=who, citation=key, penalty=5))


PLAIN = case_of(DOE, "1", Source("Court", basis="record"))
EVIL = case_of(HOSTILE, HOSTILE, Source(HOSTILE))

KINDS: dict[str, Callable[[CaseFile], Any]] = {
    "case": lambda case: case,
    "view": lambda case: case.at(),
    "defendant": lambda case: case.at()[case.id],
    "charge": lambda case: next(iter(case.at()[case.id].charges.values())),
    "claim": lambda case: next(iter(case.at()[case.id].claims.values())),
    "citation": lambda case: next(iter(case.at()[case.id].citations.values())),
    "why": lambda case: KINDS["charge"](case).why("phase"),
    "change": lambda case: case.at("2023-02-09").diff(case.at("2023-02-10"))[0],
    "spell": lambda case: KINDS["charge"](case).spells("phase")[1],
    "grid": lambda case: KINDS["charge"](case).grid("phase", as_of=["2023-01-10"], known_on=["2023-01-11", None]),
    "finding": lambda case: case.at().findings[0],
    "procedure": lambda case: case.procedure,
}
"""A function for each kind of object that has a picture, which returns one from a file."""


class Printer:
    """The printer that IPython passes to an object."""

    def __init__(self) -> None:
        self.printed = ""

    def text(self, text: str, /) -> None:
        self.printed += text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", [PLAIN, EVIL], ids=["plain", "hostile"])
def test_a_picture_is_one_table_with_a_caption_and_heads_and_nothing_that_acts(kind: str, case: CaseFile) -> None:
    found = elements(KINDS[kind](case)._repr_html_())
    names = [name for name, _, _ in found]
    assert names[:2] == ["table", "caption"]
    assert set(names) <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "br"}
    assert all(given.keys() <= {"style", "scope"} for _, given, _ in found)
    assert all(given.get("scope") in ("row", "col") for name, given, _ in found if name == "th")
    assert names.count("th") > 1
    assert "\u202e" not in html(KINDS[kind](case))


@pytest.mark.parametrize("kind", KINDS)
def test_a_repr_is_a_line_and_a_console_gets_a_few(kind: str) -> None:
    shown = KINDS[kind](PLAIN)
    assert len(repr(shown)) <= 160
    assert repr(shown).startswith(f"<{type(shown).__name__} ")
    assert "\n" not in repr(shown)
    printer, circle = Printer(), Printer()
    shown._repr_pretty_(printer, cycle=False)
    shown._repr_pretty_(circle, cycle=True)
    assert (printer.printed, circle.printed) == (lines(shown), repr(shown))


def cells(shown: object) -> list[str]:
    return [text for name, _, text in elements(html(shown)) if name in ("caption", "th", "td")]


def test_a_view_tells_how_each_part_stands_and_because_of_which_entry() -> None:
    told = cells(PLAIN.at("2023-02-10"))
    assert told[:5] == ["As of 2023-02-10: 1 defendant", "defendant", "matter", "stands", "because"]
    status = PLAIN.at("2023-02-10").charge(DOE, "1").status.words
    assert told[5:9] == [DOE, "charge 1", f"{status}{DOE}plea: not guilty", "e3 (Court, record)"]
    assert f"  {DOE}, charge 1: {status}" in lines(PLAIN.at("2023-02-10"))


def test_a_picture_says_which_values_dates_leave_open() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01", defendant=DOE, charge="1"))
    charge = case.at("2023-01-15").charge(DOE, "1")
    told = "possibly not charged, or charged; pending"
    assert lines(charge).splitlines()[1:] == [
        f"  {told}",
        "  possibly offence not stated",
        "  it depends on whether e1 had happened",
    ]
    assert told in html(charge)


def test_too_many_possible_states_are_reported() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-10", defendant=DOE, charge="1"))
    for _ in range(13):
        case = case.record(PleaEntered(on="2023-01", defendant=DOE, charge="1", plea="not guilty"))
    assert "which may leave more than" in lines(case.at("2023-01-15").charge(DOE, "1"))
    finding = case.at("2023-01-15").findings[-1]
    assert repr(finding).endswith("...>")


def test_of_a_file_the_newest_entries_are_shown_that_the_public_may_see() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-10", defendant=ROE, charge="1", offense="zqx"))
    case = case.record(RecordSealed(on="2023-02-01", defendant=ROE, charge="1"))
    for day in range(1, 13):
        case = case.record(Noted(on=f"2023-03-{day:02}", text=f"note {day}"))
    assert cells(case)[0] == ("Case file c: 14 entries; below, the last 10 by date of those that the public may see")
    assert "zqx" not in html(case)
    assert [text for text in cells(case) if text.startswith("noted")] == [f"noted: note {day}" for day in range(3, 13)]
    assert cells(CaseFile("empty")) == ["Case file empty: 0 entries"]


def test_a_defendant_with_statements_alone_is_described_so() -> None:
    about = ChargeFiled(on="[2023-01-10..]", defendant=DOE, charge="1")
    view = CaseFile("c").record(Stated(on="2023-01-09", by="a source", modality="expects", about=about)).at()
    assert lines(view).splitlines()[1:] == [f"  {DOE}: not charged, sued or cited"]
    assert cells(view[DOE])[-4:] == [DOE, "", "not charged, sued or cited", ""]
    assert cells(CaseFile("c").at()) == ["As of the last entry: 0 defendants"]


def test_answers_of_which_nothing_is_known() -> None:
    charge = PLAIN.at().charge(DOE, "1")
    first = charge.spells("phase")[0]
    assert cells(first)[6:] == ["not charged", "the beginning", "2023-01-10", "yes", ""]
    about = ChargeFiled(on="[2023-01-10..]", defendant=DOE, charge="1")
    view = CaseFile("c").record(Stated(on="2023-01-09", by="a source", modality="expects", about=about)).at()
    assert cells(view.charge(DOE, "1").why("phase")) == [
        f"Phase of charge 1 of {DOE}, as of the last entry: not charged; no entry says anything of it"
    ]
    gone = PLAIN.at().diff(PLAIN.retract("e3", reason="in error").at())
    assert any("without e3" in cell for change in gone for cell in cells(change))


def test_a_finding_that_depends_on_dates_says_so() -> None:
    case = CaseFile("c").record(PleaEntered(on="2023-01", defendant=DOE, charge="1", plea="not guilty"))
    (finding,) = [each for each in case.at("2023-01-15").findings if each.code == "missing-filing"]
    assert "it depends on imprecise dates" in cells(finding)[2]
    assert str(finding).startswith("incomplete [missing-filing] ")


def test_a_procedure_names_its_phases() -> None:
    told = cells(GENERIC)
    assert told[0] == f"Procedure generic: {len(GENERIC.rows)} rows, {len(GENERIC.checks)} checks"
    assert "charged" in told[told.index("charge") + 2]
