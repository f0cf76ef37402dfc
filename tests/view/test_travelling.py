"""Files, views, handles and procedures are copied, pickled, and sent to another process."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from casestate import GENERIC, CaseFile, Severity, Source
from casestate.errors import InvalidProcedure
from casestate.events import ChargeDismissed, ChargeFiled
from casestate.law import PROCEDURES, check
from casestate.law.checking import Doubt
from casestate.state import ChargeState
from casestate.view import timeslice_of

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
ELSEWHERE = GENERIC.derive("elsewhere", without=["T58"], policies={"nolo_allowed": False})
CASE = (
    CaseFile("c", procedure=ELSEWHERE)
    .record(ChargeFiled(on="2023-01", **ONE))
    .record(ChargeDismissed(on="2023-04-21", **ONE), after="e1")
)


def from_the_clerk(source: Source) -> bool:
    return source.name == "clerk"


VIEW = CASE.at("2023-01-15", known_on=None, clearance="sealed")
THINGS: dict[str, Any] = {
    "file": CASE,
    "view": VIEW,
    "defendant": VIEW["A. Doe"],
    "charge": VIEW.charge("A. Doe", "1"),
    "coordinates": CASE.at(according_to=from_the_clerk).coordinates,
    "supposed": timeslice_of(VIEW.if_(ChargeDismissed(on="2023-01-10", **ONE))),
    **PROCEDURES,
    "derived": ELSEWHERE,
}


def pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("copied", [pickled, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("name", THINGS)
def test_a_copy_equals_its_original(name: str, copied: Callable[[Any], Any]) -> None:
    again = copied(THINGS[name])
    assert type(again) is type(THINGS[name])
    assert again == THINGS[name]
    assert hash(again) == hash(THINGS[name])


@pytest.mark.parametrize("copied", [pickled, copy.copy, copy.deepcopy])
def test_a_copied_file_and_view_answer_as_before(copied: Callable[[Any], Any]) -> None:
    assert copied(CASE).at().charge("A. Doe", "1").phase == CASE.at().charge("A. Doe", "1").phase
    view = copied(VIEW)
    assert view.coordinates == VIEW.coordinates
    assert view.charge("A. Doe", "1").possible("phase") == VIEW.charge("A. Doe", "1").possible("phase")
    assert copied(CASE).record(ChargeFiled(on="2023", defendant="B. Roe", charge="1")).at().defendants == (
        "A. Doe",
        "B. Roe",
    )


def test_a_view_can_be_sent_to_another_process() -> None:
    program = "import pickle, sys; print(pickle.load(sys.stdin.buffer).charge('A. Doe', '1').possible('phase'))"
    done = subprocess.run([sys.executable, "-c", program], input=pickle.dumps(VIEW), capture_output=True, check=True)
    assert done.stdout.decode().strip() == str(VIEW.charge("A. Doe", "1").possible("phase"))


def test_an_unpicklable_predicate_raises_its_own_error() -> None:
    with pytest.raises((pickle.PicklingError, AttributeError), match="lambda"):
        pickle.dumps(CASE.at(according_to=lambda source: source.name == "clerk"))


def test_an_unpicklable_check_is_named_by_its_code() -> None:
    @check("no-name", Severity.WARNING, meaning="x", remedy="x", reads=())
    def inner(charge: ChargeState) -> Iterator[Doubt]:
        yield Doubt(str(charge.subject), ())

    elsewhere = GENERIC.derive("with a check", checks=[inner])
    with pytest.raises(InvalidProcedure, match="'no-name' cannot be pickled"):
        pickle.dumps(elsewhere)
