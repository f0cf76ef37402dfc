"""
Federal dockets as juriscraper parses them and CourtListener serves them, as JSON.

The list of counts is the first source: each count is a charge under its label (``1``, ``1s`` of a superseding paper),
a range of labels is as many charges, and the disposition is read by :mod:`casestate.importers.prose`. The entries are
the second: those that name a defendant and counts give the days of filings, pleas and verdicts
(:mod:`casestate.importers.entries`); every other entry is a note.

The list dates no disposition. One whose words stand in an entry has the day of the first such entry. Any other falls
between the opening of the docket and the first judgment on the defendant, or the day on which the docket or the
defendant's part in it was terminated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from casestate.errors import InvalidTable
from casestate.events import (
    AcquittalOrdered,
    ChargeAbated,
    ChargeDismissed,
    ChargeFiled,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    VerdictReturned,
)
from casestate.importers.documents import Document, Documents, documents, part, parts, text
from casestate.importers.entries import Said, asks, decides, is_judgment, is_judgment_on, labels, of, read_entry
from casestate.importers.prose import Statement, sentence, statements
from casestate.law import US_FEDERAL, Procedure
from casestate.tables import Cases, Layout, act, column, note, read_cases

Row = dict[str, str]

COLUMNS = (
    "case",
    "defendant",
    "charge",
    "date",
    "docketed",
    "event",
    "id",
    "quote",
    "offense",
    "statute",
    "instrument",
    "severity",
    "plea",
    "verdict",
    "trier",
    "by",
    "prejudice",
    "ground",
    "sentence",
)
"""The columns of the rows into which a docket is laid out."""
_NO_ONE = "entry"
"""The event of an entry that is a note as it stands."""

_LABELS = re.compile(r"\(\s*(\d+[a-z]*(?:\s*[-,]\s*\d+[a-z]*)*)\s*\)\s*$", re.IGNORECASE)
_STATUTE = re.compile(
    r"\d+:\d[\w.()\-]*(?:(?:,? and |, |; )(?:\d+:)?(?:\d[\w.()\-]*|\(\w+\)(?:\(\w+\))*))*(?: et seq\.)?"
)


def layout(procedure: Procedure = US_FEDERAL) -> Layout:
    """Return the layout of the rows of :func:`rows`, under the law given."""
    return Layout(
        case="case",
        defendant="defendant",
        charge="charge",
        date="date",
        date_formats="when",
        docketed_on="docketed",
        id="id",
        quote="quote",
        source={"name": column("case"), "basis": "record"},
        acts={
            "event": {
                _NO_ONE: note,
                "filed": act(
                    ChargeFiled,
                    offense=column("offense"),
                    statute=column("statute"),
                    count=column("charge"),
                    instrument=column("instrument"),
                    severity=column("severity"),
                ),
                "plea": act(PleaEntered, plea=column("plea")),
                "plea accepted": act(PleaAccepted, plea=column("plea")),
                "verdict": act(VerdictReturned, verdict=column("verdict"), by=column("trier")),
                "acquittal": act(AcquittalOrdered),
                "abated": act(ChargeAbated),
                "dismissed": act(
                    ChargeDismissed,
                    by=column("by"),
                    prejudice=column("prejudice"),
                    ground=column("ground"),
                    reason=column("quote"),
                ),
                "sentence": act(SentenceImposed, components=column("sentence", read=sentence)),
                "modified": act(SentenceModified, components=column("sentence", read=sentence)),
                "revoked": act(SupervisionDecided, outcome="revoked", components=column("sentence", read=sentence)),
            }
        },
        procedure=procedure,
        name="juriscraper",
    )


def read(dockets: Documents, *, procedure: Procedure = US_FEDERAL) -> Cases:
    """
    Return the case file of each docket, with what is doubtful about it.

    A disposition, or a part of one, that no phrase reads is a note or a part of the sentence in its own words, with a
    finding ``unmapped``. The numbers in messages are those of :func:`rows`; the entries are named too.

    Args:
        dockets: A docket as read from JSON, several, or the path of a JSON file with one or a list of them.
        procedure: The law of the case files.

    Raises:
        InvalidTable: It is no docket, or the file is no JSON.
        OSError: The file cannot be read.
    """
    table = (row for docket in documents(dockets) for row in rows(docket))
    return read_cases(table, layout(procedure))


def rows(docket: Document) -> Iterator[Row]:
    """
    Yield the rows into which a docket is laid out: filings, then its entries, then the dispositions of counts.

    Raises:
        InvalidTable: It is no docket.
    """
    made = _Docket.of(docket)
    for row in (*made.filings(), *made.entry_rows(), *made.dispositions()):
        yield {name: row.get(name) or "" for name in COLUMNS}


@attrs.frozen
class _Party:
    """A defendant of a docket, with the counts in its list."""

    name: str
    number: int
    counts: tuple[tuple[str, str], ...]
    complaints: tuple[tuple[str, str], ...]
    terminated: str

    def labelled(self) -> Iterator[tuple[str, str, str]]:
        """Yield each count by its label, with its name and its disposition; one without a label has its place."""
        for place, (name, disposition) in enumerate(self.counts, 1):
            found = _LABELS.search(name)
            for label in labels(found[1]) if found else (f"unlabelled {place}",):
                yield label, name[: found.start()].strip() if found else name, disposition
        for place, (name, disposition) in enumerate(self.complaints, 1):
            if disposition or not self.counts:
                yield f"complaint {place}", name, disposition


@attrs.frozen
class _Docket:
    """A docket, with its defendants and its entries in order."""

    case: str
    opened: str
    closed: str
    parties: tuple[_Party, ...]
    entries: tuple[Mapping[str, Any], ...]
    said: tuple[tuple[Said, ...], ...]
    plain: tuple[str, ...]
    judgments: tuple[int, ...]

    @classmethod
    def of(cls, docket: Document) -> "_Docket":
        if not isinstance(docket, Mapping) or not docket.get("docket_number"):
            raise InvalidTable(
                "a docket of juriscraper is a JSON object with docket_number, parties and docket_entries"
            )
        parties = tuple(_parties(parts(docket, "parties")))
        entries = tuple(parts(docket, "docket_entries"))
        names = [party.name for party in parties]
        words = [str(entry.get("description") or "") for entry in entries]
        court = text(docket.get("court_id"))
        return cls(
            f"{court} {text(docket['docket_number'])}".strip(),
            text(docket.get("date_filed")),
            text(docket.get("date_terminated")),
            parties,
            entries,
            tuple([read_entry(each, names) for each in words]),
            tuple([_plain(each) for each in words]),
            tuple([place for place, each in enumerate(words) if is_judgment(each)]),
        )

    def filings(self) -> Iterator[Row]:
        """Yield a row for the filing of each count, on the day of the paper that names it if one does."""
        for party in self.parties:
            named = {
                each.count: (place, each)
                for place, said in reversed(list(enumerate(self.said)))
                for each in said
                if each.event == "filed" and each.defendant == party.name
            }
            for label, name, _ in party.labelled():
                place, paper = named.get(label, (None, None))
                statute, offense = _offense(name)
                row = self._row(party, label, "filed", quote=name)
                row |= {"offense": offense, "statute": statute, "severity": _severity(name)}
                row |= {"id": f"{self._of(party)}count {label} filed"}
                if label.startswith("complaint"):
                    row |= {"instrument": "complaint"}
                if place is None or paper is None:
                    row |= {"date": self._between(party, ends=False)}
                else:
                    row |= {**self._dated(place), **paper.fields}
                yield row

    def entry_rows(self) -> Iterator[Row]:
        """Yield the rows of each entry: one an act that it states, or one as a note."""
        settled = {self._place(party, words) for party in self.parties for _, _, words in party.labelled()}
        settled |= {place for party in self.parties for place in self._judgments(party)}
        for place, (entry, said) in enumerate(zip(self.entries, self.said, strict=True)):
            words = " ".join(str(entry.get("description") or "").split()) or "an entry without words"
            acts = [each for each in said if each.event != "filed"]
            plain = {"case": self.case, **self._dated(place), "quote": words}
            if not acts:
                unread = not said and place not in settled and decides(words)
                yield {**plain, "event": words if unread else _NO_ONE, "id": f"entry {place + 1}"}
            for number, each in enumerate(acts, 1):
                row = {**plain, "event": each.event, "defendant": each.defendant, "charge": each.count, **each.fields}
                yield {**row, "id": f"entry {place + 1}.{number}"}

    def dispositions(self) -> Iterator[Row]:
        """Yield a row for each statement of the dispositions of counts."""
        for party in self.parties:
            for label, _, disposition in party.labelled():
                date = self._disposed(party, disposition)
                for number, each in enumerate(statements(disposition), 1):
                    yield self._statement(party, label, each, date) | {
                        "id": f"{self._of(party)}count {label} disposition {number}"
                    }

    def _statement(self, party: _Party, label: str, each: Statement, date: Mapping[str, str]) -> Row:
        row = self._row(party, label, each.event, quote=each.words)
        row |= {**each.fields, **date, "sentence": each.sentence or ""}
        if each.on is not None:
            row |= {"date": str(each.on), "docketed": ""}
        return row

    def _row(self, party: _Party, label: str, event: str, *, quote: str) -> Row:
        return {"case": self.case, "defendant": party.name, "charge": label, "event": event, "quote": quote}

    def _of(self, party: _Party) -> str:
        return "" if len(self.parties) == 1 else f"defendant {party.number} "

    def _dated(self, place: int) -> Row:
        entry = self.entries[place]
        return {"date": text(entry.get("date_filed")), "docketed": text(entry.get("date_entered"))}

    def _disposed(self, party: _Party, disposition: str) -> Mapping[str, str]:
        """Return the day of a disposition: that of the first entry on the defendant with its words, or a range."""
        place = self._place(party, disposition)
        return {"date": self._between(party, ends=True)} if place is None else self._dated(place)

    def _place(self, party: _Party, disposition: str) -> int | None:
        """
        Return the first entry on a defendant that has the words of a disposition, and decides.

        A motion has the words of what it asks for, which may be denied.
        """
        words, name = _plain(disposition), _plain(party.name)
        form = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        names = [_plain(each.name) for each in self.parties]
        texts = enumerate(self.plain if words else ())
        near = [(place, text) for place, text in texts if words in text and name in text and not asks(text)]
        return next((place for place, text in near if form.search(of(text, name, names))), None)

    def _judgments(self, party: _Party) -> list[int]:
        return [
            place
            for place in self.judgments
            if is_judgment_on(str(self.entries[place].get("description") or ""), party.name)
        ]

    def _between(self, party: _Party, *, ends: bool) -> str:
        """Return the range in which an act falls that the docket does not date."""
        judged = [text(self.entries[place].get("date_filed")) for place in self._judgments(party)[:1]]
        ended = next((day for day in (*judged, party.terminated, self.closed) if day), "")
        last = ended if ends else self._first(party)
        if self.opened and last and self.opened <= last:
            return f"[{self.opened}..{last}]"
        return f"[..{last}]" if last else f"[{self.opened}..]" if self.opened else ""

    def _first(self, party: _Party) -> str:
        """Return the first day on which an entry speaks of a count of a defendant; else the end of the docket."""
        days = [
            text(entry.get("date_filed"))
            for entry, said in zip(self.entries, self.said, strict=True)
            if any(each.defendant == party.name for each in said)
        ]
        return min([day for day in days if day], default=party.terminated or self.closed)


def _parties(given: Iterable[Mapping[str, Any]]) -> Iterator[_Party]:
    """Yield the defendants with counts or complaints: those of juriscraper, then those of CourtListener."""
    number = 0
    for party in given:
        for kind in parts(party, "party_types") or [part(party, "criminal_data")]:
            counts = parts(kind, "counts", "criminal_counts")
            complaints = parts(kind, "complaints", "criminal_complaints")
            if counts or complaints:
                number += 1
                yield _Party(
                    " ".join(text(party.get("name")).split()),
                    number,
                    tuple([(text(each.get("name")), text(each.get("disposition"))) for each in counts]),
                    tuple([(text(each.get("name")), text(each.get("disposition"))) for each in complaints]),
                    text(party.get("date_terminated") or kind.get("date_terminated")),
                )


def _offense(name: str) -> tuple[str, str]:
    """Return the statute at the beginning of the name of a count, and its text."""
    found = _STATUTE.match(name)
    if found is None:
        return "", name
    rest = name[found.end() :].strip(" -;:,")
    return found[0].rstrip(".,;"), rest or name


def _severity(name: str) -> str:
    """Return the grade that the name of a count states, if it states one."""
    found = re.search(r"\((felony|misdemeanor)\)", name, re.IGNORECASE)
    return found[1].lower() if found else ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[.;,]+", " ", text.lower()).split())
