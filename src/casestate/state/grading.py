"""The class of an offence that the words of its grade state, where no source gives the class itself."""

import re
from functools import lru_cache

from casestate.events import Event, SeverityClass

_CLASSES = {
    "capital felony": SeverityClass.CAPITAL,
    "felony": SeverityClass.FELONY,
    "gross misdemeanor": SeverityClass.GROSS_MISDEMEANOR,
    "petty misdemeanor": SeverityClass.PETTY_MISDEMEANOR,
    "misdemeanor": SeverityClass.MISDEMEANOR,
    "civil infraction": SeverityClass.INFRACTION,
    "infraction": SeverityClass.INFRACTION,
}
"""The words that state a class, the longer before those that they contain."""
_APART = (
    (SeverityClass.NON_CRIMINAL, SeverityClass.INFRACTION),
    (SeverityClass.PETTY_MISDEMEANOR, SeverityClass.MISDEMEANOR, SeverityClass.GROSS_MISDEMEANOR),
    (SeverityClass.FELONY, SeverityClass.CAPITAL),
)
"""The classes that no place takes for one another."""
_RANK = (
    "[a-z]|[0-9]{1,2}|1st|2nd|3rd|[4-9]th|first|second|third|fourth|fifth|sixth|seventh|class|degree|level|grade|of|"
    "the|unclassified|ungraded|simple|serious|state|jail|drug|traffic|person|nonperson|severity"
)
"""The words beside them that rank an offence within its class, or say of what sort it is."""
_GRADE = re.compile(rf"(?:(?:{_RANK}) )*({'|'.join(_CLASSES)})(?: (?:{_RANK}))*")
_BETWEEN = re.compile(r"[\s.,;:()#_–—-]+")
"""What may come between the words; a slash or a question mark leaves the class open."""


@lru_cache(maxsize=1024)
def stated_class(grade: str) -> SeverityClass | None:
    """
    Return the class that the words of a grade state; ``None`` where they state none, or have words of another meaning.

    >>> stated_class("Fourth-degree felony"), stated_class("misdemeanour, class A")
    (SeverityClass.FELONY, SeverityClass.MISDEMEANOR)
    >>> stated_class("F4"), stated_class("felony or misdemeanor"), stated_class("reduced from a felony")
    (None, None, None)
    >>> stated_class("felony?"), stated_class("felony/M"), stated_class("aggravated felony")
    (None, None, None)
    """
    words = _BETWEEN.sub(" ", grade.casefold().replace("misdemeanour", "misdemeanor"))
    found = _GRADE.fullmatch(words.strip())
    return _CLASSES[found[1]] if found else None


@lru_cache(maxsize=1024)
def of_another_class(grade: str, severity: SeverityClass) -> bool:
    """Return whether the words of a grade state a class that no place takes for this one."""
    stated = stated_class(grade)
    return any(stated in kind and severity not in kind for kind in _APART) and any(severity in kind for kind in _APART)


def class_of(event: Event) -> SeverityClass | None:
    """
    Return the class that an act gives an offence, itself or by the words of the grade.

    The class is unknown if the words of a grade state none, and ``None`` if the act names neither class nor grade.
    """
    severity: SeverityClass | None = getattr(event, "severity", None)
    grade: str | None = getattr(event, "grade", None)
    if severity in (None, SeverityClass.UNKNOWN):
        return (stated_class(grade) or SeverityClass.UNKNOWN) if grade else None
    return severity
