"""Packs of written problems that come with the program: documents like anybody's, and tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from flashcards.problems.families.speed import hardware
from flashcards.problems.family import Ask, Family, ProblemError
from flashcards.problems.written.block import written_ask
from flashcards.problems.written.draws import rows_of
from flashcards.problems.written.fences import problem_fences
from flashcards.shapes import ARCHITECTURES, BLOCKS, CACHE_TYPES
from flashcards.tree import parse

PACK = "llm"


@cache
def tables() -> Mapping[str, Sequence[Any]]:
    """The tables that blocks of the pack may draw from."""
    text = files(__name__).joinpath(PACK, "tables.toml").read_text(encoding="utf-8")
    return {
        "models": ARCHITECTURES,
        "formats": BLOCKS,
        "cache_types": CACHE_TYPES,
        "files": hardware.FILES,
        "memories": hardware.MEMORIES,
        "storage": hardware.STORAGE,
        "nvme": hardware.NVME,
        **{name: rows_of(name, rows) for name, rows in tomllib.loads(text).items()},
    }


@cache
def asks(document: str) -> Mapping[str, Ask]:
    """The asks of a document of the pack, by name, in its order."""
    name = f"{document}.md"
    text = files(__name__).joinpath(PACK, name).read_text(encoding="utf-8")
    found = (
        written_ask(block, path=name, line=line, tables=tables())
        for block, line in problem_fences(parse(text))
    )
    return {ask.name: ask for ask in found}


def family(
    name: str,
    *,
    title: str,
    questions: tuple[int, ...],
    order: Sequence[str | Ask] = (),
) -> Family:
    """The family whose asks a document of the pack holds.

    Args:
        name: the family's, and the document's.
        title: its subject.
        questions: those of module 1 that it drills.
        order: names of its asks, and asks in code, as they come; all of the document's if empty.
    """
    written = asks(name)
    chosen = tuple(
        one if isinstance(one, Ask) else _named(written, one) for one in order or written
    )
    return Family(name=name, title=title, asks=chosen, questions=questions)


def _named(written: Mapping[str, Ask], name: str) -> Ask:
    if name not in written:
        raise ProblemError(f"the pack has no ask “{name}”")
    return written[name]
