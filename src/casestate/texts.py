"""Text that a file can keep."""

from casestate.errors import InvalidEvent


def is_text(value: object) -> bool:
    """Is it text that says something and can be written as UTF-8?"""
    if not isinstance(value, str) or not value.strip():
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_text(value: str) -> str:
    """
    Text that says something.

    Raises:
        InvalidEvent: It is empty, no text, or cannot be written as UTF-8.
    """
    if is_text(value):
        return value
    if not isinstance(value, str):
        raise InvalidEvent(f"text was expected here, not {value!r}")
    if not value.strip():
        raise InvalidEvent("this text is empty; give it, or leave an optional field out")
    raise InvalidEvent(f"{value!r} holds half a character, which no file can keep; mend its encoding")
