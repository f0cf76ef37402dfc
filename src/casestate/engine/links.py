"""The ``after`` links between entries, followed directly and through any chain."""

from collections.abc import Collection, Mapping

import attrs


@attrs.frozen(order=False, eq=False)
class Links:
    """
    The links of a file, without those that contradict its dates.

    Chains are followed on demand, because the closure of all chains grows with the square of their length.

    Attributes:
        direct: For each entry that is linked after others, their ids.
        latest: For each entry with a link from or to it, the latest day on which it can have happened.
    """

    direct: Mapping[str, Collection[str]]
    latest: Mapping[str, int]

    def nearest(self, id: str, among: Collection[str], after: int = -1) -> set[str]:
        """
        Return the entries of ``among`` that an entry came after, without those reached only through others of them.

        Args:
            id: The id of the entry.
            among: The ids that count.
            after: The chain is not followed past an entry that had happened by this day, because all before it had too.
        """
        found: set[str] = set()
        seen = {id}
        ahead = [id]
        while ahead:
            for earlier in self.direct.get(ahead.pop(), ()):
                if earlier in seen:
                    continue
                seen.add(earlier)
                if earlier in among:
                    found.add(earlier)
                elif self.latest[earlier] > after:
                    ahead.append(earlier)
        return found

    def every(self, id: str, among: Collection[str], after: int = -1) -> frozenset[str]:
        """Return all entries of ``among`` that an entry came after, through any chain."""
        found: set[str] = set()
        ahead = [id]
        while ahead:
            fresh = self.nearest(ahead.pop(), among, after) - found
            found |= fresh
            ahead += fresh
        return frozenset(found)


NO_LINKS = Links({}, {})
