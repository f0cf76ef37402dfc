"""A made-up county with one row a charge, read by a layout of under 60 lines."""

from pathlib import Path

from casestate import Clearance, Phase, When
from casestate.events import ComponentKind
from casestate.tables import Layout, read_cases

EXAMPLES = Path(__file__).parents[2] / "examples"
LAYOUT = EXAMPLES / "harbor_county.toml"


def test_the_layout_is_short() -> None:
    assert len(LAYOUT.read_text().splitlines()) < 60


def test_every_row_is_read_as_a_person_would_read_it() -> None:
    cases = read_cases(EXAMPLES / "harbor_county.csv", Layout.load(LAYOUT))
    read = {case.id: (case, remarks) for case, remarks in cases}
    moss = read["HC-23-0001"][0].at("2023-05-30")["Ada Moss"]
    assert [moss.charge(count).phase for count in ("1", "2")] == [Phase.JUDGED, Phase.DISMISSED]
    assert [part.kind for part in moss.charge("1").components or ()] == [ComponentKind.PROBATION, ComponentKind.FINE]
    acquitted = read["HC-23-0002"][0]
    assert acquitted.defendants == ("Bram Hale", "Cora Lund")
    assert {acquitted.at("2023-11-15").charge(who, "1").phase for who in acquitted.defendants} == {Phase.ACQUITTED}
    assert acquitted.at(clearance=Clearance.PUBLIC).entries[0].event.on == When.parse("2023-02")
    pending, remarks = read["HC-23-0003"]
    assert [entry.event.wire for entry in pending] == ["charge.filed", "noted"]
    assert [(each.code, each.message[:6]) for each in remarks] == [("undated-row", "row 4:")]
    assert [(each.code, each.message) for each in read["HC-23-0004"][1]] == [
        ("unmapped", "row 5: Disp 'ACD' is in no table of the layout; the row is kept as a note")
    ]
    assert (cases.tally.rows, cases.tally.mapped, cases.tally.noted) == (5, 3, 2)
