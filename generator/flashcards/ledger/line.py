"""An entry or a fact as a match compares them: what it says, without how it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from flashcards import patterns as re
from flashcards.card import Fact, Kind
from flashcards.ledger.entry import Entry
from flashcards.values import dataclass
from flashcards.written import Written

# Signs of markdown, and characters without width; what is left is what a person reads.
_GONE = str.maketrans({
    **dict.fromkeys("*`\\|$\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f"),
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " ",
})  # fmt: skip
# What opens a line of markdown: a heading, an item, a quotation; rules of tables and fences.
_OPENINGS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|[-+>][ \t]+|~{3,}.*$|[-:| \t]+$)", re.MULTILINE)
# Emphasis by underscores, which never stand inside a word.
_UNDERSCORES = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")


@lru_cache(maxsize=1 << 15)
def normal(text: str) -> str:
    r"""A text as compared for identity: equal for two that a reader cannot tell apart.

    >>> normal("**Q4_0**  uses\n‘less’") == normal("__Q4_0__ uses 'less'")
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _OPENINGS.sub("", text.replace("&#91;", "[").translate(_GONE))
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    return " ".join(text.split())


def normals(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of several texts as compared."""
    return tuple(map(normal, texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What identifies a card: where it stands, its key and its texts, all as compared."""

    kind: Kind
    document: str
    question: int
    question_title: str
    place: tuple[str, ...]
    group: str
    key: tuple[str, ...]
    front: str
    back: str
    more: str
    retired: bool = False


def line_of_entry(entry: Entry) -> Line:
    """What the ledger remembers of a card, as compared."""
    return _line(entry, entry, retired=entry.retired is not None)


def line_of_fact(fact: Fact, texts: Written) -> Line:
    """A fact, as compared."""
    return _line(fact, texts)


def _line(one: Entry | Fact, texts: Entry | Written, *, retired: bool = False) -> Line:
    return Line(
        kind=one.kind,
        document=one.document,
        question=one.question,
        question_title=normal(one.question_title),
        place=normals(one.place),
        group=normal(one.group),
        key=normals(one.key),
        front=normal(texts.front),
        back=normal(texts.back),
        more=normal(texts.more),
        retired=retired,
    )
