"""Rows that bring a charge and change it."""

from casestate.events import (
    BoundOver,
    ChargeAmended,
    ChargeConsolidated,
    ChargeDowngraded,
    ChargeFiled,
    ChargeInactivated,
    ChargeReactivated,
    ChargeSevered,
    ChargeUpgraded,
    ChargingInstrument,
    Event,
    NoBillReturned,
    PreliminaryWaived,
)
from casestate.law.tables.criminal.phases import PENDING
from casestate.law.transition import Standing, Transition
from casestate.state.axes import (
    Activity,
    Disposition,
    Phase,
)

INDICTED = (
    ChargingInstrument.INDICTMENT,
    ChargingInstrument.SUPERSEDING_INDICTMENT,
    ChargingInstrument.SUPERSEDING_INFORMATION,
    ChargingInstrument.PRESENTMENT,
)


def _amendment(row: str, act: type[Event], reason: str) -> Transition:
    return Transition(
        id=row,
        act=act,
        start=PENDING,
        standing=Standing.CONFIGURABLE,
        cite="FRCrimP 7(e); NMRA 5-204",
        reason=reason,
    )


BRINGING = (
    Transition(
        id="T01",
        act=ChargeFiled,
        start=(Phase.NOT_CHARGED,),
        to=Phase.CHARGED,
        cite="FRCrimP 3; NMRA 5-201",
        reason="a complaint, or an information before the preliminary hearing, brings the charge",
    ),
    Transition(
        id="T02",
        act=ChargeFiled,
        values=(ChargingInstrument.INFORMATION, ChargingInstrument.AMENDED_INFORMATION),
        start=(Phase.NOT_CHARGED, Phase.CHARGED),
        to=Phase.CHARGED,
        standing=Standing.CONFIGURABLE,
        cite="FRCrimP 7(b); NMRA 5-201, 5-302",
        reason="an information brings the charge; a preliminary hearing held or waived makes it triable",
    ),
    Transition(
        id="T04",
        act=ChargeFiled,
        values=INDICTED,
        start=(Phase.NOT_CHARGED, Phase.CHARGED),
        to=Phase.TRIABLE,
        cite="FRCrimP 6, 7; N.M. Const. art. II, s. 14",
        reason="an indictment needs no preliminary hearing",
    ),
    Transition(
        id="T02t",
        act=ChargeFiled,
        values=(ChargingInstrument.INFORMATION, ChargingInstrument.AMENDED_INFORMATION, *INDICTED),
        start=(Phase.TRIABLE,),
        after=(BoundOver, PreliminaryWaived),
        standing=Standing.CONFIGURABLE,
        cite="NMRA 5-201(C); FRCrimP 7",
        reason="the information or indictment that follows a preliminary hearing held or waived says what is tried",
    ),
    Transition(
        id="T05",
        act=NoBillReturned,
        start=(Phase.CHARGED,),
        to=Phase.DISMISSED,
        sets={"disposition": Disposition.NO_BILL},
        cite="FRCrimP 6(f); N.M. Const. art. II, s. 14",
        reason="a grand jury that declines to indict ends the charge and sets no bar",
    ),
    _amendment("T07", ChargeAmended, "before verdict a charge may be amended, not into another offence"),
    _amendment("T09", ChargeDowngraded, "an enhancement or theory may be withdrawn, or the grade lowered"),
    _amendment("T09u", ChargeUpgraded, "an enhancement in force on the offence date may be added, or the grade raised"),
    Transition(
        id="T64c",
        act=ChargeConsolidated,
        start=PENDING,
        cite="FRCrimP 8, 13",
        reason="charges may be joined for trial",
    ),
    Transition(
        id="T64s",
        act=ChargeSevered,
        start=PENDING,
        cite="FRCrimP 14",
        reason="charges may be parted for trial",
    ),
    Transition(
        id="T11",
        act=PreliminaryWaived,
        start=(Phase.CHARGED,),
        to=Phase.TRIABLE,
        cite="FRCrimP 5.1; NMRA 5-302",
        reason="a defendant may give up the preliminary hearing",
    ),
    Transition(
        id="T12",
        act=BoundOver,
        start=(Phase.CHARGED,),
        to=Phase.TRIABLE,
        cite="NMRA 5-201(C)",
        reason="probable cause holds the charge for trial",
    ),
    Transition(
        id="T65i",
        act=ChargeInactivated,
        start=(*PENDING, Phase.DIVERTED),
        sets={"activity": Activity.INACTIVE},
        cite="court administration; NCSC inactive pending",
        reason="a charge put off the active docket is still pending",
    ),
    Transition(
        id="T65a",
        act=ChargeReactivated,
        start=(*PENDING, Phase.DIVERTED),
        sets={"activity": Activity.ACTIVE},
        cite="court administration; NCSC reactivated",
        reason="a charge put back on the docket is active",
    ),
)
