"""
Dispositions and sentences in prose, read by the table of phrases.

Nothing is guessed: words that no phrase reads are a statement of their own, or, within a sentence, a part of it in its
own words, with a finding ``unmapped``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from casestate.errors import CasestateError
from casestate.events import Component, ComponentKind
from casestate.importers.phrases import ACTS, DAY, NUMBER_WORD, NUMBERS, PARTS, WHO, Phrase
from casestate.tables import Read
from casestate.tables.readers import money, term
from casestate.tables.remarks import UNMAPPED
from casestate.terms import Term
from casestate.when import When

_BETWEEN = re.compile(r"(?:[\s.;,:]|(?:and|with|followed by|to be followed by|to follow)\b)+", re.IGNORECASE)
_STOP = re.compile(r";|\.(?=\s|$)|$")
_NUMBERED = re.compile(rf"(\d+(?:\.\d+)?|{NUMBER_WORD})\s*(.*)")

_WITH_PARTS = ("sentence", "revoked", "modified")
"""The statements that parts of a sentence belong to."""
_HEADINGS = re.compile(rf"(?:sentence|judgment)\s*[:-]|{WHO}sentenced (?:on {DAY} )?to(?= )", re.IGNORECASE)
"""Words that open a sentence and say nothing more."""


@attrs.frozen
class Statement:
    """
    One thing that a register states.

    Attributes:
        event: The word that the layout has for the act; for words that no phrase reads, those words.
        words: Its own words.
        fields: The fields of the act, by the names of columns.
        sentence: The words of the sentence that it pronounces.
        on: The day that the words name.
        read: Whether a phrase reads it.
    """

    event: str
    words: str
    fields: Mapping[str, str] = attrs.field(factory=dict)
    sentence: str | None = None
    on: When | None = None
    read: bool = True


def statements(text: str) -> tuple[Statement, ...]:
    """
    Return what a disposition states, in its order.

    >>> [(each.event, each.words) for each in statements("Found guilty by jury. SENTENCE: 1 year probation; $100 fine")]
    [('verdict', 'Found guilty by jury'), ('sentence', '1 year probation; $100 fine')]
    >>> [(each.event, each.read) for each in statements("Transferred under Rule 20")]
    [('Transferred under Rule 20', False)]
    """
    text = " ".join(text.split())
    pieces = list(_pieces(text))
    found: list[Statement] = []
    begun: int | None = None
    for place, piece in enumerate(pieces):
        if piece.phrase in ACTS:
            found.append(_act(piece))
            begun = None
        elif found and found[-1].event in _WITH_PARTS:
            begun = piece.start if begun is None else begun
            found[-1] = _with_parts(found[-1], text[begun : piece.end])
        elif piece.match is not None or _next_read(pieces[place:]) in PARTS:
            begun = piece.start
            found.append(Statement("sentence", piece.words, sentence=piece.words))
        else:
            found.append(Statement(piece.words, piece.words, read=False))
    return tuple([_settled(each) for each in found])


def sentence(text: str) -> Read:
    """
    Return the parts of a sentence; words that no phrase reads are a part in its own words, with a doubt.

    >>> read = sentence("Custody of BOP for 60 months, followed by 4 years supervised release. No fine. Pay as you go")
    >>> [(str(part.kind), str(part.term)) for part in read.value]
    [('prison', '5 years'), ('supervised_release', '4 years'), ('Pay as you go', 'None')]
    >>> [words for _, words in read.doubts]
    ["no phrase reads 'Pay as you go'; it is kept as a part of the sentence in its own words"]
    """
    parts: list[Component] = []
    doubts = []
    for piece in _pieces(" ".join(text.split())):
        if piece.phrase is None or piece.phrase.reads:
            part = _part(piece)
            parts.append(part)
            if not part.kind.recognized:
                said = f"no phrase reads {piece.words!r}; it is kept as a part of the sentence in its own words"
                doubts.append((UNMAPPED, said))
    return Read(tuple(parts), tuple(doubts))


@attrs.frozen
class _Piece:
    """Words that a phrase reads, with the match; or words that none does."""

    words: str
    start: int
    end: int
    phrase: Phrase | None
    match: "re.Match[str] | None"


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the pieces of a text in their order."""
    at = 0
    while at < len(text):
        between = _BETWEEN.match(text, at) or _HEADINGS.match(text, at)
        if between is not None:
            at = between.end()
            continue
        phrase, match = _longest(text, at)
        end = match.end() if match else _stop(text, at)
        yield _Piece(text[at:end], at, end, phrase, match)
        at = end


def _longest(text: str, at: int) -> "tuple[Phrase | None, re.Match[str] | None]":
    """Return the phrase that reads the most from a place on."""
    found = [(phrase, match) for phrase in (*ACTS, *PARTS) if (match := phrase.pattern.match(text, at))]
    return max(found, key=lambda each: each[1].end(), default=(None, None))


def _stop(text: str, at: int) -> int:
    """Return the end of what no phrase reads: a semicolon, or a period at the end of a word."""
    stop = _STOP.search(text, at)
    assert stop is not None  # it matches the end
    return at + len(text[at : stop.start()].rstrip())


def _next_read(pieces: Iterable[_Piece]) -> Phrase | None:
    return next((piece.phrase for piece in pieces if piece.phrase is not None), None)


def _settled(statement: Statement) -> Statement:
    """Return a statement; one on an amended sentence is not read if it names no part of the new one."""
    if statement.event != "modified":
        return statement
    parts = statement.sentence or ""
    if any(piece.phrase in PARTS for piece in _pieces(parts)):
        return statement
    words = f"{statement.words}: {parts}" if parts else statement.words
    return Statement(words, words, read=False)


def _act(piece: _Piece) -> Statement:
    assert piece.phrase is not None
    assert piece.match is not None
    given = {name: value for name, value in piece.match.groupdict().items() if value is not None}
    fields = dict(piece.phrase.fields)
    prejudice = given.get("before") or given.get("behind")
    if prejudice:
        fields["prejudice"] = prejudice.lower()
    if "motion" in given:
        fields["by"] = "court"  # which granted it
    if "bargain" in given:
        fields["ground"] = "plea_agreement"
    if "trier" in given:
        fields["trier"] = "jury" if given["trier"].lower() == "jury" else "judge"
    return Statement(piece.phrase.reads, piece.words, fields, on=_day(given.get("day")))


def _with_parts(statement: Statement, words: str) -> Statement:
    """Return a statement with the words of its sentence, which are all its words if it states no more."""
    own = words if statement.event == "sentence" else statement.words
    return attrs.evolve(statement, words=own, sentence=words)


def _part(piece: _Piece) -> Component:
    """Return a part of a sentence; in its own words if no phrase reads it, or its length is no whole days or months."""
    try:
        if piece.phrase is not None and piece.match is not None:
            given: dict[str, Any] = piece.match.groupdict()
            return Component(
                kind=ComponentKind(piece.phrase.reads),
                term=_measured(given.get("length"), length),
                amount=_measured(given.get("sum"), money),
                hours=_measured(given.get("hours"), int),
            )
    except (ValueError, CasestateError):
        pass
    return Component(kind=ComponentKind.raw(piece.words))


def _measured(words: str | None, read: Callable[[str], Any]) -> Any:
    return None if words is None else read(words)


def length(words: str) -> Term:
    """
    Return a length whose number may be written as a word.

    >>> str(length("FOURTEEN (14) MONTHS")), str(length("thirty-six months")), str(length("Lifetime"))
    ('14 months', '3 years', 'life')

    Raises:
        ValueError: It makes no whole months or days.
    """
    low = re.sub(r"\s*\(\d+\)", "", words.lower())
    if low.startswith("life"):
        return Term(life=True)
    found = _NUMBERED.fullmatch(low)
    if found is None:
        raise ValueError(f"{words!r} is no length such as 14 months")
    return term(f"{NUMBERS.get(found[1], found[1])} {found[2]}")


def _day(words: str | None) -> When | None:
    """Return a day such as 12/05/16; ``None`` where none is named, or the calendar has no such day."""
    for form in ("%m/%d/%Y", "%m/%d/%y") if words is not None else ():
        try:
            return When.on(datetime.strptime(str(words), form).date())  # a day has no zone
        except ValueError:
            continue
    return None
