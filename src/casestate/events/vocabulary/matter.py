"""The value lists of what any proceeding has: actors, hearings, motions, roles, statements."""

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
