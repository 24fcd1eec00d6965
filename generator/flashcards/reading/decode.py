"""Bytes to text: UTF-8 only, mis-decoded text repaired, dangerous characters neutralised."""

from __future__ import annotations

import codecs

from flashcards import patterns as re
from flashcards.errors import ReadError
from flashcards.reading.mojibake import undo
from flashcards.values import dataclass

MAX_BYTES = 64 * 2**20
MAX_LINES = 60_000
"""Above these a file is no question document but a mistake; ten thousand questions have fewer."""

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
    lines = data.count(b"\n")
    if lines > MAX_LINES:
        raise ReadError(
            f"{lines:,} lines are too many for one document (at most {MAX_LINES:,})",
            path=path,
            line=MAX_LINES + 1,
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
    mended, mended_lines, characters = _repair(text)
    return Decoded(
        text=_CONTROL.sub("\N{REPLACEMENT CHARACTER}", mended),
        repaired_lines=mended_lines,
        repaired_characters=characters,
    )


# The end of a line, in any system's way.
_LINE_END = re.compile(r"(\r\n|\r|\n)")


def repaired(data: bytes) -> bytes:
    """A document's bytes with their mis-decoded lines mended; its line ends and all else stay."""
    pieces = _LINE_END.split(data.decode("utf-8-sig"))
    mended, _, _ = _repair("\n".join(pieces[::2]))
    pieces[::2] = mended.split("\n")
    text = "".join(pieces).encode()
    return codecs.BOM_UTF8 + text if data.startswith(codecs.BOM_UTF8) else text


def _repair(text: str) -> tuple[str, tuple[int, ...], int]:
    """Mojibake undone line by line, so that no line moves; the lines and characters changed."""
    mended = undo(text)
    if mended == text:
        return text, (), 0
    lines, whole = text.split("\n"), mended.split("\n")
    changed = [i for i, (old, new) in enumerate(zip(lines, whole, strict=True)) if old != new]
    characters = sum(sum(1 for sign in whole[i] if ord(sign) > 127) for i in changed)
    return mended, tuple(i + 1 for i in changed), characters
