"""The page of the policies."""

import inspect
from collections.abc import Iterator, Mapping

from _pages.authorities import not_read
from _pages.docstrings import items, plain
from casestate.law import PROCEDURES, Counts, GradeOrder, Mark, Procedure
from casestate.law.checks import CHECKS
from casestate.law.conviction import READS
from casestate.law.policies import POLICIES, Policies


def page() -> Iterator[str]:
    yield "# The policies\n"
    yield "Made from the code. What each policy means, what reads it, and its value in each procedure of the library"
    yield "with the authority for it. A dash means not known, and *default* that the authority was not read.\n"
    meanings = dict(items((inspect.getdoc(Policies) or "").partition("Attributes:\n")[2].splitlines()))
    for name in POLICIES:
        yield f"## {name}\n"
        yield f"{plain(meanings[name])}\n"
        yield f"Read by {', '.join(_readers(name))}.\n"
        for procedure in PROCEDURES.values():
            yield f"* {procedure.name}: {_settled(procedure, name)}"
        yield ""
    yield "## Authorities that were not read\n"
    for procedure in PROCEDURES.values():
        cited = [(name, each.cite) for name, each in procedure.policies.cites.items() if each.mark is Mark.DEFAULT]
        if cited:
            yield f"### {procedure.name}\n"
            yield from not_read(cited)


def _readers(policy: str) -> list[str]:
    """The checks that read a policy, by code, or what else does."""
    codes = [f"[`{check.type.code}`](findings.md#{check.type.code})" for check in CHECKS if policy in check.policies]
    others = ["`is_conviction`"] if policy in READS else []
    return list(dict.fromkeys([*codes, *others])) or ["the rows of an accepted plea and of a sentence"]


def _settled(procedure: Procedure, policy: str) -> str:
    """The value of a policy in a procedure, with its authority."""
    cited = procedure.policies.cites.get(policy)
    authority = f" ({cited.cite}{', *default*' if cited.mark is Mark.DEFAULT else ''})" if cited else ""
    return f"{_value(getattr(procedure.policies, policy))}{authority}"


def _value(value: object) -> str:
    """The value of a policy in words."""
    if value is None or value == "unknown":
        return "–"
    return ("yes" if value else "no") if isinstance(value, bool) else "; ".join(_parts(value)) or "–"


def _parts(value: object) -> Iterator[str]:
    match value:
        case GradeOrder():
            yield from [words[0] for words in value.ranks]
        case Counts():
            yield from [f"{purpose.replace('_', ' ')}: {_value(counts)}" for purpose, counts in value.named.items()]
            yield f"otherwise: {_value(value.otherwise)}"
        case Mapping():
            yield from [f"{key.replace('_', ' ')}: {_limit(each)}" for key, each in value.items()]
        case frozenset():
            yield from sorted(value)
        case _:
            yield str(value).replace("_", " ")


def _limit(value: object) -> str:
    """The value of one key of a policy; where there is no limit, it says so."""
    if value is None:
        return "no limit"
    return f"({_value(value)})" if isinstance(value, Counts) else _value(value)
