"""The rules for new entries of a file: ids are unique, and links lead to earlier entries."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from casestate.engine.accounts import concern_the_same
from casestate.engine.journal import Journal
from casestate.engine.order import circle_in
from casestate.entries import Entry
from casestate.errors import EntryConflict, InvalidEntry


def problems(
    new: Sequence[Entry], known: Mapping[str, Entry] | Journal = MappingProxyType({})
) -> Iterator[tuple[Entry, InvalidEntry]]:
    """
    Yield each problem that keeps new entries from joining a file, with its entry.

    Two entries with one id must have the same content. Links must lead to entries, and not in a circle. An account
    comes after the entry that it is an account of, and a correction or retraction after the entry that it revises.
    """
    first: dict[str, Entry] = {}
    for entry in new:
        twin = known.get(entry.id) or first.setdefault(entry.id, entry)
        if twin is not entry and twin.content != entry.content:
            yield entry, _conflict(twin, entry)
            continue
        if entry.account_of is None and entry.revises is None:
            continue
        wrong = [_wrong_account(entry, known.get(entry.account_of or "") or first.get(entry.account_of or ""))]
        if twin is entry and entry.revises:
            revised = entry.revises.entry
            wrong.append(_wrong_revision(entry, revised, known.get(revised) or first.get(revised)))
        yield from [(entry, InvalidEntry(f"{entry.id} {each}")) for each in wrong if each]
    for entry in new:
        for target in entry.after:
            if target not in first and known.get(target) is None:
                lost = f"{entry.id} is linked after {target!r}, which is not in the file; record it, or mend the id"
                yield entry, InvalidEntry(lost)
    links = {entry.id: entry.after for entry in new if entry.after}
    circle = circle_in(links) if links else []
    if circle:
        chain = " after ".join(circle)
        yield first[circle[0]], InvalidEntry(f"the after= links go round in a circle: {chain}; take one of them out")


def _wrong_account(entry: Entry, of: Entry | None) -> str:
    """Return the problem with an account of an act; ``None`` for any other entry."""
    if entry.account_of is None:
        return ""
    if of is None or of is entry:
        return (
            f"is an account of {entry.account_of!r}, which is not in the file before it; "
            "account_of= names an entry recorded earlier"
        )
    if entry.is_retraction or of.is_retraction:
        return f"cannot be an account of {of.id}: a retraction is neither an act nor told of one"
    if entry.is_statement != of.is_statement or not concern_the_same(entry, of):
        return (
            f"cannot be an account of {of.id}: they concern different people or things; "
            "account_of= ties what several sources say of one act"
        )
    return ""


def _wrong_revision(entry: Entry, revised: str, of: Entry | None) -> str:
    """Return the problem with a correction or retraction, if there is one."""
    if of is None or of is entry:
        return (
            f"revises {revised!r}, which is not in the file before it; "
            "a correction or retraction names an entry recorded earlier"
        )
    if of.is_retraction and not entry.is_retraction:
        return f"cannot correct {of.id}, which is a retraction; retract it, or record anew"
    return ""


def _conflict(first: Entry, second: Entry) -> EntryConflict:
    return EntryConflict(
        f"entry id {first.id!r} is already in the file with other content; give the new one another id. "
        f"In the file: {first!r}. New: {second!r}"
    )
