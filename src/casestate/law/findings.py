"""
Findings: what is wrong, incomplete or doubtful in a record, as values. Folding returns them and never raises on data.

A :class:`FindingType` holds the meaning of a code. Types are declared beside the code that adds them: those of the
checks in :mod:`casestate.law.checks`, those of the table in :mod:`casestate.law.legality`, and here those that concern
the record itself under any law.
"""

from collections.abc import Iterable
from functools import lru_cache
from types import ModuleType

import attrs

from casestate.events import Subject
from casestate.pictured import Pictured, shorten
from casestate.vocabulary import Closed
from casestate.when import Certainty


class Severity(Closed):
    """
    The severity of a finding.

    ``ERROR``: impossible under any law. ``POLICY``: not allowed under this law. ``INCOMPLETE``: the file lacks a step.
    ``WARNING``: anything else worth checking.
    """

    ERROR = "error"
    POLICY = "policy"
    INCOMPLETE = "incomplete"
    WARNING = "warning"


@attrs.frozen(kw_only=True, order=False)
class Finding(Pictured):
    """
    One problem of a record.

    Attributes:
        code: The stable name of its type.
        severity: Its severity.
        message: The problem in one sentence.
        remedy: What would settle it.
        entries: The ids of the entries that it is about.
        defendant: The defendant concerned; empty if it concerns no one in particular.
        charge: The charge, claim or citation concerned; empty if it concerns none.
        certainty: YES if it holds in every possible world, POSSIBLY if it depends on imprecise dates.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    entries: tuple[str, ...]
    defendant: str = ""
    charge: str = ""
    certainty: Certainty = Certainty.YES

    def __str__(self) -> str:
        """One line: severity, code and message."""
        return f"{self.severity} [{self.code}] {self.message}"

    def __repr__(self) -> str:
        return shorten(f"<Finding {self}>")


@attrs.frozen(order=False)
class FindingType:
    """
    One kind of finding, as the catalogue lists it.

    Attributes:
        code: Its stable name.
        severity: The severity of such a finding.
        meaning: What such a finding says about the record.
        remedy: What settles it.
    """

    code: str
    severity: Severity
    meaning: str = attrs.field(kw_only=True)
    remedy: str = attrs.field(kw_only=True)

    def finding(self, message: str, entries: Iterable[str], *, about: Subject | None = None) -> Finding:
        """
        Return a finding of this type.

        Args:
            message: The problem in one sentence.
            entries: The ids of the entries that it is about.
            about: The charge, claim, citation or person concerned.
        """
        return Finding(
            code=self.code,
            severity=self.severity,
            message=message,
            remedy=self.remedy,
            entries=tuple(entries),
            defendant=about.who if about else "",
            charge=about.key if about else "",
        )


@lru_cache(maxsize=256)
def missing_step(step: str) -> FindingType:
    """
    Return the type of the finding that an act presupposes a step that the file lacks.

    >>> print(missing_step("bind-over").meaning)
    An act presupposes a step that the file lacks: the bind over.
    """
    words = step.replace("-", " ")
    return FindingType(
        f"missing-{step}",
        Severity.INCOMPLETE,
        meaning=f"An act presupposes a step that the file lacks: the {words}.",
        remedy=f"record the {words}, or give it a date or an after= link that puts it first",
    )


@lru_cache(maxsize=256)
def late_step(step: str) -> FindingType:
    """Return the type of the finding that a step is dated after an act that presupposes it."""
    return FindingType(
        f"late-{step}",
        Severity.WARNING,
        meaning=f"A step is dated after an act that presupposes it: the {step.replace('-', ' ')}.",
        remedy="check the dates of both; if the file's order is right, give an after= link or a correction",
    )


def types_in(module: ModuleType) -> list[FindingType]:
    """Return the finding types that a module declares."""
    return [each for each in vars(module).values() if isinstance(each, FindingType)]


AMBIGUOUS_ORDER = FindingType(
    "ambiguous-order",
    Severity.WARNING,
    meaning="The law allows two acts in either order, each order leads to another state, and no date, link or docket "
    "order settles which came first.",
    remedy="give a closer date, an after= link, or the ordinal= of each in the day's docket",
)
CROWDED_DAY = FindingType(
    "crowded-day",
    Severity.WARNING,
    meaning="More acts of one day are in no certain order than can be tried in every order, and the order taken leaves "
    "a doubt that another might not.",
    remedy="give after= links, or the ordinal= of each in the day's docket",
)
CONTRADICTORY_DATES = FindingType(
    "contradictory-dates",
    Severity.ERROR,
    meaning="A link puts an entry after another whose date is certainly later. The link is ignored.",
    remedy="correct the date or the link that is wrong",
)
CONTRADICTORY_LINKS = FindingType(
    "contradictory-links",
    Severity.ERROR,
    meaning="The links of several accounts of one act form a circle. One link is ignored.",
    remedy="correct the link or the account_of= that is wrong",
)
CORRECTION_WITHOUT_EFFECT = FindingType(
    "correction-without-effect",
    Severity.WARNING,
    meaning="A correction has no effect, because its target had already been retracted or corrected otherwise.",
    remedy="if the correction is right, retract the earlier correction or retraction; else retract this one",
)
DATED_AFTER_SOURCE = FindingType(
    "dated-after-source",
    Severity.WARNING,
    meaning="An act is dated after its source was published, but a source can report only what has happened.",
    remedy="correct the date, or record what the source expects with Stated",
)
JUDGMENT_OVERDUE = FindingType(
    "judgment-overdue",
    Severity.INCOMPLETE,
    meaning="Guilt was found more than two years before the last day that the view knows of, and no judgment, deferral "
    "or dismissal follows.",
    remedy="record the judgment, or the act that put it off or ended the charge",
)
ORDER_MEETS_NO_CHARGE = FindingType(
    "order-meets-no-charge",
    Severity.ERROR,
    meaning="An order to seal or expunge is of a charge on which the file has no other act, so the record that it was "
    "to close may be open to the public. Without clearance the finding names neither the order nor its charge.",
    remedy="ask with clearance for the order, and give its defendant and charge as the entries of the charge do",
)
SOURCES_DISAGREE = FindingType(
    "sources-disagree",
    Severity.WARNING,
    meaning="Two accounts of one act differ on its kind, its day or its particulars. The account on the stronger basis "
    "counts; of equally strong accounts the last one entered counts.",
    remedy="the account named first prevails, on the stronger basis or as the later; if these are two acts, untie them",
)
WRITTEN_ALIKE = FindingType(
    "written-alike",
    Severity.WARNING,
    meaning="Two names, or two ids of charges of one defendant, differ only in how they are written, or one defendant "
    "has the recorded name of another. An act on one does nothing to the other.",
    remedy="if they are one, correct the entries that name it otherwise",
)
TOO_MANY_POSSIBILITIES = FindingType(
    "too-many-possibilities",
    Severity.WARNING,
    meaning="More entries with imprecise dates concern one defendant than can be worked through.",
    remedy="give closer dates or after= links; until then findings that depend on them are not reported",
)
