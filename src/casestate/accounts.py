"""
One act, several accounts: which of them speaks.

Entries tied by ``account_of`` report one act and count once. The account on the strongest basis prevails, and of equals
the one last entered; it stands in the place of all of them, so that links to any account reach it.
"""

from collections.abc import Iterable

from casestate.entries import Entry


def prevailing(entries: Iterable[Entry]) -> tuple[list[Entry], dict[str, str]]:
    """
    The entries that speak, in file order, and for every entry passed over the id of the one that speaks in its place.
    """
    every = list(entries)
    tied = {entry.id: entry.account_of for entry in every if entry.account_of is not None}
    if not tied:
        return every, {}
    acts: dict[str, list[Entry]] = {}
    for entry in every:
        acts.setdefault(_first_account(entry.id, tied), []).append(entry)
    chosen: set[str] = set()
    spoken_for: dict[str, str] = {}
    for accounts in acts.values():
        best = min(accounts, key=lambda entry: (entry.source.basis.rank, -entry.seq))
        chosen.add(best.id)
        spoken_for.update({entry.id: best.id for entry in accounts if entry is not best})
    return [entry for entry in every if entry.id in chosen], spoken_for


def _first_account(id: str, tied: dict[str, str]) -> str:
    while id in tied:
        id = tied[id]
    return id
