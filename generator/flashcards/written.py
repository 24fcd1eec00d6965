"""Cards as ledgers and databases keep them: their texts as markdown, and back to nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.card import Ask, Fact, Interview, Kept, Kind, Problem
from flashcards.render import markdown
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from flashcards.tree.cut import mapped
from flashcards.tree.nodes import Blocks, Inline, Inlines

BLANK = "[…]"

_PARTS = (
    "prompt", "solution", "rubric", "follow_ups", "related", "meta", "looking_for", "red_flags",
    "green_flags",
)  # fmt: skip
_HINTS = "hints"
_BETWEEN_HINTS = "\n\n***\n\n"
# The line that parts hints from each other.
_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a fact says, as markdown; `extra` are the parts of an interview card, a problem's pool.

    The names in `extra` stand in databases: `prompt`, `meta`, `hints` (parted by lines of `***`),
    `solution`, `looking_for`, `red_flags`, `green_flags`, `rubric`, `follow_ups`, `related`;
    `pool`, `drills`.
    """

    front: str
    back: str
    more: str
    extra: tuple[tuple[str, str], ...] = ()


def written(fact: Fact) -> Written:
    """A fact's texts as markdown."""
    return Written(
        front=markdown(fact.front),
        back=markdown(fact.back),
        more=markdown(fact.more),
        extra=tuple(_extra(fact.ask)),
    )


def _extra(ask: Ask) -> Iterator[tuple[str, str]]:
    if isinstance(ask, Problem):
        yield "pool", ask.pool
        yield "drills", markdown(ask.drills)
    elif isinstance(ask, Interview):
        parts = [(name, markdown(getattr(ask, name))) for name in _PARTS]
        parts.append((_HINTS, _BETWEEN_HINTS.join(map(markdown, ask.hints))))
        yield from ((name, text) for name, text in parts if text)


def blocks(text: str) -> Blocks:
    """Blocks of markdown that `markdown` wrote: subject and blanks are what they were."""
    parsed = parse_blocks(text)
    if not parsed:
        return ()
    first = parsed[0]
    if isinstance(first, n.Heading) and first.level == _SUBJECT_LEVEL:
        parsed = (n.Paragraph((n.Subject(first.children),)), *parsed[1:])
    return n.map_inlines(parsed, _with_blanks) if BLANK in text else parsed


_SUBJECT_LEVEL = 6


def _with_blanks(run: Inlines) -> Inlines:
    """Running text in which `[…]` is what the card asks for; a literal one is written otherwise."""

    def blank(node: Inline) -> Inlines | None:
        if not isinstance(node, n.Text) or not node.verbatim or BLANK not in node.value:
            return None
        first, *rest = node.value.split(BLANK)
        out: list[Inline] = [n.Text(first)] if first else []
        for text in rest:
            out += [n.Hidden(()), *([n.Text(text)] if text else [])]
        return tuple(out)

    return mapped(run, blank)


def restored(kind: Kind, extra: tuple[tuple[str, str], ...] = ()) -> Ask:
    """What a card asks, as far as its kind and its parts say."""
    parts = dict(extra)
    if kind is Kind.PROBLEM:
        return Problem(pool=parts.get("pool", ""), drills=blocks(parts.get("drills", "")))
    if kind is Kind.INTERVIEW:
        hints = [hint for hint in _RULE.split(parts.get(_HINTS, "")) if hint.strip()]
        return Interview(
            hints=tuple(map(blocks, hints)),
            **{name: blocks(parts[name]) for name in _PARTS if name in parts},
        )
    return Kept(kind=kind)
