"""Write the reference pages that are made from the code: `python docs/generate.py`. A test keeps them up to date."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from _pages import command_line, diagrams, events, fields, findings, kit, layouts, policies, transitions

from casestate.codec import schema
from casestate.show import outputs

REFERENCE = Path(__file__).parent / "reference"
PAGES = {
    "transitions.md": transitions.page,
    "events.md": events.page,
    "fields.md": fields.page,
    "findings.md": findings.page,
    "policies.md": policies.page,
    "diagrams.md": diagrams.page,
    "testing.md": kit.page,
    "command-line.md": command_line.page,
    "layouts.md": layouts.page,
}


def pages() -> dict[str, str]:
    """Return the text of each page and schema by the name of its file."""
    return {name: "\n".join(page()) + "\n" for name, page in PAGES.items()} | {
        "casefile.schema.json": schema.text(),
        "output.schema.json": outputs.text(outputs.whole()),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
