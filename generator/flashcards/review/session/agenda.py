"""Today's queue out of what the store finds due: limits, siblings, the mixture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from flashcards.review.model import Settings
from flashcards.review.schedule import Done as Limits
from flashcards.review.schedule import Queue
from flashcards.review.schedule.queue import interleave, shuffle_factor, shuffle_key, shuffled
from flashcards.review.session.policy import Quota, Room
from flashcards.review.store.model import Done, Due, Queues

Wanted = Callable[[Due], bool]


def agenda(
    due: Queues,
    *,
    settings: Settings,
    quota: Quota,
    done: Done,
    studied: Mapping[str, str],
    wanted: Wanted = lambda _: True,
    room: Room | None = None,
) -> Queue:
    """Today's queue of the wanted cards.

    Args:
        due: all that is due, in the order in which it is to be shown.
        settings: whether siblings wait for each other.
        quota: how much is left of the day.
        done: what counts against the limits already.
        studied: notes of which a card was answered today; their other cards wait.
        wanted: which cards the sitting is about.
        room: what decks have room for; None for all.
    """
    busy = set(studied) if settings.bury_siblings else None
    learning = [one for one in due.learning if wanted(one)]
    if busy is not None:
        busy.update(one.note for one in due.learning)
    shown = list(_pick(filter(wanted, due.reviews), quota.reviews, busy))
    has_room = room.take if room is not None and room.limits else None
    # Problems first, for facts fill what they leave: of a small deck of problems all are met.
    problems = list(
        _pick(filter(wanted, due.problems), min(quota.problems, quota.new), busy, has_room)
    )
    facts = list(_pick(filter(wanted, due.new), quota.new - len(problems), busy, has_room))
    if (left := quota.new - len(problems) - len(facts)) > 0:
        taken = set(problems)
        others = (one for one in due.problems if wanted(one) and one.card not in taken)
        problems += _pick(others, left, busy, has_room)
    begun = interleave(
        problems, facts, done=Limits(reviews=done.problems, new=done.new - done.problems)
    )
    return Queue(
        learning=tuple(sorted((one.due, one.card) for one in learning)),
        main=interleave(shown, begun, done=Limits(new=done.new, reviews=done.reviews)),
        new=frozenset(begun),
    )


def everything(cards: Iterable[Due], *, day: int, wanted: Wanted) -> Queue:
    """All wanted cards, shuffled anew each day."""
    factor = shuffle_factor(day)
    ids = [one.card for one in cards if wanted(one)]
    ids.sort(key=lambda card: shuffled(shuffle_key(card), factor))
    return Queue(main=tuple(ids))


def _pick(
    cards: Iterable[Due],
    limit: int,
    busy: set[str] | None,
    has_room: Callable[[int], bool] | None = None,
) -> Iterator[str]:
    """The first cards of notes that are not busy, so many at most."""
    if limit <= 0:
        return
    for one in cards:
        if busy is not None and one.note in busy:
            continue
        if has_room is not None and not has_room(one.deck):
            continue
        if busy is not None:
            busy.add(one.note)
        yield one.card
        limit -= 1
        if not limit:
            return
