"""Cards and plans by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from flashcards.card import Ask, Card, Cell, CodeLine, Fact, Name, OfLine, Step, Term
from flashcards.document import Source
from flashcards.facts.wording import ask
from flashcards.practice.items import Plan, stock
from flashcards.render import blocks_of, markdown
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.written import blocks
from tests.practice.deck import deck


@lru_cache(maxsize=1)
def plans() -> tuple[Plan, ...]:
    """All plans of our own deck."""
    return stock(deck())


def line(text: str) -> Inlines:
    """A text of one paragraph."""
    (paragraph,) = blocks_of(text)
    assert isinstance(paragraph, n.Paragraph)
    return paragraph.children


def said(text: Blocks) -> str:
    """A text of an item as markdown."""
    return markdown(text)


def fact(asks: Ask, key: tuple[str, ...], front: str, back: str, **rest: object) -> Fact:
    """A fact of question 1, in the list “Whisks”; its texts as markdown."""
    values: dict[str, object] = {
        "context": ("Kitchen", "Whisks"),
        "group": f"{asks.kind}:{key[0]}",
        "place": ("solution", "Whisks"),
        "document": "kitchen.md",
        "question": 1,
        "question_title": "Kitchen Tools",
        "deck": "Kitchen",
        "tags": ("llm::q01", f"kind::{asks.kind}", "difficulty::mid"),
        "source": Source(path="kitchen.md", line=3),
    }
    texts = {"front": blocks(front), "back": blocks_of(back)}
    return Fact(ask=asks, key=key, **(texts | values | rest))  # type: ignore[arg-type]


def cards(*facts: Fact) -> tuple[Card, ...]:
    """A card of each, in this order."""
    return tuple(
        Card(id=f"card{i}", note=f"note{i}", slot=1, modified=0, fact=replace(one, rank=i))
        for i, one in enumerate(facts)
    )


def terms(*pairs: tuple[str, str], title: str = "Kinds of whisks") -> tuple[Card, ...]:
    """A list of terms with their meanings."""
    return cards(
        *(
            fact(
                Term(term=line(term), meaning=line(meaning)),
                (term,),
                f"###### {title}\n\n**{term}**?",
                meaning,
                place=("solution", title),
            )
            for term, meaning in pairs
        )
    )


def reverse(term: str, meaning: str) -> Card:
    """A meaning that asks for its term."""
    asks = Name(term=line(term), meaning=line(meaning))
    key = (markdown((ask(line(term)),)).strip("`"),)
    (card,) = cards(fact(asks, key, f"###### Whisks\n\nWhich is “{meaning}”?", term))
    return card


def table(
    heads: tuple[str, ...], *rows: tuple[str, ...], title: str = "Tools and jobs"
) -> tuple[Card, ...]:
    """A card for each cell of a table but those of its first column."""
    return cards(
        *(
            fact(
                Cell(row=line(row[0]), column=line(column), corner=line(heads[0])),
                (row[0], column),
                f"###### {title}\n\n**{row[0]}** — {column}?",
                cell,
                place=("solution", title),
                group=f"row:{row[0]}",
            )
            for row in rows
            for column, cell in zip(heads[1:], row[1:], strict=True)
        )
    )


def steps(title: str, *lines: str) -> tuple[Card, ...]:
    """A numbered list."""
    texts = tuple(map(line, lines))
    return cards(
        *(
            fact(
                Step(steps=texts, index=index),
                (text,),
                f"###### {title}\n\nWhich step is number {index + 1} of {len(lines)}?",
                text,
                place=("solution", title),
            )
            for index, text in enumerate(lines)
        )
    )


def listing(*lines: tuple[str, str], language: str = "bash") -> tuple[Card, ...]:
    """Commented lines, asked for their comments."""
    return cards(
        *(
            fact(
                CodeLine(line=code, comment=line(comment), language=language, asks=OfLine.PURPOSE),
                (code,),
                f"###### Whisking\n\n`{code}`: what does this do?",
                comment,
                place=("solution", "Whisking"),
            )
            for code, comment in lines
        )
    )
