"""An exam's date taken into the settings, and what it asks of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flashcards.review.model import Settings
from flashcards.review.schedule.days import calendar
from flashcards.review.schedule.exam import brought_forward, last_days
from flashcards.review.schedule.moving import set_due
from flashcards.review.session.policy import pace_of
from flashcards.review.store.store import Store

_ASKED = "exam-asked"


def may_ask(store: Store) -> bool:
    """Whether to ask for a date now: once, before the first answer."""
    return not (store.answers() or store.settings().exam_day or store.meta(_ASKED))


def asked_once(store: Store) -> None:
    """Note down that it was asked."""
    store.set_meta(_ASKED, "yes")


def planned(store: Store, text: str, *, now_ms: int) -> str:
    """Take the date into the settings; what it means, in a sentence.

    Raises:
        ConfigError: the text names no day to come.
        StoreError: it cannot be written.
    """
    from flashcards.review.session.rules import exam_day

    settings = store.settings()
    day = calendar(settings).day_of(now_ms)
    settings = replace(settings, exam_day=exam_day(text, today=day))
    store.set_settings(settings)
    asked_once(store)
    if not settings.exam_day:
        return f"No date: {settings.new_per_day} new cards a day."
    return told(store, settings, day=day)


def told(store: Store, settings: Settings, *, day: int) -> str:
    """What the date in the settings means: new cards a day, and about how many minutes."""
    from flashcards.review.optimize.cost import at_pace
    from flashcards.review.optimize.habits import habits
    from flashcards.review.stats.text.words import plural

    unmet = store.unmet()
    pace = pace_of(settings, day=day, unmet=unmet, done=store.done(day))
    away = settings.exam_day - day
    when = date.fromordinal(settings.exam_day).isoformat()
    if not pace.a_day:
        return f"Until {when} no more new cards; reviews only."
    cards = unmet.facts + unmet.problems
    paced = at_pace(settings, habits(store.events()), a_day=pace.a_day, cards=cards, days=away)
    new = plural(pace.a_day, "new card")
    out = f"{new} a day until {when}, about {plural(round(paced.point.minutes), 'minute')} a day"
    if pace.left_out:
        left = plural(pace.left_out, "card")
        out += f"; {left} will not be met (flashcards settings new-most)"
    if paced.again:
        again, minutes = round(paced.again), round(paced.again_minutes)
        out += f". In the last week about {plural(again, 'card')} once more, that are due only"
        out += f" after it: {plural(minutes, 'minute')} a day more"
    return out + "."


def bring_forward(store: Store, *, now_ms: int) -> int:
    """Once an exam's last week has begun, plan before it what is due after it; how many cards.

    Each becomes due on another day, as if the learner had set that: it is in the log, it reaches
    Anki with a sync, and a card that was seen in that week is let be.

    Raises:
        StoreError: it cannot be written; nothing is changed.
    """
    settings = store.settings()
    day = calendar(settings).day_of(now_ms)
    if not last_days(settings, day):
        return 0
    due = store.upcoming(day)
    if not any(one >= settings.exam_day for one in due):
        return 0
    shown = {one.card for one in store.everything()}
    states = {card: state for card, state in store.states().items() if card in shown}
    moved = brought_forward(states, settings=settings, day=day, due=due)
    store.append_many(
        (set_due(card, states[card], new, now_ms=now_ms, day=day), None)
        for card, new in moved.items()
    )
    return len(moved)
