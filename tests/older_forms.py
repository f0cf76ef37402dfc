"""Older forms of events, the upcasters that read them, and lines of a file that hold them."""

import json
from typing import Any

from casestate.codec import Upcaster, Upcasters

HEADING = '{"casestate": 1, "case": "c", "procedure": "generic"}'
WHO = {"defendant": "A. Doe", "charge": "1"}


def on_day(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The first version had ``day`` for ``on``."""
    event["on"] = event.pop("day")
    return [event | {"version": 2}]


def named(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The second version had ``who`` for ``defendant``, under a name that is gone."""
    return [event | {"type": "charge.filed", "version": 1, "defendant": event.pop("who")}]


def pleaded_and_sentenced(event: dict[str, Any]) -> list[dict[str, Any]]:
    """One old event was two acts."""
    shared = {name: event[name] for name in ("on", "defendant", "charge")} | {"version": 1}
    return [shared | {"type": "plea.accepted", "plea": event["plea"]}, shared | {"type": "sentence.imposed"}]


OLD = Upcasters(
    [
        Upcaster(("charge.brought", 1), into=[("charge.brought", 2)], read=on_day),
        Upcaster(("charge.brought", 2), into=[("charge.filed", 1)], read=named),
        Upcaster(
            ("plea.sentenced", 1), into=[("plea.accepted", 1), ("sentence.imposed", 1)], read=pleaded_and_sentenced
        ),
    ]
)
BROUGHT = {"type": "charge.brought", "version": 1, "day": "2023-01-02", "who": "A. Doe", "charge": "1"}
BOTH = {"type": "plea.sentenced", "version": 1, "on": "2023-03-01", **WHO, "plea": "guilty"}
NOTED = {"type": "noted", "version": 1, "on": "2023-04-01", "text": "x"}
RETRACTED = {"type": "entry.retracted", "version": 1}


def line(id: str, event: dict[str, Any], **envelope: Any) -> dict[str, Any]:
    return {"id": id, "event": event, **envelope}


def file(*lines: dict[str, Any]) -> str:
    return "\n".join([HEADING, *map(json.dumps, lines)])


def revised(id: str, kind: str) -> dict[str, Any]:
    return {"entry": id, "kind": kind, "reason": "misread"}
