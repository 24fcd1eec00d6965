"""Titles of questions: their number, their word, and whether they ask."""

from __future__ import annotations

from functools import cache

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.roles import begins_asking, folded, has_question_mark, question_words
from flashcards.questions.slices import cut, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Code, Inlines, Link, Math, Strong
from flashcards.tree.remembered import by_identity
from flashcards.values import dataclass

# `3.`, `3)`, `1.2.3.`, `(3)`, `3 -`, `3.-` before a title; the point of a decimal is none.
_NUMBERED = re.compile(
    r"[\W_]*?(?:\d{1,3}\.(?=\d))*(?P<number>\d{1,6})\s*(?:[.):：、．]+-?(?!\d)\s*"
    r"|\s[-–—]\s+|\s[·•]\s+(?=[^\W\d_]{3}))(?=\S)"
)
# `1.2`, `B.2` before a title, where that asks: else it may be a quantity, `2.4 GHz or 5 GHz?`.
_SECTION = re.compile(r"\W*(?:[A-Z]\.|(?:\d{1,3}\.)+)(?P<number>\d{1,3})\s+(?=\S)")
# A level before what asks: `[E] Why …?`, `senior · Why …?`.
_LEVEL = re.compile(
    r"(?:(?-i:[\[(][A-Z][\])])|(?:junior|mid(?:dle|-level)?|senior|staff|principal|easy|medium|hard|basic"
    r"|beginner|intermediate|advanced|expert|leicht|einfach|mittel|schwer|facile|moyen|difficile"
    r"|fácil|medi[oa]|difícil|médio|makkelijk|gemiddeld|moeilijk)\s?[·•|:–—-])\s+(?=\S)",
    re.IGNORECASE,
)
# An emoji by its name in front: `:books: What is …?`.
_SHORTCODE = re.compile(r"(?::[a-z0-9_+-]{2,40}:\s+)+(?=\S)")
_JUNK = re.compile(r"[^\w`\"'“‘«(\[<$¿¡-]+")


@cache
def _named() -> re.Pattern[str]:
    """`Question 3: …`, `Q3.`, `Question 17b. …`, `Questions 3-5`, `Frage Nr. 3`, `第3题`."""
    words = "|".join(re.escape(w) for w in sorted(question_words(), key=len, reverse=True))
    return re.compile(
        rf"\W*(?:第\s*|new\s+)?(?:(?P<word>{words})\s*(?:#|no\s?[.:]?|nr\s?[.:]?|n[°º]|№)?\s*)?(?P<number>\d{{1,6}})(?:[a-f](?![^\W_]))?"
        r"(?:\s*(?:-|–|—|to|bis|à|a|до|至)\s*(?P<last>\d{1,6}))?"
        r"\s*(?P<after>题|題|问|問)?\s*(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\])?\s*"
        r"(?:(?P<sign>[:.)\]—–：、．|-]+)\s*|$|(?P<blank>\s+)(?=\S))",
    )


def _announces(named: re.Match[str], words: str) -> bool:
    """Whether a word and its number announce a title: a sign parts them, or the title asks."""
    if named["blank"] is None:
        return True
    return has_question_mark(words) or not words[: named.end()].isascii()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title without its number, and what it says of itself."""

    words: Inlines
    evidence: Evidence
    number: int | None = None
    last: int | None = None
    word: str = ""  # what it calls itself: `question`


@by_identity  # each form asks of each item
def title_of(inlines: Inlines) -> Title:
    """What a heading, a bold line or an item says."""
    bare = stripped(inlines)
    words = plain(bare)
    if code := _SHORTCODE.match(words):
        bare, words = cut(bare, code.end()), words[code.end() :]
    lower = folded_same(words)
    named = _named().match(lower)
    if named and (named["word"] or named["after"]) and _announces(named, words):
        rest = stripped(cut(bare, named.end()))
        if plain(rest).startswith("[") and plain(rest).endswith("]"):
            rest = stripped(rest, "[]")
        junk = _JUNK.match(plain(rest))
        if junk and junk.end() < len(plain(rest)):
            rest = cut(rest, junk.end())
        return Title(
            words=_unlevelled(rest),
            evidence=Evidence.MARKED,
            number=int(named["number"]),
            last=int(named["last"]) if named["last"] else None,
            word=named["word"] or named["after"] or "",
        )
    numbered = _NUMBERED.match(words)
    section = _SECTION.match(words) if numbered is None else None
    if section and begins_asking(words[section.end() :]):
        numbered = section
    number = int(numbered["number"]) if numbered else None
    rest = stripped(cut(bare, numbered.end())) if numbered else bare
    if code := _SHORTCODE.match(plain(rest)):
        rest = cut(rest, code.end())
    rest = _unlevelled(rest)
    return Title(words=rest, evidence=evidence_of(rest, numbered=bool(numbered)), number=number)


def _unlevelled(words: Inlines) -> Inlines:
    """What asks, without a level before it."""
    level = _LEVEL.match(plain(words))
    asks = level is not None and begins_asking(plain(words)[level.end() :])
    return cut(words, level.end()) if level and asks else words


def folded_same(words: str) -> str:
    """Small letters, as many characters as before."""
    lower = words.lower()
    return lower if len(lower) == len(words) else words


def evidence_of(inlines: Inlines, *, numbered: bool = False) -> Evidence:
    """How much a title looks like a question."""
    words = plain(inlines)
    if has_question_mark(words):
        return Evidence.ASKING
    if begins_asking(words):
        return Evidence.TASK
    return Evidence.NUMBERED if numbered else Evidence.PLAIN


def is_linked(inlines: Inlines, *, anywhere: bool = False) -> bool:
    """Whether a line is a link and nothing else: an entry of a table of contents.

    Args:
        inlines: of the line.
        anywhere: count links to other pages, too.
    """
    words = plain(inlines).strip()
    links = sum(
        len(plain(n.children))
        for n in inlines
        if isinstance(n, Link) and (anywhere or n.target.startswith("#"))
    )
    return bool(words) and links * 10 >= len(words) * 8


def is_wholly_bold(inlines: Inlines) -> bool:
    """Whether a line is bold, but for code, formulas, signs and emoji."""
    bold = False
    for node in stripped(inlines):
        if isinstance(node, Strong):
            bold = True
        elif isinstance(node, Code | Math):
            continue
        elif re.search(r"\w", plain((node,))):
            return False
    return bold


__all__ = ["Title", "evidence_of", "folded", "is_linked", "is_wholly_bold", "title_of"]
