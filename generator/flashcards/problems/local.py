"""Numbers as a language writes them: `1 234,5` where a point would part thousands."""

from __future__ import annotations

from flashcards import patterns as re

COMMA = frozenset(("de", "fr", "es", "it", "pt", "nl"))
"""Languages with a decimal comma; the thousands are parted by a thin blank, which none misreads."""
THIN = "\u202f"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GROUPS = re.compile(rf"(?<=\d){THIN}(?=\d{{3}})")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")


def local(text: str, language: str) -> str:
    r"""The numbers of a text that has them as in English, as a language writes them.

    >>> local("≈ 1,234.5 ms", "de"), local("≈ 1,234.5 ms", "")
    ('≈ 1\u202f234,5 ms', '≈ 1,234.5 ms')
    """
    if language not in COMMA:
        return text
    return _NUMBER.sub(
        lambda found: found[0].replace(",", THIN).replace(".", ",").removesuffix(THIN), text
    )


def unlocal(text: str, language: str) -> str:
    r"""A text of `local`, with its numbers as in English, without the commas between thousands.

    >>> unlocal("1\u202f234,5 ms", "de")
    '1234.5 ms'
    """
    if language not in COMMA:
        return text
    return _DECIMAL.sub(".", _GROUPS.sub("", text))
