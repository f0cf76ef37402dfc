"""Folding never fails, agrees with a table written by hand, and never reopens what the law keeps closed."""

from collections.abc import Sequence
from functools import cache

import pytest
from acts import CHARGE, COMPLAINT, INDICTMENT, entries, event, folded
from hypothesis import given
from hypothesis import strategies as st

from casestate import GENERIC, CaseFile, Entry, Severity, View
from casestate.engine.chronology import Chronology
from casestate.engine.fold import Draft, fold
from casestate.engine.links import NO_LINKS
from casestate.engine.order import Placed
from casestate.engine.worlds import Track
from casestate.events import (
    EVENT_TYPES,
    ChargeAct,
    DefendantDied,
    EntryRetracted,
    Event,
    Subject,
)
from casestate.state import ChargeState, Found, Phase
from casestate.state.axes import Conviction, Disposition, Jeopardy
from casestate.testing.strategies import any_event, charge_acts, events

SHORT = {
    "NC": "not_charged",
    "CH": "charged",
    "TR": "triable",
    "OT": "on_trial",
    "DV": "diverted",
    "FG": "found_guilty",
    "DF": "deferred",
    "SD": "sentence_deferred",
    "JD": "judged",
    "CLW": "dismissed",
    "CLB": "barred",
    "OV": "overturned",
    "ACQ": "acquitted",
    "SUP": "superseded",
    "AB": "abated",
}
BY_HAND = """
charge.filed:complaint,petition,citation                    NC > CH
charge.filed:information,amended_information                NC CH > CH
charge.filed:amended_complaint                              NC CH > CH
charge.filed:indictment,presentment                         NC CH > TR
charge.filed:superseding_indictment,superseding_information NC CH > TR
charge.no_billed charge.discharged                          CH > CLW
charge.declined                                             NC CH > CLW
preliminary.waived charge.bound_over                        CH > TR
charge.superseded                                           CH TR > SUP
charge.transferred                                          CH TR OT DV FG DF SD JD SUP
charge.removed:notice,allowed                               CH TR OT DV FG DF SD JD
charge.remanded                                             CH TR OT DV FG DF SD JD SUP
charge.amended charge.downgraded charge.upgraded            CH TR OT DV
charge.amended:technical,date_corrected                     CH TR OT DV FG DF SD JD
charge.consolidated charge.severed                          CH TR OT DV
charge.inactivated charge.reactivated                       CH TR OT DV FG DF SD
charge.dismissed:without,unspecified                        CH TR OT DV FG DF SD > CLW
charge.dismissed:with                                       CH TR OT DV FG DF SD > CLB
charge.dismissed:with,without,unspecified                   SUP
charge.reinstated                                           CLW CLB > CH
charge.abated                                               CH TR OT DV FG DF > AB
plea.entered:guilty,not_guilty,stand_mute                   CH TR OT DV
plea_agreement.filed plea.taken_under_advisement            CH TR OT DV
plea.rejected plea.withdrawn                                CH TR OT DV
plea_agreement.rejected plea_agreement.withdrawn            CH TR OT DV FG
plea.accepted:guilty,no_contest,alford,admitted,responsible CH TR OT > FG
plea.accepted:conditional_guilty,conditional_no_contest     CH TR OT > FG
plea.accepted:guilty_but_mentally_ill                       CH TR OT > FG
plea.withdrawn                                              FG DF SD > TR
plea.set_aside                                              FG DF SD JD > TR
diversion.started                                           CH TR > DV
diversion.completed                                         DV > CLW
diversion.failed                                            DV > TR
trial.began                                                 TR > OT
indictment.waived                                           CH > TR
mistrial.declared verdict.returned:hung                     OT > TR
verdict.returned:guilty,guilty_of_lesser_included           OT > FG
verdict.returned:guilty_but_mentally_ill                    OT > FG
verdict.returned:not_guilty                                 OT > ACQ
verdict.returned:not_guilty_by_reason_of_insanity           OT > ACQ
verdict.returned:enhancement_true,enhancement_not_true      OT FG
verdict.returned:specification_proved                       OT FG
verdict.returned:specification_not_proved                   OT FG
verdict.returned:did_the_act                                CH TR OT DV
verdict.returned:sane                                       OT FG
acquittal.ordered                                           OT > ACQ
acquittal.ordered                                           FG > OV
new_trial.granted                                           FG DF SD JD > TR
judgment.arrested                                           FG > CLW
charge.merged                                               FG JD > CLB
adjudication.deferred                                       FG > DF
sentence.deferred                                           FG > SD
deferral.completed                                          DF SD > CLB
deferral.revoked                                            DF SD > FG
sentence.imposed                                            FG SD > JD
sentence.imposed                                            DF
sentence.modified sentence.completed                        JD
sentence.stayed sentence.commuted                           JD
conviction.reduced                                          FG SD JD
sentence.stay_lifted                                        JD
order.made                                                  CH TR OT DV FG DF SD JD CLW CLB OV ACQ SUP AB
supervision.decided:violation_admitted,violation_found      DV DF SD JD
supervision.decided:violation_not_proved                    DV DF SD JD
supervision.decided:violation_withdrawn                     DV DF SD JD
supervision.violation_alleged                               DV DF SD JD
supervision.decided:tolled,reinstated,modified              DV DF SD JD
supervision.decided:absconded                               DV FG DF SD JD
supervision.decided:revoked,terminated_early,completed      DV DF SD JD
supervision.decided:discharged,unsatisfactory               DV DF SD JD
appeal.filed appeal.remanded appeal.withdrawn               CH TR OT DV FG DF SD JD CLW CLB OV AB
appeal.decided:affirmed,dismissed                           CH TR OT DV FG DF SD JD CLW CLB OV AB
appeal.decided:affirmed_in_part                             CH TR OT DV CLW CLB OV AB
appeal.decided:certiorari_denied,habeas_denied              CH TR OT DV FG DF SD JD CLW CLB OV AB
appeal.decided:reversed,reversed_and_remanded,vacated       CH TR OT DV
appeal.decided:reversed,reversed_and_remanded,vacated       FG DF SD JD CLW CLB > TR
appeal.decided:habeas_granted                               FG DF SD JD CLW CLB > TR
appeal.decided:reversed_for_insufficiency                   FG DF SD JD > OV
appeal.decided:reversed,reversed_and_remanded,vacated       OV > FG
appeal.decided:verdict_reinstated                           OV > FG
appeal.decided:resentencing_ordered                         JD > FG
appeal.decided:quashed_without_retrial                      FG DF SD JD > OV
appeal.decided:reduced_to_lesser                            FG
appeal.decided:reduced_to_lesser                            SD JD > FG
appeal.de_novo_filed                                        JD > TR
pardon.granted                                              NC CH TR OT DV FG DF SD JD
conviction.set_aside                                        SD JD
record.sealed record.unsealed record.expunged               CH TR OT DV FG DF SD JD CLW CLB OV ACQ SUP AB
"""
"""The law of one charge by hand: acts, the phases in which they are open, and the phases that they lead to, if any."""

UNREAD = (
    "plea.accepted:not_guilty",
    "plea.accepted:unknown",
    "verdict.returned:unknown",
    "supervision.decided:unknown",
    "appeal.decided:unknown",
)
"""Outcomes whose effect is not known, so that they are open in no phase."""


def _law_by_hand() -> dict[str, dict[str, str]]:
    """Return for each phase the acts open in it and the phases that they lead to; empty if the phase stays."""
    law: dict[str, dict[str, str]] = {phase: {} for phase in SHORT.values()}
    for line in BY_HAND.strip().splitlines():
        open_in, _, there = line.partition(">")
        for word in [each for each in open_in.split() if each not in SHORT]:
            wire, colon, values = word.partition(":")
            for label in [wire + colon + value for value in values.split(",")]:
                for phase in [SHORT[each] for each in open_in.split() if each in SHORT]:
                    assert label not in law[phase], (phase, label)
                    law[phase][label] = SHORT[there.strip()] if there else ""
    return law


LAWFUL = _law_by_hand()
ORDERS_REVERSED = ("appeal.decided:reversed", "appeal.decided:reversed_and_remanded", "appeal.decided:vacated")
PUT_BACK = {
    **dict.fromkeys(
        [
            ("new_trial.granted", "triable"),
            *[(each, "triable") for each in (*ORDERS_REVERSED, "appeal.decided:habeas_granted")],
        ],
        ("appeal.decided:verdict_reinstated",),
    ),
    **dict.fromkeys(
        [("acquittal.ordered", "overturned"), ("appeal.decided:reversed_for_insufficiency", "overturned")],
        ("appeal.decided:verdict_reinstated", *ORDERS_REVERSED),
    ),
    ("charge.abated", "abated"): ("appeal.decided:verdict_reinstated", *ORDERS_REVERSED),
    ("appeal.de_novo_filed", "triable"): (
        "appeal.withdrawn",
        "appeal.decided:dismissed",
        "appeal.decided:affirmed",
        "charge.remanded",
    ),
}
"""By hand: the acts that put a charge back where it stood, by the act that led it to a phase."""
FOUND = ("found_guilty", "deferred", "sentence_deferred", "judged")
BEFORE_TRIAL = ("charged", "triable", "diverted")
DISMISSALS = ("charge.dismissed:with", "charge.dismissed:without", "charge.dismissed:unspecified")
TAKEN_BACK = (*DISMISSALS, "charge.discharged", "charge.no_billed", "diversion.completed")
TAKEN_BACK_AFTER_A_FINDING = (*DISMISSALS, "judgment.arrested", "charge.merged", "deferral.completed")
"""The ends of a charge that its court or a higher one may take back."""


LESSER = "verdict.returned:guilty_of_lesser_included"
TRIED_AS_FILED = ("charge.filed:citation", "charge.filed:information", "charge.filed:amended_information")
"""The papers on which a charge is tried without a preliminary hearing."""


STANDING = {"deferral.revoked", "appeal.decided:resentencing_ordered", "appeal.decided:reduced_to_lesser"}
OF_A_CONVICTION = {*DISMISSALS, "charge.abated", "adjudication.deferred", "plea.withdrawn"}


def lawful_after(
    phase: str, led: str, stood: str, filed: str, since: Sequence[str] = (), earlier: Sequence[str] = ()
) -> dict[str, str]:
    """
    Return, by hand, the acts open in a phase and where they lead, including those that depend on more than the phase.

    Args:
        phase: The phase.
        led: The act that led there.
        stood: The phase from which it led there.
        filed: The paper last filed on the charge.
        since: The acts since the one that led there.
        earlier: All acts so far.
    """
    law = LAWFUL[phase] | (_put_back_from_an_end(led, stood) if phase in ("dismissed", "barred") else {})
    if (phase, led) == ("dismissed", "diversion.completed"):
        del law["charge.reinstated"]  # it leads back to before the diversion: other tests have the cases
    if phase == "barred" and led not in ("charge.merged", "deferral.completed"):
        del law["charge.reinstated"]  # what a dismissal with prejudice ended is told when it is put back
    if (stood in FOUND and phase != "abated") or stood in ("sentence_deferred", "judged"):
        law |= dict.fromkeys(PUT_BACK.get((led, phase), ()), stood)
        if phase == "triable":
            law = _to_be_tried_again(law, led, stood, since, earlier)
    if (phase, stood) == ("triable", "overturned"):
        law = {label: to for label, to in law.items() if label not in ORDERS_REVERSED}
    law |= _after_what_led_there(phase, led, stood, since)
    if phase == "charged" and filed in TRIED_AS_FILED:
        law["trial.began"] = "on_trial"
    elsewhere = _left_to_other_tests(phase, (*earlier, led))
    law = {label: to for label, to in law.items() if label not in elsewhere}
    later = _papers(phase, filed, _sent(earlier))
    return {**_second_lines(phase, led, since), **law, **later, **_brought_after_all(phase, led)}


def _left_to_other_tests(phase: str, acts: Sequence[str]) -> set[str]:
    """Return the acts that turn on more than the phase and what led to it, after some acts."""
    left: set[str] = set()
    if any(label.startswith(("appeal.decided", "appeal.withdrawn")) for label in acts):
        # A remand is then read as part of the decision, and reported, unless another appeal was filed since.
        left |= {"appeal.remanded"}
    if phase == "found_guilty" and not STANDING.isdisjoint(acts):
        # The conviction stands and awaits another sentence: what takes it away is a question of local law.
        left |= OF_A_CONVICTION
    if any(label.startswith("supervision.") for label in acts):
        # What is reversed after that may be the revocation, or the sentence on a violation.
        left |= {*ORDERS_REVERSED, "appeal.decided:reversed_for_insufficiency"}
    if "appeal.decided:habeas_denied" in acts:
        # What is reversed after that may be the refusal of relief.
        left |= {*ORDERS_REVERSED}
    return left


def _after_what_led_there(phase: str, led: str, stood: str, since: Sequence[str]) -> dict[str, str]:
    """Return, by hand, the acts open in a phase after the act that led there, or after what came since."""
    if phase == "triable" and led in ("mistrial.declared", "verdict.returned:hung"):
        return {"acquittal.ordered": "acquitted"}
    if phase == "triable" and led in ("charge.bound_over", "preliminary.waived"):
        return {"charge.no_billed": "dismissed", "indictment.waived": ""}
    if (phase, led) == ("overturned", "acquittal.ordered") and "new_trial.granted" in since:
        return {"new_trial.granted": "", **dict.fromkeys(("order.vacated", *ORDERS_REVERSED), "triable")}
    if (phase, led) == ("overturned", "acquittal.ordered"):
        return {"new_trial.granted": "", "order.vacated": stood}
    if (phase, led) == ("abated", "charge.abated"):
        return {"charge.reinstated": stood}
    if (phase, led) == ("found_guilty", "deferral.revoked"):
        return {"supervision.decided:revoked": "", "order.vacated": stood}
    answered = [label for label in since if label.startswith(("supervision", "sentence.imposed", "conviction.reduced"))]
    return {"sentence.imposed": ""} if phase == "judged" and answered and answered[-1] in VIOLATED else {}


VIOLATED = (
    "supervision.violation_alleged",
    "supervision.decided:violation_admitted",
    "supervision.decided:violation_found",
    "conviction.reduced",
)
"""The acts after which a sentence takes the place of the one that was violated, or of the one for a greater offence."""


def _to_be_tried_again(
    law: dict[str, str], led: str, stood: str, since: Sequence[str], earlier: Sequence[str]
) -> dict[str, str]:
    """Return, by hand, the acts open after a finding was set aside, and those that bring it back."""
    if led in ("new_trial.granted", "plea.set_aside"):
        law["order.vacated"] = stood
    if led == "appeal.de_novo_filed":
        return _to_be_tried_anew(law, since, earlier)
    reversed_ = ORDERS_REVERSED if (led, "triable") in PUT_BACK else ()
    return {label: to for label, to in law.items() if label not in reversed_}


def _to_be_tried_anew(law: dict[str, str], since: Sequence[str], earlier: Sequence[str]) -> dict[str, str]:
    """
    Return, by hand, the acts open on a charge to be tried anew; one sent elsewhere comes back to be tried anew.

    Acts that end an appeal are left out if the file has another review, because they may end that one.
    """
    if any(label.startswith(("charge.transferred", "charge.remov")) for label in since):
        law |= {"charge.remanded": ""}
    if any(label in ("appeal.filed", "appeal.remanded") for label in earlier):
        law = {label: to for label, to in law.items() if label not in PUT_BACK["appeal.de_novo_filed", "triable"]}
    return law


def _sent(earlier: Sequence[str]) -> bool:
    """Return whether the charge was last sent to another court or back."""
    sent = [
        label for label in earlier if label.startswith(("charge.transferred", "charge.rem", "appeal.de_novo_filed"))
    ]
    return bool(sent) and sent[-1].startswith(("charge.transferred", "charge.remanded"))


def _papers(phase: str, filed: str, sent: bool) -> dict[str, str]:
    """
    Return, by hand, the further papers that are open on a charge in a phase.

    A paper that says nothing new is open until the charge has ended, and moves nothing. One that amends or supersedes
    is open, whatever it says and whatever the file has, while the charge may still be changed. A petition on a criminal
    charge, or the reverse, is open where the charge was sent to another court; if a juvenile court has heard it by
    then, the criminal charge is brought anew.
    """
    open_ = _papers_of_one_nature(phase, filed)
    petition = "charge.filed:petition"
    crossing = {label for label in {**open_, **PAPERS} if filed and (label == petition) is not (filed == petition)}
    if phase in ("on_trial", *FOUND):
        criminal = {label: to for label, to in PAPERS.items() if label in crossing and label != petition}
        kept = crossing if phase == "on_trial" else set()
        return {label: to for label, to in open_.items() if label not in kept} | (criminal if sent else {})
    if phase in ("charged", "triable", "diverted") and sent:
        return open_ | dict.fromkeys(crossing - (LAWFUL[phase].keys() if phase == "charged" else set()), "")
    return {
        label: to
        for label, to in open_.items()
        if label not in crossing - (ALWAYS_OPEN if phase != "charged" else set())
    }


PAPERS = {
    **dict.fromkeys(["charge.filed:complaint", "charge.filed:petition", "charge.filed:citation"], "charged"),
    **dict.fromkeys(
        [f"charge.filed:{each}" for each in ("amended_complaint", "information", "amended_information")], "charged"
    ),
    **dict.fromkeys([f"charge.filed:{each}" for each in ("indictment", "presentment")], "triable"),
    **dict.fromkeys([f"charge.filed:superseding_{each}" for each in ("indictment", "information")], "triable"),
}
"""By hand: where each paper leads that brings a charge."""
ALWAYS_OPEN = {
    f"charge.filed:{paper}"
    for paper in ("amended_complaint", "amended_information", "superseding_indictment", "superseding_information")
}
"""The papers that are open before trial whatever the file has."""


def _papers_of_one_nature(phase: str, filed: str) -> dict[str, str]:
    """Return, by hand, the further papers that are open if none is a petition on a criminal charge, or the reverse."""
    later = ["amended_complaint", "amended_information"] if phase in ("triable", "on_trial", "diverted") else []
    later += ["superseding_indictment", "superseding_information"] if phase in ("triable", "diverted") else []
    if filed and phase == "charged":
        later += ["complaint", "petition", "citation"]
    if filed and phase in ("triable", "on_trial", "diverted", *FOUND):
        later += ["complaint", "petition", "citation", "amended_complaint", "information", "amended_information"]
        later += ["superseding_indictment", "superseding_information"]
        later += [] if phase == "triable" else ["indictment", "presentment"]
    return {f"charge.filed:{paper}": "" for paper in later}


def _brought_after_all(phase: str, led: str) -> dict[str, str]:
    """Return, by hand, where a charging paper leads on a charge that was declined, not indicted or not held."""
    if phase != "dismissed" or led not in ("charge.declined", "charge.no_billed", "charge.discharged"):
        return {}
    papers = ["complaint", "petition", "citation", "amended_complaint", "information", "amended_information"]
    charged = dict.fromkeys(papers, "charged")
    indicted = ["indictment", "presentment", "superseding_indictment", "superseding_information"]
    return {f"charge.filed:{paper}": to for paper, to in (charged | dict.fromkeys(indicted, "triable")).items()}


def _second_lines(phase: str, led: str, since: Sequence[str]) -> dict[str, str]:
    """Return, by hand, the acts by which a docket may report an end a second time, and where they lead."""
    with_, without, unspecified = DISMISSALS
    if phase == "dismissed" and led in DISMISSALS:
        barring = {} if without in (led, *since) else {with_: "barred"}
        return {without: "", unspecified: "", "charge.abated": "abated", "diversion.completed": "", **barring}
    if phase == "dismissed" and led in (
        "charge.declined",
        "charge.no_billed",
        "charge.discharged",
        "judgment.arrested",
    ):
        return {without: "", unspecified: ""}
    if phase == "barred" and led in DISMISSALS:
        return {with_: "", unspecified: "", "charge.abated": "abated", "diversion.completed": ""}
    if phase == "abated" or (phase == "barred" and led == "charge.merged"):
        return dict.fromkeys(DISMISSALS, "")
    if phase in ("acquitted", "overturned"):
        told = led == "verdict.returned:not_guilty"
        judged = {"acquittal.ordered": "", LESSER: "found_guilty"} if told else {}
        return {with_: "", unspecified: "", **judged}
    if phase == "triable" and led == "verdict.returned:hung":
        return {LESSER: "found_guilty"}
    if phase == "found_guilty" and led == LESSER:
        return {"verdict.returned:not_guilty": "", "verdict.returned:hung": ""}
    return {}


def _put_back_from_an_end(led: str, stood: str) -> dict[str, str]:
    """Return, by hand, where an act that takes an end back leads, from the phase of the charge before that end."""
    told = ("charge.dismissed:with",)
    back = ("order.vacated",) if led in told else ("order.vacated", "charge.reinstated")
    if stood in BEFORE_TRIAL and led in TAKEN_BACK:
        vacated = back if led != "charge.no_billed" else ("charge.reinstated",)
        return dict.fromkeys((*vacated, *ORDERS_REVERSED), stood)
    if stood == "on_trial" and led in DISMISSALS:
        return dict.fromkeys(back, "triable")
    if stood in FOUND and led in TAKEN_BACK_AFTER_A_FINDING:
        return dict.fromkeys(("appeal.decided:verdict_reinstated", *ORDERS_REVERSED, *back), stood)
    return {}


ACTS = sorted({act for acts in LAWFUL.values() for act in acts} | {*UNREAD, "order.vacated"})


@given(st.lists(any_event(), max_size=8), st.sampled_from(["charge", "claim", "citation", "person", "hearing"]))
def test_any_sequence_of_any_events_folds(drawn: list[Event], kind: str) -> None:
    every = [Entry(id=f"e{place}", seq=place, event=each) for place, each in enumerate(drawn, 1)]
    about = dict.fromkeys([subject for each in drawn for subject in each.subjects if subject.kind == kind])
    for subject in about or (Subject(kind, "A. Doe", "1"),):
        state, findings = fold(subject, every, GENERIC)
        mine = {entry.id for entry in every if subject in entry.event.subjects}
        assert {entry.id for entry in state.entries} == mine
        assert {id for finding in findings for id in finding.entries} <= mine


@given(st.data())
def test_a_lawful_sequence_folds_as_the_table_by_hand_says(data: st.DataObject) -> None:
    phase, led, stood, filed = "not_charged", "", "", ""
    labels: list[str] = []
    since = 0
    for _ in range(data.draw(st.integers(1, 10))):
        law = lawful_after(phase, led, stood, filed, labels[since:], labels)
        label = data.draw(st.sampled_from(sorted(law)))
        labels.append(label)
        filed = label if label.startswith("charge.filed") else filed
        if law[label]:
            second = (phase, law[label]) == ("dismissed", "barred")
            phase, led, stood, since = law[label], label, stood if second else phase, len(labels)
    state, findings = folded(*labels)
    assert state.phase.value == phase
    assert findings == ()
    assert state.skipped == frozenset()
    assert state.disregarded == ()


def path_to(phase: str) -> list[str]:
    """Return the shortest lawful sequence of acts into a phase."""
    paths: dict[str, list[str]] = {"not_charged": []}
    waiting = ["not_charged"]
    while phase not in paths:
        here = waiting.pop(0)
        for label, there in LAWFUL[here].items():
            if there and there not in paths:
                paths[there] = [*paths[here], label]
                waiting.append(there)
    return paths[phase]


def test_the_table_by_hand_has_every_act_on_a_charge() -> None:
    acts = {act.wire for act in EVENT_TYPES if issubclass(act, ChargeAct)}
    assert {label.partition(":")[0] for label in ACTS} == acts
    assert set(LAWFUL) == {phase.value for phase in Phase}


@cache
def way_and_law(phase: str) -> tuple[list[str], dict[str, str]]:
    """Return the shortest lawful way into a phase, and what the table by hand allows at its end."""
    way = path_to(phase)
    stood = folded(*way[:-1])[0].phase.value
    return way, lawful_after(phase, way[-1] if way else "", stood, way[0] if way else "")


@pytest.mark.parametrize("label", ACTS)
def test_an_act_is_doubted_exactly_where_the_table_by_hand_does_not_allow_it(label: str) -> None:
    for phase in LAWFUL:
        way, law = way_and_law(phase)
        state, findings = folded(*way, label)
        if label in law:
            assert (state.phase.value, findings) == (law[label] or phase, ()), phase
        else:
            assert [finding.entries for finding in findings] == [(f"e{len(way) + 1}",)], phase


@given(st.lists(charge_acts(), max_size=70), st.integers(0, 70))
def test_folding_on_from_a_kept_draft_is_folding_afresh(drawn: list[Event], cut: int) -> None:
    every = [Entry(id=f"e{place}", seq=place, event=each) for place, each in enumerate(drawn, 1)]
    mine = [entry for entry in every if CHARGE in entry.event.subjects]
    draft = Draft(CHARGE, GENERIC)
    for entry in mine[:cut]:
        draft.apply(entry)
    onward = draft.copy()
    for entry in mine[cut:]:
        onward.apply(entry)
    assert (draft.state(), tuple(draft.findings)) == fold(CHARGE, mine[:cut], GENERIC)
    for entry in reversed(mine):
        draft.apply(entry)
    assert (onward.state(), tuple(onward.findings)) == fold(CHARGE, mine, GENERIC)
    assert (draft.state(), tuple(draft.findings)) == fold(CHARGE, [*mine[:cut], *reversed(mine)], GENERIC)


@given(st.lists(st.sampled_from(ACTS), min_size=33, max_size=100))
def test_a_track_answers_for_every_day_as_a_fresh_fold_does(labels: list[str]) -> None:
    every = entries(*labels)
    placed = [Placed(entry, entry.seq, entry.seq, 0, entry.seq, None, NO_LINKS) for entry in every]
    track = Track(CHARGE, Chronology([CHARGE], placed, GENERIC), GENERIC)
    for day in {0, 1, len(every) // 2, 31, 32, 33, 64, len(every)}:
        assert track.world(day) == fold(CHARGE, every[:day], GENERIC)
        assert track.open_on(day) == []


@pytest.mark.parametrize("phase", [phase for phase in LAWFUL if phase != "not_charged"])
def test_a_death_ends_what_is_not_yet_judged_and_leaves_the_rest(phase: str) -> None:
    case = CaseFile("c")
    for label in path_to(phase):
        case = case.record(event(label))
    view = case.record(DefendantDied(on="2024", defendant="A. Doe")).at()
    unjudged = phase in ("charged", "triable", "on_trial", "diverted", "found_guilty", "deferred")
    assert view.charge("A. Doe", "1").phase.value == ("abated" if unjudged else phase)
    assert view.findings == case.at().findings


OTHERS = [act for act in EVENT_TYPES if not issubclass(act, ChargeAct | EntryRetracted) and not act.on_every_charge]


def cleared(case: CaseFile) -> View:
    """Return the view of a reader from whom nothing is hidden."""
    return case.at(clearance="expunged")


@given(
    st.lists(st.sampled_from(ACTS), max_size=5),
    st.lists(st.one_of([events(act) for act in OTHERS]), min_size=1, max_size=3),
)
def test_nothing_but_an_act_on_a_charge_moves_a_charge(labels: list[str], others: list[Event]) -> None:
    case = CaseFile("c")
    for label in labels:
        case = case.record(event(label))
    more = case
    for other in others:
        more = more.record(other)
    for who in cleared(case).defendants:
        assert charges_of(cleared(more), who) == charges_of(cleared(case), who)


def charges_of(view: View, who: str) -> set[frozenset[ChargeState]]:
    """Return the possible states of the charges; the dates of some acts leave their order open."""
    return {frozenset(state.charges.values()) for state in view[who].possible()}


@given(st.lists(st.sampled_from(ACTS), max_size=5), st.sampled_from(ACTS))
def test_an_act_on_one_charge_leaves_its_siblings_as_they_were(labels: list[str], label: str) -> None:
    case = CaseFile("c").record(event("charge.filed:complaint", charge="2"))
    for each in labels:
        case = case.record(event(each, charge="2"))
    dismissed = case.record(event(label))
    assert cleared(dismissed).charge("A. Doe", "2").possible() == cleared(case).charge("A. Doe", "2").possible()


@pytest.mark.parametrize(
    ("labels", "code", "severity", "phase"),
    [
        ((INDICTMENT, INDICTMENT), "repeated", Severity.WARNING, "triable"),
        (("charge.declined", "charge.declined"), "repeated", Severity.WARNING, "dismissed"),
        (("plea.entered",), "missing-filing", Severity.INCOMPLETE, "charged"),
        (("sentence.imposed",), "missing-filing", Severity.INCOMPLETE, "judged"),
        ((COMPLAINT, "trial.began"), "missing-bind-over", Severity.INCOMPLETE, "on_trial"),
        ((INDICTMENT, "verdict.returned:hung"), "missing-trial", Severity.INCOMPLETE, "triable"),
        ((INDICTMENT, "sentence.imposed"), "missing-finding", Severity.INCOMPLETE, "judged"),
        ((COMPLAINT, "plea.accepted", "sentence.modified"), "missing-sentence", Severity.INCOMPLETE, "judged"),
        ((INDICTMENT, "trial.began", "charge.bound_over"), "contradiction", Severity.ERROR, "on_trial"),
        ((INDICTMENT, "plea.accepted", "charge.superseded"), "contradiction", Severity.ERROR, "found_guilty"),
        ((INDICTMENT, "charge.dismissed:with", "charge.filed:information"), "after-end", Severity.ERROR, "barred"),
        ((COMPLAINT, "charge.dismissed:without", "plea.entered"), "after-end", Severity.ERROR, "dismissed"),
        ((COMPLAINT, "charge.dismissed:with", "trial.began"), "after-end", Severity.ERROR, "barred"),
        ((COMPLAINT, "charge.abated", "plea.accepted"), "after-end", Severity.ERROR, "abated"),
        ((COMPLAINT, "charge.abated", "sentence.imposed"), "after-end", Severity.ERROR, "abated"),
    ],
)
def test_the_smallest_case_of_each_finding(labels: tuple[str, ...], code: str, severity: Severity, phase: str) -> None:
    state, findings = folded(*labels)
    (finding,) = findings
    assert (finding.code, finding.severity, finding.entries) == (code, severity, (f"e{len(labels)}",))
    assert (finding.defendant, finding.charge) == ("A. Doe", "1")
    assert finding.remedy
    assert state.phase.value == phase


@pytest.mark.parametrize("before", [("trial.began", "verdict.returned:hung"), ("plea.accepted", "plea.withdrawn")])
def test_a_finding_skipped_is_not_the_one_before_it_and_told_late_it_takes_effect(before: tuple[str, ...]) -> None:
    """A sentence after a hung jury or a withdrawn plea is based on a finding that the file does not have yet."""
    sentenced = (INDICTMENT, *before, "sentence.imposed")
    state, _ = folded(*sentenced)
    assert (state.found, state.jeopardy, state.disposition) == (Found.NOTHING, Jeopardy.UNKNOWN, Disposition.NONE)
    told, findings = folded(*sentenced, "verdict.returned:guilty")
    assert [finding.code for finding in findings] == ["missing-finding", "late-finding"]
    assert (told.found, told.jeopardy) == (Found.GUILTY, Jeopardy.ATTACHED)
    assert told.disposition is Disposition.CONVICTED_BY_VERDICT


def test_what_a_skipped_step_only_may_have_passed_is_still_known() -> None:
    """
    A trial may or may not end in a finding before the charge is dismissed, so an earlier finding stays as it was. One
    may end in a finding on which judgment is arrested, which ends jeopardy.
    """
    filings = [
        event(INDICTMENT),
        event("trial.began"),
        event("verdict.returned:hung"),
        event("trial.began"),
        event(COMPLAINT, charge="2", refiles="1"),
    ]
    state, _ = fold(CHARGE, [Entry(id=f"e{n}", seq=n, event=each) for n, each in enumerate(filings, 1)], GENERIC)
    assert isinstance(state, ChargeState)
    assert (state.phase, state.found, state.jeopardy) == (Phase.DISMISSED, Found.HUNG, Jeopardy.UNKNOWN)


@pytest.mark.parametrize(
    ("before", "conviction"),
    [
        (["plea.accepted"], Conviction.FOUND),
        (["plea.accepted", "sentence.deferred"], Conviction.ADJUDICATED),
        (["plea.accepted", "pardon.granted"], Conviction.PARDONED),
    ],
)
def test_where_a_sentence_is_missing_what_was_found_before_it_stands(before: list[str], conviction: Conviction) -> None:
    state, findings = folded(INDICTMENT, *before, "sentence.completed")
    assert [finding.code for finding in findings] == ["missing-sentence"]
    assert (state.phase, state.found, state.conviction) == (Phase.JUDGED, Found.GUILTY, conviction)


REVERSED = "appeal.decided:reversed"


@pytest.mark.parametrize(
    ("ended", "back", "found", "conviction", "sentence"),
    [
        (
            ["plea.accepted", "sentence.deferred", "deferral.revoked", "plea.withdrawn"],
            "",
            "set_aside",
            "vacated",
            "none",
        ),
        (["charge.dismissed:without"], REVERSED, "nothing", "none", "none"),
        (["charge.dismissed:with"], REVERSED, "nothing", "none", "none"),
        (["charge.dismissed:without"], "charge.reinstated", "nothing", "none", "none"),
        (["trial.began", "verdict.returned:hung", "charge.dismissed:without"], REVERSED, "hung", "none", "none"),
    ],
)
def test_a_charge_put_back_keeps_no_finding_and_sets_none_aside_that_was_not_made(
    ended: list[str], back: str, found: str, conviction: str, sentence: str
) -> None:
    state, findings = folded(INDICTMENT, "charge.inactivated", "charge.reactivated", *ended, *([back] if back else []))
    assert findings == ()
    assert state.phase in (Phase.CHARGED, Phase.TRIABLE)
    assert (state.found.value, state.conviction.value, state.sentence.value) == (found, conviction, sentence)


def test_a_pardon_between_finding_and_sentence_outlasts_the_sentence() -> None:
    state, findings = folded(INDICTMENT, "plea.accepted", "pardon.granted", "sentence.imposed")
    assert findings == ()
    assert (state.phase, state.conviction) == (Phase.JUDGED, Conviction.PARDONED)


def test_an_act_that_fills_a_gap_is_late_and_moves_only_what_nothing_has_moved() -> None:
    state, findings = folded(INDICTMENT, "sentence.imposed", "plea.accepted")
    assert [finding.code for finding in findings] == ["missing-finding", "late-finding"]
    assert state.phase is Phase.JUDGED
    assert state.found is Found.GUILTY
    assert [entry.id for entry in state.pleas] == ["e3"]
    assert Phase.FOUND_GUILTY not in state.skipped


def test_a_late_act_makes_up_for_every_step_since_the_earliest_in_which_it_is_open() -> None:
    """A plea may be accepted before a bind-over; recorded late, it explains how the charge may have gone past it."""
    tried = ("trial.began", "verdict.returned:guilty", "sentence.imposed")
    assert folded(COMPLAINT, *tried)[0].skipped == {Phase.TRIABLE}
    state, findings = folded(COMPLAINT, *tried, "plea.accepted")
    assert [finding.code for finding in findings] == ["missing-bind-over", "late-finding"]
    assert (state.skipped, state.disregarded) == (frozenset(), ())


def test_a_gap_is_filled_once() -> None:
    state, findings = folded(INDICTMENT, "sentence.imposed", "plea.accepted", "plea.accepted")
    assert [finding.code for finding in findings] == ["missing-finding", "late-finding", "contradiction"]
    assert [entry.id for entry in state.disregarded] == ["e4"]


def test_what_cannot_take_effect_moves_nothing_and_is_kept() -> None:
    before, _ = folded(COMPLAINT, "charge.dismissed:with")
    state, _ = folded(COMPLAINT, "charge.dismissed:with", "plea.entered")
    assert [entry.id for entry in state.disregarded] == ["e3"]
    assert state.plea is None
    assert state.moved == before.moved


def test_a_filing_that_comes_late_still_names_the_court() -> None:
    late = [
        event("charge.transferred", on="2023-02-01", court="Second District"),
        event("charge.filed", on="2023-03-01", court="First District"),
    ]
    state, _ = fold(CHARGE, [Entry(id=f"e{n}", seq=n, event=each) for n, each in enumerate(late, 1)], GENERIC)
    assert isinstance(state, ChargeState)
    assert [entry.id for entry in state.courts] == ["e2", "e1"]
    assert state.court == "Second District"
