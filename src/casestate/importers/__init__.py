"""
Import what other people hold, on the layouts of :mod:`casestate.tables`.

Each importer is a module with a function ``read``, which yields case files with what is doubtful about them:

* ``juriscraper``: federal dockets as JSON, of juriscraper and CourtListener
* ``odyssey``: registers of Tyler Odyssey as JSON
* ``snapshots``: the versions of a list that is overwritten in place
"""

from casestate.importers import juriscraper, odyssey, snapshots

__all__ = ["juriscraper", "odyssey", "snapshots"]
