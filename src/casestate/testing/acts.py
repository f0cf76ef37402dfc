"""Acts on one charge, claim or citation that name no other: what the laws and the state machine add to a file."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from casestate.events import EVENT_TYPES, ChargeAct, ChargeFiled, CitationAct, ClaimAct, Event, Subject
from casestate.law.lawful import LawfulAct
from casestate.law.procedure import Procedure
from casestate.testing.strategies.events import events
from casestate.when import When

FAMILIES: dict[str, type[Event]] = {"charge": ChargeAct, "claim": ClaimAct, "citation": CitationAct}
"""The acts on each kind of subject."""


def an_act(subject: Subject, on: st.SearchStrategy[When]) -> st.SearchStrategy[Event]:
    """Acts of every type on a subject."""
    family = FAMILIES[subject.kind]
    return st.one_of([of_type(act, subject, on) for act in EVENT_TYPES if issubclass(act, family)])


def of_type(
    act: type[Event], subject: Subject, on: st.SearchStrategy[When], **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Event]:
    """Acts of one type on a subject, with fields of your choice."""
    return events(act, on=on, **_subject(act, subject), **fields)


def allowed(
    procedure: Procedure, step: LawfulAct, subject: Subject, on: st.SearchStrategy[When]
) -> st.SearchStrategy[Event]:
    """Acts for which one row of the table speaks."""
    field = procedure.by_kind[subject.kind].fields.get(step.act)
    chosen = {field: st.sampled_from(step.values)} if field and step.values else {}
    return of_type(step.act, subject, on, **chosen)


@cache
def _subject(act: type[Event], subject: Subject) -> dict[str, st.SearchStrategy[Any]]:
    who = {"defendants" if subject.kind == "claim" else "defendant": st.just(subject.who)}
    keyed = {subject.kind: st.just(subject.key)} if issubclass(act, FAMILIES[subject.kind]) else {}
    alone = dict.fromkeys(("refiles", "supersedes", "alternative_to"), st.just(())) if act is ChargeFiled else {}
    return {**who, **keyed, **alone}
