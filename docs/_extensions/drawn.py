"""Draw Mermaid fences as SVG when the site is built, so that a reader's browser fetches and runs nothing."""

import hashlib
import html
from pathlib import Path

import mmdr
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator


class Drawn(nodes.General, nodes.Element):
    """A diagram, by its source."""


class Mermaid(SphinxDirective):
    """The directive behind a fence of the language ``mermaid``."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the diagram."""
        return [Drawn(source="\n".join(self.content))]


def visit(writer: HTML5Translator, drawn: Drawn) -> None:
    """Write the SVG beside the images of the site, and a picture of it that opens the SVG alone."""
    section = drawn.parent.next_node(nodes.title)
    alt = html.escape(f"Diagram: {section.astext() if section else 'what is described beside it'}")
    svg = mmdr.render(drawn["source"]).svg()
    name = f"diagram-{hashlib.sha256(svg.encode()).hexdigest()[:12]}.svg"
    folder = Path(writer.builder.outdir) / writer.builder.imagedir
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(svg, encoding="utf-8")
    uri = f"{writer.builder.imgpath}/{name}"
    writer.body.append(
        f'<a class="diagram" href="{uri}">'
        f'<img src="{uri}" alt="{alt}" loading="lazy">open the diagram alone, to read its labels</a>\n'
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the fence."""
    app.add_node(Drawn, html=(visit, None))
    app.add_directive("mermaid", Mermaid)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
