"""
Export case files for other people's software: tables, survival models, process mining and court statistics.

Each exporter takes a case file or several, of which it exports what the public may see, or views of your own under the
names of their cases, such as ``{case.id: case.at("2023-04-20", clearance="sealed")}``.
"""

from casestate.exporters.casefiles import write_case
from casestate.exporters.event_log import Log, ocel, ocel_text, write_ocel
from casestate.exporters.given import Cases
from casestate.exporters.niem import ELEMENTS, NIEM, niem_records, write_niem
from casestate.exporters.survival import intervals
from casestate.exporters.tabular import (
    SPELLS,
    STATES,
    spells,
    spells_table,
    states,
    states_table,
    write_spells,
    write_states,
)
from casestate.exporters.writing import escape_formula, unescape_formula, write_csv

__all__ = [
    "ELEMENTS",
    "NIEM",
    "SPELLS",
    "STATES",
    "Cases",
    "Log",
    "escape_formula",
    "intervals",
    "niem_records",
    "ocel",
    "ocel_text",
    "spells",
    "spells_table",
    "states",
    "states_table",
    "unescape_formula",
    "write_case",
    "write_csv",
    "write_niem",
    "write_ocel",
    "write_spells",
    "write_states",
]
