"""
Pleas for non-criminal offences on charges of crime.

Expected values: a plea tells the nature of a charge where neither its paper nor its class does. It makes no crime of
which a jury convicted a non-criminal offence, and its acceptance on a crime leaves open what was found.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen

from casestate import Certainty
from casestate.events import ChargeFiled, PleaAccepted, PleaEntered, SentenceImposed, TrialBegan, VerdictReturned

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
TRIAL, SENTENCED = act(TrialBegan), act(SentenceImposed)
CONVICTED = (TRIAL, act(VerdictReturned, verdict="guilty"), SENTENCED)
MISDEMEANOR = act(ChargeFiled, instrument="complaint", severity="misdemeanor", offense="burglary")
UNGRADED = act(ChargeFiled, instrument="indictment", offense="burglary")
CITED = act(ChargeFiled, instrument="citation", severity="misdemeanor", offense="littering")
ACCEPTED = act(PleaAccepted, plea="responsible")
CODE = "plea-of-another-nature"
OPEN = "found proved; whether by a criminal court, and so a conviction, is not on file"
RESPONSIBLE = "found responsible for a non-criminal offence, which is no conviction"


@pytest.mark.parametrize("plea", ["responsible", "not_responsible"])
@pytest.mark.parametrize("filed", [INDICTED, MISDEMEANOR, UNGRADED])
class TestOneEnteredOnACrime:
    def test_a_verdict_and_sentence_convict_all_the_same(self, filed: Act, plea: str) -> None:
        view = seen(filed, act(PleaEntered, plea=plea), *CONVICTED)
        assert view[DOE].status.words == "convicted and sentenced"
        assert view[DOE].fairly_said[0] == "A. Doe was charged with burglary."
        assert view.charge(DOE, "1").is_conviction() is YES
        assert codes(view) == {CODE}

    def test_an_acquittal_is_one(self, filed: Act, plea: str) -> None:
        view = seen(filed, act(PleaEntered, plea=plea), TRIAL, act(VerdictReturned, verdict="not_guilty"))
        assert view[DOE].status.words == "acquitted"

    def test_the_charge_is_pending_as_a_crime(self, filed: Act, plea: str) -> None:
        assert seen(filed, act(PleaEntered, plea=plea))[DOE].status.words == "charged; pending"


@pytest.mark.parametrize("filed", [INDICTED, MISDEMEANOR, UNGRADED])
@pytest.mark.parametrize("later", [(), (SENTENCED,)])
def test_one_accepted_on_a_crime_leaves_open_what_was_found(filed: Act, later: tuple[Act, ...]) -> None:
    view = seen(filed, ACCEPTED, *later)
    assert view[DOE].status.words == OPEN
    assert {view.charge(DOE, "1").is_conviction(each) for each in ("record", "federal_firearms")} == {POSSIBLY}
    assert codes(view) == {CODE}


@pytest.mark.parametrize(
    "history",
    [
        (CITED, ACCEPTED, SENTENCED),
        (act(ChargeFiled, instrument="complaint", offense="littering"), ACCEPTED, SENTENCED),
        (MISDEMEANOR, act(PleaAccepted, plea="responsible", severity="infraction"), SENTENCED),
        (MISDEMEANOR, act(PleaAccepted, plea="responsible", offense="littering"), SENTENCED),
    ],
)
def test_one_to_what_may_be_a_non_criminal_offence_tells_that_it_is(history: tuple[Act, ...]) -> None:
    view = seen(*history)
    assert view[DOE].status.words == RESPONSIBLE
    assert view.charge(DOE, "1").is_conviction() is NO
    assert not codes(view)
