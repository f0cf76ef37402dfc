"""
Records of charges under the names of NIEM, the National Information Exchange Model.

Names only: each column is the path of an element from the charge or its case, in NIEM 6.0 (namespaces ``nc`` of the
core and ``j`` of the justice domain, https://github.com/niemopen/niem-model). The values are those of
:meth:`casestate.View.records`, in the words of this library and not in code lists of NIEM. A verdict or disposition
that has not come is left out.
"""

import os
from collections.abc import Iterator, Mapping

import attrs

from casestate.exporters.given import Cases
from casestate.exporters.tabular import states
from casestate.exporters.writing import write_rows
from casestate.records import Types
from casestate.state import ChargeState

ELEMENTS: Mapping[str, str] = {
    "case": "nc:Case/nc:CaseTrackingID",
    "proceeding": "nc:Case/nc:CaseDocketID",
    "defendant": "j:CaseDefendantParty/nc:EntityPerson/nc:PersonName/nc:PersonFullName",
    "key": "j:Charge/j:ChargeIdentification/nc:IdentificationID",
    "offense": "j:Charge/j:ChargeDescriptionText",
    "grade": "j:Charge/j:ChargeSeverityDescriptionText",
    "filed": "j:Charge/j:ChargeFilingDate",
    "phase": "j:Charge/j:ChargeStatus/nc:StatusText",
    "words": "j:Charge/j:ChargeStatus/nc:StatusDescriptionText",
    "plea": "j:Charge/j:ChargePlea/j:PleaDescriptionText",
    "found": "j:Charge/j:ChargeVerdict/j:VerdictDescriptionText",
    "disposed": "j:Charge/j:ChargeDisposition/nc:DispositionDate",
    "disposition": "j:Charge/j:ChargeDisposition/nc:DispositionText",
    "sentenced": "j:Charge/j:ChargeSentence/nc:ActivityDate",
    "sentence_parts": "j:Charge/j:ChargeSentence/j:SentenceImposedText",
}
"""The NIEM element of each column of a record that has one."""
NIEM: Types = {**dict.fromkeys(ELEMENTS.values(), str), "undecided": str}
"""The columns of a NIEM record, in order; ``undecided`` has no element, and names the columns that dates leave open."""

_NOT_YET = {name: str(attrs.fields_dict(ChargeState)[name].default) for name in ("found", "disposition")}
"""The words for what has not come, of the columns that name an outcome."""


def niem_records(cases: Cases, *, words_read: bool = False) -> Iterator[dict[str, str | None]]:
    """
    Yield a record for each criminal charge, under the names of NIEM elements; all values are text or ``None``.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled
    >>> case = CaseFile("doe").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft"))
    >>> (record,) = niem_records(case)
    >>> record["j:Charge/j:ChargeDescriptionText"], record["j:Charge/j:ChargeFilingDate"]
    ('theft', '2023-01-31')

    Args:
        cases: As in :func:`casestate.exporters.states`.
        words_read: As in :func:`casestate.exporters.states`.

    Raises:
        IllegalDevelopment: As in :func:`casestate.exporters.states`.
        InvalidQuestion: As in :func:`casestate.exporters.states`.
    """
    for row in states(cases, words_read=words_read):
        if row["kind"] == "charge":
            values = {name: value for name, value in row.items() if value != _NOT_YET.get(name)}
            values["sentence_parts"] = _in_words(row["sentence_parts"])
            open_columns = [ELEMENTS[name] for name in str(row["undecided"]).split(", ") if name in ELEMENTS]
            yield {
                **{element: _text(values.get(name)) for name, element in ELEMENTS.items()},
                "undecided": ", ".join(open_columns),
            }


def write_niem(
    cases: Cases, path: str | os.PathLike[str], *, escape_formulas: bool = True, words_read: bool = False
) -> int:
    """
    Write the records of :func:`niem_records` to a file, as :func:`casestate.exporters.write_states` does.

    Raises:
        CasestateError: The file is to be Parquet and pyarrow is not installed.
        IllegalDevelopment: As in :func:`niem_records`.
        InvalidQuestion: As in :func:`niem_records`; or the name of the file ends otherwise.
        OSError: The file cannot be written. The old file is unchanged.
    """
    rows = niem_records(cases, words_read=words_read)
    return write_rows(rows, NIEM, path, table="niem", escape_formulas=escape_formulas)


def _in_words(parts: object) -> str | None:
    words = [str(part["words"]) for part in parts] if isinstance(parts, list) else []
    return "; ".join(words) or None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
