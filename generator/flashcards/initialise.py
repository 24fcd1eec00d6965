"""A project's settings, written once: `[tool.flashcards]` with an id of its own."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from flashcards import patterns as re
from flashcards.attributes import NAME as ATTRIBUTES
from flashcards.attributes import write_attributes
from flashcards.config import check_deck, load_config
from flashcards.document import SUFFIXES
from flashcards.errors import ConfigError
from flashcards.files import write_atomically

FILE = "pyproject.toml"

ID_BYTES = 8
"""Two projects share an id of that length once in billions of billions."""

_TABLE = re.compile(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*flashcards[ \t]*\][^\n]*$", re.MULTILINE)
"""The line that opens our table, with whatever blanks TOML allows in it."""


def source_in(folder: Path) -> str:
    """The folder of the documents: `source`, or the only other one that holds any."""
    holding = [
        place.name
        for place in sorted(folder.iterdir())
        if place.is_dir() and not place.name.startswith(".") and has_documents(place)
    ]
    return holding[0] if len(holding) == 1 else "source"


def has_documents(place: Path) -> bool:
    """Whether a folder holds documents itself."""
    return any(one.suffix.lower() in SUFFIXES for one in place.iterdir())


def initialise(folder: Path, *, deck: str, source: str) -> list[str]:
    """Make a folder a project, and leave what it says already; what was written, one line each.

    Raises:
        ConfigError: the settings there cannot be read, or have no place to write the id to.
        FlashcardsError: something cannot be written.
    """
    check_deck(deck)
    path = folder / FILE
    done: list[str] = []
    text = _read(path)
    made = secrets.token_hex(ID_BYTES)
    if not _TABLE.search(text):
        table = (
            f"[tool.flashcards]\nid = {json.dumps(made)}\nsource = [{json.dumps(source)}]\n"
            f"deck = {json.dumps(deck, ensure_ascii=False)}\n"
            'level = "core"\n'
        )
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        write_atomically(path, f"{text}{gap}{table}".encode())
        done.append(f"{FILE}: [tool.flashcards] with the id {made}")
    elif not load_config(folder).id:
        changed = _TABLE.sub(lambda found: f"{found[0]}\nid = {json.dumps(made)}", text, count=1)
        write_atomically(path, changed.encode())
        done.append(f"{FILE}: the id {made}; cards that are known keep theirs")
    config = load_config(folder)
    for place in config.source:
        if not place.exists():
            place.mkdir(parents=True)
            done.append(f"{place}/: for question documents")
    if write_attributes(config.cards):
        done.append(f"{config.cards / ATTRIBUTES}: git merges cards line by line")
    return done or ["nothing to do: this is a project with an id"]


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=str(path)) from None
    load_config(path.parent)  # complains of settings that are wrong
    if "flashcards" in text and not _TABLE.search(text) and _has_table(text):
        raise ConfigError(
            "has the settings in another spelling than [tool.flashcards]",
            path=str(path),
            hint='add id = "…" to them, any text that no other project has',
        )
    return text


def _has_table(text: str) -> bool:
    import tomllib

    return "flashcards" in tomllib.loads(text).get("tool", {})
