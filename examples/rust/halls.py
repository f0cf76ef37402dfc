"""
The fuller criminal record of David Halls.

The press has him plead guilty, the record no contest: both stand in the file as accounts of one plea.
"""

from people import CRIMINAL, HALLS
from sources import PRESS_REPORTS, court, press

from casestate import Entry
from casestate.events import (
    Actor,
    ChargeFiled,
    Component,
    ComponentKind,
    HearingCancelled,
    HearingHeld,
    HearingKind,
    HearingSet,
    MotionDecided,
    MotionFiled,
    MotionOutcome,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    PleaManner,
    SentenceImposed,
    SeverityClass,
)

PLEA_HEARING = "plea-halls"


def halls() -> list[Entry]:
    """Everything on record against him, in its order."""
    return [_filed(), *_hearings(), *_plea(), *_sentence()]


def _filed() -> Entry:
    """No source gives the day of his charge alone; it is taken to be that of the others."""
    return Entry(
        id="halls-1-filed",
        event=ChargeFiled(
            on="2023-01-31",
            defendant=HALLS,
            charge="1",
            offense="negligent use of a deadly weapon",
            statute="NMSA 30-7-4",
            grade="petty misdemeanor",
            severity=SeverityClass.PETTY_MISDEMEANOR,
            by=Actor.PROSECUTOR,
            proceeding=CRIMINAL,
        ),
        source=PRESS_REPORTS,
        account_of="S18a",
    )


def _hearings() -> list[Entry]:
    return [
        Entry(
            id="halls-first-appearance-waived",
            event=HearingCancelled(
                on="2023-02-22", hearing="first-appearance-halls", reason="waived", proceeding=CRIMINAL
            ),
            source=press("Santa Fe New Mexican"),
        ),
        Entry(
            id="halls-plea-hearing-set",
            event=HearingSet(
                on="[2023-01-31..2023-02-24]",
                hearing=PLEA_HEARING,
                for_="[2023-02-24..2023-03-31]",
                kind=HearingKind.CHANGE_OF_PLEA,
                defendants=(HALLS,),
                proceeding=CRIMINAL,
            ),
            source=PRESS_REPORTS,
            after="halls-1-filed",
        ),
        Entry(
            id="halls-plea-hearing-held",
            event=HearingHeld(
                on="2023-03-31", hearing=PLEA_HEARING, outcome="plea accepted, and sentence", proceeding=CRIMINAL
            ),
            source=court("2023-03-31"),
            docketed_on="2023-03-31",
        ),
    ]


def _plea() -> list[Entry]:
    return [
        Entry(
            id="halls-1-plea",
            event=PleaEntered(
                on="2023-03-31",
                defendant=HALLS,
                charge="1",
                plea=PleaKind.NO_CONTEST,
                by=Actor.DEFENDANT,
                manner=PleaManner.IN_COURT,
                proceeding=CRIMINAL,
            ),
            source=court("2023-03-31"),
            docketed_on="2023-03-31",
            account_of="S18b",
        ),
        Entry(
            id="halls-1-plea-accepted",
            event=PleaAccepted(
                on="2023-03-31", defendant=HALLS, charge="1", plea=PleaKind.NO_CONTEST, proceeding=CRIMINAL
            ),
            source=court("2023-03-31"),
            docketed_on="2023-03-31",
            after="halls-1-plea",
        ),
    ]


def _sentence() -> list[Entry]:
    """Six months suspended for six months of probation, and what goes with it."""
    return [
        Entry(
            id="halls-deferral-motion",
            event=MotionFiled(
                on="[2023-01-31..2023-03-31]",
                motion="halls-deferral",
                seeks="the sentence deferred",
                defendants=(HALLS,),
                proceeding=CRIMINAL,
            ),
            source=press("Santa Fe New Mexican"),
        ),
        Entry(
            id="halls-deferral-ruling",
            event=MotionDecided(
                on="2023-03-31", motion="halls-deferral", outcome=MotionOutcome.DENIED, proceeding=CRIMINAL
            ),
            source=press("Santa Fe New Mexican"),
            after="halls-deferral-motion",
        ),
        Entry(
            id="halls-1-sentenced",
            event=SentenceImposed(
                on="2023-03-31",
                defendant=HALLS,
                charge="1",
                components=(
                    Component(kind=ComponentKind.SUSPENDED_TERM, term="6 months", suspended="6 months"),
                    Component(kind=ComponentKind.PROBATION, term="6 months", supervised=False),
                    Component(kind=ComponentKind.FINE, amount="500 USD"),
                    Component(kind=ComponentKind.COMMUNITY_SERVICE, hours=24),
                    Component(kind=ComponentKind.COURSE, within="60 days"),
                    Component(kind=ComponentKind.TESTIFY),
                    Component(kind=ComponentKind.NO_CONTACT),
                ),
                proceeding=CRIMINAL,
            ),
            source=court("2023-03-31"),
            docketed_on="2023-03-31",
            account_of="S18c",
        ),
    ]
