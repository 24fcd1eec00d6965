"""A title that asks twice, where its answer tells one thing: only that is asked."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.facts.parts import names_second, told_of_parts, two_parts
from flashcards.facts.wanted import asks_quantity, told_all
from flashcards.facts.wording import reading, said, split_sentences, words
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import Blocks, Inlines

FEWEST = 3
"""Words of a question."""
OPENING = 30
"""Signs by which a text is known to open another."""

# A second case behind a comma: `before the first step, and after some training`.
_CASE = re.compile(
    r",\s+(?:and|or|und|oder|et|ou|y|o|e)\s+"
    r"(?:after|before|with|without|at|in|for|on|nach|vor|mit|ohne|bei|après|avant|avec|sans)\s",
    re.IGNORECASE,
)


def first_part(title: Inlines, back: Blocks, whole: Blocks) -> Inlines | None:
    """The first of two questions in a title whose card tells no more than its answer; else None.

    >>> from flashcards.facts.wording import answer_of
    >>> asked = said("Which classes are there, and who is killed first?")
    >>> one = first_part(asked, answer_of(said("Low and high")), answer_of(said("Low and high. …")))
    >>> plain(one) if one else None
    'Which classes are there?'
    """
    text = plain(title)
    parts = two_parts(text)
    case = _CASE.search(text)
    end = len(parts[0]) if parts else case.start() if case else 0
    first = back[0] if len(back) == 1 else None
    if not end or not isinstance(first, n.Paragraph) or len(words(text[:end])) < FEWEST:
        return None
    told, all_ = reading(back), reading(whole)
    if told_all(text, told):
        return None
    if not asks_quantity(text[:end]) and len(split_sentences(first.children)) > 1:
        return None  # the sentence behind the first tells of the second
    if parts and names_second(parts, told):
        return None
    if len(words(told)) >= len(words(all_)) or not -1 < all_.find(told[:OPENING]) < OPENING:
        return None
    opens = whole[0]
    texts = [opens.children] if isinstance(opens, n.Paragraph) else []
    if told_of_parts(text, texts) is not None:
        return None
    return (*rstrip(cut(title, 0, end), " ,;?"), *said("?"))
