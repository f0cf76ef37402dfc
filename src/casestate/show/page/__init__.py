"""
One HTML page that shows a case file at every combination of coordinates, for somebody who has only a browser.

The page is one file. It asks for nothing, and its policy forbids it to; its small script looks up what is shown for
each choice and works out no state. What is shown is worked out here, by the library, and kept once.
"""

from casestate.show.page.document import START, page

__all__ = ["START", "page"]
