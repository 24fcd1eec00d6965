"""An interview question as it is asked: the parts of a card, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.card import Card, Interview, Kind
from flashcards.document import Source
from flashcards.facts.wording import answer_of
from flashcards.practice.interview.levels import levels
from flashcards.practice.interview.rubric import Rubric, read_rubric
from flashcards.practice.model import Difficulty
from flashcards.render import plain
from flashcards.render.texts import blocks_of
from flashcards.tree import nodes as n
from flashcards.tree import plain as letters
from flashcards.tree.cut import cut, strip
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.values import dataclass
from flashcards.written import restored

if TYPE_CHECKING:
    from flashcards.review.store import StoredCard

MINUTES = 15
"""What a question takes whose document does not say."""

# What parts a follow-up question from the points looked for, in one run of text.
_LOOKING_FOR = re.compile(r"\blooking for\s*:\s*", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\d+(?:\.\d+)?\s*(?:-|–|—|to)\s*)?(?P<number>\d+(?:\.\d+)?)\s*\+?\s*(?P<unit>min|m\b|h)",
    re.IGNORECASE,
)
_DIFFICULTY_TAG = "difficulty::"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A question that follows, and the points looked for."""

    question: Blocks
    looking_for: Blocks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An interview question with all its parts; texts are nodes.

    Attributes:
        card: the card's id. title: plain. number: as printed, 0 for none.
        topics: plain texts that `--topic` looks into.
        levels: for whom it is, the lowest first; may be empty.
        minutes: time allotted.
        prompt: what is asked. meta: difficulty and time, as the document has them.
        hints: one by one. solution: the model's. follow_ups: in their order.
        looking_for, green_flags, red_flags: lists, or nothing.
        rubric: what it is graded by.
    """

    card: str
    title: str
    number: int
    deck: str
    topics: tuple[str, ...]
    levels: tuple[Difficulty, ...]
    minutes: int
    prompt: Blocks
    meta: Blocks
    hints: tuple[Blocks, ...]
    solution: Blocks
    looking_for: Blocks
    green_flags: Blocks
    red_flags: Blocks
    follow_ups: tuple[FollowUp, ...]
    rubric: Rubric
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a card of a build and one of the database both say."""

    card: str
    title: str
    number: int
    deck: str
    document: str
    tags: tuple[str, ...]
    front: Blocks
    answer: Blocks
    source: Source


def question(card: Card | StoredCard) -> Question:
    """The question of a card of kind `interview`, from a build or from the review database."""
    if isinstance(card, Card):
        fact = card.fact
        given = _Given(
            card=card.id,
            title=fact.question_title,
            number=fact.question,
            deck=fact.deck,
            document=fact.document,
            tags=fact.tags,
            front=fact.front,
            answer=(*fact.back, *fact.more),
            source=fact.source,
        )
        return _made(given, fact.ask if isinstance(fact.ask, Interview) else Interview())
    given = _Given(
        card=card.id,
        title=card.title,
        number=card.question,
        deck=card.deck,
        document=card.document,
        tags=card.tags,
        front=blocks_of(card.front),
        answer=(*blocks_of(card.back), *blocks_of(card.more)),
        source=card.source,
    )
    ask = restored(Kind.INTERVIEW, card.extra)
    return _made(given, ask if isinstance(ask, Interview) else Interview())


def _made(given: _Given, ask: Interview) -> Question:
    said = " ".join(plain(ask.meta).split()).split(" · ")
    difficulty = " ".join(part for part in said if not _TIME.search(part))
    tags = " ".join(t.removeprefix(_DIFFICULTY_TAG) for t in given.tags if _DIFFICULTY_TAG in t)
    return Question(
        card=given.card,
        title=given.title,
        number=given.number,
        deck=given.deck,
        topics=(given.title, given.deck, given.document, *given.tags),
        levels=levels(difficulty) or levels(tags),
        minutes=_minutes(said),
        prompt=ask.prompt or given.front,
        meta=ask.meta,
        hints=ask.hints,
        solution=ask.solution or given.answer,
        looking_for=ask.looking_for,
        green_flags=ask.green_flags,
        red_flags=ask.red_flags,
        follow_ups=tuple(_follow_ups(ask.follow_ups)),
        rubric=read_rubric(ask.rubric),
        source=given.source,
    )


def _minutes(said: list[str]) -> int:
    """The upper end of `10-15 minutes`: whoever is asked may take that long."""
    for part in said:
        if found := _TIME.search(part):
            number = float(found["number"]) * (60 if found["unit"].lower() == "h" else 1)
            return max(1, min(round(number), 24 * 60))
    return MINUTES


def _follow_ups(blocks: Blocks) -> Iterator[FollowUp]:
    """The items of the outermost lists, else the paragraphs that ask."""
    lists = [block for block in blocks if isinstance(block, n.BulletList | n.OrderedList)]
    for item in (item for found in lists for item in found.items):
        runs = [run for block in n.walk(item.children) for run in n.own_inlines(block)]
        yield from _follow_up(tuple(chain.from_iterable((*run, n.Break()) for run in runs)))
    if not lists:
        for run in (run for block in n.walk(blocks) for run in n.own_inlines(block)):
            if "?" in letters(run):
                yield from _follow_up(run)


def _follow_up(run: Inlines) -> Iterator[FollowUp]:
    text = letters(run)
    found = _LOOKING_FOR.search(text)
    asked = _bare(cut(run, 0, found.start() if found else None))
    if asked:
        points = strip(cut(run, found.end())) if found else ()
        yield FollowUp(question=answer_of(asked), looking_for=answer_of(points))


def _bare(inlines: Inlines) -> Inlines:
    """A question without emphasis of the whole, and without quotes round it."""
    inlines = strip(inlines)
    while len(inlines) == 1 and isinstance(inlines[0], n.Strong | n.Emphasis):
        inlines = strip(inlines[0].children)
    text = letters(inlines)
    quoted = len(text) > 1 and text[0] in '"“' and text[-1] in '"”'
    return strip(cut(inlines, 1, len(text) - 1)) if quoted else inlines
