"""
Words on an appeal that is older than what the charge stands as.

Expected values: an appeal before trial is none from the verdict or the dismissal that came later.
"""

import pytest
from stories import DOE, INDICTED, Act, act, seen

from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    NewTrialGranted,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIAL, SENTENCED = act(TrialBegan), act(SentenceImposed)
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
BY_DEFENDANT, BY_STATE = act(AppealFiled, by="defendant"), act(AppealFiled, by="prosecutor")
DISMISSED = act(ChargeDismissed, by="prosecutor", prejudice="without")
PLEA = act(PleaAccepted, plea="guilty")


class TestAnAppealOlderThanTheEnd:
    @pytest.mark.parametrize(
        ("acts", "words"),
        [
            ((BY_DEFENDANT, TRIAL, NOT_GUILTY), "acquitted; an appeal filed earlier is pending"),
            ((BY_STATE, DISMISSED), "dismissed, and may be filed again; an appeal filed earlier is pending"),
            ((BY_DEFENDANT, PLEA), "found guilty, awaiting sentence; an appeal filed earlier is pending"),
            ((PLEA, BY_DEFENDANT, act(ChargeDismissed, prejudice="with")),
             "dismissed with prejudice; an appeal filed earlier is pending"),
            ((PLEA, SENTENCED, BY_DEFENDANT, act(NewTrialGranted)),
             "charged; pending; an earlier finding of guilt was set aside; an appeal filed earlier is pending"),
        ],
    )  # fmt: skip
    def test_it_is_said_to_be_older(self, acts: tuple[Act, ...], words: str) -> None:
        view = seen(INDICTED, *acts)
        assert view[DOE].status.words == words
        assert "and an appeal filed earlier is pending" in view[DOE].fairly_said[-1]

    @pytest.mark.parametrize(
        ("acts", "words"),
        [
            ((DISMISSED, BY_STATE), "dismissed, and may be filed again; an appeal is pending"),
            ((PLEA, BY_DEFENDANT, SENTENCED), "convicted and sentenced; an appeal is pending"),
            ((BY_DEFENDANT, PLEA, SENTENCED, BY_STATE), "convicted and sentenced; an appeal is pending"),
            ((BY_DEFENDANT,), "charged; pending, with an appeal before trial"),
            ((BY_DEFENDANT, TRIAL), "on trial; an appeal is pending"),
            ((BY_DEFENDANT, act(AppealDecided, outcome="affirmed"), TRIAL, NOT_GUILTY), "acquitted"),
        ],
    )
    def test_any_other_is_not(self, acts: tuple[Act, ...], words: str) -> None:
        assert seen(INDICTED, *acts)[DOE].status.words == words
