"""What a question says of memory: bits of formats, sizes of weights and of KV caches, what fits."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim
from flashcards.claims.numbers.fits import fit_claims
from flashcards.claims.numbers.formats import bits_claims
from flashcards.claims.numbers.kv import kv_claims
from flashcards.claims.numbers.memory_tables import table_claims
from flashcards.claims.numbers.model_shapes import shape_claims
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.shapes_said import spelled
from flashcards.claims.numbers.stated import quantities
from flashcards.claims.numbers.totals import following, total_claims
from flashcards.claims.numbers.weights import weights_claims

MOST_LINES = 5000
"""Lines with sizes of one question; beyond, no person wrote them."""

MOST_SIZES = 16
"""Numbers of one line, likewise."""

# What every statement of a size or of bits has: most lines have none.
_SIZE = re.compile(r"\d\s?(?:[MGT]i?B|[Bb]ytes?|[Bb]its?|bpw)\b|#\s*[MGT]i?B\b|['\"]\s*:\s*\d")
_OF_SHAPES = ("layer", "head", "dim", "size")
"""One of these words stands in each line with a shape; most lines have none."""


def memory_claims(page: Page) -> Iterator[Claim]:
    """Every claim about memory in a question's lines."""
    if page.question is None:
        return
    sized = [n for n, text in enumerate(page.texts) if _SIZE.search(text)]
    shaped = [
        n
        for n, text in enumerate(page.texts)
        if any(word in text.casefold() for word in _OF_SHAPES)
    ]
    found = list(_found(page, sized[:MOST_LINES], shaped[:MOST_LINES]))
    yield from found
    yield from following(page, found)


def _found(page: Page, sized: list[int], shaped: list[int]) -> Iterator[Claim]:
    for index in shaped:
        if not page.is_mistake(index):
            yield from shape_claims(page, index)
    shapes = spelled(page)
    rows: set[int] = set()
    for table in page.tables:
        rows.update(page.index(row.source.line) for row in table.rows)
        yield from table_claims(page, table, shapes)
    for index in sized:
        said = quantities(page.texts[index])
        if page.is_mistake(index) or len(said) > MOST_SIZES:
            continue
        yield from fit_claims(page, index, said)
        if index in rows:
            continue
        yield from bits_claims(page, index)
        yield from weights_claims(page, index, said)
        yield from kv_claims(page, index, said, shapes)
        yield from total_claims(page, index, shapes)
