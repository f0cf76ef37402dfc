"""
Strategies for whole histories: case files in which the law allows every act where it comes.

The acts are derived from the transition table of the procedure; the findings of the file decide which are kept.
"""

from collections.abc import Collection, Sequence
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.law import GENERIC, Procedure
from casestate.testing.asked import as_procedure
from casestate.testing.strategies.choices import Choose, choosing, first, named
from casestate.testing.strategies.paring import cut
from casestate.testing.strategies.plain import NAMES
from casestate.testing.strategies.steps import Step, Way, ways
from casestate.testing.strategies.story import Story, codes, phase_in
from casestate.vocabulary import Closed

SIDES = {"criminal": "charge", "civil": "claim", "regulatory": "citation"}
"""The sides of the law, each with its kind of subject."""
_MOST = 10
"""The most acts by default."""


def lawful(
    procedure: Procedure = GENERIC,
    *,
    min_acts: int = 1,
    max_acts: int | None = None,
    max_defendants: int = 2,
    max_charges: int = 2,
    sides: Collection[str] = tuple(SIDES),
    reaching: Closed | None = None,
) -> st.SearchStrategy[CaseFile]:
    """
    Draw histories without findings: every act is allowed where it comes.

    Days are certain and never run back. Each defendant has charges, claims and citations of the chosen sides.

    Args:
        procedure: The law; the acts come from its tables.
        min_acts: The fewest acts.
        max_acts: The most acts: ten by default, or ``min_acts`` if that is more. ``reaching`` may take more, and an
            act on two charges may add the filing of the other.
        max_defendants: The most defendants, one to three.
        max_charges: The most charges of each defendant, and the most claims and citations.
        sides: The sides of the law to draw from: ``criminal``, ``civil`` and ``regulatory``.
        reaching: The phase in which the first charge, claim or citation of the first defendant ends.

    Raises:
        InvalidQuestion: The sizes, sides or procedure are not valid, or no lawful acts lead to the phase.
    """
    kinds = _kinds(as_procedure(procedure), sides, reaching)
    acts, most = _sizes(min_acts, max_acts, max_defendants, max_charges)
    goals = None if reaching is None else _to(procedure, reaching, max_charges)
    return named("lawful", _lawful(procedure=procedure, kinds=kinds, acts=acts, most=most, goals=goals), procedure)


def _sizes(
    min_acts: int, max_acts: int | None, max_defendants: int, max_charges: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the fewest and most acts, and the most defendants and charges of each."""
    given = (min_acts, _MOST if max_acts is None else max_acts, max_defendants, max_charges)
    if not all(isinstance(size, int) for size in given):
        raise InvalidQuestion(f"min_acts=, max_acts=, max_defendants= and max_charges= are numbers, not {given}")
    most_acts = max(_MOST, min_acts) if max_acts is None else max_acts
    if not 0 <= min_acts <= most_acts or not 1 <= max_defendants <= len(NAMES) or max_charges < 1:
        raise InvalidQuestion(
            f"a history has from min_acts={min_acts} to max_acts={most_acts} acts, and one to {len(NAMES)} defendants "
            f"with at least one charge each, not max_defendants={max_defendants} with max_charges={max_charges}"
        )
    return (min_acts, most_acts), (max_defendants, max_charges)


def _kinds(procedure: Procedure, sides: Collection[str], reaching: Closed | None) -> tuple[str, ...]:
    """Return the kinds of subject on the chosen sides, and refuse a phase that none of them has."""
    known = [side for side, kind in SIDES.items() if kind in procedure.by_kind]
    if isinstance(sides, str) or not sides or not set(sides) <= set(known):
        raise InvalidQuestion(
            f"sides= takes some of {', '.join(known)}, which procedure {procedure.name!r} has, not {sides!r}"
        )
    kinds = [SIDES[side] for side in known if side in sides]
    of_phase = [kind for kind in kinds if isinstance(reaching, procedure.by_kind[kind].phases)]
    if reaching is not None and not of_phase:
        raise InvalidQuestion(f"{reaching!r} is a phase of nothing on these sides: {', '.join(sides)}")
    return tuple(kinds)


def _to(procedure: Procedure, phase: Closed, most_charges: int) -> tuple[Way, ...]:
    """Return the ways to a phase, the shortest first."""
    machine = next(machine for machine in procedure.machines if isinstance(phase, machine.phases))
    every = [way for way in ways(procedure, machine.kind).values() if way.to is not machine.first]
    every = [way for way in every if most_charges > 1 or not way.two_charges]
    found = sorted([way for way in every if way.to is phase], key=lambda way: len(way.steps))
    if not found:
        reached = dict.fromkeys([way.to for way in every])
        raise InvalidQuestion(
            f"no lawful act of procedure {procedure.name!r} leads to {phase!r}; "
            f"reached are {', '.join(map(repr, reached))}"
        )
    return tuple(found)


@st.composite
def _lawful(
    draw: st.DrawFn,
    *,
    procedure: Procedure,
    kinds: Sequence[str],
    acts: tuple[int, int],
    most: tuple[int, int],
    goals: tuple[Way, ...] | None,
) -> CaseFile:
    choose = choosing(draw)
    cutting = cut(choose, acts[1])
    number = choose(range(acts[0], acts[1] + 1))
    subjects = _subjects(choose, kinds, most) if goals is None else (goals[0].subject, *_subjects(choose, kinds, most))
    story = Story(procedure, choose, most_charges=most[1])
    way = choose(goals or _ways(procedure, subjects[0].kind, acts[1]))
    if goals is not None:
        story.kept = subjects[:1]
    elif number == 0:
        return story.case
    tell(story, subjects, way, number)
    if goals is not None and story.phase(subjects[0]) is not way.to:
        return alone(procedure, way)

    def fits(case: CaseFile) -> bool:
        reached = goals is None or phase_in(case, subjects[0]) is way.to
        return len(case) >= acts[0] and reached and not codes(case)

    every = goals or [each for kind in kinds for each in _ways(procedure, kind, acts[1])]
    fit = [each for each in every if most[1] > 1 or not each.two_charges]
    return cutting.of(story.case, fit, partial(alone, procedure), fits)


def tell(story: Story, subjects: Sequence[Subject], way: Way, acts: int) -> None:
    """Add at least this many acts: the way of the first subject, with acts on other subjects in between."""
    owed, others = list(way.steps), {subject: _plan(story, subject, acts) for subject in subjects[1:]}
    while owed or len(story.case) < acts:
        if owed and (len(story.case) + len(owed) >= acts or story.choose((True, False))):
            story.take(owed.pop(0), subjects[0], plainly=True, moving=subjects[0])
        elif story.choose((True, True, True, False)):
            subject = story.choose(subjects)
            _ = _go_on(story, subject, others.get(subject, [])) or story.turn_aside(subject.who)
        else:
            story.turn_aside(subjects[0].who)


def _plan(story: Story, subject: Subject, acts: int) -> list[Step]:
    return list(story.choose(_ways(story.procedure, subject.kind, acts)).steps)


def _go_on(story: Story, subject: Subject, plan: list[Step]) -> bool:
    """Add the next act on a subject: the next of its plan, or any."""
    return story.take(plan.pop(0), subject, plainly=True) if plan else story.wander(subject)


@cache
def alone(procedure: Procedure, way: Way) -> CaseFile:
    """Return a file of one way alone, for use where the other acts prevented it."""
    story = Story(procedure, first)
    for step in way.steps:
        story.take(step, way.subject, plainly=True)
    return story.case


def _subjects(choose: Choose[Any], kinds: Sequence[str], most: tuple[int, int]) -> tuple[Subject, ...]:
    """Choose the subjects: the first charge of the first defendant, and up to three others."""
    every = [Subject(k, who, str(key)) for key in range(1, most[1] + 1) for who in NAMES[: most[0]] for k in kinds]
    about = Subject(choose((kinds[0], *kinds)), NAMES[0], "1")
    others = [choose(every) for _ in range(choose(range(min(len(every), 4))))]
    return tuple(dict.fromkeys([about, *others]))


@cache
def _ways(procedure: Procedure, kind: str, most: int) -> tuple[Way, ...]:
    """Return the ways that take no more than this many acts, or else the shortest."""
    every = tuple(ways(procedure, kind).values())
    return tuple([way for way in every if len(way.steps) <= most]) or every[:1]
