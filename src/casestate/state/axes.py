"""The values of every axis. A single status for a charge loses facts, so each axis is set by its own acts."""

from casestate.vocabulary import Closed


class Phase(Closed):
    """
    How far one charge has come. The last six are ends.

    ``DIVERTED`` is put off before any finding, ``DEFERRED`` after a finding with judgment withheld, and
    ``SENTENCE_DEFERRED`` with a conviction entered. ``DISMISSED`` sets no bar: the charge may be brought again.
    ``BARRED`` does, unless a higher court reverses it. ``OVERTURNED`` is an acquittal after a finding of guilt, ordered
    by the judge or for insufficient evidence on appeal, which a higher court may reverse. ``ACQUITTED`` is never
    reopened. ``SUPERSEDED`` continues in another charge or court. ``ABATED`` ended with the defendant's death.
    """

    NOT_CHARGED = "not_charged"
    CHARGED = "charged"
    TRIABLE = "triable"
    ON_TRIAL = "on_trial"
    DIVERTED = "diverted"
    FOUND_GUILTY = "found_guilty"
    DEFERRED = "deferred"
    SENTENCE_DEFERRED = "sentence_deferred"
    JUDGED = "judged"
    DISMISSED = "dismissed"
    BARRED = "barred"
    OVERTURNED = "overturned"
    ACQUITTED = "acquitted"
    SUPERSEDED = "superseded"
    ABATED = "abated"


class Found(Closed):
    """The finding of the trier of fact, or of an accepted plea."""

    NOTHING = "nothing"
    GUILTY = "guilty"
    NOT_GUILTY = "not_guilty"
    INSANITY = "insanity"
    HUNG = "hung"
    SET_ASIDE = "set_aside"


class Conviction(Closed):
    """
    Whether a conviction stands. A finding of guilt is not yet an adjudicated conviction.

    On a charge that is not criminal, this is the status of the judgment, which is not a conviction
    (:class:`~casestate.state.Proceeding`). ``UNKNOWN`` follows an act that only some places allow: local law decides
    whether a conviction stands.
    """

    NONE = "none"
    FOUND = "found"
    ADJUDICATED = "adjudicated"
    WITHHELD = "withheld"
    VACATED = "vacated"
    REVERSED = "reversed"
    DISMISSED = "dismissed"
    PARDONED = "pardoned"
    SET_ASIDE = "set_aside"
    UNKNOWN = "unknown"


class Jeopardy(Closed):
    """Whether the defendant has been at risk of a finding, and whether that bars another trial."""

    NOT_ATTACHED = "not_attached"
    ATTACHED = "attached"
    ENDED_BARRED = "ended_barred"
    ENDED_RETRIABLE = "ended_retriable"
    UNKNOWN = "unknown"


class Review(Closed):
    """Whether a higher court is reviewing the charge."""

    NONE = "none"
    PENDING = "pending"
    ENDED = "ended"


class Disposition(Closed):
    """How the charge was last disposed of. Not every disposition ends the charge."""

    NONE = "none"
    DECLINED = "declined"
    NO_BILL = "no_bill"
    DISCHARGED_NO_PROBABLE_CAUSE = "discharged_no_probable_cause"
    SUPERSEDED = "superseded"
    TRANSFERRED = "transferred"
    DISMISSED_WITH_PREJUDICE = "dismissed_with_prejudice"
    DISMISSED_WITHOUT_PREJUDICE = "dismissed_without_prejudice"
    DISMISSED_UNSPECIFIED = "dismissed_unspecified"
    DIVERSION_PENDING = "diversion_pending"
    DIVERSION_COMPLETED = "diversion_completed"
    ADJUDICATION_DEFERRED = "adjudication_deferred"
    SENTENCE_DEFERRED = "sentence_deferred"
    DEFERRAL_COMPLETED = "deferral_completed"
    JUDGMENT_ARRESTED = "judgment_arrested"
    MERGED = "merged"
    ABATED_BY_DEATH = "abated_by_death"
    MISTRIAL = "mistrial"
    HUNG_JURY = "hung_jury"
    ACQUITTED = "acquitted"
    ACQUITTED_INSANITY = "acquitted_insanity"
    JUDGMENT_OF_ACQUITTAL = "judgment_of_acquittal"
    CONVICTED_BY_PLEA = "convicted_by_plea"
    CONVICTED_BY_VERDICT = "convicted_by_verdict"
    CONVICTED_OF_LESSER = "convicted_of_lesser"
    NEW_TRIAL_ORDERED = "new_trial_ordered"
    REVERSED = "reversed"
    QUASHED = "quashed"
    DE_NOVO_APPEAL = "de_novo_appeal"


class Activity(Closed):
    """Whether a pending charge is on the active docket."""

    ACTIVE = "active"
    INACTIVE = "inactive"


class Visibility(Closed):
    """Who may see the record of a charge; unknown until a source says. Records are usually open until closed."""

    UNKNOWN = "unknown"
    PUBLIC = "public"
    SEALED = "sealed"
    EXPUNGED = "expunged"


class Supervision(Closed):
    """The status of probation or supervised release, according to the record."""

    NONE = "none"
    VIOLATION_ALLEGED = "violation_alleged"
    VIOLATION_FOUND = "violation_found"
    TOLLED = "tolled"
    ABSCONDED = "absconded"
    REINSTATED = "reinstated"
    MODIFIED = "modified"
    REVOKED = "revoked"
    TERMINATED_EARLY = "terminated_early"
    COMPLETED = "completed"
    DISCHARGED = "discharged"
    UNSATISFACTORY = "unsatisfactory"


class Succession(Closed):
    """
    Whether another charge brings it again or carries it on; its own phase stays as it is.

    ``REFILED`` ended and was brought again. ``SUPERSEDED`` is carried on by another charge, and stays pending beside it
    until an order ends it.
    """

    NONE = "none"
    REFILED = "refiled"
    SUPERSEDED = "superseded"


class Venue(Closed):
    """
    How a charge came before the court that has it, under its own id.

    ``ORIGINAL`` is the court in which it was brought. While removal to a federal court is ``REMOVAL_SOUGHT``, the first
    court keeps the charge, and may enter no judgment of conviction (28 USC 1455(b)(3)). ``TRIED_ANEW`` is a higher
    court on an appeal for trial anew. ``REMANDED`` is the court from which another had it.
    """

    ORIGINAL = "original"
    TRANSFERRED = "transferred"
    TRIED_ANEW = "tried_anew"
    REMOVAL_SOUGHT = "removal_sought"
    REMOVED = "removed"
    REMANDED = "remanded"


class SentenceStatus(Closed):
    """The status of the sentence, according to the record."""

    NONE = "none"
    IMPOSED = "imposed"
    DEFERRED = "deferred"
    STAYED = "stayed"
    REVOKED = "revoked"
    COMMUTED = "commuted"
    VACATED = "vacated"
    MODIFIED = "modified"
    COMPLETED = "completed"


class ClaimPhase(Closed):
    """
    How far one civil claim against one party has come.

    ``DISMISSED_WITH_LEAVE`` waits for an amended complaint, or for the dismissal that follows without one.
    ``REVERSED`` is a decision that a higher court undid without sending the claim back.
    """

    NOT_FILED = "not_filed"
    PENDING = "pending"
    STAYED = "stayed"
    DECIDED = "decided"
    JUDGED = "judged"
    SATISFIED = "satisfied"
    TERMINATED = "terminated"
    SETTLEMENT_AGREED = "settlement_agreed"
    SETTLED = "settled"
    PERFORMED = "performed"
    BREACHED = "breached"
    REVERSED = "reversed"
    DISMISSED_WITH_LEAVE = "dismissed_with_leave"
    DISMISSED = "dismissed"


class Prevailing(Closed):
    """For whom a civil claim was last decided. By consent, nobody does unless the source names a side."""

    CLAIMANT = "claimant"
    DEFENDANT = "defendant"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class CitationPhase(Closed):
    """How far one regulatory citation has come. What is ``DECIDED`` was affirmed or modified, and is not yet final."""

    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    CONTESTED = "contested"
    SETTLED = "settled"
    APPROVED = "approved"
    DECIDED = "decided"
    FINAL = "final"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    VACATED = "vacated"
