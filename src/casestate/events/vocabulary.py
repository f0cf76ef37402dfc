"""The value lists of the law: what instruments, pleas, verdicts, sentences, hearings and settlements are called."""

from casestate.vocabulary import Vocabulary


class Actor(Vocabulary):
    """Who legally did it, which need not be who announced it."""

    PROSECUTOR = "prosecutor"
    DEFENDANT = "defendant"
    COURT = "court"
    JURY = "jury"
    GRAND_JURY = "grand_jury"
    APPELLATE_COURT = "appellate_court"
    POLICE = "police"
    AGENCY = "agency"
    PARTIES = "parties"
    EXECUTIVE = "executive"
    UNKNOWN = "unknown"


class ChargingInstrument(Vocabulary):
    """The paper that brings a charge."""

    CITATION = "citation"
    COMPLAINT = "complaint"
    AMENDED_COMPLAINT = "amended_complaint"
    INFORMATION = "information"
    AMENDED_INFORMATION = "amended_information"
    INDICTMENT = "indictment"
    SUPERSEDING_INDICTMENT = "superseding_indictment"
    SUPERSEDING_INFORMATION = "superseding_information"
    PRESENTMENT = "presentment"
    PETITION = "petition"
    SHOW_CAUSE = "show_cause"
    PROBATION_VIOLATION_PETITION = "probation_violation_petition"
    UNKNOWN = "unknown"


class SeverityClass(Vocabulary):
    """How grave an offence is, in terms no jurisdiction owns; a grade is the jurisdiction's own word."""

    NON_CRIMINAL = "non_criminal"
    INFRACTION = "infraction"
    PETTY_MISDEMEANOR = "petty_misdemeanor"
    MISDEMEANOR = "misdemeanor"
    GROSS_MISDEMEANOR = "gross_misdemeanor"
    FELONY = "felony"
    CAPITAL = "capital"
    OTHER = "other"
    UNKNOWN = "unknown"


class Prejudice(Vocabulary):
    """Whether a dismissal bars another prosecution of the same charge."""

    WITH = "with"
    WITHOUT = "without"
    UNSPECIFIED = "unspecified"


class PleaKind(Vocabulary):
    """What was pleaded."""

    NOT_GUILTY = "not_guilty"
    GUILTY = "guilty"
    NO_CONTEST = "no_contest"
    ALFORD = "alford"
    GUILTY_BUT_MENTALLY_ILL = "guilty_but_mentally_ill"
    NOT_GUILTY_BY_REASON_OF_INSANITY = "not_guilty_by_reason_of_insanity"
    STAND_MUTE = "stand_mute"
    CONDITIONAL_GUILTY = "conditional_guilty"
    CONDITIONAL_NO_CONTEST = "conditional_no_contest"
    ADMITTED = "admitted"
    DENIED = "denied"
    RESPONSIBLE = "responsible"
    NOT_RESPONSIBLE = "not_responsible"
    ONCE_IN_JEOPARDY = "once_in_jeopardy"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class PleaManner(Vocabulary):
    """How a plea reached the court."""

    IN_COURT = "in_court"
    BY_FILING = "by_filing"
    ENTERED_BY_COURT = "entered_by_court"
    UNKNOWN = "unknown"


class VerdictKind(Vocabulary):
    """What the trier of fact found on one count."""

    GUILTY = "guilty"
    NOT_GUILTY = "not_guilty"
    GUILTY_OF_LESSER_INCLUDED = "guilty_of_lesser_included"
    NOT_GUILTY_BY_REASON_OF_INSANITY = "not_guilty_by_reason_of_insanity"
    GUILTY_BUT_MENTALLY_ILL = "guilty_but_mentally_ill"
    HUNG = "hung"
    UNKNOWN = "unknown"


class Trier(Vocabulary):
    """Who found the facts."""

    JURY = "jury"
    JUDGE = "judge"
    STIPULATED_FACTS = "stipulated_facts"
    UNKNOWN = "unknown"


class ComponentKind(Vocabulary):
    """What one part of a sentence is."""

    PRISON = "prison"
    JAIL = "jail"
    INCARCERATION = "incarceration"
    LIFE = "life"
    DEATH = "death"
    PROBATION = "probation"
    SUSPENDED_TERM = "suspended_term"
    DEFERRED_IMPOSITION = "deferred_imposition"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    SUPERVISION = "supervision"
    TIME_SERVED = "time_served"
    FINE = "fine"
    FEE = "fee"
    RESTITUTION = "restitution"
    FORFEITURE = "forfeiture"
    COMMUNITY_SERVICE = "community_service"
    TREATMENT = "treatment"
    COURSE = "course"
    NO_CONTACT = "no_contact"
    FIREARM_BAN = "firearm_ban"
    TESTIFY = "testify"
    HOME_CONFINEMENT = "home_confinement"
    SUPERVISED_RELEASE = "supervised_release"
    PAROLE_TERM = "parole_term"
    REGISTRATION = "registration"
    COMMITMENT = "commitment"
    UNCONDITIONAL_DISCHARGE = "unconditional_discharge"
    NONE = "none"
    UNKNOWN = "unknown"


class SentenceChange(Vocabulary):
    """Why a sentence was replaced."""

    CORRECTED = "corrected"
    REDUCED = "reduced"
    RESENTENCED = "resentenced"
    PROBATION_VIOLATION = "probation_violation"
    UNKNOWN = "unknown"


class ReleaseStatus(Vocabulary):
    """Where a person stands between custody and liberty."""

    NOT_IN_CUSTODY = "not_in_custody"
    DETAINED = "detained"
    RELEASED_ON_RECOGNIZANCE = "released_on_recognizance"
    RELEASED_ON_CONDITIONS = "released_on_conditions"
    RELEASED_ON_BOND = "released_on_bond"
    REMANDED_AFTER_VERDICT = "remanded_after_verdict"
    SERVING_SENTENCE = "serving_sentence"
    RELEASED_ON_PAROLE = "released_on_parole"
    RELEASED_SERVED = "released_served"
    FUGITIVE = "fugitive"
    UNKNOWN = "unknown"


class ReviewOutcome(Vocabulary):
    """How a reviewing court ended or returned a review."""

    AFFIRMED = "affirmed"
    REVERSED_AND_REMANDED = "reversed_and_remanded"
    REVERSED_FOR_INSUFFICIENCY = "reversed_for_insufficiency"
    DISMISSED = "dismissed"
    UNKNOWN = "unknown"


class HearingKind(Vocabulary):
    """What a hearing is for."""

    INITIAL_APPEARANCE = "initial_appearance"
    DETENTION = "detention"
    BOND_REVIEW = "bond_review"
    PRELIMINARY = "preliminary"
    GRAND_JURY = "grand_jury"
    ARRAIGNMENT = "arraignment"
    STATUS = "status"
    MOTION = "motion"
    COMPETENCY = "competency"
    PRETRIAL = "pretrial"
    CHANGE_OF_PLEA = "change_of_plea"
    JURY_SELECTION = "jury_selection"
    TRIAL = "trial"
    SENTENCING = "sentencing"
    VIOLATION = "violation"
    REVIEW = "review"
    POST_CONVICTION = "post_conviction"
    SETTLEMENT_APPROVAL = "settlement_approval"
    CIVIL_MOTION = "civil_motion"
    APPEAL_ARGUMENT = "appeal_argument"
    OTHER = "other"
    UNKNOWN = "unknown"


class MotionOutcome(Vocabulary):
    """How a motion ended."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    MOOT = "moot"
    UNTIMELY = "untimely"
    UNKNOWN = "unknown"


class RoleChange(Vocabulary):
    """How an official or counsel came to a role or left it."""

    APPOINTED = "appointed"
    ASSIGNED = "assigned"
    RECUSED = "recused"
    DISQUALIFIED = "disqualified"
    WITHDREW = "withdrew"
    RESIGNED = "resigned"
    STEPPED_DOWN = "stepped_down"
    SUBSTITUTED = "substituted"
    RETIRED = "retired"
    DIED = "died"
    UNKNOWN = "unknown"


class SettlementTermKind(Vocabulary):
    """What one term of a settlement provides."""

    PAYMENT = "payment"
    CONFIDENTIALITY = "confidentiality"
    NO_ADMISSION = "no_admission"
    DISMISSAL = "dismissal"
    NON_MONETARY = "non_monetary"
    RELEASE_OF_CLAIMS = "release_of_claims"
    INJUNCTION = "injunction"
    APOLOGY = "apology"
    FUTURE_CONDUCT = "future_conduct"
    UNKNOWN = "unknown"


class ApprovalNeeded(Vocabulary):
    """Whose approval a settlement needs before it binds."""

    NONE = "none"
    MINOR = "minor"
    CLASS = "class"
    ESTATE = "estate"
    AGENCY = "agency"
    COMMISSION = "commission"
    COURT = "court"
    UNKNOWN = "unknown"


class CitationClass(Vocabulary):
    """How grave a regulator holds a violation to be."""

    OTHER = "other"
    SERIOUS = "serious"
    WILLFUL = "willful"
    REPEAT = "repeat"
    WILLFUL_SERIOUS = "willful_serious"
    UNKNOWN = "unknown"


class Modality(Vocabulary):
    """What a speaker does with the development spoken of; none of these makes it happen."""

    ASSERTS = "asserts"
    EXPECTS = "expects"
    ALLEGES = "alleges"
    DENIES = "denies"
    DISPUTES = "disputes"
    DECLINES_COMMENT = "declines_comment"
    UNDETERMINED = "undetermined"
    RETRACTS = "retracts"
