"""Vocabularies take a source's own words if they are marked as raw, and refuse other words."""

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given

import casestate.events.vocabulary as lists
from casestate.errors import InvalidEvent
from casestate.events import Actor, PleaKind
from casestate.law import Severity
from casestate.state import Phase
from casestate.testing.strategies import texts
from casestate.vocabulary import Closed, Vocabulary

VOCABULARIES = [each for each in vars(lists).values() if isinstance(each, type) and issubclass(each, Vocabulary)]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_member_is_known_by_its_value_in_any_spacing(vocabulary: type[Vocabulary]) -> None:
    for member in vocabulary:
        spaced = f" {member.value.replace('_', ' ').upper()} "
        assert vocabulary(member.value) is vocabulary(spaced) is vocabulary(member) is member
        assert member.recognized
        assert str(member) == member.value
        assert repr(member) == f"{vocabulary.__name__}.{member.name}"


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_list_says_what_it_is(vocabulary: type[Vocabulary]) -> None:
    assert vocabulary.__doc__
    assert vocabulary.__doc__ != Vocabulary.__doc__


@given(texts())
def test_a_sources_own_words_are_kept_as_they_are(text: str) -> None:
    word = PleaKind.raw(text)
    assert str(word) == word.value == text
    assert word.recognized is (text in {member.value for member in PleaKind})
    assert isinstance(word, PleaKind)
    assert PleaKind(word) == word
    assert eval(repr(word), {"PleaKind": PleaKind}) == word
    assert hash(word) == hash(PleaKind.raw(text))


def test_the_exact_value_of_a_member_in_raw_words_is_the_member() -> None:
    assert PleaKind.raw("no_contest") is PleaKind.NO_CONTEST
    assert not PleaKind.raw("No Contest").recognized


@pytest.mark.parametrize("word", [PleaKind.GUILTY, PleaKind.raw("Nolo (Art. 12)")])
def test_words_survive_pickling_and_copying(word: PleaKind) -> None:
    for again in (pickle.loads(pickle.dumps(word)), copy.copy(word), copy.deepcopy(word)):
        assert again == word
        assert type(again) is PleaKind
        assert again.recognized is word.recognized
        assert repr(again) == repr(word)


@pytest.mark.parametrize("word", ["nolo", "", None, 3, ["guilty"], PleaKind])
def test_nonsense_is_refused_and_the_accepted_words_are_listed(word: Any) -> None:
    with pytest.raises(InvalidEvent, match="is not a PleaKind; accepted: not_guilty, guilty, ") as refused:
        PleaKind(word)
    assert ("PleaKind.raw(" in str(refused.value)) is isinstance(word, str)


def test_the_word_that_was_probably_meant_is_named() -> None:
    with pytest.raises(InvalidEvent, match=r"is not a PleaKind \(did you mean 'no_contest'\?\); accepted: "):
        PleaKind("No Contestt")


@pytest.mark.parametrize("words", ["", "  ", None, 3])
def test_raw_words_must_be_words(words: Any) -> None:
    with pytest.raises(InvalidEvent, match=r"Actor\.raw\(\) takes the source's words"):
        Actor.raw(words)


@pytest.mark.parametrize("closed", [Severity, Phase])
def test_a_closed_list_takes_no_other_words(closed: type[Closed]) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        closed("nonsense")
    for member in closed:
        assert repr(member) == f"{closed.__name__}.{member.name}"
        assert closed(member.value) is member
