"""
One HTML page that shows a case file at every combination of coordinates, for a reader who has only a browser.

The page is one file. It loads nothing, and its content security policy forbids it to. Its small script looks up the
content of each choice and computes no state. The content is computed here, by the library, and kept once.
"""

from casestate.show.page.document import START, page

__all__ = ["START", "page"]
