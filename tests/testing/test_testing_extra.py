"""Without Hypothesis, scenarios and the plugin work, and the rest of the kit names the extra that it needs."""

import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules['hypothesis'] = None; "


def ran(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process without Hypothesis."""
    return subprocess.run([sys.executable, "-c", WITHOUT + code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", ["strategies", "laws", "machine", "strategies.histories", "laws.stores"])
def test_modules_that_draw_examples_name_the_extra(module: str) -> None:
    told = ran(f"import casestate.testing.{module}").stderr.splitlines()[-1]
    assert told.startswith("ImportError: ")
    assert told.endswith("is not installed: pip install 'casestate[testing]'")


def test_scenarios_and_the_plugin_need_no_extra() -> None:
    modules = ("", ".files", ".difference", ".code")
    assert ran(f"import {', '.join([f'casestate.testing{each}' for each in modules])}").returncode == 0
