"""Refuted numbers on cards: marked wherever a card shows them, corrected where that is provable.

A card differs from its document at the places of refuted numbers, and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import Any

from flashcards import patterns as re
from flashcards.card import Extraction, Fact, Interview, Problem
from flashcards.document import Document, Listing, walk_sections
from flashcards.facts.conclusions import conclusion
from flashcards.facts.remarks import SAYS, Remarks, remarks
from flashcards.facts.wording import ask
from flashcards.tree import NOWHERE, Span, plain
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks, Inlines, map_inlines
from flashcards.tree.wrap import wrap
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refutation:
    """A stated number that is wrong.

    Attributes:
        span: where it stands in the normalised text.
        stated: as written.
        value: the right one as a person writes it; empty where nothing tells it.
        how: how that was computed, one line.
        certain: it is an error, and one value is right under every fair reading.
    """

    span: Span
    stated: str
    value: str
    how: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Placed:
    """Refutations in order of their places; `reach` is how far each, or one before it, extends."""

    wrong: Sequence[Refutation]
    reach: Sequence[int]

    def between(self, low: int, high: int) -> Iterator[Refutation]:
        """Those that touch the characters between two places."""
        for index in range(bisect_right(self.reach, low), len(self.wrong)):
            one = self.wrong[index]
            if one.span.start >= high:
                return
            if one.span.end > low:
                yield one


def corrected(
    extraction: Extraction, refutations: Iterable[Refutation], document: Document
) -> Extraction:
    """The extraction with refuted numbers marked on its cards.

    A number is put right in place where it is certain, its sentence asserts it, and it stands in
    no listing and no quotation that its card shows as one; else the author's words stay, marked,
    and what was recomputed stands below.
    """
    text = document.tree.text
    known = frozenset(_NUMBER.findall(text))
    wrong = tuple(
        one if known.issuperset(_NUMBER.findall(one.how)) else replace(one, how="")
        for one in sorted(refutations, key=lambda one: one.span)
    )
    if not wrong:
        return extraction
    listings = list(_listings(document))
    provable = frozenset(
        one.span
        for one in wrong
        if one.certain
        and one.value
        and not any(place.touches(one.span) for place in listings)
        and asserted(text, one.span)
    )
    follow = {one.span: place for one in wrong if (place := conclusion(text, one.span)) != NOWHERE}
    concluded = {span: _Conclusion(place, _said(text, place)) for span, place in follow.items()}
    placed = _Placed(wrong, tuple(accumulate((one.span.end for one in wrong), max)))
    said = remarks(document.language)
    facts = tuple(_marked(fact, placed, provable, concluded, said) for fact in extraction.facts)
    return replace(extraction, facts=facts)


def shows_refuted(fact: Fact) -> bool:
    """Whether a fact shows a number that was marked, or the note on one of its listing."""
    return any(
        isinstance(node, n.Corrected | n.Refuted)
        or (isinstance(node, n.Text) and node.value in SAYS and node.span == NOWHERE)
        for block in n.walk((*fact.front, *fact.back, *fact.more))
        for run in n.own_inlines(block)
        for node in n.walk_inlines(run)
    )


def _listings(document: Document) -> Iterator[Span]:
    """The places of code and what programs printed."""
    for node in walk_sections(document.sections):
        if isinstance(node, Listing):
            yield node.block.span


# A number as written, grouped or not. What it was computed by is told on a card only if all its
# numbers stand in the document: a learner should meet no other ones than the right value.
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


# --- whether a sentence asserts ----------------------------------------------------------------

# What ends a sentence, or a cell, or an item.
_SENTENCE = re.compile(r"[.!?](?=\s)|\n\s*\n|\n\s*(?:[-*+]|\d{1,3}[.)])\s|\|")
# Signs and words of mistakes, quotations, hypotheses and denials.
_DISTANCE = re.compile(
    r"❌|✗|✘|🚫|\b(?:if|would|were|suppose|assume|imagine|hypothetical(?:ly)?|mistakes?|misconceptions?|"
    r"wrong(?:ly)?|incorrect(?:ly)?|myth|not|never|no longer|isn't|aren't|doesn't|believes?|"
    r"claims?|should have|red flags?)\b",
    re.IGNORECASE,
)
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))


def asserted(text: str, span: Span) -> bool:
    """Whether the sentence that holds a place of a document says it as its own.

    >>> asserted("It needs 4 GB. ", Span(9, 13)), asserted("Does it need 4 GB?", Span(13, 17))
    (True, False)
    """
    start = max((m.end() for m in _SENTENCE.finditer(text, max(span.start - 600, 0), span.start)),
                default=max(span.start - 600, 0))  # fmt: skip
    last = min(span.end + 600, len(text))
    end = _SENTENCE.search(text, span.end, last)
    last = end.end() if end else last
    sentence = text[start:last]
    if sentence.rstrip().endswith(("?", "？")):
        return False
    return not _DISTANCE.search(sentence) and not _quoted(text[start : span.start])


def _quoted(before: str) -> bool:
    """Whether a quotation is open at the end of a text."""
    if before.count('"') % 2:
        return True
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES)


@dataclass(frozen=True, slots=True)
class _Conclusion:
    """What a document concludes from a number: where, and in which words."""

    span: Span
    words: str


def _said(text: str, place: Span) -> str:
    """The words at a place, without signs of emphasis and code."""
    return " ".join(_EMPHASIS.sub("", text[place.start : place.end]).split())


_EMPHASIS = re.compile(r"[*_`]+")


# --- marking -----------------------------------------------------------------------------------


def _marked(
    fact: Fact,
    wrong: _Placed,
    provable: frozenset[Span],
    concluded: Mapping[Span, _Conclusion],
    words: Remarks,
) -> Fact:
    """A fact with all refuted numbers that it shows marked; the same fact if it shows none."""
    told: dict[Span, Refutation] = {}
    shown: list[Span] = []

    def mark(blocks: Blocks) -> Blocks:
        # Block by block: a number stands in one, and all numbers in all blocks are many.
        marked = tuple(mark_one(block) for block in blocks)
        same = all(one is other for one, other in zip(marked, blocks, strict=True))
        return blocks if same else marked

    def mark_one(block: n.Block) -> n.Block:
        parts = _parts(block)
        if parts is None:
            return mark_in((block,))[0]
        marked = mark(parts)
        return block if marked is parts else _joined(block, marked)

    def mark_in(blocks: Blocks) -> Blocks:
        places = list(_places(blocks))
        shown.extend(places)
        quoted = any(isinstance(block, n.Quote) for block in n.walk(blocks))
        low = min((place.start for place in places), default=0)
        high = max((place.end for place in places), default=0)
        for one in wrong.between(low, high):
            if not any(map(one.span.touches, places)):
                continue
            found = _mark(blocks, one, one.span in provable and not quoted)
            if found is not None:
                told[one.span] = one
                blocks = found
        return blocks

    front, back, more = mark(fact.front), mark(fact.back), mark(fact.more)
    asks = fact.ask
    if not isinstance(asks, Problem):
        asks = _with_blocks(asks, mark)
    if not told:
        return fact
    follow = {
        span: concluded[span].words
        for span in told
        if span in concluded and any(map(concluded[span].span.touches, shown))
    }
    notes = tuple(_note(one, follow.get(one.span, ""), words) for one in told.values())
    if isinstance(asks, Interview):
        head = ask(words.head)
        items = n.BulletList(tuple(n.Item((note,)) for note in notes))
        asks = replace(asks, solution=(head, items, *asks.solution))
        return replace(fact, ask=asks, front=front, back=back, more=asks.solution)
    return replace(fact, ask=asks, front=front, back=back, more=(*more, *notes))


def _parts(block: n.Block) -> Blocks | None:
    """A list as one list an item, a table as one table a row; None for what is no such block."""
    match block:
        case n.BulletList() | n.OrderedList() if len(block.items) > 1:
            return tuple(replace(block, items=(item,)) for item in block.items)
        case n.Table() if len(block.rows) > 1:
            head = replace(block, rows=())
            return (head, *(replace(block, header=(), rows=(row,)) for row in block.rows))
    return None


def _joined(block: n.Block, parts: Blocks) -> n.Block:
    """A block of such parts."""
    if isinstance(block, n.Table):
        head, *rows = (part for part in parts if isinstance(part, n.Table))
        return replace(block, header=head.header, rows=tuple(row.rows[0] for row in rows))
    assert isinstance(block, n.BulletList | n.OrderedList)  # noqa: S101
    items = [item for part in parts if isinstance(part, type(block)) for item in part.items]
    return replace(block, items=tuple(items))


def _places(blocks: Blocks) -> Iterator[Span]:
    """Where the words of blocks stand in the document."""
    for block in n.walk(blocks):
        if isinstance(block, n.CodeBlock):
            for start, line in zip(block.starts, block.value.split("\n"), strict=False):
                yield Span(start, start + len(line))
        elif isinstance(block, n.MathBlock):
            yield block.span
        else:
            for run in n.own_inlines(block):
                yield from (node.span for node in n.walk_inlines(run) if node.span.start >= 0)


def _with_blocks(value: Any, mark: Callable[[Blocks], Blocks]) -> Any:
    """What is asked, with its texts marked: blocks, and runs of inlines as blocks of one."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        field.name: new
        for field in fields(value)
        if (new := _marked_part(getattr(value, field.name), mark)) is not None
    }
    return replace(value, **changes) if changes else value


def _marked_part(part: Any, mark: Callable[[Blocks], Blocks]) -> Any | None:
    if not isinstance(part, tuple) or not part:
        return None
    if isinstance(part[0], n.Block):
        new: Any = mark(part)
    elif isinstance(part[0], n.Inline):
        (block,) = mark((n.Paragraph(part),))
        assert isinstance(block, n.Paragraph)  # noqa: S101 - marks change no kind
        new = block.children
    else:
        new = tuple(
            _with_blocks(inner, mark) if is_dataclass(inner) else _marked_part(inner, mark) or inner
            for inner in part
        )
    return new


def _mark(blocks: Blocks, one: Refutation, provable: bool) -> Blocks | None:  # noqa: FBT001
    """Blocks with the number marked; None if they do not show it."""
    found = False

    def wrapper(children: Inlines) -> n.Inline:
        if provable and plain(children).strip() == one.stated:
            return n.Corrected(children, one.value)
        return n.Refuted(children, one.value)

    def change(run: Inlines) -> Inlines:
        nonlocal found
        new = wrap(run, one.span, wrapper)
        found = found or new is not run
        return new

    marked = map_inlines(blocks, change)
    in_code = any(_shows(block, one) for block in n.walk(blocks))
    return marked if found or in_code else None


def _shows(block: n.Block, one: Refutation) -> bool:
    """Whether a listing or a displayed formula holds the number."""
    if isinstance(block, n.MathBlock):
        return block.span.start >= 0 and block.span.touches(one.span)
    if not isinstance(block, n.CodeBlock):
        return False
    lines = block.value.split("\n")
    return any(
        Span(start, start + len(line)).touches(one.span) and one.stated.split("\n")[0] in line
        for start, line in zip(block.starts, lines, strict=False)
        if start >= 0
    )


def _note(one: Refutation, concluded: str, words: Remarks) -> n.Paragraph:
    """What the document says, what came of recomputing it, and what stands on it."""
    came = f"{words.recomputed}{one.value}" if one.value else words.fails
    how = f": {one.how}" if one.how else ""
    stands = words.stands.format(concluded) if concluded else ""
    told = ask(words.says, (n.Code(one.stated),), came, how, ".", stands)
    return n.Paragraph((n.Emphasis(told.children),))


# --- findings of the checker by line -------------------------------------------------------------


def located(document: Document, claims: Iterable[Any]) -> Iterator[Refutation]:
    """Claims that know their line alone, with the place of what they state.

    Where a line states it twice, it is the last, and not certain.
    """
    places = _line_places(document)
    text = document.tree.text
    for claim in claims:
        found = [
            match
            for start, end in places.get(claim.line, ())
            for match in re.finditer(
                rf"(?<![\w.,]){re.escape(claim.stated)}(?!\w|[.,]\d)", text[start:end]
            )
        ]
        starts = [start for start, _ in places.get(claim.line, ())]
        if not found or not starts:
            continue
        at = starts[0] + found[-1].start()
        yield Refutation(
            span=Span(at, at + len(claim.stated)),
            stated=claim.stated,
            value=claim.expected,
            how=claim.how,
            certain=claim.severity == "error" and len(found) == 1 and claim.rule != "fits",
        )


def _line_places(document: Document) -> dict[int, list[tuple[int, int]]]:
    """Line of the file → where it stands in the normalised text."""
    tree = document.tree
    ends = (*(start - 1 for start in tree.lines.starts[1:]), len(tree.text))
    places: dict[int, list[tuple[int, int]]] = {}
    for start, end in zip(tree.lines.starts, ends, strict=True):
        places.setdefault(tree.line(Span(start, end)), []).append((start, end))
    return places
