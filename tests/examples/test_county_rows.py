"""How rows of the county are taken in, one planted mistake at a time."""

import csv
import gzip
from collections import defaultdict

import pytest
from county.charges import DATA, LAYOUT, cases, unsentenced
from county.count import standing

from casestate import CaseFile
from casestate.events import ChargeAmended, ChargeFiled, Noted, SentenceModified
from casestate.state import Disposition, Phase

Row = dict[str, str]


def test_the_current_sentence_is_the_one_the_source_calls_current() -> None:
    twice = defaultdict(list)
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            twice[line["case"], line["participant"], line["charge"]].append(line)
    replaced = {key: rows for key, rows in twice.items() if sum(row["type"] == "SENTENCED" for row in rows) > 1}
    assert len(replaced) == 20
    for (_, who, charge), rows in replaced.items():
        [(case, _)] = cases(rows)
        (component,) = case.at().charge(who, charge).components or ()
        assert [component.text] == [row["outcome"].strip() for row in rows if row["reason"] == "current"]


BLANK = dict.fromkeys(("outcome", "reason", "subtype", "arraignment_date"), "") | {
    "case": "C1",
    "participant": "P1",
    "charge": "CH1",
    "version": "V1",
    "section": "402(c)",
    "class": "4",
    "title": "POSSESSION",
    "received_date": "2019-01-01",
}
"""About one charge of Class 4, received on 1 January."""


def row(type: str, date: str, **columns: str) -> Row:
    return {**BLANK, "type": type, "date": date} | {name.rstrip("_"): cell for name, cell in columns.items()}


def filed(date: str = "2019-02-01", subtype: str = "Indictment", **columns: str) -> Row:
    return row("CHARGE_FILED", date, subtype=subtype, **columns)


def disposed(date: str = "2019-03-01", outcome: str = "Plea Of Guilty", **columns: str) -> Row:
    return row("DISPOSED", date, outcome=outcome, **columns)


def sentenced(date: str = "2019-03-01", outcome: str = "Probation: 24 Months", **columns: str) -> Row:
    columns = {"subtype": "Original Sentencing", "reason": "current", **columns}
    return row("SENTENCED", date, outcome=outcome, **columns)


def taken_in(*rows: Row) -> tuple[CaseFile, set[str]]:
    """The case file of these rows, and every code told of it."""
    [(case, remarks)] = cases(rows)
    assert len([entry for entry in case if not entry.id.endswith("a")]) == len(rows)
    return case, {finding.code for finding in (*remarks, *unsentenced(case), *case.at().findings)}


def test_nothing_is_told_of_a_clean_charge() -> None:
    case, codes = taken_in(filed(), disposed(), sentenced())
    assert codes == set()
    assert case.at().charge("P1", "CH1").phase is Phase.JUDGED


NEXT = sentenced("2019-05-01")
RECONSIDERED = sentenced("2019-05-01", subtype="Reconsidered")
AGAIN = disposed("2019-04-01", outcome="Nolle Prosecution")
PLANTED: dict[str, list[Row]] = {
    "undated-row": [filed("", subtype="")],
    "unreadable-date": [filed("2019-02-30")],
    "dated-too-early": [filed("2018-12-31")],
    "dated-too-late": [filed("2019-12-03")],
    "dated-after-source": [filed("2109-02-01")],
    "no-cause-at-hearing": [filed(subtype="Preliminary Hearing"), disposed(outcome="FNPC")],
    "amendment-without-row": [filed(), disposed(version="V2", class_="A"), sentenced(version="V2", class_="A")],
    "grade-changed": [filed(), disposed(version="V2", class_="A"), sentenced(version="V2", class_="A")],
    "changed-in-place": [filed(), disposed(title="ATTEMPT")],
    "amendment-undatable": [filed(), disposed("2019-01-15", version="V2", class_="A")],
    "outcome-no-end": [filed(), disposed(outcome="BFW")],
    "successor-not-named": [filed(), disposed(outcome="Superseded by Indictment")],
    "guilty-without-sentence": [filed(), disposed()],
    "second-of-its-kind": [filed(), disposed(), sentenced(reason="superseded"), NEXT],
    "sentence-without-length": [filed(), disposed(), sentenced(outcome="Supervision:  ")],
    "sentence-length-unread": [filed(), disposed(), sentenced(outcome="Cook County Boot Camp: 1 Term")],
    "sentence-of-no-length": [filed(), disposed(), sentenced(outcome="Probation: 0 Months")],
    "sentence-over-maximum": [filed(), disposed(), sentenced(outcome="Probation: 24 Year(s)")],
    "missing-filing": [disposed()],
    "late-filing": [filed(subtype="Preliminary Hearing"), disposed("2019-01-15")],
    "missing-finding": [filed(), sentenced()],
    "late-finding": [filed(), disposed(), sentenced("2019-02-15")],
    "missing-trial": [filed(), disposed(outcome="FNG")],
    "missing-sentence": [filed(), disposed(), sentenced(subtype="Resentenced")],
    "contradiction": [filed(), disposed(outcome="Nolle Prosecution"), sentenced("2019-02-15")],
    "repeated": [filed(), disposed(outcome="Nolle Prosecution"), AGAIN],
    "after-end": [filed(), disposed(outcome="Nolle Prosecution"), sentenced("2019-04-01")],
}


UNMAPPED = {
    "a type": [filed(), row("APPEALED", "2019-03-01")],
    "a way to file": [filed(subtype="Presentment")],
    "a class": [filed(class_="5")],
    "an outcome": [filed(), disposed(outcome="SOL")],
    "a phase": [filed(), disposed(), sentenced(), RECONSIDERED],
    "a sentence": [filed(), disposed(), sentenced(outcome="Banishment: 1 Year(s)")],
}


@pytest.mark.parametrize("word", UNMAPPED)
def test_a_word_outside_the_layout_is_told(word: str) -> None:
    assert "unmapped" in taken_in(*UNMAPPED[word])[1]


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_mistake_is_told_by_its_code(code: str) -> None:
    _, codes = taken_in(*PLANTED[code])
    assert code in codes


def test_an_unknown_outcome_is_kept_in_its_own_words_and_moves_nothing() -> None:
    case, _ = taken_in(filed(), disposed(outcome="SOL", reason="Witness"))
    assert isinstance(case["r2"].event, Noted)
    assert "SOL" in case["r2"].event.text
    assert case["r2"].quote == "SOL; Witness"
    assert case.at().charge("P1", "CH1").open


@pytest.mark.parametrize("outcome", [word for word in LAYOUT.acts["outcome"] if word != "BFW"])
def test_every_outcome_disposes_of_the_charge_and_keeps_its_words(outcome: str) -> None:
    case, _ = taken_in(filed(subtype="Preliminary Hearing"), disposed(outcome=outcome))
    assert case.at().charge("P1", "CH1").disposition is not Disposition.NONE
    assert case["r2"].quote == outcome


def test_a_nolle_after_a_programme_does_not_say_whether_it_bars() -> None:
    plain, _ = taken_in(filed(), disposed(outcome="Nolle Prosecution", reason="No Lab"))
    kept, _ = taken_in(filed(), disposed(outcome="Nolle Prosecution", reason="DDPP Graduate"))
    assert plain.at().charge("P1", "CH1").disposition is Disposition.DISMISSED_WITHOUT_PREJUDICE
    assert kept.at().charge("P1", "CH1").disposition is Disposition.DISMISSED_UNSPECIFIED


def test_the_class_at_the_disposition_is_the_amended_one_and_in_between_it_is_open() -> None:
    case, _ = taken_in(filed(), disposed(version="V2", class_="A"))
    assert isinstance(case["r2a"].event, ChargeAmended)
    classes = {
        day: {state.version.grade for state in case.at(day).charge("P1", "CH1").possible() if state.version}
        for day in ("2019-02-15", "2019-03-01")
    }
    assert classes == {"2019-02-15": {"4", "A"}, "2019-03-01": {"A"}}
    assert case.at("2019-01-31").defendants == ()
    assert standing(case.at("2019-02-15").charge("P1", "CH1").possible()) == "pending"


def test_an_undated_filing_is_possible_until_something_presupposes_it() -> None:
    case, _ = taken_in(filed("", subtype=""), disposed(outcome="BFW"))
    standings = [standing(case.at(day).charge("P1", "CH1").possible()) for day in ("2019-02-28", "2019-03-01")]
    assert standings == ["possibly", "pending"]


def test_ways_of_charging_and_phases_of_a_sentence_outside_the_tables_stay_words() -> None:
    case, _ = taken_in(filed(subtype="Presentment by Three"), disposed(), RECONSIDERED)
    first, last = case["r1"].event, case["r3"].event
    assert isinstance(first, ChargeFiled)
    assert isinstance(last, SentenceModified)
    assert (first.instrument, first.instrument.recognized) == ("Presentment by Three", False)
    assert (last.change, last.change.recognized) == ("Reconsidered", False)
