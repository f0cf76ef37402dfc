"""Text that a file can keep."""

import pytest

from casestate import CaseFile, When, loads
from casestate.codec import dumps
from casestate.errors import InvalidEntry, InvalidEvent, InvalidWhen
from casestate.events import ChargeFiled, Noted, PleaKind
from casestate.texts import as_text, is_text, meant, says_more
from casestate.when import Certainty


@pytest.mark.parametrize("text", ["a", "Ⅸ", "a\u2028b", "\U0001f600", " a ", "a\x00b"])
def test_text_that_can_be_written_comes_back_from_a_file(text: str) -> None:
    assert is_text(text)
    assert loads(dumps(CaseFile("c").record(Noted(on="2023", text=text)))).last.event == Noted(on="2023", text=text)


@pytest.mark.parametrize("value", ["", " ", None, 3, "\ud800", "a\udfff"])
def test_anything_but_text_is_refused_in_every_text_field(value: str) -> None:
    assert not is_text(value)
    with pytest.raises(InvalidEvent):
        as_text(value)
    with pytest.raises(InvalidEvent):
        PleaKind.raw(value)
    with pytest.raises(InvalidEntry):
        CaseFile(value)


def test_a_set_of_texts_is_refused_because_it_has_no_order() -> None:
    with pytest.raises(InvalidEvent, match="a set has no order"):
        ChargeFiled(on="2023", defendant="A", charge="1", theories={"x", "y"})


@pytest.mark.parametrize("make", [When.on, When.not_before, When.not_after])
def test_a_missing_day_is_not_a_day(make: type[When]) -> None:
    with pytest.raises(InvalidWhen, match="for no date at all write When"):
        make(None)


@pytest.mark.parametrize(("year", "month"), [("2023", 1), (2023, None), (2023, 0), (2023, 13), (0, 1), (True, 1)])
def test_a_month_that_is_none_is_refused(year: int, month: int) -> None:
    with pytest.raises(InvalidWhen):
        When.month(year, month)


@pytest.mark.parametrize("year", ["2023", None, 0, 10_000])
def test_a_year_that_is_none_is_refused(year: int) -> None:
    with pytest.raises(InvalidWhen):
        When.year(year)


def test_a_certainty_combines_with_nothing_else() -> None:
    with pytest.raises(TypeError):
        _ = Certainty.YES & True  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Certainty.YES | True  # type: ignore[operator]


def test_a_file_is_made_of_entries() -> None:
    with pytest.raises(InvalidEntry, match=r"a case file is made of Entry\(\.\.\.\), not 3"):
        CaseFile("c", entries=[3])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("own", "said", "more"),
    [
        ("PROB: 3 years", "probation 3 years", False),
        ("Fine: $1,500.00", "fine 1,500 USD", False),
        ("15 days", "jail 150 days", True),
        ("pr 3 years", "probation 3 years", True),
        ("3 years, report weekly", "probation 3 years", True),
        ("", "fine", False),
        (None, "fine", False),
    ],
)
def test_own_words_say_more_unless_they_repeat(own: str | None, said: str, more: bool) -> None:
    assert says_more(own, said) is more


def test_no_name_is_looked_for_among_more_than_a_thousand() -> None:
    """An error may not take longer than the question."""
    assert meant("Ann Doo", ["Ann Doe", *map(str, range(999))]) == " (did you mean 'Ann Doe'?)"
    assert meant("Ann Doo", ["Ann Doe", *map(str, range(1000))]) == ""
