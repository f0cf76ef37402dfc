"""Import Hypothesis, or raise an error that says how to install it. Modules that draw examples import this first."""

try:
    import hypothesis
except ImportError as problem:
    raise ImportError(
        "casestate.testing.strategies, .laws and .machine draw examples with Hypothesis, which is not installed: "
        "pip install 'casestate[testing]'"
    ) from problem

__all__ = ["hypothesis"]
