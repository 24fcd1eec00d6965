"""What is in an Anki package: a benchmark counts the cards before it believes the time."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from pathlib import Path


def count_cards(package: Path) -> int:
    """How many cards an `.apkg` of the old, uncompressed kind holds."""
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as folder:
        database = archive.extract("collection.anki2", folder)
        connection = sqlite3.connect(database)
        try:
            (count,) = connection.execute("SELECT count(*) FROM cards").fetchone()
        finally:
            connection.close()
    return int(count)
