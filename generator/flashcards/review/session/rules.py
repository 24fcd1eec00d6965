"""The settings as people write them: `learning-steps 1m 10m`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flashcards import patterns as re
from flashcards.errors import ConfigError
from flashcards.review.model import Settings
from flashcards.review.schedule.days import calendar
from flashcards.review.schedule.unlearning import CORRECTED
from flashcards.review.session.policy import NEW_ORDERS, REVIEW_ORDERS

_UNITS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_TIME = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([smhd])", re.IGNORECASE)
_AWAY = re.compile(r"([0-9]{1,4})\s*([wd])\w*", re.IGNORECASE)
"""`6w`, `6 weeks`, `40 days`."""

_YES, _NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}

MEANINGS: Mapping[str, str] = {
    "desired-retention": "chance of recall at which a review is due, 0.7 to 0.99",
    "parameters": "of FSRS, 17, 19 or 21 numbers; none for its defaults; see flashcards optimize",
    "learning-steps": "of new cards, such as 1m 10m; none to leave all to FSRS",
    "relearning-steps": "of forgotten cards, such as 10m",
    "maximum-interval": "days, no review lies further off",
    "fuzz": "whether intervals are spread a little: yes or no",
    "new-per-day": "new cards a day at most",
    "reviews-per-day": "reviews a day at most",
    "bury-siblings": "whether other cards of a note wait until tomorrow: yes or no",
    "leech-lapses": "lapses that make a card a leech; 0 for never",
    "leech-suspends": "whether a leech is suspended: yes or no",
    "rollover-hour": "local hour at which a day begins, 0 to 23",
    "time-zone": "such as Europe/Berlin; empty for the machine's own",
    "learn-ahead": "cards in steps are shown this much too early when nothing else is due",
    "exam": "date by which all should be known, as 2027-01-31; it plans new cards a day; or none",
    "exam-again": "whether cards due after the exam come once more in the week before: yes or no",
    "new-most": "new cards a day at most while an exam plans them",
    "new-order": "mixed: several topics in turn; document: as the documents have them",
    "problem-share": "how much of a day's new cards are computed problems, 0 to 1",
    "interview-cards": "whether reviews bring up whole interview questions, too: yes or no",
    "deck-limits": "new cards a day of single decks, as Module 1=5, Module 2=10; or none",
    "review-order": "day: as they fell due; retrievability: best remembered first; auto: the latter"
    " while more is due than reviews-per-day",
    "load-balance": "whether cards go to the day with the least to do, within fuzz: yes or no",
    "easy-days": "days of the week without new cards and with few reviews, as sat sun; or none",
    "corrected": "learnt cards whose answer was corrected: due today, interval halved, or marked"
    " only: due, halved, marked",
}
"""What each setting means, by its name."""

_FIELDS = {
    "maximum-interval": "maximum_interval_days",
    "learning-steps": "learning_steps_ms",
    "relearning-steps": "relearning_steps_ms",
    "learn-ahead": "learn_ahead_ms",
    "exam": "exam_day",
}

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHOICES = {"new_order": NEW_ORDERS, "review_order": REVIEW_ORDERS, "corrected": CORRECTED}


def field_of(name: str) -> str:
    """The field of `Settings` that a name stands for.

    Raises:
        ConfigError: there is no such setting.
    """
    wanted = plain(name)
    if wanted not in MEANINGS:
        near = difflib.get_close_matches(wanted, MEANINGS, n=1)
        raise ConfigError(
            f"there is no setting {name!r}",
            hint=f"did you mean {near[0]}?" if near else "flashcards settings lists them",
        )
    return _FIELDS.get(wanted, wanted.replace("-", "_"))


def plain(name: str) -> str:
    """A name as it stands in the list, however it was written."""
    return name.strip().lower().replace("_", "-")


def is_default(settings: Settings, name: str) -> bool:
    """Whether nobody has changed it."""
    field = field_of(name)
    return bool(getattr(settings, field) == getattr(Settings(), field))


def default(settings: Settings, name: str) -> Settings:
    """The settings with one of them at its default."""
    field = field_of(name)
    return replace(settings, **{field: getattr(Settings(), field)})


def said(settings: Settings, name: str) -> str:
    """A setting's value as people write it.

    >>> said(Settings(), "learning-steps"), said(Settings(), "fuzz")
    ('1m 10m', 'yes')
    """
    value = getattr(settings, field_of(name))
    name = plain(name)
    if name in _SAID:
        return _SAID[name](value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def changed(settings: Settings, name: str, text: str) -> Settings:
    """The settings with one of them as it was written.

    >>> changed(Settings(), "learning-steps", "90s 1h").learning_steps_ms
    (90000, 3600000)

    Raises:
        ConfigError: there is no such setting, or the text is no value of it.
    """
    field = field_of(name)
    try:
        value = _READ[field](text.strip())
        made = replace(settings, **{field: value})
        _check(made, field)
    except ValueError as error:
        wanted = plain(name)
        raise ConfigError(
            f"{text!r} is no value of {wanted}" + (f": {error}" if str(error) else ""),
            hint=MEANINGS[wanted],
        ) from None
    return made


def exam_day(text: str, *, today: int) -> int:
    """The study day that a person names as an exam's: a date, or so many weeks or days away.

    >>> exam_day("6w", today=739_000) - 739_000, exam_day("", today=739_000)
    (42, 0)

    Raises:
        ConfigError: it is neither, or not to come.
    """
    found = _AWAY.fullmatch(text.strip())
    if found:
        day = today + int(found[1]) * (7 if found[2].lower() == "w" else 1)
    else:
        day = changed(Settings(), "exam", text).exam_day
    if day and day <= today:
        raise ConfigError(f"{text!r} is not to come", hint="take a later date, or none")
    return day


def said_day(day: int) -> str:
    """A study day as people write it."""
    return date.fromordinal(day).isoformat() if day else "none"


def _time(ms: int) -> str:
    unit = next((u for u in ("d", "h", "m", "s") if ms % _UNITS[u] == 0), None)
    return f"{ms // _UNITS[unit]}{unit}" if unit else f"{ms / 1000}s"


def _said_steps(steps: tuple[int, ...]) -> str:
    return " ".join(map(_time, steps)) or "none"


_SAID: Mapping[str, Callable[[Any], str]] = {
    "learning-steps": _said_steps,
    "relearning-steps": _said_steps,
    "learn-ahead": _time,
    "parameters": lambda numbers: " ".join(map(repr, numbers)) or "none",
    "time-zone": lambda name: name or "the machine's own",
    "exam": said_day,
    "deck-limits": lambda limits: ", ".join(f"{deck}={most}" for deck, most in limits) or "none",
    "easy-days": lambda days: " ".join(_WEEKDAYS[day] for day in days) or "none",
}


def _check(made: Settings, field: str) -> None:
    calendar(made)  # raises a ConfigError of its own
    bounds: dict[str, tuple[float, float]] = {
        "desired_retention": (0.7, 0.99),
        "maximum_interval_days": (1, 36_500),
        "new_per_day": (0, 9_999),
        "reviews_per_day": (0, 9_999),
        "leech_lapses": (0, 999),
        "learn_ahead_ms": (0, _UNITS["d"]),
        "new_most": (1, 9_999),
        "problem_share": (0, 1),
    }
    if field in _CHOICES and getattr(made, field) not in _CHOICES[field]:
        raise ValueError("take one of " + ", ".join(_CHOICES[field]))
    if field in bounds:
        low, high = bounds[field]
        if not low <= getattr(made, field) <= high:
            raise ValueError
    if field == "parameters":
        from flashcards.review.schedule.engine import filled

        filled(made.parameters)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ValueError
    return int(text)


def _bool(text: str) -> bool:
    word = text.lower()
    if word not in _YES | _NO:
        raise ValueError
    return word in _YES


def _one_time(text: str) -> int:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError("write it as 10m, with s, m, h or d")
    return round(float(found[1]) * _UNITS[found[2].lower()])


def _times(text: str) -> tuple[int, ...]:
    if text.lower() in {"", "none"}:
        return ()
    times = tuple(_one_time(part) for part in re.split(r"[\s,]+", text))
    if not all(times):
        raise ValueError
    return times


def _numbers(text: str) -> tuple[float, ...]:
    if text.lower() in {"", "none"}:
        return ()
    return tuple(float(part) for part in re.split(r"[\s,]+", text.strip("[]")))


def _share(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _date(text: str) -> int:
    if text.lower() in {"", "none", "never"}:
        return 0
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise ValueError("write it as 2027-01-31") from None


def _weekdays(text: str) -> tuple[int, ...]:
    if text.lower() in {"", "none"}:
        return ()
    found = set()
    for word in re.split(r"[\s,]+", text.lower()):
        if word[:3] not in _WEEKDAYS:
            raise ValueError("write them as sat sun")
        found.add(_WEEKDAYS.index(word[:3]))
    if len(found) == len(_WEEKDAYS):
        raise ValueError("one day must be left to learn on")
    return tuple(sorted(found))


def _limits(text: str) -> tuple[tuple[str, int], ...]:
    if text.lower() in {"", "none"}:
        return ()
    found: dict[str, int] = {}
    for part in text.split(","):
        deck, sign, most = part.rpartition("=")
        if not sign or not deck.strip():
            raise ValueError("write them as Module 1=5, Module 2=10")
        found[deck.strip()] = _whole(most.strip())
    return tuple(found.items())


def _zone(text: str) -> str:
    return "" if text.lower() in {"", "none", "the machine's own"} else text


_READ: Mapping[str, Callable[[str], Any]] = {
    "desired_retention": _share,
    "parameters": _numbers,
    "learning_steps_ms": _times,
    "relearning_steps_ms": _times,
    "maximum_interval_days": _whole,
    "fuzz": _bool,
    "new_per_day": _whole,
    "reviews_per_day": _whole,
    "bury_siblings": _bool,
    "leech_lapses": _whole,
    "leech_suspends": _bool,
    "rollover_hour": _whole,
    "time_zone": _zone,
    "learn_ahead_ms": _one_time,
    "exam_day": _date,
    "exam_again": _bool,
    "new_most": _whole,
    "new_order": str.lower,
    "problem_share": _share,
    "interview_cards": _bool,
    "deck_limits": _limits,
    "review_order": str.lower,
    "corrected": str.lower,
    "load_balance": _bool,
    "easy_days": _weekdays,
}
