"""Amounts of memory that a question says are there, are needed, or are saved."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction

from flashcards.claims.numbers.entries import entry
from flashcards.claims.numbers.grids import leading
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.units import BYTES

MOST_AMOUNTS = 8
LONGEST = 400
NEAR = 12
"""Lines between what is needed and what is left of it."""

_SPEAKS = re.compile(
    r"RAM|memory|laptop|machine|gpu|card|server|avail|fit|within|exceeds|with\b|capacity|total|"
    r"require|needed|used|sav|margin|headroom|free|remain|left|spare",
    re.IGNORECASE,
)
_HAVE_LABEL = re.compile(
    r"(?:available|installed|physical|system|total|gpu)(?: system)? (?:ram|memory|vram)|"
    r"(?:ram|memory|vram) available|capacity|available",
    re.IGNORECASE,
)
_NEED_LABEL = re.compile(
    r"(?:new |grand |overall )?total(?: memory| ram| vram| needed| required| usage)?|"
    r"(?:required|needed|used)(?: ram| vram| memory)?|(?:ram|vram|memory) (?:required|needed|used)",
    re.IGNORECASE,
)
_HAVE_BEHIND = re.compile(
    r"\s?(?:of )?(?:system |gpu )?(?:ram|vram|memory|laptop|machine|gpu|card|server|available)\b",
    re.IGNORECASE,
)
_HAVE_BEFORE = re.compile(
    r"\b(?:fits? (?:in(?:to)?|on)|within|exceeds|available:?|with)\s?$", re.IGNORECASE
)
_SAVED_LABEL = re.compile(r"saves?|saved|savings?", re.IGNORECASE)


@dataclass(slots=True)
class Known:
    """What a question has said so far."""

    have: list[Stated] = field(default_factory=list)
    """All amounts said to be there, each once."""
    declared: tuple[int, Stated] | None = None
    """The last that was labelled so, with its line."""
    need: deque[tuple[int, Stated]] = field(default_factory=lambda: deque(maxlen=8))
    saved: tuple[int, Stated] | None = None
    """What a change saves, as the last line that labels it says."""
    shares: list[Fraction] = field(default_factory=list)
    """Of margins, what is right."""

    def needed_near(self, line: int) -> list[Stated]:
        """What the lines right above one say is needed, the nearest first."""
        return [one for at, one in self.need if 0 < line - at <= NEAR][::-1]


def take_in(number: int, text: str, known: Known) -> list[Stated]:
    """Take in what a line says is there or needed; those said to be there on this line."""
    if "B" not in text:
        return []
    here: list[Stated] = []
    for one in quantities(text):
        if one.dimension != BYTES or one.low != one.high or one.low <= 0:
            continue
        if _HAVE_BEHIND.match(text, one.end) or _HAVE_BEFORE.search(text, 0, one.start):
            here.append(one)
    label, value = labelled(number, text)
    if value is not None and value.dimension == BYTES:
        if _HAVE_LABEL.fullmatch(label) and value.low > 0:
            known.declared = number, value
            here.append(value)
        elif _SAVED_LABEL.fullmatch(label):
            known.saved = number, value
    for one in here:
        if len(known.have) < MOST_AMOUNTS and all(one.low != other.low for other in known.have):
            known.have.append(one)
    return here


def labelled(number: int, text: str) -> tuple[str, Stated | None]:
    """Label and value of a line or of a table row."""
    if "|" in text:
        cells = [cell.strip(" *`") for cell in text.strip().strip("|").split("|")[:3]]
        return (cells[0], leading(cells[1])) if len(cells) > 1 else ("", None)
    found = entry((number, text))
    return (found.label, found.value) if found else ("", None)


def speaks_of_amounts(text: str) -> bool:
    """Whether a line may say what is there, needed, saved, or left."""
    return bool(_SPEAKS.search(text))


def is_need(label: str) -> bool:
    """Whether a label says how much is needed."""
    return bool(_NEED_LABEL.fullmatch(label))
