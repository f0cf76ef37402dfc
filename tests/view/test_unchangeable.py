"""Files, views, handles and procedures are immutable: everything reachable from them is walked and tried."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType, ModuleType
from typing import Any

import pytest

from casestate import GENERIC, CaseFile, Source
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    HearingSet,
    PleaEntered,
    SentenceImposed,
    Stated,
)
from casestate.law import PROCEDURES, Cited

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
CASE = (
    CaseFile("c", procedure=GENERIC.derive("elsewhere", policies={"nolo_allowed": False}))
    .record(ChargeFiled(on="2023-01", **ONE), source=Source("clerk", basis="record", published="2023-02"))
    .record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2", alternative_to="1"))
    .record(PleaEntered(on="2023-03-01", defendant="A. Doe", charge="2", plea="guilty"))
    .record(SentenceImposed(on="2023-05-02", defendant="A. Doe", charge="2"))
    .record(ChargeDismissed(on="2023-04-21", **ONE), after="e1")
    .record(Stated(on="2023-04-22", by="counsel", modality="asserts", about=ChargeDismissed(on="2023-04-21", **ONE)))
    .record(ClaimFiled(on="2023-02-01", claim="c", claimants=["R. Roe"], defendants=["A. Doe"]))
    .record(CitationIssued(on="2023-02-01", defendant="A. Doe", citation="w"))
    .record(HearingSet(on="2023-02-01", hearing="h", for_="2023-02-09", defendants=["A. Doe"]))
    .correct("e5", ChargeDismissed(on="2023-04-20", **ONE), reason="misread")
)
VIEW = CASE.at("2023-04-21")
DOE = VIEW["A. Doe"]
ROOTS: dict[str, Any] = {
    "file": CASE,
    "view": VIEW,
    "defendant": DOE,
    "charge": DOE.charge("1"),
    "claim": DOE.claim("c"),
    "citation": DOE.citation("w"),
    "why": DOE.charge("1").why("phase"),
    "spells": DOE.charge("1").spells("phase"),
    "grid": DOE.charge("1").grid("phase", as_of=["2023-04-21"], known_on=[None]),
    "lawful": DOE.charge("1").lawful(),
    "difference": CASE.at("2023-02-01").diff(CASE.at("2023-03-01")),
    "supposed": VIEW.if_(ChargeDismissed(on="2023-04-01", defendant="A. Doe", charge="2")),
    **PROCEDURES,
}
_PLAIN = (str, bytes, int, float, type, date, Enum, ModuleType, BuiltinFunctionType, FunctionType, MethodType)
_CHANGEABLE = (list, dict, set, bytearray)


def attributes(value: object) -> Iterator[tuple[str, Any]]:
    """Return the public attributes of an object, without methods."""
    for name in dir(value):
        if not name.startswith("_"):
            try:
                yield name, getattr(value, name)
            except Exception:  # noqa: BLE001  # an attribute that refuses to answer shows nothing
                continue


def parts(value: object) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield "[key]", key
            yield f"[{key!r}]", each
    elif isinstance(value, tuple | frozenset | list | set):
        yield from ((f"[{place}]", each) for place, each in enumerate(value))
    for name, each in attributes(value):
        # A list that is new at each call belongs to the caller.
        if not isinstance(each, _CHANGEABLE) or getattr(value, name) is each:
            yield f".{name}", each


def reached(root: object) -> Iterator[tuple[str, Any]]:
    """Return everything that public attributes, items and keys lead to, each with one path."""
    seen, ahead = {}, [("", root)]
    while ahead:
        path, value = ahead.pop()
        if value is None or isinstance(value, (*_PLAIN, GeneratorType)) or id(value) in seen:
            continue
        seen[id(value)] = value
        yield path, value
        ahead += [(path + name, each) for name, each in parts(value)]


def settable(value: object) -> list[str]:
    """Return the attributes that can be set. Each is set to its own value, so that nothing changes."""
    names = [*[name for name, _ in attributes(value)], *getattr(type(value), "__slots__", ())]
    found = []
    for name in names:
        try:
            setattr(value, name, getattr(value, name))
        except (AttributeError, TypeError):
            continue
        found.append(name)
    return found


@pytest.mark.parametrize("name", ROOTS)
def test_no_mutable_object_is_reachable(name: str) -> None:
    every = list(reached(ROOTS[name]))
    assert len(every) >= 2
    assert [path for path, value in every if isinstance(value, _CHANGEABLE)] == []
    assert [(path, settable(value)) for path, value in every if settable(value)] == []


@pytest.mark.parametrize("name", ["view", "defendant", "charge", "claim", "citation"])
def test_no_attribute_is_set_added_or_deleted(name: str) -> None:
    thing = ROOTS[name]
    slot = "_timeslice" if name == "view" else "_at"
    for attribute in (slot, "coordinates", "brand_new"):
        with pytest.raises(AttributeError):
            setattr(thing, attribute, None)
    with pytest.raises(AttributeError):
        delattr(thing, slot)
    assert thing == ROOTS[name]


def test_the_compiled_law_cannot_be_emptied() -> None:
    (rows, *_) = GENERIC.tables["charge"].values()
    for held in (GENERIC.tables, GENERIC.by_kind, GENERIC.checks_of, rows.moves, rows.moves[None], rows.ranks):
        assert not hasattr(held, "clear")
        assert not hasattr(held, "__setitem__")
    with pytest.raises(AttributeError):
        GENERIC.tables["charge"]._compiled = {}


def test_the_walk_finds_mutable_objects() -> None:
    class Open:
        def __init__(self) -> None:
            self.held = {"a": [1]}

    every = dict(reached((Open(),)))
    assert isinstance(every["[0].held['a']"], list)
    assert settable(every["[0]"]) == ["held"]


def test_the_value_of_a_policy_is_kept_as_it_was_given() -> None:
    given: tuple[Any, ...] = ({"felony": "5 years"}, {"death_claim"}, ["death_claim"])
    cited = [Cited(value, "a statute") for value in given]
    for value in given:
        value.clear()
    assert [each.value for each in cited] == [{"felony": "5 years"}, frozenset({"death_claim"}), ("death_claim",)]
