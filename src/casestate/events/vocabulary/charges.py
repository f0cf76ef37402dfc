"""The vocabularies of charges, pleas, verdicts and review."""

from casestate.vocabulary import Vocabulary


class ChargingInstrument(Vocabulary):
    """Papers that bring a charge."""

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
    """Gravity of an offence in terms common to all jurisdictions; a grade is a term of one jurisdiction."""

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
    """Kinds of plea."""

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

    @property
    def admits(self) -> bool | None:
        """
        Whether the plea admits the charge; ``None`` if its words leave that open.

        A plea of no contest convicts and admits nothing, and so does one under North Carolina v. Alford.

        >>> PleaKind.GUILTY.admits, PleaKind.NO_CONTEST.admits
        (True, False)
        """
        if not self.recognized or self is PleaKind.UNKNOWN:
            return None
        return self in (
            PleaKind.GUILTY,
            PleaKind.CONDITIONAL_GUILTY,
            PleaKind.GUILTY_BUT_MENTALLY_ILL,
            PleaKind.ADMITTED,
            PleaKind.RESPONSIBLE,
        )


class PleaManner(Vocabulary):
    """Ways in which a plea reaches the court."""

    IN_COURT = "in_court"
    BY_FILING = "by_filing"
    ENTERED_BY_COURT = "entered_by_court"
    UNKNOWN = "unknown"


class VerdictKind(Vocabulary):
    """Findings of the trier of fact on one count."""

    GUILTY = "guilty"
    NOT_GUILTY = "not_guilty"
    GUILTY_OF_LESSER_INCLUDED = "guilty_of_lesser_included"
    NOT_GUILTY_BY_REASON_OF_INSANITY = "not_guilty_by_reason_of_insanity"
    GUILTY_BUT_MENTALLY_ILL = "guilty_but_mentally_ill"
    HUNG = "hung"
    ENHANCEMENT_TRUE = "enhancement_true"
    ENHANCEMENT_NOT_TRUE = "enhancement_not_true"
    SPECIFICATION_PROVED = "specification_proved"
    SPECIFICATION_NOT_PROVED = "specification_not_proved"
    DID_THE_ACT = "did_the_act"
    SANE = "sane"
    UNKNOWN = "unknown"


class AcquittalGround(Vocabulary):
    """Grounds on which a judge acquits."""

    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    NO_EVIDENCE_OFFERED = "no_evidence_offered"
    UNKNOWN = "unknown"


class VacaturGround(Vocabulary):
    """
    Why a court took a plea or a conviction back.

    ``MERITS`` is a defect in the proceedings, an error of law or innocence; ``REHABILITATION`` is relief for conduct
    since, or from a consequence such as removal from the country.
    """

    MERITS = "merits"
    REHABILITATION = "rehabilitation"
    UNKNOWN = "unknown"


class GreaterOffense(Vocabulary):
    """What a jury that found a lesser offence did with the greater one."""

    ACQUITTED = "acquitted"
    UNDECIDED = "undecided"
    UNKNOWN = "unknown"


class Trier(Vocabulary):
    """Triers of fact."""

    JURY = "jury"
    JUDGE = "judge"
    STIPULATED_FACTS = "stipulated_facts"
    UNKNOWN = "unknown"


class ReviewKind(Vocabulary):
    """
    Kinds of review by a higher court.

    ``DIRECT`` is an appeal in the case, ``DISCRETIONARY`` further review by leave, such as certiorari, and
    ``COLLATERAL`` an attack on the judgment from outside the case, such as habeas corpus.
    """

    DIRECT = "direct"
    DISCRETIONARY = "discretionary"
    COLLATERAL = "collateral"
    UNKNOWN = "unknown"


class ReviewOutcome(Vocabulary):
    """Outcomes of a review."""

    AFFIRMED = "affirmed"
    AFFIRMED_IN_PART = "affirmed_in_part"
    REVERSED = "reversed"
    REVERSED_AND_REMANDED = "reversed_and_remanded"
    REVERSED_FOR_INSUFFICIENCY = "reversed_for_insufficiency"
    VACATED = "vacated"
    RESENTENCING_ORDERED = "resentencing_ordered"
    VERDICT_REINSTATED = "verdict_reinstated"
    REDUCED_TO_LESSER = "reduced_to_lesser"
    QUASHED_WITHOUT_RETRIAL = "quashed_without_retrial"
    DISMISSED = "dismissed"
    CERTIORARI_DENIED = "certiorari_denied"
    HABEAS_GRANTED = "habeas_granted"
    HABEAS_DENIED = "habeas_denied"
    UNKNOWN = "unknown"


class AmendmentKind(Vocabulary):
    """Changes by amendment."""

    STATUTE_CHANGED = "statute_changed"
    GRADE_RAISED = "grade_raised"
    GRADE_LOWERED = "grade_lowered"
    ENHANCEMENT_ADDED = "enhancement_added"
    ENHANCEMENT_REMOVED = "enhancement_removed"
    THEORY_ADDED = "theory_added"
    THEORY_REMOVED = "theory_removed"
    COUNT_ADDED = "count_added"
    COUNT_REMOVED = "count_removed"
    DATE_CORRECTED = "date_corrected"
    VICTIM_CHANGED = "victim_changed"
    TECHNICAL = "technical"
    UNKNOWN = "unknown"


class Participation(Vocabulary):
    """Roles in which a defendant is charged."""

    PRINCIPAL = "principal"
    ACCESSORY = "accessory"
    ATTEMPT = "attempt"
    CONSPIRACY = "conspiracy"
    SOLICITATION = "solicitation"
    UNKNOWN = "unknown"


class DismissalGround(Vocabulary):
    """Grounds of a dismissal."""

    NOLLE_PROSEQUI = "nolle_prosequi"
    WITH_LEAVE = "with_leave"
    PLEA_AGREEMENT = "plea_agreement"
    NO_PROBABLE_CAUSE = "no_probable_cause"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    SPEEDY_TRIAL = "speedy_trial"
    DISCOVERY_VIOLATION = "discovery_violation"
    SUPPRESSION = "suppression"
    INCOMPETENT = "incompetent"
    INTERESTS_OF_JUSTICE = "interests_of_justice"
    PROCEEDING_ELSEWHERE = "proceeding_elsewhere"
    MERGED = "merged"
    UNKNOWN = "unknown"


class RemovalStage(Vocabulary):
    """
    How far the removal of a charge to a federal court has come.

    ``NOTICE`` is a notice filed, on which the federal court has not ruled. ``ALLOWED`` is a case that it keeps.
    """

    NOTICE = "notice"
    ALLOWED = "allowed"
    UNKNOWN = "unknown"


class InactiveGround(Vocabulary):
    """
    Grounds on which a charge that has not ended is taken off the active docket.

    ``EXTRADITED`` is a defendant handed over to another sovereign, and ``DETAINER`` one whom another sovereign holds.
    """

    STET = "stet"
    ABEYANCE = "abeyance"
    WARRANT = "warrant"
    EXTRADITED = "extradited"
    DETAINER = "detainer"
    INCOMPETENT = "incompetent"
    STATISTICAL = "statistical"
    ON_FILE = "on_file"
    UNKNOWN = "unknown"


class PleaBasis(Vocabulary):
    """Subjects of a plea agreement."""

    OPEN = "open"
    CHARGE = "charge"
    SENTENCE_CAP = "sentence_cap"
    AGREED_SENTENCE = "agreed_sentence"
    UNKNOWN = "unknown"
