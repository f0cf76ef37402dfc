"""
Converters of the fields that hold a term: a member, or its word, also with spaces.

Their signatures name the words, so that editors complete them and type checkers refuse others. Text that comes from
elsewhere is converted first, as in ``PleaKind(text)``, which refuses what is no word of the list.
"""

# ruff: noqa: D103  # each returns the member of the vocabulary that it is named after

from typing import Literal

from casestate.events.vocabulary import (
    AcquittalGround,
    Actor,
    AmendmentKind,
    ApprovalNeeded,
    BondOutcome,
    ChargingInstrument,
    CitationClass,
    CitationOutcome,
    CivilJudgment,
    CivilReviewOutcome,
    ComponentKind,
    DeferralKind,
    DismissalGround,
    GreaterOffense,
    HearingKind,
    InactiveGround,
    JudgmentChange,
    Leave,
    Modality,
    MotionOutcome,
    Participation,
    PleaBasis,
    PleaKind,
    PleaManner,
    Prejudice,
    ReleaseStatus,
    RemovalStage,
    ReviewKind,
    ReviewOutcome,
    RoleChange,
    SentenceChange,
    SettlementTermKind,
    SeverityClass,
    StayKind,
    SupervisionOutcome,
    Trier,
    VacaturGround,
    VerdictKind,
    WarrantOutcome,
)

# fmt: off


def as_acquittal_ground(
    value: AcquittalGround | Literal[
        "insufficient_evidence", "insufficient evidence", "no_evidence_offered", "no evidence offered", "unknown",
    ],
) -> AcquittalGround:
    return value if isinstance(value, AcquittalGround) else AcquittalGround(value)


def as_actor(
    value: Actor | Literal[
        "prosecutor", "defendant", "court", "jury", "grand_jury", "grand jury", "appellate_court", "appellate court",
        "police", "agency", "claimant", "parties", "executive", "unknown",
    ],
) -> Actor:
    return value if isinstance(value, Actor) else Actor(value)


def as_amendment_kind(
    value: AmendmentKind | Literal[
        "statute_changed", "statute changed", "grade_raised", "grade raised", "grade_lowered", "grade lowered",
        "enhancement_added", "enhancement added", "enhancement_removed", "enhancement removed", "theory_added",
        "theory added", "theory_removed", "theory removed", "count_added", "count added", "count_removed",
        "count removed", "date_corrected", "date corrected", "victim_changed", "victim changed", "technical", "unknown",
    ],
) -> AmendmentKind:
    return value if isinstance(value, AmendmentKind) else AmendmentKind(value)


def as_approval_needed(
    value: ApprovalNeeded | Literal[
        "none", "minor", "class", "estate", "agency", "commission", "court", "unknown",
    ],
) -> ApprovalNeeded:
    return value if isinstance(value, ApprovalNeeded) else ApprovalNeeded(value)


def as_bond_outcome(
    value: BondOutcome | Literal[
        "forfeited", "forfeiture_set_aside", "forfeiture set aside", "exonerated", "unknown",
    ],
) -> BondOutcome:
    return value if isinstance(value, BondOutcome) else BondOutcome(value)


def as_charging_instrument(
    value: ChargingInstrument | Literal[
        "citation", "complaint", "amended_complaint", "amended complaint", "information", "amended_information",
        "amended information", "indictment", "superseding_indictment", "superseding indictment",
        "superseding_information", "superseding information", "presentment", "petition", "show_cause", "show cause",
        "probation_violation_petition", "probation violation petition", "unknown",
    ],
) -> ChargingInstrument:
    return value if isinstance(value, ChargingInstrument) else ChargingInstrument(value)


def as_citation_class(
    value: CitationClass | Literal[
        "other", "serious", "willful", "repeat", "willful_serious", "willful serious", "unknown",
    ],
) -> CitationClass:
    return value if isinstance(value, CitationClass) else CitationClass(value)


def as_citation_outcome(
    value: CitationOutcome | Literal[
        "affirmed", "modified", "vacated", "remanded", "unknown",
    ],
) -> CitationOutcome:
    return value if isinstance(value, CitationOutcome) else CitationOutcome(value)


def as_civil_judgment(
    value: CivilJudgment | Literal[
        "summary_judgment", "summary judgment", "verdict", "judgment", "default", "consent", "unknown",
    ],
) -> CivilJudgment:
    return value if isinstance(value, CivilJudgment) else CivilJudgment(value)


def as_civil_review_outcome(
    value: CivilReviewOutcome | Literal[
        "affirmed", "reversed", "reversed_and_remanded", "reversed and remanded", "vacated", "dismissed", "unknown",
    ],
) -> CivilReviewOutcome:
    return value if isinstance(value, CivilReviewOutcome) else CivilReviewOutcome(value)


def as_component_kind(
    value: ComponentKind | Literal[
        "prison", "jail", "incarceration", "life", "death", "probation", "suspended_term", "suspended term",
        "deferred_imposition", "deferred imposition", "conditional_discharge", "conditional discharge", "supervision",
        "time_served", "time served", "fine", "fee", "restitution", "forfeiture", "community_service",
        "community service", "treatment", "course", "no_contact", "no contact", "firearm_ban", "firearm ban", "testify",
        "home_confinement", "home confinement", "supervised_release", "supervised release", "parole_term",
        "parole term", "registration", "license_action", "license action", "commitment", "unconditional_discharge",
        "unconditional discharge", "none", "unknown",
    ],
) -> ComponentKind:
    return value if isinstance(value, ComponentKind) else ComponentKind(value)


def as_deferral_kind(
    value: DeferralKind | Literal[
        "deferred_adjudication", "deferred adjudication", "conditional_discharge", "conditional discharge",
        "adjudication_withheld", "adjudication withheld", "continued_without_finding", "continued without finding",
        "probation_before_judgment", "probation before judgment", "prayer_for_judgment_continued",
        "prayer for judgment continued", "youthful_offender", "youthful offender", "unknown",
    ],
) -> DeferralKind:
    return value if isinstance(value, DeferralKind) else DeferralKind(value)


def as_dismissal_ground(
    value: DismissalGround | Literal[
        "nolle_prosequi", "nolle prosequi", "with_leave", "with leave", "plea_agreement", "plea agreement",
        "no_probable_cause", "no probable cause", "insufficient_evidence", "insufficient evidence", "speedy_trial",
        "speedy trial", "discovery_violation", "discovery violation", "suppression", "incompetent",
        "interests_of_justice", "interests of justice", "proceeding_elsewhere", "proceeding elsewhere", "merged",
        "unknown",
    ],
) -> DismissalGround:
    return value if isinstance(value, DismissalGround) else DismissalGround(value)


def as_greater_offense(value: GreaterOffense | Literal["acquitted", "undecided", "unknown"]) -> GreaterOffense:
    return value if isinstance(value, GreaterOffense) else GreaterOffense(value)


def as_hearing_kind(
    value: HearingKind | Literal[
        "initial_appearance", "initial appearance", "detention", "bond_review", "bond review", "preliminary",
        "grand_jury", "grand jury", "arraignment", "status", "motion", "competency", "pretrial", "change_of_plea",
        "change of plea", "jury_selection", "jury selection", "trial", "sentencing", "violation", "review",
        "post_conviction", "post conviction", "settlement_approval", "settlement approval", "civil_motion",
        "civil motion", "appeal_argument", "appeal argument", "other", "unknown",
    ],
) -> HearingKind:
    return value if isinstance(value, HearingKind) else HearingKind(value)


def as_inactive_ground(
    value: InactiveGround | Literal[
        "stet", "abeyance", "warrant", "extradited", "detainer", "incompetent", "statistical", "on_file", "on file",
        "unknown",
    ],
) -> InactiveGround:
    return value if isinstance(value, InactiveGround) else InactiveGround(value)


def as_judgment_change(value: JudgmentChange | Literal["amended", "modified", "ended", "unknown"]) -> JudgmentChange:
    return value if isinstance(value, JudgmentChange) else JudgmentChange(value)


def as_leave(
    value: Leave | Literal[
        "with_leave", "with leave", "without_leave", "without leave", "unspecified",
    ],
) -> Leave:
    return value if isinstance(value, Leave) else Leave(value)


def as_modality(
    value: Modality | Literal[
        "asserts", "expects", "alleges", "denies", "disputes", "declines_comment", "declines comment", "undetermined",
        "retracts", "says_came_true", "says came true", "says_failed", "says failed",
    ],
) -> Modality:
    return value if isinstance(value, Modality) else Modality(value)


def as_motion_outcome(
    value: MotionOutcome | Literal[
        "granted", "granted_in_part", "granted in part", "denied", "withdrawn", "moot", "untimely", "unknown",
    ],
) -> MotionOutcome:
    return value if isinstance(value, MotionOutcome) else MotionOutcome(value)


def as_participation(
    value: Participation | Literal[
        "principal", "accessory", "attempt", "conspiracy", "solicitation", "unknown",
    ],
) -> Participation:
    return value if isinstance(value, Participation) else Participation(value)


def as_plea_basis(
    value: PleaBasis | Literal[
        "open", "charge", "sentence_cap", "sentence cap", "agreed_sentence", "agreed sentence", "unknown",
    ],
) -> PleaBasis:
    return value if isinstance(value, PleaBasis) else PleaBasis(value)


def as_plea_kind(
    value: PleaKind | Literal[
        "not_guilty", "not guilty", "guilty", "no_contest", "no contest", "alford", "guilty_but_mentally_ill",
        "guilty but mentally ill", "not_guilty_by_reason_of_insanity", "not guilty by reason of insanity", "stand_mute",
        "stand mute", "conditional_guilty", "conditional guilty", "conditional_no_contest", "conditional no contest",
        "admitted", "denied", "responsible", "not_responsible", "not responsible", "once_in_jeopardy",
        "once in jeopardy", "refused", "unknown",
    ],
) -> PleaKind:
    return value if isinstance(value, PleaKind) else PleaKind(value)


def as_plea_manner(
    value: PleaManner | Literal[
        "in_court", "in court", "by_filing", "by filing", "entered_by_court", "entered by court", "unknown",
    ],
) -> PleaManner:
    return value if isinstance(value, PleaManner) else PleaManner(value)


def as_prejudice(value: Prejudice | Literal["with", "without", "unspecified"]) -> Prejudice:
    return value if isinstance(value, Prejudice) else Prejudice(value)


def as_release_status(
    value: ReleaseStatus | Literal[
        "not_in_custody", "not in custody", "detained", "released_on_recognizance", "released on recognizance",
        "released_on_conditions", "released on conditions", "released_on_bond", "released on bond",
        "remanded_after_verdict", "remanded after verdict", "serving_sentence", "serving sentence",
        "released_on_parole", "released on parole", "released_served", "released served", "cited_or_summoned",
        "cited or summoned", "release_revoked", "release revoked", "hospital", "fugitive", "unknown",
    ],
) -> ReleaseStatus:
    return value if isinstance(value, ReleaseStatus) else ReleaseStatus(value)


def as_removal_stage(value: RemovalStage | Literal["notice", "allowed", "unknown"]) -> RemovalStage:
    return value if isinstance(value, RemovalStage) else RemovalStage(value)


def as_review_kind(value: ReviewKind | Literal["direct", "discretionary", "collateral", "unknown"]) -> ReviewKind:
    return value if isinstance(value, ReviewKind) else ReviewKind(value)


def as_review_outcome(
    value: ReviewOutcome | Literal[
        "affirmed", "affirmed_in_part", "affirmed in part", "reversed", "reversed_and_remanded",
        "reversed and remanded", "reversed_for_insufficiency", "reversed for insufficiency", "vacated",
        "resentencing_ordered", "resentencing ordered", "verdict_reinstated", "verdict reinstated", "reduced_to_lesser",
        "reduced to lesser", "quashed_without_retrial", "quashed without retrial", "dismissed", "certiorari_denied",
        "certiorari denied", "habeas_granted", "habeas granted", "habeas_denied", "habeas denied", "unknown",
    ],
) -> ReviewOutcome:
    return value if isinstance(value, ReviewOutcome) else ReviewOutcome(value)


def as_role_change(
    value: RoleChange | Literal[
        "appointed", "assigned", "recused", "disqualified", "withdrew", "resigned", "stepped_down", "stepped down",
        "substituted", "retired", "died", "unknown",
    ],
) -> RoleChange:
    return value if isinstance(value, RoleChange) else RoleChange(value)


def as_sentence_change(
    value: SentenceChange | Literal[
        "clerical", "corrected", "reduced", "resentenced", "probation_violation", "probation violation", "unknown",
    ],
) -> SentenceChange:
    return value if isinstance(value, SentenceChange) else SentenceChange(value)


def as_settlement_term_kind(
    value: SettlementTermKind | Literal[
        "payment", "confidentiality", "no_admission", "no admission", "dismissal", "non_monetary", "non monetary",
        "release_of_claims", "release of claims", "injunction", "apology", "future_conduct", "future conduct",
        "unknown",
    ],
) -> SettlementTermKind:
    return value if isinstance(value, SettlementTermKind) else SettlementTermKind(value)


def as_severity_class(
    value: SeverityClass | Literal[
        "non_criminal", "non criminal", "infraction", "petty_misdemeanor", "petty misdemeanor", "misdemeanor",
        "gross_misdemeanor", "gross misdemeanor", "felony", "capital", "other", "unknown",
    ],
) -> SeverityClass:
    return value if isinstance(value, SeverityClass) else SeverityClass(value)


def as_stay_kind(
    value: StayKind | Literal[
        "competency", "interlocutory_appeal", "interlocutory appeal", "military", "bankruptcy", "abeyance", "unknown",
    ],
) -> StayKind:
    return value if isinstance(value, StayKind) else StayKind(value)


def as_supervision_outcome(
    value: SupervisionOutcome | Literal[
        "tolled", "absconded", "reinstated", "modified", "revoked", "terminated_early", "terminated early", "completed",
        "discharged", "unsatisfactory", "violation_admitted", "violation admitted", "violation_found",
        "violation found", "violation_not_proved", "violation not proved", "violation_withdrawn", "violation withdrawn",
        "unknown",
    ],
) -> SupervisionOutcome:
    return value if isinstance(value, SupervisionOutcome) else SupervisionOutcome(value)


def as_trier(value: Trier | Literal["jury", "judge", "stipulated_facts", "stipulated facts", "unknown"]) -> Trier:
    return value if isinstance(value, Trier) else Trier(value)


def as_vacatur_ground(
    value: VacaturGround | Literal["merits", "rehabilitation", "unknown"],
) -> VacaturGround:
    return value if isinstance(value, VacaturGround) else VacaturGround(value)


def as_verdict_kind(
    value: VerdictKind | Literal[
        "guilty", "not_guilty", "not guilty", "guilty_of_lesser_included", "guilty of lesser included",
        "not_guilty_by_reason_of_insanity", "not guilty by reason of insanity", "guilty_but_mentally_ill",
        "guilty but mentally ill", "hung", "enhancement_true", "enhancement true", "enhancement_not_true",
        "enhancement not true", "specification_proved", "specification proved", "specification_not_proved",
        "specification not proved", "did_the_act", "did the act", "sane", "unknown",
    ],
) -> VerdictKind:
    return value if isinstance(value, VerdictKind) else VerdictKind(value)


def as_warrant_outcome(
    value: WarrantOutcome | Literal[
        "served", "recalled", "quashed", "returned", "unknown",
    ],
) -> WarrantOutcome:
    return value if isinstance(value, WarrantOutcome) else WarrantOutcome(value)
