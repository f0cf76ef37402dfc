"""The sentences printed about a defendant never say more than the law does, in any state that the table can reach."""

import re
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

import attrs
import pytest

from casestate import CaseFile, Entry, Procedure
from casestate.events import (
    Actor,
    AppealDecided,
    ChargeDismissed,
    ChargeFiled,
    ChargeSuperseded,
    Component,
    DefendantDied,
    DeNovoAppealFiled,
    Event,
    NameRecorded,
    PleaAccepted,
    PleaEntered,
    RecordSealed,
    ReviewKind,
    SentenceImposed,
    StayOrdered,
    TrialBegan,
    VerdictReturned,
    WarrantIssued,
)
from casestate.law import PROCEDURES, headline, is_conviction
from casestate.law.headlines import fairly_said
from casestate.law.tables.criminal import CHARGE
from casestate.state import (
    Activity,
    Appeal,
    ChargeState,
    Conviction,
    DefendantState,
    Disposition,
    Found,
    Jeopardy,
    Phase,
    Proceeding,
    RecordState,
    Review,
    SentenceStatus,
    Succession,
)
from casestate.vocabulary import Closed
from casestate.when import Certainty

NEVER = re.compile(r"\b(cleared|exonerated|vindicated|innocent|let off|got off|mixed|absolved)\b", re.IGNORECASE)
LEFT_OUT = {"supervision", "visibility"}
"""Axes that no wording depends on; the walk leaves them out and so is short."""
PROVED = (Phase.FOUND_GUILTY, Phase.SENTENCE_DEFERRED, Phase.JUDGED)
CONVICTED = (Conviction.ADJUDICATED, Conviction.PARDONED, Conviction.SET_ASIDE)
ACQUITTALS = (Phase.ACQUITTED, Phase.OVERTURNED)
FILED = Entry(id="e1", seq=1, event=ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft"))
NOT_CRIMINAL = (
    Entry(
        id="e2",
        seq=2,
        event=ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft", severity="infraction"),
    ),
    Entry(
        id="e3",
        seq=3,
        event=ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft", instrument="petition"),
    ),
    Entry(
        id="e4",
        seq=4,
        event=ChargeFiled(
            on="2023-01-31",
            defendant="A. Doe",
            charge="1",
            offense="theft",
            instrument="probation violation petition",
        ),
    ),
)
"""Filings of charges that are not crimes, or not new ones."""
DEATH = Entry(id="e5", seq=5, event=DefendantDied(on="2024-01-31", defendant="A. Doe"))
DISCHARGED = Entry(
    id="e6",
    seq=6,
    event=SentenceImposed(
        on="2023-05-31", defendant="A. Doe", charge="1", components=Component(kind="conditional discharge")
    ),
)
AXES = {
    field.name: field.default
    for field in attrs.fields(ChargeState)
    if isinstance(field.default, Closed) and field.name not in LEFT_OUT
}


@cache
def reachable() -> tuple[ChargeState, ...]:
    """
    Return states that lawful acts lead to, by walking the compiled table from the beginning.

    The walk is whole. A third of what it reaches is kept, the same in each run: all of it takes minutes to say.
    """
    moves = [
        (phase, {axis: value for axis, value in move.changes.items() if axis not in LEFT_OUT})
        for rows in CHARGE.compiled().values()
        for by_phase in rows.moves.values()
        for phase, move in by_phase.items()
        if move.lawful
    ]
    by_phase: dict[Closed, list[dict[str, Closed]]] = {
        phase: [changes for start, changes in moves if start is phase and changes] for phase in Phase
    }
    first = tuple(AXES.values())
    seen, walk = {first: None}, [first]
    while walk:
        axes = dict(zip(AXES, walk.pop(), strict=True))
        for changes in by_phase[axes["phase"]]:
            reached = tuple((axes | changes).values())
            if reached not in seen:
                seen[reached] = None
                walk.append(reached)
    kept = Random(1).sample(list(seen), len(seen) // 3)
    return tuple(
        [
            ChargeState(
                defendant="A. Doe",
                charge="1",
                **each,  # type: ignore[arg-type]  # by the names of the axes
                **told,  # type: ignore[arg-type]  # records, by name
            )
            for each in [dict(zip(AXES, each, strict=True)) for each in kept]
            for told in _told_of(each["phase"], each["activity"])
        ]
    )


def _told_of(phase: Closed, activity: Closed) -> list[dict[str, tuple[Entry, ...]]]:
    """Return the further facts of a charge: its filing and, if it matters, a death or a sentence that is none."""
    if phase is Phase.NOT_CHARGED:
        return [{}]
    told: list[dict[str, tuple[Entry, ...]]] = [{"charging": (FILED,)}]
    if activity is Activity.ACTIVE and phase in (*PROVED, Phase.BARRED):
        told += [{"charging": (each,)} for each in NOT_CRIMINAL]
    if activity is Activity.ACTIVE and phase is Phase.JUDGED:
        told += [{"charging": (FILED,), "endings": (DEATH,)}, {"charging": (FILED,), "sentencing": (DISCHARGED,)}]
    return told


pytestmark = pytest.mark.long  # the walk, and putting all that it reaches into words
SAID: dict[int, str] = {}


def words(charge: ChargeState) -> str:
    """Return everything that the library says of a state in prose; it is cached, as it is needed many times."""
    if id(charge) not in SAID:
        SAID[id(charge)] = " ".join([headline(charge).words, *fairly_said(charge)])
    return SAID[id(charge)]


def test_the_walk_reaches_every_phase_disposition_and_conviction_of_the_table() -> None:
    every = reachable()
    assert {charge.phase for charge in every} == set(Phase)
    assert {charge.conviction for charge in every} == set(Conviction)
    assert {charge.disposition for charge in every} == set(Disposition)


def test_forbidden_words_are_never_said() -> None:
    assert [charge for charge in reachable() if NEVER.search(words(charge))] == []


def test_acquitted_is_said_of_acquittals_alone() -> None:
    wrong = [
        charge for charge in reachable() if re.search(r"\bacquit", words(charge)) and charge.phase not in ACQUITTALS
    ]
    assert wrong == []


def test_every_acquittal_by_a_trier_is_told_as_one() -> None:
    told = [
        charge
        for charge in reachable()
        if charge.phase in ACQUITTALS and charge.disposition not in (Disposition.REVERSED, Disposition.QUASHED)
    ]
    assert told
    assert all(re.search(r"\b(acquitted|not guilty)\b", words(charge)) for charge in told)


def test_convicted_is_said_only_where_a_conviction_was_entered_and_is_not_undone() -> None:
    wrong = [
        charge
        for charge in reachable()
        if re.search(r"\bconvicted\b", words(charge))
        and (charge.conviction not in CONVICTED or charge.found is not Found.GUILTY)
    ]
    assert wrong == []


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda each: each.name)
def test_convicted_is_never_said_of_what_is_no_conviction_on_the_record(procedure: Procedure) -> None:
    """A pardon, a setting aside and a dismissal after a deferred sentence have words of their own."""
    wrong = [
        charge
        for charge in reachable()
        if re.search(r"\bconvicted\b", words(charge)) and is_conviction(charge, procedure=procedure) is Certainty.NO
    ]
    assert wrong == []


def test_what_is_not_criminal_is_never_said_to_convict() -> None:
    wrong = [
        charge
        for charge in reachable()
        if charge.proceeding is not Proceeding.CRIMINAL
        and (
            re.search(r"\bconvicted\b", words(charge))
            or is_conviction(charge) is Certainty.YES
            or charge.conviction_on is not None
        )
    ]
    assert wrong == []


def test_a_deferral_that_is_no_conviction_never_says_convicted() -> None:
    deferred = [charge for charge in reachable() if charge.phase in (Phase.DEFERRED, Phase.DIVERTED)]
    assert deferred
    assert [charge for charge in deferred if "convicted" in words(charge)] == []


def test_found_guilty_is_said_only_where_guilt_was_found_and_stands() -> None:
    wrong = [
        charge
        for charge in reachable()
        if re.search(r"\bfound guilty\b|\bfound proved\b", words(charge)) and charge.found is not Found.GUILTY
    ]
    assert wrong == []


def test_may_be_filed_again_is_said_exactly_where_it_is_certain() -> None:
    for charge in reachable():
        said = re.search(r"(?<!whether it )may be filed again", words(charge)) is not None
        filed = charge.disposition is not Disposition.DECLINED or charge.version is not None
        certain = charge.phase is Phase.DISMISSED and charge.refilable is Certainty.YES and filed
        assert said is certain, charge


def test_a_charge_brought_again_says_so() -> None:
    refiled = [
        charge for charge in reachable() if charge.phase is Phase.DISMISSED and charge.succession is Succession.REFILED
    ]
    assert refiled
    assert all("filed again as another charge" in words(charge) for charge in refiled)


BASE = CaseFile("c").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft"))
ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
GUILTY = PleaEntered(on="2023-02-10", plea="guilty", **ONE)
NO_CONTEST = PleaAccepted(on="2023-02-20", plea="no contest", **ONE)
SENTENCED = SentenceImposed(on="2023-03-20", **ONE)
REMANDED = AppealDecided(on="2023-09-01", outcome="reversed and remanded", **ONE)
INDICTED = ChargeFiled(on="2023-02-01", instrument="indictment", offense="theft", **ONE)
TRIAL = TrialBegan(on="2023-03-01", **ONE)
LESSER = VerdictReturned(on="2023-03-05", verdict="guilty of lesser included", offense="petty theft", **ONE)
UNNAMED = VerdictReturned(on="2023-03-05", verdict="guilty of lesser included", **ONE)
DISMISSED = ChargeDismissed(on="2023-04-21", prejudice="without", **ONE)


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ((), ("A. Doe was charged with theft.", "The charge of theft against A. Doe is pending.")),
        (
            (GUILTY,),
            (
                "A. Doe was charged with theft.",
                "A. Doe pleaded guilty, and no court has accepted the plea.",
                "The charge of theft against A. Doe is pending.",
            ),
        ),
        (
            (NO_CONTEST,),
            (
                "A. Doe was charged with theft.",
                "A. Doe pleaded no contest, and the court accepted the plea.",
                "A. Doe was found guilty of theft, and awaits sentence.",
            ),
        ),
        (
            (NO_CONTEST, SENTENCED),
            (
                "A. Doe was charged with theft.",
                "A. Doe pleaded no contest.",
                "A. Doe was convicted of theft and sentenced.",
            ),
        ),
        (
            (DISMISSED,),
            (
                "A. Doe was charged with theft.",
                "The charge of theft against A. Doe was dismissed, and may be filed again.",
            ),
        ),
        (
            (INDICTED, TRIAL, LESSER),
            (
                "A. Doe was charged with theft.",
                "A. Doe was found guilty of petty theft, and awaits sentence.",
                "A. Doe was thereby acquitted of theft.",
            ),
        ),
        (
            (INDICTED, TRIAL, UNNAMED),
            (
                "A. Doe was charged with theft.",
                "A. Doe was found guilty of a lesser offence, and awaits sentence.",
                "A. Doe was thereby acquitted of theft.",
            ),
        ),
        (
            (NO_CONTEST, SENTENCED, REMANDED),
            (
                "A. Doe was charged with theft.",
                "The charge of theft against A. Doe is pending, and an earlier finding of guilt was reversed.",
            ),
        ),
        ((DISMISSED, RecordSealed(on="2024-01-01", **ONE)), ()),
    ],
)
def test_a_newsroom_may_print(acts: tuple[Event, ...], said: tuple[str, ...]) -> None:
    case = BASE
    for act in acts:
        case = case.record(act)
    assert case.at(clearance="sealed")["A. Doe"].fairly_said == said


def test_nobody_is_said_to_be_charged_whom_no_filing_names() -> None:
    case = CaseFile("c").record(NameRecorded(on="2023-01-01", defendant="A. Doe", name="Al"))
    assert case.at()["A. Doe"].fairly_said == ("A. Doe has not been charged in this matter, as far as the file shows.",)


@pytest.mark.parametrize(
    "ends",
    [
        ChargeSuperseded(on="2023-03-01", successors="2", **ONE),
        ChargeFiled(on="2023-04-30", defendant="A. Doe", charge="2", offense="fraud", refiles="1"),
    ],
)
def test_a_charge_that_another_in_the_file_carries_on_is_left_to_the_other(ends: Event) -> None:
    case = BASE if isinstance(ends, ChargeSuperseded) else BASE.record(DISMISSED)
    case = case.record(ends)
    if isinstance(ends, ChargeSuperseded):
        case = case.record(ChargeFiled(on="2023-03-01", defendant="A. Doe", charge="2", offense="fraud"))
    assert case.at()["A. Doe"].fairly_said == (
        "A. Doe was charged with fraud.",
        "The charge of fraud against A. Doe is pending.",
    )


def test_a_charge_carried_on_outside_the_file_is_told_so() -> None:
    case = BASE.record(NO_CONTEST).record(SENTENCED).record(DeNovoAppealFiled(on="2023-04-01", successors="2", **ONE))
    assert case.at()["A. Doe"].fairly_said[-1] == (
        "The charge of theft against A. Doe was appealed to a higher court to be tried anew, and the judgment below no "
        "longer counts."
    )


P, C, S = Phase, Conviction, SentenceStatus
GUILTY_FOUND: dict[str, Closed] = {"found": Found.GUILTY}
JUDGED: dict[str, Closed] = {"phase": P.JUDGED, "conviction": C.ADJUDICATED, "sentence": S.IMPOSED} | GUILTY_FOUND
SERVED = JUDGED | {"sentence": S.COMPLETED}
FOUND: dict[str, Closed] = {"phase": P.FOUND_GUILTY, "conviction": C.FOUND} | GUILTY_FOUND
PENDING: dict[str, Any] = {"phase": P.CHARGED, "charging": (FILED,)}
ON_TRIAL: dict[str, Closed] = {"phase": P.ON_TRIAL, "jeopardy": Jeopardy.ATTACHED}
INACTIVE = PENDING | {"activity": Activity.INACTIVE}
APPEAL = Appeal(by=Actor.DEFENDANT, kind=ReviewKind.DIRECT, first=FILED)
APPEALED: dict[str, Any] = {"review": Review.PENDING, "reviews": (APPEAL,)}
WITHOUT: dict[str, Closed] = {"phase": P.DISMISSED, "disposition": Disposition.DISMISSED_WITHOUT_PREJUDICE}
DECLINED: dict[str, Closed] = {"phase": P.DISMISSED, "disposition": Disposition.DECLINED}
UNSAID: dict[str, Closed] = {"phase": P.DISMISSED, "disposition": Disposition.DISMISSED_UNSPECIFIED}
BROUGHT_AGAIN = WITHOUT | {"succession": Succession.REFILED}
BARRED: dict[str, Closed] = {"phase": P.BARRED, "disposition": Disposition.DISMISSED_WITH_PREJUDICE}
ACQUITTED: dict[str, Closed] = {"phase": P.ACQUITTED}
CARRIED_ON: dict[str, Closed] = {"phase": P.SUPERSEDED}
SENTENCE_PUT_OFF: dict[str, Closed] = {
    "phase": P.SENTENCE_DEFERRED,
    "conviction": C.ADJUDICATED,
    "sentence": S.DEFERRED,
} | GUILTY_FOUND
WITHHELD: dict[str, Closed] = {"phase": P.DEFERRED, "conviction": C.WITHHELD} | GUILTY_FOUND
DIVERTED: dict[str, Closed] = {"phase": P.DIVERTED}
DIED: dict[str, Closed] = {"phase": P.ABATED}
STAYED = StayOrdered(on="2023-02-01", defendant="A. Doe", kind="competency")
SOUGHT = WarrantIssued(on="2023-02-01", defendant="A. Doe")


def defendant(*charges: Mapping[str, Any], told: Event | None = None) -> DefendantState:
    states = {
        str(place): ChargeState(defendant="A. Doe", charge=str(place), **axes) for place, axes in enumerate(charges, 1)
    }
    entries = () if told is None else (Entry(id="p", event=told),)
    person = RecordState(who="A. Doe", key="", entries=entries)
    return DefendantState(name="A. Doe", charges=states, claims={}, citations={}, person=person)


ROLLED_UP: list[tuple[str, str, DefendantState]] = [
    ("not_charged", "not charged", defendant()),
    ("not_charged", "not charged; the prosecutor declined", defendant(DECLINED, DECLINED)),
    ("dismissed", "dismissed, and may be filed again (charge 1)", defendant(WITHOUT, DECLINED)),
    ("abated", "ended by the defendant's death (charge 2)", defendant(WITHOUT, DIED)),
    ("convicted", "convicted and sentenced (charge 1)", defendant(JUDGED, DIED)),
    (
        "convicted",
        "convicted and sentenced (charge 1); acquitted (charge 3); an appeal is pending (charge 1)",
        defendant(JUDGED | APPEALED, PENDING, ACQUITTED),
    ),
    (
        "convicted",
        "convicted and sentenced (charges 1 and 2); an appeal is pending (charge 1)",
        defendant(JUDGED | APPEALED, JUDGED),
    ),
    ("convicted", "convicted and sentenced (charge 2); acquitted (charge 1)", defendant(ACQUITTED, JUDGED, FOUND)),
    ("awaiting_sentence", "found guilty, awaiting sentence (charge 1)", defendant(FOUND, SERVED, PENDING)),
    (
        "convicted",
        "convicted (charge 1); the sentence is complete (charge 1); an appeal is pending (charge 1)",
        defendant(SERVED | APPEALED, PENDING),
    ),
    (
        "unsettled",
        "died with an appeal pending; whether the conviction stands differs by jurisdiction (charge 1)",
        defendant(JUDGED | APPEALED | {"endings": (DEATH,)}, SERVED),
    ),
    (
        "convicted",
        "convicted and sentenced (charge 2)",
        defendant(JUDGED | APPEALED | {"endings": (DEATH,)}, JUDGED),
    ),
    (
        "unsettled",
        "found guilty; discharged, or put off on terms, which is a conviction in some jurisdictions only (charge 1)",
        defendant(JUDGED | {"sentencing": (DISCHARGED,)}, WITHHELD, SERVED),
    ),
    (
        "responsible",
        "found responsible for a non-criminal offence, which is no conviction (charge 1); acquitted (charge 2)",
        defendant(JUDGED | {"charging": NOT_CRIMINAL[:1]}, ACQUITTED),
    ),
    (
        "adjudicated",
        "adjudicated on a petition, which is no criminal conviction (charge 1); acquitted (charge 2)",
        defendant(FOUND | {"charging": NOT_CRIMINAL[1:2]}, ACQUITTED),
    ),
    (
        "violation",
        (
            "found in violation of the terms of a sentence, which is no conviction (charge 1); "
            "the sentence is deferred (charge 1)"
        ),
        defendant(SENTENCE_PUT_OFF | {"charging": NOT_CRIMINAL[2:]}, WITHOUT),
    ),
    (
        "convicted",
        "convicted and sentenced (charge 2)",
        defendant(JUDGED | {"charging": NOT_CRIMINAL[:1]}, JUDGED),
    ),
    ("on_trial", "on trial (charge 1)", defendant(ON_TRIAL, PENDING, BARRED)),
    ("pending", "charged; pending; the case is stayed", defendant(PENDING, told=STAYED)),
    ("pending", "charged; pending; sought on a warrant", defendant(PENDING, told=SOUGHT)),
    (
        "pending",
        "charged; pending (charges 2 and 3); off the active docket (charge 3)",
        defendant(SERVED, PENDING, INACTIVE, WITHHELD),
    ),
    ("pending", "charged; pending (charge 2)", defendant(BROUGHT_AGAIN, PENDING)),
    ("pending", "charged; pending, off the active docket (charge 1)", defendant(INACTIVE, WITHHELD)),
    (
        "convicted",
        "convicted (charge 1); the sentence is deferred (charge 1)",
        defendant(SENTENCE_PUT_OFF, SERVED, WITHHELD),
    ),
    (
        "deferred",
        "judgment deferred on terms after a finding of guilt (charge 1)",
        defendant(WITHHELD, SERVED, DIVERTED),
    ),
    (
        "diverted",
        "diverted: prosecution is suspended on terms, and no finding of guilt stands (charge 1); acquitted (charge 3)",
        defendant(DIVERTED, SERVED, ACQUITTED),
    ),
    (
        "convicted",
        "convicted (charge 1); acquitted (charge 2); the sentence is complete (charge 1)",
        defendant(SERVED, ACQUITTED),
    ),
    ("pardoned", "found guilty, and pardoned (charge 1)", defendant(JUDGED | {"conviction": C.PARDONED}, WITHOUT)),
    (
        "set_aside",
        "conviction set aside; some purposes still count it (charge 1)",
        defendant(JUDGED | {"conviction": C.SET_ASIDE}, WITHOUT),
    ),
    (
        "acquitted",
        "acquitted (charge 1)",
        defendant(ACQUITTED, DECLINED),
    ),
    (
        "dismissed",
        "dismissed, and may be filed again (charge 1); acquitted (charge 2)",
        defendant(WITHOUT, ACQUITTED),
    ),
    (
        "dismissed",
        "dismissed (charge 1); acquitted (charge 2); whether it may be filed again is not known (charge 1)",
        defendant(UNSAID, ACQUITTED),
    ),
    ("barred", "dismissed with prejudice (charge 1); acquitted (charge 2)", defendant(BARRED, ACQUITTED)),
    (
        "superseded",
        "carried on by another charge or court (charge 1); acquitted (charge 2)",
        defendant(CARRIED_ON, ACQUITTED),
    ),
]
"""By hand: the status and the words of a defendant with these charges, numbered from 1."""


@pytest.mark.parametrize(
    ("status", "words", "state"), ROLLED_UP, ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_defendant_is_headed_by_the_highest_ranking_clause_of_all_charges(
    status: str, words: str, state: DefendantState
) -> None:
    assert (headline(state).status, headline(state).words) == (status, words)
    reverse = attrs.evolve(state, charges=dict(reversed(list(state.charges.items()))))
    assert headline(reverse).rule == headline(state).rule, "whichever charge is the last"
