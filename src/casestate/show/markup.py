"""HTML markup in which all other text is escaped."""

from html import escape

from casestate.show.words import printable


class Markup(str):
    """Text that is already HTML. Any other text is escaped when it is joined with markup."""

    __slots__ = ()


def text(said: str) -> Markup:
    """
    Return text as markup; control characters, and marks that change the reading direction, are made visible.

    >>> print(text("</script><img src=x onerror=alert(1)>"))
    &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;
    """
    return said if isinstance(said, Markup) else Markup(escape(printable(said)))


def join(*inside: str) -> Markup:
    """Return several texts or pieces of markup as one."""
    return Markup("".join(map(text, inside)))


def tag(name: str, /, *inside: str, **attributes: str | None) -> Markup:
    """
    Return an element. An underscore in the name of an attribute is a hyphen; one that is ``None`` is left out.

    >>> print(tag("p", "A. Doe & B. Roe", class_="who", aria_label=None))
    <p class="who">A. Doe &amp; B. Roe</p>
    """
    return join(opening(name, **attributes), *inside, Markup(f"</{name}>"))


def opening(name: str, /, **attributes: str | None) -> Markup:
    """Return the opening tag of an element, or all of one that has no content."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    return Markup("".join([f"<{name}", *(f' {key}="{text(value)}"' for key, value in given.items()), ">"]))
