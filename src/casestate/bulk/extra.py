"""Import NumPy and pyarrow, or raise an error that says how to install them. The package imports this first."""

try:
    import numpy as np
    import pyarrow as pa
except ImportError as problem:
    raise ImportError(
        "casestate.bulk works on columns of NumPy and pyarrow, which are not installed: pip install 'casestate[bulk]'"
    ) from problem

__all__ = ["np", "pa"]
