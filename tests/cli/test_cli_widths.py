"""The output of the command fits the terminal; only ids are broken, at their hyphens."""

import re
from pathlib import Path
from typing import Any

import pytest
from commands import run
from rich.cells import cell_len

from casestate import Basis, CaseFile, Source, dump
from casestate.events import ChargeDismissed, ChargeFiled, PleaEntered

ROOT = Path(__file__).parents[2]
FILE = str(ROOT / "examples" / "rust" / "case.jsonl")
ONE: dict[str, Any] = {"defendant": "Ann Doe", "charge": "1"}
COMMANDS = [
    ("show", "--as-of", "2023-04-21"),
    ("timeline",),
    ("why", "Baldwin", "--charge", "1"),
    ("diff", "--from", "2023-04-01", "--to", "2024-05-01"),
    ("grid", "Baldwin", "--charge", "1", "--as-of", "2023-02-23,2023-04-21", "--known-on", "2023-02-01,2023-04-24"),
    ("check",),
]
FRAME = re.compile(r"[\s─-╿]+")
HEADS = {"defendant", "when"}
"""The headings of first columns; their values begin a paragraph without a label."""


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, *words: str) -> str:
    """Return what a terminal of a width is shown, without its colours."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")
    return re.sub("\x1b\\[[0-9;]*m", "", run(capsys, *words)[1])


def words_of(out: str) -> set[str]:
    """Return the words that are shown. A heading that is the label in a paragraph has a colon after it."""
    return {word.removesuffix(":") for word in FRAME.split(out)}


def is_whole(word: str, words: set[str]) -> bool:
    """Return whether a word is whole in a line, or broken between a hyphen and a letter."""
    cuts = [at for at in range(1, len(word)) if word[at - 1] == "-" and word[at].isalpha()]
    return word in words or any(word[:at] in words and is_whole(word[at:], words) for at in cuts)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("words", COMMANDS, ids=[each[0] for each in COMMANDS])
def test_every_line_fits_and_every_word_is_whole(
    width: int, words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(Path(FILE).relative_to(ROOT))
    monkeypatch.chdir(ROOT)
    all_words = words_of(printed(capsys, monkeypatch, 5000, words[0], file, *words[1:])) - HEADS
    out = printed(capsys, monkeypatch, width, words[0], file, *words[1:])
    assert max(map(cell_len, out.splitlines())) <= width
    shown = words_of(out)
    assert [word for word in sorted(all_words) if not is_whole(word, shown)] == []


@pytest.fixture
def odd(tmp_path: Path) -> str:
    """A file with a long id, a long word, wide characters and an empty field."""
    source = Source("最高裁判所第一小法廷" * 5, basis=Basis.RECORD)
    case = CaseFile("c").record(
        ChargeFiled(on="2023-01-31", offense="x" * 130, **ONE), id="the-first-" * 12 + "2023-01-31", source=source
    )
    case = case.record(PleaEntered(on="2023-02-10", plea="not guilty", **ONE), source=source)
    dump(case.record(ChargeDismissed(on="2023-04-21", **ONE), source=source), tmp_path / "c.jsonl")
    return str(tmp_path / "c.jsonl")


@pytest.mark.parametrize("width", [25, 60, 80, 120])
def test_a_word_wider_than_the_terminal_is_folded_without_loss(
    width: int, odd: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("show", "timeline"):
        out = printed(capsys, monkeypatch, width, command, odd)
        assert max(map(cell_len, out.splitlines())) <= width
        together = FRAME.sub("", out)
        assert (together.count("x" * 130), together.count("最高裁判所第一小法廷" * 5)) == (
            1,
            1 if command == "show" else 3,
        )


@pytest.mark.parametrize("width", [30, 60])
def test_a_long_id_is_broken_after_hyphens_and_a_date_in_it_is_not(
    width: int, odd: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line.strip() for line in printed(capsys, monkeypatch, width, "timeline", odd).splitlines()]
    pieces = [line for line in lines if "the-first-" in line]
    assert len(pieces) > 1
    assert all(piece.endswith("-") for piece in pieces[:-1])
    assert "2023-01-31" in pieces[-1]


def test_rows_become_paragraphs_if_columns_would_be_narrow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed(capsys, monkeypatch, 60, "why", FILE, "Baldwin", "--charge", "1")
    assert "┃" not in out
    assert "\n2023-04-21\n  what: charge 1 dismissed by the prosecutor;" in out
    assert "\n  moved: phase: dismissed\n    disposition: dismissed without prejudice\n  rule: T32 (" in out


def test_each_axis_that_an_entry_moved_has_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed(capsys, monkeypatch, 160, "why", FILE, "Baldwin", "--charge", "1")
    assert "\\x0a" not in out
    assert re.search(r"│ phase: dismissed +│", out)


def test_a_finding_is_one_line_where_a_program_reads_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run(capsys, "check", FILE)[1].splitlines()
    assert lines
    assert all(line.startswith((f"{FILE}:", "    remedy: ")) for line in lines)
