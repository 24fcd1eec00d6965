"""What items of all forms take over from the card that they are made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flashcards.practice.cards import Card
from flashcards.practice.items.plan import MINUTES, POINTS_A_MINUTE, Plan
from flashcards.practice.items.shelf import ground
from flashcards.practice.items.texts import plain
from flashcards.practice.model import Difficulty, Form, Item
from flashcards.problems.chance import Chance
from flashcards.render.marks import escape_markdown

_HEADING = "###### "

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


def parted(card: Card) -> tuple[str, str]:
    """Where a card belongs, and what it asks: its heading and the rest of its front."""
    front = card.fact.front
    if front.startswith(_HEADING):
        heading, _, asked = front.removeprefix(_HEADING).partition("\n")
        if asked.strip():
            return heading.strip(), asked.strip("\n")
    return "", front.strip("\n")


def title(card: Card) -> str:
    """The subject of a card, plain, for lists."""
    heading, _ = parted(card)
    return plain(heading) or card.fact.question_title


def prompt(card: Card, asked: str) -> str:
    """What is asked, below the line that says where it belongs."""
    heading, _ = parted(card)
    if heading and " " not in heading:  # a bare name: what it is part of must be told
        heading = " › ".join((*map(escape_markdown, card.fact.context[-2:-1]), heading))
    return f"*{heading}*\n\n{asked}" if heading else asked


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
    form: Form, card: Card, *, variety: str = "", size: int = 1, asked: str, **rest: Any
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
