"""
Whole histories: files of acts that the law allows, each where it comes, and of acts that break one rule of it.

Both are derived from the transition table of the procedure, and from asking the file itself what is doubtful.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.law import GENERIC, Procedure
from casestate.testing.strategies.choices import Choose, choosing
from casestate.testing.strategies.plain import NAMES
from casestate.testing.strategies.steps import Step, Way, ways
from casestate.testing.strategies.story import Story
from casestate.vocabulary import Closed

SIDES = {"criminal": "charge", "civil": "claim", "regulatory": "citation"}
"""The sides of the law, and what each gives a state of its own."""


def lawful(
    procedure: Procedure = GENERIC,
    *,
    min_acts: int = 1,
    max_acts: int = 10,
    max_defendants: int = 2,
    max_charges: int = 2,
    sides: Collection[str] = tuple(SIDES),
    reaching: Closed | None = None,
) -> st.SearchStrategy[CaseFile]:
    """
    Histories in which nothing is doubtful: every act is allowed where it comes, and the file has no finding at all.

    Days are certain and never run back. Each defendant has charges, claims and citations of the sides asked for.

    Args:
        procedure: The law; the acts are read off its tables.
        min_acts: The fewest acts.
        max_acts: The most, unless ``reaching`` takes more.
        max_defendants: The most defendants.
        max_charges: The most charges of each defendant, and the most claims and citations.
        sides: Of ``criminal``, ``civil`` and ``regulatory``, those from which to draw.
        reaching: The phase in which the first charge, claim or citation of the first defendant stands at the end.

    Raises:
        InvalidQuestion: The sizes or sides are not what they must be, or the procedure has no way to that phase.
    """
    kinds = _kinds(procedure, sides, reaching)
    if not 0 <= min_acts <= max_acts or max_defendants < 1 or max_charges < 1:
        raise InvalidQuestion(
            f"a history has from min_acts={min_acts} to max_acts={max_acts} acts, and at least one defendant with one "
            f"charge, not max_defendants={max_defendants} with max_charges={max_charges}"
        )
    goals = None if reaching is None else _to(procedure, reaching, max_charges)
    return _lawful(procedure, kinds, (min_acts, max_acts), (max_defendants, max_charges), goals)


def _kinds(procedure: Procedure, sides: Collection[str], reaching: Closed | None) -> tuple[str, ...]:
    """The kinds of subjects on the sides asked for, that of the phase to reach first."""
    known = [side for side, kind in SIDES.items() if kind in procedure.by_kind]
    if isinstance(sides, str) or not sides or not set(sides) <= set(known):
        raise InvalidQuestion(
            f"sides= takes some of {', '.join(known)}, which procedure {procedure.name!r} has, not {sides!r}"
        )
    kinds = [SIDES[side] for side in known if side in sides]
    of_phase = [kind for kind in kinds if isinstance(reaching, procedure.by_kind[kind].phases)]
    if reaching is not None and not of_phase:
        raise InvalidQuestion(f"{reaching!r} is a phase of nothing on these sides: {', '.join(sides)}")
    return tuple(dict.fromkeys([*of_phase, *kinds])) if reaching is not None else tuple(kinds)


def _to(procedure: Procedure, phase: Closed, most_charges: int) -> tuple[Way, ...]:
    """The ways to a phase, the shortest first."""
    kind = next(machine.kind for machine in procedure.machines if isinstance(phase, machine.phases))
    every = [way for way in ways(procedure, kind).values() if most_charges > 1 or not way.two_charges]
    found = sorted([way for way in every if way.to is phase], key=lambda way: len(way.steps))
    if not found:
        reached = dict.fromkeys([way.to for way in every])
        raise InvalidQuestion(
            f"no lawful act of procedure {procedure.name!r} leads to {phase!r}; reached are {', '.join(map(str, reached))}"
        )
    return tuple(found)


@st.composite
def _lawful(
    draw: st.DrawFn,
    procedure: Procedure,
    kinds: Sequence[str],
    acts: tuple[int, int],
    most: tuple[int, int],
    goals: tuple[Way, ...] | None,
) -> CaseFile:
    choose = choosing(draw)
    story = Story(procedure, choose, most_charges=most[1])
    plans = {subject: list(choose(_ways(procedure, subject.kind)).steps) for subject in _subjects(choose, kinds, most)}
    if goals is None:
        _tell(story, plans, choose(range(acts[0], acts[1] + 1)))
        return story.case
    way, subject = choose(goals), next(iter(plans))
    plans[subject], story.kept = list(way.steps), (subject,)
    _tell(story, plans, choose(range(acts[0], acts[1] + 1)), asked=subject)
    return story.case if story.phase(subject) is way.to else _alone(procedure, choose, way, subject)


def _tell(story: Story, plans: dict[Subject, list[Step]], acts: int, asked: Subject | None = None) -> None:
    """Add so many acts, among them all that are asked for: the subjects take turns, each with its plan first."""
    owed = plans[asked] if asked else []
    while len(story.case) + len(owed) < acts:
        subject = story.choose(tuple(plans))
        if story.choose((True, True, True, True, True, False)):
            _go_on(story, subject, plans[subject])
        else:
            story.turn_aside(subject.who)
    while owed:
        story.take(owed.pop(0), asked, plainly=True, moving=asked)  # type: ignore[arg-type]  # owed to the one asked


def _go_on(story: Story, subject: Subject, plan: list[Step]) -> None:
    """The next act on a subject: what its plan says, or any."""
    if not plan:
        story.wander(subject)
    elif not story.take(plan.pop(0), subject, plainly=True, moving=subject):
        plan.clear()


def _alone(procedure: Procedure, choose: Choose[Any], way: Way, subject: Subject) -> CaseFile:
    """A way told by itself, where what was told beside it stood in its way."""
    story = Story(procedure, choose)
    for step in way.steps:
        story.take(step, subject, plainly=True)
    return story.case


def _subjects(choose: Choose[Any], kinds: Sequence[str], most: tuple[int, int]) -> list[Subject]:
    """What the history is about: the first of the kind that comes first."""
    whom = NAMES[: choose(range(1, most[0] + 1))]
    first = [Subject(kinds[0], who, "1") for who in whom]
    more = [Subject(kind, who, str(key)) for who in whom for kind in kinds for key in range(1, most[1] + 1)]
    others = [each for each in more if each not in first]
    return [*first, *[each for each in others if choose((False, False, True))]]


@cache
def _ways(procedure: Procedure, kind: str) -> tuple[Way, ...]:
    return tuple(ways(procedure, kind).values())
