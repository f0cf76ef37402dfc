"""Rows that end a charge without a finding, and of what is brought again."""

from collections.abc import Mapping

from casestate.events import (
    ChargeAbated,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ChargeSuperseded,
    ChargeTransferred,
    DefendantDied,
    Event,
    Prejudice,
)
from casestate.events.criminal.charging import ANOTHER_SOVEREIGN
from casestate.law.tables.criminal.phases import BEFORE_TRIAL, PENDING, PUT_BACK, STOOD
from casestate.law.transition import Standing, Transition
from casestate.state.axes import (
    Conviction,
    Disposition,
    Found,
    Jeopardy,
    Phase,
    Review,
    SentenceStatus,
    Succession,
    Supervision,
)
from casestate.vocabulary import Closed

PROVED_OPEN = (Phase.FOUND_GUILTY, Phase.DEFERRED)


def _abating(row: str, act: type[Event], reason: str, *start: Phase) -> Transition:
    """A death before judgment; where something had been found, the conviction it would have led to falls with it."""
    falls = {"conviction": Conviction.NONE} if start else {}
    return Transition(
        id=row,
        act=act,
        start=start or (*PENDING, Phase.DIVERTED),
        to=Phase.ABATED,
        sets={**falls, "disposition": Disposition.ABATED_BY_DEATH},
        cite="universal",
        reason=reason,
    )


WITH = {"disposition": Disposition.DISMISSED_WITH_PREJUDICE, "jeopardy": Jeopardy.ENDED_BARRED}
WITHOUT = {"disposition": Disposition.DISMISSED_WITHOUT_PREJUDICE}
UNSPECIFIED = {"disposition": Disposition.DISMISSED_UNSPECIFIED}


def _dismissed_after_finding(row: str, to: Phase, sets: Mapping[str, Closed], *prejudice: Prejudice) -> Transition:
    """A dismissal between a finding of guilt and judgment: of an alternative count, or of a plea accepted by leave."""
    return Transition(
        id=row,
        act=ChargeDismissed,
        values=prejudice,
        start=(Phase.FOUND_GUILTY,),
        to=to,
        sets={"found": Found.SET_ASIDE, "conviction": Conviction.NONE, **sets},
        standing=Standing.CONFIGURABLE,
        cite="FRCrimP 48(a); Rinaldi v. United States, 434 U.S. 22; State v. Angel, 2002-NMSC-025",
        where={"found": (Found.GUILTY,)},
        reason="before judgment a charge found proved may be dismissed, and the finding falls with it",
    )


def _dismissed_in_deferral(row: str, to: Phase, sets: Mapping[str, Closed], *prejudice: Prejudice) -> Transition:
    """A dismissal of which nobody says that the terms were met; what was found, and withheld, is kept."""
    return Transition(
        id=row,
        act=ChargeDismissed,
        values=prejudice,
        start=(Phase.DEFERRED,),
        to=to,
        sets={"conviction": Conviction.WITHHELD, "supervision": Supervision.NONE, **sets},
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-20-13; 18 USC 3607",
        reason="a charge on which judgment is withheld may be dismissed, without a conviction",
    )


def _deferred_sentence_dismissed(row: str, to: Phase, sets: Mapping[str, Closed], *prejudice: Prejudice) -> Transition:
    return Transition(
        id=row,
        act=ChargeDismissed,
        values=prejudice,
        start=(Phase.SENTENCE_DEFERRED,),
        to=to,
        sets={
            "conviction": Conviction.DISMISSED,
            "sentence": SentenceStatus.NONE,
            "supervision": Supervision.NONE,
            **sets,
        },
        standing=Standing.CONFIGURABLE,
        cite="NMSA 31-20-9; United States v. Meraz",
        reason="a charge whose sentence was deferred may be dismissed; some purposes still count the conviction",
    )


ENDING = (
    Transition(
        id="T00",
        act=ChargeDeclined,
        start=(Phase.NOT_CHARGED, Phase.CHARGED),
        to=Phase.DISMISSED,
        sets={"disposition": Disposition.DECLINED},
        cite="prosecutorial discretion",
        reason="a prosecutor may refuse a charge before a court has it",
    ),
    Transition(
        id="T13",
        act=ChargeDischarged,
        start=(Phase.CHARGED,),
        to=Phase.DISMISSED,
        sets={"disposition": Disposition.DISCHARGED_NO_PROBABLE_CAUSE},
        cite="FRCrimP 5.1(f); NMRA 5-302",
        reason="discharge at the preliminary hearing does not preclude another prosecution",
    ),
    Transition(
        id="T06",
        act=ChargeSuperseded,
        start=BEFORE_TRIAL,
        to=Phase.SUPERSEDED,
        sets={"disposition": Disposition.SUPERSEDED},
        cite="prosecution practice before jeopardy",
        reason="a new instrument may take the charge's place before jeopardy attaches",
    ),
    Transition(
        id="T64",
        act=ChargeTransferred,
        start=PENDING,
        to=Phase.SUPERSEDED,
        sets={"disposition": Disposition.TRANSFERRED},
        cite="FRCrimP 20, 21",
        reason="the charge goes on in another court",
    ),
    Transition(
        id="T33w",
        act=ChargeDismissed,
        values=(Prejudice.WITH,),
        start=(*PENDING, Phase.DIVERTED),
        to=Phase.BARRED,
        sets=WITH,
        cite="FRCrimP 48(b), 12(b); State v. Lizzol, 2007-NMSC-024",
        reason="a dismissal with prejudice bars another prosecution, subject to appeal",
    ),
    Transition(
        id="T32",
        act=ChargeDismissed,
        values=(Prejudice.WITHOUT,),
        start=(*PENDING, Phase.DIVERTED),
        to=Phase.DISMISSED,
        sets=WITHOUT,
        standing=Standing.CONFIGURABLE,
        cite="FRCrimP 48(a); State v. Ware",
        reason="a nolle prosequi or dismissal without prejudice ends the charge and sets no bar",
    ),
    Transition(
        id="T33",
        act=ChargeDismissed,
        start=(*PENDING, Phase.DIVERTED),
        to=Phase.DISMISSED,
        sets=UNSPECIFIED,
        standing=Standing.CONFIGURABLE,
        cite="FRCrimP 48",
        reason="a dismissal of which no source says whether it bars ends the charge; the bar is unknown",
    ),
    _dismissed_after_finding("T46w", Phase.BARRED, WITH, Prejudice.WITH),
    _dismissed_after_finding("T46n", Phase.DISMISSED, WITHOUT, Prejudice.WITHOUT),
    _dismissed_after_finding("T46u", Phase.DISMISSED, UNSPECIFIED),
    _dismissed_in_deferral("T30w", Phase.BARRED, WITH, Prejudice.WITH),
    _dismissed_in_deferral("T30n", Phase.DISMISSED, WITHOUT, Prejudice.WITHOUT),
    _dismissed_in_deferral("T30u", Phase.DISMISSED, UNSPECIFIED),
    _deferred_sentence_dismissed("T30sw", Phase.BARRED, WITH, Prejudice.WITH),
    _deferred_sentence_dismissed("T30sn", Phase.DISMISSED, WITHOUT, Prejudice.WITHOUT),
    _deferred_sentence_dismissed("T30su", Phase.DISMISSED, UNSPECIFIED),
    Transition(
        id="T34r",
        act=ChargeReinstated,
        start=(Phase.DISMISSED,),
        to=Phase.CHARGED,
        sets={**PUT_BACK, "disposition": Disposition.NONE},
        where=STOOD,
        standing=Standing.CONFIGURABLE,
        reopens=True,
        cite="N.C.G.S. 15A-932; Ill. stricken with leave",
        reason="a charge dismissed with leave may be put back as itself",
    ),
    Transition(
        id="T33s",
        act=ChargeDismissed,
        values=(Prejudice.WITH, Prejudice.WITHOUT),
        start=(Phase.SUPERSEDED,),
        reopens=True,
        cite="prosecution practice",
        reason="the dismissal of what another charge carries on leaves that charge as it is",
    ),
    Transition(
        id="T33t",
        act=ChargeDismissed,
        start=(Phase.SUPERSEDED,),
        reopens=True,
        cite="prosecution practice",
        reason="the dismissal of what another charge carries on leaves that charge as it is",
    ),
    Transition(
        id="T34",
        act=ChargeFiled,
        link="refiles",
        start=(*BEFORE_TRIAL, Phase.DISMISSED),
        sets={"succession": Succession.REFILED},
        refusal="refiled-after-bar",
        cite="U.S. Const. amend. V; NMSA 30-1-10",
        reason="a charge ended without a bar may be brought again as a new charge; one that is barred may not, by the "
        "same sovereign",
    ),
    Transition(
        id="T34n",
        act=ChargeFiled,
        link="refiles",
        start=(Phase.SUPERSEDED,),
        sets={"succession": Succession.REFILED},
        cite="prosecution practice before jeopardy; FRCrimP 20, 21",
        reason="what another charge or court carries on has not ended, so nothing bars its being brought anew",
    ),
    Transition(
        id="T35",
        act=ChargeFiled,
        link=ANOTHER_SOVEREIGN,
        start=tuple(Phase),
        cite="Gamble v. United States",
        reason="an offence against another sovereign is another offence, which no end of this charge bars",
    ),
    _abating("T62", ChargeAbated, "death ends the prosecution of that person"),
    _abating("T62f", ChargeAbated, "death before judgment leaves a finding without a conviction", *PROVED_OPEN),
    Transition(
        id="T63a",
        act=ChargeAbated,
        start=(Phase.SENTENCE_DEFERRED, Phase.JUDGED),
        to=Phase.ABATED,
        sets={
            "found": Found.SET_ASIDE,
            "conviction": Conviction.VACATED,
            "sentence": SentenceStatus.VACATED,
            "supervision": Supervision.NONE,
            "review": Review.ENDED,
            "disposition": Disposition.ABATED_BY_DEATH,
        },
        standing=Standing.CONFIGURABLE,
        cite="United States v. Brooks; United States v. Parsons",
        reason="where a death pending appeal abates from the beginning, the judgment falls by the court's order",
    ),
    _abating("T62d", DefendantDied, "death ends the prosecution of that person and of nobody else"),
    _abating("T62e", DefendantDied, "death before judgment leaves a finding without a conviction", *PROVED_OPEN),
    Transition(
        id="T63",
        act=DefendantDied,
        start=(
            Phase.NOT_CHARGED,
            Phase.SENTENCE_DEFERRED,
            Phase.JUDGED,
            Phase.DISMISSED,
            Phase.BARRED,
            Phase.OVERTURNED,
            Phase.ACQUITTED,
            Phase.SUPERSEDED,
            Phase.ABATED,
        ),
        standing=Standing.CONFIGURABLE,
        cite="Brooks; Parsons; Hernandez; Salazar, 1997-NMSC-044",
        reason="what becomes of a judgment under appeal is for the jurisdiction; nothing moves by itself",
    ),
)
