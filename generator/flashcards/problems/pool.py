"""Pools: verified variants of an ask, and the fact whose card shows another one at each review."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import islice

from flashcards.card import Fact, Problem
from flashcards.document import Source
from flashcards.problems.family import Ask, Family, ProblemError
from flashcards.problems.scheme import scheme_of, target_of
from flashcards.problems.variant import Variant, check, distinct
from flashcards.render import blocks_of
from flashcards.tree import nodes as n
from flashcards.values import dataclass

COUNT = 40
"""Variants of a pool: a card reviewed for years shows each a few times."""

FEWEST = 2
"""A pool with fewer could not show another variant at each review."""

_SEEDS_EACH = 25
"""Seeds looked at for each variant that is wanted, before there are no more."""

DOCUMENT = "computed-problems.md"
"""The name under which the ledger keeps the cards of pools; no such file exists."""

DECK = "Computed Problems"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Variants of one ask, each with its answer computed by independent routes."""

    family: Family
    ask: Ask
    variants: tuple[Variant, ...]


def pool(family: Family, ask: Ask, *, count: int = COUNT) -> Pool:
    """The first variants of an ask, checked; fewer than `count` if there are no more.

    Raises:
        ProblemError: two routes to an answer disagree, or there are too few variants.
    """
    variants = variants_of(family, ask, count=count)
    if len(variants) < FEWEST:
        raise ProblemError(f"{family.name}/{ask.name} has {len(variants)} distinct variants")
    for variant in variants:
        check(variant)
    return Pool(family=family, ask=ask, variants=variants)


def variants_of(family: Family, ask: Ask, *, count: int) -> tuple[Variant, ...]:
    """The first variants of an ask, no two alike; fewer than `count` if there are no more."""
    seeds = iter(range(count * _SEEDS_EACH * len(family.asks)))
    return tuple(islice(distinct(family, ask, seeds), count))


def pool_json(made: Pool) -> str:
    """All that the card needs to ask, grade and explain each variant; texts are markdown.

    The same on every machine, and without a date or a version: an unchanged pool changes no
    card.
    """
    return json.dumps(
        {
            "family": made.family.name,
            "ask": made.ask.name,
            "scheme": asdict(scheme_of(made.ask)),
            "variants": [
                {
                    "target": asdict(target_of(variant)),
                    "seed": variant.seed,
                    "statement": variant.statement,
                    "steps": variant.steps,
                }
                for variant in made.variants
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def pool_fact(made: Pool, *, tag_root: str, titles: Mapping[int, str], rank: int = 0) -> Fact:
    """The fact of a pool: the first variant, and all of them in what it asks.

    Args:
        made: the pool.
        tag_root: what the family's own tag stands below.
        titles: titles of questions by number; a question without one goes unnamed.
        rank: its place among the computed problems.
    """
    family, ask, first = made.family, made.ask, made.variants[0]
    drills = tuple(
        n.Item((_line(f"Question {number}: {titles[number]}"),))
        for number in family.questions
        if number in titles
    )
    return Fact(
        ask=Problem(pool=pool_json(made), drills=(n.BulletList(drills),) if drills else ()),
        key=(family.name, ask.name),
        front=blocks_of(first.statement),
        back=(_line(first.answer),),
        more=blocks_of(ordered(first.steps)),
        context=("Computed problem", ask.title),
        group=f"{family.name}/{ask.name}",
        place=(family.name, ask.name),
        document=DOCUMENT,
        question=0,
        question_title=family.title,
        deck=DECK,
        tags=(
            f"{tag_root}::problem::{family.name}",
            "kind::problem",
            f"difficulty::{ask.difficulty}",
        ),
        source=Source(path=DOCUMENT, line=1),
        rank=rank,
        aside=ask.aside,
    )


def _line(text: str) -> n.Paragraph:
    return n.Paragraph((n.Text(text),))


def pool_facts(
    families: Iterable[Family],
    *,
    tag_root: str,
    titles: Mapping[int, str],
    count: int = COUNT,
) -> tuple[Fact, ...]:
    """A fact for each ask of the families, in their order.

    Args:
        families: what to ask of.
        tag_root: the tag that the families' own tags stand below.
        titles: titles of questions by number, as read in the same build.
        count: variants of each pool.

    Raises:
        ProblemError: two routes to an answer disagree, or an ask has too few variants.
    """
    asks = ((family, ask) for family in families for ask in family.asks)
    return tuple(
        pool_fact(pool(family, ask, count=count), tag_root=tag_root, titles=titles, rank=rank)
        for rank, (family, ask) in enumerate(asks)
    )


def ordered(steps: Iterable[str]) -> str:
    """Worked steps as a markdown list."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
