"""Histories drawn by the kit: lawful ones have no findings, unlawful ones have one kind, messy ones are disordered."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import Phase as Part
from hypothesis import strategies as st

from casestate import GENERIC, CaseFile
from casestate.errors import InvalidQuestion
from casestate.events import (
    ChargeFiled,
    CitationFinal,
    CitationIssued,
    EntryRetracted,
    Event,
    SentenceImposed,
    Subject,
    TrialBegan,
)
from casestate.law import PROCEDURES, US_NEW_MEXICO, Procedure
from casestate.law.catalogue import catalogue
from casestate.state.axes import CitationPhase, ClaimPhase, Phase
from casestate.testing.strategies import can_arise, lawful, messy, unlawful
from casestate.testing.strategies.choices import first
from casestate.testing.strategies.histories import alone
from casestate.testing.strategies.steps import steps, ways
from casestate.testing.strategies.story import Story
from casestate.vocabulary import Closed
from casestate.when import Precision

ELSEWHERE = GENERIC.derive("elsewhere", policies={"nolo_allowed": False}, without=["T58", "T26"])
LAWS = [*PROCEDURES.values(), ELSEWHERE]
SELDOM_ASKED = [pytest.param(law, marks=pytest.mark.long) for law in LAWS if law is not GENERIC]
"""What the ways of each table are is worked out anew, and reaches no line that the general law does not."""
NEVER_LAWFUL = {
    "T46u": "a dismissal after a finding that does not say whether it bars is doubtful for that",
    "T30u": "likewise, in deferral",
    "T30su": "likewise, of a deferred sentence",
    "T18u": "its words are read by no rule",
    "T39u": "likewise",
    "T51u": "likewise",
    "T57u": "likewise",
    "T44u": "likewise",
    "T57k": "likewise",
    "T57kv": "what was overturned on a lawful way was found first, and T57o speaks",
    "T57fp": "it tells of a finding that the file lacks, and is reported for that",
    "T57fo": "likewise",
    "G06u": "likewise",
    "C07u": "likewise",
    "C12w": "likewise",
    "C13w": "likewise",
    "T57q": "what is not told is not guessed",
    "T57zu": "likewise",
    "T57rb": "likewise",
    "T57sq": "likewise",
    "T57sk": "likewise",
    "T57sg": "likewise",
    "T18s": "a way does not tell what a second line on a plea says more than the first",
    "T63c": "a way does not tell which reviews were pending at the death",
    "T63n": "likewise",
    "T63w": "likewise",
    "T63u": "likewise",
    "T67c": "likewise",
    "T67dn": "likewise",
    "T67dw": "likewise",
    "T67du": "likewise",
    "T62t": "no two acts of a way are on one day",
    "T01g": "likewise",
    "T02g": "likewise",
    "T04g": "likewise",
    "T04h": "likewise",
    "T33c": "likewise",
    "T57v": "on a lawful way the last act on an overturned charge is the one that overturned it, and T57o speaks",
    "T48w": "no two acts of a way are on one day",
    "T48y": "a way does not say which kind of deferral it is",
    "T52y": "likewise",
    "T48p": "a way does not say the parts of a sentence",
    "L44p": "likewise",
    "L45p": "likewise",
    "L46p": "likewise",
    "T48k": "likewise",
    "T31c": "likewise",
    "T51-revoked-sentenced": "likewise",
    "T51-revoked-sentenced-n": "likewise",
    "T51-revoked-adjudged": "likewise",
    "T57er": "likewise",
    "T57es": "likewise",
    "T44er": "likewise",
    "T44es": "likewise",
    **dict.fromkeys(
        [
            *[f"T44{each}" for each in ("dar", "das", "dfr", "dfs", "pa", "pf")],
            *[f"T57{each}" for each in ("far", "fas", "ffr", "ffs", "va", "vf")],
        ],
        "a way does not tell apart the violations that a sentence answers",
    ),
    "T44pr": "a way does not tell apart the acts that last disposed of a conviction",
    "T57sd": "a revocation under a deferral that ends nothing is reported for that",
    "T51-revoked-deferred": "it does not say what became of the deferral, and is reported for that",
    "T48i": "an affirmance in part does not say what was not affirmed, and is reported for that",
    "T57hc": "a way does not tell apart the reviews that have ended",
    "T57yk": "likewise",
    "T57yr": "likewise",
    "T32yu": "likewise",
    "T57gq": "what is not told is not guessed",
    "T57gu": "likewise",
    "T57gr": "a way does not tell apart the acts that last disposed of a conviction",
    "T57gv": "likewise",
    "C07d": "a way does not say two forms of decision of one act",
    "C07n": "a way does not say for whom a claim was decided",
    "C31p": "likewise",
    "C07a": "a way does not say the sum awarded",
    "C07f": "likewise",
    "C13r": "a way does not say how a judgment was changed",
    "T44on": "a way does not tell whether a new trial was granted in case an acquittal is reversed",
    "T57on": "likewise",
    "T57nc": "likewise",
    "T57np": "likewise",
    "T57nd": "likewise",
    "T38s": "a way does not say of which part of a charge a verdict is",
    "T34rp": "a way does not say on which ground a charge was dismissed",
}
"""Rows that never apply without a finding, with the reason."""
LATER_PAPERS = ("T01b", "T02a", "T04s")
"""Rows of a later paper: it says something new in its barest form only where the file has no filing."""
NEVER_ALONE = {"too-many-possibilities", "crowded-day", "order-meets-no-charge", "late-stay"}
"""Findings that need many entries, or always come with another finding, so that no history has them alone."""
_ANEW = {"T55d", "T57e", "T58n", "T66d"}
_SUPERVISED = "tolled absconded reinstated modified revoked terminated_early completed discharged unsatisfactory"
_DIVERTED = {
    "T51-diverted",
    "T51-admitted-diverted",
    "T51-not-proved-diverted",
    *[f"T51-{each}-diverted" for each in _SUPERVISED.split()],
    "T27",
    "T27f",
    "T27w",
    "T27n",
    "T27u",
    "T34b",
    "T34rd",
}
_ACQUITTED = {"E57r", "E57t", "E57ru", "E57tu", "E39r"}
UNREACHED = {
    "us-federal": _ANEW,
    "elsewhere": _ANEW | _DIVERTED,
    "us-california": _ANEW,
    "england-and-wales": {
        *_ANEW,
        *_DIVERTED,
        "T30",
        "T30c",
        "T30w",
        "T30n",
        "T31n",
        "T57dr",
        "T57frr",
        "T44drr",
        *_ACQUITTED,
    },
}
"""Rows that a procedure does not reach: it has no trial anew, diversion or deferral, or a way says too little."""
ALWAYS_WITH = "missing-"
"""A late step fills a gap that an earlier act left, and that act has a finding of its own."""


def found(case: CaseFile) -> set[str]:
    """Return the findings of the public view and of the whole file."""
    return {each.code for clearance in ("public", "expunged") for each in case.at(clearance=clearance).findings}


@pytest.mark.parametrize("procedure", [GENERIC, *SELDOM_ASKED], ids=lambda law: law.name)
@given(st.data())
def test_a_lawful_history_has_no_findings(procedure: Procedure, data: st.DataObject) -> None:
    case = data.draw(lawful(procedure))
    assert found(case) == set()
    assert case.procedure is procedure


PLAINLY = settings(derandomize=True, database=None, max_examples=50)


@given(lawful(min_acts=2, max_acts=12))
def test_days_of_a_lawful_history_are_certain_and_never_run_back(case: CaseFile) -> None:
    whens = [entry.event.on for entry in case]
    assert {when.precision for when in whens} == {Precision.DAY}
    assert whens == sorted(whens, key=lambda when: when.earliest or 0)


@given(st.data())
def test_a_lawful_history_has_the_requested_size_and_sides(data: st.DataObject) -> None:
    fewest = data.draw(st.integers(0, 4))
    most = data.draw(st.integers(fewest, 8))
    sides = data.draw(st.lists(st.sampled_from(["criminal", "civil", "regulatory"]), min_size=1, unique=True))
    case = data.draw(lawful(min_acts=fewest, max_acts=most, max_defendants=1, max_charges=1, sides=sides))
    assert fewest <= len(case) <= most
    kinds = {subject.kind for entry in case for subject in entry.event.subjects}
    named = {"criminal": "charge", "civil": "claim", "regulatory": "citation"}
    assert not kinds & {kind for side, kind in named.items() if side not in sides}
    assert {s for entry in case for s in entry.event.subjects if s.kind == "charge"} <= {
        Subject("charge", "A. Doe", "1")
    }


REACHABLE = [phase for phase in (*Phase, *ClaimPhase, *CitationPhase) if not phase.startswith("not_")]


@pytest.mark.parametrize("phase", REACHABLE, ids=repr)
@settings(max_examples=4)
@given(st.data())
def test_a_history_reaches_the_requested_phase(phase: Closed, data: st.DataObject) -> None:
    kind = next(machine.kind for machine in GENERIC.machines if isinstance(phase, machine.phases))
    case = data.draw(lawful(reaching=phase))
    view = case.at(clearance="expunged")
    assert found(case) == set()
    (part,) = [part for part in view["A. Doe"].parts if part.subject == Subject(kind, "A. Doe", "1")]
    assert part.possible("phase") == (phase,)


@pytest.mark.parametrize("procedure", [GENERIC, *SELDOM_ASKED], ids=lambda law: law.name)
def test_every_row_applies_on_some_lawful_way(procedure: Procedure) -> None:
    closed = {row.id for row in procedure.rows if not row.start or row.doubt}
    for machine in procedure.machines:
        told = ways(procedure, machine.kind)
        silent = {row.id for row in machine.rows} - told.keys() - NEVER_LAWFUL.keys() - closed
        assert silent <= UNREACHED.get(procedure.name, set()) | {"T58", *LATER_PAPERS}
        for id, way in told.items():
            if any(step.names == "refiles" for step in way.steps):
                continue  # the refiled charge must have ended, which no way ensures
            case = alone(procedure, way)
            assert len(case) >= len(way.steps), id
            assert found(case) == set(), id


def test_every_listed_exception_never_applies() -> None:
    assert not NEVER_LAWFUL.keys() & {id for machine in GENERIC.machines for id in ways(GENERIC, machine.kind)}


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        ({"min_acts": 3, "max_acts": 2}, "min_acts=3"),
        ({"min_acts": "3"}, r"are numbers, not \('3', 10, 2, 2\)"),
        ({"max_acts": 2.5}, r"are numbers, not \(1, 2.5, 2, 2\)"),
        ({"max_defendants": 0}, "max_defendants=0"),
        ({"max_defendants": 4}, "one to 3 defendants"),
        ({"max_charges": 0}, "max_charges=0"),
        ({"sides": "criminal"}, "sides="),
        ({"sides": ["military"]}, "criminal, civil, regulatory"),
        ({"sides": ["civil"], "reaching": Phase.JUDGED}, "on these sides"),
        ({"reaching": ClaimPhase.NOT_FILED}, "reached are"),
    ],
)
def test_sizes_and_sides_that_cannot_be_drawn_are_refused(given_: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidQuestion, match=says):
        lawful(**given_)


@pytest.mark.parametrize(
    ("draw", "given_", "says"),
    [
        (lawful, "generic", r"write casestate.law.PROCEDURES\['generic'\]"),
        (messy, "generic", r"write casestate.law.PROCEDURES\['generic'\]"),
        (can_arise, "generic", r"write casestate.law.PROCEDURES\['generic'\]"),
        (unlawful, "after-end", "not 'after-end'; a finding is asked for by name: code='after-end'"),
    ],
)
def test_anything_but_a_procedure_is_refused(draw: Callable[[Any], object], given_: str, says: str) -> None:
    with pytest.raises(InvalidQuestion, match=says):
        draw(given_)


def test_a_negative_number_of_others_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match=r"max_others= .* not -1"):
        unlawful(max_others=-1)


def test_many_acts_may_be_requested_without_a_maximum() -> None:
    unshrunk = settings(PLAINLY, phases=[Part.generate])
    assert len(find(lawful(min_acts=12), lambda case: True, settings=unshrunk)) == 12


@pytest.mark.parametrize("code", sorted(catalogue().keys() - NEVER_ALONE))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_unlawful_history_has_only_the_requested_finding(code: str, data: st.DataObject) -> None:
    if code in can_arise(GENERIC):
        has_one_finding(data.draw(unlawful(code=code)), code)


@pytest.mark.parametrize("procedure", SELDOM_ASKED, ids=lambda law: law.name)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_findings_of_another_procedure_are_drawn_alone(procedure: Procedure, data: st.DataObject) -> None:
    for code in can_arise(procedure):
        if code not in can_arise(GENERIC):
            has_one_finding(data.draw(unlawful(procedure, code=code)), code)


def has_one_finding(case: CaseFile, code: str) -> None:
    others = {each.code for each in case.at(clearance="expunged").findings} - {code}
    assert code in {each.code for each in case.at().findings}, "what is doubtful is sealed"
    assert not others or (code.startswith("late-") and len(others) == 1 and others.pop().startswith(ALWAYS_WITH))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(unlawful())
def test_any_rule_may_be_broken(case: CaseFile) -> None:
    assert found(case)


@pytest.mark.long
def test_every_finding_of_the_catalogue_can_be_drawn_under_some_law() -> None:
    drawn = {code for law in LAWS for code in can_arise(law)}
    assert catalogue().keys() - drawn == NEVER_ALONE


def test_a_code_that_cannot_be_drawn_is_refused_with_those_that_can() -> None:
    with pytest.raises(InvalidQuestion, match=r"plea-not-allowed.*after-end"):
        unlawful(code="plea-not-allowed")
    with pytest.raises(InvalidQuestion, match="'no-such-thing'"):
        unlawful(code="no-such-thing")


@settings(max_examples=5)
@given(unlawful(ELSEWHERE, code="not-in-this-procedure"))
def test_a_row_removed_from_a_derived_procedure_can_be_broken(case: CaseFile) -> None:
    assert {each.code for each in case.at().findings} == {"not-in-this-procedure"}


@pytest.mark.parametrize(
    "so",
    [
        lambda case: any(isinstance(entry.event, EntryRetracted) for entry in case),
        lambda case: any(entry.is_retraction and case[entry.revises.entry].is_retraction for entry in case),
        lambda case: any(entry.revises and not entry.is_retraction for entry in case),
        lambda case: any(
            entry.revises and not entry.is_retraction and case[entry.revises.entry].revises for entry in case
        ),
        lambda case: any(entry.account_of for entry in case),
        lambda case: any(entry.recorded_at for entry in case),
        lambda case: any(entry.docketed_on for entry in case),
        lambda case: {entry.event.on.precision for entry in case} >= {Precision.MONTH},
        lambda case: {entry.event.on.precision for entry in case} >= {Precision.NONE},
        lambda case: any(
            a.event.on.before(b.event.on).name == "YES" for b, a in zip(case.entries, case.entries[1:], strict=False)
        ),
        lambda case: any(each.code.startswith("missing-") for each in case.at().findings),
        lambda case: any(each.code == "sources-disagree" for each in case.at().findings),
    ],
    ids=[
        "retracted",
        "restored",
        "corrected",
        "again",
        "accounts",
        "recorded",
        "docketed",
        "month",
        "undated",
        "late",
        "missing",
        "disagree",
    ],
)
def test_messy_histories_have_every_kind_of_disorder(so: Any) -> None:
    find(messy(), so, settings=settings(max_examples=3000, derandomize=True, database=None, phases=[Part.generate]))


@given(messy(US_NEW_MEXICO, max_acts=5))
def test_a_messy_history_can_be_viewed_on_every_day(case: CaseFile) -> None:
    """The findings of a view name only entries that it applies, or may apply."""
    for entry in case:
        view = case.at(entry.event.on.earliest)
        applied = {each.id for each in view.timeline}
        assert all(set(finding.entries) & applied for finding in view.findings)


@pytest.mark.long
def test_the_plainest_history_is_one_filing() -> None:
    assert [entry.event for entry in find(lawful(), lambda case: len(case) > 0, settings=PLAINLY)] == [
        ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1")
    ]


def fewest(act: type[Event]) -> int:
    """Return the fewest acts that can lead to such an act, by the phases of the rows alone."""
    found = []
    for machine in GENERIC.machines:
        usual = [row for row in machine.rows if not (row.lacks or row.scope == "local")]
        steps: dict[Closed, int] = {machine.first: 0}
        for _ in machine.phases:
            for row in usual:
                for start in [phase for phase in row.start if row.to and phase in steps]:
                    steps[row.to] = min(steps.get(row.to, 99), steps[start] + 1)  # type: ignore[index, arg-type]  # it leads on
        found += [steps[s] + 1 for row in usual if row.act is act for s in row.start if s in steps]
    return min(found)


def test_the_fewest_acts_match_a_count_by_hand() -> None:
    assert [fewest(act) for act in (ChargeFiled, TrialBegan, CitationFinal, SentenceImposed)] == [1, 2, 2, 3]


@pytest.mark.long
@pytest.mark.parametrize("act", [CitationFinal, SentenceImposed])
def test_histories_shrink_to_the_fewest_possible_acts(act: type[Event]) -> None:
    shrunk = find(
        lawful(),
        lambda case: any(isinstance(entry.event, act) for entry in case),
        settings=settings(PLAINLY, max_examples=1000),
    )
    assert len(shrunk) == fewest(act)
    assert {subject.who for entry in shrunk for subject in entry.event.subjects} == {"A. Doe"}


@pytest.mark.long
def test_histories_that_reach_a_phase_shrink_to_the_shortest_way() -> None:
    shrunk = find(
        lawful(reaching=CitationPhase.FINAL, min_acts=2, max_acts=8),
        lambda case: any(isinstance(entry.event, CitationFinal) for entry in case),
        settings=settings(PLAINLY, max_examples=1000),
    )
    assert [type(entry.event) for entry in shrunk] == [CitationIssued, CitationFinal]


@pytest.mark.parametrize("strategy", [lawful(), messy(), unlawful()], ids=["lawful", "messy", "unlawful"])
def test_no_health_check_fails_at_the_default_settings(strategy: st.SearchStrategy[CaseFile]) -> None:
    @settings(settings.get_profile("default"), derandomize=True, max_examples=50, deadline=None, database=None)
    @given(strategy)
    def drawn(case: CaseFile) -> None:
        assert isinstance(case, CaseFile)

    drawn()


def test_a_step_that_names_another_charge_names_an_existing_one() -> None:
    story = Story(GENERIC, first)
    assert story.say(ChargeFiled)
    assert story.say(ChargeFiled, charge="2")
    step = next(step for step in steps(GENERIC, "charge") if step.names)
    assert story.another(step, Subject("charge", "A. Doe", "1")) == "2"
