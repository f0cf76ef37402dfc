"""
The page to send shows for every choice what the library answers there, and contains nothing else.

The expectations come from views of the library at the coordinates of each choice.
"""

import re
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hiding import SECRET, Drawn, drawn_files
from histories import histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import Page, Shown, elements
from printed import DOE, ROE
from strategies import FIRST, LAST

from casestate import CaseFile, Clock, Entry, Source, View
from casestate.errors import InvalidCoordinates, InvalidQuestion, NotInFile
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    DefendantDied,
    Noted,
    PleaEntered,
    RecordExpunged,
    RecordSealed,
    Stated,
)
from casestate.law import headline
from casestate.show import words
from casestate.show.page import document
from casestate.state import ChargeState, ClaimState

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e<!--"


def expected(view: View) -> dict[str, Shown]:
    """Return every charge, claim and citation of a view, as the library gives them."""
    parts = [part for who in view.defendants for part in view[who].parts]
    return {f"{part.defendant}, {part.subject.kind} {part.key}": _expected(part.possible()) for part in parts}


def _expected(possible: tuple[object, ...]) -> Shown:
    stands = list(dict.fromkeys([headline(state).words for state in possible]))  # type: ignore[arg-type]
    details = [list(_details(state)) for state in possible]
    said = dict.fromkeys([each for every in details for each in every])
    return Shown(
        stands[0] if len(stands) == 1 else f"possibly {', or '.join(stands)}",
        [each if all(each in every for every in details) else f"possibly {each}" for each in said],
    )


def _details(state: object) -> "list[str]":
    if isinstance(state, ChargeState):
        return list(words.charge(state))
    return list(words.claim(state) if isinstance(state, ClaimState) else words.citation(state))  # type: ignore[arg-type]


@pytest.mark.parametrize("clock", list(Clock))
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(case=histories(), data=st.data())
def test_a_choice_shows_what_the_library_answers_there(clock: Clock, case: CaseFile, data: st.DataObject) -> None:
    page = Page(case.to_html(clock=clock))
    for _ in range(5):
        who = data.draw(st.integers(0, len(page.believed) - 1))
        known = data.draw(st.integers(0, len(page.known) - 1))
        day = data.draw(st.none() | st.dates(FIRST - timedelta(1), LAST + timedelta(1)))
        view = case.at(day, known_on=page.known[known], clock=clock, according_to=page.believed[who])
        assert page.parts(day, known=known, believed=who) == expected(view)
        codes = sorted(each.code for each in view.findings)
        assert sorted(page.findings(day, known=known, believed=who)) == codes


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(case=histories())
def test_a_day_known_that_is_not_offered_is_like_its_neighbours(case: CaseFile) -> None:
    page = Page(case.to_html(clock="recorded"))
    for moment in {entry.recorded_at for entry in case} - {None}:
        assert moment is not None
        before = [n for n, day in enumerate(page.known) if day is not None and day <= moment.date()]
        answers = [page.parts(None, known=n) for n in (*before[-1:], -1)] + [{}] * (not before)
        assert expected(case.at(known_on=moment.date())) in answers


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=drawn_files())
def test_a_public_page_is_that_of_a_file_without_the_hidden_entries(drawn: Drawn) -> None:
    made = drawn.case.to_html()
    assert made == drawn.public.to_html()
    assert SECRET not in made


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=drawn_files())
def test_a_public_page_tells_neither_what_is_hidden_nor_when_it_came_to_be_known(drawn: Drawn) -> None:
    shown = {entry.id for entry in drawn.public}
    recorded = {entry.id: _recorded(n, entry, hidden=entry.id not in shown) for n, entry in enumerate(drawn.case)}
    timed = [attrs.evolve(entry, recorded_at=recorded[entry.id]) for entry in drawn.case]
    made = CaseFile("c", entries=timed).to_html(clock="recorded")
    assert SECRET not in made
    assert not [id for id, moment in recorded.items() if id not in shown and str(moment.date()) in made]


def _recorded(place: int, entry: Entry, *, hidden: bool) -> datetime:
    """
    Return the moment of an entry: one day after another, with orders to seal last.

    They are last because an order that is known before its charge is visible in the library's answers.
    """
    last = 100 if isinstance(entry.event, RecordSealed | RecordExpunged) else 0
    return datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=place + last + 500 * hidden)


def test_a_page_for_sealed_clearance_shows_sealed_records() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-10", defendant=DOE, charge="1", offense=SECRET))
    case = case.record(RecordSealed(on="2023-02-01", defendant=DOE, charge="1"))
    assert SECRET not in case.to_html()
    assert SECRET in case.to_html(clearance="sealed")


def test_text_that_names_a_hidden_person_must_be_read_first() -> None:
    case = plain().record(ChargeFiled(on="2023-01-10", defendant=ROE, charge="1"))
    case = case.record(RecordSealed(on="2023-02-01", defendant=ROE, charge="1"))
    case = case.record(Noted(on="2023-02-02", text=f"{ROE} left"))
    with pytest.raises(InvalidQuestion, match="words_read"):
        case.to_html()
    assert f"{DOE}, charge 1" in case.to_html(words_read=True)
    assert f"{ROE}, charge 1" in case.to_html(clearance="sealed")


def hostile() -> CaseFile:
    """A file in which every text is an attack on the page."""
    source = Source(HOSTILE, published="2023-01-20")
    case = CaseFile(HOSTILE)
    return (
        case.record(
            ChargeFiled(
                on="2023-01-10",
                defendant=HOSTILE,
                charge=HOSTILE,
                offense=HOSTILE,
                enhancements=(HOSTILE,),
                grade=HOSTILE,
            ),
            source=source,
            id=HOSTILE,
            quote=HOSTILE,
        )
        .record(PleaEntered(on="2023-01", defendant=HOSTILE, charge=HOSTILE, plea="guilty"), source=source)
        .record(ClaimFiled(on="2023-01-11", defendants=[HOSTILE], claim=HOSTILE, claimants=[HOSTILE], court=HOSTILE))
        .record(CitationIssued(on="2023-01-12", defendant=HOSTILE, citation=HOSTILE, penalty=5))
        .correct(
            HOSTILE, ChargeDismissed(on="2023-01-12", defendant=HOSTILE, charge=HOSTILE, reason=HOSTILE), reason=HOSTILE
        )
    )


def test_everything_printed_is_escaped() -> None:
    made = hostile().to_html()
    assert "onerror" in made
    assert "<img" not in made.lower()
    assert "\u202e" not in made
    assert "<!--" not in made
    assert [tag for tag, _, _ in elements(made) if tag == "script"] == ["script", "script"]
    page = Page(made)
    assert not [tag for piece in page.data["pieces"] for tag in re.findall(r"<(\w+)", piece) if tag == "img"]


def test_the_page_asks_for_nothing() -> None:
    made = hostile().to_html()
    (policy,) = [given["content"] for _, given, _ in elements(made) if given.get("http-equiv")]
    assert str(policy).startswith("default-src 'none'; script-src 'sha256-")
    links = [value for _, given, _ in elements(made) for name, value in given.items() if name in ("src", "href")]
    assert all(str(value).startswith("#part-") for value in links)
    assert "http:" not in made
    assert "https:" not in made


def plain(**more: object) -> CaseFile:
    case = CaseFile("plain")
    return case.record(ChargeFiled(on="2023-01-10", defendant=DOE, charge="1"), **more)  # type: ignore[arg-type]


class TestTheFirstSight:
    """The page before its script runs, as a preview of mail shows it."""

    def test_is_the_end_of_the_file(self) -> None:
        found = elements(
            plain().record(PleaEntered(on="2023-02-10", defendant=DOE, charge="1", plea="guilty")).to_html()
        )
        shown = [text for _, given, text in found if given.get("class") == "stands" and "hidden" not in given]
        assert shown == ["charged; pending", "charged; pending"]
        assert [given["hidden"] for _, given, _ in found if given.get("class") == "controls"] == [""]

    def test_of_an_empty_file_says_that_there_are_no_findings(self) -> None:
        page = Page(CaseFile("empty").to_html())
        assert page.data["days"] == []
        assert "Timeline" not in page.html
        assert "Nothing is doubtful of the record as a whole." in page.html

    def test_of_somebody_of_whom_something_was_only_said(self) -> None:
        about = ChargeFiled(on="[2023-01-10..]", defendant=ROE, charge="1")
        page = Page(plain().record(Stated(on="2023-01-09", by="a source", modality="expects", about=about)).to_html())
        assert "not charged, sued or cited" in page.html
        assert f"{ROE}, charge 1" not in page.names


class TestWhatIsOffered:
    source = Source("Gazette", basis="press", published="2023-02-01")

    def test_is_told_by_the_clock_of_most_entries(self) -> None:
        case = plain(source=self.source).record(DefendantDied(on="2023-03-01", defendant=DOE), docketed_on="2023-03-02")
        more = case.record(Noted(on="2023-03-03", text="x"), docketed_on="2023-03-03")
        assert Page(more.to_html()).data["known"][0] == "as on the docket by 2023-03-02"
        assert Page(more.to_html(clock="published")).data["known"][0] == "as published by 2023-02-01"

    def test_names_no_basis_that_makes_no_difference(self) -> None:
        assert Page(plain(source=self.source).to_html()).believed == [None]
        case = plain(source=self.source).record(
            DefendantDied(on="2023-03-01", defendant=DOE), source=Source("Court", basis="record")
        )
        assert Page(case.to_html()).believed == ["record", None]

    def test_may_be_limited_to_defendants(self) -> None:
        case = plain().record(ChargeFiled(on="2023-01-10", defendant=ROE, charge="1"))
        assert list(Page(case.to_html(defendants=[ROE])).names) == [f"{ROE}, charge 1"]
        assert Page(case.to_html(defendants=ROE)).names.keys() == {f"{ROE}, charge 1"}
        with pytest.raises(NotInFile, match="Nobody"):
            case.to_html(defendants=["Nobody"])

    @pytest.mark.parametrize("wrong", [{"clearance": "x"}, {"clock": "x"}, {"reading": "x"}])
    def test_must_be_coordinates(self, wrong: dict[str, str]) -> None:
        with pytest.raises(InvalidCoordinates):
            plain().to_html(**wrong)  # type: ignore[arg-type]

    def test_of_an_imprecise_date_read_as_its_first_day_is_certain(self) -> None:
        case = CaseFile("c").record(ChargeFiled(on="2023-01", defendant=DOE, charge="1"))
        day = date(2023, 1, 5)
        name = f"{DOE}, charge 1"
        assert Page(case.to_html()).parts(day)[name].stands == "possibly not charged, or charged; pending"
        assert Page(case.to_html(reading="earliest")).parts(day)[name].stands == "charged; pending"


class TestItsSize:
    """A page offers fewer days of what was known before it grows too large."""

    entries = tuple(
        Entry(
            id=f"e{n}",
            seq=n,
            event=ChargeAmended(on=date(2020, 1, 1) + timedelta(n), defendant=DOE, charge="1", offense=f"theft {n}"),
            recorded_at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(24 * n),
        )
        for n in range(1, 31)
    )
    case = CaseFile("long", entries=entries)

    def known(self) -> tuple[int, str]:
        page = Page(self.case.to_html())
        found = re.search(r"it is told by ends of (\w+)s", page.html)
        return len(page.known), found[1] if found else ""

    @pytest.mark.parametrize(("most", "known", "step"), [(64, 30, ""), (60, 24, "month"), (20, 2, "year"), (4, 1, "")])
    def test_is_bounded_by_the_work(self, monkeypatch: pytest.MonkeyPatch, most: int, known: int, step: str) -> None:
        monkeypatch.setattr(document, "MOST_WORK", most)
        monkeypatch.setattr(document, "MOST_BYTES", 10**9)
        assert self.known() == (known, step)

    def test_is_bounded_by_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(document, "MOST_BYTES", 1)
        assert self.known() == (1, "")

    def test_too_many_parts_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(document, "MOST_PARTS", 1)
        two = plain().record(ChargeFiled(on="2023-01-10", defendant=ROE, charge="1"))
        with pytest.raises(InvalidQuestion, match="a page of 2 charges"):
            two.to_html()
        assert "charged; pending" in two.to_html(defendants=[DOE])


def test_every_act_that_may_be_behind_a_state_is_named() -> None:
    case = CaseFile("c").record(ChargeFiled(on="[2023-01-10..]", defendant=DOE, charge="1"))
    page = Page(case.record(ChargeFiled(on="2023-01-10", defendant=DOE, charge="1")).to_html())
    name = f"{DOE}, charge 1"
    assert page.parts(date(2023, 1, 10))[name].stands == "charged; pending"
    why = page.markup(page.names[name], date(2023, 1, 10)).partition("<details>")[2]
    assert "entry e1) It is not certain whether this had happened." in why


def test_too_many_possible_states_are_reported() -> None:
    case = plain()
    for _ in range(13):
        case = case.record(PleaEntered(on="2023-01", defendant=DOE, charge="1", plea="not guilty"))
    page = Page(case.to_html())
    shown = page.parts(date(2023, 1, 15))[f"{DOE}, charge 1"]
    assert "which may leave more than" in shown.stands
    assert "possibly too many possibilities" not in page.html
    assert "too many possibilities from 2023-01-01 to 2023-01-30" in page.html
