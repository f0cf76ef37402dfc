"""The page of the testing kit."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

from _pages.docstrings import items, plain
from casestate import testing
from casestate.law import Procedure
from casestate.testing import code, files, laws, machine, strategies

KIT: dict[Any, tuple[Any, ...]] = {
    testing: (testing.given, testing.Scenario, testing.Proposal),
    files: (files.CaseFiles,),
    code: (code.as_code,),
    strategies: tuple(getattr(strategies, name) for name in strategies.__all__),
    laws: (
        laws.check_fold,
        laws.check_procedure,
        laws.check_codec,
        laws.check_importer,
        laws.check_store,
        laws.LawBroken,
    ),
    machine: (machine.CaseMachine,),
}
"""What the kit offers, by the module from which it is imported."""
LAWS = {
    laws.check_fold: laws.FOLD_LAWS,
    laws.check_procedure: laws.PROCEDURE_LAWS,
    laws.check_codec: laws.CODEC_LAWS,
    laws.check_importer: laws.IMPORTER_LAWS,
    laws.check_store: laws.STORE_LAWS,
}


def page() -> Iterator[str]:
    yield "# The testing kit\n"
    yield "Made from the code. How it is used: [scenarios](../how-to/write-scenarios.md),"
    yield "[histories](../how-to/test-with-histories.md), [laws](../how-to/hold-your-own-code-to-the-laws.md)."
    for module, offered in KIT.items():
        yield f"\n## {module.__name__}\n"
        yield from _told(module)
        for each in offered:
            yield f"\n### {each.__name__}\n"
            yield from [f"```text\n{_called(each)}\n```\n"] if not isinstance(each, type) else []
            yield from _told(each)
            yield from _methods(each) if isinstance(each, type) else ()
            yield from _laws(LAWS.get(each, ()))


def _methods(cls: type) -> Iterator[str]:
    """What of a class is its own, public and not a field."""
    for name, each in vars(cls).items():
        if inspect.isfunction(each) and (not name.startswith("_") or name == "__call__"):
            yield f"\n#### {cls.__name__}.{name}\n"
            yield f"```text\n{_called(each)}\n```\n"
            yield from _told(each)


def _laws(held: Iterable[Any]) -> Iterator[str]:
    """The laws that a check holds, each with what it says and what it guards against."""
    yield from ("\n| law | what it says | |", "|---|---|---|") if held else ()
    for law in held:
        says, _, guards = (inspect.getdoc(law) or "").partition("\n\n")
        yield f"| `{law.__name__}` | {plain(says)} | {plain(guards)} |"


def _called(each: Any) -> str:
    """How a function is called: its arguments, without their types."""
    given = inspect.signature(each).parameters.values()
    bare = [p.replace(annotation=p.empty, default=_default(p.default)) for p in given if p.name != "self"]
    return each.__name__ + str(inspect.Signature(bare))


def _default(value: Any) -> Any:
    """A default as it is written in code."""
    if isinstance(value, Procedure):
        return _Named(value.name.upper())
    named = inspect.isroutine(value) or (inspect.isclass(value) and value is not inspect.Parameter.empty)
    return _Named(value.__name__) if named else value


class _Named(str):
    """A default that goes by its name."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _told(each: Any) -> Iterator[str]:
    """A docstring without its examples: the sections as lists."""
    for block in (inspect.getdoc(each) or "").split("\n\n"):
        heading, *lines = block.splitlines()
        if heading in ("Args:", "Attributes:", "Raises:"):
            yield f"{heading[:-1]}:\n"
            yield from [f"* `{name}`: {plain(text)}" for name, text in items(lines)]
        elif not heading.startswith(">>>"):
            yield plain(block)
        else:
            continue
        yield ""
