"""
Typical mistakes of newcomers, each with its message: what was given, what is accepted, what to do.

Misuse raises an error of a class that a caller would catch, and no message mentions internals of the library.
"""

import re
from datetime import datetime
from typing import Any

import pytest

import casestate
from casestate import AmbiguousState, CaseFile, CasestateError, NotInFile, events
from casestate.errors import (
    InvalidCoordinates,
    InvalidEntry,
    InvalidEvent,
    InvalidFile,
    InvalidProcedure,
    InvalidQuestion,
    InvalidTerm,
    InvalidWhen,
    NotAStore,
)
from casestate.events import ChargeDismissed, ChargeFiled

WHO: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
A: dict[str, Any] = {"on": "2023-01-31", **WHO}
FILED = ChargeFiled(offense="theft", **A)
CASE = CaseFile("doe").record(FILED)
VIEW = CASE.at("2023-04-21")
NAMES: dict[str, Any] = {
    **{name: getattr(casestate, name) for name in casestate.__all__},
    **{name: getattr(events, name) for name in events.__all__},
    "casestate": casestate,
    "datetime": datetime,
    "WHO": WHO,
    "A": A,
    "FILED": FILED,
    "CASE": CASE,
    "VIEW": VIEW,
    "CHARGE": VIEW["A. Doe"].charge("1"),
    "VAGUE": CASE.record(ChargeDismissed(on="2023-04", **WHO)).at("2023-04-15").charge("A. Doe", "1"),
}
"""The names that the mistakes use."""
A_DAY = "write 2023-01-15, 2023-01, 2023, ["

MISTAKES: list[tuple[str, type[Exception], tuple[str, ...]]] = [
    ('ChargeFiled(on="31.01.2023", **WHO)', InvalidWhen, ("ChargeFiled.on", "31.01.2023", A_DAY)),
    ('ChargeFiled(on="01/31/2023", **WHO)', InvalidWhen, ("ChargeFiled.on", "01/31/2023", A_DAY)),
    ('ChargeFiled(on="January 31, 2023", **WHO)', InvalidWhen, ("January 31, 2023", A_DAY)),
    ('ChargeFiled(on="2023-02-30", **WHO)', InvalidWhen, ("there is no date '2023-02-30'",)),
    ('ChargeFiled(on="2023-13", **WHO)', InvalidWhen, ("there is no date '2023-13'",)),
    ('ChargeFiled(on="[2023-05..2023-02]", **WHO)', InvalidWhen, ("2023-05-01 is after 2023-02-28", "swap them")),
    ('ChargeFiled(on="", **WHO)', InvalidWhen, ("invalid date ''", "[..] for no date at all")),
    ("ChargeFiled(on=None, **WHO)", InvalidWhen, ("None", "[..] for no date at all")),
    ("ChargeFiled(on=20230131, **WHO)", InvalidWhen, ("20230131", "give a datetime.date, a When, or text")),
    ("ChargeFiled(on=datetime(2023, 1, 31, 12), **WHO)", InvalidWhen, ("give a datetime.date",)),
    ('ChargeFiled(on="2023-01-31T10:00", **WHO)', InvalidWhen, ("2023-01-31T10:00", A_DAY)),
    ('ChargeFiled(on="last month", **WHO)', InvalidWhen, ("last month", A_DAY)),
    (
        'ChargeFiled(on="2023-01-31..2023-02-02", **WHO)',
        InvalidWhen,
        ("2023-01-31..2023-02-02", "[2023-01-01..2023-01-20]"),
    ),
    ('When.parse("2023-04-31")', InvalidWhen, ("there is no date '2023-04-31'",)),
    (
        'ChargeFiled("2023-01-31", "A. Doe", "1")',
        TypeError,
        ("each field is given by its name", "write ChargeFiled(on=..., defendant=..., charge=...)"),
    ),
    (
        'ChargeFiled(on="2023-01-31", defendant="A. Doe")',
        TypeError,
        ("ChargeFiled: charge= must be given",),
    ),
    (
        'ChargeFiled(date="2023-01-31", **WHO)',
        TypeError,
        ("ChargeFiled: there is no field 'date'; accepted: on, proceeding, defendant, charge",),
    ),
    (
        'ChargeFiled(offence="theft", **A)',
        TypeError,
        ("ChargeFiled: there is no field 'offence'; is it 'offense'?; accepted: ",),
    ),
    ('ChargeFiled(on="2023-01-31", defendant=" ", charge="1")', InvalidEvent, ("ChargeFiled.defendant", "empty")),
    (
        'ChargeFiled(on="2023-01-31", defendant="A. Doe", charge=1)',
        InvalidEvent,
        ("ChargeFiled.charge", "text was expected here, not 1; write '1'"),
    ),
    (
        'ChargeFiled(severity="felonny", **A)',
        InvalidEvent,
        ("ChargeFiled.severity", "'felonny'", "felony", "SeverityClass.raw("),
    ),
    ('ChargeFiled(instrument="paper", **A)', InvalidEvent, ("ChargeFiled.instrument", "'paper'", "indictment")),
    (
        'ChargeFiled(enhancements={"gun", "gang"}, **A)',
        InvalidEvent,
        ("ChargeFiled.enhancements", "a set has no order"),
    ),
    ('ChargeFiled(exposure="eighteen months", **A)', InvalidTerm, ("ChargeFiled.exposure", "write '18 months'")),
    ("ChargeFiled(exposure=18, **A)", InvalidTerm, ("not 18", "write '18 months'")),
    (
        'ChargeFiled(refiles="1", **A)',
        InvalidEvent,
        ("refiles= of charge '1' names that charge itself", "name another charge"),
    ),
    ("ChargeFiled(quantity=0, **A)", InvalidEvent, ("a whole number, 1 or more", "not 0")),
    (
        'ChargeDismissed(prejudice="wihtout", **A)',
        InvalidEvent,
        ("ChargeDismissed.prejudice", "'wihtout'", "did you mean 'without'?", "with, without, unspecified"),
    ),
    (
        "ChargeDismissed(prejudice=True, **A)",
        InvalidEvent,
        ("ChargeDismissed.prejudice", "True", "with, without, unspecified"),
    ),
    ('ChargeDismissed(by="DA", **A)', InvalidEvent, ("'DA' is not an Actor", "prosecutor", "Actor.raw(")),
    ('PleaEntered(plea="nolo", **A)', InvalidEvent, ("'nolo' is not a PleaKind", "no_contest")),
    ("PleaEntered(**A)", TypeError, ("PleaEntered: plea= must be given",)),
    ('SentenceImposed(components=["jail 6 months"], **A)', InvalidEvent, ("Component(kind=...)", "'jail 6 months'")),
    ('SentenceImposed(components="jail", **A)', InvalidEvent, ("Component(kind=...)", "'jail'")),
    ('Component(kind="jail", term="6 mo")', InvalidTerm, ("Component.term", "'6 mo'", "write '18 months'")),
    ('Component(kind="fine", amount=500.0)', InvalidTerm, ("Component.amount", "not as a float")),
    ('Component(kind="fine", amount="$500")', InvalidTerm, ("'$500'", "'136793.50 USD'")),
    ('Component(kind="fine", amount="500 dollars")', InvalidTerm, ("'500 dollars'", "'136793.50 USD'")),
    ('Stated(on="2023-01-31", by="counsel", modality="says")', InvalidEvent, ("Stated.modality", "'says'", "asserts")),
    ('Stated(on="2023-01-31", modality="expects")', TypeError, ("Stated: by= must be given",)),
    (
        'Stated(on="2023-01-31", by="c", modality="expects", about="dismissal")',
        InvalidEvent,
        ("ChargeDismissed(...)", "'dismissal'"),
    ),
    (
        'ClaimFiled(on="2023-01-31", claim="k", defendants=())',
        InvalidEvent,
        ("ClaimFiled.defendants", "at least one party"),
    ),
    ('ClaimFiled(on="2023-01-31", claim="k", defendant="A. Doe")', TypeError, ("ClaimFiled", "'defendant'")),
    ('Source("")', InvalidEvent, ("a source needs a name", "UNKNOWN_SOURCE")),
    ('Source("Court", basis="court")', InvalidEvent, ("'court' is not a basis", "record, official")),
    ('Source("Court", "record")', TypeError, ("only name may be given without a name", "write Source(name)")),
    ('Source("Court", published="yesterday")', InvalidWhen, ("Source.published", "'yesterday'", A_DAY)),
    ('CaseFile("")', InvalidEntry, ("needs an id such as 'rust'",)),
    ("CaseFile(None)", InvalidEntry, ("needs an id such as 'rust'", "not None")),
    ('CaseFile("doe", entries=[FILED])', InvalidEntry, ("made of Entry(...)", "record(event)")),
    ('CaseFile("doe", procedure="us-federal")', InvalidEntry, ("takes a Procedure", "'us-federal'")),
    ('CASE.record("charge dismissed")', InvalidEntry, ("an event such as ChargeFiled(...)", "'charge dismissed'")),
    ("CASE.record(ChargeFiled)", InvalidEntry, ("an event such as ChargeFiled(...)", "the class ChargeFiled")),
    ("CASE.record([FILED])", InvalidEntry, ("an event such as ChargeFiled(...)",)),
    ('CASE.record(FILED, source="Court")', InvalidEntry, ("Source(name, basis=...)", "'Court'")),
    ('CASE.record(FILED, sources=Source("Court"))', TypeError, ("'sources'",)),
    (
        'CASE.record(FILED, recorded_at="2023-01-31")',
        InvalidEntry,
        ("a moment with its zone", "2023-04-21T09:30:00-06:00"),
    ),
    ("CASE.record(FILED, recorded_at=datetime(2023, 1, 31))", InvalidEntry, ("a moment with its zone",)),
    ('CASE.record(FILED, docketed_on="soon")', InvalidWhen, ("Entry.docketed_on", "'soon'", A_DAY)),
    ('CASE.record(FILED, after="e9")', InvalidEntry, ("after 'e9', which is not in the file", "mend the id")),
    ('CASE.record(FILED, account_of="e9")', InvalidEntry, ("'e9'", "names an entry recorded earlier")),
    ('CASE.record(FILED, ordinal="first")', InvalidEntry, ("a whole number", "'first'")),
    ('CASE.correct("e1", FILED)', TypeError, ("'reason'",)),
    ('CASE.correct("e9", FILED, reason="typo")', InvalidEntry, ("'e9'", "names an entry recorded earlier")),
    ('CASE.correct("e1", reason="typo")', TypeError, ("'replacement'",)),
    ('CASE.retract("e1")', TypeError, ("'reason'",)),
    ('CASE.retract("e9", reason="typo")', InvalidEntry, ("'e9'", "names an entry recorded earlier")),
    ("CASE.append(FILED)", AttributeError, ("CaseFile", "'append'")),
    ('CASE["e9"]', NotInFile, ("no entry 'e9' in case file 'doe'", "give an id such as 'e1'")),
    ("CASE[0]", NotInFile, ("no entry 0 in case file 'doe'", "give an id such as 'e1'")),
    ('CaseFile("new")["e1"]', NotInFile, ("no entry 'e1' in case file 'new'",)),
    ("VAGUE.open", AmbiguousState, ("the answer to 'open' of charge 1", "e2 had happened by then: yes or no")),
    ('CaseFile("new").last', NotInFile, ("no entry yet", "record one first")),
    ('CASE.at("April 21, 2023")', InvalidWhen, ("'April 21, 2023'", A_DAY)),
    ('CASE.at("2023-04")', InvalidWhen, ("one day, not '2023-04'", "write it 2023-01-15")),
    ("CASE.at(2023)", InvalidWhen, ("one day, not 2023", "datetime.date")),
    ("CASE.at(datetime(2023, 4, 21))", InvalidWhen, ("one day", "datetime.date")),
    ('CASE.at("2023-04-21", "2023-04-22")', TypeError, ("positional",)),
    ('CASE.at(known="2023-04-21")', TypeError, ("'known'",)),
    ('CASE.at(known_on="2023-04-21T10:00")', InvalidCoordinates, ("a moment with its zone",)),
    ('CASE.at(known_on="yesterday")', InvalidCoordinates, ("a day such as 2023-04-20", "'yesterday'")),
    ('CASE.at(clock="wall")', InvalidCoordinates, ("'wall' is not a clock", "recorded, docket, published")),
    ('CASE.at(according_to="court")', InvalidCoordinates, ("'court'", "a Basis, a Source", "record, official")),
    ('CASE.at(according_to=["Court"])', InvalidCoordinates, ("a Basis, a Source",)),
    ('CASE.at(clearance="all")', InvalidCoordinates, ("'all' is not a clearance", "public, sealed, expunged")),
    ('CASE.at(reading="middle")', InvalidCoordinates, ("'middle' is not a reading", "worlds, earliest, latest")),
    (
        'CASE.at(known_on="2023-04-21")["A. Doe"]',
        NotInFile,
        ("1 entry has no time on the clock recorded", "give recorded_at="),
    ),
    ('VIEW["B. Roe"]', NotInFile, ("no defendant 'B. Roe'", "the view has A. Doe")),
    ("VIEW[0]", NotInFile, ("no defendant 0", "the view has A. Doe")),
    ('VIEW["A. Doe"].charge("2")', NotInFile, ("A. Doe has no charge '2'", "the view has 1")),
    ('VIEW["A. Doe"].claim("1")', NotInFile, ("A. Doe has no claim '1'", "the view has none")),
    ('VIEW["A. Doe"].phase', AttributeError, ("a defendant has no field 'phase'", "view[name].charge('1')")),
    ("CHARGE.phaze", AttributeError, ("no field 'phaze'", "did you mean 'phase'?")),
    ('CHARGE.why("phaze")', InvalidQuestion, ("no field 'phaze'", "did you mean 'phase'?")),
    ('CHARGE.spells("verdict")', InvalidQuestion, ("no field 'verdict'", "ask for one of status, phase")),
    ('CHARGE.is_conviction("housing")', InvalidEvent, ("'housing' is not a Purpose", "immigration", "Purpose.raw(")),
    ('CHARGE.holds("guilty")', InvalidQuestion, ("a predicate such as lambda", "'guilty'")),
    ('VIEW.diff("2023-05-01")', InvalidQuestion, ("another view", "'2023-05-01'")),
    (
        'VIEW.if_("dismissed")',
        InvalidEntry,
        ("Entry.event: an entry holds an event such as ChargeFiled", "'dismissed'"),
    ),
    ('VIEW.if_(FILED, "the wire")', InvalidEntry, ("Entry.source: source must be Source(name", "'the wire'")),
    (
        'CASE.spells_table("phaze")',
        InvalidQuestion,
        ("no charge, claim or citation has a field 'phaze'", "did you mean 'phase'?"),
    ),
    ("VAGUE.phase", AmbiguousState, ("depends on whether e2 had happened", "charged or dismissed", "ask possible()")),
    (
        "VAGUE.status",
        AmbiguousState,
        ("'charged; pending' or 'dismissed; whether it may be filed again is not known'", "a closer date"),
    ),
    ('Term.parse("6")', InvalidTerm, ("invalid term '6'", "write '18 months'")),
    ('Phase("on bail")', InvalidEvent, ("'on bail' is not a phase", "charged, triable")),
    ('loads("not json")', InvalidFile, ("text:1: not JSON: expecting value at column 1",)),
    ('load("none.jsonl")', FileNotFoundError, ("none.jsonl",)),
    ('loads("")', InvalidFile, ("the file is empty", "a case file begins with")),
    ("loads('{\"a\": 1}')", InvalidFile, ("a case file begins with a heading",)),
    ('open_store("mysql://u:secret@h/db")', NotAStore, ("mysql://u:***@h/db", "postgresql://name@host/database")),
    ('open_store("")', NotAStore, ("blank", "sqlite:///path")),
    (
        'GENERIC.derive(name="x", policies={"nope": 1})',
        InvalidProcedure,
        ("no policy 'nope'", "known: felony_charging"),
    ),
    ("casestate.Casefile", AttributeError, ("no attribute 'Casefile'",)),
]
"""The mistake as code, the class of its error, and a part of the message."""
OF_THE_LANGUAGE = (TypeError, AttributeError, FileNotFoundError)
"""The errors of Python itself for a name, an argument or a file that does not exist."""


@pytest.mark.parametrize(("written", "kind", "said"), MISTAKES, ids=[written for written, *_ in MISTAKES])
def test_a_typical_mistake_is_answered_in_words(written: str, kind: type[Exception], said: tuple[str, ...]) -> None:
    with pytest.raises(kind) as caught:
        eval(written, dict(NAMES))
    message = str(caught.value)
    assert [part for part in said if part not in message] == []
    assert kind in OF_THE_LANGUAGE or isinstance(caught.value, CasestateError)
    assert re.search(r"<.* object at|<class '|casestate\.\w+\._|__init__", message) is None
