"""The versions of a charge: an amendment makes a new one, and the old ones are kept."""

from collections.abc import Iterable
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.events import (
    AmendmentKind,
    ChargeAmended,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    Event,
    SeverityClass,
)
from casestate.state.grading import class_of
from casestate.state.proceeding import another_nature
from casestate.terms import Term


@attrs.frozen(kw_only=True, order=False)
class ChargeVersion:
    """
    The content of a charge from one entry until the next version.

    Attributes:
        exposure: The longest sentence it carries; ``None`` is unknown.
        minimum: The shortest the law allows; ``None`` is unknown, not "no minimum".
        entry: The entry that made this version.
    """

    offense: str | None
    statute: str | None
    grade: str | None
    severity: SeverityClass
    instrument: str
    theories: tuple[str, ...]
    enhancements: tuple[str, ...]
    exposure: Term | None
    minimum: Term | None
    entry: Entry

    @property
    def words(self) -> str:
        """The charge in words: the offence, its grade, the enhancements and the exposure."""
        at_least = f", at least {self.minimum}" if self.minimum else ""
        return f"{in_words(self.offense, self.grade, self.enhancements, self.theories, self.exposure)}{at_least}"


def in_words(
    offense: str | None,
    grade: str | None,
    enhancements: tuple[str, ...],
    theories: tuple[str, ...],
    exposure: Term | None,
) -> str:
    """Return an offence in words, with its grade, what enhances it, how it was committed and what it carries."""
    said = [f"{offense or 'offence not stated'}{f' ({grade})' if grade else ''}"]
    said += [f"enhanced by {', '.join(enhancements)}"] if enhancements else []
    said += [f"by {', '.join(theories)}"] if theories else []
    said += [f"at most {exposure}"] if exposure else []
    return ", ".join(said)


_CHARGED = ("offense", "statute", "grade", "severity", "theories", "enhancements")
_UNSAID = (None, (), "unknown")
_OF_FORM = (AmendmentKind.TECHNICAL, AmendmentKind.DATE_CORRECTED, AmendmentKind.VICTIM_CHANGED)
"""Amendments that leave the offence what it was, in whatever words."""


def versions_of(charging: Iterable[Entry]) -> tuple[ChargeVersion, ...]:
    """Return the versions that these filings and amendments made, oldest first."""
    versions: list[ChargeVersion] = []
    for entry in charging:
        before = versions[-1] if versions else None
        event = entry.event
        if isinstance(event, ChargeFiled):
            versions.append(_filed(before, event, entry))
        elif isinstance(event, ChargeAmended):
            versions.append(_amended(before, event, entry))
    return tuple(versions)


def _filed(before: ChargeVersion | None, event: ChargeFiled, entry: Entry) -> ChargeVersion:
    """Return the version of a charge after a paper. What a later paper on the same offence does not say stays."""
    said = {name: getattr(event, name) for name in (*_CHARGED, "instrument")}
    kept = {name: getattr(before, name) for name, value in said.items() if before and value in _UNSAID}
    said |= kept | _defined(before, event)
    same = before if before and not _changed(before, event, _CHARGED) else None
    return ChargeVersion(
        **said,
        exposure=event.exposure or (same.exposure if same else None),
        minimum=event.minimum or (same.minimum if same else None),
        entry=entry,
    )


def restated(before: ChargeVersion, event: Event) -> bool:
    """Return whether a later paper only repeats what a charge already said."""
    crosses = isinstance(event, ChargeFiled) and another_nature(before.instrument, event.instrument)
    return not crosses and not _changed(before, event, (*_CHARGED, "exposure", "minimum"))


def _changed(before: ChargeVersion, event: Event, fields: Iterable[str]) -> bool:
    values = {name: getattr(event, name) for name in fields}
    return any(value not in _UNSAID and value != getattr(before, name) for name, value in values.items())


def _amended(before: ChargeVersion | None, event: ChargeAmended, entry: Entry) -> ChargeVersion:
    return ChargeVersion(
        offense=event.offense or (before.offense if before else None),
        **_defined(before, event),
        instrument=event.instrument or (before.instrument if before else "unknown"),
        theories=_listed(before.theories if before else (), event.dropped_theories, event.added_theories),
        enhancements=_listed(
            before.enhancements if before else (), event.dropped_enhancements, event.added_enhancements
        ),
        exposure=event.exposure,
        minimum=event.minimum,
        entry=entry,
    )


def another_offense(before: ChargeVersion | None, event: ChargeFiled | ChargeAmended) -> bool:
    """Return whether a filing or amendment names an offence other than the one charged so far."""
    if before is None or before.offense is None or event.offense is None:
        return False
    of_form = isinstance(event, ChargeAmended) and event.kind in _OF_FORM
    return not of_form and event.offense.casefold() != before.offense.casefold()


def _defined(before: ChargeVersion | None, event: ChargeFiled | ChargeAmended) -> dict[str, Any]:
    """
    Return statute, grade and class after a filing or amendment.

    Nothing of one offence says any of them of another, and no grade is that of another class.
    """
    severity = _class(before, event)
    if before is None or another_offense(before, event):
        return {"statute": event.statute, "grade": event.grade, "severity": severity}
    grade = event.grade or (None if _regraded(before, event) else before.grade)
    return {"statute": event.statute or before.statute, "grade": grade, "severity": severity}


def _regraded(before: ChargeVersion, event: ChargeFiled | ChargeAmended) -> bool:
    """Return whether a filing or amendment names a class that is not that of the grade so far."""
    named = event.severity not in (None, SeverityClass.UNKNOWN)
    moved = isinstance(event, ChargeDowngraded | ChargeUpgraded)
    return named and (moved or before.severity not in (event.severity, SeverityClass.UNKNOWN))


def _class(before: ChargeVersion | None, event: ChargeFiled | ChargeAmended) -> SeverityClass:
    """
    Return the class after a filing or amendment.

    Another grade whose words state no class leaves it unknown, and so does another offence of no stated grade.
    """
    said = class_of(event)
    if before is None or (said is None and another_offense(before, event)):
        return said or SeverityClass.UNKNOWN
    repeated = said is SeverityClass.UNKNOWN and event.grade == before.grade
    return before.severity if said is None or repeated else said


def _listed(had: tuple[str, ...], dropped: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list after an amendment, each once."""
    return tuple(dict.fromkeys([*[each for each in had if each not in dropped], *added])) if had or added else ()
