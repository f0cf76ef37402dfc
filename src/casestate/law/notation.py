"""
The notation of the conditions of rows.

A condition is written as clauses with commas between them, and holds if each clause does:

* ``disposition=mistrial|hung_jury``: the axis has one of these values; ``!=`` for none of them;
* ``phase by VerdictReturned|MistrialDeclared``: one of these acts last moved the axis; ``phase by ChargeDismissed
  saying ground=with_leave``: this act did, and its field has one of these values;
* ``filed severity=misdemeanor|infraction``: the last filing or amendment with this field has one of these values;
  ``filed supersedes``: it has any value;
* ``within 1 day of disposition``: the act comes, or may come, no more than this many days after the act that last moved
  the axis, and with ``0 days`` on the same day; for an act without a day it does not hold;
* ``more than 0 days after sentence``: the act certainly comes more than this many days after that act;
* ``restates``: the act is a filing that only repeats what the charge already says, and names no other charge that it
  refiles or carries on; ``changes the charge`` for one that says something else;
* ``of another nature``: the act is a petition to a juvenile court on what a criminal charge was brought for, or it
  brings a criminal charge on what a petition alleged;
* ``names successors``: the act has a value in this field; ``names ground=rehabilitation`` for one of these values;
* ``sentences``: the act imposes a part, such as custody or probation, that may stand alone;
* ``sentence puts off judgment or sentence``: the current sentence has a part that in many places does no more, and
  with ``sentence puts off judgment`` one other than the suspended imposition of a sentence;
* ``judgment under review``: a first appeal from the conviction is pending, which the prosecutor's is not;
* ``died pending review``: the defendant died while such an appeal was pending, and no court has decided it;
* ``sentence on a violation found``: what the court last did about a violation is a sentence, without a revocation, and
  the violation had been found; ``sentence on a violation alleged`` if it had been alleged only; ``sentence on a
  revocation`` if the court last revoked supervision, with or without a sentence;
* ``another offense than disposition``: the act and the one that last moved the axis do not name the same offence;
* ``names another offense``: the act names another offence than the one found, by its name or by a statute or grade that
  both say; ``says more of the offense`` if it names the same one and says something of it that was not known;
* ``trial since the finding``: a trial began after guilt was last found; ``no trial since the finding`` if none did;
* ``greater undecided``: the jury that last found a lesser offence could not agree on the greater;
* ``ConvictionReduced since SentenceImposed in sentencing``: the record has the one after the last of the other;
* ``no BoundOver in trial``: the record of the state has no such act; ``last ClaimDismissed in endings says
  prejudice=without``: the last such act in it has one of these values;
* ``another amount than in decisions``: the act and the last one in the record that names an amount do not name the
  same;
* ``for the claimant``: the act decides a claim for a claimant, whom it names;
* ``appealed since phase``: an appeal was sought since the act that last moved the phase; ``older appeal``: one is
  pending, and none was sought since then; ``no older appeal`` if that is not so;
* ``nothing but appeals since phase``: no other act has come since then;
* ``appealed since JudgmentAmended saying change=modified``: since the last act that left the phase and says so, an
  appeal was sought, and no older one is pending;
* ``stayed since SettlementAgreed``: the claim was stayed when the last such act came, or has been since, and the stay
  has not been lifted;
* ``on a stronger basis than found``: the act is told on a stronger basis than the act that last moved the axis, and
  than each line that repeats that act;
* ``no finding on file``: no plea accepted or verdict found guilt so far, not even one that fell;
* ``last review ends``: no review is pending after the act, which ends one;
* ``ends review by prosecutor``: this party, and nobody else, asked for the review or reviews that the act ends;
  ``ends review by parties`` if both did;
* ``ends older review``: each review that the act ends was sought before the act that last moved the phase;
* ``ends review of SupervisionDecided from judged``: each review that the act ends was sought since the last such act,
  which came in this phase;
* ``ends review of a review``: the review that the act ends is one of the decision of another court of review;
  ``ends review of a review that moved the charge`` if that decision is the act that last disposed of the charge, and
  ``ends review of a review that refused collateral relief`` if it is such a decision;
* ``ends review of a revocation``: the review that the act ends is of the revocation of supervision, or of a sentence on
  a violation;
* ``review sought by prosecutor``: this party, and nobody else, asked for review of the act that last disposed of the
  charge, and that act was the last step in the court of trial; ``unknown`` if the file leaves that open.
"""

import re
from collections.abc import Callable, Mapping

import attrs

from casestate.events import EVENT_TYPES, Actor
from casestate.law.appeal_conditions import (
    APPEALS,
    AppealedSince,
    AppealedSinceAct,
    OlderAppeal,
    OnlyAppealsSince,
    StayedSince,
)
from casestate.law.conditions import (
    ALWAYS,
    Another,
    AxisIs,
    Clause,
    Condition,
    Filed,
    MovedBy,
    Names,
    OfAnotherNature,
    Restates,
    Within,
    excluding,
)
from casestate.law.kinds import KINDS, Kind, vocabularies
from casestate.law.record_conditions import (
    AnotherThanTold,
    Answers,
    ForClaimant,
    Lacks,
    LastSays,
    NamesOffense,
    NoFinding,
    OnStrongerBasis,
    PutsOff,
    Sentences,
    Since,
    TrialSince,
    Undecided,
)
from casestate.law.review_conditions import (
    DiedPendingReview,
    EndsOlderReview,
    EndsReviewBy,
    EndsReviewOf,
    EndsReviewOfReview,
    EndsReviewOfRevocation,
    JudgmentUnderReview,
    LastReviewEnds,
    ReviewedDecision,
    SoughtBy,
)
from casestate.law.words import members, pick, refused, several
from casestate.vocabulary import Closed


def condition(row: str, text: str, kind: Kind) -> Condition:
    """
    Read a condition.

    Args:
        row: The id of the row, for errors.
        text: The condition; the empty text for one that always holds.
        kind: The kind of subject, whose axes and fields the condition may name.

    Raises:
        InvalidProcedure: A clause has none of the forms above, or names something that the kind does not have.
    """
    if not text:
        return ALWAYS
    return Condition(tuple([_clause(row, clause.strip(), kind) for clause in text.split(",")]))


def axis_values(row: str, axis: str, words: str, kind: Kind) -> tuple[Closed, ...]:
    """Return values of an axis by their words, errors as in :func:`condition`."""
    start = pick(row, axis, kind.axes, f"an axis of a {kind.name}")
    return several(row, words, members(type(start)), f"a value of {axis}")


def _clause(row: str, text: str, kind: Kind) -> Clause:
    for form, read in _FORMS.items():
        if found := re.fullmatch(form, text):
            return read(row, kind, *found.groups())
    raise refused(row, f"{text!r} is no clause of a condition", _EXAMPLES)


def _filed(row: str, kind: Kind, field: str, words: str | None) -> Filed:
    if words is None:
        named = {each.name: each for each in attrs.fields(kind.brings)}
        pick(row, field, named, f"a field of {kind.brings.__name__}")
        return Filed(kind.name, field)
    coded = pick(row, field, vocabularies(kind.brings), f"a coded field of {kind.brings.__name__}")
    known = {word.value: word for word in coded}
    return Filed(kind.name, field, several(row, words, known, f"a value of {field}"))


def _moved_by(row: str, kind: Kind, axis: str, acts: str) -> MovedBy:
    pick(row, axis, kind.axes, f"an axis of a {kind.name}")
    return MovedBy(axis, tuple(acts.split("|")))


def _moved_by_saying(row: str, kind: Kind, axis: str, act: str, said: str) -> MovedBy:
    pick(row, axis, kind.axes, f"an axis of a {kind.name}")
    field, _, words = said.partition("=")
    moves = pick(row, act, {each.__name__: each for each in EVENT_TYPES}, "an event")
    coded = pick(row, field, vocabularies(moves), f"a coded field of {act}")
    values = several(row, words, {word.value: word.value for word in coded}, f"a value of {field}")
    return MovedBy(axis, (act,), field, values)


def _within(row: str, kind: Kind, days: str, axis: str) -> Within:
    pick(row, axis, kind.axes, f"an axis of a {kind.name}")
    return Within(int(days), axis)


def _later(row: str, kind: Kind, days: str, axis: str) -> Within:
    return attrs.evolve(_within(row, kind, days, axis), later=True)


def _sentences(_row: str, _kind: Kind) -> Sentences:
    return Sentences()


def _puts_off(row: str, kind: Kind, sentence: str | None) -> PutsOff:
    pick(row, "sentence", kind.axes, f"an axis of a {kind.name}")
    return PutsOff(judgment=sentence is None)


def _answers(row: str, kind: Kind, answered: str) -> Answers:
    return Answers(answered, *axis_values(row, "supervision", _ANSWERED[answered], kind))


def _changes(row: str, kind: Kind) -> Restates:
    return attrs.evolve(_restates(row, kind), changes=True)


def _of_another_nature(row: str, kind: Kind) -> OfAnotherNature:
    return OfAnotherNature(_restates(row, kind).kind)


def _restates(row: str, kind: Kind) -> Restates:
    if not hasattr(kind.state, "versions"):
        raise refused(row, f"the state of a {kind.name} has no versions of what is charged", ["charge"])
    return Restates(kind.name)


def _names(_row: str, _kind: Kind, field: str, words: str | None) -> Names:
    return Names(field, tuple(words.split("|")) if words else ())


def _judgment_under_review(row: str, kind: Kind) -> JudgmentUnderReview:
    _refuse_without_reviews(row, kind)
    return JudgmentUnderReview(kind.name)


def _died_pending_review(row: str, kind: Kind) -> DiedPendingReview:
    _refuse_without_reviews(row, kind)
    return DiedPendingReview(kind.name)


def _another(row: str, kind: Kind, field: str, axis: str) -> Another:
    pick(row, axis, kind.axes, f"an axis of a {kind.name}")
    return Another(field, axis)


def _names_offense(row: str, kind: Kind, another: str) -> NamesOffense:
    if not hasattr(kind.state, "proved"):
        raise refused(row, f"no offence is found on a {kind.name}", ["charge"])
    return NamesOffense(another=another == "names another")


def _trial_since(row: str, kind: Kind, none: str | None) -> TrialSince:
    _refuse_without_trial(row, kind)
    return TrialSince(begun=not none)


def _undecided(row: str, kind: Kind) -> Undecided:
    _refuse_without_trial(row, kind)
    return Undecided()


def _refuse_without_trial(row: str, kind: Kind) -> None:
    if not hasattr(kind.state, "trial"):
        raise refused(row, f"the state of a {kind.name} has no trial", ["charge"])


def _lacks(row: str, kind: Kind, act: str, record: str) -> Lacks:
    pick(row, act, {each.__name__: each for each in EVENT_TYPES}, "an event")
    pick(row, record, dict.fromkeys(kind.records), f"a record of a {kind.name}")
    return Lacks(act, record)


def _since(row: str, kind: Kind, act: str, other: str, record: str) -> Since:
    for each in (act, other):
        _lacks(row, kind, each, record)
    return Since(act, other, record)


def _last_says(row: str, kind: Kind, act: str, record: str, said: str) -> LastSays:
    lacks, moved = _lacks(row, kind, act, record), _moved_by_saying(row, kind, "phase", act, said)
    return LastSays(lacks.act, lacks.record, moved.field, moved.values)


def _another_than_told(row: str, kind: Kind, field: str, record: str) -> AnotherThanTold:
    pick(row, record, dict.fromkeys(kind.records), f"a record of a {kind.name}")
    return AnotherThanTold(field, record)


def _for_claimant(row: str, kind: Kind) -> ForClaimant:
    pick(row, kind.name, dict.fromkeys(("claim",)), "a kind that has claimants")
    return ForClaimant()


def _appealed_since(row: str, kind: Kind) -> AppealedSince:
    return AppealedSince(pick(row, kind.name, dict.fromkeys(APPEALS, kind.name), "a kind whose appeals are counted"))


def _older_appeal(row: str, kind: Kind, none: str | None) -> OlderAppeal:
    return OlderAppeal(_appealed_since(row, kind).kind, none=bool(none))


def _only_appeals(row: str, kind: Kind) -> OnlyAppealsSince:
    return OnlyAppealsSince(_appealed_since(row, kind).kind)


def _appealed_since_act(row: str, kind: Kind, act: str, said: str) -> AppealedSinceAct:
    moved = _moved_by_saying(row, kind, "phase", act, said)
    return AppealedSinceAct(_appealed_since(row, kind).kind, act, moved.field, moved.values)


def _stayed_since(row: str, _kind: Kind, act: str) -> StayedSince:
    pick(row, act, {each.__name__: each for each in EVENT_TYPES}, "an event")
    return StayedSince(act)


def _on_stronger_basis(row: str, kind: Kind, axis: str) -> OnStrongerBasis:
    pick(row, axis, kind.axes, f"an axis of a {kind.name}")
    return OnStrongerBasis(axis)


def _no_finding(row: str, kind: Kind) -> NoFinding:
    _trial_since(row, kind, None)
    return NoFinding()


def _last_review_ends(row: str, kind: Kind) -> LastReviewEnds:
    _refuse_without_reviews(row, kind)
    return LastReviewEnds(kind.name)


def _refuse_without_reviews(row: str, kind: Kind) -> None:
    if not kind.reviewing:
        raise refused(
            row, f"the state of a {kind.name} has no reviews", [k.name for k in KINDS.values() if k.reviewing]
        )


def _sought_by(row: str, kind: Kind, party: str) -> SoughtBy:
    _refuse_without_reviews(row, kind)
    return SoughtBy(kind.name, pick(row, party, {actor.value: actor for actor in Actor}, "a party"))


def _ends_review_by(row: str, kind: Kind, party: str) -> EndsReviewBy:
    _refuse_without_reviews(row, kind)
    return EndsReviewBy(kind.name, pick(row, party, {actor.value: actor for actor in Actor}, "a party"))


def _ends_older_review(row: str, kind: Kind) -> EndsOlderReview:
    _refuse_without_reviews(row, kind)
    return EndsOlderReview(kind.name)


def _ends_review_of_review(row: str, kind: Kind, which: str | None) -> EndsReviewOfReview:
    _refuse_without_reviews(row, kind)
    return EndsReviewOfReview(kind.name, ReviewedDecision(which or ""))


def _ends_review_of_revocation(row: str, kind: Kind) -> EndsReviewOfRevocation:
    _refuse_without_reviews(row, kind)
    return EndsReviewOfRevocation(kind.name)


def _ends_review_of(row: str, kind: Kind, act: str, phase: str) -> EndsReviewOf:
    _refuse_without_reviews(row, kind)
    return EndsReviewOf(kind.name, act, *axis_values(row, "phase", phase, kind))


def _axis_is(row: str, kind: Kind, axis: str, unless: str, words: str) -> AxisIs:
    values = axis_values(row, axis, words, kind)
    return AxisIs(axis, excluding(values) if unless else values)


_ANSWERED = {
    "violation alleged": "violation_alleged",
    "violation found": "violation_found",
    "revocation": "revoked",
}
_FORMS: Mapping[str, Callable[..., Clause]] = {
    r"(\w+)(!?)=([\w|]+)": _axis_is,
    r"(\w+) by ([\w|]+)": _moved_by,
    r"(\w+) by (\w+) saying (\w+=[\w|]+)": _moved_by_saying,
    r"filed (\w+)(?:=([\w|]+))?": _filed,
    r"within (\d+) days? of (\w+)": _within,
    r"more than (\d+) days? after (\w+)": _later,
    r"sentences": _sentences,
    r"sentence puts off judgment( or sentence)?": _puts_off,
    rf"sentence on a ({'|'.join(_ANSWERED)})": _answers,
    r"restates": _restates,
    r"changes the charge": _changes,
    r"of another nature": _of_another_nature,
    r"names (\w+)(?:=([\w|]+))?": _names,
    r"judgment under review": _judgment_under_review,
    r"died pending review": _died_pending_review,
    r"another (\w+) than (\w+)": _another,
    r"(names another|says more of the) offense": _names_offense,
    r"another (\w+) than in (\w+)": _another_than_told,
    r"for the claimant": _for_claimant,
    r"last (\w+) in (\w+) says (\w+=[\w|]+)": _last_says,
    r"(no )?trial since the finding": _trial_since,
    r"greater undecided": _undecided,
    r"no (\w+) in (\w+)": _lacks,
    r"(\w+) since (\w+) in (\w+)": _since,
    r"appealed since phase": _appealed_since,
    r"(no )?older appeal": _older_appeal,
    r"nothing but appeals since phase": _only_appeals,
    r"appealed since (\w+) saying (\w+=[\w|]+)": _appealed_since_act,
    r"stayed since (\w+)": _stayed_since,
    r"on a stronger basis than (\w+)": _on_stronger_basis,
    r"no finding on file": _no_finding,
    r"last review ends": _last_review_ends,
    r"ends review by (\w+)": _ends_review_by,
    r"ends older review": _ends_older_review,
    r"ends review of a review(?: that (moved the charge|refused collateral relief))?": _ends_review_of_review,
    r"ends review of a revocation": _ends_review_of_revocation,
    r"ends review of (\w+) from ([a-z_]+)": _ends_review_of,
    r"review sought by (\w+)": _sought_by,
}
_EXAMPLES = (
    "'disposition=mistrial|hung_jury'",
    "'conviction!=pardoned'",
    "'phase by VerdictReturned'",
    "'phase by ChargeDismissed saying ground=with_leave'",
    "'filed severity=misdemeanor'",
    "'filed supersedes'",
    "'within 1 day of disposition'",
    "'more than 0 days after sentence'",
    "'sentences'",
    "'sentence puts off judgment'",
    "'sentence on a violation found'",
    "'restates'",
    "'changes the charge'",
    "'names successors'",
    "'names ground=rehabilitation'",
    "'judgment under review'",
    "'died pending review'",
    "'another offense than disposition'",
    "'names another offense'",
    "'another amount than in decisions'",
    "'for the claimant'",
    "'last ClaimDismissed in endings says prejudice=without'",
    "'trial since the finding'",
    "'greater undecided'",
    "'no BoundOver in trial'",
    "'ConvictionReduced since SentenceImposed in sentencing'",
    "'appealed since phase'",
    "'older appeal'",
    "'nothing but appeals since phase'",
    "'appealed since JudgmentAmended saying change=modified'",
    "'stayed since SettlementAgreed'",
    "'on a stronger basis than found'",
    "'no finding on file'",
    "'last review ends'",
    "'ends review by prosecutor'",
    "'ends older review'",
    "'ends review of SupervisionDecided from judged'",
    "'ends review of a revocation'",
    "'ends review of a review'",
    "'review sought by prosecutor'",
)
