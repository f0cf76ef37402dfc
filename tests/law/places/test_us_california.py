"""
Fifteen situations of California, with the answers of a practitioner there.

The answers rest on the statutes that the rows cite, not on what the library printed.
"""

import pytest
from situations import Situation, answered, sentenced

from casestate.law import PROCEDURES, US_CALIFORNIA

FELONY = ("charge.filed:complaint", {"offense": "assault", "severity": "felony"})
PETTY = ("charge.filed:complaint", {"offense": "petty theft", "severity": "misdemeanor"})
FIRST = ("charge.filed:complaint", {"offense": "assault", "severity": "felony", "charge": "0"})
DISMISSED_FIRST = ("charge.dismissed:without", {"by": "court", "charge": "0"})
AGAIN = ("charge.filed:complaint", {"offense": "assault", "severity": "felony", "refiles": "0"})
HELD = "charge.bound_over"
INFORMED = ("charge.filed:information", {"offense": "assault", "severity": "felony"})
REDUCED = {"severity": "misdemeanor"}
PROBATION = sentenced("deferred_imposition", "probation")
PRISON = sentenced("prison")

SITUATIONS = {
    "held to answer": Situation(
        [FELONY, HELD],
        "triable", "found=nothing jeopardy=not_attached",
        "held to answer",
        "A. Doe was held to answer on the charge of assault.",
    ),
    "an information after the holding order": Situation(
        [FELONY, HELD, INFORMED],
        "triable", "found=nothing disposition=none",
        "held to answer",
        "A. Doe was held to answer on the charge of assault.",
    ),
    "information set aside": Situation(
        [FELONY, HELD, INFORMED, "charge.discharged"],
        "dismissed", "disposition=discharged_no_probable_cause refilable=yes",
        "discharged for want of probable cause, and may be filed again",
        "A judge found no probable cause for the charge of assault against A. Doe, and it may be filed again.",
    ),
    "a felony dismissed once by the court": Situation(
        [FELONY, ("charge.dismissed:without", {"by": "court"})],
        "dismissed", "disposition=dismissed_without_prejudice refilable=yes",
        "dismissed, and may be filed again",
        "The charge of assault against A. Doe was dismissed, and may be filed again.",
    ),
    "a prosecutor dismisses alone": Situation(
        [FELONY, ("charge.dismissed:without", {"by": "prosecutor"})],
        "dismissed", "disposition=dismissed_without_prejudice refilable=yes",
        "dismissed, and may be filed again",
        "The charge of assault against A. Doe was dismissed, and may be filed again.",
        findings=["dismissed-without-leave:policy"],
    ),
    "a misdemeanor dismissed": Situation(
        [PETTY, ("charge.dismissed:without", {"by": "court"})],
        "dismissed", "disposition=dismissed_without_prejudice refilable=possibly",
        "dismissed; whether it may be filed again is not known",
        "The charge of petty theft against A. Doe was dismissed; whether it may be filed again is not known.",
    ),
    "a felony dismissed a second time": Situation(
        [FIRST, DISMISSED_FIRST, AGAIN, ("charge.dismissed:without", {"by": "court"})],
        "dismissed", "refilable=possibly",
        "dismissed; whether it may be filed again is not known",
        "The charge of assault against A. Doe was dismissed; whether it may be filed again is not known.",
    ),
    "reduced by the magistrate, and tried on the complaint": Situation(
        [FELONY, ("charge.downgraded", REDUCED), "trial.began"],
        "on_trial", "jeopardy=attached",
        "on trial",
        "A. Doe is on trial on the charge of assault.",
    ),
    "diverted without a plea": Situation(
        [PETTY, "diversion.started"],
        "diverted", "found=nothing conviction=none",
        "diverted: prosecution is suspended on terms, and no finding of guilt stands",
        "Prosecution of A. Doe on the charge of petty theft is suspended on terms, and no finding of guilt stands.",
    ),
    "probation with imposition of sentence suspended": Situation(
        [FELONY, "plea.accepted:no_contest", PROBATION],
        "judged", "found=guilty conviction=adjudicated put_off=deferred_imposition",
        "convicted, with imposition of sentence suspended",
        "A. Doe was convicted of assault, and imposition of sentence was suspended.",
        convicts="yes",
    ),
    "made a misdemeanor after probation": Situation(
        [FELONY, "plea.accepted:no_contest", PROBATION, "supervision.decided:completed",
         ("conviction.reduced", REDUCED)],
        "judged", "conviction=adjudicated supervision=completed convicted_of=assault",
        "convicted, with imposition of sentence suspended",
        "The conviction was reduced to a misdemeanor.",
        convicts="yes",
    ),
    "dismissed after probation": Situation(
        [FELONY, "plea.accepted:no_contest", PROBATION, "supervision.decided:completed", "conviction.set_aside"],
        "judged", "conviction=set_aside",
        "conviction dismissed after probation; some purposes still count it",
        "The conviction of A. Doe of assault was dismissed after probation; some purposes still count it.",
    ),
    "found sane, after guilt": Situation(
        [FELONY, HELD, INFORMED, "trial.began", "verdict.returned:guilty", PRISON],
        "judged", "found=guilty conviction=adjudicated",
        "convicted and sentenced",
        "A. Doe was convicted of assault and sentenced.",
        convicts="yes",
    ),
    "found insane, after guilt": Situation(
        [FELONY, HELD, INFORMED, "trial.began", "verdict.returned:guilty",
         "verdict.returned:not_guilty_by_reason_of_insanity"],
        "acquitted", "found=insanity conviction=none jeopardy=ended_barred disposition=acquitted_insanity",
        "not guilty by reason of insanity",
        "A. Doe was found not guilty of assault by reason of insanity.",
    ),
    "died with an appeal pending": Situation(
        [FELONY, HELD, INFORMED, "trial.began", "verdict.returned:guilty", PRISON, "appeal.filed",
         "defendant.died"],
        "judged", "died_pending_review=True",
        "ended by the defendant's death with an appeal pending; no conviction stands",
        "A. Doe was found guilty of assault and died while an appeal was pending, so that no conviction stands.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_a_situation_has_the_answers_of_a_practitioner(situation: Situation) -> None:
    given = situation._replace(findings=list(situation.findings))
    assert answered(situation, US_CALIFORNIA) == given


def test_it_has_its_name_in_files() -> None:
    assert PROCEDURES["us-california"] is US_CALIFORNIA
