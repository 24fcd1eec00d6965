"""The context that a number about a KV cache is for: `(4K context)`, `n_ctx=2048`, `500 tokens`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flashcards import patterns as re
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.shapes_said import Spelled, latest
from flashcards.values import dataclass

MOST_TOKENS = 1 << 24

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,8}"
# A number that is called one of tokens; `from 4K to 8K tokens` names two.
_CONTEXT = re.compile(
    rf"(?<![\w.,-])(?P<a>{_NUMBER})(?P<ak>[kK])?[ -]?(?:tokens?|ctx|context|cells?|positions?)\b"
    rf"(?:\s(?:instead of|rather than|→|to)\s(?P<d>{_NUMBER})(?P<dk>[kK])?(?![\w.,]*\d))?"
    rf"(?!\s?/|\s+per\s+sec)"
    rf"|(?:\bn_ctx|\bcontext(?: (?:of|length|size|window|limit))?|\bctx|(?<!\S)-c|\bat)\s*[=: ]\s*"
    rf"(?P<b>{_NUMBER})(?P<bk>[kK])?(?![\w.,]*\d|\s?(?:%|[KMGT]i?B|°|tok|ms|s\b))"
    rf"|\bkv(?:[ -]cache)?\s?\((?P<c>{_NUMBER})(?P<ck>[kK])?\)",
    re.IGNORECASE,
)
# A number that may be a context, though nothing calls it one.
_BARE = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER})(?P<k>[kK])?(?![\w.,]*\d|[.]\d|\s?(?:[KMGT]i?B|%)|[x×])"
)
_SIZE = re.compile(r"\d\s?[KMGT]i?B\b")  # A line with a size has its own context
_LEAST_BARE = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """Tokens that a number may be for; `certain`: it can be for no others."""

    tokens: tuple[int, ...]
    certain: bool


def contexts_at(page: Page, index: int, own: str, shapes: list[Spelled]) -> Contexts:
    """The contexts that a line is about: its own words first, then what is nearest.

    Args:
        page: the question.
        index: the line.
        shapes: that the question spells out, perhaps with their context.
        own: the words that are the number's own: its line, or its cell with head and row.
    """
    if found := tokens_of(own):
        return Contexts(tokens=found, certain=True)
    certain = not _has_other_number(own)
    above = page.above(index)
    beside = () if page.is_code(index) else _beside(page, index)
    for other in (*beside, *above):
        if found := tokens_of(page.texts[other]):
            return Contexts(tokens=found, certain=certain)
    known = next((one.context for one in latest(shapes, index) if one.context), None)
    if known:
        return Contexts(tokens=(known,), certain=certain)
    found = tokens_of(page.subject)
    return Contexts(tokens=found, certain=certain and len(set(found)) == 1)


def _beside(page: Page, index: int) -> Iterator[int]:
    """Lines above it in its block that give a context, and no size of their own."""
    for other in page.group(index):
        if other > index:
            return
        if not _SIZE.search(page.texts[other]):
            yield other


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[int, ...]:
    """The contexts that a text names, each in all readings of its `K`."""
    return tuple(dict.fromkeys(_all(text)))


def _all(text: str) -> Iterator[int]:
    for match in _CONTEXT.finditer(text):
        for name in "abcd":
            if match[name]:
                value = int(match[name].replace(",", ""))
                scales = (1024, 1000) if match[name + "k"] else (1,)
                yield from (value * s for s in scales if 0 < value * s <= MOST_TOKENS)


def _has_other_number(text: str) -> bool:
    """Whether a number in a text might be a context that is not called one."""
    return any(
        match["k"] or int(match["number"].replace(",", "")) >= _LEAST_BARE
        for match in _BARE.finditer(text)
    )
