"""
The Rust matter as a case file: the founding story, assertion by assertion, and then the fuller public record.

Where the record tells an act that the story tells too, its entry is an account of the story's; the account on the
stronger basis prevails, and the other stays in the file. So one file answers for the story alone,
``rust().at(day, according_to=THE_STORY)``, and for all that is on record. Run as a script it writes the file to
``case.jsonl``.
"""

from pathlib import Path

from baldwin import baldwin
from civil import civil
from docket import docket
from gutierrez_reed import gutierrez_reed_charged
from gutierrez_reed_trial import gutierrez_reed_tried
from halls import halls
from story import story

from casestate import CaseFile

CASE = Path(__file__).with_name("case.jsonl")


def rust() -> CaseFile:
    """The whole matter. Entries of the story have ids from S01 to S23, those of the record have names."""
    return CaseFile(
        "rust",
        entries=[
            *story(),
            *docket(),
            *baldwin(),
            *gutierrez_reed_charged(),
            *gutierrez_reed_tried(),
            *halls(),
            *civil(),
        ],
    )


if __name__ == "__main__":
    from casestate.codec import dump

    dump(rust(), CASE)
    print(f"{len(rust())} entries written to {CASE.name}")
