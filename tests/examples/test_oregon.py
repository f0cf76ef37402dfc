"""The case pages of Oregon: what was known when, against the lines of the files alone, and by hand for some pages."""

import csv
import re
from datetime import date, datetime
from functools import cache
from itertools import product
from pathlib import Path

import oregon
import pytest
from courtpages.page import Page, pages
from courtpages.reading import read_page
from courtpages.rows import DATA, ZONE, Listed, Row, read
from courtpages.words import sentence

from casestate import Basis, CaseFile, Finding, Severity, Term, When
from casestate.errors import NotInFile
from casestate.events import (
    ChargeFiled,
    ComponentKind,
    Event,
    HearingSet,
    Noted,
    PleaEntered,
    PleaKind,
    SentenceChange,
    SentenceImposed,
    SentenceModified,
)
from casestate.state import ChargeState, Conviction, Disposition, Found, Phase, Supervision

Line = dict[str, str]


def lines(name: str) -> list[Line]:
    """The lines of a table, read without the example."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVENTS = lines("events.csv")
CHARGES = lines("charges.csv")
READ = {page.id: read_page(page) for page in pages()}
SENTENCED = ("Sentence", "Judgment")
REPLACED = [("with_revoked_probation", "1"), ("jd74", "1")]


def is_sentence(line: Line) -> bool:
    return not line["type"].startswith("EVENT:") and any(word in line["type"] for word in SENTENCED)


def day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").replace(tzinfo=ZONE).date()


def keyed(line: Line) -> date:
    return day(line["created"].split(" ")[0]) if line["created"] else date.max


def about(page: str, charge: str) -> list[Line]:
    return [line for line in EVENTS if line["case"] == page and line["charge_no"] == charge]


def keyed_days(page: str) -> list[date]:
    return sorted({keyed(line) for line in EVENTS if line["case"] == page} - {date.max})


def defendant(page: str, charge: str) -> str:
    (line,) = [line for line in CHARGES if (line["case"], line["charge_no"]) == (page, charge)]
    return f"party {line['party_idx']}"


def known(page: str, charge: str, on: date | str) -> ChargeState:
    """How a charge of a page stands at the end of a day, as known then."""
    case, _ = READ[page]
    return case.at(on, known_on=on, clock="docket").charge(defendant(page, charge), charge).state


def amounts(state: ChargeState) -> list[str]:
    return [str(part.amount) for part in state.components or () if part.amount]


def codes(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


class TestEveryRow:
    def test_is_an_entry_under_its_number(self) -> None:
        ids = [entry.id for case, _ in READ.values() for entry in case]
        rows = [id for id in ids if id.startswith("r")]
        assert sorted(rows, key=lambda row: int(row[1:])) == [f"r{number}" for number in range(1, len(EVENTS) + 1)]

    def test_keeps_its_words_its_day_of_keying_and_its_moment(self) -> None:
        for number, line in enumerate(EVENTS, 1):
            entry = READ[line["case"]][0][f"r{number}"]
            assert entry.quote is not None
            assert line["type"] in entry.quote
            assert line["text"] in entry.quote
            if not line["created"]:
                assert (entry.recorded_at, entry.docketed_on) == (None, None)
                continue
            assert entry.docketed_on == keyed(line)
            assert entry.recorded_at is not None
            local = entry.recorded_at.astimezone(ZONE)
            assert local == datetime.strptime(line["created"], "%m/%d/%Y %I:%M %p").replace(tzinfo=ZONE)

    def test_every_charge_listed_is_filed_or_explained(self) -> None:
        accounted = set()
        for page, (case, remarks) in READ.items():
            filed = {e.event.charge for e in case if isinstance(e.event, ChargeFiled)}
            explained = {
                told.charge
                for told in remarks
                if told.code in ("violation-listed-as-charge", "never-filed", "no-charging-paper")
            }
            assert not filed & explained
            accounted |= {(page, charge) for charge in filed | explained}
        assert accounted == {(line["case"], line["charge_no"]) for line in CHARGES}
        assert sum(len(case) for case, _ in READ.values()) == len(EVENTS) + len(CHARGES) - 4

    def test_a_moment_in_the_evening_is_known_from_the_evening_on(self) -> None:
        """Row 5, keyed at 6:02 PM on 2019-01-15: 02:02 of the next day in UTC, in winter."""
        case, _ = READ["case_detail_with_odd_event_table_contents"]
        assert "r5" not in [e.id for e in case.at(known_on="2019-01-15T18:01:59-08:00").entries]
        assert "r5" in [e.id for e in case.at(known_on="2019-01-15T18:02:00-08:00").entries]
        assert "r5" in [e.id for e in case.at(known_on="2019-01-15", clock="docket").entries]

    def test_a_row_with_no_moment_is_known_on_no_day(self) -> None:
        case, remarks = READ["jd74"]
        assert "no-keyed-day" in codes(remarks)
        assert case.at(known_on="2026-01-01").untimed == 1


EXPECTED_PHASES = {
    "dismissed": {Phase.DISMISSED},
    "sentenced": {Phase.JUDGED},
    "convicted": {Phase.FOUND_GUILTY},
    "open": {Phase.NOT_CHARGED, Phase.CHARGED, Phase.TRIABLE},
}


def standing(page: str, charge: str, on: date) -> str:
    """How a charge stood as known on a day, from the lines keyed by then. Of a contradiction the dismissal counts."""
    told = [line for line in about(page, charge) if keyed(line) <= on]
    texts = [line["text"] for line in told if line["type"] == "Disposition"]
    if {"Dismissed", "No Complaint"} & set(texts):
        return "dismissed"
    if any(is_sentence(line) for line in told):
        return "sentenced"
    return "convicted" if any(text.startswith("Convicted") for text in texts) else "open"


def plea(page: str, charge: str, on: date) -> str | None:
    """The plea that stood: of those keyed by then the last by its own day; no charge has two of one day."""
    told = [line for line in about(page, charge) if "Plea" in line["type"] and keyed(line) <= on]
    return max(told, key=lambda line: day(line["date"]))["text"] if told else None


@cache
def offenses(page: str) -> list[str]:
    """The charges of a page that are offences."""
    return [line["charge_no"] for line in CHARGES if line["case"] == page and line["name"] != "Probation Violation"]


class TestAsKnown:
    @pytest.mark.parametrize("page", READ)
    def test_every_charge_on_every_day_on_which_something_was_keyed(self, page: str) -> None:
        case, _ = READ[page]
        for on, charge in product(keyed_days(page), offenses(page)):
            view = case.at(known_on=on, clock="docket")
            expected = standing(page, charge, on), plea(page, charge, on)
            try:
                state = view.charge(defendant(page, charge), charge).state
            except NotInFile:
                assert expected == ("open", None), (charge, on)
                continue
            assert state.phase in EXPECTED_PHASES[expected[0]], (charge, on)
            said = state.pleas[-1].event.plea if state.pleas else None  # type: ignore[attr-defined]  # pleas and acceptances
            assert said == (PleaKind(expected[1]) if expected[1] else None), (charge, on)

    @pytest.mark.parametrize(("page", "charge"), REPLACED)
    def test_the_sentence_is_the_one_keyed_last(self, page: str, charge: str) -> None:
        sentences = [line for line in about(page, charge) if is_sentence(line)]
        assert len(sentences) > 1
        for on in keyed_days(page):
            told = [line for line in sentences if keyed(line) <= on]
            if not told:
                continue
            last = max(told, key=keyed)["text"]
            assert amounts(known(page, charge, on)) == [
                f"{amount} USD" for amount in re.findall(r"\$([\d.]+\.\d\d)", last)
            ]

    @pytest.mark.parametrize("page", READ)
    def test_nothing_keyed_later_changes_it(self, page: str) -> None:
        case, _ = READ[page]
        for moment in sorted({entry.recorded_at for entry in case if entry.recorded_at}):
            until = CaseFile(page, entries=[e for e in case if e.recorded_at and e.recorded_at <= moment])
            for as_of in (None, moment.astimezone(ZONE).date()):
                before, after = until.at(as_of, known_on=moment), case.at(as_of, known_on=moment)
                assert before.defendants == after.defendants
                for who in before.defendants:
                    assert before[who].possible() == after[who].possible()
                assert before.findings == after.findings
                assert before.entries == after.entries == until.at(as_of).entries


class TestRevokedProbation:
    """
    with_revoked_probation, read by hand. Three sentences carry the day 07/06/2009 (rows 288 to 290).

    They were keyed on 07/10/2009, 04/06/2010 and 11/18/2010; each of the first two is marked as superseded on the day
    on which the next was keyed. Of the money due: 107 and 200; then 25 more, for a probation violation; then 25 again.
    """

    page = "with_revoked_probation"

    def test_before_any_sentence_was_keyed(self) -> None:
        """The plea and the conviction of 07/06/2009 were keyed that day, the sentence only on 07/10/2009."""
        state = known(self.page, "1", "2009-07-09")
        assert state.plea is PleaKind.GUILTY
        assert state.disposition is Disposition.CONVICTED_BY_PLEA
        assert state.components is None

    @pytest.mark.parametrize(
        ("on", "due", "supervision"),
        [
            ("2009-07-10", ["107.00", "200.00"], Supervision.NONE),
            ("2010-03-30", ["107.00", "200.00"], Supervision.VIOLATION_ALLEGED),  # row 338, filed and keyed that day
            ("2010-04-05", ["107.00", "200.00"], Supervision.VIOLATION_ALLEGED),
            ("2010-04-06", ["107.00", "200.00", "25.00"], Supervision.VIOLATION_ALLEGED),
            ("2010-11-17", ["107.00", "200.00", "25.00"], Supervision.VIOLATION_ALLEGED),
            ("2010-11-18", ["107.00", "200.00", "25.00", "25.00"], Supervision.VIOLATION_ALLEGED),
        ],
    )
    def test_as_known_on(self, on: str, due: list[str], supervision: Supervision) -> None:
        state = known(self.page, "1", on)
        assert amounts(state) == [f"{amount} USD" for amount in due]
        assert state.supervision is supervision
        assert state.conviction is Conviction.ADJUDICATED

    def test_the_second_sentence_was_pronounced_on_the_day_before_it_was_keyed(self) -> None:
        """Row 342 says "Sentence", is dated 04/05/2010 and was keyed with it on 04/06/2010."""
        case, _ = READ[self.page]
        assert case["r289"].event.on == When.on(date(2010, 4, 5))
        told_later = case.at("2009-12-31").charge("party 1", "1").state
        assert amounts(told_later) == ["107.00 USD", "200.00 USD"]  # not the sentence of 2010, whatever day it carries

    def test_the_third_has_no_day_that_can_be_believed(self) -> None:
        """The row that says "Sentence" and was keyed with it is dated 2017, seven years after it was keyed."""
        case, remarks = READ[self.page]
        assert case["r290"].event.on == When.parse("[2009-07-06..2010-11-18]")
        assert len(case.at("2010-06-01").charge("party 1", "1").possible()) == 2
        assert "sentence-day-kept" in codes(remarks)
        assert [told.entries for told in remarks if told.code == "dated-after-keyed"] == [("r362",), ("r363",)]

    def test_a_superseding_judgment_is_an_act_in_the_pages_own_words(self) -> None:
        case, _ = READ[self.page]
        modified = [entry.event for entry in case if isinstance(entry.event, SentenceModified)]
        assert [event.change for event in modified] == [SentenceChange.raw("Amended Sentence")] * 2
        assert [entry for entry in case if entry.revises] == []

    def test_the_count_taken_out_is_not_said_to_be_dismissed(self) -> None:
        state = known(self.page, "2", "2009-06-22")
        assert state.endings == ()
        assert "count-removed" in codes(READ[self.page][1])


class TestPresumptive:
    """
    jd74, read by hand: sentenced on 05/10/2000, keyed on 05/17/2000; amended on 02/13/2001, keyed that day.

    Both have 105 and 300 to pay. The text of the first was cut off before its probation; the second has 18 months.
    """

    def test_before_it_was_keyed(self) -> None:
        """Plea and conviction were keyed on 05/11/2000."""
        assert known("jd74", "1", "2000-05-10").phase is Phase.CHARGED
        state = known("jd74", "1", "2000-05-16")
        assert (state.found, state.components) == (Found.GUILTY, None)

    @pytest.mark.parametrize(
        ("on", "terms"), [("2000-05-17", []), ("2001-02-12", []), ("2001-02-13", [Term.parse("18 months")])]
    )
    def test_as_known_on(self, on: str, terms: list[Term]) -> None:
        state = known("jd74", "1", on)
        assert amounts(state) == ["105.00 USD", "300.00 USD"]
        assert [part.term for part in state.components or () if part.kind is ComponentKind.PROBATION] == terms

    def test_it_was_sentenced_a_week_before_that_was_known(self) -> None:
        case, _ = READ["jd74"]
        assert case.at("2000-05-10").charge("party 1", "1").phase is Phase.JUDGED
        assert case.at("2000-05-10", known_on="2000-05-16").charge("party 1", "1").phase is Phase.FOUND_GUILTY


class TestViolationsListedAsCharges:
    """charge_info_with_empty_data_cells: charges 9 and 10 are violations of the probation on charge 3."""

    page = "charge_info_with_empty_data_cells"
    case, remarks = READ[page]

    def test_convict_of_nothing(self) -> None:
        assert set(self.case.at()["party 1"].charges) == {"1", "2", "3", "4"}
        assert set(self.case.at()["party 2"].charges) == {"5", "6", "7", "8"}
        assert codes(self.remarks).count("violation-listed-as-charge") == 2

    @pytest.mark.parametrize(
        ("on", "kinds", "supervision"),
        [
            ("1987-12-07", [(ComponentKind.PROBATION, "5 years"), (ComponentKind.JAIL, "150 days")], Supervision.NONE),
            (
                "1988-04-15",
                [(ComponentKind.PROBATION, None), (ComponentKind.JAIL, "255 days")],
                Supervision.VIOLATION_ALLEGED,
            ),
            ("1989-09-20", [(ComponentKind.JAIL, "1 year")], Supervision.REVOKED),
        ],
    )
    def test_what_was_ordered_stands_on_the_charge(
        self, on: str, kinds: list[tuple[ComponentKind, str | None]], supervision: Supervision
    ) -> None:
        state = known(self.page, "3", on)
        parts = [part for part in state.components or () if part.kind is not ComponentKind.RESTITUTION]
        assert [(p.kind, p.term) for p in parts] == [(kind, term and Term.parse(term)) for kind, term in kinds]
        assert state.supervision is supervision

    def test_whoever_wants_the_record_alone_hears_of_no_revocation(self) -> None:
        state = self.case.at(according_to=Basis.RECORD).charge("party 1", "3")
        assert state.supervision is Supervision.NONE

    def test_an_unknown_disposition_keyed_25_years_later_moves_nothing(self) -> None:
        entry = self.case["r18"]
        assert isinstance(entry.event, Noted)
        assert "Conversion - Disposition Types" in entry.event.text
        assert entry.docketed_on == date(2012, 12, 8)
        assert known(self.page, "3", "2012-12-07") == known(self.page, "3", "2012-12-08")


def test_errors_are_those_of_the_pages() -> None:
    """x1: charges 2 and 3 were dismissed at 2:57 PM, and a minute later a fine was keyed on each. The page has both."""
    wrong = {
        (page, finding.code, finding.entries[-1])
        for page, (case, _) in READ.items()
        for finding in case.at().findings
        if finding.severity is Severity.ERROR
    }
    assert wrong == {("x1", "after-end", "r404"), ("x1", "after-end", "r405")}


def test_a_day_in_court_keyed_before_it_came_was_set_and_not_held() -> None:
    case, _ = READ["x1"]
    trial = case["r408"].event
    assert isinstance(trial, HearingSet)
    assert (trial.on, trial.for_) == (When.on(date(2017, 4, 18)), When.on(date(2017, 6, 12)))


def test_a_charge_with_no_paper_is_not_said_to_be_filed() -> None:
    case, remarks = READ["duii"]
    assert codes(remarks) == ["no-charging-paper"]
    assert "missing-filing" in codes(case.at().findings)


def test_a_charge_that_no_complaint_brought_was_declined() -> None:
    case, remarks = READ["with_partial_dispos"]
    assert codes(remarks) == ["never-filed"]
    assert case.at().charge("party 1", "999").disposition is Disposition.DECLINED


CHARGE = Listed("p", "1", "1", "Theft", "164.043", "Misdemeanor Class C", "01/01/2020")
PAPER = Row(1, "p", "01/02/2020", "EVENT:Citation", "", "", "", "", "01/02/2020 9:00 AM")


def planted(*more: dict[str, str], charges: tuple[Listed, ...] = (CHARGE,)) -> tuple[CaseFile, list[Finding]]:
    """A page with one citation and more rows about charge 1."""
    rows = [PAPER]
    for number, columns in enumerate(more, 2):
        row = PAPER._replace(number=number, date="01/03/2020", charge_no="1", created="01/04/2020 9:00 AM")
        rows.append(row._replace(**columns))  # type: ignore[arg-type]  # every column is text
    return read_page(Page("p", {charge.charge_no: charge for charge in charges}, tuple(rows)))


def event(case: CaseFile, id: str) -> Event:
    return case[id].event


class TestPlanted:
    def test_nothing_is_told_of_a_clean_page(self) -> None:
        case, remarks = planted(
            {"type": "Plea", "text": "Guilty"},
            {"type": "Disposition", "text": "Convicted"},
            {"type": "Sentence", "text": "Converted Disposition: Fine $120.00"},
        )
        assert remarks == []
        assert case.at().findings == ()
        assert amounts(case.at().charge("party 1", "1").state) == ["120.00 USD"]

    def test_of_several_papers_any_may_have_brought_it_and_it_is_known_with_the_last(self) -> None:
        paper = {"type": "EVENT:Information", "charge_no": "", "date": "01/05/2020", "created": "01/06/2020 9:00 AM"}
        plea = {"type": "Plea", "text": "Guilty", "date": "01/07/2020", "created": "01/07/2020 9:00 AM"}
        case, remarks = planted(paper, plea)
        assert event(case, "charge-1").on == When.parse("[2020-01-02..2020-01-05]")
        assert case["charge-1"].docketed_on == date(2020, 1, 6)
        assert case["r3"].after == ("charge-1",)
        assert codes(remarks) == ["which-paper"]

    def test_an_act_keyed_before_the_last_paper_was_is_not_said_to_come_after_it(self) -> None:
        paper = {"type": "EVENT:Information", "charge_no": "", "date": "01/05/2020", "created": "01/09/2020 9:00 AM"}
        case, _ = planted(paper, {"type": "Plea", "text": "Guilty", "date": "01/07/2020"})
        assert [entry.id for entry in case] == ["r1", "r3", "charge-1", "r2"]
        assert case["r3"].after == ()
        assert case.at().charge("party 1", "1").plea is PleaKind.GUILTY

    def test_a_paper_later_than_the_first_act_on_the_charge_did_not_bring_it(self) -> None:
        paper = {"type": "EVENT:Information", "charge_no": "", "date": "01/05/2020", "created": "01/06/2020 9:00 AM"}
        case, remarks = planted(paper, {"type": "Plea", "text": "Guilty"})
        assert event(case, "charge-1").on == When.on(date(2020, 1, 2))
        assert remarks == []

    def test_a_paper_before_the_offence_did_not_bring_the_charge(self) -> None:
        case, remarks = planted(charges=(CHARGE._replace(charge_date="01/03/2020"),))
        assert "charge-1" not in case
        assert codes(remarks) == ["no-charging-paper"]

    def test_a_plea_in_other_words_keeps_them(self) -> None:
        case, _ = planted({"type": "Plea", "text": "Nolo"})
        plea = event(case, "r2")
        assert isinstance(plea, PleaEntered)
        assert (plea.plea, plea.plea.recognized) == (PleaKind.raw("Nolo"), False)

    def test_a_disposition_in_other_words_is_noted(self) -> None:
        case, remarks = planted({"type": "Disposition", "text": "Acquitted - NOS"})
        assert isinstance(event(case, "r2"), Noted)
        assert codes(remarks) == ["unmapped"]

    def test_a_row_of_another_type_is_noted(self) -> None:
        case, remarks = planted({"type": "Appeal"})
        assert isinstance(event(case, "r2"), Noted)
        assert codes(remarks) == ["unmapped"]

    @pytest.mark.parametrize("on_probation", [(), ("1", "2")])
    def test_a_violation_on_nobody_knows_which_charge_is_noted(self, on_probation: tuple[str, ...]) -> None:
        two = CHARGE._replace(charge_no="2")
        violation = CHARGE._replace(charge_no="9", name="Probation Violation")
        case, remarks = planted(
            *[{"charge_no": no, "type": "Sentence", "text": "Probation - Year(s): 1.00"} for no in on_probation],
            {"charge_no": "9", "type": "Sentence", "text": "Jail - Day(s): 10.00"},
            charges=(CHARGE, two, violation),
        )
        assert isinstance(case.entries[-1].event, Noted)
        assert "probation-not-told" in codes(remarks)

    def test_an_amended_sentence_with_a_day_of_its_own_keeps_it(self) -> None:
        case, remarks = planted(
            {"type": "Sentence", "text": "Fine $1.00"},
            {"type": "Amended Sentence", "text": "Fine $2.00", "date": "01/08/2020", "created": "01/09/2020 9:00 AM"},
        )
        assert event(case, "r3").on == When.on(date(2020, 1, 8))
        assert remarks == []

    def test_an_amended_sentence_with_nothing_before_it_is_one_still(self) -> None:
        case, _ = planted({"type": "Amended Sentence", "text": "Fine $2.00"})
        assert isinstance(event(case, "r2"), SentenceModified)


class TestSentence:
    def test_reads_terms_and_amounts_in_their_order(self) -> None:
        parts = list(sentence("Jail - Day(s): 150.00 Restitution $3,328.00 Probation - Year(s): 5.00"))
        assert [(p.kind, p.term, p.amount and str(p.amount)) for p in parts] == [
            (ComponentKind.JAIL, Term.parse("150 days"), None),
            (ComponentKind.RESTITUTION, None, "3328.00 USD"),
            (ComponentKind.PROBATION, Term.parse("5 years"), None),
        ]

    @pytest.mark.parametrize(
        "text", ["General Conditions of Probation - : ", "RESTITUTION OF $4,000.00", "Probation Revoked - : "]
    )
    def test_what_only_speaks_of_a_sentence_is_none(self, text: str) -> None:
        assert list(sentence(text)) == []

    @pytest.mark.parametrize("text", ["Jail - : ", "Jail - Day(s): ", "Jail - Month(s): 1.50"])
    def test_a_length_that_is_no_whole_number_is_not_known(self, text: str) -> None:
        (part,) = sentence(text)
        assert (part.kind, part.term) == (ComponentKind.JAIL, None)


def test_a_sentence_is_first_imposed_and_then_modified() -> None:
    kinds = [type(e.event) for case, _ in READ.values() for e in case if isinstance(e.event, SentenceImposed)]
    assert len(kinds) == sum(is_sentence(line) and not line["type"].startswith("Amended") for line in EVENTS) - 2


def test_other_columns_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text("case,date\n")
    with pytest.raises(ValueError, match="expected"):
        list(read(table))


def test_the_page_printed_accounts_for_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    oregon.main()
    printed = capsys.readouterr().out
    assert "413 rows and 37 charges listed = 446 entries and 4 charges explained" in printed
    assert "2010-11-18" in printed
    assert max(len(line) for line in printed.splitlines()) <= oregon.WIDTH
