"""
Mutants: the files of the core with one small thing changed.

The changes are those of mutmut, which makes them inside functions without decorators and switches between them while
the program runs. Much of the core is in properties, class bodies and tables, so here each mutant is a whole file,
loaded in the place of the real one.

Prose is not mutated: tests quote the messages, reasons and citations that matter.
"""

import ast
import difflib
import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import attrs
import libcst as cst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators, operator_string
from mutmut.mutation.pragma_handling import IgnoredCode

from mutation import ROOT

Drawn = TypeVar("Drawn")
_STRICT = re.compile(r",\s*(?:strict=\w+)?(?=\))")
"""Whether ``zip`` checks that its arguments are of one length: they are, so no test can see a difference."""
_PROSE = ("cite", "reason", "message", "remedy")


@attrs.frozen
class Mutant:
    """
    One mutant.

    Attributes:
        place: The file, from the root of the repository, or the table of the law.
        name: The change, in words that stay the same while other lines move: where it is, the old text, the new text.
        path: The file that is loaded otherwise.
        code: The text of that file.
    """

    place: str
    name: str
    path: Path
    code: str


def mutants(paths: Iterable[Path], most: int | None, seed: int) -> tuple[list[Mutant], int]:
    """Return mutants of these files, at most so many, drawn by lot, and how many there are in all."""
    files = [(path, *_changes(path)) for path in paths]
    every = [(path, module, mutation) for path, module, changes in files for mutation in changes]
    made = {mutant.code: mutant for mutant in (_mutant(*each) for each in lot(every, most, seed)) if mutant is not None}
    return sorted(made.values(), key=lambda mutant: (mutant.place, mutant.name)), len(every)


def lot(every: list[Drawn], most: int | None, seed: int) -> list[Drawn]:
    """Return at most so many, drawn by lot with this seed."""
    return every if most is None or most >= len(every) else random.Random(seed).sample(every, most)  # noqa: S311


def _changes(path: Path) -> tuple[cst.Module, list[Mutation]]:
    visitor = _Everywhere([*_operators()], IgnoredCode(set(), set(), set()))
    module = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8"))).visit(visitor)
    return module, visitor.mutations


def _mutant(path: Path, module: cst.Module, mutation: Mutation) -> Mutant | None:
    changed = deep_replace(module, mutation.original_node, mutation.mutated_node)
    assert isinstance(changed, cst.Module)
    same = _STRICT.sub("", changed.code) == _STRICT.sub("", module.code)
    place = str(path.relative_to(ROOT))
    return None if same else Mutant(place, _name(module.code, changed.code), path, changed.code)


class _Everywhere(MutationVisitor):
    """Finds all that mutmut would change, also outside functions and in functions with decorators."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef | cst.Param):
            return False
        if isinstance(node, cst.Arg) and node.keyword is not None and node.keyword.value in _PROSE:
            return True
        if isinstance(node, cst.Assign | cst.AnnAssign) and _exports(node):
            return True
        return bool(super()._skip_node_and_children(node))


def _exports(node: cst.Assign | cst.AnnAssign) -> bool:
    target = node.targets[0].target if isinstance(node, cst.Assign) else node.target
    return isinstance(target, cst.Name) and target.value == "__all__"


def _operators() -> Iterator[tuple[type, Callable[[Any], Iterable[cst.CSTNode]]]]:
    for kind, operator in mutation_operators:
        yield (kind, _word) if operator is operator_string else (kind, operator)


def _word(node: cst.BaseString) -> Iterator[cst.BaseString]:
    """Change a name, a code or a key once, and a text of several words not at all."""
    if isinstance(node, cst.SimpleString) and not any(letter.isspace() for letter in node.raw_value):
        yield from islice(operator_string(node), 1)


def _name(source: str, code: str) -> str:
    old, new, scopes = source.splitlines(), code.splitlines(), _scopes(source)
    for kind, first, end, start, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            return f"{scopes[first]}: {_line(old[first:end])} -> {_line(new[start:stop])}"
    raise AssertionError("a mutant differs from its file")


def _line(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _scopes(source: str) -> list[str]:
    """Return for each line the function, class or assignment that it is in."""
    scopes = ["module"] * (len(source.splitlines()) + 1)

    def note(body: list[ast.stmt], within: str) -> None:
        for node in body:
            name = _named(node)
            if name:
                whole = f"{within}{name}"
                first = min([node.lineno, *[each.lineno for each in getattr(node, "decorator_list", [])]])
                assert node.end_lineno is not None
                scopes[first - 1 : node.end_lineno] = [whole] * (node.end_lineno - first + 1)
                note(getattr(node, "body", []) if isinstance(node, ast.ClassDef) else [], f"{whole}.")

    note(ast.parse(source).body, "")
    return scopes


def _named(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else ""
