"""
The findings about rows of a table. Each message begins with the number of its row, from 1 below the heading.

The findings about the law and the record come from the case file itself; these are about what the table says.
"""

from types import MappingProxyType

from casestate.law.findings import FindingType, Severity

UNMAPPED = FindingType(
    "unmapped",
    Severity.WARNING,
    meaning="No table of the layout has this word. The row is kept as a note, or its field in the source's own words.",
    remedy="add the word to the layout",
)
UNDATED_ROW = FindingType(
    "undated-row",
    Severity.INCOMPLETE,
    meaning="A row has no date. It is placed after the row before it on the same charge.",
    remedy="look the date up in the source",
)
UNREADABLE_DATE = FindingType(
    "unreadable-date",
    Severity.WARNING,
    meaning="A date is in none of the stated formats, or does not exist. It is taken as none.",
    remedy="add its format to date_formats, or mend the cell",
)
AMBIGUOUS_DATE = FindingType(
    "ambiguous-date",
    Severity.WARNING,
    meaning="Two of the stated formats read the date as different days. It is taken as one of the days between them.",
    remedy="state one format a column, or mend the cell",
)
DATED_TOO_EARLY = FindingType(
    "dated-too-early",
    Severity.WARNING,
    meaning="A row is dated before the earliest day that the layout states.",
    remedy="check the date in the source",
)
DATED_TOO_LATE = FindingType(
    "dated-too-late",
    Severity.WARNING,
    meaning="A row is dated after the latest day that the layout states. The act may have been set, and not done.",
    remedy="check the date in the source",
)
UNREADABLE_VALUE = FindingType(
    "unreadable-value",
    Severity.WARNING,
    meaning="A cell cannot be read as the field it fills, which is left out; or two fields of a row cannot stand "
    "together, and the row is kept as a note.",
    remedy="mend the cell, or give the column another reader",
)
FIELD_MISSING = FindingType(
    "field-missing",
    Severity.INCOMPLETE,
    meaning="A row lacks a field that its act cannot be without. The row is kept as a note.",
    remedy="look the field up in the source",
)
CASE_MISSING = FindingType(
    "case-missing",
    Severity.INCOMPLETE,
    meaning="A row names no case. It is kept in a case file of its own.",
    remedy="look the case up in the source",
)
REPEATED_ID = FindingType(
    "repeated-id",
    Severity.WARNING,
    meaning="Two rows of a case have one id. The second is named by its row number.",
    remedy="state a column whose values are unique in a case, or none",
)
UNKNOWN_LINK = FindingType(
    "unknown-link",
    Severity.WARNING,
    meaning="A row is said to have come after another that no row before it in the case is. The link is left out.",
    remedy="check the id, and the order of the rows",
)
SECOND_OF_ITS_KIND = FindingType(
    "second-of-its-kind",
    Severity.WARNING,
    meaning="A row says that an act was the first of its kind on a charge that has one. It is read as the layout "
    "says of a second one.",
    remedy="say in the source what changed the first",
)
RESTATED = FindingType(
    "restated",
    Severity.WARNING,
    meaning="A row says again what an earlier row says of the same act. It is recorded as another account of that act.",
    remedy="none, if it is one act",
)
AMENDMENT_WITHOUT_ROW = FindingType(
    "amendment-without-row",
    Severity.INCOMPLETE,
    meaning="A row names another version of the charge than the row before it, and no row says when it was amended. "
    "Where the descriptions differ, an amendment between the two rows is inferred.",
    remedy="look the amendment up on the court's docket",
)
CHANGED_IN_PLACE = FindingType(
    "changed-in-place",
    Severity.WARNING,
    meaning="A row describes the charge otherwise than the row before it, under the same version. An amendment between "
    "the two rows is inferred.",
    remedy="look the amendment up on the court's docket",
)
GRADE_CHANGED = FindingType(
    "grade-changed",
    Severity.WARNING,
    meaning="A row gives the charge another grade than the row before it.",
    remedy="none; the amendment is inferred",
)
AMENDMENT_UNDATABLE = FindingType(
    "amendment-undatable",
    Severity.INCOMPLETE,
    meaning="An inferred amendment would fall between two dates that run backwards. It is left out.",
    remedy="look the amendment up on the court's docket",
)
RAGGED_ROW = FindingType(
    "ragged-row",
    Severity.WARNING,
    meaning="A row has fewer or more cells than the heading. Missing cells are blank; the words of the others are "
    "kept in the quote.",
    remedy="mend the row; a comma in a text needs quotes around the text",
)
FORMULA = FindingType(
    "formula",
    Severity.WARNING,
    meaning="A cell begins like a formula of a spreadsheet. It is kept as text and never evaluated.",
    remedy="export the values, not the formulas",
)
SENTENCE_WITHOUT_LENGTH = FindingType(
    "sentence-without-length",
    Severity.INCOMPLETE,
    meaning="A part of a sentence has no length and no amount.",
    remedy="look it up on the court's docket",
)
SENTENCE_LENGTH_UNREAD = FindingType(
    "sentence-length-unread",
    Severity.WARNING,
    meaning="The length of a sentence is no number of years, months, weeks or days that makes whole months or days.",
    remedy="look it up on the court's docket",
)
SENTENCE_OF_NO_LENGTH = FindingType(
    "sentence-of-no-length",
    Severity.WARNING,
    meaning="The length of a sentence is zero.",
    remedy="look it up on the court's docket",
)
SENTENCE_OVER_MAXIMUM = FindingType(
    "sentence-over-maximum",
    Severity.POLICY,
    meaning="A part of a sentence is longer than the layout says that the law of the place allows.",
    remedy="check the unit of the length in the source",
)

REMARKS = MappingProxyType({each.code: each for each in list(vars().values()) if isinstance(each, FindingType)})
"""Each type of finding about rows, by its code."""
