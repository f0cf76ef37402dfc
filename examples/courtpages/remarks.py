"""What this importer says of rows that are doubtful in ways the law alone cannot see, as findings of the library."""

from casestate import Finding, Severity
from courtpages.rows import Listed, Row

WARNING, INCOMPLETE = Severity.WARNING, Severity.INCOMPLETE
REMARKS: dict[str, tuple[Severity, str, str]] = {
    "no-charging-paper": (
        INCOMPLETE,
        "listed as a charge, and the page has no paper that brings one; it is not said to have been filed",
        "look for the paper, or for why there is none",
    ),
    "never-filed": (WARNING, "listed as a charge, and the prosecutor brought none", "none; it was declined"),
    "violation-listed-as-charge": (
        WARNING,
        "a probation violation numbered as a charge; it is none, and convicts of nothing",
        "none; what was ordered is recorded on the charge that carries the probation",
    ),
    "which-paper": (INCOMPLETE, "the page has several papers, and does not say which brought this charge", "read them"),
    "unknown-row": (WARNING, "no row type {row.type!r} is known; the row is noted and moves nothing", "map it"),
    "unknown-disposition": (
        WARNING,
        "no disposition {row.text!r} is known; the row is noted and moves nothing",
        "read the judgment itself",
    ),
    "count-removed": (
        INCOMPLETE,
        "taken out of the charging paper, and no row says whether it was dismissed; it stands as it did",
        "look for the order",
    ),
    "conviction-means-untold": (
        INCOMPLETE,
        "{row.text!r}, and no row says whether by plea or by trial; taken in as a finding of guilt by nobody named",
        "read the judgment itself",
    ),
    "sentence-cut-off": (INCOMPLETE, "the text of the sentence was cut off; parts of it may be missing", "read it"),
    "sentence-day-kept": (
        WARNING,
        "replaces an earlier sentence and carries that one's day; it was pronounced on some day until it was keyed",
        "read the judgment itself",
    ),
    "probation-not-told": (
        INCOMPLETE,
        "a probation violation, and not just one charge of the page carries probation; the row is noted",
        "say on which charge",
    ),
    "dated-after-keyed": (WARNING, "dated {row.date}, after it was keyed ({row.created})", "one of the two is wrong"),
    "no-keyed-day": (INCOMPLETE, "the page does not say when it was keyed; it is known on no day", "none"),
}


def remark(code: str, row: Row, defendant: str = "") -> Finding:
    """What is to be said about a row."""
    severity, message, remedy = REMARKS[code]
    where = f"{row.id}, charge {row.charge_no} of {defendant}" if defendant else row.id
    return Finding(
        code=code,
        severity=severity,
        message=f"{where}: {message.format(row=row)}",
        remedy=remedy,
        entries=(row.id,),
        defendant=defendant,
        charge=row.charge_no,
    )


def remark_listed(code: str, listed: Listed, *entries: str) -> Finding:
    """What is to be said about a charge of the list."""
    severity, message, remedy = REMARKS[code]
    return Finding(
        code=code,
        severity=severity,
        message=f"charge {listed.charge_no} of {listed.defendant}: {message}",
        remedy=remedy,
        entries=entries,
        defendant=listed.defendant,
        charge=listed.charge_no,
    )
