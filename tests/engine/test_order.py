"""The order in which entries are folded: the documented rule, compared with a slow implementation of it."""

import subprocess
import sys
from collections.abc import Callable, Collection
from datetime import date, timedelta
from itertools import permutations, product
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import case_files, short_events

from casestate import GENERIC, Basis, CaseFile, Certainty, Entry, Source, When
from casestate.engine.accounts import acts_of, prevailing
from casestate.engine.order import FOREVER, NEVER, Placed, circle_in, in_order, next_of_day, place, precedes
from casestate.errors import InvalidEntry
from casestate.events import ChargeDismissed, ChargeFiled, Event, Noted, PleaEntered

FIRST = date(2023, 1, 1)
SPAN = 5
offsets = st.integers(1, SPAN)
Window = tuple[int | None, int | None]
Network = list[tuple[Window, tuple[int, ...]]]


def window(first: int | None, last: int | None) -> Window:
    return (last, first) if first is not None and last is not None and last < first else (first, last)


windows = st.builds(window, st.none() | offsets, st.none() | offsets)


def day(offset: int | None) -> date | None:
    return None if offset is None else FIRST + timedelta(offset)


def noted(id: str, first: int | None, last: int | None, after: tuple[str, ...] = ()) -> Entry:
    return Entry(id=id, event=Noted(on=When(day(first), day(last)), text="x"), after=after)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw windows with links to earlier ones; an open side extends one day beyond all others."""
    every = draw(st.lists(windows, min_size=1, max_size=4))
    return [
        (window, tuple(draw(st.lists(st.sampled_from(range(place)), unique=True)) if place else ()))
        for place, window in enumerate(every)
    ]


def assignments(network: Network) -> list[tuple[int, ...]]:
    """Return every way to give each entry one day of its window that keeps all links."""
    days = [range(first or 0, (SPAN + 1 if last is None else last) + 1) for (first, last), _ in network]
    links = [(later, earlier) for later, (_, before) in enumerate(network) for earlier in before]
    return [each for each in product(*days) if all(each[later] >= each[earlier] for later, earlier in links)]


def placed_as(placed: list[Placed]) -> list[tuple[int, int]]:
    """Return bounds as offsets; an open one is the day beyond all others."""
    start = FIRST.toordinal()
    low = [0 if p.earliest == NEVER else p.earliest - start for p in placed]
    high = [SPAN + 1 if p.latest == FOREVER else p.latest - start for p in placed]
    return list(zip(low, high, strict=True))


@given(networks())
def test_what_certainly_precedes_is_no_later_in_any_assignment_and_whatever_is_earlier_in_all_does(
    network: Network,
) -> None:
    every = assignments(network)
    assume(every)
    entries = [noted(str(n), *window, after=tuple(map(str, links))) for n, (window, links) in enumerate(network)]
    placed, _ = place(entries, {}, GENERIC)
    for one, other in permutations(range(len(placed)), 2):
        told = precedes(placed[one], placed[other])
        assert precedes(placed[other], placed[one]) is ~told
        if told is Certainty.YES:
            assert all(days[one] <= days[other] for days in every)
        if all(days[one] < days[other] for days in every):
            assert told is Certainty.YES


@given(networks())
def test_links_narrow_dates_to_exactly_the_days_some_assignment_uses(
    network: Network,
) -> None:
    entries = [noted(str(n), *window, after=tuple(map(str, links))) for n, (window, links) in enumerate(network)]
    placed, findings = place(entries, {}, GENERIC)
    assert bool(findings) is (not assignments(network))
    for finding in findings:
        later, earlier = map(int, finding.entries)
        assert finding.code == "contradictory-dates"
        network[later] = (network[later][0], tuple(each for each in network[later][1] if each != earlier))
    kept = assignments(network)
    assert placed_as(placed) == [(min(days), max(days)) for days in zip(*kept, strict=True)]


def before(p: Placed) -> set[str]:
    """Return all entries that an entry came after: its links, their links, and so on."""
    found: set[str] = set()
    ahead = list(p.links.direct.get(p.entry.id, ()))
    while ahead:
        earlier = ahead.pop()
        if earlier not in found:
            found.add(earlier)
            ahead += p.links.direct.get(earlier, ())
    return found


def slowly(placed: list[Placed]) -> list[Placed]:
    """Apply the documented rule literally, by comparing every entry with every other at each step."""
    left = list(placed)
    order: list[Placed] = []
    while left:
        free = [p for p in left if not any(q.latest < p.earliest or q.entry.id in before(p) for q in left)]
        first = min(free, key=lambda p: (p.rank, p.place))
        if first.ordinal is not None and first.earliest == first.latest:
            numbered = [p for p in free if p.ordinal is not None and p.earliest == p.latest == first.earliest]
            first = min(numbered, key=lambda p: (p.ordinal or 0, p.rank, p.place))
        order.append(first)
        left.remove(first)
    return order


def placed_of(case: CaseFile) -> list[Placed]:
    return place(*prevailing(case, acts_of(case)), GENERIC)[0]


@given(case_files(event=short_events(), most=9))
def test_the_order_is_the_documented_one(case: CaseFile) -> None:
    placed = placed_of(case)
    assert in_order(placed) == slowly(placed)


@given(case_files(event=short_events(), most=9))
def test_certain_dates_and_links_are_always_kept(case: CaseFile) -> None:
    order = in_order(placed_of(case))
    for place_, later in enumerate(order):
        for earlier in order[:place_]:
            assert not later.latest < earlier.earliest
            assert later.entry.id not in before(earlier)


@given(case_files(event=short_events(), most=8), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_asked_in(case: CaseFile, random: Random) -> None:
    placed = placed_of(case)
    shuffled = list(placed)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(placed)


def filed(on: str) -> Event:
    return ChargeFiled(on=on, defendant="A. Doe", charge="1")


def pleaded(on: str) -> Event:
    return PleaEntered(on=on, defendant="A. Doe", charge="1", plea="guilty")


def dismissed(on: str) -> Event:
    return ChargeDismissed(on=on, defendant="A. Doe", charge="1")


def ids(case: CaseFile) -> list[str]:
    return [entry.id for entry in case.at().timeline]


def test_certain_dates_come_first() -> None:
    case = CaseFile("c").record(dismissed("2023-01-02")).record(filed("2023-01-03"))
    assert ids(case) == ["e1", "e2"]


def test_a_link_orders_one_day() -> None:
    case = CaseFile("c").record(dismissed("2023-01-02")).record(filed("2023-01-02"), after="e1", ordinal=1)
    assert ids(case) == ["e1", "e2"]


def test_the_docket_orders_one_day_before_the_law_does() -> None:
    case = CaseFile("c").record(filed("2023-01-02"), ordinal=2).record(dismissed("2023-01-02"), ordinal=1)
    assert ids(case) == ["e2", "e1"]


def test_what_the_docket_does_not_number_keeps_its_place_in_law() -> None:
    case = CaseFile("c").record(filed("2023-01-02"), ordinal=2).record(pleaded("2023-01-02"), ordinal=1)
    assert ids(case.record(dismissed("2023-01-02"))) == ["e2", "e1", "e3"]


def test_the_law_orders_one_day_before_the_file_does() -> None:
    case = CaseFile("c").record(dismissed("2023-01-02")).record(pleaded("2023-01-02")).record(filed("2023-01-02"))
    assert ids(case) == ["e3", "e2", "e1"]


def test_the_file_orders_what_nothing_else_does() -> None:
    case = CaseFile("c").record(pleaded("2023-01-02")).record(pleaded("2023-01-02"))
    assert ids(case) == ["e1", "e2"]


def test_the_law_orders_overlapping_windows() -> None:
    case = CaseFile("c").record(dismissed("2023-01")).record(filed("2023-01-31"))
    assert ids(case) == ["e2", "e1"]


def test_what_has_no_row_in_the_law_comes_last_of_a_day() -> None:
    case = CaseFile("c").record(Noted(on="2023-01-02", text="x")).record(dismissed("2023-01-02"))
    assert ids(case) == ["e2", "e1"]


def test_a_link_that_dates_contradict_is_left_aside_and_reported() -> None:
    case = CaseFile("c").record(filed("2023-01-05")).record(dismissed("2023-01-02"), after="e1")
    assert ids(case) == ["e2", "e1"]
    (finding,) = [each for each in case.at().findings if each.code == "contradictory-dates"]
    assert finding.entries == ("e2", "e1")


@pytest.mark.parametrize("order", [in_order, next_of_day])
def test_a_chain_of_links_is_not_followed_past_the_days_of_the_entries_that_are_ordered(
    order: Callable[[list[Placed]], list[Placed]],
) -> None:
    """Otherwise each entry of a chain would cost as much as the chain before it is long."""
    asked: list[str] = []

    class Watched(dict[str, Collection[str]]):
        def get(self, id: str, default: Any = None) -> Any:
            asked.append(id)
            return super().get(id, default)

    chain = [noted(f"e{n}", n, n, (f"e{n - 1}",) if n else ()) for n in range(100)]
    placed, _ = place(chain, {}, GENERIC)
    links = attrs.evolve(placed[0].links, direct=Watched(placed[0].links.direct))
    last = [p._replace(links=links) for p in placed[-2:]]
    assert order(last)[0].entry.id == "e98"
    assert set(asked) <= {"e97", "e98", "e99"}


def test_links_through_the_accounts_of_one_act_may_not_go_round() -> None:
    case = CaseFile("c").record(filed("[..2023]")).record(pleaded("[..2023]"), after="e1")
    court = Source("docket", basis=Basis.RECORD)
    case = case.record(filed("[..2023]"), after="e2", account_of="e1", source=court)
    (finding,) = [each for each in case.at().findings if each.code == "contradictory-links"]
    assert set(finding.entries) == {"e2", "e3"}
    assert sorted(ids(case)) == ["e2", "e3"]


def test_a_circle_of_links_is_named() -> None:
    assert circle_in({"a": ["b"], "b": ["c"], "c": []}) == []
    circle = circle_in({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    assert circle[0] == circle[-1]
    assert set(circle) == {"a", "b", "c"}


def test_a_circle_of_links_is_refused() -> None:
    one, other = noted("a", 1, 2, after=("b",)), noted("b", 1, 2, after=("a",))
    with pytest.raises(InvalidEntry, match=r"go round in a circle: (a after b after a|b after a after b); take one"):
        CaseFile("c").extend([one, other])


PROGRAM = """
from casestate import CaseFile, Entry
from casestate.events import ChargeDismissed, ChargeFiled, Noted, PleaEntered
case = CaseFile("c")
for n in range(40):
    on = ["2023-01", "[2023-01-03..]", "2023-01-05", "[..2023-01-09]"][n % 4]
    where = dict(on=on, defendant="AB"[n % 2], charge="1")
    act = [ChargeFiled, PleaEntered, ChargeDismissed][n % 3](**where, **({"plea": "guilty"} if n % 3 == 1 else {}))
    case = case.record(act, after=[f"e{m}" for m in (n - 7, n - 5) if m > 0], ordinal=n * 7 % 5 if n % 4 == 2 else None)
view = case.at("2023-01-06")
print([entry.id for entry in case.at().timeline], view.defendants, view.undecided)
print([finding.message for finding in case.at().findings])
"""


@pytest.mark.long
def test_the_order_is_the_same_whatever_the_hash_seed() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1
    assert b"e40" in printed.pop()


@given(case_files(event=short_events(), most=9), st.data())
def test_a_chain_of_links_is_followed_as_far_as_it_goes(case: CaseFile, data: st.DataObject) -> None:
    placed = placed_of(case)
    among = data.draw(st.sets(st.sampled_from([p.entry.id for p in placed]))) if placed else set()
    for p in placed:
        every = p.links.every(p.entry.id, among)
        assert every == before(p) & among
        nearest = p.links.nearest(p.entry.id, among)
        assert nearest <= every <= nearest.union(*[before(q) for q in placed if q.entry.id in nearest])
