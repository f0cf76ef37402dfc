"""What this importer says of rows that are doubtful in ways the law alone cannot see, as findings of the library."""

from casestate import Finding, Severity
from county.rows import Row

WARNING, INCOMPLETE, POLICY = Severity.WARNING, Severity.INCOMPLETE, Severity.POLICY
DOCKET = "look it up on the court's docket"
REMARKS: dict[str, tuple[Severity, str, str]] = {
    "undated-filing": (INCOMPLETE, "the filing has no date", DOCKET),
    "undated-row": (INCOMPLETE, "{row.type} has no date", DOCKET),
    "unreadable-date": (WARNING, "the date {row.date!r} cannot be read; it is taken as none", DOCKET),
    "dated-before-received": (WARNING, "{row.date} is before the case was received, {row.received_date}", DOCKET),
    "dated-after-data": (
        WARNING,
        "{row.date} is after the last day on which the data have a case come in: it may have been set, not reached",
        "record as HearingSet what was only set, once a docket says so",
    ),
    "unknown-row": (WARNING, "no row type {row.type!r} is known; the row is noted and moves nothing", "map it"),
    "unknown-filing": (WARNING, "{row.subtype!r} is no known way to bring a charge; it is kept as words", "map it"),
    "unknown-class": (WARNING, "{row.grade!r} is no known class of offence; it is kept as words", "map it"),
    "unknown-outcome": (WARNING, "no outcome {row.outcome!r} is known; the row is noted and moves nothing", "map it"),
    "unknown-phase": (WARNING, "{row.subtype!r} is no known phase of a sentence; it is kept as words", "map it"),
    "unknown-sentence": (WARNING, "{row.outcome!r} is no known kind of sentence; it is kept as words", "map it"),
    "no-cause-at-hearing": (
        WARNING,
        "brought by preliminary hearing, but the hearing found no probable cause, so no information can have followed",
        "the instrument is left unknown; it will have been a complaint",
    ),
    "amendment-without-row": (
        INCOMPLETE,
        "names version {row.version}, which the filing does not, and no row says when it was amended",
        DOCKET,
    ),
    "class-changed": (WARNING, "of Class {row.grade}, unlike the row before it", "none; the amendment is inferred"),
    "changed-in-place": (WARNING, "version {row.version} reads otherwise than in the filing", DOCKET),
    "amendment-undatable": (
        INCOMPLETE,
        "the amendment would fall between two dates that run backwards; it is left out",
        DOCKET,
    ),
    "outcome-no-end": (WARNING, "{row.outcome!r} stands as a disposition, but ends no charge", "none; it is pending"),
    "successor-not-named": (INCOMPLETE, "{row.outcome!r}, and no row says what carries it on", DOCKET),
    "guilty-without-sentence": (INCOMPLETE, "found guilty, and no row has the sentence", DOCKET),
    "second-original-sentence": (WARNING, "a second sentence that calls itself original", "say what changed it"),
    "sentence-without-length": (INCOMPLETE, "{row.outcome!r} has no length", DOCKET),
    "sentence-length-unread": (WARNING, "the length in {row.outcome!r} is no number of days or months", DOCKET),
    "sentence-of-no-length": (WARNING, "{row.outcome!r} is no time at all", DOCKET),
    "probation-over-maximum": (POLICY, "{row.outcome!r} is longer than Illinois allows", "were months meant?"),
}
REMARKED_OUTCOMES = {
    "BFW": "outcome-no-end",
    "Mistrial Declared": "outcome-no-end",
    "Superseded by Indictment": "successor-not-named",
    "Transferred - Misd Crt": "successor-not-named",
}


def remark(code: str, row: Row) -> Finding:
    """What is to be said about a row."""
    return finding(code, row.participant, row.charge, row.id, row=row)


def finding(code: str, defendant: str, charge: str, entry: str, **words: Row) -> Finding:
    """What is to be said about a charge."""
    severity, message, remedy = REMARKS[code]
    return Finding(
        code=code,
        severity=severity,
        message=f"{entry}, charge {charge} of {defendant}: {message.format(**words)}",
        remedy=remedy,
        entries=(entry,),
        defendant=defendant,
        charge=charge,
    )
