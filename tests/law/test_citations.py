"""Every row and policy cites an authority in an accepted form, and none claims to have been read that was not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casestate.law import PROCEDURES, Mark
from casestate.law.authorities import READ, authorities, unread

CODES = (
    r"\d+ (USC|CFR|Pa\. Code|Pa\.C\.S\.)|FRCrimP|FRCP|FRAP|NMRA|NMSA|ORS|N\.C\.G\.S\.|Cal\. Penal Code|CPR|USSG"
    r"|Utah Code|Va\. Code|K\.S\.A\.|KRS|RCW|O\.C\.G\.A\.|N\.Y\. CPL|C\.R\.S\."
)
FORMS = (
    rf"({CODES}) [\w.-]+(\(\w+\))*(, \(\w+\)|-\d+)*",
    r"(U\.S\.|N\.M\.) Const\. (art|amend)\. [IVX]+(, s\. \d+)?",
    r"[A-Z][\w'() ]+ Act \d{4}( \([A-Z][\w ]+\))?, (s|ss|Sch)\. [\w()., -]+",
    r"[A-Z][^;]+ v\.? [^;]+",
    r"(Ex parte|In re|Matter of) [A-Z][^;]+",
    r"[\w.' ]+ (art|Crim\.R)\. [\w.]+",
    r"\d+ ILCS [\w/.-]+",
)
PRACTICE = {
    "contract",
    "court administration",
    "NCSC inactive pending",
    "NCSC reactivated",
    "court order",
    "default",
    "not read",
    "executive clemency",
    "inherent power",
    "parallel proceedings",
    "limited remand",
    "nothing is guessed",
    "prosecution practice",
    "prosecution practice before jeopardy",
    "prosecutorial discretion",
    "sentence administration",
    "universal",
    "contra",
}
"""Rules of practice, which have no text: what rests on one is a default."""


@pytest.mark.parametrize("law", PROCEDURES)
def test_each_citation_has_an_accepted_form(law: str) -> None:
    odd = [(name, each) for name, cite in cites_of(law) for each in authorities(cite) if not is_accepted(each)]
    assert odd == []


def cites_of(law: str) -> list[tuple[str, str]]:
    """What each row and each policy of a procedure rests on."""
    rows, policies = PROCEDURES[law].rows, PROCEDURES[law].policies.cites
    return [*[(row.id, row.cite) for row in rows], *[(name, each.cite) for name, each in policies.items()]]


def is_accepted(authority: str) -> bool:
    named = authority.removeprefix("contra ")
    return named in PRACTICE or any(re.fullmatch(form, named) for form in FORMS)


@pytest.mark.parametrize("practice", sorted(PRACTICE))
def test_a_rule_of_practice_was_not_read(practice: str) -> None:
    assert unread(practice) == (practice,)


def marked(mark: Mark) -> Iterator[tuple[str, str, str]]:
    for procedure in PROCEDURES.values():
        for name, each in procedure.policies.cites.items():
            if each.mark is mark:
                yield procedure.name, name, each.cite


def test_a_policy_that_was_read_rests_on_authorities_that_were() -> None:
    assert [each for each in marked(Mark.READ) if unread(each[2])] == []


def test_each_authority_that_was_read_is_cited() -> None:
    cited = [authority for law in PROCEDURES for _, cite in cites_of(law) for authority in authorities(cite)]
    assert [read for read in sorted(READ) if not any(authority.startswith(read) for authority in cited)] == []


def test_a_part_was_read_with_the_whole_and_a_longer_number_was_not() -> None:
    assert unread("FRCrimP 11(a)(3), (b)") == ()
    assert unread("FRCrimP 110") == ("FRCrimP 110",)
    assert unread("FRCrimP 5.1, 5.2") == ("FRCrimP 5.2",)


@pytest.mark.parametrize("page", ["transitions.md", "policies.md"])
def test_the_docs_list_what_was_not_read(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "reference" / page).read_text(encoding="utf-8")
    listed = text.partition("## Authorities that were not read")[2]
    generic = [row.cite for row in PROCEDURES["generic"].rows]
    cites = generic if page == "transitions.md" else [cite for _, _, cite in marked(Mark.DEFAULT)]
    wanted = {authority for cite in cites for authority in unread(cite)}
    assert wanted == set(re.findall(r"^\* (.+?): ", listed, re.MULTILINE))
