"""A terminal displays what the command prints and does not execute it, whatever a name contains."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from casestate import CaseFile, Entry, Source, codec
from casestate.cli import main
from casestate.events import ChargeFiled, Noted, Stated
from casestate.store import open_store

EVIL = "A.\x1b[2J\x9b31m\u202eeoD\u2066\x07\r\x85\u2028\ncasestate: all is well\n1  forged\x7f"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""The characters that control a terminal, except the line end."""


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store in which every name contains control sequences of a terminal."""
    place = str(tmp_path / "cases.db")
    source = Source(EVIL)
    charge = ChargeFiled(on="2023", defendant=EVIL, charge=EVIL, offense=EVIL)
    case = CaseFile(EVIL).record(charge, id=EVIL, source=source)
    case = case.record(Stated(on="2023", by=EVIL, modality="denies", defendants=(EVIL,), text=EVIL), source=source)
    case = case.record(ChargeFiled(on="2022-05", defendant="A. Doe", charge="1"), after=(EVIL,), quote=EVIL)
    with open_store(place) as store:
        store.create(EVIL)
        store.append(EVIL, case)
        store.create("small")
        store.append("small", [Entry(id=EVIL, event=Noted(on="2023", text=EVIL))])
        store.expunge("small", [EVIL], order=EVIL)
    return place


COMMANDS = [
    *(["show", EVIL], ["timeline", EVIL], ["check", EVIL], ["show", EVIL, "--defendant", EVIL]),
    *(["why", EVIL, EVIL, "--charge", EVIL, "--field", "phase"], ["why", EVIL, "nobody" + EVIL, "--field", EVIL]),
    *(["diff", EVIL, "--from", "2021", "--to", "2024"], ["grid", EVIL, EVIL, "--as-of", "2023-01-01"]),
    *(["log"], ["log", "--case", EVIL], ["log", "--case", "no" + EVIL], ["verify"], ["verify", "--head", EVIL]),
    *(["export", EVIL], ["export", EVIL, "--to", "out"], ["export", "no" + EVIL]),
    *(["expunge", EVIL, EVIL, "--yes", "--order", EVIL], ["show", "no" + EVIL], ["import", EVIL]),
    *(["show", EVIL, "--odd" + EVIL], ["show", EVIL, "--as-of", EVIL], ["show", EVIL, "--clock", EVIL]),
    *(["show", EVIL, "--according-to", EVIL], ["show", EVIL, "--according-to", "no" + EVIL]),
]


@pytest.mark.parametrize("json", [False, True])
@pytest.mark.parametrize("words", COMMANDS, ids=[f"{number}-{words[0]}" for number, words in enumerate(COMMANDS)])
def test_printed_control_characters_are_escaped(
    words: list[str], json: bool, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    with suppress(SystemExit):  # argparse has complained
        main([*words, "--store", address, *(["--json"] if json else [])])
    told = capsys.readouterr()
    assert told.out + told.err
    assert not OBEYED.search(told.out + told.err)
    lines = (told.out + told.err).splitlines()
    assert not [line for line in lines if line.startswith(("casestate: all is well", "1  forged"))]


def test_an_exported_case_reads_as_it_was(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", EVIL, "--store", address]) == 0
    with open_store(address) as store:
        assert codec.loads(capsys.readouterr().out) == store.open_case(EVIL)
