"""
Where the facts come from.

The founding story is one source on several footings: what it reports itself, and what it attributes to counsel, to a
party or to somebody unnamed. Of everything else the publisher and, where it is known, the day are given.
"""

from casestate import Basis, Source

STORY = "2023-04-20"
"""The day of the founding story. Every year in it but 2021 is read from this day."""

WIRE = Source("Wire report", basis=Basis.PRESS, published=STORY)
WIRE_ANONYMOUS = Source("Anonymous source, in the wire report", basis=Basis.ANONYMOUS, published=STORY)
WIRE_BALDWIN = Source("Alec Baldwin, in the wire report", basis=Basis.PARTY, published=STORY)
WIRE_PROSECUTORS = Source("Prosecutors, in the wire report", basis=Basis.PARTY, published=STORY)
WIRE_BALDWIN_COUNSEL = Source("Counsel for Baldwin, in the wire report", basis=Basis.COUNSEL, published=STORY)
WIRE_GUTIERREZ_REED_COUNSEL = Source(
    "Counsel for Gutierrez-Reed, in the wire report", basis=Basis.COUNSEL, published=STORY
)

THE_STORY = (
    WIRE,
    WIRE_ANONYMOUS,
    WIRE_BALDWIN,
    WIRE_PROSECUTORS,
    WIRE_BALDWIN_COUNSEL,
    WIRE_GUTIERREZ_REED_COUNSEL,
)
"""The founding story on all its footings: ``according_to=THE_STORY`` is the matter as far as it tells it."""

PRESS_REPORTS = Source("Press reports", basis=Basis.PRESS)
"""Several reports that agree, of which no single one was kept."""


def press(name: str, published: str | None = None) -> Source:
    """A newspaper, broadcaster or agency."""
    return Source(name, basis=Basis.PRESS, published=published)


def court(published: str) -> Source:
    """The criminal and civil court of Santa Fe: what was filed there, or what it ordered, on a day."""
    return Source("First Judicial District Court, New Mexico", basis=Basis.RECORD, published=published)


def safety_bureau(published: str) -> Source:
    """The state's regulator of safety at work."""
    return Source("New Mexico Occupational Health and Safety Bureau", basis=Basis.OFFICIAL, published=published)
