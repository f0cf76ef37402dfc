"""
The checks that hold under every procedure, one module for each part of the law.

A check exists by being defined in a module of this package. What no law allows is an ERROR, what a policy of the
procedure forbids has severity POLICY, and an unknown policy raises nothing. A check finds only what is certain: a date
that leaves it open raises nothing.
"""

from importlib import import_module
from pkgutil import iter_modules

from casestate.law.checking import Check


def _defined() -> tuple[Check, ...]:
    modules = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
    return tuple([each for module in modules for each in vars(module).values() if isinstance(each, Check)])


CHECKS = _defined()
"""Every check of the library."""
