"""The hardest cards, questions and tags as tables."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.review.stats.model import HardTopic, Stats
from flashcards.review.stats.text.drawing import Glyphs, number
from flashcards.review.stats.text.section import NARROW, Section, Table
from flashcards.review.stats.text.words import days, minutes, percent


def hard_cards(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    """Those that lapse most."""
    if not stats.hard_cards:
        return Section(title="Hardest cards", said="none has been forgotten")
    spare = (1, 2, 3) if width < NARROW else ()
    room = 2 * (width - (18 if spare else 46))  # two lines
    rows = tuple(
        (
            number(each.lapses),
            f"{each.difficulty:.1f}",
            days(each.stability_days),
            minutes(each.milliseconds),
            "leech" if each.leech else "",
            _shortened(each.subject.front, room, glyphs),
        )
        for each in stats.hard_cards
    )
    return Section(
        title="Hardest cards",
        table=Table(
            head=("lapses", "difficulty", "stable", "time", "", "card"),
            rows=rows,
            right=frozenset({0, 1, 2, 3}),
        ).without(*spare),
    )


def hard_topics(stats: Stats, width: int, glyphs: Glyphs) -> Iterator[Section]:
    """Questions, then tags, whose cards are known least."""
    spare = (2, 3, 4, 5) if width < NARROW else ()
    for kind, title in (("question", "Hardest questions"), ("tag", "Hardest tags")):
        topics = [each for each in stats.hard_topics if each.kind == kind]
        if topics:
            yield Section(
                title=title,
                table=Table(
                    head=("known", "asked", "cards", "lapses", "leeches", "difficulty", kind),
                    rows=tuple(_topic(each, glyphs) for each in topics),
                    right=frozenset(range(6)),
                ).without(*spare),
            )


def _topic(each: HardTopic, glyphs: Glyphs) -> tuple[str, ...]:
    where = f"{each.document}{glyphs.separator}" if each.document else ""
    return (
        percent(each.recalled / each.tests),
        number(each.tests),
        number(each.cards),
        number(each.lapses),
        number(each.leeches),
        f"{each.difficulty:.1f}",
        where + each.name,
    )


def _shortened(text: str, room: int, glyphs: Glyphs) -> str:
    text = " ".join(text.split())
    if len(text) <= room:
        return text
    more = "…" if glyphs.up[-1] == "█" else "..."
    return text[: room - len(more)].rstrip() + more
