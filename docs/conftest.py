"""
What builds the site needs the extra `docs`, which the tests do not.

A page that needs an extra of its own is skipped, by name, where that is not installed.
"""

from importlib.util import find_spec

import pytest

collect_ignore = ["_extensions", "_pages", "conf.py"]
NEEDED = {"how-long-charges-last.md": "lifelines"}
"""The package that each page needs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the pages whose packages are not there."""
    for item in items:
        package = NEEDED.get(item.path.name)
        if package is not None and find_spec(package) is None:
            item.add_marker(pytest.mark.skip(reason=f"{package} is not installed"))
