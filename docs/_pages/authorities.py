"""The authorities of the law that were not read."""

from collections.abc import Iterable, Iterator

from casestate.law.authorities import unread


def not_read(cited: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield each authority that was not read, with what cites it."""
    resting: dict[str, list[str]] = {}
    for name, cite in cited:
        for authority in unread(cite):
            resting.setdefault(authority, []).append(name)
    yield from [f"* {authority}: {', '.join(names)}" for authority, names in sorted(resting.items())]
    yield ""
