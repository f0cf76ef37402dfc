"""Stand-ins for states, entries and policies that note what is read of them."""

import types
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from casestate import Entry
from casestate.law.policies import Policies
from casestate.state import ChargeVersion, DefendantState

KEYS = ("defendant", "defendants", "charge", "claim", "citation", "name", "who", "key", "cites", "id", "source")
"""Names and ids, which any check may read."""

Note = Callable[[str, Any], Any]


def noting(real: Any, note: Note) -> Any:
    """A stand-in for a value: it is of the same type, and each field read of it goes through ``note``."""
    kind = type(real)
    fields = {field.name for field in attrs.fields(kind)} | {"versions", "when", "proved"}

    def read(self: Any, name: str) -> Any:
        if name == "moved_by":
            return lambda axis: note(axis, getattr(real, axis)) and note("moved", real.moved_by(axis))
        if name in KEYS or name.startswith("__"):
            return getattr(real, name)
        if name in fields and hasattr(kind, name):
            return note(name, getattr(real, name))
        found = vars(kind).get(name, getattr(kind, name))
        if isinstance(found, property):
            assert found.fget is not None
            return found.fget(self)
        if isinstance(found, types.MemberDescriptorType):  # a cached property, which attrs makes when it is missing
            return kind.__getattr__(self, name)
        return types.MethodType(found, self) if isinstance(found, types.FunctionType) else found

    return object.__new__(type("Noting", (kind,), {"__getattribute__": read}))


def noting_entry(entry: Entry, path: str, seen: set[str]) -> Any:
    def of_event(name: str, value: Any) -> Any:
        seen.add(f"{path}.{name}")
        return value

    def of_entry(name: str, value: Any) -> Any:
        return noting(value, of_event) if name == "event" else of_event("on", value)

    return noting(entry, of_entry)


def noting_version(version: ChargeVersion, path: str, seen: set[str]) -> Any:
    def note(name: str, value: Any) -> Any:
        if name == "entry":
            return noting_entry(value, path, seen)
        seen.add(f"{path}.{name}")
        return value

    return noting(version, note)


def noting_state(state: Any, prefix: str, seen: set[str]) -> Any:
    def note(name: str, value: Any) -> Any:
        if name in ("moved", "brought_again"):
            return value
        if name == "proved":
            seen.add(f"{prefix}proofs")
            return value
        if name == "versions":
            return tuple([noting_version(each, f"{prefix}charging", seen) for each in value])
        path = prefix.rstrip(".") if prefix == "person." else prefix + name
        seen.add(path)
        is_record = isinstance(value, tuple) and all(isinstance(each, Entry) for each in value)
        return tuple([noting_entry(each, path, seen) for each in value]) if is_record else value

    return noting(state, note)


def noting_defendant(defendant: DefendantState, seen: set[str]) -> Any:
    def note(name: str, value: Any) -> Any:
        seen.add(name)
        if name == "person":
            return noting_state(value, "person.", seen)
        if isinstance(value, Mapping):
            return {key: noting_state(each, f"{name}.", seen) for key, each in value.items()}
        return value

    return noting(defendant, note)


def noting_policies(policies: Policies, seen: set[str]) -> Any:
    def note(name: str, value: Any) -> Any:
        seen.add(f"policies.{name}")
        return value

    return noting(policies, note)
