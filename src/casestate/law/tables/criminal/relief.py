"""Rows of clemency and of the record."""

from casestate.events import (
    ConvictionSetAside,
    Pardoned,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    SentenceCommuted,
)
from casestate.law.tables.criminal.phases import ALL, PENDING
from casestate.law.transition import Standing, Transition
from casestate.state.axes import (
    Conviction,
    Phase,
    SentenceStatus,
    Visibility,
)

RELIEVING = (
    Transition(
        id="T59",
        act=Pardoned,
        start=(Phase.FOUND_GUILTY, Phase.SENTENCE_DEFERRED, Phase.JUDGED),
        sets={"conviction": Conviction.PARDONED},
        standing=Standing.CONFIGURABLE,
        cite="U.S. Const. art. II, s. 2; N.M. Const. art. V, s. 6",
        reason="a pardon relieves the conviction; the finding and the record are kept",
    ),
    Transition(
        id="T59p",
        act=Pardoned,
        start=(Phase.NOT_CHARGED, *PENDING, Phase.DIVERTED, Phase.DEFERRED),
        standing=Standing.CONFIGURABLE,
        cite="Ex parte Garland",
        reason="a federal pardon may come at any time after the offence; no guilt is thereby found",
    ),
    Transition(
        id="T60",
        act=SentenceCommuted,
        start=(Phase.JUDGED,),
        sets={"sentence": SentenceStatus.COMMUTED},
        cite="executive clemency",
        reason="a commutation touches the sentence alone",
    ),
    Transition(
        id="T61a",
        act=ConvictionSetAside,
        start=(Phase.JUDGED, Phase.SENTENCE_DEFERRED),
        sets={"conviction": Conviction.SET_ASIDE},
        standing=Standing.CONFIGURABLE,
        cite="ORS 137.225; Cal. Penal Code 1203.4",
        reason="a conviction set aside by statute still counts for some purposes",
    ),
    Transition(
        id="T61",
        act=RecordSealed,
        start=ALL,
        sets={"visibility": Visibility.SEALED},
        standing=Standing.CONFIGURABLE,
        cite="NMSA 29-3A-4",
        reason="sealing closes the record and changes nothing else",
    ),
    Transition(
        id="T61u",
        act=RecordUnsealed,
        start=ALL,
        sets={"visibility": Visibility.PUBLIC},
        standing=Standing.CONFIGURABLE,
        cite="court order",
        reason="a record unsealed is public",
    ),
    Transition(
        id="T61e",
        act=RecordExpunged,
        start=ALL,
        sets={"visibility": Visibility.EXPUNGED},
        standing=Standing.CONFIGURABLE,
        cite="NMSA 29-3A-4, 29-3A-5",
        reason="expungement closes or destroys the record and changes nothing else",
    ),
)
