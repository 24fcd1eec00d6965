"""No expression goes back so often that a line costs seconds: at worst all starts times all ends.

The reader bounds lines, words and runs of blanks, so that what is quadratic stays short.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from tests.fuzz.ways import HangError, within
from tests.patterns import adverse, is_held_whole, is_simple, patterns

LONG = 300
"""Characters: where all starts times all ends take a millisecond, one power more takes a hundred."""
SECONDS = 0.06
"""Some thirty times what the slowest takes that is only quadratic."""


def test_no_pattern_of_the_program_is_worse_than_quadratic() -> None:
    slow = {
        name: text
        for name, pattern in patterns().items()
        if not is_simple(pattern)
        for text in adverse(pattern, LONG)
        for tried in (pattern.search, pattern.fullmatch)
        if _is_slow(tried, text)
    }
    assert not slow


def test_no_pattern_repeats_a_group_without_giving_back() -> None:
    """Python before 3.11.5 loses its place there: `14.4` lost its first digit as the start of an item."""
    assert [name for name, pattern in patterns().items() if is_held_whole(pattern)] == []
    assert is_held_whole(re.compile(r"(?:\d{1,3}[.)]\s|-)*+"))
    assert not is_held_whole(re.compile(r"(?:\d{1,3}+[.)]\s*+|[-*]++)*"))


def _is_slow(tried: Callable[[str], object], text: str) -> bool:
    """Whether it takes too long, twice: a processor that others use, too, is slow now and then."""
    return all(_took(tried, text) > SECONDS for _ in range(2))


def _took(tried: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    try:
        with within(5 * SECONDS):
            tried(text)
    except HangError:
        pass
    return time.process_time() - began


def test_a_pattern_that_backtracks_is_found() -> None:
    bad = re.compile(r"a\s*b?\s*c?\s*d")
    assert not is_simple(bad)
    assert any(
        _is_slow(re.compile(r"(?:a+)+b").fullmatch, text)
        for text in adverse(re.compile(r"(?:a+)+b"), 30)
    )
