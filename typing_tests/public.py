"""
What type checkers say of the public names; mypy and pyright check this file, and nothing runs it.

A line whose fault both must see carries an ignore for each. An ignore without a fault is a fault itself.
"""

from typing import assert_type

from casestate import (
    AmbiguousState,
    Basis,
    CaseFile,
    Certainty,
    Change,
    Charge,
    Citation,
    Claim,
    Defendant,
    Finding,
    Headline,
    IllegalDevelopment,
    Phase,
    Source,
    Spell,
    Term,
    View,
    When,
    Why,
)
from casestate.entries import Entry
from casestate.errors import StaleExpectation
from casestate.events import ChargeDismissed, ChargeFiled, Component, PleaEntered, PleaKind, Prejudice
from casestate.state import ChargeState

filed = ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft", severity="felony")
assert_type(filed.on, When)
assert_type(filed.offense, str | None)
assert_type(PleaEntered(on="2023-02", defendant="A. Doe", charge="1", plea="no contest").plea, PleaKind)
assert_type(ChargeDismissed(on="2023-02", defendant="A. Doe", charge="1", prejudice="without").prejudice, Prejudice)
assert_type(Component(kind="jail", term="6 months").term, Term | None)
assert_type(Source("Court", basis="record").basis, Basis)

ChargeDismissed(on="2023", defendant="A", charge="1", prejudice="wihtout")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
PleaEntered(on="2023", defendant="A", charge="1", plea="GUILTY")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ChargeFiled(on="2023", defendant="A", charge="1", instrumnet="indictment")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
ChargeFiled(on="2023", defendant=3, charge="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ChargeFiled(on="2023", defendant=None, charge="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ChargeFiled(on=2023, defendant="A", charge="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ChargeFiled(on="2023", defendant="A")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Source("Court", basis="court")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

case = CaseFile("example").record(filed)
view = assert_type(case.at("2023-04-20", clock="docket", according_to="record"), View)
case.at("2023-04-20", clearance="all")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
case.at(as_of="2023-04-20", known="2023-04-20")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

doe = assert_type(view["A. Doe"], Defendant)
charge = assert_type(doe.charge("1"), Charge)
assert_type(view.claim("A. Doe", "k"), Claim)
assert_type(view.citation("A. Doe", "g"), Citation)
assert_type(charge.phase, Phase)
assert_type(charge.plea, PleaKind | None)
assert_type(charge.components, tuple[Component, ...] | None)
assert_type(charge.conviction_on, When | None)
assert_type(charge.status, Headline)
assert_type(charge.status.status, str)
assert_type(charge.open, bool)
assert_type(charge.refilable, Certainty)
assert_type(charge.is_conviction("immigration"), Certainty)
assert_type(charge.why("phase"), Why)
assert_type(charge.state, ChargeState)
assert_type(charge.possible(), tuple[ChargeState, ...])
assert_type(charge.holds(lambda state: state.plea is PleaKind.GUILTY), Certainty)
assert_type(charge.spells("phase"), tuple[Spell, ...])
assert_type(charge.findings, tuple[Finding, ...])
assert_type(doe.proceeding("main").status, Headline)
assert_type(view.diff(case.at()), tuple[Change, ...])
charge.is_conviction("housing")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
charge.phaze  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
charge.phase = Phase.DISMISSED  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
charge.holds(lambda state: state.phaze)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
view.charge("A. Doe", 1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
view["A. Doe"]["1"]  # type: ignore[index]  # pyright: ignore[reportIndexIssue]

try:
    case.record(filed, strict=True)
except IllegalDevelopment as refused:
    assert_type(refused.finding, Finding)
except StaleExpectation as stale:
    assert_type(stale.entries, tuple[Entry, ...])
except AmbiguousState as ambiguous:
    assert_type(ambiguous.entries, tuple[str, ...])

_ = charge.conviction_on == "2023-04-21"  # type: ignore[comparison-overlap]  # When.parse() reads a date
_ = "convicted" if charge.is_conviction() else "not convicted"  # pyright: ignore[reportGeneralTypeIssues]  # it may be POSSIBLY
