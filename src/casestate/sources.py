"""Sources: who reports a fact, when, and on what basis."""

from typing import Literal, TypeAlias

import attrs

from casestate.errors import InvalidEvent
from casestate.texts import composed, is_text
from casestate.vocabulary import Closed
from casestate.when import When, as_when
from casestate.written import Written


class Basis(Closed):
    """
    The basis of a source, strongest first: from a court's own record down to an inference and the unknown.

    >>> Basis.RECORD.at_least(Basis.PRESS)
    True
    """

    RECORD = "record"
    OFFICIAL = "official"
    PARTY = "party"
    COUNSEL = "counsel"
    PRESS = "press"
    ANONYMOUS = "anonymous"
    INFERRED = "inferred"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """The rank of the basis, 0 for the strongest."""
        return _RANK[self]

    def at_least(self, other: "Basis") -> bool:
        """Return whether this basis is as strong as the other, or stronger."""
        return _RANK[self] <= _RANK[other]


BasisWord: TypeAlias = (
    Basis | Literal["record", "official", "party", "counsel", "press", "anonymous", "inferred", "unknown"]
)
"""A basis, or its word."""


def as_basis(value: BasisWord) -> Basis:
    """Return the basis of a word, or the basis itself."""
    return value if isinstance(value, Basis) else Basis(value)


_RANK = {basis: place for place, basis in enumerate(Basis)}


def _named(_: object, __: "attrs.Attribute[str]", value: object) -> None:
    if not is_text(value):
        raise InvalidEvent(f"a source needs a name, not {value!r}; for one that is not known write UNKNOWN_SOURCE")


@attrs.frozen(order=False, repr=False)
class Source(Written):
    """
    The source of a fact.

    An act that a source reports had happened by the day of publication, which bounds the date of the act from above.

    Attributes:
        name: The source as a reader would cite it.
        basis: The basis on which it speaks.
        published: The day of publication or entry, as far as known.

    Raises:
        InvalidEvent: The name is not text, or is blank.
    """

    name: str = attrs.field(converter=composed, validator=_named)
    basis: Basis = attrs.field(default=Basis.UNKNOWN, converter=as_basis, kw_only=True)
    published: When | None = attrs.field(default=None, converter=attrs.converters.optional(as_when), kw_only=True)


UNKNOWN_SOURCE = Source("unknown")
