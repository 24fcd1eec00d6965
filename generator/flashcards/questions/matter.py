"""Front matter and marks: title, tags, deck, language, and what comments say of a block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flashcards import patterns as re
from flashcards.document import Meta, Role, Source
from flashcards.questions.furniture import names_day
from flashcards.questions.roles import role_of
from flashcards.questions.slices import joined, lines
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, BulletList, Heading, Paragraph
from flashcards.values import dataclass

_MAX_LENGTH = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a document says of itself above its text."""

    meta: tuple[Meta, ...] = ()
    title: str = ""
    tags: tuple[str, ...] = ()
    deck: str = ""
    language: str = ""
    forms: tuple[str, ...] = ()
    level: int = 0


def read_matter(text: str, path: str) -> Matter:
    """The front matter's pairs, and those that mean something here.

    Args:
        text: the lines between the `---`.
        path: of the document, for sources.
    """
    table = _table(text[:_MAX_LENGTH])
    if table is None:
        return Matter()
    lines = text.split("\n")
    pairs = tuple(
        Meta(key=str(key), value=said, source=Source(path=path, line=_line(lines, str(key))))
        for key, value in table.items()
        if (said := _said(value))
    )
    found = {str(key).casefold(): value for key, value in table.items()}
    given = found.get("flashcards")
    settings = given if isinstance(given, dict) else {}
    return Matter(
        meta=pairs,
        title=_said(found.get("title", "")),
        tags=tuple(_words(found.get("tags", found.get("tag", found.get("keywords"))))),
        deck=_said(found.get("deck", found.get("target deck", found.get("anki-deck", "")))),
        language=_said(found.get("lang", found.get("language", "")))[:2].casefold(),
        forms=tuple(_words(settings.get("forms"))),
        level=level if isinstance(level := settings.get("level"), int) else 0,
    )


def _line(lines: list[str], key: str) -> int:
    """The line of the file on which a key stands; its first is the `---`."""
    return next((n for n, line in enumerate(lines, 2) if line.strip("\"' ").startswith(key)), 2)


def _table(text: str) -> dict[object, Any] | None:
    if not text.strip():
        return None
    import yaml  # most documents have no front matter

    try:
        table = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None


def _said(value: Any) -> str:
    """A plain value as its author wrote it; nothing for lists and tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, list | dict):
        return ""
    return " ".join(str(value).split())


def _words(value: Any) -> Iterator[str]:
    """Tags as a list or in one text, with or without `#`."""
    if isinstance(value, str):
        value = value.replace(",", " ").split()
    if isinstance(value, list):
        for one in value:
            word = "-".join(_said(one).lstrip("#").split())
            if word:
                yield word


# `title:: Networks`, as Logseq writes what it knows of a page.
_PROPERTY = re.compile(r"(?P<key>[a-z][\w-]{0,40})::\s*(?P<value>.*)")
_KNOWN = frozenset(
    ("title", "tags", "tag", "alias", "aliases", "type", "public", "icon", "template", "filters",
     "exclude-from-graph-view", "up", "parent", "parents", "related", "author", "authors", "status")
)  # fmt: skip
# `TARGET DECK`, over a deck's path or before it, as Obsidian_to_Anki reads it; `FILE TAGS`.
_TARGET = re.compile(r"TARGET DECK(?::\s*(?P<deck>\S.*))?")
_FILE_TAGS = re.compile(r"FILE TAGS(?::\s*(?P<tags>\S.*))?")
FIRST = 3
"""Blocks at the top among which a document says its deck."""


def with_properties(matter: Matter, run: Blocks) -> tuple[Matter, Blocks]:
    """What plug-ins let a document say of itself in its first lines, and the blocks that say it."""
    said: list[Paragraph] = []
    for place, block in enumerate(run[:FIRST]):
        if not isinstance(block, Paragraph):
            continue
        rows = [plain(row).strip() for row in lines(block.children)]
        pairs = [match for row in rows if (match := _PROPERTY.fullmatch(row))]
        first = all(isinstance(one, Heading) for one in run[:place])
        if first and len(pairs) == len(rows) and any(_is_known(one["key"]) for one in pairs):
            found = {one["key"]: one["value"] for one in pairs}
            tags = found.get("tags", found.get("tag", "")).replace("[[", "").replace("]]", "")
            matter = replace(
                matter,
                title=matter.title or found.get("title", ""),
                tags=matter.tags or tuple(_words(tags)),
            )
            said.append(block)
        elif (deck := _after(_TARGET, "deck", rows)) is not None:
            matter = replace(matter, deck=matter.deck or deck)
            said.append(block)
        elif (tags := _after(_FILE_TAGS, "tags", rows)) is not None:
            matter = replace(matter, tags=matter.tags or tuple(_words(tags)))
            said.append(block)
    return matter, tuple(said)


def _is_known(key: str) -> bool:
    """Whether a property says what a page is, where it belongs, or when it was made."""
    return key in _KNOWN or names_day(key) or role_of(key) is Role.RELATED


def _after(mark: re.Pattern[str], name: str, rows: list[str]) -> str | None:
    """What stands behind a mark on its line, else on the next; None without the mark."""
    match = mark.fullmatch(rows[0]) if rows else None
    if match is None or len(rows) > (1 if match[name] else 2):
        return None
    return match[name] or (rows[1] if len(rows) > 1 else None)


# What Logseq keeps in the block that it is of: `collapsed:: true`, `card-last-interval:: 4.28`.
_KEPT = re.compile(
    r"(?:collapsed|id|heading|background-color|created-at|updated-at|card-[a-z-]+|logseq\.[\w.-]+)::\s.*"
)


def without_kept(blocks: Blocks, text: str) -> Blocks:
    """Blocks without what an outliner keeps in them, which no author wrote.

    Args:
        blocks: of a document.
        text: of the document: one without such lines is not walked through.
    """
    if not re.search(r"^\s*(?:- )?(?:collapsed|id|card-[a-z-]+):: ", text, re.MULTILINE):
        return blocks
    return tuple(_clean(blocks))


def _clean(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph():
                rows = lines(block.children)
                kept = [row for row in rows if not _KEPT.fullmatch(plain(row).strip())]
                if len(kept) == len(rows):
                    yield block
                elif kept:
                    yield replace(block, children=joined(kept))
            case BulletList():
                items = tuple(
                    replace(one, children=tuple(_clean(one.children))) for one in block.items
                )
                yield replace(block, items=items)
            case _:
                yield block
