"""What a person decided of a card: it stands over what the editor finds, and survives edits."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from flashcards.card import ASIDE_TAG, CORRECTED_TAG, LEVEL_TAG, Fact
from flashcards.document import Level
from flashcards.ledger.entry import Entry
from flashcards.written import blocks


class Choice(StrEnum):
    """A decision; the values stand in ledgers."""

    NONE = ""
    KEEP = "keep"  # a card, whatever the editor says
    CORE = "core"
    DETAIL = "detail"
    OFF = "off"  # no card
    MERGED = "merged"  # another card asks this, too


OFF = {Choice.OFF: "turned off by hand", Choice.MERGED: "merged into another card by hand"}
"""Decisions that set a card aside, and the reason that they give."""

_LEVELS = {Choice.CORE: Level.CORE, Choice.DETAIL: Level.DETAIL}


def _off(choice: Choice, into: str) -> str:
    """Why a decision sets a card aside, or nothing."""
    if choice is Choice.MERGED and into:
        return f"merged into the card {into} by hand"
    return OFF.get(choice, "")


def decided(fact: Fact, entry: Entry | None) -> Fact:
    """The fact as its card is: with its person's decisions, and tags that tell how it stands."""
    if entry is not None and (entry.choice or entry.own_front or entry.own_back):
        choice = Choice(entry.choice)
        fact = replace(
            fact,
            level=_LEVELS.get(choice, fact.level),
            aside=_off(choice, entry.merged_into) or ("" if choice else fact.aside),
            front=blocks(entry.own_front) or fact.front,
            back=blocks(entry.own_back) or fact.back,
        )
    tags = [tag for tag in fact.tags if not tag.startswith(LEVEL_TAG)]
    if fact.level is not Level.UNSAID:
        tags.append(f"{LEVEL_TAG}{fact.level}")
    if fact.aside:
        tags.append(ASIDE_TAG)
    if entry is not None and entry.corrected:
        tags.append(CORRECTED_TAG)
    return fact if tuple(tags) == fact.tags else replace(fact, tags=tuple(tags))
