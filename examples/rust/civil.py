"""
The suits and the regulator's case. None of it touches a criminal charge.

Of the settlement with the family of Halyna Hutchins no source in hand names another party than Baldwin, so the claim
against the others is not recorded as settled.
"""

from people import (
    BALDWIN,
    GUTIERREZ_REED,
    HALLS,
    HUTCHINS_SUIT,
    KENNEY,
    MATTHEW_HUTCHINS,
    MORRISSEY,
    OHSB,
    RUST_PRODUCTIONS,
)
from sources import PRESS_REPORTS, court, press, safety_bureau

from casestate import Entry
from casestate.events import (
    Actor,
    ApprovalNeeded,
    CitationClass,
    CitationContested,
    CitationIssued,
    CitationSettled,
    ClaimDismissed,
    ClaimFiled,
    ClaimReinstated,
    ClaimRemoved,
    Modality,
    MotionDecided,
    MotionFiled,
    MotionOutcome,
    Noted,
    Prejudice,
    SettlementAgreed,
    SettlementApproved,
    SettlementTerm,
    SettlementTermKind,
    Stated,
)

EXTENSION = "extension"


def civil() -> list[Entry]:
    """Every suit, and the citation."""
    return [*_hutchins(), *_settlement(), *_other_suits(), *_malicious_abuse(), *_citation()]


def _hutchins() -> list[Entry]:
    """The story knows of Baldwin only, and its account of the filing can tie to no more than that."""

    def filed(*defendants: str) -> ClaimFiled:
        return ClaimFiled(
            on="2022-02-15",
            claim="hutchins",
            defendants=defendants,
            claimants=(MATTHEW_HUTCHINS,),
            cause="wrongful death",
            court="First Judicial District Court, New Mexico",
            proceeding=HUTCHINS_SUIT,
        )

    return [
        Entry(
            id="hutchins-petition",
            event=MotionFiled(
                on="2022-01-28",
                motion="hutchins-representative",
                seeks="K. Martinez made personal representative, to sue for the wrongful death",
                proceeding=HUTCHINS_SUIT,
            ),
            source=press("Deadline"),
        ),
        Entry(
            id="hutchins-filed",
            event=filed(BALDWIN),
            source=court("2022-02-15"),
            docketed_on="2022-02-15",
            account_of="S22a",
        ),
        Entry(
            id="hutchins-filed-against-others",
            event=filed(RUST_PRODUCTIONS, HALLS, GUTIERREZ_REED, KENNEY),
            source=court("2022-02-15"),
            docketed_on="2022-02-15",
        ),
    ]


def _settlement() -> list[Entry]:
    """Agreed in October 2022; binding only when the court approved, for a child has a share in it."""
    producer = "Matthew Hutchins becomes executive producer"
    return [
        Entry(
            id="hutchins-settled",
            event=SettlementAgreed(
                on="2022-10-05",
                claim="hutchins",
                defendants=(BALDWIN,),
                terms=(
                    SettlementTerm(kind=SettlementTermKind.NON_MONETARY, text=producer),
                    SettlementTerm(kind=SettlementTermKind.DISMISSAL, text="the case will be dismissed"),
                ),
                approval=ApprovalNeeded.COURT,
                proceeding=HUTCHINS_SUIT,
            ),
            source=press("Consequence", "2022-10-05"),
            account_of="S22b",
        ),
        Entry(
            id="hutchins-dismissal-expected",
            event=Stated(
                on="2022-10-05",
                by=MATTHEW_HUTCHINS,
                modality=Modality.EXPECTS,
                about=ClaimDismissed(
                    on="[2022-10-05..]", claim="hutchins", defendants=(BALDWIN,), proceeding=HUTCHINS_SUIT
                ),
                text="the suit will be dismissed",
            ),
            source=press("Consequence", "2022-10-05"),
        ),
        Entry(
            id="filming-expected",
            event=Stated(
                on="2022-10-05",
                by="the producers",
                modality=Modality.EXPECTS,
                text="filming resumes in January 2023",
            ),
            source=press("Consequence", "2022-10-05"),
        ),
        Entry(
            id="hutchins-settlement-approved",
            event=SettlementApproved(
                on="2023-06-01",
                claim="hutchins",
                defendants=(BALDWIN,),
                by="Judge Biedscheid",
                terms=(
                    SettlementTerm(
                        kind=SettlementTermKind.PAYMENT, text="annuities for the child at 18 and 22", sealed=True
                    ),
                    SettlementTerm(kind=SettlementTermKind.CONFIDENTIALITY),
                ),
                proceeding=HUTCHINS_SUIT,
            ),
            source=press("Los Angeles Times"),
        ),
    ]


def _other_suits() -> list[Entry]:
    """
    Suits of which little is on record.

    Mitchell's is taken to be against Baldwin, of whom the record says that suits go on. Of the family's not even the
    day is known, nor whom it is against: it is noted, and is nobody's claim.
    """
    return [
        Entry(
            id="mitchell-filed",
            event=ClaimFiled(
                on="2021-11-17",
                claim="mitchell",
                defendants=(BALDWIN,),
                claimants=("Mitchell, script supervisor",),
                proceeding="civil-mitchell",
            ),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="kenney-sued",
            event=ClaimFiled(
                on="2022-01-12",
                claim="gutierrez-reed-v-kenney",
                defendants=(KENNEY,),
                claimants=(GUTIERREZ_REED,),
                proceeding="civil-kenney",
            ),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="family-suit",
            event=Noted(
                on="2023-02",
                text="a suit of the parents and the sister of Halyna Hutchins is pending",
                proceeding="civil-family",
            ),
            source=PRESS_REPORTS,
        ),
    ]


def _malicious_abuse() -> list[Entry]:
    """Baldwin v. Morrissey; one report has the order of dismissal a day later."""
    proceeding, claim = "civil-baldwin-v-morrissey", "baldwin-v-morrissey"

    def dismissed(on: str) -> ClaimDismissed:
        return ClaimDismissed(
            on=on,
            claim=claim,
            defendants=(MORRISSEY,),
            by=Actor.COURT,
            prejudice=Prejudice.WITHOUT,
            reason="no activity for 180 days",
            proceeding=proceeding,
        )

    return [
        Entry(
            id="morrissey-sued",
            event=ClaimFiled(
                on="2025-01",
                claim=claim,
                defendants=(MORRISSEY,),
                claimants=(BALDWIN,),
                cause="malicious abuse of process",
                proceeding=proceeding,
            ),
            source=press("WSB Radio", "2025-07-31"),
        ),
        Entry(
            id="morrissey-suit-dismissed-wsb", event=dismissed("2025-07-30"), source=press("WSB Radio", "2025-07-31")
        ),
        Entry(
            id="morrissey-suit-dismissed",
            event=dismissed("2025-07-29"),
            source=press("Reuters"),
            account_of="morrissey-suit-dismissed-wsb",
        ),
        Entry(
            id="morrissey-suit-reinstated",
            event=ClaimReinstated(on="[2025-08..2025-10]", claim=claim, defendants=(MORRISSEY,), proceeding=proceeding),
            source=press("Los Angeles Times"),
        ),
        Entry(
            id="morrissey-suit-removed",
            event=ClaimRemoved(
                on="2025-10", claim=claim, defendants=(MORRISSEY,), court="federal court", proceeding=proceeding
            ),
            source=press("Los Angeles Times"),
            after="morrissey-suit-reinstated",
        ),
    ]


def _citation() -> list[Entry]:
    """The safety regulator's citation, to the settlement; that the commission approved it is not on record here."""
    return [
        Entry(
            id="citation-issued",
            event=CitationIssued(
                on="2022-04-20",
                defendant=RUST_PRODUCTIONS,
                citation="1",
                agency="New Mexico Occupational Health and Safety Bureau",
                classification=CitationClass.WILLFUL_SERIOUS,
                penalty="136793 USD",
                proceeding=OHSB,
            ),
            source=safety_bureau("2022-04-20"),
        ),
        Entry(
            id="citation-contested",
            event=CitationContested(
                on="2022-05-10",
                defendant=RUST_PRODUCTIONS,
                citation="1",
                before="Review Commission",
                proceeding=OHSB,
            ),
            source=press("Deadline"),
        ),
        Entry(
            id="citation-extension-motion",
            event=MotionFiled(on="2022-08-03", motion=EXTENSION, seeks="more time", proceeding=OHSB),
            source=press("Deadline"),
        ),
        Entry(
            id="citation-extension-ruling",
            event=MotionDecided(on="2022-08-04", motion=EXTENSION, outcome=MotionOutcome.GRANTED, proceeding=OHSB),
            source=press("Deadline"),
        ),
        Entry(
            id="citation-complaint",
            event=Noted(
                on="2022-08",
                text="the Environment Department files its administrative complaint",
                proceeding=OHSB,
            ),
            source=press("Deadline"),
        ),
        Entry(
            id="citation-settled",
            event=CitationSettled(
                on="2023-02-24",
                defendant=RUST_PRODUCTIONS,
                citation="1",
                classification=CitationClass.SERIOUS,
                penalty="100000 USD",
                approval=ApprovalNeeded.COMMISSION,
                admission=False,
                proceeding=OHSB,
            ),
            source=press("Variety", "2023-02-24"),
        ),
    ]
