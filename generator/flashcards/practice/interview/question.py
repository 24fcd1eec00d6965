"""An interview question as it is asked: a card's parts, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.document import Source
from flashcards.practice.cards import Card, Fact
from flashcards.practice.interview.levels import levels
from flashcards.practice.interview.rubric import Rubric, read_rubric
from flashcards.practice.model import Difficulty
from flashcards.render import blocks_of, markdown_inline, plain_of
from flashcards.tree import nodes as n

if TYPE_CHECKING:
    from flashcards.review.store import StoredCard

MINUTES = 15
"""What a question takes whose document does not say."""

_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)
_LOOKING_FOR = re.compile(r"[*_]{0,3}looking for[*_]{0,3}\s*:\s*[*_]{0,3}", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\d+(?:\.\d+)?\s*(?:-|–|—|to)\s*)?(?P<number>\d+(?:\.\d+)?)\s*\+?\s*(?P<unit>min|m\b|h)",
    re.IGNORECASE,
)
_DIFFICULTY_TAG = "difficulty::"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A question that follows, and the points looked for; markdown."""

    question: str
    looking_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An interview question with all its parts; texts are card markdown.

    Attributes:
        card: the card's id. title: plain. number: as printed, 0 for none.
        topics: plain texts that `--topic` looks into.
        levels: for whom it is, the lowest first; may be empty.
        minutes: time allotted.
        prompt: what is asked. meta: difficulty and time, as the document has them.
        hints: one by one. solution: the model's. follow_ups: in their order.
        looking_for, green_flags, red_flags: lists, or "".
        rubric: what it is graded by.
    """

    card: str
    title: str
    number: int
    deck: str
    topics: tuple[str, ...]
    levels: tuple[Difficulty, ...]
    minutes: int
    prompt: str
    meta: str
    hints: tuple[str, ...]
    solution: str
    looking_for: str
    green_flags: str
    red_flags: str
    follow_ups: tuple[FollowUp, ...]
    rubric: Rubric
    source: Source


def question(card: Card | StoredCard) -> Question:
    """The question of a card of kind `interview`, from a build or from the review database."""
    if isinstance(card, Card):
        return _made(
            card.fact, card=card.id, number=card.fact.question, title=card.fact.question_title
        )
    return _made(card, card=card.id, number=card.question, title=card.title)


def _made(given: Fact | StoredCard, *, card: str, number: int, title: str) -> Question:
    extra = dict(given.extra)
    meta = extra.get("meta", "")
    said = plain_of(meta).split(" · ")
    difficulty = " ".join(part for part in said if not _TIME.search(part))
    tags = " ".join(t.removeprefix(_DIFFICULTY_TAG) for t in given.tags if _DIFFICULTY_TAG in t)
    return Question(
        card=card,
        title=title,
        number=number,
        deck=given.deck,
        topics=(title, given.deck, given.document, *given.tags),
        levels=levels(difficulty) or levels(tags),
        minutes=_minutes(said),
        prompt=extra.get("prompt") or given.front,
        meta=meta,
        hints=tuple(h.strip() for h in _RULE.split(extra.get("hints", "")) if h.strip()),
        solution=extra.get("solution") or "\n\n".join(filter(None, (given.back, given.more))),
        looking_for=extra.get("looking_for", ""),
        green_flags=extra.get("green_flags", ""),
        red_flags=extra.get("red_flags", ""),
        follow_ups=tuple(_follow_ups(extra.get("follow_ups", ""))),
        rubric=read_rubric(extra.get("rubric", "")),
        source=given.source,
    )


def _minutes(said: list[str]) -> int:
    """The upper end of `10-15 minutes`: whoever is asked may take that long."""
    for part in said:
        if found := _TIME.search(part):
            number = float(found["number"]) * (60 if found["unit"].lower() == "h" else 1)
            return max(1, min(round(number), 24 * 60))
    return MINUTES


def _follow_ups(markdown: str) -> Iterator[FollowUp]:
    """The items of the outermost lists, else the paragraphs that ask."""
    blocks = blocks_of(markdown)
    lists = [block for block in blocks if isinstance(block, n.BulletList | n.OrderedList)]
    for item in (item for found in lists for item in found.items):
        yield from _follow_up("\n".join(_runs(item.children)))
    if not lists:
        for text in _runs(blocks):
            if "?" in text:
                yield from _follow_up(text)


def _runs(blocks: n.Blocks) -> Iterator[str]:
    """All running text in blocks, as markdown."""
    for block in n.walk(blocks):
        yield from map(markdown_inline, n.own_inlines(block))


def _follow_up(text: str) -> Iterator[FollowUp]:
    asked, *rest = _LOOKING_FOR.split(text, maxsplit=1)
    asked = asked.strip().strip("*_").strip()
    if len(asked) > 1 and asked[0] in '"“' and asked[-1] in '"”':
        asked = asked[1:-1].strip()
    if asked:
        yield FollowUp(question=asked, looking_for="".join(rest).strip())
