"""The Rust matter as it was known: what each stream of news had, and a plea told wrongly first."""

import attrs
import pytest
from people import BALDWIN, GUTIERREZ_REED, HALLS
from record import rust
from sources import WIRE, court

from casestate import Basis, CaseFile, Entry, Source, View
from casestate.events import PleaKind

case = rust()


def press_only(source: Source) -> bool:
    """A stream of press reports, and of nothing stronger."""
    return source.basis is Basis.PRESS


class TestTheEnhancementAsKnown:
    """As of 2023-02-20 and as known on 2023-02-18: it was removed on the 17th, and announced on the 20th."""

    @pytest.mark.parametrize("who", [BALDWIN, GUTIERREZ_REED])
    def test_it_is_gone_for_whoever_reads_the_docket(self, who: str) -> None:
        view = case.at("2023-02-20", known_on="2023-02-18", clock="docket")
        version = view.charge(who, "1").version
        assert version is not None
        assert version.enhancements == ()

    def test_it_is_there_for_whoever_reads_the_press_alone(self) -> None:
        view = case.at("2023-02-20", known_on="2023-02-18", clock="published", according_to=press_only)
        version = view.charge(BALDWIN, "1").version
        assert version is not None
        assert version.enhancements == ("firearm",)

    def test_it_was_there_on_the_docket_until_the_day_before(self) -> None:
        version = case.on_record("2023-02-16").charge(BALDWIN, "1").version
        assert version is not None
        assert version.enhancements == ("firearm",)

    def test_the_docket_of_the_day_after_the_amendment_still_has_what_stood_before_it(self) -> None:
        version = case.at("2023-02-16", known_on="2023-02-18", clock="docket").charge(BALDWIN, "1").version
        assert version is not None
        assert version.enhancements == ("firearm",)

    def test_the_press_had_its_removal_as_said_on_the_day_it_was_announced(self) -> None:
        before, after = (
            [
                told.entry.id
                for told in case.at("2023-02-20", known_on=day, clock="published", according_to=press_only).statements
            ]
            for day in ("2023-02-19", "2023-02-20")
        )
        assert "baldwin-downgrade-announced" not in before
        assert "baldwin-downgrade-announced" in after


class TestThePleaOfHalls:
    """S18 has him plead guilty, and the docket no contest. Nothing is lost whichever way the file comes to know."""

    def plea(self, view: View) -> PleaKind | None:
        return view.charge(HALLS, "1").plea

    def test_according_to_the_court_and_to_the_wire(self) -> None:
        assert self.plea(case.at("2023-04-20", according_to=Basis.RECORD)) is PleaKind.NO_CONTEST
        assert self.plea(case.at("2023-04-20", according_to=WIRE)) is PleaKind.GUILTY
        assert self.plea(case.at("2023-04-20")) is PleaKind.NO_CONTEST

    def test_the_two_accounts_are_shown_as_differing(self) -> None:
        told = [finding for finding in case.at("2023-04-20").findings if finding.code == "sources-disagree"]
        assert ("halls-1-plea", "S18b") in [finding.entries for finding in told]

    recorded = CaseFile(
        "halls",
        entries=[attrs.evolve(case[id], recorded_at="2023-04-20T20:00:00Z") for id in ("S18a", "S18b", "S18c")],
    )
    docket: Entry = case["halls-1-plea"]
    later = "2023-04-22T09:00:00Z"

    def superseded(self, how: str) -> CaseFile:
        """The story first, and two days later the docket: as another account, a correction, or after a retraction."""
        if how == "account":
            return self.recorded.extend([attrs.evolve(self.docket, recorded_at=self.later)])
        if how == "correction":
            return self.recorded.correct(
                "S18b",
                self.docket.event,
                reason="the docket has no contest",
                source=court("2023-03-31"),
                recorded_at=self.later,
            )
        return self.recorded.retract("S18b", reason="the docket has another plea", recorded_at=self.later).record(
            self.docket.event, source=self.docket.source, recorded_at=self.later
        )

    @pytest.mark.parametrize("how", ["account", "correction", "retraction"])
    def test_both_views_stay_reproducible(self, how: str) -> None:
        file = self.superseded(how)
        for known_on in ("2023-04-20", "2023-04-21"):
            view = file.at("2023-04-20", known_on=known_on)
            assert self.plea(view) is PleaKind.GUILTY
            assert view[HALLS].possible() == self.recorded.at("2023-04-20")[HALLS].possible()
        for known_on in ("2023-04-22", "2024-12-24"):
            assert self.plea(file.at("2023-04-20", known_on=known_on)) is PleaKind.NO_CONTEST

    @pytest.mark.parametrize(
        ("how", "plea"),
        [
            ("account", PleaKind.GUILTY),  # the wire said so, and says so still
            ("correction", PleaKind.GUILTY),  # the correction is the court's, whom this reader does not hear
            ("retraction", None),  # a retraction that names no source speaks for that of what it takes out
        ],
    )
    def test_whoever_believes_the_wire_alone(self, how: str, plea: PleaKind | None) -> None:
        assert self.plea(self.superseded(how).at("2023-04-20", according_to=WIRE)) is plea

    def test_a_correction_taken_back_gives_the_first_plea_again(self) -> None:
        corrected = self.superseded("correction")
        back = corrected.retract(
            corrected.last, reason="that was the docket of another", recorded_at="2023-04-25T09:00:00Z"
        )
        days = ("2023-04-21", "2023-04-22", "2023-04-25")
        pleas = [self.plea(back.at("2023-04-20", known_on=day)) for day in days]
        assert pleas == [PleaKind.GUILTY, PleaKind.NO_CONTEST, PleaKind.GUILTY]
