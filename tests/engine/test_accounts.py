"""Several accounts of one act: the one that prevails, and their differences."""

from typing import Any

import pytest

from casestate import Basis, CaseFile, Source
from casestate.errors import InvalidEntry
from casestate.events import (
    ChargeConsolidated,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    DiversionStarted,
    Event,
    PleaEntered,
    PleaKind,
    PleaManner,
    Stated,
    VerdictReturned,
)
from casestate.state import Found, Phase

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
WIRE = Source("wire", basis=Basis.PRESS)
COURT = Source("court", basis=Basis.RECORD)
FILED = ChargeFiled(on="2023-01-01", **ONE)


def told(first: Event, second: Event, **more: Any) -> CaseFile:
    """Return a file with the wire's account of an act, then the court's."""
    case = CaseFile("c").record(FILED).record(first, source=WIRE, id="wire", **more)
    return case.record(second, source=COURT, id="court", account_of="wire")


def test_the_account_on_the_stronger_basis_speaks_and_the_difference_is_told() -> None:
    guilty = VerdictReturned(on="2023-05", verdict="guilty", **ONE)
    acquitted = VerdictReturned(on="2023-05-02", verdict="not guilty", **ONE)
    view = told(guilty, acquitted).at()
    assert view.charge("A. Doe", "1").found is Found.NOT_GUILTY
    (finding,) = [each for each in view.findings if each.code == "sources-disagree"]
    assert finding.entries == ("court", "wire")
    assert finding.message == (
        'court (court) and wire (wire) differ on one act: court says verdict "not guilty", wire says verdict "guilty"'
    )


def test_a_difference_is_told_as_a_person_would_say_it() -> None:
    own_words = PleaKind.raw("no_lo (Art. 12)")
    first = DiversionStarted(on="2023-05-02", admitted=True, **ONE)
    second = DiversionStarted(on="2023-05-02", admitted=False, **ONE)
    (finding,) = [each for each in told(first, second).at().findings if each.code == "sources-disagree"]
    assert finding.message.endswith(": court says admitted no, wire says admitted yes")
    plea, other = (PleaEntered(on="2023-05-02", plea=each, **ONE) for each in ("no contest", own_words))
    (finding,) = [each for each in told(plea, other).at().findings if each.code == "sources-disagree"]
    assert finding.message.endswith(': court says plea "no_lo (Art. 12)", wire says plea "no contest"')
    some, more = (ChargeDowngraded(on="2023-05-02", dropped_enhancements=given, **ONE) for given in ("a", ("a", "b")))
    (finding,) = [each for each in told(some, more).at().findings if each.code == "sources-disagree"]
    assert finding.message.endswith(': court says dropped enhancements "a", "b", wire says dropped enhancements "a"')


def three(first: Event, second: Event, prevailing: Event) -> list[tuple[tuple[str, ...], str]]:
    """Return the differences between two wires and the court: the accounts, and the words of each finding."""
    case = told(first, prevailing)
    case = case.record(second, source=Source("another wire", basis=Basis.PRESS), id="other", account_of="wire")
    findings = [each for each in case.at().findings if each.code == "sources-disagree"]
    return [(each.entries, each.message.partition(": ")[2]) for each in findings]


def test_of_accounts_equally_strong_the_last_speaks_and_the_finding_shows_both() -> None:
    case = CaseFile("c").record(FILED).record(PleaEntered(on="2023-02-01", plea="guilty", **ONE), source=WIRE, id="a")
    other = Source("another wire", basis=Basis.PRESS)
    case = case.record(PleaEntered(on="2023-02-01", plea="no contest", **ONE), source=other, id="b", account_of="a")
    assert case.at().charge("A. Doe", "1").plea == "no_contest"
    (finding,) = case.at().findings
    assert (finding.code, finding.entries) == ("sources-disagree", ("b", "a"))
    assert finding.message.endswith(': b says plea "no contest", a says plea "guilty"')
    alone = [each for who in (WIRE, other) for each in case.at(according_to=who).findings]
    assert {each.code for each in alone} == {"missing-filing"}


def test_what_the_prevailing_account_leaves_open_others_disagree_on() -> None:
    dismissed: dict[str, Any] = {"on": "2023-02-01", **ONE}
    with_, without = (ChargeDismissed(prejudice=each, **dismissed) for each in ("with", "without"))
    assert three(with_, without, ChargeDismissed(**dismissed)) == [
        (("wire", "other"), 'wire says prejudice "with", other says prejudice "without"')
    ]
    assert [entries for entries, _ in three(with_, without, with_)] == [("court", "other")]
    assert three(with_, with_, ChargeDismissed(**dismissed)) == []


def test_days_that_the_prevailing_account_leaves_open_are_the_first_of_those_that_differ() -> None:
    days = [ChargeDismissed(on=day, prejudice="with", **ONE) for day in ("2023-02-03", "2023-02-04", "2023-02")]
    assert three(*days) == [(("wire", "other"), "wire says on 2023-02-03, other says on 2023-02-04")]
    case = told(days[0], days[2]).record(days[1], source=WIRE, account_of="wire")
    assert case.at("2023-02-02").charge("A. Doe", "1").dismissal is None
    assert case.at("2023-02-03").charge("A. Doe", "1").dismissal is not None
    (finding,) = case.at().findings
    assert finding.remedy.startswith("court, which prevails, leaves it open: the day of the account named first counts")


def test_accounts_of_other_kinds_or_days_disagree() -> None:
    plea = PleaEntered(on="2023-02-01", plea="guilty", **ONE)
    other_day = told(plea, PleaEntered(on="2023-02-02", plea="guilty", **ONE)).at().findings
    assert ["court says on 2023-02-02, wire says on 2023-02-01" in each.message for each in other_day] == [True]
    other_act = told(plea, ChargeDowngraded(on="2023-02-01", grade="less", **ONE)).at().findings
    (message,) = [each.message for each in other_act]
    assert "court says charge 1 downgraded, wire says plea entered on charge 1" in message


def test_no_difference_can_be_read_as_what_neither_says() -> None:
    """The finding quotes the words of each source, so that they cannot be taken for those of the other."""
    (finding,) = (
        told(
            PleaEntered(on="2023-02-01", plea="not guilty", **ONE),
            PleaEntered(on="2023-02-01", plea="no contest", manner=PleaManner.raw("by mail"), **ONE),
        )
        .at()
        .findings
    )
    assert finding.message.endswith(': court says plea "no contest", wire says plea "not guilty"')
    (finding,) = (
        told(
            ChargeConsolidated(on="2023-02-01", with_=["2", "3"], **ONE),
            ChargeConsolidated(on="2023-02-01", with_="2", **ONE),
        )
        .at()
        .findings
    )
    assert finding.message.endswith(': court says with "2", wire says with "2", "3"')


def test_what_one_account_leaves_out_is_no_difference() -> None:
    vague = PleaEntered(on="2023-02", plea="guilty", **ONE)
    assert told(vague, PleaEntered(on="2023-02-01", plea="guilty", manner="in court", **ONE)).at().findings == ()


def test_confirming_an_act_does_not_move_it() -> None:
    case = CaseFile("c").record(FILED)
    case = case.record(PleaEntered(on="2023-02-01", plea="not guilty", **ONE), source=WIRE, id="first")
    case = case.record(PleaEntered(on="2023-02-01", plea="guilty", **ONE), source=WIRE)
    assert case.at().charge("A. Doe", "1").plea == "guilty"
    confirmed = case.record(PleaEntered(on="2023-02-01", plea="not guilty", **ONE), source=COURT, account_of="first")
    assert confirmed.at().charge("A. Doe", "1").plea == "guilty"


def test_a_vaguer_account_on_a_stronger_basis_keeps_the_day_the_weaker_gives() -> None:
    day = told(PleaEntered(on="2023-02-03", plea="guilty", **ONE), PleaEntered(on="2023-02", plea="guilty", **ONE))
    assert day.at("2023-02-02").charge("A. Doe", "1").plea is None
    assert day.at("2023-02-03").charge("A. Doe", "1").plea == "guilty"


def test_a_weaker_account_on_another_day_does_not_move_the_stronger() -> None:
    plea = PleaEntered(on="2023-03-01", plea="guilty", **ONE)
    case = told(plea, PleaEntered(on="2023-02-01", plea="guilty", **ONE))
    assert case.at("2023-02-01").charge("A. Doe", "1").plea == "guilty"


def test_links_and_ordinals_of_every_account_count() -> None:
    vague = PleaEntered(on="2023-02-01", plea="guilty", **ONE)
    case = CaseFile("c").record(FILED).record(PleaEntered(on="2023-02-01", plea="no contest", **ONE), id="earlier")
    linked = case.record(vague, source=WIRE, id="wire", after="earlier").record(vague, source=COURT, account_of="wire")
    assert linked.at().findings == ()
    numbered = CaseFile("c").record(FILED).record(vague, source=WIRE, id="wire", ordinal=2)
    numbered = numbered.record(vague, source=COURT, account_of="wire")
    numbered = numbered.record(PleaEntered(on="2023-02-01", plea="no contest", **ONE), ordinal=1)
    assert numbered.at().charge("A. Doe", "1").plea == "guilty"


def test_an_account_of_a_claim_may_name_more_parties_but_not_others() -> None:
    with pytest.raises(InvalidEntry, match="they concern different people"):
        told(
            PleaEntered(on="2023", plea="guilty", **ONE),
            PleaEntered(on="2023", plea="guilty", defendant="B", charge="1"),
        )


def test_a_statement_is_no_account_of_an_act() -> None:
    with pytest.raises(InvalidEntry, match="they concern different people or things"):
        told(PleaEntered(on="2023", plea="guilty", **ONE), Stated(on="2023", by="counsel", modality="denies"))


@pytest.mark.parametrize("plea", ["not guilty", "not_guilty_by_reason_of_insanity", "unknown"])
def test_accounts_never_move_a_charge_that_is_only_spoken_of(plea: str) -> None:
    said = Stated(
        on="2023-02", by="counsel", modality="expects", about=PleaEntered(on="2023-03", plea=PleaKind(plea), **ONE)
    )
    assert told(said, said).at().charge("A. Doe", "1").phase is Phase.CHARGED


def test_statements_that_differ_on_an_act_say_it_in_words() -> None:
    said = [
        Stated(on="2023-03-01", by="counsel", modality="expects", about=ChargeDowngraded(on=day, grade="less", **ONE))
        for day in ("2023-04", "[2023-05-01..]")
    ]
    (message,) = [each.message for each in told(*said).at().findings]
    assert message.endswith(
        'court says about "charge 1 downgraded: less, 2023-05-01 or later", '
        'wire says about "charge 1 downgraded: less, 2023-04"'
    )
