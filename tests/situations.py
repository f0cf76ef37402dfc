"""Situations of one charge under the law of a place: acts a fortnight apart, and what a lawyer there says of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from acts import event

from casestate import CaseFile, Procedure
from casestate.events import Component, ComponentKind, DefendantDied

BEGINNING = date(2023, 1, 2)


class Situation(NamedTuple):
    """
    Attributes:
        acts: The acts, by label, each alone or with the fields that it is given.
        phase: The phase.
        axes: Other axes and derived fields of the state, as ``axis=value``.
        words: The headline.
        said: The last sentence for print.
        findings: The findings, each as ``code:severity``.
        convicts: Whether it is a conviction on the record: ``yes``, ``no`` or ``possibly``.
    """

    acts: Sequence[str | tuple[str, dict[str, Any]]]
    phase: str
    axes: str
    words: str
    said: str
    findings: Sequence[str] = ()
    convicts: str = "no"


def file_of(situation: Situation, procedure: Procedure) -> CaseFile:
    case = CaseFile("example", procedure=procedure)
    for place, act in enumerate(situation.acts):
        day = str(BEGINNING + timedelta(days=14 * place))
        label, given = (act, {}) if isinstance(act, str) else act
        if label == DefendantDied.wire:
            case = case.record(DefendantDied(on=day, defendant="A. Doe"))
        else:
            case = case.record(event(label, day, **given))
    return case


def sentenced(*kinds: str, wire: str = "sentence.imposed", **given: Any) -> tuple[str, dict[str, Any]]:
    """Return a sentence of some parts."""
    return wire, {"components": [Component(kind=ComponentKind(kind)) for kind in kinds], **given}


def answered(situation: Situation, procedure: Procedure) -> Situation:
    """Return the situation with the answers of the library in the place of those expected."""
    view = file_of(situation, procedure).at()
    doe = view["A. Doe"]
    charge = doe.charge("1")
    axes = [f"{axis}={_word(getattr(charge.state, axis))}" for axis, _ in _pairs(situation.axes)]
    return situation._replace(
        phase=str(charge.phase),
        axes=" ".join(axes),
        words=doe.status.words,
        said=doe.fairly_said[-1],
        findings=[f"{each.code}:{each.severity}" for each in view.findings],
        convicts=_word(charge.is_conviction("record")),
    )


def _pairs(axes: str) -> list[tuple[str, str]]:
    return [(axis, value) for axis, _, value in (term.partition("=") for term in axes.split())]


def _word(value: Any) -> str:
    return value.name.lower() if hasattr(value, "name") else str(value).replace(" ", "_")
