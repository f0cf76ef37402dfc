"""
What may fairly be said of a defendant, in plain sentences that a newsroom may print.

The sentence that says where a charge stands is that of the rules that give its headline, so that words and print never
differ. The sentences before it tell how it came to that. A dismissal that leaves the charge to be filed again never
clears anybody; a deferral is no conviction unless one was entered; only an acquittal is called one; and a plea of no
contest is never a plea of guilt. A sealed or expunged charge is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from casestate.events import (
    ChargeAmended,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    DiversionCompleted,
    Event,
    GreaterOffense,
    JudgmentArrested,
    NoBillReturned,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    SentenceDeferred,
    SentenceImposed,
    SeverityClass,
    VerdictKind,
    VerdictReturned,
)
from casestate.law.headlines.civil_sentences import said_of
from casestate.law.headlines.composing import Composed, composed, speaking
from casestate.law.headlines.rules import HEADLINES, Rules
from casestate.state import (
    ChargeState,
    ChargeVersion,
    CitationState,
    ClaimState,
    DefendantState,
    Mark,
    Proceeding,
    Proved,
)
from casestate.state.axes import Disposition, Phase, Visibility
from casestate.state.lesser import names_no_offense
from casestate.texts import sentence

_CLOSED = (Visibility.SEALED, Visibility.EXPUNGED)
_PLEADED: Mapping[PleaKind, str] = MappingProxyType(
    {
        PleaKind.NOT_GUILTY: "pleaded not guilty",
        PleaKind.GUILTY: "pleaded guilty{to}",
        PleaKind.CONDITIONAL_GUILTY: "pleaded guilty{to} on conditions",
        PleaKind.NO_CONTEST: "pleaded no contest{to}",
        PleaKind.CONDITIONAL_NO_CONTEST: "pleaded no contest{to} on conditions",
        PleaKind.ALFORD: "entered an Alford plea{to}, which admits nothing",
        PleaKind.GUILTY_BUT_MENTALLY_ILL: "pleaded guilty but mentally ill{to}",
        PleaKind.NOT_GUILTY_BY_REASON_OF_INSANITY: "pleaded not guilty by reason of insanity",
        PleaKind.STAND_MUTE: "stood mute",
        PleaKind.ADMITTED: "admitted what was alleged",
        PleaKind.DENIED: "denied what was alleged",
        PleaKind.RESPONSIBLE: "admitted responsibility",
        PleaKind.NOT_RESPONSIBLE: "denied responsibility",
    }
)
_BROUGHT: Mapping[Proceeding, tuple[str, str]] = MappingProxyType(
    {
        Proceeding.CRIMINAL: ("{who} was charged", "with"),
        Proceeding.INFRACTION: ("{who} was cited", "for"),
        Proceeding.PETITION: ("a petition was filed against {who}", "on"),
        Proceeding.VIOLATION: ("a violation of the terms of a sentence was alleged against {who}", "in the case of"),
        Proceeding.CONTEMPT: ("{who} was ordered to show cause", "on a charge of"),
        Proceeding.UNKNOWN: ("{who} was charged", "with"),
    }
)
_NAMED: Mapping[Proceeding, str] = MappingProxyType(
    {
        Proceeding.CRIMINAL: "the charge of",
        Proceeding.INFRACTION: "the citation for",
        Proceeding.PETITION: "the petition on",
        Proceeding.VIOLATION: "the alleged violation in the case of",
        Proceeding.CONTEMPT: "the charge of",
        Proceeding.UNKNOWN: "the charge of",
    }
)
_CHANGED: Mapping[type[Event], str] = MappingProxyType(
    {ChargeDowngraded: "downgraded", ChargeUpgraded: "upgraded", ChargeAmended: "amended"}
)
_ENDED: Mapping[type[Event], str] = MappingProxyType(
    {
        ChargeDeclined: "was declined",
        ChargeDischarged: "was discharged for want of probable cause",
        ChargeDismissed: "was dismissed",
        DiversionCompleted: "was dismissed after a diversion",
        JudgmentArrested: "ended when a judge refused to enter judgment",
        NoBillReturned: "was refused by a grand jury",
        SentenceDeferred: "came to a conviction that no longer stands",
        SentenceImposed: "came to a conviction that no longer stands",
    }
)
"""How a charge ended that was then brought again under its own id."""
_NO_ADMISSION = (PleaKind.NO_CONTEST, PleaKind.CONDITIONAL_NO_CONTEST, PleaKind.ALFORD)
_PENDING = (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL)
_CLEARED = (Phase.ACQUITTED, Phase.OVERTURNED)
_PROVED = (Phase.FOUND_GUILTY, Phase.DEFERRED, Phase.SENTENCE_DEFERRED, Phase.JUDGED)


def fairly_said(
    state: ChargeState | ClaimState | CitationState | DefendantState, headlines: Mapping[str, Rules] = HEADLINES
) -> tuple[str, ...]:
    """
    Return what may fairly be said of a charge, claim or citation, or of all those of a defendant, one sentence each.

    A charge that another in the file carries on is left to the other.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("example").record(
    ...     ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1", offense="theft")
    ... ).record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
    >>> for sentence in fairly_said(case.at()["A. Doe"].state):
    ...     print(sentence)
    A. Doe was charged with theft.
    The charge of theft against A. Doe was dismissed, and may be filed again.

    Args:
        state: The state of a charge, claim, citation or defendant.
        headlines: The rules of the procedure (``procedure.headlines``).
    """
    if isinstance(state, ClaimState | CitationState):
        return said_of(state, headlines)
    if isinstance(state, ChargeState):
        return _of_charges([(state, composed(state, headlines["charge"]))])
    parts: list[ClaimState | CitationState] = [*state.claims.values(), *state.citations.values()]
    civil = [sentence for part in parts for sentence in said_of(part, headlines)]
    return (*said_of_charges(state, headlines), *dict.fromkeys(civil))


def said_of_charges(state: DefendantState, headlines: Mapping[str, Rules] = HEADLINES) -> tuple[str, ...]:
    """Return what may fairly be said of the charges against a defendant, or that there are none."""
    rules = headlines["charge"]
    if not state.charges:
        blank = ChargeState(defendant=state.name, charge="")
        return _of_charges([(blank, composed(blank, rules))])
    return _of_charges([(state.charges[key], part) for key, part in speaking(state, rules).items()])


def _of_charges(charges: Iterable[tuple[ChargeState, Composed]]) -> tuple[str, ...]:
    """The sentences of charges whose record is open, each once."""
    told = [_of_charge(charge, part) for charge, part in charges if charge.visibility not in _CLOSED]
    return tuple(dict.fromkeys([sentence(said) for clauses in told for said in clauses]))


def _of_charge(charge: ChargeState, part: Composed) -> Iterator[str]:
    if charge.phase is not Phase.NOT_CHARGED:
        yield from _brought(charge)
    pleaded = _pleaded(charge)
    if pleaded:
        yield f"{charge.defendant} {pleaded}"
    yield _stands(charge, part)
    if charge.phase in _PROVED:
        yield from _reduced(charge)
        if charge.acquitted_of:
            yield _acquitted_of(charge)


def _stands(charge: ChargeState, part: Composed) -> str:
    """Return the clause on the status of the charge, with its qualifiers joined to it."""
    of_the_charge = part.clause.said.startswith("{the_charge}")
    slots = {"who": charge.defendant, "offense": _offense(charge), "the_charge": _on_review(charge)}
    said = [each.said.format(it="" if of_the_charge else "it ", **slots) for each in part.added if each.said]
    close = [each for each in said if each.startswith(",")]
    apart = [each for each in said if each.startswith(";")]
    clause = part.clause.said.format(**slots) + "".join(close)
    return _listed([clause, *[each for each in said if each not in (*close, *apart)]]) + "".join(apart)


def _listed(clauses: Sequence[str]) -> str:
    """
    Clauses in one sentence.

    >>> _listed(["A. Doe was convicted of theft", "the sentence is complete", "an appeal is pending"])
    'A. Doe was convicted of theft, the sentence is complete, and an appeal is pending'
    """
    *most, last = clauses
    return f"{', '.join(most)}, and {last}" if most else last


def _brought(charge: ChargeState) -> Iterator[str]:
    """How the charge was brought, and how what it says was changed since; nothing where the file has no filing."""
    for before, version in zip((None, *charge.versions), charge.versions, strict=False):
        nature = charge.nature_of(version)
        brought, joined = _BROUGHT[nature]
        who = brought.format(who=charge.defendant)
        filed = isinstance(version.entry.event, ChargeFiled)
        again = next((mark for mark in charge.brought_again if mark.entry is version.entry), None)
        if again and before:
            anew = f", {joined} {version.offense}" if version.offense != before.offense else ""
            yield f"{_called(charge, before) or 'the charge'} {_ended(again)}, and {who} again{anew}"
        elif before is None or (filed and nature is not charge.nature_of(before)):
            yield f"{who} {joined} {version.offense}" if version.offense else who
        elif changed := _changed(before, version):
            yield changed


def _ended(again: Mark) -> str:
    return _ENDED.get(type(again.ended.event), "ended") if again.ended else "ended"


def _changed(before: ChargeVersion, version: ChargeVersion) -> str:
    """How an amendment changed the offence, or else the grade; empty where it changed neither."""
    changed = _CHANGED.get(type(version.entry.event), "changed")
    if version.offense and before.offense and version.offense != before.offense:
        return f"the charge of {before.offense} was later {changed} to {version.offense}"
    if version.grade and before.grade and version.grade != before.grade:
        return f"the charge was later {changed} from {before.grade} to {version.grade}"
    dropped = [each for each in before.enhancements if each not in version.enhancements]
    return f"an enhancement of the charge ({', '.join(dropped)}) was later withdrawn" if dropped else ""


def _reduced(charge: ChargeState) -> Iterator[str]:
    """How the conviction came to be of less than was found, and what the jury left open."""
    proved = charge.proved
    if proved is None or charge.finding is None:
        return
    if isinstance(proved.entry.event, PleaAccepted) and proved.at_first:
        first, again = ("plea", "one") if isinstance(charge.finding.event, PleaAccepted) else ("verdict", "a plea")
        of = "to" if first == "plea" else "of"
        yield f"an earlier {first} on the charge, {of} {proved.at_first}, was replaced by {again} to {proved.offense}"
    elif proved.entry is not charge.finding:
        left = _left(proved)
        at_first = f", at first of {proved.at_first}," if proved.at_first else ""
        yield f"the conviction{at_first} was reduced{f' to {left}' if left else ''}"
    found = charge.finding.event
    if isinstance(found, VerdictReturned) and found.greater is GreaterOffense.UNDECIDED:
        yield "the jury did not decide the greater offence"


def _left(proved: Proved) -> str | None:
    """Return the offence or grade that a reduction leaves, in the words of the act; ``None`` if it names neither."""
    named = getattr(proved.entry.event, "offense", None)
    if named or proved.grade:
        return named or f"the grade of {proved.grade}"
    if proved.severity in (SeverityClass.UNKNOWN, SeverityClass.OTHER):
        return None
    severity = proved.severity.replace("_", " ")
    return f"an {severity}" if severity.startswith("i") else f"a {severity}"


def _acquitted_of(charge: ChargeState) -> str:
    """A verdict on a lesser offence acquits of the greater, now or before a new trial (Green v. United States)."""
    found = charge.finding and charge.finding.event
    if isinstance(found, VerdictReturned) and found.verdict is VerdictKind.GUILTY_OF_LESSER_INCLUDED:
        return f"{charge.defendant} was thereby acquitted of {charge.acquitted_of}"
    return f"an earlier verdict, on a lesser offence, had acquitted {charge.defendant} of {charge.acquitted_of}"


def _pleaded(charge: ChargeState) -> str:
    """
    Return a clause on the plea that stands, and on whether a court has accepted it.

    It is empty for a plea whose finding was undone, and for one that would have convicted if a verdict did so instead.
    """
    plea = charge.plea
    if plea is None or charge.phase not in (*_PENDING, *_PROVED):
        return ""
    words = _PLEADED.get(plea, "entered a plea").format(to=_pleaded_to(charge))
    waits = plea.admits or plea in _NO_ADMISSION
    if charge.finding is not None and _elsewhere(charge, waits=waits):
        return ""
    if charge.phase in _PROVED:
        by_plea = charge.finding is not None and isinstance(charge.finding.event, PleaAccepted | PleaEntered)
        accepted = charge.phase is Phase.FOUND_GUILTY and by_plea
        return f"{words}, and the court accepted the plea" if accepted else words
    return f"{words}, and no court has accepted the plea" if waits else words


def _elsewhere(charge: ChargeState, *, waits: bool) -> bool:
    """Return whether the conviction does not rest on the plea: a verdict found guilt, or the plea came later."""
    found_by_verdict = charge.finding is not None and isinstance(charge.finding.event, VerdictReturned)
    return (waits and found_by_verdict) or any(isinstance(e.event, PleaEntered) for e in charge.since_found("pleas"))


def _pleaded_to(charge: ChargeState) -> str:
    """Return the offence to which an accepted plea was entered, after "to"; empty if it is the one charged."""
    found = charge.finding and charge.finding.event
    offense = found.offense if isinstance(found, PleaAccepted) else None
    charged = charge.proved and charge.proved.charged
    return f" to {offense}" if offense and not (charged and charged.offense == offense) else ""


def _offense(charge: ChargeState) -> str:
    """Return the offence found, if there is a finding (it may be a lesser offence), otherwise the offence charged."""
    if charge.phase in _PROVED:
        found = charge.proved.offense if charge.proved else None
        return found or ("a lesser offence" if _lesser(charge) else _the_charge(charge))
    if lesser := _cleared_of_lesser(charge):
        return lesser
    return (charge.version and charge.version.offense) or _the_charge(charge)


def _lesser(charge: ChargeState) -> bool:
    unnamed = charge.finding is not None and names_no_offense(charge.finding.event) and charge.charged_above_verdict
    return charge.disposition is Disposition.CONVICTED_OF_LESSER or unnamed


def _on_review(charge: ChargeState) -> str:
    """Return the charge, or the lesser offence found on it if a higher court cleared the defendant of that."""
    lesser = _cleared_of_lesser(charge) if charge.phase is Phase.OVERTURNED else ""
    return f"the lesser charge of {lesser}" if lesser else _the_charge(charge)


def _cleared_of_lesser(charge: ChargeState) -> str:
    """Return the lesser offence that was found before the defendant was cleared of it; empty in any other case."""
    found = charge.last_proved if charge.phase in _CLEARED and charge.acquitted_of_greater else None
    charged = found and found.charged and found.charged.offense
    return found.offense if found and found.offense and found.offense != charged else ""


def _the_charge(charge: ChargeState) -> str:
    version = charge.version
    return (version and _called(charge, version)) or f"charge {charge.charge}"


def _called(charge: ChargeState, version: ChargeVersion) -> str:
    """Return the charge by its offence; empty if the version does not name it."""
    return f"{_NAMED[charge.nature_of(version)]} {version.offense}" if version.offense else ""
