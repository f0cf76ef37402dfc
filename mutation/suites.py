"""
Which files make up each part of the core, and the tests that pin it: first those about it, then those about its users.

Left out are tests that start a process of their own, which would load the unchanged file; pages made from the code,
whose test says that a text changed, not that it is wrong; and real data.
"""

import attrs

NOT = "not hash and not command and not subprocess and not extra and not three_acts and not as_a_module"


@attrs.frozen
class Suite:
    """
    One part of the core.

    Attributes:
        files: Patterns of its files, from ``src/casestate``.
        near: The tests about it.
        far: The tests about what rests on it, which judge a mutant that the near ones let live.
    """

    files: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]


def _tests(*names: str) -> tuple[str, ...]:
    return tuple([f"tests/test_{name}.py" for name in names])


_HARD = ("tests/hard_cases",)
SUITES = {
    "when": Suite(
        ("when.py",),
        (*_tests("when"), "src/casestate/when.py"),
        _tests("worlds", "order", "terms", "coordinates", "codec", "accounts"),
    ),
    "order": Suite(
        ("order.py",),
        (*_tests("order", "same_day"), "src/casestate/order.py"),
        (*_tests("worlds", "accounts", "findings", "corrections"), *_HARD),
    ),
    "worlds": Suite(
        ("worlds.py",),
        (*_tests("worlds"), "src/casestate/worlds.py"),
        (*_tests("order", "view", "coordinates", "statements"), *_HARD),
    ),
    "fold": Suite(
        ("fold.py",),
        _tests("conditional_rows", "criminal_rows", "finality", "two_verdicts"),
        (*_HARD, *_tests("civil", "findings", "invariants_histories", "order", "fold")),
    ),
    "law": Suite(
        ("law/*.py",),
        (
            *_tests("law", "procedure", "conviction", "headlines", "findings", "together", "wording", "finality"),
            *_tests("criminal_rows", "conditional_rows", "civil", "two_verdicts"),
            "src/casestate/law",
            *_HARD,
        ),
        _tests("invariants_histories", "lawful", "order", "view", "coverage"),
    ),
    "view": Suite(
        ("view.py",),
        (*_tests("view"), "src/casestate/view.py"),
        (*_tests("coordinates", "if", "casefile", "statements", "findings", "words"), *_HARD),
    ),
    "codec": Suite(
        ("codec/*.py",),
        (*_tests("codec"), "src/casestate/codec"),
        _tests("casefile", "cli"),
    ),
    "tables": Suite(
        (),
        (
            *_tests("law", "procedure", "criminal_rows", "conditional_rows", "civil", "finality", "two_verdicts"),
            *_tests("conviction", "findings"),
            *_HARD,
        ),
        _tests("invariants_histories", "lawful", "order", "headlines", "fold"),
    ),
}
