"""Cases whose rows are read one by one answer as their case files do, whatever the layout makes of a row."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from typing import Any

import pyarrow as pa
import pytest
from courts import rows_in
from hypothesis import given
from hypothesis import strategies as st

from casestate import bulk
from casestate.tables import Layout, read_cases
from casestate.tables.assembling import Assembler
from casestate.tables.row import Row
from casestate.tables.tally import Tally

BASE = """
case = "no"
defendant = "who"
charge = "count"
date = "day"
act = {column = "what"}

[acts.what]
Filed = {act = "ChargeFiled", offense = {column = "title"}}
Dropped = {act = "ChargeDismissed", by = "prosecutor"}
"Dropped by the state" = {act = "ChargeDismissed", by = "prosecutor"}
Plea = {act = "PleaAccepted", plea = "guilty"}
Died = "DefendantDied"
Heard = {act = "HearingHeld", hearing = {column = "title"}}
Warrant = {act = "WarrantIssued", reason = {text = "on charge {count}"}}
Refiled = {act = "ChargeFiled", supersedes = {column = "other"}}
Numbered = {act = "ChargeFiled", offense = {text = "as in row {row}"}}
Doubtful = {act = "ChargeDismissed", finding = "odd-end"}
Named = {act = "NameRecorded", name = {column = "other"}}
Sentence = {act = "SentenceImposed", components = {column = "title", read = "sentence"}, again = "SentenceModified"}
Sued = {act = "ClaimFiled", claim = {column = "count"}}
Ended = {act = "ClaimDismissed", claim = {column = "count"}, prejudice = "without"}
Cited = {act = "CitationIssued", citation = {column = "version"}}
Contested = {act = "CitationContested", citation = {column = "version"}, proceeding = {column = "title"}}

[findings.odd-end]
severity = "warning"
meaning = "the end is odd"
remedy = "none"

[readers.sentence]
use = "sentence"
"""
ASIDE = {
    "alone": "",
    "docket": 'order = {column = "version", same_day = "docket"}',
    "restated": "restated = true",
    "described": 'described = {offense = "title"}\nversion = "version"',
    "bounds": 'earliest = {column = "other"}\nlatest = 2023-03-01',
    "sources": 'source = {name = {column = "version"}, published = {column = "other"}, basis = "official"}',
    "several": 'charge_separator = "+"\neach_charge = true\neach_defendant = true',
    "moments": 'docketed_on = "other"\nquote = ["title"]',
    "ids": 'id = "version"',
}
DATED = """
case = "no"
defendant = "who"
charge = "count"

[[dated]]
date = "day"
act = {act = "ChargeFiled", offense = {column = "title"}}

[[dated]]
date = "other"
act = {act = "VerdictReturned", verdict = {column = "what", words = {Dropped = "not_guilty", Plea = "guilty"}}}
needs = "what"
"""
LAYOUTS = {name: Layout.loads(f"{words}\n{BASE}") for name, words in ASIDE.items()} | {"dated": Layout.loads(DATED)}
DAYS = [date(2023, 1, 31), date(2023, 2, 15), None]


def mostly(plain: Sequence[str], odd: Sequence[str]) -> st.SearchStrategy[str]:
    """Mostly one of some plain cells, so that many cases have plain rows alone."""
    return st.integers(0, 11).flatmap(lambda nth: st.sampled_from(plain if nth else odd))


OTHER_PAPERS = ["Sued", "Ended", "Cited", "Contested"]
CELLS = {
    "no": mostly(["C1", "C2", "C3"], [""]),
    "who": mostly(["A. Doe"], ["a. doe", "B. Roe", ""]),
    "count": mostly(["1", "2"], ["I", "1+2", ""]),
    "day": mostly(["2023-01-31", "2023-02-10", "2023-02"], ["2023-04-01", "", "soon"]),
    "what": mostly(
        [*("Filed", "Dropped", "Dropped by the state", "Plea", "Sentence", "Warrant"), *OTHER_PAPERS],
        ["Died", "Heard", "Refiled", "Numbered", "Doubtful", "Named", "SOL"],
    ),
    "title": mostly(["Jail 30 days", "Jail 30 days "], ["arson", ""]),
    "version": mostly(["1"], ["2", ""]),
    "other": mostly(["2023-01-01", "2023-01-15"], ["2023-02-05", "2", ""]),
}


ASKED: tuple[Callable[[bulk.Courts], pa.Table], ...] = (
    lambda each: each.states(DAYS),
    lambda each: each.spells("phase"),
    lambda each: each.spells("disposition"),
    lambda each: each.defendants(DAYS),
    lambda each: each.caseload("month"),
)


def by_files(rows: list[dict[str, Any]], layout: Layout) -> tuple[bulk.Courts, Tally, Counter[Any]]:
    """The case files of the rows, what was read, and what is doubtful about the rows and the files."""
    tally = Tally()
    cases, doubts = [], Counter[Any]()
    for case, remarks in read_cases(rows, layout):
        cases.append(case)
        tally.take(case, remarks)
        doubts.update([(case.id, each.code, each.message) for each in chain(remarks, case.at().findings)])
    return bulk.read(cases), tally, doubts


def same(rows: list[dict[str, Any]], layout: Layout) -> bulk.Courts:
    """The rows, asked in bulk, after they have answered as their case files do."""
    courts = bulk.read(rows, layout)
    files, tally, doubts = by_files(rows, layout)
    for ask in ASKED:
        assert rows_in(ask(courts)) == rows_in(ask(files))
    told = courts.findings().rows.to_pylist()
    assert Counter([(each["case"], each["code"], each["message"]) for each in told]) == doubts
    assert courts.tally is not None
    read = [(each.cases, each.entries, each.first, each.last, each.findings) for each in (courts.tally, tally)]
    assert read[0] == read[1]
    assert attrs_of(courts.summary) == attrs_of(files.summary)
    return courts


def attrs_of(summary: bulk.Summary) -> tuple[Any, ...]:
    return summary.rows, summary.cases, summary.charges, summary.routed, summary.asked_of_files


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(rows=st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=8))
def test_answers_are_those_of_the_case_files(layout: Layout, rows: list[dict[str, Any]]) -> None:
    same(rows, layout)


PLAIN = {"no": "C1", "who": "A. Doe", "count": "1", "day": "2023-01-31", "what": "Filed", "title": "theft"}
PLAIN |= {"version": "1", "other": "2023-01-15"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cases of which a case file is made, each time that one is."""
    ids: list[str] = []
    case_of = Assembler.case

    def case(self: Assembler, id: str, rows: Sequence[Row]) -> Any:
        ids.append(id)
        return case_of(self, id, rows)

    monkeypatch.setattr(Assembler, "case", case)
    return ids


def asked(rows: list[dict[str, Any]], layout: Layout) -> None:
    """Read rows and ask for their phases."""
    bulk.read(rows, layout).states(DAYS, columns=["phase", "offense"])


@pytest.mark.parametrize("layout", [each for name, each in LAYOUTS.items() if name not in ("ids", "dated")])
def test_plain_rows_are_asked_without_a_case_file(layout: Layout, made: list[str]) -> None:
    rows = [PLAIN, PLAIN | {"day": "2023-02-10", "what": "Dropped"}, PLAIN | {"no": "C2"}]
    asked(rows, layout)
    assert not made


def test_plain_rows_of_claims_and_citations_are_asked_without_a_case_file(made: list[str]) -> None:
    rows = [PLAIN | {"what": "Sued"}, PLAIN | {"what": "Ended"}, PLAIN | {"count": "2", "what": "Cited"}]
    asked(rows, LAYOUTS["alone"])
    assert not made
    same(rows, LAYOUTS["alone"])


@pytest.mark.parametrize(
    ("layout", "odd"),
    [
        ("alone", {"day": ""}),
        ("alone", {"day": "soon"}),
        ("alone", {"who": ""}),
        ("alone", {"count": ""}),
        ("alone", {"what": "SOL"}),
        ("alone", {"what": "Doubtful"}),
        ("alone", {"what": "Numbered"}),
        ("alone", {"what": "Refiled", "other": "2"}),
        ("alone", {"what": "Refiled", "other": "1"}),
        ("alone", {"what": "Died"}),
        ("alone", {"what": "Heard"}),
        ("alone", {"what": "Named", "other": "B. Roe"}),
        ("restated", {}),
        ("restated", {"title": "theft "}),
        ("described", {"title": "arson"}),
        ("described", {"version": "2"}),
        ("bounds", {"day": "2023-01-01"}),
        ("bounds", {"day": "2023-04-01"}),
        ("several", {"count": "1+2"}),
        ("several", {"count": ""}),
        ("moments", {"other": "soon"}),
        ("ids", {}),
    ],
)
def test_a_row_that_is_more_than_an_act_sends_its_case_to_a_case_file(
    layout: str, odd: dict[str, str], made: list[str]
) -> None:
    rows = [PLAIN, PLAIN | odd, PLAIN | {"no": "C2"}]
    asked(rows, LAYOUTS[layout])
    assert "C1" in made
    same(rows, LAYOUTS[layout])


def test_two_words_for_one_act_are_the_same_act_said_again(made: list[str]) -> None:
    dropped = PLAIN | {"day": "2023-02-10", "what": "Dropped"}
    rows = [PLAIN, dropped, dropped | {"what": "Dropped by the state"}]
    asked(rows, LAYOUTS["restated"])
    assert made == ["C1"]
    same(rows, LAYOUTS["restated"])


def test_a_second_sentence_that_is_another_act_sends_its_case_to_a_case_file(made: list[str]) -> None:
    sentence = PLAIN | {"what": "Sentence", "title": "Jail 30 days"}
    rows = [PLAIN, sentence, sentence | {"day": "2023-02-10"}]
    asked(rows, LAYOUTS["alone"])
    assert made == ["C1"]
    same(rows, LAYOUTS["alone"])


def test_a_case_file_is_made_once(made: list[str]) -> None:
    courts = bulk.read([PLAIN | {"day": "2023-02"}], LAYOUTS["alone"])
    courts.defendants(DAYS)
    _ = courts.findings().rows
    assert made == ["C1"]
