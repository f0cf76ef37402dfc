"""A file is printed as the code that makes it, also in a failing example of Hypothesis."""

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.vendor import pretty

import casestate
from casestate import GENERIC, US_FEDERAL, CaseFile, events, law
from casestate.entries import Entry, Revision, RevisionKind
from casestate.events import EVENT_TYPES, ChargeFiled, Component, EntryRetracted, Event, SettlementTerm
from casestate.sources import Source
from casestate.terms import Money, Term
from casestate.testing import registration
from casestate.testing.code import as_code
from casestate.testing.strategies import entries, lawful, messy
from casestate.when import When

NAMES = {name: getattr(module, name) for module in (law, events, casestate) for name in module.__all__}
NAMES["Revision"] = Revision
FILED = ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1")


def evaluated(case: CaseFile, **names: Any) -> Any:
    return eval(as_code(case), NAMES | names)


@given(st.one_of(messy(), lawful(US_FEDERAL)))
def test_a_history_evaluates_back_to_an_equal_file(case: CaseFile) -> None:
    assert evaluated(case) == case


@given(st.lists(entries(), max_size=3, unique_by=lambda entry: entry.id))
def test_every_field_of_every_entry_evaluates_back(drawn: list[Entry]) -> None:
    free = [
        Entry(
            id=e.id,
            event=e.event,
            source=e.source,
            recorded_at=e.recorded_at,
            docketed_on=e.docketed_on,
            ordinal=e.ordinal,
            quote=e.quote,
        )
        for e in drawn
    ]
    case = CaseFile("c", entries=free)
    assert evaluated(case) == case


def test_corrections_retractions_and_derived_procedures_evaluate_back() -> None:
    elsewhere = GENERIC.derive("elsewhere", without=["T58"])
    case = CaseFile("c", procedure=elsewhere).record(FILED, id="e2").record(FILED, quote="again")
    case = case.correct("e2", FILED, reason="misread", authority="the clerk").retract("e2", reason="in error")
    assert evaluated(case, elsewhere=elsewhere) == case
    assert "procedure=elsewhere" in as_code(case)


def test_a_retraction_that_names_a_proceeding_evaluates_back() -> None:
    revises = Revision(entry="e1", kind=RevisionKind.RETRACTION, reason="in error")
    case = (
        CaseFile("c").record(FILED).extend([Entry(id="e2", event=EntryRetracted(proceeding="CR-1"), revises=revises)])
    )
    assert evaluated(case) == case


def test_hypothesis_prints_a_file_as_code() -> None:
    registration.register()
    assert pretty.pretty(CaseFile("drawn").record(FILED)) == as_code(CaseFile("drawn").record(FILED))


@pytest.mark.parametrize(
    "type_",
    [*EVENT_TYPES, Event, When, Term, Money, Source, Entry, Revision, Component, SettlementTerm, CaseFile],
    ids=lambda each: each.__name__,
)
def test_hypothesis_knows_every_type(type_: type) -> None:
    registration.register()

    @given(st.from_type(type_))
    def drawn(value: object) -> None:
        assert isinstance(value, type_)

    drawn()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder with the entry points of pyproject.toml, as if the library were installed."""
    declared = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    entry_point = declared.split("[project.entry-points.hypothesis]\n")[1].split("\n")[0].replace('"', "")
    metadata = tmp_path / "casestate-0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: casestate\nVersion: 0\n")
    (metadata / "entry_points.txt").write_text(f"[hypothesis]\n{entry_point}\n")
    return tmp_path


def ran_in(installed: Path, program: str) -> str:
    """Return what a program prints in a new process in which the library is installed."""
    path = f"import sys; sys.path[:0] = [{str(installed)!r}, {str(Path(casestate.__file__).parent.parent)!r}]\n"
    script = path + textwrap.dedent(program)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=installed
    ).stdout


@pytest.mark.long
def test_an_installed_library_registers_its_types_with_hypothesis(installed: Path) -> None:
    program = """
        from hypothesis import Phase, given, settings, strategies as st
        from casestate import CaseFile
        from casestate.events import ChargeFiled

        @settings(max_examples=1, phases=[Phase.generate], database=None, derandomize=True, deadline=None)
        @given(st.from_type(CaseFile), st.from_type(ChargeFiled))
        def held(case, filed):
            assert not len(case), filed.on

        try:
            held()
        except AssertionError as problem:
            print(*problem.__notes__)
    """
    filed = ".record(ChargeFiled(on='2023-01-01', defendant='A. Doe', charge='1'))"
    assert f"CaseFile('drawn')\n        {filed}" in ran_in(installed, program)


def test_importing_hypothesis_does_not_import_the_library(installed: Path) -> None:
    program = "import hypothesis; print([name for name in sys.modules if name.startswith('casestate')])"
    assert ran_in(installed, program) == "[]\n"


@pytest.mark.parametrize(
    "imports",
    [
        pytest.param("import hypothesis, casestate.events", marks=pytest.mark.long),
        "import casestate.events, hypothesis",
        pytest.param("import casestate.testing.strategies", marks=pytest.mark.long),
        pytest.param("import casestate.testing.laws", marks=pytest.mark.long),
    ],
)
def test_the_types_are_registered_whichever_is_imported_first(installed: Path, imports: str) -> None:
    """A strategy made from annotations alone would draw any text as a name; ours draws one of a few defendants."""
    program = f"""
        {imports}
        from hypothesis import Phase, given, settings, strategies as st
        from casestate.events import EVENT_TYPES, ChargeDismissed
        from casestate.testing.strategies.plain import NAMES

        @settings(max_examples=20, phases=[Phase.generate], database=None, derandomize=True, deadline=None)
        @given(st.from_type(ChargeDismissed))
        def held(dismissed):
            assert dismissed.defendant in NAMES

        held()
        from hypothesis.strategies._internal.types import _global_type_lookup
        print(set(EVENT_TYPES) <= set(_global_type_lookup))
    """
    assert ran_in(installed, program) == "True\n"


def test_the_name_of_a_procedure_becomes_an_identifier() -> None:
    law = GENERIC.derive("new-law of 2023")
    case = CaseFile("drawn", procedure=law).record(FILED)
    assert "procedure=new_law_of_2023)" in as_code(case)
    assert evaluated(case, new_law_of_2023=law) == case


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("class", "class_"),
        ("CaseFile", "CaseFile_"),
        ("ChargeFiled", "ChargeFiled_"),
        ("GENERIC", "GENERIC_"),
        ("2023 law", "_2023_law"),
        ("us-federal", "us_federal"),
    ],
)
def test_the_name_of_a_procedure_avoids_taken_names(name: str, called: str) -> None:
    law = GENERIC.derive(name, without=["T58"])
    case = CaseFile("drawn", procedure=law).record(FILED)
    assert f"procedure={called})" in as_code(case)
    assert evaluated(case, **{called: law}) == case
