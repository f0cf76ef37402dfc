"""The command `check`: several files and folders, and the formats of other tools."""

import io
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from commands import run
from jsonschema import Draft202012Validator

from casestate import Basis, CaseFile, Source, dump, dumps
from casestate.events import ChargeDismissed, ChargeFiled, PleaAccepted, PleaEntered
from casestate.law.catalogue import catalogue
from casestate.store import open_store

ONE: dict[str, Any] = {"defendant": "Ann Doe", "charge": "1"}
SOUND = CaseFile("sound").record(ChargeFiled(on="2023-01-31", offense="theft", **ONE))
INCOMPLETE = CaseFile("incomplete").record(PleaEntered(on="2023-02-01", plea="not guilty", **ONE))
IMPOSSIBLE = (
    CaseFile("impossible")
    .record(ChargeFiled(on="2023-01-01", **ONE))
    .record(ChargeDismissed(on="2023-02-01", prejudice="with", **ONE))
    .record(PleaAccepted(on="2023-03-01", plea="guilty", **ONE))
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sound file; folders in it hold an incomplete case, an impossible one, and other files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "500")
    place = tmp_path / "cases"
    (place / "b" / "deep").mkdir(parents=True)
    dump(SOUND, place / "c.jsonl")
    dump(INCOMPLETE, place / "b" / "a.jsonl")
    dump(IMPOSSIBLE, place / "b" / "deep" / "z.jsonl")
    (place / "notes.txt").write_text("no case file")
    return place


def found(out: str) -> set[tuple[str, int, str]]:
    return {(each["file"], each["line"], each["code"]) for each in json.loads(out)}


ALL = {("cases/b/a.jsonl", 2, "missing-filing"), ("cases/b/deep/z.jsonl", 4, "after-end")}


def test_a_folder_stands_for_the_case_files_in_it_and_its_folders(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "check", "cases")
    assert status == 1
    places = [line.partition(": ")[::2] for line in out.splitlines() if not line.startswith(" ")]
    assert [(place, said.partition("]")[0]) for place, said in places] == [
        ("cases/b/a.jsonl:2", "incomplete [missing-filing"),
        ("cases/b/deep/z.jsonl:4", "error [after-end"),
    ]
    assert err == "5 entries applied, 2 findings in 3 files\n"
    assert found(run(capsys, "check", "cases", "--json")[1]) == ALL


def test_files_and_folders_are_checked_together_and_each_file_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "check", "cases/b/a.jsonl", "./cases/c.jsonl", "cases", "cases/../cases/c.jsonl")
    assert (status, err) == (1, "5 entries applied, 2 findings in 3 files\n")
    assert out.count("missing-filing") == 1
    assert run(capsys, "check", "cases/c.jsonl", "cases/b/a.jsonl")[0] == 0


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_an_unreadable_file_is_reported_and_the_others_are_checked(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.jsonl").write_text("{}\n[\n")
    status, out, err = run(capsys, "check", "none.jsonl", "cases", "--output-format", form)
    assert status == 2
    assert "casestate: none.jsonl: there is no file 'none.jsonl'; check the path (looked in " in err
    assert "casestate: cases/a.jsonl:1: a case file begins with a heading" in err
    assert "\n  cases/a.jsonl:2: " in err
    assert ("after-end" in out, "missing-filing" in out) == (True, True)


def test_a_folder_without_a_case_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    status, _, err = run(capsys, "check", "cases/empty", "cases/c.jsonl")
    assert status == 2
    assert "casestate: cases/empty: there is no *.jsonl file in this folder\n" in err


def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def refusing(path: str) -> Any:
        if os.path.basename(path) == "deep":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr("os.scandir", refusing)
    status, out, err = run(capsys, "check", "cases")
    assert (status, "missing-filing" in out) == (2, True)
    assert "casestate: cases/b/deep: 'cases/b/deep' may not be opened by this user; " in err


def test_a_source_that_some_files_lack_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check", "cases/c.jsonl", "--according-to", "Wire")
    assert (status, out) == (2, "")
    assert "casestate: cases/c.jsonl: 'Wire' is no basis and no source in this file" in err


def test_codes_are_chosen_in_every_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "cases", "--ignore", "after-end")[0] == 0
    status, out, _ = run(capsys, "check", "cases", "--select", "after-end", "--json")
    assert (status, found(out)) == (1, {("cases/b/deep/z.jsonl", 4, "after-end")})


def test_check_without_a_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check")[::2] == (2, "casestate: check needs a FILE or a folder, or --explain CODE\n")


def test_explain_prints_text_or_json_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "check", "--explain", "after-end", "--json")[1])["severity"] == "error"
    status, _, err = run(capsys, "check", "--explain", "after-end", "--output-format", "sarif")
    assert (status, "--explain prints text or JSON" in err) == (2, True)


def test_explain_says_what_a_code_means_and_what_settles_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = catalogue()["after-end"]
    status, out, _ = run(capsys, "check", "--explain", "after-end")
    assert (status, out) == (0, f"after-end (error)\n\n{told.meaning}\n\nremedy: {told.remedy}\n")


@pytest.mark.parametrize("option", ["--explain", "--select", "--ignore"])
def test_an_unknown_code_is_refused_with_the_nearest(
    option: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "check", "cases", option, "after-ends")
    assert (status, err) == (2, "casestate: there is no finding 'after-ends'; is it after-end?\n")
    status, _, err = run(capsys, "check", "cases", option, "?")
    assert status == 2
    assert all(code in err for code in catalogue())


def test_one_format_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(capsys, "check", "x.jsonl", "--json", "--output-format", "github")


def given(monkeypatch: pytest.MonkeyPatch, case: CaseFile) -> None:
    """Give a case file on the standard input, in bytes that only UTF-8 reads."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(dumps(case).encode()), encoding="ascii"))


def test_standard_input_is_checked_as_a_file_is(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, IMPOSSIBLE)
    status, out, _ = run(capsys, "check", "-", "cases/b/a.jsonl", "--json")
    assert (status, found(out)) == (1, {("<stdin>", 4, "after-end"), ("cases/b/a.jsonl", 2, "missing-filing")})
    status, _, err = run(capsys, "check", "-", "-")
    assert (status, "standard input can be read only once" in err) == (2, True)


def test_a_file_named_with_a_hyphen_has_a_path(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dump(INCOMPLETE, Path("-"))
    given(monkeypatch, IMPOSSIBLE)
    out = run(capsys, "check", "-", "./-", "--json")[1]
    assert found(out) == {("<stdin>", 4, "after-end"), ("./-", 2, "missing-filing")}


TEXT = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def each(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


LOCATION = closed(
    physicalLocation=closed(
        artifactLocation=closed(uri={"type": "string", "format": "uri-reference"}),
        region=closed(startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations=each(closed(name={"type": "string"}, kind={"type": "string"})),
    message=TEXT,
)
BAG = {"type": "object"}
SARIF = closed(
    ("version", "runs"),
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=each(
        closed(
            ("tool",),
            tool=closed(
                ("driver",),
                driver=closed(
                    ("name",),
                    name={"type": "string"},
                    version={"type": "string"},
                    rules={"uniqueItems": True}
                    | each(
                        closed(
                            ("id",),
                            id={"type": "string"},
                            shortDescription=TEXT,
                            help=TEXT,
                            defaultConfiguration=closed(level=LEVEL),
                            properties=BAG,
                        )
                    ),
                ),
            ),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            invocations=each(
                closed(
                    ("executionSuccessful",),
                    executionSuccessful={"type": "boolean"},
                    toolExecutionNotifications=each(
                        closed(("message",), message=TEXT, level=LEVEL, locations=each(LOCATION))
                    ),
                )
            ),
            results=each(
                closed(
                    ("message",),
                    ruleId={"type": "string"},
                    ruleIndex={"type": "integer", "minimum": -1},
                    level=LEVEL,
                    message=TEXT,
                    locations=each(LOCATION),
                    relatedLocations=each(LOCATION),
                    properties=BAG,
                )
            ),
        )
    ),
)
"""The objects of SARIF 2.1.0 that are written; each property has the requirement of section 3 of the standard."""


def sarif(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    log = json.loads(run(capsys, "check", *words, "--output-format", "sarif")[1])
    Draft202012Validator(SARIF).validate(log)
    (ran,) = log["runs"]
    for result in ran["results"]:
        assert ran["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return dict(ran)


def test_sarif_names_the_rule_the_level_and_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = sarif(capsys, "cases")
    assert ran["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    told = {}
    for result in ran["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        told[place["artifactLocation"]["uri"], place["region"]["startLine"]] = (result["ruleId"], result["level"])
    assert told == {
        ("cases/b/a.jsonl", 2): ("missing-filing", "note"),
        ("cases/b/deep/z.jsonl", 4): ("after-end", "error"),
    }
    rules = {rule["id"]: rule for rule in ran["tool"]["driver"]["rules"]}
    explained = json.loads(run(capsys, "check", "--explain", "after-end", "--json")[1])
    assert rules["after-end"]["shortDescription"] == {"text": explained["meaning"]}
    assert rules["after-end"]["help"] == {"text": explained["remedy"]}
    assert rules["after-end"]["defaultConfiguration"] == {"level": "error"}


def test_sarif_of_a_finding_about_several_entries_relates_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (Source(name, basis=Basis.RECORD) for name in ("Clerk", "Court"))
    case = (
        CaseFile("c")
        .record(ChargeFiled(on="2023-01-31", offense="theft", **ONE), source=first)
        .record(ChargeFiled(on="2023-01-31", offense="fraud", **ONE), source=second, id="again", account_of="e1")
    )
    dump(case, folder / "c.jsonl")
    several = [each for each in sarif(capsys, "cases/c.jsonl")["results"] if len(each["properties"]["entries"]) == 2]
    assert several
    for result in several:
        related = [
            (each["physicalLocation"]["region"]["startLine"], each["message"]) for each in result["relatedLocations"]
        ]
        _, second = result["properties"]["entries"]
        assert related == [({"e1": 2, "again": 3}[second], {"text": second})]


def test_sarif_says_what_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.jsonl").write_text("{}\n")
    ran = sarif(capsys, "cases/c.jsonl", "none.jsonl")
    (invocation,) = ran["invocations"]
    assert invocation["executionSuccessful"] is False
    bad, none = invocation["toolExecutionNotifications"]
    assert bad["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert none["message"] == {"text": f"there is no file 'none.jsonl'; check the path (looked in {folder.parent})"}
    assert none["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "none.jsonl"}}}]


@pytest.mark.parametrize("name", ["a b%20#?.jsonl", "é:1.jsonl", "[x].jsonl"])
def test_the_uri_of_a_file_leads_to_it(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump(INCOMPLETE, folder / name)
    for path in (f"cases/{name}", str(folder / name)):
        (result,) = sarif(capsys, path)["results"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert not set(uri) & set(" #?[]é")
        assert unquote(uri).removeprefix("file://") == path


def test_sarif_of_a_case_without_a_path_names_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store("cases.db") as store:
        store.create("impossible")
        store.append("impossible", IMPOSSIBLE)
    (result,) = sarif(capsys, "impossible", "--store", "cases.db")["results"]
    assert result["locations"] == [{"logicalLocations": [{"name": "impossible", "kind": "resource"}]}]


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does: split it first, and unescape its parts then."""
    head, _, message = line.removeprefix("::").partition("::")
    level, _, properties = head.partition(" ")

    def unescaped(text: str, *escapes: tuple[str, str]) -> str:
        for escape, character in (("%0D", "\r"), ("%0A", "\n"), *escapes, ("%25", "%")):
            text = text.replace(escape, character)
        return text

    pairs = [each.partition("=") for each in properties.split(",")]
    return level, {key: unescaped(value, ("%3A", ":"), ("%2C", ",")) for key, _, value in pairs}, unescaped(message)


def test_annotations_of_a_workflow_name_file_line_code_and_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "check", "cases", "--output-format", "github")
    assert (status, err) == (1, "")
    incomplete, impossible = map(read_command, out.splitlines())
    assert incomplete[:2] == ("notice", {"file": "cases/b/a.jsonl", "line": "2", "title": "missing-filing"})
    assert impossible[:2] == ("error", {"file": "cases/b/deep/z.jsonl", "line": "4", "title": "after-end"})
    assert impossible[2].startswith("the plea was accepted on charge 1 of Ann Doe")
    assert "\nremedy: an ended charge takes only review" in impossible[2]


def test_annotations_escape_what_would_end_a_part_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "100%,a:b%0A.jsonl"
    who = "A::error,%0A%25\n::error file=x::forged"
    dump(CaseFile("c").record(PleaEntered(on="2023-02-01", plea="guilty", defendant=who, charge="1")), folder / name)
    out = run(capsys, "check", f"cases/{name}", "--output-format", "github")[1]
    commands = [read_command(line) for line in out.splitlines()]
    assert {properties["file"] for _, properties, _ in commands} == {f"cases/{name}"}
    assert any("of A::error,%0A%25\\x0a::error file=x::forged" in message for _, _, message in commands)


def test_an_annotation_tells_what_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.jsonl").write_text("{}\n")
    status, out, _ = run(capsys, "check", "cases/c.jsonl", "none.jsonl", "--output-format", "github")
    bad, none = map(read_command, out.splitlines())
    assert status == 2
    assert bad[:2] == ("error", {"file": "cases/c.jsonl", "line": "1", "title": "unreadable"})
    assert none[:2] == ("error", {"file": "none.jsonl", "title": "unreadable"})
    assert none[2].startswith("there is no file 'none.jsonl'; check the path")


def test_an_annotation_of_a_case_in_a_store_names_the_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store("cases.db") as store:
        store.create("impossible")
        store.append("impossible", IMPOSSIBLE)
    out = run(capsys, "check", "impossible", "--store", "cases.db", "--output-format", "github")[1]
    assert read_command(out)[:2] == ("error", {"title": "after-end"})
    assert read_command(out)[2].startswith("impossible: the plea was accepted")
