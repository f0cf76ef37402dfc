"""
The fuller criminal record of Hannah Gutierrez-Reed from her trial on: verdicts, sentence, motions and appeal.

The outcome of her appeal is not known.
"""

from people import CRIMINAL, GUTIERREZ_REED
from sources import PRESS_REPORTS, press

from casestate import Entry
from casestate.events import (
    Actor,
    AppealFiled,
    AppealRemanded,
    Component,
    ComponentKind,
    HearingHeld,
    Modality,
    MotionDecided,
    MotionFiled,
    MotionOutcome,
    ReleaseOrdered,
    ReleaseStatus,
    SentenceImposed,
    Stated,
    TrialBegan,
    Trier,
    VerdictKind,
    VerdictReturned,
)

SFNM = "Santa Fe New Mexican"


def gutierrez_reed_tried() -> list[Entry]:
    """The trial and what followed, in its order."""
    return [*_trial(), *_sentence(), *_appeal(), *_motions()]


def _trial() -> list[Entry]:
    """The trial and its mixed verdict. One report of the paper has it a day later than all others."""
    began = [
        Entry(
            id=f"gutierrez-reed-{charge}-trial",
            event=TrialBegan(
                on="[2024-02-21..2024-02-22]",
                defendant=GUTIERREZ_REED,
                charge=charge,
                before=Trier.JURY,
                proceeding=CRIMINAL,
            ),
            source=PRESS_REPORTS,
        )
        for charge in ("1", "3")
    ]
    verdicts = []
    for charge, verdict in (("1", VerdictKind.GUILTY), ("3", VerdictKind.NOT_GUILTY)):
        name = f"gutierrez-reed-{charge}-verdict"
        verdicts += [
            Entry(id=f"{name}-day-later", event=_verdict("2024-03-07", charge, verdict), source=press(SFNM)),
            Entry(
                id=name,
                event=_verdict("2024-03-06", charge, verdict),
                source=press(SFNM, "2024-03-18"),
                account_of=f"{name}-day-later",
            ),
        ]
    remanded = ReleaseOrdered(
        on="2024-03-06",
        defendant=GUTIERREZ_REED,
        status=ReleaseStatus.REMANDED_AFTER_VERDICT,
        proceeding=CRIMINAL,
    )
    return [
        *began,
        *verdicts,
        Entry(id="gutierrez-reed-remanded", event=remanded, source=press(SFNM, "2024-03-18")),
    ]


def _verdict(on: str, charge: str, verdict: VerdictKind) -> VerdictReturned:
    return VerdictReturned(
        on=on, defendant=GUTIERREZ_REED, charge=charge, verdict=verdict, by=Trier.JURY, proceeding=CRIMINAL
    )


def _sentence() -> list[Entry]:
    def sent(on: str, status: ReleaseStatus) -> ReleaseOrdered:
        return ReleaseOrdered(on=on, defendant=GUTIERREZ_REED, status=status, proceeding=CRIMINAL)

    return [
        Entry(
            id="gutierrez-reed-1-sentenced",
            event=SentenceImposed(
                on="2024-04-15",
                defendant=GUTIERREZ_REED,
                charge="1",
                components=Component(kind=ComponentKind.PRISON, term="18 months"),
                proceeding=CRIMINAL,
            ),
            source=press("Epoch Times", "2024-06-28"),
        ),
        Entry(
            id="gutierrez-reed-serving",
            event=sent("2024-04-15", ReleaseStatus.SERVING_SENTENCE),
            source=press("Epoch Times", "2024-06-28"),
        ),
        Entry(
            id="gutierrez-reed-paroled",
            event=sent("2025-05", ReleaseStatus.RELEASED_ON_PAROLE),
            source=PRESS_REPORTS,
        ),
    ]


def _appeal() -> list[Entry]:
    """The notice of appeal is of one of two days; a limited remand leaves the appeal pending."""
    return [
        Entry(
            id="gutierrez-reed-1-appeal",
            event=AppealFiled(
                on="[2024-05-13..2024-05-14]",
                defendant=GUTIERREZ_REED,
                charge="1",
                by=Actor.DEFENDANT,
                court="New Mexico Court of Appeals",
                proceeding=CRIMINAL,
            ),
            source=press("TMZ"),
        ),
        Entry(
            id="gutierrez-reed-appeal-grounds",
            event=Stated(
                on="2024-06-12",
                by="counsel for Hannah Gutierrez-Reed",
                modality=Modality.ALLEGES,
                text="six errors at trial",
                defendants=(GUTIERREZ_REED,),
            ),
            source=press("Variety"),
        ),
        Entry(
            id="gutierrez-reed-1-remand",
            event=AppealRemanded(
                on="2024-07-25",
                defendant=GUTIERREZ_REED,
                charge="1",
                question="the motion for dismissal or a new trial",
                proceeding=CRIMINAL,
            ),
            source=press(SFNM),
        ),
        Entry(
            id="gutierrez-reed-remand-heard",
            event=HearingHeld(on="2024-09-26", hearing="motion-gutierrez-reed-remand", proceeding=CRIMINAL),
            source=press(SFNM),
        ),
    ]


def _motions() -> list[Entry]:
    """Her motions; none was granted."""
    entries = []
    for motion, filed, decided, seeks, reason, paper in (
        ("dismissal", "2023-05-18", "2023-08-01", "the charges dismissed", None, press(SFNM, "2023-08-01")),
        ("new-trial", "2024-03-15", "2024-03-29", "a new trial", None, press("KOB")),
        ("release", "2024-03-15", "2024-03-29", "release until sentence", None, press("KOB")),
        (
            "conditional-discharge",
            "[2024-03-06..2024-04-15]",
            "2024-04-15",
            "a conditional discharge",
            None,
            press("Epoch Times", "2024-06-28"),
        ),
        (
            "remand",
            "2024-07-16",
            "2024-09-30",
            "dismissal or a new trial, for evidence withheld",
            "not material",
            press(SFNM),
        ),
    ):
        name = f"gutierrez-reed-{motion}"
        asked = MotionFiled(
            on=filed,
            motion=name,
            seeks=seeks,
            by=Actor.DEFENDANT,
            defendants=(GUTIERREZ_REED,),
            proceeding=CRIMINAL,
        )
        ruling = MotionDecided(
            on=decided, motion=name, outcome=MotionOutcome.DENIED, reason=reason, proceeding=CRIMINAL
        )
        entries += [
            Entry(id=f"{name}-motion", event=asked, source=paper),
            Entry(id=f"{name}-ruling", event=ruling, source=paper, after=f"{name}-motion"),
        ]
    return entries
