"""
Recipes for findings that no single row produces: one recipe a code, in alphabetical order.

A recipe leads a story up to the point where a rule can be broken, and offers acts that may break it. The findings of
the file decide which of them does. If the procedure has no such policy, none does.
"""

# This module is longer than 400 lines because it has one short function for each finding that no row tells.

import inspect
from collections.abc import Callable
from datetime import date, timedelta

from casestate.events import (
    AdjudicationDeferred,
    AmendmentKind,
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    BoundOver,
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeMerged,
    ChargeReinstated,
    ChargeRemoved,
    ChargeTransferred,
    ChargeUpgraded,
    CitationFinal,
    CitationIssued,
    CitationPaid,
    CitationSettled,
    Component,
    ComponentKind,
    ConvictionSetAside,
    DefendantDied,
    DeNovoAppealFiled,
    DiversionStarted,
    Event,
    NameRecorded,
    NewTrialGranted,
    Noted,
    Pardoned,
    PleaAccepted,
    PleaAgreementFiled,
    PleaEntered,
    PleaKind,
    PleaWithdrawn,
    ReviewOutcome,
    SentenceChange,
    SentenceCommuted,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    SeverityClass,
    StayOrdered,
    Subject,
    SupervisionDecided,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
)
from casestate.sources import Basis, Source
from casestate.state.axes import Phase
from casestate.testing.strategies.story import COURT, WIRE, Story
from casestate.when import When

Recipe = Callable[[Story, str], bool]

WHO = "A. Doe"
ONE = Subject("charge", WHO, "1")
_SUSPENDED = Component(kind=ComponentKind.JAIL, term="6 months", suspended="6 months")
_OVERSUSPENDED = Component(kind=ComponentKind.JAIL, term="6 months", suspended="1 year")
_YEAR = Component(kind=ComponentKind.JAIL, term="1 year")
_PRISON = Component(kind=ComponentKind.PRISON, term="3 years")
_PUT_OFF = [Component(kind=kind) for kind in (ComponentKind.CONDITIONAL_DISCHARGE, ComponentKind.DEFERRED_IMPOSITION)]


def _act_after_death(story: Story, code: str) -> bool:
    return story.say(DefendantDied) and story.offend(code, [story.act(ChargeFiled)])


def _act_during_stay(story: Story, code: str) -> bool:
    stayed = story.reach(ONE, Phase.TRIABLE) and story.say(StayOrdered, kind="competency")
    return stayed and story.offend(code, [story.act(TrialBegan), story.act(PleaAccepted, plea="guilty")])


def _affirmed_in_part(story: Story, code: str) -> bool:
    appealed = story.reach(ONE, Phase.JUDGED) and story.say(AppealFiled, by="defendant")
    return appealed and story.offend(code, [story.act(AppealDecided, outcome="affirmed_in_part")])


def _ambiguous_order(story: Story, code: str) -> bool:
    pleaded = story.reach(ONE, Phase.TRIABLE) and story.say(PleaEntered, plea="guilty")
    return pleaded and story.offend(code, [story.act(PleaEntered, on=story.day, plea="not guilty")])


def _another_paper_under_one_id(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, instrument="indictment", offense="theft")
    return filed and story.offend(code, [story.act(ChargeFiled, instrument="indictment", offense="robbery")])


def _bargained_count_may_be_reinstated(story: Story, code: str) -> bool:
    pleaded = story.say(ChargeFiled, charge="2", instrument="indictment") and story.convict("1")
    dismissed = pleaded and story.say(ChargeDismissed, charge="2", prejudice="with", ground="plea_agreement")
    return dismissed and story.offend(code, [story.act(PleaWithdrawn)])


def _barred_unless_excepted(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, instrument="complaint", severity="misdemeanor")
    dismissed = filed and story.say(ChargeDismissed, by="court", prejudice="without")
    return dismissed and story.offend(code, [story.act(ChargeFiled, charge="2", refiles="1")])


def _carried_on_in_a_circle(story: Story, code: str) -> bool:
    both = story.say(ChargeFiled, instrument="indictment") and story.say(ChargeFiled, charge="2", supersedes="1")
    return both and story.offend(code, [story.act(ChargeFiled, instrument="superseding_indictment", supersedes="2")])


def _consecutive_in_a_circle(story: Story, code: str) -> bool:
    waiting = {other: Component(kind="prison", term="1 year", consecutive_to=other) for other in ("1", "2")}
    both = story.convict("1") and story.say(SentenceImposed, components=waiting["2"]) and story.convict("2")
    return both and story.offend(code, [story.act(SentenceImposed, charge="2", components=waiting["1"])])


def _contradictory_dates(story: Story, code: str) -> bool:
    noted = story.say(Noted, text="the file was inspected")
    early = story.act(ChargeFiled, on=story.day - timedelta(7))
    return noted and story.offend(code, [early], after=story.case.last)


def _contradictory_links(story: Story, code: str) -> bool:
    year = When.year(story.day.year)
    first = story.say(NameRecorded, on=year, name="Ann Doe") and story.case.last
    second = first and story.say(NameRecorded, on=year, name="A. B. Doe", after=first) and story.case.last
    again = [story.act(NameRecorded, on=year, name="Ann Doe")]
    return bool(second) and story.offend(code, again, source=COURT, account_of=first, after=second)


def _contrary_verdicts(story: Story, code: str) -> bool:
    tried = story.reach(ONE, Phase.ON_TRIAL) and story.say(VerdictReturned, verdict="guilty", source=WIRE)
    return tried and story.offend(code, [story.act(VerdictReturned, verdict="not_guilty")], source=COURT)


def _convicted_above_degree(story: Story, code: str) -> bool:
    lesser = VerdictKind.GUILTY_OF_LESSER_INCLUDED
    found = story.reach(ONE, Phase.ON_TRIAL) and story.say(VerdictReturned, verdict=lesser)
    retried = found and story.return_to(ONE, Phase.TRIABLE) and story.say(TrialBegan)
    return retried and story.offend(code, [story.act(VerdictReturned, verdict="guilty")])


def _convicted_beside_successor(story: Story, code: str) -> bool:
    both = story.say(ChargeFiled) and story.say(ChargeFiled, charge="2", supersedes="1")
    found = both and story.say(PleaAccepted, plea="guilty") and story.say(PleaAccepted, charge="2", plea="guilty")
    return found and story.say(SentenceImposed) and story.offend(code, [story.act(SentenceImposed, charge="2")])


def _correction_without_effect(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled)
    wrong, right = story.case.last, story.act(ChargeFiled, on=story.day, offense="theft")
    return filed and story.revise(code, wrong, right)


def _dated_after_source(story: Story, code: str) -> bool:
    early = Source("the wire", basis=Basis.PRESS, published=story.day)
    return story.offend(code, [story.act(ChargeFiled, on=story.day + timedelta(27))], source=early)


def _deferral_as_sentence(story: Story, code: str) -> bool:
    found = story.reach(ONE, Phase.FOUND_GUILTY)
    return found and story.offend(code, [story.act(SentenceImposed, components=part) for part in _PUT_OFF])


def _deferral_not_ended(story: Story, code: str) -> bool:
    deferred = story.reach(ONE, Phase.FOUND_GUILTY) and story.say(AdjudicationDeferred)
    return deferred and story.offend(code, [story.act(SupervisionDecided, outcome="revoked")])


def _dismissed_without_leave(story: Story, code: str) -> bool:
    filed = story.reach(ONE, Phase.CHARGED)
    return filed and story.offend(code, [story.act(ChargeDismissed, by="prosecutor", prejudice="without")])


def _diversion_not_ended(story: Story, code: str) -> bool:
    put_off = story.say(ChargeFiled) and story.say(DiversionStarted)
    return put_off and story.offend(code, [story.act(TrialBegan), story.act(PleaAccepted, plea="guilty")])


def _felony_not_indicted(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, instrument="complaint", severity="felony") and story.say(BoundOver)
    return filed and story.offend(code, [story.act(TrialBegan), story.act(PleaAccepted, plea="guilty")])


def _filed_again_under_its_id(story: Story, code: str) -> bool:
    dismissed = story.say(ChargeFiled) and story.say(ChargeDismissed, by="court", prejudice="without")
    return dismissed and story.offend(code, [story.act(ChargeFiled)])


def _filed_before_offense(story: Story, code: str) -> bool:
    return story.offend(code, [story.act(ChargeFiled, offense_on=story.day + timedelta(90))])


def _finding_not_undone(story: Story, code: str) -> bool:
    tried = story.convict("1") and story.say(TrialBegan)
    return tried and story.offend(code, [story.act(VerdictReturned, verdict="not_guilty")])


def _grade_of_another_class(story: Story, code: str) -> bool:
    return story.offend(code, [story.act(ChargeFiled, grade="misdemeanor", severity="felony")])


def _greater_and_lesser_convicted(story: Story, code: str) -> bool:
    both = story.convict("1") and story.say(SentenceImposed) and story.convict("2", lesser_of="1")
    return both and story.offend(code, [story.act(SentenceImposed, charge="2")])


def _greater_was_undecided(story: Story, code: str) -> bool:
    verdict = {"verdict": VerdictKind.GUILTY_OF_LESSER_INCLUDED, "greater": "undecided"}
    found = story.reach(ONE, Phase.ON_TRIAL) and story.add(story.act(VerdictReturned, **verdict))
    retried = found and story.return_to(ONE, Phase.TRIABLE) and story.say(TrialBegan)
    return retried and story.offend(code, [story.act(VerdictReturned, verdict="guilty")])


def _indictment_broadened(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, instrument="indictment")
    return filed and story.offend(code, [story.act(ChargeAmended, kind=kind) for kind in AmendmentKind])


def _judgment_overdue(story: Story, code: str) -> bool:
    found = story.convict("1")
    return found and story.offend(code, [story.act(NameRecorded, on=story.day + timedelta(1000), name="Ann Doe")])


def _lesser_plea_unnamed(story: Story, code: str) -> bool:
    lesser = VerdictKind.GUILTY_OF_LESSER_INCLUDED
    found = story.reach(ONE, Phase.ON_TRIAL) and story.say(VerdictReturned, verdict=lesser)
    retried = found and story.return_to(ONE, Phase.TRIABLE)
    return retried and story.offend(code, [story.act(PleaAccepted, plea="guilty")])


def _limitation_passed(story: Story, code: str) -> bool:
    long_ago = date(story.day.year - 40, 1, 1)
    by_class = [story.act(ChargeFiled, severity=each, offense_on=long_ago) for each in SeverityClass]
    grades = [grade for grade in story.procedure.policies.limitations if not isinstance(grade, SeverityClass)]
    return story.offend(code, [*by_class, *[story.act(ChargeFiled, grade=g, offense_on=long_ago) for g in grades]])


def _local_law(story: Story, code: str) -> bool:
    stands = story.reach(ONE, story.choose((Phase.JUDGED, Phase.FOUND_GUILTY, Phase.ACQUITTED)))
    acts: list[type[Event]] = [PleaWithdrawn, PleaAgreementFiled, ChargeUpgraded, Pardoned, AppealFiled]
    return stands and story.offend(code, [story.act(each) for each in acts])


def _merged_count_may_be_revived(story: Story, code: str) -> bool:
    merged = story.convict("1") and story.convict("2") and story.say(ChargeMerged, charge="2", into="1")
    return merged and story.offend(code, [story.act(NewTrialGranted)])


def _merged_counts_both_convicted(story: Story, code: str) -> bool:
    both = story.convict("1") and story.convict("2") and story.say(ChargeMerged, charge="2", into="1")
    revived = both and story.say(SentenceImposed) and story.say(ChargeReinstated, charge="2")
    return revived and story.offend(code, [story.act(SentenceImposed, charge="2")])


def _merged_into_no_conviction(story: Story, code: str) -> bool:
    both = story.convict("1") and story.say(ChargeFiled, charge="2", instrument="indictment")
    ended = both and story.say(ChargeDismissed, charge="2", prejudice="with")
    return ended and story.offend(code, [story.act(ChargeMerged, into="2")])


def _merged_into_pending(story: Story, code: str) -> bool:
    both = story.convict("1") and story.say(ChargeFiled, charge="2", instrument="indictment")
    return both and story.offend(code, [story.act(ChargeMerged, into="2")])


def _missing_appeal(story: Story, code: str) -> bool:
    stands = story.reach(ONE, story.choose((Phase.JUDGED, Phase.FOUND_GUILTY, Phase.BARRED)))
    decided = [story.act(AppealDecided, outcome=outcome) for outcome in ReviewOutcome]
    return stands and story.offend(code, [story.act(AppealWithdrawn), *decided])


def _missing_approval(story: Story, code: str) -> bool:
    cited = story.say(CitationIssued, citation="1") and story.say(CitationSettled, citation="1", approval="commission")
    return cited and story.offend(code, [story.act(CitationPaid, citation="1"), story.act(CitationFinal, citation="1")])


def _missing_remand(story: Story, code: str) -> bool:
    found = story.reach(ONE, Phase.FOUND_GUILTY) and story.say(ChargeRemoved, stage="notice")
    return found and story.offend(code, [story.act(SentenceImposed), story.act(SentenceDeferred)])


def _missing_waiver_of_indictment(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, instrument="information", severity="felony")
    return filed and story.offend(code, [story.act(TrialBegan), story.act(PleaAccepted, plea="guilty")])


def _modified_after_window(story: Story, code: str) -> bool:
    judged = story.reach(ONE, Phase.JUDGED)
    late = story.day + timedelta(400)
    return judged and story.offend(code, [story.act(SentenceModified, on=late, change=each) for each in SentenceChange])


def _no_de_novo_appeal(story: Story, code: str) -> bool:
    return story.reach(ONE, Phase.JUDGED) and story.offend(code, [story.act(DeNovoAppealFiled)])


def _not_a_downgrade(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, severity="misdemeanor")
    return filed and story.offend(code, [story.act(ChargeDowngraded, severity="felony")])


def _not_an_upgrade(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, severity="felony")
    return filed and story.offend(code, [story.act(ChargeUpgraded, severity="misdemeanor")])


def _one_id_in_two_proceedings(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, proceeding="CR-1", instrument="indictment")
    acts = [story.act(PleaEntered, proceeding="CR-2", plea="not guilty"), story.act(TrialBegan, proceeding="CR-2")]
    return filed and story.offend(code, acts)


def _opened_after_set_aside(story: Story, code: str) -> bool:
    undone = story.reach(ONE, Phase.JUDGED) and story.say(ConvictionSetAside)
    return undone and story.offend(code, [story.act(TrialBegan), story.act(PleaAccepted, plea="guilty")])


def _pardon_without_charge(story: Story, code: str) -> bool:
    return story.offend(code, [story.act(Pardoned)])


def _plea_after_verdict(story: Story, code: str) -> bool:
    found = story.reach(ONE, Phase.ON_TRIAL) and story.say(VerdictReturned, verdict="guilty")
    return found and story.offend(code, [story.act(PleaAccepted, plea="guilty", offense="trespass")])


def _plea_not_allowed(story: Story, code: str) -> bool:
    triable = story.reach(ONE, Phase.TRIABLE)
    return triable and story.offend(code, [story.act(PleaEntered, plea=plea) for plea in PleaKind])


def _plea_of_another_nature(story: Story, code: str) -> bool:
    return story.say(ChargeFiled, instrument="indictment") and story.offend(
        code, [story.act(PleaEntered, plea="not_responsible")]
    )


def _prejudice_unspecified(story: Story, code: str) -> bool:
    phase = story.choose((Phase.ON_TRIAL, Phase.FOUND_GUILTY))
    return story.reach(ONE, phase) and story.offend(code, [story.act(ChargeDismissed)])


def _refiled_after_jeopardy(story: Story, code: str) -> bool:
    dismissed = story.reach(ONE, Phase.ON_TRIAL) and story.say(ChargeDismissed, by="court", prejudice="without")
    return dismissed and story.offend(code, [story.act(ChargeFiled, charge="2", refiles="1")])


def _refiled_while_pending(story: Story, code: str) -> bool:
    filed = story.reach(ONE, story.choose((Phase.CHARGED, Phase.TRIABLE)))
    return filed and story.offend(code, [story.act(ChargeFiled, charge="2", refiles="1")])


def _reinstated_after_bar(story: Story, code: str) -> bool:
    dismissed = story.reach(ONE, Phase.TRIABLE) and story.say(ChargeDismissed, by="court", prejudice="with")
    return dismissed and story.offend(code, [story.act(ChargeReinstated)])


def _remand_after_decision(story: Story, code: str) -> bool:
    appealed = story.reach(ONE, Phase.JUDGED) and story.say(AppealFiled)
    decided = appealed and story.say(AppealDecided, outcome="reversed_and_remanded")
    return decided and story.offend(code, [story.act(AppealRemanded)])


def _second_death(story: Story, code: str) -> bool:
    return story.say(DefendantDied) and story.offend(code, [story.act(DefendantDied)])


def _second_plea(story: Story, code: str) -> bool:
    found = story.convict("1", offense="theft")
    return found and story.offend(code, [story.act(PleaAccepted, plea="guilty", offense="trespass")])


def _sentence_above_exposure(story: Story, code: str) -> bool:
    found = story.convict("1", exposure="18 months")
    return found and story.offend(code, [story.act(SentenceImposed, components=_PRISON)])


def _sentence_fallen(story: Story, code: str) -> bool:
    fell = story.reach(ONE, Phase.JUDGED) and story.say(NewTrialGranted)
    return fell and story.offend(code, [story.act(SentenceCompleted)])


def _sentence_was_complete(story: Story, code: str) -> bool:
    completed = story.reach(ONE, Phase.JUDGED) and story.say(SentenceCompleted)
    after = [story.act(SentenceStayed), story.act(SentenceCommuted), story.act(SupervisionDecided, outcome="revoked")]
    return completed and story.offend(code, after)


def _sentenced_after_pardon(story: Story, code: str) -> bool:
    pardoned = story.reach(ONE, Phase.FOUND_GUILTY) and story.say(Pardoned)
    return pardoned and story.offend(code, [story.act(SentenceImposed)])


def _sentenced_again(story: Story, code: str) -> bool:
    later = story.reach(ONE, Phase.JUDGED) and story.day + timedelta(90)
    return bool(later) and story.offend(code, [story.act(SentenceImposed, on=later, components=_PRISON)])


def _sources_disagree(story: Story, code: str) -> bool:
    filed = story.say(ChargeFiled, source=COURT)
    told = [story.act(ChargeFiled, on=story.day + timedelta(30)), story.act(ChargeFiled, on=story.day, offense="theft")]
    return filed and story.offend(code, told, source=WIRE, account_of=story.case.last)


def _statute_not_in_force(story: Story, code: str) -> bool:
    law = story.day - timedelta(90)
    return story.offend(code, [story.act(ChargeFiled, offense_on=law - timedelta(30), statute_in_force_from=law)])


def _suspended_above_term(story: Story, code: str) -> bool:
    found = story.reach(ONE, Phase.FOUND_GUILTY)
    return found and story.offend(code, [story.act(SentenceImposed, components=_OVERSUSPENDED)])


def _suspended_sentence_raised(story: Story, code: str) -> bool:
    judged = story.reach(ONE, Phase.FOUND_GUILTY) and story.say(SentenceImposed, components=_SUSPENDED)
    return judged and story.offend(code, [story.act(SupervisionDecided, outcome="revoked", components=_YEAR)])


def _tried_after_adjudication(story: Story, code: str) -> bool:
    heard = story.say(ChargeFiled, instrument="petition") and story.say(BoundOver) and story.say(TrialBegan)
    sent = heard and story.say(ChargeTransferred, successors="2")
    again = sent and story.say(ChargeFiled, charge="2", instrument="indictment")
    return again and story.offend(code, [story.act(TrialBegan, charge="2")])


def _tried_after_bar(story: Story, code: str) -> bool:
    both = story.say(ChargeFiled, instrument="indictment") and story.say(ChargeFiled, charge="2", supersedes="1")
    acquitted = both and story.say(TrialBegan) and story.say(VerdictReturned, verdict="not_guilty")
    return acquitted and story.offend(code, [story.act(PleaAccepted, charge="2", plea="guilty")])


def _tried_beside_successor(story: Story, code: str) -> bool:
    decided = story.say(ChargeFiled, instrument="indictment") and story.convict("2", supersedes="1")
    return decided and story.offend(code, [story.act(TrialBegan), story.act(PleaAccepted, plea="guilty")])


def _two_convictions_of_alternatives(story: Story, code: str) -> bool:
    both = story.convict("1") and story.say(SentenceImposed) and story.convict("2", alternative_to="1")
    return both and story.offend(code, [story.act(SentenceImposed, charge="2")])


def _unknown_charge(story: Story, code: str) -> bool:
    return story.offend(code, [story.act(ChargeFiled, alternative_to="9")])


def _verdict_not_allowed(story: Story, code: str) -> bool:
    on_trial = story.reach(ONE, Phase.ON_TRIAL)
    return on_trial and story.offend(code, [story.act(VerdictReturned, verdict=each) for each in VerdictKind])


def _withdrawn_plea_accepted(story: Story, code: str) -> bool:
    pleaded = story.reach(ONE, Phase.TRIABLE) and story.say(PleaEntered, plea="guilty")
    withdrawn = pleaded and story.say(PleaWithdrawn)
    return withdrawn and story.offend(code, [story.act(PleaAccepted, plea="guilty")])


def _written_alike(story: Story, code: str) -> bool:
    return story.say(ChargeFiled) and story.offend(code, [story.act(ChargeFiled, charge="01")])


RECIPES: dict[str, Recipe] = {
    name.removeprefix("_").replace("_", "-"): recipe
    for name, recipe in list(globals().items())
    if inspect.isfunction(recipe) and recipe.__module__ == __name__
}
"""The recipe of each code. The code is the name of the function."""
