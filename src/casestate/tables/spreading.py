"""Rows that name several defendants or charges, or stand for each that their case has."""

from collections.abc import Collection
from typing import TypeAlias

import attrs

Pair: TypeAlias = tuple[str | None, str | None]
"""A defendant and a charge."""
Whose: TypeAlias = list[Pair]


@attrs.frozen
class Spreading:
    """
    How a row stands for several defendants or charges.

    Attributes:
        defendant_separator: What parts the names of several defendants in one cell.
        charge_separator: What parts the ids of several charges in one cell.
        each_defendant: Whether a row that names a charge alone stands for each defendant who has it.
        each_charge: Whether a row that names a defendant alone stands for each charge of the defendant.
    """

    defendant_separator: str | None
    charge_separator: str | None
    each_defendant: bool
    each_charge: bool

    @property
    def spread(self) -> bool:
        """Whether a row may stand for several."""
        parted = self.defendant_separator is not None or self.charge_separator is not None
        return parted or self.each_defendant or self.each_charge

    def of(self, who: str | None, charge: str | None, held: Collection[Pair]) -> Whose:
        """
        Return each defendant and charge that a row is about.

        >>> Spreading(";", ",", False, False).of("A. Doe; B. Roe", "1, 2", [])
        [('A. Doe', '1'), ('A. Doe', '2'), ('B. Roe', '1'), ('B. Roe', '2')]

        Args:
            who: The defendant that the row names.
            charge: The charge that it names.
            held: Those that rows before it in the case are about.
        """
        charges = _parts(charge, self.charge_separator)
        people = _parts(who, self.defendant_separator)
        if who is None and self.each_defendant:
            people = list(dict.fromkeys([each for each, of in held if of in charges and each])) or people
        if charge is not None or not self.each_charge:
            return [(each, of) for each in people for of in charges]
        pairs: Whose = []
        for each in people:
            of_each: list[str | None] = [of for whose, of in held if whose == each and of]
            pairs += [(each, of) for of in of_each or charges]
        return pairs


def _parts(words: str | None, separator: str | None) -> list[str | None]:
    """Return the parts of a cell, each once; the cell itself where nothing parts it."""
    if words is None or separator is None:
        return [words]
    return list(dict.fromkeys([part for each in words.split(separator) if (part := each.strip())])) or [words]
