"""Composes a headline from its clause and every qualifier that applies."""

import warnings
from collections.abc import Iterable, Mapping

import attrs

from casestate.law.headlines.notation import Clause, Qualifier
from casestate.law.headlines.rules import HEADLINES, Rules
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.state.axes import Phase
from casestate.vocabulary import MisspelledWord

State = ChargeState | ClaimState | CitationState | DefendantState


@attrs.frozen(order=False, eq=False)
class Headline:
    """
    A derived status for display. A program should read the axes instead.

    Attributes:
        status: The status, a word of a closed list.
        rule: The name of the clause.
        words: The headline in plain English.
        qualifiers: The names of the qualifiers that apply.

    Warns:
        MisspelledWord: A headline is compared with text, to which it is never equal.
    """

    status: str
    rule: str
    words: str
    qualifiers: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Headline):
            return self._parts == other._parts
        if isinstance(other, str):
            warnings.warn(
                f"a headline never equals {other!r}: compare its .status, which is {str(self.status)!r}, or its .words",
                MisspelledWord,
                stacklevel=2,
            )
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[str, str, str, tuple[str, ...]]:
        return self.status, self.rule, self.words, self.qualifiers


@attrs.frozen(order=False)
class Composed:
    """
    The rules that fit one charge, claim or citation.

    Attributes:
        rank: The place of the clause in its list; 0 is the highest.
        clause: The clause.
        qualifiers: The qualifiers that apply.
    """

    rank: int
    clause: Clause
    qualifiers: tuple[Qualifier, ...] = ()

    @property
    def added(self) -> tuple[Qualifier, ...]:
        """The qualifiers that are added to the clause."""
        return tuple([each for each in self.qualifiers if each.name not in self.clause.says])

    @property
    def elsewhere(self) -> bool:
        """Whether the charge is left to the one that continues it, if the file has that charge."""
        return self.clause.elsewhere or any(each.elsewhere for each in self.qualifiers)

    def shared(self, other: "Composed") -> "Composed":
        """Return the clause with the qualifiers that another state has too."""
        return attrs.evolve(self, qualifiers=tuple([each for each in self.qualifiers if each in other.qualifiers]))


@attrs.frozen(order=False)
class Together:
    """
    The rules that fit the charges in the headline of a defendant, or those of a single charge, claim or citation.

    Attributes:
        rules: The rules of this kind of state.
        parts: The rules that fit each charge, by its id.
        more: The qualifiers of the defendant.
    """

    rules: Rules
    parts: Mapping[str, Composed]
    more: tuple[Qualifier, ...] = ()

    @property
    def headline(self) -> Headline:
        """Return the highest-ranking clause, the clauses that are always said, and their qualifiers."""
        top = min(self.parts.values(), key=lambda part: part.rank)
        groups = self._groups(top.rank)
        close = {key: self._close(keys) for keys in groups for key in keys}
        chunks = [(self._clause(keys[0], close[keys[0]]), keys) for keys in groups]
        names = []
        for qualifier in self.rules.qualifiers:
            about = [key for key in (self.parts if qualifier.always else close) if self._has(key, qualifier)]
            names += [qualifier.name] if about else []
            apart = [key for key in about if qualifier in self.parts[key].added and qualifier not in close.get(key, ())]
            chunks += [(qualifier.apart, apart)] if apart else []
        words = "; ".join([*self._numbered(chunks), *[each.words for each in self.more]])
        qualifiers = (*names, *[each.name for each in self.more])
        return Headline(self.rules.statuses(top.clause.status), top.clause.name, words, qualifiers)

    def shared(self, others: "Iterable[Together]") -> "Together | None":
        """Return the rules that fit here and in all others; ``None`` if the clauses differ."""
        parts, more = dict(self.parts), self.more
        for other in others:
            if {key: part.clause for key, part in parts.items()} != {k: part.clause for k, part in other.parts.items()}:
                return None
            parts = {key: part.shared(other.parts[key]) for key, part in parts.items()}
            more = tuple([each for each in more if each in other.more])
        return attrs.evolve(self, parts=parts, more=more)

    def _groups(self, top: int) -> list[list[str]]:
        """Return the charges whose clause is said, grouped by clause, the highest-ranking first."""
        ranks = sorted({part.rank for part in self.parts.values() if part.rank == top or part.clause.always})
        return [[key for key, part in self.parts.items() if part.rank == rank] for rank in ranks]

    def _close(self, keys: list[str]) -> list[Qualifier]:
        """Return the qualifiers that are joined to the clause of these charges, because they apply to all of them."""
        added = [each for each in self.parts[keys[0]].added if each.words.startswith(",")]
        return [each for each in added if all(each in self.parts[key].added for key in keys)]

    def _clause(self, key: str, close: list[Qualifier]) -> str:
        return self.parts[key].clause.words + "".join([each.words for each in close])

    def _has(self, key: str, qualifier: Qualifier) -> bool:
        return qualifier in self.parts[key].qualifiers

    def _numbered(self, chunks: list[tuple[str, list[str]]]) -> list[str]:
        """Return each text with the numbers of its charges; without numbers if every text is about all charges."""
        if all(len(keys) == len(self.parts) for _, keys in chunks):
            return [words for words, _ in chunks]
        return [f"{words} ({_charges(keys)})" for words, keys in chunks]


def _charges(keys: list[str]) -> str:
    *most, last = keys
    return f"charges {', '.join(most)} and {last}" if most else f"charge {last}"


def headline(state: State, headlines: Mapping[str, Rules] = HEADLINES) -> Headline:
    """
    Return the headline of a state, with the rules that gave it.

    The headline of a defendant is the highest-ranking clause of the charges that count, with their numbers if it is not
    true of all of them. Acquittals and pending appeals are always included.

    >>> headline(ChargeState(defendant="A. Doe", charge="1"))
    Headline(status=Status.NOT_CHARGED, rule='nothing-filed', words='not charged', qualifiers=())

    Args:
        state: The state of a charge, a claim, a citation or a defendant.
        headlines: The rules of the procedure (``procedure.headlines``).
    """
    return _together(state, headlines).headline


def agreed(states: Iterable[State], headlines: Mapping[str, Rules] = HEADLINES) -> Headline | None:
    """
    Return the headline on which all possible states of one subject agree; ``None`` if their clauses differ.

    A qualifier that only some of them have is left out, so that the headline says only what is certain.

    Args:
        states: The possible states, at least one.
        headlines: The rules of the procedure.
    """
    first, *others = [_together(state, headlines) for state in states]
    if all(each.headline == first.headline for each in others):
        return first.headline
    shared = first.shared(others)
    return None if shared is None else shared.headline


def composed(state: ChargeState | ClaimState | CitationState, rules: Rules) -> Composed:
    """Return the rules that fit one charge, claim or citation."""
    rank, clause = rules.speaking(state)
    return Composed(rank, clause, rules.added(state))


def speaking(defendant: DefendantState, rules: Rules) -> dict[str, Composed]:
    """
    Return the charges that count in the headline of a defendant, by id, with the rules that fit.

    A charge that another in the file continues is left to the other, and one that was never filed does not count beside
    others. If none is left, all count.
    """
    told = {key: _beside(defendant, key, composed(charge, rules), rules) for key, charge in defendant.charges.items()}
    left = {key: part for key, part in told.items() if not (part.elsewhere and defendant.carried_on(key))}
    filed = {key: part for key, part in left.items() if defendant.charges[key].phase is not Phase.NOT_CHARGED}
    return filed or left or told


def _beside(defendant: DefendantState, key: str, part: Composed, rules: Rules) -> Composed:
    """Return the rules that fit a charge, with what became of the charge that carried it on where that has ended."""
    fallen = defendant.fallen_successor(key)
    if fallen is None:
        return part
    own = [each for each in part.qualifiers if not each.elsewhere]
    fitting = {*own, *rules.added_by(fallen)}
    return attrs.evolve(part, qualifiers=tuple([each for each in rules.qualifiers if each in fitting]))


def _together(state: State, headlines: Mapping[str, Rules]) -> Together:
    if isinstance(state, DefendantState):
        rules = headlines["charge"]
        parts = speaking(state, rules) or {"": composed(ChargeState(defendant=state.name, charge=""), rules)}
        return Together(rules, parts, headlines["person"].added(state))
    rules = next(each for each in headlines.values() if isinstance(state, each.kind))
    return Together(rules, {"": composed(state, rules)})
