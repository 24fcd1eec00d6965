"""Answers that a text gives one behind the other: `1 Oslo · 2 Bern`, `(a) Oslo (b) Bern`."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.roles import question_words
from flashcards.questions.slices import cut, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Break, Inlines
from flashcards.values import dataclass

_MOST_WORDS = 40
"""Words of one answer among several in a text."""

# What may part two answers, before the blank in front of the next label.
_PARTING = "·•|/;,、–—-"
# What may stand between a label and its number: `Q1`, `No. 1`, `zu 1a)`, `(1)`.
_WORD = re.compile(r"(?:(?P<word>[^\W\d_]{1,10})\.?\s?)?[(\[]?$")
_LEADS = frozenset(("zu", "ad", "to", "no", "nr", "q", "a", "r", "l", "s"))
# What closes a label; without a sign, a blank must stand behind it.
_CLOSE = r"(?P<close>[)\].:]{0,2}(?:\s?[:=→]|\s[–—-])?)(?:\s+|(?<=[)=→])(?=\S))"


@dataclass(frozen=True, slots=True)
class Strung:
    """Answers behind labels, and what stands before the first of them."""

    lead: Inlines
    told: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """Where a label stands, where its words begin, and how it is dressed."""

    start: int
    end: int
    dress: str
    close: str


def strung(words: Inlines, labels: Sequence[str]) -> Strung | None:
    """The answers behind all of some labels, each once and in this order; None if one is missing.

    All labels are dressed alike, and one sign parts all answers. Bare numbers with blanks between
    them could be in the words, but for those that open lines.

    Args:
        words: of a paragraph, or several joined.
        labels: numbers, letters, or numbers with letters: `1`, `b`, `3a`.

    >>> from flashcards.tree.nodes import Text
    >>> [plain(one) for one in strung((Text("Key: 1 Oslo, 2 Bern"),), ("1", "2")).told]
    ['Oslo', 'Bern']
    """
    text = plain(words)
    found = _first(text, labels[0])
    places = [found] if found else []
    for label in labels[1:] if found else ():
        following = _next(text, places[-1], label, found) if found else None
        if following is None:
            return None
        places.append(following)
    if not places:
        return None
    signs = {_sign(text[: one.start]) for one in places[1:]}
    bare = not (places[0].dress or places[0].close)
    if len(signs) > 1 or (bare and signs == {""} and not _open_lines(words, places, text)):
        return None
    ends = [*(one.start for one in places[1:]), len(text)]
    told = tuple(_bare(cut(words, a.end, b)) for a, b in zip(places, ends, strict=True))
    if not all(0 < len(plain(one).split()) <= _MOST_WORDS for one in told):
        return None
    return Strung(stripped(cut(words, 0, places[0].start)), told)


def _shape(label: str) -> str:
    number, letter = label.rstrip("abcdefghijklmnop"), label.lstrip("0123456789")
    signed = f"[{letter}{letter.upper()}]" if letter else ""
    return rf"{number}\s?[.(]?{signed}" if number and letter else number or signed


def _first(text: str, label: str) -> _Label | None:
    for match in re.finditer(rf"(?<!\d[.,])(?<!\d){_shape(label)}{_CLOSE}", text):
        before = _WORD.search(text[: match.start()])
        dress = before[0] if before else ""
        word = before["word"] if before else None
        if word and not (word.casefold() in _LEADS or word.casefold() in question_words()):
            if not dress.rstrip("([ ").endswith(word[-1:]) and not dress.endswith((" ", "(", "[")):
                continue
            dress = dress[-1:] if dress.endswith(("(", "[")) else ""
        start = match.start() - len(dress)
        if start and (text[start - 1].isalnum() or text[start - 1] in ".,"):
            continue
        return _Label(start, match.end(), dress, match["close"])
    return None


def _next(text: str, last: _Label, label: str, first: _Label) -> _Label | None:
    """The next label behind an answer, dressed as the first of all."""
    shape = rf"{re.escape(first.dress)}{_shape(label)}{_CLOSE}"
    for match in re.finditer(rf"(?<![^\s(]){shape}", text[last.end :]):
        same = match["close"].strip() == first.close.strip()
        opened = bool(first.close.strip()) == bool(match["close"].strip()) or ")" in first.close
        if same or (opened and not match["close"].strip(").: ")):
            start = last.end + match.start()
            return _Label(start, last.end + match.end(), first.dress, match["close"])
    return None


def _sign(before: str) -> str:
    sign = before.rstrip()[-1:]
    return sign if sign and sign in _PARTING else ""


def _open_lines(words: Inlines, places: Sequence[_Label], text: str) -> bool:
    """Whether every label opens a line, or none of the answers has a number of its own."""
    at, starts = 0, {0}
    for node in words:
        at += 1 if isinstance(node, Break) else len(plain((node,)))
        if isinstance(node, Break):
            starts.add(at)
    lines = all(one.start in starts for one in places[1:])
    return lines or len(re.findall(r"\d+", text[places[0].start :])) == len(places)


def _bare(words: Inlines) -> Inlines:
    """An answer without the sign that parts it from the next, or a bracket round them all."""
    text = plain(words).rstrip()
    end = len(text.rstrip(" ·•|/;,、–—-"))
    if text[:end].endswith(")") and "(" not in text[:end]:
        end -= 1
    if text[:end].endswith(".") and not text[: end - 1].endswith("."):
        end -= 1
    return stripped(cut(words, 0, end))
