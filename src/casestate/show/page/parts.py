"""Pieces of a page: defendants, charges, claims and citations at the coordinates of a view, with the reasons."""

from collections.abc import Callable, Iterable, Iterator

from casestate.entries import Entry
from casestate.errors import AmbiguousState, TooManyPossibilities
from casestate.events import Subject
from casestate.events.wording import describe
from casestate.explain.why import Reason
from casestate.handles import Defendant
from casestate.law import Finding, headline
from casestate.show import words
from casestate.show.markup import Markup, join, tag
from casestate.show.telling import Part, tell
from casestate.view import View, timeslice_of
from casestate.when import Certainty


def defendant(view: View, who: str) -> list[Markup]:
    """Return the headline of a defendant and the sentences for print; empty if the view has no such defendant."""
    if who not in view.defendants:
        return []
    doe = view[who]
    if not doe.parts:
        return [_stands(["not charged, sued or cited"])]
    return [_headline(view, doe), *_fairly_said(doe)]


def _headline(view: View, doe: Defendant) -> Markup:
    headlines = view.procedure.headlines
    try:
        return _stands(dict.fromkeys([headline(state, headlines).words for state in doe.possible()]))
    except TooManyPossibilities as problem:
        return tag("p", str(problem), class_="stands open")


def _fairly_said(doe: Defendant) -> Iterator[Markup]:
    try:
        said = doe.fairly_said
    except (AmbiguousState, TooManyPossibilities):
        return
    yield Markup("<p>It may fairly be said:</p>")
    yield tag("ul", *[tag("li", each) for each in said])


def handle(view: View, subject: Subject) -> Part | None:
    """Return the handle of a charge, claim or citation; ``None`` if it has not begun."""
    if not timeslice_of(view).has_begun(subject):
        return None
    doe = view[subject.who]
    of_kind: dict[str, Callable[[str], Part]] = {
        "charge": doe.charge,
        "claim": doe.claim,
        "citation": doe.citation,
    }
    return of_kind[subject.kind](subject.key)


def part(view: View, subject: Subject) -> list[Markup]:
    """Return the headline, details and reasons of a charge, claim or citation; empty if it has not begun."""
    asked = handle(view, subject)
    if asked is None:
        return []
    title = tag("h3", f"{subject.kind} {subject.key}")
    try:
        told = tell(asked, view.procedure)
    except TooManyPossibilities as problem:
        return [title, tag("p", str(problem), class_="stands open")]
    details = [
        tag("li", detail) if sure else tag("li", f"possibly {detail}", class_="open") for detail, sure in told.details
    ]
    listed = [Markup("<ul>"), *details, Markup("</ul>")] if details else []
    return [title, _stands(told.stands), *listed, *_why(asked, told.deciding)]


def _stands(possible: Iterable[str]) -> Markup:
    """Return the headline in words: the certain one, or every possible one."""
    first, *others = possible
    if not others:
        return tag("p", first, class_="stands")
    return tag("p", ", or ".join([f"possibly {first}", *others]), class_="stands open")


def _why(asked: Part, deciding: tuple[Entry, ...]) -> Iterator[Markup]:
    """Return the reasons of a headline; if dates leave it open, the entries that would decide it."""
    summary = tag("summary", "Why", tag("span", f": {asked.subject}", class_="unseen"))
    yield join(Markup("<details>"), summary, Markup("<ol>"))
    if not deciding:
        try:
            yield from [tag("li", *_reason(each)) for each in asked.why("status").reasons]
        except AmbiguousState:
            deciding = asked.undecided
    for entry in deciding:
        yield tag("li", *entry_of(entry), " It is not certain whether this had happened.", class_="open")
    yield Markup("</ol></details>")


def _reason(reason: Reason) -> Iterator[str]:
    """Return one entry behind a headline: the act, the source, and the rule of the law."""
    yield from entry_of(reason.entry)
    for beside in words.beside(reason):
        yield tag("span", beside, class_="beside")
    row = reason.row
    assert row is not None  # whatever has phases moves by a row
    yield tag("small", f"Rule {row.id} ({row.cite}): {row.why}.")


def entry_of(entry: Entry) -> Iterator[str]:
    """Yield the date, the content, the source and the words of an entry."""
    yield tag("b", entry.when.words)
    yield f" {describe(entry.event)} "
    source = entry.source
    published = f", published {source.published.words}" if source.published else ""
    yield tag("cite", source.name)
    yield f" ({source.basis}{published}; entry {entry.id})"
    if entry.quote:
        yield tag("q", entry.quote)


def findings(found: Iterable[Finding]) -> list[Markup]:
    """Return the findings as a list."""
    items = [_finding(each) for each in found]
    return [Markup('<ul class="findings">'), *items, Markup("</ul>")] if items else []


def _finding(found: Finding) -> Markup:
    perhaps = " It depends on imprecise dates." if found.certainty is Certainty.POSSIBLY else ""
    return tag(
        "li",
        tag("b", f"{found.severity}: {found.code}"),
        f" {found.message}{words.by_id(found.entries)}.{perhaps} ",
        tag("small", f"Remedy: {found.remedy}."),
        class_=str(found.severity),
    )
