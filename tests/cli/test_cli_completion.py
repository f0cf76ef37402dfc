"""A shell completes commands, options, choices and files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run

from casestate.cli.arguments import parser
from casestate.cli.parsers import commands_of


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The script for bash, beside a case file and a folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.jsonl").touch()
    (tmp_path / "cases").mkdir()
    status, out, _ = run(capsys, "completion", "bash")
    assert status == 0
    path = tmp_path / "script"
    path.write_text(out)
    return path


def completed(script: Path, *words: str) -> set[str]:
    """Return what bash offers for the last word."""
    typed = " ".join(f"'{each}'" for each in ("casestate", *words))
    ask = 'printf "%s\\n" "${COMPREPLY[@]}"'
    asked = f"source {script}; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _shtab_casestate; {ask}"
    ran = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_bash_completes_commands_options_choices_and_files(script: Path) -> None:
    assert completed(script, "") >= {"show", "check", "completion"}
    assert completed(script, "ti") == {"timeline"}
    assert completed(script, "show", "ca") == {"case.jsonl", "cases"}
    assert completed(script, "check", "case.jsonl", "cas") == {"case.jsonl", "cases"}
    assert completed(script, "show", "--kn") == {"--known-on"}
    assert completed(script, "show", "--clock", "") == {"recorded", "docket", "published"}
    assert completed(script, "check", "--output-format", "s") == {"sarif"}
    assert completed(script, "export", "--to", "ca") == {"case.jsonl", "cases"}
    assert completed(script, "read", "rows.csv", "--layout", "ca") == {"case.jsonl", "cases"}
    assert completed(script, "schema", "g") == {"grid"}
    assert completed(script, "diagram", "--procedure", "gen") == {"generic"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_the_script_of_each_shell_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "completion", shell)
    assert status == 0
    for name in commands_of(parser("")):
        assert re.search(rf"\b{name}\b", out), name


def test_without_the_extra_the_command_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    status, out, err = run(capsys, "completion", "bash")
    assert (status, out) == (2, "")
    assert err == "casestate: completion needs the extra: pip install 'casestate[cli]'\n"
