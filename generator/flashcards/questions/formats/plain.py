"""Plain text in a fence that asks: lines of `Q:` and `A:`, Aiken with its `ANSWER: B`, exports."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, apart
from flashcards.questions.roles import answer_head, is_prompt_label
from flashcards.tree.nodes import NO_CODE

_LABEL = re.compile(r"\s{0,3}(?P<label>[^\W\d_][^:\n]{0,20}?)\s?(?:\d{1,3})?\s?[:.]\s")
_LETTERED = re.compile(r"\s{0,3}[A-Ha-h][.)]\s+\S")
_KEY = re.compile(r"\s{0,3}ANSWER:\s*[A-Ha-h]\s*")
_LEAST = 2
_HEADS = 5
"""Lines at the top of an export that say how it is written."""


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence of text that holds several questions, each with its answer by name."""
    if info.casefold() not in NO_CODE | {"aiken", "qa", "flashcards"}:
        return None
    if rows and any(row.text.startswith("#separator:") for row in rows[:_HEADS]):
        return list(apart(*rows))
    keys = sum(_KEY.fullmatch(row.text) is not None for row in rows)
    lettered = sum(_LETTERED.match(row.text) is not None for row in rows)
    asked = sum(_asks(row.text) for row in rows)
    told = sum(answer_head(row.text.strip()) is not None for row in rows)
    aiken = keys >= _LEAST and lettered >= _LEAST * keys
    if not aiken and not (asked >= _LEAST and told >= _LEAST and abs(asked - told) * 2 <= asked):
        return None
    return list(apart(*rows))


def _asks(text: str) -> bool:
    match = _LABEL.match(text)
    return match is not None and is_prompt_label(match["label"])
