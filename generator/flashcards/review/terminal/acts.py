"""What can be done on each screen of a sitting: the keys at its foot."""

from __future__ import annotations

from typing import NamedTuple

from flashcards.review.terminal.styles import Span


class Deed(NamedTuple):
    """A key, what it does in a word, and its action.

    `spare` is left out where there is little room; `last` stands at the right end.
    """

    key: str
    label: str
    action: str
    spare: bool = False
    last: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """The key and the word."""
        return ((self.key, "bold $primary"), (f" {self.label}", ""))


_HELP = Deed("?", "help", "help", last=True)


def at_start(*, more: bool, browse: bool) -> tuple[Deed, ...]:
    """On the first screen."""
    return (
        Deed("space", "begin", "go_on"),
        *((Deed("m", "ten more new", "more", spare=True),) if more else ()),
        *((Deed("/", "browse", "browse", spare=True),) if browse else ()),
        Deed("q", "close", "stop"),
        _HELP,
    )


def at_end(*, more: bool, browse: bool) -> tuple[Deed, ...]:
    """On the last screen."""
    return (
        Deed("q", "close", "stop"),
        Deed("u", "undo", "undo"),
        *((Deed("m", "ten more new", "more", spare=True),) if more else ()),
        *((Deed("/", "browse", "browse", spare=True),) if browse else ()),
        _HELP,
    )


def at_front(*, typed: bool, hints: int) -> tuple[Deed, ...]:
    """While the question is open, the keys that matter most; the others are under `?`."""
    if typed:
        return (Deed("enter", "check", "submit"), Deed("esc", "other keys", "leave"), _HELP)
    hint = (Deed("h", f"hint ({hints})", "hint"),) if hints else ()
    return (Deed("space", "answer", "reveal"), *hint, _HELP)
