"""
Read the value that a test expects of a field, as a value of the field's own type.

The types come from the annotations of the states, so there is no second list of them. A word that an axis cannot have
is refused by name; it does not count as an expectation that fails.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from casestate.entries import Entry, as_id
from casestate.errors import CasestateError, InvalidQuestion
from casestate.explain.answers import STATES, STATUS, known_field, told
from casestate.law.headlines import Headline, Status
from casestate.law.headlines.rules import are_words
from casestate.state import ChargeVersion, CitationPhase, ClaimPhase
from casestate.terms import Money, Term, as_money, as_term
from casestate.texts import as_text
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import Certainty, When, as_when

_STATUSES: Mapping[str, type[Closed]] = {
    "charge": Status,
    "claim": ClaimPhase,
    "citation": CitationPhase,
    "person": Status,
}


@attrs.frozen(order=False)
class _Headlines:
    """The headlines of a kind of subject, each given by its status or by its words."""

    kind: str

    def read(self, value: Any) -> str:
        if isinstance(value, str) and are_words(value, self.kind):
            return value
        return _one_of(value, tuple(_STATUSES[self.kind]))


@attrs.frozen(kw_only=True, order=False)
class Expected:
    """
    The value expected of one field.

    Attributes:
        field: The name of the field.
        words: The expected value, in words.
        met_by: A predicate: whether a value meets the expectation.
        entries: The ids of the entries that the expectation names.
    """

    field: str
    words: str
    met_by: Callable[[Any], bool]
    entries: tuple[str, ...] = ()


def expected(kind: str, field: str, value: Any) -> Expected:
    """
    Return the expectation for one field.

    >>> expected("charge", "phase", "found guilty").words
    'found guilty'
    >>> expected("charge", "refilable", "perhaps")
    Traceback (most recent call last):
    casestate.errors.InvalidQuestion: refilable of a charge is no, possibly or yes, not 'perhaps'; ...

    Args:
        kind: ``charge``, ``claim``, ``citation`` or ``person``.
        field: One of its fields.
        value: The value, a word or text for it, or a predicate on it. A headline may be given by its status or its
            words, a version by its offence, an entry by its id.

    Raises:
        InvalidQuestion: There is no such field, or it cannot have this value.
    """
    accepted = _accepted(kind, known_field(kind, field))
    if callable(value) and not isinstance(value, type):
        return Expected(field=field, words=f"such that {_name(value)}", met_by=lambda found: bool(value(found)))
    for each in accepted:
        try:
            wanted = _read(each, value)
        except CasestateError:
            continue
        ids = (as_id(wanted),) if each is Entry else ()
        return Expected(field=field, words=told(wanted), met_by=partial(_is, wanted), entries=ids)
    whose = "a defendant" if kind == "person" else f"a {kind}"
    raise InvalidQuestion(
        f"{field} of {whose} is {' or '.join(map(_words, accepted))}, not {value!r}; "
        "give one of these, or a predicate on it"
    )


def _accepted(kind: str, field: str) -> tuple[Any, ...]:
    """Return the types of value that a field may hold; for the headline, the words it may have."""
    if field == STATUS:
        return (Headline, _Headlines(kind))
    state = STATES[kind]
    read = vars(state)[field]
    hint = get_type_hints(read.fget)["return"] if isinstance(read, property) else get_type_hints(state)[field]
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def _read(kind: Any, value: Any) -> Any:
    """Return a value converted to this type."""
    if get_origin(kind) in (tuple, frozenset):
        several = [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
        return get_origin(kind)([_read(get_args(kind)[0], each) for each in several])
    if isinstance(kind, _Headlines):
        return kind.read(value)
    if isinstance(kind, type) and isinstance(value, kind):
        return value
    if isinstance(kind, type) and issubclass(kind, Closed | Vocabulary):
        return kind(value.strip().replace(" ", "_").replace("-", "_") if isinstance(value, str) else value)
    return _READ.get(kind, _refused)(value)


def _is(wanted: Any, found: Any) -> bool:
    """Return whether the value found equals the value wanted, or is named by it."""
    if isinstance(found, Headline):
        return wanted in (str(found.status), found.words) if isinstance(wanted, str) else wanted == found
    if isinstance(found, ChargeVersion):
        return wanted == found or (wanted is not None and wanted == found.offense)
    return bool(wanted == (found.id if isinstance(found, Entry) and isinstance(wanted, str) else found))


def _one_of(value: Any, words: tuple[str, ...]) -> str:
    return next((word for word in words if value in (word, word.replace("_", " "))), None) or _refused(value)


def _certainty(value: Any) -> Certainty:
    return Certainty[_one_of(str(value).strip().upper(), tuple(Certainty.__members__))]


def _refused(value: Any) -> Any:
    raise InvalidQuestion(f"{value!r} is no such value")


_READ: Mapping[Any, Callable[[Any], Any]] = {
    Certainty: _certainty,
    When: as_when,
    Term: as_term,
    Money: as_money,
    Entry: lambda value: as_text(as_id(value)),
    ChargeVersion: as_text,
}

_SHOWN: Mapping[Any, str] = {
    type(None): "None",
    bool: "True or False",
    str: "text",
    Certainty: "no, possibly or yes",
    When: "a date such as 2023-04-21",
    Term: "a length of time such as '18 months'",
    Money: "a sum such as '500 USD'",
    Entry: "the id of an entry",
    ChargeVersion: "the offence that it states",
}


def _words(kind: Any) -> str:
    """Describe this type of value, for an error message."""
    if isinstance(kind, _Headlines):
        return f"one of {', '.join(_STATUSES[kind.kind])}, or its words in full"
    if get_origin(kind) in (tuple, frozenset):
        return f"several, each {_words(get_args(kind)[0])}"
    if issubclass(kind, Closed | Vocabulary):
        return f"one of {', '.join(kind)}"
    return _SHOWN.get(kind, f"a {kind.__name__}")


def _name(predicate: Any) -> str:
    """Return the name of a predicate; a lambda has none worth printing."""
    name = getattr(predicate, "__name__", repr(predicate))
    return "the predicate holds" if name == "<lambda>" else f"{name} holds"
