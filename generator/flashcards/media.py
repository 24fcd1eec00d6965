"""Pictures and sounds of documents: found beside them, named by what is in them.

A card's picture bears the name of its content from here on: two files of one name are two
pictures, a picture that changes changes its cards, and no name tells an answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from flashcards import patterns as re
from flashcards.card import Choice, Extraction, Fact
from flashcards.contents import Contents
from flashcards.editor import accounted
from flashcards.errors import Finding
from flashcards.facts.wording import reading
from flashcards.render import plain
from flashcards.render.looks import PACKED, SOUNDS, named, tells
from flashcards.tree import plain as flat
from flashcards.tree.cut import map_nodes, pictures_in
from flashcards.tree.nodes import (
    Blocks,
    Image,
    Inline,
    Inlines,
    map_inlines,
)
from flashcards.values import dataclass

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif")
"""What browsers and Anki's apps show."""

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that goes into a package."""

MOST_FILES = 20_000
"""Files of a folder that are looked at for a picture that is named without its folder."""

# `https:`, `data:`; `//host`.
_REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Localised:
    """Facts whose pictures bear their new names, the files by these names, and what is missing."""

    extractions: tuple[Extraction, ...]
    files: Mapping[str, Path]
    findings: tuple[Finding, ...]


def localised(documents: Sequence[Contents], extractions: Sequence[Extraction]) -> Localised:
    """Give the pictures and sounds on all cards their names; warn of those that are not there."""
    made: list[Extraction] = []
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for document, extraction in zip(documents, extractions, strict=True):
        if not document.pictures:
            made.append(extraction)
            continue
        places = _Places(Path(document.path))
        names: dict[str, str] = {}
        for picture in document.pictures:
            found = places.find(picture.target)
            if isinstance(found, Path):
                names[picture.target] = name_of(found)
                files[names[picture.target]] = found
            else:
                findings.append(_finding(document.path, picture.line, found))
        seen = tuple(_without_missing(fact, names) for fact in extraction.facts)
        facts = tuple(_renamed(_discreet(fact), names) for fact in seen)
        made.append(accounted(extraction, facts, document.questions))
    return Localised(extractions=tuple(made), files=files, findings=tuple(findings))


# A description that describes nothing: none at all, `image`, a name of a file.
_NO_WORDS = re.compile(
    r"\W*(?:(?:image|img|picture|photo|screenshot|bild|imagen|immagine|图片|画像|\S+\.\w{3,4})[\W\d]*)?",
    re.IGNORECASE,
)


def _without_missing(fact: Fact, names: Mapping[str, str]) -> Fact:
    """A fact, set aside where its picture is not there and no words stand for it."""
    if fact.aside:
        return fact

    def lost(blocks: Blocks) -> list[bool]:
        found = pictures_in(blocks)
        return [
            one.target not in names and bool(_NO_WORDS.fullmatch(" ".join(flat(one.alt).split())))
            for one in found
        ]

    back = lost(fact.back)
    nothing = bool(back) and all(back) and not re.search(r"\w", reading(fact.back))
    return (
        replace(fact, aside="its picture is not there")
        if nothing or any(lost(fact.front))
        else fact
    )


def _discreet(fact: Fact) -> Fact:
    """A fact on whose front no description of a picture tells the answer."""
    answer = plain(fact.back)

    def silenced(node: Inline) -> Inlines:
        told = isinstance(node, Image) and tells(named(node), answer)
        return (replace(node, alt=()),) if told and isinstance(node, Image) else (node,)

    front = map_inlines(fact.front, lambda run: map_nodes(run, silenced))
    ask = fact.ask
    if isinstance(ask, Choice):
        ask = replace(ask, asked=map_inlines(ask.asked, lambda run: map_nodes(run, silenced)))
    return replace(fact, front=front, ask=ask)


def name_of(path: Path) -> str:
    """The name of a file by its content: `fc-` and a digest, and its own ending."""
    return f"fc-{sha256(path.read_bytes()).hexdigest()[:20]}{path.suffix.lower()}"


def _finding(path: str, line: int, message: str) -> Finding:
    return Finding(path=path, line=line, rule="picture", severity="warning", message=message)


def _renamed(value: T, names: Mapping[str, str]) -> T:
    """A value with the pictures in it renamed; what holds none stays itself."""
    if isinstance(value, Image) and value.target in names:
        return replace(value, target=names[value.target])
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        items = tuple(_renamed(item, names) for item in value)
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else items  # type: ignore[return-value]  # a tuple of the same
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
    changed = {k: new for k, old in parts.items() if (new := _renamed(old, names)) is not old}
    return replace(value, **changed) if changed else value


class _Places:
    """Where a document's pictures may lie: by path from it, or by name in its folder."""

    def __init__(self, document: Path) -> None:
        self._folder = document.parent
        self._root = document.resolve().parent.parent
        self._names: dict[str, Path] | None = None

    def find(self, target: str) -> Path | str:
        """The file of a target, or why there is none."""
        bare = target.strip().strip("<>")
        if PACKED.fullmatch(bare):
            return f"the picture {bare} has no file"
        if _REMOTE.match(bare):
            return f"the picture is not loaded from the net: {bare[:80]}"
        name = re.split(r"[?#]", bare, maxsplit=1)[0]
        if not name.casefold().endswith(PICTURES + SOUNDS):
            return f"no picture or sound that cards can show: {bare[:80]}"
        path = self._file(name) or self._file(unquote(name))
        if path is None:
            return f"there is no picture {bare[:80]}"
        if path.stat().st_size > LARGEST:
            return f"the picture has more than {LARGEST // 2**20} MiB: {bare[:80]}"
        return path

    def _file(self, name: str) -> Path | None:
        for form in dict.fromkeys(
            (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
        ):
            path = self._folder / form.lstrip("/")
            try:
                if self._is_inside(path) and path.is_file():
                    return path
            except (OSError, ValueError):  # a name that no file can have
                return None
        return None if "/" in name else self._by_name(name)

    def _by_name(self, name: str) -> Path | None:
        """As note-taking tools find it: wherever it lies below the document's folder."""
        if self._names is None:
            self._names = {}
            for count, path in enumerate(self._folder.rglob("*")):
                if count >= MOST_FILES:
                    break
                if path.suffix.lower() in PICTURES + SOUNDS and path.is_file():
                    self._names.setdefault(_key(path.name), path)
        named = self._names.get(_key(name))
        return named if named is not None and self._is_inside(named) else None

    def _is_inside(self, path: Path) -> bool:
        """Whether it lies in the project: a link of a stranger's may lead to anybody's files."""
        return path.resolve().is_relative_to(self._root)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
