"""The titles that open blocks: headings, bold words, a word with its number, known labels."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.questions.labels import split_spoken
from flashcards.questions.roles import folded
from flashcards.questions.slices import cut, joined, lines, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Emphasis, Heading, Inlines, Paragraph, Strong
from flashcards.values import dataclass

# What a title is worth or takes, in brackets behind it.
_WORTH = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]")
# `Question 1 :`, `Fall 2.`, `Vraag A` at the head of a line: a word and what counts it.
_COUNTED = re.compile(
    r"\W{0,3}(?P<word>[^\W\d_]{3,20}) (?:no?[.°º]? ?)?"
    r"(?P<count>\d{1,3}(?:\.\d{1,3})?|[A-HIVX]{1,4})"
    r"(?:\s*[(\[][^()\[\]]{0,40}[)\]])?(?P<sign>\W*$|\s*[.:：)–—-]+\s*)"
)


SIGNED = re.compile(
    r"(?:[A-Z]{1,2}-?\d{1,2}[.):]|\d{1,2}\.\d{1,2}[.):]?|"
    r"\((?:[a-h]|[ivx]{1,4})\))\s+(?=\S)"
)
"""The sign of a question of an exam at the head of a line: `A1.`, `B-12)`, `3.1`, `(ii)`."""


DEEPEST = 6
"""The level of the smallest heading."""
OF_PARAGRAPH = DEEPEST + 1
"""The level of a title that opens a paragraph."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A block that opens with a title, the words and number of it, and what stands behind.

    Attributes:
        index: the block in its run.
        words: the title, folded. word, count: of one like `Question 3`, else empty.
        rest: what stands behind it in its paragraph.
        level: of a heading, or `OF_PARAGRAPH`.
    """

    index: int
    words: str
    word: str
    count: str
    rest: Inlines
    level: int


def opening_of(block: Block, index: int) -> Opening | None:
    """The title that opens a block: a heading, bold words, or a word with its number."""
    words: Inlines
    rest: Inlines = ()
    if isinstance(block, Heading):
        words, level = block.children, block.level
    elif isinstance(block, Paragraph) and block.children:
        bare, level = _unticked(stripped(block.children)), OF_PARAGRAPH
        lead = bare[0] if bare and isinstance(bare[0], Strong | Emphasis) else None
        first = lines(block.children)[0]
        counted = _COUNTED.match(plain(first))
        if lead is not None and (counted is None or counted.end() <= len(plain((lead,))) + 2):
            words, rest = lead.children, stripped(bare[1:], " :.\t\n")
        elif counted is not None:
            words, rest = cut(first, 0, counted.end()), cut(block.children, counted.end())
        elif (signed := SIGNED.match(plain(first))) is not None:
            words, rest = cut(first, 0, signed.end()), cut(block.children, signed.end())
        elif (pair := split_spoken(first)) is not None:
            words, rest = pair[0], joined([pair[1], *lines(block.children)[1:]])
        else:
            return None
    else:
        return None
    if level > DEEPEST and (worth := _WORTH.match(plain(rest))):
        rest = cut(rest, worth.end())
    text = plain(words)
    counted = _COUNTED.fullmatch(text) or (_COUNTED.match(text) if level <= DEEPEST else None)
    whole = text if SIGNED.match(f"{text.strip()} .") else _WORTH.sub("", text)
    name = folded(whole).strip(" .:：*_#")
    if not name:
        return None
    word, count = (counted["word"], counted["count"]) if counted else ("", "")
    return Opening(index, name, word.casefold(), count, stripped(rest), level)


# A tick or a cross before a label: `❌ **Myth:** …`.
_TICK = re.compile(r"[✅❌✓✗✔✘]\ufe0f?\s*")


def _unticked(words: Inlines) -> Inlines:
    """Words without a tick that stands alone before bold ones."""
    first = words[0] if len(words) > 1 and isinstance(words[1], Strong) else None
    return words[1:] if first is not None and _TICK.fullmatch(plain((first,))) else words
