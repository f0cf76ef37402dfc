"""The vocabularies of every proceeding: actors, hearings, motions, roles and statements."""

from casestate.vocabulary import Vocabulary


class Actor(Vocabulary):
    """Actors who legally do an act. The one who announces it may be another."""

    PROSECUTOR = "prosecutor"
    DEFENDANT = "defendant"
    COURT = "court"
    JURY = "jury"
    GRAND_JURY = "grand_jury"
    APPELLATE_COURT = "appellate_court"
    POLICE = "police"
    AGENCY = "agency"
    CLAIMANT = "claimant"
    PARTIES = "parties"
    EXECUTIVE = "executive"
    UNKNOWN = "unknown"


class HearingKind(Vocabulary):
    """Purposes of a hearing."""

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
    """Outcomes of a motion."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    MOOT = "moot"
    UNTIMELY = "untimely"
    UNKNOWN = "unknown"


class RoleChange(Vocabulary):
    """Ways in which an official or counsel comes to a role or leaves it."""

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
    """
    Stances of a speaker towards the development spoken of; none of them makes it happen.

    ``SAYS_CAME_TRUE`` and ``SAYS_FAILED`` are said of an expectation of something that is no legal act, such as that a
    film will be shown: no act of the file can meet or fail it.
    """

    ASSERTS = "asserts"
    EXPECTS = "expects"
    ALLEGES = "alleges"
    DENIES = "denies"
    DISPUTES = "disputes"
    DECLINES_COMMENT = "declines_comment"
    UNDETERMINED = "undetermined"
    RETRACTS = "retracts"
    SAYS_CAME_TRUE = "says_came_true"
    SAYS_FAILED = "says_failed"
