"""The other program, as the tests use it: the real Anki."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.anki import real

ROLLOVER, ASIDE_S = 4 * 3600, 1200
"""Seconds after midnight at which Anki's day changes, and how far a test stays away from it."""

FORMATS = ("colpkg", "apkg", "old.colpkg", "old.apkg", "anki2")


def clock() -> int:
    """Now, by the only clock that Anki has; not around its change of days, which would move dues."""
    now = datetime.now()  # noqa: DTZ005  # the machine's zone
    if abs(now.hour * 3600 + now.minute * 60 - ROLLOVER) < ASIDE_S:
        pytest.skip("NOT TESTED: Anki's day changes just now")
    return int(now.timestamp() * 1000)


@contextmanager
def collection(folder: Path) -> Iterator[Any]:
    """A new collection with FSRS on."""
    folder.mkdir(parents=True, exist_ok=True)
    with real.collection(folder) as col:
        col.set_config("fsrs", True)
        yield col


def take(col: Any, package: Path) -> int:
    """Import a package with learning progress and deck options; how many notes are new."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    log = col.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package), options=options)
    ).log
    return len(log.new)


def give(col: Any, folder: Path, form: str = "colpkg") -> Path:
    """Export the collection in one of the `FORMATS`."""
    from anki.collection import ExportAnkiPackageOptions

    path = folder / f"given.{form}"
    path.unlink(missing_ok=True)
    legacy = form.startswith("old.")
    if form == "anki2":
        col.close()
        path.write_bytes(Path(col.path).read_bytes())
        col.reopen()
    elif form.endswith("colpkg"):
        col.export_collection_package(str(path), include_media=True, legacy=legacy)
        col.reopen()
    else:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def number(col: Any, card: str) -> int:
    """Anki's number of a card of ours, whose id is its note's and its slot."""
    note, slot = card.rsplit("-", 1)
    found: int = real.card_of(col, note, int(slot)).id
    return found


def answer(col: Any, card: str, rating: int) -> int:
    """Answer a card now; the number of the line in the log."""
    shown = col.get_card(number(col, card))
    shown.start_timer()
    states = col._backend.get_scheduling_states(shown.id)
    col.sched.answer_card(col.sched.build_answer(card=shown, states=states, rating=rating - 1))
    made: int = col.db.scalar("select max(id) from revlog where cid = ?", shown.id)
    return made


def log(col: Any) -> list[list[int]]:
    """The review log without what only Anki's own statistics read."""
    rows: list[list[int]] = col.db.all("select id, cid, ease, time, type from revlog order by id")
    return rows


def due(col: Any) -> dict[tuple[str, int], tuple[int, ...]]:
    """What scheduling knows of every card, days counted from the common era."""
    zero = datetime.fromtimestamp(col.crt).toordinal()  # noqa: DTZ006  # the machine's zone
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    for guid, ord_, type_, queue, due_, ivl, reps, lapses, left, flags in col.db.all(
        "select guid, ord, type, queue, due, ivl, reps, lapses, left, c.flags"
        " from cards c join notes n on n.id = c.nid where type != 0"
    ):
        day = due_ if due_ > 1_000_000_000 else due_ + zero
        found[guid, ord_] = (type_, queue, day, ivl, reps, lapses, left % 1000, flags)
    return found
