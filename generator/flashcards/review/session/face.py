"""What a card shows: subject, question, hints, answer, and what stands below the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flashcards.card import Kind
from flashcards.render.marks import escape_markdown
from flashcards.review.session.variant import Variant
from flashcards.review.store.model import StoredCard

SUBJECT = "###### "
"""How a front begins that says itself where it belongs."""

_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)
"""The line that parts hints from each other."""

_INTERVIEW = (
    ("looking_for", "Looked for"),
    ("green_flags", "Green flags"),
    ("red_flags", "Red flags"),
    ("rubric", "Rubric"),
    ("follow_ups", "Follow-ups"),
    ("related", "Related"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece below the answer; `title` may be empty."""

    title: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A card's texts, all card markdown.

    Attributes:
        subject: what it is about, shown small above the question.
        question: what is asked.
        hints: shown one by one.
        choices: of a multiple-choice problem, its options as plain text.
        typed: whether an answer is typed.
        answer: what is right.
        parts: more, below the answer.
    """

    subject: str
    question: str
    answer: str
    hints: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    typed: bool = False
    parts: tuple[Part, ...] = ()


def face(card: StoredCard, variant: Variant | None = None) -> Face:
    """What the card shows; a computed problem shows its variant."""
    if variant is not None:
        return _problem(card, variant)
    if card.kind is Kind.INTERVIEW:
        return _interview(card)
    subject, question = _parted(card)
    return Face(
        subject=subject,
        question=question,
        answer=card.back,
        parts=_filled((("", card.more),)),
    )


def _parted(card: StoredCard) -> tuple[str, str]:
    if card.front.startswith(SUBJECT):
        subject, _, question = card.front.removeprefix(SUBJECT).partition("\n")
        if question.strip():
            return subject.strip(), question.strip("\n")
    return _crumbs(card.context), card.front


def _crumbs(context: tuple[str, ...]) -> str:
    return " › ".join(escape_markdown(part) for part in context if part.strip())


def _interview(card: StoredCard) -> Face:
    extra = dict(card.extra)
    hints = tuple(h.strip() for h in _RULE.split(extra.get("hints", "")) if h.strip())
    solution = extra.get("solution") or "\n\n".join(filter(None, (card.back, card.more)))
    return Face(
        subject=extra.get("meta", ""),
        question=card.front,
        hints=hints,
        answer=solution,
        parts=_filled((title, extra.get(name, "")) for name, title in _INTERVIEW),
    )


def _problem(card: StoredCard, variant: Variant) -> Face:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(variant.steps, start=1))
    return Face(
        subject=_crumbs(card.context[-1:]),
        question=variant.statement,
        choices=variant.target.choices,
        typed=True,
        answer=escape_markdown(variant.target.answer),
        parts=_filled((("Worked out", steps), ("Drills", dict(card.extra).get("drills", "")))),
    )


def _filled(parts: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(Part(title=title, markdown=text) for title, text in parts if text.strip())
