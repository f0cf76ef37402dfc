"""Two sources contradict each other on one act of one day, and neither says that it speaks of the other's."""

from itertools import permutations

import pytest

from casestate import Basis, CaseFile, Source, View
from casestate.events import ChargeFiled, Event, PleaAccepted, PleaKind, TrialBegan, VerdictKind, VerdictReturned
from casestate.state import Disposition, Found, Phase

FILED = ChargeFiled(on="2020-01-02", defendant="A. Doe", charge="1", instrument="indictment")
TRIAL = TrialBegan(on="2020-02-01", defendant="A. Doe", charge="1")


def verdict(kind: str, day: str = "2020-02-05") -> Event:
    return VerdictReturned(on=day, defendant="A. Doe", charge="1", verdict=VerdictKind(kind))


def told(*of: tuple[Event, str]) -> View:
    case = CaseFile("c").record(FILED).record(TRIAL)
    for event, basis in of:
        case = case.record(event, source=Source(basis, basis=Basis(basis)))
    return case.at()


@pytest.mark.parametrize("verdicts", list(permutations([("not guilty", "record"), ("guilty", "press")])))
@pytest.mark.parametrize("day", ["2020-02-05", "2020-02"])
def test_the_stronger_basis_counts_in_either_order_of_the_file(verdicts: list[tuple[str, str]], day: str) -> None:
    view = told(*[(verdict(kind, day), basis) for kind, basis in verdicts])
    assert view["A. Doe"].charge("1").found is Found.NOT_GUILTY
    assert "ambiguous-order" in {finding.code for finding in view.findings}


@pytest.mark.parametrize("verdicts", list(permutations([("not guilty", "press"), ("guilty", "record")])))
def test_the_stronger_basis_counts_though_it_convicts(verdicts: list[tuple[str, str]]) -> None:
    assert told(*[(verdict(kind), basis) for kind, basis in verdicts])["A. Doe"].charge("1").found is Found.GUILTY


@pytest.mark.parametrize("verdicts", list(permutations(["not guilty", "guilty", "guilty but mentally ill"])))
def test_a_tie_that_nothing_breaks_never_convicts(verdicts: list[str]) -> None:
    view = told(*[(verdict(kind), "press") for kind in verdicts])
    assert view["A. Doe"].charge("1").phase is Phase.ACQUITTED
    assert not any("guilty of" in said for said in view["A. Doe"].fairly_said)


@pytest.mark.parametrize("verdicts", list(permutations(["not guilty", "guilty", "guilty of lesser included"])))
def test_a_third_verdict_on_a_lesser_offence_finds_that_and_no_more(verdicts: list[str]) -> None:
    view = told(*[(verdict(kind), "press") for kind in verdicts])
    assert view["A. Doe"].charge("1").disposition is Disposition.CONVICTED_OF_LESSER
    assert "repeated" in {finding.code for finding in view.findings}


def test_the_dockets_own_order_is_believed_before_either() -> None:
    case = CaseFile("c").record(FILED).record(TRIAL)
    case = case.record(verdict("guilty"), ordinal=1).record(verdict("not guilty"), ordinal=2)
    assert case.at()["A. Doe"].charge("1").found is Found.GUILTY


@pytest.mark.parametrize("pleas", list(permutations([("no contest", "record"), ("guilty", "press")])))
def test_of_two_accounts_of_an_accepted_plea_the_record_counts(pleas: list[tuple[str, str]]) -> None:
    case = CaseFile("c").record(FILED)
    for kind, basis in pleas:
        plea = PleaAccepted(on="2020-02-05", defendant="A. Doe", charge="1", plea=PleaKind(kind))
        case = case.record(plea, source=Source(basis, basis=Basis(basis)))
    assert case.at()["A. Doe"].charge("1").plea is PleaKind.NO_CONTEST
