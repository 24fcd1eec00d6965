"""An exam's date taken into the settings, and what it asks of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flashcards.review.model import Settings
from flashcards.review.schedule.days import calendar
from flashcards.review.session.policy import pace_of
from flashcards.review.session.rules import exam_day
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
    return out + "."
