"""Computed problems: which variant a review shows, and the grade of what is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flashcards.errors import FlashcardsError
from flashcards.review.model import Rating
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.problems.grading import Grade
    from flashcards.problems.scheme import Scheme, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One draw of a problem, with all that is needed to ask, grade and explain it.

    Attributes:
        seed: which draw it is.
        statement, steps: markdown.
        scheme, target: what an answer is graded by.
    """

    seed: int
    statement: str
    steps: tuple[str, ...]
    scheme: Scheme
    target: Target


def variant(pool: str, *, card: str, repetitions: int) -> Variant:
    """The variant that a card shows after so many answers.

    All of the pool's come before one comes again, and none twice in a row.

    Args:
        pool: as `flashcards.problems.pool.pool_json` writes it.
        card: the card's id.
        repetitions: how often it was answered.

    Raises:
        FlashcardsError: the pool cannot be read.
    """
    from flashcards.problems.scheme import Scheme, Target

    try:
        read = json.loads(pool)
        drawn = read["variants"][place(card, repetitions, len(read["variants"]))]
        target = drawn["target"]
        return Variant(
            seed=int(drawn["seed"]),
            statement=str(drawn["statement"]),
            steps=tuple(map(str, drawn["steps"])),
            scheme=Scheme(**read["scheme"]),
            target=Target(
                value=float(target["value"]),
                answer=str(target["answer"]),
                wrong=tuple((float(value), str(says)) for value, says in target["wrong"]),
                choices=tuple(map(str, target["choices"])),
            ),
        )
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise FlashcardsError(
            f"the problem of card {card} cannot be read", hint="flashcards build makes it anew"
        ) from error


def place(card: str, repetitions: int, count: int) -> int:
    """Which of `count` variants comes after so many answers: one round of all, again and again.

    >>> len({place("a", repetitions, 40) for repetitions in range(40)})
    40
    """
    from hashlib import sha256

    order = sorted(range(count), key=lambda index: sha256(f"{card}/{index}".encode()).digest())
    return order[repetitions % count]


def mark(asked: Variant, text: str) -> Grade:
    """The grade of what was typed; never raises, whatever that is."""
    from flashcards.problems.grading import mark as graded

    return graded(asked.scheme, asked.target, text)


def suggested(*, correct: bool | None, hinted: bool) -> Rating:
    """The rating that a typed answer speaks for; the learner may choose another."""
    if not correct:
        return Rating.AGAIN
    return Rating.HARD if hinted else Rating.GOOD
