"""
The fuller criminal record of Hannah Gutierrez-Reed before her trial: manslaughter, tampering, and a case apart.

Charges "1" and "2" are the alternative counts of 2023-01-31, "1" the one with the enhancement; "3" is tampering, and
"4" the case of the firearm in a liquor establishment, a proceeding of its own.
"""

from people import CRIMINAL, FIREARM_IN_BAR, GUTIERREZ_REED, HALYNA_HUTCHINS
from sources import PRESS_REPORTS, court, press

from casestate import Basis, Entry, Source
from casestate.events import (
    Actor,
    ChargeAmended,
    ChargeDowngraded,
    ChargeFiled,
    ChargeSuperseded,
    ChargingInstrument,
    HearingCancelled,
    HearingHeld,
    HearingKind,
    HearingSet,
    Modality,
    PleaEntered,
    PleaKind,
    PreliminaryWaived,
    ReleaseOrdered,
    ReleaseStatus,
    SeverityClass,
    Stated,
)

SFNM = "Santa Fe New Mexican"


def gutierrez_reed_charged() -> list[Entry]:
    """How she was charged, what she pleaded, and what was set, in its order."""
    return [
        *_informations(),
        *_first_plea(),
        *_new_information(),
        *_hearings(),
    ]


def _informations() -> list[Entry]:
    return [
        Entry(
            id="gutierrez-reed-1-filed",
            event=_filed("1", "2"),
            source=court("2023-01-31"),
            docketed_on="2023-01-31",
            account_of="S06a",
        ),
        Entry(
            id="gutierrez-reed-2-filed",
            event=_filed("2", "1"),
            source=court("2023-01-31"),
            docketed_on="2023-01-31",
        ),
        Entry(
            id="gutierrez-reed-1-downgraded",
            event=ChargeDowngraded(
                on="2023-02-17",
                defendant=GUTIERREZ_REED,
                charge="1",
                instrument=ChargingInstrument.AMENDED_INFORMATION,
                dropped_enhancements=("firearm",),
                exposure="18 months",
                by=Actor.PROSECUTOR,
                proceeding=CRIMINAL,
            ),
            source=court("2023-02-17"),
            docketed_on="2023-02-17",
            account_of="S10c",
        ),
        Entry(
            id="gutierrez-reed-2-amended",
            event=ChargeAmended(
                on="2023-02-17",
                defendant=GUTIERREZ_REED,
                charge="2",
                instrument=ChargingInstrument.AMENDED_INFORMATION,
                exposure="18 months",
                by=Actor.PROSECUTOR,
                proceeding=CRIMINAL,
            ),
            source=court("2023-02-17"),
            docketed_on="2023-02-17",
        ),
    ]


def _filed(charge: str, other: str) -> ChargeFiled:
    enhanced = charge == "1"
    return ChargeFiled(
        on="2023-01-31",
        defendant=GUTIERREZ_REED,
        charge=charge,
        offense="involuntary manslaughter",
        grade="fourth-degree felony",
        severity=SeverityClass.FELONY,
        instrument=ChargingInstrument.INFORMATION,
        enhancements=("firearm",) if enhanced else (),
        minimum="5 years" if enhanced else None,
        alternative_to=other,
        victims=(HALYNA_HUTCHINS,),
        offense_on="2021-10-21",
        by=Actor.PROSECUTOR,
        proceeding=CRIMINAL,
    )


def _plea(on: str, charge: str) -> PleaEntered:
    return PleaEntered(on=on, defendant=GUTIERREZ_REED, charge=charge, plea=PleaKind.NOT_GUILTY, proceeding=CRIMINAL)


def _first_plea() -> list[Entry]:
    """
    The plea that is in dispute.

    It was expected at her first appearance; by 2023-03-29 the press says that she has pleaded, as the story does
    without a date; a plea of a known day comes in August only, and is an act of its own.
    """
    by_march = "[2023-02-24..2023-03-29]"
    return [
        Entry(
            id="gutierrez-reed-plea-expected",
            event=Stated(
                on="2023-02-24",
                by="Variety",
                modality=Modality.EXPECTS,
                about=PleaEntered(
                    on="2023-02-24",
                    defendant=GUTIERREZ_REED,
                    charge="1",
                    plea=PleaKind.UNKNOWN,
                    proceeding=CRIMINAL,
                ),
                text="she will plead at her first appearance",
            ),
            source=press("Variety", "2023-02-24"),
        ),
        Entry(
            id="gutierrez-reed-first-appearance",
            event=HearingHeld(
                on="2023-02-24", hearing="first-appearance-gutierrez-reed", outcome="by video", proceeding=CRIMINAL
            ),
            source=press("Variety", "2023-02-24"),
        ),
        Entry(
            id="gutierrez-reed-released",
            event=ReleaseOrdered(
                on="2023-02-24",
                defendant=GUTIERREZ_REED,
                status=ReleaseStatus.RELEASED_ON_RECOGNIZANCE,
                proceeding=CRIMINAL,
            ),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="gutierrez-reed-1-plea",
            event=_plea(by_march, "1"),
            source=press("Yahoo", "2023-03-29"),
            account_of="S07",
        ),
        Entry(
            id="gutierrez-reed-2-plea",
            event=_plea(by_march, "2"),
            source=press("Yahoo", "2023-03-29"),
            after="gutierrez-reed-1-plea",
        ),
        Entry(id="gutierrez-reed-1-plea-again", event=_plea("2023-08-09", "1"), source=press("New York Times")),
        Entry(id="gutierrez-reed-3-plea", event=_plea("2023-08-09", "3"), source=press("New York Times")),
    ]


def _new_information() -> list[Entry]:
    """
    The information of June, and the separate case of November.

    She pleaded to both counts in August, and both were tried: manslaughter once, and tampering. So the alternative "2"
    went into "1" with the new information. No source says so, and the entry's basis is an inference.
    """
    return [
        Entry(
            id="gutierrez-reed-3-filed",
            event=ChargeFiled(
                on="2023-06-22",
                defendant=GUTIERREZ_REED,
                charge="3",
                offense="tampering with evidence",
                instrument=ChargingInstrument.INFORMATION,
                by=Actor.PROSECUTOR,
                proceeding=CRIMINAL,
            ),
            source=press("KABC", "2023-06-23"),
        ),
        Entry(
            id="gutierrez-reed-2-carried-on",
            event=ChargeSuperseded(
                on="2023-06-22",
                defendant=GUTIERREZ_REED,
                charge="2",
                successors=("1",),
                reason="the new information has two counts, manslaughter and tampering",
                proceeding=CRIMINAL,
            ),
            source=Source("The two counts pleaded to and tried", basis=Basis.INFERRED),
        ),
        *[
            Entry(
                id=f"gutierrez-reed-{charge}-preliminary-waived",
                event=PreliminaryWaived(on="2023-08-04", defendant=GUTIERREZ_REED, charge=charge, proceeding=CRIMINAL),
                source=PRESS_REPORTS,
            )
            for charge in ("1", "3")
        ],
        Entry(
            id="gutierrez-reed-4-filed",
            event=ChargeFiled(
                on="2023-11",
                defendant=GUTIERREZ_REED,
                charge="4",
                offense="firearm in a liquor establishment",
                grade="fourth-degree felony",
                severity=SeverityClass.FELONY,
                offense_on="2021-10-01",
                proceeding=FIREARM_IN_BAR,
            ),
            source=press(SFNM, "2024-01-13"),
        ),
    ]


def _hearings() -> list[Entry]:
    """Her preliminary hearing, moved and then given up, and the days set for her trial."""
    preliminary, trial = "preliminary-gutierrez-reed", "trial-gutierrez-reed"

    def was_set(on: str, hearing: str, for_: str, kind: HearingKind) -> HearingSet:
        return HearingSet(
            on=on, hearing=hearing, for_=for_, kind=kind, defendants=(GUTIERREZ_REED,), proceeding=CRIMINAL
        )

    return [
        Entry(
            id="gutierrez-reed-preliminary-set",
            event=was_set("[2023-01-31..2023-05-03]", preliminary, "2023-05-03", HearingKind.PRELIMINARY),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="gutierrez-reed-preliminary-moved",
            event=was_set("[2023-01-31..2023-08-04]", preliminary, "2023-08-09", HearingKind.PRELIMINARY),
            source=PRESS_REPORTS,
            after="gutierrez-reed-preliminary-set",
        ),
        Entry(
            id="gutierrez-reed-preliminary-off",
            event=HearingCancelled(on="2023-08-04", hearing=preliminary, reason="waived", proceeding=CRIMINAL),
            source=PRESS_REPORTS,
            after="gutierrez-reed-preliminary-moved",
        ),
        Entry(
            id="gutierrez-reed-trial-set",
            event=was_set("2023-08-09", trial, "2023-12-06", HearingKind.TRIAL),
            source=press("New York Times"),
        ),
        Entry(
            id="gutierrez-reed-trial-moved",
            event=was_set("2023-08-22", trial, "2024-02-21", HearingKind.TRIAL),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="gutierrez-reed-trial-held",
            event=HearingHeld(on="2024-02-21", hearing=trial, outcome="jury selection", proceeding=CRIMINAL),
            source=PRESS_REPORTS,
        ),
    ]
