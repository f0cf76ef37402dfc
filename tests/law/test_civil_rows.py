"""The law of civil claims and of citations by hand: which acts are open in which phase, and where they lead."""

from typing import Any

import pytest

from casestate import GENERIC
from casestate.engine.fold import fold
from casestate.entries import Entry
from casestate.events import EVENT_TYPES, Event, Subject

WIRE = {each.wire: each for each in EVENT_TYPES}
VALUED = {
    "claim.decided": "how",
    "claim.appeal_decided": "outcome",
    "claim.dismissed": "leave",
    "citation.decided": "outcome",
}
NEEDED: dict[str, dict[str, str]] = {
    "claim.appeal_decided": {"outcome": "affirmed"},
    "claim.decided": {"how": "judgment"},
    "claim.removed": {"court": "a federal court"},
    "party.substituted": {"claimants": "C. Roe"},
}
CLAIM = """
NF:
PE: claim.filed
ST: claim.filed claim.stayed
DE: claim.filed claim.decided:verdict
JU: claim.filed claim.decided
SA: claim.filed claim.decided judgment.satisfied
AG: claim.filed settlement.agreed
SE: claim.filed settlement.agreed settlement.approved
PF: claim.filed settlement.agreed settlement.performed
BR: claim.filed settlement.agreed settlement.breached
RV: claim.filed claim.decided claim.appeal_decided:reversed
DL: claim.filed claim.dismissed:with_leave
DI: claim.filed claim.dismissed

claim.filed                                                  NF > PE
claim.amended claim.served claim.answered                    PE ST AG SE PF BR
party.substituted claim.removed claim.remanded               PE ST AG SE PF BR
claim.amended                                                DE JU RV
party.substituted                                            DE JU SA RV DL DI
claim.amended                                                DL > PE
claim.stayed                                                 PE > ST
claim.stayed claim.stay_lifted                               AG SE DE JU SA PF BR RV
claim.stay_lifted                                            ST > PE
settlement.agreed                                            PE ST DE JU RV > AG
settlement.agreed                                            SA DL DI
settlement.performed                                         DE JU SA RV DL DI
settlement.approval_sought                                   AG
settlement.approved                                          AG > SE
settlement.rejected                                          AG > PE
settlement.performed                                         AG SE BR > PF
settlement.breached                                          AG SE > BR
claim.decided:verdict                                        PE > DE
claim.decided:default,judgment                               PE DE RV BR > JU
claim.decided:consent                                        PE DE RV AG SE BR > JU
claim.decided:default,judgment,consent                       DL DI
claim.appealed claim.appeal_decided:affirmed                 PE DE JU RV DL DI ST SA AG SE PF BR
claim.appeal_decided:vacated,reversed_and_remanded,reversed  PE
claim.appeal_decided:vacated,reversed_and_remanded           DE JU DL DI > PE
claim.appeal_decided:vacated,reversed_and_remanded           RV
claim.appeal_decided:vacated,reversed_and_remanded,reversed  ST AG SE PF BR > PE
claim.appeal_decided:reversed                                DE JU > RV
claim.appeal_decided:reversed                                DL DI > PE
claim.appeal_decided:reversed                                RV > JU
claim.new_trial_granted                                      DE JU > PE
claim.reinstated                                             JU DL DI > PE
judgment.satisfied                                           JU AG SE PF > SA
claim.dismissed                                              PE ST AG SE PF BR DE RV DL > DI
claim.dismissed:with_leave                                   PE ST AG SE PF BR > DL
"""
CITATION = """
NI:
IS: citation.issued
CO: citation.issued citation.contested
SE: citation.issued citation.settled
AP: citation.issued citation.settled citation.settlement_approved
DC: citation.issued citation.contested citation.decided:affirmed
FI: citation.issued citation.final
PD: citation.issued citation.paid
WD: citation.issued citation.withdrawn

citation.issued                                              NI > IS
citation.contested                                           IS > CO
citation.settled                                             IS CO > SE
citation.settlement_approved                                 SE > AP
contest.extended                                             CO
citation.withdrawn                                           IS CO SE > WD
citation.final                                               IS CO SE AP DC > FI
citation.paid                                                IS SE AP DC FI > PD
citation.decided:affirmed,modified                           CO SE AP DC > DC
citation.decided:affirmed,modified                           FI PD
citation.final                                               WD
"""


def read(table: str) -> tuple[dict[str, list[str]], dict[tuple[str, str], str]]:
    """The ways to each phase, and for each act in each phase in which it is open, the phase after it."""
    above, below = table.strip().split("\n\n")
    ways = {phase: acts.split() for phase, _, acts in (line.partition(":") for line in above.splitlines())}
    law: dict[tuple[str, str], str] = {}
    for line in below.splitlines():
        words, _, there = line.partition(">")
        phases = [word for word in words.split() if word in ways]
        for word in [word for word in words.split() if word not in ways]:
            wire, colon, values = word.partition(":")
            for value in values.split(","):
                law |= {(f"{wire}{colon}{value}", phase): there.strip() or phase for phase in phases}
    return ways, law


def event(label: str, key: dict[str, Any]) -> Event:
    wire, _, value = label.partition(":")
    given = {VALUED[wire]: value.replace("_", " ")} if value else NEEDED.get(wire, {})
    return WIRE[wire](on="2023", **key, **given)


KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "claim": (CLAIM, {"claim": "k", "defendants": "A. Doe"}),
    "citation": (CITATION, {"citation": "k", "defendant": "A. Doe"}),
}


def told(kind: str, labels: list[str]) -> tuple[str, list[str]]:
    """The phase after these acts, and the codes of what is doubtful."""
    entries = [Entry(id=f"e{n}", seq=n, event=event(each, KINDS[kind][1])) for n, each in enumerate(labels, 1)]
    state, findings = fold(Subject(kind, "A. Doe", "k"), entries, GENERIC)
    return state.phase.value, [finding.code for finding in findings]  # type: ignore[union-attr]


CASES = [
    (kind, label) for kind, (table, _) in KINDS.items() for label in sorted({label for label, _ in read(table)[1]})
]


@pytest.mark.parametrize(("kind", "label"), CASES)
def test_an_act_is_lawful_in_just_the_phases_in_which_it_is_open_and_leads_where_it_should(
    kind: str, label: str
) -> None:
    ways, law = read(KINDS[kind][0])
    names = {short: told(kind, way)[0] for short, way in ways.items()}
    assert len(set(names.values())) == len(ways), "each way leads to a phase of its own"
    for phase, way in ways.items():
        after, codes = told(kind, [*way, label])
        assert (not codes) is ((label, phase) in law), (phase, codes)
        if (label, phase) in law:
            assert after == names[law[label, phase]], phase
