"""The conditions on the records of a charge or claim: what they have, what they lack, and who tells of it."""

from typing import Any

import attrs

from casestate.entries import Entry
from casestate.events import ComponentKind, SeverityClass, TrialBegan, VerdictReturned
from casestate.law.grades import plain
from casestate.law.history import History, Reads
from casestate.state.axes import SentenceStatus
from casestate.state.civil import claimants_in, names_claimant
from casestate.state.lesser import greater_undecided, last_on_lesser
from casestate.state.proved import Proved, proved_of
from casestate.state.sentencing import answered, current_sentence, may_stand_alone, parts_of, put_off_by
from casestate.state.version import versions_of
from casestate.vocabulary import Closed

PARTS = "components"
"""The field of a sentence that has its parts."""
_SENTENCES, _TRIAL, _REPEATED = "sentencing", "trial", "disregarded"
_FINDING = ("pleas", _SENTENCES, "reviewing")
"""The records of which an entry after the finding may say of what it is."""
_TELLING = ("offense", "statute", "grade")
_NO_SENTENCE = (SentenceStatus.NONE, SentenceStatus.VACATED)


@attrs.frozen
class Sentences:
    """The act imposes a part that may stand alone, unlike a fine, which a court may add to a sentence."""

    @property
    def reads(self) -> Reads:
        """The parts."""
        return Reads(own=frozenset({PARTS}))

    def holds(self, _history: History, entry: Entry | None = None) -> bool:
        """Return whether the act imposes one; one that may come can."""
        return entry is None or may_stand_alone(getattr(entry.event, PARTS))

    def __str__(self) -> str:
        return "sentences"


@attrs.frozen
class PutsOff:
    """
    The current sentence has a part that in many places only puts off judgment or sentence.

    Attributes:
        judgment: Whether it must be the judgment that is put off.
    """

    judgment: bool = False

    @property
    def reads(self) -> Reads:
        """The sentences, and the reviews that may have taken one back."""
        return Reads(axes=frozenset({"sentence"}), records=frozenset({_SENTENCES}), reviews=True)

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether it has such a part."""
        if history.axes["sentence"] in _NO_SENTENCE:
            return False
        by = put_off_by(parts_of(current_sentence(history.told(_SENTENCES), history.reviews)))
        return by is not None and not (self.judgment and by is ComponentKind.DEFERRED_IMPOSITION)

    def __str__(self) -> str:
        return f"sentence puts off judgment{'' if self.judgment else ' or sentence'}"


@attrs.frozen
class TrialSince:
    """A trial began after guilt was last found, or none did."""

    begun: bool = True

    @property
    def reads(self) -> Reads:
        """The finding and the record of the trial."""
        return Reads(axes=frozenset({"found"}), records=frozenset({_TRIAL}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether one began."""
        found = history.proofs[-1].before(_TRIAL) if history.proofs else 0
        since = history.told(_TRIAL)[found:]
        return any(isinstance(entry.event, TrialBegan) for entry in since) is self.begun

    def __str__(self) -> str:
        return f"{'' if self.begun else 'no '}trial since the finding"


@attrs.frozen
class Lacks:
    """A record has no act of some kind."""

    act: str
    record: str

    @property
    def reads(self) -> Reads:
        """The record."""
        return Reads(records=frozenset({self.record}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether the record has no such act."""
        return all(type(entry.event).__name__ != self.act for entry in history.told(self.record))

    def __str__(self) -> str:
        return f"no {self.act} in {self.record}"


@attrs.frozen
class NamesOffense:
    """
    The act names another offence than the one found, or says more of the same one.

    Attributes:
        another: Whether it must be another. An offence is told by its name, and by its statute and grade where both
            say one; a verdict that does not name the offence found may be of another.
    """

    another: bool

    @property
    def reads(self) -> Reads:
        """What the act says of the offence, the finding, and the records that say of what it is."""
        records = frozenset({*_FINDING, "charging", _TRIAL})
        return Reads(axes=frozenset({"found"}), own=frozenset({*_TELLING, "severity"}), records=records)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it does; an act that may come can."""
        found = _found(history)
        if entry is None or found is None:
            return entry is None or not self.another
        said, of_verdict = entry.event, isinstance(found.entry.event, VerdictReturned)
        another = any(_differ(getattr(found, name), getattr(said, name)) for name in _TELLING)
        if self.another:
            return another or (of_verdict and found.offense is None)
        classed = found.severity is not SeverityClass.UNKNOWN or not getattr(said, "severity", None)
        known = all(getattr(found, name) or not getattr(said, name) for name in _TELLING)
        return not another and not (classed and known)

    def __str__(self) -> str:
        return "names another offense" if self.another else "says more of the offense"


def _found(history: History) -> Proved | None:
    """Return the offence found so far; ``None`` if the file has no finding."""
    if not history.proofs:
        return None
    proof = history.proofs[-1]
    charged = versions_of(history.told("charging")[: proof.before("charging")])
    since = [entry for name in _FINDING for entry in history.told(name)[proof.before(name) :]]
    later = [entry for entry in since if entry is not proof.entry]
    return proved_of(proof.entry, charged[-1] if charged else None, history.told(_TRIAL), later)


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and plain(one or "") != plain(other or "")


@attrs.frozen
class Since:
    """A record has an act of some kind after the last one of another."""

    act: str
    other: str
    record: str

    @property
    def reads(self) -> Reads:
        """The record."""
        return Reads(records=frozenset({self.record}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether the record has the two in that order."""
        acts = [type(entry.event).__name__ for entry in history.told(self.record)][::-1]
        return self.other in acts and self.act in acts[: acts.index(self.other)]

    def __str__(self) -> str:
        return f"{self.act} since {self.other} in {self.record}"


@attrs.frozen
class Answers:
    """
    What the court last did about a violation since guilt was found was to sentence on it, or to revoke supervision.

    Attributes:
        words: What it answered, as a row says it.
        to: What it answered: a violation alleged or found, or ``REVOKED`` for a revocation.
    """

    words: str
    to: Closed

    @property
    def reads(self) -> Reads:
        """The finding, the sentences, and the reviews that may have taken one back."""
        return Reads(axes=frozenset({"found"}), records=frozenset({_SENTENCES}), reviews=True)

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether it was."""
        found = history.proofs[-1].before(_SENTENCES) if history.proofs else 0
        return answered(history.told(_SENTENCES)[found:], history.reviews) is self.to

    def __str__(self) -> str:
        return f"sentence on a {self.words}"


@attrs.frozen
class Undecided:
    """The jury that last found a lesser offence could not agree on the greater."""

    @property
    def reads(self) -> Reads:
        """The record of the trial."""
        return Reads(records=frozenset({_TRIAL}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether it could not."""
        trial = history.told(_TRIAL)
        lesser = last_on_lesser(trial)
        return lesser is not None and greater_undecided(lesser, trial)

    def __str__(self) -> str:
        return "greater undecided"


@attrs.frozen
class LastSays:
    """The last act of some kind in a record has one of some values in a field."""

    act: str
    record: str
    field: str
    values: tuple[str, ...]

    @property
    def reads(self) -> Reads:
        """The record."""
        return Reads(records=frozenset({self.record}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether it has."""
        told = [entry.event for entry in history.told(self.record) if type(entry.event).__name__ == self.act]
        return bool(told) and getattr(told[-1], self.field) in self.values

    def __str__(self) -> str:
        return f"last {self.act} in {self.record} says {self.field}={'|'.join(self.values)}"


@attrs.frozen
class AnotherThanTold:
    """The act does not name, in a field of its own, the same as the last act in a record that names something there."""

    field: str
    record: str

    @property
    def reads(self) -> Reads:
        """The record, and the field of the act itself."""
        return Reads(records=frozenset({self.record}), own=frozenset({self.field}))

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it does not; one that may come need not."""
        told = [getattr(each.event, self.field, None) for each in history.told(self.record)]
        last = next((each for each in reversed(told) if each), None)
        return entry is None or _plainly(getattr(entry.event, self.field)) != _plainly(last)

    def __str__(self) -> str:
        return f"another {self.field} than in {self.record}"


def _plainly(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


@attrs.frozen
class ForClaimant:
    """The act decides the claim for a claimant, whom it names."""

    @property
    def reads(self) -> Reads:
        """The claimants, and the field that names a party."""
        return Reads(records=frozenset({"filings"}), own=frozenset({"for_"}))

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it does; one that may come can."""
        return entry is None or names_claimant(
            getattr(entry.event, "for_", None), claimants_in(history.told("filings"))
        )

    def __str__(self) -> str:
        return "for the claimant"


@attrs.frozen
class OnStrongerBasis:
    """The source of the act has a stronger basis than every source of what last moved an axis."""

    axis: str

    @property
    def reads(self) -> Reads:
        """The axis, the lines that repeat the act that moved it, and the sources of all."""
        return Reads(axes=frozenset({self.axis}), records=frozenset({_REPEATED}), sources=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it has; of an act that may come the basis is not known."""
        moved = history.moved.get(self.axis)
        if entry is None or moved is None:
            return False
        repeats = [each for each in history.told(_REPEATED) if type(each.event) is type(moved.event)]
        return all(entry.source.basis.rank < each.source.basis.rank for each in (moved, *repeats))

    def __str__(self) -> str:
        return f"on a stronger basis than {self.axis}"


@attrs.frozen
class NoFinding:
    """The file has no finding of guilt, not even one that fell."""

    @property
    def reads(self) -> Reads:
        """The finding and the records that hold pleas and verdicts."""
        return Reads(axes=frozenset({"found"}), records=frozenset({_TRIAL, "pleas"}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether it has none."""
        return not history.proofs

    def __str__(self) -> str:
        return "no finding on file"


OfRecords = (
    Sentences
    | PutsOff
    | TrialSince
    | Lacks
    | NamesOffense
    | Since
    | Answers
    | Undecided
    | LastSays
    | AnotherThanTold
    | ForClaimant
    | OnStrongerBasis
    | NoFinding
)
