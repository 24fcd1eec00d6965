"""Rule `fits`: what is said to fit into a size or to exceed it, held against the two sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.sizes import is_large
from flashcards.claims.numbers.stated import Stated, quantities

RULE = "fits"

# `fits comfortably in 16 GB`: the claim.
_FITS = re.compile(
    r"\b(?P<verb>fits?|exceeds?)\s+(?:(?:comfortably|easily|well|only|just)\s+)?"
    r"(?:(?:in|into|on|within)\s+)?(?:(?:the|a|an)\s+)?(?=[~≈<]?\s?\d)",
    re.IGNORECASE,
)
# What denies it or leaves it open.
_NOT = re.compile(
    r"(?:n['’]t|\bnot|\bnever|\bcannot|\bhardly|\bbarely|\bcould|\bmay|\bmight|\bwould|\bif|\bto)\s+$",
    re.IGNORECASE,
)
# It fits under a condition, which changes the size.
_CONDITION = re.compile(
    r"compress|swap|offload|half|split|each|shared|\b(?:after|once|when|if|using)\b", re.IGNORECASE
)
_GAP = re.compile(r"[^,;.]{0,16}")  # What may stand between a size and the verb that is said of it
# `With offloading: fits`: a condition in front of the line.
_FIRST = re.compile(r"\b(?:with|when|after|once|using|by)\b", re.IGNORECASE)
# `Model size: 4.3 GB`, above a line that only says that it fits.
_SIZE_OF = re.compile(
    r"\b(?:size|model|weights|total|sum)\b[^:=]{0,20}[:=]\s*(?=[~≈\d])", re.IGNORECASE
)
# `Only option <4GB`: the same in a cell.
_BELOW = re.compile(
    r"\b(?:option|choice|fits?|stays?|only one|works?)\b[^<]{0,20}<\s?(?=\d)", re.IGNORECASE
)


def fit_claims(page: Page, index: int, said: Sequence[Stated]) -> Iterator[Claim]:
    """What a line says of one size fitting into another, or exceeding it."""
    text = page.texts[index]
    found = _FITS.search(text)
    if (
        not found
        or _NOT.search(text[max(0, found.start() - 24) : found.start()])
        or _CONDITION.search(text)
        or (":" in text and _FIRST.search(text.partition(":")[0]))
    ):
        return
    room = next((one for one in said if one.start >= found.end()), None)
    if room is None or room.start > found.end() + 2 or not is_large(room):
        return
    size, near = _size(page, index, found.start(), said)
    if size is None:
        return
    larger = found["verb"].lower().startswith("exceed")
    if larger and not _exceeds(size, room) and not _exceeds(room, size):
        return
    stated = text[found.start() : room.end]
    yield _claim(page.line(index), stated, size, room, larger=larger, near=near)


def row_fits(line: int, cell: str, sizes: Sequence[Stated]) -> Iterator[Claim]:
    """`Only option <4GB` in a table row that gives a size.

    Args:
        line: of the document.
        cell: another one of the row.
        sizes: what the row's column of sizes has.
    """
    found = _BELOW.search(cell)
    room = next((one for one in quantities(cell) if found and one.start >= found.end()), None)
    if found and room and is_large(room) and len(sizes) == 1:
        stated = cell[found.start() : room.end]
        yield _claim(line, stated, sizes[0], room, larger=False, near=True)


def _size(page: Page, index: int, at: int, said: Sequence[Stated]) -> tuple[Stated | None, bool]:
    """The size that a line speaks of: before the verb, or the least that the line above gives."""
    text = page.texts[index]
    own = [one for one in said if is_large(one) and one.end <= at]
    if own:
        return (own[-1] if _GAP.fullmatch(text, own[-1].end, at) else None), True
    if not index or text[:at].strip(" -*✅❌⚠️✓#>:").lower() not in {"", "this"}:
        return None, False
    above = page.texts[index - 1]
    label = _SIZE_OF.search(above)
    sizes = [q for q in quantities(above) if label and q.start >= label.end() and is_large(q)]
    return (min(sizes, key=lambda one: one.low * one.scales[0]) if sizes else None), False


def _exceeds(size: Stated, room: Stated) -> bool:
    """Whether a size is larger in every reading of the two units."""
    return size.low * min(size.scales) > room.high * max(room.scales)


def _claim(line: int, text: str, size: Stated, room: Stated, *, larger: bool, near: bool) -> Claim:
    is_larger = _exceeds(size, room)
    return Claim(
        line=line,
        rule=RULE,
        stated=text,
        verdict=Verdict.RIGHT if larger == is_larger else Verdict.WRONG,
        expected=f"{size.text} is {'' if is_larger else 'not '}more than {room.text}",
        how=f"{size.text} against {room.text}",
        severity="error" if near else "warning",
    )
