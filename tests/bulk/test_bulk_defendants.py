"""The roll-up of many defendants is, column by column and day by day, that of each in its file."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from courts import (
    BEYOND,
    CIVIL,
    DOE,
    EVERY,
    LINKED,
    NAMED,
    NUMBERED,
    PLAIN,
    ROE,
    SECOND,
    UNDER_ANOTHER,
    VAGUE,
    a_case,
    days_of,
)
from hypothesis import Phase, settings
from hypothesis.strategies import just

from casestate import GENERIC, CaseFile, bulk
from casestate.bulk import rollup
from casestate.bulk.acts import Beyond
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    DiversionStarted,
    Event,
    PleaAccepted,
    PleaEntered,
    ReleaseOrdered,
    SentenceImposed,
    StayLifted,
    StayOrdered,
)
from casestate.law.headlines.notation import clause
from casestate.people import PEOPLE, read_of
from casestate.testing.laws import LawBroken, check_bulk

ON_WARRANT = a_case(
    "on a warrant",
    ChargeFiled(on="2023-01-01", exposure="1 year", **DOE),
    ChargeFiled(on="2023-01-02", exposure="6 months", **SECOND),
    StayOrdered(on="2023-01-03", defendant="A. Doe", kind="bankruptcy"),
    ReleaseOrdered(on="2023-01-04", defendant="A. Doe", status="fugitive"),
    StayLifted(on="2023-01-05", defendant="A. Doe"),
    ChargeDismissed(on="2023-01-06", **DOE),
    PleaAccepted(on="2023-01-07", plea="guilty", **SECOND),
)
EXPOSED = a_case(
    "exposed",
    *[
        ChargeFiled(on="2023-01-01", exposure=exposure, defendant=who, charge=str(place))
        for who, exposures in (("A", ("1 year", "2 years")), ("B", ("3 years", "1 year")), ("C", ("1 year", None)))
        for place, exposure in enumerate(exposures)
    ],
)
SAYING_ONE_THING = GENERIC.derive(
    "saying one thing", headlines={"charge": [clause("any", "pending", "*", "something")]}
)
FILES = [*LINKED, PLAIN, *VAGUE[::4], *NUMBERED, CIVIL, *BEYOND.values(), NAMED, UNDER_ANOTHER, ON_WARRANT, EXPOSED]


def told(courts: bulk.Courts, day: date | None) -> dict[str, list[dict[str, Any]]]:
    """The rows of each file, without its name and the day."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in courts.defendants(day).to_pylist():
        assert row.pop("as_of") == day
        rows.setdefault(row.pop("case"), []).append(row)
    return rows


def test_every_column_on_every_day_is_what_the_file_answers() -> None:
    courts = bulk.read(FILES)
    days = {case.id: set(days_of(case)) for case in FILES}
    answered = {day: told(courts, day) for day in set().union(*days.values())}
    for case in FILES:
        for day in days[case.id]:
            assert answered[day].get(case.id, []) == case.at(day).defendants_table()


def test_files_and_defendants_come_in_their_order_and_several_days_one_after_another() -> None:
    courts = bulk.read(EVERY)
    first, second = "2023-02-05", "2024-01-01"
    both = courts.defendants([first, second])
    assert both.schema.names == ["case", "defendant", "as_of", *[name for name in PEOPLE if name != "defendant"]]
    assert both.to_pylist() == [*courts.defendants(first).to_pylist(), *courts.defendants(second).to_pylist()]
    expected = [(each.id, who) for each in EVERY for who in each.at(second).defendants]
    rows = courts.defendants(second).to_pylist()
    assert [(row["case"], row["defendant"]) for row in rows] == expected


def test_no_day_and_no_file_give_the_same_columns_without_rows() -> None:
    full = bulk.read([PLAIN]).defendants()
    assert bulk.read([PLAIN]).defendants([]).schema == full.schema
    empty = bulk.read([]).defendants()
    assert (empty.num_rows, empty.schema) == (0, full.schema)


def test_a_combination_is_rolled_up_once_whatever_the_names_and_ids() -> None:
    def case(id: str, who: str, *charges: str) -> CaseFile:
        filed = [ChargeFiled(on="2023-01-01", defendant=who, charge=charge) for charge in charges]
        return a_case(id, *filed, ChargeDismissed(on="2023-02-01", defendant=who, charge=charges[0]))

    courts = bulk.read([case("C1", "A. Doe", "7", "II"), case("C2", "B. Roe", "x", "y"), case("C3", "C. Poe", "z")])
    table = courts.defendants(["2023-01-31", "2023-02-01"])
    # Two charges pending, one pending; one of two dismissed, one of one.
    assert courts._roll_up.combinations == 4  # nothing else counts them
    assert table["words"].to_pylist() == [
        "charged; pending",
        "charged; pending",
        "charged; pending",
        "charged; pending (charge II)",
        "charged; pending (charge y)",
        "dismissed; whether it may be filed again is not known",
    ]
    assert table["pending"].to_pylist() == [2, 2, 1, 1, 1, 0]


@pytest.mark.parametrize("why", BEYOND, ids=lambda why: why.name)
def test_whom_only_the_file_rolls_up_is_counted_with_the_reason(why: Beyond) -> None:
    assert list(bulk.read([BEYOND[why]]).summary.rolled_up_of_files) == [why.value]


def test_imprecise_dates_leave_the_defendant_to_the_file_and_no_other() -> None:
    courts = bulk.read([a_case("two", ChargeFiled(on="2023-01-31", **ROE), *[e.event for e in VAGUE[0]])])
    assert courts.summary.rolled_up_of_files == {Beyond.VAGUE.value: 1}
    (roe, doe) = courts.defendants("2023-02-10").to_pylist()
    assert (roe["undecided"], "status" in doe["undecided"]) == ("", True)
    assert bulk.read([a_case("none")]).summary.rolled_up_of_files == {}


def test_a_column_that_differs_breaks_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    true = bulk.Courts.defendants

    def wrong(self: bulk.Courts, *asked: Any) -> pa.Table:
        table = true(self, *asked)
        place = table.schema.get_field_index("charges")
        return table.set_column(place, "charges", pa.array([7] * len(table), pa.int64()))

    monkeypatch.setattr(bulk.Courts, "defendants", wrong)
    with pytest.raises(LawBroken, match=r"charges of .* should be .*, and is 7"):
        check_bulk(just(PLAIN), settings=settings(max_examples=1, database=None, phases=[Phase.generate]))


def without(read: Any, place: int) -> tuple[Any, ...]:
    return (*read[:place], *read[place + 1 :])


@pytest.mark.parametrize(
    ("left_out", "acts"),
    [
        (0, [ChargeDismissed(on="2023-02-01", prejudice=each, **DOE) for each in ("with", "without")]),
        (1, [DiversionStarted(on="2023-02-01", **DOE), PleaEntered(on="2023-02-01", plea="not guilty", **DOE)]),
        (2, [DiversionStarted(on="2023-02-01", **DOE), SentenceImposed(on="2023-02-01", **DOE)]),
        (3, [ChargeAmended(on="2023-02-01", exposure=each, **DOE) for each in ("1 year", "2 years")]),
    ],
    ids=["rules", "standing", "conviction", "exposure"],
)
def test_whatever_a_roll_up_reads_parts_two_charges(
    left_out: int, acts: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    law = GENERIC if left_out == 0 else SAYING_ONE_THING
    cases = [a_case(f"{n}", ChargeFiled(on="2023-01-01", **DOE), act, procedure=law) for n, act in enumerate(acts)]

    def answers_hold() -> bool:
        courts = bulk.read(cases)
        return all(told(courts, None)[case.id] == case.at().defendants_table() for case in cases)

    assert answers_hold()
    monkeypatch.setattr(rollup, "read_of", lambda *asked: without(read_of(*asked), left_out))
    assert not answers_hold()
