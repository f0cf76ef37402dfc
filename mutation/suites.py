"""
Which files make up each part of the core, and the tests that pin it: first those about it, then those about its users.

Left out are tests that start a process of their own, which would load the unchanged file; pages made from the code,
whose test says that a text changed, not that it is wrong; and real data.
"""

import attrs

from mutation import ROOT

NOT = "not hash and not command and not subprocess and not extra and not three_acts and not as_a_module"


@attrs.frozen
class Suite:
    """
    One part of the core.

    Attributes:
        files: Patterns of its files, from ``src/casestate``.
        stages: The tests about it, and then those about what rests on it; what one stage lets live, the next judges.
    """

    files: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]


def _tests(*names: str) -> tuple[str, ...]:
    found = [next((ROOT / "tests").glob(f"*/test_{name}.py")) for name in names]
    return tuple([str(path.relative_to(ROOT)) for path in found])


_HARD = ("tests/hard_cases",)
_ROWS = _tests("criminal_rows", "conditional_rows", "civil", "civil_rows", "finality", "two_verdicts")
SUITES = {
    "when": Suite(("when.py",), (_tests("when"), ("src/casestate/when.py", *_tests("worlds", "terms", "coordinates")))),
    "order": Suite(
        ("engine/order.py",),
        (_tests("same_day"), _tests("order"), (*_tests("worlds", "accounts", "findings", "corrections"), *_HARD)),
    ),
    "worlds": Suite(("engine/worlds.py",), (_tests("worlds"), _tests("order", "view", "coordinates", "statements"))),
    "fold": Suite(
        ("engine/fold.py",),
        (_ROWS, _HARD, _tests("findings", "invariants_histories", "order", "fold", "why")),
    ),
    "law": Suite(
        ("law/*.py",),
        (
            _tests("law", "conviction", "headlines", "findings"),
            (*_tests("procedure", "together", "wording"), *_ROWS, "src/casestate/law"),
            (*_HARD, *_tests("lawful", "order", "view", "catalogue")),
        ),
    ),
    "view": Suite(
        ("view.py",),
        (
            _tests("view"),
            ("src/casestate/view.py", *_tests("lawful", "why", "coordinates", "if", "statements", "findings"), *_HARD),
        ),
    ),
    "codec": Suite(("codec/*.py",), (_tests("codec"), ("src/casestate/codec", *_tests("casefile", "coverage")))),
    "tables": Suite(
        (),
        (
            (*_ROWS, *_tests("conviction")),
            (*_HARD, *_tests("law", "procedure", "findings")),
            _tests("invariants_histories", "lawful", "order", "headlines", "fold"),
            _tests("invariants"),
        ),
    ),
}
