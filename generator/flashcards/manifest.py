"""What the last build was made from and what it made: how a build sees that nothing changed.

The manifest lies with the packages, in the folder that may be deleted at any time. It holds
digests of everything a build depends on: documents, ledger, settings, and the program itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click

from flashcards import __version__
from flashcards.files import write_atomically
from flashcards.job import Job, package_paths
from flashcards.report import Report, from_json

FILE = ".manifest.json"


def fingerprint(job: Job) -> str:
    """A digest of the documents' names and bytes, the settings and the program."""
    digest = hashlib.sha256()
    settings = (job.deck, job.tag, job.verified, repr(job.problems), job.project, job.level)
    for part in (*settings, *_program()):
        _add(digest, part.encode())
    for document in job.inputs.documents:
        _add(digest, document.name.encode())
        _add(digest, repr((document.forms, document.heading_level)).encode())
        _add(digest, os.fsencode(document.path))
        for path in (document.path, *document.packs):
            try:
                _add(digest, path.read_bytes())
            except OSError as error:  # reading it tells of it; when it can be read, all is new
                _add(digest, str(error).encode())
    return digest.hexdigest()


def program() -> str:
    """A digest of this program and its libraries: another one may render cards otherwise."""
    digest = hashlib.sha256()
    for part in _program():
        _add(digest, part.encode())
    return digest.hexdigest()


@cache  # the program does not change under a run
def code() -> str:
    """A digest of what this program and its libraries are, byte for byte: for what is kept long.

    Times of files, as above, may be alike in two checkouts that share a cache.
    """
    digest = hashlib.sha256()
    for part in (__version__, sys.version, *_libraries()):
        _add(digest, part.encode())
    here = Path(__file__).parent
    for folder, folders, files in os.walk(here):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118  # pathlib triples this loop's time
            _add(digest, os.path.relpath(path, here).encode())
            with open(path, "rb") as file:  # noqa: PTH123
                _add(digest, file.read())
    return digest.hexdigest()


def save(job: Job, inputs: str, report: Report) -> None:
    """Note down a build that is done: its inputs' fingerprint, the ledger, and what it made."""
    state = {
        "inputs": inputs,
        "ledger": _folder_digest(job.cards),
        "outputs": _file_digests(package_paths(job)),
        "report": report.again().as_json(),
    }
    write_atomically(job.out / FILE, json.dumps(state).encode())


def made(package: Path) -> bool:
    """Whether a package is, byte for byte, what the last build put there."""
    try:
        state = json.loads((package.parent / FILE).read_bytes())
        return bool(state["outputs"][package.name] == _file_digests([package])[package.name])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def unchanged(job: Job) -> Report | None:
    """What a build would report if it would find and make just what the last one did, else None.

    Told from digests alone, without a look into any document.
    """
    try:
        state = json.loads((job.out / FILE).read_bytes())
        if (
            _database_knows(job, state["inputs"])
            and state["outputs"] == _file_digests(package_paths(job))
            and state["ledger"] == _folder_digest(job.cards)
            and state["inputs"] == fingerprint(job)
        ):
            return from_json(state["report"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none, or of another version: the build makes a new one
    return None


def _database_knows(job: Job, inputs: str) -> bool:
    """Whether the database of reviews, if there is one, has the cards of that build."""
    if job.database is None or not job.database.exists():
        return True
    from flashcards.review.store import synced_with

    return synced_with(job.database, deck=job.deck) == inputs


def _add(digest: hashlib._Hash, part: bytes) -> None:
    # With its length, so that no two lists of parts give the same bytes.
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)


def _program() -> Iterator[str]:
    """What tells this program from another version of it, libraries included.

    Installing, upgrading or removing a library changes its folder's modification time; our own
    files are looked at one by one, for they may be under development.
    """
    yield __version__
    yield sys.version
    yield str(Path(click.__file__).parent.parent.stat().st_mtime_ns)
    here = Path(__file__).parent
    for folder, folders, files in os.walk(here):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118  # pathlib triples this loop's time
            status = os.stat(path)  # noqa: PTH116
            yield f"{os.path.relpath(path, here)} {status.st_size} {status.st_mtime_ns}"


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                _add(digest, os.fsencode(path.name))
                _add(digest, path.read_bytes())
    return digest.hexdigest()


def _file_digests(paths: Sequence[Path]) -> dict[str, str | None]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        for path in paths
    }


def _libraries() -> list[str]:
    """What is installed, with its version: by names of folders, for metadata take long to read."""
    return sorted(
        name
        for folder in filter(os.path.isdir, sys.path)
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith((".dist-info", ".egg-info"))
    )
