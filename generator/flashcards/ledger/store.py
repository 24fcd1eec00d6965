"""The ledger's folder: read it, and replace what changed, all of it or nothing.

A save first writes every new file into a folder `.saving`, then, in one step, a file `commit`
beside them that lists what takes whose place and what goes. That step is the save: before it
nothing has happened, after it `load` sees the new state, and the next `save` finishes what a
crash left to do.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import rmtree

from flashcards.atomic import read_regular
from flashcards.errors import LedgerError
from flashcards.ledger.codec import decode, encode
from flashcards.ledger.entry import Entry, Ledger
from flashcards.ledger.filenames import SUFFIX, file_name
from flashcards.ledger.repair import settle
from flashcards.values import dataclass

SAVING = ".saving"
COMMIT = "commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    """What a save does to the folder: files that are replaced, and files that go."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def load(directory: Path) -> Ledger:
    """All cards known in a folder; a folder that is not there knows none. Writes nothing.

    Raises:
        LedgerError: a file is damaged, of an unknown version or of another document, or
            cannot be read.
    """
    files = _current(directory)
    entries: list[Entry] = []
    for name in sorted(files):
        path = str(directory / name)
        try:
            data = read_regular(files[name])
        except OSError as error:
            raise LedgerError(f"cannot be read: {error.strerror}", path=path) from error
        document, found = decode(data, path=path)
        if file_name(document) != name:
            raise LedgerError(
                f"holds the cards of {document!r}, which belong in {file_name(document)}",
                path=path,
                line=1,
                hint="give the file that name; a renamed document is found by its cards",
            )
        entries.extend(found)
    return Ledger(entries=tuple(sorted(settle(entries), key=lambda entry: entry.document)))


def save(directory: Path, ledger: Ledger) -> tuple[Path, ...]:
    """Make the folder hold exactly this ledger; files written or removed, none if none changed.

    Raises:
        LedgerError: a file cannot be written. What was there is there still, or, if that
            happened after the commit, what is new is found by `load`.
    """
    try:
        done = _finish(directory)
        wanted = _wanted(ledger)
        current = _current(directory)
        written = tuple(
            name
            for name, data in sorted(wanted.items())
            if name not in current or _differs(current[name], data)
        )
        removed = tuple(sorted(current.keys() - wanted.keys()))
        if written or removed:
            _prepare(directory, {name: wanted[name] for name in written}, removed)
            _finish(directory)
            done += (*written, *removed)
    except OSError as error:
        path = str(error.filename or directory)
        raise LedgerError(f"cannot be written: {error.strerror}", path=path) from error
    return tuple(directory / name for name in sorted(set(done)))


def _wanted(ledger: Ledger) -> dict[str, bytes]:
    """File name → content."""
    documents: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        documents.setdefault(entry.document, []).append(entry)
    return {file_name(name): encode(name, entries) for name, entries in documents.items()}


def _differs(path: Path, data: bytes) -> bool:
    # A checkout may have turned line ends into CR LF; that is no change of ours to undo.
    return path.read_bytes().replace(b"\r\n", b"\n") != data


def _current(directory: Path) -> dict[str, Path]:
    """File name → where its content is, with a save that was committed but not finished."""
    try:
        if not directory.is_dir():
            return {}
        # No glob: it would take a folder that may not be listed for an empty one.
        files = {p.name: p for p in directory.iterdir() if p.suffix == SUFFIX and p.is_file()}
    except OSError as error:
        raise LedgerError(f"cannot be read: {error.strerror}", path=str(directory)) from error
    commit = _committed(directory)
    if commit is not None:
        for name in commit.removed:
            files.pop(name, None)
        for name in commit.written:
            staged = directory / SAVING / name
            if staged.is_file():  # else it took its place already
                files[name] = staged
    return files


def _committed(directory: Path) -> _Commit | None:
    path = directory / SAVING / COMMIT
    if path.parent.is_symlink():  # what is in it would be moved here
        raise LedgerError("is a link; no save leaves one", path=str(path.parent), hint="remove it")
    try:
        data = read_regular(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f"cannot be read: {error.strerror}", path=str(path)) from error
    commit = _parse_commit(data)
    if commit is None:
        raise LedgerError(
            "a damaged record of an unfinished save",
            path=str(path),
            hint=f"delete the folder {SAVING}; version control has the last whole state",
        )
    return commit


def _parse_commit(data: bytes) -> _Commit | None:
    """The record, if it is one and names nothing but files of the ledger's folder."""
    try:
        fields = json.loads(data)
        written, removed = fields["written"], fields["removed"]
        names = [*written, *removed]
        sound = all(Path(name).name == name and name.endswith(SUFFIX) for name in names)
    except (ValueError, KeyError, TypeError):
        return None
    return _Commit(written=tuple(written), removed=tuple(removed)) if sound else None


def _prepare(directory: Path, files: dict[str, bytes], removed: tuple[str, ...]) -> None:
    """Write the new files aside and commit to them."""
    aside = directory / SAVING
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if aside.exists():  # of a save that never came to its commit
            rmtree(aside)
        aside.mkdir()
        for name, data in files.items():
            _write(aside / name, data)
        text = json.dumps({"written": list(files), "removed": list(removed)})
        _write(aside / f"{COMMIT}.new", text.encode())
        _sync(aside)
        (aside / f"{COMMIT}.new").replace(aside / COMMIT)
    except BaseException:
        if not (aside / COMMIT).exists():
            rmtree(aside, ignore_errors=True)
        raise
    _sync(aside)
    _sync(directory)


def _finish(directory: Path) -> tuple[str, ...]:
    """Do what a commit says, as often as need be; the files it was about."""
    commit = _committed(directory)
    if commit is None:
        return ()
    aside = directory / SAVING
    for name in commit.written:
        if (aside / name).is_file():
            (aside / name).replace(directory / name)
    for name in commit.removed:
        (directory / name).unlink(missing_ok=True)
    _sync(directory)
    (aside / COMMIT).unlink()
    rmtree(aside)
    return commit.written + commit.removed


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(directory: Path) -> None:
    """Make renames in a folder last; not every system can open one."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
