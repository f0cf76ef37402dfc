"""Strategies for acts on one charge, claim or citation, which the laws and the state machine add to a file."""

from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.events import EVENT_TYPES, ChargeAct, ChargeFiled, CitationAct, ClaimAct, Event, Subject
from casestate.events.fields import LINKS, fields_holding
from casestate.law.lawful import LawfulAct
from casestate.law.procedure import Procedure
from casestate.testing.strategies.events import events
from casestate.vocabulary import Vocabulary
from casestate.when import When

FAMILIES: dict[str, type[Event]] = {"charge": ChargeAct, "claim": ClaimAct, "citation": CitationAct}
"""The acts on each kind of subject."""
_ANY_DAY = st.just(When())


def an_act(subject: Subject, on: st.SearchStrategy[When]) -> st.SearchStrategy[Event]:
    """Draw acts of every type on a subject. They name no other charge."""
    return _dated(_acts(subject), on)


def filings_of(subject: Subject, on: st.SearchStrategy[When]) -> st.SearchStrategy[Event]:
    """Draw filings of a charge."""
    return _dated(_of_type(ChargeFiled, subject), on)


def allowed(
    procedure: Procedure, step: LawfulAct, subject: Subject, on: st.SearchStrategy[When]
) -> st.SearchStrategy[Event]:
    """Draw acts that one row of the table allows."""
    field = procedure.by_kind[subject.kind].fields.get(step.act)
    return _dated(_of_type(step.act, subject, field if step.values else None, step.values), on)


def plain_entries(case: CaseFile) -> list[Entry]:
    """Return the entries of acts that have one account and were never corrected or retracted."""
    tied = {id for entry in case for id in (entry.account_of, entry.revises and entry.revises.entry) if id}
    alone = [entry for entry in case if entry.id not in tied and entry.account_of is None and entry.revises is None]
    return [entry for entry in alone if isinstance(entry.event, tuple(FAMILIES.values()))]


def _dated(acts: st.SearchStrategy[Event], on: st.SearchStrategy[When]) -> st.SearchStrategy[Event]:
    """Give the acts days drawn separately, so that the strategy for acts, which is slow to build, is built once."""
    return st.builds(lambda event, day: attrs.evolve(event, on=day), acts, on)


@cache
def _acts(subject: Subject) -> st.SearchStrategy[Event]:
    family = FAMILIES[subject.kind]
    return st.one_of([_of_type(act, subject) for act in EVENT_TYPES if issubclass(act, family)])


@cache
def _of_type(
    act: type[Event], subject: Subject, field: str | None = None, values: tuple[Vocabulary, ...] = ()
) -> st.SearchStrategy[Event]:
    chosen: dict[str, Any] = {field: st.sampled_from(values)} if field else {}
    return events(act, on=_ANY_DAY, **_subject(act, subject), **chosen)


def _subject(act: type[Event], subject: Subject) -> dict[str, st.SearchStrategy[Any]]:
    who = {"defendants" if subject.kind == "claim" else "defendant": st.just(subject.who)}
    keyed = {subject.kind: st.just(subject.key)} if issubclass(act, FAMILIES[subject.kind]) else {}
    fields = attrs.fields_dict(act)
    alone = {link: st.just(fields[link].default) for link in fields_holding(act, LINKS)}
    return {**who, **keyed, **alone}
