"""The room's tables, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A table of the room by its file's name, without `.toml`."""
    file = resources.files("flashcards.quantities") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
