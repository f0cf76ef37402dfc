"""The laws of a fold: sound folds pass all of them, and each planted mistake breaks the law that names it."""

from collections.abc import Callable
from operator import eq, getitem
from typing import Any

import pytest
from hypothesis import Phase as Part
from hypothesis import settings
from hypothesis import strategies as st

from casestate import CaseFile, View
from casestate.entries import RevisionKind
from casestate.errors import AmbiguousState, InvalidQuestion
from casestate.events import ChargeDismissed, ChargeFiled
from casestate.state import Phase
from casestate.testing.laws import FOLD_LAWS, LawBroken, check_fold
from casestate.testing.laws.folds import Fold
from casestate.view import timeslice_of

LONG = settings(max_examples=1000, derandomize=True, database=None)
UNSHRUNK = settings(LONG, phases=[Part.generate])


def by_defendant(view: View) -> dict[str, Any]:
    """A sound fold: every possible phase of every charge."""
    return {
        who: {frozenset([(c.charge, c.phase) for c in state.charges.values()]) for state in view[who].possible()}
        for who in view.defendants
    }


def statuses(view: View) -> dict[str, str]:
    """A sound fold that raises when the answer is ambiguous."""
    return {who: view[who].status.words for who in view.defendants}


def pleas(case: CaseFile) -> dict[str, int]:
    """A sound fold of whole files."""
    view = case.at(reading="latest", clearance="expunged")
    return {who: sum(len(c.pleas) for c in view[who].charges.values()) for who in view.defendants}


@pytest.mark.parametrize("law", [law.__name__ for law in FOLD_LAWS])
@pytest.mark.parametrize("fold", [by_defendant, statuses])
def test_sound_folds_of_views_pass(fold: Callable[[View], Any], law: str) -> None:
    check_fold(fold, laws=[law])


def test_a_sound_fold_of_files_passes() -> None:
    check_fold(pleas, takes=CaseFile)


def of_the_first_charge(view: View) -> dict[str, Phase]:
    """Assume that everyone has a charge 1."""
    return {who: view.at(reading="latest")[who].charges["1"].phase for who in view.defendants}


def moods() -> Callable[[View], int]:
    """Answer by the number of calls."""
    asked: list[View] = []

    def fold(view: View) -> int:
        asked.append(view)
        return len(asked) % 2

    return fold


def kept() -> Callable[[CaseFile], int]:
    """Cache the answer by the name of the file."""
    found: dict[str, int] = {}
    return lambda case: found.setdefault(case.id, len(case.at().defendants))


def last_word(view: View) -> dict[str, list[str]]:
    """Take the entry recorded last for the act that happened last."""
    return {
        who: [e.event.wire for e in view.entries if who in {s.who for s in e.event.subjects}][-1:]
        for who in view.at(reading="latest").defendants
    }


def by_id(view: View) -> dict[str, list[str]]:
    """Sort entries by id."""
    return {
        who: [
            e.event.wire for e in sorted(view.entries, key=lambda e: e.id) if who in {s.who for s in e.event.subjects}
        ]
        for who in view.at(reading="latest").defendants
    }


def as_known_today(view: View) -> Any:
    """Ignore ``known_on``."""
    return by_defendant(view.at(known_on=None))


def as_docketed(view: View) -> Any:
    """Use one clock only."""
    return by_defendant(view.at(clock="recorded", known_on=None) if view.coordinates.clock == "docket" else view)


def by_whomever(view: View) -> Any:
    """Ignore ``according_to``."""
    return by_defendant(view.at(according_to=None))


def to_whomever(view: View) -> Any:
    """Ignore ``clearance``."""
    return by_defendant(view.at(clearance="expunged"))


def of_the_first(view: View) -> dict[str, Any]:
    """Return the state of one defendant for all."""
    every = by_defendant(view)
    return dict.fromkeys(every, every[view.defendants[0]])


def as_it_ended(view: View) -> Any:
    """Ignore ``as_of``."""
    return by_defendant(view.at(as_of=None))


def ever_charged(case: CaseFile) -> dict[str, set[str]]:
    """Read the file itself, so that retracted entries still count."""
    names: dict[str, set[str]] = {}
    for entry in case:
        if isinstance(entry.event, ChargeFiled):
            names.setdefault(entry.event.defendant, set()).add(entry.event.charge)
    return names


def standing(case: CaseFile) -> list[Any]:
    """Return the entries that are not retracted; a retraction may itself be retracted."""
    gone: set[str] = set()
    for entry in reversed(case.entries):
        if entry.revises is not None and entry.revises.kind is RevisionKind.RETRACTION and entry.id not in gone:
            gone.add(entry.revises.entry)
    return [e for e in case if e.id not in gone and not e.is_retraction]


def filings_and_corrections(case: CaseFile) -> dict[str, int]:
    """Count a correction as another act."""
    counts: dict[str, int] = {}
    for entry in standing(case):
        if entry.account_of is None:
            for who in {subject.who for subject in entry.event.subjects}:
                counts[who] = counts.get(who, 0) + 1
    return counts


def reports(view: View) -> dict[str, int]:
    """Count every account."""
    return {
        who: sum(len(timeslice_of(view).index.spoken_for.get(e.id, ())) for e in view.entries)
        for who in view.defendants
    }


def all_together(view: View) -> dict[str, int]:
    """Return for each defendant what holds of all."""
    return {who: sum(len(view[each].parts) for each in view.defendants) for who in view.defendants}


PLANTED: dict[str, tuple[Callable[[Any], Any], type[Any]]] = {
    "totality": (of_the_first_charge, View),
    "determinism": (moods(), View),
    "growth": (kept(), CaseFile),
    "arrival_order": (last_word, View),
    "renaming": (by_id, View),
    "knowledge": (as_known_today, View),
    "belief": (by_whomever, View),
    "sealing": (to_whomever, View),
    "as_of_locality": (as_it_ended, View),
    "retraction": (ever_charged, CaseFile),
    "correction": (filings_and_corrections, CaseFile),
    "accounts": (reports, View),
    "independence": (all_together, View),
}

FOUND_SOON = {"totality", "determinism", "sealing", "accounts", "arrival_order", "independence"}
"""The other laws need many histories, or many steps to shrink one, and cover nothing more."""


@pytest.mark.parametrize(
    "law", [law if law in FOUND_SOON else pytest.param(law, marks=pytest.mark.long) for law in PLANTED]
)
def test_each_planted_mistake_breaks_the_law_that_names_it(law: str) -> None:
    fold, takes = PLANTED[law]
    with pytest.raises(LawBroken) as broken:
        check_fold(fold, takes=takes, laws=[law], settings=LONG)
    assert broken.value.law == law
    assert broken.value.history.count("\n    .") <= 6


@pytest.mark.parametrize(("law", "fold"), [("knowledge", as_docketed), ("independence", of_the_first)])
def test_every_clause_of_a_law_is_tested(law: str, fold: Callable[[View], Any]) -> None:
    with pytest.raises(LawBroken) as broken:
        check_fold(fold, laws=[law], settings=UNSHRUNK)
    assert broken.value.law == law


def test_a_random_fold_is_reported_as_such() -> None:
    answers = iter([0, 1, *[0] * 10_000])
    with pytest.raises(LawBroken) as broken:
        check_fold(lambda _: next(answers), laws=["determinism"], settings=LONG)
    assert "it depends on more than the history" in str(broken.value)


def test_a_random_fold_is_reported_even_if_it_once_answered_well() -> None:
    answers = iter([*[0] * 21, 1, *[0] * 10_000])
    with pytest.raises(LawBroken) as broken:
        check_fold(lambda _: next(answers), laws=["determinism"], settings=LONG)
    assert broken.value.law == "determinism"


def test_answers_that_cannot_be_divided_by_defendant_are_refused() -> None:
    with pytest.raises(InvalidQuestion, match=r"give part=.*without=\['independence'\]"):
        check_fold(lambda view: 1, laws=["independence"])
    check_fold(lambda view: [("A. Doe", 1)], laws=["independence"], part=lambda answer, who: dict(answer).get(who))


def test_a_fold_of_files_has_no_law_of_coordinates() -> None:
    with pytest.raises(InvalidQuestion, match="no law 'knowledge' here"):
        check_fold(pleas, takes=CaseFile, laws=["knowledge"])


def test_a_fold_takes_a_view_or_a_file() -> None:
    with pytest.raises(InvalidQuestion, match="takes= is View or CaseFile"):
        check_fold(pleas, takes=dict)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"fold": "x"}, "the fold is a function of a view or of a case file, not 'x'"),
        ({"settings": 100}, r"settings= takes hypothesis.settings\(max_examples=100\) or the like, not 100"),
        ({"same": "x"}, "same= is a function of two answers, not 'x'"),
        ({"part": "x"}, "part= is a function of an answer and a name, not 'x'"),
        ({"laws": FOLD_LAWS[:2]}, "there is no law <function totality.*take names: totality"),
        ({"laws": []}, "no law is left to try; .* totality"),
        ({"laws": "totality", "without": ["totality"]}, "no law is left to try"),
    ],
)
def test_invalid_arguments_of_check_fold_are_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidQuestion, match=says):
        check_fold(**{"fold": statuses, **given})


def test_a_fold_that_raises_breaks_the_law_with_the_file_and_the_error() -> None:
    with pytest.raises(LawBroken, match="it raised KeyError: '1'") as broken:
        check_fold(of_the_first_charge, laws=["totality"], settings=LONG)
    assert isinstance(broken.value.__cause__, KeyError)
    assert "CaseFile('drawn')" in broken.value.history


def test_empty_files_keep_every_law() -> None:
    check_fold(statuses, histories=st.just(CaseFile("empty")), settings=settings(max_examples=20, database=None))


def test_arrival_order_skips_files_whose_dates_and_links_contradict() -> None:
    case = CaseFile("drawn").record(ChargeFiled(on="2023-02-01", defendant="A. Doe", charge="1"))
    case = case.record(ChargeDismissed(on="2023-01-01", defendant="A. Doe", charge="1"), after="e1")
    assert [finding.code for finding in case.at().findings if finding.code == "contradictory-dates"]
    check_fold(lambda view: view.entries, laws=["arrival_order"], histories=st.just(case))


def test_an_ambiguous_answer_counts_as_an_answer() -> None:
    vague = CaseFile("c").record(ChargeFiled(on="2023", defendant="A. Doe", charge="1"))
    fold = Fold(ask=lambda view: view["A. Doe"].state, takes=View, histories=st.nothing(), same=eq, part=getitem)
    assert fold.of(vague, as_of="2023-06-01") is AmbiguousState
