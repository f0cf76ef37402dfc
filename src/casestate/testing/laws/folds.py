"""Laws of a fold: of anything worked out from a file, such as a status, a count, a list of who may clear a record."""

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
"""No two files of one law have one name, so that a cache by name is asked of what it has not seen."""
_STRANGER = Subject("charge", "Z. Stranger", "1")


@attrs.frozen(kw_only=True)
class Fold:
    """
    A fold, and how it is asked.

    Attributes:
        ask: The fold itself.
        takes: What it is asked of: ``View`` or ``CaseFile``.
        histories: The histories it is asked of.
        same: Whether two of its answers are the same.
        part: The part of an answer that is of one defendant.
    """

    ask: Callable[[Any], Any]
    takes: type[View] | type[CaseFile]
    histories: st.SearchStrategy[CaseFile]
    same: Callable[[Any, Any], bool]
    part: Callable[[Any, str], Any]

    def of(self, case: CaseFile, **coordinates: Any) -> Any:
        """
        Its answer about a file. That the dates leave it open is an answer too.

        Raises:
            Counterexample: It raised anything else.
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
        Ask it of two files of which it must answer the same.

        Raises:
            Counterexample: It answers otherwise of the other, which ``words`` tells apart.
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
    It answers about every history, however much is missing, vague or contradicted.

    Guards against a page that breaks on the one docket that is not in order. Doubtful data is a finding and never an
    error; that imprecise dates leave the answer open (``AmbiguousState``) may be said.
    """
    case = data.draw(fold.histories)
    fold.of(case, as_of=data.draw(st.none() | st.sampled_from(days_in(case))))


def determinism(fold: Fold, data: st.DataObject) -> None:
    """
    Asked again, and of an equal file read back from a text, it answers the same.

    Guards against an answer that depends on what was asked before, on a clock, on chance, or on which object in memory
    holds a value. The order of sets of text changes from one process to the next only: run your tests under several
    values of PYTHONHASHSEED to see that it does not matter either.
    """
    case = data.draw(fold.histories)
    fold.same_of(case, case, "It was asked the same twice.")
    again = CaseFile(case.id, entries=loads(dumps(_generic(case))).entries, procedure=case.procedure)
    fold.same_of(case, again, "It was asked of the file, then of an equal one.")


def _generic(case: CaseFile) -> CaseFile:
    """The file under a procedure that can be read back by its name."""
    return CaseFile(case.id, entries=case.entries)


def growth(fold: Fold, data: st.DataObject) -> None:
    """
    It answers the same of a file that grew entry by entry, asked at every length, as of one written at once.

    Guards against a cache or a snapshot that was right of a shorter file and is not dropped when more comes in.
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
    What is recorded late counts in its place: the order in which entries came in does not matter.

    Guards against a fold in the order of writing, which takes the act told last for the one that happened last. Entries
    whose order only the file tells, such as two of one day, keep it, and every date is made a certain one.
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
    What entries are called does not matter: with their ids exchanged, links and all, it answers the same.

    Guards against an order by id, in which e10 comes before e9. A fold whose answer names entries leaves this law out.
    """
    case = data.draw(fold.histories)
    ids = [entry.id for entry in case]
    other = renamed(case, dict(zip(ids, data.draw(st.permutations(ids)), strict=True)))
    fold.same_of(case, other, f"Its entries were called {_ids(case)}, then {_ids(other)}.", **_SEEING_ALL)


def knowledge(fold: Fold, data: st.DataObject) -> None:
    """
    Nothing recorded after a moment changes what it answers as known at that moment.

    Guards against a yesterday that is told otherwise today, by a snapshot that took in what came later, or by reading
    the file and not the view. Sealing hides from whoever reads today, so these views are of one who may see all.
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
    What a source says that is not believed changes nothing of what it answers.

    Guards against a story told according to the record alone in which the rumour of the wire is told, too.
    """
    case = data.draw(fold.histories)
    longer = case.record(data.draw(an_act_in(case, days_near(case))), source=WIRE)
    words = "The last entry is of a source that is not believed."
    fold.same_of(case, longer, words, according_to=Basis.RECORD, **_SEEING_ALL)


def sealing(fold: Fold, data: st.DataObject) -> None:
    """
    Whoever is in a file for a sealed charge alone is in no answer about the public record.

    Guards against a name or a count that gives away what a court has closed.
    """
    case = data.draw(fold.histories)
    hidden = case.record(ChargeFiled(on=FIRST, defendant=_STRANGER.who, charge=_STRANGER.key), id="sealed-filing")
    order = RecordExpunged if data.draw(st.booleans()) else RecordSealed
    hidden = hidden.record(order(on=FIRST, defendant=_STRANGER.who, charge=_STRANGER.key), id="sealed-order")
    fold.same_of(case, hidden, f"A charge against {_STRANGER.who} was filed and sealed.")


def as_of_locality(fold: Fold, data: st.DataObject) -> None:
    """
    What happens after a day changes nothing of what it answers as of that day.

    Guards against an answer about the past that looks ahead: a charge shown as dismissed before it was.
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
    An entry retracted is as if it had never been; a retraction retracted is as if that had never been.

    Guards against an entry made in error that leaves a trace: a count that only grows, a list that keeps the name.
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
    An entry corrected is as if it had been written right, in its own place.

    Guards against counting both the wrong entry and the right one, and against a correction taken for a new act.
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
    An act that a second source reports is one act.

    Guards against two pleas where the wire and the docket tell of one.
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
    What is recorded of one defendant changes nothing of what it answers about another.

    Guards against one defendant's dismissal shown for all. An answer is taken apart by defendant: it is a mapping whose
    keys are their names, or ``part=`` says how.
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
    The part of an answer that is of one defendant, if any.

    Raises:
        InvalidQuestion: The answer is no mapping.
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
"""Those that ask as of a day or as known at a moment, of which only a view can be."""


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
    Hold a fold of your own to the laws of :data:`FOLD_LAWS`, over histories as they come.

    >>> def phases(view):
    ...     return {who: view[who].status.words for who in view.defendants}
    >>> check_fold(phases, laws=["retraction", "accounts"])

    Args:
        fold: What is to be held: a function of a view, or of a case file, that answers anything comparable.
        takes: ``View``, or ``CaseFile``; a fold of files is asked as of no day, so the laws of days and moments are not
            for it.
        histories: The histories it is asked of; by default :func:`casestate.testing.strategies.messy` ones, which are
            late, tied, vague, corrected, retracted and told twice.
        laws: The names of the laws to try; all by default.
        without: The names of laws to leave out.
        settings: How long to look, as Hypothesis has it: ``settings(max_examples=500)``.
        same: Whether two answers are the same; equality by default.
        part: The part of an answer that is of one defendant, for ``independence``.

    Raises:
        LawBroken: A law does not hold; it names the law and shows the shortest history found.
        InvalidQuestion: Something given cannot be taken, there is no law of such a name for what the fold takes, none
            is left to try, or an answer cannot be taken apart by defendant.
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
