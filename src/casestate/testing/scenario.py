"""
Tests of legal state written as given, when, then.

A scenario is a case file and the coordinates at which it is viewed. Each step returns a new scenario and changes none,
so tests can share a scenario and continue from it more than once.
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
from casestate.events.wording import describe
from casestate.explain.answers import Asked, value_of
from casestate.explain.diff import either
from casestate.law.catalogue import catalogue
from casestate.law.findings import Finding, Severity
from casestate.law.generic import GENERIC
from casestate.law.procedure import Procedure
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
    Return a scenario: a case file to test expectations against.

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
        procedure: The law that governs the file; by default that of the case file given, or else ``GENERIC``.

    Raises:
        InvalidEntry: An argument is none of these, or cannot join the file.
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
    A case file and the coordinates at which it is viewed.

    A failed expectation raises ``AssertionError``. Its message holds the docket, the expected and the actual value, the
    findings, and the reasons for each field that differs.

    Attributes:
        file: The case file.
        coordinates: The legal day, the state of knowledge, the sources believed, the clearance, the reading of dates.
    """

    file: CaseFile
    coordinates: Coordinates = attrs.field(factory=Coordinates)

    @property
    def view(self) -> View:
        """The case file at these coordinates."""
        return self.file.at(**attrs.asdict(self.coordinates, recurse=False))

    def on(self, day: date | str | None = None, **coordinates: Any) -> Self:
        """
        Return the scenario as of the end of a day.

        Args:
            day: The legal day; by default every entry is applied.
            coordinates: ``known_on``, ``clock``, ``according_to``, ``clearance`` and ``reading``, as for
                :meth:`casestate.CaseFile.at`. Those left out have their defaults, whatever an earlier ``on`` set.

        Raises:
            InvalidCoordinates: A coordinate is not valid.
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
        Expect these values. Where imprecise dates leave several states possible, each of them must have the values.

        A subject that the file mentions but the view does not have counts as if nothing had happened to it.

        Args:
            defendant: The defendant.
            charge: The charge; or give ``claim`` or ``citation``. With none of these, the values are the defendant's.
            claim: The civil claim.
            citation: The regulatory citation.
            fields: The fields of ``why()`` on a handle, each with its value, a word for it, or a predicate on it.

        Raises:
            AssertionError: A value differs.
            InvalidQuestion: There is no such field or value, no field is given, or more than one subject is named.
            NotInFile: No entry of the file mentions the defendant, charge, claim or citation, or the expectation names
                an entry that the file does not have.
            TooManyPossibilities: There are more possible states than can be worked through.
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
        Expect that the values are possible but not certain: at least one possible state has them all, and one does not.

        The arguments and errors are those of :meth:`expect`.
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
        Expect that the values are impossible: no possible state has them all.

        The arguments and errors are those of :meth:`expect`.
        """
        __tracebackhide__ = True
        return self._hold(Certainty.NO, one_subject(defendant, charge=charge, claim=claim, citation=citation), fields)

    def expect_finding(self, code: str) -> Self:
        """
        Expect a finding with this code in the view.

        Args:
            code: The code of the finding.

        Raises:
            AssertionError: No finding has that code.
            InvalidQuestion: There is no such code.
        """
        __tracebackhide__ = True
        _known_code(code, self.file.procedure)
        if code not in [each.code for each in self.view.findings]:
            raise AssertionError(self._told(f"expected a finding [{code}], but there is none"))
        return self

    def expect_no_findings(self) -> Self:
        """
        Expect no findings in the view.

        Raises:
            AssertionError: There are some.
        """
        __tracebackhide__ = True
        if self.view.findings:
            raise AssertionError(self._told("expected no findings, but there are some"))
        return self

    def when(self, act: Event | Entry, **envelope: Any) -> "Proposal":
        """
        Propose one more act or statement. The steps that follow test its effect.

        Args:
            act: The event, or an entry that holds it.
            envelope: ``source``, ``id``, ``recorded_at`` and the rest, as for :meth:`casestate.CaseFile.record`, if
                ``act`` is an event.

        Raises:
            InvalidEntry: ``act`` is neither, or cannot join the file.
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
        """Return the expected and the actual values of each field that differs."""
        stand = {each.field: Asked(subject).values(timeslice_of(self.view), each.field) for each in wanted}
        differ = [
            each for each in wanted if certainty is not Certainty.YES or not all(map(each.met_by, stand[each.field]))
        ]
        said = [f"{subject}, {self.coordinates}, {_EXPECTED[certainty]}:"]
        said += [f"  {each.field}: expected {each.words}; stands {either(stand[each.field])}" for each in differ]
        return "\n".join([self._told("\n".join(said)), *reasons(self.view, subject, [each.field for each in differ])])

    def _told(self, problem: str) -> str:
        """Return the problem, followed by the docket and the findings."""
        return "\n".join([problem, *docket(self.file, self.view), *doubts(self.view.findings)])

    def __repr__(self) -> str:
        return f"<Scenario of {len(self.file)} entries {self.coordinates}>"


@attrs.frozen(kw_only=True, order=False, repr=False)
class Proposal:
    """
    One more act on a scenario, with the scenario before and after it.

    Both are viewed at the scenario's coordinates. If its day is before the act, both are viewed as of the last day on
    which the act may have happened.

    Attributes:
        before: The scenario without the act.
        after: The scenario with the act; after :meth:`then_refused` without it, because it is not recorded.
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
        Expect these values after the act.

        The arguments and errors are those of :meth:`Scenario.expect`.
        """
        __tracebackhide__ = True
        self.after.expect(defendant, charge, claim=claim, citation=citation, **fields)
        return self

    def then_refused(self, code: str) -> Self:
        """
        Expect that strict recording refuses the act as impossible. The scenario continues without it.

        Args:
            code: The code of the finding that the refusal carries (:class:`casestate.errors.IllegalDevelopment`).

        Raises:
            AssertionError: The act is not refused, or is refused for another reason.
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
        Expect that the act is recorded and adds a finding with this code.

        Args:
            code: The code of the finding.

        Raises:
            AssertionError: No finding that the act adds has that code.
            InvalidQuestion: There is no such code.
        """
        __tracebackhide__ = True
        _known_code(code, self.after.file.procedure)
        if code not in [each.code for each in self._added()]:
            raise AssertionError(self._told(f"expected to add a finding [{code}]", self._added()))
        return self

    def then_nothing(self) -> Self:
        """
        Expect that the act changes no state, of anyone or of the matter, and adds no finding. A statement never does.

        Raises:
            AssertionError: It does, or it is not known or not believed at the scenario's coordinates.
            TooManyPossibilities: There are more possible states than can be worked through.
        """
        __tracebackhide__ = True
        self._refuse_unheard()
        before, after = self.before.view, self.after.view
        moved = [f"  {each}" for each in before.diff(after)]
        if before.matter != after.matter:
            moved.append("  the hearings, motions, roles or incidents of the matter")
        if moved or self._added():
            said = ["expected to change no state and to add no finding", *(["it changes:", *moved] if moved else [])]
            raise AssertionError(self._told("\n".join(said), self._added()))
        return self

    def and_(self) -> Scenario:
        """Return the scenario to continue from: with the act, or without it if it was refused."""
        return self.after

    def _refuse_unheard(self) -> None:
        """Refuse an act that these coordinates leave out, for its having no effect would prove nothing."""
        __tracebackhide__ = True
        asked, acts = self.after.coordinates, self.after.file.entries[len(self.before.file) :]
        heard = [entry for entry in asked.known(acts) if asked.believes(entry.source)]
        if len(heard) < len(acts):
            said = f"is not known or not believed {asked}; give when() its source=, recorded_at= or docketed_on="
            raise AssertionError(self._told(said, ()))

    def _added(self) -> tuple[Finding, ...]:
        known = set(self.before.view.findings)
        return tuple([each for each in self.after.view.findings if each not in known])

    def _told(self, problem: str, added: tuple[Finding, ...]) -> str:
        acts = [describe(each.event) for each in self.after.file.entries[len(self.before.file) :]]
        said = f"{'; '.join(acts) or 'an act already in the file'}: {problem}"
        return "\n".join([said, *doubts(added), *docket(self.after.file, self.after.view)])

    def __repr__(self) -> str:
        return f"<Proposal on a {repr(self.before)[1:-1]}>"


def _moved_on(day: date | None, acts: Iterable[Entry]) -> date | None:
    """Return the later of a day and the last days of acts. A retraction is not an act and has no day."""
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
