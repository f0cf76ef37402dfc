"""Hypothesis strategies for every value of the library: dates, terms, sources, events of every type, files."""

import types
import typing
from collections.abc import Callable
from datetime import UTC, date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from casestate import Basis, CaseFile, Entry, Money, Source, Term, When
from casestate.events import (
    EVENT_TYPES,
    ChargeAct,
    ChargeDismissed,
    ChargeFiled,
    ClaimAct,
    Component,
    EntryRetracted,
    Event,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    SettlementTerm,
    Stated,
)
from casestate.vocabulary import Vocabulary

NAMES = ("A. Doe", "B. Roe", "C. Poe")
KEYS = ("1", "2", "3")
FIRST = date(2023, 1, 1)
LAST = date(2023, 1, 12)

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
near_days = st.dates(FIRST, LAST)
names = st.sampled_from(NAMES)
keys = st.sampled_from(KEYS)


def whens(within: st.SearchStrategy[date] = days) -> st.SearchStrategy[When]:
    """Dates of every precision, with bounds among these days."""
    pairs = st.tuples(within, within).map(sorted)
    return st.one_of(
        within.map(When.on),
        within.map(lambda day: When.month(day.year, day.month)),
        within.map(lambda day: When.year(day.year)),
        pairs.map(lambda pair: When.between(*pair)),
        within.map(When.not_before),
        within.map(When.not_after),
        st.just(When()),
    )


def near_whens() -> st.SearchStrategy[When]:
    """Dates close enough together to overlap, touch and contradict."""
    pairs = st.tuples(near_days, near_days).map(sorted)
    return st.one_of(
        near_days.map(When.on),
        near_days.map(When.on),
        pairs.map(lambda pair: When.between(*pair)),
        near_days.map(When.not_before),
        near_days.map(When.not_after),
        st.just(When()),
    )


def lengths() -> st.SearchStrategy[Term]:
    """Terms that are one length."""
    return st.builds(Term, months=st.integers(0, 400), days=st.integers(0, 400))


def terms() -> st.SearchStrategy[Term]:
    """Terms of every kind."""

    def range_from(least: Term) -> st.SearchStrategy[Term]:
        longer = st.builds(Term, months=st.integers(least.months, 900), days=st.integers(least.days, 900))
        return st.one_of(longer, st.just(Term(life=True))).map(lambda most: attrs.evolve(least, up_to=most))

    return st.one_of(lengths(), st.just(Term(life=True)), lengths().flatmap(range_from))


def moneys() -> st.SearchStrategy[Money]:
    """Sums of money."""
    amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False).map(abs)
    return st.builds(Money, amounts, st.sampled_from(["USD", "EUR"]))


def words(vocabulary: type[Vocabulary]) -> st.SearchStrategy[Vocabulary]:
    """Members of a vocabulary, and words outside it."""
    return st.one_of(st.sampled_from(list(vocabulary)), texts.map(vocabulary.raw))


def sources() -> st.SearchStrategy[Source]:
    """Sources on every footing."""
    return st.builds(Source, texts, basis=st.sampled_from(Basis), published=st.none() | whens())


def _several(each: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=3).map(tuple)


def _of(annotation: Any) -> st.SearchStrategy[Any]:
    """Values for a field, from its annotation."""
    if isinstance(annotation, types.UnionType):
        return st.one_of([_of(each) for each in typing.get_args(annotation)])
    if typing.get_origin(annotation) is tuple:
        return _several(_of(typing.get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return words(annotation)
    return _SIMPLE[annotation]()


def _written(cls: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a class, its fields drawn by their annotations; an optional field may be left out."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    drawn = {field.name: given[field.name] if field.name in given else _of(field.type) for field in fields}
    needed = {name: drawn[name] for name in [field.name for field in fields if field.default is attrs.NOTHING]}
    optional = {name: each for name, each in drawn.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=optional).map(lambda values: cls(**values))


def _acts() -> st.SearchStrategy[Event]:
    return st.deferred(lambda: st.one_of([events(act) for act in EVENT_TYPES if act not in (Stated, EntryRetracted)]))


_SIMPLE: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: lambda: texts,
    int: lambda: st.integers(1, 1000),
    bool: st.booleans,
    type(None): st.none,
    When: whens,
    Term: terms,
    Money: moneys,
    Event: _acts,
    Component: lambda: _written(Component),
    SettlementTerm: lambda: _written(SettlementTerm),
}
_LINKS = _several(st.sampled_from(["4", "5"]))
_SPECIAL: dict[type[Event], dict[str, st.SearchStrategy[Any]]] = {
    ChargeFiled: {"refiles": _LINKS, "supersedes": _LINKS, "alternative_to": _LINKS},
}


def events(act: type[Event], on: st.SearchStrategy[When] | None = None) -> st.SearchStrategy[Any]:
    """Events of one type, about few enough subjects that they meet."""
    given: dict[str, st.SearchStrategy[Any]] = {"on": whens() if on is None else on, "defendant": names, "charge": keys}
    if issubclass(act, ClaimAct):
        given["defendants"] = st.lists(names, min_size=1, max_size=2).map(tuple)
    given.update(dict.fromkeys(("claim", "citation", "hearing", "motion", "incident"), keys))
    return _written(act, **given, **_SPECIAL.get(act, {}))


def any_event(on: st.SearchStrategy[When] | None = None) -> st.SearchStrategy[Event]:
    """Events of every type but a retraction, which says nothing without its envelope."""
    return st.one_of([events(act, on) for act in EVENT_TYPES if act is not EntryRetracted])


near_events = any_event(near_whens())


def charge_acts(on: st.SearchStrategy[When] | None = None) -> st.SearchStrategy[Event]:
    """Acts on a charge."""
    return st.one_of([events(act, on) for act in EVENT_TYPES if issubclass(act, ChargeAct)])


def entries_of_any_type() -> st.SearchStrategy[Entry]:
    """Entries with every field of the envelope, of events of every type."""
    return st.builds(
        Entry,
        id=texts,
        seq=st.integers(1, 99),
        event=any_event(),
        source=sources(),
        recorded_at=st.none() | st.datetimes(timezones=st.just(UTC)),
        docketed_on=st.none() | days,
        ordinal=st.none() | st.integers(-9, 9),
        after=_several(texts),
        account_of=st.none() | texts,
        quote=st.none() | texts,
    )


def short_events(defendants: tuple[str, ...] = NAMES) -> st.SearchStrategy[Event]:
    """Acts on charges in their shortest form, cheap to draw in number."""
    acts = (ChargeFiled, ChargeDismissed, PleaEntered, PleaAccepted, SentenceImposed)
    return st.builds(
        lambda act, on, who, key: act(
            on=on, defendant=who, charge=key, **({"plea": "guilty"} if act in (PleaEntered, PleaAccepted) else {})
        ),
        st.sampled_from(acts),
        near_whens(),
        st.sampled_from(defendants),
        st.sampled_from(KEYS[:2]),
    )


@st.composite
def case_files(
    draw: st.DrawFn,
    *,
    event: st.SearchStrategy[Event] | None = None,
    most: int = 6,
    accounts: bool = True,
) -> CaseFile:
    """Small files with imprecise dates, links, ordinals, sources and accounts of one act."""
    case = CaseFile("drawn")
    for drawn in draw(st.lists(near_events if event is None else event, max_size=most)):
        ordinal = draw(st.none() | st.integers(1, 3))
        if not case.entries or not draw(st.booleans()):
            case = case.record(drawn, ordinal=ordinal)
            continue
        alike = [entry.id for entry in case if _concerned(entry.event) == _concerned(drawn)] if accounts else []
        case = case.record(
            drawn,
            source=Source(draw(st.sampled_from(["wire", "docket"])), basis=draw(st.sampled_from(Basis))),
            ordinal=ordinal,
            after=draw(st.lists(st.sampled_from([entry.id for entry in case]), max_size=2, unique=True)),
            account_of=draw(st.none() | st.sampled_from(alike)) if alike else None,
        )
    return case


def _concerned(event: Event) -> tuple[bool, set[tuple[str, str]]]:
    return isinstance(event, Stated), {(subject.kind, subject.who) for subject in event.subjects}


def queries() -> st.SearchStrategy[date]:
    """Days to ask a drawn file for, a little beyond its own on both sides."""
    return st.dates(FIRST - timedelta(2), LAST + timedelta(2))
