"""Files at the border: which documents to read, which the ledger may miss, safe writing."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.atomic import replace_file
from flashcards.document import SUFFIXES
from flashcards.errors import FlashcardsError, ReadError
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.documents import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A document to read: its file, the name the ledger knows it by, and how to read it.

    `forms`: the only forms of questions to read; none: all. `heading_level`: that of the headings
    that are questions, whatever they say; 0: by what they say. `packs`: files of definitions.
    """

    path: Path
    name: str
    forms: tuple[str, ...] = ()
    heading_level: int = 0
    packs: tuple[Path, ...] = ()


def read_input(source: Input) -> Read:
    """A document read as its input says.

    Raises:
        ReadError: it cannot be read, or would take too long.
    """
    from flashcards.documents import read_document  # who only names documents parses nothing

    return read_document(
        source.path,
        name=source.name,
        forms=source.forms,
        heading_level=source.heading_level,
        packs=source.packs,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The documents of a run, in order of their names, and what they speak for.

    Attributes:
        documents: what to read.
        roots: folders that names are relative to; a file still there is neither renamed nor
            deleted.
        folders: name prefixes of the folders that were given whole: `""` for a root itself,
            else ending in `/`.
        left_out: names of documents that this run could not use; their cards stay as they are.
    """

    documents: tuple[Input, ...]
    roots: tuple[Path, ...]
    folders: tuple[str, ...]
    left_out: frozenset[str] = frozenset()

    def without(self, names: Collection[str]) -> Inputs:
        """The inputs but for some documents, which this run does not speak for."""
        kept = tuple(one for one in self.documents if one.name not in names)
        return replace(self, documents=kept, left_out=self.left_out | frozenset(names))

    def in_scope(self) -> Callable[[str], bool]:
        """Whether this run may retire cards of the document with that name.

        It may if the document is among those read, or if a folder given whole could hold it
        and no such file is left in any root: then it was renamed or deleted. So building one
        file never touches the cards of another document.
        """
        read = {document.name for document in self.documents}

        def covers(name: str) -> bool:
            if name in read:
                return True
            if name in self.left_out:
                return False
            if not any(name.startswith(prefix) for prefix in self.folders):
                return False
            return not any((root / name).is_file() for root in self.roots)

        return covers


def collect(
    paths: Sequence[Path],
    *,
    roots: Sequence[Path] = (),
    exclude: Sequence[str] = (),
    forms: tuple[str, ...] = (),
    heading_level: int = 0,
    packs: tuple[Path, ...] = (),
) -> Inputs:
    """The documents in files and folders (`*.md` at any depth, hidden ones passed over).

    In folders, what a pattern of `exclude` names is passed over: `drafts/`, `*.draft.md`.

    A document's name is its path inside the project's source folder (one of `roots`) if it
    lies there, else inside the folder that was given, else its file name. A file reached in
    two ways is taken once.

    Raises:
        ReadError: a path is missing or no file, a folder holds no document, two documents
            have one name.
    """
    bases = tuple(root for root in roots if root.is_dir())
    found: dict[str, Input] = {}
    taken: set[Path] = set()
    used: list[Path] = []
    folders: list[str] = []
    for path in paths:
        base = _base(path, bases)
        if path.is_dir():
            base = base or path
            prefix = _name(path, base)
            folders.append(f"{prefix}/" if prefix else "")
            used.append(base)
            files = [
                file
                for file in _walk(path, seen=frozenset())
                if not _is_excluded(_name(file, base), exclude)
            ]
            if not files:
                raise ReadError(
                    "no documents in this folder",
                    path=str(path),
                    hint=f"documents are files whose names end in {', '.join(SUFFIXES)}",
                )
        else:
            _require_file(path)
            files = [path]
        for file in files:
            real = file.resolve()
            if real in taken:
                continue
            taken.add(real)
            name = _name(file, base) if base else _valid(file.name, file)
            if name in found:
                raise ReadError(
                    f"has the same name as {found[name].path}, {name!r}",
                    path=str(file),
                    hint="rename one, or build them with a cards folder each (--cards)",
                )
            found[name] = Input(
                path=file, name=name, forms=forms, heading_level=heading_level, packs=packs
            )
    return Inputs(
        documents=tuple(found[name] for name in sorted(found)),
        roots=tuple(dict.fromkeys(used)),
        folders=tuple(folders),
    )


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content at once: whoever looks sees the old or the new, never a part.

    A link to a file in the same folder stays a link; one that leads out of its folder could be
    a stranger's, and is not followed.

    Raises:
        FlashcardsError: the folder cannot be written to, or the file is such a link.
    """
    target = path.resolve()
    if path.is_symlink() and target.parent != path.parent.resolve():
        raise FlashcardsError(
            f"is a link to {target}, out of its folder; nothing is written through it",
            path=str(path),
            hint="remove the link, or name the file that it leads to",
        )
    try:
        replace_file(target, data)
    except OSError as error:
        raise FlashcardsError(f"cannot be written: {error.strerror}", path=str(path)) from error


def _base(path: Path, bases: Sequence[Path]) -> Path | None:
    """The root that holds the path, if any; the deepest of several."""
    real = path.resolve()
    holding = [base for base in bases if real.is_relative_to(base.resolve())]
    return max(holding, key=lambda base: len(base.resolve().parts), default=None)


def _name(path: Path, base: Path) -> str:
    # Lexically where possible, so that a link inside the folder keeps the name it has there.
    if path.is_relative_to(base):
        relative = path.relative_to(base)
    else:
        relative = path.resolve().relative_to(base.resolve())
    return _valid("" if relative == Path() else relative.as_posix(), path)


def _valid(name: str, path: Path) -> str:
    """The name in one spelling on every system; file systems differ in composing accents."""
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        raise ReadError("the file's name holds a control character", path=repr(str(path)))
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise ReadError("the file's name is not valid UTF-8", path=shown) from None
    return unicodedata.normalize("NFC", name)


def _is_excluded(name: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern names a document, or a folder that holds it.

    >>> _is_excluded("a/drafts/x.md", ["drafts/"]), _is_excluded("a/x.md", ["b/*"])
    (True, False)
    """
    parts = name.split("/")
    for pattern in patterns:
        bare = pattern.rstrip("/")
        if "/" not in bare and any(fnmatchcase(part, bare) for part in parts):
            return True
        heads = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
        if any(fnmatchcase(head, bare.removeprefix("./")) for head in heads):
            return True
    return False


def _require_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=str(path)) from None
    if not stat.S_ISREG(mode):
        raise ReadError("is neither a file nor a folder", path=str(path))


def _walk(folder: Path, *, seen: frozenset[tuple[int, int]]) -> Iterator[Path]:
    """Documents under a folder in the order of their names; a loop of links ends."""
    try:
        here = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=str(folder)) from None
    key = (here.st_dev, here.st_ino)
    if key in seen:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen=seen | {key})
        elif entry.suffix.lower() in SUFFIXES and (entry.is_file() or entry.is_symlink()):
            # A link to nothing is read, too, and named as what cannot be: passed over, it would
            # retire that document's cards.
            yield entry
