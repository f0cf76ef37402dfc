"""
Events in words: the act, the thing that it is done to, and each field that it states, once.

    charge 1 filed: theft; fourth-degree felony; under 30-16-1; by information; by the prosecutor

The words of an act come from its name in files, those of a field from its name and its value, so that a new event has
words, too. The tables below hold only what would read badly.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from casestate.events.criminal.sentence import Component
from casestate.events.event import Event, Subject
from casestate.events.fields import LINKS, fields_holding
from casestate.events.matter import RoleChanged
from casestate.events.settlements import SettlementTerm
from casestate.events.statements import Stated
from casestate.events.vocabulary import ApprovalNeeded, Modality, RoleChange
from casestate.terms import Money
from casestate.vocabulary import Vocabulary, in_words

_KINDS = ("charge", "claim", "citation", "hearing", "motion", "incident")
"""The things that events name by an id, in the field of that name."""
_HEAD = frozenset({"on", "proceeding", "defendant", "defendants", *_KINDS})
"""The fields that the words of the act or the picture around it have."""
_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "appeal.de_novo_filed": "appeal for trial anew filed",
        "charge.no_billed": "no bill returned",
        "citation.final": "citation became final",
        "citation.review_sought": "review sought",
        "citation.settlement_approved": "settlement approved",
        "claim.appeal_decided": "appeal decided",
        "claim.new_trial_granted": "new trial granted",
        "claim.stay_lifted": "stay lifted",
        "person.extradited": "extradited",
        "preliminary.waived": "preliminary hearing waived",
        "supervision.violation_alleged": "violation of supervision alleged",
    }
)
"""The acts whose names in files read badly."""
_ACTIVE = ("began", "became", "died", "failed")
"""The verbs of acts that nobody does to the thing they are about."""
_VERB = re.compile(rf" ((?:[a-z]+ed|bound|held|made|paid|set|sought|taken|withdrawn|{'|'.join(_ACTIVE)})\b.*)")
"""The verb at the end of the words of an act, with what follows it."""
_SPOKE: Mapping[str, str] = MappingProxyType(
    {
        Modality.ASSERTS: "asserted",
        Modality.EXPECTS: "expected",
        Modality.ALLEGES: "alleged",
        Modality.DENIES: "denied",
        Modality.DISPUTES: "disputed",
        Modality.DECLINES_COMMENT: "declined to comment",
        Modality.UNDETERMINED: "left open",
        Modality.RETRACTS: "retracted",
        Modality.SAYS_CAME_TRUE: "said that it came true",
        Modality.SAYS_FAILED: "said that it failed",
    }
)
"""What speakers did. The past tense is the same for one speaker and for several."""
_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("offense", "what", "text", "plea", "verdict", "outcome", "status", "change", "how"), "{}"),
        **dict.fromkeys(("grade", "severity", "kind", "classification", "cause", "manner", "name", "amount"), "{}"),
        **dict.fromkeys(("components", "terms", "approval"), "{}"),
        **dict.fromkeys(("agency", "instrument", "by"), " by {}"),
        **dict.fromkeys(("prejudice", "leave", "admission"), " {}"),
        **dict.fromkeys(("statute", "authority"), " under {}"),
        **dict.fromkeys(("for_", "term"), " for {}"),
        "added_enhancements": "enhancement added: {}",
        "added_theories": "theory added: {}",
        "admitted": "{}",
        "alternative_to": "alternative to {}",
        "before": " before {}",
        "claimants": "brought by {}",
        "count": "count {}",
        "court": " in {}",
        "dropped_enhancements": "enhancement withdrawn: {}",
        "dropped_theories": "theory withdrawn: {}",
        "enhancements": "enhanced by {}",
        "exposure": "at most {}",
        "from_": " from {}",
        "greater": "greater offence: {}",
        "into": " into {}",
        "lesser_of": "lesser offence of {}",
        "minimum": "at least {}",
        "offense_on": "offence of {}",
        "penalty": "penalty {}",
        "place": " at {}",
        "quantity": "counts: {}",
        "refiles": "refiles {}",
        "role": " as {}",
        "seeks": " seeking {}",
        "statute_in_force_from": "statute in force from {}",
        "successors": "continued as {}",
        "supersedes": "supersedes {}",
        "to": " to {}",
        "with_": " with {}",
    }
)
"""
The phrases of fields; a field without one is given by its name: ``reason: new evidence``.

A phrase that begins with a space may follow the act directly, as in ``trial began before a jury``.
"""
_TO_COURT = frozenset(
    ("charge.bound_over", "charge.transferred", "charge.removed", "charge.remanded", "claim.removed", "claim.remanded")
) | {"appeal.filed", "appeal.de_novo_filed"}
"""The acts that go to the court that they name."""
_FLAGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"admission": ("without an admission", "with an admission"), "admitted": ("guilt not admitted", "guilt admitted")}
)
"""The words of a field that is False or True."""
_OF_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Actor": {
            "prosecutor": "the prosecutor",
            "defendant": "the defendant",
            "court": "the court",
            "jury": "the jury",
            "grand_jury": "the grand jury",
            "appellate_court": "the appellate court",
            "police": "the police",
            "agency": "the agency",
            "claimant": "the claimant",
            "parties": "the parties",
            "executive": "the executive",
        },
        "Trier": {"jury": "a jury", "judge": "a judge"},
        "Prejudice": {"with": "with prejudice", "without": "without prejudice"},
        "ChargingInstrument": {"show_cause": "order to show cause"},
        "HearingKind": {"preliminary": "preliminary hearing"},
        "VerdictKind": {"guilty_of_lesser_included": "guilty of a lesser included offence"},
        "ReviewKind": {each: f"{each} review" for each in ("direct", "discretionary", "collateral")},
    }
)
"""The words of vocabularies that need another one beside them."""


def act_of(event: Event | type[Event]) -> str:
    """
    Return the kind of an act in words.

    >>> from casestate.events import ChargeFiled, NoBillReturned
    >>> act_of(ChargeFiled), act_of(NoBillReturned(on="2023", defendant="A. Doe", charge="1"))
    ('charge filed', 'no bill returned')
    """
    return _ACTS.get(event.wire) or event.wire.replace(".", " ").replace("_", " ")


def done(event: Event, subject: Subject) -> str:
    """
    Return a clause on an act that was done to a subject.

    >>> from casestate.events import ChargeDismissed, ChargeFiled, TrialBegan
    >>> given = {"on": "2023", "defendant": "A. Doe", "charge": "1"}
    >>> subject = Subject("charge", "A. Doe", "1")
    >>> print(done(ChargeDismissed(**given), subject), done(TrialBegan(**given), subject), sep="; ")
    charge 1 of A. Doe was dismissed; the trial began on charge 1 of A. Doe
    >>> done(ChargeFiled(on="2023", defendant="A. Doe", charge="2", refiles="1"), subject)
    'charge 2 was filed to refile charge 1 of A. Doe'
    """
    act = act_of(event)
    found = _VERB.search(act)
    if found is None:
        return f"{act} on {subject}"
    thing = act[: found.start()]
    verb = found[1] if found[1].startswith(_ACTIVE) else f"was {found[1]}"
    if thing == "defendant":
        return f"{subject.who} {verb}"
    own: str | None = getattr(event, subject.kind, None)
    if thing == subject.kind and own == subject.key:
        return f"{subject} {verb}"
    if thing == subject.kind and own:
        purpose = "refile" if subject.key in getattr(event, "refiles", ()) else "carry on"
        return f"{thing} {own} {verb} to {purpose} {subject}"
    article = "" if thing.startswith("no ") else "the "
    return f"{article}{thing} {verb} on {subject}"


def heading(event: Event) -> str:
    """
    Return an act in words with the thing that it is done to.

    >>> from casestate.events import ChargeFiled, TrialBegan
    >>> heading(ChargeFiled(on="2023", defendant="A. Doe", charge="1"))
    'charge 1 filed'
    >>> heading(TrialBegan(on="2023", defendant="A. Doe", charge="1"))
    'trial began on charge 1'
    """
    if isinstance(event, RoleChanged):
        known = event.change is not RoleChange.UNKNOWN
        return f"{event.person} {in_words(event.change)}" if known else f"role of {event.person} changed"
    act = act_of(event)
    kind = next((kind for kind in _KINDS if hasattr(event, kind)), None)
    if kind is None:
        return act
    thing, first = f"{kind} {getattr(event, kind)}", f"{kind} "
    return f"{thing} {act.removeprefix(first)}" if act.startswith(first) else f"{act} on {thing}"


def describe(event: Event) -> str:
    """
    Return an event on one line, without its day and the people whom it concerns.

    >>> from casestate.events import PleaEntered
    >>> describe(PleaEntered(on="2023-02-23", defendant="A. Doe", charge="1", plea="not guilty", by="court"))
    'plea entered on charge 1: not guilty; by the court'
    >>> describe(Stated(on="2023-02-23", by="prosecutors", modality="alleges", text="a reckless disregard for safety"))
    'prosecutors alleged: a reckless disregard for safety'
    """
    if isinstance(event, Stated):
        said = [event.text] if event.text else []
        about = [f"({describe(event.about)}, {event.about.on.words})"] if event.about else []
        return " ".join([f"{spoke(event)}:", *said, *about]).rstrip(":")
    details = list(_details(event))
    if not details:
        return heading(event)
    return heading(event) + details[0][0] + "; ".join([said for _, said in details])


def spoke(event: Stated) -> str:
    """
    Return who did what with the development spoken of.

    >>> spoke(Stated(on="2023", by="the producers", modality="declines comment"))
    'the producers declined to comment'
    """
    return f"{event.by} {_SPOKE.get(event.modality) or f'said ({event.modality})'}"


def _details(event: Event) -> Iterator[tuple[str, str]]:
    linked = fields_holding(type(event), LINKS)
    heads = _HEAD | {"person", "change"} if isinstance(event, RoleChanged) else _HEAD
    for field in attrs.fields(type(event)):
        value = getattr(event, field.name)
        if field.name in heads or value == field.default or _said_by_grade(event, field.name):
            continue
        yield _detail(event, field.name, charges_of(value) if field.name in linked else value)


def _said_by_grade(event: Event, field: str) -> bool:
    """Return whether the grade names the severity, as ``fourth-degree felony`` does."""
    grade: str = (getattr(event, "grade", None) or "") if field == "severity" else ""
    return bool(grade) and in_words(getattr(event, field)) in grade.lower()


def _detail(event: Event, field: str, value: Any) -> tuple[str, str]:
    """Return what a field says, and how it follows the act."""
    label = field.rstrip("_").replace("_", " ")
    if isinstance(value, Vocabulary) and value in ("unknown", "unspecified"):
        return "; ", f"{label} {value}"
    if value == "stipulated_facts":
        return " ", "on stipulated facts"
    if field == "court" and event.wire in _TO_COURT:
        return " ", f"to {value}"
    phrase = _PHRASES.get(field, f"{label}: {{}}")
    follows = " " if phrase.startswith(" ") else ": " if phrase == "{}" else "; "
    return follows, phrase.strip().format(_told(field, value))


def _told(field: str, value: Any) -> str:
    if field in _FLAGS:
        return _FLAGS[field][value]
    for kind, words in _VALUES.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


def charges_of(ids: str | Collection[str]) -> str:
    """
    Return ids of charges in words.

    >>> charges_of("2"), charges_of(["2", "3"])
    ('charge 2', 'charges 2, 3')
    """
    several = (ids,) if isinstance(ids, str) else ids
    return f"{'charge' if len(several) == 1 else 'charges'} {', '.join(several)}"


def _term_of(word: Vocabulary) -> str:
    if not word.recognized:
        return str(word)
    return _OF_WORDS.get(type(word).__name__, {}).get(word) or in_words(word)


def _approval(needed: ApprovalNeeded) -> str:
    return "no approval needed" if needed is ApprovalNeeded.NONE else f"approval needed: {_term_of(needed)}"


def _listed(values: tuple[Any, ...]) -> str:
    between = "; " if isinstance(values[0], Component | SettlementTerm) else ", "
    return between.join([_told("", each) for each in values])


_VALUES: Mapping[Any, Callable[[Any], str]] = MappingProxyType(
    {
        ApprovalNeeded: _approval,
        Vocabulary: _term_of,
        Money: lambda value: str(value.words),
        Component: lambda value: str(value.words),
        SettlementTerm: lambda value: str(value.words),
        tuple: _listed,
    }
)
