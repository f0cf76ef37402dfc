"""Federal dockets: each count's final disposition is what the docket states, and what is not read is listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from casestate import GENERIC, CaseFile, Finding
from casestate.errors import InvalidTable
from casestate.events import ChargeDismissed, ChargeFiled, Noted, PleaAccepted, SentenceImposed
from casestate.importers import juriscraper
from casestate.importers.entries import decides, labels, read_entry

SAMPLES = Path(__file__).parent / "samples"


def one(path: str) -> tuple[CaseFile, tuple[Finding, ...]]:
    [(case, remarks)] = juriscraper.read(SAMPLES / path)
    return case, remarks


def docket(**more: Any) -> dict[str, Any]:
    """A docket of one defendant with one count."""
    counts = [{"name": "18:1 THEFT(1)", "disposition": "Dismissed", "status": "terminated"}]
    party = {"name": "A. Doe", "type": "Defendant", "criminal_data": {"counts": counts, "complaints": []}}
    return {"court_id": "nmd", "docket_number": "1", "date_filed": "2020-01-01", "parties": [party], **more}


def filed(given: dict[str, Any]) -> list[tuple[str, str]]:
    [(case, _)] = juriscraper.read(given)
    return [(e.event.charge, str(e.event.on)) for e in case if isinstance(e.event, ChargeFiled)]


def test_each_count_ends_as_the_docket_states() -> None:
    case, _ = one("docket.json")
    assert case.id == "nmd 2:21-cr-00417"
    found = {(row["defendant"], row["key"]): (row["phase"], row["disposition"]) for row in case.at().records()}
    assert found == {
        ("Avery Example", "1"): ("dismissed", "dismissed_unspecified"),
        ("Avery Example", "1s"): ("judged", "convicted_by_plea"),
        ("Avery Example", "2s"): ("dismissed", "dismissed_unspecified"),
        ("Avery Example", "3s"): ("dismissed", "dismissed_unspecified"),
        ("Avery Example", "4s"): ("dismissed", "dismissed_unspecified"),
        ("Blake Sample", "1s"): ("acquitted", "acquitted"),
        ("Blake Sample", "2s"): ("judged", "convicted_by_verdict"),
        ("Blake Sample", "3s"): ("triable", "none"),
        ("Blake Sample", "unlabelled 4"): ("charged", "none"),
    }
    assert all(row["undecided"] == "" for row in case.at().records())


def test_each_statement_that_is_not_read_is_listed() -> None:
    case, remarks = one("docket.json")
    unread = [(f.defendant, f.charge, f.code) for f in remarks]
    assert unread == [
        ("", "", "unmapped"),
        ("Avery Example", "1s", "unmapped"),
        ("Blake Sample", "3s", "unmapped"),
    ]
    assert [f.message.partition(": ")[2].partition(" is in no table")[0].partition(";")[0] for f in remarks] == [
        "event 'Plea talks reported to the court",
        "no phrase reads 'Self surrender on July 5, 2022'",
        "event 'Transferred under Rule 20 to the District of Arizona'",
    ]
    for finding in remarks:
        (entry,) = finding.entries
        assert isinstance(case[entry].event, Noted | SentenceImposed)


def test_acts_are_dated_by_the_entries_that_state_them() -> None:
    case, _ = one("docket.json")
    example, sample = "Avery Example", "Blake Sample"
    days = {(e.event.wire, s.who, s.key): (str(e.event.on), str(e.docketed_on)) for e in case for s in e.event.subjects}
    assert days["charge.filed", example, "1"] == ("2021-03-16", "2021-03-17")
    assert days["charge.filed", example, "3s"] == ("2021-06-22", "2021-06-22")
    assert days["charge.filed", sample, "unlabelled 4"] == ("[2021-03-16..2021-06-22]", "None")
    assert days["plea.entered", sample, "3s"] == ("2021-07-01", "2021-07-02")
    assert days["plea.accepted", example, "1s"] == ("2022-02-08", "2022-02-09")
    assert days["sentence.imposed", example, "1s"] == ("2022-06-14", "2022-06-16")
    assert days["charge.dismissed", example, "1"] == ("[2021-03-16..2022-06-14]", "None")
    assert days["verdict.returned", sample, "1s"][0] == "[2021-03-16..2022-09-30]"
    assert case.at("2022-02-09", known_on="2022-02-08", clock="docket").charge(example, "1s").plea is None
    assert case.at("2022-02-09", known_on="2022-02-09", clock="docket").charge(example, "1s").plea == "guilty"


def test_every_entry_of_the_docket_is_in_the_file_in_its_own_words() -> None:
    case, _ = one("docket.json")
    quotes = {entry.quote for entry in case}
    given = json.loads((SAMPLES / "docket.json").read_text(encoding="utf-8"))
    assert {each["description"] for each in given["docket_entries"]} <= quotes
    assert "1 Main Street" not in str(list(case))


def test_a_docket_of_courtlistener_is_read_alike() -> None:
    case, remarks = one("courtlistener.json")
    found = {row["key"]: (row["phase"], row["disposition"]) for row in case.at().records()}
    assert found == {
        "1": ("dismissed", "dismissed_without_prejudice"),
        "2": ("judged", "none"),
        "complaint 1": ("dismissed", "dismissed_unspecified"),
    }
    assert [f.message.partition(": ")[2] for f in remarks] == [
        "no phrase reads 'Penalty assessment $25.00 waived'; it is kept as a part of the sentence in its own words"
    ]
    parts = case.at().charge("Casey Sample", "2").components
    assert parts is not None
    assert [(part.kind.recognized, part.words) for part in parts] == [
        (True, "time served"),
        (False, "Penalty assessment $25.00 waived"),
    ]
    assert case.at().charge("Casey Sample", "2").version.severity == "misdemeanor"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "statute", "offense"),
    [
        ("8:1326(a) and (b)(1) Reentry(1)", "8:1326(a) and (b)(1)", "Reentry"),
        ("18:371; CONSPIRACY.(1)", "18:371", "CONSPIRACY."),
        ("22:612 and 618(a)(1); 18:2; AGENT(1)", "22:612 and 618(a)(1); 18:2", "AGENT"),
        ("FELON IN POSSESSION(1)", None, "FELON IN POSSESSION"),
        ("18:401(1)", "18:401", "18:401"),
    ],
)
def test_the_name_of_a_count_is_statute_and_offence(name: str, statute: str | None, offense: str) -> None:
    given = docket()
    given["parties"][0]["criminal_data"]["counts"][0]["name"] = name
    [(case, _)] = juriscraper.read(given)
    event = next(iter(case)).event
    assert isinstance(event, ChargeFiled)
    assert (event.statute, event.offense) == (statute, offense)


def test_a_filing_without_a_paper_falls_between_the_opening_and_the_first_word_of_it() -> None:
    assert filed(docket()) == [("1", "[2020-01-01..]")]
    assert filed(docket(date_filed=None)) == [("1", "[..]")]
    assert filed(docket(date_terminated="2020-05-01")) == [("1", "[2020-01-01..2020-05-01]")]
    assert filed(docket(date_filed=None, date_terminated="2020-05-01")) == [("1", "[..2020-05-01]")]
    plea = {"date_filed": "2020-03-01", "description": "Plea entered by A. Doe (1) Guilty Count 1."}
    assert filed(docket(docket_entries=[plea])) == [("1", "[2020-01-01..2020-03-01]")]


def test_a_statement_that_names_its_day_has_it() -> None:
    given = docket(date_terminated="2020-09-01")
    words = "12 months probation. Probation revoked 08/07/2020. 3 months imprisonment"
    given["parties"][0]["criminal_data"]["counts"][0]["disposition"] = words
    [(case, _)] = juriscraper.read(given)
    revoked = case["count 1 disposition 2"]
    assert (revoked.event.wire, str(revoked.event.on)) == ("supervision.decided", "2020-08-07")


def test_complaints_are_charges_only_without_counts_or_with_an_end_of_their_own() -> None:
    complaint = {"name": "18:2 X", "disposition": ""}
    given = docket()
    given["parties"][0]["criminal_data"] |= {"complaints": [complaint]}
    assert [key for key, _ in filed(given)] == ["1"]
    given["parties"][0]["criminal_data"]["counts"] = []
    assert [key for key, _ in filed(given)] == ["complaint 1"]


def test_the_law_may_be_another_and_dockets_several() -> None:
    cases = [case for case, _ in juriscraper.read([docket(), docket(docket_number="2")], procedure=GENERIC)]
    assert [(case.id, case.procedure.name) for case in cases] == [("nmd 1", "generic"), ("nmd 2", "generic")]


@pytest.mark.parametrize("given", [{}, {"docket_number": ""}, [5], 5])
def test_what_is_no_docket_is_refused(given: Any) -> None:
    with pytest.raises(InvalidTable):
        list(juriscraper.read(given))


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docket.json").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidTable, match="is no JSON"):
        list(juriscraper.read(tmp_path / "docket.json"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INFORMATION - Felony as to Ann Doe (1) count(s) 1.", [("filed", "1", "information")]),
        ("SEALED SUPERSEDING INFORMATION as to Ann Doe (1) counts 1s", [("filed", "1s", "superseding_information")]),
        ("PLEA entered by Ann Doe; GUILTY as to Count 1", [("plea", "1", "guilty")]),
        ("PLEA entered by Ann Doe. Court accepts plea. Guilty: Ann Doe (1) count(s) 13",
         [("plea", "13", "guilty"), ("plea accepted", "13", "guilty")]),
        ("Arraignment. Not Guilty plea entered by Ann Doe (1) to counts 1-2",
         [("plea", "1", "not_guilty"), ("plea", "2", "not_guilty")]),
        ("plea of nolo contendere as to Ann Doe (1) Count 1s held", [("plea", "1s", "no_contest")]),
        ("ORDER ACCEPTING GUILTY PLEA as to count(s) 2 of the information, as to Ann Doe",
         [("plea accepted", "2", "guilty")]),
        ("VERDICT as to Ann Doe (1) Guilty on Count 1", [("verdict", "1", "guilty")]),
        ("COURT VERDICT as to Ann Doe (1) Not Guilty on Count 1", [("verdict", "1", "not_guilty")]),
        ("NOTICE that Ann Doe (1) Guilty Count 1", []),
        ("INDICTMENT RETURNED as to Ann Doe (1) count(s) 1", []),
        ("INDICTMENT as to Bob Roe (1) count(s) 1", []),
    ],
)  # fmt: skip
def test_entries_that_name_a_defendant_and_counts_are_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    said = read_entry(text, ["Ann Doe"])
    assert [(each.event, each.count, next(iter(each.fields.values()))) for each in said] == expected


def test_labels_are_written_out() -> None:
    assert labels("1, 2-4 and 2s-3s & 7") == ("1", "2", "3", "4", "2s", "3s", "7")
    assert labels("1-3s") == ("1",)
    assert labels("4-2") == ("4",)
    assert labels("none") == ()


def test_what_asks_or_announces_decides_nothing() -> None:
    assert decides("Sentence imposed as to Ann Doe")
    assert not decides("MOTION to dismiss by Ann Doe")
    assert not decides("Joint MOTION to Continue Sentencing")
    assert not decides("Bond set for Ann Doe")


def test_a_plea_accepted_in_the_file_convicts() -> None:
    case, _ = one("docket.json")
    accepted = [e for e in case if isinstance(e.event, PleaAccepted)]
    assert [subject[1:] for e in accepted for subject in e.event.subjects] == [("Avery Example", "1s")]
    assert case.at().charge("Avery Example", "1s").is_conviction().name == "YES"


@pytest.mark.parametrize(
    "more",
    [
        {"parties": "A. Doe"},
        {"parties": {"name": "A. Doe"}},
        {"parties": [None]},
        {"parties": [{"name": "A. Doe", "criminal_data": ["x"]}]},
        {"parties": [{"name": "A. Doe", "party_types": [{"criminal_counts": 3}]}]},
        {"docket_entries": ["INDICTMENT"]},
    ],
)
def test_a_part_in_another_shape_is_told_by_its_name(more: dict[str, Any]) -> None:
    with pytest.raises(InvalidTable, match=r"^(parties|docket_entries|criminal_\w+) is to be a "):
        list(juriscraper.read(docket(**more)))


def entry(words: str, day: str = "2021-04-05") -> dict[str, str]:
    return {"date_filed": day, "date_entered": day, "description": words}


def test_a_motion_is_not_the_day_of_what_it_asks_for() -> None:
    asked = entry("MOTION that the indictment be dismissed by A. Doe.")
    closed = {"date_terminated": "2022-01-01"}
    [(case, _)] = juriscraper.read(docket(docket_entries=[asked], **closed))
    days = [str(e.event.on) for e in case if isinstance(e.event, ChargeDismissed)]
    assert days == ["[2020-01-01..2022-01-01]"]
    ordered = entry("ORDER: count 1 is dismissed as to A. Doe.", "2021-05-05")
    [(case, _)] = juriscraper.read(docket(docket_entries=[asked, ordered], **closed))
    assert [str(e.event.on) for e in case if isinstance(e.event, ChargeDismissed)] == ["2021-05-05"]


def test_a_name_within_a_longer_one_is_another_person() -> None:
    plea = "plea hearing: {} not guilty as to count 1"
    for longer in ("Joann Doe", "Mary Ann Doe", "Ann Doerr"):
        both = ["Ann Doe", longer]
        assert [said.defendant for said in read_entry(plea.format(longer), both)] == [longer]
        assert [said.defendant for said in read_entry(plea.format("Ann Doe"), both)] == ["Ann Doe"]
