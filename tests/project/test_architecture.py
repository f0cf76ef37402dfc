"""What holds for the package as a whole."""

import ast
import importlib
import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import casestate
import casestate.bulk
import casestate.bulk.spark
import casestate.events
import casestate.exporters
import casestate.importers
import casestate.law
import casestate.state
import casestate.store
import casestate.tables
from casestate import errors
from casestate.law.kinds import KINDS

PUBLIC = [
    casestate,
    casestate.events,
    casestate.bulk,
    casestate.bulk.spark,
    casestate.exporters,
    casestate.importers,
    casestate.law,
    casestate.state,
    casestate.store,
    casestate.tables,
]
DOCUMENTED = [
    (module, name)
    for module in PUBLIC
    for name in module.__all__
    if inspect.isclass(getattr(module, name)) or inspect.isfunction(getattr(module, name))
]


@pytest.mark.parametrize(
    ("module", "name"), DOCUMENTED, ids=[f"{module.__name__}.{name}" for module, name in DOCUMENTED]
)
def test_every_public_name_is_documented_in_its_own_words(module: ModuleType, name: str) -> None:
    value = getattr(module, name)
    own = (vars(value).get("__doc__") if inspect.isclass(value) else value.__doc__) or ""
    assert own.strip(), name
    assert not own.startswith(f"{name}("), name


@pytest.mark.parametrize("module", PUBLIC, ids=lambda module: module.__name__)
def test_public_names_are_sorted_unique_and_there(module: ModuleType) -> None:
    names = list(module.__all__)
    assert len(set(names)) == len(names)
    assert all(hasattr(module, name) for name in names)
    assert set(names) <= set(dir(module))


def test_each_name_of_the_package_is_the_object_its_module_defines() -> None:
    for module, names in casestate._NAMES.items():
        assert all(getattr(casestate, name) is getattr(importlib.import_module(module), name) for name in names)
    assert sorted(name for names in casestate._NAMES.values() for name in names) == sorted(casestate.__all__)
    with pytest.raises(AttributeError, match="module 'casestate' has no attribute 'CaseFiles'"):
        _ = casestate.CaseFiles


def test_the_public_modules_are_imported_when_they_are_first_used() -> None:
    program = (
        "import casestate; print([vars(casestate)['__getattr__'](name).__name__ for name in casestate._SUBMODULES])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    names = ("bulk", "events", "exporters", "importers", "law", "state", "store", "tables", "testing")
    assert ran.stdout == f"{[f'casestate.{name}' for name in names]}\n"
    assert set(names) <= set(dir(casestate))
    assert casestate.__getattr__("events") is casestate.events


def test_importing_the_package_imports_nothing_of_it() -> None:
    program = "import sys, casestate; print([name for name in sys.modules if name.startswith(('casestate', 'attr'))])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "['casestate']\n"


def test_a_file_under_the_generic_procedure_makes_no_other() -> None:
    program = (
        "import sys; from casestate import CaseFile; CaseFile('c').at().findings\n"
        "print([name for name in sys.modules if name.startswith(('casestate.law.places.', 'casestate.law.juris'))])\n"
        "from casestate.law import US_CALIFORNIA, US_FEDERAL; print(US_FEDERAL.name, US_CALIFORNIA.name)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\nus-federal us-california\n"


@pytest.mark.parametrize("name", ["casestate.law", "casestate.law.places"])
def test_a_procedure_that_the_library_does_not_have_is_no_attribute(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'ATLANTIS'"):
        _ = importlib.import_module(name).ATLANTIS


def test_every_module_says_what_it_is_for() -> None:
    root = Path(casestate.__file__).parent
    for path in sorted(root.rglob("*.py")):
        dotted = ".".join(("casestate", *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
        assert (importlib.import_module(dotted).__doc__ or "").strip(), dotted


def test_every_error_is_one_of_the_library_and_one_a_caller_would_expect() -> None:
    every = [each for each in vars(errors).values() if inspect.isclass(each) and issubclass(each, Exception)]
    assert len(every) > 5
    for error in every:
        assert issubclass(error, errors.CasestateError)
        assert error is errors.CasestateError or issubclass(error, ValueError | LookupError | OSError)


def test_the_core_loads_the_standard_library_attrs_and_dateutil_only() -> None:
    bare = "import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    program = f"from casestate import CaseFile; {bare}"
    loaded, before = (
        set(json.loads(subprocess.run([sys.executable, "-c", text], capture_output=True, check=True).stdout))
        for text in (program, bare)
    )
    foreign = {name for name in loaded - before if name not in sys.stdlib_module_names}
    assert foreign == {"casestate", "attr", "attrs", "dateutil", "six"} & foreign
    assert {"casestate", "attrs", "dateutil"} <= foreign


def test_many_names_are_cut_short_in_a_message() -> None:
    ids = tuple(f"e{number}" for number in range(14))
    assert "e11 and 2 more" in str(errors.AmbiguousState("A. Doe", "plea", "2023-01-01", ids, possible=(), words=()))
    assert "e12" not in str(errors.TooManyPossibilities("A. Doe", "2023-01-01", ids, 12))
    problems = tuple(f"{line}: wrong" for line in range(60))
    assert str(errors.InvalidFile("f", problems)).endswith("f:49: wrong\n... and 10 more")


def _law_in(path: Path) -> set[str]:
    """The acts and axes that a file names: imports of them, and the names of axes in quotes."""
    acts = {
        act.__name__ for procedure in casestate.law.PROCEDURES.values() for act in {row.act for row in procedure.rows}
    }
    axes = {axis: type(value).__name__ for kind in KINDS.values() for axis, value in kind.axes.items()}
    del axes["phase"]  # every table is a table of phases
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            named |= {each.name for each in node.names}
        elif isinstance(node, ast.Constant):
            named |= {node.value} if isinstance(node.value, str) else set()
    return named & {*acts, *axes, *axes.values(), "Phase", "ClaimPhase", "CitationPhase"}


def test_the_law_stands_in_law_state_and_events_only() -> None:
    """The engine and all above it, up to the store, read rows and metadata: they name no act and no axis."""
    root = Path(casestate.__file__).parent
    files = [
        *[path for folder in ("engine", "explain", "codec", "store") for path in (root / folder).rglob("*.py")],
        root / "view.py",
        root / "casefile.py",
    ]
    found = {path.relative_to(root).as_posix(): _law_in(path) for path in files}
    assert {path: names for path, names in found.items() if names} == {}
    assert _law_in(root / "law" / "checks" / "ending.py") >= {"ChargeDismissed", "Disposition"}
