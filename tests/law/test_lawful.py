"""The acts that the law allows next and the findings that a proposed event would add agree with recording it."""

import pickle
import typing
from datetime import timedelta
from typing import Any

import attrs
import pytest

from casestate import GENERIC, CaseFile, Entry, Severity
from casestate.errors import AmbiguousState, IllegalDevelopment, NotInFile
from casestate.events import (
    AppealDecided,
    ChargeDismissed,
    ChargeFiled,
    Component,
    Event,
    PleaEntered,
    Stated,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES, Procedure
from casestate.law.lawful import LawfulAct, lawful
from casestate.law.transition import Machine, Table
from casestate.state import Phase
from casestate.vocabulary import Vocabulary

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
NEEDED: dict[str, Any] = {**ONE, "plea": "guilty"}
LAST, NEXT = "2023-12-31", "2024-01-01"
TO = {
    Phase.NOT_CHARGED: "",
    Phase.CHARGED: "charge.filed",
    Phase.TRIABLE: "charge.filed:indictment",
    Phase.ON_TRIAL: "charge.filed:indictment trial.began",
    Phase.DIVERTED: "charge.filed diversion.started",
    Phase.FOUND_GUILTY: "charge.filed plea.accepted",
    Phase.DEFERRED: "charge.filed plea.accepted adjudication.deferred",
    Phase.SENTENCE_DEFERRED: "charge.filed plea.accepted sentence.deferred",
    Phase.JUDGED: "charge.filed plea.accepted sentence.imposed",
    Phase.DISMISSED: "charge.filed charge.dismissed:without",
    Phase.BARRED: "charge.filed charge.dismissed:with",
    Phase.OVERTURNED: "charge.filed:indictment trial.began verdict.returned:guilty acquittal.ordered",
    Phase.ACQUITTED: "charge.filed:indictment trial.began verdict.returned:not_guilty",
    Phase.SUPERSEDED: "charge.filed charge.superseded",
    Phase.ABATED: "charge.filed charge.abated",
}
"""Lawful acts that lead to each phase."""
WIRES = {act.wire: act for act in {act for machine in GENERIC.machines for act in machine.records}}
FIELDS = GENERIC.by_kind["charge"].fields


def proposed(act: type[Event], value: str | None = None, link: str = "", on: str = NEXT) -> Event:
    """An act on charge 1, with a value of its discriminating field; or a filing of charge 2 that links to it."""
    fields = [field.name for field in attrs.fields(act) if field.default is attrs.NOTHING]
    given = {name: NEEDED[name] for name in fields if name in NEEDED} | {"on": on}
    if value is not None:
        given[FIELDS[act]] = value
    if link:
        given |= {"charge": "2", link: "1"}
    return act(**given)


def standing(phase: Phase, procedure: Procedure = GENERIC) -> CaseFile:
    about = ChargeFiled(on="[2022..]", defendant="A. Doe", charge="1")
    said = Stated(on="2022-12-31", by="a source", modality="expects", about=about)
    case = CaseFile(
        "c", procedure=procedure, entries=[Entry(id="said", event=said)] if phase is Phase.NOT_CHARGED else []
    )
    for place, label in enumerate(TO[phase].split(), 1):
        wire, _, rest = label.partition(":")
        name, _, year = wire.partition("@")
        on = f"{year}-01-02" if year else f"2023-01-{place:02d}"
        case = case.record(proposed(WIRES[name], rest or None, on=on))
    assert case.at(LAST, clearance="expunged").charge("A. Doe", "1").phase is phase
    return case


def vocabulary(act: type[Event]) -> type[Vocabulary]:
    kind = attrs.fields_dict(act)[FIELDS[act]].type
    (found,) = [
        each for each in (kind, *typing.get_args(kind)) if isinstance(each, type) and issubclass(each, Vocabulary)
    ]
    return found


def every_act() -> list[tuple[type[Event], str, str | None]]:
    """Each act of the table with each value its discriminating field can have, and each way to link to a charge."""
    table = GENERIC.by_kind["charge"]
    acts = dict.fromkeys([(row.act, row.link) for row in table.rows if " " not in row.link])
    return [
        (act, link, value)
        for act, link in acts
        for value in ([each.value for each in vocabulary(act)] if act in FIELDS and not link else [None])
    ]


def allows(lawful: tuple[LawfulAct, ...], act: type[Event], link: str, value: str | None) -> bool:
    """
    Return whether an act with a value is among those allowed.

    An allowed act without values stands for all values that no row of the act names.
    """
    named = {
        each for row in GENERIC.by_kind["charge"].rows if (row.act, row.link) == (act, link) for each in row.values
    }
    bare = [each for each in lawful if each.doubt not in OF_WHAT_IT_SAYS and each.row != A_LATER_LINE]
    mine = [each for each in bare if (each.act, each.link) == (act, link)]
    return any(value in each.values if value in named else not each.values for each in mine)


WEIGHED = (
    "prejudice-unspecified",
    "missing-appeal",
    "missing-judgment",
    "plea-of-another-nature",
    "refiled-while-pending",
    "deferral-not-ended",
    "pardon-without-charge",
)
"""The findings on a charge as a whole, which do not compare the act with its row."""
REPORTED = (
    "local-law",
    "diversion-not-ended",
    "affirmed-in-part",
    "reinstated-after-bar",
    "filed-again-under-its-id",
    "another-paper-under-one-id",
)
"""The findings on acts that take effect all the same."""
OF_WHAT_IT_SAYS = ("another-paper-under-one-id", "second-plea", "plea-after-verdict", "sentenced-again")
"""The findings on acts that say more than the barest one of their kind."""
A_LATER_LINE = "T18s"
"""The row of a line on a plea that says more of its offence, which the barest one does not."""


@pytest.mark.parametrize("phase", Phase)
def test_what_is_lawful_raises_nothing_and_all_else_raises_something(phase: Phase) -> None:
    case = standing(phase)
    lawful = case.at(LAST, clearance="expunged").charge("A. Doe", "1").lawful()
    outcomes = set()
    for act, link, value in every_act():
        grave = [
            finding
            for finding in case.check(proposed(act, value, link), as_of=NEXT)
            if finding.charge == "1" and finding.code not in (*WEIGHED, *REPORTED)
        ]
        allowed = allows(lawful, act, link, value)
        assert (grave == []) == allowed, (act, link, value, grave)
        outcomes.add(allowed)
    assert outcomes == {True, False}


OF_ITS_KIND = {"offense": "3", "specification": "3", "components": (Component(kind="prison"),)}
"""What an act says in fields that do not hold ids of charges."""


@pytest.mark.parametrize("phase", Phase)
def test_a_lawful_act_leads_where_it_says(phase: Phase) -> None:
    case = standing(phase)
    day = case.last.when.earliest
    assert day is not None
    before = case.at(day - timedelta(1), clearance="expunged")
    for each in case.at(LAST, clearance="expunged").charge("A. Doe", "1").lawful():
        back = before.charge("A. Doe", "1").phase if each.undoes else phase
        if " " in each.link or (not each.values and each.act in FIELDS):
            continue
        for value in each.values or (None,):
            named: dict[str, Any] = {name: OF_ITS_KIND.get(name, ("3",)) for name in each.names}
            named |= {name: words[0] for name, words in each.saying}
            act = attrs.evolve(proposed(each.act, value, each.link), **named)
            after = case.record(act).at(NEXT, clearance="expunged").charge("A. Doe", "1")
            assert after.phase is (each.to or back), each


def test_each_act_names_its_rule_and_row() -> None:
    (dismissed,) = [
        each
        for each in standing(Phase.TRIABLE).at().charge("A. Doe", "1").lawful()
        if each.act is ChargeDismissed and each.values == ("with",)
    ]
    assert (dismissed.to, dismissed.row) == (Phase.BARRED, "T33w")
    assert "FRCrimP 48(b)" in dismissed.cite
    assert "bars another prosecution" in dismissed.why


def test_what_depends_on_more_than_the_phase_is_listed_where_it_is_so() -> None:
    tried = CaseFile("c").record(ChargeFiled(on="2023-01-01", severity="misdemeanor", **ONE))
    felony = CaseFile("c").record(ChargeFiled(on="2023-01-01", severity="felony", **ONE))
    rows = {each.row for each in tried.at().charge("A. Doe", "1").lawful()} - {
        each.row for each in felony.at().charge("A. Doe", "1").lawful()
    }
    assert {GENERIC.row(row).act for row in rows} >= {TrialBegan}
    assert tried.record(TrialBegan(on="2023-02-01", **ONE)).at().findings == ()


def test_an_acquittal_leaves_no_act_that_leads_anywhere() -> None:
    lawful = standing(Phase.ACQUITTED).at().charge("A. Doe", "1").lawful()
    assert lawful
    assert [each for each in lawful if each.to is not None] == []


def test_a_dismissal_without_prejudice_may_be_filed_again_and_one_with_prejudice_may_not() -> None:
    links = {
        phase: {each.link for each in standing(phase).at().charge("A. Doe", "1").lawful()}
        for phase in (Phase.DISMISSED, Phase.BARRED)
    }
    assert "refiles" in links[Phase.DISMISSED]
    assert "refiles" not in links[Phase.BARRED]


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda each: each.name)
def test_what_is_lawful_is_read_off_the_procedure_of_the_file(procedure: Procedure) -> None:
    acts = [each.row for each in standing(Phase.JUDGED, procedure).at().charge("A. Doe", "1").lawful()]
    elsewhere = procedure.derive("elsewhere", without=["T58"])
    there = [each.row for each in standing(Phase.JUDGED, elsewhere).at().charge("A. Doe", "1").lawful()]
    assert [row for row in acts if row != "T58"] == there


def test_where_the_state_is_open_so_is_what_the_law_allows() -> None:
    case = standing(Phase.CHARGED).record(ChargeDismissed(on="2023-06", prejudice="with", **ONE))
    with pytest.raises(AmbiguousState, match="e2"):
        case.at("2023-06-15").charge("A. Doe", "1").lawful()
    with pytest.raises(NotInFile, match="no charge '9'"):
        case.at().charge("A. Doe", "9").lawful()


def test_check_records_nothing_and_says_what_recording_would_raise() -> None:
    case = standing(Phase.BARRED)
    event = PleaEntered(on=NEXT, plea="guilty", **ONE)
    before = case.entries
    (finding,) = case.check(event)
    assert case.entries == before
    assert case.at().findings == ()
    assert finding in case.record(event).at().findings
    assert (finding.code, finding.severity, finding.entries) == ("after-end", Severity.ERROR, ("e3",))


def test_strict_raises_the_finding_that_check_gives() -> None:
    case, event = standing(Phase.BARRED), PleaEntered(on=NEXT, plea="guilty", **ONE)
    (finding,) = case.check(event)
    with pytest.raises(IllegalDevelopment) as refused:
        case.record(event, strict=True)
    assert str(refused.value) == f"[{finding.code}] {finding.message}; {finding.remedy}"
    assert refused.value.finding == finding
    again = pickle.loads(pickle.dumps(refused.value))
    assert (str(again), again.finding) == (str(refused.value), finding)


def test_check_tells_only_what_the_event_adds() -> None:
    case = standing(Phase.CHARGED).record(TrialBegan(on="2023-02-01", **ONE))
    assert [each.code for each in case.at().findings] == ["missing-bind-over"]
    assert case.check(VerdictReturned(on=NEXT, verdict="not guilty", **ONE)) == ()
    assert [each.code for each in case.check(AppealDecided(on=NEXT, outcome="affirmed", **ONE))] == ["missing-appeal"]


def test_check_as_of_a_day_before_the_event_finds_nothing() -> None:
    case, event = standing(Phase.BARRED), PleaEntered(on=NEXT, plea="guilty", **ONE)
    assert case.check(event, as_of=LAST) == ()
    assert [each.code for each in case.check(event, as_of=NEXT)] == ["after-end"]


def test_check_finds_an_id_that_is_free() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-31", **ONE), id="e2")
    assert case.check(PleaEntered(on="2023-02-01", plea="guilty", **ONE)) == ()


def test_the_table_is_compiled_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    procedure = GENERIC.derive("elsewhere")
    compiled: list[str] = []
    compile_table = Machine.compiled

    def counted(machine: Machine) -> Table:
        compiled.append(machine.kind)
        return compile_table(machine)

    monkeypatch.setattr(Machine, "compiled", counted)
    view = standing(Phase.TRIABLE, procedure).at()
    assert view.charge("A. Doe", "1").lawful() == view.charge("A. Doe", "1").lawful()
    assert sorted(compiled) == sorted(machine.kind for machine in procedure.machines)


def test_the_repr_of_a_lawful_act_names_the_act_its_words_and_its_row() -> None:
    shown = {repr(each) for each in lawful(GENERIC, "charge", Phase.CHARGED)}
    assert "<LawfulAct T02: ChargeFiled=amended_information|information to charged>" in shown
    assert max(map(len, shown)) <= 160
    assert "<LawfulAct T07: ChargeAmended>" in shown
