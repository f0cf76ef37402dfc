"""Rows of diversion, and of deferrals after a finding."""

from casestate.events import (
    AdjudicationDeferred,
    DeferralCompleted,
    DeferralRevoked,
    DiversionCompleted,
    DiversionFailed,
    DiversionStarted,
    SentenceDeferred,
)
from casestate.law.rows import row, stage

DIVERTING = stage(
    "deferrals",
    row("T26", DiversionStarted, "", "before_trial > diverted", "disposition=diversion_pending", scope="usual",
        cite="NMSA 31-16A", why="prosecution may be put off by agreement, without a plea"),
    row("T27", DiversionCompleted, "", "diverted > dismissed", "disposition=diversion_completed", scope="usual",
        cite="NMSA 31-16A", why="a diversion completed ends the charge; whether it bars differs"),
    row("T27f", DiversionFailed, "", "diverted > triable", "disposition=none", scope="usual", reopens=True,
        cite="NMSA 31-16A", why="a diversion broken off leaves the charge to be tried"),
)

DEFERRING = stage(
    "deferrals",
    row("T28", AdjudicationDeferred, "", "found_guilty > deferred",
        "conviction=withheld unless pardoned|set_aside disposition=adjudication_deferred", scope="usual",
        cite="NMSA 31-20-13; 18 USC 3607", why="judgment withheld on terms is no adjudication"),
    row("T29", SentenceDeferred, "", "found_guilty > sentence_deferred",
        "conviction=adjudicated unless pardoned|set_aside sentence=deferred disposition=sentence_deferred",
        scope="usual",
        cite="NMSA 31-20-3", why="a conviction is entered and the sentence put off"),
    row("T30", DeferralCompleted, "", "deferred > barred",
        "conviction=withheld jeopardy=ended_barred disposition=deferral_completed", scope="usual",
        cite="NMSA 31-20-13", why="a deferral of judgment completed ends the charge without a conviction"),
    row("T30s", DeferralCompleted, "", "sentence_deferred > barred",
        "conviction=dismissed jeopardy=ended_barred disposition=deferral_completed sentence=completed", scope="usual",
        cite="NMSA 31-20-9; United States v. Meraz",
        why="a deferred sentence completed dismisses the charge; some purposes still count it"),
    row("T31", DeferralRevoked, "", "deferred|sentence_deferred", "conviction=adjudicated unless pardoned|set_aside",
        undoes="AdjudicationDeferred|SentenceDeferred", scope="usual", reopens=True,
        cite="NMSA 31-20-13(B); State v. Kenneman, 98 N.M. 794",
        why="a deferral revoked leaves the finding, adjudicates guilt, and sentence follows"),
    row("T31n", DeferralRevoked, "", "deferred > found_guilty",
        "conviction=adjudicated unless pardoned|set_aside disposition=none if adjudication_deferred", scope="usual",
        cite="NMSA 31-20-13(B)", why="a deferral of judgment revoked adjudicates guilt, and sentence follows"),
    row("T31s", DeferralRevoked, "", "sentence_deferred > found_guilty",
        "conviction=adjudicated unless pardoned|set_aside sentence=none disposition=none if sentence_deferred",
        scope="usual",
        cite="State v. Kenneman, 98 N.M. 794", why="a deferral of sentence revoked leaves the sentence to be imposed"),
)
