"""Laws of a codec: of code that writes a file, an entry or an event, and reads it back."""

import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.events import EVENT_TYPES, EntryRetracted, Event
from casestate.law.procedure import Procedure
from casestate.testing.asked import as_function
from casestate.testing.code import as_code
from casestate.testing.laws.law import Counterexample, as_settings, chosen, search
from casestate.testing.strategies import any_event, messy, texts
from casestate.testing.strategies.events import events
from casestate.vocabulary import Vocabulary

_FEW = 5
"""The most examples for each type of event and each vocabulary, of which there are more than a hundred."""


@attrs.frozen(kw_only=True)
class Codec:
    """
    A codec under test.

    Attributes:
        encode: Writes a value.
        decode: Reads it back.
        values: The values to try.
    """

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    values: st.SearchStrategy[Any]

    def written(self, value: Any) -> Any:
        """
        Return a value as written.

        Raises:
            Counterexample: The codec cannot write it.
        """
        try:
            return self.encode(value)
        except Exception as problem:
            raise _raised("written", problem, value) from problem

    def again(self, value: Any) -> Any:
        """
        Return a value as written and read back.

        Raises:
            Counterexample: The codec cannot write or read it.
        """
        written = self.written(value)
        try:
            return self.decode(written)
        except Exception as problem:
            raise _raised("read back", problem, value) from problem

    def kept(self, value: Any) -> None:
        """
        Check that a value comes back as it was.

        Raises:
            Counterexample: The value that comes back differs in value or type.
        """
        problem = difference(value, self.again(value), "it")
        if problem:
            raise Counterexample(problem, _as_code(value))


def _raised(done: str, problem: Exception, value: Any) -> Counterexample:
    return Counterexample(f"It cannot be {done}: {type(problem).__name__}: {problem}", _as_code(value))


def _as_code(value: Any) -> str:
    return as_code(value) if isinstance(value, CaseFile) else repr(value)


def difference(one: Any, other: Any, where: str) -> str | None:
    """Return the first path at which two values differ in value or type; ``None`` if they are the same."""
    if type(one) is not type(other):
        return f"{where} was {one!r}, a {type(one).__name__}, and came back as {other!r}, a {type(other).__name__}"
    if attrs.has(type(one)) and not isinstance(one, Procedure):
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(one))
        parts = [(field.name, getattr(one, field.name), getattr(other, field.name)) for field in fields if field.eq]
        return _first(difference(here, there, f"{where}.{name}") for name, here, there in parts)
    if isinstance(one, tuple) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return _first(difference(here, there, f"{where}[{place}]") for place, (here, there) in pairs)
    return None if one == other else f"{where} was {one!r} and came back as {other!r}"


def _first(problems: Iterable[str | None]) -> str | None:
    return next((problem for problem in problems if problem), None)


def round_trip(codec: Codec, data: st.DataObject) -> None:
    """
    A value written and read back is equal and has exactly the same types.

    Guards against a date that comes back as text, a tuple as a list, a word of a vocabulary as a plain string.
    """
    codec.kept(data.draw(codec.values))


def every_event_type(codec: Codec, data: st.DataObject) -> None:
    """
    Every type of event is written and read back unchanged, with every field that it may have.

    Guards against a type of event, or a field, that was forgotten when the codec was written.
    """
    codec.kept(data.draw(codec.values))


def unknown_words(codec: Codec, data: st.DataObject) -> None:
    """
    Words outside a vocabulary are kept as the source has them.

    Guards against a local disposition that is refused, or that comes back as a known one.
    """
    codec.kept(data.draw(codec.values))


def stability(codec: Codec, data: st.DataObject) -> None:
    """
    A value is always written the same way, also after it was read back.

    Guards against unchanged files that seem to have changed when versions or hashes are compared.
    """
    value = data.draw(codec.values)
    written = codec.written(value)
    for again, words in ((value, "written twice"), (codec.again(value), "written, read back and written")):
        now = codec.written(again)
        if now != written:
            told = f"It was {words}, and is\n    {now!r}\nand was\n    {written!r}"
            raise Counterexample(told, _as_code(value))


CODEC_LAWS = (round_trip, every_event_type, unknown_words, stability)
"""The laws of a codec, in the order in which they are tried."""


def as_a_file(event: Event) -> CaseFile:
    """Return a file of one event."""
    return CaseFile("drawn").record(event)


def check_codec(
    encode: Callable[[Any], Any],
    decode: Callable[[Any], Any],
    *,
    holding: Callable[[Event], Any] = as_a_file,
    laws: Iterable[str] | None = None,
    without: Iterable[str] = (),
    settings: settings | None = None,
) -> None:
    """
    Test a codec against the laws, over drawn files and every type of event.

    >>> from casestate import dumps, loads
    >>> check_codec(dumps, loads, laws=["stability"])

    Args:
        encode: Writes a value, as text, bytes or anything else that can be compared.
        decode: Reads it back.
        holding: Turns one event into a value that the codec takes; by default, into a case file. If the codec takes
            events, give ``lambda event: event``.
        laws: The names of the laws to try; all of :data:`CODEC_LAWS` by default.
        without: The names of laws to leave out.
        settings: Hypothesis settings, such as the number of examples.

    Raises:
        LawBroken: A law does not hold; the error names the law and shows the smallest value found.
        InvalidQuestion: There is no law with a given name, no law is left to try, or an argument is not valid.
    """
    as_function("the encoder", encode, of="what it writes down")
    as_function("the decoder", decode, of="what was written down")
    as_function("holding=", holding, of="an event")
    several = any_event().map(holding)
    every = messy() | several if holding is as_a_file else several
    for law in chosen(CODEC_LAWS, laws, without):
        for values, how in _asked(law, every, settings):
            search([law], Codec(encode=encode, decode=decode, values=values.map(_held(holding))), how)


def _held(holding: Callable[[Event], Any]) -> Callable[[Any], Any]:
    """Return a function that turns an event into a value of the codec, and returns anything else unchanged."""
    return lambda value: holding(value) if isinstance(value, Event) else value


def _asked(
    law: Callable[..., None], every: st.SearchStrategy[Any], how: settings | None
) -> Iterator[tuple[st.SearchStrategy[Any], settings]]:
    """Yield the strategies for the values of a law, each with its settings."""
    long = as_settings(how)
    few = settings(long, max_examples=min(_FEW, long.max_examples))
    if law is every_event_type:
        yield from ((events(act), few) for act in EVENT_TYPES if act is not EntryRetracted)
    elif law is unknown_words:
        for act, name, words in _worded():
            outside: dict[str, Any] = {name: texts().map(words.raw)}
            yield events(act, **outside), few
    else:
        yield every, long


def _worded() -> Iterator[tuple[type[Event], str, type[Vocabulary]]]:
    """Yield every field of every event that holds a word of a vocabulary."""
    for act in EVENT_TYPES:
        for field in attrs.fields(act):
            for kind in (field.type, *typing.get_args(field.type)):
                if isinstance(kind, type) and issubclass(kind, Vocabulary):
                    yield act, field.name, kind
