"""Totals that a refuted KV cache went into, and totals that no KV cache accounts for.

A total takes over an error of a part; it says so in `follows`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from flashcards import patterns as re
from flashcards.claims.numbers.caches import RULE, Place, caches
from flashcards.claims.numbers.claim import AskKv, Claim, Verdict
from flashcards.claims.numbers.contexts import tokens_of
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import format_at, model_at
from flashcards.claims.numbers.shapes_said import Spelled
from flashcards.claims.numbers.sizes import ASSIGNED, in_unit_of, is_large
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.weight_sizes import weight_sizes
from flashcards.relations.finding import Judgement
from flashcards.relations.listings.comments import remarks
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.remarks import held
from flashcards.relations.listings.syntax import PYTHON

TAKES_OVER = Fraction(15, 100)
"""A total that its part's error moves by less may have been rounded to begin with."""

UNSTATED = Fraction(16, 10)
"""A total that is larger than the sum of its stated parts by more has other parts."""

IMPLAUSIBLE = 2
"""Weights and cache together, times this: no activations and buffers take as much again."""

MOST_CONSTANTS = 16

# `KV cache (4K): ~2 GB`: what a number right behind it is of.
_LABEL = re.compile(r"\W*(?P<name>[A-Za-z][^:=]{0,60})[:=]\s*(?=[~≈\d])")
# What holds the others of its list.
_TOTAL = re.compile(r"(?:new |grand )?(?:total|sum)\b", re.IGNORECASE)


def total_claims(page: Page, index: int, shapes: list[Spelled]) -> Iterator[Claim]:
    """A total at a context that is twice the weights and the cache at it, or below them."""
    text = page.texts[index]
    name, one = _labelled(text)
    if one is None or not _TOTAL.match(name) or not tokens_of(name):
        return
    weights = weight_sizes(model_at(page, index), format_at(page, index))
    cache = caches(Place(page=page, index=index, shapes=shapes, words=name))
    if weights is None or cache is None or not cache.certain:
        return
    least = (min(weights.bytes) + min(cache.bytes)) * Fraction(9, 10)
    most = IMPLAUSIBLE * (max(weights.bytes) + max(cache.bytes))
    if one.high * max(one.scales) >= least and one.low * min(one.scales) <= most:
        return
    model, first = weights.readings[0], cache.readings[0]
    yield Claim(
        line=page.line(index),
        rule=RULE,
        stated=one.text,
        verdict=Verdict.WRONG,
        expected=f"{in_unit_of(model.bytes + first.bytes, one)} and what buffers take",
        how=f"{model.how}, and {first.how}",
        severity="warning",
        ask=first.ask,
    )


def following(page: Page, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Totals, of lists and of listings, that a refuted cache among these claims went into."""
    refuted = {
        page.index(claim.line): claim
        for claim in claims
        if claim.verdict is Verdict.WRONG and isinstance(claim.ask, AskKv) and claim.rule == RULE
    }
    if not refuted:
        return
    for index in sorted({at for one in refuted for at in page.group(one)} - refuted.keys()):
        yield from _of_list(page, index, refuted)
    yield from _of_listings(page, refuted)


def true_bytes(ask: AskKv) -> Fraction:
    """What the cache takes, in f16."""
    return ask.shape.bytes_per_token(Fraction(2)) * ask.context


def _of_list(page: Page, index: int, refuted: dict[int, Claim]) -> Iterator[Claim]:
    name, total = _labelled(page.texts[index])
    if total is None or not _TOTAL.match(name):
        return
    above = ((at, _labelled(page.texts[at])[1]) for at in page.group(index) if at < index)
    parts = {at: one for at, one in above if one}
    wrong = [at for at in parts if at in refuted and parts[at].text == refuted[at].stated]
    if len(wrong) != 1 or len(parts) < 2:
        return
    part, claim = parts[wrong[0]], refuted[wrong[0]]
    assert isinstance(claim.ask, AskKv)  # noqa: S101 - only those are refuted here
    scale = max(total.scales)
    whole = sum((one.low * max(one.scales) for one in parts.values()), Fraction(0))
    stated = total.low * scale
    true = stated - part.low * max(part.scales) + true_bytes(claim.ask)
    if not whole * Fraction(97, 100) <= stated <= whole * UNSTATED:
        return
    if total.means(true) or abs(true - stated) <= TAKES_OVER * stated:
        return
    yield Claim(
        line=page.line(index),
        rule=RULE,
        stated=total.text,
        verdict=Verdict.WRONG,
        expected=in_unit_of(true, total),
        how=f"{total.text} with {claim.expected} in place of {part.text}",
        follows=claim.line,
    )


def _labelled(text: str) -> tuple[str, Stated | None]:
    """A label and the size right behind it."""
    label = _LABEL.match(text)
    if label is None:
        return "", None
    said = (one for one in quantities(text) if one.start == label.end() and is_large(one))
    return label["name"], next(said, None)


def _of_listings(page: Page, refuted: dict[int, Claim]) -> Iterator[Claim]:
    """What listings print with a refuted constant, but not with the right one in its place."""
    set_here = ((at, claim) for at, claim in refuted.items() if ASSIGNED.match(page.texts[at]))
    constants = dict(islice(set_here, MOST_CONSTANTS))
    if not constants:
        return
    stated, binary, decimal = (_run(page, constants, reading) for reading in (0, 1024, 1000))
    for (line, text), one in binary.items():
        was, other = stated.get((line, text)), decimal.get((line, text))
        if was is None or other is None or was.verdict != "right":
            continue
        before = [page.line(at) for at in constants if page.line(at) <= line]
        if one.verdict == other.verdict == "wrong" and before:
            yield Claim(
                line=line,
                rule=one.relation,
                stated=text,
                verdict=Verdict.WRONG,
                expected=one.expected,
                how=one.how,
                follows=before[-1],
            )


def _run(page: Page, constants: dict[int, Claim], reading: int) -> dict[tuple[int, str], Judgement]:
    """What comments say of the question's listings, by line and number.

    Args:
        page: the question's lines.
        constants: refuted ones, by their line.
        reading: bytes in a unit's thousand of the right values in their place; 0 for none.
    """
    found: dict[tuple[int, str], Judgement] = {}
    interpreter = Interpreter()
    for node in page.listings:
        if node.block.language not in PYTHON:
            continue
        first = node.source.line + 1
        lines = node.text.split("\n")
        for at, claim in constants.items():
            here = page.line(at) - first
            constant = ASSIGNED.match(lines[here]) if 0 <= here < len(lines) else None
            if reading and constant and isinstance(claim.ask, AskKv):
                power = "KMGT".index(constant["unit"][0].upper()) + 1
                number = float(true_bytes(claim.ask) / reading**power)
                lines[here] = f"{constant['before']}{number}{lines[here][constant.end() :]}"
        text = "\n".join(lines)
        for one in held(node.block, interpreter.run(text), remarks(text, python=True)):
            line = first + bisect_right(node.block.starts, one.span.start) - 1
            found[line, one.stated] = one
    return found
