"""The cards of computed problems, computed once for each version of the families.

Drawing and checking some thousand variants takes seconds. What came of it is kept in the user's
cache, never in a project, under a digest of the code and data that it came from: another version
of a family never finds it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flashcards.cache import keep
from flashcards.card import Fact, Problem
from flashcards.document import Document, Source
from flashcards.render import markdown
from flashcards.written import blocks

FILE = "problems.json"

Progress = Callable[[str, int, int], None]


def problem_facts(
    wanted: bool | tuple[str, ...],  # noqa: FBT001 - as the settings have it
    *,
    tag_root: str,
    folder: Path,
    progress: Progress,
) -> tuple[Fact, ...]:
    """A fact for each ask of the families, every variant checked by its numeric oracles.

    Args:
        wanted: all families, none, or those of these names.
        tag_root: the tag that theirs stand below.
        folder: the user's cache, where the cards are kept.
        progress: told of it.

    Raises:
        ProblemError: there is no such family, or two routes to an answer disagree.
    """
    if not wanted:
        return ()

    def compute() -> list[Fact]:
        # Only now: importing all families takes longer than a build in which nothing changed.
        from flashcards.problems.drills import titles
        from flashcards.problems.pool import pool_facts
        from flashcards.problems.registry import chosen

        families = chosen(wanted)
        facts: list[Fact] = []
        for done, family in enumerate(families):
            progress("computing", done, len(families))
            facts += pool_facts([family], tag_root=tag_root, titles=titles(), first_rank=len(facts))
        progress("computing", len(families), len(families))
        return facts

    return _kept(folder / FILE, _key(wanted, tag_root), compute)


def document_facts(document: Document, *, tag_root: str, folder: Path) -> tuple[Fact, ...]:
    """A fact for each problem of a document, every variant checked.

    Args:
        document: as understood.
        tag_root: the tag that theirs stand below.
        folder: the user's cache, where the cards are kept.

    Raises:
        ProblemError: one that its author wrote is not sound.
    """

    def compute() -> list[Fact]:
        from flashcards.facts.computed import computed_facts

        return list(computed_facts(document, tag_root=tag_root))

    if not _MAY_COMPUTE.search(document.tree.text):
        return ()
    name = hashlib.sha256(f"{document.path}\0{document.name}".encode()).hexdigest()[:16]
    said = (tag_root, document.path, document.name, document.deck, document.tree.text)
    key = _key(*said, rooms=("tree", "questions", "quantities", "relations", "worked", "facts"))
    return _kept(folder / f"problems-{name}.json", key, compute)


# A fence of a problem, or a number that comes out of something.
_MAY_COMPUTE = re.compile(r"[`~]{3,}[ {.]*problem\b|[=≈:|].*\d")


def _kept(path: Path, key: str, compute: Callable[[], list[Fact]]) -> tuple[Fact, ...]:
    """What is kept in a file under that key; else what is computed, kept there from now on."""
    kept = _load(path, key)
    if kept is not None:
        return kept
    facts = compute()
    rows = [_row(fact) for fact in facts]
    text = json.dumps({"key": key, "sum": _sum(rows), "facts": rows}, ensure_ascii=False)
    keep(path, text.encode())
    return tuple(facts)


def _key(*parts: object, rooms: tuple[str, ...] = ()) -> str:
    from flashcards.oracles.evidence import program_digest

    return hashlib.sha256(json.dumps([program_digest(*rooms), *parts]).encode()).hexdigest()


def _sum(rows: object) -> str:
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _load(path: Path, key: str) -> tuple[Fact, ...] | None:
    """What was kept under that key, whole, or None."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["key"] != key or kept["sum"] != _sum(kept["facts"]):
            return None
        return tuple(_fact(row) for row in kept["facts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


_PLAIN = ("group", "document", "question", "question_title", "deck", "rank", "aside")
_TUPLES = ("key", "context", "place", "tags")
_BLOCKS = ("front", "back", "more")


def _row(fact: Fact) -> dict[str, object]:
    """A fact as plain values; its texts as markdown."""
    assert isinstance(fact.ask, Problem)  # noqa: S101 - pools give no other
    return {
        **{name: getattr(fact, name) for name in (*_PLAIN, *_TUPLES)},
        **{name: markdown(getattr(fact, name)) for name in _BLOCKS},
        "pool": fact.ask.pool,
        "drills": markdown(fact.ask.drills),
        "source": [fact.source.path, fact.source.line],
    }


def _fact(row: dict[str, Any]) -> Fact:
    path, line = row["source"]
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values |= {name: tuple(row[name]) for name in _TUPLES}
    values |= {name: blocks(row[name]) for name in _BLOCKS}
    return Fact(
        ask=Problem(pool=row["pool"], drills=blocks(row["drills"])),
        source=Source(path=path, line=line),
        **values,
    )
