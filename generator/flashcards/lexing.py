"""Listings to tokens by Pygments, within a budget: some of its lexers are anything but linear."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from types import FrameType
from typing import TYPE_CHECKING

from flashcards import patterns as re

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

MOST_CHARACTERS = 20_000
"""Of a listing that is coloured."""

SECONDS = 1.0
"""Processor time for one listing; in most languages the largest takes a twentieth."""

SURELY_FAST = 1_000
"""Characters; a shorter listing is not looked at for being slow."""

# What makes lexers look back and forth over all of it: blanks without an end, a line without one,
# words without a sign between them.
_SLOW = re.compile(r"\s{200}|[^\n]{2000}|(?:[\w.$<>\[\]]{1,60}\s{1,60}){150}")

Tokens = tuple[tuple["_TokenType", str], ...]


class _LateError(BaseException):  # lexers catch exceptions
    """The time is over."""


def lexed(code: str, language: str) -> Tokens | None:
    """The tokens of a listing, in order, with their kinds.

    None: its language is not known, or it is beyond the budget; then it is shown plain.
    """
    return _lexed(code, language.casefold())


def is_too_slow(code: str, language: str) -> bool:
    """Whether a listing in a language that is known is beyond the budget."""
    return (
        len(code) >= SURELY_FAST and bool(_lexer(language.casefold())) and not lexed(code, language)
    )


@lru_cache(maxsize=256)
def _lexed(code: str, language: str) -> Tokens | None:
    lexer = _lexer(language)
    if lexer is None or len(code) > MOST_CHARACTERS or _SLOW.search(code):
        return None
    try:
        with _limited(SECONDS):
            return tuple(_timely(lexer, code, time.thread_time() + SECONDS))
    except _LateError:
        return None


def _timely(lexer: Lexer, code: str, end: float) -> Iterator[tuple[_TokenType, str]]:
    """The tokens; where no timer can be set, the clock is looked at between them."""
    for token in lexer.get_tokens(code):
        yield token
        if time.thread_time() > end:
            raise _LateError


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """End even a single expression that goes on and on, where the system has timers for it."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _LateError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def _lexer(language: str) -> Lexer | None:
    if not language or language in {"text", "output", "plain"}:
        return None
    from pygments.lexers import find_lexer_class, get_all_lexers

    # Not get_lexer_by_name: for an unknown name that one searches all installed packages.
    for name, aliases, _, _ in get_all_lexers(plugins=False):
        if language in aliases:
            found = find_lexer_class(name)
            return found(stripnl=False, ensurenl=False) if found else None
    return None
