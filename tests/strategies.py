"""The days, names and files of the library's own tests, drawn with the strategies of the kit."""

from datetime import date, timedelta

from hypothesis import strategies as st

from casestate import Basis, CaseFile, Source, When
from casestate.events import ChargeDismissed, ChargeFiled, Event, PleaAccepted, PleaEntered, SentenceImposed, Stated
from casestate.testing.strategies import any_event
from casestate.testing.strategies.events import KEYS
from casestate.testing.strategies.plain import NAMES

FIRST = date(2023, 1, 1)
LAST = date(2023, 1, 12)

near_days = st.dates(FIRST, LAST)


def near_whens() -> st.SearchStrategy[When]:
    """Dates close enough together to overlap, touch and contradict."""
    pairs = st.tuples(near_days, near_days).map(sorted)
    return st.one_of(
        near_days.map(When.on),
        near_days.map(When.on),
        pairs.map(lambda pair: When.between(*pair)),
        near_days.map(When.not_before),
        near_days.map(When.not_after),
        st.just(When()),
    )


near_events = any_event(near_whens())


def short_events(defendants: tuple[str, ...] = NAMES) -> st.SearchStrategy[Event]:
    """Acts on charges in their shortest form, cheap to draw in number."""
    acts = (ChargeFiled, ChargeDismissed, PleaEntered, PleaAccepted, SentenceImposed)
    return st.builds(
        lambda act, on, who, key: act(
            on=on, defendant=who, charge=key, **({"plea": "guilty"} if act in (PleaEntered, PleaAccepted) else {})
        ),
        st.sampled_from(acts),
        near_whens(),
        st.sampled_from(defendants),
        st.sampled_from(KEYS[:2]),
    )


@st.composite
def case_files(
    draw: st.DrawFn,
    *,
    event: st.SearchStrategy[Event] | None = None,
    most: int = 6,
    accounts: bool = True,
) -> CaseFile:
    """Small files with imprecise dates, links, ordinals, sources and accounts of one act."""
    case = CaseFile("drawn")
    for drawn in draw(st.lists(near_events if event is None else event, max_size=most)):
        ordinal = draw(st.none() | st.integers(1, 3))
        if not case.entries or not draw(st.booleans()):
            case = case.record(drawn, ordinal=ordinal)
            continue
        alike = [entry.id for entry in case if _concerned(entry.event) == _concerned(drawn)] if accounts else []
        case = case.record(
            drawn,
            source=Source(draw(st.sampled_from(["wire", "docket"])), basis=draw(st.sampled_from(Basis))),
            ordinal=ordinal,
            after=draw(st.lists(st.sampled_from([entry.id for entry in case]), max_size=2, unique=True)),
            account_of=draw(st.none() | st.sampled_from(alike)) if alike else None,
        )
    return case


def _concerned(event: Event) -> tuple[bool, set[tuple[str, str]]]:
    return isinstance(event, Stated), {(subject.kind, subject.who) for subject in event.subjects}


def queries() -> st.SearchStrategy[date]:
    """Days to ask a drawn file for, a little beyond its own on both sides."""
    return st.dates(FIRST - timedelta(2), LAST + timedelta(2))
