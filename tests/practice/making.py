"""Cards and plans by hand."""

from __future__ import annotations

from functools import lru_cache

from flashcards.card import Kind
from flashcards.document import Source
from flashcards.practice.cards import Card, Fact
from flashcards.practice.items import Plan, stock
from tests.practice.deck import deck


@lru_cache(maxsize=1)
def plans() -> tuple[Plan, ...]:
    """All plans of our own deck."""
    return stock(deck())


def fact(kind: Kind, key: tuple[str, ...], front: str, back: str, **rest: object) -> Fact:
    """A fact of question 1, in the list “Whisks”."""
    values: dict[str, object] = {
        "context": ("Kitchen", "Whisks"),
        "group": f"{kind}:{key[0]}",
        "place": ("solution", "Whisks"),
        "document": "kitchen.md",
        "question": 1,
        "question_title": "Kitchen Tools",
        "deck": "Kitchen",
        "tags": ("llm::q01", f"kind::{kind}", "difficulty::mid"),
        "source": Source(path="kitchen.md", line=3),
    }
    return Fact(kind=kind, key=key, front=front, back=back, **(values | rest))  # type: ignore[arg-type]


def cards(*facts: Fact) -> tuple[Card, ...]:
    """A card of each, in this order."""
    return tuple(
        Card(id=f"card{n}", note=f"note{n}", slot=1, modified=0, fact=_ranked(fact, n))
        for n, fact in enumerate(facts)
    )


def _ranked(one: Fact, rank: int) -> Fact:
    from dataclasses import replace

    return replace(one, rank=rank)


def terms(*pairs: tuple[str, str], title: str = "Kinds of whisks") -> tuple[Card, ...]:
    """A list of terms with their meanings."""
    return cards(
        *(
            fact(
                Kind.TERM,
                (term,),
                f"###### {title}\n\n**{term}**?",
                meaning,
                place=("solution", title),
            )
            for term, meaning in pairs
        )
    )


def table(
    heads: tuple[str, ...], *rows: tuple[str, ...], title: str = "Tools and jobs"
) -> tuple[Card, ...]:
    """A card for each cell of a table but those of its first column."""
    head = " | ".join(heads)
    rule = " | ".join("---" for _ in heads)
    return cards(
        *(
            fact(
                Kind.CELL,
                (row[0], column),
                f"###### {title}\n\n**{row[0]}** — {column}?",
                cell,
                more=f"| {head} |\n| {rule} |\n| {' | '.join(row)} |",
                place=("solution", title),
                group=f"row:{row[0]}",
            )
            for row in rows
            for column, cell in zip(heads[1:], row[1:], strict=True)
        )
    )


def steps(title: str, *lines: str) -> tuple[Card, ...]:
    """A numbered list."""
    return cards(
        *(
            fact(
                Kind.STEP,
                (line,),
                f"###### {title}\n\nWhich step is number {n} of {len(lines)}?\n\n"
                + "\n".join(
                    f"{k}. […]" if k == n else f"{k}. ||{other}||"
                    for k, other in enumerate(lines, start=1)
                ),
                line,
                place=("solution", title),
            )
            for n, line in enumerate(lines, start=1)
        )
    )


def listing(*lines: tuple[str, str], language: str = "bash") -> tuple[Card, ...]:
    """Commented lines, asked for their comments."""
    whole = "\n".join(f"{line}  # {comment}" for line, comment in lines)
    return cards(
        *(
            fact(
                Kind.CODE,
                (line,),
                f"###### Whisking\n\n`{line}`: what does this do?",
                comment,
                more=f"```{language}\n{whole}\n```",
                place=("solution", "Whisking"),
            )
            for line, comment in lines
        )
    )
