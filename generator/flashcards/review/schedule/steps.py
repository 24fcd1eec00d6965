"""Learning steps: how long until a card in them is shown again."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.review.model import Rating
from flashcards.review.schedule.days import DAY_MS


def delay_ms(steps: Sequence[int], step: int, rating: Rating) -> int | None:
    """The time to the next showing, or None if the answer ends the steps.

    Again goes to the first step, Hard repeats the one the card is in, Good goes to the next, Easy
    ends them. Hard in the first step lies between Again and Good: half-way to the second step or,
    where there is none, half as long again but at most a day longer. A step that the settings no
    longer have counts as the last of those they have.

    >>> minutes = (60_000, 600_000)
    >>> [delay_ms(minutes, 0, rating) for rating in Rating]
    [60000, 330000, 600000, None]
    >>> [delay_ms(minutes, 1, rating) for rating in Rating]
    [60000, 600000, None, None]
    """
    if not steps or rating is Rating.EASY:
        return None
    place = min(step, len(steps) - 1)
    if rating is Rating.AGAIN:
        return steps[0]
    if rating is Rating.GOOD:
        return steps[place + 1] if place + 1 < len(steps) else None
    if place:
        return steps[place]
    if len(steps) > 1:
        return (steps[0] + steps[1]) // 2
    return min(steps[0] * 3 // 2, steps[0] + DAY_MS)


def step_after(step: int, rating: Rating) -> int:
    """The step a card is in after an answer that keeps it in steps.

    >>> [step_after(1, rating) for rating in Rating]
    [0, 1, 2, 2]
    """
    if rating is Rating.AGAIN:
        return 0
    return step if rating is Rating.HARD else step + 1
