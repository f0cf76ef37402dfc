"""Findings that no row states alone; those that one does are in the layout, ``examples/oregon.toml``."""

from casestate import Severity
from casestate.law.findings import FindingType

NO_CHARGING_PAPER = FindingType(
    "no-charging-paper",
    Severity.INCOMPLETE,
    meaning="listed as a charge, and the page has no paper that brings one; it is not said to have been filed",
    remedy="look for the paper, or for why there is none",
)
NEVER_FILED = FindingType(
    "never-filed",
    Severity.WARNING,
    meaning="listed as a charge, and the prosecutor brought none",
    remedy="none; it was declined",
)
VIOLATION_LISTED_AS_CHARGE = FindingType(
    "violation-listed-as-charge",
    Severity.WARNING,
    meaning="a probation violation numbered as a charge; it is none, and convicts of nothing",
    remedy="none; what was ordered is recorded on the charge that carries the probation",
)
NO_KEYED_DAY = FindingType(
    "no-keyed-day",
    Severity.INCOMPLETE,
    meaning="the page does not say when it was keyed; it is known on no day",
    remedy="none",
)
SENTENCE_CUT_OFF = FindingType(
    "sentence-cut-off",
    Severity.INCOMPLETE,
    meaning="the text of the sentence was cut off; parts of it may be missing",
    remedy="read it",
)
