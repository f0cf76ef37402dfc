"""Columns of small numbers as one number, told apart by a table or by sorting."""

import numpy as np
import pytest

from casestate import GENERIC
from casestate.bulk.courts import farthest
from casestate.bulk.standins import Encoder, text_for
from casestate.bulk.trie import numbered, packed
from casestate.events import ChargeFiled


@pytest.mark.parametrize("size", [10, 1 << 50])
def test_values_are_numbered_in_their_order(size: int) -> None:
    number, found = numbered(np.array([7, 3, 7, 9]), size)
    assert (number.tolist(), found.tolist()) == ([1, 0, 1, 2], [3, 7, 9])


def test_columns_too_wide_for_one_number_are_numbered_on_the_way() -> None:
    wide = np.array([5, 1 << 40, 5])
    number, told = packed([(wide, 1 << 41), (wide, 1 << 41), (np.array([0, 1, 1]), 2)])
    assert number.tolist() == [0, 2, 1]
    assert told == [(5, 5, 0), (5, 5, 1), (1 << 40, 1 << 40, 1)]


def test_made_up_texts_are_the_same_in_other_letters_where_they_should_be() -> None:
    texts = [text_for(number, 0) for number in range(40)]
    assert len(set(texts)) == 40
    assert len({text.casefold() for text in texts}) == 1
    assert text_for(1, 1).casefold() != texts[1].casefold()


def test_the_days_that_conditions_tell_apart_are_read_off_the_table() -> None:
    rows = [row for row in GENERIC.rows if "within" in str(row.when)]
    assert farthest(GENERIC) == max(int(str(row.when).partition("within ")[2].split()[0]) for row in rows)


def test_what_weighs_stays_in_the_skeleton() -> None:
    encoder = Encoder(GENERIC)
    felony, other, grade = [
        encoder.encode(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1", offense=offense, grade=grade))
        for offense, grade in (("theft", "felony"), ("fraud", "felony"), ("theft", "misdemeanor"))
    ]
    assert felony[0] == other[0] != grade[0]
    assert (felony[1], other[1]) == (["theft"], ["fraud"])
