"""The table for a regulatory citation. No row of it touches a criminal charge."""

from casestate.events import (
    AdministrativeComplaintFiled,
    CitationContested,
    CitationFinal,
    CitationIssued,
    CitationPaid,
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
        cite="29 CFR 2200.4", why="time to act may be extended"),
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
    row("G04", CitationPaid, "", "issued|approved|final > paid",
        cite="29 USC 666", why="a penalty paid closes the citation"),
)

CITATION = table(
    "citation",
    *ROWS,
    ends="final|paid|withdrawn",
    steps=(
        "issued=citation contested=contest settled=settlement approved=approval final=final-order paid=payment "
        "withdrawn=withdrawal"
    ),
    after_end="a final citation takes only payment, and one paid or withdrawn nothing; a later one is a new citation",
)
