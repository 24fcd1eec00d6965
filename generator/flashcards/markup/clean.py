"""Text that is safe to store: no control characters, no half characters, one kind of newline."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters; U+001F among them would end a field in Anki's database."""

_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

_PLAIN = re.compile(
    r"[^\\`*_\[\]<>&|{}\n\t~\s#=+-](?:[^\\`*_\[\]<>&|{}\n\t]*[^\\`*_\[\]<>&|{}\s])?"
)
"""A line that CommonMark gives back as it is: no markup character in it, none of a block's
first characters at its head, no space at its ends."""

_ORDINAL = re.compile(r"\d{1,9}[.)](?:\s|$)")

SUBJECT = "###### "
"""What opens a front: the subject as the smallest heading, what is asked below it."""


def clean(text: str) -> str:
    r"""`text` with newlines as `\n`, without control characters, U+FFFD for lone surrogates.

    >>> clean("a\r\nb\x1fc\x00")
    'a\nbc'
    """
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def is_plain(text: str) -> bool:
    """Whether clean `text` holds no markup at all, so that no parser need look at it.

    >>> is_plain("What does GGUF stand for?"), is_plain("1. one"), is_plain("a *b*")
    (True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None and not _ORDINAL.match(text)


def plain_front(text: str) -> tuple[str, str] | None:
    r"""The subject and what is asked, of a front that holds no other markup; most are so.

    >>> plain_front("###### KV cache\n\nWhat grows it?"), plain_front("###### A\n\n*b*")
    (('KV cache', 'What grows it?'), None)
    """
    if not text.startswith(SUBJECT):
        return None
    subject, _, asked = text.removeprefix(SUBJECT).partition("\n\n")
    if subject.endswith("#") or not is_plain(subject) or not is_plain(asked):
        return None
    return subject, asked
