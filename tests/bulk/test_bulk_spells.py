"""The spells of many files are those of each."""

from datetime import date

import pyarrow as pa
import pytest
from courts import BEYOND, CIVIL, DOE, EVERY, FILED, PLAIN, ROE, SECOND, UNDER_ANOTHER, a_case

from casestate import CaseFile, bulk
from casestate.bulk.acts import Beyond
from casestate.errors import InvalidQuestion
from casestate.events import ChargeDismissed, ChargeFiled, ChargeReinstated, PleaAccepted, SentenceImposed, TrialBegan
from casestate.exporters import SPELLS
from casestate.when import When

BACK = a_case(
    "back",
    FILED,
    ChargeDismissed(on="2023-02-01", prejudice="without", **DOE),
    ChargeReinstated(on="2023-02-03", **DOE),
    TrialBegan(on="2023-02-05", **DOE),
)
AT_ONCE = a_case(
    "at once",
    SentenceImposed(on="2023-02-01", **DOE),
    PleaAccepted(on="2023-02-01", plea="guilty", **DOE),
    FILED,
)
ENDS = a_case(
    "ends of the calendar",
    ChargeFiled(on=date.min, **DOE),
    TrialBegan(on=When(None, date.min), **DOE),
    ChargeDismissed(on=date.max, prejudice="without", **DOE),
    ChargeFiled(on=date.min, **SECOND),
    ChargeDismissed(on=When(date.max, None), prejudice="without", **SECOND),
    ChargeFiled(on=date.min, **ROE),
    ChargeDismissed(on=date.max, **ROE),
)


@pytest.mark.parametrize("field", ["phase", "open", "plea", "refilable", "skipped", "status", "activity"])
@pytest.mark.parametrize("case", [*EVERY, BACK, AT_ONCE, ENDS, UNDER_ANOTHER], ids=lambda case: case.id)
def test_spells_are_those_of_the_file(case: CaseFile, field: str) -> None:
    rows = bulk.read([PLAIN, case] if case is not PLAIN else [case]).spells(field).to_pylist()
    assert [row for row in rows if row.pop("case") == case.id] == case.spells_table(field)


def test_spells_come_in_the_order_of_files_with_the_types_declared() -> None:
    table = bulk.read(EVERY).spells()
    assert table.schema.names == list(SPELLS)
    assert table["case"].to_pylist() == [case.id for case in EVERY for _ in case.spells_table("phase")]
    assert bulk.read([]).spells().schema == table.schema
    assert table.schema.field("stop_latest").type == pa.date32()


def test_only_fields_of_words_have_spells_in_bulk() -> None:
    with pytest.raises(InvalidQuestion, match="'phaze'"):
        bulk.read([PLAIN]).spells("phaze")
    with pytest.raises(InvalidQuestion, match="the values of 'sentenced' are texts, dates or lengths"):
        bulk.read([BEYOND[Beyond.LINKS], CIVIL, PLAIN]).spells("sentenced")
