"""
What differs by jurisdiction and is no transition: policies, as data.

Every policy has an honest unknown, and an unknown policy raises no finding and answers POSSIBLY. Which text a value
rests on, and whether it was read there, stands beside it in ``cites``.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Self, TypeVar

import attrs
from attrs.converters import optional
from attrs.validators import instance_of

from casestate.errors import InvalidProcedure
from casestate.events import ApprovalNeeded, ComponentKind, DeferralKind, SentenceChange, SeverityClass
from casestate.events.event import as_flag
from casestate.law.grades import GradeOrder, plain
from casestate.terms import Term, as_term
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import Certainty

K = TypeVar("K")
V = TypeVar("V")


class Purpose(Vocabulary):
    """
    For what it is asked whether something is a conviction; the law has no one answer for all.

    ``RECORD`` is whether a judgment of conviction stands on the court's record. For any other purpose write
    ``Purpose.raw("public housing")``.
    """

    RECORD = "record"
    SENTENCING_ENHANCEMENT = "sentencing_enhancement"
    CIVIL_RIGHTS = "civil_rights"
    IMMIGRATION = "immigration"
    UNKNOWN = "unknown"


class Mark(Closed):
    """Whether the text a policy rests on was read, or is general knowledge and so a default to be checked."""

    READ = "read"
    DEFAULT = "default"


@attrs.frozen(order=False)
class Authority:
    """
    On what a policy rests.

    Attributes:
        cite: Statute, rule or case.
        mark: Whether it was read there.
    """

    cite: str
    mark: Mark = Mark.DEFAULT


class FelonyCharging(Closed):
    """By what paper a felony may come to trial."""

    INDICTMENT = "indictment"
    INDICTMENT_OR_WAIVER = "indictment_or_waiver"
    INDICTMENT_OR_PRELIMINARY = "indictment_or_preliminary"
    ANY = "any"
    UNKNOWN = "unknown"


class IndictmentAmendment(Closed):
    """How far an indictment may be amended without the grand jury: in form, short of another offence, or freely."""

    FORM_ONLY = "form_only"
    SAME_OFFENSE = "same_offense"
    FREELY = "freely"
    UNKNOWN = "unknown"


class RefiledClock(Closed):
    """Whether the time for trial starts again when a charge is refiled."""

    RESTARTS = "restarts"
    CONTINUES = "continues"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


class Abatement(Closed):
    """
    What a death pending appeal does to the conviction below.

    ``AB_INITIO`` undoes it, ``NOTE_AND_STAND`` leaves it with a note, ``SUBSTITUTION`` lets another carry the appeal
    on, ``DISCRETIONARY`` leaves it to the court.
    """

    AB_INITIO = "ab_initio"
    NOTE_AND_STAND = "note_and_stand"
    SUBSTITUTION = "substitution"
    DISCRETIONARY = "discretionary"
    UNKNOWN = "unknown"


class ExpungeEffect(Closed):
    """What an expungement does: next to nothing, closes the record to the public, destroys it, sets aside."""

    ALMOST_NONE = "almost_none"
    SEALED = "sealed"
    DESTROYED = "destroyed"
    SET_ASIDE = "set_aside"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True, order=False)
class PreliminaryDeadline:
    """
    In how many days after the first appearance the preliminary hearing must be held.

    Attributes:
        in_custody: Where the defendant is held.
        at_liberty: Where not.
    """

    in_custody: int
    at_liberty: int


def _fixed(mapping: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(mapping))


def _named(purposes: Mapping[Purpose, bool | None]) -> Mapping[Purpose, bool | None]:
    flag = optional(as_flag)
    return _fixed({Purpose(purpose): flag(counts) for purpose, counts in purposes.items()})


def _by_kind(kinds: "Mapping[DeferralKind, Counts]") -> "Mapping[DeferralKind, Counts]":
    return _fixed({DeferralKind(kind): counts for kind, counts in kinds.items()})


def _by_component(kinds: "Mapping[ComponentKind, Counts]") -> "Mapping[ComponentKind, Counts]":
    return _fixed({ComponentKind(kind): counts for kind, counts in kinds.items()})


def _cited(cites: Mapping[str, Authority]) -> Mapping[str, Authority]:
    return _fixed(cites)


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
        otherwise: For all others; ``None`` is unknown.
    """

    named: Mapping[Purpose, bool | None] = attrs.field(factory=dict, converter=_named, hash=False)
    otherwise: bool | None = None

    def for_purpose(self, purpose: Purpose | str) -> Certainty:
        """YES or NO where it is known for this purpose, else POSSIBLY."""
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


def _limits(limits: Mapping[str, Term | str | None]) -> Mapping[str, Term | None]:
    return _fixed({plain(key): None if limit is None else as_term(limit) for key, limit in limits.items()})


def _window(days: Mapping[SentenceChange, int]) -> Mapping[SentenceChange, int]:
    return _fixed({SentenceChange(change): number for change, number in days.items()})


def _approvals(kinds: frozenset[ApprovalNeeded]) -> frozenset[ApprovalNeeded]:
    return frozenset({ApprovalNeeded(kind) for kind in kinds})


@attrs.frozen(kw_only=True, order=False)
class Policies:
    """
    What a jurisdiction has settled for itself. ``None``, ``UNKNOWN`` and an absent key are "not known here".

    Those marked *checked* raise findings; the others are there to be asked.

    Attributes:
        felony_charging: By what paper a felony may come to trial (FRCrimP 7; NMRA 5-201).
        prelim_deadline_days: In what time the preliminary hearing is due (FRCrimP 5.1; NMRA 5-302).
        indictment_amendable: How far an indictment may be amended (Stirone). *Checked.*
        grades: The order of the grades, by which a downgrade is told from an upgrade. *Checked.*
        limitations: In what time a charge must be filed, by grade or severity class; ``None`` is never. *Checked.*
        refile_resets_clock: Whether the time for trial starts again on refiling (18 USC 3161; Altherr).
        nolle_needs_leave: Whether a prosecutor may dismiss by leave of court only (FRCrimP 48(a); Ware). *Checked.*
        nolo_allowed: Whether a plea of no contest may be entered. *Checked.*
        alford_allowed: Whether a plea of guilt without admission may be. *Checked.*
        gbmi_verdict: Whether there is "guilty but mentally ill", as a verdict or a plea. *Checked.*
        jeopardy_attaches_on_plea: Whether an accepted plea puts in jeopardy before sentence (Angel). The fold takes it
            up: it is what the row of an accepted plea sets.
        verdict_unanimous: Whether a verdict must be unanimous (Ramos v. Louisiana).
        finding_is_conviction: Whether a finding of guilt counts before judgment is entered.
        deferral_is_conviction: Whether judgment withheld counts, pending and completed, by kind of deferral.
        component_is_conviction: Whether a conviction stands where the sentence recorded has a part that in many places
            puts off judgment or sentence instead, by kind of part; an absent kind is not known. *Checked.*
        deferred_sentence_is_conviction: Whether a deferred sentence counts once completed and dismissed (NMSA 31-20-9).
        pardon_is_conviction: Whether a conviction counts once pardoned.
        set_aside_is_conviction: Whether one set aside by statute counts.
        bail_forfeiture_conviction: Whether bail forfeited is a conviction; no event tells it, the policy may be asked.
        sentence_modify_window_days: In what time a sentence may be changed, by kind of change; an absent kind is
            without a known limit. *Checked.*
        suspended_can_rise: Whether a suspended sentence may be made longer on revocation (Kenneman). *Checked.*
        de_novo_appeal: Whether an appeal may bring a new trial in a higher court. *Checked.*
        abatement: What a death pending appeal does.
        expunge_effect: What an expungement does; in the state it is an overlay wherever it happens.
        private_settlement_approval: Which settlements a court must approve; ``None`` is unknown.
        cites: On what each known policy rests.
    """

    felony_charging: FelonyCharging = attrs.field(default=FelonyCharging.UNKNOWN, validator=instance_of(FelonyCharging))
    prelim_deadline_days: PreliminaryDeadline | None = None
    indictment_amendable: IndictmentAmendment = attrs.field(
        default=IndictmentAmendment.UNKNOWN, validator=instance_of(IndictmentAmendment)
    )
    grades: GradeOrder = attrs.field(default=GradeOrder(), validator=instance_of(GradeOrder))
    limitations: Mapping[str, Term | None] = attrs.field(factory=dict, converter=_limits, hash=False)
    refile_resets_clock: RefiledClock = attrs.field(default=RefiledClock.UNKNOWN, validator=instance_of(RefiledClock))
    nolle_needs_leave: bool | None = attrs.field(default=None, converter=optional(as_flag))
    nolo_allowed: bool | None = attrs.field(default=None, converter=optional(as_flag))
    alford_allowed: bool | None = attrs.field(default=None, converter=optional(as_flag))
    gbmi_verdict: bool | None = attrs.field(default=None, converter=optional(as_flag))
    jeopardy_attaches_on_plea: bool | None = attrs.field(default=None, converter=optional(as_flag))
    verdict_unanimous: bool | None = attrs.field(default=None, converter=optional(as_flag))
    finding_is_conviction: Counts = attrs.field(default=NOT_ON_RECORD, validator=instance_of(Counts))
    deferral_is_conviction: Mapping[DeferralKind, Counts] = attrs.field(factory=dict, converter=_by_kind, hash=False)
    component_is_conviction: Mapping[ComponentKind, Counts] = attrs.field(
        factory=dict, converter=_by_component, hash=False
    )
    deferred_sentence_is_conviction: Counts = attrs.field(default=NOT_ON_RECORD, validator=instance_of(Counts))
    pardon_is_conviction: Counts = attrs.field(default=ON_RECORD, validator=instance_of(Counts))
    set_aside_is_conviction: Counts = attrs.field(default=DEPENDS, validator=instance_of(Counts))
    bail_forfeiture_conviction: bool | None = attrs.field(default=None, converter=optional(as_flag))
    sentence_modify_window_days: Mapping[SentenceChange, int] = attrs.field(factory=dict, converter=_window, hash=False)
    suspended_can_rise: bool | None = attrs.field(default=None, converter=optional(as_flag))
    de_novo_appeal: bool | None = attrs.field(default=None, converter=optional(as_flag))
    abatement: Abatement = attrs.field(default=Abatement.UNKNOWN, validator=instance_of(Abatement))
    expunge_effect: ExpungeEffect = attrs.field(default=ExpungeEffect.UNKNOWN, validator=instance_of(ExpungeEffect))
    private_settlement_approval: frozenset[ApprovalNeeded] | None = attrs.field(
        default=None, converter=optional(_approvals)
    )
    cites: Mapping[str, Authority] = attrs.field(factory=dict, converter=_cited, hash=False)

    def override(self, changes: Mapping[str, Any]) -> Self:
        """
        These policies with some replaced. A policy replaced loses its citation; ``cites`` among the changes adds to it.

        Raises:
            InvalidProcedure: There is no such policy, or it cannot have this value.
        """
        known = [field.name for field in attrs.fields(Policies)]
        for name in (*changes, *changes.get("cites", ())):
            if name not in known:
                meant = get_close_matches(name, known, 1)
                raise InvalidProcedure(
                    f"there is no policy {name!r}; {f'is it {meant[0]}?' if meant else 'known: ' + ', '.join(known)}"
                )
        kept = {name: cite for name, cite in self.cites.items() if name not in changes}
        try:
            return attrs.evolve(self, **{**changes, "cites": {**kept, **changes.get("cites", {})}})
        except (TypeError, ValueError, AttributeError) as problem:
            raise InvalidProcedure(f"a policy has a value that it cannot have: {problem.args[0]}") from problem

    def cite(self, policy: str) -> str:
        """On what a policy rests, in words; "policy of the procedure" where nothing is cited."""
        authority = self.cites.get(policy)
        return authority.cite if authority else "policy of the procedure"

    def limitation(self, grade: str | None, severity: SeverityClass) -> Term | None:
        """
        In what time such a charge must be filed, by its grade or else its class; ``None`` where no limit is known.
        """
        place = self.grades.rank(grade)
        for key, limit in self.limitations.items():
            if grade is not None and (key == plain(grade) or (place is not None and self.grades.rank(key) == place)):
                return limit
        return self.limitations.get(plain(severity))
