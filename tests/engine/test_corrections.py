"""Corrections and retractions: a small case for each rule, and any chain compared with the rules written by hand."""

from datetime import date
from typing import Any

import attrs
import pytest
from by_hand import chain, heard, plain, told
from by_hand import idle as idle_by_hand
from by_hand import standing as standing_by_hand
from histories import histories, knowing
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import queries

from casestate import UNKNOWN_SOURCE, Basis, CaseFile, Entry, Source
from casestate.engine.corrections import resolve
from casestate.entries import Revision
from casestate.errors import EntryConflict, InvalidEntry
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    EntryRetracted,
    Noted,
    PleaEntered,
    RecordSealed,
    SentenceImposed,
)

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
WIRE = Source("wire", basis=Basis.PRESS, published="2023-04-20")
COURT = Source("court", basis=Basis.RECORD)
FILED = CaseFile("c").record(ChargeFiled(on="2023-01-31", grade="as recorded", **ONE), id="e", source=WIRE)


def filed(grade: str) -> ChargeFiled:
    return ChargeFiled(on="2023-01-31", grade=grade, **ONE)


def chain_of(*links: str) -> CaseFile:
    """
    Return a file with a charge ``e`` and revisions in the given order.

    A revision is written ``c1:e`` (c1 corrects e) or ``r1:c1`` (r1 retracts c1).
    """
    case = FILED
    for link in links:
        id, _, target = link.partition(":")
        if id.startswith("r"):
            case = case.retract(target, reason="in error", id=id)
        else:
            case = case.correct(target, filed(id), reason="misread", id=id)
    return case


@pytest.mark.parametrize(
    ("links", "stands"),
    [
        ("", "e"),
        ("c1:e", "c1"),
        ("r1:e", ""),
        ("c1:e r1:c1", "e"),
        ("c1:e c2:c1", "c2"),
        ("c1:e c2:e", "c2"),
        ("c1:e c2:c1 r1:c2", "c1"),
        ("c1:e c2:c1 r1:c1", "e"),
        ("c1:e c2:c1 r1:e", ""),
        ("c1:e c2:e r1:c2", "c1"),
        ("c1:e r1:e", ""),
        ("c1:e r1:e r2:r1", "c1"),
        ("r1:e r2:r1", "e"),
        ("r1:e r2:r1 r3:r2", ""),
        ("r1:e c1:e", "c1"),
        ("r1:e c1:e r2:c1", ""),
        ("c1:e r1:c1 r2:r1", "c1"),
        ("c1:e r1:c1 c2:c1", "c2"),
        ("c1:e c2:e c3:c1", "c2"),
        ("c1:e c2:e c3:c1 r1:c2", "c3"),
    ],
)
def test_the_newest_that_acts_decides(links: str, stands: str) -> None:
    view = chain_of(*links.split()).at()
    assert [entry.id for entry in view.entries] == ([stands] if stands else [])
    grade = {"": None, "e": "as recorded"}.get(stands, stands)
    assert [view.charge(who, "1").versions[-1].grade for who in view.defendants] == ([] if grade is None else [grade])


@pytest.mark.parametrize(
    ("links", "deaf_to", "stands"),
    [
        ("c1:e", "e", "c1"),
        ("c1:e r1:e", "e", ""),
        ("c1:e c2:c1", "c1", "c2"),
        ("c1:e c2:c1", "e c1", "c2"),
        ("c1:e c2:c1 c3:e", "c1", "c3"),
        ("c1:e c2:c1 r1:c1", "c1", "e"),
        ("c1:e c2:c1 r1:c1 r2:r1", "c1", "c2"),
        ("c1:e r1:c1 c2:c1", "c1", "c2"),
        ("r1:e", "e", ""),
        ("c1:e r1:c1", "c1", "e"),
        ("r1:e r2:r1", "r1", "e"),
        ("r1:e r2:r1", "r2", ""),
    ],
)
def test_what_is_not_heard_is_corrected_and_retracted_all_the_same(links: str, deaf_to: str, stands: str) -> None:
    case = chain_of(*links.split())
    entries = [entry for entry in case if entry.id not in deaf_to.split()]
    assert [entry.id for entry in resolve(entries, {entry.id: entry for entry in case})[0]] == (
        [stands] if stands else []
    )


def test_a_correction_keeps_the_place_the_source_the_links_and_the_ordinal_of_its_target() -> None:
    case = CaseFile("c").record(filed("x"), id="a")
    plea = PleaEntered(on="2023-02-01", plea="guilty", **ONE)
    case = case.record(plea, id="e", source=WIRE, ordinal=2, after="a")
    case = case.record(Noted(on="2023", text="x"))
    (stands,) = [e for e in case.correct("e", plea, reason="a slip", id="c").at().entries if e.id == "c"]
    assert (stands.seq, stands.source, stands.ordinal, stands.after) == (2, WIRE, 2, ("a",))
    own = case.correct("e", plea, reason="a slip", id="c", source=COURT, ordinal=0, after="e3")
    (stands,) = [e for e in own.at().entries if e.id == "c"]
    assert (stands.seq, stands.source, stands.ordinal, stands.after) == (2, COURT, 0, ("e3",))
    assert own["c"].seq == 4


def test_a_correction_of_a_correction_states_the_envelope_of_the_nearest_that_states_it() -> None:
    case = FILED.correct("e", filed("x"), reason="a slip", id="c1", ordinal=5)
    case = case.correct("c1", filed("y"), reason="a slip", id="c2")
    (stands,) = case.at().entries
    assert (stands.id, stands.seq, stands.ordinal, stands.source) == ("c2", 1, 5, WIRE)


def test_an_account_that_is_corrected_is_an_account_of_the_same_act() -> None:
    told_twice = FILED.record(filed("x"), id="court", source=COURT, account_of="e")
    case = told_twice.correct("court", filed("y"), reason="misread", id="c")
    assert [entry.id for entry in case.at().entries] == ["c"]
    assert [entry.id for entry in case.at(according_to=Basis.RECORD).entries] == ["c"]
    assert [entry.id for entry in case.at(according_to=WIRE).entries] == ["e"]


def test_a_retraction_by_one_who_is_not_believed_is_not_heard() -> None:
    case = FILED.retract("e", reason="said by mistake", source=COURT, id="r")
    assert case.at(according_to=WIRE).defendants == ("A. Doe",)
    assert case.at().defendants == case.at(according_to=Basis.RECORD).defendants == ()
    unsigned = FILED.retract("e", reason="said by mistake")
    assert unsigned.at(according_to=WIRE).defendants == ()


def test_a_correction_may_say_that_it_was_another_person() -> None:
    case = FILED.correct("e", ChargeFiled(on="2023-01-31", defendant="B. Roe", charge="1"), reason="namesake")
    assert case.at().defendants == ("B. Roe",)


def test_an_act_that_changed_another_is_no_correction_of_it() -> None:
    sentenced = FILED.record(SentenceImposed(on="2023-03-01", **ONE), id="s")
    assert sentenced.retract("s", reason="in error").at("2023-03-01").charge("A. Doe", "1").sentencing == ()
    dismissed = sentenced.record(ChargeDismissed(on="2023-04-01", **ONE))
    assert {e.id for e in dismissed.at("2023-04-01").charge("A. Doe", "1").entries} == {"e", "s", "e3"}


@pytest.mark.parametrize("target", ["e", "c1", "c2", "c3"])
def test_a_link_to_any_version_of_an_act_reaches_the_one_that_stands(target: str) -> None:
    plea = PleaEntered(on="2023", plea="guilty", **ONE)
    case = CaseFile("c").record(plea, id="e")
    for id, of in (("c1", "e"), ("c2", "e"), ("c3", "c1")):
        case = case.correct(of, plea, reason="misread", id=id)
    case = case.record(ChargeDismissed(on="2023", **ONE), after=target, id="x")
    histories_of = [
        [each.id for each in state.charge("1").entries] for state in case.at("2023-06-01")["A. Doe"].possible()
    ]
    assert histories_of == [[], ["c2"], ["c2", "x"]]


def test_a_link_to_an_account_that_is_not_heard_reaches_the_one_that_is() -> None:
    plea = PleaEntered(on="2023", plea="guilty", **ONE)
    case = CaseFile("c").record(plea, id="wire", source=WIRE).record(plea, id="court", source=COURT, account_of="wire")
    case = case.record(ChargeDismissed(on="2023", **ONE), after="wire", id="x", source=COURT)
    view = case.at("2023-06-01", according_to=COURT)
    assert [[each.id for each in state.charge("1").entries] for state in view["A. Doe"].possible()] == [
        [],
        ["court"],
        ["court", "x"],
    ]


def test_a_link_to_what_is_retracted_says_nothing() -> None:
    plea = PleaEntered(on="2023", plea="guilty", **ONE)
    case = FILED.record(plea, id="p", after="e").record(
        ChargeDismissed(on="2023-02-01", prejudice="with", **ONE), after="p", id="x"
    )
    view = case.retract("p", reason="in error").at()
    assert [entry.id for entry in view.timeline] == ["e", "x"]
    assert view.findings == ()


def test_what_may_not_be_revised_is_refused_with_a_remedy() -> None:
    with pytest.raises(InvalidEntry, match=r"e2 revises 'nothing', which is not in the file before it; a correction"):
        FILED.correct("nothing", filed("x"), reason="misread")
    with pytest.raises(InvalidEntry, match="which is not in the file before it"):
        FILED.correct("nothing", filed("x"), reason="misread", account_of="e")
    with pytest.raises(InvalidEntry, match="which is not in the file before it"):
        FILED.retract("e2", reason="itself", id="e2")
    retracted = FILED.retract("e", reason="in error", id="r")
    with pytest.raises(InvalidEntry, match="cannot correct r, which is a retraction; retract it, or record anew"):
        retracted.correct("r", filed("x"), reason="misread")
    with pytest.raises(EntryConflict, match="'e' is already in the file with other content"):
        FILED.correct("e", filed("x"), reason="misread", id="e")


@pytest.mark.parametrize("reason", ["", " ", None])
def test_a_revision_gives_its_reason(reason: Any) -> None:
    words = "a correction or retraction needs its reason in words"
    with pytest.raises(InvalidEntry, match=words):
        FILED.correct("e", filed("x"), reason=reason)
    with pytest.raises(InvalidEntry, match=words):
        FILED.retract("e", reason=reason)


def test_a_retraction_and_its_envelope_go_together() -> None:
    for entry in (
        {"event": EntryRetracted()},
        {"event": filed("x"), "revises": Revision(entry="e", kind="retraction", reason="x")},
        {"event": EntryRetracted(), "revises": Revision(entry="e", kind="correction", reason="x")},
    ):
        with pytest.raises(InvalidEntry, match=r"a retraction holds the event EntryRetracted\(\)"):
            Entry(id="a", **entry)
    with pytest.raises(InvalidEntry, match=r"revises= takes a Revision\(entry=..., kind=..., reason=...\), not 'e'"):
        Entry(id="a", event=filed("x"), revises="e")  # type: ignore[arg-type]


def test_a_retraction_is_no_account_and_has_none() -> None:
    noted = CaseFile("c").record(Noted(on="2023", text="x"), id="e").retract("e", reason="in error", id="r")
    with pytest.raises(InvalidEntry, match="cannot be an account of r: a retraction is neither an act nor told of one"):
        noted.record(Noted(on="2023", text="x"), account_of="r")
    with pytest.raises(InvalidEntry, match="r2 cannot be an account of e: a retraction"):
        noted.extend(
            [
                Entry(
                    id="r2",
                    event=EntryRetracted(),
                    revises=Revision(entry="e", kind="retraction", reason="in error"),
                    account_of="e",
                )
            ]
        )


def test_a_revision_names_who_ordered_it_and_keeps_it_in_the_file() -> None:
    case = FILED.correct(
        FILED["e"], filed("x"), reason="clerical", authority="Rule 60(a)", recorded_at="2023-05-01T00:00Z"
    )
    assert case.last.revises == Revision(entry="e", kind="correction", reason="clerical", authority="Rule 60(a)")
    assert case["e"].event == FILED["e"].event
    assert not case.last.is_retraction


@given(histories(most=8, steps=("record", "correct", "correct", "retract")), st.data())
def test_any_chain_of_revisions_stands_as_the_rules_by_hand_say(case: CaseFile, data: st.DataObject) -> None:
    deaf = data.draw(st.sets(st.sampled_from([entry.id for entry in case]))) if case.entries else set()
    entries = [entry for entry in case if entry.id not in deaf]
    stand, instead, idle = resolve(entries, {entry.id: entry for entry in case})
    expected = standing_by_hand(case, entries)
    assert [(entry.seq, entry.id) for entry in stand] == [(case[p].seq, entry.id) for p, entry in expected.items()]
    assert instead == {id: entry.id for entry in expected.values() for id in chain(entry, case)}
    assert {entry.id: otherwise.id for entry, otherwise in idle} == idle_by_hand(case, entries)


@given(histories(most=9), knowing(), st.none() | queries())
def test_a_view_is_that_of_the_file_of_only_what_is_heard(
    case: CaseFile, asked: dict[str, Any], day: date | None
) -> None:
    """Guards against an answer that counts a corrected entry, a second account or an entry that is left out."""
    try:
        alone = plain(case, **asked)
    except InvalidEntry:
        assume(False)  # what is heard links in a circle, which no file may
    view = case.at(day, clearance="expunged", **asked)
    contradictions = {f.code for f in view.at(as_of=None).findings} & {"contradictory-dates", "contradictory-links"}
    assume(not contradictions)
    assert told(view) == told(alone.at(day, clearance="expunged"))


@given(histories(most=9), knowing())
def test_what_speaks_in_a_view_is_heard_or_stands_for_what_is_heard(case: CaseFile, asked: dict[str, Any]) -> None:
    there = {entry.id for entry in heard(case, **asked)}
    assert {entry.id for entry in case.at(clearance="expunged", **asked).entries} <= there


def test_a_source_is_told_only_once_it_is_named() -> None:
    assert FILED.correct("e", filed("x"), reason="misread").last.source == UNKNOWN_SOURCE


def idle_in(case: CaseFile, **asked: Any) -> list[tuple[str, ...]]:
    findings = case.at(**asked).findings
    return [each.entries for each in findings if each.code == "correction-without-effect"]


@pytest.mark.parametrize(
    ("links", "idle"),
    [
        ("c1:e r1:e c2:c1", [("c2", "r1")]),
        ("c1:e c2:e c3:c1", [("c3", "c2")]),
        ("c1:e c2:c1 r1:e c3:c2", [("c3", "r1")]),
        ("c1:e c2:e c3:c1 c4:c3", [("c4", "c2")]),
        ("c1:e r1:e c2:c1 r2:r1", []),
        ("c1:e r1:e c2:c1 r2:c2", []),
        ("c1:e c2:c1 r1:e", []),
        ("c1:e r1:c1 c2:c1", []),
        ("r1:e c1:e", []),
    ],
)
def test_a_correction_that_comes_too_late_to_stand_is_reported(links: str, idle: list[tuple[str, str]]) -> None:
    assert idle_in(chain_of(*links.split())) == idle


def test_a_correction_without_effect_is_reported_from_when_it_is_known_and_may_have_happened() -> None:
    case = CaseFile("c")
    for day, entry in enumerate(chain_of("c1:e", "r1:e", "c2:c1"), start=1):
        case = case.extend([attrs.evolve(entry, recorded_at=f"2023-03-0{day}T12:00:00Z", source=WIRE)])
    assert idle_in(case) == idle_in(case, known_on="2023-03-04") == [("c2", "r1")]
    assert idle_in(case, known_on="2023-03-03") == []
    assert idle_in(case, as_of="2023-01-31") == [("c2", "r1")]
    assert idle_in(case, as_of="2023-01-30") == []


def test_a_correction_without_effect_tells_a_reader_nothing_of_what_is_sealed() -> None:
    case = chain_of("c1:e", "r1:e", "c2:c1").record(filed("again"), id="f")
    hidden = case.record(RecordSealed(on="2023-02-01", **ONE))
    assert idle_in(hidden) == []
    assert idle_in(hidden, clearance="sealed") == [("c2", "r1")]
    other = case.record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2"))
    other = other.record(RecordSealed(on="2023-02-01", defendant="A. Doe", charge="2"))
    assert idle_in(other) == [("c2", "r1")]
