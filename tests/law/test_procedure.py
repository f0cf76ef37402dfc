"""Procedures are derived by naming what differs, and their policies raise findings of their own."""

from typing import TypedDict

import attrs
import pytest

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, CaseFile, CasestateError, Procedure, Severity, When, loads
from casestate.errors import IllegalDevelopment, InvalidProcedure
from casestate.events import (
    AdjudicationDeferred,
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    Component,
    DefendantDied,
    DeNovoAppealFiled,
    Event,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    PleaWithdrawn,
    PreliminaryWaived,
    SentenceChange,
    SentenceImposed,
    SentenceModified,
    SeverityClass,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES, Cited, GradeOrder, Mark, row
from casestate.law.grades import FEDERAL_GRADES, NEW_MEXICO_GRADES, PENNSYLVANIA_GRADES
from casestate.state.axes import ClaimPhase, Jeopardy, Phase, Succession
from casestate.terms import Term


class Who(TypedDict):
    """One charge of one defendant, as every act on it names it."""

    defendant: str
    charge: str


WHO: Who = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-02", **WHO)
INDICTED = ChargeFiled(on="2023-01-02", **WHO, instrument="indictment")
PLED = PleaAccepted(on="2023-03-01", **WHO, plea="guilty")


def case_of(*events: Event, procedure: Procedure = GENERIC) -> CaseFile:
    case = CaseFile("example", procedure=procedure)
    for event in events:
        case = case.record(event)
    return case


def found(*events: Event, procedure: Procedure = GENERIC) -> list[tuple[str, Severity, tuple[str, ...]]]:
    """The findings of a file, each by code, severity and entries."""
    return [(f.code, f.severity, f.entries) for f in case_of(*events, procedure=procedure).at().findings]


def sentence(on: str, term: str | None = None, suspended: str | None = None) -> SentenceImposed:
    return SentenceImposed(on=on, **WHO, components=Component(kind="prison", term=term, suspended=suspended))


class TestDeriving:
    def test_a_row_of_the_same_id_is_replaced_in_its_place(self) -> None:
        changed = attrs.evolve(GENERIC.row("T26"), cite="elsewhere")
        derived = GENERIC.derive("elsewhere", rows=[changed])
        assert derived.row("T26").cite == "elsewhere"
        assert [each.id for each in derived.rows] == [each.id for each in GENERIC.rows]
        assert GENERIC.row("T26").cite != "elsewhere"

    def test_a_new_row_is_law_there_and_nowhere_else(self) -> None:
        late_waiver = row(
            "T11x",
            PreliminaryWaived,
            "",
            "triable",
            scope="usual",
            cite="a local rule",
            why="a hearing may be waived after indictment, to no effect",
        )
        waived = PreliminaryWaived(on="2023-02-01", **WHO)
        there = GENERIC.derive("elsewhere", rows=[late_waiver])
        assert found(INDICTED, waived, procedure=there) == []
        assert [code for code, _, _ in found(INDICTED, waived)] == ["repeated"]

    def test_a_row_taken_out_leaves_the_act_a_matter_of_policy(self) -> None:
        none = GENERIC.derive("elsewhere", without=["T58"])
        appealed = DeNovoAppealFiled(on="2023-05-01", **WHO)
        history = (FILED, PLED, sentence("2023-04-01"), appealed)
        assert found(*history, procedure=none) == [("not-in-this-procedure", Severity.POLICY, ("e4",))]
        assert case_of(*history, procedure=none).at()["A. Doe"].charge("1").phase is Phase.JUDGED
        assert found(*history) == []

    def test_a_row_that_is_not_there_is_named(self) -> None:
        with pytest.raises(CasestateError, match=r"no row 'Nothing' in procedure 'generic'; procedure\.rows has all"):
            GENERIC.derive("elsewhere", without=["Nothing"])

    def test_a_row_that_is_not_there_cannot_be_had(self) -> None:
        with pytest.raises(
            InvalidProcedure, match=r"no row 't26' in procedure 'generic'; is it T26 .*\? procedure\.rows"
        ):
            GENERIC.row("t26")

    def test_the_rows_that_it_hands_out_cannot_be_changed(self) -> None:
        for kind in ("charge", "person"):
            with pytest.raises(TypeError, match="does not support item assignment"):
                GENERIC.bearing_alike(kind)[ChargeFiled] = None  # type: ignore[index]  # which is the point

    def test_it_shows_its_name(self) -> None:
        assert repr(US_FEDERAL).startswith("<Procedure us-federal: ")

    def test_a_policy_that_is_not_there_is_named_with_the_likely_one(self) -> None:
        with pytest.raises(InvalidProcedure, match="no policy 'nolo_alowed'; is it nolo_allowed"):
            GENERIC.derive("elsewhere", policies={"nolo_alowed": False})
        with pytest.raises(InvalidProcedure, match="no policy 'weather'; known: felony_charging, indictment"):
            GENERIC.derive("elsewhere", policies={"weather": True})
        with pytest.raises(InvalidProcedure, match="no policy 'weather'"):
            GENERIC.derive("elsewhere", policies={"weather": Cited(True, "x")})

    @pytest.mark.parametrize(
        "policies",
        [
            {"nolo_allowed": "no"},
            {"nolo_allowed": Cited("no", "x")},
            {"abatement": "ab_initio"},
            {"grades": ("a", "b")},
            {"limitations": {"felony": 5}},
        ],
    )
    def test_a_value_a_policy_cannot_have_is_refused(self, policies: dict[str, object]) -> None:
        with pytest.raises(CasestateError):
            GENERIC.derive("elsewhere", policies=policies)

    def test_a_row_that_could_never_speak_is_refused(self) -> None:
        changed = attrs.evolve(GENERIC.row("T26"), id="T26x")
        with pytest.raises(InvalidProcedure, match="'T26x' would never speak: T26"):
            GENERIC.derive("elsewhere", rows=[changed])

    def test_a_row_of_no_table_is_refused(self) -> None:
        changed = attrs.evolve(GENERIC.row("T26"), id="T26x", start=(Phase.CHARGED, ClaimPhase.PENDING))
        with pytest.raises(InvalidProcedure, match="'T26x' belongs to no table"):
            GENERIC.derive("elsewhere", rows=[changed])

    @pytest.mark.parametrize("name", ["", " ", "generic", 7])
    def test_it_needs_a_name_of_its_own(self, name: str) -> None:
        with pytest.raises(InvalidProcedure, match="a name of its own"):
            GENERIC.derive(name)

    def test_a_policy_replaced_loses_its_citation(self) -> None:
        derived = US_FEDERAL.derive("elsewhere", policies={"nolle_needs_leave": False})
        assert US_FEDERAL.policies.cite("nolle_needs_leave") == "FRCrimP 48(a)"
        assert derived.policies.cite("nolle_needs_leave") == "policy of the procedure"
        assert derived.policies.cite("abatement") == US_FEDERAL.policies.cite("abatement")

    def test_a_policy_may_bring_its_citation(self) -> None:
        derived = US_FEDERAL.derive(
            "elsewhere", policies={"nolle_needs_leave": Cited(False, "a local rule", Mark.READ)}
        )
        assert derived.policies.nolle_needs_leave is False
        assert derived.policies.cite("nolle_needs_leave") == "a local rule"
        assert derived.policies.cites["nolle_needs_leave"].mark is Mark.READ


class TestShipped:
    @pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=list(PROCEDURES))
    def test_the_heading_of_a_file_may_name_it(self, procedure: Procedure) -> None:
        heading = f'{{"casestate": 1, "case": "example", "procedure": "{procedure.name}"}}\n'
        assert loads(heading).procedure is procedure

    def test_the_names_are_stable(self) -> None:
        assert len(PROCEDURES) == 5
        assert list(PROCEDURES) == ["generic", "us-federal", "us-new-mexico", "england-and-wales", "us-california"]

    @pytest.mark.parametrize("procedure", [US_FEDERAL, US_NEW_MEXICO])
    def test_what_was_read_says_where(self, procedure: Procedure) -> None:
        assert all(cite.cite for cite in procedure.policies.cites.values())
        assert {cite.mark for cite in procedure.policies.cites.values()} == {Mark.READ, Mark.DEFAULT}

    def test_the_sense_of_a_refiling_elsewhere(self) -> None:
        assert US_NEW_MEXICO.policies.nolle_needs_leave is False
        assert US_FEDERAL.policies.nolle_needs_leave is True
        assert GENERIC.policies.nolle_needs_leave is None

    @pytest.mark.parametrize(
        ("procedure", "grade", "severity", "limit"),
        [
            (US_NEW_MEXICO, "Second-Degree Felony", SeverityClass.FELONY, None),
            (US_NEW_MEXICO, "Third-Degree Felony", SeverityClass.FELONY, Term.parse("5 years")),
            (US_NEW_MEXICO, "fourth", SeverityClass.UNKNOWN, Term.parse("5 years")),
            (US_NEW_MEXICO, None, SeverityClass.PETTY_MISDEMEANOR, Term.parse("1 year")),
            (US_NEW_MEXICO, "capital", SeverityClass.UNKNOWN, None),
            (US_NEW_MEXICO, "first-degree felony", SeverityClass.FELONY, None),
            (US_FEDERAL, "Class D felony", SeverityClass.FELONY, Term.parse("5 years")),
            (US_FEDERAL, None, SeverityClass.CAPITAL, None),
            (GENERIC, None, SeverityClass.FELONY, None),
        ],
    )
    def test_limitation_is_by_grade_and_else_by_class(
        self, procedure: Procedure, grade: str | None, severity: SeverityClass, limit: Term | None
    ) -> None:
        assert procedure.policies.limitation(grade, severity) == limit

    def test_jeopardy_on_a_plea_is_what_the_policy_says(self) -> None:
        """State v. Angel: in New Mexico an accepted plea does not put in jeopardy before sentence."""
        held = GENERIC.derive("elsewhere", policies={"jeopardy_attaches_on_plea": True})
        states = {
            procedure.name: case_of(FILED, PLED, procedure=procedure).at()["A. Doe"].charge("1").jeopardy
            for procedure in (GENERIC, US_NEW_MEXICO, held)
        }
        assert states == {
            "generic": Jeopardy.UNKNOWN,
            "us-new-mexico": Jeopardy.NOT_ATTACHED,
            "elsewhere": Jeopardy.ATTACHED,
        }
        sentenced = case_of(FILED, PLED, sentence("2023-04-01"), procedure=US_NEW_MEXICO).at()["A. Doe"].charge("1")
        assert sentenced.jeopardy is Jeopardy.ATTACHED
        back = case_of(FILED, PLED, PleaWithdrawn(on="2023-03-20", **WHO), procedure=US_NEW_MEXICO)
        assert back.at()["A. Doe"].charge("1").phase is Phase.TRIABLE


class TestGrades:
    @pytest.mark.parametrize(
        ("order", "lower", "higher"),
        [
            (NEW_MEXICO_GRADES, "misdemeanor", "fourth-degree felony"),
            (NEW_MEXICO_GRADES, "fourth degree felony", "third_degree_felony"),
            (NEW_MEXICO_GRADES, "first", "capital"),
            (FEDERAL_GRADES, "Class A misdemeanor", "Class E felony"),
            (FEDERAL_GRADES, "Class B felony", "Felony A"),
            (PENNSYLVANIA_GRADES, "S", "M3"),
            (PENNSYLVANIA_GRADES, "M1", "F3"),
            (PENNSYLVANIA_GRADES, "F2", "felony of the first degree"),
        ],
    )
    def test_one_grade_is_graver(self, order: GradeOrder, lower: str, higher: str) -> None:
        places = [order.rank(grade) for grade in (lower, higher)]
        assert None not in places
        assert places == sorted(set(places), key=lambda place: place or 0)

    def test_a_word_it_does_not_have_has_no_place(self) -> None:
        assert NEW_MEXICO_GRADES.rank("class A felony") is None
        assert NEW_MEXICO_GRADES.rank(None) is None


FOURTH = ChargeFiled(on="2023-01-02", **WHO, grade="fourth-degree felony")


class TestDirectionOfAmendments:
    def test_a_downgrade_that_raises_the_grade(self) -> None:
        raised = ChargeDowngraded(on="2023-02-01", **WHO, grade="third-degree felony")
        assert found(FOURTH, raised, procedure=US_NEW_MEXICO) == [("not-a-downgrade", Severity.WARNING, ("e2",))]

    def test_an_upgrade_that_lowers_it(self) -> None:
        lowered = ChargeUpgraded(on="2023-02-01", **WHO, grade="misdemeanor")
        assert found(FOURTH, lowered, procedure=US_NEW_MEXICO) == [("not-an-upgrade", Severity.WARNING, ("e2",))]

    @pytest.mark.parametrize(
        "amended",
        [
            ChargeDowngraded(on="2023-02-01", **WHO, grade="misdemeanor"),
            ChargeDowngraded(on="2023-02-01", **WHO, dropped_enhancements=("firearm",)),
            ChargeUpgraded(on="2023-02-01", **WHO, grade="third-degree felony"),
            ChargeAmended(on="2023-02-01", **WHO, grade="third-degree felony"),
            ChargeDowngraded(on="2023-02-01", **WHO, grade="a grade of another state"),
        ],
    )
    def test_what_goes_its_way_or_cannot_be_told_is_no_finding(self, amended: Event) -> None:
        assert found(FOURTH, amended, procedure=US_NEW_MEXICO) == []

    def test_where_grades_have_no_order_the_classes_no_jurisdiction_owns_tell(self) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, severity="misdemeanor")
        raised = ChargeDowngraded(on="2023-02-01", **WHO, severity="felony")
        assert found(filed, raised) == [("not-a-downgrade", Severity.WARNING, ("e2",))]


class TestPolicies:
    """Each finding in its smallest case: under a procedure that forbids it, and not under one that does not."""

    @pytest.mark.parametrize(
        ("plea", "policy"),
        [
            ("no contest", "nolo_allowed"),
            ("conditional no contest", "nolo_allowed"),
            ("alford", "alford_allowed"),
            ("guilty but mentally ill", "gbmi_verdict"),
        ],
    )
    def test_plea_not_allowed(self, plea: str, policy: str) -> None:
        history = (FILED, PleaEntered(on="2023-02-01", **WHO, plea=PleaKind(plea)))
        refusing = GENERIC.derive("elsewhere", policies={policy: False})
        assert found(*history, procedure=refusing) == [("plea-not-allowed", Severity.POLICY, ("e2",))]
        assert found(*history) == []

    def test_a_plea_of_guilt_is_allowed_everywhere(self) -> None:
        refusing = GENERIC.derive("elsewhere", policies={"nolo_allowed": False, "alford_allowed": False})
        assert found(FILED, PLED, procedure=refusing) == []

    def test_verdict_not_allowed(self) -> None:
        history = (
            INDICTED,
            TrialBegan(on="2023-05-01", **WHO),
            VerdictReturned(on="2023-05-04", **WHO, verdict="guilty but mentally ill"),
        )
        assert found(*history, procedure=US_FEDERAL) == [("verdict-not-allowed", Severity.POLICY, ("e3",))]
        assert found(*history, procedure=US_NEW_MEXICO) == []

    def test_dismissed_without_leave(self) -> None:
        dropped = ChargeDismissed(on="2023-04-21", **WHO, by="prosecutor", prejudice="without")
        assert found(INDICTED, dropped, procedure=US_FEDERAL) == [("dismissed-without-leave", Severity.POLICY, ("e2",))]
        assert found(INDICTED, attrs.evolve(dropped, by="court"), procedure=US_FEDERAL) == []
        assert found(INDICTED, dropped, procedure=US_NEW_MEXICO) == []
        assert found(INDICTED, dropped) == []

    @pytest.mark.parametrize(("offense_on", "codes"), [("2017-01-01", ["limitation-passed"]), ("2018-01-02", [])])
    def test_limitation_passed(self, offense_on: str, codes: list[str]) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, grade="fourth-degree felony", offense_on=offense_on)
        assert [(code, severity) for code, severity, _ in found(filed, procedure=US_NEW_MEXICO)] == [
            (code, Severity.WARNING) for code in codes
        ]
        assert found(filed) == []

    def test_limitation_is_not_weighed_where_the_date_leaves_it_open_or_a_charge_is_brought_again(self) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, grade="fourth-degree felony", offense_on="2017")
        open_date = attrs.evolve(filed, offense_on="2018")
        ended = ChargeDismissed(on="2022-12-01", defendant="A. Doe", charge="0", prejudice="without")
        before = ChargeFiled(on="2020-01-02", defendant="A. Doe", charge="0")
        again = attrs.evolve(filed, refiles=("0",))
        assert [code for code, _, _ in found(filed, procedure=US_NEW_MEXICO)] == ["limitation-passed"]
        assert found(open_date, procedure=US_NEW_MEXICO) == []
        assert found(before, ended, again, procedure=US_NEW_MEXICO) == []

    @pytest.mark.parametrize(
        ("procedure", "change", "on", "codes"),
        [
            (US_FEDERAL, "corrected", "2023-04-16", ["modified-after-window"]),
            (US_FEDERAL, "corrected", "2023-04-15", []),
            (US_FEDERAL, "clerical", "2023-09-01", []),
            (US_FEDERAL, "reduced", "2023-09-01", []),
            (US_NEW_MEXICO, "reduced", "2023-07-01", []),
            (US_NEW_MEXICO, "reduced", "2023-06-30", []),
            (US_NEW_MEXICO, "unknown", "2023-09-01", []),
            (GENERIC, "reduced", "2025-01-01", []),
        ],
    )
    def test_modified_after_window(self, procedure: Procedure, change: str, on: str, codes: list[str]) -> None:
        modified = SentenceModified(on=on, **WHO, change=SentenceChange(change))
        assert found(FILED, PLED, sentence("2023-04-01"), modified, procedure=procedure) == [
            (code, Severity.WARNING, ("e4",)) for code in codes
        ]

    @pytest.mark.parametrize(("served", "codes"), [("4 years", ["suspended-sentence-raised"]), ("3 years", [])])
    def test_suspended_sentence_raised(self, served: str, codes: list[str]) -> None:
        """State v. Kenneman: a suspended sentence is imposed already."""
        revoked = SupervisionDecided(
            on="2024-04-01", **WHO, outcome="revoked", components=Component(kind="prison", term=served)
        )
        history = (FILED, PLED, sentence("2023-04-01", term="3 years", suspended="3 years"), revoked)
        assert found(*history, procedure=US_NEW_MEXICO) == [(code, Severity.POLICY, ("e4",)) for code in codes]
        assert found(*history) == []

    def test_indictment_broadened(self) -> None:
        broader = ChargeAmended(on="2023-02-01", **WHO, added_theories=("negligent use",))
        narrower = ChargeAmended(on="2023-02-01", **WHO, dropped_theories=("negligent use",))
        assert found(INDICTED, broader, procedure=US_FEDERAL) == [("indictment-broadened", Severity.POLICY, ("e2",))]
        assert found(INDICTED, narrower, procedure=US_FEDERAL) == []
        assert found(FILED, broader, procedure=US_FEDERAL) == []
        assert found(INDICTED, broader) == []

    def test_no_de_novo_appeal(self) -> None:
        history = (FILED, PLED, sentence("2023-04-01"), DeNovoAppealFiled(on="2023-05-01", **WHO))
        assert found(*history, procedure=US_FEDERAL) == [("no-de-novo-appeal", Severity.POLICY, ("e4",))]
        assert found(*history) == []


class TestTogether:
    """What holds of the charges of one defendant taken together."""

    OTHER = ChargeFiled(on="2023-01-02", defendant="A. Doe", charge="2", alternative_to=("1",))

    def test_an_alternative_that_is_not_there(self) -> None:
        assert found(self.OTHER) == [("unknown-charge", Severity.INCOMPLETE, ("e1",))]

    def test_one_that_comes_later_is_no_finding(self) -> None:
        case = case_of(self.OTHER, attrs.evolve(FILED, on="2023-05-01"))
        assert case.at("2023-02-01").findings == ()

    def test_two_convictions_of_alternatives(self) -> None:
        pleas = [PleaAccepted(on="2023-03-01", defendant="A. Doe", charge=each, plea="guilty") for each in "12"]
        both = [SentenceImposed(on="2023-04-01", defendant="A. Doe", charge=each) for each in "12"]
        told = ("two-convictions-of-alternatives", Severity.ERROR, ("e6",))
        assert found(FILED, self.OTHER, *pleas, *both) == [told]
        assert found(FILED, self.OTHER, *pleas, both[0]) == []

    def test_two_that_name_each_other_are_told_once(self) -> None:
        first = attrs.evolve(FILED, alternative_to=("2",))
        pleas = [PleaAccepted(on="2023-03-01", defendant="A. Doe", charge=each, plea="guilty") for each in "12"]
        both = [SentenceImposed(on="2023-04-01", defendant="A. Doe", charge=each) for each in "12"]
        assert len(found(first, self.OTHER, *pleas, *both)) == 1

    def test_a_dismissal_of_which_no_source_says_whether_it_bars(self) -> None:
        """Most dockets do not say; it is worth a look where it decides whether the charge is barred."""
        dropped = ChargeDismissed(on="2023-04-21", **WHO)
        again = ChargeFiled(on="2023-05-21", defendant="A. Doe", charge="2", refiles="1")
        assert found(FILED, dropped) == []
        assert found(FILED, dropped, again) == [("prejudice-unspecified", Severity.WARNING, ("e2",))]
        assert found(FILED, PLED, dropped) == [("prejudice-unspecified", Severity.WARNING, ("e3",))]
        assert found(FILED, attrs.evolve(dropped, prejudice="without"), again) == []


class TestImpossible:
    """What no law allows, whatever the procedure."""

    def test_more_suspended_than_imposed(self) -> None:
        too_much = sentence("2023-04-01", term="6 months", suspended="364 days")
        assert found(FILED, PLED, too_much) == [("suspended-above-term", Severity.ERROR, ("e3",))]
        assert found(FILED, PLED, sentence("2023-04-01", term="6 months", suspended="6 months")) == []

    def test_filed_before_the_offence(self) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, offense_on="2023-01-03")
        assert found(filed) == [("filed-before-offense", Severity.ERROR, ("e1",))]
        assert found(attrs.evolve(filed, offense_on="2023-01")) == []

    @pytest.mark.parametrize(
        "act",
        [
            SentenceModified(on="2023-06-01", **WHO, change="reduced"),
            ChargeFiled(on="2023-06-01", defendant="A. Doe", charge="2"),
        ],
    )
    def test_act_after_death(self, act: Event) -> None:
        died = DefendantDied(on="2023-05-01", defendant="A. Doe")
        history = (FILED, PLED, sentence("2023-04-01"), died, act)
        assert ("act-after-death", Severity.ERROR, ("e5",)) in found(*history)
        same_day = attrs.evolve(act, on="2023-05-01")
        assert "act-after-death" not in [
            code for code, _, _ in found(FILED, PLED, sentence("2023-04-01"), died, same_day)
        ]

    def test_a_pardon_after_death_is_no_finding(self) -> None:
        died = DefendantDied(on="2023-05-01", defendant="A. Doe")
        assert found(FILED, PLED, sentence("2023-04-01"), died, Pardoned(on="2030-01-01", **WHO)) == []

    @pytest.mark.parametrize(
        ("exposure", "part", "codes"),
        [
            ("18 months", {"term": "3 years"}, ["sentence-above-exposure"]),
            ("18 months", {"term": "18 months"}, []),
            ("life", {"term": "99 years"}, []),
            (None, {"term": "99 years"}, []),
        ],
    )
    def test_sentence_above_exposure(self, exposure: str | None, part: dict[str, str], codes: list[str]) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, exposure=exposure)
        assert found(filed, PLED, sentence("2023-04-01", **part)) == [
            (code, Severity.WARNING, ("e3",)) for code in codes
        ]

    def test_life_is_above_any_number_of_years(self) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, exposure="30 years")
        for_life = SentenceImposed(on="2023-04-01", **WHO, components=Component(kind="life"))
        assert [code for code, _, _ in found(filed, PLED, for_life)] == ["sentence-above-exposure"]

    def test_a_plea_to_a_lesser_offence_has_an_exposure_of_its_own(self) -> None:
        filed = ChargeFiled(on="2023-01-02", **WHO, exposure="18 months")
        lesser = attrs.evolve(PLED, offense="another offence")
        assert found(filed, lesser, sentence("2023-04-01", term="2 years")) == []


class TestSovereigns:
    """Gamble v. United States: what one sovereign ended does not bar another."""

    ACQUITTED = (
        ChargeFiled(on="2020-01-02", **WHO, instrument="indictment", sovereign="Alabama"),
        TrialBegan(on="2020-05-01", **WHO),
        VerdictReturned(on="2020-05-04", **WHO, verdict="not guilty"),
    )

    def again(self, sovereign: str | None) -> ChargeFiled:
        return ChargeFiled(on="2021-01-02", defendant="A. Doe", charge="2", refiles=("1",), sovereign=sovereign)

    def test_another_sovereign_is_not_barred(self) -> None:
        view = case_of(*self.ACQUITTED, self.again("United States")).at()
        assert view.findings == ()
        assert view["A. Doe"].charge("1").phase is Phase.ACQUITTED
        assert view["A. Doe"].charge("1").succession is Succession.NONE
        assert view["A. Doe"].charge("1").successors == ()
        assert view["A. Doe"].charge("2").phase is Phase.CHARGED

    @pytest.mark.parametrize("sovereign", ["Alabama", "ALABAMA", None])
    def test_the_same_one_or_an_unknown_one_is(self, sovereign: str | None) -> None:
        assert found(*self.ACQUITTED, self.again(sovereign)) == [("refiled-after-bar", Severity.ERROR, ("e4",))]

    def test_strictly_only_the_same_one_is_refused(self) -> None:
        case = case_of(*self.ACQUITTED)
        assert len(case.record(self.again("United States"), strict=True)) == 4
        with pytest.raises(IllegalDevelopment, match="refiled-after-bar"):
            case.record(self.again("Alabama"), strict=True)


def test_an_imprecise_offence_day_raises_nothing_it_cannot_know() -> None:
    filed = ChargeFiled(on="2023", **WHO, offense_on=When.parse("2023-06"))
    assert "filed-before-offense" not in [code for code, _, _ in found(filed)]


def test_a_new_trial_reopens_under_every_procedure() -> None:
    history = (FILED, PLED, NewTrialGranted(on="2023-03-20", **WHO))
    phases = {case_of(*history, procedure=each).at()["A. Doe"].charge("1").phase for each in PROCEDURES.values()}
    assert phases == {Phase.TRIABLE}


def test_withholding_judgment_is_lawful_in_america() -> None:
    history = (FILED, PLED, AdjudicationDeferred(on="2023-03-20", **WHO, kind="conditional discharge"))
    doubted = {name: [code for code, _, _ in found(*history, procedure=each)] for name, each in PROCEDURES.items()}
    assert doubted.pop("england-and-wales") == ["not-in-this-procedure"]
    assert set(map(tuple, doubted.values())) == {()}


def test_a_check_that_does_not_hold_in_a_place_is_taken_out_by_its_code() -> None:
    there = GENERIC.derive("elsewhere", without=["prejudice-unspecified", "T58"])
    dismissed = (FILED, PLED, ChargeDismissed(on="2023-05-01", **WHO))
    assert [code for code, _, _ in found(*dismissed)] == ["prejudice-unspecified"]
    assert found(*dismissed, procedure=there) == []
    assert there.row("T58").start == ()


def test_new_mexico_pardons_after_conviction_only() -> None:
    pardoned = Pardoned(on="2023-02-01", **WHO)
    assert found(FILED, pardoned) == []
    assert found(FILED, pardoned, procedure=US_NEW_MEXICO) == [("missing-finding", Severity.INCOMPLETE, ("e2",))]
    sentenced = (FILED, PLED, SentenceImposed(on="2023-04-01", **WHO))
    assert found(*sentenced, Pardoned(on="2024-04-01", **WHO), procedure=US_NEW_MEXICO) == []


def test_new_mexico_limits_the_motion_to_reduce_a_sentence_and_not_the_order() -> None:
    history = (FILED, PLED, sentence("2023-04-01", "3 years"))
    reduced = SentenceModified(
        on="2024-04-01", **WHO, change="reduced", components=Component(kind="prison", term="1 year")
    )
    assert found(*history, reduced, procedure=US_NEW_MEXICO) == []
