"""Rule `model-shape`: layers, heads and head dimension that a document gives a model it names."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.models import models
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import model_at
from flashcards.claims.numbers.shapes_said import Value, values

RULE = "model-shape"

# `40 layers`, in a sentence.
_COUNTED = re.compile(
    r"(?<![\w.,-])(?P<value>\d{1,4}) (?P<kind>layers|kv[ -]heads|(?:query |attention )?heads)\b"
    # `so 4 query heads share one`: how many fall to one is another number.
    r"(?!\s(?:share|per|each|for (?:each|every|one)|to (?:each|every|one|a)|teilen|je|pro)\b)",
    re.IGNORECASE,
)
# Which says what the model has: `20 layers on the GPU` are others.
_HAS = re.compile(r"\b(?:has|have|with|uses?)\b", re.IGNORECASE)


def shape_claims(page: Page, index: int) -> Iterator[Claim]:
    """What a line says of the shape of a model, held against its published configuration."""
    text = page.texts[index]
    said = [one for one in values(text) if one.kind != "context"]
    if not said and _HAS.search(text) and len(models(text)) == 1:
        said = [_counted(match) for match in _COUNTED.finditer(text)]
    model = model_at(page, index, len(text)) if said else None
    if model is None:
        return
    near = bool(models(text)) or any(models(page.texts[at]) for at in page.above(index))
    for one in said:
        true = {int(getattr(shape, one.kind)) for shape in model.shapes}
        right = one.value in true
        if not right and (not true or not near or _has_alternatives(page, index, one.kind)):
            continue
        (expected, *_) = sorted(true)
        yield Claim(
            line=page.line(index),
            rule=RULE,
            stated=one.text,
            verdict=Verdict.RIGHT if right else Verdict.WRONG,
            expected=str(expected),
            how=f"{model.shapes[0].name}, as published in {model.shapes[0].source}",
            severity="warning",  # a document may speak of a model of its own
        )


def _has_alternatives(page: Page, index: int, kind: str) -> bool:
    """Whether its list gives several values of one kind: variants, of which none is the model's."""
    lines = (page.texts[at] for at in (index, *page.group(index)))
    return len({one.value for line in lines for one in values(line) if one.kind == kind}) > 1


def _counted(match: re.Match[str]) -> Value:
    kind = match["kind"].lower()
    name = "layers" if kind == "layers" else "kv_heads" if kind.startswith("kv") else "heads"
    return Value(kind=name, value=int(match["value"]), text=match["value"])
