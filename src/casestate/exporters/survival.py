"""Spells counted in days, as time-varying survival models take them: lifelines in Python, ``survival`` in R."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

import attrs

from casestate.errors import InvalidQuestion
from casestate.explain.answers import STATES, axes_of
from casestate.exporters.given import Cases, named_views
from casestate.texts import meant
from casestate.vocabulary import Closed
from casestate.when import as_day

_SUBJECT = ("defendant", "kind", "key")


def intervals(
    cases: Cases,
    field: str = "phase",
    *,
    events: Iterable[str],
    until: date | str | None = None,
    words_read: bool = False,
) -> Iterator[dict[str, Any]]:
    """
    Yield the days of each charge, claim or citation until an event, one row a spell of a field.

    The days are counted from the first day on which the field had any value but its first. A row is half-open: it runs
    from the day ``start`` to the day before ``stop``. ``event`` is true on the row that one of the events ends; what
    comes after it is left out. Where no event comes, the last row ends with the observation. What begins on the day of
    its event, or on the last day observed, has no row.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("doe").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> case = case.record(ChargeDismissed(on="2023-02-10", defendant="A. Doe", charge="1"))
    >>> [(row["value"], row["start"], row["stop"], row["event"]) for row in intervals(case, events=["dismissed"])]
    [('charged', 0, 10, True)]

    Args:
        cases: As in :func:`casestate.exporters.states`.
        field: The field, as in :meth:`casestate.View.spells_table`.
        events: The values whose beginning is the event.
        until: The last day observed; by default the day of the view, or the last day that it reaches.
        words_read: As in :func:`casestate.exporters.states`.

    Raises:
        IllegalDevelopment: As in :func:`casestate.exporters.states`.
        InvalidQuestion: As there; no charge, claim or citation has such a field; or a spell has no certain days.
        InvalidWhen: ``until`` is not exactly one day.
        TooManyPossibilities: On some day there are more states than can be worked through.
    """
    ends = frozenset([events] if isinstance(events, str) else events)
    _check_values(field, ends)
    last = None if until is None else as_day(until, "until")
    for name, view in named_views(cases, words_read=words_read):
        observed = last or view.as_of or view.reaches
        if observed is not None:
            rows = view.spells_table(field)
            for who, spells in groupby(rows, key=lambda row: tuple([row[each] for each in _SUBJECT])):
                named = {"case": name, **dict(zip(_SUBJECT, who, strict=True))}
                yield from _until_event(named, list(spells), ends, observed)


def _check_values(field: str, ends: Iterable[str]) -> None:
    """Check that the events are values of the field, where it is an axis, whose values are known."""
    defaults = [attrs.fields_dict(state)[field].default for kind, state in STATES.items() if field in axes_of(state)]
    known = [str(value) for default in defaults if isinstance(default, Closed) for value in type(default)]
    for each in ends if known else ():
        if each not in known:
            words = ", ".join(dict.fromkeys(known))
            raise InvalidQuestion(f"{field} is never {each!r}{meant(each, known)}; events= takes some of {words}")


def _until_event(
    named: dict[str, Any], spells: list[dict[str, Any]], ends: frozenset[str], observed: date
) -> Iterator[dict[str, Any]]:
    """Yield the rows of one charge, claim or citation up to the first event, or to the end of the observation."""
    begun = [each for each in spells if each["start_earliest"] is not None]
    for each in begun:
        _check_certain(each)
    for spell, after in zip(begun, [*begun[1:], None], strict=False):
        if spell["value"] in ends:
            return
        first, start = begun[0]["start_earliest"], spell["start_earliest"]
        stop = observed if after is None else min(after["start_earliest"], observed)
        if stop <= start:
            return
        event = after is not None and after["value"] in ends and stop == after["start_earliest"]
        days = {"start": (start - first).days, "stop": (stop - first).days}
        yield {**named, "field": spell["field"], "value": spell["value"], **days, "event": event}


def _check_certain(spell: dict[str, Any]) -> None:
    if not spell["certain"] or spell["start_earliest"] != spell["start_latest"]:
        raise InvalidQuestion(
            f"the days of {spell['field']} {spell['value']} of {spell['kind']} {spell['key']} of {spell['defendant']} "
            "are not certain; give views that place imprecise dates, such as {case.id: case.at(reading='earliest')}"
        )
