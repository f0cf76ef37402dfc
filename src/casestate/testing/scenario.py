"""
Given, when, then: a test of the law in the words of the law.

A scenario is a file and the coordinates from which it is looked at. Each step gives a new one and changes none, so a
scenario can be shared between tests and gone on from more than once.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

import attrs

from casestate.casefile import CaseFile
from casestate.engine.coordinates import Coordinates
from casestate.entries import Entry
from casestate.errors import InvalidEntry, InvalidQuestion
from casestate.events import Event, Subject
from casestate.explain.answers import Asked, value_of
from casestate.explain.diff import either
from casestate.law.catalogue import catalogue
from casestate.law.findings import Finding, Severity
from casestate.law.jurisdictions import GENERIC
from casestate.law.procedure import Procedure
from casestate.show import words
from casestate.state.defendant import OF_THE_PERSON
from casestate.testing.asked import one_subject
from casestate.testing.docket import docket, doubts, reasons
from casestate.testing.expectation import Expected, expected
from casestate.testing.known import refuse_unknown_entries, refuse_unknown_subject
from casestate.view import View, timeslice_of
from casestate.when import Certainty

_EXPECTED = {
    Certainty.YES: "is not as expected",
    Certainty.POSSIBLY: "is expected to be so in some possible states and not in all",
    Certainty.NO: "is expected to be so in no possible state",
}


def given(*recorded: Event | Entry | CaseFile, procedure: Procedure | None = None) -> "Scenario":
    """
    A file to hold expectations against.

    >>> from casestate.events import ChargeDismissed, ChargeFiled, VerdictReturned
    >>> one = {"defendant": "A. Doe", "charge": "1"}
    >>> scenario = given(
    ...     ChargeFiled(on="2023-01-31", **one), ChargeDismissed(on="2023-04-21", prejudice="with", **one))
    >>> scenario.on("2023-04-20").expect("A. Doe", "1", phase="charged")
    <Scenario of 2 entries as of 2023-04-20>
    >>> scenario.when(VerdictReturned(on="2023-05-01", verdict="guilty", **one)).then_refused("after-end")
    <Proposal on a Scenario of 2 entries as of the last entry>

    Args:
        recorded: Events, or entries where the source or another part of the envelope matters, in the order in which
            they are recorded. The first may be a case file, which the rest is added to.
        procedure: The law under which; that of the case file unless given, else ``GENERIC``.

    Raises:
        InvalidEntry: Something given is none of these, or cannot join the file.
    """
    first, rest = (recorded[0], recorded[1:]) if recorded and isinstance(recorded[0], CaseFile) else (None, recorded)
    file = first if isinstance(first, CaseFile) else CaseFile("scenario", procedure=procedure or GENERIC)
    if procedure is not None and file.procedure != procedure:
        file = CaseFile(file.id, entries=file.entries, procedure=procedure)
    for each in rest:
        file = _with(file, each)
    return Scenario(file=file)


@attrs.frozen(kw_only=True, order=False, repr=False)
class Scenario:
    """
    A file, and from where it is looked at.

    An expectation that fails raises ``AssertionError``, whose message holds the docket, what was expected beside what
    stands, what is doubtful, and why each field that differs has its value.

    Attributes:
        file: What is recorded.
        coordinates: The legal day, what was known when, who is believed, who may read, how dates are placed.
    """

    file: CaseFile
    coordinates: Coordinates = attrs.field(factory=Coordinates)

    @property
    def view(self) -> View:
        """The file at the coordinates."""
        return self.file.at(**attrs.asdict(self.coordinates, recurse=False))

    def on(self, day: date | str | None = None, **coordinates: Any) -> Self:
        """
        The file as of the end of a day.

        Args:
            day: The legal day; left out, every entry is applied.
            coordinates: ``known_on``, ``clock``, ``according_to``, ``clearance`` and ``reading``, as for
                :meth:`casestate.CaseFile.at`. Those left out are as there, whatever an earlier ``on`` asked.

        Raises:
            InvalidCoordinates: A coordinate is not what it must be.
            InvalidWhen: ``day`` is not exactly one day.
        """
        return attrs.evolve(self, coordinates=self.file.at(day, **coordinates).coordinates)

    def expect(
        self,
        defendant: str,
        charge: str | None = None,
        *,
        claim: str | None = None,
        citation: str | None = None,
        **fields: Any,
    ) -> Self:
        """
        So it stands. Where imprecise dates leave several states possible, it stands so in each of them.

        What the file tells of, but not from where it is looked at, stands as if nothing had happened to it.

        Args:
            defendant: Whom it concerns.
            charge: The charge; or name ``claim`` or ``citation``; of none of these, the defendant as a whole is asked.
            claim: The civil claim.
            citation: The regulatory citation.
            fields: The fields of ``why()`` on a handle, each with its value, a word for it, or a predicate on it.

        Raises:
            AssertionError: It does not.
            InvalidQuestion: There is no such field or value, none is given, or two things are asked of at once.
            NotInFile: No entry of the file tells of the defendant, charge, claim or citation, or an entry is expected
                that the file does not have.
            TooManyPossibilities: More is open than can be worked through.
        """
        __tracebackhide__ = True
        return self._hold(Certainty.YES, one_subject(defendant, charge=charge, claim=claim, citation=citation), fields)

    def expect_possibly(
        self,
        defendant: str,
        charge: str | None = None,
        *,
        claim: str | None = None,
        citation: str | None = None,
        **fields: Any,
    ) -> Self:
        """
        So it may stand: the fields together are so in one possible state at least, and not in every one.

        Arguments and what is raised are those of :meth:`expect`.
        """
        __tracebackhide__ = True
        asked = one_subject(defendant, charge=charge, claim=claim, citation=citation)
        return self._hold(Certainty.POSSIBLY, asked, fields)

    def expect_not(
        self,
        defendant: str,
        charge: str | None = None,
        *,
        claim: str | None = None,
        citation: str | None = None,
        **fields: Any,
    ) -> Self:
        """
        So it cannot stand: the fields together are so in no possible state.

        Arguments and what is raised are those of :meth:`expect`.
        """
        __tracebackhide__ = True
        return self._hold(Certainty.NO, one_subject(defendant, charge=charge, claim=claim, citation=citation), fields)

    def expect_finding(self, code: str) -> Self:
        """
        Something is doubtful in what the view applies.

        Args:
            code: The code of the finding.

        Raises:
            AssertionError: No finding has that code.
            InvalidQuestion: There is no such code.
        """
        __tracebackhide__ = True
        _known_code(code, self.file.procedure)
        if code not in [each.code for each in self.view.findings]:
            raise AssertionError(self._told(f"a finding [{code}] is expected, and there is none"))
        return self

    def expect_no_findings(self) -> Self:
        """
        Nothing is doubtful in what the view applies.

        Raises:
            AssertionError: Something is.
        """
        __tracebackhide__ = True
        if self.view.findings:
            raise AssertionError(self._told("no finding is expected, and there are some"))
        return self

    def when(self, act: Event | Entry, **envelope: Any) -> "Proposal":
        """
        One more act, or statement, on which the next steps say what then is so.

        Args:
            act: The event, or an entry that holds it.
            envelope: ``source``, ``id``, ``recorded_at`` and the rest, as for :meth:`casestate.CaseFile.record`, where
                an event is given.

        Raises:
            InvalidEntry: It is neither, or cannot join the file.
        """
        longer = _with(self.file, act, **envelope)
        here = attrs.evolve(self.coordinates, as_of=_moved_on(self.coordinates.as_of, longer.entries[len(self.file) :]))
        return Proposal(
            before=attrs.evolve(self, coordinates=here), after=attrs.evolve(self, file=longer, coordinates=here)
        )

    def _hold(self, certainty: Certainty, subject: Subject, fields: dict[str, Any]) -> Self:
        __tracebackhide__ = True
        if not fields:
            raise InvalidQuestion(f"say what is expected of {subject}, such as phase='charged'")
        wanted = [expected(subject.kind, field, value) for field, value in fields.items()]
        refuse_unknown_subject(self.file, subject)
        refuse_unknown_entries(self.file, wanted)
        whole = next((field for field in fields if field not in OF_THE_PERSON), OF_THE_PERSON[0])
        possible = Asked(subject).possible(timeslice_of(self.view), whole)
        met = [
            all(each.met_by(value_of(state, each.field, self.file.procedure)) for each in wanted)
            for _, state in possible
        ]
        if Certainty.over(met) is not certainty:
            raise AssertionError(self._contrasted(certainty, subject, wanted))
        return self

    def _contrasted(self, certainty: Certainty, subject: Subject, wanted: list[Expected]) -> str:
        """What was expected beside what stands, of each field that differs."""
        stand = {each.field: Asked(subject).values(timeslice_of(self.view), each.field) for each in wanted}
        differ = [
            each for each in wanted if certainty is not Certainty.YES or not all(map(each.met_by, stand[each.field]))
        ]
        said = [f"{subject}, {self.coordinates}, {_EXPECTED[certainty]}:"]
        said += [f"  {each.field}: expected {each.words}; stands {either(stand[each.field])}" for each in differ]
        return "\n".join([self._told("\n".join(said)), *reasons(self.view, subject, [each.field for each in differ])])

    def _told(self, problem: str) -> str:
        """What is wrong, with the docket and what is doubtful."""
        return "\n".join([problem, *docket(self.file, self.view), *doubts(self.view.findings)])

    def __repr__(self) -> str:
        return f"<Scenario of {len(self.file)} entries {self.coordinates}>"


@attrs.frozen(kw_only=True, order=False, repr=False)
class Proposal:
    """
    One more act on a scenario, and what then is so.

    Both are looked at from where the scenario was, or, where that is a day before the act, by the end of the last day
    on which the act may have happened.

    Attributes:
        before: The scenario without the act.
        after: The scenario with it; after :meth:`then_refused` without it, for what is refused is not recorded.
    """

    before: Scenario
    after: Scenario

    def then_state(
        self,
        defendant: str,
        charge: str | None = None,
        *,
        claim: str | None = None,
        citation: str | None = None,
        **fields: Any,
    ) -> Self:
        """
        So it stands then.

        Arguments and what is raised are those of :meth:`Scenario.expect`.
        """
        __tracebackhide__ = True
        self.after.expect(defendant, charge, claim=claim, citation=citation, **fields)
        return self

    def then_refused(self, code: str) -> Self:
        """
        Strict recording refuses it: the law makes it impossible. The file goes on without it.

        Args:
            code: The code of the finding for which it is refused (:class:`casestate.errors.IllegalDevelopment`).

        Raises:
            AssertionError: It is not refused, or for something else.
            InvalidQuestion: There is no such code.
        """
        __tracebackhide__ = True
        _known_code(code, self.after.file.procedure)
        added = self.before.file.doubts_added_by(self.after.file)
        if code not in [each.code for each in added if each.severity is Severity.ERROR]:
            raise AssertionError(self._told(f"expected to be refused for [{code}]", added))
        return attrs.evolve(self, after=self.before)

    def then_finding(self, code: str) -> Self:
        """
        It is recorded, and makes something doubtful that was not.

        Args:
            code: The code of the finding.

        Raises:
            AssertionError: No finding that it adds has that code.
            InvalidQuestion: There is no such code.
        """
        __tracebackhide__ = True
        _known_code(code, self.after.file.procedure)
        if code not in [each.code for each in self._added()]:
            raise AssertionError(self._told(f"expected to add a finding [{code}]", self._added()))
        return self

    def then_nothing(self) -> Self:
        """
        It moves no state, of anyone or of the matter, and makes nothing doubtful: so with a statement.

        Raises:
            AssertionError: It does, or it is not known or not believed from where the scenario is looked at.
            TooManyPossibilities: More is open than can be worked through.
        """
        __tracebackhide__ = True
        self._refuse_unheard()
        before, after = self.before.view, self.after.view
        moved = [f"  {each}" for each in before.diff(after)]
        if before.matter != after.matter:
            moved.append("  the hearings, motions, roles or incidents of the matter")
        if moved or self._added():
            said = ["expected to move nothing and to make nothing doubtful", *(["it moves:", *moved] if moved else [])]
            raise AssertionError(self._told("\n".join(said), self._added()))
        return self

    def and_(self) -> Scenario:
        """The scenario to go on from: with the act, or without it where it was refused."""
        return self.after

    def _refuse_unheard(self) -> None:
        """Of an act that is not known or not believed from here, that nothing comes of it says nothing."""
        __tracebackhide__ = True
        asked, acts = self.after.coordinates, self.after.file.entries[len(self.before.file) :]
        heard = [entry for entry in asked.known(acts) if asked.believes(entry.source)]
        if len(heard) < len(acts):
            said = f"is not heard {asked}; give when() its source=, recorded_at= or docketed_on="
            raise AssertionError(self._told(said, ()))

    def _added(self) -> tuple[Finding, ...]:
        known = set(self.before.view.findings)
        return tuple([each for each in self.after.view.findings if each not in known])

    def _told(self, problem: str, added: tuple[Finding, ...]) -> str:
        acts = [words.what(each.event) for each in self.after.file.entries[len(self.before.file) :]]
        said = f"{'; '.join(acts) or 'an act already in the file'}: {problem}"
        return "\n".join([said, *doubts(added), *docket(self.after.file, self.after.view)])

    def __repr__(self) -> str:
        return f"<Proposal on a {repr(self.before)[1:-1]}>"


def _moved_on(day: date | None, acts: Iterable[Entry]) -> date | None:
    """The later of a day and of the last days of acts; a retraction is no act and has none."""
    for last in [entry.when.latest for entry in acts if not entry.is_retraction]:
        day = None if day is None or last is None else max(day, last)
    return day


def _with(file: CaseFile, recorded: Event | Entry | CaseFile, **envelope: Any) -> CaseFile:
    if isinstance(recorded, Event):
        return file.record(recorded, **envelope)
    if isinstance(recorded, Entry) and not envelope:
        return file.extend([recorded])
    beside = f" with {', '.join(envelope)}=" if envelope else ""
    raise InvalidEntry(
        "a scenario is made of events such as ChargeFiled(...), of entries, which bring their own envelope, and of one "
        f"CaseFile before all others, not of {recorded!r}{beside}"
    )


def _known_code(code: str, procedure: Procedure) -> None:
    known = catalogue([procedure])
    if code not in known:
        raise InvalidQuestion(f"there is no finding {code!r}; a file may have {', '.join(known)}")
