"""A run of blocks made ready for the recognisers: paragraphs end where a label opens a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.qa import asked, names_side
from flashcards.questions.forms.separators import SIGNS
from flashcards.questions.forms.tagged import is_tags
from flashcards.questions.forms.titles import title_of
from flashcards.questions.furniture import is_furniture
from flashcards.questions.labels import split_label
from flashcards.questions.letters import is_nth, leads_to_letter, opening_letter
from flashcards.questions.roles import answer_label, is_key_name, is_prompt_label
from flashcards.questions.slices import lines, said
from flashcards.questions.told import By, statement_of
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    Callout,
    CodeBlock,
    Details,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Text,
)
from flashcards.tree.span import hull


def ready(blocks: Sequence[Block]) -> Blocks:
    """The blocks, each line that a label opens as its own paragraph."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.extend(_split(_counted(block)))
        elif isinstance(block, Heading) and block.setext and _parted(block):
            out.append(Paragraph(block.children, span=block.span))
            out.append(Rule(span=block.span))
        else:
            out.append(block)
    return tuple(out)


def without_problems(blocks: Sequence[Block]) -> Blocks:
    """The blocks without the fences of computed problems, which are cards of their own."""
    return tuple(
        replace(block, children=without_problems(block.children))
        if isinstance(block, Quote | Callout | Details)
        else block
        for block in blocks
        if not (isinstance(block, CodeBlock) and block.language == PROBLEM)
    )


PROBLEM = "problem"
"""The word behind the fence of a computed problem."""


def bare(blocks: Sequence[Block]) -> Blocks:
    """The blocks without page furniture."""
    return tuple(block for block in blocks if not is_furniture(block))


def _split(block: Paragraph) -> Iterator[Paragraph]:
    """A paragraph cut before each line that a label opens."""
    pieces: list[list[Inline]] = [[]]
    line_start = 0
    nodes = block.children
    for index, node in enumerate(nodes):
        if not isinstance(node, Break):
            continue
        if index == 1 and _names_part(nodes[0]):
            pieces[-1].extend(nodes[:1])
            pieces.append([])
            line_start = 2
            continue
        tags = index == 1 and is_tags(nodes[:1])
        if _is_lettered(nodes, index):
            continue
        if _opens(nodes[index + 1 : index + 5]) or tags:
            pieces[-1].extend(nodes[line_start:index])
            pieces.append([])
            line_start = index + 1
    pieces[-1].extend(nodes[line_start:])
    if len(pieces) == 1:
        yield block
        return
    for piece in pieces:
        made = tuple(piece)
        if made:
            yield Paragraph(made, span=_hull(made, block.span))


def _counted(block: Paragraph) -> Paragraph:
    """A paragraph whose first line only counts its question, `Q1`, with that on the line."""
    nodes = block.children
    if len(nodes) < _COUNTED_LEAST or not isinstance(nodes[1], Break):
        return block
    title = title_of(nodes[:1])
    plainly = isinstance(nodes[0], Text) and title.evidence is Evidence.MARKED and not title.words
    if not plainly or opening_letter(plain(nodes[2:])) is not None:
        return block
    sign = () if plain(nodes[:1]).rstrip().endswith((".", ":", ")")) else (said(":"),)
    return replace(block, children=(*nodes[:1], *sign, said(" "), *nodes[2:]))


_COUNTED_LEAST = 3


def _names_part(node: Inline) -> bool:
    """Whether a line is slanted or bold, and names a part of what stands below it: `*Answers*`."""
    words = plain((node,)).strip(" :：")
    slanted = isinstance(node, Strong | Emphasis)
    return slanted and (is_key_name(words) or is_prompt_label(words)) and len(words) > 1


def _is_lettered(nodes: Inlines, index: int) -> bool:
    """Whether a line that opens with A stands over one that opens with B: they are options."""
    here, *below = lines(nodes[index + 1 : index + _AHEAD]) or [()]
    first = opening_letter(plain(here))
    second = opening_letter(plain(below[0])) if below else None
    return bool(first and second and is_nth(first[0], 0) and is_nth(second[0], 1))


_ANY = ("",) * 12
_AHEAD = 24
"""Nodes that two lines of options need at most."""


def _parted(block: Heading) -> bool:
    """Whether lines over a rule are no heading: a sign alone, or names, part them in two sides."""
    rows = lines(block.children)
    named = len(rows) > 1 and sum(map(names_side, rows)) > 1
    return named or any(plain(line).strip() in SIGNS for line in rows[1:])


def _hull(inlines: Inlines, default: Span) -> Span:
    span = hull(node.span for node in inlines)
    return span if span.start >= 0 else default


def _opens(nodes: Inlines) -> bool:
    """Whether a label opens the line that begins with these nodes."""
    end = next((i for i, node in enumerate(nodes) if isinstance(node, Break)), len(nodes))
    line = nodes[:end]
    if not line:
        return False
    lettered = opening_letter(plain(line))
    if lettered and lettered[0].upper() not in ("Q", "A"):
        return False  # `**B) Oslo**` is an option, whatever is bold
    told = statement_of(plain(line), _ANY)
    if leads_to_letter(plain(line)) or (told is not None and told.by is By.KEY):
        return True
    return split_label(line) is not None or answer_label(plain(line)) or asked(line) is not None
