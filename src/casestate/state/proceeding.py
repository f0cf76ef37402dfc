"""The nature of a charge: not everything that is charged, admitted and punished is a crime."""

from collections.abc import Mapping

from casestate.events import ChargingInstrument, PleaKind, SeverityClass
from casestate.vocabulary import Closed


class Proceeding(Closed):
    """
    The nature of a charge, by the result of a finding on it.

    ``CRIMINAL`` leads to a conviction; it is presumed if no source says otherwise. ``INFRACTION`` leads to
    responsibility for a non-criminal offence, ``PETITION`` to an adjudication in a juvenile court, and ``VIOLATION`` to
    a finding that the terms of a sentence were not kept; none of these is a conviction. ``CONTEMPT`` is an order to
    show cause of no stated class: criminal contempt is a crime, civil contempt is not. ``UNKNOWN`` is what went from a
    juvenile court to a criminal one, or back, and was found there on no paper that the file has; and a crime charged
    that was found by a plea for non-criminal offences only.
    """

    CRIMINAL = "criminal"
    INFRACTION = "infraction"
    PETITION = "petition"
    VIOLATION = "violation"
    CONTEMPT = "contempt"
    UNKNOWN = "unknown"


OF_INFRACTIONS = (PleaKind.RESPONSIBLE, PleaKind.NOT_RESPONSIBLE)
"""The pleas to non-criminal offences only."""
_BY_INSTRUMENT: Mapping[str, Proceeding] = {
    ChargingInstrument.PETITION: Proceeding.PETITION,
    ChargingInstrument.PROBATION_VIOLATION_PETITION: Proceeding.VIOLATION,
}

OF_ADULTS = frozenset(ChargingInstrument) - {
    ChargingInstrument.PETITION,
    ChargingInstrument.PROBATION_VIOLATION_PETITION,
    ChargingInstrument.UNKNOWN,
}
"""The papers that bring a criminal charge."""


_INDICTMENTS = frozenset(
    {
        ChargingInstrument.INDICTMENT,
        ChargingInstrument.SUPERSEDING_INDICTMENT,
        ChargingInstrument.SUPERSEDING_INFORMATION,
        ChargingInstrument.PRESENTMENT,
    }
)
_FELONIES = (SeverityClass.FELONY, SeverityClass.CAPITAL)
_MISDEMEANORS = (SeverityClass.PETTY_MISDEMEANOR, SeverityClass.MISDEMEANOR, SeverityClass.GROSS_MISDEMEANOR)


def is_of_crime(instrument: str, severity: SeverityClass) -> bool:
    """
    Return whether paper and class say that a crime is charged, so that no plea makes it a non-criminal offence.

    An indictment says so, and so does a felony. A citation for a misdemeanor may be answered as one for an infraction.
    """
    if instrument in _BY_INSTRUMENT or severity in (SeverityClass.NON_CRIMINAL, SeverityClass.INFRACTION):
        return False
    brought = instrument in OF_ADULTS and instrument != ChargingInstrument.CITATION
    return instrument in _INDICTMENTS or severity in _FELONIES or (brought and severity in _MISDEMEANORS)


def another_nature(one: str, other: str) -> bool:
    """Return whether one of two papers is a petition to a juvenile court and the other brings a criminal charge."""
    petitions = [paper == ChargingInstrument.PETITION for paper in (one, other)]
    return any(petitions) and (one in OF_ADULTS or other in OF_ADULTS)


def proceeding_of(instrument: str, severity: SeverityClass, plea: PleaKind | None) -> Proceeding:
    """Return the nature by the charging paper, else by the class, else by a plea for non-criminal offences only."""
    civil = severity in (SeverityClass.NON_CRIMINAL, SeverityClass.INFRACTION)
    if civil or plea in OF_INFRACTIONS:
        return _BY_INSTRUMENT.get(instrument, Proceeding.INFRACTION)
    if instrument == ChargingInstrument.SHOW_CAUSE and severity is SeverityClass.UNKNOWN:
        return Proceeding.CONTEMPT
    return _BY_INSTRUMENT.get(instrument, Proceeding.CRIMINAL)
