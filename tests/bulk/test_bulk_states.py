"""Many files asked together answer, column by column and day by day, what each file answers."""

from datetime import date, timedelta
from typing import Any

import attrs
import pyarrow as pa
import pytest
from courts import BEYOND, CIVIL, DOE, EVERY, OTHERS_VALUES, PLAIN, UNDER_ANOTHER, VAGUE, a_case, days_of
from hypothesis import Phase, settings

from casestate import CaseFile, When, bulk, open_store
from casestate.bulk.acts import Beyond
from casestate.errors import InvalidQuestion, InvalidWhen, NotInFile
from casestate.events import ChargeAmended, ChargeFiled
from casestate.law import PROCEDURES
from casestate.records import COLUMNS
from casestate.testing.laws import LawBroken, check_bulk
from casestate.testing.strategies import lawful, messy, unlawful


def told(courts: bulk.Courts, id: str, day: date | None) -> list[dict[str, Any]]:
    rows = [row for row in courts.states(day).to_pylist() if row.pop("case") == id]
    assert {row.pop("as_of") for row in rows} <= {day}
    return rows


@pytest.mark.parametrize("case", [*EVERY, UNDER_ANOTHER], ids=lambda case: case.id)
def test_every_column_on_every_day_is_what_the_file_answers(case: CaseFile) -> None:
    together = bulk.read([*[each for each in (PLAIN, UNDER_ANOTHER, OTHERS_VALUES) if each is not case], case])
    alone = bulk.read([case])
    for day in sorted(set(days_of(case)), key=str):
        assert told(alone, case.id, day) == case.at(day).records()
        assert told(together, case.id, day) == case.at(day).records()


def test_files_come_in_their_order_and_several_days_one_after_another() -> None:
    courts = bulk.read(EVERY)
    first, second = "2023-02-05", "2024-01-01"
    both = courts.states([first, second])
    assert both.schema.names == ["case", "defendant", "kind", "key", "as_of", *COLUMNS[3:]]
    assert both.to_pylist() == [*courts.states(first).to_pylist(), *courts.states(date(2024, 1, 1)).to_pylist()]
    expected = [(each.id, row["defendant"], row["key"]) for each in EVERY for row in each.at(second).records()]
    rows = courts.states(second).to_pylist()
    assert [(row["case"], row["defendant"], row["key"]) for row in rows] == expected


def test_only_the_columns_asked_for_are_worked_out() -> None:
    courts = bulk.read([PLAIN])
    whole = courts.states("2023-03-01")
    assert all(courts.states("2023-03-01", columns=[name])[name].equals(whole[name]) for name in COLUMNS[3:])
    few = courts.states("2023-02-05", columns=["case", "phase"])
    assert few.schema.names == ["case", "defendant", "kind", "key", "as_of", "phase"]
    assert few["phase"].to_pylist() == ["charged"] * 3


def test_no_day_and_no_file_give_the_same_columns_without_rows() -> None:
    full = bulk.read([PLAIN]).states()
    assert bulk.read([PLAIN]).states([]).schema == full.schema
    empty = bulk.read([])
    assert (empty.states().num_rows, empty.states().schema) == (0, full.schema)
    assert (empty.summary.rows, empty.summary.shapes, empty.summary.routed) == (0, 0, {})


def test_the_summary_counts_what_was_folded_and_what_was_left_to_files() -> None:
    summary = bulk.read([PLAIN, OTHERS_VALUES]).summary
    # A. Doe's first charge and the one of the other file; B. Roe's, A. Doe's second; the person; the hearing.
    assert (summary.cases, summary.charges, summary.shapes) == (2, 4, 5)
    # One filing for all but the one with a grade, and what follows on each; the release and the hearing.
    assert summary.nodes == 3 + (1 + 1 + 1) + 1 + 1
    assert (summary.rows, summary.routed) == (12, {})


def test_histories_with_imprecise_dates_are_worked_out_once_each() -> None:
    earlier = [attrs.evolve(each, event=attrs.evolve(each.event, on=_year_earlier(each.event.on))) for each in VAGUE[0]]
    courts = bulk.read([VAGUE[0], CaseFile("earlier", entries=earlier), VAGUE[1]])
    assert courts.summary.shapes == 2
    assert told(courts, "earlier", None)[0]["filed"] == "2022-01"
    assert told(courts, VAGUE[0].id, None)[0]["filed"] == "2023-01"


def _year_earlier(when: When) -> When:
    bounds = [day - timedelta(days=365) for day in (when.earliest, when.latest) if day is not None]
    return When(*bounds)


def test_more_worlds_than_can_be_worked_through_leave_every_column_undecided() -> None:
    acts = [ChargeAmended(on="2023", offense=f"offence {n}", **DOE) for n in range(13)]
    crowded = a_case("crowded", ChargeFiled(on="2022-01-01", **DOE), *acts)
    (row,) = told(bulk.read([crowded]), "crowded", date(2023, 6, 1))
    assert [row] == crowded.at("2023-06-01").records()
    assert "phase" in row["undecided"]


@pytest.mark.parametrize("why", BEYOND, ids=lambda why: why.name)
def test_what_no_shape_holds_is_counted_with_its_reason(why: Beyond) -> None:
    routed = bulk.read([BEYOND[why]]).summary.routed
    assert routed[why.value] > 0
    assert set(routed) == {why.value}


def test_only_the_defendant_concerned_is_left_to_the_file() -> None:
    assert bulk.read([BEYOND[Beyond.TIED]]).summary.routed == {Beyond.TIED.value: 2}


def test_a_store_is_read_whole() -> None:
    with open_store("memory:") as store:
        store.import_cases([PLAIN, CIVIL])
        courts = bulk.read(store)
    assert courts.states().to_pylist() == bulk.read([PLAIN, CIVIL]).states().to_pylist()


def test_one_of_the_files_is_at_hand() -> None:
    assert bulk.read(EVERY).case("plain") is PLAIN
    with pytest.raises(NotInFile, match="there is no case 'plane' among these 1"):
        bulk.read([PLAIN]).case("plane")


def test_misuse_says_what_is_accepted() -> None:
    with pytest.raises(InvalidQuestion, match="bulk work takes case files, a store, or a table, not 'plain'"):
        bulk.read(["plain"])
    with pytest.raises(InvalidQuestion, match="two case files have the id 'plain'; give each once"):
        bulk.read([PLAIN, CaseFile("plain")])
    courts = bulk.read([PLAIN])
    with pytest.raises(InvalidQuestion, match=r"there is no column 'phases'; known: case, .*phase"):
        courts.states(columns=["phases"])
    with pytest.raises(InvalidWhen, match="as_of must be one day"):
        courts.states("2023-01")


def test_drawn_files_hold_the_law() -> None:
    check_bulk(messy() | lawful())


@pytest.mark.long
def test_unlawful_files_hold_the_law() -> None:
    check_bulk()


@pytest.mark.long
@pytest.mark.parametrize("law", PROCEDURES)
def test_drawn_files_hold_the_law_under_every_procedure(law: str) -> None:
    check_bulk(lawful(PROCEDURES[law]) | unlawful(PROCEDURES[law]))


def test_a_column_that_differs_breaks_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    true = bulk.Courts.states

    def wrong(self: bulk.Courts, *asked: Any) -> pa.Table:
        table = true(self, *asked)
        words = table.schema.get_field_index("words")
        return table.set_column(words, "words", pa.array(["well"] * len(table), pa.string()))

    monkeypatch.setattr(bulk.Courts, "states", wrong)
    with pytest.raises(LawBroken, match=r"words of .* should be .*, and is 'well'"):
        check_bulk(messy(), settings=settings(max_examples=20, database=None, phases=[Phase.generate]))
    monkeypatch.setattr(bulk.Courts, "states", lambda self, days: true(self, days).slice(0, 0))
    with pytest.raises(LawBroken, match="and it is     nothing"):
        check_bulk(messy(), settings=settings(max_examples=20, database=None, phases=[Phase.generate]))
