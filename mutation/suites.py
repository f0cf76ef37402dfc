"""
The parts of the core: which files make up each, and the folders of tests that judge it.

A new test is asked as soon as it is in its folder. The folders of a part come in stages: first the tests about it, then
the tests about what rests on it. Not asked are tests of commands, stores and the testing kit, and real data.
"""

from pathlib import Path

import attrs

from mutation import ROOT

OPTIONS = ("-m", "not long")


@attrs.frozen
class Suite:
    """
    One part of the core.

    Attributes:
        files: Patterns of its files, from ``src/casestate``; ``!`` before a pattern takes files out again.
        stages: The tests that judge it, as arguments of pytest. What one stage lets live, the next judges.
    """

    files: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]

    def paths(self) -> list[Path]:
        """
        Return the files of the part.

        Raises:
            SystemExit: A pattern matches no file: the part has moved.
        """
        found: dict[str, set[Path]] = {}
        for pattern in self.files:
            found[pattern] = set((ROOT / "src/casestate").glob(pattern.removeprefix("!")))
            if not found[pattern]:
                raise SystemExit(f"mutation/suites.py: no file matches {pattern}; name the files that the part has now")
        taken = [files for pattern, files in found.items() if not pattern.startswith("!")]
        left_out = [files for pattern, files in found.items() if pattern.startswith("!")]
        return sorted(set().union(*taken).difference(*left_out))


_ENGINE = (("tests/engine",), ("tests/hard_cases", "tests/law", "tests/view"))
SUITES = {
    "when": Suite(("when.py",), (("tests/values", "src/casestate/when.py"), ("tests/engine",))),
    "order": Suite(("engine/order*.py", "engine/chronology*.py"), _ENGINE),
    "worlds": Suite(("engine/worlds*.py",), _ENGINE),
    "fold": Suite(("engine/fold*.py",), (("tests/hard_cases", "tests/engine"), ("tests/law", "tests/view"))),
    "law": Suite(
        ("law/**/*.py", "!law/tables/**/*.py"),
        (("tests/law", "src/casestate/law"), ("tests/hard_cases", "tests/engine", "tests/view")),
    ),
    "view": Suite(
        ("view.py", "timeslice.py", "records.py", "handles/*.py"),
        (
            ("tests/view", "src/casestate/view.py", "src/casestate/handles"),
            ("tests/hard_cases", "tests/engine", "tests/law"),
        ),
    ),
    "codec": Suite(("codec/*.py",), (("tests/codec", "src/casestate/codec"), ("tests/events", "tests/view"))),
    "tables": Suite(("law/tables/**/*.py",), (("tests/hard_cases", "tests/law"), ("tests/engine",))),
}
