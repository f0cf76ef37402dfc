"""
The fuller criminal record of Alec Baldwin: the charges of 2023, dismissed without prejudice, and that of 2024, barred.

The two counts of 2023 were alternatives. The file calls the one with the firearm enhancement "1"; the label is the
file's. The indictment of 2024 is a new charge, "3", that brings both again: one count on two theories.
"""

from people import BALDWIN, CRIMINAL, HALYNA_HUTCHINS
from sources import PRESS_REPORTS, court, press

from casestate import Entry
from casestate.events import (
    Actor,
    AppealFiled,
    AppealWithdrawn,
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargingInstrument,
    HearingCancelled,
    HearingKind,
    HearingSet,
    MotionDecided,
    MotionFiled,
    MotionOutcome,
    PleaEntered,
    PleaKind,
    PleaManner,
    Prejudice,
    ReleaseOrdered,
    ReleaseStatus,
    SeverityClass,
    TrialBegan,
    Trier,
)


def baldwin() -> list[Entry]:
    """Everything on record against him, in its order."""
    return [*_informations(), *_first_pleas(), *_dismissal(), *_indictment(), *_motions(), *_trial(), *_after()]


def _filed(charge: str, other: str) -> ChargeFiled:
    enhanced = charge == "1"
    return ChargeFiled(
        on="2023-01-31",
        defendant=BALDWIN,
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


def _informations() -> list[Entry]:
    """
    The information of January and its amendment in February, in the press and on the docket.

    The story has the charges downgraded, in the plural. The amendment took the enhancement from one count and carried
    the other over, so for count 2 the record of the same act is an amendment and no downgrade.
    """
    entries = []
    for charge, other, first in (("1", "2", "S04a"), ("2", "1", "S04b")):
        filed = _filed(charge, other)
        # USA Today reported the filing before the motion of 2023-02-10; its day is not known more closely.
        paper = press("USA Today", "[2023-01-31..2023-02-10]")
        entries.append(Entry(id=f"baldwin-{charge}-filed-press", event=filed, source=paper, account_of=first))
        entries.append(
            Entry(
                id=f"baldwin-{charge}-filed",
                event=filed,
                source=court("2023-01-31"),
                docketed_on="2023-01-31",
                account_of=first,
            )
        )
    return [
        *entries,
        Entry(
            id="baldwin-enhancement-motion",
            event=MotionFiled(
                on="2023-02-10",
                motion="baldwin-enhancement",
                seeks="the firearm enhancement struck: its statute is of 2022, the offence of 2021",
                by=Actor.DEFENDANT,
                defendants=(BALDWIN,),
                proceeding=CRIMINAL,
            ),
            source=press("KS95"),
        ),
        Entry(
            id="baldwin-1-downgraded-press",
            event=_downgraded(ChargingInstrument.AMENDED_COMPLAINT),
            source=press("KS95"),
            account_of="S09a",
        ),
        Entry(
            id="baldwin-1-downgraded",
            event=_downgraded(ChargingInstrument.AMENDED_INFORMATION),
            source=court("2023-02-17"),
            docketed_on="2023-02-17",
            account_of="S09a",
        ),
        Entry(
            id="baldwin-2-amended",
            event=ChargeAmended(
                on="2023-02-17",
                defendant=BALDWIN,
                charge="2",
                instrument=ChargingInstrument.AMENDED_INFORMATION,
                exposure="18 months",
                by=Actor.PROSECUTOR,
                proceeding=CRIMINAL,
            ),
            source=court("2023-02-17"),
            docketed_on="2023-02-17",
            account_of="S09b",
        ),
    ]


def _downgraded(instrument: ChargingInstrument) -> ChargeDowngraded:
    """The press calls the instrument a complaint, the court an information."""
    return ChargeDowngraded(
        on="2023-02-17",
        defendant=BALDWIN,
        charge="1",
        instrument=instrument,
        dropped_enhancements=("firearm",),
        exposure="18 months",
        by=Actor.PROSECUTOR,
        proceeding=CRIMINAL,
    )


def _plea(on: str, charge: str) -> PleaEntered:
    return PleaEntered(
        on=on,
        defendant=BALDWIN,
        charge=charge,
        plea=PleaKind.NOT_GUILTY,
        by=Actor.DEFENDANT,
        manner=PleaManner.BY_FILING,
        proceeding=CRIMINAL,
    )


def _released(on: str) -> ReleaseOrdered:
    return ReleaseOrdered(
        on=on,
        defendant=BALDWIN,
        status=ReleaseStatus.RELEASED_ON_RECOGNIZANCE,
        conditions=("not listed by the source",),
        proceeding=CRIMINAL,
    )


def _first_pleas() -> list[Entry]:
    pleas = [
        Entry(
            id=f"baldwin-{charge}-plea",
            event=_plea("2023-02-23", charge),
            source=court("2023-02-23"),
            docketed_on="2023-02-23",
            account_of=told,
        )
        for charge, told in (("1", "S09c"), ("2", "S09d"))
    ]
    return [
        *pleas,
        Entry(
            id="baldwin-first-appearance-waived",
            event=HearingCancelled(
                on="2023-02-23", hearing="first-appearance-baldwin", reason="waived", proceeding=CRIMINAL
            ),
            source=press("Variety", "2023-02-24"),
        ),
        Entry(id="baldwin-released", event=_released("2023-02-23"), source=press("ABC News")),
    ]


def _dismissal() -> list[Entry]:
    dismissed = [
        Entry(
            id=f"baldwin-{charge}-dismissed",
            event=ChargeDismissed(
                on="2023-04-21",
                defendant=BALDWIN,
                charge=charge,
                by=Actor.PROSECUTOR,
                prejudice=Prejudice.WITHOUT,
                proceeding=CRIMINAL,
            ),
            source=court("2023-04-21"),
            docketed_on="2023-04-21",
        )
        for charge in ("1", "2")
    ]
    off = HearingCancelled(
        on="2023-04-21", hearing="preliminary-baldwin", reason="charges dismissed", proceeding=CRIMINAL
    )
    return [
        *dismissed,
        Entry(
            id="baldwin-preliminary-off",
            event=off,
            source=press("Arkansas Democrat-Gazette", "2023-04-22"),
            after=("S15b", "baldwin-1-dismissed", "baldwin-2-dismissed"),
        ),
    ]


def _indictment() -> list[Entry]:
    return [
        Entry(
            id="baldwin-3-indicted",
            event=ChargeFiled(
                on="2024-01-19",
                defendant=BALDWIN,
                charge="3",
                offense="involuntary manslaughter",
                grade="fourth-degree felony",
                severity=SeverityClass.FELONY,
                instrument=ChargingInstrument.INDICTMENT,
                theories=("one standard", "the alternative standard"),
                refiles=("1", "2"),
                victims=(HALYNA_HUTCHINS,),
                offense_on="2021-10-21",
                by=Actor.GRAND_JURY,
                proceeding=CRIMINAL,
            ),
            source=press("Reuters", "2024-01-19"),
        ),
        Entry(
            id="baldwin-arraignment-set",
            event=HearingSet(
                on="[2024-01-19..2024-01-31]",
                hearing="arraignment-baldwin",
                for_="2024-02-01",
                kind=HearingKind.ARRAIGNMENT,
                defendants=(BALDWIN,),
                proceeding=CRIMINAL,
            ),
            source=press("Reuters"),
            after="baldwin-3-indicted",
        ),
        Entry(
            id="baldwin-3-plea",
            event=_plea("2024-01-31", "3"),
            source=court("2024-01-31"),
            docketed_on="2024-01-31",
        ),
        Entry(
            id="baldwin-arraignment-waived",
            event=HearingCancelled(
                on="2024-01-31", hearing="arraignment-baldwin", reason="waived", proceeding=CRIMINAL
            ),
            source=press("Albuquerque Journal"),
            after="baldwin-arraignment-set",
        ),
        Entry(id="baldwin-released-again", event=_released("2024-01-31"), source=press("Albuquerque Journal")),
    ]


def _motion(motion: str, on: str, seeks: str, by: Actor = Actor.DEFENDANT) -> MotionFiled:
    return MotionFiled(on=on, motion=motion, seeks=seeks, by=by, defendants=(BALDWIN,), proceeding=CRIMINAL)


def _motions() -> list[Entry]:
    """The defence's motions before trial. Of most the ruling is dated and the filing is not."""
    entries = []
    for motion, filed, decided, seeks, outcome in (
        ("indictment", "2024-03-14", "2024-05-24", "the indictment dismissed", MotionOutcome.DENIED),
        (
            "as-charged",
            "[2024-01-19..2024-06-21]",
            "2024-06-21",
            "the charge dismissed as it is charged",
            MotionOutcome.DENIED,
        ),
        (
            "gun-destroyed",
            "[2024-01-19..2024-06-28]",
            "2024-06-28",
            "the charge dismissed because the gun was destroyed",
            MotionOutcome.DENIED,
        ),
        (
            "producer-role",
            "[2024-01-19..2024-07-08]",
            "2024-07-08",
            "his role as producer and the regulator's findings excluded",
            MotionOutcome.GRANTED,
        ),
    ):
        name = f"baldwin-{motion}"
        ruling = MotionDecided(on=decided, motion=name, outcome=outcome, proceeding=CRIMINAL)
        asked = Entry(id=f"{name}-motion", event=_motion(name, filed, seeks), source=PRESS_REPORTS)
        entries += [asked, Entry(id=f"{name}-ruling", event=ruling, source=PRESS_REPORTS, after=asked)]
    return entries


def _trial() -> list[Entry]:
    """The trial of July 2024, which the court ended when jeopardy had attached."""
    return [
        Entry(
            id="baldwin-3-trial",
            event=TrialBegan(
                on="[2024-07-09..2024-07-10]",
                defendant=BALDWIN,
                charge="3",
                before=Trier.JURY,
                proceeding=CRIMINAL,
            ),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="baldwin-brady-motion",
            event=_motion(
                "baldwin-brady", "[2024-07-11..2024-07-12]", "the charge dismissed because evidence was withheld"
            ),
            source=press("CinemaBlend"),
            after="baldwin-3-trial",
        ),
        Entry(
            id="baldwin-brady-ruling",
            event=MotionDecided(
                on="2024-07-12", motion="baldwin-brady", outcome=MotionOutcome.GRANTED, proceeding=CRIMINAL
            ),
            source=press("Hürriyet Daily News"),
            after="baldwin-brady-motion",
        ),
        Entry(
            id="baldwin-3-dismissed",
            event=ChargeDismissed(
                on="2024-07-12",
                defendant=BALDWIN,
                charge="3",
                by=Actor.COURT,
                prejudice=Prejudice.WITH,
                reason="evidence withheld from the defence",
                proceeding=CRIMINAL,
            ),
            source=press("Hürriyet Daily News"),
        ),
    ]


def _after() -> list[Entry]:
    """The State asks the court again, appeals, and gives up; only then is the dismissal final."""
    again = "the dismissal reconsidered"
    return [
        Entry(
            id="baldwin-reconsider-motion",
            event=_motion("baldwin-reconsider", "2024-08-30", again, by=Actor.PROSECUTOR),
            source=press("TMZ"),
        ),
        Entry(
            id="baldwin-reconsider-motion-again",
            event=_motion("baldwin-reconsider", "2024-09-04", f"{again}, in fewer pages", by=Actor.PROSECUTOR),
            source=press("TMZ"),
            after="baldwin-reconsider-motion",
        ),
        Entry(
            id="baldwin-reconsider-ruling",
            event=MotionDecided(
                on="2024-10-24",
                motion="baldwin-reconsider",
                outcome=MotionOutcome.DENIED,
                reason="also out of time",
                proceeding=CRIMINAL,
            ),
            source=press("Hürriyet Daily News", "2024-10-28"),
        ),
        Entry(
            id="baldwin-3-appeal",
            event=AppealFiled(on="2024-11", defendant=BALDWIN, charge="3", by=Actor.PROSECUTOR, proceeding=CRIMINAL),
            source=press("Screen Daily", "2024-12-24"),
        ),
        Entry(
            id="baldwin-3-appeal-withdrawn",
            event=AppealWithdrawn(
                on="2024-12-23", defendant=BALDWIN, charge="3", by=Actor.PROSECUTOR, proceeding=CRIMINAL
            ),
            source=press("CBS News"),
        ),
    ]
