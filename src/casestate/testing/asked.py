"""Validate the arguments of the testing kit before anything is drawn."""

from collections.abc import Callable
from typing import Any

from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.law import PROCEDURES, Procedure
from casestate.law.catalogue import catalogue


def as_procedure(given: Any) -> Procedure:
    """
    Return the procedure, or refuse the argument.

    >>> as_procedure("generic")
    Traceback (most recent call last):
    casestate.errors.InvalidQuestion: the procedure is one such as casestate.law.GENERIC, not 'generic'; write ...

    Raises:
        InvalidQuestion: The argument is not a procedure but, for example, the name of one or the code of a finding.
    """
    if isinstance(given, Procedure):
        return given
    instead = ""
    if isinstance(given, str) and given in PROCEDURES:
        instead = f"; write casestate.law.PROCEDURES[{given!r}]"
    elif isinstance(given, str) and given in catalogue():
        instead = f"; a finding is asked for by name: code={given!r}"
    raise InvalidQuestion(f"the procedure is one such as casestate.law.GENERIC, not {given!r}{instead}")


def as_function(name: str, given: Any, *, of: str) -> Callable[..., Any]:
    """
    Return the function, or refuse the argument.

    >>> as_function("the fold", "x", of="a view")
    Traceback (most recent call last):
    casestate.errors.InvalidQuestion: the fold is a function of a view, not 'x'

    Raises:
        InvalidQuestion: The argument cannot be called.
    """
    if not callable(given):
        raise InvalidQuestion(f"{name} is a function of {of}, not {given!r}")
    return given  # type: ignore[no-any-return]  # callable() proves no more


def one_subject(defendant: str, **keys: str | None) -> Subject:
    """
    Return the subject of an expectation: the charge, claim or citation named, or else the defendant.

    >>> one_subject("A. Doe", charge=None, claim="estate")
    Subject(kind='claim', who='A. Doe', key='estate')

    Raises:
        InvalidQuestion: More than one of these is named.
    """
    named = [(kind, key) for kind, key in keys.items() if key is not None]
    if len(named) > 1:
        raise InvalidQuestion(
            f"expect one thing at a time, not {' and '.join(kind for kind, _ in named)} of {defendant!r}; "
            "name a defendant and one charge=, claim= or citation="
        )
    return Subject(named[0][0], defendant, named[0][1]) if named else Subject("person", defendant, "")
