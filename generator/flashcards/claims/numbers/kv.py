"""Rule `kv-size`: sizes stated of a KV cache whose shape and context the document tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.claims.numbers.caches import CACHE, Place, caches, is_per_token
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.contexts import Contexts
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.shapes_said import Spelled
from flashcards.claims.numbers.sizes import ASSIGNED, Sizes, is_large, size_claims, turned
from flashcards.claims.numbers.stated import BYTES, Stated, quantities

# What leads from its name to its size.
_LEADS = re.compile(
    r"(?:[:=(≈|~→]|\b(?:is|takes?|needs?|uses?|of|to|about|around|reaches|costs?))\W*$",
    re.IGNORECASE,
)
_LEAD = 16
"""Characters before a size that are looked at for what leads to it."""

_OTHER = re.compile(
    r"[+]|\b(?:plus|weights?|models?|sav(?:es?|ed|ings?)|spare|left|headroom|budgets?|bandwidth|"
    r"activations?|overhead|grow\w*|fits?|remain\w*|limits?|reads?|writes?|reduc\w+|instead|ram|"
    r"without|no|compute|buffers?|at most|up to|ceiling)\b",
    re.IGNORECASE,
)
"""What makes a size before or after a cache's name one of something else."""

# `2 GB for the KV cache`: its name behind the size.
_BEHIND = re.compile(
    r"\s*(?:(?:just|only|on|of|for|in|the)\s+){0,4}(?:f16 |fp16 )?kv(?:[ -]?caches?)?\b"
    r"(?!\s+(?:sav|reduc|quant|budget))",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:reserv\w*|leav\w*|left|allow\w*|budgets?|spare|free|remain\w*|available|sav\w*|than)\b",
    re.IGNORECASE,
)
"""What makes a size before a cache's name one of the room for it."""

# Behind a size: it is a rate, the room for it, or a difference.
_NOT_SAID = re.compile(
    r"\s*(?:/|(?:of\s)?(?:v?ram|memory|gpu)\b|instead|less|more|saved|spare)", re.IGNORECASE
)
_FOR_TOKENS = re.compile(r"\s*for \d[\d,]* tokens")  # `10 GB for 500 tokens`
# `(32x reduction)`: how the second of two sizes comes from the first.
_REDUCED = re.compile(r"(?<![\w.])(?P<factor>\d{1,3})\s?[x×](?:\s(?:reduction|smaller|less)|\W*$)")
_ONE_TOKEN = Contexts(tokens=(1,), certain=True)


def kv_claims(
    page: Page, index: int, said: Sequence[Stated], shapes: list[Spelled]
) -> Iterator[Claim]:
    """Sizes of KV caches that a line states, other than in a table."""
    text = page.texts[index]
    place = Place(page=page, index=index, shapes=shapes, words=text)
    if (found := ASSIGNED.match(text)) and found["name"].lower().startswith("kv_"):
        yield from _assigned(place, found)
        return
    if (pair := _turned(place, said)) is not None:
        yield from pair
        return
    if not CACHE.search(text) and not _continues(page, index):
        return
    reached = 0
    turns = "→" in text or "->" in text  # from what, to what: only the line knows
    for one in said:
        if not (is_large(one) or (one.dimension == BYTES and is_per_token(text))):
            continue
        before, reached = text[reached : one.start], one.end
        if _NOT_SAID.match(text, one.end):
            continue
        if _is_led(page, index, before, one) or _is_followed(before, text, one):
            here = replace(place, at=one.start)
            yield from cache_claims(here, one, per_token=is_per_token(text), sure=not turns)


def cache_claims(place: Place, said: Stated, *, per_token: bool, sure: bool) -> Iterator[Claim]:
    """The claim of a size that a cache, or its part of one token, is said to take."""
    true = caches(place, _ONE_TOKEN if per_token else None)
    yield from size_claims(place.line, said, true, sure=sure)


def _is_led(page: Page, index: int, before: str, said: Stated) -> bool:
    """Whether what stands before a size makes it one of a KV cache, and of nothing else."""
    if _OTHER.search(before):
        return False
    if CACHE.search(before):
        return said.text[0] in "~≈∼" or bool(_LEADS.search(before[-_LEAD:]))
    # `Still ~10 GB for 500 tokens` below `KV cache for 500 tokens:`
    return _continues(page, index) and bool(_FOR_TOKENS.match(page.texts[index], said.end))


def _is_followed(before: str, text: str, said: Stated) -> bool:
    """Whether it reads `2 GB KV` or `10 GB for the KV cache`."""
    return bool(_BEHIND.match(text, said.end)) and not _KEPT.search(before)


def _continues(page: Page, index: int) -> bool:
    above = page.texts[index - 1] if index else ""
    return bool(above.rstrip().endswith(":") and CACHE.search(above) and not _OTHER.search(above))


def _assigned(place: Place, found: re.Match[str]) -> Iterator[Claim]:
    """`kv_cache = 4.0  # GB`, `kv_cache_500 = 0.4  # GB`."""
    (said,) = quantities(f"{found['number']} {found['unit']}")
    tokens = int(found["tokens"] or 0)
    true = caches(place, Contexts(tokens=(tokens,), certain=True) if tokens else None)
    yield from size_claims(place.line, said, true, text=found["number"])


def _turned(place: Place, said: Sequence[Stated]) -> list[Claim] | None:
    """`4 GB → 128 MB (32x reduction)` where the lines about it speak of a KV cache."""
    page, index, text = place.page, place.index, place.words
    pair = turned(text, said)
    factor = _REDUCED.search(text, pair[1].end) if pair else None
    if not pair or not factor or not int(factor["factor"]):
        return None
    around = [text, *(page.texts[n] for n in (*page.above(index), *page.group(index)))]
    if not any(CACHE.search(one) for one in around) or _OTHER.search(text[: pair[0].start]):
        return None
    true = caches(replace(place, at=pair[0].start))
    if true is None:
        return []
    less = _divided(true, int(factor["factor"]))
    claims = [*size_claims(place.line, pair[0], true), *size_claims(place.line, pair[1], less)]
    if [one.verdict for one in claims] == [Verdict.WRONG, Verdict.WRONG]:
        claims[1] = replace(claims[1], follows=place.line)
    return claims


def _divided(true: Sizes, times: int) -> Sizes:
    """The same cache made so many times smaller."""
    readings = (
        replace(one, bytes=one.bytes / times, how=f"{one.how} / {times}") for one in true.readings
    )
    return replace(true, readings=tuple(readings))
