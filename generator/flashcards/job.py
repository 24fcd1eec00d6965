"""One run of the program: what to build, from what, to where."""

from __future__ import annotations

from pathlib import Path

from flashcards.files import Inputs
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to build from what.

    Attributes:
        inputs: the documents.
        cards: folder of the ledger.
        out: folder for packages.
        deck: name of the root deck.
        tag: first part of the tags for document and question.
        problems: whether computed problems go into the deck: of all families, none, or those
            named.
        project: the project's own id, or "".
        verified: by what these were verified, in one clause; "" where there are none.
        level: of the cards that are met anew: `core`, `all`, or "" for what suits the ledger.
        cache: the user's, for what was computed, never a project's; None keeps nothing.
        jobs: processes that documents are read in, where they are enough for it.
        database: of reviews, brought up to date by a build if it is there; None for none.
    """

    inputs: Inputs
    cards: Path
    out: Path
    deck: str
    tag: str
    problems: bool | tuple[str, ...] = False
    project: str = ""
    verified: str = ""
    level: str = ""
    cache: Path | None = None
    jobs: int = 1
    database: Path | None = None


def package_paths(job: Job) -> tuple[Path, Path]:
    """Where the deck goes, and where the notes go that are to be deleted."""
    name = slug(job.deck)
    return job.out / f"{name}.apkg", job.out / f"{name}-retired.apkg"


def slug(deck: str) -> str:
    """A file name for a deck.

    >>> slug("LLM Interviews::Module 1")
    'llm-interviews-module-1'
    """
    words = "".join(c if c.isalnum() else " " for c in deck.casefold()).split()
    return "-".join(words) or "deck"
