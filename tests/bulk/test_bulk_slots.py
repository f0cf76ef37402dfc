"""All rows of a case are in one slot, however the case is written."""

from datetime import date
from decimal import Decimal
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa
import pytest

from casestate.bulk.slots import slot_of, slots_of


@pytest.mark.parametrize("forms", [["23-1", " 23-1", "23-1\n"], ["Jos\u00e9", "Jose\u0301"], ["K1", "\u212a1"]])
def test_each_form_of_a_name_is_in_one_slot(forms: list[str]) -> None:
    assert len(set(slots_of(pa.array(forms), 2**31).tolist())) == 1


def test_a_slot_is_what_is_left_of_a_checksum() -> None:
    names = [f"2023-{number}" for number in range(1_000)]
    found = slots_of(pa.array(names), 16)
    assert found.tolist() == [crc32(name.encode()) % 16 for name in names]
    assert np.bincount(found).min() > 30


@pytest.mark.parametrize("values", [[1, 22], [date(2023, 1, 2)], [Decimal("1.5")], [1.0]])
def test_cases_that_are_no_text_are_as_their_words(values: list[Any]) -> None:
    words = [str(value).removesuffix(".0") for value in values]
    assert slots_of(pa.array(values), 99).tolist() == slots_of(pa.array(words), 99).tolist()


def test_it_is_the_slot_of_the_case_by_itself() -> None:
    assert slots_of(pa.array(["23-1", "Jose\u0301"]), 128).tolist() == [slot_of("23-1"), slot_of("Jos\u00e9")]


def test_rows_without_a_case_are_in_the_first() -> None:
    assert slots_of(pa.array([None, " ", "23-1"]), 7).tolist() == [0, 0, crc32(b"23-1") % 7]
    assert slots_of(pa.array([None, "23-1"]).dictionary_encode(), 7).tolist() == [0, crc32(b"23-1") % 7]
    assert slots_of(pa.array([None]), 7).tolist() == [0]
    assert slots_of(pa.array([], pa.string()), 7).tolist() == []
