"""
Canaries: changes that must be killed before any figure is worth printing.

Every function of a part fails as soon as a test calls it. If the tests pass all the same, they do not run the changed
file, and each mutant of the part would seem to survive.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

_FAIL = ast.parse(
    "if 'PYTEST_CURRENT_TEST' in __import__('os').environ: raise AssertionError('a test ran the canary')"
).body
"""pytest sets the variable while a test runs, so the files still load."""


class _Fails(ast.NodeTransformer):
    """Makes every function of a file fail in a test."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.body[:0] = _FAIL
        return node


def canary(paths: Iterable[Path]) -> dict[Path, str]:
    """Return these files with every function failing in a test."""
    return {path: ast.unparse(_Fails().visit(ast.parse(path.read_text(encoding="utf-8")))) for path in paths}
