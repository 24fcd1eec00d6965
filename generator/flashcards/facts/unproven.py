"""What stands below an answer, without numbers that nothing bears out.

An answer is what a card asks; the rest is shown below it, and who learns reads it as true. Of the
wrong numbers of a document, about one in five is found. So a sentence of the rest stays only if
each of its numbers is held by a relation, or marked as refuted, or told on the card already; who
wants the others finds them in the document. A question's own card shows its whole solution, which
is believed as long as no number of its document is refuted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from flashcards import patterns as re
from flashcards.card import Extraction, Fact, Interview, Problem
from flashcards.facts.interview import points_below
from flashcards.facts.remarks import remarks
from flashcards.facts.wording import ask, joined, reading, split_sentences, tokens, words
from flashcards.quantities import Habit, quantities
from flashcards.tree import Span, flat, plain
from flashcards.tree import nodes as n
from flashcards.tree.nodes import NO_CODE, PRINTED, Blocks, Inlines
from flashcards.values import dataclass

TEXT = NO_CODE | PRINTED
"""Languages of fences that hold lines of text, in which numbers are worked out."""

FEWEST_WORDS = 2
"""Words that say something without what stood behind them."""
FEWEST_TOLD = 3
"""Words of a sentence that is told again, not only a word of another."""
FEWEST = 2
"""Rows of a table that are shown without the others."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Places of numbers that hold, or are marked as refuted, in order."""

    spans: Sequence[Span]

    def holds(self, start: int, end: int) -> bool:
        """Whether one of them touches the characters between two places."""
        at = bisect_left(self.spans, end, key=lambda span: span.start)
        return at > 0 and self.spans[at - 1].end > start


def without_unproven(
    extraction: Extraction,
    proven: Iterable[Span],
    habit: Habit,
    *,
    doubted: bool,
    language: str = "",
) -> Extraction:
    """The extraction, nothing that is unproven standing below the answers of its cards.

    Args:
        extraction: of a document.
        proven: places of its numbers that hold, or are marked as refuted.
        habit: how it writes numbers.
        doubted: some of its numbers are refuted.
        language: of the document.
    """
    left_out = remarks(language).left_out
    rest = _Rest(Proven(sorted(proven)), habit, frozenset(), doubted, left_out)
    return replace(extraction, facts=tuple(_kept(one, rest) for one in extraction.facts))


def _kept(fact: Fact, rest: _Rest) -> Fact:
    whole = isinstance(fact.ask, Interview)
    if not fact.more or isinstance(fact.ask, Problem) or points_below(fact):
        return fact
    if whole and not rest.doubted:
        return fact
    more = rest.knowing((*fact.front, *fact.back)).blocks(fact.more)
    if more and _announces(more[-1]):
        more = more[:-1]  # what it announces is on no card
    answer = tokens(reading(fact.back))
    if not whole:
        more = _without_told(more, answer)
    if more == fact.more:
        return fact
    if more and tokens(reading(more[:1])) == answer:
        more = more[1:]  # what is left would say the answer once more
    if not isinstance(fact.ask, Interview):
        return replace(fact, more=more)
    if more or tokens(reading(fact.more)) != answer:
        more = (*more, n.Paragraph((n.Emphasis(ask(rest.left_out).children),)))
    return replace(fact, ask=replace(fact.ask, solution=more), more=more)


def _without_told(more: Blocks, answer: tuple[str, ...]) -> Blocks:
    """What stands below an answer, without the sentences opening its texts that the answer is.

    The rest goes on from the answer, which is shown above it.
    """
    kept: list[n.Block] = []
    for block in more:
        if not isinstance(block, n.Paragraph):
            kept.append(block)
            continue
        found = split_sentences(block.children)
        left = list(dropwhile(lambda one: _is_told(tokens(plain(one)), answer), found))
        if len(left) == len(found):
            kept.append(block)
        elif left:
            kept.append(n.Paragraph(joined(*left)))
    return tuple(kept)


def _is_told(sentence: tuple[str, ...], answer: tuple[str, ...]) -> bool:
    """Whether an answer holds all words of a sentence, in a row."""
    count = len(sentence)
    starts = range(len(answer) - count + 1)
    return sentence == answer or (
        count >= FEWEST_TOLD and any(answer[at : at + count] == sentence for at in starts)
    )


def _numbers(text: str, habit: Habit) -> Iterator[str]:
    for one in quantities(text, habit=habit):
        yield one.text[: one.number_end - one.start]


@dataclass(frozen=True, slots=True)
class _Rest:
    proven: Proven
    habit: Habit
    told: frozenset[str]
    doubted: bool
    left_out: str

    def knowing(self, blocks: Blocks) -> _Rest:
        """The same of a card that tells the numbers of these blocks."""
        return replace(self, told=frozenset(_numbers(reading(blocks), self.habit)))

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
                return self.table(block, tuple(filter(self.row, rows)))
            case n.CodeBlock():
                return self.listing(block)
            case n.MathBlock(tex):
                places = block.span
                held = places.start < 0 or self.proven.holds(places.start, places.end)
                return block if held or not re.search(r"(?:=|\\approx)[^=]*\d", tex) else None
            case _:
                return block

    def table(self, table: n.Table, held: tuple[n.TableRow, ...]) -> n.Table | None:
        """A table whose rows are held; half of them will do where there is a doubt."""
        if len(held) == len(table.rows):
            return table
        some = self.doubted and len(held) >= max(FEWEST, len(table.rows) / 2)
        return replace(table, rows=held) if some else None

    def listing(self, block: n.CodeBlock) -> n.CodeBlock | None:
        """Lines of text whose results are held; code without the results that are not."""
        if block.language in TEXT:
            return block if self.lines(block) else None
        return self.without_results(block) if self.doubted else block

    def item(self, item: n.Item) -> n.Item | None:
        inner = self.blocks(item.children)
        return replace(item, children=inner) if inner else None

    def sentences(self, inlines: Inlines) -> Inlines:
        """The sentences that stay; the same inlines where all do."""
        found = split_sentences(inlines)
        kept: list[Inlines] = []
        asked = False
        for one, behind in zip(found, (*found[1:], ()), strict=True):
            asks = plain(one).rstrip().endswith("?")
            # A question and its answer go together.
            if self.is_borne_out(one) and not asked and (not asks or self.is_borne_out(behind)):
                kept.append(one)
                asks = False
            asked = asks
        if len(kept) == len(found):
            return inlines
        if len(words(plain(joined(*kept)))) < FEWEST_WORDS:
            return ()  # `Note.`
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
        """Whether each result that a line of text works out is held, each number if in doubt."""
        return all(
            self.is_held(line, 0, start)
            if self.doubted
            else (found := _RESULT.search(line)) is None
            or self.proven.holds(start + found.start(1), start + found.end(1))
            for start, line in zip(block.starts, block.value.split("\n"), strict=False)
        )

    def without_results(self, block: n.CodeBlock) -> n.CodeBlock:
        """Code without the comments behind its lines that tell numbers which nothing bears out."""
        lines = block.value.split("\n")
        for index, (start, line) in enumerate(zip(block.starts, lines, strict=False)):
            found = _COMMENT.search(line)
            if found and not self.is_held(line, found.end(), start):
                lines[index] = line[: found.start()]
        value = "\n".join(lines)
        return block if value == block.value else replace(block, value=value)

    def is_held(self, line: str, first: int, start: int) -> bool:
        """Whether each number of a line from a column on is held, or told already."""
        return all(
            found[0] in self.told or self.proven.holds(start + found.start(), start + found.end())
            for found in _IN_LINE.finditer(line, first)
        )


_DIGIT = re.compile(r"\d")
# A cell that is a number with its unit.
_CELL = re.compile(r"[^\w.]{0,3}\d[\d.,]*\D{0,20}$")
# What stands behind the last sign of equality: a number and a unit, and nothing more to work out.
_RESULT = re.compile(r"[=≈]\s*([~$€£]?\d[\d.,]*)(?:\s*[^\d\s=≈×*/+−·÷^-][^\d=≈×*+−·÷^]{0,40})?$")

# A comment behind code, and a number that stands by itself.
_COMMENT = re.compile(r"(?<=\S)\s+(?:#|//|--|/\*)\s")
_IN_LINE = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?![\w-])")


def _names(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of a name or says a year: nothing is worked out there."""
    digits = text[start:end]
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", digits):
        return True
    return bool(re.search(r"[\w.]-?$", text[:start])) or bool(re.match(r"[\w-]", text[end:]))


def _announces(block: n.Block) -> bool:
    return isinstance(block, n.Paragraph) and plain(block.children).rstrip().endswith(":")
