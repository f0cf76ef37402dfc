"""The documentation site: `sphinx-build -n -W docs site`."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "casestate"
version = release = version_of("casestate")
copyright = "the casestate authors"
language = "en"

extensions = ["drawn", "myst_parser"]
myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]
exclude_patterns = ["reference/coverage"]

html_theme = "furo"
html_title = f"casestate {version}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
