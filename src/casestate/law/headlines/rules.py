"""The headline rules of each kind of state, as a procedure has them."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Self, TypeVar

import attrs

from casestate.errors import InvalidProcedure
from casestate.law.headlines import charge, civil
from casestate.law.headlines.notation import Clause, Condition, Qualifier, check_texts
from casestate.readonly import read_only
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.state.axes import CitationPhase, ClaimPhase
from casestate.vocabulary import Closed

_NUMBERS = re.compile(r" \(charges? [^)]*\)")
R = TypeVar("R", bound=Clause | Qualifier)


@attrs.frozen(order=False)
class Rules:
    """
    The headline rules of one kind of state.

    Attributes:
        kind: The kind of state.
        statuses: The closed list of its statuses.
        clauses: The clauses; the first that fits is used, and the first in the list ranks highest.
        qualifiers: The qualifiers, in the order in which they are said.

    Raises:
        InvalidProcedure: Two rules have one name, or a rule has a condition that no such state can meet.
        InvalidEvent: A clause gives a status that is not in the list.
    """

    kind: type[Any]
    statuses: type[Closed]
    clauses: tuple[Clause, ...]
    qualifiers: tuple[Qualifier, ...]

    def __attrs_post_init__(self) -> None:
        for rules in (self.clauses, self.qualifiers):
            _check(self.kind, rules)
        for each in self.clauses:
            self.statuses(each.status)

    def speaking(self, state: Any) -> tuple[int, Clause]:
        """Return the clause of a state, with its rank; 0 is the highest."""
        clauses, _ = self._within(state)
        return next((rank, each) for rank, each, when in clauses if when.holds(state))

    def added(self, state: Any) -> tuple[Qualifier, ...]:
        """Return the qualifiers that apply to a state."""
        return tuple([each for each in self._holding(state) if not each.of_successor])

    def added_by(self, successor: Any) -> tuple[Qualifier, ...]:
        """Return the qualifiers that apply to a charge because the charge that carried it on has ended."""
        return tuple([each for each in self._holding(successor) if each.of_successor])

    def reworded(self, rules: Iterable[Clause | Qualifier]) -> Self:
        """
        Return these rules with some replaced by name. A new clause goes to the place that it names, a new qualifier to
        the end.
        """
        told = list(rules)
        clauses, new = _replaced(self.clauses, [each for each in told if isinstance(each, Clause)])
        qualifiers, last = _replaced(self.qualifiers, [each for each in told if isinstance(each, Qualifier)])
        return attrs.evolve(self, clauses=_placed(clauses, new), qualifiers=(*qualifiers, *last))

    def _holding(self, state: Any) -> list[Qualifier]:
        _, qualifiers = self._within(state)
        return [each for each, when in qualifiers if when.holds(state)]

    def _within(self, state: Any) -> "_InPhase":
        """Return the rules that may fit in the phase of a state, each with the rest of its condition."""
        phase = getattr(state, "phase", "")
        if phase not in self._phases:
            clauses = [(rank, each, each.when.within(phase)) for rank, each in enumerate(self.clauses)]
            qualifiers = [(each, each.when.within(phase)) for each in self.qualifiers]
            self._phases[phase] = (
                [(rank, each, when) for rank, each, when in clauses if when is not None],
                [(each, when) for each, when in qualifiers if when is not None],
            )
        return self._phases[phase]

    @cached_property
    def _phases(self) -> "dict[str, _InPhase]":
        return {}


_InPhase = tuple[list[tuple[int, Clause, Condition]], list[tuple[Qualifier, Condition]]]


def _check(kind: type[Any], rules: tuple[Clause, ...] | tuple[Qualifier, ...]) -> None:
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InvalidProcedure(f"two headline rules are named {twice[0]!r}; give each a name of its own")
    for rule in rules:
        rule.when.check(kind, rule.name)
        check_texts(rule)


def _replaced(rules: tuple[R, ...], changed: list[R]) -> tuple[tuple[R, ...], tuple[R, ...]]:
    """Return the rules with those of the same name replaced, and the rules with new names."""
    by_name = {each.name: each for each in changed}
    kept = tuple([by_name.pop(each.name, each) for each in rules])
    return kept, tuple(by_name.values())


def _placed(clauses: tuple[Clause, ...], new: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses with each new one directly before the clause that it names, or before all others."""
    names = [each.name for each in clauses]
    before: dict[str, list[Clause]] = {}
    for each in new:
        if each.before and each.before not in names:
            raise InvalidProcedure(
                f"headline rule {each.name!r} stands before {each.before!r}, which is no clause; known: "
                + ", ".join(names)
            )
        before.setdefault(each.before, []).append(each)
    placed = [each for known in clauses for each in (*before.get(known.name, ()), known)]
    return (*before.get("", ()), *placed)


HEADLINES: Mapping[str, Rules] = read_only(
    {
        "charge": Rules(ChargeState, charge.Status, charge.CHARGE, charge.CHARGE_QUALIFIERS),
        "claim": Rules(ClaimState, ClaimPhase, civil.CLAIM, civil.CLAIM_QUALIFIERS),
        "citation": Rules(CitationState, CitationPhase, civil.CITATION, civil.CITATION_QUALIFIERS),
        "person": Rules(DefendantState, charge.Status, (), charge.DEFENDANT_QUALIFIERS),
    }
)
"""The default headline rules, by kind of subject."""


def are_words(words: str, kind: str, headlines: Mapping[str, Rules] = HEADLINES) -> bool:
    """
    Return whether the rules of a kind of subject can produce these words of a headline, with any charge numbers.

    >>> are_words("dismissed, and may be filed again (charge 2); acquitted (charge 1)", "person")
    True
    >>> are_words("cleared", "person")
    False
    """
    rules = headlines["charge" if kind == "person" else kind]
    qualifiers = [*rules.qualifiers, *headlines["person"].qualifiers]
    clauses = [each.words for each in rules.clauses]
    close = [each.words for each in qualifiers if each.words.startswith(",")]
    apart = [f"; {words}" for words in (*clauses, *[each.apart for each in qualifiers])]
    pattern = f"(?:{_any(clauses)})(?:{_any([*close, *apart])})*"
    return re.fullmatch(pattern, _NUMBERS.sub("", words)) is not None


def _any(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, texts))


def reworded(
    headlines: Mapping[str, Rules], changes: Mapping[str, Iterable[Clause | Qualifier]]
) -> Mapping[str, Rules]:
    """
    Return headline rules with some replaced, by kind of subject.

    Raises:
        InvalidProcedure: There is no such kind of subject, or a rule cannot be read.
    """
    for kind in changes:
        if kind not in headlines:
            raise InvalidProcedure(f"there are no headlines of a {kind!r}; accepted: {', '.join(headlines)}")
    return read_only({kind: rules.reworded(changes.get(kind, ())) for kind, rules in headlines.items()})
