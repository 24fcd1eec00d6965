"""The form of a proposal: the grammar that a model writes by, and our own look at what came out.

A grammar makes a model write the form; it does not make it valid: a text may be cut short, and
what llama.cpp accepts is for llama.cpp to say. So every text is parsed and checked here, and the
only words that ever reach the learner are words of the answer itself.
"""

from __future__ import annotations

import json
from typing import Any

from flashcards.practice.interview.rubric import least, most
from flashcards.practice.model import Row
from flashcards.practice.proposals.model import Proposal

MOST_QUOTES = 3
LONGEST_QUOTE = 160  # characters
SHORTEST_QUOTE = 4
"""Shorter ones occur in every answer and say nothing."""

KEYS = {"points", "quotes"}


class NotValid(ValueError):  # noqa: N818 - what became of the text
    """The text is no proposal; the message says why, without a word of the text."""


def grammar(row: Row) -> str:
    r"""GBNF of a proposal for a row: one object, whole points within its range, a few quotes.

    >>> print(grammar(Row(name="", levels=((0, 1, ""), (2, 2, "")))).splitlines()[1])
    points ::= "0" | "1" | "2"
    """
    points = " | ".join(f'"{number}"' for number in range(least(row), most(row) + 1))
    return "\n".join(
        (
            r'root ::= "{\"points\": " points ", \"quotes\": [" quotes "]}"',
            f"points ::= {points}",
            f'quotes ::= (quote (", " quote){{0,{MOST_QUOTES - 1}}})?',
            rf'quote ::= "\"" char{{{SHORTEST_QUOTE},{LONGEST_QUOTE}}} "\""',
            # No backslash, so no escape; no control characters; no direction overrides.
            r'char ::= [^"\\\x00-\x1f\x7f-\x9f]',
        )
    )


def checked(text: str, row: Row, answer: str) -> Proposal:
    """The proposal in a text.

    Raises:
        NotValid: it is not exactly one object of this form with points in the row's range.
    """
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise NotValid("it is not one JSON object") from None
    if not isinstance(found, dict) or set(found) != KEYS:
        raise NotValid("its keys are not points and quotes")
    points, quotes = found["points"], found["quotes"]
    if isinstance(points, bool) or not isinstance(points, int):
        raise NotValid("its points are no whole number")
    if not least(row) <= points <= most(row):
        raise NotValid(f"its points are not within {least(row)} to {most(row)}")
    if not isinstance(quotes, list) or not all(isinstance(quote, str) for quote in quotes):
        raise NotValid("its quotes are no texts")
    if len(quotes) > MOST_QUOTES:
        raise NotValid("its quotes are too many")
    real = tuple(dict.fromkeys(said for quote in quotes if (said := occurring(quote, answer))))
    given = len({" ".join(quote.split()).casefold() for quote in quotes})
    return Proposal(points=points, quotes=real, dropped=given - len(real))


def occurring(quote: str, answer: str) -> str:
    r"""The quote as the answer has it, on one line, or "" if it is not in it.

    Case and runs of white space do not count; anything else does.

    >>> occurring("kv cache  grows", "The KV\ncache grows."), occurring("it shrinks", "It grows.")
    ('KV cache grows', '')
    """
    flat, wanted = " ".join(answer.split()), " ".join(quote.split())
    # A byte that is no UTF-8 counts once in the grammar and may come out as several signs.
    if not SHORTEST_QUOTE <= len(wanted) <= LONGEST_QUOTE:
        return ""
    low, sought = _folded(flat), _folded(wanted)
    place = low.find(sought)
    return flat[place : place + len(wanted)] if place >= 0 else ""


def _folded(text: str) -> str:
    """In lower case, character by character, so that places stay where they are."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def _refused(_name: str) -> float:
    raise ValueError
