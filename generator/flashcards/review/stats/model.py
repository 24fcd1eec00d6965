"""The vocabulary of statistics: what is asked about, and what is found."""

from __future__ import annotations

from enum import StrEnum

from flashcards.values import dataclass

MATURE_DAYS = 21
"""A card is mature from this interval on, as in Anki."""

HORIZON_DAYS = 365
"""How far the forecast looks ahead and the heatmap back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What statistics need to know of a card.

    Attributes:
        id: as in the events.
        deck: full name, parts joined by `::`.
        document, question, title: the document, its question's number and title.
        front: markdown; plain text in `HardCard`, for people to know the card by.
        tags: as in Anki.
        source: `path:line`, or "".
        retired: whether its fact is gone; such a card counts in the past only.
    """

    id: str
    deck: str
    document: str
    question: int
    title: str
    front: str
    tags: tuple[str, ...] = ()
    source: str = ""
    retired: bool = False


class Age(StrEnum):
    """Cards by the interval after which they were asked."""

    ALL = "all"
    YOUNG = "young"  # less than `MATURE_DAYS`
    MATURE = "mature"


class Period(StrEnum):
    """How far back answers are counted, today included."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """Its length; None if it has no beginning."""
        return {"week": 7, "month": 30, "year": 365, "all": None}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    """How many cards stand where; the five add up to all cards that are not retired."""

    new: int = 0
    learning: int = 0
    young: int = 0
    mature: int = 0
    suspended: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.young + self.mature + self.suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What was done on one study day; a day without answers has none.

    Attributes:
        day: ordinal of the study day.
        answers: all, also in learning and cramming.
        again: of them, how many were not known.
        introduced: new cards met.
        milliseconds: time spent on the answers.
    """

    day: int
    answers: int
    again: int
    introduced: int
    milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Of the cards that came back after a day or more, how many were known.

    Attributes:
        period, age: which answers are counted.
        tests: how often a card was asked. recalled: how often it was known.
        low, high: Wilson's 95 % interval of the share; 0 and 1 without tests.
    """

    period: Period
    age: Age
    tests: int
    recalled: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """The true retention; None without tests."""
        return self.recalled / self.tests if self.tests else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Buttons:
    """How often each rating was given in the days looked at, by where the card stood."""

    stage: str  # learning, young, mature
    again: int
    hard: int
    good: int
    easy: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """In the order of the ratings."""
        return self.again, self.hard, self.good, self.easy


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Study days with an answer, without a gap.

    `current` ends today, or yesterday if today has no answer yet; `longest` is the longest ever;
    `studied` is how many days had an answer at all.
    """

    current: int = 0
    longest: int = 0
    studied: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Memories:
    """How well the cards that were learnt are remembered today, as FSRS has it.

    Attributes:
        retrievability: number of cards by probability of recall, in ten equal parts.
        difficulty: number of cards by difficulty, from 1 to 10, in nine equal parts.
        remembered: sum of the probabilities: cards that would be known if all were asked now.
        median_stability_days: half of the cards are more stable; None without cards.
    """

    retrievability: tuple[int, ...] = (0,) * 10
    difficulty: tuple[int, ...] = (0,) * 9
    remembered: float = 0.0
    median_stability_days: float | None = None

    @property
    def cards(self) -> int:
        """How many have a memory."""
        return sum(self.retrievability)


@dataclass(frozen=True, slots=True, kw_only=True)
class HardCard:
    """A card that is forgotten again and again."""

    subject: Subject
    answers: int
    again: int
    lapses: int
    difficulty: float
    stability_days: float
    leech: bool
    suspended: bool
    milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HardTopic:
    """A tag or a question whose cards are forgotten more often than others.

    Attributes:
        kind: `tag` or `question`.
        name: the tag, or the question's number and title.
        document: of a question, its document; else "".
        cards: of it that have been met.
        tests, recalled: as in `Retention`, over all time.
        high: upper end of Wilson's interval of the share; the order is by it, so that one
            unlucky answer makes no topic hard.
        lapses, leeches, milliseconds: sums over its cards. difficulty: mean over them.
    """

    kind: str
    name: str
    document: str
    cards: int
    tests: int
    recalled: int
    high: float
    lapses: int
    leeches: int
    difficulty: float
    milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """All that `flashcards stats` shows.

    Attributes:
        today: the study day. days: how many are looked ahead and back.
        deck, tag: what the cards were chosen by, or "".
        maturity: of the cards that are not retired. retired: those that are.
        overdue: cards due before today; they are in `forecast[0]` too.
        forecast: cards due today, tomorrow, … as scheduled now; `HORIZON_DAYS` numbers.
        activity: one for each study day with answers, in order, over all time.
        retention: every period by every age. desired_retention: what the schedule aims at.
        buttons: of the last `days` days.
        hard_cards, hard_topics: hardest first.
    """

    today: int
    days: int
    deck: str
    tag: str
    desired_retention: float
    maturity: Maturity
    retired: int
    overdue: int
    forecast: tuple[int, ...]
    activity: tuple[Activity, ...]
    retention: tuple[Retention, ...]
    buttons: tuple[Buttons, ...]
    streak: Streak
    memories: Memories
    hard_cards: tuple[HardCard, ...]
    hard_topics: tuple[HardTopic, ...]
