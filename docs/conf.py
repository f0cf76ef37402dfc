"""The documentation site: `sphinx-build -n -W docs site`."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "casestate"
version = release = version_of("casestate")
copyright = "the casestate authors"
language = "en"

extensions = ["drawn", "named", "myst_parser", "sphinx.ext.autodoc"]
autodoc_default_options = {"members": True, "imported-members": True, "undoc-members": True}
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 88
autodoc_member_order = "bysource"
napoleon_use_ivar = True
napoleon_numpy_docstring = False
nitpick_ignore_regex = [
    # Of the standard library and of Hypothesis, whose own sites a build would have to fetch to link to them.
    ("py:.*", r"(collections|contextlib|datetime|decimal|hypothesis|os|pathlib|tempfile)\..*|Decimal"),
    # Of pyarrow and PySpark, likewise.
    ("py:class", r"(pa|pyarrow|pyspark)\..*|DataFrame"),
    # Type variables.
    ("py:.*", r"(casestate\.(errors|handles\.handle|store\.sql_store|testing\.strategies\.events)\.)?[A-Z]"),
    # What the public names are made of: users read of it in signatures and docstrings, and never write it.
    ("py:.*", r"casestate\.(timeslice|engine|explain\.answers|view\.Unchanged)\b.*"),
    (
        "py:.*",
        r"casestate\.law\.(chart|conditions|headlines|lawful|legality|notation|policies|record_conditions|review_conditions)\b.*",
    ),
    ("py:.*", r"casestate\.law\.(conviction\._OfView|history|tables|transition|undoing)\b.*"),
    ("py:.*", r"casestate\.(store\.(sql|transaction|validation)|testing\.laws\.law)\..*"),
    ("py:.*", r"casestate\.bulk\.(acts|workers)\..*"),
    ("py:.*", r"casestate\.tables\.(assembling|plan|tally|values\.Mark)\b.*"),
    ("py:func", "plain|table"),
]
myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]
exclude_patterns = ["reference/coverage"]

html_theme = "furo"
html_title = f"casestate {version}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
