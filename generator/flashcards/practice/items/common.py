"""What items of all forms take over from the card that they are made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flashcards.card import Card
from flashcards.facts.wording import ask, said
from flashcards.practice.items.plan import MINUTES, POINTS_A_MINUTE, Plan
from flashcards.practice.items.shelf import ground
from flashcards.practice.model import Difficulty, Form, Item
from flashcards.problems.chance import Chance
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Inlines

LEVELS = {
    "entry": Difficulty.JUNIOR,
    "junior": Difficulty.JUNIOR,
    "easy": Difficulty.JUNIOR,
    "entry-to-mid": Difficulty.JUNIOR,
    "mid": Difficulty.MID,
    "medium": Difficulty.MID,
    "mid-to-senior": Difficulty.SENIOR,
    "senior": Difficulty.SENIOR,
    "hard": Difficulty.SENIOR,
    "senior-to-staff": Difficulty.STAFF,
    "staff": Difficulty.STAFF,
}
"""What documents call their levels; a range counts as its harder end, but for beginners."""


def difficulty(tags: tuple[str, ...]) -> Difficulty:
    """The difficulty that tags name, `mid` if none does."""
    for tag in tags:
        root, _, level = tag.partition("::")
        if root == "difficulty" and level in LEVELS:
            return LEVELS[level]
    return Difficulty.MID


def heading(card: Card) -> Inlines:
    """Where a card belongs: the subject of its front, if it asks anything below it."""
    first, *asked = card.fact.front or (n.Paragraph(()),)
    if isinstance(first, n.Paragraph) and len(first.children) == 1 and asked:
        node = first.children[0]
        if isinstance(node, n.Subject):
            return node.children
    return ()


def title(card: Card) -> str:
    """The subject of a card, plain, for lists."""
    return plain(heading(card)) or card.fact.question_title


def prompt(card: Card, asked: Blocks) -> Blocks:
    """What is asked, below the line that says where it belongs."""
    where = heading(card)
    if not where:
        return asked
    if " " not in plain(where):  # a bare name: what it is part of must be told
        where = (*said("".join(f"{above} › " for above in card.fact.context[-2:-1])), *where)
    return (ask((n.Emphasis(where),)), *asked)


def source(card: Card) -> str:
    """Document, line and question that a card comes from."""
    fact = card.fact
    where = f"{fact.document}:{fact.source.line}"
    return f"{where} › Question {fact.question}: {fact.question_title}" if fact.question else where


def topics(card: Card) -> tuple[str, ...]:
    """What `--topic` may name of a card: number, title and category of its question."""
    fact = card.fact
    categories = (tag.partition("::")[2] for tag in fact.tags if tag.startswith("category::"))
    numbers = (str(fact.question), f"q{fact.question}") if fact.question else ()
    return (*numbers, fact.question_title, *categories)


def plan(  # the fields of a plan
    form: Form,
    cards: tuple[Card, ...],
    make: Callable[[Chance], Item | None],
    *,
    variety: str = "",
    size: int = 1,
) -> Plan:
    """A plan on cards of one place; the first lends its difficulty, tags and source.

    Args:
        form: of the item.
        cards: that it asks of.
        make: as `Plan.make`.
        variety: tells plans of one form on the same card apart.
        size: in units of `MINUTES` and its points.
    """
    first = cards[0]
    minutes = MINUTES[form] * size
    return Plan(
        id="/".join(filter(None, (form.value, variety, first.id))),
        form=form,
        difficulty=difficulty(first.fact.tags),
        points=round(minutes * POINTS_A_MINUTE),
        minutes=minutes,
        tags=first.fact.tags,
        question=first.fact.question,
        topics=topics(first),
        cards=tuple(card.id for card in cards),
        ground=ground(first),
        make=make,
    )


def item(
    form: Form, card: Card, *, variety: str = "", size: int = 1, asked: Blocks, **rest: Any
) -> Item:
    """An item on a card, with all that it takes over from it; `rest` is what its form adds."""
    minutes = MINUTES[form] * size
    return Item(
        id="/".join(filter(None, (form.value, variety, card.id))),
        form=form,
        title=title(card),
        prompt=prompt(card, asked),
        points=round(minutes * POINTS_A_MINUTE),
        difficulty=difficulty(card.fact.tags),
        tags=card.fact.tags,
        source=source(card),
        card=card.id,
        minutes=minutes,
        **rest,
    )
