"""A list that is overwritten in place: as known on a day, a file says what the list said on that day."""

import json
import random
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from casestate import CaseFile, Finding
from casestate.errors import InvalidLayout, InvalidTable
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    Noted,
    PleaAccepted,
    SentenceImposed,
    SentenceModified,
    VerdictReturned,
)
from casestate.importers import snapshots
from casestate.importers.snapshots import Snapshot, folder, git_history, read
from casestate.tables import Dated, Layout, act, column

STATUSES = {
    "Charged": "charged",
    "Dismissed": "dismissed",
    "Pleaded guilty": "found_guilty",
    "Found not guilty": "acquitted",
    "Sentenced": "judged",
}
"""The words of the list, and the phase that each stands for."""
STATUS = Layout(
    case="case",
    defendant="name",
    charge="count",
    date="on",
    acts={
        "status": {
            "Charged": act(ChargeFiled, offense=column("offense")),
            "Dismissed": act(ChargeDismissed),
            "Pleaded guilty": act(PleaAccepted, plea="guilty"),
            "Found not guilty": act(VerdictReturned, verdict="not_guilty"),
            "Sentenced": act(SentenceImposed),
        }
    },
)
"""One status a record, which moves on."""
DATED = Layout(
    case="case",
    defendant="name",
    charge="count",
    dated=[
        Dated(date="filed", act=act(ChargeFiled, offense=column("offense")), needs="filed"),
        Dated(date="dismissed", act=act(ChargeDismissed)),
    ],
)
"""Two dates a record."""
FIRST = date(2023, 1, 1)


def row(status: str = "Charged", name: str = "A. Doe", offense: str = "theft", **more: Any) -> dict[str, Any]:
    return {"case": "C1", "name": name, "count": "1", "offense": offense, "status": status, "on": None, **more}


def listing(*days: list[dict[str, Any]]) -> list[Snapshot]:
    """One version a week."""
    return [Snapshot(FIRST + timedelta(weeks=n), rows, f"v{n + 1}") for n, rows in enumerate(days)]


def one(layout: Layout, *days: list[dict[str, Any]]) -> tuple[CaseFile, tuple[Finding, ...]]:
    [(case, remarks)] = read(listing(*days), layout, source="the list", basis="press")
    return case, remarks


def said(case: CaseFile, week: int) -> dict[str, tuple[Any, Any]]:
    """The phase and offence of each defendant, as known in a week."""
    view = case.at(known_on=FIRST + timedelta(weeks=week), clock="published")
    rows = view.records()
    assert all(each["undecided"] == "" for each in rows)
    return {str(each["defendant"]): (each["phase"], each["offense"]) for each in rows}


def test_an_act_falls_between_the_version_before_and_the_one_that_states_it() -> None:
    case, remarks = one(STATUS, [row()], [row()], [row("Dismissed")])
    assert [(e.id, str(e.event.on), str(e.source.published)) for e in case] == [
        ("2023-01-01.1", "[..2023-01-01]", "2023-01-01"),
        ("2023-01-15.1", "[2023-01-08..2023-01-15]", "2023-01-15"),
    ]
    assert remarks == ()
    assert case["2023-01-15.1"].quote == "C1; A. Doe; 1; theft; Dismissed"
    dated, _ = one(STATUS, [row(on="2022-12-05")])
    assert str(next(iter(dated)).event.on) == "2022-12-05"


def test_what_is_stated_otherwise_is_a_correction() -> None:
    case, _ = one(STATUS, [row(offense="theft")], [row(offense="fraud")])
    assert [said(case, week)["A. Doe"] for week in (0, 1)] == [("charged", "theft"), ("charged", "fraud")]
    (correction,) = [e for e in case if e.revises is not None]
    assert (correction.revises.kind.value, correction.revises.reason, str(correction.event.on)) == (  # type: ignore[union-attr]
        "correction",
        "v2 states it otherwise",
        "[..2023-01-01]",
    )


def test_a_list_that_goes_back_takes_back_what_it_said_in_between() -> None:
    case, _ = one(STATUS, [row()], [row("Dismissed")], [row(offense="arson", status="Dismissed")], [row()])
    assert [said(case, week)["A. Doe"][0] for week in range(4)] == ["charged", "dismissed", "dismissed", "charged"]
    assert [e.revises.kind.value for e in case if e.revises] == ["retraction"]


def test_a_date_that_goes_is_taken_back_and_a_corrected_one_too() -> None:
    filed = row(filed="2022-12-01", dismissed="")
    versions = [
        [filed],
        [filed | {"dismissed": "2023-01-05"}],
        [filed | {"dismissed": "2023-01-06"}],
        [filed | {"dismissed": ""}],
        [filed | {"filed": ""}],
    ]
    case, _ = one(DATED, *versions)
    dismissed = [
        case.at(known_on=each.day, clock="published").charge("A. Doe", "1").moved_by("phase")
        for each in listing(*versions)[:4]
    ]
    assert [str(e.event.on) if e else None for e in dismissed] == [
        "2022-12-01",
        "2023-01-05",
        "2023-01-06",
        "2022-12-01",
    ]
    assert case.at(known_on=FIRST + timedelta(weeks=4), clock="published").defendants == ()


def test_a_date_that_goes_while_its_act_stays_changes_nothing() -> None:
    filed = Dated(date="filed", act=act(ChargeFiled, offense=column("offense")))
    layout = Layout(case="case", defendant="name", charge="count", dated=[filed])
    case, _ = one(layout, [row(filed="2022-12-01")], [row(filed="")])
    assert [str(e.event.on) for e in case] == ["2022-12-01"]


def test_what_vanishes_is_a_note_and_so_is_what_comes_back() -> None:
    case, remarks = one(STATUS, [row()], [], [row()], [row("Sentenced")])
    assert [(f.code, f.entries, f.defendant, f.charge) for f in remarks] == [
        ("vanished", ("2023-01-08.1",), "A. Doe", "1"),
        ("reappeared", ("2023-01-15.1",), "A. Doe", "1"),
    ]
    notes = [e.event.text for e in case if isinstance(e.event, Noted)]
    assert notes == [f"{words}: C1; A. Doe; 1; theft; Charged" for words in ("no longer listed", "listed again")]
    assert said(case, 3) == {"A. Doe": ("judged", "theft")}


def test_a_word_that_the_layout_does_not_have_is_a_note_with_a_finding() -> None:
    case, (remark,) = one(STATUS, [row()], [row("Diverted")], [row()])
    assert (remark.code, remark.entries) == ("unmapped", ("2023-01-08.1",))
    assert remark.message.startswith("v2: status 'Diverted' is in no table")
    assert isinstance(case["2023-01-08.1"].event, Noted)
    assert [said(case, week)["A. Doe"][0] for week in range(3)] == ["charged"] * 3
    case, (remark,) = one(STATUS, [row(on="soon")])
    assert (remark.code, remark.entries) == ("unreadable-date", ("2023-01-01.1",))
    case, (remark,) = one(STATUS, [row("Diverted")])
    assert (remark.defendant, remark.charge) == ("", "")


def test_a_record_without_a_case_has_a_file_of_its_own() -> None:
    cases = {
        case.id: len(case) for case, _ in read(listing([row(), row(case=None, name="B. Roe")]), STATUS, source="s")
    }
    assert cases == {"C1": 1, "s: no case": 1}


def history(seed: int) -> Iterator[list[dict[str, Any]]]:
    """Thirty versions of a list of six people: they appear, move on, change in words, are put back, vanish, return."""
    rng = random.Random(seed)
    steps = {"Charged": ["Dismissed", "Pleaded guilty", "Found not guilty"], "Pleaded guilty": ["Sentenced"]}
    people: dict[str, list[str]] = {f"P{n}": [] for n in range(6)}
    offenses = dict.fromkeys(people, "theft")
    away: set[str] = set()
    for _ in range(30):
        for name, past in people.items():
            match rng.randrange(6):
                case 0 if not past:
                    past.append("Charged")
                case 1 if past and past[-1] in steps:
                    past.append(rng.choice(steps[past[-1]]))
                case 2 if len(past) > 1 and name not in away:
                    past.pop()
                case 3 if len(past) == 1 and name not in away:
                    offenses[name] = rng.choice(["theft", "fraud", "arson"])
                case 4 if past:
                    away ^= {name}
        yield [row(past[-1], name, offenses[name]) for name, past in people.items() if past and name not in away]


@pytest.mark.parametrize("seed", range(8))
def test_thirty_versions_are_known_as_they_stood(seed: int) -> None:
    """The oracle is the list itself: each record as it was last listed."""
    versions = listing(*history(seed))
    assert len(versions) == 30
    [(case, remarks)] = read(versions, STATUS, source="the list", basis="press")
    last: dict[str, tuple[str, str]] = {}
    listed: set[str] = set()
    vanished = back = 0
    for week, version in enumerate(versions):
        now = {str(each["name"]): (STATUSES[each["status"]], str(each["offense"])) for each in version.records}
        vanished += len(listed - now.keys())
        back += len((now.keys() & last.keys()) - listed)
        listed = set(now)
        last |= now
        assert said(case, week) == last, week
    codes = [each.code for each in remarks]
    assert (codes.count("vanished"), codes.count("reappeared")) == (vanished, back)
    assert vanished > 5
    assert len(codes) == vanished + back
    assert [f.code for f in case.at().findings if f.severity == "error"] == []


def test_the_versions_of_a_folder_are_read_by_the_days_in_their_names(tmp_path: Path) -> None:
    (tmp_path / "list-20230108.json").write_text(json.dumps({"count": 1, "rows": [row("Dismissed")]}), encoding="utf-8")
    (tmp_path / "list-2023-01-01.csv").write_text(
        "case,name,count,offense,status,on\nC1,A. Doe,1,theft,Charged,\n", encoding="utf-8"
    )
    (tmp_path / "sub").mkdir()
    found = list(folder(tmp_path))
    assert [(each.day, each.name, len(each.records)) for each in found] == [
        (date(2023, 1, 1), "list-2023-01-01.csv", 1),
        (date(2023, 1, 8), "list-20230108.json", 1),
    ]
    [(case, _)] = read(found, STATUS, source="s")
    assert said(case, 1) == {"A. Doe": ("dismissed", "theft")}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.json", b"[]", "has no day in its name"),
        ("list-2023-13-01.json", b"[]", "has no day in its name"),
        ("list-2023-01-01.json", b"{", "cannot be read as a list"),
        ("list-2023-01-01.json", b"[1]", "is no list of JSON objects"),
        ("list-2023-01-01.json", b'{"a": [], "b": []}', "is no list of JSON objects"),
        ("list-2023-01-01.json", b"\xff", "is not in the encoding utf-8-sig"),
        ("list-2023-01-01.csv", b'a\n"b', "cannot be read as a list"),
        ("other.txt", b"", "has no file"),
    ],
)
def test_a_file_that_is_no_list_is_refused(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InvalidTable, match=words):
        list(folder(tmp_path, "list*"))


def test_versions_in_a_git_history_are_read_by_their_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str, day: str = "2023-01-01") -> None:
        moment = f"{day}T23:30:00-02:00"
        who = {
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        }
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        subprocess.run(
            ["git", "-C", str(tmp_path), *words],
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **who, **dates},
        )

    git("init", "-q")
    path = tmp_path / "data" / "list.json"
    path.parent.mkdir()
    for day, records in (("2023-01-01", [row()]), ("2023-01-08", [row("Dismissed")])):
        path.write_text(json.dumps(records), encoding="utf-8")
        git("add", "-A")
        git("commit", "-q", "-m", day, day=day)
    path.unlink()
    git("commit", "-q", "-a", "-m", "gone", day="2023-01-15")
    found = list(git_history(tmp_path, "data/list.json"))
    assert [(str(each.day), len(each.records), len(each.name)) for each in found] == [
        ("2023-01-02", 1, 12),
        ("2023-01-09", 1, 12),
        ("2023-01-16", 0, 12),
    ]
    [(case, remarks)] = read(found, STATUS, source="s")
    assert [each.code for each in remarks] == ["vanished"]
    assert case.at().charge("A. Doe", "1").phase.value == "dismissed"
    with pytest.raises(InvalidTable, match="has no history"):
        list(git_history(tmp_path, "other.json"))
    with pytest.raises(InvalidTable, match="git: "):
        list(git_history(tmp_path / "data" / "nowhere", "list.json"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InvalidTable, match="git is not installed"):
        list(git_history(tmp_path, "data/list.json"))


def test_versions_out_of_order_and_records_of_one_key_are_refused() -> None:
    first, second = listing([row()], [row()])
    with pytest.raises(InvalidTable, match="v1 of 2023-01-01 comes after v2"):
        list(read([second, first], STATUS, source="s"))
    with pytest.raises(InvalidTable, match="name the columns that tell them apart"):
        list(read(listing([row(), row("Dismissed")]), STATUS, source="s"))
    both = [row(line="1"), row("Dismissed", line="2")]
    [(case, _)] = read(listing(both), STATUS, source="s", key=["line"])
    assert len(case) == 2


def test_a_snapshot_may_have_no_name() -> None:
    assert Snapshot("2023-01-01", iter([row()])) == Snapshot(FIRST, (row(),))
    assert snapshots.VANISHED.code == "vanished"


@pytest.mark.parametrize(
    "more",
    [
        {"described": {"offense": "offense"}},
        {"version": "on", "described": {"offense": "offense"}},
        {"defendant_separator": ";"},
        {"docketed_on": "on"},
        {"recorded_at": "on"},
        {"id": "on"},
        {"after": "on"},
        {"order": "law"},
        {"earliest": "2023-01-01"},
        {"latest": column("on")},
        {"each_defendant": True},
        {"each_charge": True},
        {"restated": True},
    ],
    ids=lambda more: next(iter(more)),
)
def test_a_key_that_needs_several_rows_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(InvalidLayout, match="leave it out") as problem:
        list(read(listing([row()]), attrs.evolve(STATUS, **more), source="s"))
    assert {key for key, _ in problem.value.problems} == more.keys()


def test_a_second_act_of_its_kind_is_a_correction_so_again_is_refused() -> None:
    sentence = act(SentenceImposed, again=act(SentenceModified))
    for layout in (
        attrs.evolve(STATUS, acts={"status": {"Charged": act(ChargeFiled), "Sent*": sentence}}),
        attrs.evolve(DATED, dated=[Dated(date="filed", act=sentence)]),
    ):
        with pytest.raises(InvalidLayout, match="again: versions of a list are compared record by record"):
            read(listing([row()]), layout, source="s")


def test_the_source_and_the_quote_are_those_of_the_layout() -> None:
    layout = attrs.evolve(STATUS, quote="status", source={"name": column("by"), "basis": "press"})
    [(case, _)] = read(listing([row(by="clerk")], [row("Dismissed", by="press")], []), layout)
    assert [(e.source.name, e.source.basis.value, str(e.source.published), e.quote) for e in case] == [
        ("clerk", "press", "2023-01-01", "Charged"),
        ("press", "press", "2023-01-08", "Dismissed"),
        ("press", "press", "2023-01-08", "Dismissed"),  # a note that the column of the source changed
        ("press", "press", "2023-01-15", None),
    ]
    dated = attrs.evolve(STATUS, source={"name": "x", "basis": "press", "published": column("seen")})
    [(case, remarks)] = read(listing([row(seen="2023-01-05")], [row(seen="soon")]), dated)
    assert [str(e.source.published) for e in case] == ["2023-01-05", "2023-01-08"]
    assert [each.code for each in remarks] == ["unreadable-date", "changed-unstated"]
    [(case, _)] = read(listing([row(case="")]), layout, source="s")
    assert (case.id, next(iter(case)).source.name) == ("s: no case", "s")
    [(case, _)] = read(listing([row(case="", by="clerk")]), layout)
    assert case.id == "no case"
    with pytest.raises(InvalidLayout, match="source: nothing names the list as a source"):
        read(listing([row()]), STATUS)


def test_the_records_of_all_versions_are_counted() -> None:
    cases = read(listing([row(), row("SOL", name="B. Roe")], [row("Dismissed")], []), STATUS, source="s")
    assert [len(case) for case, _ in cases] == [5]
    tally = cases.tally
    assert (tally.rows, tally.mapped, tally.noted, tally.cases, tally.entries) == (3, 2, 1, 1, 5)
    assert (tally.first, tally.last) == (date(2023, 1, 1), date(2023, 1, 15))
    assert {code: told.count for code, told in tally.findings.items()} == {"unmapped": 1, "vanished": 2}


def test_versions_are_read_in_the_encoding_of_the_layout(tmp_path: Path) -> None:
    layout = attrs.evolve(STATUS, encoding="cp1252", delimiter=";")
    text = "case;name;count;offense;status;on\r\nC1;Jos\u00e9;1;theft;Charged;\r\n"
    (tmp_path / "list-2023-01-01.csv").write_bytes(text.encode("cp1252"))
    [(case, _)] = read(snapshots.versions(tmp_path, layout), layout, source="s")
    assert case.defendants == ("Jos\u00e9",)
    with pytest.raises(InvalidTable, match="git: "):
        list(snapshots.versions(tmp_path / "nowhere", layout, file="list.csv"))
    with pytest.raises(InvalidTable, match=r"list-2023-01-01.csv is not in the encoding utf-8-sig"):
        list(folder(tmp_path))
    (tmp_path / "list-2023-01-01.csv").write_text("case,case,x,\n,,,")
    with pytest.raises(InvalidTable, match=r"list-2023-01-01.csv has two columns of one name: 'case'"):
        list(folder(tmp_path))


def test_columns_are_found_however_their_names_are_written() -> None:
    apart = {"pe\u0301nale": "C1", **{name: cell for name, cell in row().items() if name != "case"}}
    [(case, _)] = read(listing([apart]), attrs.evolve(STATUS, case="p\u00e9nale"), source="s")
    assert case.id == "C1"


def test_a_word_for_no_value_is_none() -> None:
    layout = attrs.evolve(STATUS, blank="N/A")
    case, remarks = one(layout, [row(on="N/A", offense="N/A")], [row(offense="")])
    assert [(e.event.offense, str(e.event.on)) for e in case] == [(None, "[..2023-01-01]")]  # type: ignore[attr-defined]
    assert remarks == ()


def test_a_version_without_a_column_of_the_layout_is_refused() -> None:
    renamed = {("offence" if name == "offense" else name): value for name, value in row().items()}
    with pytest.raises(InvalidTable, match="v2 has no column 'offense'; near misses: 'offence'"):
        list(read(listing([row()], [renamed]), STATUS, source="s"))
    sparse = {name: value for name, value in row(name="B. Roe").items() if name != "offense"}
    assert len(one(STATUS, [row(), sparse])[0]) == 2
    with pytest.raises(InvalidTable, match="the version of 2023-01-01 has no column 'offense'"):
        list(read([Snapshot(FIRST, [renamed])], STATUS, source="s"))


def test_a_number_is_one_charge_however_json_writes_it() -> None:
    case, remarks = one(STATUS, [row(count=1.0)], [row("Dismissed", count=1)], [row("Dismissed", count="1")])
    assert [(e.event.wire, e.event.charge) for e in case] == [  # type: ignore[attr-defined]
        ("charge.filed", "1"),
        ("charge.dismissed", "1"),
    ]
    assert remarks == ()


def test_a_column_that_changes_without_an_act_is_a_note_with_a_finding() -> None:
    case, (remark,) = one(STATUS, [row(seen="1")], [row("Dismissed", offense="fraud", seen="2")])
    assert (remark.code, remark.entries, remark.charge) == ("changed-unstated", ("2023-01-08.2",), "1")
    assert remark.message.startswith("v2: offense changed from 'theft' to 'fraud'")
    note = case["2023-01-08.2"].event
    assert isinstance(note, Noted)
    assert note.text == "offense changed from 'theft' to 'fraud'"


def test_a_date_that_moves_to_another_column_is_another_act() -> None:
    rows = [row(filed="2022-12-01", dismissed=""), row(filed="", dismissed="2022-12-01")]
    case, _ = one(DATED, *[[each] for each in rows])
    assert [e.event.wire for e in case] == ["charge.filed", "charge.dismissed", "entry.retracted"]
