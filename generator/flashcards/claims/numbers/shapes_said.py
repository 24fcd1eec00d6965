"""Shapes that a question spells out: `n_layers = 80, n_heads = 64, head_dim = 128`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Shape
from flashcards.claims.numbers.models import Model
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import model_at
from flashcards.values import dataclass

# The keys of configurations and the words for them, each with a value.
_KEY = re.compile(
    r"(?<![\w.])(?P<key>n_?layers?|num_(?:hidden_)?layers|(?:transformer |hidden )?layers"
    r"|n_?kv_?heads?|num_kv_heads|n_heads?_kv|num_key_value_heads|kv[ _]heads|key[-/ ]value heads"
    r"|n_?heads?|num_(?:attention_)?heads|(?:query |attention )?heads"
    r"|d_head|head[ _](?:dim(?:ension)?|size)|n_ctx|context(?:[ _](?:length|window|size))?)"
    r"\**\s*[:=]\s*\**(?P<value>\d{1,3}(?:[,_]\d{3})+|\d{1,9})(?![\d.]|\s?[GMK]i?B)",
    re.IGNORECASE,
)
_LOOKED_BACK = 32
"""Shapes; a question spells out a few."""

_OPENS = "-*•,(|{[#:>├─│└="
"""What may stand before such a key: in `GPU layers: 20` it means something else."""

_LIMITS = {
    "layers": 512, "heads": 1024, "kv_heads": 1024, "head_dimension": 2048, "context": 1 << 24,
}  # fmt: skip
"""The most of each kind that a person means, by the names that published shapes have, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A shape that lines up to `index` spell out, with the model and context it was said of."""

    index: int
    shape: Shape
    model: Model | None
    context: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A dimension as a line gives it: of a shape, or `context`."""

    kind: str
    value: int
    text: str


def spelled(page: Page) -> list[Spelled]:
    """Every shape that is spelled out, each as it stands after a line that adds to it."""
    found: list[Spelled] = []
    known: dict[str, int] = {}
    model: Model | None = None
    for index, text in enumerate(page.texts):
        if "=" not in text and ":" not in text:
            continue
        changed = False
        for one in values(text):
            if one.kind == "layers":
                known = {}
                model = model_at(page, index)
            known[one.kind] = one.value
            changed = True
        if changed and {"layers", "heads", "head_dimension"} <= known.keys():
            layers, heads, size = (known[kind] for kind in ("layers", "heads", "head_dimension"))
            shape = Shape(layers, heads, known.get("kv_heads", heads), size)
            if shape.heads % shape.kv_heads == 0:
                context = known.get("context")
                found.append(Spelled(index=index, shape=shape, model=model, context=context))
    return found


def latest(shapes: list[Spelled], index: int) -> list[Spelled]:
    """The shapes last spelled out up to a line, the latest first."""
    end = bisect_right(shapes, index, key=lambda one: one.index)
    return shapes[max(0, end - _LOOKED_BACK) : end][::-1]


def values(text: str) -> Iterator[Value]:
    """The dimensions that a line gives, `n_layers = 80` or `Layers: 80`."""
    for match in _KEY.finditer(text):
        before = text[: match.start()].rstrip()
        if before and before[-1] not in _OPENS:
            continue
        kind, value = _kind(match["key"].lower()), int(re.sub(r"[,_]", "", match["value"]))
        if 0 < value <= _LIMITS[kind]:
            yield Value(kind=kind, value=value, text=match["value"])


def _kind(key: str) -> str:
    if "ctx" in key or "context" in key:
        return "context"
    if "dim" in key or "size" in key or key == "d_head":
        return "head_dimension"
    if "layer" in key:
        return "layers"
    return "kv_heads" if "kv" in key or "key" in key else "heads"
