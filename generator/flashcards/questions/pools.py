"""Pools: a name and the right letter over each question, `T1A01 (C)`, signs between them."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.questions.options import groups
from flashcards.questions.slices import joined, lines, paragraph, said
from flashcards.questions.told import announced
from flashcards.tree import Tree, plain
from flashcards.tree.nodes import Block, Blocks, Paragraph, Strong
from flashcards.values import dataclass

_LEAST = 2
"""Names with letters in a document, and different letters among them, that make a key."""

_OFTEN = 3
"""Lines of one sign that part a document."""

# A name with a number and letters in brackets, `R1A01 [C]`, and perhaps a reference behind them.
_HEAD = re.compile(
    r"(?P<name>(?=[A-Za-z.-]{0,8}\d)\w[\w.-]{0,11})\s?[:.]?\s*[\[(](?P<letters>[A-H]{1,4})[\])]"
    r"(?:\s*\[[^\[\]]{1,30}\])?\s*"
)
# A line of one sign that no markdown knows. `~~~` opens a fence.
_PARTING = re.compile(r"[ \t]*(?:~~|={3,40}|(?P<sign>[/;@&])(?P=sign){1,4})[ \t]*")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def without_signs(text: str) -> str:
    """The text with blanks for lines of signs that part its questions, for those end a paragraph.

    It stays as long as it was, so that all places in it hold.
    """
    rows = text.split("\n")
    fenced = False
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        fenced ^= _FENCE.match(row) is not None
        if not fenced and _PARTING.fullmatch(row):
            places.setdefault(row.strip(), []).append(place)
    for sign, found in places.items():
        # A line of `=` below a text is a heading's, but for one that has none above it.
        apart = any(not place or not rows[place - 1].strip() for place in found)
        parts = len(found) >= _OFTEN and (apart or not sign.startswith("="))
        for place in found if parts else ():
            rows[place] = " " * len(rows[place])
    return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class _Head:
    index: int
    letters: str
    rest: Blocks


def with_comments(run: Blocks, tree: Tree) -> Blocks:
    """The blocks with comments that name an answer, `<!-- answer: b -->`, as lines of their own."""
    told = [one for one in tree.comments if one.alone and announced(one.text)]
    if not told:
        return run
    out: list[Block] = []
    for block in run:
        while told and 0 <= told[0].offset <= block.span.start:
            out.append(Paragraph((said(told.pop(0).text.strip()),)))
        out.append(block)
    return (*out, *(Paragraph((said(one.text.strip()),)) for one in told))


def keyed_below(run: Blocks) -> Blocks:
    """The blocks with the letters over questions as answers below their options."""
    heads = [one for index, block in enumerate(run) if (one := _head(block, index))]
    if len(heads) < _LEAST or len({one.letters for one in heads}) < _LEAST:
        return run
    out: list[Block] = list(run[: heads[0].index])
    for place, one in enumerate(heads):
        end = heads[place + 1].index if place + 1 < len(heads) else len(run)
        out.extend(_answered(one, (*one.rest, *run[one.index + 1 : end])) or run[one.index : end])
    return tuple(out)


def _head(block: Block, index: int) -> _Head | None:
    if not isinstance(block, Paragraph):
        return None
    first, *below = lines(block.children)
    match = _HEAD.fullmatch(plain(first).strip())
    if match is None:
        return None
    return _Head(index, match["letters"], (paragraph(joined(below)),) if below else ())


def _answered(one: _Head, blocks: Blocks) -> Blocks:
    """What stands under a name, with its answer behind the options; nothing without options."""
    for _, end, raws, _, _ in groups(blocks):
        if not raws[0].letter:
            return ()
        return (*blocks[:end], *_key(one.letters), *blocks[end:])
    return ()


def _key(letters: str) -> Iterator[Block]:
    yield Paragraph((Strong((said("Answer"),)), said(f": {', '.join(letters)}")))
