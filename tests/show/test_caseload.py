"""The chart of a caseload: what it draws, that it asks for nothing, and that it says the same as text."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from casestate.show.bars import bars
from casestate.show.caseload import COLUMNS, page, svg

HOSTILE = "</title><script>alert(1)</script>"


def period(as_of: date, **counts: int) -> dict[str, Any]:
    return {"as_of": as_of, **dict.fromkeys(COLUMNS, 0), **counts}


def pending(as_of: date, count: int, **more: int) -> dict[str, Any]:
    return period(as_of, pending=count, age_to_90=count, **more)


TWO = [
    pending(date(2023, 1, 31), 40, filed=40),
    period(
        date(2023, 2, 28),
        pending=20,
        age_to_90=15,
        age_over_365=5,
        inactive=10,
        possibly_pending=5,
        filed=4,
        reopened=1,
        disposed=15,
    ),
]


def parts(image: str, name: str) -> list[ET.Element]:
    """The elements of a name, in an image that is well-formed."""
    return list(ET.fromstring(image).iter(f"{{http://www.w3.org/2000/svg}}{name}"))  # made here


def drawn(image: str, place: int) -> dict[str, tuple[float, float]]:
    """The top and the height of each part of a bar, the background and the legend left out."""
    rects = [each for each in parts(image, "g")[place] if each.tag.endswith("rect")]
    return {each.attrib["class"]: (float(each.attrib["y"]), float(each.attrib["height"])) for each in rects}


def test_the_parts_of_a_bar_stand_on_each_other_and_are_as_high_as_their_counts() -> None:
    first, second = drawn(svg(TWO, "month", "rows"), 0), drawn(svg(TWO, "month", "rows"), 1)
    # The axis goes to 40, and 270 pixels are as many charges. Below it 40 filed are half of 96.
    assert first == {"age_to_90": (98, 270), "filed": (412, 48)}
    assert second["age_to_90"][1] == pytest.approx(270 * 15 / 40, abs=0.1)
    assert list(second) == [
        *("age_to_90", "age_over_365", "inactive", "possibly_pending"),
        *("filed", "reopened", "disposed"),
    ]
    top = 368.0
    for name in list(second)[:4]:
        y, high = second[name]
        assert y + high == pytest.approx(top, abs=0.11)
        top = y
    assert second["disposed"] == (460, 48 * 15 / 40)


def test_only_what_is_drawn_is_in_the_legend() -> None:
    def legend(rows: list[dict[str, Any]]) -> set[str]:
        said = [each for each in parts(svg(rows, "month", "rows"), "text") if "class" not in each.attrib]
        return {str(each.text) for each in said}

    assert legend(TWO[:1]) == {"pending up to 90 days", "filed"}
    assert {"inactive", "possibly pending", "over 365", "reopened", "disposed"} < legend(TWO)


@pytest.mark.parametrize(
    ("every", "days", "labels"),
    [
        ("month", [date(2023, 1, 31), date(2023, 2, 28)], ["2023-01", "2023-02"]),
        ("quarter", [date(2020 + n // 4, n % 4 * 3 + 1, 1) for n in range(16)], ["2020", "2021", "2022", "2023"]),
        ("year", [date(2020 + n, 12, 31) for n in range(3)], ["2020", "2021", "2022"]),
        ("month", [date(1990 + n, 12, 31) for n in range(60)], [str(1990 + n) for n in range(0, 60, 5)]),
    ],
    ids=["months", "quarters of four years", "three years", "sixty years"],
)
def test_the_axis_of_time_has_labels_that_do_not_meet(every: str, days: list[date], labels: list[str]) -> None:
    image = svg([pending(day, 1) for day in days], every, "rows")
    assert [each.text for each in parts(image, "text") if "middle" in each.attrib.get("class", "")] == labels


@pytest.mark.parametrize(("most", "ticks"), [(7, "0 2 4 6 8"), (18, "0 5 10 15 20"), (1200, "0 500 1,000 1,500")])
def test_the_axis_of_counts_has_round_steps(most: int, ticks: str) -> None:
    said = [each.text for each in parts(svg([pending(date(2023, 1, 31), most)], "month", "r"), "text")]
    at = said.index("0")
    assert said[at : at + len(ticks.split())] == ticks.split()


def test_the_image_says_in_text_what_it_draws() -> None:
    title, *of_bars = parts(svg(TWO, "month", "rows"), "title")
    assert title.text == "Charges pending at the end of each month: rows"
    (said,) = parts(svg(TWO, "month", "rows"), "desc")
    second = "2023-02-28: 20 pending, 5 possibly pending, 10 inactive, 4 filed, 1 reopened, 15 disposed"
    assert said.text == (
        f"The most charges were pending at the end of 2023-01-31: 40. {second}. 2023-01-31: 40 pending, 40 filed."
    )
    assert [each.text for each in of_bars] == ["2023-01-31: 40 pending, 40 filed", second]
    root = ET.fromstring(svg(TWO, "month", "rows"))  # made here
    ids = root.attrib["aria-labelledby"].split()
    assert (root.attrib["role"], ids) == ("img", [title.attrib["id"], said.attrib["id"]])


def test_a_page_has_the_image_and_its_numbers_in_a_table() -> None:
    made = page(TWO, "month", "rows")
    assert svg(TWO, "month", "rows").strip() in made
    rows = re.findall("<tr>(.*?)</tr>", made)
    assert re.findall("<t[dh][^>]*>([^<]*)</t", rows[0]) == ["as of", *[name.replace("_", " ") for name in COLUMNS]]
    assert re.findall("<t[dh][^>]*>([^<]*)</t", rows[2]) == [
        "2023-02-28",
        *[str(TWO[1][name]) for name in COLUMNS],
    ]


@pytest.mark.parametrize("made", [svg(TWO, "month", HOSTILE), page(TWO, "month", HOSTILE)], ids=["image", "page"])
def test_it_asks_for_nothing_and_escapes_names(made: str) -> None:
    assert "<script" not in made
    addresses = re.findall(r"https?://[^\"' ]+", made)
    assert set(addresses) == {"http://www.w3.org/2000/svg"}
    assert "url(" not in made
    assert "prefers-color-scheme: dark" in made


def test_no_charges_make_an_empty_chart() -> None:
    assert [each.text for each in parts(svg([], "month", "rows"), "desc")] == ["There are no charges."]
    assert list(bars([], "month", width=60))[:1] == ["Charges pending at the end of each month"]


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_bars_fit_the_width_and_are_as_long_as_their_counts(width: int) -> None:
    lines = list(bars(TWO, "month", width=width))
    assert max(map(len, lines[2:])) <= max(width, 22)
    first, second = lines[-2:]
    long = first.count("█")
    assert second.count("█") == round(long / 2)
    assert second.count("▒") + second.count("░") == round(long * 35 / 40) - round(long / 2)


def test_narrow_bars_leave_numbers_out() -> None:
    def numbers(width: int) -> list[str]:
        return list(bars(TWO, "month", width=width))[3].split()

    assert numbers(60) == ["pending", "filed", "disposed"]
    assert numbers(40) == ["pending", "filed"]
    assert numbers(20) == ["pending"]


def test_bars_can_be_of_ascii() -> None:
    assert all(line.isascii() for line in bars(TWO, "month", width=60, plain=True))
