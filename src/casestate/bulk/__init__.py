"""
Many case files at once: developments in, tables of states out.

Every answer is that of a case file. What the law does with a charge depends on its acts, their order and how close some
of them are; so each *shape* of a history is folded once, and the rest is arithmetic on whole columns. What no shape
can hold is worked out from its case file, counted, and comes back in the same table.

>>> from casestate import CaseFile, bulk
>>> from casestate.events import ChargeDismissed, ChargeFiled
>>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
>>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
>>> courts = bulk.read([case])
>>> courts.states(as_of=["2023-03-31", "2023-04-30"])["phase"].to_pylist()
['charged', 'dismissed']
"""

import casestate.bulk.extra  # noqa: F401  # isort: skip  # it says how to have NumPy and pyarrow
from casestate.bulk.buckets import Buckets, split
from casestate.bulk.courts import Courts, Summary
from casestate.bulk.findings import Findings
from casestate.bulk.reading import read

__all__ = ["Buckets", "Courts", "Findings", "Summary", "read", "split"]
