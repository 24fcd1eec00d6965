"""Options that several commands share, and the job they describe."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from flashcards.cache import cache_folder
from flashcards.config import LEVELS, Config, check_deck, check_tag, load_config
from flashcards.errors import ConfigError, FlashcardsError
from flashcards.files import Inputs, collect
from flashcards.job import Job
from flashcards.workers import cores

_Function = Callable[..., Any]

PATHS = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
CARDS = click.option(
    "--cards",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the ledger, which remembers every card's id.  [default: cards]",
)
DECK = click.option("--deck", metavar="NAME", help="Name of the root deck in Anki.")
TAG = click.option(
    "--tag", metavar="TAG", help="First part of the tags that name document and question."
)

LEVEL = click.option(
    "--level",
    type=click.Choice(LEVELS),
    help="Which cards: those that matter most, or all.  [default: the project's]",
)


def json_option(meaning: str) -> Callable[[_Function], _Function]:
    """`--json`, said in the command's own words."""
    return click.option("--json", "as_json", is_flag=True, help=meaning)


def job(
    paths: tuple[Path, ...],
    *,
    cards: Path | None,
    out: Path | None = None,
    deck: str | None = None,
    tag: str | None = None,
    level: str | None = None,
) -> Job:
    """What to work on: the command line, with the project's settings for what it leaves open.

    Raises:
        ConfigError: a setting is wrong, or nobody says which documents to read.
        ReadError: a path cannot be read or holds no document.
    """
    config = load_config(Path.cwd())
    documents = _collect(paths, config)
    if cards is None or cards.resolve() == config.cards.resolve():
        # The project's ledger knows the documents of all the project's folders.
        documents = replace(documents, roots=(*documents.roots, *config.source))
    packages = out or config.out
    return Job(
        inputs=documents,
        cards=cards or config.cards,
        out=packages,
        deck=check_deck(deck.strip()) if deck is not None else config.deck,
        tag=check_tag(tag) if tag is not None else config.tag,
        problems=config.problems,
        project=config.id,
        level=level or config.level,
        verified=_verified() if config.problems else "",
        cache=cache_folder(os.environ),
        jobs=cores(),
        database=_database(),
    )


def _database() -> Path | None:
    """The database of reviews, without importing the store where there is none to look for."""
    from flashcards.review.location import database_path

    return database_path(None, os.environ)


def _verified() -> str:
    """By what the problems were verified: the record in the user's cache knows."""
    from flashcards.oracles.evidence import FILE, load

    folder = cache_folder(os.environ)
    evidence = load(folder)
    if evidence is not None and evidence.failures:
        raise FlashcardsError(
            f"{evidence.failures} computed answers failed their verification; nothing is built",
            path=str(folder / FILE),
            hint="flashcards verify shows which",
        )
    return evidence.summary if evidence is not None else "verified by numerics only"


def inputs(paths: tuple[Path, ...]) -> Inputs:
    """The documents to read, of the command line or else of the project.

    Raises:
        ConfigError: nobody says which.
        ReadError: a path cannot be read or holds no document.
    """
    return _collect(paths, load_config(Path.cwd()))


def _collect(paths: tuple[Path, ...], config: Config) -> Inputs:
    source = config.source
    if not paths and not source:
        raise ConfigError(
            "no documents named",
            hint='give a PATH, or set source = ["…"] under [tool.flashcards] in pyproject.toml',
        )
    return collect(
        paths or source,
        roots=source,
        exclude=config.exclude,
        forms=config.forms,
        heading_level=config.heading_level,
        packs=config.packs,
    )


def now() -> int:
    """Seconds since the epoch; `SOURCE_DATE_EPOCH` if set, for builds that can be repeated.

    Raises:
        ConfigError: that variable holds no number.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return int(time.time())
    if not fixed.isascii() or not fixed.isdigit():
        raise ConfigError(f"SOURCE_DATE_EPOCH is {fixed!r}, not a number of seconds")
    return int(fixed)
