"""
The kinds of subject that have a table of rows, and the words that those rows use.

Phases, axes and records come from the state of each kind. Only the names for groups of phases are defined here.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from casestate.events import ChargeAct, ChargeFiled, CitationAct, CitationIssued, ClaimAct, ClaimFiled, Event
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.vocabulary import Closed, Vocabulary

_NO_STEP = ("reviews", "courts", "moved", "put_back", "proofs", "brought_again", "reductions", "disregarded")
"""Fields of a state that are sequences but not records of acts that took effect."""


def _axes(kind: "Kind") -> Mapping[str, Closed]:
    fields = attrs.fields(kind.state)
    return MappingProxyType({each.name: each.default for each in fields if isinstance(each.default, Closed)})


def _records(kind: "Kind") -> tuple[str, ...]:
    fields = attrs.fields(kind.state)
    return tuple([each.name for each in fields if each.default == () and each.name not in _NO_STEP])


@attrs.frozen(kw_only=True, eq=False)
class Kind:
    """
    One kind of subject.

    Attributes:
        name: ``charge``, ``claim`` or ``citation``.
        state: The class of its states.
        acts: The family of events that are acts on it.
        brings: The act that brings it.
        filing: The record that its filings and amendments join.
        reviewing: The record of reviews; empty where the kind has none.
        beside: The records whose acts are not steps in the court of trial.
        disposing: The axis that every act sets that disposes of a subject of the kind.
        kept: The axes that a missing step does not make unknown, because no conviction is presumed.
        presumed: The phase presumed where the file lacks the step before an act that may come in it or in
            ``instead_of``.
        instead_of: The phases over which ``presumed`` is preferred.
        groups: Names for several phases, as rows use them; a group may name another.
        axes: Each axis, with the value at which it begins.
        records: The records that acts may join.
    """

    name: str
    state: type[Any]
    acts: type[Event]
    brings: type[Event]
    filing: str
    reviewing: str = ""
    beside: frozenset[str] = frozenset()
    disposing: str = "phase"
    kept: frozenset[str] = frozenset()
    presumed: str = ""
    instead_of: frozenset[str] = frozenset()
    groups: Mapping[str, str]
    axes: Mapping[str, Closed] = attrs.field(init=False, default=attrs.Factory(_axes, takes_self=True))
    records: tuple[str, ...] = attrs.field(init=False, default=attrs.Factory(_records, takes_self=True))

    @property
    def unknown(self) -> Mapping[str, Closed]:
        """Each axis with its value if the act that would have set it is missing: unknown, or else its first value."""
        may_be = {axis: value for axis, value in self.axes.items() if axis not in self.kept}
        return {**self.axes, **{axis: getattr(type(value), "UNKNOWN", value) for axis, value in may_be.items()}}

    @property
    def first(self) -> Closed:
        """The phase before any act."""
        return self.axes["phase"]

    @property
    def phases(self) -> type[Closed]:
        """All phases."""
        return type(self.first)

    def takes(self, act: type[Event]) -> bool:
        """Return whether an event is an act on this kind; some acts on a person are acts on every charge."""
        return issubclass(act, self.acts) or (act.on_every_charge and self.acts is ChargeAct)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                name="charge",
                state=ChargeState,
                acts=ChargeAct,
                brings=ChargeFiled,
                filing="charging",
                reviewing="reviewing",
                beside=frozenset({"reviewing", "relief"}),
                disposing="disposition",
                kept=frozenset({"conviction"}),
                presumed="judged",
                instead_of=frozenset({"deferred", "sentence_deferred"}),
                groups={
                    "before_trial": "charged|triable",
                    "pending": "before_trial|on_trial",
                    "proved": "found_guilty|deferred",
                    "open": "pending|diverted|proved",
                    "adjudged": "sentence_deferred|judged",
                    "supervised": "deferred|adjudged",
                    "closed_by_order": "dismissed|barred|overturned",
                    "reviewable": "open|adjudged|closed_by_order|abated",
                    "brought": ("pending|diverted|found_guilty|supervised|closed_by_order|acquitted|superseded|abated"),
                },
            ),
            Kind(
                name="claim",
                state=ClaimState,
                acts=ClaimAct,
                brings=ClaimFiled,
                filing="filings",
                groups={
                    "agreed": "settlement_agreed|settled",
                    "open": "pending|stayed|agreed|performed|breached",
                    "adjudicated": "decided|judged",
                    "dismissed_at_all": "dismissed_with_leave|dismissed",
                },
            ),
            Kind(
                name="citation",
                state=CitationState,
                acts=CitationAct,
                brings=CitationIssued,
                filing="issuing",
                groups={"open": "issued|contested|settled"},
            ),
        )
    }
)
"""The kinds of subject that have a table."""


@cache
def kind_of(act: type[Event]) -> Kind | None:
    """Return the kind of subject that an event is an act on; ``None`` for any other event."""
    return next((kind for kind in KINDS.values() if kind.takes(act)), None)


@cache
def vocabularies(act: type[Event]) -> Mapping[str, type[Vocabulary]]:
    """Return the coded fields of an event, each with its list of words."""
    found = {}
    for field in attrs.fields(act):
        kinds = [field.type, *getattr(field.type, "__args__", ())]
        coded = [each for each in kinds if isinstance(each, type) and issubclass(each, Vocabulary)]
        if coded:
            found[field.name] = coded[0]
    return MappingProxyType(found)
