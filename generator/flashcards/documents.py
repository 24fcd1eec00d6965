"""Files to documents as understood: decode, then name the parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from flashcards import patterns as re
from flashcards.document import Document
from flashcards.errors import Finding, ReadError
from flashcards.questions import Settings, understand
from flashcards.reading import read_decoded
from flashcards.values import dataclass

MAX_LINE = 1_000_000
MAX_SIGNS = 20_000
MAX_WORD = 20_000
"""A longer line, one of more signs and spaces, or a longer word is no text that a person wrote.

An embedded picture is long, but all letters and digits."""

MAX_FILLED = 25_000
MAX_TEXT = 2_000_000
"""Lines with text, and characters, pictures apart: more take over a minute to read and check."""

MAX_BARS = 300_000
"""Signs `|`: so many cells take half a minute and most of a gigabyte."""

DEFAULTS = Settings()

_SIGN = re.compile(r"[^\w+/=]|_")
# A word, but the data of a picture: `data:image/png;base64,…`.
_WORD = re.compile(rf"(?<![\w+/=])(?<!base64,)[\w+/=]{{{MAX_WORD + 1}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document, the text that it was read from, and what was found on the way."""

    document: Document
    text: str
    findings: tuple[Finding, ...]


def read_document(
    path: Path,
    *,
    name: str | None = None,
    forms: tuple[str, ...] = (),
    heading_level: int = 0,
    packs: tuple[Path, ...] = (),
) -> Read:
    """One document.

    Args:
        path: the file, as the user named it; messages name it so.
        name: its identity in the ledger; default: the file's name.
        forms: the only forms of questions to read; none: all.
        heading_level: of the headings that are questions, whatever they say; 0: by what they say.
        packs: files of definitions that its numbers are held against, beside the built-in ones.

    Raises:
        ReadError: it cannot be read, or is empty.
    """
    decoded, repairs = read_decoded(path)
    read = read_text(
        decoded.text,
        path=path.as_posix(),
        name=name or path.name,
        found=repairs,
        settings=Settings(forms=forms, level=heading_level),
    )
    return replace(read, document=replace(read.document, packs=packs)) if packs else read


def read_text(
    text: str,
    *,
    path: str,
    name: str | None = None,
    found: tuple[Finding, ...] = (),
    settings: Settings = DEFAULTS,
) -> Read:
    """The same from a text; `found` are findings of its decoding.

    Raises:
        ReadError: it, or a line of it, is too long.
    """
    _check_lines(text, path)
    _check_size(text, path)
    document, findings = understand(text, path=path, name=name, settings=settings)
    return Read(document=document, text=text, findings=(*found, *findings))


def _check_lines(text: str, path: str) -> None:
    """Refuse a line, or tables, that would take minutes or gigabytes, before they are parsed.

    Raises:
        ReadError: with the line.
    """
    if text.count("|") > MAX_BARS:
        bars = accumulate(line.count("|") for line in text.split("\n"))
        raise ReadError(
            f"tables of more than {MAX_BARS:,} cells",
            path=path,
            line=next(number for number, count in enumerate(bars, 1) if count > MAX_BARS),
            hint="split it into several files",
        )
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) <= MAX_SIGNS:
            continue
        signs = MAX_SIGNS + 1 if len(line) > MAX_LINE else sum(1 for _ in _SIGN.finditer(line))
        if signs > MAX_SIGNS or _WORD.search(line):
            raise ReadError(
                f"a line of {len(line):,} characters",
                path=path,
                line=number,
                hint="break it into lines",
            )


def _check_size(text: str, path: str) -> None:
    """Refuse a document that would take minutes, before it is parsed.

    Raises:
        ReadError: with the line from which on it is too much.
    """
    if len(text) <= MAX_FILLED:
        return
    filled, size = 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        filled += bool(line.strip())
        size += len(line) if len(line) <= MAX_SIGNS else 0  # a longer line is a picture
        if filled > MAX_FILLED or size > MAX_TEXT:
            raise ReadError(
                f"more than {MAX_FILLED:,} lines with text"
                if filled > MAX_FILLED
                else f"more than {MAX_TEXT:,} characters of text",
                path=path,
                line=number,
                hint="split it into several files",
            )
