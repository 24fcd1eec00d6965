"""Bytes to text: UTF-8 only, mis-decoded text repaired, dangerous characters neutralised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.errors import ReadError

MAX_BYTES = 64 * 2**20
"""Above this a file is no question document but a mistake."""

_SUSPICIOUS = re.compile(
    "‚[Äîàäú†öêåùçüì]|[ÂÃâ][\x80-\xbf\u2018-\u203a\u20ac\u2122\u0152-\u017e\u02c6\u02dc"
    "¡-¿]|ðŸ|üì|Ô∏|œÑ|√[¢©†]"
)
"""Pairs that UTF-8 gives when it is read as Mac Roman, cp1252 or latin-1."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A document's text with LF line ends; `repaired_lines` lists the 1-based lines mended."""

    text: str
    repaired_lines: tuple[int, ...]
    repaired_characters: int


def decode(data: bytes, *, path: str) -> Decoded:
    """The text of a document's bytes, with lines where they were.

    Raises:
        ReadError: too large, or not UTF-8; with the line and byte offset of the first bad byte.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"{len(data):,} bytes are too many for a question document (at most {MAX_BYTES:,})",
            path=path,
            hint="split it into several files",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8",
            path=path,
            line=line,
            hint="save the file as UTF-8; nothing was written",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mended, lines, characters = _repair(text)
    return Decoded(
        text=_CONTROL.sub("\N{REPLACEMENT CHARACTER}", mended),
        repaired_lines=lines,
        repaired_characters=characters,
    )


def _repair(text: str) -> tuple[str, tuple[int, ...], int]:
    """Mojibake undone line by line, so that no line moves; the lines and characters changed."""
    if not _SUSPICIOUS.search(text):
        return text, (), 0
    from ftfy import fix_encoding  # only documents that need it pay for it

    lines = text.split("\n")
    whole = fix_encoding(text).split("\n")
    if len(whole) != len(lines):
        whole = [fix_encoding(line) for line in lines]
    changed = [i for i, (old, new) in enumerate(zip(lines, whole, strict=True)) if old != new]
    characters = sum(sum(1 for sign in whole[i] if ord(sign) > 127) for i in changed)
    return "\n".join(whole), tuple(i + 1 for i in changed), characters
