"""
The ordered rules that give a defendant a headline from all charges, the first that fits (all of them, not the last).

A charge that another carries on is left to the other.
"""

from collections.abc import Callable, Iterator

from casestate.events import ReleaseStatus
from casestate.law.charge_rules import NOT_CRIMINAL, PROVED, WAITING, Rule, Status
from casestate.state import ChargeState, DefendantState, Proceeding
from casestate.state.axes import Activity, Conviction, Disposition, Phase, Review, SentenceStatus, Succession
from casestate.when import Certainty


def carried_on(charge: ChargeState) -> bool:
    """Does another charge or court carry it on, so that the headline is for that to give?"""
    refiled = charge.phase is Phase.DISMISSED and charge.succession is Succession.REFILED
    return charge.phase is Phase.SUPERSEDED or refiled


def counted(defendant: DefendantState) -> Iterator[ChargeState]:
    """The charges that speak for a defendant: those filed and not carried on by another."""
    for charge in defendant.charges.values():
        if charge.phase is not Phase.NOT_CHARGED and not carried_on(charge):
            yield charge


def _succeeded(defendant: DefendantState, charge: ChargeState) -> bool:
    """Is the charge that carries it on in the file?"""
    named = {other for each in defendant.charges.values() for other in (*each.supersedes, *each.refiles)}
    successors = {other for entry in charge.endings for other in getattr(entry.event, "successors", ())}
    return charge.charge in named or not successors.isdisjoint(defendant.charges)


def _some(fits: Callable[[ChargeState], bool]) -> Callable[[DefendantState], bool]:
    return lambda defendant: any(fits(charge) for charge in counted(defendant))


def _every(
    fits: Callable[[ChargeState], bool], *, of: Callable[[ChargeState], bool] = lambda _: True
) -> Callable[[DefendantState], bool]:
    def fitting(defendant: DefendantState) -> bool:
        weighed = [charge for charge in counted(defendant) if of(charge)]
        return bool(weighed) and all(fits(charge) for charge in weighed)

    return fitting


def _in(*phases: Phase) -> Callable[[ChargeState], bool]:
    return lambda charge: charge.phase in phases


def _stands(charge: ChargeState) -> bool:
    """Does a judgment of conviction stand on it in every jurisdiction, neither pardoned nor set aside?"""
    return charge.phase is Phase.JUDGED and charge.conviction is Conviction.ADJUDICATED and not _differs(charge)


def _differs(charge: ChargeState) -> bool:
    """Is it no criminal charge, or does it differ by jurisdiction whether what was found on it is a conviction?"""
    return not _criminal(charge) or charge.died_pending_review or charge.put_off is not None


def _criminal(charge: ChargeState) -> bool:
    return charge.proceeding is Proceeding.CRIMINAL


def _proved(of: Proceeding) -> Callable[[ChargeState], bool]:
    return lambda charge: charge.phase in PROVED and charge.proceeding is of


def _active(charge: ChargeState) -> bool:
    return _stands(charge) and charge.sentence is not SentenceStatus.COMPLETED


def _under_appeal(charge: ChargeState) -> bool:
    return charge.review is Review.PENDING


DEFENDANT_RULES: tuple[Rule[DefendantState], ...] = (
    Rule(
        "no-charge-filed",
        Status.NOT_CHARGED,
        "not charged",
        lambda d: all(charge.phase is Phase.NOT_CHARGED for charge in d.charges.values()),
    ),
    Rule(
        "every-charge-declined",
        Status.NOT_CHARGED,
        "not charged; the prosecutor declined",
        lambda d: all(c.disposition is Disposition.DECLINED and not c.charging for c in d.charges.values()),
    ),
    Rule(
        "death-abates",
        Status.ABATED,
        "ended by the defendant's death",
        lambda d: _some(_in(Phase.ABATED))(d) and not _some(_in(*PROVED))(d),
    ),
    Rule(
        "every-sentence-under-appeal",
        Status.CONVICTED,
        "convicted and sentenced; an appeal is pending",
        _every(_under_appeal, of=_active),
    ),
    Rule("a-sentence-stands", Status.CONVICTED, "convicted and sentenced", _some(_active)),
    Rule(
        "a-finding-awaits-sentence",
        Status.AWAITING_SENTENCE,
        "awaiting sentence",
        _some(
            lambda c: (
                c.phase is Phase.FOUND_GUILTY
                and c.conviction in (Conviction.FOUND, Conviction.ADJUDICATED)
                and _criminal(c)
            )
        ),
    ),
    Rule(
        "a-conviction-under-appeal",
        Status.CONVICTED,
        "convicted; the sentence is complete, and an appeal is pending",
        _some(lambda c: _stands(c) and _under_appeal(c)),
    ),
    Rule(
        "died-with-an-appeal-pending",
        Status.UNSETTLED,
        "died with an appeal pending; whether the conviction stands differs by jurisdiction",
        _some(lambda c: _criminal(c) and c.died_pending_review),
    ),
    Rule("a-trial-is-under-way", Status.ON_TRIAL, "on trial", _some(_in(Phase.ON_TRIAL))),
    Rule(
        "a-pending-charge-is-stayed",
        Status.PENDING,
        "charged; pending, and stayed",
        lambda d: bool(d.stays) and _some(_in(*WAITING))(d),
    ),
    Rule(
        "a-warrant-is-out",
        Status.PENDING,
        "charged; pending, and sought on a warrant",
        lambda d: d.release is ReleaseStatus.FUGITIVE and _some(_in(*WAITING))(d),
    ),
    Rule(
        "a-charge-is-pending",
        Status.PENDING,
        "charged; pending",
        _some(lambda c: c.phase in WAITING and c.activity is Activity.ACTIVE),
    ),
    Rule("a-charge-is-inactive", Status.PENDING, "charged; pending, off the active docket", _some(_in(*WAITING))),
    Rule(
        "a-sentence-is-deferred",
        Status.CONVICTED,
        "convicted; the sentence is deferred",
        _some(lambda c: c.phase is Phase.SENTENCE_DEFERRED and c.conviction is Conviction.ADJUDICATED and _criminal(c)),
    ),
    Rule(
        "put-off-on-terms",
        Status.UNSETTLED,
        "found guilty; put off or discharged on terms, which is a conviction in some jurisdictions only",
        _some(lambda c: c.phase is Phase.JUDGED and c.put_off is not None and _criminal(c)),
    ),
    Rule(
        "a-judgment-is-deferred",
        Status.DEFERRED,
        "judgment deferred on terms after a finding of guilt",
        _some(_in(Phase.DEFERRED)),
    ),
    Rule(
        "a-prosecution-is-diverted",
        Status.DIVERTED,
        "prosecution put off on terms, before any finding",
        _some(_in(Phase.DIVERTED)),
    ),
    Rule("every-sentence-complete", Status.CONVICTED, "convicted; the sentence is complete", _some(_stands)),
    Rule(
        "a-conviction-pardoned",
        Status.PARDONED,
        "found guilty, and pardoned",
        _some(lambda c: c.phase in PROVED and c.conviction is Conviction.PARDONED),
    ),
    *[Rule(f"{stem}-found", status, words, _some(_proved(of))) for stem, of, status, words in NOT_CRIMINAL],
    Rule(
        "a-conviction-set-aside",
        Status.SET_ASIDE,
        "conviction set aside; some purposes still count it",
        _some(_in(*PROVED)),
    ),
    Rule(
        "carried-on-elsewhere",
        Status.SUPERSEDED,
        "a charge goes on in another court or under another instrument",
        lambda d: any(c.phase is Phase.SUPERSEDED and not _succeeded(d, c) for c in d.charges.values()),
    ),
    Rule(
        "every-charge-acquitted",
        Status.ACQUITTED,
        "acquitted",
        _every(_in(Phase.ACQUITTED, Phase.OVERTURNED)),
    ),
    Rule(
        "every-charge-closed-some-may-return",
        Status.DISMISSED,
        "no charge is pending; some may be filed again",
        _some(lambda c: c.refilable is Certainty.YES),
    ),
    Rule(
        "every-charge-closed-bar-unknown",
        Status.DISMISSED,
        "no charge is pending; whether one may be filed again is not known",
        _some(lambda c: c.refilable is Certainty.POSSIBLY),
    ),
    Rule(
        "every-charge-barred",
        Status.BARRED,
        "every charge is ended, and none may be brought again",
        lambda _: True,
    ),
)
