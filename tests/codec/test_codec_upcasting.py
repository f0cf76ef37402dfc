"""Older forms of events: the rules for a chain, its effect on every way of reading, and the links to split entries."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from older_forms import (
    BOTH,
    BROUGHT,
    HEADING,
    NOTED,
    OLD,
    RETRACTED,
    WHO,
    file,
    line,
    on_day,
    pleaded_and_sentenced,
    revised,
)
from strategies import case_files

from casestate import CaseFile, Entry, Source, dump, dumps, load, loads
from casestate.codec import UPCASTERS, Form, Upcaster, Upcasters, entry_fields, read_entries, read_entry
from casestate.errors import InvalidEntry, InvalidFile, InvalidUpcaster
from casestate.events import ChargeFiled, Noted, PleaAccepted, SentenceImposed, Stated
from casestate.state import Phase

FILED = ChargeFiled(on="2023-01-02", defendant="A. Doe", charge="1")


def said(about: dict[str, Any]) -> dict[str, Any]:
    return {"type": "stated", "version": 1, "on": "2023-03-02", "by": "counsel", "modality": "asserts", "about": about}


def as_given(event: dict[str, Any]) -> list[dict[str, Any]]:
    return [event]


def step(form: tuple[str, int], *into: tuple[str, int], read: Any = as_given) -> Upcaster:
    return Upcaster(form, into=into, read=read)


# The chain


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([step(("x", 1), ("noted", 1)), step(("x", 1), ("noted", 1))], "two upcasters read x of version 1; keep one"),
        ([step(("noted", 1), ("noted", 1))], "noted of version 1 takes no upcaster; this library reads version 1"),
        ([step(("noted", 2), ("noted", 1))], "noted of version 2 takes no upcaster"),
        ([step(("x", 1), ("x", 2))], "x of version 1 is read into x of version 2, which nothing reads"),
        ([step(("x", 1), ("noted", 2))], "x of version 1 is read into noted of version 2, which nothing reads"),
        ([step(("x", 2), ("noted", 1))], "no upcaster reads x of version 1; every version since the first needs one"),
        ([step(("x", 1), ("noted", 1)), step(("x", 3), ("noted", 1))], "no upcaster reads x of version 2"),
        ([step(("x", 3), ("noted", 1)), step(("x", 1), ("noted", 1))], "no upcaster reads x of version 2"),
        (
            [step(("x", 1), ("y", 1), ("noted", 1)), step(("y", 1), ("x", 1))],
            "upcasters go round in a circle: ([xy] of version 1)( into [xy] of version 1){2}$",
        ),
        ([step(("x", 1), ("x", 1))], "upcasters go round in a circle: x of version 1 into x of version 1"),
        ([on_day], r"a chain is made of Upcaster\(\.\.\.\), not <function"),
    ],
)
def test_a_chain_with_a_gap_a_cycle_or_a_duplicate_is_refused(chain: list[Upcaster], expected: str) -> None:
    with pytest.raises(InvalidUpcaster, match=f"^{expected}"):
        Upcasters(chain)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"form": "noted"}, "a form is a name and a version"),
        ({"form": ("x",)}, "a form is a name and a version"),
        ({"form": ("x", 0)}, "a form is a name and a version from 1"),
        ({"form": ("x", True)}, "a form is a name and a version from 1"),
        ({"form": (" ", 1)}, "a form is a name and a version from 1"),
        ({"into": []}, "an upcaster says with into= which forms it gives"),
        ({"into": ["noted"]}, "a form is a name and a version"),
        ({"read": "x"}, "read= takes a function"),
    ],
)
def test_an_upcaster_says_what_it_takes(given: dict[str, Any], expected: str) -> None:
    whole: dict[str, Any] = {"form": ("x", 1), "into": [("noted", 1)], "read": as_given} | given
    with pytest.raises(InvalidUpcaster, match=expected):
        Upcaster(whole["form"], into=whole["into"], read=whole["read"])


def test_the_input_of_an_upcaster_may_be_one_form() -> None:
    one = Upcaster(Form("x", 1), into=[Form("noted", 1)], read=as_given)
    assert one == Upcaster(("x", 1), into=[("noted", 1)], read=as_given)
    assert str(one.form) == "x of version 1"


def test_a_new_version_of_an_event_needs_an_upcaster_for_every_older_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ChargeFiled, "version", 3)
    second = step(("charge.filed", 2), ("charge.filed", 3), read=lambda event: [event | {"version": 3}])
    with pytest.raises(InvalidUpcaster, match=r"no upcaster reads charge\.filed of version 1"):
        Upcasters([second])
    first = step(("charge.filed", 1), ("charge.filed", 2), read=lambda event: [event | {"version": 2}])
    chain = Upcasters([second, first])
    old = file(line("e1", {"type": "charge.filed", "version": 1, "on": "2023-01-02", **WHO}))
    case = loads(old, upcasters=chain)
    assert case.last.event == FILED
    assert '"version": 3' in dumps(case)
    assert loads(dumps(case), upcasters=chain) == case
    with pytest.raises(InvalidFile, match=r"\$\.event\.version: this library reads charge\.filed of version 1 to 3"):
        loads(old)


def test_the_library_ships_no_upcaster_while_every_event_is_in_its_first_version() -> None:
    for event in (BROUGHT, NOTED, said(NOTED), {}, {"type": "stated", "version": 1, "about": "x"}):
        assert UPCASTERS.read(event) == [event]
        assert UPCASTERS.read(event)[0] is event


# Reading


def test_every_way_of_reading_takes_an_older_event_through_all_later_versions(tmp_path: Path) -> None:
    expected = Entry(id="e1", seq=1, event=FILED, source=Source("court"))
    old = line("e1", BROUGHT, source={"name": "court"})
    place = tmp_path / "old.jsonl"
    place.write_text(file(old))
    assert read_entry(old, 1, upcasters=OLD) == (expected, ())
    assert read_entries([old], upcasters=OLD) == ((expected,), ())
    assert loads(file(old), upcasters=OLD).entries == (expected,)
    assert load(place, upcasters=OLD).entries == (expected,)


def test_the_act_in_a_statement_is_upcast_too() -> None:
    case = loads(file(line("e1", said(BROUGHT))), upcasters=OLD)
    assert isinstance(case.last.event, Stated)
    assert case.last.event.about == FILED


def test_a_statement_about_an_act_that_was_split_is_about_each_part() -> None:
    case = loads(file(line("e1", said(BOTH))), upcasters=OLD)
    assert [type(each.event.about) for each in case if isinstance(each.event, Stated)] == [
        PleaAccepted,
        SentenceImposed,
    ]
    assert [each.id for each in case] == ["e1/1", "e1/2"]


def test_a_statement_about_a_statement_stays_refused() -> None:
    (found,) = read_entry(line("e1", said(said(BROUGHT))), upcasters=OLD)[1]
    assert str(found).startswith("$.event.about: a statement is about an act")


def test_reading_does_not_change_what_was_given() -> None:
    old = line("e1", {**BROUGHT})
    assert read_entry(old, upcasters=OLD)[1] == ()
    assert old == line("e1", BROUGHT)


@given(case_files())
def test_a_chain_leaves_current_forms_unchanged(case: CaseFile) -> None:
    assert loads(dumps(case), upcasters=OLD) == case


def test_without_its_upcaster_an_older_form_is_refused_by_name() -> None:
    (found,) = read_entry(line("e1", BROUGHT))[1]
    assert str(found).startswith("$.event.type: there is no event 'charge.brought'")


# One entry that has become several


def test_the_parts_of_a_split_entry_are_in_order_and_share_its_envelope() -> None:
    envelope = {"source": {"name": "court"}, "recorded_at": "2023-03-02T12:00:00+00:00", "ordinal": 2, "quote": "both"}
    case = loads(
        file(line("e1", BROUGHT), line("e2", BOTH, after=["e1"], **envelope), line("e3", NOTED)), upcasters=OLD
    )
    assert [each.id for each in case] == ["e1", "e2/1", "e2/2", "e3"]
    assert [each.seq for each in case] == [1, 2, 3, 4]
    assert [each.after for each in case] == [(), ("e1",), ("e1", "e2/1"), ()]
    for part in (case["e2/1"], case["e2/2"]):
        assert (part.source, part.ordinal, part.quote) == (Source("court"), 2, "both")
        assert part.recorded_at == case["e2/1"].recorded_at is not None
    state = case.at()["A. Doe"].charge("1")
    assert state.phase is Phase.JUDGED
    assert loads(dumps(case)) == case


def test_an_entry_after_a_split_one_comes_after_every_part() -> None:
    lines = [line("e3", NOTED, after=["e1", "e2"]), line("e1", BROUGHT), line("e2", BOTH)]
    case = loads(file(*lines), upcasters=OLD)
    assert case["e3"].after == ("e1", "e2/1", "e2/2")


def test_retracting_a_split_entry_retracts_every_part_and_can_be_undone() -> None:
    lines = [
        line("e1", BROUGHT),
        line("e2", BOTH),
        line("e3", RETRACTED, revises=revised("e2", "retraction")),
        line("e4", RETRACTED, revises=revised("e3", "retraction")),
    ]
    without = loads(file(*lines[:3]), upcasters=OLD)
    assert [each.id for each in without] == ["e1", "e2/1", "e2/2", "e3/1", "e3/2"]
    assert without.at()["A. Doe"].charge("1").phase is Phase.CHARGED
    again = loads(file(*lines), upcasters=OLD)
    before = loads(file(*lines[:2]), upcasters=OLD)
    assert again.at()["A. Doe"].charge("1").state == before.at()["A. Doe"].charge("1").state


def test_a_split_correction_or_account_applies_part_by_part() -> None:
    right = BOTH | {"plea": "no_contest"}
    lines = [
        line("e1", BOTH),
        line("e2", right, revises=revised("e1", "correction")),
        line("e3", BOTH, account_of="e1", source={"name": "wire"}),
    ]
    case = loads(file(*lines), upcasters=OLD)
    assert [each.revises.entry for each in case if each.revises is not None] == ["e1/1", "e1/2"]
    assert [each.account_of for each in case] == [None, None, None, None, "e1/1", "e1/2"]
    corrected = loads(file(*lines[:2]), upcasters=OLD)
    assert corrected.at()["A. Doe"].charge("1").plea == "no_contest"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [line("e1", BOTH), line("e2", NOTED, account_of="e1")],
            "e2 names e1; they are read as 1 and 2 entries now, and which is meant of which cannot be told; name",
        ),
        ([line("e1", BROUGHT), line("e2", BOTH, account_of="e1")], "e2 names e1; they are read as 2 and 1 entries now"),
        (
            [line("e1", BOTH), line("e2", BROUGHT, revises=revised("e1", "correction"))],
            "e2 names e1; they are read as 1 and 2 entries now",
        ),
    ],
)
def test_a_link_that_may_mean_several_parts_is_refused(lines: list[dict[str, Any]], expected: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        loads(file(*lines, line("e9", NOTED)), upcasters=OLD)
    (problem,) = caught.value.problems
    assert problem.startswith(f"3: {expected}")
    entries, (found,) = read_entries([*lines, line("e9", NOTED)], upcasters=OLD)
    assert str(found).startswith(f"$[1]: {expected}")
    assert [entry.id for entry in entries][-1] == "e9"


def test_a_link_may_name_one_part() -> None:
    lines = [line("e1", BOTH), line("e2", RETRACTED, revises=revised("e1/2", "retraction"))]
    case = loads(file(*lines), upcasters=OLD)
    assert [each.id for each in case.at().timeline] == ["e1/1"]


def test_a_file_written_again_no_longer_has_the_id_of_a_split_entry(tmp_path: Path) -> None:
    case = loads(file(line("e1", BOTH)), upcasters=OLD)
    dump(case, tmp_path / "new.jsonl")
    assert load(tmp_path / "new.jsonl") == case
    with pytest.raises(InvalidEntry, match="'e1', which is not in the file"):
        case.retract("e1", reason="in error")


def test_an_entry_with_the_id_of_a_future_part_is_refused() -> None:
    with pytest.raises(InvalidFile, match="entry id 'e1/2' is already in the file with other content"):
        loads(file(line("e1", BOTH), line("e1/2", NOTED)), upcasters=OLD)


def test_a_repeated_line_of_a_split_entry_counts_once() -> None:
    assert len(loads(file(line("e1", BOTH), line("e1", BOTH)), upcasters=OLD)) == 2


def test_a_split_entry_cannot_be_read_alone() -> None:
    entry, (found,) = read_entry(line("e1", BOTH), upcasters=OLD)
    assert entry is None
    assert str(found) == "$.event: this is read as 2 entries now; read the whole file"


@given(st.permutations(["e1", "e2", "e3", "e4"]), st.sets(st.sampled_from(["e1", "e2", "e3", "e4"])))
def test_a_split_file_equals_one_whose_parts_were_written_by_hand(order: list[str], split: set[str]) -> None:
    old: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = []
    for place, id in enumerate(order):
        linked = order[:place][-2:]
        old.append(line(id, BOTH if id in split else NOTED, after=linked))
        parts = [[f"{each}/1", f"{each}/2"] if each in split else [each] for each in linked]
        after = [name for names in parts for name in names]
        if id in split:
            plea, sentence = pleaded_and_sentenced(BOTH)
            new += [line(f"{id}/1", plea, after=after), line(f"{id}/2", sentence, after=[*after, f"{id}/1"])]
        else:
            new.append(line(id, NOTED, after=after))
    read = loads(file(*old), upcasters=OLD)
    by_hand = loads(file(*new))
    assert {each.id: (each.event, set(each.after)) for each in read} == {
        each.id: (each.event, set(each.after)) for each in by_hand
    }


# What goes wrong


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            {"type": "charge.brought", "version": 1, "who": "A. Doe"},
            "$.event: this cannot be read as charge.brought of version 1 (KeyError: 'day'); mend the fields",
        ),
        (BROUGHT | {"who": 7}, "$.event.defendant: text was expected here, not a number (7) (as it is read now)"),
        (BROUGHT | {"x": 7}, "$.event.x: there is no field 'x' here"),
        (said(BROUGHT | {"charge": ""}), "$.event.about.charge: this text is empty"),
        (BOTH | {"on": "soon"}, "$.event.on: invalid date 'soon'"),
        (BROUGHT | {"version": 3}, "$.event.type: there is no event 'charge.brought'"),
        (BROUGHT | {"version": "1"}, "$.event.type: there is no event 'charge.brought'"),
    ],
)
def test_a_fault_of_an_older_event_is_reported_where_it_stands(event: dict[str, Any], expected: str) -> None:
    entry, problems = read_entry(line("e1", event), upcasters=OLD)
    assert entry is None
    assert str(problems[0]).startswith(expected)
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (line("", BOTH), "$.id: this text is empty"),
        ({"event": BOTH}, "$: the field 'id' is missing"),
        (line("e1", BOTH, after=7), "$.after: a list of texts was expected here"),
        (line("e1", BOTH, after=[7]), "$.after[0]: text was expected here"),
        ({"id": "e1"}, "$: the field 'event' is missing"),
        ([], "$: an object was expected here"),
    ],
)
def test_a_fault_of_the_envelope_is_reported_once(value: Any, expected: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        loads(f"{HEADING}\n{json.dumps(value)}", upcasters=OLD)
    (problem,) = caught.value.problems
    assert problem.startswith(f"2: {expected}")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], r"the upcaster of x of version 1 must give a list of one event or more, not \[\]"),
        ({"type": "noted", "version": 1}, "must give a list of one event or more"),
        (["noted"], "the upcaster of x of version 1 gave 'noted', which is of none of the forms it declares: noted of"),
        ([{"type": "charge.filed", "version": 1}], "gave .* which is of none of the forms"),
        ([{"type": "noted", "version": True}], "gave .* which is of none of the forms"),
        ([{"type": ["noted"], "version": 1}], "gave .* which is of none of the forms"),
    ],
)
def test_an_invalid_result_of_an_upcaster_is_not_blamed_on_the_file(given: Any, expected: str) -> None:
    chain = Upcasters([step(("x", 1), ("noted", 1), read=lambda _: given)])
    with pytest.raises(InvalidUpcaster, match=expected):
        loads(file(line("e1", {"type": "x", "version": 1})), upcasters=chain)


def test_an_older_event_that_is_nested_very_deep_is_refused() -> None:
    for depth in (100, 700, 900):
        deep: Any = []
        for _ in range(depth):
            deep = [deep]
        entry, (found, *_) = read_entry(line("e1", BROUGHT | {"x": deep}), upcasters=OLD)
        assert entry is None
        assert found.path.startswith("$.event")


def test_one_upcaster_makes_a_chain() -> None:
    one = step(("x", 1), ("noted", 1), read=lambda event: [event | {"type": "noted"}])
    assert loads(file(line("e1", NOTED | {"type": "x"})), upcasters=Upcasters(one)).last.event.wire == "noted"


def test_anything_but_a_chain_is_refused(tmp_path: Path) -> None:
    wrong: Any = [step(("x", 1), ("noted", 1))]
    expected = r"upcasters= takes a chain, Upcasters\(\[\.\.\.\]\), not \["
    with pytest.raises(InvalidUpcaster, match=expected):
        loads(HEADING, upcasters=wrong)
    with pytest.raises(InvalidUpcaster, match=expected):
        load(tmp_path / "none", upcasters=wrong)


def test_entries_in_current_forms_read_the_same_alone_and_in_a_file() -> None:
    case = CaseFile("c").record(FILED).record(Noted(on="2023", text="x"), after="e1")
    assert read_entries([entry_fields(each) for each in case]) == (case.entries, ())
