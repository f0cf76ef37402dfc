"""Short English for events and states."""

from collections.abc import Iterator, Sequence

import attrs

from casestate.engine.coordinates import Coordinates
from casestate.entries import Entry
from casestate.events import ChargeAmended, Event, Stated
from casestate.events.wording import charges_of
from casestate.explain.answers import told
from casestate.explain.diff import Cause, Change
from casestate.explain.why import Reason
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.view import View
from casestate.vocabulary import in_words

_UNSEEN = {ord("\t"): " "} | {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for first, last in ((0x00, 0x08), (0x0A, 0x1F), (0x7F, 0x9F), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069))
    for code in (*range(first, last + 1), 0x061C)
}
"""Control characters, line ends, and marks that change the reading direction, with the escapes that show them."""


def printable(text: str) -> str:
    r"""
    Return text as one line that a terminal does not interpret.

    Everything that the command prints passes through this function, so a name cannot move the cursor, change the
    reading direction or forge a line.

    >>> print(printable("A.\x1b[2J Doe\u202e\nB. Roe"))
    A.\x1b[2J Doe\u202e\x0aB. Roe
    """
    return text.translate(_UNSEEN)


def printable_lines(text: str) -> str:
    r"""
    Return text of several lines in the same form. Lines after the first are indented, so none can pass for another.

    >>> print(printable_lines("casestate: no case\ncasestate: done"))
    casestate: no case
      casestate: done
    """
    return "\n  ".join(map(printable, text.split("\n")))


def who(event: Event) -> str:
    """Return the people whom an event concerns, in short."""
    names = event.concerns if isinstance(event, Stated) else [subject.who for subject in event.subjects]
    shared = getattr(event, "defendants", ())
    return ", ".join(dict.fromkeys([*(name for name in names if name), *shared]))


def charge(state: ChargeState) -> Iterator[str]:
    """Return the details of a charge beyond its headline, one a line."""
    version = state.version
    if version is not None:
        grade = f" ({version.grade})" if version.grade else ""
        yield f"{version.offense or 'offence not stated'}{grade}"
        if version.enhancements:
            yield f"with enhancement: {', '.join(version.enhancements)}"
        elif any(
            isinstance(entry.event, ChargeAmended) and entry.event.dropped_enhancements for entry in state.charging
        ):
            yield "enhancement withdrawn"
        if version.exposure:
            yield f"at most {version.exposure}"
    for label, others in (("alternative to", state.alternatives), ("refiles", state.refiles)):
        if others:
            yield f"{label} {charges_of(others)}"
    proved = state.proved
    if version and proved and (proved.offense, proved.grade) != (version.offense, version.grade):
        yield f"found: {proved.offense or 'offence not stated'}{f' ({proved.grade})' if proved.grade else ''}"
    if state.plea is not None:
        yield f"plea: {in_words(state.plea)}"
    if state.components is not None:
        yield f"sentence: {told(state.components) if state.components else 'not stated'}"


def claim(state: ClaimState) -> Iterator[str]:
    """Return the details of a civil claim beyond its headline, one a line."""
    if state.claimants:
        yield f"by {', '.join(state.claimants)}"
    if state.court:
        yield f"in {state.court}"
    if state.judgment_for:
        yield f"decided for {state.judgment_for}"
    if state.terms:
        yield f"terms: {told(state.terms)}"


def citation(state: CitationState) -> Iterator[str]:
    """Return the details of a citation beyond its headline, one a line."""
    if state.classification is not None:
        yield in_words(state.classification)
    if state.penalty is not None:
        yield f"penalty {told(state.penalty)}"


def cited(entry: Entry) -> str:
    """Return the id and source of an entry, as answers name it."""
    return f"{entry.id} ({entry.source.name}, {entry.source.basis})"


def by_id(ids: Sequence[str]) -> str:
    """
    Return the ids of entries in parentheses, after a space; empty if there are none.

    >>> by_id(["e4"]), by_id(["e4", "e7"]), by_id([])
    (' (entry e4)', ' (entries e4, e7)', '')
    """
    return f" ({'entry' if len(ids) == 1 else 'entries'} {', '.join(ids)})" if ids else ""


def asked(seen: View) -> Iterator[str]:
    """Return the coordinates of a view besides its day, and the number of entries without a time on the clock."""
    yield from str(seen.coordinates).split(", ", 1)[1:]
    if seen.untimed:
        yield f"{seen.untimed} entries without a time on that clock left out"


def believed(at: Coordinates) -> str:
    """Return the sources believed, in words."""
    return str(attrs.evolve(at, as_of=None, known_on=None, clearance="public", reading="worlds")).partition(
        " according to "
    )[2]


def moved(reason: Reason) -> list[str]:
    """Return the axes that an entry moved, one a line, the phase first."""
    axes = sorted(reason.moved, key=lambda each: each[0] != "phase")
    return [f"{in_words(axis)}: {told(to)}" for axis, to in axes]


def beside(reason: Reason) -> Iterator[str]:
    """Return the entries that an entry corrects or outweighs, one a line."""
    revises = reason.entry.revises
    if revises is not None:
        yield f"corrects {revises.entry}: {revises.reason}"
    for other in reason.outweighed:
        yield f"outweighs {cited(other)}"


def since(change: Change) -> str:
    """Return in words whether a change happened, was learned, or both."""
    return "happened and learned" if change.cause is Cause.BOTH else change.cause.value
