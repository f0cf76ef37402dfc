"""Each phrase reads its example, and prose is read into what a person reads in it; what is not read is told."""

from typing import Any

import pytest

from casestate.importers.phrases import ACTS, PARTS, Phrase
from casestate.importers.prose import length, sentence, statements


def read(text: str) -> list[tuple[Any, ...]]:
    return [(each.event if each.read else None, each.words, dict(each.fields)) for each in statements(text)]


def parts(text: str) -> list[tuple[Any, ...]]:
    return [
        (
            part.kind.value if part.kind.recognized else None,
            str(part.term or part.amount or part.hours or ""),
        )
        for part in sentence(text).value
    ]


@pytest.mark.parametrize("phrase", ACTS, ids=lambda phrase: phrase.example)
def test_each_act_is_read_from_its_example(phrase: Phrase) -> None:
    first = statements(phrase.example)[0]
    assert (first.event, first.read) == (phrase.reads, True)
    assert dict(phrase.fields).items() <= dict(first.fields).items()


@pytest.mark.parametrize("phrase", PARTS, ids=lambda phrase: phrase.example)
def test_each_part_is_read_from_its_example(phrase: Phrase) -> None:
    read = sentence(phrase.example)
    assert [part.kind.value for part in read.value] == ([phrase.reads] if phrase.reads else [])
    assert read.doubts == ()
    assert [each.event for each in statements(phrase.example)] == ["sentence"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dismissed.", {}),
        ("DISMISSED", {}),
        ("Dismissed with prejudice", {"prejudice": "with"}),
        ("Dismissed without prejudice on the government's oral motion", {"prejudice": "without", "by": "court"}),
        ("Dismissed on motion of the U.S. Attorney, with prejudice", {"prejudice": "with", "by": "court"}),
        ("Count II is dismissed on the court's own motion.", {"by": "court"}),
        ("Dismissed pursuant to plea agreement", {"ground": "plea_agreement"}),
        ("Order for Dismissal.", {}),
        ("Nolle prosequi.", {"by": "prosecutor", "ground": "nolle_prosequi"}),
    ],
)
def test_dismissals(text: str, expected: dict[str, str]) -> None:
    assert read(text) == [("dismissed", text.rstrip("."), expected)]


def test_a_verdict_and_a_sentence_are_two_statements() -> None:
    text = "Dft was found guilty by jury verdict. SENTENCE: dft is committed to the custody of BOP for life. $200 SPA."
    assert read(text) == [
        ("verdict", "Dft was found guilty by jury verdict", {"verdict": "guilty", "trier": "jury"}),
        ("sentence", "dft is committed to the custody of BOP for life. $200 SPA", {}),
    ]
    assert read("Found guilty by the bench")[0][0] is None
    assert read("Found guilty by bench trial on count 2 of the indictment; acquitted by court")[0][2] == {
        "verdict": "guilty",
        "trier": "judge",
    }


def test_revocations_have_days_and_sentences_of_their_own() -> None:
    text = (
        "Supervised release revoked 12/05/16. Custody of BOP for a term of 3 months. Supervised release for 2 years. "
        "Supervised release revoked on 02/30/2017. 8 months imprisonment. Supervised release not to follow."
    )
    first, second = statements(text)
    assert (first.event, str(first.on), second.event, second.on) == ("revoked", "2016-12-05", "revoked", None)
    assert parts(str(first.sentence)) == [("prison", "3 months"), ("supervised_release", "2 years")]
    assert parts(str(second.sentence)) == [("incarceration", "8 months")]


def test_an_amended_judgment_that_names_no_part_is_not_read() -> None:
    (named,) = statements("AMENDED JUDGMENT: 48 months imprisonment")
    assert (named.event, named.sentence) == ("modified", "48 months imprisonment")
    assert read("12 months probation. Amended judgment: as to forfeiture only") == [
        ("sentence", "12 months probation", {}),
        (None, "Amended judgment: as to forfeiture only", {}),
    ]
    assert read("Amended judgment") == [(None, "Amended judgment", {})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "36 MONTHS PROBATION; $500.00 P/A; $1,860.00 RESTITUTION; HOME DETENTION FOR 60 DAYS",
            [
                ("probation", "3 years"),
                ("fee", "500.00 USD"),
                ("restitution", "1860.00 USD"),
                ("home_confinement", "60 days"),
            ],
        ),
        (
            (
                "The defendant is committed to the custody of the BOP for a term of FOURTEEN (14) MONTHS. "
                "Upon release from imprisonment, the defendant shall be placed on supervised release for three yrs."
            ),
            [("prison", "14 months"), ("supervised_release", "3 years")],
        ),
        (
            "Custody of BOP - 220 mos.; Supervised Release - 5 yrs.; Special Assessment - $100.00; Fine - $2,000.00",
            [
                ("prison", "220 months"),
                ("supervised_release", "5 years"),
                ("fee", "100.00 USD"),
                ("fine", "2000.00 USD"),
            ],
        ),
        ("Time served; no fine; fine waived", [("time_served", "")]),
        (
            "Custody of BOP for life; Supervised Release - LIFETIME",
            [("prison", "life"), ("supervised_release", "life")],
        ),
        (
            "twenty-one days in jail and 10 hours of community service",
            [("jail", "21 days"), ("community_service", "10")],
        ),
    ],
)
def test_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected
    assert sentence(text).doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Penalty assessment $25.00 waived",
        "Fine $5,678 suspended",
        "60 months imprisonment on Count 1 and 76 months imprisonment on Count 34",
        "$100 Special Assessment (remitted)",
        "8.333 months probation",
        "Restitution - DEFERRED",
    ],
)
def test_nothing_is_read_out_of_words_that_say_more(text: str) -> None:
    assert parts(text) == [(None, "")]
    ((kind, words),) = sentence(text).doubts
    assert (kind.code, text in words) == ("unmapped", True)


@pytest.mark.parametrize("text", ["Transferred under Rule 20", "Not guilty", "Dismissed as to count 2 only", "Guilty"])
def test_what_no_phrase_reads_is_a_statement_in_its_own_words(text: str) -> None:
    assert read(text) == [(None, text, {})]


def test_unread_words_among_parts_belong_to_the_sentence() -> None:
    (one,) = statements("18 months and a day; $100 special assessment")
    assert (one.event, one.sentence) == ("sentence", "18 months and a day; $100 special assessment")
    assert parts(str(one.sentence)) == [(None, ""), ("fee", "100 USD")]
    assert statements("  ;. ") == ()


def test_a_length_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is no length such as 14 months"):
        length("some months")
