"""What stands below an answer, without numbers that nothing bears out.

An answer is what a card asks; the rest is shown below it, and who learns reads it as true. Of the
wrong numbers of a document, about one in five is found. So a sentence of the rest stays only if
each of its numbers is held by a relation, or marked as refuted, or told on the card already; who
wants the others finds them in the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Extraction, Fact, Interview, Problem
from flashcards.facts.wording import reading, split_sentences, tokens
from flashcards.quantities import Habit, quantities
from flashcards.tree import Span, flat, plain
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.values import dataclass

TEXT = frozenset(("", "text", "txt", "console", "output", "plain", "plaintext"))
"""Languages of fences that hold lines of text, in which numbers are worked out."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Places of numbers that hold, or are marked as refuted, in order."""

    spans: Sequence[Span]

    def holds(self, start: int, end: int) -> bool:
        """Whether one of them touches the characters between two places."""
        at = bisect_left(self.spans, end, key=lambda span: span.start)
        return at > 0 and self.spans[at - 1].end > start


def without_unproven(extraction: Extraction, proven: Iterable[Span], habit: Habit) -> Extraction:
    """The extraction, nothing that is unproven standing below the answers of its cards."""
    held = Proven(sorted(proven))
    return replace(extraction, facts=tuple(_kept(one, held, habit) for one in extraction.facts))


def _kept(fact: Fact, proven: Proven, habit: Habit) -> Fact:
    if not fact.more or isinstance(fact.ask, Interview | Problem):
        return fact
    answer = reading(fact.back)
    told = frozenset(_numbers(f"{reading(fact.front)}\n{answer}", habit))
    rest = _Rest(proven, habit, told)
    more = rest.blocks(fact.more)
    if more == fact.more:
        return fact
    if more and tokens(reading(more[:1])) == tokens(answer):
        more = more[1:]  # what is left would say the answer once more
    return replace(fact, more=more)


def _numbers(text: str, habit: Habit) -> Iterator[str]:
    for one in quantities(text, habit=habit):
        yield one.text[: one.number_end - one.start]


@dataclass(frozen=True, slots=True)
class _Rest:
    proven: Proven
    habit: Habit
    told: frozenset[str]

    def blocks(self, found: Blocks) -> Blocks:
        kept: list[n.Block] = []
        for block in found:
            left = self.block(block)
            if left is not None:
                kept.append(left)
            elif kept and _announces(kept[-1]):
                kept.pop()
        return tuple(kept)

    def block(self, block: n.Block) -> n.Block | None:
        """What is left of a block; None for nothing."""
        match block:
            case n.Paragraph(children):
                left = self.sentences(children)
                return None if not left else block if left is children else n.Paragraph(left)
            case n.BulletList(items) | n.OrderedList(items):
                some = tuple(one for item in items if (one := self.item(item)) is not None)
                return replace(block, items=some) if some else None
            case n.Quote(children) | n.Callout(children=children) | n.Details(children=children):
                inner = self.blocks(children)
                return replace(block, children=inner) if inner else None
            case n.Table(rows=rows):
                return block if all(map(self.row, rows)) else None
            case n.CodeBlock():
                return block if block.language not in TEXT or self.lines(block) else None
            case n.MathBlock(tex):
                places = block.span
                held = places.start < 0 or self.proven.holds(places.start, places.end)
                return block if held or not re.search(r"(?:=|\\approx)[^=]*\d", tex) else None
            case _:
                return block

    def item(self, item: n.Item) -> n.Item | None:
        inner = self.blocks(item.children)
        return replace(item, children=inner) if inner else None

    def sentences(self, inlines: Inlines) -> Inlines:
        """The sentences that stay; the same inlines where all do."""
        found = split_sentences(inlines)
        kept = [one for one in found if self.is_borne_out(one)]
        if len(kept) == len(found):
            return inlines
        blank = n.Text(" ")
        return tuple(node for at, one in enumerate(kept) for node in ((blank, *one) if at else one))

    def is_borne_out(self, inlines: Inlines) -> bool:
        """Whether each number of a text is held, told already, or none that one works out."""
        read = flat(inlines)
        for one in quantities(read.text, habit=self.habit):
            if read.in_code(one.start) or not _DIGIT.search(one.text):
                continue  # a name of the program's; a number in words is told, not worked out
            if one.text[: one.number_end - one.start] in self.told:
                continue
            start, end = read.starts[one.start], read.ends[one.end - 1]
            if start < 0 or self.proven.holds(start, end) or _names(read.text, one.start, one.end):
                continue
            return False
        return True

    def row(self, row: n.TableRow) -> bool:
        """Whether a row holds no numbers of which one may follow from another, unproven."""
        numbers = [cell for cell in row.cells if _CELL.match(plain(cell.children))]
        return len(numbers) < 2 or all(self.is_borne_out(cell.children) for cell in numbers)

    def lines(self, block: n.CodeBlock) -> bool:
        """Whether each result that a line of text works out is held."""
        return all(
            self.proven.holds(start + found.start(1), start + found.end(1))
            for start, line in zip(block.starts, block.value.split("\n"), strict=False)
            if (found := _RESULT.search(line))
        )


_DIGIT = re.compile(r"\d")
# A cell that is a number with its unit.
_CELL = re.compile(r"[^\w.]{0,3}\d[\d.,]*\D{0,20}$")
# What stands behind the last sign of equality: a number and a unit, and nothing more to work out.
_RESULT = re.compile(r"[=≈]\s*([~$€£]?\d[\d.,]*)(?:\s*[^\d\s=≈×*/+−·÷^-][^\d=≈×*+−·÷^]{0,40})?$")


def _names(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of a name or says a year: nothing is worked out there."""
    digits = text[start:end]
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", digits):
        return True
    return bool(re.search(r"[\w.]-?$", text[:start])) or bool(re.match(r"[\w-]", text[end:]))


def _announces(block: n.Block) -> bool:
    return isinstance(block, n.Paragraph) and plain(block.children).rstrip().endswith(":")
