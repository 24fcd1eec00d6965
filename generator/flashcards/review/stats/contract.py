"""`flashcards stats --json`: the statistics as plain values, for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from flashcards.review.stats.model import (
    HORIZON_DAYS,
    Activity,
    HardCard,
    HardTopic,
    Retention,
    Stats,
)

FORMAT = 1
"""Raised when a key changes its meaning or goes; keys may be added without."""


def as_plain(stats: Stats) -> dict[str, Any]:
    """The statistics as `json.dumps` takes them; docs/stats.md tells what each key means."""
    memories, maturity = stats.memories, stats.maturity
    return {
        "format": FORMAT,
        "today": iso(stats.today),
        "days": stats.days,
        "deck": stats.deck,
        "tag": stats.tag,
        "cards": {
            "total": maturity.total,
            "new": maturity.new,
            "learning": maturity.learning,
            "young": maturity.young,
            "mature": maturity.mature,
            "suspended": maturity.suspended,
            "retired": stats.retired,
        },
        "due": {
            "overdue": stats.overdue,
            "today": stats.forecast[0],
            "forecast": [
                {"date": iso(stats.today + ahead), "cards": cards}
                for ahead, cards in enumerate(stats.forecast[: stats.days])
            ],
        },
        "activity": [_activity(each) for each in _shown(stats)],
        "streak": {
            "current": stats.streak.current,
            "longest": stats.streak.longest,
            "studied": stats.streak.studied,
        },
        "retention": {
            "desired": stats.desired_retention,
            "true": [_retention(each) for each in stats.retention],
        },
        "answers": [
            {
                "stage": each.stage,
                "again": each.again,
                "hard": each.hard,
                "good": each.good,
                "easy": each.easy,
            }
            for each in stats.buttons
        ],
        "memory": {
            "cards": memories.cards,
            "remembered": round(memories.remembered, 1),
            "median_stability_days": _rounded(memories.median_stability_days, 2),
            "retrievability": [
                {"from": part / 10, "to": (part + 1) / 10, "cards": cards}
                for part, cards in enumerate(memories.retrievability)
            ],
            "difficulty": [
                {"from": part + 1, "to": part + 2, "cards": cards}
                for part, cards in enumerate(memories.difficulty)
            ],
        },
        "hardest": {
            "cards": [_card(each) for each in stats.hard_cards],
            "tags": [_topic(each) for each in stats.hard_topics if each.kind == "tag"],
            "questions": [_topic(each) for each in stats.hard_topics if each.kind == "question"],
        },
    }


def iso(day: int) -> str:
    """A study day as `2026-11-24`."""
    return date.fromordinal(day).isoformat()


def _shown(stats: Stats) -> list[Activity]:
    first = stats.today - max(HORIZON_DAYS, stats.days) + 1
    return [each for each in stats.activity if each.day >= first]


def _activity(each: Activity) -> dict[str, Any]:
    return {
        "date": iso(each.day),
        "answers": each.answers,
        "again": each.again,
        "new": each.introduced,
        "seconds": round(each.milliseconds / 1000, 1),
    }


def _retention(each: Retention) -> dict[str, Any]:
    return {
        "period": each.period.value,
        "age": each.age.value,
        "tests": each.tests,
        "recalled": each.recalled,
        "share": _rounded(each.share, 4),
        "low": round(each.low, 4),
        "high": round(each.high, 4),
    }


def _card(each: HardCard) -> dict[str, Any]:
    return {
        "id": each.subject.id,
        "front": each.subject.front,
        "deck": each.subject.deck,
        "source": each.subject.source,
        "answers": each.answers,
        "again": each.again,
        "lapses": each.lapses,
        "difficulty": round(each.difficulty, 2),
        "stability_days": round(each.stability_days, 2),
        "leech": each.leech,
        "suspended": each.suspended,
        "seconds": round(each.milliseconds / 1000, 1),
    }


def _topic(each: HardTopic) -> dict[str, Any]:
    return {
        "name": each.name,
        "document": each.document,
        "cards": each.cards,
        "tests": each.tests,
        "recalled": each.recalled,
        "share": round(each.recalled / each.tests, 4),
        "high": round(each.high, 4),
        "lapses": each.lapses,
        "leeches": each.leeches,
        "difficulty": round(each.difficulty, 2),
        "seconds": round(each.milliseconds / 1000, 1),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
