"""Which questions are asked: those of a level and topic, by chance, as many as time allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashcards.errors import FlashcardsError
from flashcards.practice.interview.question import Question
from flashcards.practice.model import Difficulty
from flashcards.problems.chance import Chance
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the interview shall be.

    Attributes:
        seed: gives the same questions from the same cards, anywhere.
        minutes: for the questions together.
        difficulty: None for any.
        topic: words that title, deck, document or tags must hold; "" for any.
    """

    seed: int
    minutes: int = 30
    difficulty: Difficulty | None = None
    topic: str = ""


def choose(questions: Iterable[Question], wishes: Wishes) -> tuple[Question, ...]:
    """The questions to ask, in their order; at least one.

    They are drawn one by one, each that still fits into the time. If none does, the shortest
    is asked alone.

    Raises:
        FlashcardsError: there is no such question; the hint says what there is.
    """
    given = sorted(questions, key=lambda q: q.card)
    fitting = [q for q in given if _fits(q, wishes)]
    if not fitting:
        raise _nothing(given, wishes)
    chance = Chance(f"interview/{wishes.seed}")
    chosen: list[Question] = []
    left = wishes.minutes
    for asked in _shuffled(fitting, chance):
        if asked.minutes <= left:
            chosen.append(asked)
            left -= asked.minutes
    if not chosen:
        shortest = min(q.minutes for q in fitting)
        chosen.append(chance.pick([q for q in fitting if q.minutes == shortest]))
    return tuple(chosen)


def _shuffled(questions: Sequence[Question], chance: Chance) -> list[Question]:
    deck = list(questions)
    for place in range(len(deck) - 1, 0, -1):
        other = chance.below(place + 1)
        deck[place], deck[other] = deck[other], deck[place]
    return deck


def _fits(asked: Question, wishes: Wishes) -> bool:
    if wishes.difficulty is not None and wishes.difficulty not in asked.levels:
        return False
    text = " ".join(asked.topics).casefold()
    return all(word in text for word in wishes.topic.casefold().split())


def _nothing(given: Sequence[Question], wishes: Wishes) -> FlashcardsError:
    if not given:
        return FlashcardsError(
            "there are no interview questions",
            hint="documents with questions that have a solution give them; flashcards cards "
            "lists what yours give",
        )
    on_topic = [q for q in given if _fits(q, Wishes(seed=0, topic=wishes.topic))]
    if not on_topic:
        topics = sorted({q.deck.rsplit("::", maxsplit=1)[-1] for q in given if q.deck})
        return FlashcardsError(
            f"no interview question has the topic {wishes.topic!r}",
            hint=f"there are {', '.join(topics[:12])}; a word of a title or tag will do as well",
        )
    there = [level.value for level in Difficulty if any(level in q.levels for q in on_topic)]
    about = f" on {wishes.topic!r}" if wishes.topic else ""
    return FlashcardsError(
        f"no interview question{about} is for level {wishes.difficulty}",
        hint=f"there are {', '.join(there)}" if there else "these documents name no levels",
    )
