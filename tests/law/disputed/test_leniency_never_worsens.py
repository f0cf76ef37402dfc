"""
Leniency never makes a record worse: after it no purpose counts more, and no headline says more, than before.

Reliefs come singly and one after another, on every beginning of the list, under each law.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from acts import CHARGE, event, folded

from casestate import Certainty, Entry
from casestate.engine.fold import Draft
from casestate.events import AdjudicationDeferred, DeferralKind
from casestate.law import GENERIC, PROCEDURES, Procedure, Purpose, Severity, is_conviction
from casestate.law.headlines import Headline, headline
from casestate.state import ChargeState, Conviction, Phase

INDICTED = "charge.filed:indictment"
TRIED = f"{INDICTED} trial.began verdict.returned:guilty"
PLEADED = f"{INDICTED} plea.accepted"
SENTENCED = f"{TRIED} sentence.imposed"
BEGINNINGS = (
    INDICTED,
    f"{INDICTED} diversion.started",
    TRIED,
    PLEADED,
    SENTENCED,
    f"{PLEADED} sentence.imposed",
    f"{SENTENCED} sentence.completed",
    f"{SENTENCED} supervision.decided:revoked",
    f"{SENTENCED} appeal.filed",
    f"{PLEADED} adjudication.deferred",
    f"{PLEADED} adjudication.deferred:conditional_discharge",
    f"{PLEADED} adjudication.deferred charge.dismissed",
    f"{PLEADED} sentence.deferred",
    f"{PLEADED} sentence.deferred charge.dismissed",
    f"{PLEADED} diversion.started",
    f"{SENTENCED} adjudication.deferred",
    f"{PLEADED} sentence.imposed plea.withdrawn",
    f"{INDICTED} sentence.imposed",
    f"{INDICTED} sentence.completed",
    f"{SENTENCED} new_trial.granted",
    "charge.filed:petition plea.accepted:admitted sentence.imposed",
    "charge.filed:citation plea.accepted:responsible sentence.imposed",
)
LENIENT = (
    "pardon.granted",
    "record.expunged",
    "record.sealed",
    "conviction.set_aside",
    "conviction.set_aside:merits",
    "conviction.set_aside:rehabilitation",
    "conviction.reduced",
    "sentence.commuted",
    "sentence.completed",
    "deferral.completed",
    "diversion.completed",
    "supervision.decided:completed",
    "supervision.decided:terminated_early",
    "charge.dismissed",
    "charge.dismissed:with",
    "plea.set_aside",
    "plea.withdrawn",
)
REDUCED: dict[str, Any] = {"severity": "misdemeanor"}
COUNTED = (Certainty.NO, Certainty.POSSIBLY, Certainty.YES)
Said = tuple[dict[Purpose, Certainty], Headline]
Told = tuple[Draft, Said, tuple[str, ...]]
CONVICTS = ("convicted", "awaiting_sentence", "responsible", "adjudicated", "violation")


def begun(labels: str, procedure: Procedure) -> Draft:
    draft = Draft(CHARGE, procedure)
    for place, label in enumerate(labels.split(), 1):
        draft.apply(Entry(id=f"e{place}", seq=place, event=event(label)))
    return draft


def relieved(draft: Draft, label: str) -> Draft | None:
    """
    Return the draft after one act of leniency; ``None`` where it is refused or presupposes what is not on file.

    A diversion completed on a bare finding decides it, as a deferral does, and gives no relief from what was decided.
    """
    if label == "diversion.completed" and draft.axes["phase"] is Phase.FOUND_GUILTY:
        return None
    after, place = draft.copy(), draft.steps + len(draft.told("relief")) + len(draft.told("reviewing")) + 1
    given = REDUCED if label == "conviction.reduced" else {}
    after.apply(Entry(id=f"x{place}", seq=place, event=event(label, **given)))
    fresh = after.findings[len(draft.findings) :]
    grave = (Severity.ERROR, Severity.INCOMPLETE)
    return None if any(finding.severity in grave for finding in fresh) else after


def said_of(draft: Draft) -> Said:
    """Return for each purpose whether the draft is a conviction, and its headline."""
    state, law = draft.state(), draft.procedure
    assert isinstance(state, ChargeState)
    return {purpose: is_conviction(state, purpose, law) for purpose in Purpose}, headline(state, law.headlines)


def worse(before: Said, then: Said) -> Iterator[str]:
    (was, said), (now, told) = before, then
    for purpose in Purpose:
        if COUNTED.index(now[purpose]) > COUNTED.index(was[purpose]):
            yield f"{purpose}: {was[purpose].name} > {now[purpose].name}"
    if told.status in CONVICTS and said.status not in (*CONVICTS, "unsettled"):
        yield f"{said.words} > {told.words}"


def worsened(procedure: Procedure, reliefs: int) -> Iterator[tuple[str, ...]]:
    """
    Yield each beginning with the reliefs after which something is worse, and what.

    A third relief comes after every twentieth pair of them: all of them take minutes.
    """
    beginnings = [(begun(labels, procedure), labels) for labels in BEGINNINGS]
    ahead: list[Told] = [(draft, said_of(draft), (labels,)) for draft, labels in beginnings]
    for place in range(1, reliefs + 1):
        now, ahead = ahead[:: 20 if place == 3 else 1], []
        for draft, said, way in now:
            for label in LENIENT:
                after = relieved(draft, label)
                if after is None:
                    continue
                then = said_of(after)
                yield from [(*way, label, problem) for problem in worse(said, then)]
                ahead.append((after, then, (*way, label)))


@pytest.mark.parametrize(
    "procedure",
    [law if law is GENERIC else pytest.param(law, marks=pytest.mark.long) for law in PROCEDURES.values()],
    ids=str,
)
def test_no_relief_makes_a_record_worse(procedure: Procedure) -> None:
    assert list(worsened(procedure, 2)) == []


@pytest.mark.long
def test_nor_do_three_of_them() -> None:
    assert list(worsened(GENERIC, 3)) == []


def test_a_pardon_adds_to_relief_by_statute() -> None:
    state, _ = folded(*f"{SENTENCED} conviction.set_aside:rehabilitation pardon.granted".split())
    assert state.conviction is Conviction.SET_ASIDE
    assert headline(state).words == "conviction set aside; some purposes still count it; a pardon was granted"
    assert is_conviction(state) is not Certainty.YES


def test_a_pardon_before_judgment_leaves_no_judgment() -> None:
    state, _ = folded(*f"{TRIED} pardon.granted".split())
    assert is_conviction(state) is Certainty.NO
    assert headline(state).words == "found guilty, and pardoned"


def test_a_deferral_of_what_was_pardoned_is_said_to_be_pardoned() -> None:
    state, _ = folded(*f"{TRIED} pardon.granted adjudication.deferred".split())
    assert headline(state).words == "found guilty, and pardoned"
    answers = [is_conviction(state, purpose) for purpose in (Purpose.RECORD, Purpose.FEDERAL_FIREARMS)]
    assert answers == [Certainty.POSSIBLY, Certainty.POSSIBLY]


def test_an_expungement_adds_to_other_relief() -> None:
    """USSG 4A1.2(j): sentences for expunged convictions are not counted, whatever else was done about them."""
    state, _ = folded(*f"{SENTENCED} pardon.granted record.expunged".split())
    assert is_conviction(state, Purpose.SENTENCING_GUIDELINES) is Certainty.NO


def test_every_kind_of_deferral_completed_counts_no_more_than_before() -> None:
    for kind in DeferralKind:
        draft = begun(PLEADED, GENERIC)
        act = AdjudicationDeferred(on="2023", defendant=CHARGE.who, charge=CHARGE.key, kind=kind)
        draft.apply(Entry(id="e3", seq=3, event=act))
        after = relieved(draft, "deferral.completed")
        assert after is not None
        assert list(worse(said_of(draft), said_of(after))) == []
