"""Making items of plans until one is good."""

from __future__ import annotations

from collections.abc import Container

from flashcards.practice.items.plan import Plan
from flashcards.practice.items.texts import read
from flashcards.practice.model import Item
from flashcards.problems.chance import Chance

ATTEMPTS = 12
"""Draws of a plan's options before another plan is taken."""

Drawn = tuple[Plan, Item]


def made(plan: Plan, chance: Chance, taken: Container[str]) -> Item | None:
    """An item of the plan whose face nobody has yet; None if chance finds none."""
    for _ in range(ATTEMPTS):
        item = plan.make(chance)
        if item is not None and face(item) not in taken:
            return item
    return None


def face(item: Item) -> str:
    """What makes an item another one for whoever sits it, whatever the order of its options."""
    options = sorted(read(option.text) for option in item.options)
    left, lines = sorted(map(read, item.left)), sorted(map(read, item.lines))
    return "\n".join((read(item.prompt), *options, *left, *lines))
