"""
Registers of Tyler Odyssey (Texas, Oregon, Illinois and many counties), scraped as JSON.

Each line of the list of charges is a charge, under its number in the list; it is filed on the day on which the case
was, and its own date is that of the offence. Each detail of a disposition is an act on the charge that its label
numbers. An amended plea, disposition or sentence is an act of its own that follows the earlier one. What the register
says of a person's body, birth and address is left out.

The lists are in no order of days, so the law settles which act of a day came first.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import attrs

from casestate.errors import InvalidTable
from casestate.events import (
    AdjudicationDeferred,
    ChargeDismissed,
    ChargeFiled,
    DeferralCompleted,
    DeferralRevoked,
    DiversionStarted,
    NoBillReturned,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    VerdictReturned,
)
from casestate.importers.documents import Document, Documents, documents, part, parts, text
from casestate.importers.prose import sentence
from casestate.law import GENERIC, Procedure
from casestate.law.findings import FindingType, Severity
from casestate.tables import Cases, Layout, act, column, note, read_cases

Row = dict[str, str]

COLUMNS = (
    "case",
    "defendant",
    "charge",
    "date",
    "event",
    "outcome",
    "terms",
    "offense",
    "statute",
    "level",
    "severity",
    "offense_on",
    "plea",
    "id",
    "quote",
)
"""The columns of the rows into which a register is laid out."""

CONVICTION_MEANS_UNTOLD = FindingType(
    "conviction-means-untold",
    Severity.INCOMPLETE,
    meaning="The register says that the charge was convicted of, and no line says whether by plea or by trial. It is "
    "taken as a finding of guilt by nobody named.",
    remedy="read the judgment itself",
)

PLEAS = {
    "Guilty": "guilty",
    "Not Guilty": "not_guilty",
    "Nolo Contendere": "no_contest",
    "No Contest": "no_contest",
    "Guilty Plea": "guilty",
    "Alford": "alford",
    "Alford Plea": "alford",
}
"""Pleas by the words of registers."""
OUTCOMES: Mapping[str, str] = {
    **dict.fromkeys(
        ("Convicted", "Conviction", "Guilty", "Found Guilty", "Guilty Plea", "Finding of Guilt"), "convicted"
    ),
    **dict.fromkeys(("Guilty by Jury", "Guilty - Jury", "Convicted by Jury"), "guilty by jury"),
    **dict.fromkeys(("Not Guilty", "Acquitted", "Acquittal", "Found Not Guilty", "Not Guilty by Jury"), "not guilty"),
    **dict.fromkeys(("Dismissed", "Dismissal", "Case Dismissed", "Charge Dismissed"), "dismissed"),
    "Dismissed with Prejudice": "dismissed with prejudice",
    "Dismissed without Prejudice": "dismissed without prejudice",
    **dict.fromkeys(("Nolle Prosequi", "Nolle Prossed", "Nolle Pros"), "nolle prosequi"),
    **dict.fromkeys(("No Bill", "No Billed"), "no bill"),
    "Deferred Adjudication": "deferred",
    **dict.fromkeys(("Deferred Adjudication Completed", "Discharged from Deferred Adjudication"), "deferral completed"),
    **dict.fromkeys(("Adjudicated", "Adjudicated Guilty", "Adjudication of Guilt"), "adjudicated"),
    **dict.fromkeys(("Pretrial Diversion", "Pre-Trial Diversion", "Diverted"), "diverted"),
    **dict.fromkeys(("Probation Revoked", "Community Supervision Revoked", "Revoke Probation"), "revoked"),
    **dict.fromkeys(("Amend Probation", "Probation Amended", "Probation Modified", "Probation Extended"), "modified"),
}
"""Outcomes by the words of registers, and the word that the layout has for the act; capitals do not matter."""
SENTENCES = (
    "Sentence",
    "Judgment",
    "Jail",
    "Probation",
    "Community Supervision",
    "Confinement",
    "Deferred Adjudication",
)
"""Events that state the terms of a sentence or deferral."""
PLACES = {"CSCD": "probation", "Community Supervision": "probation", "TDCJ": "prison", "County Jail": "jail"}
"""Outcomes of such events that say where it is served, as kinds of part."""

_NUMBER = re.compile(r"\s*(\d+)\s*\.\s*(.*)", re.DOTALL)
_FORMAT = "%m/%d/%Y"
_PERSON = ("Defendent Information", "Defendant Information")
"""The part about the defendant: as the common scraper spells it, and as others do."""


def layout(procedure: Procedure = GENERIC) -> Layout:
    """Return the layout of the rows of :func:`rows`, under the law given."""
    terms = column("terms", read=sentence)
    return Layout(
        case="case",
        defendant="defendant",
        charge="charge",
        date="date",
        date_formats=_FORMAT,
        order="law",
        id="id",
        quote="quote",
        source={"name": column("case"), "basis": "record"},
        findings={CONVICTION_MEANS_UNTOLD.code: CONVICTION_MEANS_UNTOLD},
        act=column("event"),
        acts={
            "event": {
                "filed": act(
                    ChargeFiled,
                    offense=column("offense"),
                    statute=column("statute"),
                    grade=column("level"),
                    severity=column("severity"),
                    offense_on=column("offense_on"),
                ),
                "plea": act(PleaEntered, plea=column("plea")),
                "disposition": column("outcome"),
                "sentence": act(SentenceImposed, components=terms, again=act(SentenceModified, components=terms)),
                "terms": note,
            },
            "outcome": {
                "convicted": act(VerdictReturned, verdict="guilty", finding=CONVICTION_MEANS_UNTOLD.code),
                "convicted on plea": act(PleaAccepted, plea=column("plea")),
                "guilty by jury": act(VerdictReturned, verdict="guilty", by="jury"),
                "not guilty": act(VerdictReturned, verdict="not_guilty"),
                "dismissed": act(ChargeDismissed, reason=column("quote")),
                "dismissed with prejudice": act(ChargeDismissed, prejudice="with", reason=column("quote")),
                "dismissed without prejudice": act(ChargeDismissed, prejudice="without", reason=column("quote")),
                "nolle prosequi": act(ChargeDismissed, by="prosecutor", ground="nolle_prosequi"),
                "no bill": act(NoBillReturned),
                "deferred": act(AdjudicationDeferred, kind="deferred_adjudication", components=terms),
                "deferral completed": act(DeferralCompleted),
                "adjudicated": act(DeferralRevoked),
                "diverted": act(DiversionStarted),
                "revoked": act(SupervisionDecided, outcome="revoked", components=terms),
                "modified": act(SupervisionDecided, outcome="modified"),
            },
        },
        procedure=procedure,
        name="odyssey",
    )


def read(registers: Documents, *, procedure: Procedure = GENERIC) -> Cases:
    """
    Return the case file of each register, with what is doubtful about it.

    An outcome that no table has is a note on its charge, with a finding ``unmapped``; so is a term of a sentence, which
    stays a part of it in its own words. The numbers in messages are those of :func:`rows`; the entries are named too.

    Args:
        registers: A register as read from JSON, several, or the path of a JSON file with one or a list of them.
        procedure: The law of the case files.

    Raises:
        InvalidTable: It is no register, or the file is no JSON.
        OSError: The file cannot be read.
    """
    table = (row for register in documents(registers) for row in rows(register))
    return read_cases(table, layout(procedure))


def rows(register: Document) -> Iterator[Row]:
    """
    Yield the rows into which a register is laid out: the filings, then the details of dispositions by their days.

    Raises:
        InvalidTable: It is no register.
    """
    metadata = part(register, "Case Metadata") if isinstance(register, Mapping) else {}
    if not metadata.get("code"):
        raise InvalidTable("a register of Odyssey is a JSON object with Case Metadata, which has a code")
    county, code = text(metadata.get("county")), text(metadata.get("code"))
    case = {
        "case": f"{county} {code}".strip(),
        "defendant": next((text(part(register, name).get("defendant")) for name in _PERSON if register.get(name)), ""),
    }
    details = list(_details(register))
    for row in (*_filings(register), *[_row(each, details) for each in details]):
        yield {name: {**case, **row}.get(name, "") for name in COLUMNS}


@attrs.frozen
class _Detail:
    """What a line of the dispositions says of one charge."""

    number: str
    charge: str
    dated: str
    event: str
    outcome: str
    terms: tuple[str, ...]

    @property
    def amends(self) -> bool:
        return self.event.lower().startswith("amended ")

    @property
    def kind(self) -> str:
        """The event without the word that it amends an earlier one."""
        return self.event[len("amended ") :] if self.amends else self.event

    @property
    def words(self) -> str:
        return "; ".join([each for each in (self.event, self.outcome, *self.terms) if each])

    @property
    def day(self) -> date:
        try:
            return datetime.strptime(self.dated, _FORMAT).date()
        except ValueError:
            return date.max


def _filings(register: Document) -> Iterator[Row]:
    filed = text(part(register, "Case Details").get("date filed"))
    for number, charge in enumerate(parts(register, "Charge Information"), 1):
        level, offense = text(charge.get("level")), text(charge.get("charges"))
        yield {
            "charge": str(number),
            "date": filed,
            "event": "filed",
            "offense": offense,
            "statute": text(charge.get("statute")),
            "level": level,
            "severity": next((each for each in ("felony", "misdemeanor") if each in level.lower()), ""),
            "offense_on": text(charge.get("date")),
            "id": f"charge {number} filed",
            "quote": offense,
        }


def _details(register: Document) -> list[_Detail]:
    """Return the details of the dispositions by their days; one without a day stays behind the one before it."""
    found: list[_Detail] = []
    for place, line in enumerate(parts(register, "Disposition Information"), 1):
        for number, detail in enumerate(parts(line, "details"), 1):
            label = _NUMBER.match(text(detail.get("charge")))
            info = detail.get("additional_info") or ()
            terms = info if isinstance(info, list | tuple) else [info]
            found.append(
                _Detail(
                    f"disposition {place}.{number}",
                    label[1] if label else text(detail.get("charge")),
                    text(line.get("date")),
                    text(line.get("event")),
                    text(detail.get("outcome")),
                    tuple([text(each) for each in terms if text(each)]),
                )
            )
    keys: list[date] = []
    for each in found:
        keys.append(each.day if each.dated or not keys else keys[-1])
    return [found[place] for place in sorted(range(len(found)), key=keys.__getitem__)]


def _row(detail: _Detail, details: list[_Detail]) -> Row:
    row = {"charge": detail.charge, "date": detail.dated, "id": detail.number, "quote": detail.words}
    outcome = _known(OUTCOMES, detail.outcome)
    if detail.kind.lower() == "plea":
        return {**row, "event": "plea", "plea": _known(PLEAS, detail.outcome) or detail.outcome}
    if detail.kind.lower() == "disposition":
        plea = _plea(detail, details)
        deferral = _terms_of_deferral(detail, details) if outcome == "deferred" else None
        return {
            **row,
            "event": "disposition",
            "outcome": "convicted on plea" if outcome == "convicted" and plea else outcome or detail.outcome,
            "plea": plea,
            "terms": "" if deferral is None else _terms(deferral),
        }
    if detail.kind.casefold() in [each.casefold() for each in SENTENCES]:
        told = any(
            _terms_of_deferral(each, details) is detail for each in details if each.kind.lower() == "disposition"
        )
        return {**row, "event": "terms" if told else "sentence", "terms": _terms(detail)}
    return {**row, "event": detail.event or "an event without a name"}


def _plea(detail: _Detail, details: list[_Detail]) -> str:
    """Return the last plea of guilty or no contest on a charge by the day of a disposition."""
    pleas = [
        plea
        for each in details
        if each.charge == detail.charge and each.kind.lower() == "plea" and each.day <= detail.day
        if (plea := _known(PLEAS, each.outcome))
    ]
    return pleas[-1] if pleas and pleas[-1] != "not_guilty" else ""


def _terms_of_deferral(detail: _Detail, details: list[_Detail]) -> _Detail | None:
    """Return the line that states the terms of a deferral: of the same day, on the same charge."""
    if _known(OUTCOMES, detail.outcome) != "deferred":
        return None
    return next(
        (
            each
            for each in details
            if (each.charge, each.dated) == (detail.charge, detail.dated)
            and each.kind.lower() == "deferred adjudication"
        ),
        None,
    )


def _terms(detail: _Detail) -> str:
    """Return the terms of a sentence as a list, the place where it is served with its length."""
    place = _known(PLACES, detail.outcome)
    first = " ".join([place, *detail.terms[:1]]) if place else detail.outcome
    return "; ".join([first, *(detail.terms[1:] if place else detail.terms)]).strip("; ")


def _known(table: Mapping[str, str], word: str) -> str:
    """Return what a word stands for in a table, whatever its capitals; empty if it is not there."""
    found = {each.casefold(): value for each, value in table.items()}
    return found.get(" ".join(word.split()).casefold(), "")
