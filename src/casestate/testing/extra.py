"""Hypothesis, on which all of the kit that draws examples rests; imported first, it says how to have it."""

try:
    import hypothesis
except ImportError as problem:
    raise ImportError(
        "casestate.testing.strategies, .laws and .machine draw examples with Hypothesis, which is not installed: "
        "pip install 'casestate[testing]'"
    ) from problem

__all__ = ["hypothesis"]
