"""Flat rows of what a view says, for tables and data frames: one for each charge, claim and citation, or each spell."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from casestate.entries import Entry
from casestate.errors import TooManyPossibilities
from casestate.events import Component, SettlementTerm
from casestate.explain.answers import axes_of, told
from casestate.handles import Charge, Citation, Claim
from casestate.law.conviction import is_conviction
from casestate.law.headlines import headline
from casestate.law.policies import Purpose
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.state.axes import Disposition
from casestate.terms import Money, Term
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import When

Plain = str | int | bool | date | None
"""A plain value: text, a number, true or false, a date, or ``None``."""
Structure = Mapping[str, Plain]
"""One part of a sentence, or one term of a settlement, by the names of its fields."""
Value = Plain | list[Structure]
"""The value of a column: plain, or parts; ``None`` where the column does not apply."""

_NAMED = ("defendant", "kind", "key")
AXES = tuple(dict.fromkeys([axis for kind in (ChargeState, ClaimState, CitationState) for axis in axes_of(kind)]))
"""The axes of every kind of state."""
_ANSWERED = (
    "status",
    "words",
    *AXES,
    "offense",
    "grade",
    "court",
    "filed",
    "disposed",
    "sentenced",
    "open",
    "refilable",
    "proceeding",
    "plea",
    "prejudice",
    "is_conviction",
    "conviction_on",
    "convicted_of",
    "convicted_grade",
    "final_on",
    "sentence_parts",
    "settlement_terms",
    "penalty",
)
COLUMNS = (*_NAMED, *_ANSWERED, "undecided")
"""The columns of a row, in order."""

Types = Mapping[str, type[str | int | bool | date] | Mapping[str, type[str | int]]]
"""The type of the values of each column; a column of parts has the types of the fields of a part."""

_SUM_TYPES: Mapping[str, type[str | int]] = {"amount": str, "currency": str}
SENTENCE_PART_TYPES: Mapping[str, type[str | int]] = {
    "kind": str,
    "words": str,
    **{
        f"{name}{unit}": type_
        for name in ("term", "suspended")
        for unit, type_ in (("", str), ("_months", int), ("_days", int))
    },
    **_SUM_TYPES,
    "hours": int,
    "until": str,
    "text": str,
}
"""The fields of one part of a sentence, in order, with the type of each."""
SETTLEMENT_TERM_TYPES: Mapping[str, type[str | int]] = {"kind": str, "words": str, **_SUM_TYPES, "text": str}
"""The fields of one term of a settlement, in order, with the type of each."""
TYPES: Types = dict.fromkeys(COLUMNS, str) | {
    "open": bool,
    "sentence_parts": SENTENCE_PART_TYPES,
    "settlement_terms": SETTLEMENT_TERM_TYPES,
}
"""The type of each column of a row; ``None`` may stand in the place of any value but a list of parts."""


def row(part: Charge | Claim | Citation, procedure: Procedure) -> dict[str, Value]:
    """
    Return the row of one charge, claim or citation, with its headline in the words of a procedure.

    A column whose value imprecise dates leave open is ``None`` and is named in the column ``undecided``. A column that
    is ``None`` and is not named there does not apply; ``None`` never means that a value is not known.
    """
    try:
        possible = [answers(state, procedure) for state in part.possible()]
    except TooManyPossibilities:
        possible = []
    agreed = {
        name: value for name, value in next(iter(possible), {}).items() if all(each[name] == value for each in possible)
    }
    return {
        **dict(zip(_NAMED, (part.defendant, part.subject.kind, part.key), strict=True)),
        **{name: agreed.get(name) for name in _ANSWERED},
        "undecided": ", ".join([name for name in _ANSWERED if name not in agreed]),
    }


def answers(state: ChargeState | ClaimState | CitationState, procedure: Procedure) -> Mapping[str, Value]:
    """Return the value of every column that one possible state answers."""
    shown = headline(state, procedure.headlines)
    columns: dict[str, Value] = dict.fromkeys(_ANSWERED)
    columns |= {"status": str(shown.status), "words": shown.words}
    columns |= {axis: plain(getattr(state, axis)) for axis in axes_of(type(state))}
    if isinstance(state, ChargeState):
        columns |= _of_charge(state, procedure)
    elif isinstance(state, ClaimState):
        columns |= {"filed": _first(state.filings), "court": state.court}
    else:
        columns |= {"filed": _first(state.issuing), "penalty": _text(state.penalty)}
    columns["sentence_parts"] = _parts_of_sentence(state)
    columns["settlement_terms"] = _terms(state)
    return columns


def _of_charge(state: ChargeState, procedure: Procedure) -> Mapping[str, Value]:
    version = state.version
    return {
        "offense": version.offense if version else None,
        "grade": version.grade if version else None,
        "court": state.court,
        "filed": _first(state.charging),
        "disposed": _text(_disposed(state)),
        "sentenced": _text(state.sentenced),
        "open": state.open,
        "refilable": told(state.refilable),
        "proceeding": str(state.proceeding),
        "plea": _text(state.plea),
        "prejudice": _text(state.prejudice),
        "is_conviction": told(is_conviction(state, Purpose.RECORD, procedure)),
        "conviction_on": _text(state.conviction_on),
        "convicted_of": state.convicted_of,
        "convicted_grade": state.convicted_grade,
        "final_on": _text(state.final_on),
    }


def _disposed(state: ChargeState) -> When | None:
    """The date on which a charge was disposed of; ``None`` while it is open, and if it never was."""
    disposed = state.moved_by("disposition")
    if disposed is None or state.open or state.disposition is Disposition.NONE:
        return None
    return disposed.when


def _parts_of_sentence(state: ChargeState | ClaimState | CitationState) -> list[Structure]:
    """The parts of the current sentence."""
    return list(map(sentence_part, sentence_of(state)))


def sentence_of(state: ChargeState | ClaimState | CitationState) -> tuple[Component, ...]:
    """Return the parts of the current sentence, as the file has them."""
    return (state.components or ()) if isinstance(state, ChargeState) else ()


def sentence_part(part: Component) -> Structure:
    """Return a part of a sentence as names and values; a length counts its minimum, and of life nothing."""
    return {
        "kind": str(part.kind),
        "words": part.words,
        **_length("term", part.term),
        **_length("suspended", part.suspended),
        **_sum(part.amount),
        "hours": part.hours,
        "until": _text(part.until),
        "text": part.text,
    }


def _terms(state: ChargeState | ClaimState | CitationState) -> list[Structure]:
    """The terms of the settlement of a claim, as far as known."""
    return list(map(settlement_term, settlement_of(state)))


def settlement_of(state: ChargeState | ClaimState | CitationState) -> tuple[SettlementTerm, ...]:
    """Return the terms of the settlement of a claim, as the file has them."""
    return state.terms if isinstance(state, ClaimState) else ()


def settlement_term(term: SettlementTerm) -> Structure:
    """Return a term of a settlement as names and values."""
    return {"kind": str(term.kind), "words": term.words, **_sum(term.amount), "text": term.text}


def _length(name: str, term: Term | None) -> Mapping[str, Plain]:
    months, days = (None, None) if term is None or term.life else (term.months, term.days)
    return {name: _text(term), f"{name}_months": months, f"{name}_days": days}


def _sum(money: Money | None) -> Mapping[str, Plain]:
    amount, currency = (None, None) if money is None else (f"{money.amount:f}", money.currency)
    return {"amount": amount, "currency": currency}


def plain(value: Closed | Vocabulary | frozenset[Closed]) -> str:
    """Return a word, or several in the order of the alphabet."""
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else value.value


def _first(entries: Iterable[Entry]) -> str | None:
    return next((_text(entry.when) for entry in entries), None)


def _text(value: When | Term | Money | Vocabulary | None) -> str | None:
    """A value as the library writes it; a date may be imprecise: ``2023-01-31``, ``2023-01``, ``[2023-01-01..]``."""
    return None if value is None else str(value)


SPELL_COLUMNS = (
    *_NAMED,
    "field",
    "value",
    "certain",
    "start_earliest",
    "start_latest",
    "stop_earliest",
    "stop_latest",
    "entry",
)
"""The columns of a row of spells, in order."""
SPELL_TYPES: Types = dict.fromkeys(SPELL_COLUMNS, str) | {
    "certain": bool,
    **dict.fromkeys(("start_earliest", "start_latest", "stop_earliest", "stop_latest"), date),
}
"""The type of each column of a row of spells; ``None`` may stand in the place of any value."""


def spell_rows(part: Charge | Claim | Citation, field: str) -> Iterator[dict[str, Plain]]:
    """
    Yield a row for each spell of a field of one charge, claim or citation: the first day on which it had a value, and
    the day on which it had it no more, each as the earliest and the latest day possible.

    Raises:
        TooManyPossibilities: On some day there are more states than can be worked through.
    """
    named: tuple[Plain, ...] = (part.defendant, part.subject.kind, part.key, field)
    for spell in part.spells(field):
        bounds = [day for when in (spell.from_, spell.to) for day in _bounds(when)]
        entry = spell.entry.id if spell.entry else None
        yield dict(
            zip(SPELL_COLUMNS, (*named, said_of_field(spell.value), bool(spell.certain), *bounds, entry), strict=True)
        )


def said_of_field(value: Any) -> str:
    """Return a value of any field in words: a member of a list as its word, all else as answers say it."""
    if isinstance(value, Closed | Vocabulary | frozenset):
        return plain(value)
    return told(value)


def _bounds(when: When | None) -> tuple[date | None, date | None]:
    return (None, None) if when is None else (when.earliest, when.latest)
