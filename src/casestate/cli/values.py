"""The values of options, read from the words of a shell; an error says what to write there instead."""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from casestate.engine.coordinates import as_known_on
from casestate.errors import CasestateError, InvalidWhen
from casestate.when import as_day, as_when

T = TypeVar("T")

EXAMPLE = "2023-04-21"
"""The day in the examples of errors."""
_MOMENT = f"{EXAMPLE}T09:30:00-06:00"
_WHOLE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(option: str) -> Callable[[str], date]:
    """
    Return the reader of an option that takes one day.

    >>> day("--as-of")("2023-04")
    Traceback (most recent call last):
    argparse.ArgumentTypeError: '2023-04' is more than one day; write one day, such as --as-of 2023-04-21
    """

    def read(text: str) -> date:
        try:
            return as_day(text.strip(), option)
        except InvalidWhen:
            raise ArgumentTypeError(f"{_not_a_day(text)}; write one day, such as {option} {EXAMPLE}") from None

    return read


def known(option: str) -> Callable[[str], date | datetime]:
    """Return the reader of an option that takes a day, meaning its end, or a moment with its zone."""

    def read(text: str) -> date | datetime:
        try:
            return as_known_on(text.strip())
        except CasestateError:
            raise ArgumentTypeError(
                f"{_not_a_day(text)}; write a day, such as {option} {EXAMPLE}, "
                f"or a moment with its zone, such as {option} {_MOMENT}"
            ) from None

    return read


def several(one: Callable[[str], T]) -> Callable[[str], list[T]]:
    """Return the reader of an option that takes a list, with commas between."""
    return lambda text: [one(each) for each in text.split(",")]


def count(option: str) -> Callable[[str], int]:
    """
    Return the reader of an option that takes a whole number of 1 or more.

    >>> count("--jobs")("0")
    Traceback (most recent call last):
    argparse.ArgumentTypeError: '0' is no whole number of 1 or more; write one, such as --jobs 2
    """

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise ArgumentTypeError(f"{text!r} is no whole number of 1 or more; write one, such as {option} 2")
        return int(text)

    return read


def _not_a_day(text: str) -> str:
    """Return why a text is not one day."""
    try:
        as_when(text.strip())
    except InvalidWhen:
        unreal = _WHOLE.fullmatch(text.strip()) is not None
        return f"the calendar has no day {text!r}" if unreal else f"{text!r} is not a day written as YYYY-MM-DD"
    return f"{text!r} is more than one day"
