"""
The forms of federal docket entries that name a defendant and counts, and what each is read as.

Only entries that say themselves whom and which counts they concern are read. All others stay in the file as notes; one
that speaks of a plea, a verdict, a sentence or a dismissal, and is not read, has a finding ``unmapped``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

LABEL = re.compile(r"(\d+)([a-z]*)", re.IGNORECASE)
COUNTS = r"counts?\s*(?:\(s\))?\s*(?P<counts>\d+[a-z]*(?:\s*(?:[,-]|and|&|,\s*and)\s*\d+[a-z]*)*)"
"""The form of a list of counts, such as ``count(s) 1, 2-4 and 6``."""

_NUMBERED = r"(?:\s*\(\d+\))?"
_TO = r"(?: as)?(?: to| on)?(?: each of)?\s*"
_PLEA = r"(?P<plea>not guilty|guilty|nolo contendere|no contest)"
_PLEAS = {"nolo contendere": "no_contest", "no contest": "no_contest", "not guilty": "not_guilty", "guilty": "guilty"}
_INSTRUMENTS = {
    ("", "indictment"): "indictment",
    ("", "information"): "information",
    ("superseding", "indictment"): "superseding_indictment",
    ("superseding", "information"): "superseding_information",
}
_PAPER = re.compile(
    r"(?:\w+\s+)?(?P<again>superseding )?(?:felony |misdemeanor )?(?P<paper>indictment|information)\b"
    r"(?! returned)[^.;]{0,160}?\bas to\b",
    re.IGNORECASE,
)
_DECIDING = re.compile(
    r"\b(?:plea(?!se|d)|pleads?|pleaded|pled|verdict|guilty|acquit\w*|dismiss(?:ed|al|ing)|sentenced?|judgment|revok\w+)\b",
    re.IGNORECASE,
)
_PLEADING = re.compile(r"\b(?:plea|pleads?|(?:re-?)?arraign\w*)\b", re.IGNORECASE)
_VERDICT = re.compile(r"(?P<trier>jury |court |bench )?verdict as to ", re.IGNORECASE)
_JUDGMENT = re.compile(r"judgment\b.{0,60}?\bas to ", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:\w+ ){0,3}(?:motion|memorandum|response|reply|notice|stipulation|objections?|transcript|exhibit|brief|"
    r"consent|presentence|pre-sentence|set/reset|scheduling|letter|plea agreement|waiver|transmittal|audio file|"
    r"findings (?:and|&) recommendations?|report and recommendations?|returned executed|minute order: set)\b",
    re.IGNORECASE,
)
"""How an entry begins that asks, announces or supports, and decides nothing."""


@attrs.frozen
class Said:
    """
    What an entry says of one count.

    Attributes:
        event: The word that the layout has for the act.
        defendant: The name of the defendant.
        count: The label of the count.
        fields: The fields of the act, by the names of columns.
    """

    event: str
    defendant: str
    count: str
    fields: Mapping[str, str] = attrs.field(factory=dict)


def labels(words: str) -> tuple[str, ...]:
    """
    Return the labels of counts in a list, with ranges written out.

    >>> labels("1, 2-4 and 2s-3s")
    ('1', '2', '3', '4', '2s', '3s')
    """
    found: list[str] = []
    for part in re.split(r"\s*(?:,|&|\band\b)\s*", words.strip()):
        first, *last = [LABEL.fullmatch(end.strip()) for end in part.split("-")]
        if first is None:
            continue
        upper = last[0] if last else None
        until = int(upper[1]) if upper and upper[2].lower() == first[2].lower() else int(first[1])
        found += [f"{number}{first[2].lower()}" for number in range(int(first[1]), max(until, int(first[1])) + 1)]
    return tuple(found)


def read_entry(text: str, defendants: Sequence[str]) -> tuple[Said, ...]:
    """
    Return what a docket entry says of the counts of these defendants.

    >>> read_entry("INDICTMENT as to Ann Doe (1) count(s) 1", ["Ann Doe"])
    (Said(event='filed', defendant='Ann Doe', count='1', fields={'instrument': 'indictment'}),)
    """
    text = " ".join(text.split())
    letters = text.lower()
    found: list[Said] = []
    for who in [each for each in defendants if " ".join(each.lower().split()) in letters]:
        own = of(text, who, defendants)
        found += [*_papers(own, who), *_pleas(own, who), *_verdicts(own, who)]
    return tuple(found)


def of(text: str, defendant: str, defendants: Sequence[str]) -> str:
    """
    Return a text without the longer names of other defendants that contain a name; empty where it is not named.

    >>> of("plea of Mary Ann Doe and of Joann Doe", "Ann Doe", ["Ann Doe", "Mary Ann Doe", "Joann Doe"])
    ''
    """
    name = re.compile(_name(defendant), re.IGNORECASE)
    for other in [each for each in defendants if each != defendant and name.search(each)]:
        text = re.sub(_name(other), "-", text, flags=re.IGNORECASE)
    return text if name.search(text) else ""


def asks(text: str) -> bool:
    """Return whether an entry asks for something, announces or supports it, and decides nothing."""
    return bool(_ASKING.match(" ".join(text.split())))


def decides(text: str) -> bool:
    """Return whether an entry speaks of a plea, a verdict, a sentence or a dismissal as something that happened."""
    return bool(_DECIDING.search(text)) and not asks(text)


def is_judgment(text: str) -> bool:
    """Return whether an entry is the first-hand judgment on somebody."""
    return bool(_JUDGMENT.match(" ".join(text.split())))


def is_judgment_on(text: str, defendant: str) -> bool:
    """Return whether an entry is the first-hand judgment on a defendant."""
    plain = " ".join(text.split())
    return bool(re.match(rf"{_JUDGMENT.pattern}(?:defendant )?{_name(defendant)}", plain, re.IGNORECASE))


def _papers(text: str, who: str) -> Iterator[Said]:
    paper = _PAPER.match(text)
    if paper is None:
        return
    instrument = _INSTRUMENTS[(paper["again"] or "").strip().lower(), paper["paper"].lower()]
    for found in re.finditer(rf"{_name(who)}{_NUMBERED}[,:]?\s*{COUNTS}", text, re.IGNORECASE):
        yield from [Said("filed", who, each, {"instrument": instrument}) for each in labels(found["counts"])]


def _pleas(text: str, who: str) -> Iterator[Said]:
    if not _PLEADING.search(text) or _VERDICT.match(text):
        return
    accepted = re.search(r"\bcourt accepts (?:the |defendant's )?(?:guilty )?plea\b", text, re.IGNORECASE)
    name = _name(who)
    forms = (
        rf"{name}{_NUMBERED}\s*[,;.:]?\s*{_PLEA}(?: plea)?{_TO}{COUNTS}",
        rf"{_PLEA}:\s*{name}{_NUMBERED}{_TO}{COUNTS}",
        rf"{_PLEA} plea entered by {name}{_NUMBERED}{_TO}{COUNTS}",
        rf"plea of {_PLEA} (?:entered )?(?:as to|by) {name}{_NUMBERED}{_TO}{COUNTS}",
    )
    for found in [match for form in forms for match in re.finditer(form, text, re.IGNORECASE)]:
        plea = _PLEAS[found["plea"].lower()]
        for count in labels(found["counts"]):
            yield Said("plea", who, count, {"plea": plea})
            if accepted and plea != "not_guilty":
                yield Said("plea accepted", who, count, {"plea": plea})
    order = rf"order accepting (?P<plea>guilty) plea as to {COUNTS}.{{0,60}}?\bas to {name}"
    for found in re.finditer(order, text, re.IGNORECASE):
        yield from [Said("plea accepted", who, count, {"plea": "guilty"}) for count in labels(found["counts"])]


def _verdicts(text: str, who: str) -> Iterator[Said]:
    trier = _VERDICT.match(text)
    if trier is None:
        return
    by = {"": "unknown", "jury": "jury"}.get((trier["trier"] or "").strip().lower(), "judge")
    form = rf"{_name(who)}{_NUMBERED}\s*[,:;]?\s*(?P<verdict>not guilty|guilty){_TO}{COUNTS}"
    for found in re.finditer(form, text, re.IGNORECASE):
        fields = {"verdict": found["verdict"].lower().replace(" ", "_"), "trier": by}
        yield from [Said("verdict", who, count, fields) for count in labels(found["counts"])]


def _name(defendant: str) -> str:
    """Return the form of a name as words of its own, not as a part of longer ones."""
    words = r"\s+".join(map(re.escape, defendant.split()))
    return rf"(?<!\w){words}(?!\w)"
