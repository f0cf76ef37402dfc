"""Read pages and docstrings as they are written: references by bare names, and examples as the tests need them."""

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Return a link to the one documented object of that name, under whatever public module it stands."""
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"].removeprefix("casestate.")
    python = env.domains.python_domain
    for last in (target, target.rpartition(".")[2]):
        found = {(o.docname, o.node_id) for name, o in python.objects.items() if name.endswith(f".{last}")}
        if len(found) == 1:
            ((page, anchor),) = found
            uri = app.builder.get_relative_uri(node["refdoc"], page)
            return nodes.reference("", "", content, internal=True, refuri=f"{uri}#{anchor}")
    return None


def keep_colons(_app: Sphinx, what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Keep napoleon from taking the words before a colon, in the first line of a property, for a type."""
    if what in ("property", "attribute", "data"):
        lines[:0] = ["..", ""]


def trim(_app: Sphinx, page: nodes.document) -> None:
    """Take the blank line off the end of an example, which the tests need and readers do not."""
    for block in page.findall(nodes.literal_block):
        block[:] = [nodes.Text(block.astext().rstrip("\n"))]
        block.rawsource = block.astext()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register all of it."""
    app.setup_extension("sphinx.ext.napoleon")
    app.connect("missing-reference", resolve)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)
    app.connect("doctree-read", trim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
