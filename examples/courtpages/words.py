"""The words of the pages that the code looks at, and the parts of a sentence; all other words are in the layout."""

import re
from collections.abc import Iterator

from casestate import Money, Term
from casestate.events import Component, ComponentKind, HearingKind

PAPERS = tuple(
    [f"EVENT:{each}" for each in ("Citation", "Complaint", "Information", "Indictment", "Secret Indictment")]
)
"""Rows that bring charges; which ones, they do not say."""
CONVICTED = ("Convicted", "Convicted - Failure to Appear")
NO_COMPLAINT = "No Complaint"
"""The prosecutor brought nothing."""
VIOLATION = "Probation Violation"
"""The pages number these among the charges; they are none."""
VIOLATION_FILED = "EVENT:Filing - Probation Violation"
SENTENCE_DAY = "EVENT:Sentence"
SENTENCES = ("Sentence", "Sentence - Violation", "Judgment Sentence", "Judgment Default", "Judgment Presumptive")
AMENDED_SENTENCES = ("Amended Sentence", "Amended Judgment on Probation")
REVOKED = "Probation Revoked"
LONGEST_TEXT = 300
"""A text of as many characters was cut off there."""

HEARINGS = {
    "Arraignment": HearingKind.ARRAIGNMENT,
    "Arraignment - Probation Violation": HearingKind.VIOLATION,
    "Hearing - Motion": HearingKind.MOTION,
    "Hearing - Plea": HearingKind.CHANGE_OF_PLEA,
    "Hearing - Pre-Trial Conference": HearingKind.PRETRIAL,
    "Hearing - Preliminary": HearingKind.PRELIMINARY,
    "Hearing - Probation Violation": HearingKind.VIOLATION,
    "Trial": HearingKind.TRIAL,
    "Trial - Court": HearingKind.TRIAL,
}
CALENDAR = ("Arraignment", "Call", "Hearing", "Trial")
"""With what words a row begins that is a day in court."""

TERMS = {
    "Probation": ComponentKind.PROBATION,
    "Jail": ComponentKind.JAIL,
    "Oregon Dept of Corrections": ComponentKind.PRISON,
    "Post Prison Supervision": ComponentKind.SUPERVISED_RELEASE,
}
AMOUNTS = {
    "Fine": ComponentKind.FINE,
    "Fine - Traffic": ComponentKind.FINE,
    "Restitution": ComponentKind.RESTITUTION,
    "Unitary Assessment": ComponentKind.FEE,
    "Attorney Fees": ComponentKind.FEE,
    "Probation Violation Assessment": ComponentKind.FEE,
}
UNITS = {"Year": Term(months=12), "Month": Term(months=1), "Day": Term(days=1)}


def _any_of(words: dict[str, ComponentKind]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# "General Conditions of Probation" are no probation.
_PART = re.compile(
    rf"(?<!of )(?P<of>{_any_of(TERMS)}) - (?:(?P<unit>Year|Month|Day)\(s\))?: ?(?P<length>\d+(?:\.\d\d)?)?"
    rf"|(?P<due>{_any_of(AMOUNTS)}) \$(?P<amount>[\d,]+\.\d\d)"
)


def sentence(text: str) -> Iterator[Component]:
    """
    The parts of a sentence that its text states in terms known here.

    >>> [str(part.term) for part in sentence("Converted Disposition: Probation - Month(s): 18.00 Jail - : ")]
    ['18 months', 'None']
    """
    for part in _PART.finditer(text):
        words = part.group().strip()
        if part["of"]:
            yield Component(kind=TERMS[part["of"]], term=_length(part["unit"], part["length"]), text=words)
        else:
            amount = Money.parse(f"{part['amount'].replace(',', '')} USD")
            yield Component(kind=AMOUNTS[part["due"]], amount=amount, text=words)


def _length(unit: str | None, number: str | None) -> Term | None:
    """A whole number of years, months or days; ``None`` where the page gives none."""
    if unit is None or number is None or float(number) % 1:
        return None
    each = UNITS[unit]
    return Term(months=each.months * int(float(number)), days=each.days * int(float(number)))
