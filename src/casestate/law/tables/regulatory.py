"""The table for a regulatory citation. No row of it touches a criminal charge."""

from casestate.events import (
    AdministrativeComplaintFiled,
    CitationContested,
    CitationDecided,
    CitationFinal,
    CitationIssued,
    CitationPaid,
    CitationReviewSought,
    CitationSettled,
    CitationSettlementApproved,
    CitationWithdrawn,
    ContestExtended,
    InspectionOpened,
)
from casestate.law.rows import row, stage
from casestate.law.transition import table

ROWS = stage(
    "issuing",
    row("G01i", InspectionOpened, "", "not_issued",
        cite="29 USC 657; NMSA 50-9-10", why="an inspection cites nothing yet"),
    row("G01", CitationIssued, "", "not_issued > issued",
        cite="29 USC 658; NMSA 50-9", why="an inspection may end in a citation with a class and a proposed penalty"),
    row("G02", CitationContested, "", "issued > contested",
        cite="29 USC 659(c)", why="a citation contested is not final"),
    row("G02e", ContestExtended, "", "contested",
        cite="29 CFR 2200.5", why="time to act may be extended"),
    row("G02c", AdministrativeComplaintFiled, "", "contested",
        cite="29 CFR 2200.34", why="the regulator's complaint brings the contest to the review body"),
    row("G03", CitationSettled, "", "issued|contested > settled", scope="usual",
        cite="29 CFR 2200.100", why="class and penalty may be settled, subject to approval"),
    row("G03a", CitationSettlementApproved, "", "settled > approved", scope="usual",
        cite="29 CFR 2200.100", why="the commission's approval makes the settlement bind"),
    row("G03w", CitationWithdrawn, "", "open > withdrawn",
        cite="29 CFR 2200.100", why="a regulator may take a citation back"),
    row("G03f", CitationFinal, "", "open|approved > final",
        cite="29 USC 659(a)", why="a citation not contested, settled or affirmed becomes final"),
    row("G05", CitationReviewSought, "", "contested|approved|final|paid", reopens=True,
        cite="29 USC 660(a)", why="a petition to a court leaves the order in force"),
    row("G06", CitationDecided, "affirmed|modified", "contested|settled|approved|final > final",
        cite="29 USC 659(c)", why="a citation affirmed or modified by the review body is its final order"),
    row("G06p", CitationDecided, "affirmed|modified", "paid", reopens=True,
        cite="29 USC 660(a)", why="a court's decision on an order already paid leaves it paid"),
    row("G06v", CitationDecided, "vacated", "contested|settled|final|paid > vacated", reopens=True,
        cite="29 USC 659(c), 660(a)", why="a citation vacated is in force no more"),
    row("G06r", CitationDecided, "remanded", "contested|final|paid|vacated > contested", reopens=True,
        cite="29 USC 660(a)", why="a court may send the citation back to the review body"),
    row("G06b", CitationDecided, "affirmed|modified", "vacated > final", reopens=True,
        cite="29 USC 660(a)", why="a court may set aside the order that vacated a citation"),
    row("G06u", CitationDecided, "", "contested|final", unread=True,
        cite="nothing is guessed", why="a decision in words of no known meaning is kept and moves nothing"),
    row("G04", CitationPaid, "", "issued|settled|approved|final > paid",
        cite="29 USC 666", why="a penalty paid closes the citation, also one settled where no approval is needed"),
)

AFTERWARDS = stage(
    "issuing",
    row("G10i", InspectionOpened, "", "issued|contested|settled|approved|final|paid|withdrawn|vacated", scope="usual",
        cite="29 USC 666(d)", why="an inspection may follow a citation up"),
    row("G10", CitationContested, "", "final|paid > contested", scope="local", reopens=True,
        cite="default; not read", why="a contest out of time may be heard for cause"),
    row("G10s", CitationContested, "", "settled", scope="local",
        cite="29 CFR 2200.100", why="those whom a settlement affects may object to it"),
    row("G11", CitationSettled, "", "final", scope="local",
        cite="default; not read", why="payment of a final penalty may be settled"),
    row("G11a", CitationSettlementApproved, "", "final|paid|withdrawn|vacated", scope="local",
        cite="29 CFR 2200.100", why="a settlement that withdraws the citation may be approved"),
    row("G12", CitationWithdrawn, "", "approved|final|paid > withdrawn", scope="local",
        cite="default; not read", why="a regulator may take back even a final citation"),
    row("G13", CitationFinal, "", "withdrawn|vacated", scope="usual",
        cite="29 USC 659(c)", why="an order that vacates a citation, or approves its withdrawal, becomes final too"),
    row("G14", CitationReviewSought, "", "vacated", scope="usual",
        cite="29 USC 660", why="the regulator may ask a court to review the order that vacated a citation"),
    row("G14i", CitationReviewSought, "", "issued|settled", scope="local",
        cite="default; not read", why="a court may be asked for relief before the review body decides"),
    row("G15", CitationDecided, "vacated", "issued|approved > vacated", scope="local", reopens=True,
        cite="default; not read", why="a citation that nobody contested, or one settled, may be vacated for cause"),
    row("G15r", CitationDecided, "remanded", "settled|approved > contested", scope="local", reopens=True,
        cite="default; not read", why="a settlement sent back leaves the citation contested"),
)

CITATION = table(
    "citation",
    *ROWS,
    *AFTERWARDS,
    ends="final|paid|withdrawn|vacated",
    steps=(
        "issued=citation contested=contest settled=settlement approved=approval final=final-order paid=payment "
        "withdrawn=withdrawal vacated=decision"
    ),
    after_end="a final or paid citation takes payment and review, one withdrawn nothing; a later one is a new citation",
)
