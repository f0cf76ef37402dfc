"""Layouts in TOML say the same as layouts in Python, and errors name the key and the near misses."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tables.made import codes, row

from casestate import Basis, Source
from casestate.errors import InvalidLayout
from casestate.events import Component, Noted, SentenceImposed, SentenceModified
from casestate.tables import Column, Layout, Order, Read, column, read_cases, text

HEAD = """
case = "case"
defendant = "name"
charge = "count"
date = "date"
"""
WHOLE = """
case = "case"
defendant = "name"
charge = {column = "count"}
date = "date"
date_formats = ["%Y-%m-%d", "%Y"]
earliest = 2000-01-01
latest = {column = "until"}
order = {column = "event", values = ["Filed"], same_day = "law"}
quote = ["event", "detail"]
source = {name = "clerk", basis = {column = "basis"}}
fields = {by = "prosecutor", court = "ignored by acts without it"}
described = {grade = "grade"}
act = {column = "event"}

[acts.event]
Filed = {act = "ChargeFiled", offense = {column = "offense"}, grade = {column = "grade", words = "grades"}}
"Nolle*" = {act = "charge.dismissed", reason = {text = "{detail} ({event})"}, finding = "looked-at"}
Sealed = "RecordSealed"
Continued = "note"
Other = {column = "detail"}

[acts.detail]
Fined = {act = "SentenceImposed", components = [{kind = "fine", amount = 500}]}
Jailed = {act = "SentenceImposed", components = {column = "offense", read = "spelled"}, again = "SentenceModified"}

[words.grades]
F4 = {is = "fourth-degree felony", finding = "looked-at"}
M = "misdemeanor"

[readers.spelled]
use = "sentence"
kinds = {"County" = "jail"}

[findings.looked-at]
severity = "warning"
meaning = "worth a look"
remedy = "look"
"""


def rows(*changed: dict[str, Any]) -> list[dict[str, Any]]:
    plain = {**row(), "basis": "record", "until": "", "grade": "F4"}
    return [{**plain, **each} for each in changed]


def test_every_key_is_read() -> None:
    layout = Layout.loads(WHOLE)
    [(case, remarks)] = read_cases(
        rows(
            {},
            {"date": "2023-03-01", "event": "Nolle  prosequi", "detail": "no lab", "until": "2023-02-15"},
            {"date": "2023", "event": "Continued"},
            {"date": "1999-01-01", "event": "Sealed"},
            {"date": "2023-04-01", "event": "Other", "detail": "Jailed", "offense": "County 3 days"},
            {"date": "2023-05-01", "event": "Other", "detail": "Jailed", "basis": "rumour"},
            {"date": "2023-06-01", "event": "Other", "detail": "Fined"},
        ),
        layout,
    )
    entries = {entry.id: entry for entry in case}
    assert list(entries) == ["r2", "r3", "r4", "r5", "r6", "r7", "r1"]
    filed, dismissed = entries["r1"], entries["r2"]
    assert (filed.event.by, filed.event.grade) == ("prosecutor", "fourth-degree felony")  # type: ignore[attr-defined]
    assert filed.source == Source("clerk", basis=Basis.RECORD)
    assert (dismissed.event.reason, dismissed.event.by) == ("no lab (Nolle  prosequi)", "prosecutor")  # type: ignore[attr-defined]
    assert isinstance(entries["r3"].event, Noted)
    assert entries["r5"].event == SentenceImposed(
        on="2023-04-01",
        defendant="A. Doe",
        charge="1",
        by="prosecutor",
        components=[Component(kind="jail", term="3 days", text="County 3 days")],
    )
    assert isinstance(entries["r6"].event, SentenceModified)
    assert entries["r6"].source.basis is Basis.UNKNOWN
    assert entries["r7"].event.components == (Component(kind="fine", amount=500),)  # type: ignore[attr-defined]
    assert sorted(codes(remarks)) == [
        "dated-too-early",
        "dated-too-late",
        "looked-at",
        "looked-at",
        "second-of-its-kind",
        "unreadable-value",
    ]


def test_a_file_is_loaded_with_readers_of_its_users(tmp_path: Path) -> None:
    file = tmp_path / "court.toml"
    file.write_text(HEAD + 'act = {act = "PleaEntered", plea = {column = "detail", read = "own"}}')
    layout = Layout.load(file, readers={"own": lambda words: Read("guilty" if words == "G" else None)})
    assert repr(layout) == "<Layout court.toml: 5 columns>"
    read = [event for event, _ in layout.read(row(detail="G"))]
    assert [event and event.wire for event in read] == ["plea.entered"]
    assert [event for event, _ in layout.read(row(detail="?"))] == [None]


def test_the_order_of_a_layout_in_words() -> None:
    law = Layout.loads(HEAD + 'act = "ChargeFiled"\norder = "law"').order
    column = Layout.loads(HEAD + 'act = "ChargeFiled"\norder = "seq"').order
    assert (law, column) == (Order(same_day="law"), Order(column="seq"))
    assert Layout.loads(HEAD + 'act = "ChargeFiled"\norder = "rows"').order == Order()


WRONG = {
    "case = ": "this is no TOML: ",
    f"case = {'[' * 3000}": "brackets are nested too deep to be a layout",
    f"case = {'9' * 5000}": "this is no TOML: ",
    'defendant = "d"': "case: the layout lacks this key, which names a column",
    HEAD + 'act = "ChargeFiled"\nchage = "x"': "chage: a layout has no such key; it has case, ",
    HEAD + 'act = "ChargeFild"': "act: there is no event 'ChargeFild', such as ChargeFiled; near misses: 'ChargeFiled'",
    HEAD + "act = 5": "act: write an act, {act = ..., FIELD = ...}, {column = ...} or 'note' here, not 5",
    HEAD + 'act = {act = "ChargeFiled", again = 5}': "act.again: write an act",
    HEAD + "acts = 5": "acts: a table such as [acts] was expected here, not 5",
    HEAD + 'act = {column = "event"}': "act: there is no table acts.event",
    HEAD + 'act = {column = ["event", "detail"]}\n[acts.event]\nx = "note"': "act: there is no table acts.event",
    HEAD + '[acts.event]\nFiled = {act = "ChargeFiled", instrument = "inditement"}': (
        "acts.event.'Filed'.instrument: 'inditement' is not a ChargingInstrument"
    ),
    HEAD + '[acts.event]\nFiled = {act = "ChargeFiled", offence = "theft"}': (
        "acts.event.'Filed'.offence: ChargeFiled has no such field; it has "
    ),
    HEAD + '[acts.event]\nFiled = {act = "ChargeFiled", offense = {column = "o", word = {}}}': (
        "acts.event.'Filed'.offense.word: there is no such key here; known: column, words, otherwise, read; "
        "near misses: 'words'"
    ),
    HEAD + '[acts.event]\nFiled = {act = "ChargeFiled", severity = {column = "o", words = "severity"}}\n'
    "[words.severities]\n": (
        "acts.event.'Filed'.severity.words: there is no table words.severity; near misses: 'severities'"
    ),
    HEAD + '[acts.event]\nFiled = {act = "ChargeFiled", severity = {column = "o", words = {F = "fellony"}}}': (
        "acts.event.'Filed'.severity.words.'F': 'fellony' is not a SeverityClass"
    ),
    HEAD + '[acts.event]\nFiled = {act = "ChargeFiled", severity = {column = "o", otherwise = "fellony"}}': (
        "acts.event.'Filed'.severity.otherwise: 'fellony' is not a SeverityClass"
    ),
    HEAD + 'act = {act = "ChargeFiled", exposure = {column = "o", read = "trem"}}': (
        "act.exposure.read: there is no reader 'trem'; known: term, "
    ),
    HEAD + 'act = {act = "SentenceImposed", components = {column = "o"}}': (
        "act.components: a column cannot fill this field by itself; name a reader with read=: term, "
    ),
    HEAD + 'act = {act = "PleaEntered"}': "act: PleaEntered needs plea",
    HEAD + 'act = {act = "ChargeFiled", finding = "odd"}': "act.finding: there is no findings.odd; known: none",
    HEAD + 'act = "ChargeFiled"\n[findings.odd]\nseverity = "bad"\nmeaning = "m"\nremedy = "r"': (
        "findings.odd: a finding has a severity, a meaning and a remedy: 'bad' is not a severity"
    ),
    HEAD + 'act = "ChargeFiled"\n[findings.odd]\nseverity = "error"': "findings.odd: a finding has a severity, ",
    HEAD + 'act = {column = "a"}\n[acts.a]\nx = {column = "b"}\n[acts.b]\ny = {column = "a"}': (
        "acts.b.'y': acts.a leads back to itself"
    ),
    HEAD + 'act = "ChargeFiled"\n[acts.a]\nx = "note"': "acts.a: no row leads here",
    HEAD + '[acts.a]\nx = "note"\n[acts.b]\ny = "Chargefiled"': "acts.b.'y': there is no event 'Chargefiled'",
    HEAD + '[acts.a]\nx = "note"\n[acts.b]\ny = "note"': "act: say what a row is",
    HEAD + 'act = "ChargeFiled"\n[[dated]]\ndate = "d"\nact = "ChargeFiled"': "date: a layout has either date and act",
    HEAD: "act: say what a row is: an act, or the column that decides it",
    HEAD + 'act = "ChargeFiled"\ndate_formats = "DD/MM/YYYY"': "date_formats: 'DD/MM/YYYY' has no year",
    HEAD + 'act = "ChargeFiled"\ndate_formats = ["%Y-%Q"]': "date_formats: '%Y-%Q' has %Q, which is not accepted",
    HEAD + 'act = "ChargeFiled"\ndate_formats = ["%d %Y"]': "date_formats: '%d %Y' has a day and no month",
    HEAD + 'act = "ChargeFiled"\nzone = "Chicago"\nrecorded_at = "at"': "zone: there is no zone 'Chicago'",
    HEAD + 'act = "ChargeFiled"\nearliest = "soon"': "earliest: invalid date 'soon'",
    HEAD + 'act = "ChargeFiled"\norder = {same_day = "rows"}': "order.same_day: 'rows' is neither of docket, law",
    HEAD + 'act = "ChargeFiled"\norder = {by = "rows"}': "order.by: there is no such key here; known: column, values, ",
    HEAD + 'act = "ChargeFiled"\nsource = {basis = "record"}': "source: a source needs a name",
    HEAD
    + 'act = "ChargeFiled"\nsource = {name = "x", day = "2023"}': "source.day: a source has name, basis, published",
    HEAD + 'act = "ChargeFiled"\nsource = {name = "x", basis = "rumor"}': "source: ",
    HEAD + 'act = "ChargeFiled"\ndescribed = {offence = "o"}': (
        "described.offence: this takes a field of ChargeAmended and its column: "
    ),
    HEAD + 'act = "ChargeFiled"\nprocedure = "us-fedral"': "procedure: there is no 'us-fedral'; known: generic, ",
    HEAD + 'act = "ChargeFiled"\n[readers.s]\nuse = "sentense"': (
        "readers.s: use = 'sentense' names no reader that takes options; known: sentence; near misses: 'sentence'"
    ),
    HEAD + 'act = "ChargeFiled"\n[readers.s]\nuse = "sentence"\nkinds = {J = "gaol"}': "readers.s: 'gaol' is not a",
    'case = "c"\ndefendant = "d"\ndated = [{date = "d"}]': "dated[0]: this needs act",
    HEAD + 'act = "ChargeFiled"\nencoding = "utf8x"': "encoding: there is no encoding 'utf8x'",
    HEAD + 'act = "ChargeFiled"\ndelimiter = "::"': "expected here, not '::'",
    HEAD + 'act = "ChargeFiled"\nid = 5': "id: the name of a column was expected here, not 5",
    HEAD + 'act = "ChargeFiled"\nrestated = "no"': "restated: true or false was expected here, not 'no'",
    HEAD + 'act = "ChargeFiled"\nquote = [5]': "quote: names were expected here, not (5,)",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = "{a"}}': "act.offense: '{a': expected '}'",
    HEAD + 'act = "ChargeFiled"\nproceeding = 5': "proceeding: a column or a text was expected here, not 5",
    HEAD + 'act = "ChargeFiled"\nprocedure = 5': "procedure: there is no 5; known: generic, ",
    HEAD + 'act = "ChargeFiled"\norder = {values = 5}': "order: rows, law, a column or Order(...) was expected here",
    HEAD + 'act = "ChargeFiled"\norder = {column = 5}': "order: rows, law, a column or Order(...) was expected here",
    HEAD + 'act = "ChargeFiled"\n[readers.s]\nuse = []': "readers.s: use = [] names no reader that takes options",
    HEAD + 'act = "ChargeFiled"\n[readers.s]\nuse = "sentence"\nkinds = "J"': "readers.s: ",
    HEAD
    + 'act = {act = "ChargeFiled", offense = {column = []}}': "act.offense.column: the name of a column, or several",
    HEAD + 'act = {act = "ChargeFiled", offense = {column = ["a", 5]}}': "was expected here, not ['a', 5]",
    HEAD
    + 'act = {act = "ChargeFiled", offense = {column = "a", words = 5}}': "act.offense.words: a table of words, or",
    HEAD + 'act = {act = "ChargeFiled", offense = {column = "a", read = 5}}': "act.offense.read: the name of a reader",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = 5}}': "act.offense: '{': ",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = "{}"}}': "act.offense: '{}': write the name of a column",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = "{0}"}}': "act.offense: '{0}': write the name",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = "{a.b}"}}': "act.offense: '{a.b}': write the name",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = "{a:d}"}}': "act.offense: '{a:d}': write the name",
    HEAD + 'act = {act = "ChargeFiled", offense = {text = "{a!r}"}}': "act.offense: '{a!r}': write the name",
    HEAD + 'act = {act = "ChargeFiled", finding = 5}': "act.finding: the code of a finding was expected here, not 5",
    HEAD + 'act = {act = "ChargeFiled", again = "note"}': "act.again: an act was expected here, not 'note'",
    HEAD + 'act = "EntryRetracted"': "act: a row retracts no entry; leave it as a note",
}


@pytest.mark.parametrize("toml", WRONG)
def test_an_error_names_the_key_and_what_is_accepted(toml: str) -> None:
    with pytest.raises(InvalidLayout) as problem:
        Layout.loads(toml)
    assert WRONG[toml] in str(problem.value), str(problem.value)


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Each place of a document, as what holds it and its key there."""
    for key, value in list(
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    ):
        yield node, key
        yield from places(value)


@pytest.mark.parametrize("odd", [5, "", "{x:d}", [[]], {"column": ["a", 5]}, {"act": []}, date(2020, 1, 1)], ids=repr)
def test_whatever_stands_in_a_place_is_accepted_or_an_error_of_the_layout(
    odd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tomllib.loads(WHOLE)
    monkeypatch.setattr(tomllib, "loads", lambda _: document)
    Layout.loads("")
    refused = 0
    for holder, key in places(document):
        kept, holder[key] = holder[key], odd
        try:
            Layout.loads("")
        except InvalidLayout:
            refused += 1
        holder[key] = kept
    assert refused > 20


def test_every_problem_is_told_at_once_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "court.toml"
    file.write_text(HEAD + 'date_formats = "DD"\nact = {act = "ChargeFiled", offence = "theft", severity = "fellony"}')
    with pytest.raises(InvalidLayout) as problem:
        Layout.load(file)
    assert [key for key, _ in problem.value.problems] == ["date_formats", "act.offence", "act.severity"]
    assert str(problem.value).startswith("court.toml: date_formats: 'DD' has no year")
    assert problem.value.name == "court.toml"


def test_a_layout_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "court.toml"
    file.write_bytes('case = "Gericht München"'.encode("latin-1"))
    with pytest.raises(InvalidLayout, match=r"court\.toml: byte 18 is not UTF-8"):
        Layout.load(file)


def test_a_column_is_named_and_a_chosen_value_is_one() -> None:
    with pytest.raises(InvalidLayout, match="names of columns"):
        column("")
    with pytest.raises(InvalidLayout, match="write the names of columns in braces"):
        text("{a")
    with pytest.raises(InvalidLayout, match="act: an act, a column or note was expected here, not 5"):
        Layout(case="c", defendant="d", date="d", act=5)  # type: ignore[arg-type]
    assert Column(("a",)) == column("a")
