"""Names and ids have one Unicode spelling; names that look alike, and orders that match no charge, have findings."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestate import CaseFile, Finding, Severity, Source, codec
from casestate.engine.likeness import id_key
from casestate.errors import IllegalDevelopment
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    ClaimFiled,
    Event,
    HearingSet,
    NameRecorded,
    RecordExpunged,
    RecordSealed,
    RoleChanged,
    Stated,
)

DOE = "A. Doe"
COMPOSED, DECOMPOSED = "Jos\u00e9 Roe", "Jose\u0301 Roe"


def filed(who: str = DOE, key: str = "1", on: str = "2023-01-10", **more: Any) -> ChargeFiled:
    return ChargeFiled(on=on, defendant=who, charge=key, **more)


def sealed(who: str = DOE, key: str = "1", on: str = "2023-02-01") -> RecordSealed:
    return RecordSealed(on=on, defendant=who, charge=key)


def case_of(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for event in events:
        case = case.record(event)
    return case


def found(case: CaseFile, code: str, as_of: str | None = None, **asked: Any) -> list[Finding]:
    return [finding for finding in case.at(as_of, **asked).findings if finding.code == code]


class TestOneSpelling:
    @pytest.mark.parametrize(("here", "there"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
    def test_an_order_seals_the_charge_of_a_name_spelled_with_other_characters(self, here: str, there: str) -> None:
        case = case_of(filed(here), sealed(there))
        assert case.at().defendants == ()
        assert case.at(clearance="sealed")[here] == case.at(clearance="sealed")[there]

    def test_everything_is_found_under_either(self) -> None:
        case = CaseFile("c").record(filed(DECOMPOSED, "e\u0301", proceeding="e\u0301"), id="e\u0301")
        assert case["\u00e9"] is case["e\u0301"]
        assert "\u00e9" in case
        assert "e\u0301" in case
        assert 1 not in case
        doe = case.at()[COMPOSED]
        assert doe.charge("e\u0301") == doe.charge("\u00e9") == case.at().charge(DECOMPOSED, "\u00e9")
        assert doe.proceeding("e\u0301") == doe.proceeding("\u00e9")
        assert case.record(filed(), after="\u00e9").last.after == ("\u00e9",)

    def test_a_source_is_one_whichever_characters_spell_it(self) -> None:
        case = CaseFile("c").record(filed(), source=Source(DECOMPOSED))
        assert case.at(according_to=Source(COMPOSED)).defendants == (DOE,)

    @given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N"]), min_size=1))
    def test_text_that_is_canonically_equal_is_equal(self, text: str) -> None:
        other = unicodedata.normalize("NFD", text)
        assert filed(text) == filed(other)
        assert codec.loads(codec.dumps(case_of(filed(text)))).entries == case_of(filed(other)).entries


class TestAnOrderThatMeetsNoCharge:
    @pytest.mark.parametrize(
        "order", [sealed("A Doe"), sealed(DOE + " "), sealed("a. doe"), sealed(key="01"), sealed(key="I")]
    )
    def test_is_an_error_for_the_public_that_names_nobody(self, order: RecordSealed) -> None:
        case = case_of(filed(), order)
        (finding,) = case.at().findings
        assert (finding.code, finding.severity) == ("order-meets-no-charge", Severity.ERROR)
        assert (finding.defendant, finding.charge, finding.entries) == ("", "", ())
        assert order.defendant not in finding.message

    def test_is_named_to_a_reader_with_clearance_for_it(self) -> None:
        case = case_of(filed(), sealed(key="01"), RecordExpunged(on="2023-02-01", defendant=DOE, charge="001"))
        seal, expungement = found(case, "order-meets-no-charge", clearance="sealed")
        assert (seal.defendant, seal.charge, seal.entries) == (DOE, "01", ("e2",))
        assert (expungement.defendant, expungement.entries) == ("", ())
        assert [f.entries for f in found(case, "order-meets-no-charge", clearance="expunged")] == [("e2",), ("e3",)]

    def test_is_refused_where_the_file_is_strict(self) -> None:
        with pytest.raises(IllegalDevelopment, match="meets no charge"):
            case_of(filed()).record(sealed("A Doe"), strict=True)
        assert case_of(filed()).record(sealed(), strict=True).at().findings == ()

    def test_is_one_however_many_accounts_it_has_and_none_once_it_is_retracted(self) -> None:
        case = case_of(filed(), sealed(key="2")).record(sealed(key="2"), account_of="e2")
        assert len(found(case, "order-meets-no-charge")) == 1
        assert not found(case.retract("e2", reason="x").retract("e3", reason="x"), "order-meets-no-charge")

    def test_comes_of_a_filing_that_is_retracted(self) -> None:
        case = case_of(filed(), sealed())
        assert not found(case, "order-meets-no-charge")
        assert len(found(case.retract("e1", reason="another person"), "order-meets-no-charge")) == 1

    def test_is_found_once_it_is_known_and_has_happened(self) -> None:
        case = CaseFile("c").record(sealed(), recorded_at="2023-02-02T00:00:00Z", source=Source("clerk"))
        case = case.record(filed(), recorded_at="2023-02-09T00:00:00Z")
        assert not found(case, "order-meets-no-charge", known_on="2023-02-01")
        assert len(found(case, "order-meets-no-charge", known_on="2023-02-03")) == 1
        assert not found(case, "order-meets-no-charge", known_on="2023-02-03", as_of="2023-01-31")
        assert not found(case, "order-meets-no-charge", known_on="2023-02-03", according_to=Source("wire"))
        assert not found(case, "order-meets-no-charge")

    def test_takes_a_filing_without_a_time_to_be_known(self) -> None:
        case = case_of(filed()).record(sealed(), recorded_at="2023-02-02T00:00:00Z")
        assert not found(case, "order-meets-no-charge", known_on="2023-02-03")

    def test_is_found_where_it_is_only_supposed(self) -> None:
        view = case_of(filed()).at().if_(sealed(key="2"))
        assert [finding.code for finding in view.findings] == ["order-meets-no-charge"]
        assert case_of(filed()).at().if_(sealed()).findings == ()
        corrected = case_of(filed()).correct("e1", filed(on="2023-01-11"), reason="misread")
        assert [finding.code for finding in corrected.at().if_(sealed(key="2")).findings] == ["order-meets-no-charge"]


class TestWrittenAlike:
    @pytest.mark.parametrize(
        "name", ["A Doe", "A. Doe ", "a. doe", "Doe, A.", "A.  Doe", "A. D\u00f6e", "A. D\u2019oe"]
    )
    def test_two_names_are_found_and_each_is_named(self, name: str) -> None:
        (finding,) = found(case_of(filed(), filed(name)), "written-alike")
        assert (finding.severity, finding.defendant, finding.entries) == (Severity.WARNING, name, ("e1", "e2"))
        assert repr(DOE) in finding.message
        assert repr(name) in finding.message

    @pytest.mark.parametrize(
        ("here", "there"),
        [
            ("1", "I"),
            ("1", "01"),
            ("1", "1 "),
            ("a", "A"),
            ("1", "Count 1"),
            ("4", "IV"),
            ("1a", "1-A"),
            ("9", "ix"),
            ("\u00a7", "\u00a7 "),
        ],
    )
    def test_two_charges_of_one_defendant_are_found(self, here: str, there: str) -> None:
        (finding,) = found(case_of(filed(key=here), filed(key=there)), "written-alike")
        assert (finding.defendant, finding.charge, finding.entries) == (DOE, there, ("e1", "e2"))
        assert not found(case_of(filed(key=here), filed("B. Roe", there)), "written-alike")

    @pytest.mark.parametrize(
        ("here", "there"), [("1", "2"), ("2-4", "24"), ("1", "1s"), ("10", "1"), ("A", "B"), ("0", "-1")]
    )
    def test_two_that_differ_in_more_are_not(self, here: str, there: str) -> None:
        assert id_key(here) != id_key(there)
        assert not found(case_of(filed(key=here), filed(key=there)), "written-alike")

    @pytest.mark.parametrize(
        "event",
        [
            ChargeDismissed(on="2023-02-01", defendant="A Doe", charge="1"),
            ClaimFiled(on="2023-02-01", claim="k", defendants=["A Doe"]),
            HearingSet(on="2023-02-01", hearing="h", for_="2023-03-01", defendants=["A Doe"]),
            RoleChanged(on="2023-02-01", person="A Doe", role="counsel", change="appointed"),
            Stated(on="2023-02-01", by="counsel", modality="expects", about=filed("A Doe")),
            NameRecorded(on="2023-02-01", defendant="A Doe", name="Ann"),
        ],
        ids=lambda event: event.wire,
    )
    def test_in_whatever_act_the_other_is_named(self, event: Event) -> None:
        assert [f.defendant for f in found(case_of(filed(), event), "written-alike")] == ["A Doe"]

    def test_a_charge_that_another_names_otherwise_is_found(self) -> None:
        case = case_of(filed(), filed(key="2", alternative_to=["I"]))
        assert [f.charge for f in found(case, "written-alike")] == ["I"]

    def test_a_recorded_name_that_somebody_else_has_is_found(self) -> None:
        names = NameRecorded(on="2023-01-11", defendant=DOE, name="B. Roe")
        (finding,) = found(case_of(filed(), names, filed("b roe")), "written-alike")
        assert (finding.defendant, finding.entries) == ("b roe", ("e2", "e3"))
        assert repr(DOE) in finding.message
        own = NameRecorded(on="2023-01-11", defendant=DOE, name="a doe")
        assert not found(case_of(filed(), own), "written-alike")

    def test_none_is_found_before_the_day_on_which_the_file_has_both(self) -> None:
        case = case_of(filed(), filed("A Doe", on="2023-03-01"))
        assert not found(case, "written-alike", as_of="2023-02-28")
        assert len(found(case, "written-alike", as_of="2023-03-01")) == 1

    def test_one_that_is_hidden_is_never_named(self) -> None:
        case = case_of(
            filed(), filed("A Doe"), sealed("A Doe"), filed("B. Roe"), filed("B. Roe", "I"), sealed("B. Roe", "I")
        )
        assert case.at().findings == ()
        assert [f.defendant for f in found(case, "written-alike", clearance="sealed")] == ["A Doe", "B. Roe"]

    def test_what_is_proposed_is_compared(self) -> None:
        assert {f.code for f in case_of(filed()).check(filed(DOE + " ", "2"))} == {"written-alike"}
