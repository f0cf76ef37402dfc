"""Many case files, read from where they are kept."""

from collections.abc import Iterable

from casestate.bulk.collecting import collected
from casestate.bulk.courts import Courts
from casestate.casefile import CaseFile
from casestate.store import Store


def read(source: Iterable[CaseFile] | Store) -> Courts:
    """
    Read many case files, to ask them together.

    Args:
        source: Case files, or a store of them.

    Raises:
        InvalidQuestion: It holds something else.
    """
    if isinstance(source, Store):
        return Courts(collected(map(source.open_case, source.cases())))
    return Courts(collected(source))
