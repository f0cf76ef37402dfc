"""Policies: each is read by a check, by the rows of a table or by ``is_conviction``, and by no other."""

import attrs
from noting import noting_policies

from casestate import GENERIC, Entry
from casestate.events import (
    Actor,
    ChargeFiled,
    Component,
    DefendantDied,
    DiversionStarted,
    PleaSetAside,
    ReviewKind,
    SentenceImposed,
)
from casestate.law import is_conviction
from casestate.law.checks import CHECKS
from casestate.law.conviction import READS
from casestate.law.policies import POLICIES
from casestate.state import Appeal, ChargeState, Conviction, Phase, Review, SentenceStatus, Visibility

DIED = Entry(id="e1", event=DefendantDied(on="2023-05-01", defendant="A. Doe"))
SET_ASIDE = Entry(id="e1", event=PleaSetAside(on="2023-05-01", defendant="A. Doe", charge="1"))
REHABILITATED = Entry(
    id="e1", event=PleaSetAside(on="2023-05-01", defendant="A. Doe", charge="1", ground="rehabilitation")
)
DIVERTED = Entry(id="e1", event=DiversionStarted(on="2023-05-01", defendant="A. Doe", charge="1", admitted=True))
INFRACTION = Entry(id="e1", event=ChargeFiled(on="2023-05-01", defendant="A. Doe", charge="1", severity="infraction"))
MISDEMEANOR = Entry(id="e1", event=ChargeFiled(on="2023-05-01", defendant="A. Doe", charge="1", severity="misdemeanor"))
TRIBAL = Entry(id="e1", event=ChargeFiled(on="2023-05-01", defendant="A. Doe", charge="1", sovereign="Navajo Nation"))
DEFERRED = Entry(
    id="e1",
    event=SentenceImposed(
        on="2023-05-01", defendant="A. Doe", charge="1", components=[Component(kind="conditional discharge")]
    ),
)
APPEAL = Appeal(by=Actor.DEFENDANT, kind=ReviewKind.DIRECT, first=DEFERRED)
STANDS = ChargeState(defendant="A. Doe", charge="1", phase=Phase.JUDGED, conviction=Conviction.ADJUDICATED)
STATES = [
    *[attrs.evolve(STANDS, conviction=conviction) for conviction in Conviction],
    attrs.evolve(STANDS, review=Review.PENDING, reviews=(APPEAL,), endings=(DIED,)),
    attrs.evolve(STANDS, review=Review.PENDING, reviews=(APPEAL,)),
    attrs.evolve(STANDS, conviction=Conviction.VACATED, moved=(("conviction", SET_ASIDE),)),
    attrs.evolve(STANDS, conviction=Conviction.VACATED, moved=(("conviction", REHABILITATED),)),
    attrs.evolve(STANDS, phase=Phase.DIVERTED, conviction=Conviction.NONE, deferrals=(DIVERTED,)),
    attrs.evolve(STANDS, charging=(INFRACTION,)),
    attrs.evolve(STANDS, charging=(MISDEMEANOR,)),
    attrs.evolve(STANDS, charging=(TRIBAL,)),
    attrs.evolve(STANDS, visibility=Visibility.EXPUNGED),
    attrs.evolve(STANDS, sentence=SentenceStatus.IMPOSED, sentencing=(DEFERRED,)),
]
"""One state for each question that ``is_conviction`` may have to ask of the policies."""


def test_whether_something_convicts_reads_the_policies_that_it_declares() -> None:
    seen: set[str] = set()
    places = [GENERIC, *[GENERIC.derive(name, policies={"country": name}) for name in ("Here", "Elsewhere")]]
    procedure, *two = [attrs.evolve(each, policies=noting_policies(each.policies, seen)) for each in places]
    for state in STATES:
        is_conviction(state, procedure=procedure)
    is_conviction(STANDS, "record", *two)
    assert {name.removeprefix("policies.") for name in seen} == READS


def test_the_rows_of_a_table_read_whether_jeopardy_attaches_on_a_plea() -> None:
    tables = [GENERIC.derive("x", policies={"jeopardy_attaches_on_plea": each}).machines for each in (True, False)]
    assert tables[0] != tables[1]


def test_every_policy_is_read() -> None:
    read_by_checks = {name for check in CHECKS for name in check.policies}
    assert read_by_checks | READS | {"jeopardy_attaches_on_plea"} == set(POLICIES)
