"""Rule `weights-size`: the size of a named model in a named format, as documents state it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.filetypes import formats
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.said_sizes import is_large
from flashcards.claims.numbers.scope import format_asked, format_at, model_at, weight_formats
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.weight_sizes import claim, judge, sizes
from flashcards.claims.numbers.weights_saved import saved_claims

_BETWEEN = re.compile(r"[A-Za-z]+|->|[^\sA-Za-z]")
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
_NOT_WEIGHTS = re.compile(
    r"\s*(?:\+|/|or more|(?:of\s+|system\s+|gpu\s+|total\s+)?(?:v?ram\b|memory\b|kv\b|cache\b"
    r"|gpus?\b|machine|laptop|device|card|constraint|limit|budget|spare|free|less|more|smaller|saved|with\b"
    r"|including|plus|total|of disk)|x\b|[-–]\s*\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:the )?(?:(?:model|file|weights?|tiny|small|large|download|quantized) )?"
    r"(?:model|weights|size|model (?:size|weights|file)|file)\s*(?:\([^()]{0,60}\))?"
    r"\**\s*[:=]\s*\**",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\s*(?:of )?(?:model )?(?:model|weights)\b(?!\s*(?:\+|plus|and))", re.IGNORECASE
)
_FITS = re.compile(r"\s*(?:fits|(?:does ?n[o']t|does not|won't) fit|exceeds)\b", re.IGNORECASE)
_OR = re.compile(r"\s*(?:or|/)\s*[~≈]?\s*")
_WEIGHTS = re.compile(r"model|weight|file|download|quantized", re.IGNORECASE)
_OF_CACHE = re.compile(r"\bkv\b|cache|\bcells?\b|\bK \(|\bV \(", re.IGNORECASE)
_ASSIGNED = re.compile(
    r"^\s*(?P<name>\w{0,40}(?:model|weights)\w{0,20})\s*=\s*(?P<number>\d+(?:\.\d+)?)\s*"
    r"#\s*(?P<unit>[MGT]i?B)\b",
    re.IGNORECASE,
)


def weights_claims(page: Page, index: int, said: list[Stated]) -> Iterator[Claim]:
    """Sizes of weights that a line states, other than in a table."""
    text = page.texts[index]
    if (found := _ASSIGNED.match(text)) is not None:
        yield from _assigned(page, index, found)
        return
    if (changed := saved_claims(page, index, said)) is not None:
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
            yield from _one(page, index, one, only_right=not links.isdisjoint(_NEEDS))
        elif _is_called_weights(text, one):
            yield from _one(page, index, one)
        elif _FITS.match(text, one.end):
            yield from _one(page, index, one, only_right=True)


def _is_of_cache(page: Page, text: str, *, labelled: bool) -> bool:
    """Whether sizes may be of a cache, of which the line or its question speaks."""
    if _WEIGHTS.search(text):
        return False
    return bool(_OF_CACHE.search(text) or (labelled and _OF_CACHE.search(page.subject)))


def _alternatives(text: str, said: list[Stated]) -> list[Stated]:
    """The first size and those that stand beside it with an `or`."""
    row = said[:1]
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


def _one(page: Page, index: int, said: Stated, *, only_right: bool = False) -> Iterator[Claim]:
    format_ = format_at(page, index, said.start)
    asked = format_ is None and not formats(page.texts[index])
    if asked:
        format_ = format_asked(page)
    model = model_at(page, index, said.start)
    if format_ is None or model is None or (true := sizes(model, format_)) is None:
        return
    verdict = judge(said, true)
    if verdict is Verdict.RIGHT or (verdict and not (asked or only_right)):
        yield claim(page.line(index), said, true, verdict)


def _labelled(page: Page, index: int, row: list[Stated]) -> Iterator[Claim]:
    """`Model: 4.3 GB`, or `size: 4.3 GB or 5.3 GB` under a label that names two formats."""
    if len(row) == 1:
        yield from _one(page, index, row[0])
        return
    named = next(filter(None, (weight_formats(page.texts[at]) for at in page.above(index))), ())
    if len(named) != len(row):
        return
    for one, format_ in zip(row, named, strict=True):
        model = model_at(page, index, one.start)
        true = sizes(model, format_) if model else None
        if true and (verdict := judge(one, true)):
            yield claim(page.line(index), one, true, verdict)


def _assigned(page: Page, index: int, found: re.Match[str]) -> Iterator[Claim]:
    """`model_size = 4  # GB`."""
    if "kv" in found["name"].lower() or "cache" in found["name"].lower():
        return
    (said,) = quantities(f"{found['number']} {found['unit']}")
    format_ = format_at(page, index) or format_asked(page)
    model = model_at(page, index)
    true = sizes(model, format_) if model and format_ else None
    if true and judge(said, true) is Verdict.RIGHT:
        yield claim(page.line(index), said, true, Verdict.RIGHT, found["number"])
