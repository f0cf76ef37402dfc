"""The county's year: the counts of the example, against the same counts made directly from the lines of the file."""

import csv
import gzip
from collections import Counter, defaultdict
from datetime import date

import cook_county
import pytest
from county.charges import DATA, cases
from county.count import Report, run

from casestate.state import Disposition

pytestmark = pytest.mark.long

GUILTY = {
    "Plea Of Guilty",
    "Plea of Guilty - Amended Charge",
    "Plea of Guilty - Lesser Included",
    "Finding Guilty",
    "Finding Guilty - Lesser Included",
    "Verdict Guilty",
}
VERDICTS = {
    "Finding Guilty",
    "Finding Guilty - Lesser Included",
    "Verdict Guilty",
    "FNG",
    "FNG Reason Insanity",
    "Verdict-Not Guilty",
    "Mistrial Declared",
}
OUT_OF_ORDER = {"ambiguous-order", "late-filing", "local-law", "contradiction"}
MOVES_NOTHING = {"BFW"}
ENDS_NOTHING = {"BFW", "Mistrial Declared"}
SENT_ON = {"Transferred - Misd Crt"}
"""Outcomes of charges that are pending in another court (Cook County State's Attorney: not final)."""
PROGRAMME = ("Graduate", "Graduation", "Program Completed")
LONG_PROBATION = {"Probation: 5 Year(s)", "Probation: 18 Year(s)", "Probation: 24 Year(s)"}
PUBLISHED = "2019-12-27"
REACH = "2019-12-02"


class Line:
    """The lines of one charge, read without the library."""

    def __init__(self, lines: list[dict[str, str]]) -> None:
        self.filing = next(line for line in lines if line["type"] == "CHARGE_FILED")
        self.end = next((line for line in lines if line["type"] == "DISPOSED"), None)
        self.sentences = [line for line in lines if line["type"] == "SENTENCED"]
        self.filed = self.filing["date"]
        self.ended = self.end["date"] if self.end else ""
        self.outcome = self.end["outcome"] if self.end else ""
        self.first_sentence = min([line["date"] for line in self.sentences], default="")

    @property
    def backward(self) -> bool:
        """Whether the disposition is dated before the filing."""
        return bool(self.filed and self.ended and self.ended < self.filed)

    @property
    def out_of_order(self) -> bool:
        """Whether anything is dated before the filing."""
        return self.backward or bool(self.filed and self.first_sentence and self.first_sentence < self.filed)

    @property
    def sentence_before_end(self) -> bool:
        return bool(self.first_sentence and self.first_sentence < self.ended)

    def differs(self, *columns: str) -> bool:
        """Whether the disposition differs from the filing."""
        return self.end is not None and any(self.end[column] != self.filing[column] for column in columns)

    def pending(self, day: str) -> str:
        """Return whether the charge was pending on this day, by its dates alone."""
        decided = [self.ended] if self.ended and self.outcome not in ENDS_NOTHING | SENT_ON | GUILTY else []
        closed = min([*decided, *([self.first_sentence] if self.first_sentence else [])], default="9")
        if day >= closed:
            return "neither"
        opens = [self.ended] if self.ended and self.outcome not in MOVES_NOTHING else []
        if self.filed:
            return "pending" if day >= min([self.filed, *opens]) else "not yet"
        bound = min([each for each in (self.ended, self.first_sentence, PUBLISHED) if each])
        return "pending" if day >= bound else "possibly"


@pytest.fixture(scope="module")
def lines() -> list[dict[str, str]]:
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def charges(lines: list[dict[str, str]]) -> list[Line]:
    of: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for line in lines:
        of[line["participant"], line["charge"]].append(line)
    return [Line(each) for each in of.values()]


@pytest.fixture(scope="module")
def report() -> Report:
    return run()


@pytest.fixture(scope="module")
def odd(charges: list[Line], lines: list[dict[str, str]]) -> Report:
    """Return the charges for which something is dated before the filing."""
    mine = {(each.filing["participant"], each.filing["charge"]) for each in charges if each.out_of_order}
    report = Report()
    for case, remarks in cases([line for line in lines if (line["participant"], line["charge"]) in mine]):
        report.add(case, remarks)
    return report


def test_every_row_is_taken_in(report: Report, lines: list[dict[str, str]]) -> None:
    assert report.entries["official"] == len(lines) == 97_592
    assert report.cases == len({line["case"] for line in lines}) == 27_430
    assert report.defendants == len({line["participant"] for line in lines}) == 28_886
    assert report.charges == len({(line["participant"], line["charge"]) for line in lines}) == 73_029


def test_an_amendment_is_deduced_wherever_a_later_row_reads_otherwise(report: Report, charges: list[Line]) -> None:
    changed = [each for each in charges if each.differs("section", "class", "title")]
    assert len(changed) == 1_424
    assert report.entries["inferred"] == sum(not each.backward for each in changed)


def test_pending_at_each_months_end(report: Report, charges: list[Line]) -> None:
    for day, counts in report.pending.items():
        standing = Counter([each.pending(day.isoformat()) for each in charges])
        assert counts == standing - Counter({"not yet": standing["not yet"]}), day


@pytest.mark.parametrize("day", [date(2019, 6, 30), date(2019, 12, 31), None], ids=str)
def test_classes_of_what_is_disposed_of(report: Report, odd: Report, charges: list[Line], day: date | None) -> None:
    counted: Counter[str] = Counter()
    for (grade, _), count in (report.disposed[day] - odd.disposed[day]).items():
        counted[grade] += count
    until = day.isoformat() if day else "9"
    assert counted == Counter(
        [
            each.end["class"]
            for each in charges
            if each.end and each.ended <= until and each.outcome not in MOVES_NOTHING
            if not _sentenced_nolle(each) and not each.out_of_order
        ]
    )
    assert report.uncertain[day] == 0


def test_outcomes_of_what_is_disposed_of(report: Report, charges: list[Line]) -> None:
    outcomes = Counter([each.outcome for each in charges if each.end])
    disposed: Counter[Disposition] = Counter()
    for (_, disposition), count in report.disposed[None].items():
        disposed[disposition] += count
    programmes = sum(_programme(each) for each in charges if not _sentenced_nolle(each))
    assert disposed == {
        # one nolle stands on a charge already sentenced, and changes nothing there
        Disposition.DISMISSED_WITHOUT_PREJUDICE: outcomes["Nolle Prosecution"] - programmes - 1,
        Disposition.DISMISSED_UNSPECIFIED: outcomes["Case Dismissed"] + programmes,
        Disposition.CONVICTED_BY_PLEA: sum(n for word, n in outcomes.items() if word.startswith("Plea")),
        Disposition.CONVICTED_BY_VERDICT: outcomes["Finding Guilty"] + outcomes["Verdict Guilty"],
        Disposition.CONVICTED_OF_LESSER: outcomes["Finding Guilty - Lesser Included"],
        Disposition.ACQUITTED: outcomes["FNG"] + outcomes["Verdict-Not Guilty"],
        Disposition.ACQUITTED_INSANITY: outcomes["FNG Reason Insanity"],
        Disposition.DISCHARGED_NO_PROBABLE_CAUSE: outcomes["FNPC"],
        Disposition.SUPERSEDED: outcomes["Superseded by Indictment"],
        Disposition.TRANSFERRED: outcomes["Transferred - Misd Crt"],
        Disposition.ABATED_BY_DEATH: outcomes["Death Suggested-Cause Abated"],
        Disposition.DECLINED: outcomes["Charge Rejected"],
        Disposition.MISTRIAL: outcomes["Mistrial Declared"],
    }


def _sentenced_nolle(charge: Line) -> bool:
    return bool(charge.sentences) and charge.outcome not in GUILTY


def _programme(charge: Line) -> bool:
    dropped = charge.outcome == "Nolle Prosecution"
    return dropped and charge.end is not None and charge.end["reason"].endswith(PROGRAMME)


def test_findings_by_code(report: Report, charges: list[Line], lines: list[dict[str, str]]) -> None:
    assert max(line["received_date"] for line in lines) == REACH
    told = {code: each.count for code, each in report.findings.items() if code not in OUT_OF_ORDER}
    overdue = {"judgment-overdue": _overdue(lines, charges)}
    assert told == {**_of_charges(charges), **_of_rows(lines), **_of_sentences(charges), **overdue}


def test_whatever_comes_before_the_filing_is_told(report: Report, odd: Report, charges: list[Line]) -> None:
    out_of_order = [each for each in charges if each.out_of_order]
    changed = sum(each.differs("section", "class", "title") and not each.backward for each in out_of_order)
    assert (sum(each.backward for each in charges), len(out_of_order)) == (165, 171)
    assert odd.findings["missing-filing"].count == report.findings["missing-filing"].count == 171
    told = {code: each.count for code, each in odd.findings.items() if code in OUT_OF_ORDER}
    # Each filing, and each amendment after it. Of which offence the plea was depends on which of them came first.
    ambiguous = told.pop("ambiguous-order")
    assert ambiguous == report.findings["ambiguous-order"].count <= len(out_of_order)
    # Some States let a charge be amended after it was decided.
    assert told == {"late-filing": len(out_of_order), "local-law": changed}
    told["ambiguous-order"] = ambiguous
    rest = {code: each.count - told.get(code, 0) for code, each in report.findings.items() if code in OUT_OF_ORDER}
    assert {code: count for code, count in rest.items() if count} == {"contradiction": 1}  # the sentence on a nolle
    assert sum(_sentenced_nolle(each) for each in charges) == 1


def _of_charges(charges: list[Line]) -> dict[str, int]:
    sentence_first = [each for each in charges if each.sentence_before_end]
    guilty = [each for each in charges if each.outcome in GUILTY]
    return {
        "undated-row": sum(not each.filed for each in charges),
        "amendment-without-row": sum(each.differs("version") for each in charges),
        "grade-changed": sum(each.differs("class") for each in charges),
        "changed-in-place": sum(
            each.differs("section", "class", "title") and not each.differs("version") for each in charges
        ),
        "amendment-undatable": sum(each.backward and each.differs("section", "class", "title") for each in charges),
        "guilty-without-sentence": sum(not each.sentences for each in guilty),
        "late-finding": sum(each.outcome in GUILTY for each in sentence_first),
        "missing-filing": sum(each.out_of_order for each in charges),
        "missing-trial": sum(
            each.outcome in VERDICTS and not each.sentence_before_end and not each.out_of_order for each in charges
        ),
        "no-cause-at-hearing": sum(
            each.outcome == "FNPC" and each.filing["subtype"] == "Preliminary Hearing" for each in charges
        ),
        # a sentence that comes first of all lacks its filing, not its finding
        "missing-finding": sum(not each.out_of_order and not _modified_only(each) for each in sentence_first),
    }


def _overdue(lines: list[dict[str, str]], charges: list[Line]) -> int:
    """Count the charges found proved and never sentenced in a case that goes on for more than two years after it."""
    last: dict[str, str] = defaultdict(str)
    for line in lines:
        last[line["case"]] = max(last[line["case"]], line["date"])
    found = [each for each in charges if each.outcome in GUILTY and not each.sentences]
    return sum(_years_later(each.ended, 2) < last[each.filing["case"]] for each in found)


def _years_later(day: str, years: int) -> str:
    return f"{int(day[:4]) + years}{day[4:]}"


def _modified_only(charge: Line) -> bool:
    return all(each["subtype"] != "Original Sentencing" for each in charge.sentences)


def _of_rows(lines: list[dict[str, str]]) -> dict[str, int]:
    outcomes = Counter([line["outcome"] for line in lines if line["type"] == "DISPOSED"])
    return {
        "dated-too-early": sum("" < line["date"] < line["received_date"] for line in lines),
        "dated-too-late": sum(REACH < line["date"] <= PUBLISHED for line in lines),
        "dated-after-source": sum(line["date"] > PUBLISHED for line in lines),
        "outcome-no-end": sum(outcomes[word] for word in ENDS_NOTHING),
        "successor-not-named": outcomes["Superseded by Indictment"] + outcomes["Transferred - Misd Crt"],
    }


def _of_sentences(charges: list[Line]) -> dict[str, int]:
    rows = [line for each in charges for line in each.sentences]
    lengths = [line["outcome"].split(": ")[1].split() for line in rows]
    originals = [sum(line["subtype"] == "Original Sentencing" for line in each.sentences) for each in charges]
    return {
        "second-of-its-kind": sum(max(count - 1, 0) for count in originals),
        "deferral-as-sentence": sum(bool(each.sentences) and _supervised(each.sentences) for each in charges),
        "missing-sentence": sum(bool(each.sentences) and _modified_only(each) for each in charges),
        "sentence-without-length": sum(not length for length in lengths),
        "sentence-length-unread": sum(length[1:] == ["Term"] for length in lengths),
        "sentence-of-no-length": sum(length[:1] == ["0"] for length in lengths),
        "sentence-over-maximum": sum(line["outcome"] in LONG_PROBATION for line in rows),
        "unmapped": sum(line["outcome"].startswith(("Conditional Release", "Probation Terminated")) for line in rows),
    }


def _supervised(sentences: list[dict[str, str]]) -> bool:
    """Return whether the sentence of the last day is supervision, which in Illinois is no conviction."""
    return max(sentences, key=lambda line: line["date"])["outcome"].startswith("Supervision")


def test_the_command_shows_what_was_counted(
    report: Report, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(cook_county, "run", lambda table, progress: report)
    cook_county.main()
    shown = capsys.readouterr().out
    assert all(code in shown for code in report.findings)
    assert all(day.isoformat() in shown for day in report.pending)
    assert "97,592" in shown
    monkeypatch.setenv("COLUMNS", "80")
    cook_county.main()
    assert "…" not in capsys.readouterr().out
