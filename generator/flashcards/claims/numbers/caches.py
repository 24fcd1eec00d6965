"""What a KV cache takes where a line speaks of one: 2 × layers × tokens × KV heads × dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from flashcards import patterns as re
from flashcards.claims.numbers.claim import AskKv, Shape, plain
from flashcards.claims.numbers.contexts import Contexts, contexts_at
from flashcards.claims.numbers.filetypes import formats
from flashcards.claims.numbers.models import alike
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import model_at, models_above
from flashcards.claims.numbers.shapes_said import Spelled, latest
from flashcards.claims.numbers.sizes import Reading, Sizes
from flashcards.values import dataclass

RULE = "kv-size"

# The cache by any of its names; `8 KV heads` are none.
CACHE = re.compile(r"\bkv(?:[ _-]?cache)?(?![a-z])(?![ -]heads?)|\bkv_|_kv\b", re.IGNORECASE)

# The part of one token.
_PER_TOKEN = re.compile(r"per[ -]token|/\s?token|(?:one|each|a single|every) token", re.IGNORECASE)
# `4 users`: each has a cache of its own.
_COUNT = re.compile(
    r"(?<![\w.,-])(?P<count>\d{1,4})\s?(?:×\s?|x\s)?"
    r"(?:concurrent |parallel |active |simultaneous )?"
    r"(?:workers?|users?|sequences?|requests?|slots?|conversations?|chats?|streams?|sessions?)\b",
    re.IGNORECASE,
)
_VARIANT = re.compile(
    r"\b(?:gqa|mqa|mla|grouped|multi-query|sliding|window(?:ed)?|paged|evict\w*|quanti[sz]\w*|"
    r"compress\w*|per[ -]layer|each layer|(?:per|each) head|shar(?:ed|ing)|if|prefix)\b",
    re.IGNORECASE,
)
"""Words that make it a cache of another kind, or a part of one."""

# `batch size 4`: the same, named first.
_NAMED_COUNT = re.compile(
    r"\b(?:batch(?:[ _]size)?(?: of)?|users?|sequences?|slots?|requests?|streams?|n_seq(?:_max)?)"
    r"\s?[:=]?\s?(?P<count>\d{1,4})\b(?!\s?(?:[KMGT]i?B|tok))",
    re.IGNORECASE,
)
# The caches of all, who were counted above.
_TOTAL = re.compile(r"\b(?:total|all|overall|together)\b", re.IGNORECASE)
# Another number of heads than the model has.
_HEADS = re.compile(r"(?<![\w.])(?P<heads>\d{1,4}) kv[ -]heads", re.IGNORECASE)
# `8-bit`, `int4`, `q8_0`: bits an element, where scales are left out.
_BITS = re.compile(
    r"(?:int|fp|q(?=\d_0))(?P<named>[48])|(?<!\d)(?P<bits>[48])[- ]bit", re.IGNORECASE
)
_F16 = (Fraction(2), "f16")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a size of a cache is stated.

    Attributes:
        page, index: its line.
        shapes: the shapes that the question spells out.
        words: the number's own words: its line, or in a table its row and what heads its column.
        at: where in the line, 0-based.
    """

    page: Page
    index: int
    shapes: list[Spelled]
    words: str
    at: int = 0

    @property
    def line(self) -> int:
        """The document's line number."""
        return self.page.line(self.index)


def is_per_token(words: str) -> bool:
    """Whether they speak of the part of a cache that one token takes."""
    return bool(_PER_TOKEN.search(words))


def caches(place: Place, contexts: Contexts | None = None) -> Sizes | None:
    """The sizes that a cache may have there; None if its shape or its context is not known.

    Args:
        place: where it is spoken of.
        contexts: for how many tokens, if not what the words and what is about them say.
    """
    if contexts is None:
        contexts = contexts_at(place.page, place.index, place.words, place.shapes)
    known, certain = _shapes(place)
    if not known or not contexts.tokens:
        return None
    return Sizes(
        rule=RULE,
        readings=tuple(
            _reading(shape, tokens, element, count)
            for count in _counts(place)
            for shape in known
            for tokens in contexts.tokens
            for element in (_F16, *_elements(place.words))
        ),
        certain=certain and contexts.certain and not _VARIANT.search(place.words),
    )


def _elements(words: str) -> Iterator[tuple[Fraction, str]]:
    """Bytes an element where words name another type than f16, and what llama.cpp calls it."""
    for one in formats(words):
        if one.name[-2:] in {"_0", "_1", "32"}:
            yield one.block_bits / 8, one.name.lower()
    for match in _BITS.finditer(words):
        yield Fraction(int(match["named"] or match["bits"]), 8), ""


def _reading(shape: Shape, tokens: int, element: tuple[Fraction, str], count: int) -> Reading:
    """What so many sequences of so many tokens take; llama.cpp is asked about one of them."""
    size, kind = element
    of = f" ({shape.name})" if shape.name else ""
    return Reading(
        bytes=count * shape.bytes_per_token(size) * tokens,
        how=f"{f'{count} sequences × ' if count > 1 else ''}2 × {shape.layers} layers × "
        f"{tokens:,} tokens × {shape.kv_heads} KV heads × {shape.head_dimension} × "
        f"{plain(size)} bytes{of}",
        ask=AskKv(shape, tokens, kind) if kind else None,
    )


def _shapes(place: Place) -> tuple[list[Shape], bool]:
    """The shapes a line may speak of, those spelled out first; and whether it can be no other."""
    model = model_at(place.page, place.index, place.at)
    own = (
        one.shape
        for one in latest(place.shapes, place.index)
        if model is None or one.model is None or alike(one.model, model)
    )
    found = list(islice(own, 1))
    for shape in map(Shape.of, model.shapes if model else ()):
        if found[:1] == [shape]:
            found = []  # what is spelled out is the model's own, which has a name
        found.append(shape)
    certain = model is not None or not any(models_above(place.page, place.index))
    if stated := [int(match["heads"]) for match in _HEADS.finditer(place.words)]:
        found = [
            replace(one, kv_heads=heads, name="") for one in found for heads in stated if heads
        ]
        found = [one for one in found if one.heads % one.kv_heads == 0]
    return found, certain


def _counts(place: Place) -> list[int]:
    """How many caches are meant, the likeliest first."""
    own = _counted(place.words)
    if not own and _TOTAL.search(place.words):
        above = (_counted(place.page.texts[at]) for at in place.page.above(place.index))
        own = next(filter(None, above), [])
    return [*own, 1]


def _counted(text: str) -> list[int]:
    found = (*_COUNT.finditer(text), *_NAMED_COUNT.finditer(text))
    return [count for match in found if (count := int(match["count"]))]
