"""Facts from markdown, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from flashcards.card import Fact, Kind
from flashcards.tree.nodes import Blocks, Paragraph, Text
from flashcards.written import blocks, restored, written

_TEXTS = ("front", "back", "more")


def a_typed_fact(
    *,
    kind: Kind,
    front: str | Blocks,
    back: str | Blocks,
    more: str | Blocks = "",
    extra: tuple[tuple[str, str], ...] = (),
    **fields: Any,
) -> Fact:
    """A fact with its texts given as markdown, or as nodes."""
    return Fact(
        ask=restored(kind, extra),
        front=_blocks(front),
        back=_blocks(back),
        more=_blocks(more),
        **fields,
    )


def _blocks(text: str | Blocks) -> Blocks:
    return blocks(text) if isinstance(text, str) else text


def literal(text: str) -> Blocks:
    """A paragraph of exactly that text, whatever signs it holds."""
    return (Paragraph((Text(text),)),)


_T = TypeVar("_T")


def retold(one: _T, **change: Any) -> _T:
    """A fact with some of its values changed, its texts given as markdown; others by `replace`."""
    if not isinstance(one, Fact):
        return replace(one, **change)  # type: ignore[type-var]
    for name in _TEXTS:
        if isinstance(change.get(name), str):
            change[name] = blocks(change[name])
    if "kind" in change or "extra" in change:
        kind = change.pop("kind", one.kind)
        change["ask"] = restored(kind, change.pop("extra", written(one).extra))
    return replace(one, **change)


def said(fact: Fact, part: str) -> str:
    """A part of a fact as markdown."""
    return str(getattr(written(fact), part))
