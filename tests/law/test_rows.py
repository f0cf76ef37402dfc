"""The notation of rows: what it reads, and what it refuses by the name of the row."""

from typing import Any

import attrs
import pytest

from casestate import CaseFile, Entry, Severity, View
from casestate.engine.fold import Draft
from casestate.errors import InvalidProcedure
from casestate.events import (
    Actor,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    ClaimDismissed,
    Component,
    Event,
    HearingHeld,
    MistrialDeclared,
    NewTrialGranted,
    PleaAccepted,
    PleaKind,
    Prejudice,
    SentenceImposed,
    SeverityClass,
    Subject,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import GENERIC, Machine, Procedure, Row, Scope, row
from casestate.law.catalogue import catalogue
from casestate.law.kinds import KINDS
from casestate.law.rows import stage
from casestate.law.transition import table
from casestate.state.axes import ClaimPhase, Conviction, Disposition, Found, Phase, Review

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-02", **ONE)
DISMISSED = ChargeDismissed(on="2023-02-01", prejudice="with", **ONE)


def written(act: type[Event], values: str, phases: str, sets: str = "", **more: Any) -> Row:
    return row("X1", act, values, phases, sets, cite="-", why="-", **more)


def test_a_row_is_read_into_its_parts() -> None:
    read = written(
        PleaAccepted,
        "guilty|no_contest",
        "charged|triable > found_guilty",
        "found=guilty conviction=found",
        joins="pleas",
        scope="usual",
    )
    assert (read.field, read.values) == ("plea", (PleaKind.GUILTY, PleaKind.NO_CONTEST))
    assert (read.start, read.to) == ((Phase.CHARGED, Phase.TRIABLE), Phase.FOUND_GUILTY)
    assert read.sets == {"found": Found.GUILTY, "conviction": Conviction.FOUND}
    assert (read.joins, read.scope) == ("pleas", Scope.USUAL)
    assert not read.conditional


def test_without_an_arrow_the_phase_stays_and_without_values_the_row_is_for_all_others() -> None:
    read = written(VerdictReturned, "", "on_trial")
    assert (read.start, read.to, read.field, read.values) == ((Phase.ON_TRIAL,), None, "", ())


def test_a_group_stands_for_its_phases_in_their_order() -> None:
    assert written(ChargeDismissed, "", "pending|diverted").start == (
        Phase.CHARGED,
        Phase.TRIABLE,
        Phase.ON_TRIAL,
        Phase.DIVERTED,
    )
    assert written(ClaimDismissed, "", "agreed").start == (ClaimPhase.SETTLEMENT_AGREED, ClaimPhase.SETTLED)


def test_a_guard_names_the_values_from_which_an_axis_is_set() -> None:
    read = written(NewTrialGranted, "", "judged", "found=set_aside if guilty conviction=vacated unless none|pardoned")
    assert read.guards["found"].values == (Found.GUILTY,)
    left_out = set(Conviction) - set(read.guards["conviction"].values)
    assert left_out == {Conviction.NONE, Conviction.PARDONED}
    assert str(read.guards["conviction"]) == "conviction!=none|pardoned"


def test_the_field_may_be_named_where_two_have_the_value() -> None:
    with pytest.raises(InvalidProcedure, match="row 'X1': 'unknown' is a value of several fields of ChargeFiled"):
        written(ChargeFiled, "unknown", "not_charged > charged")
    read = written(ChargeFiled, "severity=felony|capital", "not_charged > charged")
    assert (read.field, len(read.values)) == ("severity", 2)
    assert written(ChargeDismissed, "prejudice=with", "charged").values == (Prejudice.WITH,)


def test_the_acts_of_a_stage_join_its_record_unless_a_row_says_otherwise() -> None:
    one, other = stage("endings", written(ChargeDismissed, "", "charged"), written(PleaAccepted, "", "charged"))
    assert (one.joins, other.joins) == ("endings", "endings")
    (own,) = stage("endings", written(ChargeDismissed, "", "charged", joins="charging"))
    assert own.joins == "charging"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"act": HearingHeld}, "HearingHeld is no act on a subject with a table; accepted: charge, claim, citation"),
        ({"phases": "on_tral > acquitted"}, "'on_tral' is not a phase of a charge; is it 'on_trial'?; accepted: not_"),
        ({"phases": "on_trial > acquited"}, "'acquited' is not a phase of a charge; is it 'acquitted'?"),
        ({"phases": "on_trial > open"}, "'open' is not a phase of a charge"),
        ({"values": "gilty"}, "'gilty' is a value of no coded field of VerdictReturned; accepted: verdict=guilty"),
        ({"values": "verdict=gilty"}, "'gilty' is not a value of verdict; is it 'guilty'?"),
        ({"values": "guilty|hang"}, "'hang' is not a value of verdict"),
        ({"values": "verdit=guilty"}, "'verdit' is not a coded field of VerdictReturned; is it 'verdict'?"),
        ({"sets": "found"}, "'found' sets no axis; accepted: 'axis=value', 'axis=value if old'"),
        ({"sets": "unless guilty"}, "'unless' sets no axis"),
        ({"sets": "fond=guilty"}, "'fond' is not an axis of a charge; is it 'found'?"),
        ({"sets": "found=gilty"}, "'gilty' is not a value of found; is it 'guilty'?"),
        ({"sets": "found=guilty if gilty"}, "'gilty' is not a value of found; is it 'guilty'?"),
        ({"sets": "found=guilty if"}, "'' is not a value of found"),
        ({"joins": "tryal"}, "'tryal' is not a record of a charge; is it 'trial'?; accepted: charging, pleas, trial"),
        ({"scope": "everywhere"}, "'everywhere' is not a scope; accepted: universal, usual, local"),
        (
            {"when": "disposition"},
            "'disposition' is no clause of a condition; accepted: 'disposition=mistrial|hung_jury'",
        ),
        ({"when": "dispostion=mistrial"}, "'dispostion' is not an axis of a charge; is it 'disposition'?"),
        ({"when": "disposition=mistral"}, "'mistral' is not a value of disposition; is it 'mistrial'?"),
        ({"when": "phas by MistrialDeclared"}, "'phas' is not an axis of a charge; is it 'phase'?"),
        ({"when": "within 2 days of sentance"}, "'sentance' is not an axis of a charge; is it 'sentence'?"),
        ({"when": "filed supersede"}, "'supersede' is not a field of ChargeFiled; is it 'supersedes'?"),
        ({"when": "filed court=high"}, "'court' is not a coded field of ChargeFiled"),
        ({"when": "filed severity=feloni"}, "'feloni' is not a value of severity; is it 'felony'?"),
        ({"when": "review sought by procecutor"}, "'procecutor' is not a party; is it 'prosecutor'?"),
        ({"when": "ends review by procecutor"}, "'procecutor' is not a party; is it 'prosecutor'?"),
    ],
)
def test_what_cannot_be_read_is_refused_by_the_name_of_the_row(given: dict[str, Any], problem: str) -> None:
    words: dict[str, Any] = {"act": VerdictReturned, "values": "guilty", "phases": "on_trial > found_guilty"} | given
    with pytest.raises(InvalidProcedure) as refused:
        written(**words)
    assert str(refused.value).startswith(f"row 'X1': {problem}")


def test_a_claim_has_no_reviews_to_ask_for() -> None:
    with pytest.raises(InvalidProcedure, match="row 'X1': the state of a claim has no reviews; accepted: charge"):
        written(ClaimDismissed, "", "open", when="review sought by plaintiff")


def test_nor_has_it_a_trial() -> None:
    with pytest.raises(InvalidProcedure, match="row 'X1': the state of a claim has no trial; accepted: charge"):
        written(ClaimDismissed, "", "open", when="trial since the finding")


def test_no_offence_is_found_on_a_claim() -> None:
    with pytest.raises(InvalidProcedure, match="row 'X1': no offence is found on a claim; accepted: charge"):
        written(ClaimDismissed, "", "open", when="names another offense")


def test_a_condition_is_written_as_it_was_read() -> None:
    for text in (
        "disposition=mistrial|hung_jury",
        "conviction!=pardoned",
        "phase by VerdictReturned|MistrialDeclared",
        "phase by ChargeDismissed saying ground=with_leave|nolle_prosequi",
        "filed severity=misdemeanor|infraction",
        "filed supersedes",
        "disposition=hung_jury, within 1 day of disposition",
        "within 14 days of sentence",
        "more than 0 days after sentence, sentence puts off judgment",
        "sentence puts off judgment or sentence",
        "review sought by prosecutor",
        "ends review by prosecutor",
        "ends review of SupervisionDecided from judged",
        "filed supersedes, names offense, names verdict=guilty|hung",
        "restates, changes the charge",
        "no BoundOver in trial, no trial since the finding",
        "ConvictionReduced since SentenceImposed in sentencing",
        "NewTrialGranted since AcquittalOrdered in trial, no finding on file",
    ):
        assert str(written(VerdictReturned, "", "on_trial", when=text).when) == text
    assert str(written(SentenceImposed, "", "judged", when="sentences").when) == "sentences"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("phase by ChargeDropped saying ground=with_leave", "'ChargeDropped' is not an event"),
        ("phase by ChargeDismissed saying text=x", "'text' is not a coded field of ChargeDismissed"),
        ("phase by ChargeDismissed saying ground=leave", "'leave' is not a value of ground"),
        ("fase by ChargeDismissed saying ground=with_leave", "'fase' is not an axis of a charge"),
    ],
)
def test_what_an_act_cannot_say_is_refused(text: str, says: str) -> None:
    with pytest.raises(InvalidProcedure, match=says):
        written(VerdictReturned, "", "on_trial", when=text)


def test_a_row_knows_all_that_it_reads() -> None:
    read = written(
        NewTrialGranted,
        "",
        "triable",
        "found=set_aside if guilty",
        when="phase by VerdictReturned, filed severity=felony, within 1 day of disposition, review sought by defendant",
        undoes="AcquittalOrdered",
    )
    assert read.reads.axes == {"phase", "disposition", "review", "found"}
    assert read.reads.filed == {"severity", "grade"}
    assert (read.reads.days, read.reads.reviews, read.reads.undoes) == (True, True, True)
    assert read.named == ("AcquittalOrdered", "VerdictReturned")
    assert not written(NewTrialGranted, "", "triable").reads


def machine_of(*rows: Row) -> Machine:
    return table("charge", *rows, ends="acquitted", steps="", after_end="-")


def test_a_row_that_names_an_act_without_rows_is_refused() -> None:
    undoing = written(NewTrialGranted, "", "judged", joins="trial", undoes="NewTrialGrantd")
    with pytest.raises(InvalidProcedure, match="row 'X1': 'NewTrialGrantd' is not an act on a charge; is it 'NewTrial"):
        machine_of(undoing)
    led = written(NewTrialGranted, "", "judged", joins="trial", when="phase by Verdict")
    with pytest.raises(InvalidProcedure, match="'Verdict' is not an act on a charge"):
        machine_of(led)


def test_a_row_that_joins_no_record_is_refused() -> None:
    with pytest.raises(InvalidProcedure, match="row 'X1': '' is not a record of a charge to join; accepted: charging"):
        machine_of(written(NewTrialGranted, "", "judged"))


def test_a_table_refuses_phases_that_are_not_its_own() -> None:
    with pytest.raises(InvalidProcedure, match="'settled' is not a phase of a charge"):
        table("charge", ends="settled", steps="", after_end="-")
    with pytest.raises(InvalidProcedure, match="'settled' is not a phase of a charge"):
        table("charge", ends="acquitted", steps="settled=settlement", after_end="-")


def test_no_group_of_phases_has_the_name_of_a_phase() -> None:
    for kind in KINDS.values():
        assert not set(kind.groups) & {phase.value for phase in kind.phases}


def test_a_row_by_another_name_is_the_same_row() -> None:
    """The sample of a row that the docs give is the row of the table."""
    sample = row(
        "T41",
        VerdictReturned,
        "not_guilty",
        "on_trial > acquitted",
        "found=not_guilty jeopardy=ended_barred disposition=acquitted",
        joins="trial",
        cite="Fong Foo v. United States; Evans v. Michigan",
        why="an acquittal ends the charge and is never reopened",
    )
    assert GENERIC.row("T41") == sample
    assert sample.changes["disposition"] is Disposition.ACQUITTED


class TestDoubts:
    """A row may carry a doubt: the act takes effect, and a finding reports it."""

    OWN = row(
        "X1",
        ChargeDismissed,
        "with",
        "charged > barred",
        "disposition=dismissed_with_prejudice",
        joins="endings",
        doubt="bar-before-indictment",
        cite="a local rule",
        why="a complaint is seldom dismissed with prejudice",
    )

    @staticmethod
    def view(procedure: Procedure, *events: Event) -> View:
        case = CaseFile("c", procedure=procedure)
        for event in events:
            case = case.record(event)
        return case.at()

    def test_an_act_under_a_row_with_a_doubt_takes_effect_and_is_reported(self) -> None:
        there = GENERIC.derive("elsewhere", rows=[attrs.evolve(self.OWN, id="T33w")])
        seen = self.view(there, FILED, DISMISSED)
        assert seen.charge("A. Doe", "1").phase is Phase.BARRED
        (found,) = seen.findings
        assert (found.code, found.severity, found.entries) == ("bar-before-indictment", Severity.WARNING, ("e2",))
        assert "a complaint is seldom dismissed with prejudice (a local rule)" in found.message
        told = catalogue([there])["bar-before-indictment"]
        assert told.meaning == "A complaint is seldom dismissed with prejudice."

    def test_what_is_lawful_says_which_doubt_it_carries(self) -> None:
        there = GENERIC.derive("elsewhere", rows=[attrs.evolve(self.OWN, id="T33w")])
        doubts = {each.row: each.doubt for each in self.view(there, FILED).charge("A. Doe", "1").lawful()}
        assert doubts["T33w"] == "bar-before-indictment"
        assert set(doubts.values()) == {"", "bar-before-indictment", "local-law"}

    def test_an_act_that_lacks_a_step_is_reported_for_both(self) -> None:
        there = GENERIC.derive("elsewhere", rows=[attrs.evolve(self.OWN, id="T33w")])
        codes = [found.code for found in self.view(there, DISMISSED).findings]
        assert sorted(codes) == ["bar-before-indictment", "missing-filing"]

    def test_a_local_row_is_reported_until_a_procedure_adopts_it(self) -> None:
        local = row(
            "X2",
            NewTrialGranted,
            "",
            "dismissed > triable",
            "disposition=none",
            joins="trial",
            scope="local",
            reopens=True,
            cite="a local rule",
            why="a court may order a trial of a charge that it dismissed",
        )
        somewhere = GENERIC.derive("somewhere", rows=[local])
        acts = (FILED, attrs.evolve(DISMISSED, prejudice="without"), NewTrialGranted(on="2023-03-01", **ONE))
        found = self.view(somewhere, *acts).findings
        assert [(each.code, each.severity) for each in found] == [("local-law", Severity.POLICY)]
        assert self.view(somewhere, *acts).charge("A. Doe", "1").phase is Phase.TRIABLE
        there = somewhere.derive("there", adopt=["X2"])
        assert there.row("X2").scope is Scope.USUAL
        assert self.view(there, *acts).findings == ()
        nowhere = somewhere.derive("nowhere", without=["X2"])
        assert [each.code for each in self.view(nowhere, *acts).findings] == ["after-end"]
        with pytest.raises(InvalidProcedure, match="row 'T26' is usual; adopt= takes local rows"):
            somewhere.derive("again", adopt=["T26"])

    def test_a_charge_brought_again_after_jeopardy_attached_is_reported_once(self) -> None:
        again = ChargeFiled(on="2023-04-01", defendant="A. Doe", charge="2", refiles="1")
        indicted = attrs.evolve(FILED, instrument="indictment")
        tried = (indicted, TrialBegan(on="2023-01-15", **ONE), attrs.evolve(DISMISSED, prejudice="without"), again)
        untried = (indicted, attrs.evolve(DISMISSED, prejudice="without"), again)
        assert [each.code for each in self.view(GENERIC, *tried).findings] == ["refiled-after-jeopardy"]
        assert self.view(GENERIC, *untried).findings == ()


HUNG = (
    attrs.evolve(FILED, instrument="indictment"),
    TrialBegan(on="2023-02-01", **ONE),
    VerdictReturned(on="2023-02-03", verdict="hung", **ONE),
)
RETRIED = (
    attrs.evolve(FILED, instrument="indictment"),
    TrialBegan(on="2023-02-01", **ONE),
    VerdictReturned(on="2023-02-03", verdict="guilty", **ONE),
    NewTrialGranted(on="2023-03-01", **ONE),
)


def folded(*events: Event) -> Draft:
    draft = Draft(Subject("charge", "A. Doe", "1"), GENERIC)
    for place, event in enumerate(events, 1):
        draft.apply(Entry(id=f"e{place}", seq=place, event=event))
    return draft


def test_a_condition_on_the_day_of_an_act_holds_of_no_act_without_a_day() -> None:
    draft, same_trial = folded(*HUNG), GENERIC.row("T37c")
    mistrial = Entry(id="e9", event=MistrialDeclared(on="2023-03-05", **ONE))
    later = Entry(id="e9", event=MistrialDeclared(on="2023-03-06", **ONE))
    some_day = Entry(id="e9", event=MistrialDeclared(on="2023", **ONE))
    assert [same_trial.speaks(draft, entry) for entry in (mistrial, later, some_day)] == [True, False, True]
    assert not same_trial.speaks(draft)


@pytest.mark.parametrize(
    ("reviews", "party"),
    [
        ((AppealFiled(on="2023-03-02", by="prosecutor", **ONE),), "prosecutor"),
        ((AppealFiled(on="2023-03-02", **ONE),), "unknown"),
        ((), "unknown"),
        (
            (
                AppealFiled(on="2023-03-02", by="prosecutor", **ONE),
                AppealFiled(on="2023-03-03", by="defendant", **ONE),
            ),
            "unknown",
        ),
    ],
)
def test_the_party_that_sought_a_review_is_known_if_only_one_did(reviews: tuple[Event, ...], party: str) -> None:
    draft = folded(*RETRIED, *reviews)
    holds = {
        each: written(AppealDecided, "reversed", "triable", when=f"review sought by {each}").speaks(draft)
        for each in ("prosecutor", "defendant", "unknown")
    }
    assert holds == {each: each == party for each in ("prosecutor", "defendant", "unknown")}


def test_a_condition_on_the_act_under_review_holds_of_an_act_to_come_if_a_review_of_it_is_pending() -> None:
    asked = GENERIC.row("T57sr")
    revoked = (
        *RETRIED[:3],
        SentenceImposed(on="2023-02-10", components=Component(kind="probation", term="1 year"), **ONE),
        SupervisionDecided(on="2023-03-01", outcome="revoked", **ONE),
    )
    appealed = AppealFiled(on="2023-03-02", by="defendant", **ONE)
    assert [asked.speaks(folded(*acts)) for acts in (revoked, (*revoked, appealed), (FILED,))] == [False, True, False]


def test_a_review_that_was_pending_before_was_sought_of_something_else() -> None:
    before = (
        *RETRIED[:3],
        AppealFiled(on="2023-02-10", by="prosecutor", **ONE),
        attrs.evolve(DISMISSED, on="2023-03-01"),
    )
    asked = [
        written(AppealDecided, "reversed", "barred", when=f"review sought by {each}")
        for each in ("prosecutor", "unknown")
    ]
    assert [each.speaks(folded(*before)) for each in asked] == [False, False]
    assert [each.speaks(folded(FILED)) for each in asked] == [False, False]


def test_a_condition_says_which_earlier_act_it_asks_for() -> None:
    read = written(
        TrialBegan, "", "charged", when="filed severity=felony|capital, filed supersedes, phase by ChargeFiled"
    )
    assert list(read.when.said) == [
        (ChargeFiled, "severity", SeverityClass.FELONY),
        (ChargeFiled, "supersedes", None),
    ]
    for text in ("review sought by prosecutor", "ends review by prosecutor"):
        sought = written(AppealDecided, "reversed", "triable", when=text)
        assert list(sought.when.said) == [(AppealFiled, "by", Actor.PROSECUTOR)]
        assert sought.when.asked == {"review": {Review.PENDING}}


@pytest.mark.parametrize(
    ("filed", "by", "holds"),
    [
        (("prosecutor",), "unknown", True),
        (("prosecutor",), "prosecutor", True),
        (("defendant",), "unknown", False),
        (("prosecutor", "defendant"), "unknown", False),
        (("prosecutor", "defendant"), "prosecutor", True),
        ((), "prosecutor", True),
        ((), "unknown", False),
    ],
)
def test_whose_reviews_an_act_ends(filed: tuple[Any, ...], by: Any, holds: bool) -> None:
    draft = folded(*RETRIED[:3], *[AppealFiled(on="2023-03-01", by=each, **ONE) for each in filed])
    ended = Entry(id="e9", event=AppealDecided(on="2023-06-01", outcome="reversed", by=by, **ONE))
    read = written(AppealDecided, "reversed", "found_guilty", when="ends review by prosecutor")
    assert read.speaks(draft, ended) is holds
    assert read.speaks(draft) is ("prosecutor" in filed)
