"""
The page in a real browser: headless Chromium driven by Playwright, if both are installed.

The text of the page's elements is compared with the answers of the library.
"""

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casestate import Basis, CaseFile, View, load
from casestate.events import ChargeFiled

CHROMIUM = shutil.which("chromium")
LACKING = [name for name in ("playwright", "axe_playwright_python") if importlib.util.find_spec(name) is None]
LACKING += [] if CHROMIUM else ["chromium"]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"lacking: {', '.join(LACKING)}")

RUST = Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CASES = """() => Object.fromEntries([...document.querySelectorAll("article:not([hidden])")].map(
    (each) => [each.dataset.name, each.querySelector(".stands").textContent]))"""
"""A script that reads the status of each charge, claim and citation from the elements of the page."""

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def rust() -> CaseFile:
    return load(RUST)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # of an extra

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def rust_page(rust: CaseFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("page") / "rust.html"
    path.write_text(rust.to_html(), encoding="utf-8")
    return path


@pytest.fixture
def opened(chromium: Any) -> Iterator[Open]:
    """Open a page; any request or error of the page fails the test at the end."""
    problems: list[str] = []
    contexts = []

    def open_(path: Path, hash_: str = "", **context: Any) -> Any:
        contexts.append(chromium.new_context(**context))
        page = contexts[-1].new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.on(
            "request",
            lambda asked: problems.append(asked.url) if asked.url.partition("#")[0] != path.as_uri() else None,
        )
        page.goto(f"{path.as_uri()}{hash_}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


def wait(page: Any, where: str, text: str) -> None:
    """Wait until an element has some text. The locator waits, because the page's policy forbids evaluated code."""
    page.locator(where, has_text=text).wait_for(state="attached")


def stands(view: View) -> dict[str, str]:
    """Return the status of each charge, claim and citation of a view that dates leave certain."""
    parts = [part for who in view.defendants for part in view[who].parts if not part.undecided]
    return {f"{part.defendant}, {part.subject.kind} {part.key}": part.status.words for part in parts}


@pytest.mark.parametrize(
    ("as_of", "known", "believed"),
    [
        ("2023-02-10", None, None),
        ("2023-04-20", "2023-04-20", None),
        ("2023-04-21", None, Basis.RECORD),
        ("2024-01-25", "2024-01-19", Basis.PRESS),
        ("2024-07-12", None, None),
    ],
)
def test_the_page_shows_what_the_library_answers(
    rust: CaseFile, rust_page: Path, opened: Open, as_of: str, known: str | None, believed: Basis | None
) -> None:
    page = opened(rust_page)
    page.fill("#date", as_of)
    if known is not None:
        days = page.evaluate("JSON.parse(document.getElementById('data').textContent).known")
        page.fill("#known", str(days.index(f"as published by {known}")))
    if believed is not None:
        page.check(f"label:has-text('{believed}') input")
    view = rust.at(as_of, known_on=known, clock="published", according_to=believed)
    shown = page.evaluate(CASES)
    expected = stands(view)
    assert expected
    assert {name: shown[name] for name in expected} == expected
    assert len(shown) == sum(len(view[who].parts) for who in view.defendants)
    assert page.text_content("#at").startswith(f"As of {as_of}, ")


def test_the_page_works_with_a_keyboard_and_a_screen_reader(rust: CaseFile, rust_page: Path, opened: Open) -> None:
    page = opened(rust_page, "#as-of=2023-04-20")
    page.focus("#day")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#day", "aria-valuetext") == "as of 2023-04-21"
    wait(page, "#news", "as of 2023-04-21, all that is on file")
    told = page.text_content("#news")
    assert "Changed: Alec Baldwin" in told
    assert rust.at("2023-04-21").charge("Alec Baldwin", "1").status.words in told
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "known"
    page.focus("article:not([hidden]) summary")
    page.keyboard.press("Enter")
    assert page.is_visible("details[open] cite")
    page.focus("#known")
    page.keyboard.press("Home")
    page.keyboard.press("End")
    assert page.evaluate("location.hash") == "#as-of=2023-04-21"


def test_a_defendant_without_bars_is_not_on_the_timeline(rust_page: Path, opened: Open) -> None:
    page = opened(rust_page, "#known=0")
    names = page.locator(".bars:not([hidden]) h3").all_text_contents()
    assert "Alec Baldwin" in names
    assert "Kari Morrissey" not in names


def test_an_address_leads_to_a_choice(rust_page: Path, opened: Open) -> None:
    page = opened(rust_page, "#as-of=2023-04-20&known=0&who=0")
    assert page.text_content("#at") == "As of 2023-04-20, as published by 2022-02-15, according to record alone"
    page.evaluate("location.hash = '#as-of=nonsense'")
    wait(page, "#at", "As of the last entry, all that is on file")


def test_a_link_of_the_timeline_leads_to_its_part_and_changes_nothing(rust_page: Path, opened: Open) -> None:
    page = opened(rust_page, "#as-of=2023-04-20")
    before = page.evaluate(CASES)
    page.click("text=claim mitchell")
    assert page.evaluate("location.hash").startswith("#part-")
    assert page.evaluate(CASES) == before
    assert page.text_content("#at").startswith("As of 2023-04-20")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_wrong(rust_page: Path, opened: Open, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  # of an extra

    page = opened(rust_page, "#as-of=2023-04-20", color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = Axe().run(page)
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_in_print_every_reason_is_shown_and_no_control(rust_page: Path, opened: Open) -> None:
    page = opened(rust_page)
    page.emulate_media(media="print")
    assert not page.is_visible("#choices")
    assert page.locator("article:not([hidden]) cite").first.bounding_box()["height"] > 0


def test_hostile_text_stays_text(tmp_path: Path, opened: Open) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    case = CaseFile(hostile).record(
        ChargeFiled(on="2023-01-10", defendant=hostile, charge=hostile, offense=hostile), id=hostile, quote=hostile
    )
    path = tmp_path / "hostile.html"
    path.write_text(case.to_html(), encoding="utf-8")
    page = opened(path, "#as-of=2023-01-10")
    assert page.text_content("h1") == hostile
    assert page.text_content("article h3") == f"charge {hostile}"
    assert page.locator("img").count() == 0


def test_a_file_without_any_day_opens(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "empty.html"
    path.write_text(CaseFile("empty").to_html(), encoding="utf-8")
    assert opened(path).text_content("#at") == "As of the last entry, all that is on file"
