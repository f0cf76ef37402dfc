"""
Checks on a defendant's whole state: what no single act against its table can tell.

Each is a function of the state and the procedure alone. What no law allows is an ERROR; what this procedure forbids,
of severity POLICY (:mod:`~casestate.law.local`). A date that leaves it open raises nothing.
"""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import (
    ChargeAct,
    ChargeFiled,
    Component,
    ComponentKind,
    DefendantDied,
    DeferralRevoked,
    PleaAccepted,
    Subject,
)
from casestate.law.findings import Finding, Severity
from casestate.law.local import LOCAL_RULES, finding_on
from casestate.law.procedure import Procedure
from casestate.law.sequence import SEQUENCE_RULES
from casestate.law.together import (
    approved_where_needed,
    brought_again_once_ended,
    completed_sentence_stays_complete,
    not_above_the_degree_found,
    nothing_while_incompetent,
    one_conviction_of_alternatives,
    one_conviction_of_greater_and_lesser,
)
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Disposition
from casestate.terms import Term
from casestate.when import Certainty

CONFINEMENT = (
    ComponentKind.PRISON,
    ComponentKind.JAIL,
    ComponentKind.INCARCERATION,
    ComponentKind.LIFE,
    ComponentKind.SUSPENDED_TERM,
    ComponentKind.TIME_SERVED,
)


def check(defendant: DefendantState, procedure: Procedure) -> list[Finding]:
    """Everything doubtful, under this law, about a defendant's charges taken together."""
    findings = [*_dies_once(defendant), *one_conviction_of_alternatives(defendant)]
    for charge in defendant.charges.values():
        for rule in RULES_AMONG_CHARGES:
            findings += rule(defendant, charge)
        for rule_of_charge in RULES:
            findings += rule_of_charge(charge)
        for local_rule in LOCAL_RULES:
            findings += local_rule(charge, procedure.policies)
    return [*findings, *approved_where_needed(defendant, procedure.policies)]


def _dies_once(defendant: DefendantState) -> Iterator[Finding]:
    """Nobody dies twice: two entries of it are two accounts of one death, or are about two people."""
    deaths = [entry for entry in defendant.person.entries if isinstance(entry.event, DefendantDied)]
    for entry in deaths[1:]:
        yield Finding(
            code="second-death",
            severity=Severity.WARNING,
            message=f"{entry.id} says that {defendant.name} died {entry.when}, and {deaths[0].id} that it was "
            f"{deaths[0].when}",
            remedy="if both tell of one death, say so with account_of=; else check whom each is about",
            entries=(deaths[0].id, entry.id),
            defendant=defendant.name,
        )


def _alternatives_are_there(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    for other in charge.alternatives:
        if other not in defendant.charges and Subject("charge", defendant.name, other) not in defendant.to_come:
            yield finding_on(
                charge,
                "unknown-charge",
                Severity.INCOMPLETE,
                f"charge {charge.charge} of {defendant.name} names charge {other!r}, which the file does not have",
                "record that charge, or correct the id",
                entry=charge.charging[-1],
            )


def _nothing_after_death(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    """I10: the dead are not charged, do not plead and are not sentenced. Review, clemency and the record go on."""
    deaths = [entry for entry in (*defendant.person.entries, *charge.endings) if isinstance(entry.event, DefendantDied)]
    filed = [entry for entry in charge.charging if isinstance(entry.event, ChargeFiled)]
    revoked = [entry for entry in charge.deferrals if isinstance(entry.event, DeferralRevoked)]
    for entry in (*filed, *charge.pleas, *charge.trial, *revoked, *charge.sentencing):
        if any(death.when.before(entry.when) is Certainty.YES for death in deaths):
            yield finding_on(
                charge,
                "act-after-death",
                Severity.ERROR,
                f"{entry.event.wire} on charge {charge.charge} is dated {entry.when}, "
                f"after {defendant.name} died ({deaths[0].when})",
                "check both dates and whom each is about; a death ends the prosecution of that person",
                entry=entry,
            )


def _one_proceeding(charge: ChargeState) -> Iterator[Finding]:
    """
    An id names one charge of a defendant; a count of the same number in another proceeding is another charge.

    Review, clemency and the sealing of a record have proceedings of their own.
    """
    again = [entry for entry in charge.disregarded if isinstance(entry.event, ChargeFiled)]
    acts = (charge.charging, again, charge.pleas, charge.trial, charge.endings, charge.deferrals, charge.sentencing)
    named: dict[str, Entry] = {}
    for entry in [entry for record in acts for entry in record]:
        event = entry.event
        if isinstance(event, ChargeAct) and event.charge == charge.charge and event.proceeding:
            named.setdefault(event.proceeding, entry)
    first, *others = named or [""]
    for other in others:
        yield finding_on(
            charge,
            "one-id-in-two-proceedings",
            Severity.WARNING,
            f"the acts on charge {charge.charge} of {charge.defendant} name the proceedings {first!r} and {other!r}, "
            "and are folded as one charge",
            "if these are two charges, give each its own id; if one went from court to court, name one proceeding",
            entry=named[other],
        )


def _prejudice_is_known(charge: ChargeState) -> Iterator[Finding]:
    if charge.disposition is Disposition.DISMISSED_UNSPECIFIED:
        yield finding_on(
            charge,
            "prejudice-unspecified",
            Severity.WARNING,
            f"charge {charge.charge} of {charge.defendant} was dismissed, and no source says whether with prejudice",
            "state prejudice= when a source says; until then whether it may be filed again is not known",
            entry=charge.moved_by("disposition"),
        )


def _offense_before_filing(charge: ChargeState) -> Iterator[Finding]:
    """T01: a charge is of something done by the day it is filed."""
    for entry in charge.charging:
        event = entry.event
        done = event.offense_on if isinstance(event, ChargeFiled) else None
        if done is not None and entry.when.before(done) is Certainty.YES:
            yield finding_on(
                charge,
                "filed-before-offense",
                Severity.ERROR,
                f"charge {charge.charge} of {charge.defendant} was filed {entry.when}, "
                f"before the day of the offence it alleges ({done})",
                "check both dates; correct the one that is wrong",
                entry=entry,
            )


def _suspended_within_term(charge: ChargeState) -> Iterator[Finding]:
    """I14: no more can be suspended than was imposed."""
    for entry, part in _parts(charge):
        if part.term is not None and part.suspended is not None and part.suspended.exceeds(part.term):
            yield finding_on(
                charge,
                "suspended-above-term",
                Severity.ERROR,
                f"the sentence on charge {charge.charge} of {charge.defendant} suspends {part.suspended} "
                f"of a term of {part.term}",
                "check both lengths; what is suspended is a part of the term",
                entry=entry,
            )


def _within_exposure(charge: ChargeState) -> Iterator[Finding]:
    exposure = charge.version.exposure if charge.version else None
    lesser = any(isinstance(entry.event, PleaAccepted) and entry.event.offense for entry in charge.pleas)
    if exposure is None or lesser or charge.disposition is Disposition.CONVICTED_OF_LESSER:
        return
    for entry, part in _parts(charge):
        term = Term(life=True) if part.kind is ComponentKind.LIFE else part.term
        if part.kind in CONFINEMENT and term is not None and term.exceeds(exposure):
            yield finding_on(
                charge,
                "sentence-above-exposure",
                Severity.WARNING,
                f"charge {charge.charge} of {charge.defendant} carries at most {exposure}, "
                f"and a sentence of {term} is recorded",
                "check both lengths, and whether an enhancement or an amendment is missing",
                entry=entry,
            )


def _parts(charge: ChargeState) -> Iterator[tuple[Entry, Component]]:
    """Every part of every sentence pronounced on the charge."""
    for entry in charge.sentencing:
        for part in getattr(entry.event, "components", ()):
            yield entry, part


RULES_AMONG_CHARGES = (
    _alternatives_are_there,
    one_conviction_of_greater_and_lesser,
    _nothing_after_death,
    nothing_while_incompetent,
)
"""What is asked of each charge in the light of all that is known of the defendant."""

RULES = (
    _one_proceeding,
    _prejudice_is_known,
    _offense_before_filing,
    *SEQUENCE_RULES,
    _suspended_within_term,
    _within_exposure,
    brought_again_once_ended,
    not_above_the_degree_found,
    completed_sentence_stays_complete,
)
"""What is asked of each charge by itself, under every law."""
