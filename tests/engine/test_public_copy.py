"""The public copy of a file answers as a public view of the file does, and contains nothing else."""

from typing import Any

import attrs
import pytest
from histories import histories, knowing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed import DOE, POE, ROE, answers
from strategies import near_whens, queries

from casestate import CaseFile, Clearance, Reading, Source, dumps, loads
from casestate.engine.clearance import WITHHELD
from casestate.errors import IllegalDevelopment, InvalidQuestion
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    ClaimFiled,
    Event,
    HearingHeld,
    HearingSet,
    IncidentOccurred,
    NameRecorded,
    Noted,
    PartySubstituted,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    ReleaseOrdered,
    SentenceImposed,
    Stated,
)

PEOPLE = (DOE, ROE, POE)


def filed(who: str = DOE, key: str = "1", **more: Any) -> ChargeFiled:
    return ChargeFiled(on="2023-01-10", defendant=who, charge=key, **more)


def sealed(who: str = DOE, key: str = "1") -> RecordSealed:
    return RecordSealed(on="2023-02-01", defendant=who, charge=key)


def case_of(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for event in events:
        case = case.record(event)
    return case


def events() -> st.SearchStrategy[Event]:
    """Draw acts on few charges, with seals, and acts that name people who may have only sealed charges."""
    people, keys, days = st.sampled_from(PEOPLE), st.sampled_from(["1", "2"]), near_whens()
    few = st.lists(people, max_size=2, unique=True)
    said = {"on": days, "defendant": people, "charge": keys}
    act = st.sampled_from([ChargeFiled, ChargeDismissed, RecordSealed, RecordSealed, RecordUnsealed, RecordExpunged])
    return st.one_of(
        act.flatmap(lambda each: st.builds(each, **said)),
        act.flatmap(lambda each: st.builds(each, **said)),
        st.builds(ChargeFiled, **said, victims=few),
        st.builds(ChargeFiled, on=days, defendant=people, charge=st.just("2"), alternative_to=st.just("1")),
        st.builds(SentenceImposed, **said, by=st.none() | people),
        st.builds(HearingSet, on=days, hearing=keys, for_=days, defendants=few),
        st.builds(HearingHeld, on=days, hearing=keys),
        st.builds(ClaimFiled, on=days, claim=keys, claimants=few, defendants=st.tuples(people)),
        st.builds(NameRecorded, on=days, defendant=people, name=people),
        st.builds(ReleaseOrdered, on=days, defendant=people, status=st.just("detained")),
        st.builds(
            Stated,
            on=days,
            by=people,
            modality=st.sampled_from(["expects", "denies", "retracts"]),
            about=st.none() | st.builds(ChargeDismissed, **said),
            defendants=few,
        ),
    )


HIDDEN_ORDER = "an order to seal or expunge meets no charge of the file"
"""The one finding that the copy lacks: that on a hidden order whose charge was recorded later."""


def copied(case: CaseFile) -> tuple[CaseFile, CaseFile]:
    """Return the file, with a filing added for each charge that orders would not match, and its copy."""
    while True:
        try:
            return case, case.public()
        except IllegalDevelopment as problem:
            case = case.record(filed(problem.finding.defendant, problem.finding.charge))


@pytest.mark.long
@settings(max_examples=max(60, settings().max_examples), suppress_health_check=list(HealthCheck), deadline=None)
@given(
    histories(event=events(), most=10),
    st.none() | queries(),
    knowing(),
    st.sampled_from(Reading),
)
def test_the_public_gets_the_same_answers(case: CaseFile, day: Any, known: dict[str, Any], reading: Reading) -> None:
    case, copy = copied(case)
    assert answers(copy.at(day, reading=reading)) == answers(case.at(day, reading=reading))
    asked: dict[str, Any] = {"as_of": day, "reading": reading, **known}
    ours, theirs = copy.at(**asked), case.at(**asked)
    if HIDDEN_ORDER not in answers(theirs):
        assert answers(ours) == answers(theirs)
    everything = copy.at(clearance=Clearance.EXPUNGED)
    assert (everything.timeline, everything.findings) == (copy.at().timeline, copy.at().findings)
    assert copy.public() == copy == loads(dumps(copy))


class TestNames:
    """A person who has only hidden charges is named in no field that holds a person."""

    hidden = (filed(), sealed(), NameRecorded(on="2023-01-01", defendant=DOE, name="J. Dough"), filed(ROE))

    @pytest.mark.parametrize("name", [DOE, "J. Dough"])
    @pytest.mark.parametrize(
        ("field", "event"),
        [
            ("victims", lambda name: filed(ROE, "2", victims=[name, POE])),
            ("harmed", lambda name: IncidentOccurred(on="2023-01-01", incident="i", harmed=[name, POE])),
            ("claimants", lambda name: ClaimFiled(on="2023", claim="k", claimants=[name, POE], defendants=[ROE])),
            ("claimants", lambda name: PartySubstituted(on="2023", claim="k", claimants=[name, POE], defendants=[ROE])),
            ("defendants", lambda name: HearingSet(on="2023", hearing="h", for_="2023", defendants=[name, POE])),
        ],
    )
    def test_of_a_list_is_left_out(self, name: str, field: str, event: Any) -> None:
        case = case_of(*self.hidden, event(name))
        (told,) = [entry.event for entry in case.at().timeline if entry.id == "e5"]
        assert getattr(told, field) == (POE,)
        assert name not in dumps(case.public())

    def test_that_may_be_missing_is_left_out(self) -> None:
        case = case_of(*self.hidden, SentenceImposed(on="2023-05-01", defendant=ROE, charge="1", by=DOE))
        assert case.at().timeline[-1].event == SentenceImposed(on="2023-05-01", defendant=ROE, charge="1")

    @pytest.mark.parametrize(
        "event",
        [
            Stated(on="2023", by=DOE, modality="denies", about=filed(ROE)),
            Stated(on="2023", by="J. Dough", modality="denies", about=filed(ROE)),
            NameRecorded(on="2023", defendant=ROE, name=DOE),
            HearingSet(on="2023", hearing="h", for_="2023", defendants=["J. Dough"]),
        ],
    )
    def test_without_which_nothing_is_said_hides_the_entry(self, event: Event) -> None:
        case = case_of(*self.hidden, event)
        assert [entry.id for entry in case.at().timeline] == [entry.id for entry in case.public()] == ["e4"]

    def test_of_a_source_is_withheld(self) -> None:
        case = case_of(*self.hidden).record(filed(ROE, "2"), source=Source(DOE, basis="party"))
        assert case.at().sources[-1] == Source(WITHHELD, basis="party")
        assert DOE not in dumps(case.public())

    def test_that_somebody_else_bears_is_kept(self) -> None:
        said = Stated(on="2023", by=ROE, modality="denies", about=filed(POE))
        other = NameRecorded(on="2023-01-01", defendant=DOE, name=ROE)
        assert case_of(*self.hidden, other, said).at().timeline[-1].event == said

    def test_is_withheld_before_anything_else_of_theirs_was_taken_out(self) -> None:
        """A retracted entry about another charge does not make the person public."""
        hearing = HearingSet(on="2023-01-12", hearing="h", for_="2023-02-01", defendants=[DOE, ROE])
        case = case_of(filed(), sealed(), filed(ROE)).record(filed(key="2"), recorded_at="2023-01-12T12:00:00Z")
        case = case.record(hearing, recorded_at="2023-01-12T12:00:00Z")
        case = case.retract("e4", reason="misread", recorded_at="2023-02-01T12:00:00Z")
        (told,) = [entry.event for entry in case.at(known_on="2023-01-20").timeline]
        assert told == attrs.evolve(hearing, defendants=[ROE])


class TestChains:
    """Corrections, retractions and accounts that are linked through entries left out."""

    def test_a_correction_of_a_hidden_entry_stands_for_itself_with_its_source(self) -> None:
        clerk = Source("the clerk", basis="record")
        case = CaseFile("c").record(filed(), source=clerk, ordinal=4).record(sealed())
        case = case.correct("e1", filed(key="2", offense="theft"), reason="misread").record(filed(key="1"))
        copy = case.public()
        assert [(entry.id, entry.source, entry.ordinal, entry.revises) for entry in copy] == [("e3", clerk, 4, None)]
        assert case.at(according_to="record").timeline == (attrs.evolve(copy["e3"], seq=3),)

    def test_later_corrections_of_a_hidden_entry_correct_the_first(self) -> None:
        case = case_of(filed(), sealed()).correct("e1", filed(key="2", offense="theft"), reason="misread")
        case = case.correct("e1", filed(key="2", offense="fraud"), reason="misread").record(filed())
        assert [(entry.id, entry.revises and entry.revises.entry) for entry in case.public()] == [
            ("e3", None),
            ("e4", "e3"),
        ]
        assert len(case.at().timeline) == 1

    def test_a_correction_of_a_hidden_correction_corrects_what_that_did(self) -> None:
        case = case_of(filed(key="2"), sealed(), filed()).correct("e1", filed(), reason="misread")
        case = case.correct("e4", filed(key="2", offense="theft"), reason="it was right")
        assert [(entry.id, entry.revises and entry.revises.entry) for entry in case.public()] == [
            ("e1", None),
            ("e5", "e1"),
        ]

    def test_a_retraction_of_a_hidden_entry_is_left_out_with_what_it_takes_out(self) -> None:
        case = case_of(filed(), sealed()).correct("e1", filed(key="2"), reason="misread")
        case = case.retract("e1", reason="of another").record(filed()).record(filed(key="3"))
        assert [entry.id for entry in case.public()] == [entry.id for entry in case.at().timeline] == ["e6"]

    def test_a_retraction_that_was_taken_back_is_left_out(self) -> None:
        case = case_of(filed(), sealed(), filed()).retract("e1", reason="of another").retract("e4", reason="it was not")
        case = case.correct("e1", filed(key="2"), reason="misread")
        assert [entry.id for entry in case.public()] == ["e6"]
        assert case.public()["e6"].revises is None

    def test_accounts_of_a_hidden_entry_are_accounts_of_the_first(self) -> None:
        case = (
            case_of(filed(), sealed())
            .record(filed(key="2"), account_of="e1")
            .record(filed(key="2", offense="theft"), account_of="e1")
        )
        assert [(entry.id, entry.account_of) for entry in case.public()] == [("e3", None), ("e4", "e3")]
        assert len(case.at().timeline) == 1

    def test_an_account_of_a_hidden_account_is_one_of_what_that_told(self) -> None:
        case = case_of(filed(key="2"), filed(), sealed())
        case = case.record(filed(), account_of="e1").record(filed(key="2"), account_of="e4")
        assert [(entry.id, entry.account_of) for entry in case.public()] == [("e1", None), ("e5", "e1")]

    def test_an_order_that_a_hidden_one_outweighed_hides(self) -> None:
        case = case_of(filed(), filed(key="2"), sealed()).record(sealed(key="2"), account_of="e3")
        case = case.record(filed(ROE))
        assert case.at().defendants == (ROE,)
        assert [entry.id for entry in case.public()] == ["e5"]


class TestWhatIsRefused:
    def test_an_order_that_meets_no_charge(self) -> None:
        with pytest.raises(IllegalDevelopment, match=r"order-meets-no-charge.*e2") as refused:
            case_of(filed(), sealed("A Doe")).public()
        assert "A Doe" not in str(refused.value)

    def test_a_hidden_name_in_words(self) -> None:
        case = case_of(filed(), sealed())
        for number in range(7):
            case = case.record(filed(ROE, str(number), offense=f"assault on {DOE.upper()}"))
        with pytest.raises(InvalidQuestion, match=r"e3, e4, e5, e6, e7 and 2 more name somebody") as refused:
            case.public()
        assert DOE not in str(refused.value)
        assert len(case.public(words_read=True)) == 7
        assert len(case_of(filed(), sealed(), filed(ROE, offense=f"the {DOE}s of this world")).public()) == 1

    @pytest.mark.parametrize(
        ("name", "text", "found"),
        [
            (DOE, "A. Doe", True),
            (DOE, "so a. DOE said", True),
            (DOE, "(A. Doe's)", True),
            (DOE, "A. Does", False),
            (DOE, "AA. Doe", False),
            (DOE, "Doe", False),
            ("Doe", "J. Doe", True),
            ("(Jr.)", "Doe (Jr.) said", True),
            ("(Jr.)", "Jr.)", False),
            ("???", "who??? said", True),
            ("José", "JOSE\u0301 said", True),
        ],
    )
    def test_a_hidden_name_as_a_whole_word(self, name: str, text: str, found: bool) -> None:
        case = case_of(filed(name), sealed(name), Noted(on="2023", text=text))
        if found:
            with pytest.raises(InvalidQuestion, match="e3 name somebody"):
                case.public()
        else:
            assert [entry.id for entry in case.public()] == ["e3"]

    def test_a_hidden_name_in_the_name_of_the_file(self) -> None:
        case = CaseFile("State v. a. doe", entries=case_of(filed(), sealed()))
        with pytest.raises(InvalidQuestion, match="with id="):
            case.public()
        assert case.public(id="case 1").id == "case 1"


def test_a_file_without_seals_is_its_own_copy() -> None:
    case = case_of(filed(), filed(ROE))
    assert case.public() == case
