"""The whole page: the choices, the content of each, and the markup around it."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from casestate.casefile import CaseFile
from casestate.engine.coordinates import Clearance, ClearanceWord, ClockWord, Reading, ReadingWord, as_clock
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.show.markup import Markup, join, opening, tag
from casestate.show.page.choices import CLOCK_WORDS, basis_words, choices, clock_of
from casestate.show.page.sections import Section
from casestate.show.page.shown import Shown, shown
from casestate.show.page.timeline import scale, swatch
from casestate.sources import Basis
from casestate.texts import composed
from casestate.view import View

MOST_PARTS = 2_000
"""The most charges, claims and citations of a page."""
MOST_WORK = 12_000
"""The most charges, claims and citations, counted once for every view, that are computed for one page."""
MOST_BYTES = 200_000
"""The size above which a page offers fewer days of knowledge."""


def page(
    case: CaseFile,
    *,
    clearance: ClearanceWord = Clearance.PUBLIC,
    clock: ClockWord | None = None,
    reading: ReadingWord = Reading.WORLDS,
    defendants: Iterable[str] | None = None,
) -> str:
    """
    Return one HTML page; :meth:`casestate.CaseFile.to_html` describes the arguments.

    Raises:
        InvalidCoordinates: The clearance, clock or reading is not valid.
        InvalidQuestion: The page would have more charges, claims and citations than can be shown.
        NotInFile: There is no such defendant.
    """
    whole = case.at(clearance=clearance, reading=reading)
    only = None if defendants is None else _known(whole, defendants)
    parts = sum(len(whole[who].parts) for who in whole.defendants if only is None or who in only)
    if parts > MOST_PARTS:
        raise InvalidQuestion(
            f"a page of {parts} charges, claims and citations is more than anybody reads, and more than "
            f"{MOST_PARTS} is not made; name some with defendants="
        )
    chosen = clock_of(whole) if clock is None else as_clock(clock)
    made = ""
    for offered in choices(whole, chosen, MOST_WORK // max(parts, 1)):
        made = _page(case.id, shown(offered, only))
        if len(made.encode()) <= MOST_BYTES:
            break
    return made


def _known(whole: View, names: Iterable[str]) -> frozenset[str]:
    given = [composed(each) for each in ([names] if isinstance(names, str) else names)]
    for name in given:
        whole[name]
    return frozenset(given)


def _page(name: str, what: Shown) -> str:
    script, style = (_file(f"page.{kind}") for kind in ("js", "css"))
    policy = f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; base-uri 'none'"
    head = [
        opening("meta", charset="utf-8"),
        opening("meta", http_equiv="Content-Security-Policy", content=policy),
        opening("meta", name="viewport", content="width=device-width, initial-scale=1"),
        opening("meta", name="referrer", content="no-referrer"),
        tag("title", f"{name}: the legal state of each defendant"),
        tag("style", Markup(style)),
    ]
    body = [_header(name), _controls(what), _main(what), _footer(what), tag("script", _json(what.data()), **_DATA)]
    inside = [*head, Markup("</head><body>"), *body, tag("script", Markup(script))]
    return f"{START}<head>{join(*inside)}</body></html>\n"


START = '<!DOCTYPE html>\n<html lang="en" data-made-by="casestate">'
"""The beginning of every page."""
_DATA = {"id": "data", "type": "application/json"}


def _file(name: str) -> str:
    return files("casestate.show.page").joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _json(value: object) -> Markup:
    """Return JSON that cannot end the element that holds it, or begin a comment in it."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(re.sub(r"<(?=[/!]|script)", r"\\u003c", written, flags=re.IGNORECASE))


def _header(name: str) -> Markup:
    return tag(
        "header",
        tag("h1", name),
        tag("p", "How each defendant stands: on which day, as known when, and according to whom.", class_="soft"),
    )


def _controls(what: Shown) -> Markup:
    """Return the sliders and the switch, hidden until the script runs; one without a choice is left out."""
    inside: list[Markup] = []
    if what.days:
        first = what.days[0]
        typed = opening("input", type="date", id="date", min=first, aria_label="Legal day, as a date")
        slider = _slider("day", len(what.days))
        inside.append(tag("div", typed, _label("day", "Legal day"), slider))
    if len(what.choices.known) > 1:
        slider = _slider("known", len(what.choices.known) - 1)
        inside.append(tag("div", _label("known", "Known"), slider))
    if len(what.choices.believed) > 1:
        inside.append(tag("fieldset", tag("legend", "According to"), *_switch(what.choices.believed)))
    return tag("div", tag("form", *inside, id="choices", aria_label="What is shown"), class_="controls", hidden="")


def _label(name: str, words: str) -> Markup:
    output = tag("output", id=f"{name}-words", for_=name)
    return join(tag("label", words, for_=name), Markup(": "), output)


def _slider(name: str, most: int) -> Markup:
    return opening("input", type="range", id=name, min="0", max=str(most), value=str(most))


def _switch(believed: tuple[Basis | None, ...]) -> Iterator[Markup]:
    for number, basis in enumerate(believed):
        given = {"type": "radio", "name": "who", "value": str(number), "checked": "" if basis is None else None}
        yield tag("label", opening("input", **given), f" {_whom(basis)}")


def _whom(basis: Basis | None) -> str:
    return "everyone" if basis is None else basis_words(basis)


def _main(what: Shown) -> Markup:
    inside = [
        tag("p", "As of the last entry, all that is on file", id="at", class_="at"),
        tag("p", id="news", class_="unseen", role="status"),
        _section(what, Section("untimed"), "div"),
        _timeline(what),
        *[_defendant(what, who, subjects) for who, subjects in what.people.items()],
        tag("section", _section(what, Section("said"), "div", class_="said")),
        _doubts(what),
    ]
    return tag("main", *inside)


def _section(what: Shown, section: Section, name: str, **attributes: str | None) -> Markup:
    """Return a place that the script fills, with its first content."""
    number = what.sections[section]
    state, first = what.at_first(number)
    hidden = None if state else ""
    return tag(name, first, data_n=str(number), data_state=str(state), hidden=hidden, **attributes)


def _defendant(what: Shown, who: str, subjects: list[Subject]) -> Markup:
    whole = Section("defendant", Subject("person", who, ""))
    articles = [
        _section(
            what, Section("part", each), "article", data_name=f"{who}, {each.kind} {each.key}", id=what.anchor(each)
        )
        for each in subjects
    ]
    inside = [
        tag("h2", who),
        _section(what, whole, "div", data_whole=""),
        tag("div", *articles, class_="parts"),
        _section(what, Section("said", whole.subject), "div", class_="said"),
        _section(what, Section("doubts", whole.subject), "div", class_="doubts"),
    ]
    empty = what.at_first(what.sections[whole])[0] == 0
    return tag("section", *inside, class_="whole", hidden="" if empty else None)


def _doubts(what: Shown) -> Markup:
    return tag(
        "section",
        tag("h2", "What is doubtful of the record"),
        _section(what, Section("doubts"), "div", class_="doubts"),
    )


def _timeline(what: Shown) -> Markup:
    """Return a bar for each charge, claim and citation; empty if the file has none, or no day."""
    if what.axis is None or not what.colours:
        return Markup("")
    vague = "A bar is split where dates leave open which of several it was. What lies after the legal day is faded."
    rows = [tag("div", Markup("<span></span>"), tag("div", scale(what.axis)), class_="row")]
    for who, subjects in what.people.items():
        bars = [_bar(what, each) for each in subjects]
        rows.append(tag("section", tag("h3", who), *bars, class_="bars", hidden=None if what.has_bar(who) else ""))
    return tag(
        "section",
        tag("h2", "Timeline"),
        *[_legend(kind, colours) for kind, colours in what.colours.items()],
        tag("p", vague, class_="soft"),
        *rows,
    )


def _legend(kind: str, colours: dict[str, int]) -> Markup:
    """Return the legend of the phases of one kind."""
    items = [tag("li", swatch(colour), phase) for phase, colour in colours.items()]
    return tag("ul", tag("li", tag("b", kind)), *items, class_="legend")


_CURSOR = Markup(
    '<svg class="cursor" aria-hidden="true"><rect x="100%" y="0" width="100%" height="100%"></rect>'
    '<line x1="100%" x2="100%" y1="0" y2="100%"></line></svg>'
)


def _bar(what: Shown, subject: Subject) -> Markup:
    section = Section("bar", subject)
    link = tag("a", f"{subject.kind} {subject.key}", href=f"#{what.anchor(subject)}")
    hidden = None if what.at_first(what.sections[section])[0] else ""
    inside = tag("div", _section(what, section, "div", data_whole=""), _CURSOR)
    return tag("div", link, inside, class_="row whole", hidden=hidden)


def _footer(what: Shown) -> Markup:
    offered, view = what.choices, what.choices.whole
    told = [
        f"Made with casestate from {len(view.timeline)} entries, with what is {view.coordinates.clearance}.",
        "Every state was worked out by the library when the page was made; the page only looks them up.",
    ]
    if len(offered.known) > 1:
        told.append(f"What was known is told {CLOCK_WORDS[offered.clock].known} a day.")
    if offered.step in ("month", "year"):
        told.append(f"To keep the page small, it is told by ends of {offered.step}s.")
    return tag("footer", *[tag("p", each) for each in told])
