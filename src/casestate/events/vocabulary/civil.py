"""The vocabularies of civil claims, settlements and citations."""

from casestate.vocabulary import Vocabulary


class SettlementTermKind(Vocabulary):
    """Kinds of term in a settlement."""

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
    """Approvals that a settlement may need before it binds."""

    NONE = "none"
    MINOR = "minor"
    CLASS = "class"
    ESTATE = "estate"
    AGENCY = "agency"
    COMMISSION = "commission"
    COURT = "court"
    UNKNOWN = "unknown"


class CitationClass(Vocabulary):
    """Gravity of a violation, as a regulator classes it."""

    OTHER = "other"
    SERIOUS = "serious"
    WILLFUL = "willful"
    REPEAT = "repeat"
    WILLFUL_SERIOUS = "willful_serious"
    UNKNOWN = "unknown"


class CitationOutcome(Vocabulary):
    """Decisions of a review body or a court on a citation."""

    AFFIRMED = "affirmed"
    MODIFIED = "modified"
    VACATED = "vacated"
    REMANDED = "remanded"
    UNKNOWN = "unknown"


class JudgmentChange(Vocabulary):
    """Changes that a court makes to its own judgment or decree."""

    AMENDED = "amended"
    MODIFIED = "modified"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Leave(Vocabulary):
    """Whether a dismissed complaint may be amended."""

    WITH_LEAVE = "with_leave"
    WITHOUT_LEAVE = "without_leave"
    UNSPECIFIED = "unspecified"


class CivilJudgment(Vocabulary):
    """Forms in which a civil claim is decided."""

    SUMMARY_JUDGMENT = "summary_judgment"
    VERDICT = "verdict"
    JUDGMENT = "judgment"
    DEFAULT = "default"
    CONSENT = "consent"
    UNKNOWN = "unknown"


class CivilReviewOutcome(Vocabulary):
    """Outcomes of a civil appeal."""

    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    REVERSED_AND_REMANDED = "reversed_and_remanded"
    VACATED = "vacated"
    DISMISSED = "dismissed"
    UNKNOWN = "unknown"
