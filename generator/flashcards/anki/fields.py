"""A note's cards → the fields of its Anki note, as HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from flashcards.anki.note_types import HINTS, NOTE_TYPES
from flashcards.card import Card, Choice, Fact, Gap, Interview, NoteClass, Problem
from flashcards.document import without_suffix
from flashcards.render import Page, blocks_of, html, html_inline, plain
from flashcards.render.escape import escape, escape_prose
from flashcards.tree.cut import map_nodes
from flashcards.tree.gaps import renumbered
from flashcards.tree.nodes import (
    Blocks,
    Cloze,
    Heading,
    Hidden,
    Inline,
    Inlines,
    Paragraph,
    Subject,
    map_inlines,
)

TITLE_LIMIT = 200
"""Characters of a title; Anki's browser shows fewer."""

CRUMB = '<span class="sep"> › </span>'

SAME = '<div class="same">{}</div>'

_INTERVIEW_PARTS: Mapping[str, Callable[[Interview], Blocks]] = {
    "Meta": lambda ask: ask.meta,
    "Looking For": lambda ask: ask.looking_for,
    "Red Flags": lambda ask: ask.red_flags,
    "Green Flags": lambda ask: ask.green_flags,
    "Rubric": lambda ask: ask.rubric,
    "Follow-ups": lambda ask: ask.follow_ups,
    "Related": lambda ask: ask.related,
}


def note_fields(note_class: NoteClass, note_id: str, cards: Sequence[Card]) -> list[str]:
    """The values of all fields of a note, in the note type's order.

    A slot without a card has empty fields: Anki makes no card of it, and takes one that it
    once made for empty.
    """
    kind = NOTE_TYPES[note_class]
    page = Page(packed=True)
    if note_class is NoteClass.INTERVIEW:
        values = _interview(cards[0].fact, page)
    elif note_class is NoteClass.PROBLEM:
        values = _problem(cards[0].fact, page)
    elif note_class is NoteClass.CHOICE:
        values = _choice(cards[0].fact, page)
    elif note_class is NoteClass.CLOZE:
        values = _cloze(sorted(cards, key=lambda card: card.slot), page)
    else:
        first = min(cards, key=lambda card: card.slot)
        values = {"Title": _title(_headline(first.fact.front))}
        for card in cards:
            for part, name in kind.slots[card.slot - 1][1].items():
                values[name] = _PARTS[part](card.fact, page)
    values["Id"] = _text(note_id)
    return [values.get(name, "") for name in kind.fields]


def _interview(fact: Fact, page: Page) -> dict[str, str]:
    ask = fact.ask if isinstance(fact.ask, Interview) else Interview()
    prompt = ask.prompt or fact.front
    shown = html(prompt, page)
    values = {
        "Title": _title(fact.question_title or plain(fact.front)),
        # Hidden where it only repeats the title, but there, for Anki needs a front.
        "Prompt": SAME.format(shown) if _says(prompt, fact.question_title) else shown,
        "Solution": html(ask.solution or (*fact.back, *fact.more), page),
        "Context": _crumbs(part for part in fact.context if part != fact.question_title),
        "Source": _source(fact),
    }
    for name, part in _INTERVIEW_PARTS.items():
        values[name] = html(part(ask), page)
    last: Blocks = tuple(block for hint in ask.hints[HINTS - 1 :] for block in hint)
    for number, hint in enumerate((*ask.hints[: HINTS - 1], last), start=1):
        values[f"Hint {number}"] = html(hint, page)
    return values


def _problem(fact: Fact, page: Page) -> dict[str, str]:
    ask = fact.ask if isinstance(fact.ask, Problem) else Problem(pool="")
    return {
        "Title": _title(fact.context[-1] if fact.context else fact.question_title),
        "Front": html(fact.front, page),
        "Back": html(fact.back, page),
        "Steps": html(fact.more, page),
        "Drills": html(ask.drills, page),
        "Pool": ask.page or pool_page(ask.pool),
        "Context": _crumbs(fact.context),
        "Source": _text(fact.question_title),
    }


def _choice(fact: Fact, page: Page) -> dict[str, str]:
    """A choice; one of which only the texts were kept shows them without its script."""
    ask = fact.ask if isinstance(fact.ask, Choice) else Choice(asked=fact.front, options=())
    right = [place for place, option in enumerate(ask.options) if option.right]
    many = f"{len(right)} of {len(ask.options)} are right." if len(right) > 1 else ""
    return {
        "Title": _title(_headline(ask.asked)),
        "Front": html(ask.asked, page.keeping(plain(fact.back))),
        "Options": "".join(
            f"<li><div>{html_inline(option.text, page)}</div></li>" for option in ask.options
        ),
        "Right": " ".join(map(str, right)),
        "Many": many,
        "Back": html(fact.back, page),
        "More": html(fact.more, page),
        "Context": _above(fact.context, ask.asked),
        "Source": _source(fact),
    }


def _cloze(cards: Sequence[Card], page: Page) -> dict[str, str]:
    """A text with its gaps, each numbered by the slot of its card."""
    first = cards[0].fact
    text = first.ask.text if isinstance(first.ask, Gap) else ()
    numbers = {
        place: card.slot
        for card in cards
        if isinstance(card.fact.ask, Gap)
        for place in card.fact.ask.places
    }
    gapped = renumbered(text, numbers) if text else _regapped(first.front, cards[0])
    return {
        "Title": _title(_headline(first.front)),
        "Text": html(gapped, replace(page, gaps=True)),
        # Anki shows the text with its gap filled; a card elsewhere does so here.
        "More": html(first.more[len(text) :], page),
        "Context": _above(first.context, first.front, text),
        "Source": _source(first),
    }


def _regapped(front: Blocks, card: Card) -> Blocks:
    """A front of which only the texts were kept, with its answer back in its gap."""
    back = card.fact.back[0] if card.fact.back else None
    words = back.children if isinstance(back, Paragraph) else ()

    def filled(node: Inline) -> Inlines:
        return (Cloze(words, card.slot),) if isinstance(node, Hidden) else (node,)

    return map_inlines(front, lambda run: map_nodes(run, filled))


def pool_page(text: str) -> str:
    """A pool with its texts made HTML, as JSON that shows itself where it is taken for HTML.

    No backslash is left outside an escape of JSON, or MathJax would see formulas in it.
    """
    if not text:
        return ""
    pool = json.loads(text)
    for variant in pool["variants"]:
        variant["statement"] = html(blocks_of(variant["statement"]))
        variant["steps"] = [html(blocks_of(step)) for step in variant["steps"]]
    made = json.dumps(pool, ensure_ascii=False, separators=(",", ":"))
    return escape(made.replace(r"\\", r"\u005c"))


def _says(blocks: Blocks, title: str) -> bool:
    return plain(blocks).strip() == title.strip()


def _text(words: str) -> str:
    return escape_prose(words)


def _above(context: Sequence[str], front: Blocks, *same: Blocks) -> str:
    """What a front stands under; nothing that it says itself, alone or in its first line."""
    if _names_subject(front):
        return ""
    said = {plain(one).strip() for one in (front, front[:1], *same)}
    return _crumbs(part for part in context if part.strip() not in said)


def _names_subject(blocks: Blocks) -> bool:
    """Whether a front begins with a line that says what it is about."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        return len(first.children) == 1 and isinstance(first.children[0], Subject)
    return isinstance(first, Heading) and first.level == 6


def _headline(front: Blocks) -> str:
    """What a front asks, in one line: with its subject, where that has a line of its own."""
    lines = plain(front).split("\n", 2)
    return " — ".join(lines[:2]) if _names_subject(front) else lines[0]


def _title(words: str) -> str:
    """One line to know the note by in Anki's browser."""
    line = " ".join(words.split("\n", 1)[0].split())
    return _text(line if len(line) <= TITLE_LIMIT else line[: TITLE_LIMIT - 1] + "…")


def _crumbs(parts: Iterable[str]) -> str:
    return CRUMB.join(_text(part) for part in parts if part.strip())


def _source(fact: Fact) -> str:
    """Document and question. No line: lines move with every edit, and with them each note."""
    parts = [without_suffix(fact.document)]
    if fact.question:
        parts.append(f"Question {fact.question}: {fact.question_title}".removesuffix(": "))
    return CRUMB.join(_text(part) for part in parts if part)


def _front(fact: Fact, page: Page) -> str:
    """The question; no description of a picture in it tells the answer."""
    return html(fact.front, page.keeping(plain(fact.back)))


_PARTS: dict[str, Callable[[Fact, Page], str]] = {
    "Front": _front,
    "Back": lambda fact, page: html(fact.back, page),
    "More": lambda fact, page: html(fact.more, page),
    "Context": lambda fact, _: _above(fact.context, fact.front),
    "Source": lambda fact, _: _source(fact),
}
