"""
The JSON Schema of what the commands print with ``--json``.

The words of axes and coordinates come from the types themselves, and entries are those of a case file. Every object is
closed: a field that is not described is not printed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_type_hints

from casestate.codec import schema as lines
from casestate.engine.coordinates import Clearance, Clock, Reading
from casestate.explain.diff import Cause
from casestate.law import Severity
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.store import RecordKind
from casestate.vocabulary import Closed
from casestate.when import Certainty

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_IDS: Schema = {"type": "array", "items": _TEXT, "description": "Ids of entries."}
_DAY: Schema = {"$ref": "#/$defs/date"}
_TIME: Schema = {"anyOf": [_DAY, {"$ref": "#/$defs/datetime"}], "description": "A day, meaning its end, or a moment."}
_ENTRY: Schema = {"$ref": "#/$defs/Entry"}
_CERTAINTY: Schema = {"enum": [each.name.lower() for each in Certainty]}


def whole() -> Schema:
    """Return the schema of all outputs: one definition for each command, and what they share."""
    return {
        "$schema": lines.DIALECT,
        "title": "The JSON that the commands of casestate print",
        "$defs": {**OUTPUTS, **_SHARED, **lines.schema()["$defs"]},
    }


def of(output: str) -> Schema:
    """Return the schema of one output, with the definitions that it needs and no others."""
    every = whole()
    needed: dict[str, Schema] = {}
    wanted = [output]
    while wanted:
        name = wanted.pop()
        if name not in needed:
            needed[name] = every["$defs"][name]
            wanted += _named(needed[name])
    title = f"The JSON that casestate prints: {output}"
    return {"$schema": lines.DIALECT, "title": title, "$ref": f"#/$defs/{output}", "$defs": needed}


def text(schema: Schema) -> str:
    """Return the published text of a schema, with each definition on its own line, so that a diff shows changes."""
    defined = ",\n".join(
        f'    "{name}": {json.dumps(each, ensure_ascii=False)}' for name, each in schema["$defs"].items()
    )
    head = json.dumps({name: each for name, each in schema.items() if name != "$defs"}, indent=2, ensure_ascii=False)
    return f'{head[:-2]},\n  "$defs": {{\n{defined}\n  }}\n}}\n'


def _named(schema: object) -> Iterator[str]:
    """Yield the definitions to which a schema leads."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rpartition("/")[2]
        for each in schema.values():
            yield from _named(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _named(each)


def _object(said: str = "", /, *, optional: Iterable[str] = (), **fields: Schema) -> Schema:
    """Return a closed object in which every field is required, except the optional ones."""
    return {
        **({"description": said} if said else {}),
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def _list(item: Schema, said: str = "") -> Schema:
    return {**({"description": said} if said else {}), "type": "array", "items": item}


def _by_id(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _words(kind: type[Closed]) -> Schema:
    return {"enum": [each.value for each in kind]}


def _axes(state: type[Any], *names: str) -> dict[str, Schema]:
    """Return fields that hold the words of axes or of derived properties."""
    kinds = get_type_hints(state)
    derived = {name: get_type_hints(vars(state)[name].fget)["return"] for name in names if name not in kinds}
    return {name: _words((kinds | derived)[name]) for name in names}


def _several(state: Schema) -> Schema:
    """Return the schema of possible states: the one state, every possible one, or none if there are too many."""
    return {
        "anyOf": [
            _object(state=state),
            _object(possible={**_list(state), "minItems": 2}, decided_by=_IDS),
            _object(possible={"type": "null"}, decided_by=_IDS, because=_TEXT),
        ]
    }


_SUBJECT: dict[str, Schema] = {"defendant": _TEXT, "charge": _TEXT, "claim": _TEXT, "citation": _TEXT}
_KINDS = ("charge", "claim", "citation")
_FINDING: dict[str, Schema] = {
    "code": _TEXT,
    "severity": _words(Severity),
    "certainty": _CERTAINTY,
    "defendant": _or_none(_TEXT),
    "charge": _or_none(_TEXT),
    "entries": _IDS,
    "message": _TEXT,
    "remedy": _TEXT,
}
_PART: dict[str, Schema] = {
    "status": _to("status"),
    "moved_by": _by_id(_object(entry=_TEXT, source=_TEXT)) | {"description": "The entry that last moved each axis."},
}
_RELEASE = _axes(DefendantState, "release")["release"]

_SHARED: dict[str, Schema] = {
    "finding": _object("What is doubtful.", **_FINDING),
    "status": _object("The headline.", status=_TEXT, rule=_TEXT, qualifiers=_list(_TEXT), words=_TEXT),
    "charge": _object(
        "The state of a charge.",
        **_PART,
        **_axes(
            ChargeState,
            *(
                "phase",
                "found",
                "conviction",
                "jeopardy",
                "disposition",
                "sentence",
                "succession",
                "venue",
                "review",
                "collateral",
            ),
        ),
        refilable=_CERTAINTY,
        skipped=_list(_TEXT, "Phases that the file has no step for."),
        disregarded=_IDS,
        offense=_or_none(_TEXT),
        grade=_or_none(_TEXT),
        court=_or_none(_TEXT),
        enhancements=_list(_TEXT),
        exposure=_or_none(_TEXT),
        convicted_of=_or_none(_TEXT),
        convicted_grade=_or_none(_TEXT),
        plea=_or_none(_TEXT),
        components=_or_none(_TEXT),
    ),
    "claim": _object(
        "The state of a civil claim.",
        **_PART,
        **_axes(ClaimState, "phase"),
        claimants=_list(_TEXT),
        court=_or_none(_TEXT),
    ),
    "citation": _object(
        "The state of a regulatory citation.",
        **_PART,
        **_axes(CitationState, "phase"),
        classification=_or_none(_TEXT),
        penalty=_or_none(_TEXT),
    ),
    "defendant": _object(
        "The state of a defendant.",
        status=_to("status"),
        release=_RELEASE,
        charges=_by_id(_to("charge")),
        claims=_by_id(_to("claim")),
        citations=_by_id(_to("citation")),
    ),
    "open-defendant": _object(
        "The possible states of a defendant, each part apart, where dates leave several.",
        state={"type": "null"},
        charges=_by_id(_several(_to("charge"))),
        claims=_by_id(_several(_to("claim"))),
        citations=_by_id(_several(_to("citation"))),
        release=_or_none(_several(_RELEASE)),
    ),
}

_UNTIMED = _NUMBER | {"description": "So many entries have no time on the clock and are left out."}

OUTPUTS: dict[str, Schema] = {
    "show": _object(
        "A view.",
        case=_TEXT,
        as_of=_or_none(_DAY),
        coordinates=_object(
            known_on=_or_none(_TIME),
            clock=_words(Clock),
            according_to=_or_none(_TEXT),
            clearance=_words(Clearance),
            reading=_words(Reading),
            untimed=_UNTIMED,
        ),
        defendants=_by_id({"anyOf": [_object(state=_to("defendant")), _to("open-defendant")]}),
        undecided=_IDS,
    ),
    "timeline": _list(_ENTRY, "The entries in order, as they stand in a case file."),
    "why": _object(
        "The entries behind a field.",
        optional=_KINDS,
        **_SUBJECT,
        field=_TEXT,
        on=_TEXT,
        value=_TEXT,
        reasons=_list(
            _object(
                entry=_ENTRY,
                rule=_or_none(_object("The row of the law.", row=_TEXT, cite=_TEXT, reason=_TEXT)),
                came_in=_or_none(_TEXT),
                moved=_by_id(_TEXT),
                outweighed=_list(_ENTRY),
            )
        ),
        findings=_list(_to("finding")),
    ),
    "diff": _list(
        _object(
            optional=_KINDS,
            **_SUBJECT,
            field=_TEXT,
            before=_list(_TEXT, "Every possible value."),
            after=_list(_TEXT, "Every possible value."),
            cause=_words(Cause),
            entries=_IDS,
            gone=_IDS,
        ),
        "What differs between two views.",
    ),
    "grid": _object(
        "A field as of days, one a row, as known on others, one a column.",
        optional=_KINDS,
        **_SUBJECT,
        field=_TEXT,
        clock=_words(Clock),
        as_of=_list(_DAY),
        known_on=_list(_TIME),
        cells=_list(_list(_or_none(_list(_TEXT, "Every possible value.")))),
        untimed=_UNTIMED,
    ),
    "check": _list(
        _object(file=_TEXT, line=_or_none({"type": "integer", "minimum": 1}), **_FINDING),
        "Findings, each with its file and the line of its first entry, which is null in a store.",
    ),
    "explain": _object("What a code means.", code=_TEXT, severity=_words(Severity), meaning=_TEXT, remedy=_TEXT),
    "verify": {
        "anyOf": [
            _object(
                "A store whose chain is sound.",
                verified={"const": True},
                places=_NUMBER,
                entries=_NUMBER,
                destroyed=_NUMBER,
                torn=_NUMBER,
                head=_TEXT,
                against=_or_none(_TEXT),
            ),
            _object("A store whose chain is broken.", verified={"const": False}, position=_NUMBER, problem=_TEXT),
        ]
    },
    "log": _list(
        _object(
            position=_NUMBER,
            stored_at=_to("datetime"),
            case=_or_none(_TEXT),
            kind=_words(RecordKind),
            seq=_NUMBER,
            imported={"type": "boolean"},
            entries=_IDS,
            procedure=_or_none(_TEXT),
            destroyed=_list(_NUMBER),
            order=_or_none(_TEXT),
        ),
        "The places of a store, without what entries say.",
    ),
    "bulk": {
        "anyOf": [
            _list(
                _object(
                    as_of=_DAY,
                    **dict.fromkeys(
                        (
                            *("pending", "possibly_pending", "inactive", "filed", "reopened", "disposed"),
                            *("age_to_90", "age_to_180", "age_to_365", "age_over_365", "age_unknown"),
                        ),
                        _NUMBER,
                    ),
                ),
                "Charges at the end of each period, and those pending by their days since they were filed.",
            ),
            _list(
                _object(
                    code=_TEXT,
                    severity=_words(Severity),
                    certain={"type": "boolean"},
                    count=_NUMBER,
                    **dict.fromkeys(("case", "defendant", "charge"), _TEXT),
                ),
                "Findings, counted, each with where the first of them is.",
            ),
        ]
    },
}
"""The schema of each output by its name: that of the command, or ``explain`` for ``check --explain``."""
