"""Titles of the questions that families of problems drill."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def titles() -> dict[int, str]:
    """Number of a question of module 1 → its title, as our document has it."""
    text = files(__package__).joinpath("data", "questions.toml").read_text(encoding="utf-8")
    return {int(number): title for number, title in tomllib.loads(text)["titles"].items()}
