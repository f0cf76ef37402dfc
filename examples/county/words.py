"""
The county's words, and what each stands for: the tables to change for another county.

A word in no table is never guessed at; the row is kept in its own words, with a remark.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial
from typing import Any

from casestate import Term
from casestate.events import (
    Actor,
    ChargeAbated,
    ChargeAct,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeSuperseded,
    ChargeTransferred,
    ChargingInstrument,
    Component,
    ComponentKind,
    Event,
    MistrialDeclared,
    Noted,
    PleaAccepted,
    PleaKind,
    Prejudice,
    SentenceChange,
    SeverityClass,
    Trier,
    VerdictKind,
    VerdictReturned,
    WarrantIssued,
)
from county.rows import Row

Maker = Callable[[Row], Event]


def act(kind: type[ChargeAct], copied: Mapping[str, str] | None = None, **fields: Any) -> Maker:
    """How a row is made an act on its charge: with fixed fields, and with fields copied from columns."""

    def make(row: Row) -> Event:
        told = {field: getattr(row, column) or None for field, column in (copied or {}).items()}
        return kind(on=row.on, defendant=row.participant, charge=row.charge, **fields, **told)

    return make


def nolle(row: Row) -> Event:
    """
    The prosecutor dropped the charge.

    In Illinois a nolle prosequi before jeopardy attaches leaves the State free to charge again (People v. Hughes,
    2012 IL 112817), so it is without prejudice as a rule; but not where the defendant has kept a bargain for it (People
    v. Smollett, 2024 IL 130431). Whoever completed a diversion programme may have: there the source does not say.
    """
    prejudice = Prejudice.UNSPECIFIED if row.reason in PROGRAMMES else Prejudice.WITHOUT
    return act(ChargeDismissed, REASON, by=Actor.PROSECUTOR, prejudice=prejudice)(row)


def warrant(row: Row) -> Event:
    """Bail was forfeited and a warrant issued: an order on the person, which ends no charge."""
    return WarrantIssued(on=row.on, defendant=row.participant, reason=f"bond forfeiture on charge {row.charge}")


def note(row: Row) -> Event:
    """A row of which nothing can be made: it is kept in its own words."""
    return Noted(on=row.on, text=f"{row.type} on charge {row.charge} of {row.participant}: {row.words or 'no words'}")


REASON = {"reason": "reason"}
FOUND = {"offense": "title"}
PROGRAMMES = (
    "DDPP Graduate",
    "Deferred Prosecution Program Completed",
    "DGS Graduation",
    "Drug Court Graduate",
    "Mental Health Graduate",
)
by_judge = partial(act, VerdictReturned, by=Trier.JUDGE)  # the county says "finding" of a trial to the judge,
by_jury = partial(act, VerdictReturned, by=Trier.JURY)  # and "verdict" of a jury's

OUTCOMES: dict[str, Maker] = {
    "Nolle Prosecution": nolle,
    "Case Dismissed": act(ChargeDismissed, REASON, by=Actor.COURT),
    "Charge Rejected": act(ChargeDeclined, REASON),
    "FNPC": act(ChargeDischarged, REASON),  # finding of no probable cause
    "Superseded by Indictment": act(ChargeSuperseded, REASON),
    "Transferred - Misd Crt": act(ChargeTransferred, court="misdemeanor court"),
    "Death Suggested-Cause Abated": act(ChargeAbated, REASON),
    "BFW": warrant,  # bond forfeiture warrant
    "Plea Of Guilty": act(PleaAccepted, plea=PleaKind.GUILTY),
    "Plea of Guilty - Amended Charge": act(PleaAccepted, FOUND, plea=PleaKind.GUILTY),
    "Plea of Guilty - Lesser Included": act(PleaAccepted, FOUND, plea=PleaKind.GUILTY),
    "Finding Guilty": by_judge(verdict=VerdictKind.GUILTY),
    "Finding Guilty - Lesser Included": by_judge(FOUND, verdict=VerdictKind.GUILTY_OF_LESSER_INCLUDED),
    "FNG": by_judge(verdict=VerdictKind.NOT_GUILTY),
    "FNG Reason Insanity": by_judge(verdict=VerdictKind.NOT_GUILTY_BY_REASON_OF_INSANITY),
    "Verdict Guilty": by_jury(verdict=VerdictKind.GUILTY),
    "Verdict-Not Guilty": by_jury(verdict=VerdictKind.NOT_GUILTY),
    "Mistrial Declared": act(MistrialDeclared, REASON),
}
INSTRUMENTS = {
    "Indictment": ChargingInstrument.INDICTMENT,
    "Re-Indictment": ChargingInstrument.INDICTMENT,
    "Direct Indictment": ChargingInstrument.INDICTMENT,
    "Grand Jury": ChargingInstrument.INDICTMENT,
    "Preliminary Hearing": ChargingInstrument.INFORMATION,  # filed once the hearing has found probable cause
    "": ChargingInstrument.UNKNOWN,
}
SEVERITIES = {
    **dict.fromkeys("MX1234", SeverityClass.FELONY),
    **dict.fromkeys("ABC", SeverityClass.MISDEMEANOR),
    **dict.fromkeys("OPZ", SeverityClass.OTHER),
}
PHASES = {
    "Original Sentencing": SentenceChange.UNKNOWN,
    "Probation Violation Sentencing": SentenceChange.PROBATION_VIOLATION,
    "Amended/Corrected Sentencing": SentenceChange.CORRECTED,
    "Resentenced": SentenceChange.RESENTENCED,
}
SENTENCES = {
    "Prison": ComponentKind.PRISON,
    "Jail": ComponentKind.JAIL,
    "Probation": ComponentKind.PROBATION,
    "2nd Chance Probation": ComponentKind.PROBATION,
    "Supervision": ComponentKind.SUPERVISION,
    "Conditional Discharge": ComponentKind.CONDITIONAL_DISCHARGE,
    "Cook County Boot Camp": ComponentKind.INCARCERATION,
    "Inpatient Mental Health Services": ComponentKind.TREATMENT,
}
UNITS = {"Year(s)": Term(months=12), "Months": Term(months=1), "Days": Term(days=1)}
LONGEST_PROBATION = 48
"""Months: 4 years for a Class 1 or 2 felony, less for others (730 ILCS 5/5-4.5-30 to 5-4.5-55)."""


def severity(row: Row) -> SeverityClass:
    """How grave the class is."""
    return SEVERITIES.get(row.grade, SeverityClass.UNKNOWN)


@cache
def sentence(words: str) -> tuple[tuple[Component, ...], tuple[str, ...]]:
    """The sentence in words such as ``Probation: 24 Months``, and the codes of what is doubtful about it."""
    kind_words, _, length = [part.strip() for part in words.partition(":")]
    if not kind_words:
        return (), ("unknown-sentence",)
    kind = SENTENCES.get(kind_words) or ComponentKind.raw(kind_words)
    codes = [] if kind_words in SENTENCES else ["unknown-sentence"]
    term = length_of(length)
    if not length:
        codes.append("sentence-without-length")
    elif term is None:
        codes.append("sentence-length-unread")
    elif not (term.months or term.days):
        codes.append("sentence-of-no-length")
    elif kind is ComponentKind.PROBATION and term.months > LONGEST_PROBATION:
        codes.append("probation-over-maximum")
    return (Component(kind=kind, term=term, text=words.strip()),), tuple(codes)


def length_of(words: str) -> Term | None:
    """
    A length such as ``24 Months`` or ``8.75 Year(s)``, exactly; ``None`` where it is no whole number of days or months.

    >>> str(length_of("8.75 Year(s)")), length_of("1 Term")
    ('105 months', None)
    """
    number, _, unit = words.partition(" ")
    if unit not in UNITS or not re.fullmatch(r"\d+(\.\d+)?", number, re.ASCII):
        return None
    months, days = (Fraction(number) * each for each in (UNITS[unit].months, UNITS[unit].days))
    return Term(int(months), int(days)) if months.denominator == days.denominator == 1 else None
