"""Who says so, published when, and on what footing."""

import attrs

from casestate.errors import InvalidEvent
from casestate.texts import is_text
from casestate.vocabulary import Closed
from casestate.when import When, as_when
from casestate.written import Written


class Basis(Closed):
    """
    The footing of a source, strongest first: a court's own record down to an inference and the unknown.

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
        """Its place, 0 for the strongest."""
        return _RANK[self]

    def at_least(self, other: "Basis") -> bool:
        """Is it as strong as the other, or stronger?"""
        return _RANK[self] <= _RANK[other]


_RANK = {basis: place for place, basis in enumerate(Basis)}


def _named(_: object, __: "attrs.Attribute[str]", value: object) -> None:
    if not is_text(value):
        raise InvalidEvent(f"a source needs a name, not {value!r}; for one that is not known write UNKNOWN_SOURCE")


@attrs.frozen(order=False, repr=False)
class Source(Written):
    """
    Where a fact comes from.

    An act that a source reports had happened by the day the source was published; that bounds its date from above.

    Attributes:
        name: Who, as a reader would cite it.
        basis: On what footing.
        published: When it was published or entered, as far as known.
    """

    name: str = attrs.field(validator=_named)
    basis: Basis = attrs.field(default=Basis.UNKNOWN, converter=Basis, kw_only=True)
    published: When | None = attrs.field(default=None, converter=attrs.converters.optional(as_when), kw_only=True)


UNKNOWN_SOURCE = Source("unknown")
