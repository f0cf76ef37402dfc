"""
The notation of headline rules: conditions over the fields of a state, with their texts.

A condition is a short string, like the parts of a row: phases, then ``field=value`` terms. It is read, and every name
in it checked, when its module is loaded.

>>> from casestate.state import ChargeState
>>> rule = clause("nothing-filed", "not_charged", "not_charged review=none", "not charged")
>>> rule.when.holds(ChargeState(defendant="A. Doe", charge="1"))
True

* ``phase|phase`` lists the phases in which a rule may fit; ``*`` is any.
* ``field=value|value`` holds if the field has one of these values, ``field!=value`` if it has none of them.
* A field is an axis of the state or a property derived from its records. A field with several values, such as
  ``skipped``, has each of them, and a record of entries has the wire names of its acts. ``absent`` means ``None`` or an
  empty collection, ``present`` a value that is not a word.
"""

import string
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, get_args

import attrs

from casestate.entries import Entry
from casestate.errors import InvalidProcedure
from casestate.events import EVENT_TYPES
from casestate.when import Certainty

SLOTS = ("who", "offense", "the_charge", "it")


@attrs.frozen(order=False)
class Term:
    """One term of a condition: a field, its values, and whether it must not have them."""

    field: str
    values: frozenset[str]
    negated: bool = False

    def holds(self, state: Any) -> bool:
        """Return whether the state has one of the values; for a negated term, whether it has none."""
        value = getattr(state, self.field)
        has = value in self.values if isinstance(value, str) else not self.values.isdisjoint(words_of(value))
        return has is not self.negated


@attrs.frozen(order=False)
class Condition:
    """Terms that must all hold of a state."""

    terms: tuple[Term, ...] = ()

    def holds(self, state: Any) -> bool:
        """Return whether every term holds."""
        return all(term.holds(state) for term in self.terms)

    def within(self, phase: str) -> "Condition | None":
        """Return the rest of the condition in a phase; ``None`` if it cannot hold in that phase."""
        if any(term.field == "phase" and (phase in term.values) is term.negated for term in self.terms):
            return None
        return Condition(tuple([term for term in self.terms if term.field != "phase"]))

    def check(self, kind: type[Any], rule: str) -> None:
        """
        Check each field and value against a kind of state.

        Raises:
            InvalidProcedure: The state has no such field, or the field no such value.
        """
        of: Any = kind
        for term in self.terms:
            known = _known(of, term.field)
            unknown = sorted([value for value in term.values if value not in known])
            if unknown:
                raise InvalidProcedure(
                    f"headline rule {rule!r} asks for {term.field}={unknown[0]}, which a {kind.__name__} never has; "
                    + (f"accepted: {', '.join(known)}" if known else f"it has no field {term.field!r}")
                )


@attrs.frozen(order=False)
class Clause:
    """
    A primary clause. The first clause of a list that fits a state is its headline.

    The place in the list is the rank: of several charges, the clauses that come first are those of the defendant.

    Attributes:
        name: Its name, unique in the list.
        status: The status it gives, a word of a closed list.
        when: The condition under which it fits.
        words: The clause in a few words.
        said: The sentence for print, with the slots ``{who}``, ``{offense}`` and ``{the_charge}``.
        says: The names of qualifiers that are not added, because the texts already say as much or have no place for it.
        elsewhere: Whether the charge is left to the one that continues it, if the file has that charge.
        always: Whether it is said of a defendant even if another clause ranks higher.
        before: For a clause that a procedure adds, the name of the clause directly before which it goes; without one,
            it goes first.
    """

    name: str
    status: str
    when: Condition
    words: str
    said: str = ""
    says: frozenset[str] = frozenset()
    elsewhere: bool = False
    always: bool = False
    before: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        """The texts, short and for print."""
        return self.words, self.said


@attrs.frozen(order=False)
class Qualifier:
    """
    An addition to a clause, which applies whatever the clause is.

    Attributes:
        name: Its name, unique in the list.
        when: The condition under which it applies.
        words: The addition in a few words. A text that begins with a comma is joined directly to the clause.
        said: The addition in print, with the slot ``{it}``. A text that begins with a comma or semicolon is unchanged.
        elsewhere: As for a clause.
        always: Whether it is said of every charge, even if the clause of that charge is not said of the defendant.
        of_successor: Whether the condition is one on the charge that carried this one on and has ended. It then takes
            the place of those that leave the charge to its successor.
    """

    name: str
    when: Condition
    words: str
    said: str = ""
    elsewhere: bool = False
    always: bool = False
    of_successor: bool = False

    @property
    def texts(self) -> tuple[str, str]:
        """The texts, short and for print."""
        return self.words, self.said

    @property
    def apart(self) -> str:
        """The words without a leading comma or "and", for use by themselves."""
        return self.words.removeprefix(", ").removeprefix("and ")


def clause(
    name: str,
    status: str,
    where: str,
    words: str,
    said: str = "",
    *,
    says: str = "",
    elsewhere: bool = False,
    always: bool = False,
    before: str = "",
) -> Clause:
    """Return a clause written in the notation; its texts, flags and place are those of :class:`Clause`."""
    return Clause(name, status, condition(where), words, said, frozenset(says.split()), elsewhere, always, before)


def qualifier(
    name: str,
    where: str,
    words: str,
    said: str = "",
    *,
    elsewhere: bool = False,
    always: bool = False,
    of_successor: bool = False,
) -> Qualifier:
    """Return a qualifier written in the notation; its texts and flags are those of :class:`Qualifier`."""
    return Qualifier(name, condition(where), words, said, elsewhere, always, of_successor)


def condition(where: str) -> Condition:
    """
    Read a condition.

    >>> condition("judged sentence!=completed").terms[1]
    Term(field='sentence', values=frozenset({'completed'}), negated=True)

    Raises:
        InvalidProcedure: A term is not ``field=value``.
    """
    phases, *texts = where.split()
    terms = [] if phases == "*" else [Term("phase", _values(phases))]
    for text in texts:
        field, equals, values = text.partition("=")
        if not (field.rstrip("!") and equals and values):
            raise InvalidProcedure(
                f"{text!r} is no term of a condition; write field=value or field!=value, with | for or"
            )
        terms.append(Term(field.rstrip("!"), _values(values), negated=field.endswith("!")))
    return Condition(tuple(terms))


def check_texts(rule: Clause | Qualifier) -> None:
    """
    Check that the texts of a rule have no slot that nothing fills.

    Raises:
        InvalidProcedure: They have one.
    """
    for text in rule.texts:
        for _, slot, _, _ in string.Formatter().parse(text):
            if slot is not None and slot not in SLOTS:
                raise InvalidProcedure(
                    f"headline rule {rule.name!r} has the slot {{{slot}}}; accepted: {', '.join(SLOTS)}"
                )


def words_of(value: Any) -> tuple[str, ...]:
    """
    Return the words that conditions use for a value.

    >>> words_of(None), words_of(Certainty.POSSIBLY), words_of(True)
    (('absent',), ('possibly',), ('yes',))
    """
    if value is None or value in ((), frozenset()):
        return ("absent",)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, tuple | frozenset) and not hasattr(value, "_fields"):  # a named tuple is one thing
        return tuple(word for each in value for word in words_of(each))
    if isinstance(value, Entry):
        return (value.event.wire,)
    return (_word(value),) if isinstance(value, Enum) else ("present",)


def _word(member: Enum) -> str:
    return member.name.lower() if isinstance(member, Certainty) else str(member.value)


def _values(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


@cache
def _known(kind: type[Any], field: str) -> Mapping[str, None]:
    """Return the words that a field of a kind of state may have, by its type; empty if there is no such field."""
    declared: Mapping[str, Any] = {each.name: each.type for each in attrs.fields(kind)}
    read = vars(kind).get(field)
    hint = read.fget.__annotations__["return"] if isinstance(read, property) else declared.get(field)
    return MappingProxyType(dict.fromkeys(_words_in(hint)) if hint is not None else {})


def _words_in(hint: Any) -> Iterator[str]:
    for each in get_args(hint) or (hint,):
        if isinstance(each, type) and issubclass(each, Enum):
            yield from [_word(member) for member in each]
        elif each is bool:
            yield from ("yes", "no")
        elif each is Entry:
            yield from [act.wire for act in EVENT_TYPES]
        elif each is not NoneType and each is not Ellipsis:
            yield "present"
    if get_args(hint):
        yield "absent"
