"""Pictures of objects in a notebook: a table where HTML is drawn, a few lines of text elsewhere."""

from collections.abc import Callable
from typing import Any, Protocol

_LONGEST = 160
"""The length to which :func:`shorten` cuts a repr."""


class _Printer(Protocol):
    """The part of IPython's printer that is used here."""

    def text(self, text: str, /) -> None: ...


PRINTERS: dict[type[Any], Callable[[Any, Any, bool], None]] = {}
"""Functions that print an object with a picture for other printers than IPython's, by the type of the printer."""


class Pictured:
    """
    An object with a picture.

    The functions that draw it are in :mod:`casestate.show.notebook`, and are imported when a notebook first needs them.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Return a table, for a notebook."""
        from casestate.show.notebook import html  # noqa: PLC0415  # a picture, drawn when it is asked for

        return html(self)

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: FBT001  # as IPython calls it
        """Print a few lines, for a console or a notebook without HTML."""
        other = PRINTERS.get(type(printer))
        if other is not None:
            other(self, printer, cycle)
            return
        from casestate.show.notebook import lines  # noqa: PLC0415  # likewise

        printer.text(repr(self) if cycle else lines(self))


def shorten(shown: str) -> str:
    """
    Return a repr that is not too long for a line or two.

    >>> len(shorten(f"<Finding {'x' * 200}>"))
    160
    """
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 4]}...>"
