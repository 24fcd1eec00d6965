"""UTF-8 that was read as Mac Roman, cp1252 or latin-1, found and undone.

A whole document is mis-decoded when nearly all of its runs of non-ASCII characters are the
bytes of valid UTF-8 in one of these encodings: a bar that text in any language stays under. A
document that is so only in places is left to ftfy, line by line: right lines beside a mis-decoded
one would keep it from being found.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from unicodedata import category

from flashcards import patterns as re

_RUN = re.compile(r"[^\x00-\x7f]+")
_SHARE = 0.9
_LEAST = 3
"""So many runs are evidence enough; fewer are left to ftfy."""

_ROOTS = re.compile("√[πΩ∞∂∑∏∫∆≈≠≤≥÷]")
"""Bytes of UTF-8 in Mac Roman, and mathematics: no evidence."""

_PLACES = re.compile(
    "‚[Äîàäú†öêåùçüì]|[ÂÃâ][\x80-\xbf\u2018-\u203a\u20ac\u2122\u0152-\u017e\u02c6\u02dc"
    "¡-¿]|ðŸ|üì|Ô∏|œÑ|√[¢©†]"
)
"""Pairs that the signs of our documents turn into."""


def undo(text: str) -> str:
    """The text as it was meant; the same text if it is not mis-decoded."""
    whole = _undo_whole(text)
    if not _PLACES.search(whole):
        return whole
    from ftfy import fix_encoding  # only documents that need it pay for it

    return "\n".join(
        fix_encoding(line) if _PLACES.search(line) else line for line in whole.split("\n")
    )


def _undo_whole(text: str) -> str:
    runs = _RUN.findall(text)
    evidence = [run for run in runs if not _ROOTS.fullmatch(run)]
    if len(evidence) < _LEAST:
        return text
    undone = []
    for name in ("mac_roman", "cp1252", "latin-1"):
        valid = _valid(name)
        found = sum(1 for run in evidence if valid.fullmatch(run))
        if found >= _LEAST and found >= _SHARE * len(evidence):
            undone.append(valid.sub(partial(_meant, table=_table(name)), text))
    return min(undone, key=_odd, default=text)


def _odd(text: str) -> int:
    """How many signs hardly anybody writes: loose accents, private and unassigned ones."""
    return sum(1 for sign in text if sign > "\x7f" and category(sign) in {"Mn", "Co", "Cn", "Cc"})


def _meant(match: re.Match[str], table: Mapping[str, int]) -> str:
    return _decoded(match.group(), table)


def _decoded(run: str, table: Mapping[str, int]) -> str:
    try:
        return bytes(table[sign] for sign in run).decode("utf-8")
    except UnicodeDecodeError:  # overlong forms and surrogates have the shape, not the sense
        return run


@cache
def _table(name: str) -> dict[str, int]:
    """Characters to the bytes they were read from; undefined bytes stand for themselves."""
    table = {}
    for byte in range(0x80, 0x100):
        sign = bytes([byte]).decode(name, "replace")
        table[chr(byte) if sign == "\ufffd" else sign] = byte
    return table


@cache
def _valid(name: str) -> re.Pattern[str]:
    """Runs that have the shape of UTF-8."""
    table = _table(name)

    def signs(low: int, high: int) -> str:
        return "[" + "".join(re.escape(s) for s, byte in table.items() if low <= byte <= high) + "]"

    more = signs(0x80, 0xBF)
    return re.compile(
        f"(?:{signs(0xC2, 0xDF)}{more}|{signs(0xE0, 0xEF)}{more}{{2}}|"
        f"{signs(0xF0, 0xF4)}{more}{{3}})+"
    )
