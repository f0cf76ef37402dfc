"""
Sealing: a public view is that of a file that never had the sealed entries.

The oracle of the property knows what may be shown from the way in which the file is drawn.
"""

import contextlib
import io
import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs
import pytest
from hiding import SECRET, Drawn, drawn_files, expunged, filed, sealed, unsealed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed import DOE, ROE, answers
from strategies import FIRST, LAST

from casestate import GENERIC, CaseFile, Clearance, Source, View, When, codec
from casestate.cli import main
from casestate.engine.coordinates import ClearanceWord, ReadingWord
from casestate.errors import IllegalDevelopment
from casestate.events import (
    ChargeConsolidated,
    ChargeDismissed,
    ChargeMerged,
    ChargeSevered,
    ChargeSuperseded,
    ClaimFiled,
    Component,
    Event,
    HearingHeld,
    HearingSet,
    MotionDecided,
    MotionFiled,
    NameRecorded,
    Noted,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    ReleaseOrdered,
    RoleChanged,
    SentenceImposed,
    Stated,
)
from casestate.state import Visibility


def case_of(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for event in events:
        case = case.record(event)
    return case


def charges(view: View) -> list[tuple[str, str]]:
    return [(who, key) for who in view.defendants for key in view[who].charges]


class TestWhoMaySeeWhat:
    case = case_of(filed(), filed(key="2"), filed(ROE), sealed(key="2"), expunged(ROE))

    @pytest.mark.parametrize(
        ("clearance", "seen"),
        [
            ("public", [(DOE, "1")]),
            ("sealed", [(DOE, "1"), (DOE, "2")]),
            ("expunged", [(DOE, "1"), (DOE, "2"), (ROE, "1")]),
        ],
    )
    def test_by_clearance(self, clearance: ClearanceWord, seen: list[tuple[str, str]]) -> None:
        for day in (None, "2023-01-10", "2023-12-31"):
            assert charges(self.case.at(day, clearance=clearance)) == seen

    def test_the_default_is_the_public(self) -> None:
        assert charges(self.case.at()) == charges(self.case.at(clearance="public"))
        assert self.case.defendants == (DOE,)

    def test_what_is_expunged_stays_so_when_it_is_sealed(self) -> None:
        again = self.case.record(sealed(ROE, on="2023-05-01"))
        assert (ROE, "1") not in charges(again.at(clearance="sealed"))


class TestUnderAProcedureOfYourOwn:
    def test_an_order_hides_although_the_procedure_excludes_its_row(self) -> None:
        elsewhere = GENERIC.derive("elsewhere", without=["T61", "T61e"])
        case = (
            CaseFile("c", procedure=elsewhere).record(filed()).record(sealed()).record(filed(ROE)).record(expunged(ROE))
        )
        assert charges(case.at()) == []
        assert charges(case.at(clearance="sealed")) == [(DOE, "1")]

    def test_any_act_hides_whose_row_seals(self) -> None:
        pardon = GENERIC.row("T59p")
        seals = attrs.evolve(pardon, sets={**pardon.sets, "visibility": Visibility.SEALED})
        pardoned = Pardoned(on="2023-02-01", defendant=DOE, charge="1")
        case = case_of(filed(), pardoned)
        assert charges(case.at()) == [(DOE, "1")]
        elsewhere = CaseFile("c", entries=case, procedure=GENERIC.derive("elsewhere", rows=[seals]))
        assert charges(elsewhere.at()) == []
        assert charges(elsewhere.record(unsealed()).at()) == [(DOE, "1")]
        assert charges(elsewhere.at(clearance="sealed")) == [(DOE, "1")]


class TestWhenItIsSealed:
    def test_an_order_to_unseal_opens_it(self) -> None:
        assert charges(case_of(filed(), sealed(), unsealed()).at()) == [(DOE, "1")]

    def test_an_order_to_seal_again_closes_it(self) -> None:
        assert charges(case_of(filed(), sealed(), unsealed(), sealed(on="2023-03-02")).at()) == []

    @pytest.mark.parametrize("on", ["2023", "[..]", "[2023-02-01..]", "2024"])
    def test_whenever_it_may_be(self, on: str) -> None:
        case = case_of(filed(), sealed(on=on), filed(key="2"))
        for day in (None, "2023-01-15", "2023-06-01"):
            assert charges(case.at(day)) == [(DOE, "2")]

    @pytest.mark.parametrize("on", ["2023-02", "[..]", "2023-02-01"])
    def test_whenever_it_may_have_come_after_the_order_to_unseal(self, on: str) -> None:
        case = case_of(filed(), unsealed(on="2023-02-01"), sealed(on=on))
        assert charges(case.at()) == []

    def test_unless_a_link_or_the_docket_tells(self) -> None:
        case = case_of(filed(), sealed(on="2023-02"))
        assert charges(case.record(unsealed(on="2023-02-10"), after="e2").at()) == [(DOE, "1")]
        day = CaseFile("c").record(filed()).record(sealed(), ordinal=1)
        assert charges(day.record(unsealed(on="2023-02-01"), ordinal=2).at()) == [(DOE, "1")]
        assert charges(day.record(unsealed(on="2023-02-01"), ordinal=0).at()) == []

    def test_an_order_to_unseal_that_may_be_still_to_come_opens_nothing_on_the_day_known(self) -> None:
        case = CaseFile("c").record(filed(), recorded_at=noon(1)).record(sealed(on="2023-01-12"), recorded_at=noon(12))
        case = case.record(unsealed(on="[2023-01-13..2023-01-20]"), recorded_at=noon(20))
        assert charges(case.at(known_on="2023-01-14")) == []
        assert charges(case.at(known_on="2023-01-20")) == [(DOE, "1")]

    def test_in_a_law_that_knows_no_sealing_as_well(self) -> None:
        law = GENERIC.derive("elsewhere", without=["T61"])
        case = CaseFile("c", procedure=law).record(filed()).record(sealed())
        assert charges(case.at()) == []


def noon(day: int) -> datetime:
    return datetime(2023, 1, day, 12, tzinfo=UTC)


class TestAsKnown:
    case = (
        CaseFile("c")
        .record(filed(on="2023-01-02"), recorded_at=noon(2))
        .record(sealed(on="2023-01-05"), recorded_at=noon(5))
        .record(unsealed(on="2023-01-10"), recorded_at=noon(10))
    )

    @pytest.mark.parametrize(("day", "seen"), [(2, 1), (4, 1), (5, 0), (9, 0), (10, 1), (31, 1)])
    def test_on_a_day_on_which_it_was_sealed_it_is_absent(self, day: int, seen: int) -> None:
        assert len(charges(self.case.at(known_on=date(2023, 1, day)))) == seen
        assert len(charges(self.case.at(known_on=noon(day)))) == seen
        assert len(charges(self.case.at(known_on=date(2023, 1, day), clearance="sealed"))) == 1

    def test_while_it_is_sealed_every_day_is(self) -> None:
        case = self.case.record(sealed(on="2023-01-20"), recorded_at=noon(20))
        assert all(charges(case.at(known_on=noon(day))) == [] for day in range(1, 31))

    def test_a_seal_learned_of_late_was_there_all_the_same(self) -> None:
        case = CaseFile("c").record(filed(on="2023-01-02"), recorded_at=noon(2))
        case = case.record(sealed(on="2023-01-05"), recorded_at=noon(20))
        case = case.record(unsealed(on="2023-01-10"), recorded_at=noon(20))
        assert charges(case.at(known_on=noon(7))) == []

    def test_entries_hidden_are_not_counted(self) -> None:
        case = case_of(filed(), sealed(), filed(ROE)).retract("e1", reason="another person of that name")
        case = case.correct("e2", sealed(on="2023-02-02"), reason="misread")
        assert case.at(known_on="2023-02-01").untimed == 1
        assert case.at(known_on="2023-02-01", clearance="sealed").untimed == 5


class TestARevisedSeal:
    base = (
        CaseFile("c")
        .record(filed(on="2023-01-02"), recorded_at=noon(2))
        .record(filed(key="2", on="2023-01-02"), recorded_at=noon(2))
        .record(sealed(on="2023-01-05"), recorded_at=noon(5), id="seal")
    )

    def test_that_was_entered_in_error_hides_nothing(self) -> None:
        case = self.base.retract("seal", reason="another file", recorded_at=noon(9))
        assert charges(case.at()) == [(DOE, "1"), (DOE, "2")]

    def test_was_held_to_stand_until_then(self) -> None:
        case = self.base.retract("seal", reason="another file", recorded_at=noon(9))
        assert charges(case.at(known_on=noon(7))) == [(DOE, "2")]

    def test_stands_again_when_its_retraction_is_retracted(self) -> None:
        case = self.base.retract("seal", reason="another file").retract("e4", reason="it was this file")
        assert charges(case.at()) == [(DOE, "2")]

    def test_hides_the_charge_that_it_rightly_names(self) -> None:
        case = self.base.correct("seal", sealed(key="2", on="2023-01-05"), reason="misread", recorded_at=noon(9))
        assert charges(case.at()) == [(DOE, "1")]
        assert charges(case.at(known_on=noon(7))) == []

    def test_an_entry_that_was_rightly_about_a_hidden_charge_is_hidden_before_that_was_known(self) -> None:
        case = CaseFile("c").record(filed(ROE, offense=SECRET), recorded_at=noon(2))
        case = case.correct("e1", filed(DOE, offense=SECRET), reason="of another", recorded_at=noon(4))
        case = case.record(sealed(), recorded_at=noon(6))
        assert case.at(known_on=noon(3)).timeline == ()
        assert case.at(known_on=noon(3), clearance="sealed").defendants == (ROE,)


class TestWhoIsThereForIt:
    """A defendant who has only sealed charges appears nowhere in the public view."""

    @pytest.mark.parametrize(
        "event",
        [
            NameRecorded(on="2023-01-01", defendant=DOE, name="A. Dough"),
            ReleaseOrdered(on="2023-01-01", defendant=DOE, status="detained"),
            HearingSet(on="2023-01-01", hearing="h", for_="2023-02-01", defendants=[DOE]),
            MotionFiled(on="2023-01-01", motion="m", seeks="dismissal", defendants=[DOE]),
            RoleChanged(on="2023-01-01", person=DOE, role="defendant for himself", change="appointed"),
            Stated(on="2023-01-01", by="counsel", modality="asserts", text="so", defendants=[DOE]),
            Stated(on="2023-01-01", by="counsel", modality="expects", about=filed(key="9")),
            Stated(on="2023-01-01", by="counsel", modality="expects", about=filed(), defendants=[ROE]),
        ],
        ids=lambda event: event.wire,
    )
    def test_with_whatever_concerns_them(self, event: Event) -> None:
        case = case_of(filed(ROE), filed(), sealed(), event)
        assert [entry.id for entry in case.at().timeline] == ["e1"]
        assert case.at().defendants == (ROE,)
        assert event in [entry.event for entry in case.at(clearance="sealed").timeline]

    def test_with_what_became_of_their_hearings_and_motions(self) -> None:
        case = case_of(
            filed(),
            sealed(),
            HearingSet(on="2023-01-01", hearing="h", for_="2023-02-01", defendants=[DOE]),
            HearingHeld(on="2023-02-01", hearing="h", outcome="continued"),
            MotionFiled(on="2023-01-01", motion="m", seeks="dismissal", defendants=[DOE]),
            MotionDecided(on="2023-01-01", motion="m", outcome="denied"),
            HearingHeld(on="2023-02-01", hearing="another"),
        )
        assert [entry.id for entry in case.at().timeline] == ["e7"]
        assert list(case.at().matter.hearings) == ["another"]
        assert not case.at().matter.motions

    @pytest.mark.parametrize(
        "event",
        [
            HearingSet(on="2023-01-01", hearing="h", for_="2023-02-01", defendants=[DOE, ROE]),
            MotionFiled(on="2023-01-01", motion="m", seeks="severance", defendants=[DOE, ROE]),
            Stated(on="2023-01-01", by="counsel", modality="asserts", text="so", defendants=[DOE, ROE]),
            Stated(
                on="2023-01-01",
                by="counsel",
                modality="asserts",
                about=ClaimFiled(on="2023", claim="k", defendants=[DOE, ROE]),
            ),
        ],
        ids=lambda event: event.wire,
    )
    def test_and_is_not_named_beside_others(self, event: Event) -> None:
        case = case_of(filed(ROE), filed(), sealed(), event)
        assert {entry.id for entry in case.at().timeline} == {"e1", "e4"}
        assert case.at().defendants == (ROE,)
        assert DOE not in repr(case.at().timeline)

    def test_stays_with_another_charge_or_a_claim(self) -> None:
        names = NameRecorded(on="2023-01-01", defendant=DOE, name="A. Dough")
        for other in (filed(key="2"), ClaimFiled(on="2023-01-01", claim="k", defendants=[DOE])):
            view = case_of(filed(), sealed(), names, other).at()
            assert view[DOE].names == (DOE, "A. Dough")


class TestLinks:
    """Links to the id of a hidden charge are removed."""

    @pytest.mark.parametrize(
        ("field", "event"),
        [
            ("refiles", filed(key="2", refiles=["1", "3"])),
            ("supersedes", filed(key="2", supersedes=["1", "3"])),
            ("alternative_to", filed(key="2", alternative_to=["1", "3"])),
            ("lesser_of", filed(key="2", lesser_of=["1", "3"])),
            ("successors", ChargeSuperseded(on="2023-01-20", defendant=DOE, charge="2", successors=["1", "3"])),
            ("with_", ChargeConsolidated(on="2023-01-20", defendant=DOE, charge="2", with_=["1", "3"])),
            ("from_", ChargeSevered(on="2023-01-20", defendant=DOE, charge="2", from_=["1", "3"])),
        ],
    )
    def test_of_a_list(self, field: str, event: Event) -> None:
        view = case_of(filed(), sealed(), event).at()
        assert getattr(view.timeline[0].event, field) == ("3",)
        said = Stated(on="2023-01-20", by="counsel", modality="expects", about=event)
        left: dict[str, Any] = {field: ("3",)}
        (told,) = case_of(filed(), sealed(), filed(key="2"), said).at().statements
        assert told.said.about == attrs.evolve(event, **left)

    def test_of_the_charge_that_another_merged_into(self) -> None:
        merged = ChargeMerged(on="2023-01-20", defendant=DOE, charge="2", into="1")
        view = case_of(filed(), sealed(), filed(key="2"), merged).at()
        assert [entry.event for entry in view.timeline][-1] == attrs.evolve(merged, into=None)

    def test_of_a_sentence_that_runs_with_another(self) -> None:
        alone = Component(kind="fine", amount=5)
        parts = [Component(kind="jail", term="6 months", concurrent_with=["1"], consecutive_to=["3", "1"]), alone]
        case = case_of(
            filed(),
            sealed(),
            filed(key="2"),
            SentenceImposed(on="2023-05-01", defendant=DOE, charge="2", components=parts),
        )
        sentence = case.at().timeline[-1].event
        assert isinstance(sentence, SentenceImposed)
        assert sentence.components == (Component(kind="jail", term="6 months", consecutive_to=["3"]), alone)

    def test_of_another_defendant_of_the_same_id_is_kept(self) -> None:
        other = filed(ROE, "2", refiles=["1"])
        assert [entry.event for entry in case_of(filed(), sealed(), other).at().timeline] == [other]

    def test_of_the_order_of_entries(self) -> None:
        case = case_of(filed(), sealed()).record(filed(ROE), after="e1").record(filed(ROE, "2"), after=["e1", "e3"])
        case = case.correct("e1", filed(on="2023-01-11"), reason="misread")
        assert [entry.after for entry in case.at().timeline] == [(), ("e3",)]

    def test_of_an_account(self) -> None:
        case = case_of(filed(), sealed()).record(filed(key="2"), account_of="e1")
        assert [(entry.id, entry.account_of) for entry in case.at().timeline] == [("e3", None)]

    @pytest.mark.parametrize("order", [sealed(), expunged()], ids=lambda event: event.wire)
    def test_of_an_entry_that_is_not_heard_itself(self, order: Event) -> None:
        """The target was retracted, is not yet known on the day, or comes from a source that is not believed."""
        case = CaseFile("c").record(filed(), id=SECRET, source=Source("clerk"), recorded_at=noon(20)).record(order)
        wire = Source("wire")
        case = case.record(filed(ROE), id="linked", after=SECRET, source=wire, recorded_at=noon(2))
        case = case.record(filed(ROE, "2"), id="account", account_of="linked", after=SECRET, source=wire)
        for view in (
            case.retract(SECRET, reason="misread").at(),
            case.at(known_on=noon(3)),
            case.at(according_to=wire),
            case.at(according_to=wire, known_on=noon(3)),
        ):
            assert view.defendants == (ROE,)
            assert SECRET not in answers(view)
            assert all(not entry.after for entry in (*view.entries, *view.timeline))
        assert case.at(according_to=wire, clearance="expunged").timeline[0].after == (SECRET,)

    def test_of_an_account_of_an_entry_that_is_not_heard_itself(self) -> None:
        case = CaseFile("c").record(filed(key="1"), id=SECRET).record(sealed())
        case = case.record(filed(key="2"), id="account", account_of=SECRET).retract(SECRET, reason="misread")
        assert [(entry.id, entry.account_of) for entry in case.at().timeline] == [("account", None)]

    def test_of_what_concerns_somebody_who_is_in_the_file_for_hidden_charges_alone(self) -> None:
        names = NameRecorded(on="2023-01-01", defendant=DOE, name="A. Dough")
        case = case_of(filed(), sealed()).record(names, id=SECRET).retract(SECRET, reason="of another")
        case = case.record(filed(ROE), id="linked", after=SECRET)
        assert [entry.after for entry in case.at().timeline] == [()]

    def test_of_an_entry_that_is_not_hidden_is_kept_though_it_is_not_known(self) -> None:
        case = CaseFile("c").record(filed(key="2"), id="late", recorded_at=noon(20))
        case = case.record(filed(), recorded_at=noon(2)).record(sealed(), recorded_at=noon(2))
        case = case.record(filed(ROE), id="linked", after="late", recorded_at=noon(2))
        assert [entry.after for entry in case.at(known_on=noon(3)).timeline] == [("late",)]

    def test_a_charge_merely_linked_to_a_hidden_one_reads_as_if_there_were_none(self) -> None:
        dismissed = ChargeDismissed(on="2023-01-20", defendant=DOE, charge="1", prejudice="without")
        case = case_of(filed(), dismissed, filed(key="2", on="2023-02-01", refiles=["1"]), sealed(key="2"))
        assert case.at()[DOE].state == case_of(filed(), dismissed).at()[DOE].state


class TestWhatIsSupposed:
    case = case_of(filed(), filed(ROE), sealed())

    @pytest.mark.parametrize(
        "event", [unsealed(), PleaAccepted(on="2023-01-20", defendant=DOE, charge="1", plea="guilty")]
    )
    def test_of_a_hidden_charge_reveals_nothing(self, event: Event) -> None:
        public = without(self.case, "e1", "e3").at().if_(event)
        assert answers(self.case.at().if_(event)) == answers(public)

    def test_the_sealing_of_a_charge_hides_it(self) -> None:
        assert self.case.at().if_(sealed(ROE)).defendants == ()
        assert case_of(filed()).at().if_(sealed()).timeline == ()
        assert charges(case_of(filed()).at(clearance="sealed").if_(sealed())) == [(DOE, "1")]


def test_whoever_records_has_the_whole_file() -> None:
    case = case_of(filed(), ChargeDismissed(on="2023-01-12", defendant=DOE, charge="1", prejudice="with"), sealed())
    plea = PleaAccepted(on="2023-01-20", defendant=DOE, charge="1", plea="guilty")
    assert [finding.code for finding in case.check(plea)] == ["after-end"]
    assert case.record(plea).at().findings == ()
    with pytest.raises(IllegalDevelopment):
        case.record(plea, strict=True)


def without(case: CaseFile, *ids: str) -> CaseFile:
    """Return the file without these entries."""
    return CaseFile(case.id, entries=[entry for entry in case if entry.id not in ids])


@pytest.mark.long
@settings(
    max_examples=max(60, settings().max_examples),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    drawn_files(),
    st.none() | st.dates(FIRST - timedelta(2), LAST + timedelta(2)),
    st.sampled_from(["worlds", "latest"]),
)
def test_the_public_sees_a_file_in_which_what_is_hidden_never_was(
    drawn: Drawn, day: date | None, reading: ReadingWord
) -> None:
    seen, never = (case.at(day, reading=reading) for case in drawn)
    assert answers(seen) == answers(never)
    assert SECRET not in answers(seen)
    assert drawn.case.public() == drawn.public
    assert codec.dumps(drawn.case.public()) == codec.dumps(drawn.public)


@pytest.mark.parametrize("words", [["show"], ["timeline"], ["check"]])
@settings(max_examples=max(5, settings().max_examples // 20), deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=drawn_files())
def test_the_command_prints_nothing_of_it(words: list[str], drawn: Drawn, tmp_path_factory: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("files")
    printed = []
    for case in drawn:
        file = folder / "case.jsonl"
        codec.dump(case, file)
        for more in ([], ["--json"], ["--as-of", "2023-01-05"]):
            out, err = io.StringIO(), io.StringIO()
            unwrapped = patch.dict(os.environ, {"COLUMNS": "100000"})  # places of other lengths wrap elsewhere
            with unwrapped, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main([*words, str(file), *more])
            printed.append((status, _lineless(out.getvalue()), _lineless(err.getvalue())))
    half = len(printed) // 2
    assert printed[:half] == printed[half:]
    assert SECRET not in str(printed)


def _lineless(text: str) -> str:
    """Return a text without the places of entries in the file, because gaps between them reveal hidden entries."""
    return re.sub(r'jsonl:\d+|"(?:seq|line)": \d+', "", text)


def test_dates_that_leave_more_open_than_can_be_told_name_nothing_hidden() -> None:
    open_dates = [PleaEntered(on="2023-01", defendant=DOE, charge="1", plea="not guilty") for _ in range(13)]
    hidden = (filed(key="2"), PleaEntered(on="2023-01", defendant=DOE, charge="2", plea="guilty"), sealed(key="2"))
    case = case_of(*hidden, filed(ROE), expunged(ROE), filed(), *open_dates)
    never = without(case, "e1", "e2", "e3", "e4", "e5")
    assert "too-many-possibilities" in answers(never.at("2023-01-15"))
    assert answers(case.at("2023-01-15")) == answers(never.at("2023-01-15"))


def test_clearances_are_ordered() -> None:
    """The clearance for expunged records includes the one for sealed records, which includes the public one."""
    case = case_of(filed(), filed(key="2"), filed(key="3"), sealed(key="2"), expunged(key="3"))
    seen = [set(charges(case.at(clearance=clearance))) for clearance in Clearance]
    assert seen[0] < seen[1] < seen[2]


def test_nothing_is_hidden_from_a_file_in_which_nothing_is_sealed() -> None:
    case = case_of(filed(), unsealed(), Noted(on=When.parse("2023"), text="x"))
    assert [entry.id for entry in case.at().timeline] == ["e1", "e2", "e3"]
