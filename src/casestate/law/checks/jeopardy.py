"""Double jeopardy: no one is tried, or convicted, twice for one offence."""

from collections.abc import Iterator, Sequence
from itertools import combinations, zip_longest

from casestate.entries import Entry
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    ChargeSuperseded,
    ChargeTransferred,
    ChargingInstrument,
    DismissalGround,
    Event,
    MistrialDeclared,
    NewTrialGranted,
    PleaAccepted,
    PleaSetAside,
    PleaWithdrawn,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
)
from casestate.events.criminal.charging import ANOTHER_SOVEREIGN
from casestate.events.wording import done
from casestate.law.checking import Doubt, check, raising
from casestate.law.findings import Severity
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Conviction, Found, Jeopardy, Phase
from casestate.state.defendant import alternative_groups, carried_on_by
from casestate.state.lesser import (
    greater_undecided,
    is_same_offense,
    last_on_lesser,
    names_no_offense,
    on_lesser,
    undone_at_once,
)
from casestate.state.mark import Mark
from casestate.state.proceeding import OF_ADULTS

_TAKEN_BACK = (MistrialDeclared, NewTrialGranted, PleaSetAside, PleaWithdrawn)
_OF_THE_GREATER = (VerdictKind.GUILTY, VerdictKind.GUILTY_BUT_MENTALLY_ILL)


_ON_LESSER = (
    "trial.on",
    "trial.verdict",
    "trial.greater",
    "charging.on",
    "charging.offense",
    "charging.statute",
    "charging.grade",
    "charging.severity",
)
"""What says of which offence a verdict on a lesser one acquitted."""
_PLEADED = ("proofs", "pleas.on", "pleas.offense", "pleas.statute", "pleas.grade", "pleas.severity")
_LINKS = ("charging.refiles", "charging.supersedes", "charging.sovereign")
_READ_OF_FINDINGS = (
    *_ON_LESSER,
    *_PLEADED,
    *_LINKS,
    "trial.offense",
    "charges.disposition",
    *[f"charges.{name}" for name in (*_ON_LESSER, *_LINKS)],
)


@check(
    "convicted-above-degree",
    Severity.ERROR,
    meaning="A verdict or an accepted plea finds an offence of which an earlier verdict, on a lesser offence, had "
    "acquitted, on the charge or on the one that it refiles or carries on (Green v. United States).",
    remedy="check the offence of each verdict and plea, and whether the charge was amended to the lesser one in "
    "between",
    reads=_READ_OF_FINDINGS,
    weighs=(),
    needs=("VerdictReturned",),
)
def convicted_above_degree(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T40, T57, I5: a verdict on a lesser offence acquits of the greater, also at a new trial and on a new charge."""
    for lesser, entry in _greater_after_lesser(charge, defendant, undecided=False):
        yield Doubt(
            f"{charge.subject} was found proved {entry.when}, although the verdict of {lesser.when} on a lesser "
            "offence had acquitted of it (Green v. United States; Price v. Georgia)",
            entry,
        )


@check(
    "greater-was-undecided",
    Severity.POLICY,
    meaning="A verdict or an accepted plea finds an offence that an earlier jury, which found a lesser one, had left "
    "undecided; places differ on whether that verdict acquitted of it (State v. Daniels; State v. Glasmann).",
    remedy="check whether the law there takes the earlier verdict for an acquittal of the greater offence",
    reads=_READ_OF_FINDINGS,
    weighs=(),
    needs=("VerdictReturned",),
)
def greater_was_undecided(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T40, I5: where a jury could not agree on the greater offence, it did not acquit of it everywhere."""
    for lesser, entry in _greater_after_lesser(charge, defendant, undecided=True):
        yield Doubt(
            f"{charge.subject} was found proved {entry.when}; the jury of {lesser.when} had found a lesser offence and "
            "left this one undecided",
            entry,
        )


@check(
    "lesser-plea-unnamed",
    Severity.INCOMPLETE,
    meaning="A plea is accepted on a charge of an offence of which a verdict on a lesser one had acquitted, and no "
    "source says to which offence. It is no conviction of the offence charged (Green v. United States).",
    remedy="give the plea its offence, or record the amendment of the charge to the lesser one",
    reads=(*_ON_LESSER, *_PLEADED),
    weighs=(),
    needs=("VerdictReturned",),
)
def lesser_plea_unnamed(charge: ChargeState) -> Iterator[Doubt]:
    """T18, T40: after an acquittal of the greater offence a plea may be to a lesser one only."""
    for entry, trial in _pleas(charge):
        lesser = last_on_lesser(trial) if names_no_offense(entry.event) else None
        if lesser is not None and not greater_undecided(lesser, trial) and _is_greater(charge, lesser, charge, entry):
            yield Doubt(
                f"{done(entry.event, charge.subject)}, and the file does not say to which offence; the verdict of "
                f"{lesser.when} on a lesser one had acquitted of the one charged (Green v. United States)",
                entry,
            )


def _greater_after_lesser(
    charge: ChargeState, defendant: DefendantState, *, undecided: bool
) -> Iterator[tuple[Entry, Entry]]:
    """Yield each verdict on a lesser offence with an act that finds the greater afterwards."""
    for lesser, entry in _after_lesser(charge):
        if greater_undecided(lesser, charge.trial) is undecided and _is_greater(charge, lesser, charge, entry):
            yield lesser, entry
    for other in carried_on_by(charge, defendant.charges):
        earlier = last_on_lesser(other.trial)
        if earlier is not None and greater_undecided(earlier, other.trial) is undecided:
            found = [entry for entry in charge.trial if _finds_charged(entry.event)]
            found += [entry for entry, _ in _pleas(charge)]
            yield from [(earlier, entry) for entry in found if _is_greater(other, earlier, charge, entry)]


def _after_lesser(charge: ChargeState) -> Iterator[tuple[Entry, Entry]]:
    """Yield each verdict on a lesser offence with a later verdict, or a plea to a named offence, on the same charge."""
    lesser: Entry | None = None
    for entry, later in zip_longest(charge.trial, charge.trial[1:]):
        if on_lesser(entry.event):
            lesser = lesser if later and undone_at_once(entry, later, charge.trial) else entry
        elif lesser is not None and _finds_charged(entry.event):
            yield lesser, entry
    for entry, trial in _pleas(charge):
        earlier = last_on_lesser(trial)
        if earlier is not None and not names_no_offense(entry.event):
            yield earlier, entry


def _finds_charged(event: Event) -> bool:
    return isinstance(event, VerdictReturned) and event.verdict in _OF_THE_GREATER


def _pleas(charge: ChargeState) -> Iterator[tuple[Entry, Sequence[Entry]]]:
    """Yield each plea that found guilt, with the record of trials before it."""
    proofs = {proof.entry.id: proof for proof in charge.proofs} if charge.pleas else {}
    for entry in charge.pleas:
        if isinstance(entry.event, PleaAccepted) and entry.id in proofs:
            yield entry, charge.trial[: proofs[entry.id].before("trial")]


def _is_greater(earlier: ChargeState, lesser: Entry, charge: ChargeState, entry: Entry) -> bool:
    """Return whether an act is on the offence, in the degree, that was charged at a verdict on a lesser one."""
    then, now = earlier.version_on(lesser), charge.version_on(entry)
    if then is None or not is_same_offense(then, now):
        return False
    event = entry.event
    if isinstance(event, PleaAccepted):
        said = ((event.statute, then.statute), (event.grade, then.grade), (event.severity, then.severity))
        return event.offense in (None, then.offense) and all(named in (None, charged) for named, charged in said)
    return isinstance(event, VerdictReturned) and event.offense in (None, then.offense)


@check(
    "greater-and-lesser-convicted",
    Severity.POLICY,
    meaning="A charge and one that it includes both stand convicted, where most places punish only one "
    "(Brown v. Ohio).",
    remedy="record which of them was merged or dismissed, or check that the law there punishes both",
    reads=("charging.lesser_of", "conviction", "charges.conviction"),
    weighs=(),
    needs=("lesser_of",),
)
def greater_and_lesser_convicted(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T47: an offence and one that it includes are one offence, unless a legislature says otherwise."""
    for name in charge.lesser_of:
        greater = defendant.charges.get(name)
        if greater is not None and charge.conviction is greater.conviction is Conviction.ADJUDICATED:
            yield Doubt(
                f"{charge.subject} is included in charge {name}, and both stand convicted "
                "(Brown v. Ohio; Missouri v. Hunter)",
                charge.moved_by("conviction"),
            )


@check(
    "two-convictions-of-alternatives",
    Severity.ERROR,
    meaning="Two charges pleaded as alternatives both stand convicted; at most one may.",
    remedy="record which of them was merged or dismissed",
    reads=("charges.charging.alternative_to", "charges.conviction"),
    weighs=(),
    needs=("alternative_to",),
)
def two_convictions_of_alternatives(defendant: DefendantState) -> Iterator[Doubt]:
    """I7: of charges in the alternative, directly or through others, at most one conviction stands."""
    for group in alternative_groups(defendant.charges.values()):
        convicted = [charge for charge in group if charge.conviction is Conviction.ADJUDICATED]
        for charge, other in [_ordered(*pair) for pair in combinations(convicted, 2)]:
            yield Doubt(
                f"charges {charge.charge} and {other.charge} of {defendant.name} are alternatives, and both stand "
                "convicted",
                charge.moved_by("conviction"),
                about=charge.subject,
            )


def _ordered(one: ChargeState, other: ChargeState) -> tuple[ChargeState, ChargeState]:
    """Return first the charge that names the other as its alternative; if both or neither does, order by id."""
    names, named = other.charge in one.alternatives, one.charge in other.alternatives
    first = names if names is not named else one.charge < other.charge
    return (one, other) if first else (other, one)


@check(
    "tried-after-adjudication",
    Severity.ERROR,
    meaning="A charge carries on or brings again what a juvenile court had tried, and is itself tried as an adult's "
    "(Breed v. Jones).",
    remedy="check whether the petition was heard before the case went to the criminal court, and which charge each "
    "act belongs to",
    reads=(
        "charging.instrument",
        "charging.sovereign",
        "found",
        "phase",
        "jeopardy",
        "proofs",
        "disposition",
        "endings.ground",
        "endings.successors",
        "endings.refiles",
        "endings.sovereign",
        "charges.trial",
        "charges.pleas",
        "charges.charging.instrument",
    ),
    weighs=("charging.sovereign", "endings.sovereign"),
    needs=("successors", "refiles", "supersedes"),
)
def tried_after_adjudication(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T64, I5: a juvenile court that hears evidence on a petition puts in jeopardy, and no criminal court may again."""
    heard = _paper(charge) == ChargingInstrument.PETITION and _stays_in_jeopardy(charge)
    for name in _carried_on_in(charge) if heard else ():
        other = defendant.charges.get(name)
        if other is not None and _paper(other) in OF_ADULTS:
            yield from [_barred(entry, charge, other) for entry in _held(other)[:1]]


@raising(
    tried_after_adjudication.type,
    reads=(
        "charging.instrument",
        "pleas",
        "proofs",
        "trial",
        "trial.verdict",
    ),
    weighs=(),
    needs=("PleaAccepted", "TrialBegan"),
)
def tried_again_after_adjudication(charge: ChargeState) -> Iterator[Doubt]:
    """T64, I5: a criminal court that continues under the id of the petition tries the same offence again."""
    for mark in charge.brought_again:
        papers = [getattr(each.event, "instrument", None) for each in charge.charging[: mark.before("charging")]]
        crossed = getattr(mark.entry.event, "instrument", None) in OF_ADULTS
        if crossed and [each for each in papers if each][-1:] == [ChargingInstrument.PETITION] and _heard(charge, mark):
            yield from [_barred(entry, charge, charge) for entry in _held(charge, mark)[:1]]


def _barred(entry: Entry, petition: ChargeState, tried: ChargeState) -> Doubt:
    return Doubt(
        f"{done(entry.event, tried.subject)}, which goes on from a petition that a juvenile court had heard "
        f"(charge {petition.charge}; Breed v. Jones)",
        entry,
        about=tried.subject,
    )


def _held(charge: ChargeState, since: Mark | None = None) -> list[Entry]:
    """Return the acts that put in jeopardy, after an act if one is given."""
    records = [getattr(charge, name)[since.before(name) if since else 0 :] for name in ("pleas", "trial")]
    return [each for record in records for each in record if isinstance(each.event, PleaAccepted | TrialBegan)]


def _heard(charge: ChargeState, before: Mark) -> bool:
    """Return whether a hearing or an admission stood when a charge was brought again, and no dismissal took it back."""
    pleas, trial = [getattr(charge, name)[: before.before(name)] for name in ("pleas", "trial")]
    if not any(isinstance(each.event, PleaAccepted | TrialBegan) for each in (*pleas, *trial)):
        return False
    last = [record[-1].event for record in (pleas, trial) if record]
    if any(isinstance(event, _TAKEN_BACK) or getattr(event, "verdict", None) is VerdictKind.HUNG for event in last):
        return False
    dismissal = before.ended and before.ended.event
    elsewhere = getattr(dismissal, "ground", None) is DismissalGround.PROCEEDING_ELSEWHERE
    found = any(proof.before("charging") <= before.before("charging") for proof in charge.proofs)
    return elsewhere or found or not isinstance(dismissal, ChargeDismissed)


def _carried_on_in(charge: ChargeState) -> Iterator[str]:
    """Yield the charges in which it goes on before the same sovereign, as the acts on it say."""
    for entry in charge.endings:
        event = entry.event
        if isinstance(event, ChargeSuperseded | ChargeTransferred):
            yield from event.successors
        elif isinstance(event, ChargeFiled) and event.link_to(charge.charge, charge.sovereign) != ANOTHER_SOVEREIGN:
            yield event.charge


def _paper(charge: ChargeState) -> str:
    return charge.version.instrument if charge.version else ChargingInstrument.UNKNOWN


def _stays_in_jeopardy(charge: ChargeState) -> bool:
    """
    Return whether a finding stands, or the trial had begun and is under way or went elsewhere.

    A court that dismisses a petition because it goes on in a criminal court takes no jeopardy back.
    """
    if charge.found is Found.GUILTY:
        return True
    if charge.jeopardy is Jeopardy.ATTACHED and charge.phase is Phase.DISMISSED:
        return bool(charge.proofs) or charge.ground is DismissalGround.PROCEEDING_ELSEWHERE
    return charge.jeopardy is Jeopardy.ATTACHED and charge.phase in (Phase.SUPERSEDED, Phase.ON_TRIAL)
