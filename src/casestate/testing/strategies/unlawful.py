"""Strategies for histories that break one rule."""

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
from casestate.testing.strategies.choices import choosing, first, named
from casestate.testing.strategies.recipes import RECIPES
from casestate.testing.strategies.story import Story, codes

Break = Callable[[Story], bool]

_TRIES = 9
"""The number of ways to break a rule that are tried among other acts, before the plainest is recorded alone."""


def unlawful(
    procedure: Procedure = GENERIC, *, code: str | None = None, max_others: int = 4
) -> st.SearchStrategy[CaseFile]:
    """
    Draw histories that break exactly one rule: all findings on the file have one code.

    The finding ``too-many-possibilities`` is never drawn, because it depends on the day of the view. A late step fills
    a gap, so a ``late-...`` finding comes with the ``missing-...`` finding of the act before it.

    Args:
        procedure: The law; the acts that it does not allow come from its table.
        code: The code of the finding; by default, any that this procedure can have.
        max_others: The most lawful acts on another defendant, both before and after.

    Raises:
        InvalidQuestion: There is no such finding, no history under this procedure has it, or ``procedure`` is not a
            procedure.
    """
    if max_others < 0:
        raise InvalidQuestion(f"max_others= is the most acts on other defendants, none or more, not {max_others}")
    able = can_arise(procedure)
    if code is not None and code not in able:
        raise InvalidQuestion(
            f"no history under procedure {procedure.name!r} brings a finding {code!r}; those that can be drawn: "
            f"{', '.join(able)}"
        )
    drawn = _unlawful(procedure, able if code is None else (code,), max_others)
    return named("unlawful", drawn, procedure, *([] if code is None else [code]))


@cache
def can_arise(procedure: Procedure) -> tuple[str, ...]:
    """
    Return the codes that :func:`unlawful` can draw under a procedure, in alphabetical order.

    Raises:
        InvalidQuestion: ``procedure`` is not a procedure.
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
    """Break the rule in one of the known ways."""
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
    """Lead the subject to a phase that does not allow the act, and record the act."""
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
    """Add lawful acts on another defendant."""
    for _ in range(acts):
        kind = story.choose(tuple(story.procedure.by_kind))
        story.wander(Subject(kind, "B. Roe", "1"))
