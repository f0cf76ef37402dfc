"""Laws of a fold: of anything computed from a file, such as a status, a count, or a list of clearable records."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from itertools import count
from operator import eq
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.codec import dumps, loads
from casestate.engine.coordinates import Clearance, Clock
from casestate.errors import AmbiguousState, InvalidQuestion, TooManyPossibilities
from casestate.events import ChargeFiled, RecordExpunged, RecordSealed, Subject
from casestate.sources import Basis, Source
from casestate.testing.acts import an_act, filings_of, plain_entries
from casestate.testing.asked import as_function
from casestate.testing.code import as_code
from casestate.testing.laws.changes import (
    an_act_in,
    arrived_late,
    clocked,
    dated,
    days_in,
    days_near,
    more_recorded,
    on_the_record,
    renamed,
    rewritten,
    subjects_of,
)
from casestate.testing.laws.law import Counterexample, chosen, search
from casestate.testing.strategies import messy
from casestate.testing.strategies.steps import FIRST
from casestate.testing.strategies.story import WIRE
from casestate.view import View
from casestate.when import When

_SEEING_ALL: dict[str, Any] = {"clearance": Clearance.EXPUNGED}
_NUMBERS = count(1)
"""Numbers for the ids of files, so that a cache by id never meets the same id twice."""
_STRANGER = Subject("charge", "Z. Stranger", "1")


@attrs.frozen(kw_only=True)
class Fold:
    """
    A fold under test.

    Attributes:
        ask: The fold itself.
        takes: The type of its argument: ``View`` or ``CaseFile``.
        histories: The histories to try.
        same: Tests whether two answers are the same.
        part: Takes from an answer the part about one defendant.
    """

    ask: Callable[[Any], Any]
    takes: type[View] | type[CaseFile]
    histories: st.SearchStrategy[CaseFile]
    same: Callable[[Any, Any], bool]
    part: Callable[[Any, str], Any]

    def of(self, case: CaseFile, **coordinates: Any) -> Any:
        """
        Return the answer about a file. ``AmbiguousState`` and ``TooManyPossibilities`` count as answers.

        Raises:
            Counterexample: The fold raised any other error.
        """
        asked = case if self.takes is CaseFile else case.at(**coordinates)
        try:
            return self.ask(asked)
        except (AmbiguousState, TooManyPossibilities) as problem:
            return type(problem)
        except Exception as problem:
            words = f"Asked of {_named(coordinates)}, it raised {type(problem).__name__}: {problem}"
            raise Counterexample(words, as_code(case)) from problem

    def same_of(self, one: CaseFile, other: CaseFile, words: str, **coordinates: Any) -> None:
        """
        Check that the fold answers the same for two files.

        Raises:
            Counterexample: The answers differ; ``words`` says how the files do.
        """
        here, there = self.of(one, **coordinates), self.of(other, **coordinates)
        if not self.same(here, there):
            raise Counterexample(f"{words}\nAsked of {_named(coordinates)}:\n{_beside(here, there)}", as_code(other))


def _named(coordinates: Mapping[str, Any]) -> str:
    told = ", ".join(f"{name} {value}" for name, value in coordinates.items() if name != "clearance")
    return told or "the whole file"


def _beside(one: object, other: object) -> str:
    return f"    it should be {one!r}\n    and it is     {other!r}"


def totality(fold: Fold, data: st.DataObject) -> None:
    """
    The fold answers for every history, even if much of it is missing, vague or contradictory.

    Guards against a page that fails on an irregular docket. Doubtful data is a finding, never an error. The fold may
    raise ``AmbiguousState`` where imprecise dates leave the answer open.
    """
    case = data.draw(fold.histories)
    fold.of(case, as_of=data.draw(st.none() | st.sampled_from(days_in(case))))


def determinism(fold: Fold, data: st.DataObject) -> None:
    """
    The answer is the same when asked again, and for an equal file that was written and read back.

    Guards against an answer that depends on earlier questions, on a clock, on chance, or on the identity of objects.
    The order of a set of strings changes only between processes: to test that too, run your tests with several values
    of PYTHONHASHSEED.
    """
    case = data.draw(fold.histories)
    fold.same_of(case, case, "It was asked the same twice.")
    again = CaseFile(case.id, entries=loads(dumps(_generic(case))).entries, procedure=case.procedure)
    fold.same_of(case, again, "It was asked of the file, then of an equal one.")


def _generic(case: CaseFile) -> CaseFile:
    """Return the file under a procedure that can be read back by its name."""
    return CaseFile(case.id, entries=case.entries)


def growth(fold: Fold, data: st.DataObject) -> None:
    """
    The answer for a file that grew entry by entry, asked at every length, is that for one written at once.

    Guards against a cache or snapshot of a shorter file that is kept when the file grows.
    """
    case = data.draw(fold.histories)
    number = next(_NUMBERS)
    grown = CaseFile(f"{case.id}, grown {number}", procedure=case.procedure)
    for entry in case:
        grown = grown.extend([entry])
        fold.of(grown)
    at_once = CaseFile(f"{case.id}, at once {number}", entries=case.entries, procedure=case.procedure)
    fold.same_of(at_once, grown, "It was asked of the file at once, then of one that grew while it was asked.")


def arrival_order(fold: Fold, data: st.DataObject) -> None:
    """
    The order in which entries were recorded does not matter: an act recorded late counts on its own day.

    Guards against a fold in recording order, which takes the act recorded last for the act that happened last. Every
    date is certain, and entries whose order only the file decides, such as two of one day, keep it.
    """
    case = dated(data.draw(fold.histories))
    if {"contradictory-dates", "contradictory-links"} & {finding.code for finding in case.at().findings}:
        return
    other = arrived_late(data, case)
    words = f"Its entries came in the order {_ids(case)}, then in the order {_ids(other)}."
    fold.same_of(case, other, words, **_SEEING_ALL)


def _ids(case: CaseFile) -> str:
    return ", ".join(entry.id for entry in case)


def renaming(fold: Fold, data: st.DataObject) -> None:
    """
    The ids of entries do not matter: the answer is the same when they are exchanged, in links too.

    Guards against sorting by id, which puts e10 before e9. Leave this law out if the answer names entries.
    """
    case = data.draw(fold.histories)
    ids = [entry.id for entry in case]
    other = renamed(case, dict(zip(ids, data.draw(st.permutations(ids)), strict=True)))
    fold.same_of(case, other, f"Its entries were called {_ids(case)}, then {_ids(other)}.", **_SEEING_ALL)


def knowledge(fold: Fold, data: st.DataObject) -> None:
    """
    Nothing recorded after a moment changes the answer as known at that moment.

    Guards against a past that changes, because a snapshot includes later entries or the fold reads the file instead of
    the view. A later order to seal does hide records from earlier views, so these views include sealed records.
    """
    case = clocked(data.draw(fold.histories))
    moments = sorted({entry.recorded_at for entry in case if entry.recorded_at is not None})
    if not moments:
        return
    known_on = data.draw(st.sampled_from(moments))
    longer = more_recorded(data, case, known_on)
    fold.same_of(case, longer, "The last entry was recorded later.", known_on=known_on, **_SEEING_ALL)
    day = known_on.date()
    longer = case.record(data.draw(an_act_in(case, days_near(case))), docketed_on=day + timedelta(days=1))
    asked: dict[str, Any] = {"known_on": day, "clock": Clock.DOCKET, **_SEEING_ALL}
    fold.same_of(case, longer, "The last entry came on the docket later.", **asked)


def belief(fold: Fold, data: st.DataObject) -> None:
    """
    An entry whose source is not believed does not change the answer.

    Guards against an answer according to the record alone that includes a press report.
    """
    case = data.draw(fold.histories)
    longer = case.record(data.draw(an_act_in(case, days_near(case))), source=WIRE)
    words = "The last entry is of a source that is not believed."
    fold.same_of(case, longer, words, according_to=Basis.RECORD, **_SEEING_ALL)


def sealing(fold: Fold, data: st.DataObject) -> None:
    """
    A defendant whose only charge is sealed does not appear in an answer about the public record.

    Guards against a name or a count that reveals a sealed record.
    """
    case = data.draw(fold.histories)
    hidden = case.record(ChargeFiled(on=FIRST, defendant=_STRANGER.who, charge=_STRANGER.key), id="sealed-filing")
    order = RecordExpunged if data.draw(st.booleans()) else RecordSealed
    hidden = hidden.record(order(on=FIRST, defendant=_STRANGER.who, charge=_STRANGER.key), id="sealed-order")
    fold.same_of(case, hidden, f"A charge against {_STRANGER.who} was filed and sealed.")


def as_of_locality(fold: Fold, data: st.DataObject) -> None:
    """
    An act after a day does not change the answer as of that day.

    Guards against an answer that looks ahead, such as a charge shown as dismissed before it was.
    """
    case = data.draw(fold.histories)
    if not subjects_of(case):
        return
    day = data.draw(st.sampled_from(days_in(case)[:-1] or [FIRST]))
    later = st.integers(1, 30).map(lambda more: When.on(day + timedelta(days=more)))
    longer = case.record(data.draw(an_act_in(case, later)))
    fold.same_of(case, longer, "The last entry happened later.", as_of=day, **_SEEING_ALL)


def retraction(fold: Fold, data: st.DataObject) -> None:
    """
    A retracted entry has no effect, and neither has a retracted retraction.

    Guards against an entry made in error that leaves a trace, such as a count that only grows.
    """
    case = data.draw(fold.histories)
    wrong = filings_of(_STRANGER, days_near(case)) | an_act_in(case, days_near(case))
    held = case.record(data.draw(wrong), id="in-error")
    retracted = held.retract("in-error", reason="entered in error", id="taken-out")
    fold.same_of(case, retracted, "The entry in-error was recorded and retracted.")
    restored = retracted.retract("taken-out", reason="it was right", id="put-back")
    fold.same_of(held, restored, "The retraction of in-error was retracted.")


def correction(fold: Fold, data: st.DataObject) -> None:
    """
    A corrected entry has the effect of its replacement, in its own place.

    Guards against counting both the wrong and the right entry, and against taking a correction for a new act.
    """
    case = data.draw(fold.histories)
    fit = plain_entries(case)
    if not fit:
        return
    wrong = data.draw(st.sampled_from(fit))
    right = data.draw(an_act_in(case, days_near(case)))
    heard: dict[str, Any] = {"recorded_at": wrong.recorded_at, "docketed_on": wrong.docketed_on, "source": wrong.source}
    corrected = case.correct(wrong, right, reason="misread", id="righted", **heard)
    words = f"The entry {wrong.id} was written right from the first, then corrected by the entry righted."
    fold.same_of(rewritten(case, wrong, right, "righted"), corrected, words)


def accounts(fold: Fold, data: st.DataObject) -> None:
    """
    A second account of an act does not make a second act.

    Guards against two pleas where the press and the docket report the same one.
    """
    case = on_the_record(data.draw(fold.histories))
    fit = plain_entries(case)
    if not fit:
        return
    told = data.draw(st.sampled_from(fit))
    twice = case.record(told.event, account_of=told, source=Source("the wire", basis=Basis.UNKNOWN), id="told-again")
    fold.same_of(case, twice, f"The entry told-again is another account of {told.id}.")


def independence(fold: Fold, data: st.DataObject) -> None:
    """
    An entry about one defendant does not change the answer about another.

    Guards against showing one defendant's dismissal for all. The answer must be a mapping with the defendants' names as
    keys; otherwise give ``part=``, which takes out the part about one defendant.
    """
    case = data.draw(fold.histories)
    longer = case
    moved = data.draw(st.sampled_from([_STRANGER, *[each for each in subjects_of(case) if each.kind == "charge"]]))
    for _ in range(data.draw(st.integers(1, 3))):
        longer = longer.record(data.draw(an_act(moved, days_near(case))))
    alone, beside = fold.of(case, **_SEEING_ALL), fold.of(longer, **_SEEING_ALL)
    for who in [each for each in case.at(**_SEEING_ALL).defendants if each != moved.who]:
        here, there = (_part(fold, answer, who) for answer in (alone, beside))
        if not fold.same(here, there):
            words = f"Of {who}, without and then with what was recorded of {moved.who}:"
            raise Counterexample(f"{words}\n{_beside(here, there)}", as_code(longer))


def _part(fold: Fold, answer: Any, who: str) -> Any:
    return answer if isinstance(answer, type) else fold.part(answer, who)


def of_a_mapping(answer: Any, who: str) -> Any:
    """
    Return the part of an answer about one defendant, if there is any.

    Raises:
        InvalidQuestion: The answer is not a mapping.
    """
    if not isinstance(answer, Mapping):
        raise InvalidQuestion(
            f"the law 'independence' takes an answer apart by defendant, and {answer!r} is no mapping of their names; "
            "give part=, a function of the answer and a name, or leave the law out: without=['independence']"
        )
    return answer.get(who)


FOLD_LAWS = (
    totality,
    determinism,
    growth,
    arrival_order,
    renaming,
    knowledge,
    belief,
    sealing,
    as_of_locality,
    retraction,
    correction,
    accounts,
    independence,
)
"""The laws of a fold, in the order in which they are tried."""

_OF_COORDINATES = (knowledge, belief, sealing, as_of_locality)
"""The laws that need coordinates, so that they apply only to a fold of views."""


def check_fold(
    fold: Callable[[Any], Any],
    *,
    takes: type[View] | type[CaseFile] = View,
    histories: st.SearchStrategy[CaseFile] | None = None,
    laws: Iterable[str] | None = None,
    without: Iterable[str] = (),
    settings: settings | None = None,
    same: Callable[[Any, Any], bool] = eq,
    part: Callable[[Any, str], Any] = of_a_mapping,
) -> None:
    """
    Test a fold of your own against the laws of :data:`FOLD_LAWS`, over drawn histories.

    >>> def phases(view):
    ...     return {who: view[who].status.words for who in view.defendants}
    >>> check_fold(phases, laws=["retraction", "accounts"])

    Args:
        fold: A function of a view, or of a case file, that returns anything comparable.
        takes: The type of its argument, ``View`` or ``CaseFile``. The laws that need coordinates do not apply to a fold
            of case files.
        histories: The histories to try; by default those of :func:`casestate.testing.strategies.messy`.
        laws: The names of the laws to try; all by default.
        without: The names of laws to leave out.
        settings: Hypothesis settings, such as ``settings(max_examples=500)``.
        same: Tests whether two answers are the same; equality by default.
        part: Takes from an answer the part about one defendant, for ``independence``.

    Raises:
        LawBroken: A law does not hold; the error names the law and shows the shortest history found.
        InvalidQuestion: An argument is not valid, no law with a given name applies to the fold, no law is left to try,
            or an answer cannot be divided by defendant.
    """
    as_function("the fold", fold, of="a view or of a case file")
    as_function("same=", same, of="two answers")
    as_function("part=", part, of="an answer and a name")
    if takes not in (View, CaseFile):
        raise InvalidQuestion(f"takes= is View or CaseFile, what the fold is asked of, not {takes!r}")
    drawn = messy() if histories is None else histories
    every = [law for law in FOLD_LAWS if takes is View or law not in _OF_COORDINATES]
    asked = Fold(ask=fold, takes=takes, histories=drawn, same=same, part=part)
    search(chosen(every, laws, without), asked, settings)
