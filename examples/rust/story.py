"""
The founding story, assertion by assertion: S01 to S23, each as far as it goes and no further.

Dates are the story's own: a month, or no more than "by the day of the story", with the order it tells as ``after=``
links. What it reports is an act; what it says that somebody said, expects or alleges is :class:`Stated`.
"""

from people import (
    BALDWIN,
    BALDWIN_COUNSEL,
    CRIMINAL,
    GUTIERREZ_REED,
    GUTIERREZ_REED_COUNSEL,
    HALLS,
    HALYNA_HUTCHINS,
    HUTCHINS_SUIT,
    MATTHEW_HUTCHINS,
    SOUZA,
)
from sources import (
    STORY,
    WIRE,
    WIRE_ANONYMOUS,
    WIRE_BALDWIN,
    WIRE_BALDWIN_COUNSEL,
    WIRE_GUTIERREZ_REED_COUNSEL,
    WIRE_PROSECUTORS,
)

from casestate import Entry
from casestate.events import (
    Actor,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ClaimFiled,
    Component,
    ComponentKind,
    HearingKind,
    HearingSet,
    IncidentOccurred,
    Modality,
    Noted,
    PleaEntered,
    PleaKind,
    RoleChange,
    RoleChanged,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    SettlementTermKind,
    Stated,
)

BY_THE_STORY = f"[..{STORY}]"
FROM_THE_STORY_ON = f"[{STORY}..]"
MANSLAUGHTER = "involuntary manslaughter"


def story() -> list[Entry]:
    """Every assertion of the story, in its order."""
    return [*_dropping(), *_charges(), *_said_of_the_case(), *_prosecution(), *_set_and_halls(), *_other_sides()]


def _dropping() -> list[Entry]:
    """S01 to S03: what was said of the dismissal on the day before it was filed."""

    def said(by: str, modality: Modality, charge: str, text: str) -> Stated:
        drop = ChargeDismissed(
            on=FROM_THE_STORY_ON, defendant=BALDWIN, charge=charge, by=Actor.PROSECUTOR, proceeding=CRIMINAL
        )
        return Stated(on=STORY, by=by, modality=modality, about=drop, text=text)

    decided, expected = [], []
    for letter, charge in (("a", "1"), ("b", "2")):
        event = said(BALDWIN_COUNSEL, Modality.ASSERTS, charge, "the prosecutors have decided to drop the charges")
        decided.append(Entry(id=f"S01{letter}", event=event, source=WIRE_BALDWIN_COUNSEL))
    for letter, charge in (("a", "1"), ("b", "2")):
        event = said("a source, unnamed", Modality.EXPECTS, charge, "a filing may drop the charges as soon as Thursday")
        expected.append(Entry(id=f"S02{letter}", event=event, source=WIRE_ANONYMOUS))
    pleased = Entry(
        id="S03",
        event=Stated(
            on=STORY,
            by=BALDWIN_COUNSEL,
            modality=Modality.ASSERTS,
            text="they are pleased, and ask for a proper investigation",
            defendants=(BALDWIN,),
        ),
        source=WIRE_BALDWIN_COUNSEL,
    )
    return [*decided, *expected, pleased]


def _charges() -> list[Entry]:
    """
    S04 to S10: charges, pleas and the downgrade.

    The story does not say how Baldwin's two counts relate, nor how many Gutierrez-Reed faced. S05 tells more of the
    act of S04, and S10 tells the act of S09 in other words, so both are accounts of it.
    """
    entries = []
    for letter, charge in (("a", "1"), ("b", "2")):
        filed = ChargeFiled(on="2023-01", defendant=BALDWIN, charge=charge, offense=MANSLAUGHTER, proceeding=CRIMINAL)
        entries.append(Entry(id=f"S04{letter}", event=filed, source=WIRE))
    for letter, charge in (("a", "1"), ("b", "2")):
        filed = ChargeFiled(
            on="2023-01",
            defendant=BALDWIN,
            charge=charge,
            offense=MANSLAUGHTER,
            victims=(HALYNA_HUTCHINS, SOUZA),
            proceeding=CRIMINAL,
        )
        entries.append(Entry(id=f"S05{letter}", event=filed, source=WIRE, account_of=f"S04{letter}"))
    return [*entries, *_gutierrez_reed_charged(), *_downgrade()]


def _gutierrez_reed_charged() -> list[Entry]:
    """S06 to S08."""
    return [
        Entry(
            id="S06a",
            event=ChargeFiled(
                on="2023-01", defendant=GUTIERREZ_REED, charge="1", offense=MANSLAUGHTER, proceeding=CRIMINAL
            ),
            source=WIRE,
        ),
        Entry(
            id="S06b",
            event=Stated(
                on=STORY,
                by="a person familiar with the case, unnamed",
                modality=Modality.EXPECTS,
                text="the prosecution of Gutierrez-Reed will continue",
                defendants=(GUTIERREZ_REED,),
            ),
            source=WIRE_ANONYMOUS,
        ),
        Entry(
            id="S07",
            event=PleaEntered(
                on=BY_THE_STORY,
                defendant=GUTIERREZ_REED,
                charge="1",
                plea=PleaKind.NOT_GUILTY,
                proceeding=CRIMINAL,
            ),
            source=WIRE,
            after="S06a",
        ),
        Entry(
            id="S08",
            event=Stated(
                on=BY_THE_STORY,
                by="prosecutors",
                modality=Modality.ALLEGES,
                text="a reckless disregard for safety",
                defendants=(BALDWIN, GUTIERREZ_REED),
            ),
            source=WIRE_PROSECUTORS,
        ),
    ]


def _downgrade() -> list[Entry]:
    """S09 and S10: the charges, in the plural, became less grave, and only then did Baldwin plead."""
    entries = []
    for letter, charge in (("a", "1"), ("b", "2")):
        less = ChargeDowngraded(on="2023-02", defendant=BALDWIN, charge=charge, proceeding=CRIMINAL)
        entries.append(Entry(id=f"S09{letter}", event=less, source=WIRE, after=f"S04{letter}"))
    for letter, charge, downgraded in (("c", "1", "S09a"), ("d", "2", "S09b")):
        plea = PleaEntered(
            on="2023-02", defendant=BALDWIN, charge=charge, plea=PleaKind.NOT_GUILTY, proceeding=CRIMINAL
        )
        entries.append(Entry(id=f"S09{letter}", event=plea, source=WIRE, after=downgraded))
    for letter, charge in (("a", "1"), ("b", "2")):
        again = ChargeDowngraded(on="2023-02", defendant=BALDWIN, charge=charge, proceeding=CRIMINAL)
        entries.append(
            Entry(id=f"S10{letter}", event=again, source=WIRE, after=f"S04{letter}", account_of=f"S09{letter}")
        )
    hers = ChargeDowngraded(on="2023-02", defendant=GUTIERREZ_REED, charge="1", proceeding=CRIMINAL)
    return [*entries, Entry(id="S10c", event=hers, source=WIRE, after="S06a")]


def _said_of_the_case() -> list[Entry]:
    """S11 and S12: what Baldwin said, and what the prosecutors would not say."""
    return [
        Entry(
            id="S11a",
            event=Stated(
                on=BY_THE_STORY,
                by=BALDWIN,
                modality=Modality.ASSERTS,
                text="he had been told that the gun was safe",
                defendants=(BALDWIN,),
            ),
            source=WIRE_BALDWIN,
            after="S16",
        ),
        Entry(
            id="S11b",
            event=Stated(
                on=BY_THE_STORY,
                by=BALDWIN,
                modality=Modality.DENIES,
                text="having pulled the trigger",
                defendants=(BALDWIN,),
            ),
            source=WIRE_BALDWIN,
            after="S16",
        ),
        Entry(
            id="S12a",
            event=Stated(
                on=STORY,
                by="Heather Brewer, for the special prosecutors",
                modality=Modality.DECLINES_COMMENT,
                defendants=(BALDWIN,),
            ),
            source=WIRE_PROSECUTORS,
        ),
        Entry(
            id="S12b",
            event=Noted(on=STORY, text="the prosecution is by New Mexico's First Judicial District"),
            source=WIRE,
        ),
    ]


def _prosecution() -> list[Entry]:
    """S13 to S15: who prosecutes, with what evidence, and what was about to come before the court."""
    left = [
        Entry(
            id=id,
            event=RoleChanged(
                on=BY_THE_STORY, person=person, role="prosecutor", change=RoleChange.STEPPED_DOWN, proceeding=CRIMINAL
            ),
            source=WIRE,
            after=("S04a", "S04b"),
        )
        for id, person in (("S13b", "one prosecutor, unnamed"), ("S13c", "another prosecutor, unnamed"))
    ]
    return [
        Entry(
            id="S13a",
            event=Stated(
                on=STORY, by="Wire report", modality=Modality.ASSERTS, text="legal errors have beset the prosecutors"
            ),
            source=WIRE,
        ),
        *left,
        Entry(
            id="S14",
            event=Stated(
                on=BY_THE_STORY,
                by="a source, unnamed",
                modality=Modality.ASSERTS,
                text="new evidence: the gun was modified, so that it cannot be shown that its trigger had to be pulled",
                defendants=(BALDWIN,),
            ),
            source=WIRE_ANONYMOUS,
        ),
        Entry(
            id="S15a",
            event=Noted(on=BY_THE_STORY, text="the two sides talk ahead of the hearing of May 3", proceeding=CRIMINAL),
            source=WIRE,
        ),
        Entry(
            id="S15b",
            event=HearingSet(
                on=BY_THE_STORY,
                hearing="preliminary-baldwin",
                for_="2023-05-03",
                kind=HearingKind.PRELIMINARY,
                defendants=(BALDWIN,),
                proceeding=CRIMINAL,
            ),
            source=WIRE,
            after=("S04a", "S04b"),
        ),
    ]


def _set_and_halls() -> list[Entry]:
    """
    S16 to S19.

    That Halls was charged is not said in so many words, but a plea to negligent use of a weapon is a plea to a charge
    of it. The story does not say what was suspended, nor for how long.
    """
    return [
        Entry(
            id="S16",
            event=IncidentOccurred(
                on="2021-10-21",
                incident="shooting",
                what="a Colt .45 pointed toward the camera went off in a rehearsal",
                harmed=(HALYNA_HUTCHINS, SOUZA),
            ),
            source=WIRE,
        ),
        Entry(
            id="S17",
            event=Stated(
                on=STORY, by="investigators", modality=Modality.UNDETERMINED, text="how live rounds came on the set"
            ),
            source=WIRE,
        ),
        Entry(
            id="S18a",
            event=ChargeFiled(
                on="[..2023-03-31]",
                defendant=HALLS,
                charge="1",
                offense="negligent use of a deadly weapon",
                proceeding=CRIMINAL,
            ),
            source=WIRE,
        ),
        Entry(
            id="S18b",
            event=PleaEntered(
                on="[..2023-03-31]", defendant=HALLS, charge="1", plea=PleaKind.GUILTY, proceeding=CRIMINAL
            ),
            source=WIRE,
            after="S18a",
        ),
        Entry(
            id="S18c",
            event=SentenceImposed(
                on="2023-03",
                defendant=HALLS,
                charge="1",
                components=Component(kind=ComponentKind.SUSPENDED_TERM),
                proceeding=CRIMINAL,
            ),
            source=WIRE,
            after="S18b",
        ),
        Entry(
            id="S19",
            event=Stated(
                on=BY_THE_STORY,
                by="prosecutors",
                modality=Modality.ALLEGES,
                text="Halls was responsible for safety on the set",
                defendants=(HALLS,),
            ),
            source=WIRE_PROSECUTORS,
        ),
    ]


def _other_sides() -> list[Entry]:
    """S20 to S23: the defence of Gutierrez-Reed, the civil settlement, and the film."""
    theories = [
        Entry(
            id=f"S20{letter}",
            event=Stated(
                on=BY_THE_STORY,
                by="counsel for Hannah Gutierrez-Reed",
                modality=Modality.ALLEGES,
                text=text,
                defendants=(GUTIERREZ_REED, *others),
            ),
            source=WIRE_GUTIERREZ_REED_COUNSEL,
        )
        for letter, text, others in (
            ("a", "sabotage", ()),
            ("b", "Baldwin's lack of training", (BALDWIN,)),
            ("c", "Halls and Baldwin made no further check of the gun", (HALLS, BALDWIN)),
        )
    ]
    return [
        *theories,
        Entry(
            id="S21",
            event=Stated(
                on=STORY,
                by=GUTIERREZ_REED_COUNSEL,
                modality=Modality.EXPECTS,
                text="that she will be exonerated",
                defendants=(GUTIERREZ_REED,),
            ),
            source=WIRE_GUTIERREZ_REED_COUNSEL,
        ),
        Entry(
            id="S22a",
            event=ClaimFiled(
                on="[..2022-10-31]",
                claim="hutchins",
                defendants=(BALDWIN,),
                claimants=(MATTHEW_HUTCHINS,),
                proceeding=HUTCHINS_SUIT,
            ),
            source=WIRE,
        ),
        Entry(
            id="S22b",
            event=SettlementAgreed(
                on="2022-10",
                claim="hutchins",
                defendants=(BALDWIN,),
                terms=SettlementTerm(
                    kind=SettlementTermKind.NON_MONETARY, text="Matthew Hutchins becomes executive producer"
                ),
                proceeding=HUTCHINS_SUIT,
            ),
            source=WIRE,
            after="S22a",
        ),
        Entry(id="S23", event=Noted(on=STORY, text="filming resumes in Montana"), source=WIRE),
    ]
