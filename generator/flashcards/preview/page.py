"""The page of `flashcards preview`, from a document's lines, blocks and cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from flashcards.card import BlockOutcome, Card
from flashcards.editor.lint import faults
from flashcards.render import Page, highlight_css, html, mathml
from flashcards.values import dataclass

_PAGE = Page(formula=mathml)
_WATCHED_SECONDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A document as the page shows it.

    Attributes:
        name: its name.
        text: as read.
        blocks: what became of each of its blocks.
        cards: of it, those that are set aside, too.
        asked: how many of its blocks and listings are problems.
    """

    name: str
    text: str
    blocks: tuple[BlockOutcome, ...]
    cards: tuple[Card, ...]
    asked: str = ""


def page(documents: Sequence[Shown], *, watched: bool = False) -> str:
    """The whole page as HTML that loads nothing; if `watched` it looks for news by itself."""
    folder = files("flashcards.preview")
    template = Template(folder.joinpath("page.html").read_text(encoding="utf-8"))
    style = folder.joinpath("page.css").read_text(encoding="utf-8") + highlight_css()
    refresh = f'<meta http-equiv="refresh" content="{_WATCHED_SECONDS}">' if watched else ""
    titles = ", ".join(escape(one.name) for one in documents)
    return template.substitute(
        title=titles, style=style, refresh=refresh, body="\n".join(map(_document, documents))
    )


def _document(shown: Shown) -> str:
    lines = shown.text.split("\n")
    cards: dict[int, list[Card]] = defaultdict(list)
    for card in shown.cards:
        cards[card.fact.source.line].append(card)
    outcomes: dict[int, list[BlockOutcome]] = defaultdict(list)
    for block in shown.blocks:
        outcomes[block.source.line].append(block)
    starts = sorted({1, *cards, *outcomes})
    rows = []
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        left = "\n".join(lines[start - 1 : end - 1]).rstrip()
        right = "".join(map(_card, cards[start])) or _reason(outcomes[start])
        rows.append(
            f'<div class="row" id="L{start}"><div class="source"><a href="#L{start}">{start}</a>'
            f'<pre>{escape(left)}</pre></div><div class="cards">{right}</div></div>'
        )
    met = sum(not card.fact.aside for card in shown.cards)
    core = sum(not card.fact.aside and card.fact.is_core for card in shown.cards)
    asked = f"; {escape(shown.asked)} are asked with other numbers" if shown.asked else ""
    head = f"<h1>{escape(shown.name)}</h1><p>{met:,} cards, {core:,} of them core{asked}</p>"
    return f"<section>{head}{''.join(rows)}</section>"


def _card(card: Card) -> str:
    fact = card.fact
    if fact.aside:
        return (
            f'<details class="aside"><summary>set aside: {escape(fact.aside)}</summary>'
            f"{html(fact.front, _PAGE)}<hr>{html(fact.back, _PAGE)}</details>"
        )
    marks = "".join(f'<p class="fault">{escape(fault.why)}</p>' for fault in faults(fact))
    level = "core" if fact.is_core else "detail"
    return (
        f'<article class="{level}"><p class="kind">{escape(fact.kind.value)} · {level} · '
        f"<code>{escape(card.id)}</code></p>"
        f'<div class="front">{html(fact.front, _PAGE)}</div>'
        f'<div class="back">{html(fact.back, _PAGE)}</div>{marks}</article>'
    )


def _reason(blocks: Sequence[BlockOutcome]) -> str:
    told = dict.fromkeys(
        "in the answer of its question" if block.answer_of else block.skipped or ""
        for block in blocks
    )
    return "".join(f'<p class="none">{escape(why)}</p>' for why in told if why)
