"""What each command prints with `--json` is what its published schema describes."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from jsonschema import Draft202012Validator

from casestate import CaseFile, codec
from casestate.cli.commands import DESCRIBED
from casestate.codec import schema as lines
from casestate.events import ChargeFiled, CitationIssued, ClaimFiled, PleaEntered, ReleaseOrdered
from casestate.show import outputs
from casestate.store import open_store

ROOT = Path(__file__).parents[2]
RUST = str(ROOT / "examples" / "rust" / "case.jsonl")
SMALL = sorted((ROOT / "tests" / "law" / "findings").glob("*.jsonl"))
DAYS = ("--as-of", "2023-02-23,2023-04-21", "--known-on", "2023-02-01,2023-04-24T10:00:00Z")
QUESTIONS = [
    ("show",),
    ("show", "--as-of", "2023-02-10", "--known-on", "2023-03-01", "--clock", "published"),
    ("show", "--known-on", "2023-04-24T10:00:00Z", "--according-to", "press", "--reading", "latest"),
    ("show", "--as-of", "1999-01-01", "--defendant", "Baldwin"),
    ("timeline",),
    ("why", "Baldwin"),
    ("why", "Baldwin", "--charge", "1"),
    ("why", "Baldwin", "--claim", "hutchins"),
    ("why", "Rust", "--citation", "1"),
    ("diff", "--from", "2023-04-20", "--to", "2024-05-01"),
    ("diff", "--to-known-on", "2023-02-01", "--clock", "docket"),
    ("grid", "Baldwin", "--charge", "1", *DAYS),
    ("grid", "Rust", "--citation", "1", *DAYS),
    ("check",),
]


def valid(output: str) -> Draft202012Validator:
    return Draft202012Validator(outputs.of(output))


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status, out, err = run(capsys, *words, "--json")
    assert status in (0, 1), err
    return json.loads(out)


def test_every_output_has_a_schema_under_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert ("file", *outputs.OUTPUTS) == DESCRIBED
    published = json.loads((ROOT / "docs" / "reference" / "output.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    for name in DESCRIBED[1:]:
        shown = json.loads(run(capsys, "schema", name)[1])
        assert shown["$ref"] == f"#/$defs/{name}"
        assert shown["$defs"].items() <= published["$defs"].items()
    assert run(capsys, "schema", "file") == run(capsys, "schema")


def test_no_definition_has_the_name_of_another() -> None:
    defined = outputs.whole()["$defs"]
    for name, each in lines.schema()["$defs"].items():
        assert defined[name] == each
    for name, each in outputs.OUTPUTS.items():
        assert defined[name] == each


@pytest.mark.parametrize("words", QUESTIONS, ids=["-".join(each) for each in QUESTIONS])
def test_the_outputs_of_the_rust_matter_match_their_schemas(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(capsys, words[0], RUST, *words[1:])
    assert told
    valid(words[0]).validate(told)


@pytest.mark.parametrize("command", ["show", "timeline", "check", "diff"])
def test_the_outputs_of_each_finding_match_their_schemas(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    validator = valid(command)
    days = ("--to", "2023-03-15") if command == "diff" else ("--as-of", "2023-03-15") if command == "show" else ()
    told = [printed(capsys, command, str(file), *days, "--clearance", "expunged") for file in SMALL[::5]]
    for each in told:
        validator.validate(each)
    assert any(told)


def test_the_output_of_an_open_state_matches_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who: dict[str, Any] = {"defendant": "A"}
    case = CaseFile("c").record(ReleaseOrdered(on="2023", status="detained", **who))
    for charge, number in (("one", 1), ("many", 13)):
        case = case.record(ChargeFiled(on="2023", charge=charge, **who))
        for _ in range(number):
            case = case.record(PleaEntered(on="2023", charge=charge, plea="guilty", **who))
    case = case.record(ClaimFiled(on="2023", claim="k", defendants="A"))
    case = case.record(CitationIssued(on="2023", defendant="A", citation="1", penalty=500))
    codec.dump(case, tmp_path / "c.jsonl")
    told = printed(capsys, "show", str(tmp_path / "c.jsonl"), "--as-of", "2023-05-01")
    charges = told["defendants"]["A"]["charges"]
    assert (len(charges["one"]["possible"]) > 1, charges["many"]["possible"]) == (True, None)
    valid("show").validate(told)


def test_the_outputs_of_stores_and_codes_match_their_schemas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = str(tmp_path / "cases.db")
    with open_store(address) as store:
        store.create("rust")
        store.append("rust", codec.load(RUST))
        store.create("small")
        store.append("small", CaseFile("small").record(ChargeFiled(on="2023", defendant="A", charge="1")))
        store.expunge("small", order="D-1")
    valid("log").validate(printed(capsys, "log", "--store", address))
    valid("verify").validate(printed(capsys, "verify", "--store", address))
    broken = printed(capsys, "verify", "--store", address, "--head", "1:" + "0" * 64)
    assert broken["verified"] is False
    valid("verify").validate(broken)
    valid("explain").validate(printed(capsys, "check", "--explain", "after-end"))
    valid("check").validate(printed(capsys, "check", "rust", "--store", address))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(each)


SPOILT = {
    "show": ("show", "--as-of", "2023-04-21", "--defendant", "Baldwin"),
    "why": ("why", "Baldwin", "--charge", "1"),
    "diff": ("diff", "--from", "2023-04-20", "--to", "2023-04-21"),
    "grid": ("grid", "Baldwin", "--charge", "1", *DAYS),
    "check": ("check",),
}
FREE = {"defendants", "charges", "claims", "citations", "moved_by", "moved"}
"""Objects whose names are those of the file, or of axes."""


@pytest.mark.parametrize("command", SPOILT)
def test_an_extra_field_violates_the_schema(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = SPOILT[command]
    told, validator = printed(capsys, words[0], RUST, *words[1:]), valid(command)
    free = [id(each[name]) for each in objects(told) for name in FREE & each.keys()]
    closed = [number for number, each in enumerate(objects(told)) if id(each) not in free]
    assert closed
    for number in closed[:12]:
        spoilt = copy.deepcopy(told)
        list(objects(spoilt))[number]["more"] = 1
        assert not validator.is_valid(spoilt), list(objects(told))[number]


@pytest.mark.parametrize("command", SPOILT)
def test_a_missing_field_violates_the_schema(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = SPOILT[command]
    told, validator = printed(capsys, words[0], RUST, *words[1:]), valid(command)
    first = told[0] if isinstance(told, list) else told
    for name in set(first) - {"charge", "claim", "citation"} if command != "check" else first:
        spoilt = copy.deepcopy(told)
        del (spoilt[0] if isinstance(spoilt, list) else spoilt)[name]
        assert not validator.is_valid(spoilt), name
