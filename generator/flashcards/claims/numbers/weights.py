"""Rule `weights-size`: the size of a named model in a named format, as documents state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.filetypes import Format, formats
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import (
    OF_CACHE,
    format_asked,
    format_at,
    model_at,
    weight_formats,
)
from flashcards.claims.numbers.sizes import (
    ASSIGNED,
    Reading,
    Sizes,
    is_large,
    size_claims,
    turned,
)
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.weight_sizes import RULE, weight_sizes

_BETWEEN = re.compile(r"[A-Za-z]+|->|[^\sA-Za-z]")  # Words and signs one by one
_LINKS = frozenset(
    (
        *("model", "models", "weight", "weights", "file", "files", "quantized", "version", "gguf"),
        *("is", "are", "weighs", "read", "at", "only", "about", "around", "roughly", "just"),
        *("approximately", "->", *')(*`":=≈~→,-–—|'),
    )
)
"""What may stand between a format and the size of a model in it."""

_NEEDS = frozenset(("take", "takes", "need", "needs", "require", "requires", "use", "uses"))
"""What may stand there too, where the size may be of more than the weights."""

_FURTHEST = 48
# Behind a size: it is of something else, or a part, or a range.
_NOT_WEIGHTS = re.compile(
    r"\s*(?:\+|/|or more|(?:of\s+|system\s+|gpu\s+|total\s+)?(?:v?ram\b|memory\b|kv\b|cache\b"
    r"|gpus?\b|machine|laptop|device|card|constraint|limit|budget|spare|free|less|more|smaller|saved|with\b"
    r"|including|plus|total|of disk)|x\b|[-–]\s*\d)",
    re.IGNORECASE,
)
# `Model size (Q4_K_M):`, right before a size.
_LABEL = re.compile(
    r"\W*(?:the )?(?:(?:model|file|weights?|tiny|small|large|download|quantized) )?"
    r"(?:model|weights|size|model (?:size|weights|file)|file)\s*(?:\([^()]{0,60}\))?"
    r"\**\s*[:=]\s*\**",
    re.IGNORECASE,
)
# `4.3 GB model`, `26 GB of weights`.
_NOUN = re.compile(
    r"\s*(?:of )?(?:model )?(?:model|weights)\b(?!\s*(?:\+|plus|and))", re.IGNORECASE
)
# What is said to fit is the file, or more than it.
_FITS = re.compile(r"\s*(?:fits|(?:does ?n[o']t|does not|won't) fit|exceeds)\b", re.IGNORECASE)
_OR = re.compile(r"\s*(?:or|/)\s*[~≈]?\s*")  # Between the sizes of two formats
# Words for weights and their files.
_WEIGHTS = re.compile(r"model|weight|file|download|quantized", re.IGNORECASE)
_REPLACED = re.compile(r"\binstead of\b", re.IGNORECASE)  # `Q3_K_M instead of Q4_K_M`


def weights_claims(page: Page, index: int, said: Sequence[Stated]) -> Iterator[Claim]:
    """Sizes of weights that a line states, other than in a table."""
    text = page.texts[index]
    if found := ASSIGNED.match(text):
        yield from _assigned(page, index, found)
        return
    if (changed := _changed_claims(page, index, said)) is not None:
        yield from changed
        return
    label = _LABEL.match(text)
    large = [one for one in said if is_large(one) and not _NOT_WEIGHTS.match(text, one.end)]
    if large and _is_of_cache(page, text, labelled=label is not None):
        return
    done = 0
    for one in large:
        if one.start < done:
            continue
        if label and label.end() == one.start:
            row = _alternatives(text, [other for other in large if other.start >= one.start])
            yield from _labelled(page, index, row)
            done = row[-1].end
        elif (links := _links(text, one)) is not None:
            yield from _one(page, index, one, sure=links.isdisjoint(_NEEDS))
        elif _is_called_weights(text, one):
            yield from _one(page, index, one)
        elif _FITS.match(text, one.end):
            yield from _one(page, index, one, sure=False)


def _is_of_cache(page: Page, text: str, *, labelled: bool) -> bool:
    """Whether sizes may be of a cache, of which the line or its question speaks."""
    if _WEIGHTS.search(text):
        return False
    return bool(OF_CACHE.search(text) or (labelled and OF_CACHE.search(page.subject)))


def _alternatives(text: str, said: Sequence[Stated]) -> list[Stated]:
    """The first size and those that stand beside it with an `or`."""
    row = [said[0]]
    for one in said[1:]:
        if not _OR.fullmatch(text[row[-1].end : one.start]):
            break
        row.append(one)
    return row


def _is_called_weights(text: str, said: Stated) -> bool:
    before = text[: said.start].rstrip()
    return bool(_NOUN.match(text, said.end)) and not before.endswith(("+", "-"))


def _links(text: str, said: Stated) -> frozenset[str] | None:
    """The words between a format of weights and a size of it; None if there is more between."""
    before = [one for one in formats(text) if one.end <= said.start]
    if not before or len(weight_formats(text[: said.start])) != len(before):
        return None
    between = text[before[-1].end : said.start]
    if len(between) > _FURTHEST:
        return None
    words = frozenset(word.lower() for word in _BETWEEN.findall(between))
    return words if words <= _LINKS | _NEEDS else None


def _one(page: Page, index: int, said: Stated, *, sure: bool = True) -> Iterator[Claim]:
    format_ = format_at(page, index, said.start)
    asked = format_ is None and not formats(page.texts[index])
    if asked:
        format_ = format_asked(page)
    true = weight_sizes(model_at(page, index, said.start), format_)
    yield from size_claims(page.line(index), said, true, sure=sure and not asked)


def _labelled(page: Page, index: int, row: list[Stated]) -> Iterator[Claim]:
    """`Model: 4.3 GB`, or `size: 4.3 GB or 5.3 GB` under a label that names two formats."""
    if len(row) == 1:
        yield from _one(page, index, row[0])
        return
    named = next(filter(None, (weight_formats(page.texts[at]) for at in page.above(index))), ())
    if len(named) != len(row):
        return
    for one, format_ in zip(row, named, strict=True):
        true = weight_sizes(model_at(page, index, one.start), format_)
        yield from size_claims(page.line(index), one, true)


def _assigned(page: Page, index: int, found: re.Match[str]) -> Iterator[Claim]:
    """`model_size = 4  # GB`."""
    if not _WEIGHTS.search(found["name"]) or OF_CACHE.search(found["name"]):
        return
    (said,) = quantities(f"{found['number']} {found['unit']}")
    true = weight_sizes(model_at(page, index), format_at(page, index) or format_asked(page))
    yield from size_claims(page.line(index), said, true, text=found["number"], sure=False)


def _changed_claims(page: Page, index: int, said: Sequence[Stated]) -> list[Claim] | None:
    """`(37 GB → 25 GB)` under `Use Q3_K_M instead of Q4_K_M`; None if nothing is changed."""
    text, line = page.texts[index], page.line(index)
    pair = turned(text, said)
    model = model_at(page, index) if pair and _WEIGHTS.search(text) else None
    if pair is None or model is None:
        return None
    new, old = (weight_sizes(model, one) for one in _changed(page, index))
    if new is None or old is None:
        return None
    claims = [*size_claims(line, pair[0], old), *size_claims(line, pair[1], new)]
    if said[1] is pair[0] and is_large(said[0]):
        wrong = any(one.verdict is Verdict.WRONG for one in claims)
        saved = Sizes(rule=RULE, readings=tuple(_saved(old, new)), certain=wrong)
        claims += (
            replace(one, follows=line if one.verdict is Verdict.WRONG else 0)
            for one in size_claims(line, said[0], saved)
        )
    return claims


def _changed(page: Page, index: int) -> tuple[Format | None, Format | None]:
    """The new format and the old one, from what the line stands under."""
    for other in page.above(index):
        named = weight_formats(page.texts[other])
        if len(named) == 2 and _REPLACED.search(page.texts[other], named[0].end, named[1].start):
            return named[0], named[1]
    return None, None


def _saved(old: Sizes, new: Sizes) -> Iterator[Reading]:
    """What the one takes more than the other."""
    for one, other in zip(old.readings, new.readings, strict=False):
        yield Reading(bytes=one.bytes - other.bytes, how=f"{one.how}, less {other.how}")
