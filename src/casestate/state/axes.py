"""The values of every axis. One status for a charge always loses facts, so each of these moves by its own acts."""

from casestate.vocabulary import Closed


class Phase(Closed):
    """
    Where one charge stands. The last five are ends.

    ``DISMISSED`` sets no bar: the charge may be brought again. ``BARRED`` does, unless a higher court reverses it.
    ``ACQUITTED`` is never reopened. ``SUPERSEDED`` goes on in another charge or court. ``ABATED`` ended with the
    defendant's death.
    """

    NOT_CHARGED = "not_charged"
    CHARGED = "charged"
    TRIABLE = "triable"
    ON_TRIAL = "on_trial"
    FOUND_GUILTY = "found_guilty"
    JUDGED = "judged"
    DISMISSED = "dismissed"
    BARRED = "barred"
    ACQUITTED = "acquitted"
    SUPERSEDED = "superseded"
    ABATED = "abated"


class Found(Closed):
    """What the trier of fact, or an accepted plea, established."""

    NOTHING = "nothing"
    GUILTY = "guilty"
    NOT_GUILTY = "not_guilty"
    INSANITY = "insanity"
    HUNG = "hung"
    SET_ASIDE = "set_aside"


class Conviction(Closed):
    """What stands as a conviction: a finding is not yet one adjudicated."""

    NONE = "none"
    FOUND = "found"
    ADJUDICATED = "adjudicated"
    REVERSED = "reversed"


class Jeopardy(Closed):
    """Whether the defendant has been at risk of a finding, and whether that bars another trial."""

    NOT_ATTACHED = "not_attached"
    ATTACHED = "attached"
    ENDED_BARRED = "ended_barred"
    ENDED_RETRIABLE = "ended_retriable"
    UNKNOWN = "unknown"


class Review(Closed):
    """Whether a higher court is looking at it."""

    NONE = "none"
    PENDING = "pending"
    ENDED = "ended"


class Disposition(Closed):
    """How the charge was disposed of; not every disposition is the end of it."""

    NONE = "none"
    DECLINED = "declined"
    DISCHARGED_NO_PROBABLE_CAUSE = "discharged_no_probable_cause"
    SUPERSEDED = "superseded"
    TRANSFERRED = "transferred"
    DISMISSED_WITH_PREJUDICE = "dismissed_with_prejudice"
    DISMISSED_WITHOUT_PREJUDICE = "dismissed_without_prejudice"
    DISMISSED_UNSPECIFIED = "dismissed_unspecified"
    ABATED_BY_DEATH = "abated_by_death"
    MISTRIAL = "mistrial"
    HUNG_JURY = "hung_jury"
    ACQUITTED = "acquitted"
    ACQUITTED_INSANITY = "acquitted_insanity"
    CONVICTED_BY_PLEA = "convicted_by_plea"
    CONVICTED_BY_VERDICT = "convicted_by_verdict"
    CONVICTED_OF_LESSER = "convicted_of_lesser"
    REVERSED = "reversed"


class Succession(Closed):
    """Whether a charge that ended was brought again as another charge; its own phase stays as it ended."""

    NONE = "none"
    REFILED = "refiled"


class SentenceStatus(Closed):
    """What became of the sentence, as far as the record says."""

    NONE = "none"
    IMPOSED = "imposed"
    MODIFIED = "modified"
    VACATED = "vacated"
    COMPLETED = "completed"


class ClaimPhase(Closed):
    """Where one civil claim stands against one party."""

    NOT_FILED = "not_filed"
    PENDING = "pending"
    SETTLEMENT_AGREED = "settlement_agreed"
    SETTLED = "settled"
    PERFORMED = "performed"
    DISMISSED = "dismissed"


class CitationPhase(Closed):
    """Where one regulatory citation stands."""

    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    CONTESTED = "contested"
    SETTLED = "settled"
    APPROVED = "approved"
    FINAL = "final"
    WITHDRAWN = "withdrawn"
