"""From cards, states, events and settings to `Stats`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flashcards.review.model import CardState, Event, Settings
from flashcards.review.session.scope import within
from flashcards.review.stats.cards import forecast, maturity, memories
from flashcards.review.stats.days import activity, buttons, streak
from flashcards.review.stats.hardest import hard_cards, hard_topics, records
from flashcards.review.stats.history import answers
from flashcards.review.stats.model import Stats, Subject
from flashcards.review.stats.retention import true_retention

_FRESH = CardState()


def chosen(subjects: Iterable[Subject], *, deck: str = "", tag: str = "") -> list[Subject]:
    """Those in or below a deck and a tag, named as for `flashcards review`; "" chooses all."""
    return [
        subject
        for subject in subjects
        if (not deck or within(subject.deck, deck))
        and (not tag or any(within(each, tag) for each in subject.tags))
    ]


def compute(
    *,
    subjects: Sequence[Subject],
    states: Mapping[str, CardState],
    events: Iterable[Event],
    settings: Settings,
    today: int,
    days: int = 30,
    deck: str = "",
    tag: str = "",
) -> Stats:
    """The statistics of the cards that `deck` and `tag` choose, seen on a study day.

    A card without a state is new. Events of cards that are in no list (imported ones, say)
    count only if neither deck nor tag was asked for.
    """
    mine = chosen(subjects, deck=deck, tag=tag)
    given = answers(events)
    if deck or tag:
        ids = {subject.id for subject in mine}
        given = [answer for answer in given if answer.event.card in ids]
    current = [subject for subject in mine if not subject.retired]
    now = [states.get(subject.id, _FRESH) for subject in current]
    overdue, due = forecast(now, today)
    worked = activity(given)
    of = records(given)
    return Stats(
        today=today,
        days=days,
        deck=deck,
        tag=tag,
        desired_retention=settings.desired_retention,
        maturity=maturity(now),
        retired=len(mine) - len(current),
        overdue=overdue,
        forecast=due,
        activity=worked,
        retention=true_retention(given, today),
        buttons=buttons(given, first_day=today - days + 1),
        streak=streak(worked, today),
        memories=memories(now, today, parameters=settings.parameters),
        hard_cards=hard_cards(current, states, of),
        hard_topics=hard_topics(current, states, of),
    )
