"""
Case files as JSON Lines: a heading, then one entry a line, readable and fit for version control.

Names in files are stable strings such as ``charge.downgraded`` with a version, never names of modules or classes.
Reading is all or nothing: if anything is wrong with a file, nothing is read, and every problem is reported with its
line and place.
"""

from casestate.codec.file import FORMAT, dump, dumps, load, loads
from casestate.codec.reading import Problem, read_entries, read_entry
from casestate.codec.upcasting import UPCASTERS, Form, Upcaster, Upcasters
from casestate.codec.writing import entry_fields, entry_text

__all__ = [
    "FORMAT",
    "UPCASTERS",
    "Form",
    "Problem",
    "Upcaster",
    "Upcasters",
    "dump",
    "dumps",
    "entry_fields",
    "entry_text",
    "load",
    "loads",
    "read_entries",
    "read_entry",
]
