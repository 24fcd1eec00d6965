"""Computed problems: fresh variants, each answer checked by its independent routes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flashcards.card import Card, Kind, Problem
from flashcards.facts.wording import answer_of, ask, said
from flashcards.practice.items.common import difficulty, topics
from flashcards.practice.items.distractors import WRONG, Candidate, candidate, options
from flashcards.practice.items.plan import MINUTES, POINTS_A_MINUTE, Plan, shuffled
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.texts import near, shape
from flashcards.practice.model import Difficulty, Form, Item
from flashcards.problems import FAMILIES
from flashcards.problems.chance import Chance
from flashcards.problems.drills import titles
from flashcards.problems.family import Ask as Asked
from flashcards.problems.family import Family, ProblemError
from flashcards.problems.pool import DOCUMENT, ordered
from flashcards.problems.quantity import Dimension, show
from flashcards.problems.scheme import scheme_of, target_of
from flashcards.problems.variant import Variant, check, draw
from flashcards.render import blocks_of
from flashcards.review.session.variant import variant as held
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks

SEEDS = 1_000_000
"""Variants of an ask that chance chooses from."""

SIZES = {
    Difficulty.JUNIOR: 2 / 3,
    Difficulty.MID: 1.0,
    Difficulty.SENIOR: 4 / 3,
    Difficulty.STAFF: 5 / 3,
}
"""How long a problem takes, as a share of one of middle difficulty."""

ATTEMPTS = 8
"""Variants looked at for wrong values on the wished sides of the right one."""

FARTHEST = 250
"""How many times as large or as small a wrong value may be: beyond, nobody believes it."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """For each ask that has a card: its problems, and its problems as multiple choice.

    A problem of a document is asked from the variants that its card holds.
    """
    for card in shelf.cards:
        if card.fact.kind is not Kind.PROBLEM:
            continue
        if card.fact.document != DOCUMENT:
            yield _of_document(card)
        elif card.fact.key[0] in FAMILIES:
            family = FAMILIES[card.fact.key[0]]
            asked = next((one for one in family.asks if one.name == card.fact.key[1]), None)
            if asked is not None:
                yield _plan(Form.NUMERIC, card, family, asked)
                if asked.choices is None and not asked.signed:
                    yield _plan(Form.CHOICE, card, family, asked)


def variant(family: Family, asked: Asked, chance: Chance) -> Variant:
    """A variant of the ask by chance, its answer checked.

    Raises:
        ProblemError: two routes to the answer disagree.
    """
    place = family.asks.index(asked)
    for _ in range(20):
        seed = chance.below(SEEDS) * len(family.asks) + place
        try:
            drawn = draw(family, seed)
        except ProblemError:  # of a seed without a sound draw another is taken
            continue
        check(drawn)
        return drawn
    raise ProblemError(f"{family.name}/{asked.name} gives no sound variant")


def _plan(form: Form, card: Card, family: Family, asked: Asked) -> Plan:
    level = difficulty(card.fact.tags)
    minutes = MINUTES[Form.NUMERIC] * SIZES[level]

    def make(chance: Chance) -> Item | None:
        if form is Form.NUMERIC:
            return _typed(card, variant(family, asked, chance))
        return _chosen(chance, card, family, asked)

    return Plan(
        id=f"{form}/{family.name}/{asked.name}",
        form=form,
        difficulty=level,
        points=round(minutes * POINTS_A_MINUTE),
        minutes=minutes,
        tags=card.fact.tags,
        question=0,
        topics=(
            family.title,
            *(f"q{n}" for n in family.questions),
            *map(str, family.questions),
            *(titles()[n] for n in family.questions if n in titles()),
        ),
        cards=(card.id,),
        ground=f"problem/{family.name}",
        make=make,
        family=family.name,
    )


def _of_document(card: Card) -> Plan:
    """A problem that stands in a document, or that one works out."""
    level = difficulty(card.fact.tags)
    minutes = MINUTES[Form.NUMERIC] * SIZES[level]
    points = round(minutes * POINTS_A_MINUTE)

    def make(chance: Chance) -> Item:
        assert isinstance(card.fact.ask, Problem)  # noqa: S101 - its kind says so
        asked = held(card.fact.ask.pool, card=card.id, repetitions=chance.below(SEEDS))
        return Item(
            id=f"{Form.NUMERIC}/{card.id}/{asked.seed}",
            form=Form.NUMERIC,
            title=card.fact.context[-1],
            prompt=blocks_of(asked.statement),
            points=points,
            difficulty=level,
            tags=card.fact.tags,
            source=f"{card.fact.source} › {card.fact.question_title}".removesuffix(" › "),
            card=card.id,
            answer=answer_of(said(asked.target.answer)),
            solution=blocks_of(ordered(asked.steps)),
            minutes=minutes,
            scheme=asked.scheme,
            target=asked.target,
        )

    return Plan(
        id=f"{Form.NUMERIC}/{card.id}",
        form=Form.NUMERIC,
        difficulty=level,
        points=points,
        minutes=minutes,
        tags=card.fact.tags,
        question=card.fact.question,
        topics=topics(card),
        cards=(card.id,),
        ground=f"problem/{card.id}",
        make=make,
    )


def _typed(card: Card, drawn: Variant) -> Item:
    return _item(
        Form.NUMERIC,
        card,
        drawn,
        prompt=blocks_of(drawn.statement),
        scheme=scheme_of(drawn.ask),
        target=target_of(drawn),
    )


def _chosen(chance: Chance, card: Card, family: Family, asked: Asked) -> Item | None:
    """A variant as multiple choice, with as many smaller wrong values as chance says.

    Most wrong ways lead to both sides of the right value; if any variant would do, it would
    stand in the middle more often than not.
    """
    smaller = chance.below(WRONG + 1)
    for _ in range(ATTEMPTS):
        drawn = variant(family, asked, chance)
        wrong = _wrong(chance, drawn, smaller)
        if wrong is not None:
            break
    else:
        return None
    shown, correct = options(chance, answer_of(said(_value(drawn.answer))), wrong)
    rounded = " (values are rounded)" if drawn.answer.startswith("≈") else ""
    return _item(
        Form.CHOICE,
        card,
        drawn,
        prompt=(*_without_unit(drawn), ask(f"Which of these is right{rounded}?")),
        options=shown,
        correct=correct,
    )


def _without_unit(drawn: Variant) -> Blocks:
    """The statement without the line, all in italics, that names the unit of the answer."""
    blocks = blocks_of(drawn.statement)
    last = blocks[-1]
    named = isinstance(last, n.Paragraph) and [*map(type, last.children)] == [n.Emphasis]
    if named and isinstance(last, n.Paragraph) and plain(last.children).startswith("Answer "):
        return blocks[:-1]
    return blocks


def _wrong(chance: Chance, drawn: Variant, smaller: int) -> tuple[Candidate, ...] | None:
    """Three values that wrong ways lead to, so many of them smaller than the right one."""
    key = _value(drawn.answer)
    room = {True: smaller, False: WRONG - smaller}
    chosen: list[Candidate] = []
    for one in shuffled(chance, drawn.misconceptions):
        text = _value(show(one.value, drawn.ask.unit, drawn.ask.dimension))
        side = one.value < drawn.value
        if (
            room[side]
            and _is_believable(one.value, drawn)
            and shape(text) == shape(key)
            and not any(near(text, other) for other in (key, *(c.read for c in chosen)))
        ):
            room[side] -= 1
            chosen.append(candidate(answer_of(said(text)), blocks_of(one.feedback)))
    return tuple(chosen) if len(chosen) == WRONG else None


def _is_believable(value: Fraction, drawn: Variant) -> bool:
    if drawn.ask.dimension is Dimension.SHARE and value > 1:
        return False
    return drawn.value / FARTHEST < value < drawn.value * FARTHEST


def _value(text: str) -> str:
    """An amount without its sign of roughness: that one has it would tell."""
    return text.removeprefix("≈").strip()


def _item(form: Form, card: Card, drawn: Variant, **rest: object) -> Item:
    level = difficulty(card.fact.tags)
    minutes = MINUTES[Form.NUMERIC] * SIZES[level]
    family = drawn.family
    drills = ", ".join(f"Question {n}: {titles()[n]}" for n in family.questions if n in titles())
    return Item(
        id=f"{form}/{card.id}/{drawn.seed}",
        form=form,
        title=drawn.ask.title,
        points=round(minutes * POINTS_A_MINUTE),
        difficulty=level,
        tags=card.fact.tags,
        source=f"Computed problem {family.name}, seed {drawn.seed}"
        + (f" › {drills}" if drills else ""),
        card=card.id,
        answer=answer_of(said(drawn.answer)),
        solution=blocks_of(ordered(drawn.steps)),
        minutes=minutes,
        **rest,  # type: ignore[arg-type]
    )
