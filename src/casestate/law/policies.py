"""
Policies: rules that differ by jurisdiction and are not rows of a table, as data.

Every policy may be unknown. An unknown policy adds no finding, and a question that depends on it is answered POSSIBLY.
Each policy is declared once, in :class:`Policies`, and read by a check, by the rows of a table or by
:func:`casestate.law.is_conviction`.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from typing import Any, Literal, Self, TypeAlias

import attrs
from attrs.converters import optional
from attrs.validators import instance_of

from casestate.errors import InvalidProcedure
from casestate.events import ApprovalNeeded, ComponentKind, DeferralKind, SentenceChange, SeverityClass
from casestate.events.event import as_flag
from casestate.law.grades import GradeOrder, plain
from casestate.readonly import ReadOnly
from casestate.terms import Term, as_term
from casestate.texts import optional_text
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import Certainty


class Purpose(Vocabulary):
    """
    The purpose of asking whether something is a conviction; the law has different answers for different purposes.

    ``RECORD`` asks whether a judgment of conviction stands on the court's record. Immigration, the federal sentencing
    guidelines and federal firearms are matters of federal law, whatever court convicted. For any other purpose write
    ``Purpose.raw("public housing")``.
    """

    RECORD = "record"
    SENTENCING_ENHANCEMENT = "sentencing_enhancement"
    SENTENCING_GUIDELINES = "sentencing_guidelines"
    FEDERAL_FIREARMS = "federal_firearms"
    STATE_FIREARMS = "state_firearms"
    CIVIL_RIGHTS = "civil_rights"
    LICENSING = "licensing"
    IMMIGRATION = "immigration"
    UNKNOWN = "unknown"


PurposeWord: TypeAlias = (
    Purpose
    | Literal[
        "record",
        "sentencing_enhancement",
        "sentencing enhancement",
        "sentencing_guidelines",
        "sentencing guidelines",
        "federal_firearms",
        "federal firearms",
        "state_firearms",
        "state firearms",
        "civil_rights",
        "civil rights",
        "licensing",
        "immigration",
        "unknown",
    ]
)
"""A purpose, or its word."""
FEDERAL_PURPOSES = (Purpose.IMMIGRATION, Purpose.SENTENCING_GUIDELINES, Purpose.FEDERAL_FIREARMS)
"""The purposes that are matters of federal law."""


class Mark(Closed):
    """Whether the text of an authority was read, or the value is general knowledge and must be checked."""

    READ = "read"
    DEFAULT = "default"


def _unchangeable(value: Any) -> Any:
    """Return the value of a policy in an immutable form."""
    if isinstance(value, Mapping):
        return ReadOnly(value)
    if isinstance(value, AbstractSet):
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value


@attrs.frozen(order=False)
class Cited:
    """
    The value of a policy, with the authority on which it rests.

    Attributes:
        value: The value.
        cite: The statute, rule or case.
        mark: Whether its text was read.
    """

    value: Any = attrs.field(converter=_unchangeable)
    cite: str
    mark: Mark = Mark.DEFAULT


class IndictmentAmendment(Closed):
    """The limit on amending an indictment without the grand jury: in form, short of another offence, or freely."""

    FORM_ONLY = "form_only"
    SAME_OFFENSE = "same_offense"
    FREELY = "freely"
    UNKNOWN = "unknown"


class FelonyCharging(Closed):
    """
    The paper on which a felony may be tried.

    ``INDICTMENT`` is an indictment, or an information where the defendant waives one; ``INFORMATION`` an indictment or
    an information; ``ANY`` a complaint too.
    """

    INDICTMENT = "indictment"
    INFORMATION = "information"
    ANY = "any"
    UNKNOWN = "unknown"


class Abatement(Closed):
    """
    The effect of a death pending appeal on the conviction below.

    ``AB_INITIO`` undoes it, ``NOTE_AND_STAND`` leaves it with a note, ``SUBSTITUTION`` lets another person continue the
    appeal, ``DISCRETIONARY`` leaves it to the court.
    """

    AB_INITIO = "ab_initio"
    NOTE_AND_STAND = "note_and_stand"
    SUBSTITUTION = "substitution"
    DISCRETIONARY = "discretionary"
    UNKNOWN = "unknown"


class ExpungeEffect(Closed):
    """The effect of an expungement: next to none, closes the record to the public, destroys it, or sets aside."""

    ALMOST_NONE = "almost_none"
    SEALED = "sealed"
    DESTROYED = "destroyed"
    SET_ASIDE = "set_aside"
    UNKNOWN = "unknown"


def _named(purposes: Mapping[Purpose, bool | None]) -> Mapping[Purpose, bool | None]:
    flag = optional(as_flag)
    return ReadOnly({Purpose(purpose): flag(counts) for purpose, counts in purposes.items()})


@attrs.frozen(order=False)
class Counts:
    """
    Whether something counts as a conviction, for named purposes and for any other.

    >>> Counts({Purpose.RECORD: False}).for_purpose("record")
    Certainty.NO
    >>> Counts({Purpose.RECORD: False}).for_purpose("immigration")
    Certainty.POSSIBLY

    Attributes:
        named: The purposes that have an answer of their own; ``None`` is unknown.
        otherwise: The answer for all others; ``None`` is unknown.
    """

    named: Mapping[Purpose, bool | None] = attrs.field(factory=dict, converter=_named, hash=False)
    otherwise: bool | None = None

    def for_purpose(self, purpose: PurposeWord) -> Certainty:
        """Return YES or NO if the answer is known for this purpose, otherwise POSSIBLY."""
        counts = self.named.get(Purpose(purpose), self.otherwise)
        if counts is None:
            return Certainty.POSSIBLY
        return Certainty.YES if counts else Certainty.NO


NEVER = Counts(otherwise=False)
"""No conviction for any purpose."""
NOT_ON_RECORD = Counts({Purpose.RECORD: False})
"""No conviction on the record; other purposes are not known."""
ON_RECORD = Counts({Purpose.RECORD: True})
"""A conviction on the record; other purposes are not known."""
DEPENDS = Counts()
"""Not known for any purpose."""


def _by_deferral(kinds: Mapping[DeferralKind, Counts]) -> Mapping[DeferralKind, Counts]:
    return ReadOnly({DeferralKind(kind): counts for kind, counts in kinds.items()})


def _by_component(kinds: Mapping[ComponentKind, Counts]) -> Mapping[ComponentKind, Counts]:
    return ReadOnly({ComponentKind(kind): counts for kind, counts in kinds.items()})


def _limits(limits: Mapping[str, Term | str | None]) -> Mapping[str, Term | None]:
    return ReadOnly({plain(key): None if limit is None else as_term(limit) for key, limit in limits.items()})


def _window(days: Mapping[SentenceChange, int]) -> Mapping[SentenceChange, int]:
    return ReadOnly({SentenceChange(change): number for change, number in days.items()})


def _approvals(kinds: frozenset[ApprovalNeeded]) -> frozenset[ApprovalNeeded]:
    return frozenset({ApprovalNeeded(kind) for kind in kinds})


def _cites(cites: Mapping[str, Cited]) -> Mapping[str, Cited]:
    return ReadOnly(dict(cites))


@attrs.frozen(kw_only=True, order=False)
class Policies:
    """
    The policies of a jurisdiction. ``None``, ``UNKNOWN`` and an absent key mean "not known here".

    Attributes:
        felony_charging: The paper on which a felony may be tried (FRCrimP 7).
        indictment_amendable: How far an indictment may be amended without the grand jury (Stirone).
        grades: The order of the grades, which tells a downgrade from an upgrade.
        limitations: The time in which a charge must be filed, by grade or severity class; ``None`` is no limit.
        nolle_needs_leave: Whether a prosecutor needs leave of court to dismiss (FRCrimP 48(a); Ware).
        nolo_allowed: Whether a plea of no contest may be entered.
        alford_allowed: Whether a plea of guilty without admission may be entered.
        gbmi_verdict: Whether "guilty but mentally ill" exists, as a verdict or a plea.
        sentence_modify_window_days: The days in which the trial court may change a sentence, by kind of change; an
            absent kind has no known limit.
        suspended_can_rise: Whether a suspended sentence may be made longer on revocation (Kenneman).
        de_novo_appeal: Whether an appeal may bring a new trial in a higher court.
        private_settlement_approval: The settlements that a court must approve; ``None`` is unknown.
        jeopardy_attaches_on_plea: Whether an accepted plea puts in jeopardy before sentence (Angel).
        finding_is_conviction: Whether a finding of guilt counts before judgment is entered.
        deferral_is_conviction: Whether judgment withheld counts, pending and completed, by kind of deferral.
        component_is_conviction: Whether a conviction stands where the sentence has a part that in many places defers
            judgment or sentence, by kind of part; an absent kind is not known.
        deferred_sentence_is_conviction: Whether a deferred sentence counts once completed and dismissed (NMSA 31-20-9).
        pardon_is_conviction: Whether a conviction counts once pardoned. For federal firearms it is the law of the place
            that gave a relief that says whether the relief keeps the bar (18 USC 921(a)(20)).
        set_aside_is_conviction: Whether a conviction counts once set aside by statute.
        expunged_is_conviction: Whether a conviction counts once expunged, where a purpose has its own answer, and the
            effect of an expungement is not just to set the conviction aside.
        appealed_is_conviction: Whether a conviction counts while a direct appeal from it is pending.
        diversion_is_conviction: Whether a diversion counts, pending and completed, after an admission of guilt.
        infraction_is_conviction: Whether a judgment of an infraction counts.
        misdemeanor_is_conviction: Whether a conviction of a misdemeanor counts that otherwise would.
        rehabilitated_is_conviction: Whether a conviction counts that fell for rehabilitation, and not on the merits.
        vacated_is_conviction: Whether a conviction counts that its own court vacated for a reason that no source says.
        country: The country whose courts apply this law.
        foreign_is_conviction: Whether a conviction by a court of another country counts, where both are known.
        tribal_is_conviction: Whether a conviction by a court of an Indian tribe counts.
        abatement: The effect of a death pending appeal on the conviction.
        expunge_effect: The effect of an expungement on the conviction; the record is hidden wherever one happens.
        cites: The authority of each policy that has one.
    """

    felony_charging: FelonyCharging = attrs.field(default=FelonyCharging.UNKNOWN, validator=instance_of(FelonyCharging))
    indictment_amendable: IndictmentAmendment = attrs.field(
        default=IndictmentAmendment.UNKNOWN, validator=instance_of(IndictmentAmendment)
    )
    grades: GradeOrder = attrs.field(default=GradeOrder(), validator=instance_of(GradeOrder))
    limitations: Mapping[str, Term | None] = attrs.field(factory=dict, converter=_limits, hash=False)
    nolle_needs_leave: bool | None = attrs.field(default=None, converter=optional(as_flag))
    nolo_allowed: bool | None = attrs.field(default=None, converter=optional(as_flag))
    alford_allowed: bool | None = attrs.field(default=None, converter=optional(as_flag))
    gbmi_verdict: bool | None = attrs.field(default=None, converter=optional(as_flag))
    sentence_modify_window_days: Mapping[SentenceChange, int] = attrs.field(factory=dict, converter=_window, hash=False)
    suspended_can_rise: bool | None = attrs.field(default=None, converter=optional(as_flag))
    de_novo_appeal: bool | None = attrs.field(default=None, converter=optional(as_flag))
    private_settlement_approval: frozenset[ApprovalNeeded] | None = attrs.field(
        default=None, converter=optional(_approvals)
    )
    jeopardy_attaches_on_plea: bool | None = attrs.field(default=None, converter=optional(as_flag))
    finding_is_conviction: Counts = attrs.field(default=NOT_ON_RECORD, validator=instance_of(Counts))
    deferral_is_conviction: Mapping[DeferralKind, Counts] = attrs.field(
        factory=dict, converter=_by_deferral, hash=False
    )
    component_is_conviction: Mapping[ComponentKind, Counts] = attrs.field(
        factory=dict, converter=_by_component, hash=False
    )
    deferred_sentence_is_conviction: Counts = attrs.field(default=NOT_ON_RECORD, validator=instance_of(Counts))
    pardon_is_conviction: Counts = attrs.field(default=ON_RECORD, validator=instance_of(Counts))
    set_aside_is_conviction: Counts = attrs.field(default=DEPENDS, validator=instance_of(Counts))
    expunged_is_conviction: Counts = attrs.field(default=DEPENDS, validator=instance_of(Counts))
    appealed_is_conviction: Counts = attrs.field(default=Counts(otherwise=True), validator=instance_of(Counts))
    diversion_is_conviction: Counts = attrs.field(default=NEVER, validator=instance_of(Counts))
    misdemeanor_is_conviction: Counts = attrs.field(default=Counts(otherwise=True), validator=instance_of(Counts))
    infraction_is_conviction: Counts = attrs.field(default=NOT_ON_RECORD, validator=instance_of(Counts))
    rehabilitated_is_conviction: Counts = attrs.field(default=NOT_ON_RECORD, validator=instance_of(Counts))
    vacated_is_conviction: Counts = attrs.field(default=NEVER, validator=instance_of(Counts))
    country: str | None = attrs.field(default=None, converter=optional_text)
    foreign_is_conviction: Counts = attrs.field(default=DEPENDS, validator=instance_of(Counts))
    tribal_is_conviction: Counts = attrs.field(default=Counts(otherwise=True), validator=instance_of(Counts))
    abatement: Abatement = attrs.field(default=Abatement.UNKNOWN, validator=instance_of(Abatement))
    expunge_effect: ExpungeEffect = attrs.field(default=ExpungeEffect.UNKNOWN, validator=instance_of(ExpungeEffect))
    cites: Mapping[str, Cited] = attrs.field(factory=dict, converter=_cites, hash=False)

    def override(self, changes: Mapping[str, Any]) -> Self:
        """
        Return these policies with some replaced. A policy replaced loses its citation, unless it is :class:`Cited`.

        Raises:
            InvalidProcedure: There is no such policy, or it cannot have this value.
        """
        for name in changes:
            if name not in POLICIES:
                meant = get_close_matches(name, POLICIES, 1)
                raise InvalidProcedure(
                    f"there is no policy {name!r}; {f'is it {meant[0]}?' if meant else 'known: ' + ', '.join(POLICIES)}"
                )
        cited = {name: value for name, value in changes.items() if isinstance(value, Cited)}
        kept = {name: cite for name, cite in self.cites.items() if name not in changes}
        values = {name: cited[name].value if name in cited else value for name, value in changes.items()}
        try:
            return attrs.evolve(self, **values, cites={**kept, **cited})
        except (TypeError, ValueError, AttributeError) as problem:
            raise InvalidProcedure(f"a policy has a value that it cannot have: {problem.args[0]}") from problem

    def cite(self, policy: str) -> str:
        """Return the authority of a policy in words, or "policy of the procedure" where none is cited."""
        cited = self.cites.get(policy)
        return cited.cite if cited else "policy of the procedure"

    def limitation(self, grade: str | None, severity: SeverityClass) -> Term | None:
        """
        Return the time in which a charge must be filed, by its grade or else its class.

        ``None`` where no limit is known.
        """
        place = self.grades.rank(grade)
        for key, limit in self.limitations.items():
            if grade is not None and (key == plain(grade) or (place is not None and self.grades.rank(key) == place)):
                return limit
        return self.limitations.get(plain(severity))


POLICIES = tuple([field.name for field in attrs.fields(Policies) if field.name != "cites"])
"""The names of all policies."""
