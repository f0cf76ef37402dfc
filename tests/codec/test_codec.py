"""Case files as JSON Lines: round trips are exact, and a bad file is refused whole with the place and the remedy."""

import contextlib
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import case_files

from casestate import GENERIC, US_FEDERAL, Basis, CaseFile, Entry, Procedure, Source, dump, dumps, load, loads
from casestate.codec import entry_fields, read_entry
from casestate.codec.file import LONGEST_LINE
from casestate.codec.shape import BY_WIRE
from casestate.errors import InvalidEntry, InvalidFile, InvalidProcedure
from casestate.events import EVENT_TYPES, ChargeFiled, Noted, PleaEntered, PleaKind
from casestate.testing.strategies import entries

HEADING = '{"casestate": 1, "case": "c", "procedure": "generic"}'
FILED = (
    '{"id": "e1", "event": {"type": "charge.filed", "version": 1, "on": "2023-01", "defendant": "A", "charge": "1"}}'
)


def problems_of(*lines: str | bytes) -> tuple[str, ...]:
    text = b"\n".join([line.encode() if isinstance(line, str) else line for line in lines]) + b"\n"
    with pytest.raises(InvalidFile) as caught:
        loads(text, "f.jsonl")
    return caught.value.problems


@given(entries())
def test_an_entry_of_any_type_comes_back_exactly(entry: Entry) -> None:
    text = json.dumps(entry_fields(entry), ensure_ascii=False)
    again, problems = read_entry(json.loads(text), entry.seq)
    assert problems == ()
    assert again == entry
    assert type(again.event) is type(entry.event)


@given(case_files())
def test_a_file_comes_back_exactly(case: CaseFile) -> None:
    assert loads(dumps(case)) == case


@given(case_files())
def test_the_written_form_is_canonical(case: CaseFile) -> None:
    assert dumps(loads(dumps(case))) == dumps(case)


def test_a_file_on_disk_comes_back_and_replaces_what_stood_there(tmp_path: Path) -> None:
    case = CaseFile("c").record(Noted(on="2023", text="Straße ☃\u2028 line"), source=Source("s", basis=Basis.PRESS))
    path = tmp_path / "c.jsonl"
    path.write_text("old")
    dump(case, path)
    assert load(path) == case
    assert [each.name for each in tmp_path.iterdir()] == ["c.jsonl"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        dump(CaseFile("c"), path)
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


def test_an_entry_too_long_to_be_read_back_is_not_written_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("old")
    fits = LONGEST_LINE - len(dumps(CaseFile("c").record(Noted(on="2023", text="x"))).split("\n")[1])
    case = CaseFile("c").record(Noted(on="2023", text="x" * fits))
    assert loads(dumps(case)) == case
    for more in ("x" * (fits + 1), "☃" * (LONGEST_LINE // 3)):
        with pytest.raises(InvalidEntry, match=r"^e1 would stand on a line longer than .*; keep its text short"):
            dump(CaseFile("c").record(Noted(on="2023", text=more)), path)
    with pytest.raises(InvalidEntry, match=r"^the heading would stand"):
        dumps(CaseFile("c" * LONGEST_LINE))
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


def test_a_file_written_has_the_mode_of_the_one_it_replaces_or_that_of_any_new_file(tmp_path: Path) -> None:
    path, beside = tmp_path / "c.jsonl", tmp_path / "beside"
    dump(CaseFile("c"), path)
    beside.touch()
    assert path.stat().st_mode == beside.stat().st_mode
    for mode in (0o600, 0o664, 0o444):
        path.chmod(mode)
        dump(CaseFile("c"), path)
        assert path.stat().st_mode & 0o777 == mode


def test_a_symbolic_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    link = tmp_path / "c.jsonl"
    link.symlink_to(Path("kept", "case.jsonl"))
    for case in (CaseFile("new"), CaseFile("newer")):
        dump(case, link)
        assert link.is_symlink()
        assert load(tmp_path / "kept" / "case.jsonl") == case


def test_every_event_has_a_stable_name_in_files() -> None:
    assert set(BY_WIRE.values()) == set(EVENT_TYPES)
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name) for name in BY_WIRE)


def test_the_sources_own_words_come_back_as_raw_words() -> None:
    case = CaseFile("c").record(PleaEntered(on="2023", defendant="A", charge="1", plea=PleaKind.raw("Nolo (Art. 12)")))
    plea = loads(dumps(case)).at().charge("A", "1").plea
    assert plea == "Nolo (Art. 12)"
    assert plea is not None
    assert not plea.recognized


def test_entries_read_from_one_source_share_it() -> None:
    source = Source("court", basis=Basis.RECORD, published="2023-01-31")
    case = (
        CaseFile("c")
        .record(Noted(on="2023", text="a"), source=source)
        .record(Noted(on="2023", text="b"), source=source)
    )
    first, second = loads(dumps(case))
    assert first.source is second.source


def test_a_repeated_line_of_the_same_content_counts_once() -> None:
    assert len(loads("\n".join([HEADING, FILED, FILED]))) == 1


def test_links_may_lead_forward_within_a_file() -> None:
    later = FILED.replace('"e1"', '"e0"').replace("}}", '}, "after": ["e1"]}')
    assert loads("\n".join([HEADING, later, FILED]))["e0"].after == ("e1",)


def event(**fields: object) -> str:
    filed = {"type": "charge.filed", "version": 1, "on": "2023-01", "defendant": "A", "charge": "1"}
    return json.dumps({"id": "e1", "event": {name: v for name, v in (filed | fields).items() if v != "-"}})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            event(type="charge.field"),
            r"\$\.event\.type: there is no event 'charge.field'; did you mean 'charge.filed'\?",
        ),
        (event(type=7), r"\$\.event\.type: there is no event 7; known: charge.filed, "),
        (
            event(version=2),
            r"\$\.event\.version: this library reads charge.filed of version 1 to 1, not a number \(2\)",
        ),
        (event(version="-"), r"\$\.event\.version: .* not null"),
        (event(ofense="x"), r"\$\.event\.ofense: there is no field 'ofense' here; did you mean 'offense'\?"),
        (event(charge="-"), r"\$\.event: the field 'charge' is missing"),
        (event(charge=1), r"\$\.event\.charge: text was expected here, not a number \(1\)"),
        (event(defendant=""), r"\$\.event\.defendant: this text is empty"),
        (event(defendant=None), r"\$\.event\.defendant: text was expected here, not null"),
        (event(defendant="\ud800"), r"\$\.event\.defendant: .* contains half of a surrogate pair"),
        (event(on="2023-02-30"), r"\$\.event\.on: there is no date '2023-02-30' \(day is out of range for month\)"),
        (event(on="[2023-02..2023-01]"), r"\$\.event\.on: a When runs from its earliest day to its latest"),
        (event(on="January 2023"), r"\$\.event\.on: invalid date 'January 2023'; write 2023-01-15, "),
        (event(enhancements="firearm"), r"\$\.event\.enhancements: a list of texts was expected here, not text"),
        (event(enhancements=["firearm", 3]), r"\$\.event\.enhancements\[1\]: text was expected here, not a number"),
        (event(instrument="writ"), r"\$\.event\.instrument: 'writ' is not a ChargingInstrument; accepted: citation, "),
        (
            event(instrument={"row": "writ"}),
            r"\$\.event\.instrument: text, or \{\"raw\".* was expected here, not an object",
        ),
        (event(exposure="12 moons"), r"\$\.event\.exposure: invalid term '12 moons'; write '18 months'"),
        (event(refiles=["1"]), r"\$\.event: refiles= of charge '1' names that charge itself"),
        (FILED.replace('"2023-01"', "NaN"), r"NaN is not a value JSON has"),
        (FILED.replace('"id": "e1"', '"id": "e1", "id": "e2"'), r"the field 'id' stands twice in one object"),
        (FILED.replace("}}", '}, "after": ["e9"]}'), r"e1 is linked after 'e9', which is not in the file"),
        (FILED.replace("}}", '}, "after": ["e1"]}'), r"the after= links go round in a circle: e1 after e1"),
        (
            FILED.replace("}}", '}, "account_of": "e7"}'),
            r"e1 is an account of 'e7', which is not in the file before it",
        ),
        (FILED.replace("}}", '}, "recorded_at": "2023-01-01T10:00"}'), r"\$\.recorded_at: a moment with its zone"),
        (FILED.replace("}}", '}, "docketed_on": "2023-01"}'), r"\$\.docketed_on: docketed_on must be one day"),
        (
            FILED.replace("}}", '}, "ordinal": true}'),
            r"\$\.ordinal: a whole number was expected here, not true or false",
        ),
        (FILED.replace("}}", '}, "source": {"basis": "press"}}'), r"\$\.source: the field 'name' is missing"),
        (
            FILED.replace("}}", '}, "source": {"name": "w", "basis": "rumour"}}'),
            r"\$\.source\.basis: 'rumour' is not a basis",
        ),
        (FILED.replace("}}", '}, "source": {"name": ""}}'), r"\$\.source\.name: a source needs a name"),
        (FILED.replace("}}", '}, "ordinal": 1000000001}'), r"\$\.ordinal: ordinal must be from -1000000000 to"),
        ("[]", r"\$: an object was expected here, not a list"),
        ('{"id": "e1", "event": []}', r"\$\.event: an object with a type was expected here, not a list"),
        ("", r"the line is empty; take it out"),
        ("{", r"not JSON: expecting property name"),
        ("[" * 100_000, r"brackets are nested too deep"),
        ('{"id": ' + "9" * 5000 + "}", r"a number has too many digits"),
    ],
)
def test_a_bad_line_gives_one_error_with_its_line_and_place(line: str, expected: str) -> None:
    first, *_ = problems_of(HEADING, line)
    assert re.match(rf"2: .*({expected})", first), first


def test_a_sentence_names_the_part_that_is_wrong() -> None:
    sentence = {"type": "sentence.imposed", "version": 1, "on": "2023", "defendant": "A", "charge": "1"}
    parts = [{"kind": "jail"}, {"kind": "fine", "amount": 1.5}, {"kind": "service", "hours": 0}]
    found = problems_of(HEADING, json.dumps({"id": "e1", "event": sentence | {"components": parts}}))
    assert [each.partition(": ")[2].partition(":")[0] for each in found] == [
        "$.event.components[1].amount",
        "$.event.components[2].kind",
        "$.event.components[2].hours",
    ]


def test_a_statement_names_the_place_inside_what_it_is_about() -> None:
    about = {"type": "charge.dismissed", "version": 1, "on": "soon", "defendant": "A", "charge": "1"}
    said = {"type": "stated", "version": 1, "on": "2023", "by": "counsel", "modality": "expects", "about": about}
    (found,) = problems_of(HEADING, json.dumps({"id": "e1", "event": said}))
    assert found.startswith("2: $.event.about.on: invalid date 'soon'")


def test_a_statement_is_not_about_a_statement() -> None:
    said = {"type": "stated", "version": 1, "on": "2023", "by": "counsel", "modality": "denies"}
    (found,) = problems_of(HEADING, json.dumps({"id": "e1", "event": said | {"about": said}}))
    assert found.startswith("2: $.event.about: a statement is about an act")


def test_deep_nesting_is_refused_at_the_first_fault() -> None:
    said = '{"type": "stated", "version": 1, "on": "2023", "by": "counsel", "modality": "denies", "about": '
    (found,) = problems_of(HEADING, '{"id": "e1", "event": ' + said * 300 + "{}" + "}" * 301)
    assert found.startswith("2: $.event.about: a statement is about an act")
    for depth in range(100, 1100, 50):
        assert problems_of(HEADING, '{"id": ' + "[" * depth + "]" * depth + "}")


def test_many_fields_of_one_object_are_searched_for_a_double_in_one_pass() -> None:
    fields = ", ".join(f'"{number}": 0' for number in range(60_000))
    (found,) = problems_of(HEADING, f'{{{fields}, "7": 0}}')
    assert found.startswith("2: the field '7' stands twice")


def test_all_bad_lines_are_reported_together_in_the_order_of_the_file() -> None:
    found = problems_of(HEADING, event(on="2023-02-30"), FILED, event(charge=1), "{")
    assert [each.partition(":")[0] for each in found] == ["2", "4", "5"]


def test_an_id_with_other_content_shows_both() -> None:
    (found,) = problems_of(HEADING, FILED, FILED.replace("2023-01", "2023-02"))
    assert found.startswith("3: entry id 'e1' is already in the file with other content")
    assert "on='2023-01'" in found
    assert "on='2023-02'" in found


def test_invalid_utf_8_names_the_byte() -> None:
    assert problems_of(HEADING, b'{"id": "\xff"}') == (
        "2: byte 9 is not UTF-8 (invalid start byte); save the file as UTF-8",
    )


def test_a_line_of_ten_megabytes_is_refused_without_being_parsed_and_the_next_is_still_read() -> None:
    found = problems_of(HEADING, '{"id": "' + "x" * 10_000_000 + '"}', event(charge=1))
    assert [each[:40] for each in found] == [
        "2: the line is longer than 1048576 bytes",
        "3: $.event.charge: text was expected her",
    ]


def test_a_last_line_that_is_cut_off_is_said_to_be() -> None:
    for cut in range(1, len(FILED)):
        with pytest.raises(InvalidFile, match="f:2: the last line is cut off"):
            loads(f"{HEADING}\n{FILED[:cut]}", "f")


def test_a_last_line_that_is_whole_needs_no_line_end() -> None:
    assert len(loads(f"{HEADING}\n{FILED}")) == 1


ELSEWHERE = GENERIC.derive("elsewhere", policies={"nolo_allowed": False})
NOLO = PleaEntered(on="2023-01-02", defendant="A. Doe", charge="1", plea="no contest")


def test_a_file_under_a_derived_procedure_comes_back_under_it(tmp_path: Path) -> None:
    case = CaseFile("c", procedure=ELSEWHERE).record(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1"))
    case = case.record(NOLO)
    assert "plea-not-allowed" in {each.code for each in case.at().findings}
    place = tmp_path / "case.jsonl"
    dump(case, place)
    for again in (
        load(place, procedures=[ELSEWHERE]),
        load(str(place), procedures=iter([US_FEDERAL, ELSEWHERE])),
        loads(dumps(case), procedures=ELSEWHERE),
    ):
        assert again == case
        assert again.procedure is ELSEWHERE
        assert again.at().findings == case.at().findings


def test_a_file_under_a_procedure_nobody_passed_says_to_pass_it() -> None:
    with pytest.raises(InvalidFile) as caught:
        loads(dumps(CaseFile("c", procedure=ELSEWHERE)), procedures=[GENERIC.derive("nowhere")])
    (problem,) = caught.value.problems
    assert problem == (
        "1: $.procedure: there is no procedure 'elsewhere'; known: generic, us-federal, us-new-mexico, "
        "england-and-wales, us-california, nowhere; "
        "pass one that is derived to load(..., procedures=[...])"
    )


def test_a_procedure_passed_leaves_the_others_known_and_is_not_kept() -> None:
    assert loads(HEADING, procedures=[ELSEWHERE]).procedure is GENERIC
    with pytest.raises(InvalidFile, match="no procedure 'elsewhere'"):
        loads(HEADING.replace("generic", "elsewhere"))


@pytest.mark.parametrize(
    ("procedures", "expected"),
    [
        ([ELSEWHERE.derive("us-federal")], "two procedures are named 'us-federal'; derive yours under a name"),
        ([ELSEWHERE, GENERIC.derive("elsewhere")], "two procedures are named 'elsewhere'"),
        (["elsewhere"], r"procedures= takes procedures such as GENERIC\.derive\(\.\.\.\), not 'elsewhere'"),
    ],
)
def test_one_name_is_one_law(procedures: list[Procedure], expected: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidProcedure, match=expected):
        loads(HEADING, procedures=procedures)
    with pytest.raises(InvalidProcedure, match=expected):
        load(tmp_path / "none.jsonl", procedures=procedures)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (FILED, "1: a case file begins with a heading"),
        ("[]", "1: a case file begins with a heading"),
        (HEADING.replace("1", "2", 1), "1: $.casestate: this library reads format 1, not 2"),
        (HEADING.replace("1", "true", 1), "1: $.casestate: this library reads format 1, not True"),
        (HEADING.replace("}", ', "x": 1}'), "1: the heading has the fields casestate, case and procedure"),
        (HEADING.replace('"c"', '" "'), "1: $.case: the name of the case was expected"),
        (HEADING.replace("generic", "martian"), "1: $.procedure: there is no procedure 'martian'; known: generic, us-"),
        (HEADING.replace('"generic"', "[]"), "1: $.procedure: there is no procedure []; known: generic"),
        ("\ufeff" + HEADING, "1: the file begins with a byte order mark"),
    ],
)
def test_a_bad_heading_says_what_a_heading_is(heading: str, expected: str) -> None:
    assert problems_of(heading)[0].startswith(expected)


def test_an_empty_file_is_no_case_file() -> None:
    with pytest.raises(InvalidFile, match="f:1: the file is empty; a case file begins with"):
        loads(b"", "f")


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.jsonl")


def test_a_message_shows_the_first_of_many_problems_and_the_error_holds_all() -> None:
    with pytest.raises(InvalidFile) as caught:
        loads("\n".join([HEADING, *["{}"] * 60]), "f")
    assert len(caught.value.problems) == 120
    assert str(caught.value).endswith("... and 70 more")


@given(st.data())
def test_no_damage_to_a_file_ever_escapes_as_another_error(data: st.DataObject) -> None:
    text = bytearray(dumps(data.draw(case_files())).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        if data.draw(st.booleans()):
            text[place] = data.draw(st.integers(0, 255))
        else:
            del text[place : place + data.draw(st.integers(1, 30))]
        if not text:
            break
    with contextlib.suppress(InvalidFile):
        case = loads(bytes(text))
        assert loads(dumps(case)) == case


def test_the_charge_filed_line_reads_as_the_event_it_says() -> None:
    expected = ChargeFiled(on="2023-01", defendant="A", charge="1")
    assert loads(f"{HEADING}\n{FILED}").last.event == expected


@pytest.mark.parametrize("begins", [b"", b"no case file\n", b'{"casestate": 1'])
def test_a_file_without_end_is_given_up(begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / "case.jsonl"
    path.write_bytes(begins)
    os.truncate(path, 1 << 40)  # zeros that take no room on the disk
    with pytest.raises(InvalidFile, match="the line is longer than"):
        load(path)
