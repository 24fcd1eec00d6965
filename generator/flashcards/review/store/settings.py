"""Settings as rows: only what differs from the default, each value as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from flashcards.review.model import Settings

_DEFAULTS = Settings()


def to_rows(settings: Settings) -> dict[str, str]:
    """Name → JSON of every setting that is not at its default."""
    return {
        field.name: json.dumps(getattr(settings, field.name))
        for field in fields(Settings)
        if getattr(settings, field.name) != getattr(_DEFAULTS, field.name)
    }


def from_rows(rows: Iterable[tuple[str, str]]) -> Settings:
    """The settings of these rows; those of another version are passed over.

    Raises:
        ValueError: a value is not JSON or not of its setting's type.
    """
    known = {field.name: getattr(_DEFAULTS, field.name) for field in fields(Settings)}
    given: dict[str, Any] = {}
    for name, text in rows:
        if name in known:
            given[name] = _value(name, json.loads(text), known[name])
    return Settings(**given)


def _value(name: str, value: Any, default: Any) -> Any:
    """The value, of the default's type."""
    if name == "deck_limits":
        if isinstance(value, list) and all(map(_is_limit, value)):
            return tuple((deck, count) for deck, count in value)
    elif isinstance(default, tuple):
        if isinstance(value, list) and all(type(v) in (int, float) for v in value):
            return tuple(value)
    elif isinstance(default, float):
        if type(value) in (int, float):
            return float(value)
    elif type(value) is type(default):
        return value
    raise ValueError(f"{name} holds {value!r}")


def _is_limit(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], str)
        and type(value[1]) is int
    )
