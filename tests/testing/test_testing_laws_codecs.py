"""The laws of codecs and importers: sound ones pass, and each planted mistake breaks the law that names it."""

import json
import pickle
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from casestate import Basis, CaseFile, Entry, Source, dumps, loads
from casestate.codec import entry_fields, read_entry
from casestate.errors import InvalidQuestion
from casestate.events import ChargeDismissed, ChargeFiled, Event, HearingSet
from casestate.testing.laws import CODEC_LAWS, IMPORTER_LAWS, LawBroken, check_codec, check_importer

LONG = settings(max_examples=500, derandomize=True, database=None)


def test_the_codec_of_the_library_passes() -> None:
    check_codec(dumps, loads)


def test_a_codec_of_events_passes() -> None:
    def encode(event: Event) -> str:
        return json.dumps(entry_fields(Entry(id="e1", event=event)), ensure_ascii=False)

    def decode(text: str) -> Event:
        entry, _ = read_entry(json.loads(text), 1)
        assert entry is not None
        return entry.event

    check_codec(encode, decode, holding=lambda event: event)


def test_pickled_events_pass() -> None:
    check_codec(pickle.dumps, pickle.loads, holding=lambda event: event, laws=["round_trip", "unknown_words"])


def without_hearings(case: CaseFile) -> str:
    return dumps(CaseFile(case.id, entries=[e for e in case if not isinstance(e.event, HearingSet)]))


def with_known_words(case: CaseFile) -> str:
    """Decode an unknown prejudice as the usual one."""

    def usual(entry: Entry) -> Entry:
        event = entry.event
        if isinstance(event, ChargeDismissed) and not event.prejudice.recognized:
            return attrs.evolve(entry, event=attrs.evolve(event, prejudice="without"))
        return entry

    return dumps(CaseFile(case.id, entries=[usual(entry) for entry in case]))


def numbered() -> Callable[[CaseFile], str]:
    numbers = count()
    return lambda case: f"{dumps(case)}\n# version {next(numbers)}"


def listed(text: str) -> Any:
    """Return a tuple as a list."""
    case = loads(text)
    return case.entries and list(case.entries)


PLANTED: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    "round_trip": (dumps, listed),
    "every_event_type": (without_hearings, loads),
    "unknown_words": (with_known_words, loads),
    "stability": (numbered(), lambda text: loads(text.partition("\n#")[0])),
}


@pytest.mark.parametrize("law", [law.__name__ for law in CODEC_LAWS])
def test_each_planted_mistake_breaks_the_law_that_names_it(law: str) -> None:
    encode, decode = PLANTED[law]
    with pytest.raises(LawBroken) as broken:
        check_codec(encode, decode, laws=[law], settings=LONG)
    assert broken.value.law == law


def test_a_value_that_cannot_be_read_back_is_shown_with_the_file() -> None:
    with pytest.raises(LawBroken, match="cannot be read back: ValueError") as broken:
        check_codec(dumps, lambda text: int(text[:1]), laws=["round_trip"], settings=LONG)
    assert isinstance(broken.value.__cause__, ValueError)
    assert broken.value.history.endswith(")")


@pytest.mark.parametrize("law", ["round_trip", "stability"])
def test_an_encoder_that_raises_breaks_the_law_with_the_file_and_the_error(law: str) -> None:
    with pytest.raises(LawBroken, match="cannot be written: ZeroDivisionError") as broken:
        check_codec(lambda case: 1 // 0, loads, laws=[law], settings=LONG)
    assert isinstance(broken.value.__cause__, ZeroDivisionError)
    assert "CaseFile('drawn')" in broken.value.history


COUNTY = Source("the county's table", basis=Basis.RECORD)
Row = tuple[int, str]
tables = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from(["filed", "dismissed", "nolle"])), max_size=4, unique=True
)


def by_number(rows: list[Row]) -> Iterator[Entry]:
    """A sound importer, which keeps unknown lines in the source's own words."""
    for number, word in rows:
        act = ChargeDismissed if word in ("dismissed", "nolle") else ChargeFiled
        event = act(on="2023-01-01", defendant="A. Doe", charge=str(number))
        yield Entry(id=f"r{number}-{word}", event=event, source=COUNTY, quote=word)


def afresh() -> Callable[[list[Row]], list[Entry]]:
    numbers = count()
    return lambda rows: [attrs.evolve(e, id=f"n{next(numbers)}") for e in by_number(rows)]


def by_place(rows: list[Row]) -> list[Entry]:
    return [attrs.evolve(entry, id=f"line {place}") for place, entry in enumerate(by_number(rows))]


def on_hearsay(rows: list[Row]) -> list[Entry]:
    return [Entry(id=entry.id, event=entry.event) for entry in by_number(rows)]


def foreseen(rows: list[Row]) -> Iterator[Entry]:
    return by_number([row for row in rows if row[1] in ("filed", "dismissed")])


IMPORTERS: dict[str, Callable[[list[Row]], Any]] = {
    "same_rows_same_entries": afresh(),
    "row_order": by_place,
    "sources": on_hearsay,
    "nothing_dropped": foreseen,
}


def test_a_sound_importer_passes() -> None:
    check_importer(by_number, tables)
    check_importer(by_number, [(1, "filed"), (1, "nolle"), (1, "nolle")])
    check_importer(lambda rows: CaseFile("county", entries=by_number(rows)), tables)


@pytest.mark.parametrize("law", [law.__name__ for law in IMPORTER_LAWS])
def test_each_planted_importer_breaks_the_law_that_names_it(law: str) -> None:
    with pytest.raises(LawBroken) as broken:
        check_importer(IMPORTERS[law], tables, laws=[law], settings=LONG)
    assert broken.value.law == law
    assert len(broken.value.history.splitlines()) <= 4


@pytest.mark.parametrize("law", [law.__name__ for law in IMPORTER_LAWS])
def test_an_importer_that_raises_breaks_the_law_with_the_rows_and_the_error(law: str) -> None:
    def strict(rows: list[Row]) -> Iterator[Entry]:
        for entry in by_number(rows):
            if entry.quote == "nolle":
                raise LookupError("nolle")
            yield entry

    with pytest.raises(LawBroken, match="It raised LookupError: nolle") as broken:
        check_importer(strict, tables, laws=[law], settings=LONG)
    assert isinstance(broken.value.__cause__, LookupError)
    assert broken.value.history == "rows = [\n    (1, 'nolle'),\n]"


def test_an_importer_that_makes_no_entries_breaks_the_law() -> None:
    with pytest.raises(LawBroken, match="It made 'filed', which is no entry"):
        check_importer(lambda rows: [word for _, word in rows], tables, laws=["sources"], settings=LONG)


@pytest.mark.parametrize(
    ("check", "args", "given"),
    [
        (check_codec, ("x", loads), {}),
        (check_codec, (dumps, "x"), {}),
        (check_codec, (dumps, loads), {"holding": "x"}),
        (check_codec, (dumps, loads), {"settings": 100}),
        (check_codec, (dumps, loads), {"laws": []}),
        (check_importer, ("x", tables), {}),
        (check_importer, (by_number, tables), {"laws": []}),
        (check_importer, (by_number, "x"), {}),
        (check_importer, (by_number, tables), {"settings": 100}),
    ],
)
def test_what_cannot_be_taken_is_refused(check: Callable[..., None], args: Any, given: dict[str, Any]) -> None:
    refused = r"(is a function of|the rows are) .*not 'x'|settings= takes hypothesis.*not 100|no law is left"
    with pytest.raises(InvalidQuestion, match=refused):
        check(*args, **given)
