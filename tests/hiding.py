"""Files of which some charges are hidden from the public, each with the file that the public may see."""

from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st
from printed import DOE, POE, ROE
from strategies import near_whens

from casestate import CaseFile
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    DefendantDied,
    Event,
    HearingHeld,
    HearingSet,
    MotionFiled,
    NameRecorded,
    PleaEntered,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    ReleaseOrdered,
    Stated,
)

SECRET = "zqx"
"""Stands in every text of a charge that is drawn to be hidden, and in no other."""


def filed(who: str = DOE, key: str = "1", on: str = "2023-01-10", **more: Any) -> ChargeFiled:
    return ChargeFiled(on=on, defendant=who, charge=key, **more)


def sealed(who: str = DOE, key: str = "1", on: str = "2023-02-01") -> RecordSealed:
    return RecordSealed(on=on, defendant=who, charge=key)


def unsealed(who: str = DOE, key: str = "1", on: str = "2023-03-01") -> RecordUnsealed:
    return RecordUnsealed(on=on, defendant=who, charge=key)


def expunged(who: str = DOE, key: str = "1", on: str = "2023-04-01") -> RecordExpunged:
    return RecordExpunged(on=on, defendant=who, charge=key)


class Drawn(NamedTuple):
    """A file, and the same without what is hidden."""

    case: CaseFile
    public: CaseFile


@st.composite
def drawn_files(draw: st.DrawFn) -> Drawn:
    """
    Files of up to three defendants with up to two charges each, some of them hidden.

    Each charge is drawn with whether it is hidden; from that alone the file is made that a reader may be shown.
    """
    every = [(who, key) for who in (DOE, ROE, POE) for key in ("1", "2")]
    here = draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    hidden = set(draw(st.lists(st.sampled_from(here), unique=True)))
    gone = {who for who, _ in hidden} - {who for who, key in here if (who, key) not in hidden}
    pairs: list[tuple[Event, Event | None]] = []
    for who, key in here:
        pairs += _charge(draw, who, key, hidden)
    for who in sorted({who for who, _ in here}):
        pairs += _around(draw, who, gone)
    people = sorted({who for who, _ in here})
    left = tuple(who for who in people if who not in gone)
    hearing = HearingSet(on=draw(near_whens()), hearing="all", for_="2023-03-01", defendants=people)
    pairs += [(hearing, attrs.evolve(hearing, defendants=left) if left else None)]
    held = HearingHeld(on=draw(near_whens()), hearing="all")
    pairs += [(held, held if left else None)]
    order = draw(st.permutations(pairs))
    case, public = CaseFile("c"), CaseFile("c")
    shown_ids: list[str] = []
    for event, seen in order:
        ids = [entry.id for entry in case]
        after = draw(st.lists(st.sampled_from(ids), max_size=1)) if ids else []
        id = f"{SECRET if seen is None else 'entry'}-{len(case)}"
        case = case.record(event, id=id, after=after)
        if seen is not None:
            public = public.record(seen, id=id, after=[each for each in after if each in shown_ids])
            shown_ids.append(id)
    return Drawn(case, public)


def _charge(draw: st.DrawFn, who: str, key: str, hidden: set[tuple[str, str]]) -> list[tuple[Event, Event | None]]:
    """The acts on one charge, each with what the public is shown of it."""
    secret = (who, key) in hidden
    word = f"{SECRET} of charge {key}" if secret else "theft"
    other = "2" if key == "1" else "1"
    link = draw(st.sampled_from(["refiles", "supersedes", "alternative_to", "lesser_of", None]))
    links: dict[str, Any] = {} if link is None else {link: [other]}
    unlinked: dict[str, Any] = {} if (who, other) in hidden else links
    first = draw(near_whens())
    rest: list[Event] = [
        PleaEntered(on=draw(near_whens()), defendant=who, charge=key, plea="not guilty"),
        ChargeDismissed(on=draw(near_whens()), defendant=who, charge=key, reason=word),
        Stated(on=draw(near_whens()), by="counsel", modality="expects", text=word, about=filed(who, key)),
    ]
    rest = draw(st.lists(st.sampled_from(rest), max_size=2, unique_by=type))
    if secret:
        rest.append(draw(st.sampled_from([sealed(who, key), expunged(who, key), sealed(who, key, on="2023")])))
    elif draw(st.booleans()):
        rest += [sealed(who, key, on="2023-01-01"), unsealed(who, key, on="2023-01-02")]
    said: dict[str, Any] = {"on": first, "defendant": who, "charge": key, "offense": word, "statute": word}
    filing, seen = ChargeFiled(**said, **links), ChargeFiled(**said, **unlinked)
    return [(filing, None if secret else seen), *[(event, None if secret else event) for event in rest]]


def _around(draw: st.DrawFn, who: str, gone: set[str]) -> list[tuple[Event, Event | None]]:
    """What concerns a person, and not one charge."""
    word = SECRET if who in gone else "as is"
    events: list[Event] = [
        NameRecorded(on=draw(near_whens()), defendant=who, name=word),
        ReleaseOrdered(on=draw(near_whens()), defendant=who, status="detained", conditions=[word]),
        HearingSet(on=draw(near_whens()), hearing=f"{word} of {who}", for_="2023-03-01", defendants=[who]),
        HearingHeld(on=draw(near_whens()), hearing=f"{word} of {who}"),
        MotionFiled(on=draw(near_whens()), motion=f"{word} of {who}", seeks=word, defendants=[who]),
        Stated(on=draw(near_whens()), by=word, modality="asserts", text=word, defendants=[who]),
        DefendantDied(on=draw(near_whens()), defendant=who),
    ]
    chosen = draw(st.lists(st.sampled_from(range(len(events))), max_size=3, unique=True))
    if 3 in chosen and 2 not in chosen:
        chosen.append(2)
    return [(events[place], None if who in gone else events[place]) for place in chosen]
