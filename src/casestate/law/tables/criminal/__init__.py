"""
The table for a criminal charge.

Rows stand in the order in which the acts of a case follow one another; that order breaks ties of date. The ids of rows
are those of the reference docs.
"""

from casestate.law.tables.criminal.charging import BRINGING
from casestate.law.tables.criminal.contrary import CONTRADICTING
from casestate.law.tables.criminal.deferral import DEFERRING, DIVERTING
from casestate.law.tables.criminal.ending import ENDING
from casestate.law.tables.criminal.local import SOMEWHERE
from casestate.law.tables.criminal.opening import OPENING
from casestate.law.tables.criminal.pleading import PLEADING
from casestate.law.tables.criminal.relief import RELIEVING
from casestate.law.tables.criminal.resentencing import RESENTENCING
from casestate.law.tables.criminal.review import REVIEWING
from casestate.law.tables.criminal.sentence import SENTENCING
from casestate.law.tables.criminal.trial import TRYING
from casestate.law.tables.criminal.venue import SENDING
from casestate.law.transition import table

CHARGE = table(
    "charge",
    *BRINGING,
    *DIVERTING,
    *PLEADING,
    *TRYING,
    *ENDING,
    *SENDING,
    *DEFERRING,
    *SENTENCING,
    *REVIEWING,
    *RELIEVING,
    *OPENING,
    *RESENTENCING,
    *CONTRADICTING,
    *SOMEWHERE,
    ends="dismissed|barred|overturned|acquitted|superseded|abated",
    steps=(
        "charged=filing triable=bind-over on_trial=trial diverted=diversion found_guilty=finding deferred=deferral "
        "sentence_deferred=deferral judged=sentence dismissed=dismissal barred=dismissal overturned=acquittal "
        "acquitted=acquittal superseded=successor abated=abatement"
    ),
    after_end="an ended charge takes only review; a charge brought again is a new charge with refiles=",
)
