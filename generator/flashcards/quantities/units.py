"""Units by name."""

from __future__ import annotations

from flashcards.quantities.model import Unit


def unit_named(text: str) -> Unit | None:
    """The unit that a text is the whole name of, such as `GB/s` or `tokens per second`."""
    del text
    return None
