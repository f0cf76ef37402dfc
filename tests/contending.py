"""
One of several writers of one case; each entry says how many were before: ``contending.py ADDRESS NAME APPENDS``.

Before its first append and before its second it says that it is ready, and waits for a line. At the first time all have
read the case in one state, and only one of them can go on without another look; at the second that one knows nothing of
the others.
"""

import sys

from casestate import CaseFile
from casestate.errors import StaleExpectation
from casestate.events import Noted
from casestate.store import Store, open_store

GATES = 2
"""Before so many appends the writers wait for each other."""


def append_one(store: Store, case: CaseFile, id: str) -> tuple[CaseFile, int]:
    """Append what follows from the case as it is, and look again as often as it went on; how often that was."""
    conflicts = 0
    while True:
        longer = case.record(Noted(on="2023-01-31", text=f"after {len(case)}"), id=id)
        try:
            store.append("case", [longer.last], expect=case)
        except StaleExpectation as stale:
            case = case.extend(stale.entries)
            conflicts += 1
        else:
            return longer, conflicts


def wait_for_the_others() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def main(address: str, name: str, appends: int) -> None:
    conflicts = 0
    with open_store(address) as store:
        case = store.open_case("case")
        for number in range(appends):
            if number < GATES:
                wait_for_the_others()
            case, met = append_one(store, case, f"{name}-{number}")
            conflicts += met
    print(conflicts)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
