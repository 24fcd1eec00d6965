"""Votes below options, `B (92%)`: what readers hold for right, beside what the author says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.letters import place_of
from flashcards.questions.slices import joined, lines
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Inlines, Paragraph, Quote

_NEAR = 4
"""Blocks behind options among which votes stand."""

_MOST = 50
"""Per cent of the votes from which on they speak for one answer."""

_NAME_WORDS = 4
"""Words of what stands over votes: `Community vote distribution`."""

# Letters of options and their share: `AC (81%)`, `B: 92 %`, `C – 7.5%`.
_VOTE = re.compile(
    r"\W{0,3}(?P<letters>[A-H]{1,4})\s*[(:–-]\s*(?P<share>\d{1,3})(?:[.,]\d{1,2})?\s?%\)?\W{0,3}"
)


def cast_votes(after: Blocks, letters: Sequence[str]) -> tuple[frozenset[int], Blocks]:
    """The options that most readers voted for, none where they are split, and the other blocks.

    Args:
        after: what stands behind the options.
        letters: of the options.
    """
    for index, block in enumerate(after[:_NEAR]):
        inner = block.children[0] if isinstance(block, Quote) and block.children else block
        if not isinstance(inner, Paragraph):
            continue
        rows = lines(inner.children)
        votes = [_VOTE.fullmatch(plain(row)) for row in rows]
        first = next((i for i, vote in enumerate(votes) if vote), -1)
        if first < 0 or not all(votes[first:]):
            continue
        best = max((vote for vote in votes if vote), key=lambda vote: int(vote["share"]))
        places = frozenset(place_of(letter, letters) for letter in best["letters"])
        if -1 in places or not any(letters):
            continue
        kept = after[:index]
        above = _unnamed(rows[:first])
        behind = block.children[1:] if isinstance(block, Quote) else ()
        if not first and kept and isinstance(last := kept[-1], Paragraph) and _is_name(last):
            kept = kept[:-1]
        own: list[Block] = [replace(inner, children=above)] if above else []
        rest = (*kept, *own, *behind, *after[index + 1 :])
        return (places if int(best["share"]) > _MOST else frozenset()), rest
    return frozenset(), after


def _unnamed(rows: Sequence[Inlines]) -> Inlines:
    """The lines above votes, without the one that says what these are."""
    if rows and len(plain(rows[-1]).split()) <= _NAME_WORDS:
        rows = rows[:-1]
    return joined(rows)


def _is_name(block: Paragraph) -> bool:
    words = plain(block.children)
    return len(words.split()) <= _NAME_WORDS and not words.rstrip().endswith((".", "!", "?"))
