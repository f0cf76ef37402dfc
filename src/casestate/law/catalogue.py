"""
The catalogue of findings: for each code, how grave it is, what it means and what settles it.

Codes of a missing step and of a late one are derived from the tables, so that no step can lack an entry. The smallest
file that raises each code, and the exact words it then has, are kept with the tests and shown in the reference docs.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from casestate.entries import Entry
from casestate.events import Noted, Subject
from casestate.law.findings import Finding, Severity
from casestate.law.jurisdictions import GENERIC, PROCEDURES
from casestate.law.legality import finding_for
from casestate.law.procedure import Procedure
from casestate.law.transition import Compiled, Fit, Machine, Move
from casestate.vocabulary import Closed

_KINDS = {"charge": "a charge", "claim": "a civil claim", "citation": "a regulatory citation"}
_ENTRY = Entry(id="any", event=Noted(on="[..]", text="any act"))


@attrs.frozen(order=False)
class Explained:
    """
    What one code of a finding stands for.

    Attributes:
        code: The code.
        severity: How grave.
        meaning: What it says of the record.
        remedy: What settles it.
    """

    code: str
    severity: Severity
    meaning: str
    remedy: str


_FIXED = (
    Explained(
        "act-during-stay",
        Severity.INCOMPLETE,
        "A defendant pleads, is tried or is sentenced while the case is stayed for competency.",
        "record the end of the stay, or check the dates",
    ),
    Explained(
        "convicted-above-degree",
        Severity.ERROR,
        "A verdict finds an offence of which an earlier one, on a lesser one, had acquitted (Green v. United States).",
        "check the offence of each verdict, and whether the charge was amended to the lesser one in between",
    ),
    Explained(
        "greater-and-lesser-convicted",
        Severity.POLICY,
        "A charge and one that it includes both stand convicted, where most places punish one only (Brown v. Ohio).",
        "record which of them was merged or dismissed, or check that the law there punishes both",
    ),
    Explained(
        "refiled-while-pending",
        Severity.INCOMPLETE,
        "A charge is brought again as another one, and the file has no end of the first.",
        "record its dismissal, or say with supersedes= that the other charge carries it on",
    ),
    Explained(
        "sentence-was-complete",
        Severity.WARNING,
        "A sentence is revoked, stayed or commuted after it was complete.",
        "check the dates, and whether only a part of the sentence was complete then",
    ),
    Explained(
        "act-after-death",
        Severity.ERROR,
        "A defendant is charged, pleads, is tried or is sentenced after the day of their death.",
        "check both dates and whom each is about; a death ends the prosecution of that person",
    ),
    Explained(
        "deferral-as-sentence",
        Severity.WARNING,
        "What is recorded as a part of a sentence puts off judgment or sentence in many places.",
        "record AdjudicationDeferred or SentenceDeferred, or a procedure in which it is a sentence",
    ),
    Explained(
        "dismissed-without-leave",
        Severity.POLICY,
        "A prosecutor is said to have dismissed where only a court may, on the prosecutor's motion (FRCrimP 48(a)).",
        "if the court granted the motion, record it by='court', on the day of its order",
    ),
    Explained(
        "filed-before-offense",
        Severity.ERROR,
        "A charge is filed before the day of the offence it alleges.",
        "check both dates; correct the one that is wrong",
    ),
    Explained(
        "indictment-broadened",
        Severity.POLICY,
        "An indictment is amended to allege more, where only a grand jury may do that (Stirone v. United States).",
        "if a grand jury returned it, record a superseding indictment: ChargeFiled with supersedes=",
    ),
    Explained(
        "late-step",
        Severity.WARNING,
        "An act that moves no phase is dated after one that presupposes it.",
        "check the dates of both; if the file's order is right, give an after= link or a correction",
    ),
    Explained(
        "limitation-passed",
        Severity.WARNING,
        "A charge is filed after the time that the procedure allows for it had run out.",
        "check the dates and the grade; whether time was tolled is not weighed",
    ),
    Explained(
        "missing-appeal",
        Severity.INCOMPLETE,
        "A reviewing court acts on a charge, and the file has no appeal before it that had not ended.",
        "record the appeal, or give it a date or an after= link that puts it first",
    ),
    Explained(
        "modified-after-window",
        Severity.POLICY,
        "A sentence is changed after the trial court's power to change it so had ended.",
        "check the dates; a motion made in time, or another ground for the change, may explain it",
    ),
    Explained(
        "no-de-novo-appeal",
        Severity.POLICY,
        "An appeal for trial anew is recorded where the procedure has none.",
        "record the appeal with AppealFiled, or check the procedure of the file",
    ),
    Explained(
        "not-a-downgrade",
        Severity.WARNING,
        "An amendment recorded as a downgrade raises the grade.",
        "check both grades, or record the amendment by its direction",
    ),
    Explained(
        "not-an-upgrade",
        Severity.WARNING,
        "An amendment recorded as an upgrade lowers the grade.",
        "check both grades, or record the amendment by its direction",
    ),
    Explained(
        "not-in-this-procedure",
        Severity.POLICY,
        "An act is recorded that the procedure of the file does not know.",
        "check the dates and which charge it belongs to; correct the entry that is wrong",
    ),
    Explained(
        "plea-not-allowed",
        Severity.POLICY,
        "A plea is recorded that the procedure does not allow.",
        "check the plea and the procedure of the file",
    ),
    Explained(
        "refiled-after-jeopardy",
        Severity.WARNING,
        "A charge dismissed after jeopardy attached is brought again; without the defendant's consent that is barred.",
        "if the defendant did not consent to the dismissal, record it prejudice='with': it bars",
    ),
    Explained(
        "sentenced-after-pardon",
        Severity.WARNING,
        "A sentence is imposed after a pardon, which relieves of punishment.",
        "check both dates, and for what the pardon was given",
    ),
    Explained(
        "statute-not-in-force",
        Severity.WARNING,
        "A charge alleges an offence done before what it charges was law (U.S. Const. art. I, ss. 9, 10).",
        "check both days; if the filing is so, record the amendment that mends it when it comes",
    ),
    Explained(
        "sentence-above-exposure",
        Severity.WARNING,
        "A sentence is longer than the charge as it stands allows.",
        "check both lengths, and whether an enhancement or an amendment is missing",
    ),
    Explained(
        "suspended-above-term",
        Severity.ERROR,
        "More of a term is suspended than was imposed.",
        "check both lengths; what is suspended is a part of the term",
    ),
    Explained(
        "suspended-sentence-raised",
        Severity.POLICY,
        "A suspended sentence is made longer on revocation, where it may not be (State v. Kenneman).",
        "check both terms, and whether the sentence had been suspended or deferred",
    ),
    Explained(
        "verdict-not-allowed",
        Severity.POLICY,
        "A verdict is recorded that the procedure does not have.",
        "check the verdict and the procedure of the file",
    ),
    Explained(
        "after-end",
        Severity.ERROR,
        "An act comes after the charge, claim or citation has ended, and no row of the table lets it.",
        "; ".join(machine.after_end for machine in GENERIC.machines),
    ),
    Explained(
        "ambiguous-order",
        Severity.WARNING,
        "The law allows two acts in either order, each order leaves another state, and neither dates, links nor the "
        "docket tell which is true.",
        "give a closer date, an after= link, or the ordinal= of each in the day's docket",
    ),
    Explained(
        "contradiction",
        Severity.ERROR,
        "An act contradicts what the file says stands, and no step that could be missing would explain it.",
        "check the dates and which charge it belongs to; correct the entry that is wrong",
    ),
    Explained(
        "contradictory-dates",
        Severity.ERROR,
        "A link puts an entry after another whose date is certainly later; the link is left aside.",
        "correct the date or the link that is wrong",
    ),
    Explained(
        "contradictory-links",
        Severity.ERROR,
        "The links of several accounts of one act, taken together, go round in a circle; one is left aside.",
        "correct the link or the account_of= that is wrong",
    ),
    Explained(
        "correction-without-effect",
        Severity.WARNING,
        "A correction corrects what had by then been retracted or corrected otherwise, and so stands nowhere.",
        "if the correction is right, retract what came before it; else retract the correction",
    ),
    Explained(
        "second-death",
        Severity.WARNING,
        "The file has two deaths of one defendant that are not tied as accounts of one.",
        "if both tell of one death, say so with account_of=; else check whom each is about",
    ),
    Explained(
        "dated-after-source",
        Severity.WARNING,
        "An act is dated after its source was published, but a source can report only what has happened.",
        "a source reports what has happened: correct the date, or record what is expected with Stated",
    ),
    Explained(
        "prejudice-unspecified",
        Severity.WARNING,
        "A charge was dismissed and no source says whether with prejudice, so whether it bars is not known.",
        "state prejudice= when a source says; until then whether it may be filed again is not known",
    ),
    Explained(
        "refiled-after-bar",
        Severity.ERROR,
        "A charge is brought again by the same sovereign although what became of the earlier one does not allow it "
        "(U.S. Const. amend. V).",
        "check the dates and which charge it belongs to; correct the entry that is wrong",
    ),
    Explained(
        "repeated",
        Severity.WARNING,
        "An act leads to where the charge, claim or citation stands already.",
        "if it is another account of the same act, say so with account_of=; else record what undid the first",
    ),
    Explained(
        "sources-disagree",
        Severity.WARNING,
        "Two accounts of one act differ on what it was, its day or its particulars; the account on the stronger basis "
        "counts, and of equally strong ones the last entered.",
        "the account named first prevails, on the stronger basis or as the later; if these are two acts, untie them",
    ),
    Explained(
        "one-id-in-two-proceedings",
        Severity.WARNING,
        "The acts on one charge name two proceedings, and are folded as one charge: its id is unique in a file.",
        "if these are two charges, give each its own id; if one went from court to court, name one proceeding",
    ),
    Explained(
        "too-many-possibilities",
        Severity.WARNING,
        "More entries with imprecise dates bear on one defendant than can be worked through.",
        "give closer dates or after= links; until then findings that depend on them are not told",
    ),
    Explained(
        "two-convictions-of-alternatives",
        Severity.ERROR,
        "Two charges pleaded as alternatives both stand convicted; at most one may.",
        "record which of them was merged or dismissed",
    ),
    Explained(
        "unknown-charge",
        Severity.INCOMPLETE,
        "A charge names another as its alternative, and the file has no such charge.",
        "record that charge, or correct the id",
    ),
)


def _findings(machine: Machine) -> Iterator[Finding]:
    compiled = machine.compiled().values()
    skipped = frozenset({phase for rows in compiled for move in _moves(rows) for phase in move[1].skips})
    for rows in compiled:
        for phase, move in _moves(rows):
            subject = Subject(machine.kind, "", "")
            late = move.fit is Fit.LATE or (move.fit is Fit.REPEATED and move.row.to is not None)
            for fills in (False, True) if late and move.fills & skipped else (False,):
                if not move.lawful:
                    yield finding_for(subject, move, _ENTRY, phase=phase, fills=fills, machine=machine)


def _moves(rows: Compiled) -> list[tuple[Closed, Move]]:
    return [each for by_phase in rows.moves.values() for each in by_phase.items()]


def _of_step(code: str, finding: Finding, kinds: Iterable[str]) -> Explained:
    """The entry of a step: missing from the file, or dated after an act that presupposes it."""
    step = code.partition("-")[2].replace("-", " ")
    of = " or ".join(kinds)
    meaning = (
        f"An act on {of} presupposes its {step}, and the file has none before it."
        if finding.severity is Severity.INCOMPLETE
        else f"An act on {of}, its {step}, is dated after an act that presupposes it."
    )
    return Explained(code, finding.severity, meaning, finding.remedy)


def catalogue(procedures: Iterable[Procedure] = tuple(PROCEDURES.values())) -> Mapping[str, Explained]:
    """
    Every code a file can raise, in the order of the alphabet; those of the tables as these procedures have them.

    >>> print(catalogue()["missing-trial"].meaning)
    An act on a charge presupposes its trial, and the file has none before it.
    """
    entries = {each.code: each for each in _FIXED}
    kinds: dict[str, dict[str, None]] = {}
    findings: dict[str, Finding] = {}
    for machine in [machine for procedure in procedures for machine in procedure.machines]:
        for finding in _findings(machine):
            if finding.code not in entries:
                kinds.setdefault(finding.code, {})[_KINDS[machine.kind]] = None
                findings.setdefault(finding.code, finding)
    entries |= {code: _of_step(code, finding, kinds[code]) for code, finding in findings.items()}
    return MappingProxyType(dict(sorted(entries.items())))
