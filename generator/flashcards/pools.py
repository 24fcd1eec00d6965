"""The cards of computed problems, computed once for each version of the families.

Drawing and checking some thousand variants takes seconds. What came of it is kept in the user's
cache, never in a project, under a digest of the code and data that it came from: another version
of a family never finds it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.cache import recall, remember
from flashcards.card import Extraction, Fact, Problem
from flashcards.document import Document
from flashcards.rows import NotRowsError, decoded, encoded
from flashcards.workers import each

if TYPE_CHECKING:
    from flashcards.facts.computed import Recalled

FILE = "problems.jsonl"

_OF_ROWS = (
    "rows.py",
    "card.py",
    "contents.py",
    "document.py",
    "errors.py",
    "kinds.py",
    "written.py",
)
"""Modules that decide what a row means."""

Progress = Callable[[str, int, int], None]

Ranges = Mapping[tuple[str, ...], str]
"""To which a person narrowed the numbers of a document's problems, by the keys of their facts."""


def problem_facts(
    wanted: bool | tuple[str, ...],  # noqa: FBT001 - as the settings have it
    *,
    tag_root: str,
    folder: Path | None,
    progress: Progress,
    jobs: int = 1,
) -> tuple[Fact, ...]:
    """A fact for each ask of the families, every variant checked by its numeric oracles.

    Args:
        wanted: all families, none, or those of these names.
        tag_root: the tag that theirs stand below.
        folder: the user's cache, where the cards are kept; None: they are not.
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

    return (
        tuple(compute()) if folder is None else kept(folder / FILE, _key(wanted, tag_root), compute)
    )


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


def may_compute(document: Document) -> bool:
    """Whether problems may come of a document: looked at first, for most have none."""
    return bool(_MAY_COMPUTE.search(document.tree.text))


def document_facts(
    document: Document, *, tag_root: str, ranges: Ranges, recalled: Recalled | None = None
) -> tuple[Fact, ...]:
    """A fact for each problem of a document, every variant checked.

    Args:
        document: as understood.
        tag_root: the tag that theirs stand below.
        ranges: to which a person narrowed the numbers of some, by the keys of their facts.
        recalled: by whom the fact of a problem that did not change may be known.

    Raises:
        ProblemError: one that its author wrote is not sound.
    """
    from flashcards.facts.computed import computed_facts

    def with_page(said: str, make: Callable[[], Fact]) -> Fact:
        def paged() -> Fact:
            return _paged([make()])[0]

        return recalled(said, paged) if recalled is not None else paged()

    return computed_facts(document, tag_root=tag_root, ranges=ranges, recalled=with_page)


# A fence of a problem, or a number that comes out of something.
_MAY_COMPUTE = re.compile(r"[`~]{3,}[ {.]*problem\b|[=≈:|].*\d")


def kept(path: Path, key: str, compute: Callable[[], Iterable[Fact]]) -> tuple[Fact, ...]:
    """What is kept in a file under that key; else what is computed, kept there from now on."""
    data = recall(path, key)
    if data is not None:
        with suppress(NotRowsError):
            return decoded(data, Extraction).facts
    facts = tuple(compute())
    with suppress(ValueError):
        remember(path, key, encoded(Extraction(facts=facts, blocks=())))
    return facts


def _key(*parts: object) -> str:
    from flashcards.oracles.evidence import program_digest

    # What is kept are rows, and the page that Anki shows.
    digest = program_digest("tree", "render", "anki", *_OF_ROWS)
    return hashlib.sha256(json.dumps([digest, *parts]).encode()).hexdigest()
