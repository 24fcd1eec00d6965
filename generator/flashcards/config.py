"""`[tool.flashcards]` of the nearest `pyproject.toml`: what the command takes by default."""

from __future__ import annotations

import difflib
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from flashcards.atomic import read_regular
from flashcards.errors import ConfigError
from flashcards.values import dataclass

TRUST = "FLASHCARDS_TRUST_PROJECT"
"""Environment variable: `1` obeys the settings of another user's project."""

DEFAULT_DECK = "Flashcards"
DEFAULT_TAG = "cards"
LEVELS = ("core", "all")
"""Which cards are met: those that matter most, or all."""
MAX_BYTES = 4 * 2**20
"""Of a `pyproject.toml`; looked at before it is read."""
KEYS = (
    "source", "cards", "out", "deck", "tag", "problems", "exclude", "id", "level", "forms",
    "heading_level", "packs",
)  # fmt: skip
DEEPEST = 6
"""The deepest level of headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Where documents come from and decks go to.

    Attributes:
        root: folder that relative paths below are taken from.
        source: folders or files with question documents; empty if the project names none.
        cards: folder of the ledger.
        out: folder of everything generated.
        deck: name of the root deck in Anki.
        tag: first part of the tags for document and question.
        problems: whether computed problems go into the deck: all families, none, or those
            named.
        exclude: patterns of documents in folders that are passed over.
        forms: the only forms of questions that are read; none: all.
        heading_level: of the headings that are questions, whatever they say; 0: by what they say.
        level: which cards are exported and asked: `core` or `all`; "" for what suits the ledger.
        packs: files of definitions that numbers are held against, beside the built-in ones.
        id: tells new cards of this project from those of others with documents of the same
            name; "" if the project has none.
    """

    root: Path
    source: tuple[Path, ...]
    cards: Path
    out: Path
    deck: str
    tag: str
    problems: bool | tuple[str, ...] = False
    id: str = ""
    exclude: tuple[str, ...] = ()
    level: str = ""
    forms: tuple[str, ...] = ()
    heading_level: int = 0
    packs: tuple[Path, ...] = ()


def load_config(start: Path) -> Config:
    """The settings of the nearest project at or above a folder, else defaults for that folder.

    A `pyproject.toml` without `[tool.flashcards]` is passed over.

    Raises:
        ConfigError: the file is not TOML, a setting is unknown or of the wrong type, or the
            project is not to be trusted.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if folder != here and _anyone_writes(folder):
            break  # whatever lies there, or above, may be a stranger's
        file = folder / "pyproject.toml"
        if file.is_file():
            table = _read_table(file)
            if table is not None:
                _require_own(file)
                config = _from_table(table, shown(folder, here), shown(file, here))
                _require_inside(config, folder, here, file)
                return config
    return _from_table({}, Path(), "")


def _anyone_writes(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & stat.S_IWOTH)
    except OSError:
        return False


def _require_own(file: Path) -> None:
    """Obey the settings of this user and the administrator only, as git does.

    Raises:
        ConfigError: the file is another user's.
    """
    owner = file.stat().st_uid
    if owner not in {os.geteuid(), 0} and os.environ.get(TRUST) != "1":
        raise ConfigError(
            "belongs to another user, who could send what is written anywhere",
            path=str(file),
            hint=f"copy the project, or set {TRUST}=1 if you trust its owner",
        )


def _require_inside(config: Config, folder: Path, here: Path, file: Path) -> None:
    """A project's settings name folders of its own, links followed.

    Raises:
        ConfigError: `cards` or `out` lie elsewhere.
    """
    for name, place in (("cards", config.cards), ("out", config.out)):
        if not (here / place).resolve().is_relative_to(folder):
            raise ConfigError(
                f"[tool.flashcards] {name} leads out of the project, to {(here / place).resolve()}",
                path=str(file),
                hint=f"choose a folder inside, or name that one on the command line: --{name} DIR",
            )


def shown(path: Path, here: Path) -> Path:
    """The path as a person in folder `here` would write it."""
    if path == here or here in path.parents:
        return path.relative_to(here)
    for up, parent in enumerate(here.parents, start=1):
        if path == parent or parent in path.parents:
            return Path(*([".."] * up)) / path.relative_to(parent)
    return path


def _read_table(file: Path) -> dict[str, Any] | None:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ConfigError(f"is larger than {MAX_BYTES:,} bytes", path=str(file))
        content = tomllib.loads(read_regular(file).decode("utf-8"))
    except RecursionError:
        raise ConfigError("not valid TOML: nested too deep", path=str(file)) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(
            f"not valid TOML: {error}",
            path=str(file),
            line=int(line[1]) if line else None,
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=str(file)) from None
    tool = content.get("tool")
    table = tool.get("flashcards") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError("tool.flashcards is not a table", path=str(file))
    return table


def _from_table(table: dict[str, Any], root: Path, file: Path | str) -> Config:
    def fail(message: str, hint: str | None = None) -> ConfigError:
        return ConfigError(f"[tool.flashcards] {message}", path=str(file), hint=hint)

    def text(key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise fail(f"{key} must be a text that is not empty")
        return value.strip()

    for key in table:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            raise fail(
                f"knows no setting {key!r}",
                f"did you mean {near[0]!r}?" if near else f"settings are {', '.join(KEYS)}",
            )
    source = table.get("source", [])
    source = [source] if isinstance(source, str) else source
    if not isinstance(source, list) or not all(isinstance(s, str) and s for s in source):
        raise fail("source must be a list of paths")
    exclude = table.get("exclude", [])
    exclude = [exclude] if isinstance(exclude, str) else exclude
    if not isinstance(exclude, list) or not all(isinstance(s, str) and s for s in exclude):
        raise fail("exclude must be a list of patterns")
    packs = table.get("packs", [])
    packs = [packs] if isinstance(packs, str) else packs
    if not isinstance(packs, list) or not all(isinstance(p, str) and p for p in packs):
        raise fail("packs must be a list of files of definitions")
    problems = table.get("problems", False)
    if isinstance(problems, list) and all(isinstance(name, str) for name in problems):
        problems = tuple(problems)
    elif not isinstance(problems, bool):
        raise fail("problems must be true, false or a list of families")
    level = text("level", "") if "level" in table else ""
    if level and level not in LEVELS:
        raise fail(f"level {level!r} is not one", f"levels are {' and '.join(LEVELS)}")
    return Config(
        root=root,
        source=tuple(root / s for s in source),
        cards=root / text("cards", "cards"),
        out=root / text("out", "build"),
        deck=check_deck(text("deck", DEFAULT_DECK), fail),
        tag=check_tag(text("tag", DEFAULT_TAG), fail),
        problems=problems,
        id=text("id", "") if "id" in table else "",
        exclude=tuple(exclude),
        level=level,
        forms=_forms(table, fail),
        heading_level=_heading_level(table, fail),
        packs=tuple(root / p for p in packs),
    )


def _forms(table: dict[str, Any], fail: Any) -> tuple[str, ...]:
    if "forms" not in table:
        return ()
    from flashcards.questions.said import NAMES  # only who sets forms waits for the reader

    forms = table["forms"]
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
        raise fail("forms must be a list of forms of questions")
    for form in forms:
        if form not in NAMES:
            near = difflib.get_close_matches(form, NAMES, n=1)
            raise fail(
                f"forms knows no {form!r}",
                f"did you mean {near[0]!r}?" if near else f"forms are {', '.join(NAMES)}",
            )
    return tuple(forms)


def _heading_level(table: dict[str, Any], fail: Any) -> int:
    level = table.get("heading_level", 0)
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= DEEPEST:
        raise fail(f"heading_level must be 1 to {DEEPEST}")
    return level


def check_deck(deck: str, fail: Any = ConfigError) -> str:
    """The deck's name, if Anki can hold it.

    Raises:
        ConfigError: a part between `::` is empty, or the name holds a control character.
    """
    if not all(part.strip() for part in deck.split("::")) or not deck.isprintable():
        raise fail(f"deck {deck!r} is not a name: parts between :: must not be empty")
    return deck


def check_tag(tag: str, fail: Any = ConfigError) -> str:
    """The tag, if Anki can hold it.

    Raises:
        ConfigError: it holds white space, or a part between `::` is empty.
    """
    if any(c.isspace() for c in tag) or not all(tag.split("::")) or not tag.isprintable():
        raise fail(f"tag {tag!r} is not one: tags hold no spaces")
    return tag
