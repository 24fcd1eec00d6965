"""Cards between rules: `---` parts the sides and `***` the cards, or `---` parts both in turn."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.roles import has_question_mark
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Heading, Paragraph, Rule

FORM = "ruled"
_LEAST = 2
_MOST = 0.6
"""Share of the fronts that must ask where one kind of rule parts sides and cards."""

Side = tuple[int, int]
"""The first block of a side, and the one behind its last."""


def find(run: Blocks) -> Iterator[Candidate]:
    """Pairs of sides with one rule between them."""
    rules = [(i, block.markup[:1]) for i, block in enumerate(run) if isinstance(block, Rule)]
    signs = {sign for _, sign in rules}
    cards: list[tuple[Side, Side]] = []
    if len(signs) > 1:
        options = [_by_sign(run, rules, sign) for sign in sorted(signs)]
        cards = max(options, key=len)
    elif len(rules) >= _LEAST:
        cards = _in_turn(run, [i for i, _ in rules])
    if len(cards) >= _LEAST:
        for front, back in cards:
            yield from _candidate(run, front, back)


def _by_sign(run: Blocks, rules: Sequence[tuple[int, str]], sign: str) -> list[tuple[Side, Side]]:
    """The cards, if this sign parts cards and others part their sides."""
    edges = [-1, *(i for i, mark in rules if mark == sign), len(run)]
    cards = []
    for start, end in itertools.pairwise(edges):
        middle = [i for i, mark in rules if start < i < end and mark != sign]
        if len(middle) == 1:
            cards.append(((start + 1, middle[0]), (middle[0] + 1, end)))
    return cards


def _in_turn(run: Blocks, rules: Sequence[int]) -> list[tuple[Side, Side]]:
    """The cards, if rules part fronts and backs in turn: the fronts ask, the backs do not."""
    edges = [-1, *rules, len(run)]
    sides = [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]
    while sides and isinstance(run[sides[0][0]], Heading) and not _asks(run, sides[0]):
        sides = sides[1:]
    fronts, backs = sides[::2], sides[1::2]
    fronts = fronts[: len(backs)]
    asking = sum(_asks(run, side) for side in fronts)
    told = sum(not _asks(run, side) for side in backs)
    if not fronts or asking < _MOST * len(fronts) or told < len(backs):
        return []
    return list(zip(fronts, backs, strict=True))


def _asks(run: Blocks, side: Side) -> bool:
    first = run[side[0]]
    return isinstance(first, Paragraph | Heading) and has_question_mark(plain(first.children))


def _candidate(run: Blocks, front: Side, back: Side) -> Iterator[Candidate]:
    start, end = front
    while front[0] == 0 and start < end and isinstance(run[start], Heading) and start + 1 < end:
        start += 1  # a heading above all cards
    first = run[start] if start < end else None
    if not isinstance(first, Paragraph | Heading) or back[0] >= back[1]:
        return
    count = back[1] - start - 1
    yield Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.MARKED,
        index=start,
        title=first.children,
        span=first.span,
        asked=run[start + 1 : end],
        answer=run[back[0] : back[1]],
        taken=count,
        skipped=count,
    )


SAMPLES = (
    (
        "Capital of France?\n\n---\n\nParis\n\n***\n\nLargest planet?\n\n---\n\nJupiter",
        ("Capital of France?", "Largest planet?"),
    ),
    (
        "Capital of Peru?\n\n---\n\nLima\n\n---\n\nCapital of Chile?\n\n---\n\nSantiago",
        ("Capital of Peru?", "Capital of Chile?"),
    ),
)
NOT_SAMPLES = ("One.\n\n---\n\nTwo.\n\n---\n\nThree.\n\n---\n\nFour.",)
