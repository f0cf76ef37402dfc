"""What is doubtful about the record, as a value. Folding never raises on data; it says what it found."""

import attrs

from casestate.vocabulary import Closed
from casestate.when import Certainty


class Severity(Closed):
    """
    How bad: impossible under any law, against one jurisdiction's policy, a step missing from the file, or worth a look.
    """

    ERROR = "error"
    POLICY = "policy"
    INCOMPLETE = "incomplete"
    WARNING = "warning"


@attrs.frozen(kw_only=True, order=False)
class Finding:
    """
    One doubtful thing.

    Attributes:
        code: Its stable name.
        severity: How bad.
        message: What is doubtful, in one sentence.
        remedy: What would settle it.
        entries: The ids of the entries it is about.
        defendant: Whom it concerns; empty where nobody in particular.
        charge: The charge, claim or citation it concerns, where one.
        certainty: YES where it holds however imprecise dates fell, POSSIBLY where it depends on them.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    entries: tuple[str, ...]
    defendant: str = ""
    charge: str = ""
    certainty: Certainty = Certainty.YES
