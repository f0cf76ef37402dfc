"""
The table of phrases in which registers state dispositions and sentences, and what each is read as.

A phrase is read where it stands as a whole: up to a comma, colon, semicolon, period or joining word. Capitals and runs
of white space do not matter. Lengths may be written in words, as in FOURTEEN (14) MONTHS.
"""

import re
from collections.abc import Mapping

import attrs

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * t + o for t, ten in enumerate(_TENS, 2) for o, one in enumerate(_ONES, 1)},
}
"""Numbers written as words, below a hundred."""
NUMBER_WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
"""The form of such a number."""

_UNIT = r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?)(?:\(s\))?\.?"
_LENGTH = rf"(?P<length>(?:\d+(?:\.\d+)?|{NUMBER_WORD})(?:\s*\(\d+\))?\s*{_UNIT}|life(?:time)?(?: imprisonment)?)"
_SUM = r"(?P<sum>\$\s?\d[\d,]*(?:\.\d\d)?)(?![.,]?\d)"
WHO = r"(?:(?:the )?(?:defendant|deft|dft|def)\.? (?:is |was |shall (?:be )?)?(?:hereby )?)?"
"""The form of the defendant as the subject of a sentence, which may be left out."""
_PAY = rf"(?:{WHO}(?:is )?(?:ordered )?(?:to )?pay )?"
_PLACED = rf"{WHO}(?:is |be )?(?:placed on |committed to |sentenced to )?"
_FOR = r"(?: for| of)?(?: a)?(?: total)?(?: term of)?\s*[-:]?\s*"
DAY = r"(?P<day>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))"
"""The form of a day in prose, such as 12/05/16."""
_COUNT = r"counts?(?:\(s\))? [\w, -]+?(?: of the (?:superseding )?(?:indictment|information))?"
_ON_COUNT = rf"(?: (?:on|of|as to) {_COUNT})?"
_BY_TRIER = r"(?: by (?:a )?(?P<trier>jury|court|judge|bench)(?: verdict| trial)?)?"
_STATE = r"(?:the )?(?:government|gov'?t|usa|united states|u\.?s\.?(?: att(?:orne)?y)?|state)"
_ON_STATES_MOTION = rf"{_STATE}(?:'s)? (?:oral )?motion|(?:oral )?motion (?:of|by) {_STATE}"
_ON_OTHER_MOTION = r"(?:the )?court's own motion|(?:the )?(?:defendant|deft|dft|defense)(?:'s)? (?:oral )?motion"
_BUREAU = r"(?:custody of (?:the )?(?:u\.?s\.? )?(?:bop|bureau of prisons)|cbop|bop|bureau of prisons)"
_PRISON = r"(?:the )?(?:prison|penitentiary|tdcj|(?:state )?department of corrections)"
_BOUNDARY = r"(?=\s*(?:$|[.;,:]|(?:and|with|followed by|to be followed by|to follow|upon release)\b))"


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(f"(?:{form}){_BOUNDARY}", re.IGNORECASE)


@attrs.frozen
class Phrase:
    """
    One form of words and what it is read as.

    Attributes:
        reads: The act, by the word that layouts have for it; of a part of a sentence its kind; empty for words that
            say that there is no such part.
        example: Words that it reads.
        pattern: The form, as a regular expression.
        fields: The fields of the act that it fixes.
    """

    reads: str
    example: str
    pattern: re.Pattern[str] = attrs.field(converter=_compiled)
    fields: Mapping[str, str] = attrs.field(factory=dict)


ACTS = (
    Phrase(
        "dismissed",
        "Dismissed without prejudice on the government's oral motion",
        rf"(?:{_COUNT} (?:is|are|was|were) )?dismissed(?:,? (?P<before>with|without) prejudice)?"
        rf"(?:,? (?:on|upon|per) (?P<motion>{_ON_STATES_MOTION}|{_ON_OTHER_MOTION}))?"
        r"(?:,? (?:pursuant to|under|per) (?P<bargain>(?:the )?plea agreement))?"
        r"(?:,? (?P<behind>with|without) prejudice)?",
    ),
    Phrase("dismissed", "Order for dismissal", r"order (?:for|of) dismissal"),
    Phrase(
        "dismissed", "Nolle prosequi", r"nolle pros(?:equi|sed|s)?", {"by": "prosecutor", "ground": "nolle_prosequi"}
    ),
    Phrase(
        "verdict",
        "Dft was found guilty by jury verdict",
        rf"{WHO}(?:was |is )?found guilty{_BY_TRIER}{_ON_COUNT}",
        {"verdict": "guilty"},
    ),
    Phrase(
        "verdict",
        "Found not guilty by jury",
        rf"{WHO}(?:was |is )?(?:found not guilty|acquitted){_BY_TRIER}{_ON_COUNT}",
        {"verdict": "not_guilty"},
    ),
    Phrase("acquittal", "Judgment of acquittal", r"judgment of acquittal(?: entered| granted)?"),
    Phrase(
        "abated",
        "Abated by death of the defendant",
        rf"(?:{_COUNT} )?(?:is |are )?abated(?: (?:by|due to|upon) (?:the )?death of (?:the )?defendant)?",
    ),
    Phrase("modified", "AMENDED JUDGMENT: 48 months imprisonment", r"(?:second |third )?amended (?:judgment|sentence)"),
    Phrase("revoked", "REVOCATION JUDGMENT: 8 months imprisonment", r"revocation judgment"),
    Phrase(
        "revoked",
        "Supervised release revoked 12/05/16",
        rf"(?:supervised release|probation|community supervision) (?:is |was )?revoked(?: (?:on )?{DAY})?",
    ),
)
"""The phrases of dispositions."""

PARTS = (
    Phrase("time_served", "CBOP time served", rf"{WHO}(?:sentenced to )?(?:{_BUREAU} (?:for )?)?time served"),
    Phrase(
        "prison",
        "Committed to the custody of the Bureau of Prisons for a term of FOURTEEN (14) MONTHS",
        rf"{WHO}(?:sentenced to |committed to (?:the )?|remanded to (?:the )?)?{_BUREAU}{_FOR}{_LENGTH}"
        r"(?: (?:of )?imprisonment)?",
    ),
    Phrase("prison", "Prison 4 years", rf"{_PRISON}{_FOR}{_LENGTH}"),
    Phrase("prison", "4 years in prison", rf"{_LENGTH} (?:in |of )?{_PRISON}"),
    Phrase("incarceration", "76 months imprisonment", rf"{_LENGTH} (?:of )?(?:imprisonment|custody|incarceration)"),
    Phrase("jail", "Jail - 30 days", rf"(?:county )?jail{_FOR}{_LENGTH}"),
    Phrase("jail", "30 days in jail", rf"{_LENGTH} (?:in |of )?(?:the )?(?:county )?jail"),
    Phrase(
        "supervised_release",
        "Supervised Release - 5 yrs.",
        rf"(?:upon release(?: from imprisonment)?, )?{_PLACED}(?:supervised release|tsr){_FOR}{_LENGTH}",
    ),
    Phrase(
        "supervised_release",
        "three yrs supervised release to follow",
        rf"{_LENGTH} (?:of |term of )?(?:supervised release|tsr)(?: to follow)?",
    ),
    Phrase("probation", "36 MONTHS PROBATION", rf"{_LENGTH} (?:of |term of )?(?:supervised |unsupervised )?probation"),
    Phrase(
        "probation",
        "Probation for a term of 5 years",
        rf"{_PLACED}(?:supervised |unsupervised )?probation{_FOR}{_LENGTH}",
    ),
    Phrase("home_confinement", "HOME DETENTION FOR 60 DAYS", rf"home (?:detention|confinement){_FOR}{_LENGTH}"),
    Phrase(
        "community_service",
        "with Community Service of 30 Hours",
        r"(?:with )?community service(?: of|:| -)? (?P<hours>\d+) (?:hours?|hrs?)\.?",
    ),
    Phrase(
        "community_service",
        "30 hours of community service",
        r"(?P<hours>\d+) (?:hours?|hrs?) (?:of )?community service",
    ),
    Phrase(
        "fee",
        "$100.00 special assessment",
        rf"{_PAY}(?:a )?{_SUM}(?: \(paid\))? (?:(?:special |penalty )?assessment|spa|p/a|s/a)",
    ),
    Phrase("fee", "Special Assessment - $100", rf"(?:special|penalty) assessments?(?: of| -|:)? {_SUM}"),
    Phrase("fine", "Fine - $2,000.00", rf"(?:a )?fine(?: of| -|:)? {_SUM}"),
    Phrase("fine", "$500 fine", rf"{_PAY}(?:a )?{_SUM} fine"),
    Phrase("restitution", "$1860.00 RESTITUTION", rf"{_PAY}{_SUM} (?:in )?restitution"),
    Phrase(
        "restitution",
        "Restitution in the amount of $9,999.00",
        rf"{_PAY}restitution(?: in the amount)?(?: of| -|:)? {_SUM}",
    ),
    Phrase("", "No fine", r"no fine(?: imposed)?|fine(?: is| -)? waived|no restitution"),
    Phrase(
        "",
        "No supervised release",
        r"no (?:term of )?supervised release(?: imposed| to follow)?|supervised release not to follow",
    ),
)
"""The phrases of the parts of a sentence."""
