"""A note's cards → the fields of its Anki note, as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from flashcards.anki.note_types import HINTS, NOTE_TYPES
from flashcards.card import Card, Fact, NoteClass
from flashcards.markup import to_html, to_plain
from flashcards.markup.clean import clean
from flashcards.markup.escape import escape, escape_prose
from flashcards.render import markdown
from flashcards.written import written

TITLE_LIMIT = 200
"""Characters of a title; Anki's browser shows fewer."""

CRUMB = '<span class="sep"> › </span>'

SUBJECT = "###### "
"""How a front begins that says itself where it belongs."""

SAME = '<div class="same">{}</div>'

_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)
"""The line that parts hints from each other."""

_INTERVIEW_PARTS = {
    "meta": "Meta",
    "looking_for": "Looking For",
    "red_flags": "Red Flags",
    "green_flags": "Green Flags",
    "rubric": "Rubric",
    "follow_ups": "Follow-ups",
    "related": "Related",
}


def note_fields(note_class: NoteClass, note_id: str, cards: Sequence[Card]) -> list[str]:
    """The values of all fields of a note, in the note type's order.

    A slot without a card has empty fields: Anki makes no card of it, and takes one that it
    once made for empty.
    """
    kind = NOTE_TYPES[note_class]
    if note_class is NoteClass.INTERVIEW:
        values = _interview(cards[0].fact)
    elif note_class is NoteClass.PROBLEM:
        values = _problem(cards[0].fact)
    else:
        first = min(cards, key=lambda card: card.slot)
        values = {"Title": _title(_headline(written(first.fact).front))}
        for card in cards:
            for part, name in kind.slots[card.slot - 1][1].items():
                values[name] = _PARTS[part](card.fact)
    values["Id"] = _text(note_id)
    return [values.get(name, "") for name in kind.fields]


def _interview(fact: Fact) -> dict[str, str]:
    texts = written(fact)
    extra = dict(texts.extra)
    values = {
        "Title": _title(fact.question_title or to_plain(texts.front)),
        "Prompt": _prompt(extra.get("prompt") or texts.front, fact.question_title),
        "Solution": to_html(
            extra.get("solution") or "\n\n".join(filter(None, (texts.back, texts.more)))
        ),
        "Context": _crumbs(part for part in fact.context if part != fact.question_title),
        "Source": _source(fact),
    }
    for part, name in _INTERVIEW_PARTS.items():
        values[name] = to_html(extra.get(part, ""))
    hints = [hint for hint in _RULE.split(extra.get("hints", "")) if hint.strip()]
    shown = [*hints[: HINTS - 1], "\n\n".join(hints[HINTS - 1 :])]
    for number, hint in enumerate(shown, start=1):
        values[f"Hint {number}"] = to_html(hint)
    return values


def _problem(fact: Fact) -> dict[str, str]:
    texts = written(fact)
    extra = dict(texts.extra)
    return {
        "Title": _title(fact.context[-1] if fact.context else fact.question_title),
        "Front": to_html(texts.front),
        "Back": to_html(texts.back),
        "Steps": to_html(texts.more),
        "Drills": to_html(extra.get("drills", "")),
        "Pool": _pool(extra.get("pool", "")),
        "Context": _crumbs(fact.context),
        "Source": _text(fact.question_title),
    }


def _pool(text: str) -> str:
    """A pool with its markdown made HTML, as JSON that shows itself where it is taken for HTML.

    No backslash is left outside an escape of JSON, or MathJax would see formulas in it.
    """
    if not text:
        return ""
    pool = json.loads(text)
    for variant in pool["variants"]:
        variant["statement"] = to_html(variant["statement"])
        variant["steps"] = [to_html(step) for step in variant["steps"]]
    made = json.dumps(pool, ensure_ascii=False, separators=(",", ":"))
    return escape(made.replace(r"\\", r"\u005c"))


def _prompt(markdown: str, title: str) -> str:
    """The prompt; hidden where it only repeats the title, but there, for Anki needs a front."""
    html = to_html(markdown)
    return SAME.format(html) if to_plain(markdown).strip() == title.strip() else html


def _text(plain: str) -> str:
    return escape_prose(clean(plain))


def _headline(front: str) -> str:
    """What a front asks, in one line: with its subject, where that has a line of its own."""
    lines = to_plain(front).split("\n", 2)
    return " — ".join(lines[:2]) if front.startswith(SUBJECT) else lines[0]


def _title(plain: str) -> str:
    """One line to know the note by in Anki's browser."""
    line = " ".join(plain.split("\n", 1)[0].split())
    return _text(line if len(line) <= TITLE_LIMIT else line[: TITLE_LIMIT - 1] + "…")


def _crumbs(parts: Iterable[str]) -> str:
    return CRUMB.join(_text(part) for part in parts if part.strip())


def _source(fact: Fact) -> str:
    """Document and question. No line: lines move with every edit, and with them each note."""
    parts = [fact.document.removesuffix(".md")]
    if fact.question:
        parts.append(f"Question {fact.question}: {fact.question_title}".removesuffix(": "))
    return CRUMB.join(_text(part) for part in parts if part)


def _names_subject(fact: Fact) -> bool:
    return markdown(fact.front[:1]).startswith(SUBJECT)


_PARTS: dict[str, Callable[[Fact], str]] = {
    "Front": lambda fact: to_html(markdown(fact.front)),
    "Back": lambda fact: to_html(markdown(fact.back)),
    "More": lambda fact: to_html(markdown(fact.more)),
    "Context": lambda fact: "" if _names_subject(fact) else _crumbs(fact.context),
    "Source": _source,
}
