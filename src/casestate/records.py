"""Flat rows of what a view says: one for each charge, claim and citation, for tables and data frames."""

from collections.abc import Iterable, Mapping

from casestate.entries import Entry
from casestate.errors import TooManyPossibilities
from casestate.explain.answers import axes_of, told
from casestate.handles import Charge, Citation, Claim
from casestate.law.headlines import headline
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import When

Value = str | bool | None
"""The value of a column: text, true or false, or ``None`` where the column does not apply."""

_NAMED = ("defendant", "kind", "key")
_AXES = tuple(dict.fromkeys([axis for kind in (ChargeState, ClaimState, CitationState) for axis in axes_of(kind)]))
_ANSWERED = (
    "status",
    "words",
    *_AXES,
    "offense",
    "grade",
    "filed",
    "disposed",
    "sentenced",
    "open",
    "refilable",
)
COLUMNS = (*_NAMED, *_ANSWERED, "undecided")
"""The columns of a row, in order."""


def row(part: Charge | Claim | Citation, procedure: Procedure) -> dict[str, Value]:
    """
    Return the row of one charge, claim or citation, with its headline in the words of a procedure.

    A column whose value imprecise dates leave open is ``None`` and is named in the column ``undecided``. A column that
    is ``None`` and is not named there does not apply; ``None`` never means that a value is not known.
    """
    try:
        possible = [_answers(state, procedure) for state in part.possible()]
    except TooManyPossibilities:
        possible = []
    agreed = {name: possible[0][name] for name in _ANSWERED if len({each[name] for each in possible}) == 1}
    return {
        **dict(zip(_NAMED, (part.defendant, part.subject.kind, part.key), strict=True)),
        **{name: agreed.get(name) for name in _ANSWERED},
        "undecided": ", ".join([name for name in _ANSWERED if name not in agreed]),
    }


def _answers(state: ChargeState | ClaimState | CitationState, procedure: Procedure) -> Mapping[str, Value]:
    """Return the value of every column in one possible state."""
    shown = headline(state, procedure.headlines)
    answers: dict[str, Value] = dict.fromkeys(_ANSWERED)
    answers |= {"status": str(shown.status), "words": shown.words}
    answers |= {axis: _plain(getattr(state, axis)) for axis in axes_of(type(state))}
    if isinstance(state, ChargeState):
        answers |= _of_charge(state)
    elif isinstance(state, ClaimState):
        answers["filed"] = _first(state.filings)
    else:
        answers["filed"] = _first(state.issuing)
    return answers


def _of_charge(state: ChargeState) -> Mapping[str, Value]:
    version, disposed = state.version, state.moved_by("disposition")
    return {
        "offense": version.offense if version else None,
        "grade": version.grade if version else None,
        "filed": _first(state.charging),
        "disposed": _day(disposed.when if disposed else None),
        "sentenced": _day(state.sentenced),
        "open": state.open,
        "refilable": told(state.refilable),
    }


def _plain(value: Closed | Vocabulary | frozenset[Closed]) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else value.value


def _first(entries: Iterable[Entry]) -> str | None:
    return next((_day(entry.when) for entry in entries), None)


def _day(when: When | None) -> str | None:
    """A date as the library writes it, imprecise ones included: ``2023-01-31``, ``2023-01``, ``[2023-01-01..]``."""
    return None if when is None else str(when)
