"""Lines about a sheet and not of its matter: tags, marks, pages, dates, sources, things to do.

They stand by themselves, behind a question or its answer, and are parts of neither. What may be an
answer, too (a page, marks, a tag), must come again in the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.awards import AWARD
from flashcards.questions.furniture import names_day
from flashcards.questions.roles import folded, role_of
from flashcards.questions.slices import joined, lines, with_inner
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    own_inlines,
    walk,
)

_LEAST = 2
"""Lines of one kind that tell it from an answer."""

_LONGEST = 120
"""A longer line says more than where it is from."""

_ALONE = (
    # `[TOC]`, `[[_TOC_]]`, `{:toc}`, `${toc}`
    re.compile(r"(?:\[{1,2}_?TOC_?\]{1,2}|[{$]+:?toc\})", re.IGNORECASE),
    # `© 2024 …`, `(c) 2024`, `Copyright …`
    re.compile(r"(?:©|\(c\) ?(?=\d{4})|copyright\b(?= (?:©|\(c\)|\d))).*", re.IGNORECASE),
)
# What is not written yet: right below a heading it says that nothing answers that.
_OPEN = (
    # `TODO: …`, `FIXME …`, `[todo] …`
    re.compile(r"[\[(]?(?:todo|to-do|to do(?=\s?[:–—-])|fixme|tbd|tbc)\b.*", re.IGNORECASE),
    # `(to be completed)` in seven languages
    re.compile(
        r"[\[(]?(?:to be (?:completed|added|done|written|continued)|noch (?:zu )?ergänzen"
        r"|à compléter|(?:por|a) completar|da completare|nog (?:aan te vullen|invullen))\b"
        r"[^.!?]{0,60}[.\])]{0,2}",
        re.IGNORECASE,
    ),
)
_COMING_AGAIN = {
    # `#botany #week3`
    "tags": re.compile(r"(?:#[^\W\d_][\w/-]*[\s,;·]*+)+"),
    # `^a1b2c3`, by which notes link to a block
    "block": re.compile(r"\^[\w-]{4,}"),
    # `(3 points)`, `[2]` is left: it may be a footnote; `___ / 5`
    "marks": re.compile(rf"[\[(]?{AWARD}[\])]?|_{{2,}} ?/ ?\d{{1,3}}(?: ?\w+\.?)?", re.IGNORECASE),
    # `(p. 45)`, `S. 44 f.`, `pp. 3–5`
    "page": re.compile(
        r"[\[(]?(?:pp?|pages?|s|seiten?|págs?|pags?|blz|стр)\.? ?\d{1,4}(?: ?[–-] ?\d{1,4})?"
        r" ?f{0,2}\.?[\])]?",
        re.IGNORECASE,
    ),
}
# A day at the end of a line: `2024-03-02`, `2.3.2024`, `March 2, 2024`.
_DAY = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4}"
    r"|[^\W\d_]{3,10}\.? \d{1,2}, \d{4})\W{0,3}"
)
_LABEL = re.compile(r"(?P<name>[^\W\d_][^:：\n\d]{1,28}?)\s?[:：]\s+(?=\S)")
# What tells where a statement is from: a page, a year in brackets, an address.
_PLACE = re.compile(r"https?://|\bpp?\.? ?\d|\bs\. ?\d|\(\d{4}\)|\bch(?:apter|\.) ?\d|\bkap\. ?\d")


def without_asides(run: Blocks) -> Blocks:
    """The blocks without lines about the sheet."""
    counts = Counter(kind for row in _rows(run) if (kind := _kind(row)))
    gone = frozenset(kind for kind, count in counts.items() if count >= _LEAST)
    gone |= {_SURE, _UNWRITTEN} & counts.keys()
    return _without(run, gone) if gone else run


_SURE, _UNWRITTEN = "sure", "unwritten"


def _rows(run: Blocks) -> Iterator[Inlines]:
    for block in walk(run):
        if isinstance(block, Paragraph):
            for own in own_inlines(block):
                yield from lines(own)


def _kind(row: Inlines) -> str:
    return _kind_of(plain(row).strip(" *"))


@lru_cache(maxsize=4096)  # asked once to count, and once more where any goes
def _kind_of(words: str) -> str:
    """Which kind of aside a line is; nothing for any other."""
    if not words or len(words) > _LONGEST:
        return ""
    if any(one.fullmatch(words) for one in _ALONE):
        return _SURE
    if any(one.fullmatch(words) for one in _OPEN):
        return _UNWRITTEN
    for name, one in _COMING_AGAIN.items():
        if one.fullmatch(words):
            return name
    label = _LABEL.match(words)
    if label is None:
        return ""
    rest = words[label.end() :]
    if names_day(label["name"]) and _DAY.fullmatch(rest):
        return _SURE
    if role_of(label["name"]) is Role.RELATED:
        return _SURE if _PLACE.search(rest) else f"related {folded(label['name'])}"
    return ""


def _without(blocks: Blocks, gone: frozenset[str]) -> Blocks:
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, BulletList | OrderedList):
            items = (
                replace(item, children=(*item.children[:1], *_without(item.children[1:], gone)))
                for item in block.items
            )
            out.append(replace(block, items=tuple(items)))
        elif isinstance(block, Paragraph):
            rows = lines(block.children)
            here = gone - {_UNWRITTEN} if out and isinstance(out[-1], Heading) else gone
            kept = [row for row in rows if _kind(row) not in here]
            if len(kept) == len(rows):
                out.append(block)
            elif kept:
                out.append(replace(block, children=joined(kept)))
        else:
            out.append(with_inner(block, lambda inner: _without(inner, gone)))
    return tuple(out)


__all__ = ["without_asides"]
