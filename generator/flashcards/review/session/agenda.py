"""Today's queue from what the store says is due: the scheduler's rules, without states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from flashcards.review.model import Settings
from flashcards.review.schedule import Done as Limits
from flashcards.review.schedule import Queue
from flashcards.review.schedule.queue import interleave, shuffle_factor, shuffle_key, shuffled
from flashcards.review.store.model import Done, Due, Queues

UNLIMITED = 1 << 40

Wanted = Callable[[Due], bool]


def agenda(
    due: Queues,
    *,
    settings: Settings,
    done: Done,
    studied: Mapping[str, str],
    wanted: Wanted = lambda _: True,
    limited: bool = True,
) -> Queue:
    """Today's queue of the wanted cards; `schedule.build` makes the same of their states.

    Args:
        due: all that is due, in the store's order.
        settings: limits a day, and whether siblings wait for each other.
        done: what counts against the limits already.
        studied: notes of which a card was answered today; their other cards wait.
        wanted: which cards the sitting is about.
        limited: whether reviews are limited.
    """
    busy = set(studied) if settings.bury_siblings else None
    learning = [one for one in due.learning if wanted(one)]
    if busy is not None:
        busy.update(one.note for one in due.learning)
    most = settings.reviews_per_day - done.reviews if limited else UNLIMITED
    shown = list(_pick(filter(wanted, due.reviews), most, busy))
    begun = list(_pick(filter(wanted, due.new), settings.new_per_day - done.new, busy))
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


def _pick(cards: Iterable[Due], limit: int, busy: set[str] | None) -> Iterator[str]:
    """The first cards of notes that are not busy, so many at most."""
    if limit <= 0:
        return
    for one in cards:
        if busy is not None:
            if one.note in busy:
                continue
            busy.add(one.note)
        yield one.card
        limit -= 1
        if not limit:
            return
