"""Histories that break one rule, among others that break none."""

from collections.abc import Callable
from functools import cache, partial

from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.engine.coordinates import Clearance
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.law import GENERIC, Procedure
from casestate.testing.asked import as_procedure
from casestate.testing.strategies.breaches import SUBJECTS, Breach, breaches
from casestate.testing.strategies.choices import choosing, first
from casestate.testing.strategies.recipes import RECIPES
from casestate.testing.strategies.story import Story, codes

Break = Callable[[Story], bool]

_TRIES = 9
"""How many ways to break a rule are tried, among other people's acts, before the plainest is told alone."""


def unlawful(
    procedure: Procedure = GENERIC, *, code: str | None = None, max_others: int = 4
) -> st.SearchStrategy[CaseFile]:
    """
    Histories in which one rule is broken, and no other: the file has findings of one code.

    One finding of the catalogue is never drawn: ``too-many-possibilities`` depends on the day that is asked of. A step
    that is late fills a gap, so a ``late-...`` finding comes with the ``missing-...`` of the act before it.

    Args:
        procedure: The law; what its table does not allow is read off it.
        code: The finding; by default any that this procedure can bring.
        max_others: The most acts on other defendants, before and after, all of them lawful.

    Raises:
        InvalidQuestion: There is no such finding, nothing recorded under this procedure brings it, or something else
            is given in place of a procedure.
    """
    if max_others < 0:
        raise InvalidQuestion(f"max_others= is the most acts on other defendants, none or more, not {max_others}")
    able = can_arise(procedure)
    if code is not None and code not in able:
        raise InvalidQuestion(
            f"no history under procedure {procedure.name!r} brings a finding {code!r}; those that can be drawn: "
            f"{', '.join(able)}"
        )
    return _unlawful(procedure, able if code is None else (code,), max_others)


@cache
def can_arise(procedure: Procedure) -> tuple[str, ...]:
    """
    The codes that a history under a procedure can be drawn to have, in the order of the alphabet.

    Raises:
        InvalidQuestion: Something else is given in place of a procedure.
    """
    every = sorted({*RECIPES, *breaches(as_procedure(procedure))})
    return tuple([code for code in every if _broken(Story(procedure, first), code)])


@st.composite
def _unlawful(draw: st.DrawFn, procedure: Procedure, able: tuple[str, ...], most: int) -> CaseFile:
    choose = choosing(draw)
    code = choose(able)
    story = Story(procedure, choose)
    _beside(story, choose(range(most + 1)))
    if not _broken(story, code):
        story = Story(procedure, first)
        _broken(story, code)
    _beside(story, choose(range(most + 1)))
    return story.case


def _broken(story: Story, code: str) -> bool:
    """Break the rule, in one of the ways there are."""
    waiting: list[Break] = [partial(_breach, breach=each) for each in breaches(story.procedure).get(code, ())]
    if code in RECIPES:
        waiting.append(lambda story: RECIPES[code](story, code))
    before = story.so_far
    for _ in waiting[:_TRIES]:
        chosen = story.choose(waiting)
        if chosen(story) and code in codes(story.case, Clearance.PUBLIC):
            return True
        story.so_far = before
        waiting.remove(chosen)
    return False


def _breach(story: Story, breach: Breach) -> bool:
    """Lead the subject to where the act is not allowed, and let it be done."""
    subject = SUBJECTS[breach.kind]
    gap = breach.after
    if gap is None:
        return story.reach(subject, breach.phase) and _done(story, breach)
    return story.reach(subject, gap.phase) and _done(story, gap) and _done(story, breach)


def _done(story: Story, breach: Breach) -> bool:
    subject, step = SUBJECTS[breach.kind], breach.step
    other = story.another(step, subject)
    return other is not None and story.offend(breach.code, [step.on(story.next_day(), subject, other)])


def _beside(story: Story, acts: int) -> None:
    """Lawful acts on another defendant."""
    for _ in range(acts):
        kind = story.choose(tuple(story.procedure.by_kind))
        story.wander(Subject(kind, "B. Roe", "1"))
