"""Read a page that was sent: what it shows for each choice, looked up apart from its own script."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any, NamedTuple

from casestate import Basis

VOID = {"br", "input", "meta"}


class Shown(NamedTuple):
    """How a charge, claim or citation is shown to stand, and what is said beyond that."""

    stands: str
    details: list[str]


class _Elements(HTMLParser):
    """Each element with its attributes and text, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[int] = []
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)
        self.close()
        assert not self.open, "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        if tag not in VOID:
            self.open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.found[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for place in self.open:
            name, attributes, text = self.found[place]
            self.found[place] = (name, attributes, text + data)


def elements(html: str) -> list[tuple[str, dict[str, str | None], str]]:
    """Each element of some markup with its attributes and text."""
    return _Elements(html).found


class Page:
    """A page: its data, and the places that the data fills."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.elements = elements(html)
        (text,) = re.findall(r'<script id="data" type="application/json">(.*?)</script>', html, re.DOTALL)
        self.data: dict[str, Any] = json.loads(text)
        self.names = {
            str(given["data-name"]): int(str(given["data-n"])) for _, given, _ in self.elements if "data-name" in given
        }
        self.said = [int(str(given["data-n"])) for _, given, _ in self.elements if given.get("class") == "said"]
        self.doubts = [int(str(given["data-n"])) for _, given, _ in self.elements if given.get("class") == "doubts"]

    @property
    def known(self) -> list[date | None]:
        """The days known that the page offers; ``None`` for all that is on file."""
        ends = [re.search(r"\d{4}-\d\d-\d\d$", words) for words in self.data["known"]]
        return [date.fromisoformat(found[0]) if found else None for found in ends]

    @property
    def believed(self) -> list[Basis | None]:
        """The weakest basis of each whom the page believes; ``None`` for everyone."""
        return [Basis(words.removeprefix("according to ").split()[0]) if words else None for words in self.data["who"]]

    def markup(self, section: int, day: date | None, *, known: int = -1, believed: int = -1) -> str:
        """What a section shows on a day; ``None`` is the end."""
        view = (believed % len(self.believed)) * len(self.known) + known % len(self.known)
        history = self.data["histories"][self.data["rows"][self.data["views"][view]][section]]
        days = self.data["days"]
        place = len(days) if day is None else sum(each <= day.isoformat() for each in days) - 1
        begun = [state for at, state in zip(history[::2], history[1::2], strict=True) if at <= place]
        return "".join(self.data["pieces"][piece] for piece in self.data["states"][begun[-1] if begun else 0])

    def parts(self, day: date | None, **choice: int) -> dict[str, Shown]:
        """Every charge, claim and citation shown on a day, by its name."""
        markup = {name: self.markup(section, day, **choice) for name, section in self.names.items()}
        return {name: read(each) for name, each in markup.items() if each}

    def findings(self, day: date | None, **choice: int) -> list[str]:
        """The codes of everything shown as doubtful on a day."""
        markup = "".join(self.markup(section, day, **choice) for section in self.doubts)
        return re.findall(r"<b>\w+: ([\w-]+)</b>", markup)

    def statements(self, day: date | None, **choice: int) -> dict[str, str]:
        """What became of each statement shown on a day, by the id of its entry; empty if it is not weighed."""
        markup = "".join(self.markup(section, day, **choice) for section in self.said)
        item = re.compile(r"; entry ([^)]*)\)(?:<q>.*</q>)?(?:<small>(.*)</small>)?$", re.DOTALL)
        found = [item.search(each) for each in re.findall(r"<li>(.*?)</li>", markup, re.DOTALL)]
        return {each[1]: each[2] or "" for each in found if each is not None}


def read(markup: str) -> Shown:
    """How one part stands, and its details."""
    before_why = markup.partition("<details>")[0]
    found = elements(before_why)
    (stands,) = [text for _, given, text in found if "stands" in str(given.get("class", ""))]
    return Shown(stands, [text for tag, _, text in found if tag == "li"])
