"""
Every headline and sentence is true of the file, whatever the file holds.

The walk applies every act, lawful or not, to every state within three acts of three beginnings: nothing, a verdict of
guilty and a sentence. Words are compared with the acts that took effect and with the axes, by rules written
here and not read off the headlines.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

import attrs
import pytest
from acts import CHARGE, FIELDS, event

from casestate import GENERIC, Certainty, Entry, Status
from casestate.engine.fold import Draft
from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    ChargeAmended,
    ChargeDeclined,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    Component,
    ConvictionSetAside,
    DefendantDied,
    DeferralCompleted,
    DeferralRevoked,
    DiversionCompleted,
    DiversionStarted,
    Event,
    JudgmentArrested,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaSetAside,
    PleaWithdrawn,
    SentenceDeferred,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import headline, is_conviction
from casestate.law.headlines import fairly_said
from casestate.state import ChargeState, DefendantState, RecordState
from casestate.state.axes import Conviction, Found, Phase, Review

DEPTH = 3
PAIRS = 10_000
"""The most pairs of charges that are put together, drawn by lot; all of them take a minute and found no more."""
GUILTY = ("guilty", "guilty_but_mentally_ill", "guilty_of_lesser_included")
NOT_GUILTY = ("not_guilty", "not_guilty_by_reason_of_insanity")
ADMITS = ("guilty", "no_contest", "admitted", "responsible")
UNDOES = ("reversed", "reversed_and_remanded", "vacated", "reversed_for_insufficiency", "habeas_granted")


def acts() -> Iterator[Event]:
    """Every act on a charge, with each value that the law reads."""
    values = {
        "charge.filed": ["complaint", "indictment", "petition"],
        "plea.entered": ["guilty", "not_guilty"],
        "plea.accepted": ["guilty", "responsible"],
        "verdict.returned": [*GUILTY, *NOT_GUILTY, "hung", "enhancement_true"],
        "supervision.decided": ["tolled", "reinstated", "revoked", "completed"],
        "charge.dismissed": ["with", "without", "unspecified"],
        "charge.amended": ["grade_raised", "technical"],
        "appeal.decided": ["affirmed", *UNDOES, "verdict_reinstated", "resentencing_ordered"],
        "appeal.filed": ["", "discretionary"],
        "conviction.set_aside": ["unknown", "merits", "rehabilitation"],
        "charge.removed": ["notice", "allowed"],
        "charge.inactivated": ["stet", "extradited"],
        "adjudication.deferred": ["", "youthful_offender"],
    }
    assert values.keys() == FIELDS.keys()
    wires = dict.fromkeys(act.wire for act, link in GENERIC.tables["charge"] if not link and act is not DefendantDied)
    for wire in wires:
        yield from [event(f"{wire}:{value}" if value else wire) for value in values.get(wire, [""])]
    yield DefendantDied(on="2023", defendant="A. Doe")
    yield event("sentence.imposed", components=Component(kind="supervision"))
    yield ChargeFiled(on="2023", defendant="A. Doe", charge="2", refiles="1")


ACTS = tuple(acts())


@attrs.frozen
class Reached:
    """A state, and the acts on the way to it that took effect, in order."""

    state: ChargeState
    done: tuple[Event, ...]
    words: str
    sentences: tuple[str, ...]
    said: str
    status: str

    @classmethod
    def of(cls, state: ChargeState, done: tuple[Event, ...]) -> "Reached":
        """Put it into words, of which those are left out that say what is not so or not on file."""
        given, sentences = headline(state), fairly_said(state)
        said = re.sub(NOT_SAID, "", " ".join([given.words, *sentences]))
        return cls(state, done, given.words, sentences, said, given.status)

    def has(self, *kinds: type[Event]) -> bool:
        return any(isinstance(each, kinds) for each in self.done)

    @property
    def guilt(self) -> bool:
        """Whether the file has a verdict or an accepted plea of guilt, or a decision that puts one back."""
        return any(
            (isinstance(each, VerdictReturned) and each.verdict in GUILTY)
            or (isinstance(each, PleaAccepted) and each.plea in ADMITS)
            or (isinstance(each, AppealDecided) and each.outcome == "verdict_reinstated")
            for each in self.done
        )

    @property
    def acquittal(self) -> bool:
        return self.has(AcquittalOrdered) or any(
            (isinstance(each, VerdictReturned) and each.verdict in NOT_GUILTY)
            or (isinstance(each, AppealDecided) and each.outcome == "reversed_for_insufficiency")
            for each in self.done
        )


NOT_SAID = re.compile(
    r"no finding of guilt|without a finding of guilt or a judgment|without a conviction|no (criminal )?conviction\b|"
    r"no judgment|not charged|not been charged|no filing|no dismissal|pleaded [a-z ]+|no court has accepted the plea|"
    r"whether [^.;]+|a conviction in some jurisdictions only|in some jurisdictions only is that a conviction"
)


UNHEARD = ("supervision", "visibility", "activity", "jeopardy")
"""Axes of which no words here depend but whether a trial is under way and the docket; the walk passes over them."""
HEARD = (
    *(ChargeFiled, ChargeAmended, TrialBegan, VerdictReturned, PleaAccepted, AcquittalOrdered, AppealDecided),
    *(SentenceImposed, SentenceDeferred, AdjudicationDeferred, DeferralRevoked, DiversionStarted, ChargeDismissed),
    *(Pardoned, ConvictionSetAside, ChargeMerged, ChargeDeclined, NewTrialGranted, JudgmentArrested),
)
BEGINNINGS = (
    (),
    ("charge.filed:indictment", "trial.began", "verdict.returned:guilty"),
    ("charge.filed:indictment", "plea.accepted:guilty", "sentence.imposed"),
)


def begun(*labels: str) -> tuple[Draft, tuple[Event, ...]]:
    """The state after these acts, all of which take effect."""
    draft, done = Draft(CHARGE, GENERIC), tuple([event(label) for label in labels])
    for place, act in enumerate(done, -len(done)):
        draft.apply(Entry(id=f"b{place}", seq=place, event=act))
    return draft, done


def walk() -> Iterator[Reached]:
    """Every state within so many acts, each once for the same axes and the same kinds of acts done."""
    layer = [begun(*labels) for labels in BEGINNINGS]
    seen = set()
    for depth in range(1, DEPTH + 1):
        reached = []
        for draft, done in layer:
            for act in ACTS:
                after = draft.copy()
                before = len(after.records.get("disregarded", ((), 0))[0])
                after.apply(Entry(id=f"e{depth}", seq=depth, event=act))
                took = len(after.records.get("disregarded", ((), 0))[0]) == before
                path = (*done, act) if took else done
                key = (
                    *[value for axis, value in after.axes.items() if axis not in UNHEARD],
                    frozenset([each for each in map(type, path) if each in HEARD]),
                )
                if key not in seen:
                    seen.add(key)
                    reached.append((after, path))
        for draft, done in reached:
            state = draft.state()
            assert isinstance(state, ChargeState)
            yield Reached.of(state, done)
        layer = reached


@pytest.fixture(scope="module")
def every() -> tuple[Reached, ...]:
    """Every state that the walk reaches."""
    return tuple(walk())


def said_of(every: tuple[Reached, ...], pattern: str) -> list[Reached]:
    """The states of which something is said; at least one, so that a rule about it cannot be empty."""
    found = [each for each in every if re.search(pattern, each.said)]
    assert found, pattern
    return found


def untrue(reached: list[Reached], so: Callable[[Reached], bool]) -> list[str]:
    """What is said of the states where it is not so, each with the acts that led there."""
    return [f"{each.said} <- {[act.wire for act in each.done]}" for each in reached if not so(each)]


RULES: dict[str, tuple[str, Callable[[Reached], bool]]] = {
    "convicted": (
        r"\bconvicted\b",
        lambda r: (
            r.guilt
            and r.has(SentenceImposed, SentenceDeferred, DeferralRevoked)
            and (r.state.conviction, r.state.found) == (Conviction.ADJUDICATED, Found.GUILTY)
        ),
    ),
    "sentenced": (r"\bsentenced\b", lambda r: r.has(SentenceImposed) and r.state.conviction is Conviction.ADJUDICATED),
    "found guilty": (
        r"\b(found guilty|found proved|found responsible|found in violation|adjudicated on)\b|on terms after a finding",
        lambda r: r.guilt and r.state.found is Found.GUILTY,
    ),
    "found earlier": (r"(judge|refused) .*after a finding of guilt|earlier finding of guilt", lambda r: r.guilt),
    "acquitted": (
        r"\bacquitted\b(?! .* of theft\.)|not guilty by reason|insufficient",
        lambda r: r.acquittal and r.state.phase in (Phase.ACQUITTED, Phase.OVERTURNED),
    ),
    "charged": (r"\bcharged\b|petition was filed", lambda r: r.has(ChargeFiled, ChargeAmended)),
    "on trial": (r"\bon trial\b", lambda r: r.has(TrialBegan) and r.state.phase is Phase.ON_TRIAL),
    "dismissed": (
        r"\bwas dismissed\b|^dismissed",
        lambda r: r.has(ChargeDismissed, DeferralCompleted, DiversionCompleted),
    ),
    "declined": (r"\bdeclined to pursue\b|prosecutor declined", lambda r: r.has(ChargeDeclined)),
    "pardoned": (
        r"\bpardoned\b",
        lambda r: r.has(Pardoned) and (r.state.conviction is Conviction.PARDONED or r.state.phase is Phase.NOT_CHARGED),
    ),
    "set aside": (
        r"\bset aside\b",
        lambda r: r.has(ConvictionSetAside, NewTrialGranted, PleaSetAside, PleaWithdrawn, AppealDecided),
    ),
    "merged": (r"\bmerged\b", lambda r: r.has(ChargeMerged)),
    "deferred": (
        r"\bdeferred\b",
        lambda r: r.has(AdjudicationDeferred, SentenceDeferred),
    ),
    "diverted": (r"prosecution (of .* )?is suspended", lambda r: r.has(DiversionStarted)),
    "judgment refused": (r"\brefused\b", lambda r: r.has(JudgmentArrested)),
}


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES)
def test_what_is_said_has_its_act_in_the_file_and_its_axis(every: tuple[Reached, ...], rule: str) -> None:
    pattern, so = RULES[rule]
    assert untrue(said_of(every, pattern), so) == []


@pytest.mark.long
def test_an_appeal_is_said_to_be_pending_exactly_where_one_is(every: tuple[Reached, ...]) -> None:
    for each in every:
        for text in (each.words, *[" ".join(each.sentences)] * bool(each.sentences)):
            pending = (
                re.search(r"appeal (filed earlier )?(is|was) pending|appeal before trial|with an appeal pending", text)
                is not None
            )
            assert pending is (each.state.review is Review.PENDING), text


@pytest.mark.long
def test_no_conviction_is_said_only_where_none_stands(every: tuple[Reached, ...]) -> None:
    none = re.compile(r"without a conviction|no conviction (stands|has been)")
    said = [each for each in every if none.search(" ".join([each.words, *each.sentences]))]
    assert said
    assert untrue(said, lambda each: is_conviction(each.state) is not Certainty.YES) == []
    told = [each for each in said if each.state.phase is not Phase.ABATED]
    assert untrue(told, lambda each: each.state.conviction is not Conviction.UNKNOWN) == []


@pytest.mark.long
def test_a_status_of_conviction_and_its_answer_agree(every: tuple[Reached, ...]) -> None:
    convicted = [each for each in every if each.status is Status.CONVICTED]
    cleared = (Status.ACQUITTED, Status.DISMISSED, Status.BARRED, Status.NOT_CHARGED, Status.PENDING, Status.MERGED)
    free = [each for each in every if each.status in cleared]
    assert convicted
    assert free
    assert untrue(convicted, lambda each: is_conviction(each.state) is Certainty.YES) == []
    assert untrue(free, lambda each: is_conviction(each.state) is not Certainty.YES) == []


def person(*charges: ChargeState) -> DefendantState:
    """A defendant with these charges, numbered from 8, for charge 2 carries others on."""
    numbered = {str(key): attrs.evolve(charge, charge=str(key)) for key, charge in enumerate(charges, 8)}
    nothing = RecordState(who="A. Doe", key="")
    return DefendantState(name="A. Doe", charges=numbered, claims={}, citations={}, person=nothing)


def told_of(words: str) -> Iterator[tuple[str, set[str]]]:
    """Each thing that words say of a defendant with charges 8 and 9, and the charges of which they say it."""
    pieces: list[str] = []
    for piece in words.split("; "):
        text, number, charges = piece.partition(" (charge")
        pieces.append(text)
        if number:
            yield from [(each, set(re.findall(r"\d", charges))) for each in pieces]
            pieces = []
    yield from [(each, {"8", "9"}) for each in pieces]


ALWAYS = (re.compile(r"^acquitted|not guilty by|insufficient evidence"), re.compile(r"an appeal"))
"""What is said of a defendant whatever else is."""


@pytest.mark.long
def test_what_is_said_of_a_defendant_is_true_of_each_charge_it_names(every: tuple[Reached, ...]) -> None:
    alone = {each.words: each for each in every if each.state.phase is not Phase.NOT_CHARGED}
    pairs = list(combinations(alone, 2))
    for one, other in Random(len(alone)).sample(pairs, min(PAIRS, len(pairs))):
        given = headline(person(alone[one].state, alone[other].state))
        words = {"8": one, "9": other}
        told = [(part, keys) for text, keys in told_of(given.words) for part in text.split(", ")]
        wrong = [(part, key) for part, keys in told for key in keys if part not in words[key]]
        assert wrong == [], given.words
        for key, always in [(key, always) for key, said in words.items() for always in ALWAYS if always.search(said)]:
            assert any(always.search(text) and key in keys for text, keys in told_of(given.words)), given.words
        heads = {alone[each].status for each in (one, other)}
        assert given.status in heads
        assert len(heads) == 1 or "(charge" in given.words
