"""Pictures and sounds to Anki: those of the built packages that it has not.

A file's name is a digest of what is in it, so one that is there need not be looked at, and none
ever takes the place of another.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flashcards.anki import packed_media, unpacked_media
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.run import Run
from flashcards.scratch import Scratch

PATTERN = "fc-*"
"""Names of files that builds give, as Anki's folder is searched for them."""

_AT_ONCE = 20
"""Files that lie unpacked at a time."""


def push(run: Run) -> None:
    """Store what the packages hold and Anki lacks; it comes before the notes that show it.

    Raises:
        SyncError: Anki cannot be reached or cannot store a file; the next sync goes on from there.
        PackageError: a package cannot be read.
    """
    packed = {name: path for path in run.packages for name in packed_media(path)}
    if not packed:
        return
    there = set(run.anki.call("getMediaFilesNames", pattern=PATTERN))
    missing = sorted(packed.keys() - there)
    run.summary.media += len(missing)
    if run.options.dry_run:
        return
    for start in range(0, len(missing), _AT_ONCE):
        part = missing[start : start + _AT_ONCE]
        _store(run, {name: packed[name] for name in part})
        run.progress("pictures", start + len(part), len(missing))


def _store(run: Run, files: dict[str, Path]) -> None:
    with Scratch() as folder:
        for package in set(files.values()):
            names = [name for name, path in files.items() if path == package]
            for name, content in unpacked_media(package, names).items():
                (Path(folder) / name).write_bytes(content)
        # By path, for the add-on reads what it is sent slowly; it runs on this machine.
        asked: Iterable[tuple[str, dict[str, str]]] = (
            ("storeMediaFile", {"filename": name, "path": str(Path(folder) / name)})
            for name in files
        )
        for name, stored in zip(files, run.anki.many(asked), strict=True):
            if stored != name:
                raise SyncError(f"Anki stored the picture {name} as {stored!r}")
