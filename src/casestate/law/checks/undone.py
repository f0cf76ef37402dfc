"""Charges that ended because of another charge, and may be put back once that charge falls."""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import AppealDecided, ChargeMerged, DismissalGround
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Conviction, Disposition, Found, Phase
from casestate.when import Certainty

_FELL = (Conviction.VACATED, Conviction.REVERSED)
_ENDED_WITHOUT = (Phase.DISMISSED, Phase.BARRED, Phase.ACQUITTED, Phase.OVERTURNED)
_PENDING = (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL, Phase.DIVERTED)


_READ_OF_MERGERS = ("disposition", "endings.into", "charges.disposition", "charges.endings.into")
_READ_OF_ENDS = ("charges.conviction", "charges.phase", "charges.proofs", "endings.on")


@check(
    "merged-count-may-be-revived",
    Severity.WARNING,
    meaning="A count was merged into another whose conviction has fallen; an act on the merged count may revive it "
    "(Rutledge v. United States, 517 U.S. 292, 306).",
    remedy="if a court revives the merged count, record ChargeReinstated on it; until then it stays ended",
    reads=(*_READ_OF_MERGERS, *_READ_OF_ENDS, "charges"),
    weighs=(),
    needs=("into",),
)
def merged_count_may_be_revived(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """No charge moves unless an act names it, so a merged count stays ended until then."""
    merger, into = _merged(charge, defendant)
    fell = _fell_since(into, merger) if into is not None and merger is not None else None
    if into is not None and merger is not None and fell is not None:
        yield Doubt(
            f"{charge.subject} was merged into charge {into.charge}, whose conviction has fallen, and may be revived",
            (merger, fell),
        )


@check(
    "merged-into-no-conviction",
    Severity.WARNING,
    meaning="A count found proved was merged into another that ended without a conviction, or each of several into the "
    "next of them, so that none carries the conviction that a merger keeps (Rutledge v. United States; Ball v. United "
    "States, 470 U.S. 856).",
    remedy="check which count was merged into which; if the finding on the merged count is to stand, record "
    "ChargeReinstated on it",
    reads=(*_READ_OF_MERGERS, *_READ_OF_ENDS, "charges"),
    weighs=(),
    needs=("into",),
)
def merged_into_no_conviction(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T47: a merger spares a second conviction for one offence, and leaves the first."""
    merger, into = _merged(charge, defendant)
    if merger is None or into is None or _fell_since(into, merger) is not None:
        return
    if into.conviction is Conviction.NONE and into.phase in _ENDED_WITHOUT:
        yield Doubt(
            f"{charge.subject} was merged into another, and charge {into.charge} ended without a conviction", merger
        )


@check(
    "merged-into-pending",
    Severity.INCOMPLETE,
    meaning="A count found proved was merged into another of which the file has no finding yet; until it has, no "
    "conviction stands on either.",
    remedy="record the plea or the verdict on the count that it was merged into",
    reads=(*_READ_OF_MERGERS, *_READ_OF_ENDS, "charges"),
    weighs=(),
    needs=("into",),
)
def merged_into_pending(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T47: a plea on the other count may still come; the merger takes effect on the sentence."""
    merger, into = _merged(charge, defendant)
    if merger is None or into is None or _fell_since(into, merger) is not None:
        return
    if into.conviction is Conviction.NONE and into.phase in _PENDING:
        yield Doubt(f"{charge.subject} was merged into another, and charge {into.charge} is still pending", merger)


@check(
    "merged-counts-both-convicted",
    Severity.WARNING,
    meaning="A count that was merged into another and revived stands convicted beside it, where only one of them may "
    "(Ball v. United States, 470 U.S. 856; Rutledge v. United States, 517 U.S. 292).",
    remedy="record which of the two was vacated or merged; if a higher court held that both may stand, record its "
    "decision with AppealDecided on the merged count",
    reads=(
        "charges",
        "charges.conviction",
        "conviction",
        "endings.into",
        "put_back",
    ),
    weighs=(),
    needs=("into",),
)
def merged_counts_both_convicted(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T47: counts that charge one offence carry one conviction, also after one of them is revived."""
    mergers = [entry.event for entry in charge.endings if isinstance(entry.event, ChargeMerged)]
    into = defendant.charges.get(mergers[-1].into or "") if mergers else None
    if into is None or not charge.conviction is into.conviction is Conviction.ADJUDICATED:
        return
    revived = dict(charge.put_back).get("disposition")
    if revived is None or not isinstance(revived.event, AppealDecided):
        yield Doubt(
            f"{charge.subject} was merged into charge {into.charge} and revived, and both stand convicted",
            charge.moved_by("conviction"),
        )


@check(
    "bargained-count-may-be-reinstated",
    Severity.WARNING,
    meaning="A count was dismissed under a plea bargain, and the plea has since fallen; the count may be reinstated as "
    "it was, even if it was dismissed with prejudice (18 USC 3296; Ricketts v. Adamson, 483 U.S. 1).",
    remedy="if the count is reinstated, record ChargeReinstated on it; until then it stays dismissed",
    reads=("charges", "charges.found", "charges.pleas", "disposition", "endings.ground", "phase"),
    weighs=(),
    needs=("ground",),
)
def bargained_count_may_be_reinstated(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """The bargain is shared: a plea that falls takes the reason for the dismissal with it."""
    dismissal = charge.moved_by("disposition")
    bargained = charge.phase in (Phase.DISMISSED, Phase.BARRED) and charge.ground is DismissalGround.PLEA_AGREEMENT
    if not bargained or dismissal is None:
        return
    for other in defendant.charges.values():
        fell = _plea_fell_since(other, dismissal) if other is not charge else None
        if fell is not None:
            yield Doubt(
                f"{charge.subject} was dismissed under a plea bargain, and the plea on charge {other.charge} has since "
                "fallen, so it may be reinstated",
                (dismissal, fell),
            )


def _merged(charge: ChargeState, defendant: DefendantState) -> tuple[Entry | None, ChargeState | None]:
    """Return the merger by which a charge ended, and the charge into which it and those after it were merged."""
    first, into, seen = _merger(charge), charge, set[str]()
    while (merger := _merger(into)) is not None and into.charge not in seen:
        seen.add(into.charge)
        other = defendant.charges.get(getattr(merger.event, "into", None) or "")
        if other is None:
            return first, None
        into = other
    return first, into


def _merger(charge: ChargeState) -> Entry | None:
    """Return the merger by which a charge ended; ``None`` if it ended otherwise or not at all."""
    mergers = [entry for entry in charge.endings if isinstance(entry.event, ChargeMerged)]
    return mergers[-1] if mergers and charge.disposition is Disposition.MERGED else None


def _fell_since(charge: ChargeState, entry: Entry) -> Entry | None:
    """Return the entry by which the conviction on a charge, or the finding, fell, certainly not before another."""
    fell = charge.moved_by("conviction") if charge.conviction in _FELL else None
    if fell is None and charge.proofs and charge.phase in _ENDED_WITHOUT and charge.conviction is Conviction.NONE:
        fell = charge.moved_by("phase") if charge.disposition is not Disposition.MERGED else None
    return fell if fell is not None and fell.when.before(entry.when) is not Certainty.YES else None


def _plea_fell_since(charge: ChargeState, dismissal: Entry) -> Entry | None:
    """Return the entry by which the finding made by a plea fell, certainly not before a dismissal."""
    fell = charge.moved_by("found") if charge.pleas and charge.found is Found.SET_ASIDE else None
    return fell if fell is not None and fell.when.before(dismissal.when) is not Certainty.YES else None
