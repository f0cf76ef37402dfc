"""The documentation agrees with the code: pasted output, generated pages and links."""

import builtins
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from casestate.cli import main
from casestate.events import EVENT_TYPES

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [
    *(ROOT / name for name in ("README.md", "tests/README.md", "mutation/README.md")),
    *sorted((ROOT / ".github").glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def transcripts() -> list[tuple[str, str]]:
    """Every pasted command with the output below it."""
    blocks = [block for page in PAGES for block in CONSOLE.findall(page.read_text(encoding="utf-8"))]
    runs = [run for block in blocks for run in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(run.partition("\n")[0], run.partition("\n")[2]) for run in runs]


@pytest.mark.parametrize(("command", "pasted"), transcripts(), ids=lambda text: text.partition("\n")[0][:60])
def test_a_pasted_command_prints_what_is_pasted(command: str, pasted: str) -> None:
    program, *words = shlex.split(command)
    module = {"casestate": ["-m", "casestate.cli"], "python": []}[program]
    ran = subprocess.run(
        [sys.executable, *module, *words],
        cwd=ROOT,
        env={"COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "TERM": "dumb", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed = [line.rstrip() for line in (ran.stdout + ran.stderr).strip().splitlines()]
    assert printed == [line.rstrip() for line in pasted.strip().splitlines()]


@pytest.mark.parametrize("script", ["generate.py", "coverage.py"])
def test_generated_pages_are_up_to_date(script: str) -> None:
    for name, text in runpy.run_path(str(ROOT / "docs" / script))["pages"]().items():
        assert (REFERENCE / name).read_text(encoding="utf-8") == text, f"run python docs/{script}"


def test_the_command_prints_the_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == (REFERENCE / "casefile.schema.json").read_text(encoding="utf-8")


def test_every_event_says_what_it_records() -> None:
    for event in EVENT_TYPES:
        assert (event.__doc__ or "").strip()[:1].isupper(), event.__name__


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_class_that_a_page_names_exists() -> None:
    code = "".join([path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")])
    known = {
        *re.findall(r"^class (\w+)", code, re.MULTILINE),
        *dir(builtins),
        "PythonException",
    }  # the last is PySpark's
    for page in PAGES:
        named = re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+)(?=[`(])", page.read_text(encoding="utf-8"))
        assert [name for name in named if name not in known] == [], page
