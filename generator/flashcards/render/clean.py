"""Text that is safe to store and show: no control or half characters, one kind of newline."""

from __future__ import annotations

from flashcards import patterns as re

# Control characters; U+001F among them would end a field in Anki's database. Overrides and isolates
# of direction turn text round beyond what they stand in; letters know their direction.
_TURNS = r"\u202a-\u202e\u2066-\u2069"
_ODD = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_TURNS}]")
_CONTROL = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff{_TURNS}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""`text` with newlines as `\n`, without control characters, U+FFFD for lone surrogates.

    >>> clean("a\r\nb\x1fc\x00")
    'a\nbc'
    """
    if text.isprintable() or not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
