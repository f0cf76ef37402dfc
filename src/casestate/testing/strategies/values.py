"""Strategies for the values in events: days, dates of every precision, terms, money, words, sources."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.errors import InvalidTerm
from casestate.sources import Basis, Source
from casestate.terms import Money, Term, as_term
from casestate.vocabulary import Vocabulary
from casestate.when import When


def texts() -> st.SearchStrategy[str]:
    """Draw short texts in any script, not blank."""
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(lambda text: bool(text.strip()))


def days(first: date = date.min, last: date = date.max) -> st.SearchStrategy[date]:
    """Draw days from the first to the last, both included."""
    return st.dates(first, last)


def days_near(case: CaseFile, *waits: Term | str) -> st.SearchStrategy[date]:
    """
    Draw the days at which a waiting period may be miscounted.

    These are the day on which a period ends, the day before and the day after, counted from each bound of each date in
    the file. If the last month lacks the day of the month, the period ends on its last day (31 August and six months).

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeDismissed
    >>> case = CaseFile("example").record(ChargeDismissed(on="2020-02-29", defendant="A. Doe", charge="1"))
    >>> from hypothesis import find
    >>> find(days_near(case, "1 year"), lambda day: day > date(2021, 2, 27)).isoformat()
    '2021-02-28'

    Args:
        case: The file.
        waits: The waiting periods of the rule, such as ``"3 years"``; without any, the days are near the dates.

    Raises:
        InvalidTerm: A waiting period cannot be read, or is for life.
    """
    lengths = [as_term(wait) for wait in waits] or [Term()]
    if any(length.life for length in lengths):
        raise InvalidTerm("a wait for life ends on no day; give a length such as '3 years'")
    starts = [day for entry in case for day in (entry.when.earliest, entry.when.latest) if day is not None]
    ends = [length.after(When.on(start)) for start in starts for length in lengths]
    known = sorted({day for end in ends if end for day in (end.earliest, end.latest) if day})
    inner = [day for day in known if date.min < day < date.max]
    near = [day + timedelta(days=step) for step in (0, -1, 1) for day in inner]
    return st.sampled_from(near) if near else days()


def whens(within: st.SearchStrategy[date] | None = None) -> st.SearchStrategy[When]:
    """Draw dates of every precision. Except for months and years, their bounds are among the days given."""
    each = days() if within is None else within
    pairs = st.tuples(each, each).map(sorted)
    return st.one_of(
        each.map(When.on),
        each.map(lambda day: When.month(day.year, day.month)),
        each.map(lambda day: When.year(day.year)),
        pairs.map(lambda pair: When.between(*pair)),
        each.map(When.not_before),
        each.map(When.not_after),
        st.just(When()),
    )


def lengths() -> st.SearchStrategy[Term]:
    """Draw terms of one length, in months and days."""
    return st.builds(Term, months=st.integers(0, 400), days=st.integers(0, 400))


def terms() -> st.SearchStrategy[Term]:
    """Draw terms of every kind: one length, a range, life."""

    def range_from(least: Term) -> st.SearchStrategy[Term]:
        longer = st.builds(Term, months=st.integers(least.months, 900), days=st.integers(least.days, 900))
        return st.one_of(longer, st.just(Term(life=True))).map(lambda most: attrs.evolve(least, up_to=most))

    return st.one_of(lengths(), st.just(Term(life=True)), lengths().flatmap(range_from))


def moneys() -> st.SearchStrategy[Money]:
    """Draw sums of money, none of them negative."""
    amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False).map(abs)
    return st.builds(Money, amounts, st.sampled_from(["USD", "EUR"]))


def words(vocabulary: type[Vocabulary]) -> st.SearchStrategy[Vocabulary]:
    """Draw members of a vocabulary, and words outside it."""
    return st.one_of(st.sampled_from(list(vocabulary)), texts().map(vocabulary.raw))


def sources() -> st.SearchStrategy[Source]:
    """Draw sources on every basis."""
    return st.builds(Source, texts(), basis=st.sampled_from(Basis), published=st.none() | whens())
