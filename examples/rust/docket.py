"""
The fuller record of the criminal matter as a whole: the incident, the reports, the prosecutors, the announcements.

What concerns one defendant stands in a module of that defendant's. A press conference that says what will be filed is
a statement; the filing is the act.
"""

from people import (
    BALDWIN,
    CRIMINAL,
    DISTRICT_ATTORNEY,
    GUTIERREZ_REED,
    HALLS,
    HALYNA_HUTCHINS,
    LEWIS,
    MORRISSEY,
    OCAMPO_JOHNSON,
    REEB,
    SOUZA,
    SPECIAL_PROSECUTORS,
)
from sources import PRESS_REPORTS, press, safety_bureau

from casestate import Basis, Entry, Source
from casestate.events import (
    Actor,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    IncidentOccurred,
    Modality,
    Noted,
    PleaEntered,
    PleaKind,
    RoleChange,
    RoleChanged,
    Stated,
)


def docket() -> list[Entry]:
    """What belongs to every defendant, or to none."""
    return [*_incident_and_reports(), *_announcements(), *_prosecutors()]


def _incident_and_reports() -> list[Entry]:
    """The shooting, and what investigators and experts found; the experts contradict S14."""
    return [
        Entry(
            id="shooting",
            event=IncidentOccurred(
                on="2021-10-21",
                incident="shooting",
                what="shot fired in a rehearsal",
                place="Bonanza Creek Ranch",
                harmed=(HALYNA_HUTCHINS, SOUZA),
            ),
            source=safety_bureau("2022-04-20"),
            account_of="S16",
        ),
        Entry(
            id="fbi-gun-report",
            event=Stated(
                on="2022-08",
                by="FBI",
                modality=Modality.ASSERTS,
                text="the gun fires only when its trigger is pulled, unless it is struck or dropped",
                defendants=(BALDWIN,),
            ),
            source=press("Arkansas Democrat-Gazette", "2023-04-22"),
        ),
        Entry(
            id="sheriff-report",
            event=Noted(on="2022-10", text="the sheriff's report goes to the district attorney", proceeding=CRIMINAL),
            source=PRESS_REPORTS,
        ),
        Entry(
            id="haag-report",
            event=Stated(
                on="2023-08-15",
                by="Haag, firearms expert for the prosecution",
                modality=Modality.DISPUTES,
                text="the trigger had to be pulled",
                defendants=(BALDWIN,),
            ),
            source=PRESS_REPORTS,
        ),
    ]


def _announcements() -> list[Entry]:
    """What prosecutors said they would do or had done, on days when they did not do it."""
    charged = [
        Entry(
            id=f"{who}-{charge}-announced",
            event=Stated(
                on="2023-01-19",
                by=DISTRICT_ATTORNEY,
                modality=Modality.EXPECTS,
                about=ChargeFiled(
                    on="[2023-01-19..]",
                    defendant=defendant,
                    charge=charge,
                    offense="involuntary manslaughter",
                    proceeding=CRIMINAL,
                ),
                text="charges will be filed",
            ),
            source=PRESS_REPORTS,
        )
        for who, defendant in (("baldwin", BALDWIN), ("gutierrez-reed", GUTIERREZ_REED))
        for charge in ("1", "2")
    ]
    downgraded = [
        Entry(
            id=f"{who}-downgrade-announced",
            event=Stated(
                on="2023-02-20",
                by="prosecutors",
                modality=Modality.ASSERTS,
                about=ChargeDowngraded(
                    on="2023-02-17",
                    defendant=defendant,
                    charge="1",
                    dropped_enhancements=("firearm",),
                    proceeding=CRIMINAL,
                ),
                text="the firearm enhancement is gone",
            ),
            source=press("The Week", "2023-02-20"),
        )
        for who, defendant in (("baldwin", BALDWIN), ("gutierrez-reed", GUTIERREZ_REED))
    ]
    return [*charged, *_halls_agreement(), *downgraded, *_dismissal_confirmed(), _grand_jury_planned()]


def _halls_agreement() -> list[Entry]:
    """
    A plea agreement is no plea. It was announced on one day, and by another report reached on the next.

    The two are one announcement by two reporters, so the second is an account of the first.
    """

    def reached(on: str) -> Stated:
        return Stated(
            on=on,
            by=DISTRICT_ATTORNEY,
            modality=Modality.ASSERTS,
            about=PleaEntered(on=f"[{on}..]", defendant=HALLS, charge="1", plea=PleaKind.UNKNOWN, proceeding=CRIMINAL),
            text="a plea agreement has been reached",
        )

    return [
        Entry(id="halls-agreement-fox", event=reached("2023-01-20"), source=press("Fox News", "2023-03-31")),
        Entry(
            id="halls-agreement",
            event=reached("2023-01-19"),
            source=PRESS_REPORTS,
            account_of="halls-agreement-fox",
        ),
    ]


def _dismissal_confirmed() -> list[Entry]:
    return [
        Entry(
            id=f"baldwin-{charge}-dismissal-confirmed",
            event=Stated(
                on="2023-04-20",
                by=SPECIAL_PROSECUTORS,
                modality=Modality.EXPECTS,
                about=ChargeDismissed(
                    on="[2023-04-20..]",
                    defendant=BALDWIN,
                    charge=charge,
                    by=Actor.PROSECUTOR,
                    prejudice="without",
                    proceeding=CRIMINAL,
                ),
                text="the charges will be dismissed, and may be refiled",
            ),
            source=Source("Special prosecutors, in KSN", basis=Basis.PARTY, published="2023-04-21"),
        )
        for charge in ("1", "2")
    ]


def _grand_jury_planned() -> Entry:
    return Entry(
        id="baldwin-grand-jury-planned",
        event=Stated(
            on="2023-10-17",
            by=SPECIAL_PROSECUTORS,
            modality=Modality.EXPECTS,
            about=ChargeFiled(
                on="[2023-10-17..]",
                defendant=BALDWIN,
                charge="3",
                offense="involuntary manslaughter",
                instrument="indictment",
                refiles=("1", "2"),
                by=Actor.GRAND_JURY,
                proceeding=CRIMINAL,
            ),
            text="a grand jury will be asked to indict",
        ),
        source=press("Santa Fe New Mexican", "2024-01-13"),
    )


def _prosecutors() -> list[Entry]:
    """
    Who prosecuted.

    The two who had stepped down by the day of the story (S13) are these two. TheWrap puts the judge's ruling a day
    before 2023-03-29, others on the 27th.
    """
    ruling = "the district attorney must step aside, or prosecute without a special prosecutor"
    return [
        _role("reeb-leaves", "2023-03-14", REEB, RoleChange.STEPPED_DOWN, source=press("TheWrap"), account_of="S13b"),
        Entry(
            id="prosecutor-ruling-wrap",
            event=Noted(on="2023-03-28", text=ruling, proceeding=CRIMINAL),
            source=press("TheWrap"),
        ),
        Entry(
            id="prosecutor-ruling",
            event=Noted(on="2023-03-27", text=ruling, proceeding=CRIMINAL),
            source=press("Los Angeles Times", "2023-03-29"),
            account_of="prosecutor-ruling-wrap",
        ),
        Entry(
            id="district-attorney-leaves",
            event=RoleChanged(
                on="2023-03-29",
                person=DISTRICT_ATTORNEY,
                role="district attorney",
                change=RoleChange.STEPPED_DOWN,
                proceeding=CRIMINAL,
            ),
            source=press("Los Angeles Times", "2023-03-29"),
            account_of="S13c",
        ),
        _role("morrissey-comes", "2023-03-29", MORRISSEY, RoleChange.APPOINTED, source=press("TheWrap")),
        _role("lewis-comes", "2023-03-29", LEWIS, RoleChange.APPOINTED, source=press("TheWrap")),
        _role(
            "ocampo-johnson-leaves",
            "[2024-07-11..2024-07-12]",
            OCAMPO_JOHNSON,
            RoleChange.RESIGNED,
            source=press("CinemaBlend"),
        ),
    ]


def _role(id: str, on: str, person: str, change: RoleChange, *, source: Source, account_of: str | None = None) -> Entry:
    """A special prosecutor who came or left."""
    changed = RoleChanged(on=on, person=person, role="special prosecutor", change=change, proceeding=CRIMINAL)
    return Entry(id=id, event=changed, source=source, account_of=account_of)
