"""What the database holds beside events and states: cards as stored, queues, counts."""

from __future__ import annotations

from typing import NamedTuple

from flashcards.kinds import Kind, Source
from flashcards.review.model import CardState, Event, Phase
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCard:
    """A card as the last build gave it.

    Attributes:
        id, note, slot, kind, document, question, front, back, more, context, tags, extra: as in
            `flashcards.model`; texts are markdown.
        title: of its question.
        deck: whole name, from the root. root: the root deck of the build that gave it.
        source: file and line, for `edit`.
        modified: when its content last changed, seconds since the epoch.
        position: order in which new cards are met.
        retired_ms: when documents stopped to give it; None while they do.
    """

    id: str
    note: str
    slot: int
    kind: Kind
    deck: str
    root: str
    document: str
    question: int
    title: str
    front: str
    back: str
    more: str
    context: tuple[str, ...]
    tags: tuple[str, ...]
    extra: tuple[tuple[str, str], ...]
    source: Source
    modified: int
    position: int
    retired_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A card and its state."""

    card: StoredCard
    state: CardState

    @property
    def retired(self) -> bool:
        """Whether no document gives it any more."""
        return self.card.retired_ms is not None

    def due_on(self, day: int) -> bool:
        """Whether it is due by that study day and nothing holds it back then."""
        state = self.state
        return (
            not self.retired
            and not state.suspended
            and state.buried_day != day
            and state.phase is not Phase.NEW
            and state.due_day <= day
        )


class CardPrint(NamedTuple):
    """A card and a digest of its content, read without looking into it.

    Attributes:
        note, slot, id, root: as in `StoredCard`. retired: whether it is.
        in_use: whether it is met anew, or is known: not set aside, nor below the level asked for.
        content: tells any other text, tag or deck of it.
    """

    note: str
    slot: int
    id: str
    root: str
    retired: bool
    in_use: bool
    content: str


class Due(NamedTuple):
    """One line of a queue; a plain tuple, for there may be a million.

    Attributes:
        card, note: ids.
        deck: number of its deck (`Store.decks`).
        due: of a review the study day, of a learning card milliseconds, of a new one its position.
    """

    card: str
    note: str
    deck: int
    due: int


class Order(NamedTuple):
    """How the queues are ordered, and what is in them.

    Attributes:
        mixed: new cards come with their topics mixed; else as their documents have them.
        interviews: whole interview questions are among the new cards.
        by_retrievability: reviews come by how well they are remembered, best first; else by the
            study day on which they fell due, each day shuffled as `schedule.queue` says.
    """

    mixed: bool = True
    interviews: bool = False
    by_retrievability: bool = False


USUAL = Order()


class Queues(NamedTuple):
    """What is due on a study day: neither retired, suspended nor buried; no daily limits.

    Attributes:
        learning: in (re)learning steps, by when they are due, which may be later that day.
        reviews, new: as an `Order` has them.
        problems: new computed problems; `new` holds none.
    """

    learning: list[Due]
    reviews: list[Due]
    new: list[Due]
    problems: list[Due] = []  # noqa: RUF012 - never changed


class Unmet(NamedTuple):
    """How many new cards there are that may be shown some day."""

    facts: int = 0
    problems: int = 0
    interviews: int = 0
    later: int = 0
    """Set aside, or below the level that is asked for: none of them is met by itself."""


class Waiting(NamedTuple):
    """How many cards of a deck are due, before any limit."""

    learning: int = 0
    reviews: int = 0
    new: int = 0


class Tally(NamedTuple):
    """Cards that documents give: all that may be shown, and those that wait for the learner.

    Attributes:
        cards: neither retired nor suspended. learnt: those of them that are in review.
        suspended, leeches: of all that are not retired.
    """

    cards: int = 0
    learnt: int = 0
    suspended: int = 0
    leeches: int = 0


class Done(NamedTuple):
    """What was answered on a study day; what was undone or crammed does not count.

    Attributes:
        new, reviews, learning: answers to cards that were new, in review, in steps.
        duration_ms: spent on them.
        problems: those of the new cards that are computed problems.
    """

    new: int = 0
    reviews: int = 0
    learning: int = 0
    duration_ms: int = 0
    problems: int = 0


class Recorded(NamedTuple):
    """An event as it was written, with its id, and where its card stands after it."""

    event: Event
    state: CardState


class Merged(NamedTuple):
    """How many of another program's events were new, were known, are of unknown cards."""

    added: int
    known: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncCounts:
    """What bringing the database up to date with a build did, in cards."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    returned: int = 0
    corrected: int = 0
    """Of those that changed, learnt ones that come sooner, for their answer is another one now."""

    def __bool__(self) -> bool:
        return any((self.added, self.changed, self.retired, self.returned))
