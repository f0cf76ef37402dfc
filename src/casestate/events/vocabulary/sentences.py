"""The vocabularies of sentences, supervision and custody."""

from casestate.vocabulary import Vocabulary


class ComponentKind(Vocabulary):
    """Kinds of part of a sentence."""

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
    LICENSE_ACTION = "license_action"
    COMMITMENT = "commitment"
    UNCONDITIONAL_DISCHARGE = "unconditional_discharge"
    NONE = "none"
    UNKNOWN = "unknown"


class SentenceChange(Vocabulary):
    """Reasons for a change of sentence. ``CLERICAL`` mends the record and leaves the sentence as it was pronounced."""

    CLERICAL = "clerical"
    CORRECTED = "corrected"
    REDUCED = "reduced"
    RESENTENCED = "resentenced"
    PROBATION_VIOLATION = "probation_violation"
    UNKNOWN = "unknown"


class SupervisionOutcome(Vocabulary):
    """Decisions on probation or supervised release."""

    TOLLED = "tolled"
    ABSCONDED = "absconded"
    REINSTATED = "reinstated"
    MODIFIED = "modified"
    REVOKED = "revoked"
    TERMINATED_EARLY = "terminated_early"
    COMPLETED = "completed"
    DISCHARGED = "discharged"
    UNSATISFACTORY = "unsatisfactory"
    VIOLATION_ADMITTED = "violation_admitted"
    VIOLATION_FOUND = "violation_found"
    VIOLATION_NOT_PROVED = "violation_not_proved"
    VIOLATION_WITHDRAWN = "violation_withdrawn"
    UNKNOWN = "unknown"


class DeferralKind(Vocabulary):
    """Forms of deferral."""

    DEFERRED_ADJUDICATION = "deferred_adjudication"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    ADJUDICATION_WITHHELD = "adjudication_withheld"
    CONTINUED_WITHOUT_FINDING = "continued_without_finding"
    PROBATION_BEFORE_JUDGMENT = "probation_before_judgment"
    PRAYER_FOR_JUDGMENT_CONTINUED = "prayer_for_judgment_continued"
    YOUTHFUL_OFFENDER = "youthful_offender"
    UNKNOWN = "unknown"


class ReleaseStatus(Vocabulary):
    """Custody and release of a person."""

    NOT_IN_CUSTODY = "not_in_custody"
    DETAINED = "detained"
    RELEASED_ON_RECOGNIZANCE = "released_on_recognizance"
    RELEASED_ON_CONDITIONS = "released_on_conditions"
    RELEASED_ON_BOND = "released_on_bond"
    REMANDED_AFTER_VERDICT = "remanded_after_verdict"
    SERVING_SENTENCE = "serving_sentence"
    RELEASED_ON_PAROLE = "released_on_parole"
    RELEASED_SERVED = "released_served"
    CITED_OR_SUMMONED = "cited_or_summoned"
    RELEASE_REVOKED = "release_revoked"
    HOSPITAL = "hospital"
    FUGITIVE = "fugitive"
    UNKNOWN = "unknown"


class BondOutcome(Vocabulary):
    """Decisions on a bond."""

    FORFEITED = "forfeited"
    FORFEITURE_SET_ASIDE = "forfeiture_set_aside"
    EXONERATED = "exonerated"
    UNKNOWN = "unknown"


class StayKind(Vocabulary):
    """Reasons for a stay."""

    COMPETENCY = "competency"
    INTERLOCUTORY_APPEAL = "interlocutory_appeal"
    MILITARY = "military"
    BANKRUPTCY = "bankruptcy"
    ABEYANCE = "abeyance"
    UNKNOWN = "unknown"


class WarrantOutcome(Vocabulary):
    """Ways in which a warrant ends."""

    SERVED = "served"
    RECALLED = "recalled"
    QUASHED = "quashed"
    RETURNED = "returned"
    UNKNOWN = "unknown"
