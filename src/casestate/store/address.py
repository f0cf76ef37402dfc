"""
Addresses of stores: which are accepted, and how they are shown.

An address may hold a password. Whatever shows an address, in an error, a log line or a ``repr``, shows it by
:func:`shown`. An address that is nearly a URL is refused, because it would make a file with a password in its name.
"""

import os
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from casestate.errors import NotAStore

ACCEPTED = "accepted: memory:, a path to a .jsonl or other file, sqlite:///path, postgresql://name@host/database"
POSTGRES = ("postgresql://", "postgres://")
SQLITE = "sqlite:///"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+\s*:", re.IGNORECASE)
"""The beginning of an address that is no path. One letter alone is a drive."""
_SLASHES = re.compile(r"\s*([\w+.-]*:)?/*")
_SECRET_SETTING = re.compile(
    r"(\w*(?:pass|password|passwd|passphrase|pwd|passfile|key|token|secret)\s*=\s*)('(?:[^'\\]|\\.)*'?|[^\s&]*)",
    re.IGNORECASE,
)
_CONNECTION_SETTING = re.compile(
    r"\s*(host|hostaddr|port|dbname|user|service|options|sslmode|application_name|server)\s*=|.*(password|passwd|pwd)\s*=",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of libpq's other form of an address: settings such as ``host=... password=...``."""
_LOGIN = re.compile(r"//.*@|\s*\w:[^/\\]*@", re.DOTALL)
"""The beginning of a URL without its scheme. A slash follows the letter of a drive, and no name of a user."""
_PORT = re.compile(r"\d*(?![^/?#,])")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.%]+\]|[^\[\]:@]*)(:\d*)?")


def shown(address: str) -> str:
    """
    Return an address without its password.

    Everything between the first colon after the scheme and the last ``@`` is taken for one, and every value of a
    setting whose name ends like ``password``.

    >>> shown("postgresql://clerk:s3cret@host/cases?sslpassword=s3cret")
    'postgresql://clerk:***@host/cases?sslpassword=***'
    """
    address = _SECRET_SETTING.sub(r"\1***", address)
    before, at, after = address.rpartition("@")
    scheme = _slashes(before if at else address)
    user, colon, secret = (before if at else address)[len(scheme) :].partition(":")
    if at:
        return f"{scheme}{user}{':***' if colon else ''}@{after}"
    is_host = user.startswith("[") or _PORT.match(secret) or not scheme.endswith("//")
    return address if is_host or not colon else f"{scheme}{user}:***"


def _slashes(address: str) -> str:
    """Return the scheme of an address with its slashes. A scheme without slashes may be the name of a user."""
    found = _SLASHES.match(address)
    return found[0] if found is not None and found[0].endswith("/") else ""


def check_postgres_url(url: str) -> None:
    """
    Check that the server's library reads a URL as it is meant.

    Raises:
        NotAStore: A character must be written as an escape, or a bracket or a port is wrong.
    """
    base, _, query = url.partition("?")
    authority, _, database = base[base.index("//") + 2 :].partition("/")
    login, _, hosts = authority.rpartition("@")
    if _BAD_ESCAPE.search(url):
        problem = "a % in it does not begin an escape; write %25"
    elif any("@" in part for part in (login, database)) or ("@" in query and not login):
        problem = "in a name or a password write %40 for @, %2F for /, %3F for ?, %23 for # and %3A for a colon"
    elif re.search(r"[\s#\x00-\x1f\x7f]", base):
        problem = "it contains a space, a # or a control character; write it as an escape such as %20"
    elif not all(_HOST.fullmatch(host) for host in hosts.split(",")):
        problem = "its host or port cannot be read; write host:5432, or [::1]:5432"
    else:
        return
    raise NotAStore(f"the address {shown(url)!r} cannot be read: {problem}")


def as_text(address: object) -> str:
    """
    Return an address as text that can name a file.

    Raises:
        NotAStore: It is neither text nor a path.
    """
    text = os.fspath(address) if isinstance(address, os.PathLike) else address
    if not isinstance(text, str):
        raise NotAStore(f"an address is text or a path, not {type(address).__name__}; {ACCEPTED}")
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        raise NotAStore(
            f"{shown(text)!r} is not a file name: it contains half of a surrogate pair; {ACCEPTED}"
        ) from None
    return text


def sqlite_path(url: str) -> str:
    """
    Return the path in a URL.

    Raises:
        NotAStore: The URL has a query.
    """
    if "?" in url:
        raise NotAStore(
            f"{shown(url)!r} has a query, which stores do not accept; write a question mark in a path as %3F"
        )
    return os.fsdecode(unquote_to_bytes(os.fsencode(url.removeprefix(SQLITE))))


_PROBLEMS: tuple[tuple[Callable[[str], object], str], ...] = (
    (lambda path: not path.strip(), f"is blank; {ACCEPTED}"),
    (
        lambda path: path.strip(":").lower() == "memory",
        "is not a path; write memory: for a store that lasts as long as the process, or ./memory for a file",
    ),
    (
        lambda path: _SCHEME.match(path.strip()),
        f"is not an address of a store; {ACCEPTED}; if the name of a file has a colon, write ./name",
    ),
    (_LOGIN.match, f"is a URL without its scheme; {ACCEPTED}; if the name of a file has a colon, write ./name"),
    (_CONNECTION_SETTING.match, "is a list of settings; write postgresql://name@host/database, or ./name for a file"),
    (lambda path: path.strip() != path, "begins or ends with white space; remove it"),
    (lambda path: "\0" in path, f"is not a file name: it contains a null character; {ACCEPTED}"),
    (lambda path: os.path.isdir(path) or path.endswith(("/", os.sep)), "is a folder; give the path of a file in it"),
    (
        lambda path: os.path.exists(path) and not os.path.isfile(path),
        "is neither a file nor free for a new one; give the path of a file",
    ),
)
"""The faults of a path, in the order in which they are checked: it is nearly another address, or cannot be a file."""


def check_path(path: str) -> None:
    """
    Check a path.

    Raises:
        NotAStore: It is nearly another address, or a slip that would make a file nobody expects.
    """
    for applies, problem in _PROBLEMS:
        if applies(path):
            raise NotAStore(f"{shown(path)!r} {problem}")
