"""Text that is safe to store: no control characters, no half characters, one kind of newline."""

from __future__ import annotations

import re

# Control characters; U+001F among them would end a field in Anki's database.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""`text` with newlines as `\n`, without control characters, U+FFFD for lone surrogates.

    >>> clean("a\r\nb\x1fc\x00")
    'a\nbc'
    """
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
