"""The cards of computed problems, computed once for each version of the families.

Drawing and checking some thousand variants takes seconds. What came of it is kept in the user's
cache, never in a project, under a digest of the code and data that it came from: another version
of a family never finds it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from flashcards.cache import keep
from flashcards.card import Fact, Problem
from flashcards.document import Document, Source
from flashcards.render import markdown
from flashcards.workers import each
from flashcards.written import blocks

FILE = "problems.json"

Progress = Callable[[str, int, int], None]


def problem_facts(
    wanted: bool | tuple[str, ...],  # noqa: FBT001 - as the settings have it
    *,
    tag_root: str,
    folder: Path,
    progress: Progress,
    jobs: int = 1,
) -> tuple[Fact, ...]:
    """A fact for each ask of the families, every variant checked by its numeric oracles.

    Args:
        wanted: all families, none, or those of these names.
        tag_root: the tag that theirs stand below.
        folder: the user's cache, where the cards are kept.
        progress: told of it.
        jobs: processes to compute in.

    Raises:
        ProblemError: there is no such family, or two routes to an answer disagree.
    """
    if not wanted:
        return ()

    def compute() -> list[Fact]:
        # Only now: importing all families takes longer than a build in which nothing changed.
        from flashcards.problems.registry import chosen

        families = chosen(wanted)
        facts: list[Fact] = []
        progress("computing", 0, len(families))
        of_each = partial(_family_facts, tag_root=tag_root)
        made = each(of_each, [family.name for family in families], jobs=jobs)
        for done, pools in enumerate(made, start=1):
            before = len(facts)
            facts += (replace(one, rank=before + one.rank) for one in pools)
            progress("computing", done, len(families))
        return facts

    return _kept(folder / FILE, _key(wanted, tag_root), compute)


def _family_facts(name: str, *, tag_root: str) -> tuple[Fact, ...]:
    from flashcards.problems.drills import titles
    from flashcards.problems.pool import pool_facts
    from flashcards.problems.registry import family

    return _paged(pool_facts([family(name)], tag_root=tag_root, titles=titles()))


def _paged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Problems with what Anki shows of them: made once, kept with them."""
    from flashcards.anki.fields import pool_page

    def paged(fact: Fact) -> Fact:
        assert isinstance(fact.ask, Problem)  # noqa: S101 - pools give no other
        return replace(fact, ask=replace(fact.ask, page=pool_page(fact.ask.pool)))

    return tuple(map(paged, facts))


def document_facts(
    document: Document,
    *,
    tag_root: str,
    folder: Path,
    ranges: Mapping[tuple[str, ...], str],
) -> tuple[Fact, ...]:
    """A fact for each problem of a document, every variant checked.

    Args:
        document: as understood.
        tag_root: the tag that theirs stand below.
        folder: the user's cache, where the cards are kept.
        ranges: to which a person narrowed the numbers of some, by the keys of their facts.

    Raises:
        ProblemError: one that its author wrote is not sound.
    """

    def compute() -> tuple[Fact, ...]:
        from flashcards.facts.computed import computed_facts

        return _paged(computed_facts(document, tag_root=tag_root, ranges=ranges))

    if not _MAY_COMPUTE.search(document.tree.text):
        return ()
    name = hashlib.sha256(f"{document.path}\0{document.name}".encode()).hexdigest()[:16]
    narrowed = sorted((list(of), text) for of, text in ranges.items())
    said = (tag_root, document.path, document.name, document.deck, document.tree.text, narrowed)
    key = _key(*said, rooms=("questions", "quantities", "relations", "worked", "facts"))
    return _kept(folder / f"problems-{name}.json", key, compute)


# A fence of a problem, or a number that comes out of something.
_MAY_COMPUTE = re.compile(r"[`~]{3,}[ {.]*problem\b|[=≈:|].*\d")


def _kept(path: Path, key: str, compute: Callable[[], Iterable[Fact]]) -> tuple[Fact, ...]:
    """What is kept in a file under that key; else what is computed, kept there from now on."""
    kept = _load(path, key)
    if kept is not None:
        return kept
    facts = tuple(compute())
    rows = [_row(fact) for fact in facts]
    text = json.dumps({"key": key, "sum": _sum(rows), "facts": rows}, ensure_ascii=False)
    keep(path, text.encode())
    return facts


def _key(*parts: object, rooms: tuple[str, ...] = ()) -> str:
    from flashcards.oracles.evidence import program_digest

    digest = program_digest("tree", "render", "anki", *rooms)
    return hashlib.sha256(json.dumps([digest, *parts]).encode()).hexdigest()


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
        "page": fact.ask.page,
        "source": [fact.source.path, fact.source.line],
    }


def _fact(row: dict[str, Any]) -> Fact:
    path, line = row["source"]
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values |= {name: tuple(row[name]) for name in _TUPLES}
    values |= {name: blocks(row[name]) for name in _BLOCKS}
    return Fact(
        ask=Problem(pool=row["pool"], drills=blocks(row["drills"]), page=row["page"]),
        source=Source(path=path, line=line),
        **values,
    )
