"""
After every act, each axis says what a lawyer would say then.

The lists of values that may stand in each phase are written by hand. Every act that the law allows is applied in every
state, to a stated depth; states that are alike in all axes are gone on with once.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from acts import CHARGE

from casestate import GENERIC, Entry
from casestate.engine.fold import Draft
from casestate.events import ChargeFiled, DefendantDied, Event
from casestate.law.kinds import vocabularies
from casestate.law.lawful import lawful

DEPTH = 4
FINDINGS = "convicted_by_plea convicted_by_verdict convicted_of_lesser none"
RETRIED = "mistrial hung_jury new_trial_ordered reversed de_novo_appeal"
ELSEWHERE = "transferred"
"""A transfer disposes of the charge in the first court alone."""
DISPOSITIONS = {
    "not_charged": "none",
    "charged": f"none {RETRIED} {ELSEWHERE}",
    "triable": f"none {RETRIED} {ELSEWHERE}",
    "on_trial": f"none {RETRIED} {ELSEWHERE}",
    "diverted": "diversion_pending",
    "found_guilty": FINDINGS,
    "deferred": "adjudication_deferred",
    "sentence_deferred": "sentence_deferred",
    "judged": FINDINGS,
    "dismissed": "declined no_bill discharged_no_probable_cause dismissed_without_prejudice dismissed_unspecified "
    "diversion_completed judgment_arrested",
    "barred": "dismissed_with_prejudice deferral_completed merged",
    "overturned": "judgment_of_acquittal reversed quashed",
    "acquitted": "acquitted acquitted_insanity judgment_of_acquittal",
    "superseded": "superseded transferred de_novo_appeal",
    "abated": "abated_by_death",
}
FOUND = {
    "not_charged": "nothing",
    "charged": "nothing hung set_aside",
    "triable": "nothing hung set_aside",
    "on_trial": "nothing hung set_aside",
    "diverted": "nothing hung set_aside",
    "found_guilty": "guilty",
    "deferred": "guilty",
    "sentence_deferred": "guilty",
    "judged": "guilty",
    "overturned": "not_guilty",
    "acquitted": "not_guilty insanity",
}
SENTENCE = {
    "not_charged": "none",
    "charged": "none vacated",
    "triable": "none vacated",
    "on_trial": "none vacated",
    "diverted": "none vacated",
    "found_guilty": "none vacated",
    "deferred": "none vacated imposed completed",
    "sentence_deferred": "deferred",
    "judged": "imposed stayed revoked commuted modified completed",
    "dismissed": "none vacated",
    "barred": "none vacated completed",
    "overturned": "none vacated",
    "acquitted": "none vacated",
}
CONVICTION = {
    "not_charged": "none",
    "charged": "none vacated reversed unknown",
    "triable": "none vacated reversed unknown",
    "on_trial": "none vacated reversed unknown",
    "diverted": "none vacated reversed unknown",
    "found_guilty": "found adjudicated pardoned set_aside unknown",
    "deferred": "withheld pardoned set_aside unknown",
    "sentence_deferred": "adjudicated pardoned set_aside unknown",
    "judged": "adjudicated pardoned set_aside unknown",
    "acquitted": "none vacated reversed unknown",
}
NEEDED = ("plea", "verdict", "outcome")
"""The coded fields without which an act cannot be written down."""
EXPECTED = {"disposition": DISPOSITIONS, "found": FOUND, "sentence": SENTENCE, "conviction": CONVICTION}


def acts(draft: Draft, place: int) -> Iterator[Entry]:
    """Yield each lawful act in the state of a draft, once for each value for which a row speaks."""
    for allowed in lawful(GENERIC, "charge", draft.axes["phase"], lambda row: row.speaks(draft)):
        field = GENERIC.tables["charge"][allowed.act, ""].field or ""
        needed = {name: next(iter(words)) for name, words in vocabularies(allowed.act).items() if name in NEEDED}
        for value in () if allowed.link else allowed.values or (None,):
            yield entry(allowed.act, place, **(needed if value is None else {**needed, field: value}))


def entry(event: type[Event], place: int, **given: Any) -> Entry:
    whose = {"defendant": CHARGE.who} if event is DefendantDied else {"defendant": CHARGE.who, "charge": CHARGE.key}
    return Entry(id=f"e{place}", seq=place, event=event(on="2023", **whose, **given))


def walked() -> tuple[dict[tuple[Any, ...], list[str]], int]:
    """Return each combination of axes reached, with the acts of a shortest way there, and how many acts were tried."""
    filings = ("complaint", "indictment", "information")
    front = []
    for instrument in filings:
        draft = Draft(CHARGE, GENERIC)
        draft.apply(entry(ChargeFiled, 1, instrument=instrument))
        front.append((draft, [instrument]))
    reached: dict[tuple[Any, ...], list[str]] = {}
    tried = 0
    for depth in range(2, DEPTH + 2):
        after = []
        for draft, way in front:
            for each in acts(draft, depth):
                tried += 1
                then = draft.copy()
                then.apply(each)
                top = then.frames and (type(then.frames.entry.event).__name__, then.frames.came_in)
                alike = (*[then.axes[axis] for axis in then.axes], top)
                if alike not in reached:
                    reached[alike] = [*way, each.event.wire]
                    after.append((then, reached[alike]))
        front = after
    return reached, tried


@pytest.mark.long
def test_every_axis_fits_the_phase() -> None:
    reached, tried = walked()
    axes = list(Draft(CHARGE, GENERIC).axes)
    wrong = []
    for alike, way in reached.items():
        state = dict(zip(axes, alike, strict=False))
        for axis, by_phase in EXPECTED.items():
            allowed = by_phase.get(state["phase"])
            if allowed is not None and state[axis] not in allowed.split():
                wrong.append((axis, str(state["phase"]), str(state[axis]), way))
    assert tried > 10_000
    assert wrong == []
