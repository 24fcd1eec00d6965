"""So many of so much each: `262,144 entries of 8 bytes = 2 MiB`, `12 bags of 25 kg weigh 300 kg`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.quantities import Quantity, Scale
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import judged
from flashcards.relations.statements import Sentence
from flashcards.relations.values import (
    agrees,
    choices,
    core,
    is_count,
    is_slip,
    multiplied,
    shown_like,
    value_of,
)

# What is counted, and that each is of so much.
_OF = re.compile(
    r"^\s?(?:[^\W\d_][\w-]*\s){0,2}(?:of|with|à|zu(?: je)?|von je|mit je|de|da|di|van)\s(?:each\s)?$"
)
# What they come to.
_COME_TO = re.compile(
    r"^\s?(?:each |apiece |je |chacune? |cada un[oa]? )?,?\s?(?:=|→|i\.e\.,? |that is,? |(?:are|is|make|makes|weigh|come to|"
    r"amount to|total|sind|ergeben|wiegen|machen|font|pèsent|donnent|son|pesan|hacen|são|fazem|pesam|fanno|pesano)\s)\s?$"
)
# What is said of the total ends with it: `are 256 GB usable` tells of something else.
_ENDED = re.compile(r"\s*(?:[)\],;.:!?]|$|\s(?:and|or|in all|altogether|each|et|und|y)\b|\n)")
_SIGN = re.compile(r"[=→]")

FEWEST = 2
NEAR = 3
"""How far off a number may be that only a verb joins: farther ones may measure something else."""


def packs(sentence: Sentence) -> Iterator[Judgement]:
    """What so many of so much come to."""
    text = sentence.passage.text
    terms = sentence.terms
    for many, each, said in zip(terms, terms[1:], terms[2:], strict=False):
        one, size, total = many.quantity, each.quantity, said.quantity
        if core(one.dimension) or not is_count(one) or one.value < FEWEST:
            continue
        if not core(size.dimension) or core(size.dimension) != core(total.dimension):
            continue
        if any(q.range is not None or q.hedged for q in (one, size, total)):
            continue
        if size.unit.scale is not Scale.LINEAR or not _ENDED.match(text, total.end):
            continue
        if not _OF.match(text[one.end : size.start]):
            continue
        link = text[size.end : total.start]
        if not _COME_TO.match(link):
            continue
        how = f"{one.text} × {size.text}"
        inputs = (many.span, each.span)
        expected = _expected(one, size, total, is_written=_SIGN.search(link) is not None)
        if expected is not None:
            yield judged(said, "multiple", how, expected=expected, inputs=inputs)


def _expected(one: Quantity, size: Quantity, total: Quantity, *, is_written: bool) -> str | None:
    """The right value, "" if it is what is stated, None where nothing tells."""
    first: str | None = None
    for choice in choices((one, size, total)):
        value = multiplied(
            value_of(one, choice, strict=True), value_of(size, choice, strict=is_count(size))
        )
        if agrees(value, total, choice, implied=not is_written):
            return ""
        stated = value_of(total, choice).mid
        ratio = value.mid / stated if stated else 0
        is_near = 1 / NEAR < ratio < NEAR if ratio > 0 else False
        if first is None and (is_written or is_near or is_slip(value, total, choice)):
            first = shown_like(value, total, choice)
    return first
