"""The coverage page places every row of the law, every value and every vendor's word, and what it claims holds."""

import runpy
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from casestate import CaseFile, Certainty, events
from casestate.codec import dumps, loads
from casestate.codec.shape import BY_WIRE
from casestate.events import EVENT_TYPES, ChargeAct, CitationAct, ClaimAct, EntryRetracted, Event, Noted
from casestate.law import GENERIC, Severity
from casestate.testing import strategies
from casestate.view import View
from casestate.vocabulary import Closed, Vocabulary

DOCS = Path(__file__).parents[2] / "docs"
MADE: Any = type("Made", (), runpy.run_path(str(DOCS / "coverage.py")))
ROWS, VALUES, WORDS = (MADE.table(name) for name in ("rows", "values", "words"))

PRELUDES = {
    "not_charged": "",
    "charged": "ChargeFiled offense=theft",
    "triable": "ChargeFiled offense=theft; BoundOver",
    "on_trial": "ChargeFiled offense=theft; BoundOver; TrialBegan",
    "found_guilty": "ChargeFiled offense=theft; BoundOver; TrialBegan; VerdictReturned verdict=guilty",
    "judged": "ChargeFiled offense=theft; BoundOver; TrialBegan; VerdictReturned verdict=guilty; SentenceImposed",
}


def named(line: dict[str, str]) -> str:
    """Return a line by the words that name it."""
    return "-".join(list(line.values())[:2])


def test_every_row_of_the_law_has_a_line() -> None:
    of_the_law = [*(f"T{n:02}" for n in range(1, 66)), *(f"C{n:02}" for n in range(1, 13)), "G01", "G02", "G03"]
    assert set(of_the_law) <= {line["row"] for line in ROWS}


def test_every_federal_disposition_code_has_a_line() -> None:
    """The codes of the Federal Judicial Center run from 0 to 21, without 6 and 7."""
    codes = [line["term"].split()[0] for line in WORDS if line["source"] == "FJC disposition code"]
    assert sorted(codes, key=int) == [str(code) for code in range(22) if code not in (6, 7)]


def test_no_line_stands_twice() -> None:
    for lines in (ROWS, VALUES, WORDS):
        names = [named(line) for line in lines]
        assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize("line", ROWS, ids=lambda line: line["row"])
def test_a_row_of_the_law_is_carried(line: dict[str, str]) -> None:
    rows = MADE.rows_of(line)
    assert rows or MADE.homes(line["event and field"]), f"{line['row']} is carried by nothing"
    assert set(rows) <= {row.id for row in GENERIC.rows}


def test_every_row_of_the_table_speaks_of_a_row_of_the_law() -> None:
    carried = {row for line in ROWS for row in MADE.rows_of(line)}
    assert [row.id for row in GENERIC.rows if row.id not in carried] == []


@pytest.mark.parametrize("line", [*ROWS, *VALUES], ids=named)
def test_a_home_exists(line: dict[str, str]) -> None:
    homes = MADE.homes(line.get("event and field", line.get("carried by", "")))
    assert homes or "row" in line, f"{named(line)} has no home"
    for home in homes:
        if home.value:
            assert_value_exists(home)
        elif home.field:
            assert hasattr(home.type, home.field) or home.field in attrs.fields_dict(home.type), str(home)


def assert_value_exists(home: Any) -> None:
    """Assert that the field takes the value as one of its own words."""
    kind = MADE.vocabulary_of(home.type, home.field)
    assert issubclass(kind, Vocabulary | Closed), f"{home} is not a coded field"
    assert home.value in {member.value for member in kind}, f"{home} is not among {kind.__name__}"


def test_every_value_of_every_vocabulary_has_a_line() -> None:
    """A member added to a vocabulary must be in the page, or be named here with the reason."""
    carried = {(home.owner, home.field, home.value) for line in VALUES for home in MADE.homes(line["carried by"])}
    lists = {
        ("ChargeFiled", "instrument"): set(),
        ("ChargeFiled", "severity"): set(),
        ("ChargeAmended", "kind"): set(),
        ("PleaEntered", "plea"): set(),
        ("VerdictReturned", "verdict"): {"unknown"},
        ("HearingSet", "kind"): {"unknown"},
        ("Stated", "modality"): set(),
        ("MotionDecided", "outcome"): {"unknown"},
        ("Component", "kind"): {"conditional_discharge", "supervision", "unknown"},  # England; seen in Cook County
    }
    for (owner, field), beyond in lists.items():
        home = MADE.Home(owner, field)
        kind = MADE.vocabulary_of(home.type, field)
        missing = {member.value for member in kind} - {value for o, f, value in carried if (o, f) == (owner, field)}
        assert missing == beyond, f"{owner}.{field}: {sorted(missing)} have no line in values.csv"


def history(line: dict[str, str]) -> CaseFile:
    """Return the file that a line of words describes, with one act each day."""
    acts = [*MADE.acts(PRELUDES[line["from"]]), *MADE.acts(line["acts"])]
    case = CaseFile("word")
    for day, event in enumerate(acts, start=1):
        case = case.record(attrs.evolve(event, on=f"2023-03-{day:02}"))
    return case


def told(view: View, name: str) -> str:
    """Return the value of an axis of the charge, its version or the defendant."""
    if MADE.WHO not in view.defendants:
        return {"phase": "not_charged"}[name]
    defendant = view[MADE.WHO]
    charge = defendant.charge(MADE.CHARGE)
    value = getattr(next(each for each in (charge, charge.version, defendant) if hasattr(each, name)), name)
    return value.name.lower() if isinstance(value, Certainty) else str(value)


@pytest.mark.parametrize("line", [line for line in WORDS if line["from"]], ids=named)
def test_a_word_folds_to_what_is_claimed(line: dict[str, str]) -> None:
    view = history(line).at()
    claimed = dict(each.split("=", 1) for each in line["gives"].split())
    assert {name: told(view, name) for name in claimed} == claimed
    doubts = [f.code for f in view.findings if f.severity in (Severity.ERROR, Severity.INCOMPLETE)]
    assert doubts == [code for code in ("unread-outcome",) if code in line["note"]]


@pytest.mark.parametrize("line", [line for line in WORDS if not line["from"]], ids=named)
def test_a_word_without_acts_says_why(line: dict[str, str]) -> None:
    assert line["note"]
    assert not line["acts"]
    assert not line["gives"]


def test_a_phase_before_a_word_is_the_phase_it_says() -> None:
    for phase in PRELUDES.keys() - {"not_charged"}:
        assert history({"from": phase, "acts": ""}).at().charge(MADE.WHO, MADE.CHARGE).phase == phase


@pytest.mark.parametrize("act", EVENT_TYPES, ids=lambda act: act.__name__)
def test_an_event_has_everything_that_an_event_needs(act: type[Event]) -> None:
    """Adding an event without its row, its place in the codec, its strategy or its line in the docs fails by name."""
    page = (DOCS / "reference" / "events.md").read_text(encoding="utf-8")
    has = {
        "its name in the codec": BY_WIRE.get(act.wire) is act,
        "its line in docs/reference/events.md": f"| [`{act.__name__}`](#{act.__name__.lower()}) |" in page,
        "its section there": f"\n### {act.__name__}\n" in page and f"it is `{act.wire}`" in page,
        "words of what it records": bool((act.__doc__ or "").strip()),
    }
    if issubclass(act, ChargeAct | ClaimAct | CitationAct):
        has["a row in the transition table"] = act in {row.act for row in GENERIC.rows}
        has["a record of a state that it joins"] = sum(act in machine.records for machine in GENERIC.machines) == 1
    lacks = [what for what, there in has.items() if not there]
    assert not lacks, f"{act.__name__} lacks {', '.join(lacks)}"


@pytest.mark.parametrize("act", EVENT_TYPES, ids=lambda act: act.__name__)
def test_an_event_has_a_strategy_and_comes_back_from_a_file(act: type[Event]) -> None:
    @settings(max_examples=5, deadline=None)
    @given(strategies.events(act))
    def comes_back(event: Event) -> None:
        assert type(event) is act
        case = CaseFile("one").record(Noted(on="2023", text="x"))
        case = case.retract("e1", reason="in error") if act is EntryRetracted else case.record(event)
        assert loads(dumps(case)).entries == case.entries

    comes_back()


def test_every_event_of_the_vocabulary_can_be_recorded() -> None:
    kinds = [getattr(events, name) for name in events.__all__]
    written = {kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Event) and "wire" in vars(kind)}
    assert {kind.__name__ for kind in written.symmetric_difference(EVENT_TYPES)} == set()


def subclasses(kind: type[Event]) -> set[type[Event]]:
    return {kind}.union(*[subclasses(each) for each in kind.__subclasses__()])


def test_every_event_written_in_the_package_is_in_the_list_of_events() -> None:
    """An event defined in a module and exported nowhere is found, too."""
    written = [kind for kind in subclasses(Event) if kind.__module__.startswith("casestate.") and "wire" in vars(kind)]
    # By name, for attrs makes each class anew and the one it was made from may linger.
    assert {kind.__name__ for kind in written} == {kind.__name__ for kind in EVENT_TYPES}


def test_wire_names_are_each_one_events() -> None:
    wires = [act.wire for act in EVENT_TYPES]
    assert len(wires) == len(set(wires))
