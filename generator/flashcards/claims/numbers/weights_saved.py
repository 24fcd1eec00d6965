"""Weights that another format saves: `(37 GB → 25 GB)` under `Use Q3_K_M instead of Q4_K_M`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.filetypes import Format
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.said_sizes import in_unit_of, is_large
from flashcards.claims.numbers.scope import model_at, weight_formats
from flashcards.claims.numbers.stated import Stated
from flashcards.claims.numbers.weight_sizes import RULE, Sizes, claim, judge, sizes

_TURNED = re.compile(r"\s*(?:→|->|to)\s*")
_REPLACED = re.compile(r"\binstead of\b", re.IGNORECASE)
_WEIGHTS = re.compile(r"\b(?:weights?|model)\b")


def saved_claims(page: Page, index: int, said: list[Stated]) -> list[Claim] | None:
    """What a line claims of changing the format; None if it speaks of no change."""
    text = page.texts[index]
    pairs = pairwise(said)
    pair = next((p for p in pairs if _TURNED.fullmatch(text[p[0].end : p[1].start])), None)
    formats = _changed(page, index) if pair and _WEIGHTS.search(text) else ()
    model = model_at(page, index) if formats else None
    if pair is None or model is None or not all(map(is_large, pair)):
        return None
    new, old = (sizes(model, one) for one in formats)
    if new is None or old is None:
        return None
    line = page.line(index)
    claims = [
        claim(line, one, true, verdict)
        for one, true in zip(pair, (old, new), strict=True)
        if (verdict := judge(one, true))
    ]
    if said[1] is pair[0] and is_large(said[0]):
        wrong = any(one.verdict is Verdict.WRONG for one in claims)
        claims.extend(_saved(line, said[0], old, new, wrong=wrong))
    return claims


def _changed(page: Page, index: int) -> tuple[Format, ...]:
    """The new format and the old one, from what the line stands under."""
    for other in page.above(index):
        named = weight_formats(page.texts[other])
        if len(named) == 2 and _REPLACED.search(page.texts[other], named[0].end, named[1].start):
            return named
    return ()


def _saved(line: int, said: Stated, old: Sizes, new: Sizes, *, wrong: bool) -> Iterator[Claim]:
    """The difference of two sizes."""
    differences = [a - b for a, b in zip(old.bytes, new.bytes, strict=False)]
    agree = any(said.means(value) for value in differences)
    if agree or wrong:
        yield Claim(
            line=line,
            rule=RULE,
            stated=said.text,
            verdict=Verdict.RIGHT if agree else Verdict.WRONG,
            expected=in_unit_of(differences[0], said),
            how=f"{old.how}, less {new.how}",
            follows=0 if agree else line,
        )
