"""Columns of small numbers as one number, told apart by a table or by sorting."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from casestate import GENERIC, bulk
from casestate.bulk.standins import Encoder, text_for
from casestate.bulk.trie import numbered, packed
from casestate.events import ChargeDismissed, ChargeFiled, MistrialDeclared, VerdictReturned
from casestate.law.limits import TimeLimit, time_limits


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


def test_time_limits_are_read_off_the_table() -> None:
    told = time_limits(GENERIC)
    assert TimeLimit(MistrialDeclared, frozenset([VerdictReturned]), 30) in told  # the same event as a jury that hung
    assert TimeLimit(VerdictReturned, frozenset([MistrialDeclared]), 30) in told
    assert TimeLimit(ChargeDismissed, frozenset([ChargeDismissed]), 1) in told
    days = [int(str(row.when).partition("within ")[2].split()[0]) for row in GENERIC.rows if "within" in str(row.when)]
    assert {each.days for each in told} == {each for each in days if each}


def test_days_count_only_where_a_condition_of_the_history_asks_for_them() -> None:
    def shapes(*acts: str) -> int:
        """How many shapes two histories are that differ in days alone, some few and some more."""
        rows = [
            {
                "case": f"C{days}",
                "defendant": "A. Doe",
                "charge": "1",
                "type": act,
                "date": date(2023, 1, 1 + days * at),
            }
            for days in (3, 9)
            for at, act in enumerate(("charge.filed", *acts))
        ]
        verdicts = pa.array(["guilty" if row["type"] == "verdict.returned" else None for row in rows])
        return bulk.read(pa.Table.from_pylist(rows).append_column("verdict", verdicts)).summary.shapes

    assert shapes("verdict.returned", "sentence.imposed") == 1
    assert shapes("mistrial.declared", "charge.dismissed") == 1
    assert shapes("mistrial.declared", "verdict.returned") == 2


def test_what_weighs_stays_in_the_skeleton() -> None:
    encoder = Encoder(GENERIC)
    felony, other, grade = [
        encoder.encode(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1", offense=offense, grade=grade))
        for offense, grade in (("theft", "felony"), ("fraud", "felony"), ("theft", "misdemeanor"))
    ]
    assert felony[0] == other[0] != grade[0]
    assert (felony[1], other[1]) == (["theft"], ["fraud"])
