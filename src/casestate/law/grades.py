"""Grades of offences: the words of each jurisdiction in order, which distinguishes a downgrade from an upgrade."""

import attrs

from casestate.events import SeverityClass


@attrs.frozen(order=False)
class GradeOrder:
    """
    The grades of a jurisdiction, least grave first.

    Attributes:
        ranks: For each grade the words for it, written as :func:`plain` returns them.

    >>> NEW_MEXICO_GRADES.rank("Fourth-degree felony") < NEW_MEXICO_GRADES.rank("third degree felony")
    True
    >>> NEW_MEXICO_GRADES.rank("felony of the blue degree") is None
    True
    """

    ranks: tuple[tuple[str, ...], ...] = ()

    def rank(self, grade: str | None) -> int | None:
        """Return the place of a grade, counted from the least grave; ``None`` if the order does not have it."""
        if grade is None:
            return None
        word = plain(grade)
        return next((place for place, words in enumerate(self.ranks) if word in words), None)


def plain(grade: str) -> str:
    """Return a grade without hyphens, underscores, capitals and double spaces."""
    return " ".join(grade.casefold().replace("-", " ").replace("_", " ").split())


SEVERITIES = GradeOrder(
    tuple([(plain(each),) for each in SeverityClass if each not in (SeverityClass.OTHER, SeverityClass.UNKNOWN)])
)
"""The severity classes, which belong to no jurisdiction and are declared least grave first."""


def _degree(number: str) -> tuple[str, ...]:
    return (number, f"{number} degree", f"{number} degree felony", f"felony of the {number} degree")


def _class(letter: str, kind: str) -> tuple[str, ...]:
    return (f"class {letter} {kind}", f"{kind} {letter}", f"{kind} class {letter}")


def _pennsylvania(letter: str, kind: str, number: str, place: str) -> tuple[str, ...]:
    return (f"{letter}{number}", f"{kind} of the {place} degree", f"{place} degree {kind}")


NEW_MEXICO_GRADES = GradeOrder(
    (
        ("petty misdemeanor",),
        ("misdemeanor",),
        _degree("fourth"),
        _degree("third"),
        _degree("second"),
        _degree("first"),
        ("capital", "capital felony"),
    )
)
"""NMSA 31-18-15, 31-19-1 (general knowledge)."""

FEDERAL_GRADES = GradeOrder(
    (
        ("infraction",),
        *[_class(letter, "misdemeanor") for letter in "cba"],
        *[_class(letter, "felony") for letter in "edcba"],
    )
)
"""18 USC 3559(a) (general knowledge)."""

PENNSYLVANIA_GRADES = GradeOrder(
    (
        ("s", "summary", "summary offense"),
        ("m", "misdemeanor"),
        ("ic",),
        _pennsylvania("m", "misdemeanor", "3", "third"),
        _pennsylvania("m", "misdemeanor", "2", "second"),
        _pennsylvania("m", "misdemeanor", "1", "first"),
        ("f", "felony"),
        _pennsylvania("f", "felony", "3", "third"),
        _pennsylvania("f", "felony", "2", "second"),
        _pennsylvania("f", "felony", "1", "first"),
    )
)
"""The grades of Pennsylvania dockets, in the order used by record-clearing tools there."""
