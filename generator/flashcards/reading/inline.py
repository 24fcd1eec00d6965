"""Inline markdown: its plain reading, labels at the start of a line, marks, terms."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from flashcards.model import NO_TEXT, Mark, Text
from flashcards.render.marks import escape_markdown

_INLINE = MarkdownIt("commonmark", {"html": True})

_MARKUP = re.compile(r"[*_`\[\]<>&\\!]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_MARKS = {
    "✅": Mark.YES, "✓": Mark.YES, "✔": Mark.YES, "☑": Mark.YES, "❌": Mark.NO, "✗": Mark.NO,
    "✘": Mark.NO, "✖": Mark.NO, "⚠": Mark.CAUTION,
}  # fmt: skip
_TASK = re.compile(r"^\[[ xX]\]\s+")
_SPLIT = re.compile(r"(?<=[^\s:])(?::\s+|\s+(?:[—–=→-])\s+)(?=\S)")
_QUALIFIER = re.compile(r"^\s*(\([^()]*(?:\([^()]*\)[^()]*)*\))(?=\s*:|\s*$)")
_MAX_TERM_WORDS = 8
_MAX_TERM_LENGTH = 200
_MAX_INLINE = 10_000
"""Longer text is read as it stands: finding brackets' partners takes quadratic time."""


def text(markdown: str) -> Text:
    """Inline markdown with its plain reading; runs of spaces become one."""
    tidy = _SPACES.sub(" ", markdown).strip()
    return Text(markdown=tidy, plain=plain(tidy)) if tidy else NO_TEXT


def verbatim(line: str) -> Text:
    """A line of a fence: shown as it stands, so its signs are escaped in the markdown."""
    tidy = _SPACES.sub(" ", line).strip()
    return Text(markdown=escape_markdown(tidy), plain=tidy) if tidy else NO_TEXT


@lru_cache(maxsize=4096)
def plain(markdown: str) -> str:
    """What a person reads of inline markdown."""
    if len(markdown) > _MAX_INLINE or not _MARKUP.search(markdown):
        return markdown
    tokens = _INLINE.parseInline(markdown)
    return "".join(_read(token.children or []) for token in tokens).strip()


def _read(children: list[Token]) -> str:
    out = []
    for child in children:
        if child.type in {"text", "code_inline", "text_special"} or child.type == "image":
            out.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            out.append(" ")
    return "".join(out)


def split_label(line: str) -> tuple[str, str] | None:
    """`**Label** (qualifier): body` → (label, body) as markdown, or None where no label opens.

    A label is bold text that opens the line and is followed by a colon, a dash or nothing.
    """
    stripped = line.strip()
    lead = ""
    for sign in ("✅", "❌", "⚠️", "⚠"):
        if stripped.startswith(sign + " **"):
            lead, stripped = sign + " ", stripped[len(sign) + 1 :]
    if not stripped.startswith("**"):
        return None
    end = _closing(stripped)
    if end < 0:
        return None
    inner, rest = stripped[2:end].strip(), stripped[end + 2 :]
    if not inner:
        return None
    qualifier = _QUALIFIER.match(rest)
    if qualifier:
        rest = rest[qualifier.end() :]
    label = lead + inner.rstrip(":").rstrip() + (f" {qualifier.group(1)}" if qualifier else "")
    body = re.match(r"\s*(?::|[—–-](?=\s))\s*(.*)$", rest, re.DOTALL)
    if body:
        return label, body.group(1).strip()
    if not rest.strip():
        return label, ""
    return (label, rest.strip()) if inner.endswith(":") else None


def _closing(line: str) -> int:
    """Where the strong emphasis that opens a line ends; -1 if it does not."""
    position = 2
    while True:
        end = line.find("**", position)
        if end < 0:
            return -1
        if line.count("`", 2, end) % 2 == 0:
            return end
        position = end + 2


def split_mark(line: str) -> tuple[Mark, str]:
    """The sign that opens a line, and the line without it."""
    stripped = line.strip()
    if task := _TASK.match(stripped):
        return Mark.TASK, stripped[task.end() :]
    for sign, mark in _MARKS.items():
        if stripped.startswith(sign):
            return mark, stripped[len(sign) :].lstrip("\ufe0f").strip()
    return Mark.NONE, stripped


def split_term(line: str) -> tuple[str, str]:
    """`Term: meaning` → the two as markdown, or two empty strings.

    A bold start always is a term. Without it the term must be short, and the sign must stand
    outside code, brackets and quotes.
    """
    labelled = split_label(line)
    if labelled:
        return labelled if labelled[1] else ("", "")
    for match in _SPLIT.finditer(line):
        if match.start() > _MAX_TERM_LENGTH:
            break
        term, meaning = line[: match.start()].strip(), line[match.end() :].strip()
        if not _closed(term):
            continue
        words = term.split()
        if len(words) > _MAX_TERM_WORDS or not meaning or _is_sentence(term):
            return "", ""
        if " - " in match.group() and len(words) > 4:
            return "", ""
        return term, meaning
    return "", ""


def _closed(piece: str) -> bool:
    return (
        piece.count("`") % 2 == 0
        and piece.count("(") <= piece.count(")")
        and piece.count("[") <= piece.count("]")
        and piece.count('"') % 2 == 0
        and piece.count("**") % 2 == 0
    )


def _is_sentence(term: str) -> bool:
    return bool(re.search(r"[.!?]\s", term)) or term.endswith(("?", "!"))
