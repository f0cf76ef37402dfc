"""Words are equal to their own text; types and a warning keep users from comparing or giving others."""

import inspect
import typing
import warnings

import pytest

from casestate import Basis, Clearance, Clock, Phase, Purpose, Reading
from casestate.engine import coordinates
from casestate.events import PleaKind, vocabulary
from casestate.events.vocabulary import converters
from casestate.law import policies
from casestate.sources import BasisWord
from casestate.vocabulary import MisspelledWord, Words

CONVERTERS = {
    name: member for name, member in vars(converters).items() if name.startswith("as_") and inspect.isfunction(member)
}
ACCEPTED = {
    **{name: typing.get_type_hints(member)["value"] for name, member in CONVERTERS.items()},
    "basis": BasisWord,
    "clock": coordinates.ClockWord,
    "clearance": coordinates.ClearanceWord,
    "reading": coordinates.ReadingWord,
    "purpose": policies.PurposeWord,
}


def test_every_vocabulary_of_events_has_its_converter() -> None:
    returned = {typing.get_type_hints(member)["return"].__name__ for member in CONVERTERS.values()}
    assert returned == set(vocabulary.__all__)


@pytest.mark.parametrize("name", ACCEPTED)
def test_types_take_exactly_the_words_of_a_list_with_underscores_or_spaces(name: str) -> None:
    kind, literal = sorted(typing.get_args(ACCEPTED[name]), key=lambda each: not inspect.isclass(each))
    words = [word.value for word in kind]
    assert set(typing.get_args(literal)) == {*words, *(word.replace("_", " ") for word in words)}


@pytest.mark.parametrize("name", CONVERTERS)
def test_a_converter_takes_words_and_members(name: str) -> None:
    convert = CONVERTERS[name]
    kind = typing.get_type_hints(convert)["return"]
    raw = kind.raw("in the words of the source")
    assert convert(raw) is raw
    for member in kind:
        assert convert(member) is member
        assert convert(member.value) is member
        assert convert(member.value.replace("_", " ")) is member


@pytest.mark.parametrize(
    ("word", "other"),
    [
        (Phase.DISMISSED, "DISMISSED"),
        (Phase.DISMISSED, " Dismissed"),
        (PleaKind.NO_CONTEST, "no contest"),
        (Purpose.CIVIL_RIGHTS, "civil-rights"),
        (Clearance.PUBLIC, "Public"),
    ],
)
def test_a_word_in_other_letters_is_not_equal_and_a_warning_says_so(word: Words, other: str) -> None:
    with pytest.warns(MisspelledWord, match=f"never equals '{other}': compare it with '{word.value}' or with "):
        assert word != other
    with pytest.warns(MisspelledWord):
        assert not other == word  # noqa: SIM201  # the operator itself is tested


def test_another_word_another_text_and_another_thing_are_merely_unequal() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Phase.DISMISSED == "dismissed"
        assert Phase.DISMISSED != "charged"
        assert Phase.DISMISSED != "struck off"
        assert Phase.DISMISSED != 1
        assert Phase.DISMISSED != Phase.CHARGED
        assert {Phase.DISMISSED: 1}["dismissed"] == 1  # type: ignore[index]  # a word has the hash of its text
        assert PleaKind.raw("No Contest") == "No Contest"
        assert Clock.DOCKET in ("docket", "press")
        assert Basis.PRESS != Reading.EARLIEST
