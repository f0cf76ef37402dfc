"""Circles among links, none of which can be followed to an end."""

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter


def circles(links: Mapping[str, Collection[str]]) -> list[list[str]]:
    """
    Return the ids that lead to each other, directly or through others, in one list for each circle, in order.

    Circles that share a member are one.

    >>> circles({"1": ["2"], "2": ["1"], "3": ["1"], "4": ["5"]})
    [['1', '2']]
    """
    sorter = TopologicalSorter(links)
    try:
        sorter.prepare()
    except CycleError:
        pass
    else:
        return []
    ended: set[str] = set()
    while ready := sorter.get_ready():
        ended.update(ready)
        sorter.done(*ready)
    reached = {id: _reached(id, links) for id in links if id not in ended}
    groups = [tuple(sorted([other for other in each if id in reached.get(other, ())])) for id, each in reached.items()]
    return [list(group) for group in dict.fromkeys(groups) if group]


def _reached(id: str, links: Mapping[str, Collection[str]]) -> set[str]:
    """Return the ids to which links lead from one."""
    found: set[str] = set()
    ahead = [id]
    while ahead:
        fresh = [each for each in links.get(ahead.pop(), ()) if each not in found]
        found.update(fresh)
        ahead += fresh
    return found
